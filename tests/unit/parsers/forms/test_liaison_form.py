"""Liaison forms of every shape, from the document model to needs."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.document import Cell, Document, FormField, Line, Table
from parsers.forms.liaison_form import extract, score
from parsers.reading import Salary

TODAY = date(2026, 11, 24)
SIRET = "73282932000074"
ANSWERS = {
    "Raison sociale": "Scop Bâti-Thiérache", "Siret": "732 829 320 00074", "Adresse": "2 quai Bélu\n80000 Amiens", "Personne à joindre": "Mme Solène WATTEL, gérante", "Téléphone et mail": "01 99 00 12 34 / S.Wattel@thierache.example",
    "Appellation": "Maçon (H/F)", "Nombre de postes à pourvoir": "2", "Date du recrutement": "15/03/2027", "Activités principales du poste": "• Coffrage\n• Montage de murets", "Compétences requises": "Rigueur, lecture de plans",
    "Expérience professionnelle souhaitée": "Débutant accepté", "Formation": "CAP maçon", "Exigences particulières (permis, habilitation, etc.)": "Permis B ; travail en hauteur",
    "Type et durée du contrat": "CDD de 6 mois", "Durée hebdomadaire": "35 h", "Salaire brut": "12,60 €/h", "Lieu de travail": "Lycée Gand, Amiens",
}  # fmt: skip


def cell(text, row, column, **more):
    """A cell with its place."""
    return Cell(text=text, place=f"tableau 1, ligne {row + 1}, colonne {column + 1}", row=row, column=column, **more)


def table(*rows):
    """A table of texts."""
    return Table(rows=tuple(tuple(cell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(rows)))


def lines(*texts, kind="docx", **more):
    """A document of lines."""
    return Document(
        type=kind, blocks=tuple(Line(text=text, place=f"ligne {n}") for n, text in enumerate(texts, 1)), **more
    )


def needs(*blocks, kind="docx", **more):
    """The needs of a document."""
    return extract(Document(type=kind, blocks=blocks, **more), today=TODAY).needs


def the_need(found):
    """The only need, which must say all that ANSWERS say."""
    (need,) = found
    assert need.company.name == "Scop Bâti-Thiérache"
    assert need.company.siret == SIRET
    assert need.company.address == "2 quai Bélu, 80000 Amiens"
    assert need.company.contact_name == "Mme Solène WATTEL"
    assert need.company.phone == "+33199001234"
    assert need.company.email == "s.wattel@thierache.example"
    assert (need.job.title, need.job.openings, need.job.start_date) == ("Maçon (H/F)", 2, "2027-03-15")
    assert need.job.activities == ("Coffrage", "Montage de murets")
    assert need.job.skills == ("Rigueur", "Lecture de plans")
    assert (need.job.experience, need.job.training) == ("Débutant accepté", "CAP maçon")
    assert need.job.special_requirements == ("Permis B", "Travail en hauteur")
    assert (need.conditions.contract_type, need.conditions.contract_duration) == ("CDD", "P6M")
    assert (need.conditions.weekly_hours, need.conditions.gross_salary) == (
        35,
        Salary(min=12.6, max=12.6, period="hour"),
    )
    assert need.conditions.workplace == "Lycée Gand, Amiens"
    assert (need.missing, need.to_review) == ((), ())
    return need


def test_a_table_of_two_columns():
    """Label and value, each with the place where a person finds it."""
    need = the_need(needs(table(*ANSWERS.items())))

    assert need.fields["company.siret"].source == "tableau 1, ligne 2, colonne 2"
    assert need.fields["company.siret"].raw == "732 829 320 00074"
    assert need.fields["company.siret"].confidence >= 0.9


def test_a_table_of_four_columns():
    """Label and value twice a row."""
    pairs = list(ANSWERS.items())
    rows = [
        (*pairs[index], *(pairs[index + 1] if index + 1 < len(pairs) else ("", "")))
        for index in range(0, len(pairs), 2)
    ]

    the_need(needs(table(*rows)))


def test_labels_over_values():
    """A row of labels, a row of values."""
    pairs = list(ANSWERS.items())
    blocks = []
    for index in range(0, len(pairs), 3):
        part = pairs[index : index + 3]
        blocks.append(table(tuple(label for label, _ in part), tuple(value for _, value in part)))

    the_need(needs(*blocks))


def test_labels_and_values_in_one_cell():
    """The label on the first line of a cell, the value under it."""
    the_need(needs(table(*[(f"{label}\n{value}",) for label, value in ANSWERS.items()])))


def test_paragraphs_with_a_colon():
    """« Label : value », lists on the lines below."""
    texts = [line for label, value in ANSWERS.items() for line in f"{label} : {value}".split("\n")]

    the_need(extract(lines(*texts), today=TODAY).needs)


def test_labels_on_their_own_line():
    """The answer on the lines below."""
    texts = [line for label, value in ANSWERS.items() for line in (label, *value.split("\n"))]

    the_need(extract(lines(*texts), today=TODAY).needs)


def test_a_mail_answered_inside_the_quoted_form():
    """Answers stand unquoted under the quoted labels; the referent's signature is not the company's."""
    texts = ["Bonjour,", "> Merci de compléter :"]
    for label, value in ANSWERS.items():
        texts += [f"> {label} :", *value.split("\n")]
    texts += ["> Cordialement", "> Claire Morel", "> Tél : 03 65 91 00 10", "> claire.morel@agence.example"]

    the_need(extract(lines(*texts, kind="txt"), today=TODAY).needs)


def test_controls_with_our_own_names_are_read_directly():
    """No label is needed; the confidence says so, and the form's reference comes along."""
    control = FormField(name="job.title", label="", kind="text", value="Couvreur", place="champ")
    other = FormField(name="company.siret", label="", kind="text", value=SIRET, place="champ")
    reading = extract(
        Document(type="docx", fields=(control, other), properties={"liaison_reference": "F-3K7Q-0042"}), today=TODAY
    )

    assert reading.form_reference == "F-3K7Q-0042"
    assert reading.needs[0].job.title == "Couvreur"
    assert reading.needs[0].fields["company.siret"].confidence >= 0.98


def test_a_control_without_a_name_is_known_by_the_print_beside_it():
    """« Texte12 » says nothing, the label to its left does."""
    printed = Line(text="Appellation", place="page 1", box=(40, 100, 120, 112))
    control = FormField(
        name="Texte12", label="", kind="text", value="Couvreur", place="page 1", box=(200, 98, 500, 114)
    )

    assert needs(printed, kind="pdf", fields=(control,))[0].job.title == "Couvreur"


def test_a_printed_reference_is_found():
    """Where the property was lost, the print remains."""
    assert extract(lines("Fiche de liaison – Réf. F-3K7Q-0042"), today=TODAY).form_reference == "F-3K7Q-0042"


# --- several jobs ---


def test_one_job_a_column():
    """The company is said once."""
    found = needs(
        table(
            ("", "Poste 1", "Poste 2"), ("Raison sociale", "Ets Pruvost", ""), ("Appellation", "Maçon", "Peintre"), ("Nombre de postes", "1", "2"), ("Date d'embauche", "15/03/2027", "idem"), ("Type de contrat", "CDI", "CDD"), ("Durée du contrat", "", "6 mois")
        )
    )  # fmt: skip

    assert [need.job.title for need in found] == ["Maçon", "Peintre"]
    assert [need.company.name for need in found] == ["Ets Pruvost", "Ets Pruvost"]
    assert [need.job.start_date for need in found] == ["2027-03-15", "2027-03-15"]
    assert [need.conditions.contract_duration for need in found] == [None, "P6M"]


def test_one_job_a_row():
    """A sheet with a head and a row for each job."""
    found = needs(
        table(
            ("Raison sociale", "Intitulé du poste", "Nombre de postes", "Lieu de travail"),
            ("Ets Pruvost", "Maçon", "1", "Albert"),
            ("Ets Pruvost", "Peintre", "2", "Douai"),
        )
    )

    assert [(need.job.title, need.job.openings, need.conditions.workplace) for need in found] == [
        ("Maçon", 1, "Albert"),
        ("Peintre", 2, "Douai"),
    ]


def test_one_block_a_job():
    """« Poste n° 2 » begins another; what is asked only once holds for all, a block left blank is none."""
    found = extract(
        lines("Raison sociale : Ets Pruvost", "Poste n° 1", "Appellation : Maçon", "Nombre de postes : 1", "Type de contrat : CDI", "Poste n° 2", "Appellation : Peintre", "Nombre de postes : 2", "Type de contrat : CDD", "Poste n° 3", "Appellation :", "Nombre de postes :", "Type de contrat :", "Lieu de travail : Albert"),
        today=TODAY,
    ).needs  # fmt: skip

    assert [(need.company.name, need.job.title, need.job.openings) for need in found] == [
        ("Ets Pruvost", "Maçon", 1),
        ("Ets Pruvost", "Peintre", 2),
    ]
    assert {need.conditions.workplace for need in found} == {"Albert"}


# --- what does not concern us ---


def test_other_people_s_sections_do_not_leak():
    """Buyer, tutor, facilitator: names, numbers and addresses of others."""
    (need,) = extract(
        lines("Raison sociale : Ets Pruvost", "Appellation : Maçon", "Type de contrat : CDI", "Marché concerné :", "Adresse : 1 place de la Mairie, 80000 Amiens", "Contact : Mme Farcy", "Tuteur : M. Glacet", "Téléphone : 01 99 00 55 55", "Dossier suivi par : P. Noiret", "Adresse mail : p.noiret@service.example"),
        today=TODAY,
    ).needs  # fmt: skip

    assert (need.company.address, need.company.contact_name, need.company.phone, need.company.email) == (
        None,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("filled", [{}, {"Raison sociale": "Ets Pruvost", "Siret": SIRET, "Lieu de travail": "Albert"}])
def test_an_unfilled_form_has_no_need(filled):
    """Also when we had filled in what we knew."""
    document = Document(type="docx", blocks=(table(*[(label, filled.get(label, "")) for label in ANSWERS]),))

    assert score(document) >= 0.5
    assert extract(document, today=TODAY).needs == ()


def test_dots_placeholders_and_units_are_blank():
    """What is printed where an answer goes is no answer."""
    (need,) = extract(
        lines(
            "Appellation : Maçon",
            "Type de contrat : CDI",
            "Raison sociale : ..........",
            "Salaire brut : ……… € / heure",
            "Durée hebdomadaire : ____ h",
            "Date du recrutement : jj/mm/aaaa",
            "Formation : Cliquez ici pour entrer du texte",
        ),
        today=TODAY,
    ).needs

    assert (
        need.company.name,
        need.conditions.gross_salary,
        need.conditions.weekly_hours,
        need.job.start_date,
        need.job.training,
    ) == (None,) * 5
    assert {"company.name", "conditions.gross_salary", "job.training"} <= set(need.missing)


# --- doubt ---


def test_what_is_missing_is_told():
    """Required fields, and those asked for and left blank; « néant » is an answer, and one way to reach the company will do."""
    (need,) = needs(
        table(
            ("Raison sociale", "Ets Pruvost"),
            ("Téléphone", "01 99 00 12 34"),
            ("Mail", "/"),
            ("Appellation", "Maçon"),
            ("Formation", ""),
            ("Expérience", "néant"),
            ("Type de contrat", "CDI"),
            ("Durée du contrat", ""),
        )
    )

    assert set(need.missing) == {
        "company.siret",
        "job.openings",
        "job.start_date",
        "job.training",
        "conditions.weekly_hours",
        "conditions.gross_salary",
        "conditions.workplace",
    }


def test_without_mail_and_telephone_both_are_missing():
    """Either would do."""
    (need,) = needs(
        table(
            ("Raison sociale", "Ets Pruvost"), ("Appellation", "Maçon"), ("Type de contrat", "CDI"), ("Salaire", "SMIC")
        )
    )

    assert {"company.email", "company.phone"} <= set(need.missing)


@pytest.mark.parametrize(
    ("changed", "path", "problem"),
    [
        ({"Type et durée du contrat": "CDI 6 mois"}, "conditions.contract_duration", "cdi_with_duration"),
        ({"Salaire brut": "9,50 €/h"}, "conditions.gross_salary", "salary_below_smic"),
        ({"Salaire brut": "1 500 € brut mensuel"}, "conditions.gross_salary", "salary_below_smic"),
        ({"Durée hebdomadaire": "151,67"}, "conditions.weekly_hours", "hours_monthly"),
        ({"Durée hebdomadaire": "50 h"}, "conditions.weekly_hours", "hours_over_48"),
        ({"Date du recrutement": "15/03/2025"}, "job.start_date", "date_past"),
        ({"Siret": "732 829 320 00075"}, "company.siret", "siret_key_wrong"),
        ({"Compétences requises": "Homme de moins de 30 ans"}, "job.skills", "unlawful:age"),
        ({"Appellation": "Jeune femme de ménage, bonne présentation exigée"}, "job.title", "unlawful:appearance"),
    ],
)  # fmt: skip
def test_contradictions_and_forbidden_words_are_shown(changed, path, problem):
    """Each in the field that it concerns, and to review."""
    (need,) = needs(table(*{**ANSWERS, **changed}.items()))

    assert path in need.to_review
    assert any(code == problem or code.startswith(f"{problem}:") for code in need.fields[path].problems)
    assert need.fields[path].confidence < 0.9


@pytest.mark.parametrize("contract", ["Apprentissage, 24 mois", "Contrat pro de 12 mois"])
def test_trainees_may_be_paid_less(contract):
    """The minimum wage does not hold for them."""
    (need,) = needs(
        table(*{**ANSWERS, "Type et durée du contrat": contract, "Salaire brut": "1 100 € brut mensuel"}.items())
    )

    assert "conditions.gross_salary" not in need.to_review


@pytest.mark.parametrize(
    "lawful",
    ["Permis B ; aptitude médicale au travail en hauteur", "Poste ouvert aux femmes et aux hommes", "Taille de haies"],
)
def test_lawful_words_pass(lawful):
    """A licence, a fitness that a rule asks for, equal treatment."""
    (need,) = needs(table(*{**ANSWERS, "Exigences particulières (permis, habilitation, etc.)": lawful}.items()))

    assert "job.special_requirements" not in need.to_review


def test_two_different_answers_to_one_question_are_shown():
    """Nobody knows which holds."""
    (need,) = extract(
        lines("Appellation : Maçon", "Type de contrat : CDI", "Salaire brut : 12,50 €/h", "Salaire brut : 14,00 €/h"),
        today=TODAY,
    ).needs

    assert "conditions.gross_salary" in need.to_review


def test_a_lone_figure_in_a_picture_is_for_a_person():
    """Recognition takes 3 for 8 and is sure of it."""
    blocks = tuple(
        Line(text=text, place="page 1", certainty=0.97)
        for text in ("Appellation : Maçon", "Nombre de postes : 3", "Type de contrat : CDI")
    )
    (need,) = needs(*blocks, kind="png", recognised=True)

    assert (need.job.openings, "job.openings" in need.to_review) == (3, True)


# --- what is a form ---


def test_an_invoice_is_no_form():
    """Though it names a company, its SIRET and a worksite."""
    assert (
        score(
            lines(
                "FACTURE N° 12",
                "Entreprise : Ets Pruvost",
                "SIRET : 732 829 320 00074",
                "Adresse : 2 quai Bélu",
                "Chantier : école",
                "Total HT : 400 €",
                "TVA 20 % : 80 €",
            )
        )
        < 0.5
    )


def test_a_list_of_candidates_is_no_form():
    """Though it asks for names, numbers and jobs."""
    assert (
        score(
            Document(
                type="xlsx",
                blocks=(
                    table(
                        ("Nom", "Prénom", "Téléphone", "Mail", "Poste visé", "Date de naissance"),
                        ("SOW", "Awa", "06 39 98 44 10", "a@x.example", "Maçon", "04/05/1994"),
                    ),
                ),
            )
        )
        < 0.5
    )


def test_a_job_sheet_of_a_company_is_a_form():
    """It does not look like ours, and says what ours asks."""
    assert (
        score(
            lines(
                "FICHE DE POSTE",
                "Intitulé : Maçon",
                "Missions :",
                "- coffrage",
                "Contrat : CDD 6 mois",
                "Salaire : 12,60 €/h",
                "Lieu : Albert",
            )
        )
        >= 0.5
    )


def test_a_word_that_a_person_adds_is_read():
    """A synonym in the configuration is enough."""
    extra = {"labels": {"fields": {"job.title": ["gagne-pain"]}}}
    document = lines("Gagne-pain : Maçon", "Type de contrat : CDI", "Lieu de travail : Albert")

    assert extract(document, today=TODAY).needs[0].job.title is None
    assert extract(document, today=TODAY, vocabulary=extra).needs[0].job.title == "Maçon"


def test_a_workplace_to_be_defined_is_none():
    """« À définir » is kept as written, for a person; it is no place."""
    from parsers.formats import read

    text = (
        "Raison sociale : Bâti-Nord\nSiret : 732 829 320 00074\nAppellation : Maçon\nNombre de postes à pourvoir : 2\n"
        "Date du recrutement : 05/05/2027\nType de contrat : CDI\nDurée hebdomadaire : 35 h\nSalaire brut : 1 900 € par mois\n"
        "Lieu de travail : à définir\n"
    )
    need = extract(read("f.txt", text.encode()), today=date(2026, 6, 2)).needs[0]

    assert need.conditions.workplace is None
    assert "conditions.workplace" in need.to_review
    assert need.fields["conditions.workplace"].raw == "à définir"


FORM = {
    "Raison sociale": "Bâti-Nord", "Siret": "732 829 320 00074", "Adresse": "3 rue du Port, 80100 Abbeville",
    "Personne à joindre": "Mme Nadia Roy", "Téléphone": "01 99 00 12 34", "Mail": "contact@bati-nord.example",
    "Appellation": "Maçon", "Nombre de postes à pourvoir": "2", "Date du recrutement": "05/05/2027",
    "Activités principales du poste": "montage de murs", "Type de contrat": "CDD", "Durée du contrat": "5 mois",
    "Durée hebdomadaire": "35 h", "Salaire brut": "13 € de l'heure", "Lieu de travail": "Amiens",
}  # fmt: skip


def _filled(**answers):
    """The need of a form in which some answers are others; a key is the label's first word, in lower case."""
    from parsers.formats import read

    rows = {label: answers.get(label.split()[0].lower(), value) for label, value in FORM.items()}
    text = "\n".join(f"{label} : {value}" for label, value in rows.items())
    return extract(read("f.txt", text.encode()), today=date(2026, 11, 24)).needs[0]


@pytest.mark.parametrize(
    "written",
    ["à définir", "à préciser", "selon chantier", "à voir", "en cours", "À définir ensemble", "voir annexe", "selon les marchés",
     "pas encore défini", "à confirmer ultérieurement", "en attente"],
)  # fmt: skip
def test_what_is_still_to_be_said_is_no_answer(written):
    """The words are kept for a person; they are neither a place nor a title."""
    need = _filled(lieu=written, appellation=written)

    assert (need.conditions.workplace, need.job.title) == (None, None)
    assert {"conditions.workplace", "job.title"} <= {*need.to_review}


@pytest.mark.parametrize(
    "written",
    ["Bâti-Nord – SIRET 732 829 320 00074", "Bâti-Nord (n° Siret : 73282932000074)", "Bâti-Nord, 732 829 320 00074"],
)
def test_a_name_is_freed_of_the_number_beside_it(written):
    """The name stands alone; its number serves where none is given elsewhere."""
    need = _filled(raison=written, siret="")

    assert (need.company.name, need.company.siret) == ("Bâti-Nord", "73282932000074")


@pytest.mark.parametrize(("written", "value"), [("☐ 1 ☐ 2 ☐ 3 ☒ 5", 5), ("( ) 1 (X) 2 ( ) 3 et plus", 2)])
def test_of_numbers_to_tick_the_ticked_one_counts(written, value):
    """A ticked number is a number; those beside it are print."""
    need = _filled(nombre=written)

    assert need.job.openings == value
    assert "job.openings" not in need.to_review


def test_of_hours_to_tick_the_ticked_ones_count():
    """« ☐ 20h ☒ 35h » is 35."""
    from parsers.forms.typed import Setting, typed
    from parsers.vocabulary import usual

    found = typed("conditions.weekly_hours", "☐ 20h ☐ 30h ☒ 35h", Setting(today=date(2026, 11, 24), vocabulary=usual()))

    assert (found.value, found.review) == (35, False)


def test_an_answer_that_could_be_a_question_is_kept_beside_its_label():
    """« Exigences ⇥ Horaires décalés », and more of them below: none is lost."""
    texts = [
        "Raison sociale\tX SARL",
        "Intitulé du poste\tCouvreur",
        "Exigences liées au poste\tHoraires décalés (5h-13h)",
        "Travail en extérieur par tous temps",
        "Lieu de travail\tAmiens",
    ]
    blocks = tuple(
        Line(text=text, place="page 1", box=(50, 100 + 20 * row, 400, 112 + 20 * row)) for row, text in enumerate(texts)
    )
    (need,) = extract(Document(type="pdf", blocks=blocks), today=TODAY).needs

    assert need.job.special_requirements == ("Horaires décalés (5h-13h)", "Travail en extérieur par tous temps")


def test_among_labels_behind_bullets_an_unknown_one_ends_the_answer_before():
    """« * Moi = Anne Roy » is no part of the address."""
    lines = (
        "* Entreprise = Lys Propreté",
        "* Adresse = digue nord, 62120 Aire",
        "* Moi = Anne Roy (03 53 01 33 44)",
        "* Métier = vitrier",
        "* Contrat = CDI",
    )
    blocks = tuple(Line(text=text, place=f"ligne {number}") for number, text in enumerate(lines, 1))

    (need,) = extract(Document(type="txt", blocks=blocks), today=date(2026, 11, 24)).needs

    assert need.company.address == "digue nord, 62120 Aire"


def headed(*texts):
    """A document whose lines are headings where they end with « # »."""
    blocks = tuple(
        Line(text=text.rstrip("#"), place=f"paragraphe {number}", heading=text.endswith("#"))
        for number, text in enumerate(texts, 1)
    )
    return Document(type="docx", blocks=blocks)


def test_a_question_about_the_market_ends_nothing_where_all_labels_are_headings():
    """« Marché et lot concernés » is one more bold label; the job that follows is read."""
    document = headed(
        "Entreprise#", "Scop Bâti-Thiérache", "Numéro SIRET#", "732 829 320 00074", "Adresse#", "80000 Amiens",
        "Coordonnées#", "01 99 00 12 34", "Marché et lot concernés#", "Médiathèque, lot 9 Électricité",
        "Poste#", "Aide-électricien", "Nombre de postes#", "1", "Contrat#", "CDI chantier", "Durée prévisible#",
        "8 mois",
    )  # fmt: skip

    (need,) = extract(document, today=TODAY).needs

    assert (need.job.title, need.job.openings) == ("Aide-électricien", 1)
    assert (need.conditions.contract_type, need.conditions.contract_duration) == ("CDI_CHANTIER", "P8M")


def test_leaders_after_an_answer_are_no_part_of_it():
    """« Nombre : 3........ » on the line of another answer."""
    (need,) = needs(
        *lines(
            "Raison sociale : Scop Bâti-Thiérache.................",
            "Emploi : Agent de blanchisserie............... Nombre : 3.................",
            "Contrat : CDD.................... Durée : 3 mois............",
        ).blocks
    )

    assert (need.job.title, need.job.openings) == ("Agent de blanchisserie", 3)


def test_a_bare_title_over_a_table_is_no_label_left_blank():
    """« Employeur » over « Nom | Siret »: the name is the company's, not a person's."""
    (need,) = needs(
        Line(text="Employeur", place="paragraphe 1"),
        table(("Nom", "Siret"), ("Gardiennage du Vexin", "732 829 320 00074")),
        Line(text="Poste", place="paragraphe 2"),
        table(("Intitulé", "Nombre", "Date de début"), ("Agent de sécurité", "2", "01/03/2027")),
    )

    assert need.company.name == "Gardiennage du Vexin"
    assert need.company.contact_name is None
    assert (need.job.title, need.job.openings) == ("Agent de sécurité", 2)


def test_a_label_cell_that_lists_what_it_asks_is_answered_beside_it():
    """« Contrat : type, durée, heures | CDD de 5 mois, 35 h » and « Poste, nombre, date | 2 manœuvres à partir du … »."""
    (need,) = needs(
        table(
            ("Entreprise", "Scop Bâti-Thiérache"),
            ("Poste recherché, nombre, date", "2 manœuvres TP à partir du 11 janvier 2027"),
            ("Contrat : type, durée, heures", "CDD de 5 mois, 35 h par semaine"),
        )
    )

    assert (need.job.title, need.job.openings, need.job.start_date) == ("manœuvres TP", 2, "2027-01-11")
    assert (need.conditions.contract_type, need.conditions.contract_duration) == ("CDD", "P5M")
    assert need.conditions.weekly_hours == 35


def test_how_to_apply_tells_who_is_to_be_reached():
    """A company's own sheet names its contact and its SIRET under « Pour postuler »."""
    document = headed(
        "ATELIERS DU VEXIN#", "Fiche de poste : Maçon(ne) VRD#", "Vos missions#", "• Poser les bordures",
        "Contrat : CDI", "Temps de travail : 39 h hebdo", "Recherchés : 2 maçons", "Pour postuler#",
        "Écrire à Sylvie Aubrun, recrutement@vexin.example",
        "ATELIERS DU VEXIN SAS au capital de 40 000 € – SIRET 732 829 320 00074",
    )  # fmt: skip

    (need,) = extract(document, today=TODAY).needs

    assert (need.job.title, need.job.openings) == ("Maçon(ne) VRD", 2)
    assert (need.company.siret, need.company.email) == (SIRET, "recrutement@vexin.example")
    assert need.company.contact_name == "Sylvie Aubrun"
    assert "company.contact_name" in need.to_review


def test_a_numbered_title_that_could_be_a_label_is_a_title_where_a_label_follows():
    """« 1) Votre entreprise » over « Nom »: the name is the company's."""
    (need,) = extract(
        lines(
            "1) Votre entreprise", "Nom .................. Curage du Vexin", "Siret ................ 73282932000074",
            "Qui contacter ? ...... Éric Caron", "2) Le poste", "Métier ............... Manœuvre", "Combien : 2",
            "3) Le contrat", "Type ................. intérim", "Durée ................ 10 semaines", kind="txt",
        ),
        today=TODAY,
    ).needs  # fmt: skip

    assert (need.company.name, need.company.contact_name) == ("Curage du Vexin", "Éric Caron")
    assert (need.job.title, need.conditions.contract_type) == ("Manœuvre", "CTT")


def test_a_line_about_another_siret_tells_nothing_of_the_company():
    """The foot of the paper is the network's that printed the form."""
    (need,) = extract(
        lines(
            "Entreprise : Jardins du Vexin", "SIRET : 73282932000074", "Poste : Jardinier", "Contrat : CDD",
            "Durée : 6 mois", "GEIQ des Parcs – 22 bd Bapaume, 80000 Amiens – SIRET 356 000 000 00048 – 01 99 00 70 70",
        ),
        today=TODAY,
    ).needs  # fmt: skip

    assert need.company.phone is None
    assert need.company.address is None


def test_where_to_ask_is_no_place_of_work():
    """« voir avec M. Caron » answers nothing."""
    (need,) = needs(table(*(ANSWERS | {"Lieu de travail": "voir avec M. Caron, chef de chantier"}).items()))

    assert need.conditions.workplace is None
    assert "conditions.workplace" in need.to_review


def test_how_a_firm_is_reached_is_no_special_requirement():
    """The foot of a page that slipped into a list is for a person."""
    text = "Permis B\nBâti-Nord SAS, 13014 Marseille – SIRET 73282932000074"
    (need,) = needs(table(*(ANSWERS | {"Exigences particulières (permis, habilitation, etc.)": text}).items()))

    assert "job.special_requirements" in need.to_review


def test_a_sentence_with_dotted_blanks_answers_each_of_its_labels():
    """« … pour effectuer : …… , d'une durée de …… »."""
    (need,) = extract(
        lines(
            "Entreprise : Étanchéité Vaillant", "souhaite recruter …… 1 …… personne(s) en qualité de …… étancheur ……",
            "à compter du …… 8 mars 2027 ……, pour une durée de …… 24 mois ……",
            "pour effectuer : …… pose de membranes, relevés ……", "Contrat : apprentissage", kind="txt",
        ),
        today=TODAY,
    ).needs  # fmt: skip

    assert (need.job.openings, need.job.start_date) == (1, "2027-03-08")
    assert need.conditions.contract_duration == "P24M"
    assert need.job.activities == ("Pose de membranes", "Relevés")


def test_what_is_not_asked_keeps_the_question_with_it():
    """« Permis B : non requis » without « Permis B » would say nothing."""
    (need,) = extract(
        lines("Entreprise : Vaillant", "Poste : Jardinier", "Permis B : non requis", "Contrat : CDD", "Durée : 8 mois"),
        today=TODAY,
    ).needs

    assert need.job.special_requirements == ("Permis B : non requis",)


def test_the_institution_s_name_over_the_form_asks_for_nothing():
    """« Mission Locale du … », « Métropole – Mission insertion » hold the word of a label."""
    for head in ("Mission Locale du Vexin", "Métropole du Vexin – Mission insertion par la commande publique"):
        (need,) = extract(
            lines(head, "Fiche de besoin", "Entreprise : Vaillant", "Poste : Maçon", "Contrat : CDD", "Durée : 6 mois"),
            today=TODAY,
        ).needs

        assert need.job.activities == ()


def test_one_end_of_a_pay_range_is_for_a_person():
    """« Salaire brut minimum » is answered; the other end is asked elsewhere."""
    (need,) = needs(
        table(
            ("Entreprise", "Vaillant"), ("Poste", "Préparateur"), ("Contrat", "CDD"), ("Durée", "3 mois"),
            ("Salaire brut minimum", "12,02 €/h"), ("Lieu de travail", "Lons"),
        )
    )  # fmt: skip

    assert "conditions.gross_salary" in need.to_review
