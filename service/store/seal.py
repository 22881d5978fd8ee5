"""Seal: sensitive facts are written encrypted and read open; the key is a file that the database does not hold."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken


class WrongKey(Exception):  # noqa: N818
    """The key does not open what is in the database: the wrong key file, or a damaged one."""


class Seal:
    """One key (Fernet: AES-128-CBC with HMAC-SHA256)."""

    def __init__(self, key: bytes) -> None:
        try:
            self._fernet = Fernet(key)
        except ValueError as error:
            raise WrongKey("la clé de chiffrement n'est pas une clé Fernet (32 octets en base64)") from error

    def closed(self, value: Any) -> str:
        """The value, unreadable without the key."""
        return self._fernet.encrypt(json.dumps(value).encode()).decode()

    def opened(self, token: str) -> Any:
        """The value again. Raises WrongKey."""
        try:
            return json.loads(self._fernet.decrypt(token.encode()))
        except InvalidToken as error:
            raise WrongKey("la clé de chiffrement n'ouvre pas les données sensibles de cette base") from error


def key_in(path: Path) -> bytes:
    """The key of this file, made at first use and readable by its owner alone. Raises OSError."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Fernet.generate_key())
    return path.read_bytes().strip()
