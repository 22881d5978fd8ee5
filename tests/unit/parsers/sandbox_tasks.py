"""Tasks for the tests of the sandbox: what a reader might do at its worst."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from parsers.errors import Unreadable
from parsers.reading import Failure


def echo(data: bytes, **_: Any) -> Failure:
    """The bytes as a record."""
    return Failure(code="echo", message=data.decode())


def own_number(data: bytes, **_: Any) -> Failure:
    """The number of the process."""
    return Failure(code="pid", message=str(os.getpid()))


def refuse(data: bytes, **_: Any) -> Failure:
    """A refusal of a reader."""
    raise Unreadable("encrypted", "Un mot de passe protège ce fichier.")


def break_down(data: bytes, **_: Any) -> Failure:
    """A bug."""
    raise ZeroDivisionError


def loop(data: bytes, **_: Any) -> Failure:
    """Time without end."""
    while True:
        pass


def sleep(data: bytes, **_: Any) -> Failure:
    """Waiting without end, which costs no processor."""
    time.sleep(60)
    raise AssertionError


def devour(data: bytes, **_: Any) -> Failure:
    """Memory without end."""
    held = []
    while True:
        held.append(bytearray(50_000_000))


def abort(data: bytes, **_: Any) -> Failure:
    """What a library does that has lost its head."""
    os.abort()


def crash(data: bytes, **_: Any) -> Failure:
    """A fault of memory."""
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def flood(data: bytes, **_: Any) -> Failure:
    """An answer without end."""
    return Failure(code="x", message="a" * 3_000_000)


def lie(data: bytes, **_: Any) -> Any:
    """An answer that is not the record asked for."""
    return {"code": 7, "message": ["not", "text"]}


def leave_a_child(data: bytes, **_: Any) -> Failure:
    """A program that outlives its reader."""
    started = subprocess.Popen(["sleep", "60"])
    Path(data.decode()).write_text(str(started.pid))
    time.sleep(60)
    raise AssertionError


def write_much(data: bytes, **_: Any) -> Failure:
    """A file beyond the limit."""
    with Path(data.decode()).open("wb") as out:
        out.writelines(bytes(1_000_000) for _ in range(100))
    raise AssertionError


def parent_number(data: bytes, **_: Any) -> Failure:
    """The number of the process that forked this one."""
    return Failure(code="pid", message=str(os.getppid()))


def learned(data: bytes, **_: Any) -> Failure:
    """Whether the nursery knew all when it forked this process."""
    return Failure(code="learned", message=str(gc.get_freeze_count() > 0))
