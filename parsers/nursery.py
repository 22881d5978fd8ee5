"""The other side of the sandbox: a process that knows the libraries, and forks one reader for each document."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import tempfile
import traceback
from collections.abc import Iterator
from typing import Any, NoReturn

from parsers.errors import Unreadable
from parsers.rehearsal import TODAY, papers
from parsers.transfer import encode

#: loaded one by one while nothing waits; a reader that is asked for earlier loads what it needs by itself
_WARM = (
    "lxml.etree", "parsers.formats", "parsers.parse", "parsers.formats.word", "pypdfium2", "pypdfium2.raw",
    "parsers.formats.pdf", "parsers.forms.liaison_form", "parsers.forms.facilitator_notification",
    "parsers.forms.candidate_document", "pdfplumber.table", "python_calamine", "parsers.formats.sheet",
    "phonenumbers", "stdnum.fr.siret", "rapidfuzz.fuzz", "pikepdf", "PIL.Image", "lxml.html",
)  # fmt: skip
#: seconds without an order before the nursery learns its libraries, and before a reader rehearses
_PATIENCE = 0.7
_GRACE = 0.002
#: Python itself learns from the first runs of a code, and writes down what it learned
_TIMES = 4
_BROKEN = "Le document n'a pas pu être lu : il est sans doute endommagé, demandez à l'expéditeur de le renvoyer."
_HEAVY = "Le document demande trop de mémoire : demandez à l'expéditeur une version plus légère."


def main(control_number: int, options: dict[str, Any]) -> NoReturn:
    """Serve orders until the other side hangs up: F forks a reader, D ends one, Q ends one and tells how it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=control_number)
    lessons, learning = _lessons(), bool(options.get("warm"))
    # a program that reads one document and goes is not slowed down by preparations for the next
    patience: float = _PATIENCE
    while True:
        ready, _, _ = select.select([control], [], [], patience if learning else None)
        if not ready:
            patience = 0
            learning = next(lessons, False)
            continue
        order, numbers, _, _ = socket.recv_fds(control, 5, 1)
        if len(order) < 5:
            os._exit(0)
        pid = int.from_bytes(order[1:], "big")
        if order[:1] == b"F":
            _fork(control, numbers[0], str(options["folder"]), rehearsing=bool(options.get("warm")) and not learning)
            continue
        ended = _end(pid)
        patience = 0
        if order[:1] == b"Q":
            control.sendall(struct.pack("!iI", *ended))


def _lessons() -> Iterator[bool]:
    """What there is to learn, one step a time, True as long as there is more; orders are served in between."""
    for name in _WARM:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
        yield True
    for paper in papers(1) * _TIMES:
        _rehearse(paper)
        yield True
    papers(2)
    # what is known by now is shared with every reader, and not looked through again
    gc.collect()
    gc.freeze()


def _rehearse(paper: bytes) -> None:
    """Read a form of our own: what is loaded or worked out at first use is there for every reader."""
    with contextlib.suppress(Exception):
        parse = importlib.import_module("parsers.parse")
        encode(parse.understood(paper, "essai", TODAY))


def _fork(control: socket.socket, number: int, folder: str, *, rehearsing: bool) -> None:
    if os.fork():
        os.close(number)
        return
    try:
        control.close()
        _serve(socket.socket(fileno=number), folder, rehearsing=rehearsing)
    finally:
        os._exit(1)


def _end(pid: int) -> tuple[int, int]:
    """Kill a reader with all that it started; how it ended, and the kilobytes that it held at most."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    try:
        _, status, usage = os.wait4(pid, 0)
    except ChildProcessError:
        return 0, 0
    return os.waitstatus_to_exitcode(status), min(usage.ru_maxrss, 2**32 - 1)


def _serve(wire: socket.socket, folder: str, *, rehearsing: bool) -> None:
    """Read one document: report, take the job, bind the hands, work, answer."""
    os.setsid()
    told = os.dup(2)
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123
        for stream in (0, 1, 2):
            os.dup2(nothing.fileno(), stream)
    tempfile.tempdir = os.path.join(folder, str(os.getpid()))  # noqa: PTH118
    wire.sendall(os.getpid().to_bytes(4, "big"))
    for paper in papers(2) if rehearsing else ():
        # memory shared with the nursery is copied when first touched: better now than while a document waits
        if select.select([wire], [], [], _GRACE)[0]:
            break
        _rehearse(paper)
    sizes = wire.recv(8, socket.MSG_WAITALL)
    if len(sizes) < 8:
        os._exit(0)
    job_size, data_size = struct.unpack("!II", sizes)
    job = json.loads(_all(wire, job_size))
    data = _all(wire, data_size)
    _bind(job["limits"])
    kind, body = _answer(job, data, told)
    wire.sendall(kind + len(body).to_bytes(4, "big") + body)
    os._exit(0)


def _all(wire: socket.socket, size: int) -> bytes:
    out = bytearray()
    while len(out) < size:
        piece = wire.recv(min(1 << 20, size - len(out)))
        if not piece:
            os._exit(0)
        out += piece
    return bytes(out)


def _bind(limits: dict[str, Any]) -> None:
    """Limits that the reader cannot lift; programs that it starts may use the tool's share of memory and files."""
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    cpu = used + int(limits["cpu_seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 2))
    memory = int(limits["memory"])
    resource.setrlimit(resource.RLIMIT_AS, (memory, max(memory, int(limits["tool_memory"]))))
    resource.setrlimit(resource.RLIMIT_NOFILE, (int(limits["open_files"]), 1024))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limits["written_bytes"]),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(2_000)
    # should the other side die, no reader outlives its time
    signal.setitimer(signal.ITIMER_REAL, float(limits["wall_seconds"]) + 3)


def _answer(job: dict[str, Any], data: bytes, told: int) -> tuple[bytes, bytes]:
    """The sandbox boundary: whatever goes wrong inside becomes one of the six words."""
    code, message = "corrupt", _BROKEN
    try:
        module, name = str(job["task"]).split(":")
        task = getattr(importlib.import_module(module), name)
        return b"A", encode(task(data, **job["arguments"]))
    except Unreadable as fault:
        code, message = fault.code, fault.message
    except MemoryError:
        code, message = "too_large", _HEAVY
    except Exception as fault:  # noqa: BLE001  (the sandbox boundary)
        code, message = "corrupt", _BROKEN
        _tell(fault, told)
    return b"E", json.dumps({"code": code, "message": message}).encode()


def _tell(fault: Exception, told: int) -> None:
    """One line on standard error for whoever mends the reader: where it broke, no word of the document."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    line = f"liaison: a reader broke down: {type(fault).__name__} at {last.filename}:{last.lineno}\n"
    with contextlib.suppress(OSError):
        os.write(told, line.encode("utf-8", "replace"))
