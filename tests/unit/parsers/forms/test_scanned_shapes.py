"""Shapes of forms as scanners give them: what was typed stands askew, letters carry no weight, lines break anywhere."""

from __future__ import annotations

from datetime import date

from parsers.document import Cell, Document, Line, Table
from parsers.formats.layout import arrange
from parsers.formats.words import Word
from parsers.forms.liaison_form import extract

TODAY = date(2026, 11, 28)


def need_of(*blocks):
    """The only need of a recognised page."""
    (need,) = extract(Document(type="pdf", blocks=blocks, recognised=True), today=TODAY).needs
    return need


def lines(*texts):
    """Lines that were read surely."""
    return tuple(Line(text=text, place="page 1", certainty=0.99) for text in texts)


def ruled(*rows):
    """A ruled table that was read surely."""
    return Table(
        rows=tuple(
            tuple(Cell(text=text, place="page 1", row=r, column=c, certainty=0.99, box=(40 + 260 * c, 40 * r, 300 + 260 * c, 40 * r + 40)) for c, text in enumerate(row))
            for r, row in enumerate(rows)
        )
    )  # fmt: skip


def words(text, left, top, height=8.0):
    """The words of a phrase, side by side."""
    out = []
    for word in text.split(" "):
        right = left + 5.0 * len(word)
        out.append(Word(text=word, box=(left, top, right, top + height), size=height, certainty=0.98))
        left = right + 3.0
    return out


def test_an_answer_typed_a_little_higher_than_its_label_is_on_its_line():
    """Typewriters and printers do not hit the dotted line."""
    found = arrange([*words("Nature du contrat :", 43, 601), *words("CDD", 160, 596)], [], page=1)

    assert [block.text for block in found] == ["Nature du contrat :\tCDD"]


def test_two_lines_one_under_the_other_stay_two():
    """Though the letters of one reach into the other."""
    found = arrange([*words("Contrat proposé", 43, 600), *words("Intérim", 46, 606)], [], page=1)

    assert [block.text for block in found] == ["Contrat proposé", "Intérim"]


def test_numbered_labels_printed_before_their_answers_in_the_same_cell():
    """« 3.7 Expérience Non exigée »: in a picture no bold tells where the label ends."""
    need = need_of(
        ruled(
            ("2.1 Raison sociale CARRELAGES VAILLANT", "2.2 SIRET 732 829 320 00074"),
            ("2.3 Adresse 3 rue de la Vallée, 80440 Glisy", "2.4 Code NAF / effectif 4333Z / 14 salariés"),
            ("2.5 Dirigeant M. Éric Vaillant", "2.6 Personne chargée du recrutement Mme Laura\nDuponchel"),
            ("2.7 Téléphone direct 01 99 00 74 06", "2.8 Courriel l.caron@vaillant.example"),
            ("3.1 Intitulé Aide-carreleur", "3.2 Code ROME F1608"),
            ("3.3 Nombre de postes 1", "3.4 Date d'embauche 22/02/2027"),
            ("3.5 Activités principales Préparation des chapes et des colles, découpe des carreaux,\njointoiement",),
            ("3.7 Expérience Non exigée", "3.8 Formation CAP carreleur en cours ou obtenu"),
            ("4.2 Durée du contrat 3 mois", "4.3 Période d'essai 2 semaines"),
            ("4.4 Durée hebdomadaire de travail 35 heures", "4.6 Salaire brut 12,08 € de l'heure"),
        )
    )

    assert (need.company.name, need.company.siret) == ("CARRELAGES VAILLANT", "73282932000074")
    assert (need.company.phone, need.company.email) == ("+33199007406", "l.caron@vaillant.example")
    assert (need.company.contact_name or "").startswith("Mme Laura")
    assert (need.job.title, need.job.openings, need.job.start_date) == ("Aide-carreleur", 1, "2027-02-22")
    assert need.job.activities[-1] == "Jointoiement"
    assert (need.job.experience, need.job.training) == ("Non exigée", "CAP carreleur en cours ou obtenu")
    assert (need.conditions.contract_duration, need.conditions.weekly_hours) == ("P3M", 35)


def test_a_lesser_label_over_its_answer_counts_where_cells_are_set_so():
    """« Nom et prénom du correspondant » over a name, in a table whose other cells hold known labels."""
    need = need_of(
        ruled(
            ("Raison sociale\nPEINTURES VAILLANT", "N° SIRET\n732 829 320 00074"),
            ("Adresse\n24 rue Carnot, 60200 Compiègne", "Téléphone\n0199007715"),
            ("Nom et prénom du correspondant\nLEFORT Amandine", "Libellé de l'emploi\nPeintre en bâtiment"),
            ("Nature du contrat\nCDD", "Durée du contrat\n5 mois"),
            ("Salaire mensuel ou horaire brut\n12,60 € / heure", "Lieu d'exercice\nÉcole Robida"),
        )
    )

    assert need.company.contact_name == "LEFORT Amandine"
    assert (need.conditions.contract_type, need.conditions.gross_salary.min) == ("CDD", 12.6)
    assert need.conditions.workplace == "École Robida"


def test_an_item_that_reads_like_a_label_stays_in_its_list():
    """« Précision » and « Port de charges lourdes » are answers under their labels."""
    need = need_of(
        *lines(
            "Entreprise : Isolation Vaillant", "Poste : Plaquiste", "Contrat : CDD", "Durée : 6 mois", "Compétences :",
            "Précision", "Autonomie", "Exigences particulières :", "Permis B", "Port de charges lourdes",
            "Salaire brut : 12,85 € de l'heure",
        )
    )  # fmt: skip

    assert need.job.skills == ("Précision", "Autonomie")
    assert need.job.special_requirements == ("Permis B", "Port de charges lourdes")


def test_an_answer_that_breaks_off_is_for_a_person():
    """What follows a comma stands somewhere, and was not seen."""
    need = need_of(
        ruled(
            ("Entreprise :", "Blanchisserie Vaillant"),
            ("Fonction à pourvoir :", "Opérateur"),
            ("Contrat :", "CDD de 6 mois"),
            ("Description des tâches :", "tri du linge sale, chargement des machines,"),
        )
    )

    assert "job.activities" in need.to_review
    assert "answer_cut" in need.fields["job.activities"].problems


def test_a_letter_whose_lines_the_paper_broke_tells_its_need():
    """« … à compter du / 11 janvier 2027 … Le salaire / brut sera de … »."""
    need = need_of(
        *lines(
            "Dans le cadre du marché cité en objet, nous souhaitons recruter deux (2) serruriers-métalliers à compter du",
            "11 janvier 2027, en contrat à durée déterminée de 9 mois, sur la base de 35 heures par semaine. Le salaire",
            "brut sera de 2 050 euros par mois.",
            "Compétences demandées : soudure semi-automatique (MAG), lecture de plans.",
            "Lieu de travail : caserne des pompiers, Doullens.",
        )
    )

    assert (need.job.title, need.job.openings, need.job.start_date) == ("serruriers-métalliers", 2, "2027-01-11")
    assert (need.conditions.weekly_hours, need.conditions.gross_salary.min) == (35, 2050)
    assert {"job.title", "job.openings"} <= set(need.to_review)


def test_a_later_column_with_its_label_is_no_part_of_the_answer_before():
    """« Code postal ⇥ 80210 ⇥ Ville Feuquières », « Effectif ⇥ 2 ⇥ À compter du … »."""
    need = need_of(
        *lines(
            "Dénomination\tMaçonnerie Vaillant", "N° et rue\t41 rue du Moulin", "Code postal\t80210\tVille FEUQUIÈRES",
            "Emploi\tMaçon coffreur", "Effectif\t2\tÀ compter du 04/01/2027", "Exigences\tHabilitation B0,\tpermis B",
            "Type\tCDD", "Durée en mois\t4\tHeures / semaine\t37",
        )
    )  # fmt: skip

    assert need.company.address == "41 rue du Moulin, 80210 FEUQUIÈRES"
    assert need.job.start_date == "2027-01-04"
    assert need.job.special_requirements == ("Habilitation B0", "Permis B")
    assert (need.conditions.contract_duration, need.conditions.weekly_hours) == ("P4M", 37)


def test_a_short_answer_on_two_lines_of_a_picture_is_for_a_person():
    """« CAP / bois »: the word between them was perhaps not read."""
    need = need_of(
        ruled(
            ("Entreprise", "Charpentes Vaillant"), ("Poste", "Charpentier"), ("Formation", "CAP\nbois"),
            ("Contrat", "CDD"), ("Durée", "6 mois"),
        )
    )  # fmt: skip

    assert "job.training" in need.to_review
