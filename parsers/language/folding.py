"""Folding: a text without case, accents or fancy punctuation, letter for letter, so that places stay the same."""

from __future__ import annotations

import re
import unicodedata

#: nobody writes a longer reply by hand; the rest is a log or an attack
LONGEST = 30_000

_SINGLE = {
    **dict.fromkeys("’‘ʼ´`′", "'"),
    **dict.fromkeys("–—‑‒−", "-"),
    **dict.fromkeys("«»“”„", '"'),
    **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "),
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ß": "s",
}  # fmt: skip
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def tidy(text: str) -> str:
    """The text as NFC with plain line ends and spaces, cut at LONGEST."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    text = _ZERO_WIDTH.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub("[\u00a0\u202f\u2009\u2007]", " ", text)


def fold(text: str) -> str:
    """Lower case without accents; exactly as long as the text it came from."""
    if text.isascii():
        return text.lower()
    return text.translate(_LETTERS)


class _Letters(dict[int, str]):
    """What each letter folds to, found when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _SINGLE.get(char) or unicodedata.normalize("NFD", char)[0].lower()[:1]
        self[code] = folded
        return folded


_LETTERS = _Letters()


def words(text: str) -> list[str]:
    """The folded words and numbers of the text."""
    return re.findall(r"[^\W_]+", fold(text))


def squeezed(text: str) -> str:
    """One line, single spaces, no punctuation hanging at either end."""
    return re.sub(r"\s+", " ", text).strip(" \t\n.,;:–—-•·*")
