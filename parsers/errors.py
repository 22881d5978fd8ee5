"""Unreadable: why a document could not be read, in one stable word and one plain sentence."""

from __future__ import annotations

from typing import Literal

Code = Literal["encrypted", "corrupt", "too_large", "unsupported", "timeout", "empty"]


class Unreadable(Exception):  # noqa: N818  (it is what the document is, not what we did)
    """A document that cannot be read; `code` is one of the words of the interface, `message` is French."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code: Code = code
        self.message = message
