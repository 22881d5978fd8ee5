"""Market facts: a facilitator's plain answer to what a notification left out: whose address, which lot's hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parsers.language.contacts import emails, phones
from parsers.language.folding import fold, squeezed, tidy
from parsers.language.names import names_in
from parsers.statements import Asked, Doubt, MarketFactsTold, Told

_LIMIT = 6_000
_LOT = re.compile(r"\blots?\s*(?:n\s*[°o]\s*)?(\d{1,3}[a-z]?|[a-z])\b")
_MORE_LOTS = re.compile(r"(?:\s?(?:,|et|&|/)\s?(?:n°\s?)?\d{1,3}[a-z]?\b(?!\s?h))+")
_HOURS = re.compile(
    r"(?<![\d,.])(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d{1,6})(?:[.,](\d{1,2}))?\s?(?:h\b|heures?\b|hrs?\b)"
)
_UNKNOWN = re.compile(
    r"\b(?:je ne (?:l'ai|les ai|sais|connais|dispose)|je n'ai (?:pas|aucun)|pas (?:encore|d'adresse|de mail|connu)"
    r"|inconnue?s?|je cherche|je (?:me renseigne|vous redis|reviens))"
)
#: words that stand in the names of many companies and tell none of them
_WEAK = frozenset(
    [
        "sarl",
        "sas",
        "sasu",
        "sa",
        "eurl",
        "scop",
        "ets",
        "societe",
        "entreprise",
        "groupe",
        "et",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "fils",
        "freres",
        "batiment",
        "travaux",
        "services",
        "service",
        "france",
        "nord",
        "sud",
        "est",
        "ouest",
    ]
)


@dataclass(slots=True)
class _Piece:
    """A piece of text and whom it is about."""

    text: str
    about: list[Asked] = field(default_factory=list)


def read(text: str, asked: Sequence[Asked], *, sender_address: str = "") -> MarketFactsTold:
    """What is told of each thing asked; an address or hours that belong to nobody are doubts."""
    told: dict[tuple[str, str], Told] = {}
    doubts: list[Doubt] = []
    for piece in _pieces(tidy(text[:_LIMIT]), asked):
        for found in _addresses(piece, asked, sender_address):
            _settle(found, told, doubts)
        for found in _hours(piece, asked):
            _settle(found, told, doubts)
    if not told and not doubts and _UNKNOWN.search(fold(text[:_LIMIT])):
        doubts.append(Doubt(what=squeezed(text)[:300], why="le facilitateur n'a pas encore ce qui lui est demandé"))
    return MarketFactsTold(told=tuple(told.values()), to_review=tuple(doubts))


def _settle(found: Told | Doubt, told: dict[tuple[str, str], Told], doubts: list[Doubt]) -> None:
    """Keep a fact once; two different values for one question are a doubt."""
    if isinstance(found, Doubt):
        doubts.append(found)
        return
    key = (found.key, found.path)
    before = told.get(key)
    if before is None:
        told[key] = found
    elif before.value != found.value:
        doubts.append(Doubt(what=f"{before.value} ; {found.value}", why="deux réponses pour une même question"))


def _pieces(text: str, asked: Sequence[Asked]) -> list[_Piece]:
    """The text cut where it begins to speak of another company or lot; what names nobody goes on about the last."""
    pieces: list[_Piece] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        cuts = _mentions(line, asked)
        if not cuts:
            about = pieces[-1].about if pieces else []
            pieces.append(_Piece(line, list(about)))
            continue
        places = [start for start, _ in cuts]
        before, last = line[: places[0]], line[places[-1] :]
        if _tells(before) and not _tells(last):  # « a@b.example pour Coquelle »: each piece ends with its name
            starts, ends = [0, *places[:-1]], [*places[:-1], len(line)]
        elif _tells(before):
            pieces.append(_Piece(before))
            starts, ends = places, [*places[1:], len(line)]
        else:
            starts, ends = [0, *places[1:]], [*places[1:], len(line)]
        pieces += [_Piece(line[start:end], about) for start, end, (_, about) in zip(starts, ends, cuts, strict=True)]
    return pieces


def _mentions(line: str, asked: Sequence[Asked]) -> list[tuple[int, list[Asked]]]:
    """Where the line names a company or a lot, with what was asked about it; the two side by side are one mention."""
    folded = fold(line)
    taken = [(found.start, found.end) for found in emails(line)]
    found: dict[int, list[Asked]] = {}
    for company in {one.company for one in asked}:
        mine = [one for one in asked if one.company == company]
        if (at := _named(company, folded, taken)) is not None:
            found[at] = found.get(at, []) + mine
    for match in _LOT.finditer(folded):
        numbers = _lots(folded, match)
        mine = [one for one in asked if one.lot is not None and fold(one.lot).lstrip("0") in numbers]
        if mine:
            found[match.start()] = mine
    merged: list[tuple[int, list[Asked]]] = []
    for at in sorted(found):
        both = [one for one in merged[-1][1] if one in found[at]] if merged else []
        if both and not _tells(line[merged[-1][0] : at]):
            merged[-1] = (merged[-1][0], both)
        else:
            merged.append((at, found[at]))
    return merged


def _lots(folded: str, match: re.Match[str]) -> set[str]:
    """« lots 2 et 3 » are both: what is said of them together is told of neither."""
    more = _MORE_LOTS.match(folded, match.end()) if match.group().startswith("lots") else None
    return {number.lstrip("0") for number in (match[1], *re.findall(r"\d+[a-z]?", more.group() if more else ""))}


def _tells(text: str) -> bool:
    return bool(emails(text) or _HOURS.search(fold(text)))


def _named(company: str, folded: str, taken: Iterable[tuple[int, int]]) -> int | None:
    """Where the text names the company: its whole name, or the words that are its own."""
    own = [word for word in re.findall(r"\w+", fold(company)) if word not in _WEAK and len(word) > 1]
    words = own or re.findall(r"\w+", fold(company))
    if not words:
        return None
    pattern = re.compile(r"\b" + r"[\W_]+(?:[^\W_]+[\W_]+){0,2}?".join(re.escape(word) for word in words) + r"\b")
    first = re.compile(rf"\b{re.escape(max(words, key=len))}\b")
    for search in (pattern, first) if len(max(words, key=len)) > 3 else (pattern,):
        for match in search.finditer(folded):
            if not any(start <= match.start() < end for start, end in taken):
                return match.start()
    return None


def _addresses(piece: _Piece, asked: Sequence[Asked], sender_address: str) -> Iterable[Told | Doubt]:
    found = [one.value for one in emails(piece.text) if one.value != sender_address.lower()]
    wanted = [one for one in asked if one.path == "company.email"]
    for address in found:
        mine = _of_domain(address, wanted)
        if len({one.company for one in mine}) != 1:
            mine = [one for one in piece.about if one.path == "company.email"]
        mine = mine or (wanted if len({one.company for one in wanted}) == 1 and len(found) == 1 else [])
        if piece.about and not mine:
            continue  # an address of a company that was not asked for
        if len({one.company for one in mine}) != 1:
            yield Doubt(what=address, why="adresse donnée par le facilitateur : à quelle entreprise revient-elle ?")
            continue
        numbers = phones(piece.text)
        for one in mine:
            yield Told(
                key=one.key, path=one.path, value=address, name=_owner(piece.text, address, one.company),
                phone=numbers[0].value if len(numbers) == 1 else None,
            )  # fmt: skip


def _of_domain(address: str, wanted: Sequence[Asked]) -> list[Asked]:
    """« contact@coquelle.example » is Coquelle's."""
    owner = re.sub(r"[^a-z0-9]", "", fold(address.rpartition("@")[2].rpartition(".")[0]))
    mine = []
    for one in wanted:
        words = [word for word in re.findall(r"\w+", fold(one.company)) if word not in _WEAK and len(word) > 3]
        if any(word in owner for word in words):
            mine.append(one)
    return mine


def _owner(text: str, address: str, company: str) -> str | None:
    """The one person named beside an address, best the one whose address it looks like."""
    local, words = fold(address.partition("@")[0]), set(re.findall(r"\w+", fold(company)))
    named = [f"{name.first or ''} {name.last or ''}".strip() for name in names_in(text)]
    people = [name for name in named if not set(re.findall(r"\w+", fold(name))) & words]
    mine = [name for name in people if fold(name).split()[-1] in local] or people
    return mine[0] if len(mine) == 1 else None


def _hours(piece: _Piece, asked: Sequence[Asked]) -> Iterable[Told | Doubt]:
    wanted = [one for one in asked if one.path == "insertion_hours"]
    if not wanted:
        return
    folded = fold(piece.text)
    shared = any(len(_lots(folded, lot)) > 1 for lot in _LOT.finditer(folded))
    for match in _HOURS.finditer(folded):
        value = float(re.sub(r"\D", "", match.group(1)) + (f".{match.group(2)}" if match.group(2) else ""))
        mine = [one for one in piece.about if one.path == "insertion_hours"]
        mine = mine or (wanted if len(wanted) == 1 and not piece.about else [])
        if len(mine) == 1 and not shared:
            yield Told(key=mine[0].key, path="insertion_hours", value=value)
        elif not piece.about or mine:
            why = "heures données par le facilitateur : à quel lot reviennent-elles ?"
            yield Doubt(what=squeezed(match.group()), why=why)
