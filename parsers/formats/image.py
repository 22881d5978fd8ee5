"""Scans and photos: words recognised by Tesseract where it is installed, set back into lines and cells, with doubt."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.document import Box, Document, Line, Table
from parsers.errors import Unreadable
from parsers.formats.agreement import agreed, bulleted
from parsers.formats.archive import CORRUPT, TOO_LARGE
from parsers.formats.comb_figures import with_combs
from parsers.formats.glyphs import clean
from parsers.formats.layout import arrange
from parsers.formats.picture import despeckled, even, upright
from parsers.formats.posture import straightened
from parsers.formats.retake import with_lost
from parsers.formats.rulings import Rulings, rulings, without_lines
from parsers.formats.tick_boxes import marks, without_boxes
from parsers.formats.words import Edge, Word
from parsers.tools import tesseract
from parsers.tools.process import Failed, TooSlow

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 60_000_000
MAX_PAGES = 10
#: seconds that recognition may take for one document; pages that do not fit are left out, and said so
#: (on the clock: a machine that is busy with others takes ten times what recognition costs)
BUDGET = 75.0
LOW = 0.70
#: a page read so badly may lie on its side
DOUBTED = 0.6
#: the second reading sees the page larger: what a letter looks like at both sizes is what it is
LARGER = 1.4
#: the most that a word with a line through it may be believed: under what any field needs
CROSSED = 0.93
_POINTS = 595.0
MISSING = (
    "Cette page est une image et la reconnaissance de texte (Tesseract) n'est pas disponible sur cette machine : "
    "ouvrez le document pour le lire, ou demandez-le en Word."
)
SLOW = (
    "La reconnaissance de cette page a pris trop de temps, la machine étant trop occupée : faites-la relire plus tard, "
    "ou ouvrez le document pour le lire."
)
_NO_HEIC = "Les photos HEIC ne sont pas lues ici : demandez à l'expéditeur une photo JPEG ou un PDF."


@dataclass(frozen=True, slots=True)
class Seen:
    """What one picture of a page showed, in points: words, ruled lines, and how surely it was read."""

    words: list[Word]
    edges: list[Edge]
    certainty: float


def read(data: bytes, kind: str) -> Document:
    """The document of a picture, or of each page of a many-paged one; raises Unreadable."""
    pictures, count = _pictures(data, kind)
    reader = Reader()
    blocks: list[Line | Table] = []
    for number, seen in enumerate(reader.pages([(picture, _POINTS) for picture in pictures]), 1):
        blocks += [] if seen is None else laid_out(seen, page=number, blocks=blocks)
    if reader.in_vain:
        raise Unreadable("timeout", SLOW)
    return Document(
        type=kind, blocks=tuple(blocks), pages=count, recognised=True,
        problems=reader.problems(left_out=count > MAX_PAGES),
    )  # fmt: skip


def laid_out(
    seen: Seen, *, page: int, blocks: Sequence[Line | Table], typed: Sequence[Word] = ()
) -> list[Line | Table]:
    """The lines and tables of a recognised page that follows these blocks; `typed` lies over the picture as text."""
    tables = sum(isinstance(block, Table) for block in blocks)
    return arrange([*seen.words, *typed], seen.edges, page=page, tables_before=tables, tolerance=4.0)


class _Sheet:
    """A straight page, evenly lit: its ruled lines, and what is left without them."""

    def __init__(self, straight: Image) -> None:
        flat = even(straight)
        self.found = rulings(flat)
        self.bare = without_boxes(without_lines(flat, self.found), self.found.boxes)


class Reader:
    """Recognises the pages of one document within its budget of time."""

    def __init__(self) -> None:
        self._end = time.monotonic() + BUDGET
        self._sure: list[float] = []
        self._left_out = False

    def pages(self, pictures: Sequence[tuple[Image, float]]) -> list[Seen | None]:
        """Each page, given with its width in points, two at a time; None for those that the time did not allow.

        Raises Unreadable without Tesseract.
        """
        with ThreadPoolExecutor(2) as threads:
            found = list(threads.map(lambda pair: self._page(*pair), pictures))
        self._sure = [seen.certainty for seen in found if seen is not None]
        self._left_out = None in found
        return found

    @property
    def in_vain(self) -> bool:
        """Whether the time allowed no page at all."""
        return self._left_out and not self._sure

    def _page(self, picture: Image, wide: float) -> Seen | None:
        try:
            return self._seen(picture, wide) if self._left() >= 3.0 else None
        except TooSlow:
            # what was read until then would pass for all that there is
            return None

    def _seen(self, picture: Image, wide: float) -> Seen:
        straight = straightened(despeckled(upright(picture)))
        if straight.width > straight.height:
            straight = self._turned(straight)
        sheet = _Sheet(straight)
        with ThreadPoolExecutor(1) as beside:
            second = beside.submit(self._words, sheet.bare, LARGER)
            words = self._words(sheet.bare, 1.0)
            if (_mean(words) < DOUBTED or len(words) < 8) and self._left() > 5.0:
                # upside down, or a sheet that lies on its side in an upright picture
                turned = _Sheet(self._turned(straight))
                again = self._words(turned.bare, 1.0)
                if _worth(again) > _worth(words):
                    sheet, words = turned, again
                    second = beside.submit(self._words, sheet.bare, LARGER)
            words = agreed(words, second.result())
        words, figures = with_combs(words, sheet.bare, sheet.found.combs, self._block)
        words = with_lost([*words, *figures], sheet.bare, lambda cuttings: self._block(cuttings, 1.0))
        words = [word if word in figures else _crossed(word, sheet.found) for word in bulleted(words)]
        words += marks(sheet.found.boxes)
        scale = wide / sheet.bare.width
        lines = [replace(edge, box=_scaled(edge.box, scale)) for edge in sheet.found.edges]
        return Seen([_placed(word, scale) for word in words], lines, _mean(words))

    def problems(self, *, left_out: bool = False) -> tuple[str, ...]:
        """What whoever uses the text must know."""
        out = ["pages_left_out"] if left_out or self._left_out else []
        if self._sure and statistics.fmean(self._sure) < LOW:
            out.append("ocr_low")
        return tuple(out)

    def _left(self) -> float:
        return self._end - time.monotonic()

    def _words(self, picture: Image, scale: float, mode: int = tesseract.SPARSE) -> list[tesseract.Found]:
        """What is read at so many times the size, placed at the size that it has."""
        if self._left() < 1.0:
            raise TooSlow
        try:
            found = tesseract.words(_enlarged(picture, scale), mode=mode, dpi=round(200 * scale), seconds=self._left())
        except TooSlow:
            raise
        except Failed as fault:
            if not tesseract.available():
                raise Unreadable("unsupported", MISSING) from fault
            return []
        return [replace(word, box=_shrunk(word.box, scale)) for word in found if _likely(word)]

    def _block(self, cuttings: Image, scale: float) -> list[tesseract.Found]:
        """What is read of pieces of the page, set under each other."""
        return self._words(cuttings, scale, tesseract.BLOCK)

    def _turned(self, picture: Image) -> Image:
        """The page the right way round, when it was photographed on its side or upside down."""
        if self._left() < 5.0:
            return picture
        angle = tesseract.turn(_enlarged(picture, 1.0), seconds=self._left())
        return picture.rotate(-angle, expand=True, fillcolor=255) if angle else picture


def _enlarged(picture: Image, scale: float) -> bytes:
    """The picture's file at so many times its size."""
    from PIL import Image as Pictures

    if scale != 1.0:
        size = (round(picture.width * scale), round(picture.height * scale))
        picture = picture.resize(size, Pictures.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "PPM")
    return out.getvalue()


def _shrunk(box: tuple[int, int, int, int], scale: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return round(left / scale), round(top / scale), round(right / scale), round(bottom / scale)


#: what specks and remains of lines are taken for; no one writes these alone, or first
_SPECKS = "|‘’'`\"“”\\_~¦‚,.!]["


def _likely(word: tesseract.Found) -> bool:
    """Specks and remains of lines are read as lone marks, and without confidence."""
    if any(letter.isalnum() for letter in word.text):
        return word.certainty > 0.1
    return word.certainty > 0.5 and word.text.strip(_SPECKS) != ""


def _crossed(word: tesseract.Found, found: Rulings) -> tesseract.Found:
    """A word through which a line ran that was painted over may have lost a tail: q is then read as a."""
    left, top, right, bottom = word.box
    # a tail that was lost is below the box that was read
    if found.ink is None or found.ink.crop((left, top, right, bottom + 3)).histogram()[255] < 4:
        return word
    return replace(word, certainty=min(word.certainty, CROSSED))


def _mean(words: list[tesseract.Found]) -> float:
    weight = sum(len(word.text) for word in words)
    return sum(word.certainty * len(word.text) for word in words) / weight if weight else 0.0


def _worth(words: list[tesseract.Found]) -> float:
    """How much text was read surely."""
    return sum(len(word.text) * max(0.0, word.certainty - 0.4) for word in words)


def _placed(word: tesseract.Found, scale: float) -> Word:
    box = _scaled(word.box, scale)
    return Word(
        text=clean(word.text.lstrip("|‘`¦\\_~‚")),
        box=box,
        size=max(6.0, (box[3] - box[1]) * 0.95),
        certainty=word.certainty,
    )


def _scaled(box: Box, scale: float) -> Box:
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)


def _pictures(data: bytes, kind: str) -> tuple[list[Image], int]:
    """The pictures of a file, and how many it holds."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    if kind == "heic":
        try:
            from pi_heif import register_heif_opener  # type: ignore[import-not-found]
        except ImportError as fault:
            raise Unreadable("unsupported", _NO_HEIC) from fault
        register_heif_opener()
    # the size is judged below, by the header and before anything is decoded
    Image.MAX_IMAGE_PIXELS = None
    # a JPEG is decoded at a fraction of its size: the largest telephones make 108 and 200 millions
    most = 4 * MAX_PIXELS if kind == "jpg" else MAX_PIXELS
    try:
        opened = Image.open(io.BytesIO(data))
        if opened.width * opened.height > most:
            raise Unreadable("too_large", TOO_LARGE)
        count = int(getattr(opened, "n_frames", 1)) if kind == "tiff" else 1
        frames: list[Image.Image] = []
        for frame in ImageSequence.Iterator(opened):
            frame.draft("L", (3_000, 3_000))
            if frame.width * frame.height > MAX_PIXELS:
                raise Unreadable("too_large", TOO_LARGE)
            frames.append(frame.copy())
            if len(frames) >= min(count, MAX_PAGES):
                break
    except Image.DecompressionBombError as fault:
        raise Unreadable("too_large", TOO_LARGE) from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError) as fault:
        raise Unreadable("corrupt", CORRUPT) from fault
    return frames, count
