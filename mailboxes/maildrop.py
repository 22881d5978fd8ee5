"""Maildrop: put one mail into a Maildir, whole or not at all (tmp, fsync, rename)."""

from __future__ import annotations

import os
import secrets
import time
from datetime import datetime
from pathlib import Path


def make_maildir(folder: Path) -> Path:
    """The Maildir, with its three folders."""
    for part in ("tmp", "new", "cur"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    return folder


def deliver(folder: Path, raw: bytes, *, name: str | None = None, read_at: datetime | None = None) -> Path:
    """Where the mail now lies: in `new`, or in `cur` as read, dated `read_at`. One `name` twice is one mail."""
    make_maildir(folder)
    name = name or unique_name()
    there = _found(folder, name)
    if there is not None:
        return there
    draft = folder / "tmp" / name
    final = folder / "cur" / f"{name}:2,S" if read_at else folder / "new" / name
    write_whole(draft, raw)
    if read_at is not None:
        os.utime(draft, (read_at.timestamp(), read_at.timestamp()))
    draft.rename(final)
    sync_folder(final.parent)
    return final


def unique_name() -> str:
    """A name that sorts by time of delivery on one machine, and never comes twice."""
    return f"{time.monotonic_ns():020d}.{secrets.token_hex(8)}.liaison"


def write_whole(path: Path, raw: bytes) -> None:
    """Write and flush to the disk."""
    with path.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def replace_whole(path: Path, raw: bytes) -> None:
    """Write the file anew: after a crash it is the old one or the new one, never a half."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    write_whole(draft, raw)
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names of a folder last over a crash."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _found(folder: Path, name: str) -> Path | None:
    if (folder / "new" / name).exists():
        return folder / "new" / name
    return next((folder / "cur").glob(f"{name}:2,*"), None)
