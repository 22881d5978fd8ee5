"""Templates checked before they are used: each is rendered with a made-up letter, full and bare."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from service.domain.letters import Letter
from service.rendering.mail import CARELESS, Rendered, explained, letter_kinds, rendered, template_name
from service.wording import templates_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A template that cannot be used as it is, said in French for whoever edited it."""

    file: str
    message: str


def check(overrides: Path | None = None) -> list[Problem]:
    """Render every letter, full and bare, with made-up facts; what is wrong with the templates, or nothing."""
    from jinja2 import TemplateError

    found: list[Problem] = []
    if overrides is not None:
        found += [Problem(file=str(path), message=_STRANGER) for path in _strangers(overrides)]
    for kind in letter_kinds():
        for full in (True, False):
            letter = made_up(kind, full=full)
            try:
                mail = rendered(letter, overrides, _THREAD)
            except (TemplateError, *CARELESS) as error:
                found.append(Problem(file=_file(error, kind), message=explained(error)))
                break
            found += _forgotten(letter, mail)
    return list(dict.fromkeys(found))


_THREAD = "L-0000000000"
#: by these words the mails are known to other programs (docs/interface.md)
_SUBJECT_WORDS = {
    "daily_digest": ("Point du jour",),
    "progress_report": ("Point d'avancement",),
    "company_reminder": ("Relance", "Rappel", "relance"),
    "partner_reminder": ("Relance", "Rappel"),
    "presentation_reminder": ("Relance", "Rappel"),
}


def _forgotten(letter: Letter, mail: Rendered) -> list[Problem]:
    """What a reply or another program needs of a mail, and an edited template left out."""
    name = template_name(type(letter))
    found = [
        Problem(file=f"mail/{name}/{part}", message="la référence du fil manque : la réponse ne sera pas reconnue")
        for part, text in (("body.txt", mail.text), ("body.html", mail.html))
        if _THREAD not in text
    ]
    words = _SUBJECT_WORDS.get(name, ())
    if words and not any(each in mail.subject for each in words):
        found.append(Problem(file=f"mail/{name}/subject.txt", message=f"l'objet doit contenir « {words[0]} »"))
    for field_name in ("reference", "form_reference"):
        reference = getattr(letter, field_name, None)
        if reference and f"[{reference}]" not in mail.subject:
            message = f"l'objet doit contenir la référence entre crochets : [{{{{ {field_name} }}}}]"
            found.append(Problem(file=f"mail/{name}/subject.txt", message=message))
    return found


_STRANGER = "aucun modèle de ce nom n'existe : ce fichier ne sera pas utilisé"


def _strangers(overrides: Path) -> list[Path]:
    """Files of the folder that replace nothing: a misspelt name would be forgotten in silence."""
    ours = templates_folder()
    mine = [path.relative_to(overrides) for path in overrides.rglob("*") if path.is_file()]
    return sorted(path for path in mine if not (ours / path).is_file() and not path.name.startswith((".", "~")))


def _file(error: Exception, kind: type[Letter]) -> str:
    name = getattr(error, "name", None) or getattr(error, "message", None)
    if isinstance(name, str) and name.startswith("mail/"):
        return name
    trace, last = error.__traceback__, f"mail/{template_name(kind)}"
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if "/mail/" in file:
            last = "mail/" + file.rpartition("/mail/")[2]
        trace = trace.tb_next
    return last


def made_up(kind: type[Any], *, full: bool) -> Any:
    """A letter (or a part of one) with invented facts: everything known, or only what must be."""
    hints = typing.get_type_hints(kind)
    return kind(**{each.name: _made_up_value(hints[each.name], each.name, full=full) for each in fields(kind)})


def _made_up_value(hint: Any, name: str, *, full: bool) -> Any:
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        chosen = next((each for each in arguments if each is not type(None)), str)
        return _made_up_value(chosen, name, full=full) if full else None
    if typing.get_origin(hint) is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(_made_up_value(arguments[0], name, full=full) for _ in range(2)) if full else ()
        return tuple(_made_up_value(each, name, full=full) for each in arguments)
    if typing.get_origin(hint) is dict:
        return {}
    if hasattr(hint, "__dataclass_fields__"):
        return made_up(hint, full=full)
    return _made_up_scalar(hint, name, full=full)


def _made_up_scalar(hint: Any, name: str, *, full: bool) -> Any:
    values: dict[Any, Any] = {
        bool: full,
        int: 3 if full else 0,
        float: 1234.5 if full else 0.0,
        date: date(2026, 6, 1),
        datetime: datetime(2026, 6, 1, 8, tzinfo=UTC),
    }
    return values.get(hint, name)
