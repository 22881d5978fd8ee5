"""The lines of a notification: runs of text and tables of one paper, without forward headers and the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.document import Document, Line, Table
from parsers.forms.market_labels import column_of
from parsers.language.folding import fold, tidy
from parsers.language.sentences import bounded, lines_of, unbulleted

_HEADER_LINE = re.compile(
    r"^\W{0,3}(?:de|from|envoye|sent|date|a|to|pour|cc|copie|objet|sujet|subject|repondre a|reply-to)\s?:",
    re.IGNORECASE,
)
_FORWARD_MARK = re.compile(
    r"(?i)^\W{0,12}(?:message transféré|forwarded message|message d'origine|mail original"
    r"|original message|début du message|begin forwarded)"
)


def passages(document: Document, signature: str = "") -> Iterator[tuple[str, list[list[str]]]]:
    """Tables and runs of lines, in order; lines with tabs are rows; forward headers and the signature are left out."""
    lines: list[str] = []
    signed = {line.strip() for line in signature.splitlines() if line.strip()}
    for block in document.blocks:
        if isinstance(block, Line):
            lines += [piece for line in tidy(block.text).split("\n") for piece in bounded(line)]
            continue
        yield from _runs(lines, signed)
        lines = []
        yield "table", _grid(block)
    yield from _runs(lines, signed)


def _grid(table: Table) -> list[list[str]]:
    """Rows of equal length, every cell under its column, merged cells once."""
    width = max((cell.column + cell.column_span for row in table.rows for cell in row), default=0)
    first = min((cell.column for row in table.rows for cell in row), default=0)
    rows = []
    for row in table.rows:
        cells = [""] * max(0, width - first)
        for cell in row:
            if 0 <= cell.column - first < len(cells):
                cells[cell.column - first] = tidy(cell.text).strip()
        rows.append(cells)
    return rows


def _runs(lines: list[str], signed: set[str]) -> Iterator[tuple[str, list[list[str]]]]:
    prose: list[str] = []
    rows: list[list[str]] = []
    headers = _forward_headers(lines)
    for number, line in enumerate([*lines, ""]):
        if line.count("|") >= 2 and "\t" not in line:
            line = line.strip().strip("|").replace("|", "\t") if re.search(r"\w", line) else ""
        if number in headers or line.strip() in signed or _FORWARD_MARK.match(line):
            line = ""
        cells = [cell.strip() for cell in line.split("\t")]
        if sum(bool(cell) for cell in cells) >= 2:
            if prose:
                yield "lines", [[one] for one in lines_of("\n".join(prose))]
                prose = []
            rows.append(cells)
            continue
        if rows:
            yield "table", rows
            rows = []
        prose.append(line)
    if any(line.strip() for line in prose):
        yield "lines", [[one] for one in lines_of("\n".join(prose))]


def _forward_headers(lines: list[str]) -> set[int]:
    """The lines « De : », « Envoyé : », « À : », « Objet : » where two or more of them stand together."""
    like = {number for number, line in enumerate(lines) if _HEADER_LINE.match(fold(line.strip()))}
    return {number for number in like if {number - 1, number + 1} & like}


def labelled_pieces(line: str) -> list[str]:
    """« Objet : … - Acheteur : … - Attributaire : … » cut into its labels; any other line stays whole."""
    for wording, least in ((r"\s[-–—|•]\s|\s?;\s", 3), (r"\.\s+(?=[A-ZÀ-Ý])|\s\((?=[^():]{2,30}\s?:)|\)", 2)):
        pieces = [piece for piece in re.split(wording, line) if piece.strip(" .)")]
        told = [parts for piece in pieces if (parts := labelled(piece)) is not None and column_of(parts[0])]
        if len(told) >= least and (least == 3 or told[0] == labelled(pieces[0])):
            return pieces
    return [line]


def labelled(line: str) -> list[str] | None:
    """« Label : value » as its two parts; None for any other line."""
    match = re.match(r"^([^:\n]{2,60}?)\s?:\s*(\S.*)$", unbulleted(line))
    return [match[1], match[2]] if match else None
