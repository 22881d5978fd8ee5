"""One outside program run once: no shell, no network of ours, its own time and memory, its own folder."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
from functools import cache


class Failed(Exception):  # noqa: N818  (it is what the program did)
    """The program is not there, broke off, or took too long."""


class TooSlow(Failed):
    """The program was stopped: its time was over."""


@cache
def found(name: str) -> str | None:
    """Where a program is installed, None when it is not."""
    return shutil.which(name)


def run(command: list[str], data: bytes = b"", *, seconds: float, folder: str | None = None) -> bytes:
    """What a program writes on its output; raises Failed when it is not there, breaks off or takes too long."""
    path = found(command[0])
    if path is None:
        raise Failed(f"{command[0]} is not installed")
    home = folder or "/nonexistent"
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "HOME": home, "OMP_THREAD_LIMIT": "1"}
    if folder is not None:
        environment["TMPDIR"] = folder
    if "TESSDATA_PREFIX" in os.environ:
        environment["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
    process = subprocess.Popen(  # noqa: S603  (a fixed command, no shell)
        [path, *command[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, cwd=folder,
    )  # fmt: skip
    _widen(process.pid)
    try:
        out, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as fault:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        raise TooSlow(f"{command[0]} took longer than {seconds:.0f} s") from fault
    if process.returncode != 0:
        raise Failed(f"{command[0]} ended with status {process.returncode}")
    return out


def _widen(pid: int) -> None:
    """The reader's own limits are tighter than what these programs need; the hard ones still hold."""
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_NOFILE):
        _, hard = resource.getrlimit(limit)
        with contextlib.suppress(OSError, AttributeError):  # it is over already, or the system cannot
            resource.prlimit(pid, limit, (hard, hard))
