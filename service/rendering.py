"""A letter becomes a mail: subject, text and HTML from the templates of its name, checked before they are used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from service import wording as french
from service.domain import letters
from service.domain.letters import Letter
from service.wording import Wording, templates_folder, wording

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Problem", "Rendered", "check", "letter_kinds", "made_up", "render", "template_name", "templates_folder"]

#: columns of the text part
WIDTH = 76
#: a longer subject is cut; mail programs show far less
SUBJECT_LIMIT = 250
PARTS = ("subject.txt", "body.txt", "body.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A mail as its reader gets it."""

    subject: str
    text: str
    html: str
    #: what was wrong with the templates of `overrides`; ours were used instead
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A template that cannot be used as it is, said in French for whoever edited it."""

    file: str
    message: str


def render(letter: Letter, overrides: Path | None = None, *, token: str = "") -> Rendered:
    """The mail of a letter; a template of `overrides` that fails is told of in `problems` and ours takes its place."""
    from jinja2 import TemplateError

    if overrides is not None:
        try:
            return _rendered(letter, overrides, token)
        except (TemplateError, tomllib.TOMLDecodeError, *_CARELESS) as error:
            mail = _rendered(letter, None, token)
            told = f"{template_name(type(letter))} : {_sentence(error)}"
            return Rendered(subject=mail.subject, text=mail.text, html=mail.html, problems=(told,))
    return _rendered(letter, None, token)


#: what an expression in a template may raise beside Jinja's own errors
_CARELESS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError)


def template_name(kind: type[Letter]) -> str:
    """« first_contact » for FirstContact."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def letter_kinds() -> tuple[type[Letter], ...]:
    """Every kind of letter that Liaison writes."""
    return tuple(Letter.__subclasses__())


def _rendered(letter: Letter, overrides: Path | None, token: str) -> Rendered:
    environment = _environment(overrides, _stamp(overrides))
    folder = f"mail/{template_name(type(letter))}"
    facts: dict[str, Any] = {each.name: getattr(letter, each.name) for each in fields(letter)}
    subject = _one_line(environment.get_template(f"{folder}/subject.txt").render(facts))
    facts |= {"subject": subject, "token": token}
    text = environment.get_template(f"{folder}/body.txt").render(facts)
    html = environment.get_template(f"{folder}/body.html").render(facts)
    styles = _styles(environment)
    return Rendered(subject=subject, text=_wrapped(text), html=_inlined(_spaced_html(html), styles))


# --- the engine -------------------------------------------------------------------------------------------------


def _stamp(overrides: Path | None) -> int:
    """Changes when a file of the folder does, so that an edited template is used at once."""
    if overrides is None or not overrides.is_dir():
        return 0
    return hash(tuple(sorted((str(path), path.stat().st_mtime_ns) for path in overrides.rglob("*") if path.is_file())))


@lru_cache(maxsize=8)
def _environment(overrides: Path | None, _stamp_of_files: int) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    folders = [folder for folder in (overrides, templates_folder()) if folder is not None]
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html",), default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=200,
    )
    environment.filters.update(_filters(wording(overrides)))
    return environment


def _filters(words: Wording) -> dict[str, Callable[..., str]]:
    """What a template may write after a bar: `{{ answer_by | weekday }}`. None is « non précisé »."""

    def known(render_value: Callable[..., str]) -> Callable[..., str]:
        return lambda value, *rest: words.unknown if value is None else render_value(value, *rest)

    plain: dict[str, Callable[..., str]] = {
        "day": french.day,
        "weekday": french.weekday,
        "number": french.number,
        "hours": french.hours,
        "money": french.money,
        "duration": french.duration,
        "phone": french.phone,
        "siret": french.siret,
        "listed": lambda value, last="et": french.listed(list(value), last),
        "counted": french.counted,
        "text": str,
        "contract": words.contract,
        "salary": words.salary,
        "reason": words.reason,
        "problem": words.problem,
        "field": lambda path: words.word("field", path),
        "criterion": lambda code: words.word("criterion", code),
        "state": lambda code, noun="referral": words.word(noun, code),
        "word": lambda code, section: words.word(section, code),
        "market": _market_words,
        "person": _person_words,
        "named": lambda person: f"{person.name} ({person.organisation})" if person.organisation else person.name,
        "capital": lambda text: text[:1].upper() + text[1:],
        "read_otherwise": lambda row: _read_otherwise(words, row),
        "order_words": _order_words,
        "full_name": _full_name,
        "standing": lambda one: _standing(words, one),
        "turn": lambda turn: words.sentence("turn", turn.what, turn.about),
        "age": _age,
        "value": lambda value, path: words.value(path, value),
        "percent": _percent,
        "mailto": _mailto,
        "indented": lambda text, by=2: "\n".join(" " * by + line for line in str(text).strip().splitlines()),
    }
    return {name: known(function) for name, function in plain.items()}


def _market_words(market: letters.MarketFacts) -> str:
    """« Collège Jean-Macé » (réf. 2026-T-014), lot 3 (gros œuvre), chantier Nord."""
    named = [f"« {market.title} »"] if market.title else []
    if market.reference:
        named.append(f"(réf. {market.reference})" if market.title else f"réf. {market.reference}")
    parts = [" ".join(named)] if named else []
    if market.lot:
        parts.append(f"lot {market.lot}" + (f" ({market.lot_title})" if market.lot_title else ""))
    elif market.lot_title:
        parts.append(f"lot « {market.lot_title} »")
    if market.worksite:
        parts.append(f"chantier : {market.worksite}")
    return ", ".join(parts) or "dont vous êtes titulaire"


def _person_words(person: letters.Person) -> str:
    """« Farid Benali, Maison de l'emploi, 03 22 00 00 00, f.benali@mde.example »."""
    told = [person.name, person.organisation, french.phone(person.phone) if person.phone else None, person.email]
    return ", ".join(part for part in told if part)


def _full_name(person: Any) -> str:
    """« DUPONT Marie »: the family name in capitals, as administrations write it."""
    parts = [person.last_name.upper() if person.last_name else None, person.first_name]
    return " ".join(part for part in parts if part) or "Nom à préciser"


def _read_otherwise(words: Wording, row: letters.Row) -> str:
    """What was written, where it differs from what was understood by more than spaces and capitals; else nothing."""
    if not row.raw or row.value is None:
        return ""
    shown = (row.value, words.value(row.path, row.value))
    return "" if _bare(row.raw) in {_bare(each) for each in shown} else row.raw


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _order_words(body: str) -> str:
    """A ready reply as words: its first line, with « … » where something is to be added."""
    line = (body.strip() or "…").splitlines()[0].rstrip()
    return f"{line} …" if line.endswith(":") else line


def _standing(words: Wording, one: Any) -> str:
    """Where a candidate stands, in one sentence."""
    since = getattr(one, "since", None)
    about = {
        "since": french.day(since) if since else None,
        "on": french.day(one.on) if one.on else None,
        "reason": words.reason(one.reason) if one.reason else None,
    }
    pattern = words.known("standing", one.state)
    return french.fill(pattern, about) if pattern else words.word("referral", one.state)


def _age(since: date, today: date) -> str:
    """« depuis hier », « depuis 3 jours »."""
    days = (today - since).days
    if days < 1:
        return "depuis aujourd'hui"
    return "depuis hier" if days == 1 else f"depuis {french.counted(days, 'jour')}"


def _percent(part: float, whole: float | None) -> str:
    return f"{french.number(100 * part / whole, 0)}{french.NO_BREAK}%" if whole else "–"


def _mailto(address: str, subject: str, body: str) -> str:
    """A link that opens a ready reply (RFC 6068): spaces as %20, lines parted by CR LF."""
    lines = "\r\n".join(body.splitlines())
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"


# --- finish -----------------------------------------------------------------------------------------------------

_BEFORE = re.compile(r"(?<=\S) (?=[:;?!»%€](?:\s|$|[)\].,»]))")
_AFTER = re.compile(r"(?<=«) (?=\S)")
_TAG = re.compile(r"(<[^<>]*>)")
_START_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*?)?)(\s*/?)>")
_RULE = re.compile(r"([a-z0-9]+(?:\.[a-z-]+)?(?:\s*,\s*[a-z0-9]+(?:\.[a-z-]+)?)*)\s*\{([^{}]*)\}")
_BULLET = re.compile(r"\s*(?:(?:[-•*→]|\d{1,3}[.)])\s+)?")
_INVISIBLE = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def _one_line(text: str) -> str:
    """A subject: one line, plain spaces, nothing invisible that could turn or split it."""
    line = re.sub(r"\s+", " ", _INVISIBLE.sub(" ", text)).strip()
    return line if len(line) <= SUBJECT_LIMIT else line[: SUBJECT_LIMIT - 1].rstrip() + "…"


def _spaced(text: str) -> str:
    """French spacing: no line breaks before « : ; ? ! » and inside guillemets."""
    return _AFTER.sub(french.NO_BREAK, _BEFORE.sub(french.NO_BREAK, text))


def _spaced_html(html: str) -> str:
    """The same, outside tags and style sheets."""
    head, split, body = html.partition("</head>")
    return head + split + "".join(part if part.startswith("<") else _spaced(part) for part in _TAG.split(body))


def _wrapped(text: str) -> str:
    """The text part: lines of 76 columns, bullets kept hanging, never more than one empty line, plain spaces."""
    import textwrap

    out: list[str] = []
    for line in _spaced(text).splitlines():
        hang = " " * len((_BULLET.match(line) or [""])[0])
        out += textwrap.wrap(
            line.rstrip(), WIDTH, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
        ) or [""]
    plain = "\n".join(out).replace(french.NARROW, " ").replace(french.NO_BREAK, " ")
    return re.sub(r"\n{3,}", "\n\n", plain).strip() + "\n"


def _styles(environment: Environment) -> Mapping[str, str]:
    """The rules of mail/styles.css: only `tag` and `tag.class` are understood."""
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, "mail/styles.css")
    rules: dict[str, str] = {}
    for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)):
        style = re.sub(r"\s+", " ", body).strip()
        for selector in selectors.split(","):
            rules[selector.strip()] = rules.get(selector.strip(), "") + style
    return rules


def _inlined(html: str, rules: Mapping[str, str]) -> str:
    """Every start tag gets the style of its tag and class: mail programs forget style sheets."""

    def styled(match: re.Match[str]) -> str:
        tag, attributes, end = match.groups()
        if "style=" in attributes:
            return match.group()
        found = re.search(r'\bclass="([^"]*)"', attributes)
        classes = found.group(1).split() if found else []
        style = "".join(rules.get(selector, "") for selector in [tag, *(f"{tag}.{name}" for name in classes)])
        return f'<{tag}{attributes} style="{style}"{end}>' if style else match.group()

    head, split, body = html.partition("</head>")
    return head + split + _START_TAG.sub(styled, body)


# --- checked before use -----------------------------------------------------------------------------------------


def check(overrides: Path | None = None) -> list[Problem]:
    """Render every letter, full and bare, with made-up facts; what is wrong with the templates, or nothing."""
    from jinja2 import TemplateError

    found: list[Problem] = []
    if overrides is not None:
        found += [Problem(file=str(path), message=_STRANGER) for path in _strangers(overrides)]
    for kind in letter_kinds():
        for full in (True, False):
            try:
                _rendered(made_up(kind, full=full), overrides, "L-0000000000")
            except (TemplateError, tomllib.TOMLDecodeError, *_CARELESS) as error:
                found.append(Problem(file=_file(error, kind), message=_sentence(error)))
                break
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


def _sentence(error: Exception) -> str:
    """What is wrong, with the line where it stands when that is known."""
    line = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        if "/mail/" in trace.tb_frame.f_code.co_filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    said = str(error) or type(error).__name__
    return f"ligne {line} : {said}" if line else said


def made_up(kind: type[Any], *, full: bool) -> Any:
    """A letter (or a part of one) with invented facts: everything known, or only what must be."""
    import typing

    hints = typing.get_type_hints(kind)
    return kind(**{each.name: _made_up_value(hints[each.name], each.name, full=full) for each in fields(kind)})


def _made_up_value(hint: Any, name: str, *, full: bool) -> Any:
    import types
    import typing

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
    from datetime import UTC, datetime

    values: dict[Any, Any] = {
        bool: full,
        int: 3 if full else 0,
        float: 1234.5 if full else 0.0,
        date: date(2026, 6, 1),
        datetime: datetime(2026, 6, 1, 8, tzinfo=UTC),
    }
    return values.get(hint, name)
