"""Scans and photos: the words come back with their doubt, in the cells that are ruled on the paper."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from parsers.document import Document
from parsers.errors import Unreadable
from parsers.formats import image, read
from parsers.formats.agreement import agreed, bulleted
from parsers.formats.picture import despeckled, even, upright
from parsers.formats.posture import sheet, straightened
from parsers.formats.retake import with_lost
from parsers.formats.rulings import rulings, without_lines
from parsers.tools import process, tesseract
from tests.papers import pdf, ruled, written

needs_tesseract = pytest.mark.skipif(not tesseract.available(), reason="Tesseract with French is not installed")
ROWS = (
    ("Raison sociale", "Toitures Daubrée"),
    ("Siret", "732 829 320 00074"),
    ("Nombre de postes", "12 personnes"),
    ("Lieu de travail", "80000 Amiens"),
)


def page(*, dpi: int = 200, turn: float = 0.0) -> Image.Image:
    """A form of one table, as a scanner gives it."""
    content = written(60, 760, "Formulaire de liaison entre entreprise et agence", size=14)
    for row, (label, value) in enumerate(ROWS):
        y = 700 - 26 * row
        content += (
            ruled(60, y, 160, 26)
            + ruled(220, y, 300, 26)
            + written(66, y + 9, label, size=11)
            + written(226, y + 9, value, size=11)
        )
    content += written(60, 500, "Fait pour valoir ce que de droit, merci de votre reponse", size=11)
    rendered = pypdfium2.PdfDocument(pdf(content))[0].render(scale=dpi / 72).to_pil().convert("L")
    return rendered.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255, expand=turn > 45)


def saved(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def table_of(document: Document) -> list[tuple[str, ...]]:
    """The texts of its first table."""
    return [tuple(cell.text for cell in row) for row in document.tables()[0].rows]


@needs_tesseract
@pytest.mark.tesseract
@pytest.mark.slow
@pytest.mark.parametrize("turn", [0.0, 1.4, -2.2])
def test_a_scan_gives_its_table_though_it_lies_askew(turn):
    """Ruled lines are found in pixels."""
    document = read("x", saved(page(turn=turn), "JPEG", quality=80))

    assert document.recognised
    assert table_of(document) == list(ROWS)
    assert all(0.5 < cell.certainty < 1.0 for row in document.tables()[0].rows for cell in row)


@needs_tesseract
@pytest.mark.tesseract
@pytest.mark.slow
def test_a_photo_on_its_side_is_turned():
    """No word of it was told by the camera."""
    document = read("x", saved(page(turn=90)))

    assert ("Siret", "732 829 320 00074") in table_of(document)


@needs_tesseract
@pytest.mark.tesseract
@pytest.mark.slow
def test_a_scanned_pdf_is_recognised_page_by_page():
    """A page without a word over a picture."""
    pages = [page(), page()]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    document = read("x", out.getvalue())

    assert (document.type, document.pages, document.recognised) == ("pdf", 2, True)
    assert [table.rows[1][1].text for table in document.tables()] == ["732 829 320 00074"] * 2
    assert document.tables()[1].rows[1][1].place == "page 2, tableau 2, ligne 2, colonne 2"


def test_without_tesseract_a_picture_says_what_to_do(monkeypatch):
    """One clear sentence, and no empty reading."""
    monkeypatch.setattr(process, "found", lambda name: None)
    with pytest.raises(Unreadable) as refusal:
        read("x", saved(page(dpi=80)))

    assert refusal.value.code == "unsupported"
    assert "Tesseract" in refusal.value.message


@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_a_page_that_the_time_did_not_allow_is_told_and_not_read_in_part(monkeypatch, kind):
    """On a machine that is too busy: half of what stands there would pass for all of it."""
    monkeypatch.setattr(image, "BUDGET", 0.5)
    with pytest.raises(Unreadable) as refusal:
        read("x", saved(page(dpi=80), kind))

    assert refusal.value.code == "timeout"
    assert "trop de temps" in refusal.value.message


def test_a_picture_beyond_all_size_is_refused_before_it_is_decoded():
    """By its header."""
    big = saved(Image.new("1", (9_000, 9_000)))
    with pytest.raises(Unreadable) as refusal:
        read("x", big)

    assert refusal.value.code == "too_large"


def test_words_cut_out_of_a_broken_picture_are_corrupt():
    """Half a file."""
    data = saved(page(dpi=100))
    with pytest.raises(Unreadable) as refusal:
        image.read(data[: len(data) // 3], "png")

    assert refusal.value.code == "corrupt"


def test_the_camera_s_turn_is_obeyed():
    """EXIF orientation 6: the picture lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = Image.open(io.BytesIO(saved(Image.new("L", (400, 200), 255), "JPEG", exif=exif)))

    assert upright(lying).height > upright(lying).width


def test_a_page_askew_is_straightened():
    """Its ruled lines are level again."""
    straight = straightened(page(turn=2.0))
    level = [edge for edge in rulings(straight).edges if edge.level and edge.box[2] - edge.box[0] > 900]

    assert len(level) >= 5


def test_a_shadow_is_taken_out():
    """The paper becomes white everywhere."""
    sheet = Image.new("L", (600, 800), 230)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, 600, 400), fill=130)
    pen.text((50, 100), "Siret", fill=20)

    assert even(sheet).getpixel((300, 60)) > 240


def found(text: str, left: int, certainty: float, *, wide: int = 60, top: int = 100) -> tesseract.Found:
    """A recognised word in a row."""
    return tesseract.Found(text, (left, top, left + wide, top + 20), certainty)


def test_a_word_that_two_readings_give_is_surer_than_in_either():
    """And never less sure than in the first."""
    (word,) = agreed([found("couvreur", 10, 0.92)], [found("couvreur", 11, 0.93)])
    (kept,) = agreed([found("couvreur", 10, 0.97)], [found("couvreur", 11, 0.3)])

    assert word.certainty > 0.97
    assert kept.certainty == 0.97


def test_a_word_that_two_readings_give_differently_is_for_a_person():
    """However sure the first was."""
    (word,) = agreed([found("2850", 10, 0.98)], [found("2350", 10, 0.9)])

    assert word.text == "2850"
    assert word.certainty <= 0.9


def test_words_that_a_reading_parted_otherwise_are_the_same_words():
    """« 35h » and « 35 h »."""
    words = agreed([found("35h", 10, 0.95)], [found("35", 10, 0.95, wide=25), found("h", 40, 0.95, wide=12)])

    assert [word.text for word in words] == ["35h"]
    assert words[0].certainty > 0.97


def test_what_only_the_second_reading_saw_counts_when_it_is_sure():
    """The first may lose a line."""
    words = agreed([found("Siret", 10, 0.96)], [found("Lieu", 300, 0.9), found("~i", 500, 0.4)])

    assert [word.text for word in words] == ["Siret", "Lieu"]


def test_the_mark_before_a_line_of_a_list_is_a_bullet():
    """Read as a letter, without confidence, with nothing before it."""
    words = bulleted([found("e", 20, 0.5, wide=10), found("Permis", 70, 0.97), found("e", 400, 0.97, wide=10)])

    assert [word.text for word in words] == ["•", "Permis", "e"]


def test_a_sheet_on_a_table_is_cut_out_and_laid_flat():
    """As a telephone sees it."""
    table = Image.new("L", (900, 1200), 60)
    ImageDraw.Draw(table).polygon([(120, 90), (760, 140), (800, 1080), (90, 1110)], fill=225)
    corners = sheet(table)

    assert corners is not None
    for corner, true in zip(corners, [(120, 90), (760, 140), (800, 1080), (90, 1110)], strict=True):
        assert abs(corner[0] - true[0]) < 12
        assert abs(corner[1] - true[1]) < 12
    assert sheet(Image.new("L", (900, 1200), 240)) is None


def test_a_sheet_half_in_a_shadow_is_found_all_the_same():
    """The lit half stands apart first."""
    table = Image.new("L", (900, 1200), 40)
    pen = ImageDraw.Draw(table)
    pen.rectangle((100, 100, 800, 1100), fill=220)
    pen.rectangle((500, 100, 800, 1100), fill=120)

    assert sheet(table) is not None


def test_specks_go_and_thin_lines_stay():
    """A fax is full of lone dark points; a hair line of one pixel is none of them."""
    paper = Image.new("L", (400, 400), 255)
    for x in range(5, 400, 9):
        for y in range(5, 380, 9):
            paper.putpixel((x, y), 0)
    ImageDraw.Draw(paper).line((10, 390, 390, 390), fill=0)
    clean = despeckled(paper)

    assert clean.crop((0, 0, 400, 380)).getextrema()[0] > 200
    assert clean.getpixel((200, 390)) < 200
    clear = page(dpi=100)
    assert despeckled(clear) is clear


def test_letters_through_which_a_line_runs_keep_their_strokes():
    """The line goes, what crosses it stays."""
    paper = Image.new("L", (400, 100), 255)
    pen = ImageDraw.Draw(paper)
    pen.rectangle((20, 60, 380, 62), fill=0)
    pen.rectangle((200, 40, 203, 80), fill=0)
    bare = without_lines(paper, rulings(paper))

    assert bare.getpixel((100, 61)) == 255
    assert bare.getpixel((201, 61)) == 0


def test_a_row_of_dots_is_painted_over_and_letters_are_not():
    """People write behind leaders."""
    paper = Image.new("L", (400, 100), 255)
    pen = ImageDraw.Draw(paper)
    for x in range(100, 380, 8):
        pen.rectangle((x, 58, x + 2, 60), fill=0)
    pen.rectangle((40, 40, 43, 60), fill=0)
    pen.rectangle((40, 57, 56, 60), fill=0)
    bare = without_lines(paper, rulings(paper))

    assert bare.crop((95, 50, 390, 70)).getextrema() == (255, 255)
    assert bare.getpixel((50, 59)) == 0


def test_writing_that_nothing_read_is_marked():
    """A person sees that something stands there."""
    paper = Image.new("L", (600, 200), 255)
    pen = ImageDraw.Draw(paper)
    pen.rectangle((100, 100, 240, 120), fill=0)
    pen.rectangle((300, 100, 340, 120), fill=0)
    words = with_lost([found("Siret", 100, 0.96, wide=140)], paper, lambda _: [])

    assert [word.text for word in words] == ["Siret", "▒"]
    assert words[1].certainty == 0.0


def test_thin_grey_lines_are_rulings_and_blurred_letters_are_not():
    """Tables of today are drawn in grey, and a photo makes it lighter still."""
    paper = Image.new("L", (500, 200), 250)
    pen = ImageDraw.Draw(paper)
    pen.line((20, 60, 480, 60), fill=212)
    pen.rectangle((20, 150, 80, 158), fill=20)
    for x in range(20, 480, 14):
        pen.rectangle((x, 118, x + 11, 120), fill=120)
    level = [edge for edge in rulings(paper).edges if edge.level]

    assert [round(edge.box[1] / 10) for edge in level if edge.box[2] - edge.box[0] > 300] == [6]


def test_letters_that_stand_on_a_line_keep_their_feet():
    """An underline takes its own darkness away, and no more: E stays E."""
    paper = Image.new("L", (400, 100), 255)
    pen = ImageDraw.Draw(paper)
    pen.rectangle((20, 60, 380, 61), fill=0)
    pen.rectangle((100, 40, 103, 58), fill=0)
    pen.rectangle((100, 56, 116, 58), fill=0)
    bare = without_lines(paper, rulings(paper))

    assert bare.getpixel((112, 57)) == 0
    assert bare.getpixel((112, 61)) == 255


def test_an_underline_goes_whole_though_the_tail_of_a_letter_breaks_it():
    """The short piece beyond the q is no letter."""
    paper = Image.new("L", (400, 100), 255)
    pen = ImageDraw.Draw(paper)
    pen.rectangle((100, 60, 380, 61), fill=0)
    pen.rectangle((56, 60, 84, 61), fill=0)
    bare = without_lines(paper, rulings(paper))

    assert bare.getextrema() == (255, 255)


def test_a_row_of_dashes_is_painted_over_and_bars_of_letters_are_not():
    """People write on dashed lines too; a hyphen is no leader."""
    paper = Image.new("L", (600, 100), 255)
    pen = ImageDraw.Draw(paper)
    for x in range(100, 500, 16):
        pen.rectangle((x, 58, x + 7, 59), fill=0)
    pen.rectangle((40, 50, 48, 52), fill=0)
    bare = without_lines(paper, rulings(paper))

    assert bare.crop((95, 50, 510, 70)).getextrema() == (255, 255)
    assert bare.getpixel((44, 51)) == 0
