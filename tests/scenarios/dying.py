"""Dying: a process kills itself with SIGKILL before or after the nth call of a named function, or that function fails.

PLACE is `module:name` or `module:Class.name`. Nothing of the product is changed: the function is wrapped in one process
only, and no code of ours gets a word in after the signal.
"""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Callable
from typing import Any


def arm(when: str, place: str, nth: int = 1) -> None:
    """Wrap the function. WHEN is `before` or `after`; `fail`: every call raises, as a bug would."""
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for part in owners:
        owner = getattr(owner, part)
    wrapped: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def dying(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if when == "fail":
            raise ZeroDivisionError("a bug of this test's")
        if when == "before" and calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        result = wrapped(*args, **kwargs)
        if when == "after" and calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, dying)
