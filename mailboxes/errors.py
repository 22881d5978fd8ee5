"""Unreachable, Rejected: the two ways in which a mail server says no."""

from __future__ import annotations


class Unreachable(Exception):  # noqa: N818  (it is what the server is)
    """The server cannot be reached or broke off; try again later. `message` is for the log, without secrets."""


class Rejected(Exception):  # noqa: N818
    """The server refuses us (wrong password, no such folder): trying again at once would only lock the account."""
