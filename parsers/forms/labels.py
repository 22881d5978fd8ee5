"""Labels: which field a printed label asks for, in spite of case, accents, numbers, misreadings and new wordings."""

from __future__ import annotations

import re
from collections.abc import Collection

from parsers.forms.label_book import Book, Label, book_of, is_begun
from parsers.forms.label_parts import by_parts
from parsers.forms.label_rules import by_words, near_wording, scored
from parsers.forms.label_wording import (
    bare,
    inside_parentheses,
    spelled_out,
    without_article,
    without_example,
    without_parentheses,
)
from parsers.values.wording import folded
from parsers.vocabulary import Vocabulary

LONGEST = 160
#: words of the longest label
MOST_WORDS = 16
#: the score of a label that mostly is of no concern: its answer is for a person
LAST_RESORT = 0.7
#: words that mean something only with what qualifies them
_TOO_BARE = frozenset({"nom", "date", "nombre", "numero", "fonction", "statut", "type", "duree", "titre", "niveau"})
#: figures, addresses and money are answers, never labels
_VALUE = re.compile(
    r"\n\s*[-•]\s|^\s*[-•]\s.*\s[-•]\s|\w@\w|\d[ .]?\d{3}(?!\d?\s*chiffres)|€\s*$|^\s*\d{1,3}\s+[^\W\d_]"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2}"
)
#: « Une première expérience, ou pas » says something, and asks for nothing
_TELLS = re.compile(r"(?:une?|des|aucune?) [^(]{3,60}, ")


def label_of(text: str, vocabulary: Vocabulary) -> Label | None:
    """The label that a text is, as a whole; None when it is a value, a sentence or a heading."""
    if len(text) > LONGEST * 2:
        return None
    book = book_of(vocabulary)
    if text not in book.found:
        if len(book.found) > 20_000:
            book.found.clear()
        plain = without_example(text)
        book.found[text] = None if _VALUE.search(plain) else _looked_up(plain, book)
    return book.found[text]


def label_loosely(text: str, vocabulary: Vocabulary) -> Label | None:
    """The label that a badly read text most resembles; whoever believes it asks a person to look."""
    from rapidfuzz import fuzz, process

    flat = without_parentheses(bare(text))
    if not 5 <= len(flat) <= 60 or _VALUE.search(text):
        return None
    book = book_of(vocabulary)
    hit = process.extractOne(flat, book.wordings, scorer=fuzz.ratio, score_cutoff=70)
    entry = book.entries[hit[0]] if hit else None
    if entry is None or entry.kind != "field" or not entry.paths or entry.score < 1.0:
        return None
    return Label(kind="field", paths=entry.paths, score=0.7)


def resolved(
    label: Label, *, section: str | None, previous: str | None, seen: Collection[str], vocabulary: Vocabulary
) -> Label:
    """A label whose meaning depends on where it stands, settled for this place."""
    rule = vocabulary.contextual.get(label.wording)
    if rule is None:
        return label
    path = rule.after.get(previous or "") or rule.by_section.get(section or "*") or rule.by_section.get("*") or "-"
    if rule.again and path in seen:
        path = rule.again
    if path == "-" and rule.last and rule.last not in seen:
        return Label(kind="field", paths=(rule.last,), score=LAST_RESORT, wording=label.wording)
    if path == "-":
        return Label(kind="ignored", score=label.score, wording=label.wording)
    return Label(kind="field", paths=(path,), score=min(label.score, 0.95), wording=label.wording)


def technical_path(name: str, vocabulary: Vocabulary) -> str | None:
    """The field that a technical name names: one of our own keys, a listed name, a label written as one word."""
    last = name.rsplit("/", 1)[-1]
    if last in _OWN_KEYS:
        return last
    flat = folded(re.sub(r"([a-zà-ÿ])([A-ZÀ-Ý])", r"\1_\2", name.rsplit(".", 1)[-1]))
    key = re.sub(r"[^a-z0-9]+", "_", flat).strip("_")
    plain = re.sub(r"^(?:champ|txt|text|texte|zone|tb|field|f|input|cc|ctl)_(?=[a-z])|_?\d{1,2}$", "", key)
    return vocabulary.technical.get(key) or vocabulary.technical.get(plain)


def spoken_name(name: str) -> str:
    """A technical name as words: « type_duree_contrat » is « type duree contrat »."""
    split = re.sub(r"([a-zà-ÿ])([A-ZÀ-Ý])", r"\1 \2", name.rsplit(".", 1)[-1])
    return re.sub(r"[_\-\[\]#]+|\d+$", " ", split).strip()


_OWN_KEYS = frozenset(
    {
        "company.name", "company.siret", "company.address", "company.contact_name", "company.phone", "company.email",
        "job.title", "job.openings", "job.start_date", "job.activities", "job.skills", "job.experience", "job.training",
        "job.special_requirements", "conditions.contract_type", "conditions.contract_duration",
        "conditions.weekly_hours", "conditions.gross_salary", "conditions.workplace",
    }
)  # fmt: skip


def is_own_key(name: str) -> bool:
    """Whether a field carries one of our own names, as the forms that we send do."""
    return name.rsplit("/", 1)[-1] in _OWN_KEYS


def _looked_up(text: str, book: Book) -> Label | None:
    whole = bare(text)
    without = without_parentheses(whole)
    if not whole or len(without) > 110 or len(without.split()) > MOST_WORDS:
        return None
    if whole in book.begun and is_begun(text):
        return book.begun[whole]
    full = spelled_out(without, book.abbreviations)
    forms = [form for form in dict.fromkeys((whole, without, full, without_article(full))) if form]
    for form in forms:
        if form in book.entries:
            return book.entries[form]
    plainer = book.qualifiers.sub("", full).strip()
    known = book.entries.get(plainer)
    if plainer != full and plainer not in _TOO_BARE and known is not None and known.kind == "field":
        return scored(known, min(0.95, known.score))
    inside = inside_parentheses(whole)
    named = book.entries.get(inside)
    if named and named.kind == "field" and named.paths != ("company.contact_name",) and len(without.split()) < 3:
        return scored(named, 0.9)
    return _guessed(whole, full, forms, inside, book)


def _guessed(whole: str, full: str, forms: list[str], inside: str, book: Book) -> Label | None:
    """What no list holds: a near wording, several labels side by side, or what the words of it point to."""
    if _TELLS.match(whole):
        return None
    near = near_wording(forms, book)
    if near is not None and near.score >= 0.93:
        return near
    parts = by_parts(full, inside, book)
    ruled = by_words(whole, full, book)
    if parts is not None and (near is None or len(parts.paths) > 1):
        return parts
    if near and ruled and set(near.paths) != set(ruled.paths):
        return ruled
    return near or ruled
