"""A document template that someone edited and that fails is left aside: ours takes its place, and the log says so."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

P = ParamSpec("P")


def ours_if_theirs_fails(make: Callable[P, bytes]) -> Callable[P, bytes]:
    """The same function; when the templates of its argument `overrides` fail it is called once more without them."""
    signature = inspect.signature(make)

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> bytes:
        bound = signature.bind(*args, **kwargs)
        if bound.arguments.get("overrides") is None:
            return make(*args, **kwargs)
        try:
            return make(*args, **kwargs)
        except mistakes() as error:
            _tell(make.__name__, error)
            bound.arguments["overrides"] = None
            return make(*bound.args, **bound.kwargs)

    return made


def mistakes() -> tuple[type[Exception], ...]:
    """All that a file edited by hand makes Word's, Jinja's and Typst's readers raise."""
    import zipfile

    from docx.opc.exceptions import OpcError
    from jinja2 import TemplateError
    from typst import TypstError

    plain = (ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError, ValueError, RuntimeError)
    return (*plain, OpcError, TemplateError, TypstError, zipfile.BadZipFile)


def _tell(name: str, error: Exception) -> None:
    import structlog

    structlog.get_logger().warning("document_template_refused", document=name, error=str(error)[:300])
