"""What readers rehearse with is read as any form is."""

from __future__ import annotations

import pytest

from parsers.parse import understood
from parsers.rehearsal import TODAY, papers


@pytest.mark.parametrize("column", [1, 2])
@pytest.mark.parametrize(("number", "kind"), list(enumerate(("docx", "pdf", "txt"))))
def test_each_paper_is_a_form_of_its_format(number, kind, column):
    """Nothing stops a reader half way."""
    reading = understood(papers(column)[number], "essai", TODAY)

    assert reading.document is not None
    assert (reading.document.type, reading.kind, len(reading.needs)) == (kind, "liaison_form", 1)
    assert reading.needs[0].conditions.contract_duration in {"P6M", "P9M"}


@pytest.mark.parametrize("column", [1, 2])
def test_the_word_file_answers_all_that_a_form_asks(column):
    """Every kind of value is read once."""
    reading = understood(papers(column)[0], "essai", TODAY)

    assert reading.needs[0].missing == ()
    assert reading.needs[0].company.siret in {"73282932000074", "35600000000048"}
