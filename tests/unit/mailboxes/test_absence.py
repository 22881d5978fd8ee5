"""The last day of absence that an automatic reply announces."""

from __future__ import annotations

from datetime import date

import pytest

from mailboxes.absence import last_day

MONDAY = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Absent jusqu'au 22 juin, merci de contacter l'accueil.", date(2026, 6, 22)),
        ("Je suis absente jusqu’au vendredi 12 juin inclus.", date(2026, 6, 12)),
        ("Je serai absent du 8 au 19 juin 2026.", date(2026, 6, 19)),
        ("Absente du lundi 8 juin au mercredi 1er juillet inclus", date(2026, 7, 1)),
        ("En congés du 08/06 au 22/06, je traiterai vos mails à mon retour.", date(2026, 6, 22)),
        ("Je suis en congé jusqu'au 26/06/2026 au soir.", date(2026, 6, 26)),
        ("Congés du 08.06.2026 au 20.06.2026", date(2026, 6, 20)),
        ("De retour le lundi 22 juin.", date(2026, 6, 21)),
        ("Je serai de retour au bureau le 15/06.", date(2026, 6, 14)),
        ("Mon retour est prévu le mardi 23 juin 2026.", date(2026, 6, 22)),
        ("Je reprends le travail le 1er septembre.", date(2026, 8, 31)),
        ("Je ne serai joignable qu'à partir du 18 juin.", date(2026, 6, 17)),
        ("Je vous répondrai à mon retour, à compter du 29 juin.", date(2026, 6, 28)),
        ("Absente, retour lundi.", date(2026, 6, 14)),
        ("Absent jusqu'à jeudi.", date(2026, 6, 11)),
        ("Je suis en formation toute la journée.", MONDAY),
        ("I am out of the office until June 22nd.", date(2026, 6, 22)),
        ("I'll be back on Monday 15 June.", date(2026, 6, 14)),
        ("I will return to the office on 07/07/2026.", date(2026, 7, 6)),
        ("Notre association est fermée jusqu'au 4 janvier", date(2027, 1, 4)),
        ("Je suis absente, merci de contacter le 01 99 00 31 00.", None),
        ("Appelez-nous au 01 99 00 31 00 ou au 06 39 98 00 01.", None),
        ("Absent jusqu'au 31 juin", None),
    ],
)
def test_the_last_day_is_found(text, expected):
    """As people write it, the year from the mail's own date."""
    written = date(2026, 12, 22) if "janvier" in text else MONDAY

    assert last_day(text, written) == expected


def test_without_a_date_only_a_full_date_is_believed():
    """A mail without Date cannot lend its year."""
    assert last_day("jusqu'au 22 juin", None) is None
    assert last_day("jusqu'au 22 juin 2026", None) == date(2026, 6, 22)
