"""Secret: a password, given or asked for, that never shows in what we say."""

from __future__ import annotations

from collections.abc import Callable

Password = str | Callable[[], str]


def password_now(password: Password) -> str:
    """The password of this moment: a function is asked anew at each login."""
    return password() if callable(password) else password


def without_secret(text: str, password: Password) -> str:
    """`text` with the password blotted out, should a server have repeated it (a function is not asked for that)."""
    return text.replace(password, "•••") if isinstance(password, str) and password else text
