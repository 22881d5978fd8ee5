"""Scans and photos: the words come back with their doubt, in the cells that are ruled on the paper."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from parsers.document import Document
from parsers.errors import Unreadable
from parsers.formats import image, read
from parsers.formats.picture import even, rulings, straightened, uneven, upright
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


def test_a_shadow_is_seen_and_taken_out():
    """The paper becomes white everywhere."""
    sheet = Image.new("L", (600, 800), 230)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, 600, 400), fill=130)
    pen.text((50, 100), "Siret", fill=20)

    assert uneven(sheet)
    assert not uneven(Image.new("L", (600, 800), 240))
    assert even(sheet).getpixel((300, 60)) > 240
