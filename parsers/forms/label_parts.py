"""Label parts: labels printed side by side as one: « Emploi et nombre », « Contact, fonction, téléphone, mail »."""

from __future__ import annotations

import re

from parsers.forms.label_book import QUESTION, Book, Label
from parsers.forms.label_rules import by_words, scored
from parsers.forms.label_wording import without_article
from parsers.values.wording import folded

_BETWEEN = re.compile(r"\s*(?:/|,|;|&|\+|\?|\s-\s|\bet\b|\bou\b)\s*")
MOST_PARTS = 6
_NAME = frozenset({"nom", "votre nom", "nom et prenom", "prenom"})
#: parts that a contact or a company carries and that nobody asks for alone
_OF_NO_CONCERN = frozenset({"fonction", "qualite", "acces", "avantages", "forme juridique", "horaires"})
#: lists in words: nothing in an answer tells which of two such fields a piece of it answers
_LISTS = frozenset({"job.activities", "job.skills"})
#: the first of several labels counts, where they name the same thing twice
_SAME = (
    {"job.title", "job.training"}, {"job.activities", "job.title"}, {"job.skills", "job.special_requirements"},
    {"company.address", "conditions.workplace"}, {"company.name", "conditions.workplace"},
)  # fmt: skip


def by_parts(flat: str, inside: str, book: Book) -> Label | None:
    """The label whose parts are labels; what is not ours among them (« et avantages ») is left out."""
    head, colon, rest = flat.partition(":")
    told = by_parts(rest.strip(), "", book) if colon and _part(head.strip(), book) is not None else None
    if told is not None and len(told.paths) > 1:
        # « Contrat : type, durée, heures »
        return told
    pieces = [piece for piece in _BETWEEN.split(flat) if piece]
    if len(pieces) == 1 and not inside:
        return None
    parts = [_part(piece, book) for piece in pieces]
    if len(pieces) == 1:
        return _with_parenthesis(parts[0], inside, book)
    if not 2 <= len(pieces) <= MOST_PARTS or parts[0] is None:
        return None
    known = [part for part in parts if part is not None]
    fields = [part for part in known if part.kind == "field" and part.paths]
    if not fields or any(part.kind == "opener" for part in known) or len(known) * 2 < len(parts):
        return None
    paths = _meant_together([path for part in fields for path in part.paths], pieces)
    if parts[0].kind == "ignored" and len(paths) < 2 and paths != ["company.siret"]:
        return None
    surest = min(part.score for part in fields)
    return Label(kind="field", paths=tuple(paths), score=min(surest, 0.92 if len(known) == len(parts) else 0.84))


def _with_parenthesis(first: Label | None, inside: str, book: Book) -> Label | None:
    """« Coordonnées du contact (nom, téléphone, mail) »: the parenthesis says what is asked for."""
    pieces = [piece for piece in _BETWEEN.split(inside) if piece]
    parts = [part for part in (_part(piece, book) for piece in pieces) if part is not None and part.kind == "field"]
    paths = [path for part in parts for path in part.paths]
    reachable = {"company.phone", "company.email"} & set(paths)
    if first is None or first.kind != "field" or not reachable or first.paths[0] != "company.contact_name":
        return None
    return Label(kind="field", paths=tuple(dict.fromkeys((*first.paths, *paths))), score=min(first.score, 0.9))


def _part(piece: str, book: Book) -> Label | None:
    if piece in _NAME:
        return Label(kind="field", paths=("company.contact_name",))
    if piece in _OF_NO_CONCERN:
        return Label(kind="ignored")
    for form in (piece, without_article(piece)):
        entry = book.entries.get(form)
        if entry is not None and entry.score >= QUESTION:
            return entry
    plainer = book.qualifiers.sub("", piece).strip()
    entry = book.entries.get(plainer)
    if entry is not None and entry.score > QUESTION:
        return scored(entry, 0.95)
    return by_words(piece, piece, book)


def _meant_together(paths: list[str], pieces: list[str]) -> list[str]:
    """The fields as they are meant side by side: beside a SIRET « nom » is the company's."""
    told = folded(" ".join(pieces))
    if pieces[0] in _NAME and "company.name" in paths:
        paths = [path for path in paths if path != "company.contact_name"]
    if pieces[0] in {"nom", "votre nom"} and ("company.siret" in paths or "entreprise" in told or "societe" in told):
        paths = ["company.name" if path == "company.contact_name" else path for path in paths]
    unique = list(dict.fromkeys(path.rstrip("?").split("+")[0] for path in paths))
    if set(unique) in _SAME:
        return unique[:1]
    if set(unique) >= _LISTS:
        unique = [path for path in unique if path != "job.skills"] if unique[0] == "job.activities" else unique[:1]
    return unique
