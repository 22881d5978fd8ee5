"""The form that we send comes back whole, whoever fills it and with whatever."""

from __future__ import annotations

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache

import pikepdf
import pypdf
import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from parsers.document import Table
from parsers.formats import read
from service.documents import FormFacts, form_fields, liaison_form_docx, liaison_form_pdf
from tests.golden.outgoing.letters import MARKET, REFERENT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ANSWERS = {
    "company.name": "Bâti-Picardie & Fils — Œuvre",
    "company.siret": "732 829 320 00074",
    "company.address": "12 bis, rue de l'Égalité\n80000 Amiens",
    "company.contact_name": "Mme Élise Carpentier, responsable RH",
    "company.phone": "01 99 00 00 30",
    "company.email": "e.carpentier@bati-picardie.example",
    "job.title": "Maçon / maçonne",
    "job.openings": "2",
    "job.start_date": "15/06/2026",
    "job.activities": "Monter des murs en parpaings\nPréparer le mortier\nRanger le chantier",
    "job.skills": "Lire un plan simple\nTravailler en équipe",
    "job.experience": "Débutants acceptés",
    "job.training": "CAP « maçon » apprécié",
    "job.special_requirements": "Travail en extérieur\nPermis B souhaité",
    "conditions.contract_type": "CDD",
    "conditions.contract_duration": "6 mois",
    "conditions.weekly_hours": "35 h",
    "conditions.gross_salary": "1 850 € par mois",
    "conditions.workplace": "Collège Jules-Verne, 80000 Amiens",
}
LABELS = (
    "Raison sociale",
    "Siret",
    "Adresse",
    "Personne à joindre",
    "Téléphone et mail",
    "Appellation",
    "Nombre de postes à pourvoir",
    "Date du recrutement",
    "Activités principales du poste",
    "Compétences requises",
    "Expérience professionnelle souhaitée",
    "Formation",
    "Exigences particulières (permis, habilitation, travail en extérieur, etc.)",
    "Type et durée du contrat",
    "Durée hebdomadaire",
    "Salaire brut",
    "Lieu de travail",
)
BLANK = FormFacts(
    reference="F-3K7QX2",
    institution="France Travail Amiens-Dury",
    referent=REFERENT,
    return_to="clauses@agence.example",
    answer_by=date(2026, 6, 1),
    market=MARKET,
)


@cache
def blank(make):
    """The form of which little is known, made once a format."""
    return make(BLANK)


def answers_of(data):
    """What the reader of documents finds in the fields, our hidden one apart."""
    fields = {each.name: each.value for each in read("formulaire", data).fields if each.value is not None}
    fields.pop("liaison_reference", None)
    return {name: value.replace("\r\n", "\n").replace("\r", "\n") for name, value in fields.items()}


# --- both -------------------------------------------------------------------------------------------------------


def test_the_form_asks_the_seventeen_questions_in_their_words():
    """The labels are those that the agency prints."""
    document = read("formulaire.docx", blank(liaison_form_docx))
    asked = [
        row[0].text.replace("\n", " ") for block in document.blocks if isinstance(block, Table) for row in block.rows
    ]

    assert tuple(asked) == LABELS
    page = " ".join(pypdf.PdfReader(io.BytesIO(blank(liaison_form_pdf))).pages[0].extract_text().split())
    assert [label for label in LABELS if label not in page] == []


def test_every_question_has_its_fields():
    """Seventeen questions, two of them double: nineteen fields, named by our paths."""
    assert [each.key for each in form_fields()] == list(ANSWERS)


@pytest.mark.parametrize("make", [liaison_form_docx, liaison_form_pdf])
def test_an_unfilled_form_holds_no_answer(make):
    """A placeholder is nothing."""
    assert answers_of(blank(make)) == {}


@pytest.mark.parametrize("make", [liaison_form_docx, liaison_form_pdf])
def test_what_is_known_is_written_in(make):
    """Typed values are written as people write them."""
    known = {
        "company.siret": "73282932000074",
        "company.phone": "+33199000030",
        "job.activities": ("Monter des murs", "Préparer le mortier"),
        "conditions.weekly_hours": 35.0,
        "conditions.gross_salary": {"min": 1850.0, "max": 1850.0, "period": "month", "basis": None},
        "job.start_date": "2026-06-15",
        "job.training": None,
    }

    assert answers_of(make(replace(BLANK, known=known))) == {
        "company.siret": "732 829 320 00074",
        "company.phone": "01 99 00 00 30",
        "job.activities": "Monter des murs\nPréparer le mortier",
        "conditions.weekly_hours": "35 h",
        "conditions.gross_salary": "1 850,00 € brut par mois",
        "job.start_date": "15 juin 2026",
    }


@pytest.mark.parametrize("make", [liaison_form_docx, liaison_form_pdf])
def test_a_prefilled_form_comes_back_as_it_went(make):
    """All nineteen fields."""
    assert answers_of(make(replace(BLANK, known=ANSWERS))) == ANSWERS


@pytest.mark.parametrize("make", [liaison_form_docx, liaison_form_pdf])
def test_hostile_facts_are_only_text(make):
    """Template language, typst and control characters in a company's name stay what they are."""
    hostile = "{{ 7*7 }} #panic() <w:p/> \x00\x0b\ud83d\\ \" ' %}"
    facts = replace(
        BLANK,
        institution=hostile,
        market=replace(MARKET, title=hostile),
        known={"company.name": hostile.replace("\x00\x0b\ud83d", "")},
    )

    assert answers_of(make(facts))["company.name"].split() == hostile.replace("\x00\x0b\ud83d", "").split()
    assert "49" not in read("x", make(facts)).text()


def test_forms_made_in_threads_are_the_forms_made_alone():
    """Several senders make forms at once."""
    facts = [replace(BLANK, reference=f"F-{number:06}") for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(liaison_form_pdf, facts))
        documents = list(pool.map(liaison_form_docx, facts))

    assert pages == [liaison_form_pdf(each) for each in facts]
    assert [read("x", each).properties["liaison_reference"] for each in documents] == [each.reference for each in facts]


# --- Word -------------------------------------------------------------------------------------------------------


def controls_of(document):
    """The content controls by their tag."""
    return {each.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): each for each in document.element.body.iter(f"{W}sdt")}


def saved(document):
    """The bytes of a python-docx document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def type_into(control, text):
    """What Word does when someone types: the placeholder goes, the text stands in its place."""
    mark = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if mark is not None:
        mark.getparent().remove(mark)
    content = control.find(f"{W}sdtContent")
    for run in list(content.iter(f"{W}r")):
        run.getparent().remove(run)
    run = etree.SubElement(content, f"{W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line


def test_what_is_typed_into_the_controls_comes_back():
    """Filled in Word."""
    document = Document(io.BytesIO(blank(liaison_form_docx)))
    for tag, control in controls_of(document).items():
        type_into(control, ANSWERS[tag])

    assert answers_of(saved(document)) == ANSWERS


def test_what_is_typed_into_cells_without_controls_stands_beside_its_label():
    """Some programs, and some people, drop the controls; the table still says what is what."""
    document = Document(io.BytesIO(blank(liaison_form_docx)))
    for control in controls_of(document).values():
        control.getparent().remove(control)
    rows = [row for table in document.tables for row in table.rows]
    for number, row in enumerate(rows):
        row.cells[1].paragraphs[0].text = f"réponse {number}"
    read_rows = [row for block in read("x", saved(document)).blocks if isinstance(block, Table) for row in block.rows]

    assert [(row[0].text, row[1].text) for row in read_rows] == [
        (label, f"réponse {number}") for number, label in enumerate(LABELS)
    ]


def test_the_word_form_carries_its_reference_twice():
    """In the header for people, in a custom property for machines, still there after a save."""
    data = saved(Document(io.BytesIO(blank(liaison_form_docx))))
    document = read("x", data)

    assert document.properties["liaison_reference"] == "F-3K7QX2"
    assert "Réf. F-3K7QX2" in document.text()


def test_the_contract_is_chosen_from_a_list():
    """The drop-down offers the contracts that we know, and lets another be typed."""
    control = controls_of(Document(io.BytesIO(blank(liaison_form_docx))))["conditions.contract_type"]
    offered = [item.get(f"{W}displayText") for item in control.iter(f"{W}listItem")]

    assert offered == list(next(each.choices for each in form_fields() if each.key == "conditions.contract_type"))
    assert {"CDI", "CDD", "Contrat de professionnalisation"} <= set(offered)


def test_controls_have_titles_and_example_answers():
    """A person sees what is expected in each."""
    for control in controls_of(Document(io.BytesIO(blank(liaison_form_docx)))).values():
        assert control.find(f"{W}sdtPr/{W}alias").get(f"{W}val")
        assert "".join(control.itertext()).strip()


def test_the_word_form_is_one_sound_package():
    """No part twice, no leftover template language, no link to elsewhere."""
    with zipfile.ZipFile(io.BytesIO(blank(liaison_form_docx))) as package:
        names = package.namelist()
        text = "".join(package.read(name).decode() for name in names if name.endswith(".xml"))

    assert len(names) == len(set(names))
    assert not re.search(r"\{[{%]|[}%]\}", text)
    assert 'TargetMode="External"' not in text
    assert Document(io.BytesIO(blank(liaison_form_docx))).part.rels
    assert RELATIONSHIP_TYPE.HEADER in {
        each.reltype for each in Document(io.BytesIO(blank(liaison_form_docx))).part.rels.values()
    }


def test_an_edited_word_form_takes_the_place_of_ours(tmp_path):
    """The referent changes a label in Word; the form still fills by its tags."""
    document = Document(io.BytesIO(blank(liaison_form_docx)))
    document.tables[0].rows[0].cells[0].paragraphs[0].text = "Nom de l'entreprise"
    (tmp_path / "document").mkdir()
    (tmp_path / "document" / "liaison_form.docx").write_bytes(saved(document))
    data = liaison_form_docx(replace(BLANK, known={"company.name": "Couleurs du Nord"}), tmp_path)

    assert answers_of(data) == {"company.name": "Couleurs du Nord"}
    assert "Nom de l'entreprise" in read("x", data).text()


# --- PDF --------------------------------------------------------------------------------------------------------


def filled_by_pypdf(data, answers):
    """As pypdf fills."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, answers, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def filled_by_pikepdf(data, answers):
    """As pikepdf fills."""
    from pikepdf.form import ExtendedAppearanceStreamGenerator, Form

    with pikepdf.open(io.BytesIO(data)) as pdf:
        form = Form(pdf, ExtendedAppearanceStreamGenerator)
        for name, value in answers.items():
            form[name].value = value
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("fill", [filled_by_pypdf, filled_by_pikepdf])
def test_what_a_program_fills_in_comes_back_with_the_reference(fill):
    """All nineteen fields and the hidden one."""
    data = fill(blank(liaison_form_pdf), ANSWERS)

    assert answers_of(data) == ANSWERS
    assert {each.name: each.value for each in read("x", data).fields}["liaison_reference"] == "F-3K7QX2"


@pytest.mark.parametrize("fill", [filled_by_pypdf, filled_by_pikepdf])
def test_a_contract_that_the_list_does_not_know_may_be_typed(fill):
    """The list helps, it does not forbid."""
    answers = {"conditions.contract_type": "CDD d'usage"}

    assert answers_of(fill(blank(liaison_form_pdf), answers)) == answers


def widgets_of(pdf):
    """The fields that a person sees, by their name."""
    found = {}
    for each in pdf.pages[0].Annots:
        if each.Subtype == "/Widget" and int(each.F) & 2 == 0:
            name, above = str(each.T), each
            while "/Parent" in above:
                above = above.Parent
                name = f"{above.T}.{name}"
            found[name] = each
    return found


def elements_of(node):
    """Every element of a structure tree, in reading order."""
    kids = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else node
    if isinstance(node, pikepdf.Dictionary):
        yield node
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary | pikepdf.Array):
            yield from elements_of(kid)


def test_the_pdf_form_is_labelled_tagged_and_in_order():
    """Screen readers say each field's name, in the order of the page, in French; the Tab key goes the same way."""
    with pikepdf.open(io.BytesIO(blank(liaison_form_pdf))) as pdf:
        widgets = widgets_of(pdf)

        assert str(pdf.Root.Lang) == "fr-FR"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == "Formulaire de liaison F-3K7QX2"
        assert pdf.pages[0].Tabs == pikepdf.Name.S
        assert list(widgets) == list(ANSWERS)
        assert all(str(each.TU) for each in widgets.values())
        places = [(-float(each.Rect[3]), float(each.Rect[0])) for each in widgets.values()]
        assert [round(top) for top, _ in places] == sorted(round(top) for top, _ in places)


def test_each_field_and_each_question_stands_in_the_structure():
    """A field is a Form with its name, found again from its number; a question is the head of its row."""
    with pikepdf.open(io.BytesIO(blank(liaison_form_pdf))) as pdf:
        tree = pdf.Root.StructTreeRoot
        elements = [each for each in elements_of(tree.K) if "/S" in each]
        forms = [each for each in elements if each.S == "/Form"]
        heads = [each for each in elements if each.S == "/TH"]
        parents = dict(zip(*[iter(tree.ParentTree.Nums)] * 2, strict=True)) if "/Nums" in tree.ParentTree else {}
        by_number = {int(number): element for number, element in parents.items()}
        told = [str(by_number[int(each.StructParent)].Alt) for each in widgets_of(pdf).values()]

        assert [str(each.Alt) for each in forms] == told == [each.name for each in form_fields()]
        assert len(heads) == len(LABELS)
        assert {str(each.A.Scope) for each in heads} == {"/Row"}


def test_a_long_answer_is_shown_whole():
    """A name of two lines gets two, a list of ten is set smaller; nothing of what is known is cut on paper."""
    known = {
        "company.name": "Société coopérative ouvrière de maçonnerie et de restauration du patrimoine des Hauts-de-France",
        "company.email": "elise.carpentier-vandenberghe@batisseurs-hauts-de-france.example",
        "job.activities": "\n".join(f"{number}e tâche du poste, dite en peu de mots" for number in range(1, 11)),
        "job.training": "CAP ou titre professionnel de niveau 3, ou expérience équivalente que l’employeur atteste, "
        * 2,
    }
    with pikepdf.open(io.BytesIO(liaison_form_pdf(replace(BLANK, known=known)))) as pdf:
        widgets = widgets_of(pdf)
        for name, value in known.items():
            shown = re.findall(rb"<([0-9a-f]*)> Tj", widgets[name].AP.N.read_bytes())
            words = "".join(bytes.fromhex(line.decode()).decode("pdfdoc") for line in shown)
            height = float(widgets[name].AP.N.BBox[3])
            size = float(re.search(rb"([0-9.]+) Tf", widgets[name].AP.N.read_bytes())[1])

            assert words.replace(" ", "") == "".join(value.split())
            assert len(shown) * size * 1.1 < height
        assert len(pdf.pages) == 1


def test_programs_that_fill_choose_a_size_at_which_all_is_seen():
    """Size 0 for whatever may be long; figures keep theirs; lines break wherever they may."""
    with pikepdf.open(io.BytesIO(blank(liaison_form_pdf))) as pdf:
        sizes = {name: str(each.DA).split()[1] for name, each in widgets_of(pdf).items()}
        broken = {name for name, each in widgets_of(pdf).items() if int(each.get("/Ff", 0)) & 1 << 12}

    assert {name for name, size in sizes.items() if size != "0"} == {
        "company.siret", "company.phone", "job.openings", "conditions.contract_type",
    }  # fmt: skip
    assert set(ANSWERS) - broken == {
        "company.siret", "company.phone", "company.email", "job.openings", "conditions.contract_type",
    }  # fmt: skip


def test_a_printer_that_draws_the_fields_itself_finds_their_letters():
    """The font is on the page too, and its bytes mean what the bytes of a PDF's own texts mean: « œ », « € », « ’ »."""
    with pikepdf.open(io.BytesIO(blank(liaison_form_pdf))) as pdf:
        font = pdf.Root.AcroForm.DR.Font["/Liaison"]
        code, meant = 0, {}
        for each in font.Encoding.Differences:
            if isinstance(each, pikepdf.Name):
                meant[code] = str(each)
                code += 1
            else:
                code = int(each)

        assert pdf.pages[0].Resources.Font["/Liaison"].objgen == font.objgen
        assert {letter: meant["œ€’Łé".encode("pdfdoc")[at]] for at, letter in enumerate("œ€’Łé")} == {
            "œ": "/oe", "€": "/Euro", "’": "/quoteright", "Ł": "/Lslash", "é": "/eacute",
        }  # fmt: skip


def test_the_reference_stands_where_machines_look():
    """Information, XMP, a hidden field; and in clear on the page for whoever scans it."""
    data = blank(liaison_form_pdf)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/liaison_reference"]) == "F-3K7QX2"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:identifier"] == "F-3K7QX2"
    assert "Réf. F-3K7QX2" in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()


def test_the_pdf_form_holds_one_page_even_with_long_facts():
    """A long market title pushes nothing off the page."""
    market = replace(MARKET, title="Construction d'un groupe scolaire " * 8)

    assert len(pypdf.PdfReader(io.BytesIO(liaison_form_pdf(replace(BLANK, market=market)))).pages) == 1


def test_values_of_other_alphabets_are_kept():
    """What the page cannot draw is still in the field."""
    known = {"company.name": "Строитель 建設"}

    assert answers_of(liaison_form_pdf(replace(BLANK, known=known))) == known


def test_the_same_facts_make_the_same_bytes():
    """A form can be cached by what it says."""
    assert liaison_form_pdf(BLANK) == liaison_form_pdf(BLANK)


@pytest.mark.slow
def test_what_is_seen_is_what_is_filled_in():
    """A renderer draws the known values: the page with them has more ink than the blank one, inside the fields."""
    import pypdfium2

    def ink(data):
        with pypdfium2.PdfDocument(data) as pdf:
            pdf.init_forms()
            picture = pdf[0].render(scale=1, may_draw_forms=True).to_pil().convert("L")
        return sum(picture.histogram()[:100])

    assert ink(liaison_form_pdf(replace(BLANK, known=ANSWERS))) > ink(blank(liaison_form_pdf)) + 500
