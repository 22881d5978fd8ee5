"""Lines that nobody writes: a mail made to make a pattern go back and forth is read in a moment."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from parsers.forms.company_names import companies_in
from parsers.reading import CandidateReading
from parsers.replies import agreements, amendments, consents
from parsers.replies.changes import changes_in

TODAY = date(2026, 6, 22)
ISSA = (CandidateReading(last_name="Ouedraogo", first_name="Issa"),)

READERS = {
    "changes": lambda text: changes_in(text, today=TODAY),
    "agreements": lambda text: agreements.read(text, {"job.openings": 2}, today=TODAY),
    "amendments": amendments.amendments,
    "consents": lambda text: consents.consents(text, ISSA),
    "companies": lambda text: companies_in(text[:4_000], (), (), listed=False),
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("unit", [" ", "\n", "(", "a ", "A", "A. ", "Aa ", ", ", "12 ", "à "])
def test_no_reader_of_replies_is_slow(name, unit):
    """Ten thousand letters of one thing; a daemon that reads them for minutes reads nobody else's mail."""
    began = process_time()
    READERS[name](unit * (10_000 // len(unit)))

    assert process_time() - began < 2
