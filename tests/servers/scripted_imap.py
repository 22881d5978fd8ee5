"""ScriptedImap: an IMAP server that says what a test tells it to: the odd servers that Dovecot is not."""

from __future__ import annotations

import contextlib
import re
import socket
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

#: (command line without its tag) -> lines to say; « OK », « NO … » and « BAD … » get the tag, « DROP » closes
Answer = Callable[[str], list[str] | None]

SELECTED = [
    "* 2 EXISTS",
    "* 0 RECENT",
    r"* OK [PERMANENTFLAGS (\Deleted \Seen \*)] ok",
    "* OK [UIDVALIDITY 7] ok",
    "* OK [UIDNEXT 3] ok",
    "OK [READ-WRITE] done",
]


@dataclass(slots=True)
class ScriptedImap:
    """`script` is asked first; where it says None, the usual answer is given."""

    script: Answer = lambda _: None
    greeting: str = "* OK ready"
    capability: str = "IMAP4rev1 IDLE MOVE UIDPLUS"
    heard: list[str] = field(default_factory=list)
    port: int = 0
    _server: socketserver.ThreadingTCPServer | None = None

    def __enter__(self) -> Self:
        owner = self

        class Handler(_Session):
            server_owner = owner

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    def usual(self, command: str) -> list[str]:
        """What any server says."""
        verb = command.partition(" ")[0].upper()
        return {
            "CAPABILITY": [f"* CAPABILITY {self.capability}", "OK done"],
            "SELECT": SELECTED,
            "EXAMINE": SELECTED,
            "IDLE": ["+ idling"],
            "LOGOUT": ["* BYE", "OK bye", "DROP"],
        }.get(verb, ["OK done"])


class _Session(socketserver.StreamRequestHandler):
    server_owner: ScriptedImap

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.wfile.write(f"{self.server_owner.greeting}\r\n".encode())
            idle_tag = ""
            while line := self.rfile.readline().decode("utf-8", "replace").rstrip("\r\n"):
                tag, command = (idle_tag, line) if line == "DONE" else line.split(" ", 1)
                if command == "IDLE":
                    idle_tag = tag
                self.server_owner.heard.append(command)
                said = self.server_owner.script(command)
                lines = self.server_owner.usual(command) if said is None else said
                if not self._say(tag, lines):
                    return

    def _say(self, tag: str, lines: list[str]) -> bool:
        """All of it in one segment; False when the line is to be dropped."""
        tagged = [f"{tag} {line}" if re.match(r"(OK|NO|BAD)\b", line) else line for line in lines if line != "DROP"]
        self.wfile.write("".join(f"{line}\r\n" for line in tagged).encode())
        return "DROP" not in lines
