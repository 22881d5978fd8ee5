"""Leftovers: a number that belongs to nobody we read is shown to the referent."""

from __future__ import annotations

from parsers.replies.leftovers import overlooked

LISTED = "PICQUET | Enzo | 06 39 98 18 50 | RSA\nLAMRON | Mehdi | 06 39 98 06 27 | RSA"


def test_someone_overlooked_in_a_list_is_known_by_the_telephone():
    """Each line once, as it was written."""
    doubts = overlooked(LISTED, ["+33639981850"], "")

    assert [doubt.what for doubt in doubts] == ["LAMRON | Mehdi | 06 39 98 06 27 | RSA"]
    assert overlooked(LISTED, ["+33639981850", "+33639980627"], "") == ()


def test_the_authors_own_number_is_nobodys():
    """In the signature, or where one is to call."""
    assert overlooked("Merci. Nour Haddad 03 53 01 11 20", [], "Nour Haddad\n03 53 01 11 20") == ()
    assert overlooked("Vous pouvez me joindre au 03 53 01 11 20.", [], "") == ()
