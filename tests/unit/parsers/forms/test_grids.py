"""Grids: the ways in which a table may be read, and the one that stands."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.document import Cell, Document, Line, Table
from parsers.forms.liaison_form import extract

TODAY = date(2026, 11, 24)


def needs_of(*rows, kind="docx"):
    """The needs of one table."""
    cells = tuple(
        tuple(Cell(text=text, place=f"ligne {r + 1}, colonne {c + 1}", row=r, column=c) for c, text in enumerate(row))
        for r, row in enumerate(rows)
    )
    return extract(Document(type=kind, blocks=(Table(rows=cells),)), today=TODAY).needs


def the_need(*rows, kind="docx"):
    """The only need of one table."""
    (need,) = needs_of(*rows, kind=kind)
    return need


def test_labels_in_every_other_row_answer_below():
    """Also where a word of an answer could be a label."""
    need = the_need(
        ("Nom de la boîte", "SIRET"),
        ("Fonderies de la Semoy", "732 829 320 00074"),
        ("Poste", "Combien"),
        ("Ébarbeur", "2"),
        ("Contrat", "Horaires"),
        ("Contrat d'intérim", "35h"),
    )

    assert (need.company.name, need.job.title, need.job.openings) == ("Fonderies de la Semoy", "Ébarbeur", 2)
    assert (need.conditions.contract_type, need.conditions.weekly_hours) == ("CTT", 35)


def test_an_item_with_a_comma_at_the_edge_of_its_cell_does_not_swallow_the_next():
    """On paper too: shorter items say that each begins a line; an address has none and goes on."""
    tasks = (
        "Monter des murs en parpaings",
        "Préparer le mortier",
        "Couler des dalles de béton armé, en suivant les indications du chef d'équipe",
        "Poser des coffrages",
    )
    need = the_need(
        ("Raison sociale", "Fonderies de la Semoy"),
        ("Adresse", "Zone d'activités de la Semoy, bâtiment C, 12 bis, rue du Vieux Moulin, 08800\nMonthermé"),
        ("Appellation", "Maçon"),
        ("Activités principales du poste", "\n".join(tasks)),
        kind="pdf",
    )

    assert need.job.activities == tasks
    assert need.company.address.endswith("08800 Monthermé")


def test_a_column_of_groups_leaves_the_labels_their_place():
    """« Entreprise | Nom | … »: the first column only says of what the rows are."""
    need = the_need(
        ("Entreprise", "Raison sociale", "Charente Couverture"),
        ("", "N° SIRET", "732 829 320 00074"),
        ("Poste", "Emploi visé", "Couvreur"),
        ("", "Nombre", "1"),
        ("Conditions", "Nature", "CDD"),
        ("", "Durée", "8 mois"),
    )

    assert (need.company.name, need.job.title) == ("Charente Couverture", "Couvreur")
    assert (need.conditions.contract_type, need.conditions.contract_duration) == ("CDD", "P8M")


def test_a_cell_of_no_list_among_labels_is_no_part_of_the_answer_before():
    """« Nombre d'offres » stands where labels stand: the title ends before it."""
    need = the_need(
        ("Employeur", "Artois Menuiserie", "Siret", "732 829 320 00074"),
        ("Métier", "Menuisier poseur", "Nombre d'offres", "2"),
        ("Contrat", "CDD", "Durée", "6 mois"),
        ("Salaire", "1 920 € brut par mois", "Lieu", "Arras"),
    )

    assert need.job.title == "Menuisier poseur"
    assert need.job.openings == 2
    assert "job.openings" in need.to_review


def test_a_label_over_its_answer_in_one_cell_is_a_pair():
    """Cell by cell, with a colon at the end of the label."""
    need = the_need(
        ("Dénomination sociale :\nNormandie Voirie", "N° SIRET :\n732 829 320 00074"),
        ("Désignation de l'emploi :\nManœuvre voirie", "Quantité :\n2"),
        ("Forme du contrat :\nCDD", "Durée hebdomadaire :\n35 h"),
    )

    assert (need.company.name, need.job.title, need.job.openings) == ("Normandie Voirie", "Manœuvre voirie", 2)
    assert need.conditions.contract_type == "CDD"


WORDS = st.lists(
    st.sampled_from(
        [
            "Poste",
            "SIRET :",
            "Nom",
            "2",
            "CDD",
            "35 h",
            "☒",
            "☐",
            "Contact – tél",
            "1)",
            "•",
            "(ex. :",
            "…",
            "",
            "\n",
            "12 €/h",
            "Où ?",
            "à compter du",
            "732 829 320 00074",
        ]
    ),
    max_size=5,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=8), st.lists(WORDS, max_size=8))
def test_any_paper_is_read_without_a_fault(rows, texts):
    """Whatever stands in its cells and lines, a form gives needs or none, each value with its raw text."""
    cells = tuple(
        tuple(Cell(text=text, place="cellule", row=r, column=c) for c, text in enumerate(row))
        for r, row in enumerate(rows)
    )
    lines = tuple(Line(text=text, place=f"ligne {n}") for n, text in enumerate(texts, 1))
    found = extract(Document(type="docx", blocks=(*lines, Table(rows=cells), *lines)), today=TODAY)

    assert all(value.raw for need in found.needs for value in need.fields.values())


def test_the_sum_under_several_jobs_is_no_job():
    """« Total »: what it counts is counted already."""
    cells = tuple(
        tuple(Cell(text=text, place=f"ligne {r + 1}", row=r, column=c) for c, text in enumerate(row))
        for r, row in enumerate(
            (
                ("N°", "Fonction", "Postes", "Contrat", "Lieu"),
                ("1", "Vitrier", "2", "CDI", "Aire"),
                ("2", "Agent d'accueil", "3", "CDD", "Lille"),
                ("", "Total", "5", "", ""),
            )
        )
    )

    needs = extract(Document(type="docx", blocks=(Table(rows=cells),)), today=TODAY).needs

    assert [need.job.title for need in needs] == ["Vitrier", "Agent d'accueil"]


def test_a_label_over_its_answer_in_a_wide_cell_is_no_line_that_the_paper_broke():
    """« Date d'embauche prévue » and « S12 » below it would have had room side by side."""
    rows = (
        ("Intitulé du poste\nPoseur de menuiseries", "Nombre de postes\nquatre (4)"),
        ("Date d'embauche prévue\nS12", "Expérience exigée\n6 mois dans le bâtiment"),
        ("Niveau de formation\nCAP menuisier poseur", ""),
    )
    cells = tuple(
        tuple(
            Cell(text=text, place="page 1", row=r, column=c, box=(60 + 240 * c, 100 + 40 * r, 300 + 240 * c, 140 + 40 * r))
            for c, text in enumerate(row)
        )
        for r, row in enumerate(rows)
    )  # fmt: skip
    (need,) = extract(Document(type="pdf", blocks=(Table(rows=cells),)), today=TODAY).needs

    assert (need.job.openings, need.job.start_date) == (4, "2027-03-22")
    assert (need.job.experience, need.job.training) == ("6 mois dans le bâtiment", "CAP menuisier poseur")


def test_of_two_firms_side_by_side_the_head_tells_the_company():
    """« Entreprise titulaire | ETTI »: the interim firm's SIRET is not the company's."""
    (need,) = needs_of(
        ("", "Entreprise titulaire du marché", "Entreprise de travail temporaire (ETTI)"),
        ("Dénomination", "Couverture Vaillant", "Relais Intérim"),
        ("SIRET", "732 829 320 00074", "356 000 000 00048"),
        ("Adresse", "27 route de Rouen, 80480 Salouël", "8 place Vogel, 80000 Amiens"),
        ("Poste", "Aide-couvreur", ""),
        ("Contrat", "CTT", ""),
        ("Durée", "14 semaines", ""),
    )

    assert (need.company.name, need.company.siret) == ("Couverture Vaillant", "73282932000074")
    assert need.company.address == "27 route de Rouen, 80480 Salouël"


def test_of_two_firms_that_no_head_tells_apart_the_first_is_for_a_person():
    """Somebody must say which of them recruits."""
    (need,) = needs_of(
        ("Dénomination", "Couverture Vaillant", "Relais Intérim"),
        ("SIRET", "732 829 320 00074", "356 000 000 00048"),
        ("Adresse", "27 route de Rouen, 80480 Salouël", "8 place Vogel, 80000 Amiens"),
        ("Poste", "Aide-couvreur", ""),
        ("Contrat", "CTT", ""),
        ("Durée", "14 semaines", ""),
    )

    assert {"company.name", "company.siret", "company.address"} <= set(need.to_review)


def test_the_same_again_is_what_the_row_above_said():
    """« idem » in a row of jobs."""
    first, second = needs_of(
        ("Entreprise", "SIRET", "Poste", "Nb", "Date début", "Contrat", "Durée", "Lieu"),
        (
            "Terrassements Vaillant",
            "732 829 320 00074",
            "Conducteur d'engins",
            "1",
            "11/01/2027",
            "CDD",
            "6 mois",
            "Poix",
        ),
        ("idem", "idem", "Manœuvre TP", "2", "idem", "CTT", "3 mois", "idem"),
    )

    assert second.company == first.company
    assert (second.job.start_date, second.conditions.workplace) == ("2027-01-11", "Poix")
    assert (second.job.title, second.conditions.contract_type) == ("Manœuvre TP", "CTT")


def test_panels_of_running_text_side_by_side_are_read_one_after_the_other():
    """The facilitator's telephone beside the company's box is not the company's."""
    (need,) = needs_of(
        ("Maison de l'emploi", "Entreprise"),
        ("Facilitatrice : Nora Petit", "Nom : Réseaux Vaillant"),
        ("Téléphone : 01 99 00 41 15", "SIRET : 73282932000074"),
        ("Mail : n.petit@mde-", "Adresse : Rue du Vélodrome, 80330"),
        ("valdesomme.example", "Cagny"),
        ("Adresse : 2 rue Robert, 80000 Amiens", "Contact : Olivier Caron"),
        ("Poste", "Conditions"),
        ("Intitulé : Canalisateur", "Contrat : CDD"),
        ("Nombre : 3", "Durée : 6 mois"),
        ("Date : 01/02/2027", "Temps de travail : 35 h"),
        ("Activités : Ouverture de tranchées ; pose", "Salaire : 12,31 € de l'heure"),
        ("de tuyaux ; remblaiement", "Lieu : Amiens"),
    )

    assert (need.company.name, need.company.contact_name) == ("Réseaux Vaillant", "Olivier Caron")
    assert need.company.phone is None
    assert (need.job.title, need.conditions.contract_type) == ("Canalisateur", "CDD")
    assert need.conditions.workplace == "Amiens"


def test_a_survey_s_row_of_questions_is_answered_by_the_row_under_it():
    """Though an answer reads like a label, and the first column is of no list."""
    need = the_need(
        ("Horodateur", "Quelle est votre entreprise ?", "Numéro SIRET", "Poste recherché", "Combien ?", "Exigences",
         "Type de contrat", "Durée du contrat (mois)", "Lieu de travail"),
        ("26/11/2026 09:14:51", "Transports Vaillant", "73282932000074", "Manutentionnaire", "5", "CACES 1 apprécié",
         "Intérim", "3", "Plateforme de Reims"),
    )  # fmt: skip

    assert (need.company.name, need.company.siret) == ("Transports Vaillant", "73282932000074")
    assert (need.job.title, need.job.openings) == ("Manutentionnaire", 5)
    assert need.job.special_requirements == ("CACES 1 apprécié",)


def test_a_column_of_examples_answers_nothing():
    """A blank form with its examples beside the cells to fill is blank."""
    assert not needs_of(
        ("Entreprise", "", "Ex : Bâti Services"),
        ("SIRET", "", "14 chiffres"),
        ("Métier", "", "Ex : peintre"),
        ("Date de début", "", "jj/mm/aaaa"),
        ("Durée", "", "Ex : 6 mois"),
        ("Heures par semaine", "", "Ex : 35"),
        ("Lieu", "", "Adresse du chantier"),
    )


def test_a_profile_that_names_a_job_is_perhaps_the_title():
    """« Profil recherché : Opérateur » beside a label for skills, where no other names the job; for a person."""
    need = the_need(
        ("Titulaire", "Bocage Vaillant"),
        ("Profil recherché", "Opérateur désamiantage"),
        ("Nombre de postes", "3"),
        ("Savoir-faire", "Respect strict des procédures"),
        ("Contrat", "CDI de chantier"),
        ("Durée", "10 mois"),
    )

    assert (need.job.title, need.job.skills) == ("Opérateur désamiantage", ("Respect strict des procédures",))
    assert "job.title" in need.to_review
