"""Sections: which part of a form a heading opens, and how surely it is a heading that we know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.forms.label_book import Book, book_of
from parsers.forms.label_wording import bare, without_article, without_parentheses
from parsers.vocabulary import Vocabulary

_BESIDE_MARKET = re.compile(r"^(?:offre|fiche|description|besoin|profil|poste|recrutement|emploi)s?\b.* marche\b")


def section_of(text: str, vocabulary: Vocabulary) -> tuple[str, float] | None:
    """The section that a heading opens and how surely it is one of ours."""
    if len(text) > 120:
        return None
    book = book_of(vocabulary)
    if text not in book.found_sections:
        if len(book.found_sections) > 20_000:
            book.found_sections.clear()
        book.found_sections[text] = _section_looked_up(text, book)
    return book.found_sections[text]


def _section_looked_up(text: str, book: Book) -> tuple[str, float] | None:
    from rapidfuzz import fuzz, process

    whole = bare(text)
    without = without_parentheses(whole)
    if not whole or len(without.split()) > 9:
        return None
    for form in (whole, without, without_article(without)):
        if form in book.sections:
            return book.sections[form], 1.0
    hit = process.extractOne(without, book.section_wordings, scorer=fuzz.ratio, score_cutoff=86)
    if hit:
        return book.sections[hit[0]], hit[1] / 100
    return _section_by_word(without, book.titles)


def _section_by_word(flat: str, titles: Sequence[str]) -> tuple[str, float] | None:
    """A heading of other words; it is believed only where the layout also says that it is a heading."""
    if any(title in flat for title in titles):
        return None
    if _BESIDE_MARKET.search(flat):
        # « Offre de poste – marché de voirie »: the job is meant, the market only says for what
        return "job", 0.6
    for name, word in (
        (
            "foreign",
            (
                r"reserve|facilitateur|tuteur|tutorat|maitre d|\bmarche\b|acheteur|accompagnement|donneur d"
                r"|partie .{0,20}referent|\battributions\b|\bpole\b"
                r"|service (?:emploi|insertion|instructeur|gestionnaire)"
            ),
        ),
        ("workplace", r"\blieu\b|chantier"),
        ("conditions", r"condition|contrat|remuneration|modalites"),
        ("job", r"poste|profil|besoin|mission|recrutement|emploi|metier|competence"),
        ("contact", r"contact|interlocuteur|coordonnees"),
        ("company", r"entreprise|societe|employeur|identification|structure|etablissement"),
    ):
        if re.search(word, flat):
            return name, 0.6
    return None
