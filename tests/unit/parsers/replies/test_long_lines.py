"""Lines that nobody writes: a mail made to make a pattern go back and forth is read in a moment."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from parsers.forms.company_names import companies_in
from parsers.reading import CandidateReading
from parsers.replies import agreements, amendments, consents, decisions, market_facts, proposal_orders
from parsers.replies.changes import changes_in
from parsers.replies.courtesy import without_signature
from parsers.statements import Asked

TODAY = date(2026, 6, 22)
TOITURES = [Asked(key="mail", path="company.email", company="Toitures Coquelle")]
ISSA = (CandidateReading(last_name="Ouedraogo", first_name="Issa"),)

READERS = {
    "changes": lambda text: changes_in(text, today=TODAY),
    "agreements": lambda text: agreements.read(text, {"job.openings": 2}, today=TODAY),
    "amendments": amendments.amendments,
    "consents": lambda text: consents.consents(text, ISSA),
    "proposals": lambda text: proposal_orders.read(f"proposer B-0012 salaire 13 € {text}!", today=TODAY),
    "place": lambda text: changes_in(f"lieu : Lille, et non À{text}!", today=TODAY),
    "facts": lambda text: market_facts.read(f"toitures{text}!", TOITURES),
    "signature": lambda text: without_signature(["ok", text[:119] + "!"], says=lambda line: False),
    "reasons": lambda text: decisions.read(
        f"Issa absent : {text[:1_000]} x", presented=["Ouedraogo Issa"], today=TODAY
    ),
    "companies": lambda text: companies_in(text[:4_000], (), (), listed=False),
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "unit", [" ", "\n", "(", "a ", "A", "A. ", "Aa ", ", ", "12 ", "à ", "de la ", "-", "_", "lundi, ", "1/", "a été "]
)
def test_no_reader_of_replies_is_slow(name, unit):
    """Ten thousand letters of one thing; a daemon that reads them for minutes reads nobody else's mail."""
    began = process_time()
    READERS[name](unit * (10_000 // len(unit)))

    assert process_time() - began < 2
