"""The sandbox: untrusted bytes are read in a process of their own, under limits, and only plain records come back."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from parsers.errors import Unreadable
from parsers.transfer import Untrue, decode

T = TypeVar("T")

TIMEOUT = (
    "La lecture du document prend trop de temps : demandez à l'expéditeur une version plus simple, en PDF ou en Word."
)
TOO_LARGE = "Le document demande trop de mémoire : demandez à l'expéditeur une version plus légère."
CORRUPT = "Le document a fait échouer le lecteur : il est sans doute endommagé, demandez à l'expéditeur de le renvoyer."
_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); "
    "from parsers.nursery import main; main(int(sys.argv[1]), json.loads(sys.argv[3]))"
)
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may cost."""

    #: bytes of the file itself
    file_bytes: int = 25_000_000
    #: seconds of processor, and on the clock
    cpu_seconds: int = 20
    wall_seconds: float = 90.0
    #: bytes of address space: for reading, and for the programs that recognise or convert
    memory: int = 1_000_000_000
    tool_memory: int = 2_500_000_000
    open_files: int = 64
    #: bytes of one file that a reader may write
    written_bytes: int = 100_000_000
    #: bytes of the answer
    answer_bytes: int = 32_000_000


@dataclass(slots=True)
class _Reader:
    """A process that waits for its one document."""

    wire: socket.socket
    pid: int = 0


class Readers:
    """A pool of warm readers; each reads one document and is replaced, so a bad one spoils nothing but itself."""

    def __init__(self, limits: Limits | None = None, *, size: int = 2, warm: bool = True) -> None:
        self.limits = limits or Limits()
        self._size = max(1, size)
        self._warm = warm
        self._turns = threading.BoundedSemaphore(self._size)
        self._lock = threading.Lock()
        self._spare: list[_Reader] = []
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._folder: str | None = None

    def __enter__(self) -> Self:
        with self._lock:
            self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def run(
        self, task: str, answer: type[T], data: bytes, arguments: Mapping[str, Any], limits: Limits | None = None
    ) -> T:
        """What `task` (« module:function ») makes of the bytes in a process of its own; raises Unreadable."""
        allowed = limits or self.limits
        if len(data) > allowed.file_bytes:
            raise Unreadable("too_large", TOO_LARGE)
        job = json.dumps({"task": task, "arguments": dict(arguments), "limits": asdict(allowed)}).encode()
        with self._turns:
            reader = self._take()
            try:
                frame = self._converse(reader, struct.pack("!II", len(job), len(data)) + job, data, allowed)
            except TimeoutError as fault:
                raise Unreadable("timeout", TIMEOUT) from fault
            except (ConnectionError, OSError) as fault:
                raise self._verdict(reader) from fault
            finally:
                self._dismiss(reader)
        return _opened(frame, answer)

    def close(self) -> None:
        """End every reader; safe to call twice."""
        with self._lock:
            for reader in self._spare:
                reader.wire.close()
            self._spare.clear()
            if self._control is not None:
                self._control.close()
                self._control = None
            if self._nursery is not None:
                # waiting readers end by themselves when their wire hangs up
                self._nursery.kill()
                self._nursery.wait()
                self._nursery = None
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder = None

    # -- the nursery: a process that knows the libraries and forks readers ----------------------------------------

    def _start(self) -> None:
        """Start the nursery, and the first readers; nothing is waited for."""
        if self._nursery is not None and self._nursery.poll() is None:
            return
        if self._control is not None:
            self._control.close()
        if self._folder is None:
            _sweep()
            self._folder = tempfile.mkdtemp(prefix=f"liaison-{os.getpid()}-")
        ours, theirs = socket.socketpair()
        with theirs:
            words = [
                str(theirs.fileno()),
                json.dumps(sys.path),
                json.dumps({"warm": self._warm, "folder": self._folder}),
            ]
            self._nursery = subprocess.Popen(  # noqa: S603  (our own interpreter and code)
                [sys.executable, "-I", "-c", _BOOT, *words],
                pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        self._control = ours
        self._spare = []
        for _ in range(self._size):
            self._spare.append(self._order())

    def _order(self) -> _Reader:
        """Ask the nursery for one more reader, which reports on its own wire."""
        assert self._control is not None
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"F\0\0\0\0"], [theirs.fileno()])
        return _Reader(ours)

    def _take(self) -> _Reader:
        """A reader that has reported and waits; one that died waiting is replaced, a dead nursery started again."""
        for _ in range(self._size + 2):
            with self._lock:
                self._start()
                try:
                    # the one that waits longest: it has rehearsed
                    reader = self._spare.pop(0) if self._spare else self._order()
                except OSError:
                    self._bury()
                    continue
            if not _reported(reader):
                reader.wire.close()
                with self._lock:
                    self._bury()
            elif _hung_up(reader.wire):
                self._dismiss(reader)
            else:
                return reader
        raise Unreadable("corrupt", CORRUPT)

    def _bury(self) -> None:
        if self._nursery is not None:
            self._nursery.kill()
            self._nursery.wait()
            self._nursery = None

    def _dismiss(self, reader: _Reader) -> None:
        """End a reader that has served, and order the next."""
        reader.wire.close()
        with self._lock:
            if self._control is None:
                return
            with contextlib.suppress(OSError):
                self._control.sendall(b"D" + reader.pid.to_bytes(4, "big"))
                self._spare.append(self._order())
            if self._folder is not None:
                shutil.rmtree(Path(self._folder) / str(reader.pid), ignore_errors=True)

    def _verdict(self, reader: _Reader) -> Unreadable:
        """Why a reader died without an answer."""
        with self._lock:
            if self._control is None:
                return Unreadable("corrupt", CORRUPT)
            try:
                self._control.sendall(b"Q" + reader.pid.to_bytes(4, "big"))
                _wait(self._control, select.POLLIN, time.monotonic() + 5)
                status, kilobytes = struct.unpack("!iI", self._control.recv(8, socket.MSG_WAITALL))
            except (OSError, struct.error):
                return Unreadable("corrupt", CORRUPT)
        if status in {-signal.SIGXCPU, -signal.SIGALRM}:
            return Unreadable("timeout", TIMEOUT)
        if status == -signal.SIGKILL or kilobytes * 1024 > self.limits.memory // 3:
            # a library that cannot have the memory it asks for aborts instead of saying so
            return Unreadable("too_large", TOO_LARGE)
        return Unreadable("corrupt", CORRUPT)

    # -- one document ---------------------------------------------------------------------------------------------

    def _converse(self, reader: _Reader, job: bytes, data: bytes, limits: Limits) -> bytes:
        """Send the job, await the answer; raises TimeoutError, or OSError when the reader hangs up."""
        end = time.monotonic() + limits.wall_seconds
        wire = reader.wire
        wire.setblocking(False)
        for piece in (job, data):
            view = memoryview(piece)
            while view:
                _wait(wire, select.POLLOUT, end)
                view = view[wire.send(view[:_PIECE]) :]
        head = _receive(wire, 5, end)
        size = int.from_bytes(head[1:], "big")
        if size > limits.answer_bytes:
            raise Unreadable("too_large", TOO_LARGE)
        return head[:1] + _receive(wire, size, end)


def _sweep() -> None:
    """Remove the folders of processes that were killed: their number stands in the name, and nobody has it now."""
    for folder in Path(tempfile.gettempdir()).glob("liaison-*-*"):
        number = folder.name.split("-")[1]
        if number.isdigit() and not Path(f"/proc/{number}").exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _wait(wire: socket.socket, event: int, end: float) -> None:
    left = end - time.monotonic()
    poll = select.poll()
    poll.register(wire, event)
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


def _reported(reader: _Reader) -> bool:
    """Whether the reader says its number, as each does first."""
    try:
        _wait(reader.wire, select.POLLIN, time.monotonic() + 15)
        number = reader.wire.recv(4, socket.MSG_WAITALL)
    except OSError:
        return False
    reader.pid = int.from_bytes(number, "big")
    return len(number) == 4


def _hung_up(wire: socket.socket) -> bool:
    """Whether a reader is gone that was given nothing to answer yet."""
    return bool(select.select([wire], [], [], 0)[0])


def _receive(wire: socket.socket, size: int, end: float) -> bytes:
    out = bytearray()
    while len(out) < size:
        _wait(wire, select.POLLIN, end)
        piece = wire.recv(min(_PIECE, size - len(out)))
        if not piece:
            raise ConnectionError("the reader hung up")
        out += piece
    return bytes(out)


def _opened(frame: bytes, answer: type[T]) -> T:
    """The answer, or the reason why there is none; an answer that is not the record asked for counts as none."""
    try:
        if frame[:1] == b"A":
            return decode(answer, frame[1:])
        refusal = json.loads(frame[1:])
        code, message = str(refusal["code"]), str(refusal["message"])
    except (Untrue, ValueError, KeyError, TypeError) as fault:
        raise Unreadable("corrupt", CORRUPT) from fault
    for known in ("encrypted", "corrupt", "too_large", "unsupported", "timeout", "empty"):
        if code == known:
            raise Unreadable(known, message)
    raise Unreadable("corrupt", CORRUPT)
