"""Tls: a context that always verifies, and plain text that never leaves this machine."""

from __future__ import annotations

import ipaddress
import ssl
from pathlib import Path
from typing import Literal

from mailboxes.errors import Rejected

Tls = Literal["implicit", "starttls", "none"]


def verified_context(ca: Path | None) -> ssl.SSLContext:
    """A client context that checks name and chain, against `ca` alone when one is given. Raises Rejected."""
    try:
        return ssl.create_default_context(cafile=str(ca) if ca else None)
    except (OSError, ValueError) as error:
        raise Rejected(f"autorité de certification illisible ({ca}) : {error}") from error


def require_loopback(tls: Tls, host: str) -> None:
    """Raise ValueError when a password or a mail would travel in plain text beyond this machine."""
    if tls == "none" and not is_loopback(host):
        raise ValueError(f'tls = "none" n\'est permis que sur cette machine, pas vers {host}')


def is_loopback(host: str) -> bool:
    """Whether the name or address is this machine by definition (no resolver is asked)."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
