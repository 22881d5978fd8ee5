"""Items: a list field cut into its items on bullets, numbers, semicolons, lines, and commas where that is sure."""

from __future__ import annotations

import re

from parsers.values import boxes
from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import folded, one_line, plain

_SIGNS = "•●▪◦‣∙·*✓✔➢➤►▶→♦◆■○❖✦⮚\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
_BULLET = re.compile(
    rf"^\s*(?:[{_SIGNS}]\s*|[-–—>]\s*(?=[^\d\s])|[-–—>]\s+|[o+°¢®©¥]\s+(?=[^\W\d_])"
    rf"|\(?\d{{1,2}}\s?[.)°]-?\s*(?=[^\W\d_])|[a-h]\)\s*|\d{{1,2}} ?[-–/] +(?=[^\W\d_]))"
)
_INLINE_SIGN = re.compile(rf"\s*[{_SIGNS}]\s*")
_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|(?<=[^\d\s(,])|^)\(?([1-9]\d?)\s?[.)]\s?(?=[^\W\d_])")
_INLINE_DASH = re.compile(r"\s+[-–—]\s+|(?<=[\w)])[-–—]\s+(?=[^\W\d_])")
_HANGING = re.compile(
    r"(?:,|\b(?:de|des|du|la|le|les|et|ou|à|au|aux|en|pour|sur|sous|dans|par|avec|sans|un|une|son|ses|leur|leurs)"
    r"|[dl]['’])$"
)
#: a capital and a small letter begin an item; « CNAPS » may stand anywhere
_SENTENCE = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ']")
#: « permis B, 2 ans »: how much of what stands before it
_MEASURE = re.compile(r"\d{1,3} ?(?:ans?|mois|semaines?|jours?|kg|h|heures?|m|km)?$")
_BOUND = re.compile(
    r"(?:qui|que|qu'|dont|ou|et|mais|sauf|hors|excepte|environ|soit|car|si|afin|"
    r"pour|puis|de|du|des|d'|a(?! l'aise)|au|aux|en|y|etc|selon|voire|ainsi"
    r"|comme|soit|lors|sur|dans|chez|par|avec|sans|"
    r"le|la|les|l'|un|une|notamment|idealement|necessitant|sachant|possedant|incluant|compris|possible|si"
    r" possible|exigee?s?|souhaitee?s?|apprecie?e?s?|obligatoires?|merci|c'est|il|elle|nous|vous|on)\b"
)


def items(text: str) -> Parsed[tuple[str, ...]]:
    """The items as written, each with a capital and no full stop; lines that the paper broke come here whole."""
    text = re.sub(rf"^[{_SIGNS}]\s*(?=[^\n]*$)", "", plain(text).strip())
    if boxes.has_boxes(text):
        chosen = [*boxes.ticked(text), *_cut(boxes.unboxed_lines(text))[0]]
        return sure(_tidied(chosen), certainty=0.93)
    found, certainty = _cut(text)
    if re.match(r"\(?[2-9] ?[.)]", text):
        # « 2) … 3) … »: the first item stands somewhere else
        return doubtful(_tidied(found), "list_starts_late")
    return sure(_tidied(found), certainty=certainty)


def _cut(text: str) -> tuple[list[str], float]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return [], 0.97
    if any(_BULLET.match(line) for line in lines):
        return _bulleted(lines), 0.97
    lines = _rejoined(lines)
    if any(";" in _outside(line) for line in lines):
        return [piece for line in lines for piece in _split_outside(line, ";")], 0.97
    if len(lines) > 1:
        return [piece for line in lines for piece in _inline(line)], 0.95
    inline = _inline(lines[0])
    return (inline, 0.96) if len(inline) > 1 else _by_comma(lines[0])


def _bulleted(lines: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet:
            out.append(line[bullet.end() :])
        elif out and not (
            _SENTENCE.match(line) and not _HANGING.search(out[-1]) and out[-1].count("(") <= out[-1].count(")")
        ):
            out[-1] = f"{out[-1]} {line}"
        elif out or not line.endswith(":"):
            out.append(line)
    return [piece for line in out for piece in _inline(line, marked=True)]


def _inline(line: str, *, marked: bool = False) -> list[str]:
    """Bullets or numbers within one line."""
    if re.search(rf"[^\s][ \t]*[{_SIGNS}]", line):
        return [piece for piece in _INLINE_SIGN.split(line) if piece.strip()]
    numbers = list(_INLINE_NUMBER.finditer(line))
    counted = [int(number[1]) for number in numbers]
    expected = list(range(2, len(counted) + 2)) if marked else list(range(1, len(counted) + 1))
    if counted and counted == expected and (marked or len(counted) > 1):
        edges = [number.span() for number in numbers]
        starts = [0, *[end for _, end in edges]] if marked or edges[0][0] > 0 else [end for _, end in edges]
        ends = (
            [*[start for start, _ in edges], len(line)]
            if len(starts) > len(edges)
            else [*[start for start, _ in edges[1:]], len(line)]
        )
        return [line[start:end] for start, end in zip(starts, ends, strict=True) if line[start:end].strip()]
    dashed = _INLINE_DASH.split(line)
    if len(dashed) > 2 or (marked and len(dashed) > 1 and re.search(r"\w- \w", line)):
        return [piece for piece in dashed if piece.strip()]
    barred = [piece for piece in re.split(r"\s*\|\s*", line) if piece.strip()]
    if len(barred) > 1:
        return barred
    slashed = re.split(r"\s+/\s+", line)
    if len(slashed) > 2 or (len(slashed) > 1 and all(len(piece.split()) > 1 for piece in slashed)):
        return slashed
    return [line]


def _rejoined(lines: list[str]) -> list[str]:
    """A line that ends in the middle of a phrase goes on with the next."""
    out = [lines[0]]
    for line in lines[1:]:
        if out[-1].count("(") > out[-1].count(")") or _HANGING.search(out[-1]):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return out


def _by_comma(line: str) -> tuple[list[str], float]:
    sentences = [piece for piece in re.split(r"(?<=[^\W\d_]{4}[.!])\s+(?=[A-ZÀ-Ý])", line) if piece.strip()]
    if len(sentences) > 1:
        short = all(len(piece.split()) <= 7 for piece in sentences)
        return (sentences, 0.85) if short else ([line], 0.85)
    pieces = _split_outside(line, ",")
    if len(pieces) == 1:
        return [line], 0.96
    # « A, b et c. »: a full stop and an « et » before the last make it a sentence
    if line.rstrip().endswith(".") and re.search(r"\b(?:et|ou)\b", pieces[-1]):
        return [line], 0.9
    if any(
        len(piece.strip()) < 3
        or _MEASURE.match(folded(piece))
        or _BOUND.match(folded(piece))
        or len(piece.split()) > 10
        for piece in pieces[1:]
    ):
        return [line], 0.85
    return pieces, 0.92


def _outside(text: str) -> str:
    """The text without what stands in parentheses."""
    return re.sub(r"\([^()]{0,300}\)", "", text)


def _split_outside(text: str, mark: str) -> list[str]:
    """Split at the mark, not in parentheses and not between two figures."""
    out, depth, start = [], 0, 0
    for index, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif (
            char == mark
            and not depth
            and not (text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit())
        ):
            out.append(text[start:index])
            start = index + 1
    out.append(text[start:])
    return [piece for piece in out if piece.strip()]


def _tidied(pieces: list[str]) -> tuple[str, ...]:
    out = []
    for piece in pieces:
        bare = one_line(piece).strip(" ,;")
        bare = re.sub(r"(?<!\betc)(?<!\.)\.$", "", bare).strip(" ;,")
        if re.search(r"\w", bare):
            out.append(bare[0].upper() + bare[1:])
    return tuple(out)
