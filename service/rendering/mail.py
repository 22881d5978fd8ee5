"""render(letter) -> Rendered: the mail of a letter; where an edited template fails, ours takes its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.domain import company_letters, letters, partner_letters
from service.domain.letters import Letter
from service.rendering.filters import filters
from service.rendering.finish import inlined, one_line, spaced_html, style_rules, wrapped
from service.wording import templates_folder, wording

if TYPE_CHECKING:
    from jinja2 import Environment

#: what an edited template, or an edited wording file, may raise beside Jinja's own errors
CARELESS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A mail as its reader gets it."""

    subject: str
    text: str
    html: str
    #: what was wrong with the templates of `overrides`; ours were used instead
    problems: tuple[str, ...] = ()


def render(letter: Letter, overrides: Path | None = None, *, token: str = "") -> Rendered:
    """The mail of a letter, with the templates of `overrides` in the place of ours where they work."""
    from jinja2 import TemplateError

    if overrides is not None:
        try:
            return rendered(letter, overrides, token)
        except (TemplateError, *CARELESS) as error:
            mail = rendered(letter, None, token)
            told = f"{template_name(type(letter))} : {explained(error)}"
            return Rendered(subject=mail.subject, text=mail.text, html=mail.html, problems=(told,))
    return rendered(letter, None, token)


def template_name(kind: type[Letter]) -> str:
    """« first_contact » for FirstContact."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def letter_kinds() -> tuple[type[Letter], ...]:
    """Every kind of letter that Liaison writes."""
    rooms = (letters, company_letters, partner_letters)
    named = (each for room in rooms for each in vars(room).values() if isinstance(each, type))
    return tuple(dict.fromkeys(each for each in named if issubclass(each, Letter) and each is not Letter))


def rendered(letter: Letter, overrides: Path | None, token: str) -> Rendered:
    """The mail of a letter; what is wrong with a template is raised."""
    engine, styles = _engine(overrides, _stamp(overrides))
    folder = f"mail/{template_name(type(letter))}"
    facts: dict[str, Any] = {each.name: getattr(letter, each.name) for each in fields(letter)}
    subject = one_line(engine.get_template(f"{folder}/subject.txt").render(facts))
    facts |= {"subject": subject, "token": token}
    text = engine.get_template(f"{folder}/body.txt").render(facts)
    html = engine.get_template(f"{folder}/body.html").render(facts)
    return Rendered(subject=subject, text=wrapped(text), html=inlined(spaced_html(html), styles))


def explained(error: Exception) -> str:
    """What is wrong with a template, with the line where it stands when that is known."""
    line = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        if "/mail/" in trace.tb_frame.f_code.co_filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    said = str(error) or type(error).__name__
    return f"ligne {line} : {said}" if line else said


def _stamp(overrides: Path | None) -> int:
    """Changes when a file of the folder does, so that an edited template is used at once."""
    if overrides is None or not overrides.is_dir():
        return 0
    return hash(tuple(sorted((str(path), path.stat().st_mtime_ns) for path in overrides.rglob("*") if path.is_file())))


@lru_cache(maxsize=8)
def _engine(overrides: Path | None, _stamp_of_files: int) -> tuple[Environment, Mapping[str, str]]:
    from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    loader = FileSystemLoader([folder for folder in (overrides, templates_folder()) if folder is not None])
    engine = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html",), default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.filters.update(filters(wording(overrides)))
    return engine, style_rules(loader.get_source(engine, "mail/styles.css")[0])
