"""Characters as the document model wants them: NFC, plain spaces, ☐ and ☒ for every box that programs draw."""

from __future__ import annotations

import re
import unicodedata

EMPTY_BOX = "☐"
BULLET = "•"
TICKED_BOX = "☒"

_CHARACTERS = {
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u3000"), " "),
    **dict.fromkeys(
        map(ord, "\u200b\u200c\u200d\u2060\u2063\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u2066\u2069"), None
    ),
    **dict.fromkeys(map(ord, "□❏❐❑❒◻◽⬜⬚▢"), EMPTY_BOX),
    **dict.fromkeys(map(ord, "☑⊠⌧🗹🗷🗵✅⮽"), TICKED_BOX),
    # private use: what symbol fonts become when only the character code travels
    **dict.fromkeys((0xF0FE, 0xF0FD, 0xF078, 0xF053, 0xF054), TICKED_BOX),
    **dict.fromkeys((0xF0A8, 0xF06F, 0xF071, 0xF072, 0xF0A3), EMPTY_BOX),
    **dict.fromkeys((0xF0A7, 0xF0B7, 0xF0D8, 0xF076, 0xF06C, 0xF06E, 0xF09F, 0xF02D), "•"),
    **dict.fromkeys((0xF0FC, 0xF050), "✓"),
    0xF052: TICKED_BOX,
    0x0B: "\n",
    0x0C: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0x85: "\n",
}

#: what the letters of a symbol font look like, by the font's name
_WINGDINGS = {
    "þ": TICKED_BOX, "ý": TICKED_BOX, "x": TICKED_BOX, "¨": EMPTY_BOX, "o": EMPTY_BOX, "q": EMPTY_BOX, "r": EMPTY_BOX,
    "ü": "✓", "û": "✗", "§": "•", "l": "•", "n": "•", "Ø": "•", "v": "•", "à": "→", "è": "→", "(": "☎", "*": "✉",
}  # fmt: skip
_WINGDINGS_2 = {"R": TICKED_BOX, "Q": TICKED_BOX, "S": TICKED_BOX, "T": TICKED_BOX, "£": EMPTY_BOX, "P": "✓", "O": "✗"}
_DINGBATS = {
    "o": EMPTY_BOX, "p": EMPTY_BOX, "q": EMPTY_BOX, "r": EMPTY_BOX, "4": "✓", "3": "✓", "8": TICKED_BOX, "6": "✗",
    "n": TICKED_BOX, "l": "•", "u": "•",
}  # fmt: skip
#: begun only where no blank stands before: else a line of blanks is looked through once from each of them
_SPACES_BEFORE_BREAK = re.compile(r"(?<![ \t])[ \t]+\n")
#: half of a letter beyond the first plane, as formats that count in halves give it
_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = dict.fromkeys([*range(9), *range(14, 32), 127, *range(0x80, 0x85), *range(0x86, 0xA0)])


def clean(text: str) -> str:
    """The text in NFC with plain spaces, known boxes and no invisible characters; tabs and newlines stay."""
    if text.isascii():
        return text.translate(_CONTROL) if not text.isprintable() else text
    text = text.translate(_CHARACTERS).translate(_CONTROL)
    if _HALF.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if "■" in text and EMPTY_BOX in text:
        # a full square beside an empty one is a tick; alone it is a bullet
        text = text.replace("■", TICKED_BOX)
    return unicodedata.normalize("NFC", text)


def symbols(text: str, font: str) -> str:
    """The text of a run set in a symbol font, each letter as the sign a person sees."""
    table = symbol_table(font)
    if table is None:
        return text
    return "".join(table.get(_plain(letter), letter) for letter in text)


def symbol_table(font: str) -> dict[str, str] | None:
    """The letters of a symbol font, None for a font of plain letters."""
    name = font.replace(" ", "").replace("-", "").lower()
    if "wingdings2" in name:
        return _WINGDINGS_2
    if "wingdings" in name:
        return _WINGDINGS
    if "dingbats" in name:
        return _DINGBATS
    return None


def tidy(text: str) -> str:
    """A cell's or line's text without blanks at the ends of its lines and without empty lines around it."""
    return _SPACES_BEFORE_BREAK.sub("\n", clean(text)).strip(" \n\t")


_WIDE_GAP = re.compile(r" {4,}|(?<! ) {0,3}\t[ \t]*")


def gaps_to_tabs(text: str) -> str:
    """A line typed with runs of blanks to align its columns, each run as one tab."""
    return _WIDE_GAP.sub("\t", text.strip())


def _plain(letter: str) -> str:
    code = ord(letter)
    return chr(code - 0xF000) if 0xF020 <= code <= 0xF0FF else letter
