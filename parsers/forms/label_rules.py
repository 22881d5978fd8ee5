"""Label rules: what a label asks for that no list holds: by a wording that is near, by the words in it."""

from __future__ import annotations

import re

from parsers.forms.label_book import NEAR, Book, Label

#: a sentence to the reader is no label
_ADDRESSES_SOMEBODY = re.compile(r"(?:voici|bonjour|merci de|suite a|nous vous|je vous|vous trouverez)\b")

#: « Tuteur et contact »: the tutor is the one to reach
_OUR_CONTACT = re.compile(
    r"(?:\bet |\bou |/ ?)(?:responsable a contacter|contact|personne a (?:contacter|joindre)|interlocuteur)\b"
    r"|^contact (?:et|/) "
)


#: « Monter les murs sur le chantier » says what is done, and asks for nothing
_TASK = re.compile(r"(?!savoir|contacter|joindre|appeler|signaler|noter|preciser|indiquer)[a-z]{2,}(?:(?<!i)er|ir)\s")
#: what a label asks for: two that begin with different ones of these are never near
_ASKS_FOR = ("nature", "type", "duree", "date", "nombre", "lieu", "adresse", "nom", "numero", "horaire", "salaire")


def near_wording(forms: list[str], book: Book) -> Label | None:
    """The wording that differs by a few letters: a misreading, a plural, a missing word."""
    from rapidfuzz import fuzz, process

    best: tuple[float, str] | None = None
    for form in forms:
        if len(form) < 4:
            continue
        hit = process.extractOne(form, book.nearly_as_long(form), scorer=fuzz.ratio, score_cutoff=NEAR)
        if hit and (best is None or hit[1] > best[0]) and not _ask_differently(form, hit[0]):
            best = (hit[1], hit[0])
    if best is None or (best[0] < 90 and len(best[1]) < 8):
        return None
    entry = book.entries[best[1]]
    return scored(entry, min(best[0] / 100, entry.score))


def _ask_differently(one: str, other: str) -> bool:
    """« Nature de l'engagement » and « durée de l'engagement »."""
    heads = [next((word for word in _ASKS_FOR if text.startswith(word)), None) for text in (one, other)]
    return None not in heads and heads[0] != heads[1]


def scored(entry: Label, score: float) -> Label:
    """The same label, less sure."""
    return Label(kind=entry.kind, paths=entry.paths, score=score, wording=entry.wording)


def by_words(whole: str, without: str, book: Book) -> Label | None:
    """The fields that the words of a label point to; a label that names several asks for several."""
    if len(without.split()) > 10 or re.search(r"\d{2}|€", without):
        return None
    if _ADDRESSES_SOMEBODY.match(without) or _TASK.match(without):
        return None
    if book.opener_words.search(without) and not _OUR_CONTACT.search(without):
        return Label(kind="opener", score=0.8)
    paths = [path for path, match, but in book.keywords if match.search(without) and not (but and but.search(without))]
    if not paths:
        if whole == without:
            return None
        paths = [path for path, match, but in book.keywords if match.search(whole) and not (but and but.search(whole))]
        return Label(kind="field", paths=tuple(paths[:1]), score=0.72) if len(set(paths)) == 1 else None
    kept = _reduced(paths)
    inner = [
        path for path, match, _ in book.keywords if path in {"company.phone", "company.email"} and match.search(whole)
    ]
    if kept and kept[0] in {"company.contact_name", "company.phone"} and inner:
        kept = list(dict.fromkeys([*kept, *inner]))
    return Label(kind="field", paths=tuple(kept), score=0.8 if len(kept) < 3 else 0.75) if kept else None


_PAIRS = (
    {"company.contact_name", "company.phone", "company.email"},
    {"company.phone", "company.email"},
    {"company.contact_name", "company.phone"},
    {"company.contact_name", "company.email"},
    {"conditions.contract_type", "conditions.contract_duration"},
    {"company.name", "company.address"},
    {"company.name", "company.siret"},
    {"job.title", "job.openings"},
    {"job.start_date", "conditions.contract_duration"},
    {"conditions.weekly_hours", "conditions.gross_salary"},
)


def _reduced(paths: list[str]) -> list[str]:
    """Several fields where they are known to share a label, else the first, which is the most telling."""
    unique = list(dict.fromkeys(paths))
    if len(unique) == 1 or set(unique) in _PAIRS:
        return unique
    return unique[:1]
