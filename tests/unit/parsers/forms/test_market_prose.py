"""The head of a notification, one way each: reference, title, buyer and day of the market."""

from datetime import date

import pytest

from parsers.document import Document, Line
from parsers.forms.facilitator_notification import read_notification
from parsers.language.folding import fold

TODAY = date(2026, 6, 10)
AWARD = "Lot 1 : Alpilles TP, SIRET 732 829 320 00074, 420 heures, a@alpilles-tp.example"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "La Communauté de communes du Pays d'Apt Luberon a procédé le 4 juin 2026 à la notification du marché 26APT03 portant sur la réfection de la piscine Viton.",
            ("26APT03", "réfection de la piscine Viton", "Communauté de communes du Pays d'Apt Luberon", "2026-06-04"),
        ),
        (
            "Le marché 26APT03 (réfection de la piscine) passé par la CC du Pays d'Apt est notifié, date d'effet 4 juin 2026.",
            ("26APT03", "réfection de la piscine", "CC du Pays d'Apt", "2026-06-04"),
        ),
        (
            "Suite à la consultation lancée par la mairie d'Apt pour la réfection de la piscine (26APT03), notification le 04/06/2026.",
            ("26APT03", "réfection de la piscine", "mairie d'Apt", "2026-06-04"),
        ),
        (
            "Mairie d'Apt – 26APT03 – Réfection de la piscine – notifié 4/6/26",
            ("26APT03", "Réfection de la piscine", "Mairie d'Apt", "2026-06-04"),
        ),
        (
            "Notification du marché de réfection de la piscine (réf. 26APT03) de la Ville d'Apt en date du 4 juin 2026",
            ("26APT03", "réfection de la piscine", "Ville d'Apt", "2026-06-04"),
        ),
        (
            "Le bailleur Grand Delta Habitat vient de notifier le 4 juin 2026 le marché GDH-26-12 : ravalement de la résidence Vincentelo.",
            ("GDH-26-12", "ravalement de la résidence Vincentelo", "Grand Delta Habitat", "2026-06-04"),
        ),
        (
            "Marché public de travaux n°2026-014 : extension du cimetière communal. Maître d'ouvrage : commune de Saint-Saturnin-lès-Apt. Notifié aux entreprises le jeudi 4 juin 2026.",
            ("2026-014", "extension du cimetière communal", "commune de Saint-Saturnin-lès-Apt", "2026-06-04"),
        ),
        (
            "Pour le compte du Département de Vaucluse, la SPL Territoire 84 a notifié le 4 juin 2026 le marché T84-26-7 (collège de Sault).",
            ("T84-26-7", "collège de Sault", "Département de Vaucluse", "2026-06-04"),
        ),
        (
            "Le Parc naturel régional du Luberon a attribué son marché d'entretien des sentiers, référence PNRL/2026/05, notifié hier.",
            ("PNRL/2026/05", "entretien des sentiers", "Parc naturel régional du Luberon", "2026-06-09"),
        ),
        (
            "Je vous transmets les attributaires de l'opération « Restauration des remparts » (Ville d'Avignon, marché 26.AVI.118), notification en date du 04 juin 2026.",
            ("26.AVI.118", "Restauration des remparts", "Ville d'Avignon", "2026-06-04"),
        ),
        (
            "Objet : marché 2026-CH-33 – blanchissage du linge\nLe Centre hospitalier du Pays d'Apt a notifié ce marché le 4 juin.",
            ("2026-CH-33", "blanchissage du linge", "Centre hospitalier du Pays d'Apt", "2026-06-04"),
        ),
        (
            "L'Université d'Avignon m'informe de la notification, le 4 juin 2026, de son marché de gardiennage n° UAPV-2026-3.",
            ("UAPV-2026-3", "gardiennage", "Université d'Avignon", "2026-06-04"),
        ),
    ],
)
def test_a_head_tells_its_market(text, told):
    """(reference, title, buyer, notified_on), whatever their order and capitals."""
    lines = (*text.split("\n"), AWARD)
    document = Document(type="txt", blocks=tuple(Line(text=line, place="ligne") for line in lines))

    (market,) = read_notification([document], sender=("", ""), signature="", subject="", today=TODAY)

    found = (market.reference, market.title, market.buyer, market.notified_on)
    assert tuple(fold(one or "") for one in found) == tuple(fold(one) for one in told)
    assert [(one.lot, one.company.name, one.insertion_hours) for one in market.awards] == [("1", "Alpilles TP", 420)]
