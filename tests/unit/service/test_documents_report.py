"""The progress report: the same figures in three formats, and they add up."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from parsers.formats import read
from service.documents import report_docx, report_pdf, report_xlsx, year_docx, year_pdf, year_xlsx
from service.domain import reports
from tests.golden.outgoing.letters import FIGURES, YEAR

HOUSE = "France Travail Amiens-Dury"


def words_of(data):
    """Everything that a person reads, with plain spaces."""
    return " ".join(read("rapport", data).text().split())


@cache
def usual_words(make):
    """The words of the report of our example, made once a format."""
    return words_of(make(FIGURES, HOUSE)).replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("make", [report_docx, report_pdf])
@pytest.mark.parametrize(
    "words",
    [
        "Point d'avancement au 3 juillet 2026",
        "Rénovation du collège Jules-Verne",
        "382,5 h réalisées sur un objectif de 1 950 h (20 %)",
        "16 postes demandés",
        "Bâti-Picardie & Fils",
        "entreprise sans réponse",
        "Ensemble",
        "Contrat de professionnalisation",
        "non communiqué",
        "Heures prévues",
        "Point précédent",
        "Moins de 26 ans",
        "De la présentation à la réponse de l'entreprise",
    ],
)
def test_the_report_says_the_figures(make, words):
    """Both formats say the same."""
    assert words in usual_words(make)


@pytest.mark.parametrize("make", [report_docx, report_pdf])
def test_a_report_of_nothing_is_still_a_report(make):
    """A market notified yesterday has no lot and no figure yet."""
    zero = dict.fromkeys(("openings", "hired", "reminders", "referred", "presented", "interviewed", "rejected"), 0)
    total = replace(FIGURES.total, hours_objective=None, hours_committed=0.0, hours_done=0.0, **zero)
    empty = replace(
        FIGURES, lots=(), total=total, beneficiaries=0, since=None, notified_on=None, delays=(), compared=(),
        **dict.fromkeys(reports.KINDS, ()),
    )  # fmt: skip

    assert "None" not in words_of(make(empty, HOUSE))


def test_the_columns_of_the_sheet_add_up():
    """The last row is a formula over the rows above, and holds their sum already."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(report_xlsx(FIGURES))).get_sheet_by_name("Lots").to_python()
    head, lots, total = rows[3], rows[4:-1], rows[-1]

    assert total[0] == "Ensemble"
    for column in (each for each, label in enumerate(head) if isinstance(total[each], float) and label):
        assert total[column] == sum(row[column] or 0 for row in lots)
    assert total[head.index("Heures réalisées")] == FIGURES.total.hours_done
    assert total[head.index("Recrutements")] == FIGURES.total.hired


def test_a_name_that_looks_like_a_formula_stays_a_name():
    """A company called =HYPERLINK(…) runs nothing in the reader's spreadsheet."""
    import zipfile

    lot = replace(FIGURES.lots[0], company='=HYPERLINK("http://x.example","ici")', lot_title="+1", lot="@SUM(A1)")
    data = report_xlsx(replace(FIGURES, lots=(lot,)))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()

    assert "HYPERLINK" not in sheet
    assert sheet.count("<f>") == sheet.count("<f>SUM(")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Lots").to_python()
    assert rows[4][:3] == ["@SUM(A1)", "+1", '=HYPERLINK("http://x.example","ici")']


@pytest.mark.parametrize("make", [report_docx, report_pdf])
def test_withheld_groups_show_no_figure(make):
    """A small group is « non communiqué », and a sentence says why."""
    words = usual_words(make)

    assert "Bénéficiaire du RSA non communiqué" in words
    assert "Pour protéger les personnes" in words


def test_the_chart_of_the_word_report_is_a_picture_with_words():
    """Who cannot see it hears the same figures."""
    document = Document(io.BytesIO(report_docx(FIGURES, HOUSE)))
    hours, people = [each for each in document.element.body.iter() if each.tag.endswith("}docPr")]

    assert "312,5" in hours.get("descr")
    assert "Bâti-Picardie & Fils" in hours.get("descr")
    assert "présentées 19" in people.get("descr")
    assert [part.content_type for part in document.part.package.iter_parts()].count("image/png") == 2


def test_the_pdf_report_is_tagged_and_its_chart_has_words():
    """The figure carries its alternative text; the tables their header rows."""
    with pikepdf.open(io.BytesIO(report_pdf(FIGURES, HOUSE))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        kinds = [str(each.S) for each in elements]
        figures = [each for each in elements if str(each.S) == "/Figure"]

        assert "312,5" in str(figures[0].Alt)
        assert kinds.count("/TH") >= 15


def test_two_hundred_lots_make_a_report_with_a_readable_chart():
    """Twenty bars are shown and the caption says so; every lot is in the tables."""
    lots = tuple(replace(FIGURES.lots[1], lot=str(number), company=f"Entreprise {number}") for number in range(200))
    words = words_of(report_docx(replace(FIGURES, lots=lots), HOUSE))

    assert "Les 20 lots les plus importants sur 200 sont montrés" in words
    assert "Entreprise 199" in words


def test_the_comparison_of_the_sheet_is_made_of_formulas():
    """Today, the last report, the year before; the difference is today less the last."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(report_xlsx(FIGURES))).get_sheet_by_name("Comparaison").to_python()

    assert rows[0][1:4] == ["Au 3 juillet 2026", "Au 19 juin 2026", "Au 3 juillet 2025"]
    assert all(row[4] == round(row[1] - row[2], 1) for row in rows[1:])
    assert ["Personnes recrutées", 12.0, 9.0, 0.0, 3.0] in rows


@pytest.mark.parametrize("make", [year_docx, year_pdf])
@pytest.mark.parametrize(
    "words",
    [
        "Clauses sociales : bilan 2026",
        "31 % des personnes recrutées vivaient de minima sociaux",
        "21 contrats de professionnalisation",
        "Personnes recrutées, chacune comptée une fois 88 67",
        "61 234,5 h",
        "non communiqué",
    ],
)
def test_the_review_of_a_year_says_what_the_field_publishes(make, words):
    """Share on minimum benefits, contracts by type, beneficiaries, hours, beside the year before."""
    assert words in words_of(make(YEAR, HOUSE)).replace("\u202f", " ").replace("\u00a0", " ")


def test_the_sheet_of_a_year_holds_both_years():
    """With their difference."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(year_xlsx(YEAR))).get_sheet_by_name("Année").to_python()

    assert rows[0] == ["Total", 2026.0, 2025.0, "Écart"] or rows[0] == ["Total", "2026", "2025", "Écart"]
    assert ["Contrats signés", 96.0, 71.0, 25.0] in rows


def test_the_review_is_tagged_and_its_chart_has_words():
    """PDF/UA, and an alternative text for the bars."""
    with pikepdf.open(io.BytesIO(year_pdf(YEAR, HOUSE))) as pdf:
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]

        assert pdf.Root.MarkInfo.Marked
        assert "contrat de professionnalisation 21" in str(
            next(each for each in elements if str(each.S) == "/Figure").Alt
        )
