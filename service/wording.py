"""French for people: dates, amounts and codes as words; the words of the codes stand in templates/wording.fr.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

#: no-break spaces: the narrow one parts thousands, the wide one stands before a unit
NARROW, NO_BREAK = "\u202f", "\u00a0"

#: a longer value is cut inside a sentence
LONGEST = 160

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
          "novembre", "décembre")  # fmt: skip
UNITS = {"Y": ("an", "ans"), "M": ("mois", "mois"), "W": ("semaine", "semaines"), "D": ("jour", "jours"),
         "TH": ("heure", "heures"), "TM": ("minute", "minutes")}  # fmt: skip

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DURATION = re.compile(r"P(?:\d+[YMWD])*(?:T(?:\d+[HM])*)?\Z")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,4})?\Z")
_PLAIN_SALARY = re.compile(r"(\d{1,9},\d\d)(?: – (\d{1,9},\d\d))? €(?:/(h|mois|an))?\Z")
_OPTIONAL = re.compile(r"\[([^\[\]]{0,400})\]")
_SLOT = re.compile(r"\{(\w+)(?::([^|{}]{1,60})\|([^|{}]{1,60}))?\}")


def templates_folder() -> Path:
    """Where our own templates are: beside the packages in a checkout, inside `service` in a wheel."""
    here = Path(__file__).resolve().parent
    # the wheel's first: beside an installed package « templates » may be anybody's
    packed = here / "_data" / "templates"
    return packed if packed.is_dir() else here.parent / "templates"


def as_date(value: date | str) -> date | None:
    """The day of a date, an instant or an ISO text; None for any other text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value[:10]) if _ISO_DATE.match(value[:10]) else None
    except ValueError:
        return None


def day(value: date | str) -> str:
    """« 1er juin 2026 »; « asap » is « dès que possible »; a text that is no date stays as it is."""
    if value == "asap":
        return "dès que possible"
    found = as_date(value)
    if found is None:
        return str(value)
    number_in_month = "1er" if found.day == 1 else str(found.day)
    return f"{number_in_month} {MONTHS[found.month - 1]} {found.year}"


def month(value: str) -> str:
    """« octobre 2026 » for « 2026-10 »; another text stays as it is."""
    found = as_date(f"{value}-01")
    return f"{MONTHS[found.month - 1]} {found.year}" if found else value


def weekday(value: date | str) -> str:
    """« lundi 1er juin 2026 »."""
    found = as_date(value)
    return f"{WEEKDAYS[found.weekday()]} {day(found)}" if found else day(value)


def number(value: float, decimals: int | None = None) -> str:
    """« 1 200 », « 35,5 »: thousands parted by a narrow no-break space, a comma before the decimals that are needed."""
    written = f"{value:,.{2 if decimals is None else decimals}f}"
    whole, _, fraction = written.partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    whole = whole.replace(",", NARROW).replace("-", "\u2212")
    return f"{whole},{fraction}" if fraction else whole


def change(value: float) -> str:
    """« +12 », « −3 », « 0 »: a difference, its sign told."""
    return f"{'+' if value > 0 else ''}{number(value)}"


def hours(value: float) -> str:
    """« 1 200 h »."""
    return f"{number(value)}{NO_BREAK}h"


def money(value: float) -> str:
    """« 1 850,00 € »."""
    return f"{number(value, 2)}{NO_BREAK}€"


def duration(value: str) -> str:
    """« 6 mois » for « P6M », « 400 heures » for « PT400H »; another text stays as it is."""
    if not _DURATION.match(value):
        return value
    calendar, _, clock = value[1:].partition("T")
    parts = [(int(n), unit) for n, unit in re.findall(r"(\d+)([YMWD])", calendar)]
    parts += [(int(n), "T" + unit) for n, unit in re.findall(r"(\d+)([HM])", clock)]
    words = [f"{number(n)}{NO_BREAK}{UNITS[unit][n > 1]}" for n, unit in parts]
    return listed(words) or value


def phone(value: str) -> str:
    """« 03 22 00 00 00 » for « +33322000000 »; another number stays as it is."""
    digits = "0" + value.removeprefix("+33") if value.startswith("+33") else value
    if re.fullmatch(r"0\d{9}", digits):
        return NO_BREAK.join(digits[i : i + 2] for i in range(0, 10, 2))
    return value


def siret(value: str) -> str:
    """« 123 456 789 00012 »; another text stays as it is."""
    if re.fullmatch(r"\d{14}", value):
        return NO_BREAK.join((value[:3], value[3:6], value[6:9], value[9:]))
    return value


def listed(words: list[str] | tuple[str, ...], last: str = "et") -> str:
    """« a, b et c »."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """« 1 poste », « 3 postes »; none is singular in French."""
    return f"{number(count)}{NO_BREAK}{one if count < 2 else many or one + 's'}"


def file_name(*parts: str | None) -> str:
    """A name for a document that every mail program keeps whole: letters without accents, figures and hyphens."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", " ".join(part for part in parts if part)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:80]


class Wording:
    """The words of the codes; an unknown code comes out readable and never fails."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._tree = tree
        self.unknown: str = str(tree.get("unknown", "non précisé"))

    def known(self, section: str, code: str) -> str | None:
        """The words of this very code, None when there are none."""
        table = self._tree.get(section)
        found = table.get(code) if isinstance(table, Mapping) else None
        return found if isinstance(found, str) else None

    def codes(self, section: str) -> tuple[str, ...]:
        """Every code of a section."""
        return tuple(self._tree.get(section, {}))

    def word(self, section: str, code: str | None) -> str:
        """The words of a code, or the code made readable."""
        if code is None:
            return self.unknown
        return self.known(section, code) or _readable(code)

    def reason(self, value: str | None) -> str:
        """A reason: words for a code, a text as its author wrote it."""
        if value is None:
            return self.unknown
        return self.known("reason", value) or (_readable(value) if _is_code(value) else value)

    def problem(self, code: str) -> str:
        """The sentence of a problem; « unlawful:age » tells its ground."""
        name, _, detail = code.partition(":")
        sentence = self.known("problem", name)
        if sentence is None:
            return _readable(code)
        ground, _, words = detail.partition(":")
        shown = self.known("ground", ground) or _readable(ground)
        return fill(sentence, {"detail": f"{shown} : « {words} »" if words else shown or None})

    def sentence(self, section: str, code: str, about: Mapping[str, Any]) -> str:
        """The sentence of a code with its words filled in; an unknown code is followed by what is known."""
        pattern = self.known(section, code)
        shown = {key: self._shown(key, value) for key, value in about.items()}
        if pattern is None:
            rest = ", ".join(str(value) for value in shown.values() if value not in {None, ""})
            return f"{_readable(code)} : {rest}" if rest else _readable(code)
        return fill(pattern, shown)

    def _shown(self, key: str, value: Any) -> Any:
        """A value as the sentences want it, told by its key."""
        if value is None or isinstance(value, int) or value == "":
            return value
        if isinstance(value, float):
            return number(value)
        if key == "fields":
            return listed([self.word("field", path).lower() for path in re.split(r"\s*[,;]\s*", value)])
        if key == "risk":
            return self.word("risk", value)
        if key == "publics":
            return listed([self.word("criterion", code) for code in value.split(", ")])
        if key == "reason":
            return self.reason(value)
        if key == "problem":
            return self.problem(value)
        if key == "contract":
            return self.contract(value)
        if key == "duration":
            return duration(value)
        if key == "start":
            return day(value)
        if key == "state":
            return self.known("referral", value) or self.word("need", value)
        return day(value) if _ISO_DATE.match(str(value)) else _shortened(str(value))

    def contract(self, code: str | None) -> str:
        """« CDD », « contrat de professionnalisation »."""
        return self.word("contract", code)

    def salary(self, pay: Mapping[str, Any] | None) -> str:
        """« 1 850,00 € brut par mois », « entre 12,50 € et 13,00 € brut de l'heure », « Smic »."""
        if not pay or not any(pay.values()):
            return self.unknown
        low, high = pay.get("min"), pay.get("max")
        smic = pay.get("basis") == "smic"
        amounts = [money(float(amount)) for amount in (low, high) if amount is not None]
        if not amounts:
            return "Smic" if smic else self.unknown
        period = pay.get("period")
        tail = f" brut {self.word('period', str(period))}" if period else " brut"
        span = amounts[0] if len(set(amounts)) == 1 else f"entre {amounts[0]} et {amounts[1]}"
        return f"Smic ({span}{tail})" if smic else span + tail

    def value(self, path: str, value: Any) -> str:
        """A typed value of the interface as a person reads it; what is French already stays as it is."""
        if value is None or value in ("", (), []):
            return self.unknown
        if isinstance(value, Mapping):
            return self.salary(value)
        if isinstance(value, list | tuple):
            return " ; ".join(str(item) for item in value)
        if isinstance(value, int | float):
            return hours(value) if path.endswith("hours") else number(value)
        return self._text_value(path, str(value))

    def _text_value(self, path: str, value: str) -> str:
        if path.endswith("contract_type"):
            return self.known("contract", value) or value
        if path.endswith("duration"):
            return duration(value)
        if path.endswith("weekly_hours"):
            return f"{value}{NO_BREAK}h" if _NUMBER.match(value) else value
        if path.endswith("gross_salary"):
            return self._salary_text(value)
        if path.endswith("siret"):
            return siret(value)
        if path.endswith("phone"):
            return phone(value)
        return day(value) if path.endswith(("date", "_on")) else value

    def _salary_text(self, value: str) -> str:
        """« 1850,00 – 1900,00 €/mois », as the rules write it, said as everywhere else."""
        found = _PLAIN_SALARY.match(value)
        if found is None:
            return value
        low, high, period = found.groups()
        named = {"h": "hour", "mois": "month", "an": "year"}.get(period or "")
        amounts = [float(each.replace(",", ".")) for each in (low, high or low)]
        return self.salary({"min": amounts[0], "max": amounts[1], "period": named})


def fill(pattern: str, words: Mapping[str, Any]) -> str:
    """The pattern with its slots filled; a bracketed part vanishes when a word of it is unknown, or counts none."""

    def optional(match: re.Match[str]) -> str:
        slots = list(_SLOT.finditer(match.group(1)))
        known = all(words.get(slot.group(1)) not in {None, ""} for slot in slots)
        # « 0 relance » is not worth a word
        none = any(slot.group(2) and str(words.get(slot.group(1))) == "0" for slot in slots)
        return match.group(1) if known and not none else ""

    def slot(match: re.Match[str]) -> str:
        value = words.get(match.group(1))
        if value in {None, ""}:
            return "…"
        if match.group(2):
            return counted(int(value), match.group(2), match.group(3)) if _is_count(value) else str(value)
        return number(value) if isinstance(value, int) else str(value)

    # the slots are filled after the brackets fell, so that brackets inside a value are only text
    sentence = _SLOT.sub(slot, _OPTIONAL.sub(optional, pattern)).strip(" ,;:")
    return sentence[:1].upper() + sentence[1:] if pattern[:1] == "[" else sentence


def _shortened(text: str) -> str:
    """One line, and not a whole mail in the middle of a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _is_count(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and value.isdigit())


def _is_code(value: str) -> bool:
    return re.fullmatch(r"[a-z]+(?:_[a-z0-9]+)+", value) is not None


def _readable(code: str) -> str:
    name, _, detail = code.partition(":")
    words = name.replace("_", " ").replace(".", " ").strip()
    return f"{words} ({detail})" if detail else words


def wording(overrides: Path | None = None) -> Wording:
    """Our words, with those of `overrides/wording.fr.toml` in their place where there are any."""
    ours = templates_folder() / "wording.fr.toml"
    theirs = overrides / "wording.fr.toml" if overrides else None
    if theirs is None or not theirs.is_file():
        return _read(ours, None, 0)
    return _read(ours, theirs, theirs.stat().st_mtime_ns)


@cache
def _read(ours: Path, theirs: Path | None, _written_at: int) -> Wording:
    tree: dict[str, Any] = tomllib.loads(ours.read_text(encoding="utf-8"))
    if theirs is not None:
        for key, value in tomllib.loads(theirs.read_text(encoding="utf-8")).items():
            tree[key] = {**tree.get(key, {}), **value} if isinstance(value, dict) else value
    return Wording(tree)
