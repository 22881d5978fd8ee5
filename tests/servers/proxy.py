"""Proxy: a TCP line that can be cut, silenced, slowed or listened to, between a client and a server on loopback."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self


@dataclass(slots=True)
class Proxy:
    """Forwards `port` to `target`. `heard` is called with each piece that the client says, before it goes on."""

    target: int
    heard: Callable[[bytes], None] | None = None
    #: forward what the server says in pieces of so many octets, one segment each
    pieces: int | None = None
    port: int = 0
    lines: int = 0
    _silent: threading.Event = field(default_factory=threading.Event)
    _listener: socket.socket | None = None
    _open: list[socket.socket] = field(default_factory=list)

    def start(self) -> Self:
        """Listen."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Cut all, and listen no more."""
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        self.cut()

    def cut(self) -> None:
        """End every line now."""
        lines, self._open = self._open, []
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def silence(self) -> None:
        """Swallow everything in both directions: what a router that forgot us does."""
        self._silent.set()

    def speak(self) -> None:
        """Forward again; what was swallowed is lost."""
        self._silent.clear()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:  # the server is away: so are we
                client.close()
                continue
            self.lines += 1
            for line in (client, server):
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open += [client, server]
            threading.Thread(target=self._forward, args=(client, server, self.heard), daemon=True).start()
            threading.Thread(target=self._forward, args=(server, client, None), daemon=True).start()

    def _forward(self, source: socket.socket, target: socket.socket, heard: Callable[[bytes], None] | None) -> None:
        with contextlib.suppress(OSError):
            while octets := source.recv(65536):
                if heard is not None:
                    heard(octets)
                elif self.pieces and not self._silent.is_set():
                    self._forward_in_pieces(octets, target, self.pieces)
                    continue
                if not self._silent.is_set():
                    target.sendall(octets)
        for line in (source, target):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _forward_in_pieces(self, octets: bytes, target: socket.socket, size: int) -> None:
        for start in range(0, len(octets), size):
            target.sendall(octets[start : start + size])
            time.sleep(0.005)
