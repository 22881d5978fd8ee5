"""RecordingSmtp: a submission server in a thread, that writes down what it accepts before it says so.

It keeps every accepted mail, can hand copies on by LMTP (recipients, and the sender's Sent folder), asks for TLS and a
login, and makes any trouble at any step on demand. Self-contained: standard library only.

    with RecordingSmtp(folder) as server:
        server.refuse("RCPT", "550 5.1.1 no such user", when="ghost@")
        server.drop("BODY", accepted=True)           # takes the mail, and dies before it says so
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import json
import queue
import re
import smtplib
import socket
import socketserver
import ssl
import struct
import threading
import time
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Literal, Self

Step = Literal["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "MIDBODY", "BODY", "RSET"]
EXTENSIONS = ("PIPELINING", "8BITMIME", "SIZE 60000000", "SMTPUTF8", "ENHANCEDSTATUSCODES")


@dataclass(slots=True)
class Trouble:
    """What to do at one step instead of what is right."""

    step: Step
    #: None: close the line
    reply: str | None
    #: only for commands (for BODY: recipients) that hold this
    when: str = ""
    #: how often; None = always
    times: int | None = None
    #: seconds to wait before the answer
    delay: float = 0.0
    #: at BODY: whether the mail is taken all the same
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """One mail that the server took."""

    number: int
    sender: str
    recipients: tuple[str, ...]
    message_id: str
    subject: str
    sha256: str
    #: where its bytes are
    path: Path

    @property
    def raw(self) -> bytes:
        """The mail, as it came."""
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Post:
    """Where LMTP takes mail for an address."""

    host: str
    port: int
    #: as LMTP knows it: « user@localhost », « user+Sent@localhost »
    recipient: str


@dataclass(slots=True)
class RecordingSmtp:
    """One server on loopback. `folder` gets `accepted.jsonl` and one file a mail."""

    folder: Path
    tls: Literal["none", "starttls", "implicit"] = "none"
    #: (certificate, key), PEM
    certificate: tuple[Path, Path] | None = None
    #: (user, password); None: anyone may send
    login: tuple[str, str] | None = None
    extensions: tuple[str, ...] = EXTENSIONS
    host: str = "127.0.0.1"
    port: int = 0
    #: seconds between the acceptance and the delivery of copies
    lag: float = 0.0
    #: seconds that every acceptance takes, as a busy server's disk would
    slowness: float = 0.0
    troubles: list[Trouble] = field(default_factory=list)
    #: every command line heard, secrets left out
    heard: list[str] = field(default_factory=list)
    #: lines opened so far
    sessions: int = 0
    #: how often a command was there before the one before it was answered
    pipelined: int = 0
    _copies: dict[str, list[Post]] = field(default_factory=dict)
    _sent_copies: dict[str, Post] = field(default_factory=dict)
    _count: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _to_deliver: queue.Queue[tuple[float, Post, str, bytes] | None] = field(default_factory=queue.Queue)
    _server: socketserver.ThreadingTCPServer | None = None
    _lines: set[socket.socket] = field(default_factory=set)

    # ---- running

    def start(self) -> Self:
        """Listen (on the same port again, after `stop`)."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._count = len(self.accepted())
        socketserver.ThreadingTCPServer.allow_reuse_address = True
        owner = self

        class Handler(_Session):
            server_owner = owner

        self._server = _Server((self.host, self.port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        threading.Thread(target=self._postman, daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop listening and cut all lines."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
            self.cut()
            self._to_deliver.put(None)

    def cut(self) -> None:
        """Reset every open line."""
        for line in list(self._lines):
            _reset(line)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # ---- what it does with mail

    def copy_to(self, address: str, host: str, port: int, recipient: str) -> None:
        """Deliver what is sent to `address` (« * »: to anyone not named) by LMTP."""
        self._copies.setdefault(address.lower(), []).append(Post(host, port, recipient))

    def keep_sent(self, sender: str, host: str, port: int, recipient: str) -> None:
        """Keep a copy of what `sender` sends, in its Sent folder, as big providers do."""
        self._sent_copies[sender.lower()] = Post(host, port, recipient)

    def accepted(self) -> list[Accepted]:
        """All mails taken, oldest first, read from the log file."""
        log = self.folder / "accepted.jsonl"
        if not log.exists():
            return []
        rows = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        return [
            Accepted(**{**row, "recipients": tuple(row["recipients"]), "path": self.folder / row["path"]})
            for row in rows
        ]

    def settle(self) -> None:
        """Wait until every copy has been delivered."""
        self._to_deliver.join()

    # ---- trouble

    def refuse(self, step: Step, reply: str, when: str = "", times: int | None = None) -> None:
        """Answer `reply` at this step."""
        self.troubles.append(Trouble(step, reply, when, times))

    def drop(self, step: Step, when: str = "", times: int | None = 1, accepted: bool = False) -> None:
        """Close the line at this step, without an answer."""
        self.troubles.append(Trouble(step, None, when, times, accepted=accepted))

    def stall(self, step: Step, seconds: float, when: str = "", times: int | None = 1, accepted: bool = False) -> None:
        """Say nothing for `seconds`, then close the line."""
        self.troubles.append(Trouble(step, None, when, times, delay=seconds, accepted=accepted))

    def calm(self) -> None:
        """No more trouble."""
        self.troubles.clear()

    def _trouble(self, step: Step, said: str) -> Trouble | None:
        with self._lock:
            for trouble in self.troubles:
                if trouble.step == step and trouble.when.lower() in said.lower() and trouble.times != 0:
                    if trouble.times is not None:
                        trouble.times -= 1
                    return trouble
        return None

    # ---- acceptance and copies

    def _accept(self, sender: str, recipients: list[str], raw: bytes) -> Accepted:
        """Write the mail and its line of the log to the disk; only then may 250 be said."""
        if self.slowness:
            time.sleep(self.slowness)
        header = BytesHeaderParser().parsebytes(raw)
        with self._lock:
            self._count += 1
            path = self.folder / f"{self._count:06d}.eml"
            path.write_bytes(raw)
            row = {
                "number": self._count,
                "sender": sender,
                "recipients": recipients,
                "message_id": str(header.get("Message-ID", "")).strip(),
                "subject": str(header.get("Subject", "")),
                "sha256": hashlib.sha256(raw).hexdigest(),
                "path": path.name,
            }
            with (self.folder / "accepted.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(row) + "\n")
        due = time.monotonic() + self.lag
        for recipient in recipients:
            for post in self._copies.get(recipient.lower(), self._copies.get("*", [])):
                self._to_deliver.put((due, post, sender, raw))
        if sender.lower() in self._sent_copies:
            self._to_deliver.put((due, self._sent_copies[sender.lower()], sender, raw))
        return Accepted(**{**row, "recipients": tuple(recipients), "path": path})  # type: ignore[arg-type]

    def _postman(self) -> None:
        """Deliver copies, first in first out; a post that is away gets its mail later."""
        while (job := self._to_deliver.get()) is not None:
            due, post, sender, raw = job
            time.sleep(max(0.0, due - time.monotonic()))
            for _ in range(50):
                try:
                    with smtplib.LMTP(post.host, post.port, local_hostname="localhost") as lmtp:
                        lmtp.sendmail(sender, [post.recipient], raw)
                    break
                except OSError:
                    time.sleep(0.2)
            self._to_deliver.task_done()
        self._to_deliver.task_done()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what we are here for."""


class _Session(socketserver.StreamRequestHandler):
    """One line of one client."""

    server_owner: RecordingSmtp
    disable_nagle_algorithm = True

    def handle(self) -> None:
        owner = self.server_owner
        owner.sessions += 1
        self.sender: str | None = None
        self.recipients: list[str] = []
        self.known = owner.login is None
        self.secure = False
        if owner.tls == "implicit":
            self._encrypt()
        owner._lines.add(self.connection)
        with contextlib.suppress(OSError, _Over):
            self._answer("CONNECT", "", "220 test ESMTP ready")
            while line := self.rfile.readline(4000):
                self._command(line.decode("utf-8", "replace").rstrip("\r\n"))
        owner._lines.discard(self.connection)

    def _command(self, line: str) -> None:
        verb = line.partition(" ")[0].upper()
        self.server_owner.heard.append("AUTH …" if verb == "AUTH" else line)
        if verb in ("MAIL", "RCPT") and self._more_is_there():
            self.server_owner.pipelined += 1
        steps = {"EHLO": self._ehlo, "HELO": self._ehlo, "AUTH": self._auth, "MAIL": self._mail, "RCPT": self._rcpt,
                 "DATA": self._data, "RSET": self._rset, "STARTTLS": self._starttls}  # fmt: skip
        if verb == "QUIT":
            self._say("221 2.0.0 bye")
            raise _Over
        if verb == "NOOP":
            self._say("250 2.0.0 ok")
        elif verb in steps:
            steps[verb](line)
        else:
            self._say("502 5.5.2 unknown command")

    def _ehlo(self, line: str) -> None:
        owner = self.server_owner
        offered = ["test", *owner.extensions]
        if owner.tls == "starttls" and not self.secure:
            offered.append("STARTTLS")
        elif owner.login is not None:
            offered.append("AUTH PLAIN LOGIN")
        lines = [f"250-{word}" for word in offered[:-1]] + [f"250 {offered[-1]}"]
        self._answer("EHLO", line, "\r\n".join(lines))

    def _starttls(self, _: str) -> None:
        self._say("220 2.0.0 go on")
        self._encrypt()

    def _auth(self, line: str) -> None:
        words = line.split(" ")
        try:
            if words[1].upper() == "PLAIN":
                token = words[2] if len(words) > 2 else self._ask("334 ")
                _, user, password = base64.b64decode(token).decode("utf-8").split("\0")
            else:
                first = words[2] if len(words) > 2 else self._ask("334 VXNlcm5hbWU6")
                user = base64.b64decode(first).decode("utf-8")
                password = base64.b64decode(self._ask("334 UGFzc3dvcmQ6")).decode("utf-8")
        except (binascii.Error, ValueError, IndexError):
            self._say("501 5.5.2 cannot read this")
            return
        right = (user, password) == self.server_owner.login
        self.known = self.known or right
        self._answer("AUTH", user, "235 2.7.0 welcome" if right else "535 5.7.8 authentication failed")

    def _mail(self, line: str) -> None:
        if not self.known:
            self._say("530 5.7.0 authentication required")
            return
        if self._answer("MAIL", line, "250 2.1.0 ok"):
            self.sender, self.recipients = _address(line), []

    def _rcpt(self, line: str) -> None:
        if self.sender is None:
            self._say("503 5.5.1 MAIL first")
        elif self._answer("RCPT", line, "250 2.1.5 ok"):
            self.recipients.append(_address(line))

    def _rset(self, line: str) -> None:
        self.sender, self.recipients = None, []
        self._answer("RSET", line, "250 2.0.0 ok")

    def _data(self, line: str) -> None:
        if not self.recipients:
            self._say("554 5.5.1 no valid recipients")
            return
        if not self._answer("DATA", line, "354 go on"):
            return
        to = " ".join(self.recipients)
        lines: list[bytes] = []
        while (row := self.rfile.readline()) != b".\r\n":
            if not row:
                raise _Over
            lines.append(row[1:] if row.startswith(b".") else row)
            if len(lines) == 3:
                self._trip("MIDBODY", to)
        self._end_of_body(to, b"".join(lines))

    def _end_of_body(self, to: str, raw: bytes) -> None:
        owner, sender, recipients = self.server_owner, self.sender or "", self.recipients
        self.sender, self.recipients = None, []
        trouble = owner._trouble("BODY", to)
        if trouble is None or trouble.accepted:
            number = owner._accept(sender, recipients, raw).number
            if trouble is None:
                self._say(f"250 2.0.0 Ok: queued as T{number}")
        if trouble is not None:
            self._make(trouble)

    # ---- talking

    def _answer(self, step: Step, said: str, usual: str) -> bool:
        """Say the usual thing, or make the trouble that was asked for; True when it was a yes."""
        trouble = self.server_owner._trouble(step, said)
        if trouble is not None:
            self._make(trouble)
            return False
        self._say(usual)
        return usual[0] in "23"

    def _trip(self, step: Step, said: str) -> None:
        trouble = self.server_owner._trouble(step, said)
        if trouble is not None:
            self._make(trouble)

    def _make(self, trouble: Trouble) -> None:
        time.sleep(trouble.delay)
        if trouble.reply is None:
            _reset(self.connection)
            raise _Over
        self._say(trouble.reply)
        if trouble.reply.startswith("421") or trouble.step == "CONNECT":
            raise _Over

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _ask(self, prompt: str) -> str:
        self._say(prompt)
        return self.rfile.readline(4000).decode("ascii", "replace").strip()

    def _encrypt(self) -> None:
        assert self.server_owner.certificate is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.server_owner.certificate)
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = socketserver._SocketWriter(self.connection)  # type: ignore[attr-defined]
        self.secure = True

    def _more_is_there(self) -> bool:
        self.connection.setblocking(False)
        try:
            return bool(self.rfile.peek(1))  # type: ignore[attr-defined]
        except OSError:
            return False
        finally:
            self.connection.setblocking(True)


class _Over(Exception):
    """The line has ended."""


def _address(line: str) -> str:
    found = re.search(r"<([^>]*)>", line)
    return found.group(1) if found else ""


def _reset(line: socket.socket) -> None:
    """Close so that the other side sees a reset, not a polite end."""
    with contextlib.suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        line.close()
