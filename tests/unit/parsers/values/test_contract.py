"""Kinds of contract."""

from __future__ import annotations

import pytest

from parsers.values.contract import contract_type
from parsers.vocabulary import usual


def read(written):
    """With the words that come with the program."""
    return contract_type(written, usual().contracts, usual().weak_contracts)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CDI", "CDI"), ("CDI de chantier", "CDI_CHANTIER"), ("CDD de 6 mois", "CDD"), ("CDD d'usage", "CDD"), ("INTERIM", "CTT"), ("mission 3 mois", "CTT"), ("Contrat de travail temporaire, 10 mois", "CTT"), ("CDDI", "CDDI"), ("CDD d’insertion", "CDDI"), ("contrat de professionnalisation", "PRO"), ("contrat pro", "PRO"),
        ("contrat d'apprentissage", "APP"), ("PEC", "CUI"), ("CUI-CIE", "CUI"), ("stage", "STAGE"), ("ETTI", "CTT"), ("CDD pouvant déboucher sur un CDI", "CDD"), ("Intérim puis CDI", "CTT"), ("☐ CDI ☒ CDD ☐ Intérim", "CDD"), ("CDI ☐ CDD ☒ Intérim ☐", "CDD"), ("[x] CDI [ ] CDD", "CDI"), ("CDD - mission 6 mois", "CDD"),
    ],
)  # fmt: skip
def test_a_kind_is_sure(written, code):
    """In words, in letters, in ticked boxes; what may come later does not count."""
    found = read(written)

    assert (found.value, found.review) == (code, False)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CDD ou intérim", "CDD"),
        ("CDD/CDI", "CDD"),
        ("alternance", "PRO"),
        ("☐ CDI ☐ CDD", None),
        ("temps plein", None),
        ("☒ CDI ☒ CDD", "CDI"),
        ("mise à disposition", "OTHER"),
    ],
)
def test_several_kinds_or_none_are_for_a_person(written, code):
    """The first stands as the value."""
    found = read(written)

    assert (found.value, found.review) == (code, True)
