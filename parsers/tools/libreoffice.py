"""LibreOffice: turns a format that we do not read ourselves into one that we do; optional and slow."""

from __future__ import annotations

import tempfile
from pathlib import Path

from parsers.tools.process import Failed, found, run

SECONDS = 20.0


def available() -> bool:
    """Whether LibreOffice is here."""
    return found("soffice") is not None


def version() -> str | None:
    """The version, None when it is not here."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            words = run(["soffice", _profile(folder), "--version"], seconds=10, folder=folder).decode().split()
    except Failed:
        return None
    return words[1] if len(words) > 1 else None


def converted(data: bytes, suffix: str, to: str, *, seconds: float = SECONDS) -> bytes:
    """The same document in another format; raises Failed. Its profile is private: a leftover one blocks the next."""
    root = tempfile.gettempdir()
    Path(root).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root) as folder:
        source = Path(folder) / f"document.{suffix}"
        source.write_bytes(data)
        command = ["soffice", _profile(folder), "--headless", "--norestore", "--convert-to", to, "--outdir", folder]
        run([*command, str(source)], seconds=seconds, folder=folder)
        made = Path(folder) / f"document.{to.partition(':')[0]}"
        if not made.exists():
            raise Failed("soffice made nothing")
        return made.read_bytes()


def _profile(folder: str) -> str:
    return f"-env:UserInstallation={Path(folder).resolve().as_uri()}/profile"
