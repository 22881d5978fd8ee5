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
        ("Je suis absent jusqu'au 15 juin inclus.", date(2026, 6, 15)),
        ("De retour au bureau lundi 22 juin.", date(2026, 6, 21)),
        ("Je serai absente jusqu'à la fin du mois", date(2026, 6, 30)),
        ("absent jusqu'à fin juillet", date(2026, 7, 31)),
        ("Réouverture le lundi 24 août 2026", date(2026, 8, 23)),
        ("Je suis en formation les 8 et 9 juin", date(2026, 6, 9)),
        ("absente toute la semaine", date(2026, 6, 14)),
        ("En congés cette semaine, de retour lundi", date(2026, 6, 14)),
        ("Je suis absent, retour le 15", date(2026, 6, 14)),
        ("absent jusqu'au 15", date(2026, 6, 15)),
        ("Je suis absent le lundi 8 juin.", date(2026, 6, 8)),
        ("Je serai absente les lundi 8 et mardi 9 juin 2026", date(2026, 6, 9)),
        ("du 8 juin 2026 12h00 au 15 juin 2026 8h30", date(2026, 6, 15)),
        ("out of office from 8 June to 19 June", date(2026, 6, 19)),
        ("I'll be back in the office on 22/06/2026", date(2026, 6, 21)),
        ("returning 22nd June", date(2026, 6, 21)),
        ("Back July 1.", date(2026, 6, 30)),
        ("will not return until 15/06/2026", date(2026, 6, 14)),
        ("Ich bin bis zum 15.06.2026 nicht im Büro", date(2026, 6, 15)),
        ("Ich bin ab 15. Juni wieder erreichbar", date(2026, 6, 14)),
        ("vom 8. Juni bis 19. Juni im Urlaub", date(2026, 6, 19)),
        ("Ich bin am 22.06. wieder im Büro", date(2026, 6, 21)),
        ("Estoy fuera de la oficina hasta el 15 de junio", date(2026, 6, 15)),
        ("Regreso el 22 de junio de 2026", date(2026, 6, 21)),
        ("Sono fuori ufficio fino al 15 giugno", date(2026, 6, 15)),
        ("Rientro il 22 giugno", date(2026, 6, 21)),
        ("Ik ben afwezig tot en met 15 juni", date(2026, 6, 15)),
        ("Ik ben terug op 22 juni", date(2026, 6, 21)),
        ("Estou ausente até 15 de junho", date(2026, 6, 15)),
        ("Regresso a 22 de junho", date(2026, 6, 21)),
        ("Votre message du 5 juin a bien été reçu. Je suis absent jusqu'au 19 juin.", date(2026, 6, 19)),
        ("Merci de contacter Mme Petit au 03 53 01 12 06.", None),
        ("En cas d'urgence, joignez le 06 39 98 12 12. Je suis absent du 8 au 12 juin.", date(2026, 6, 12)),
        ("Je quitte la structure le 30 juin", None),
        ("Je suis en congé jusqu'au 14 juin et serai disponible dès le 15 juin", date(2026, 6, 14)),
        ("Absent - Retour 22/06/2026", date(2026, 6, 21)),
        ("Je reviens le 20 juin", date(2026, 6, 19)),
        ("je serai présent de nouveau le 20 juin", date(2026, 6, 19)),
        ("Je suis absente tous les mercredis.", None),
        ("Je travaille du lundi au jeudi", None),
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
