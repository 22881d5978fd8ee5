"""The lines of a notification: runs of text and tables of one paper, without forward headers and the signature."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date

from parsers.document import Document, Line, Table
from parsers.forms.market_labels import column_of
from parsers.language.dates import dates_in
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

#: a street without its town
STREET_LINE = re.compile(
    r"(?i)^\s*(?:(?:adresse|siège)[^:\d]{0,20}:\s*)?(?:\d{1,4}\s?(?:bis|ter)?,?\s(?=[^\W\d_])|z\.?[ai]\.?c?\b|zone|rue|avenue|place|route|chemin|quai"
    r"|impasse|bp\b)[^:@]{2,60}$"
)
_TOWN_LINE = re.compile(r"^\s*\d{2}\s?\d{3}\s[^\W\d_][^:@\d]{1,40}$")


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
    """Rows of equal length, every cell under its column; a cell merged over several rows stands in each of them."""
    width = max((cell.column + cell.column_span for row in table.rows for cell in row), default=0)
    first = min((cell.column for row in table.rows for cell in row), default=0)
    rows = [[""] * max(0, width - first) for _ in table.rows]
    for at, row in enumerate(table.rows):
        for cell in row:
            if 0 <= cell.column - first < width - first:
                for below in rows[at : at + max(1, cell.row_span)]:
                    below[cell.column - first] = tidy(cell.text).strip()
    return rows


def _runs(lines: list[str], signed: set[str]) -> Iterator[tuple[str, list[list[str]]]]:
    prose: list[str] = []
    rows: list[list[str]] = []
    headers = _forward_headers(lines)
    mark: str | None = None
    for number, line in enumerate([*lines, ""]):
        mark = _cell_mark(line) or (mark if mark and line.count(mark) >= 2 else None)
        if mark and "\t" not in line:
            line = "\t".join(next(csv.reader([line.strip()], delimiter=mark), []))
        if line.count("|") >= 2 and "\t" not in line:
            line = line.strip().strip("|").replace("|", "\t") if re.search(r"\w", line) else ""
        if number in headers or line.strip() in signed or _FORWARD_MARK.match(line):
            line = ""
        cells = [cell.strip() for cell in line.split("\t")]
        if sum(bool(cell) for cell in cells) >= 2:
            yield from _unfolded(prose)
            prose = []
            rows.append(cells)
            continue
        if rows:
            yield "table", rows
            rows = []
        prose.append(line)
    yield from _unfolded(prose)


def _cell_mark(line: str) -> str | None:
    """What parts the cells of a table pasted as text, where the line is its header."""
    for mark in (";", ","):
        cells = line.split(mark)
        if len(cells) > 2 and sum(column_of(cell) is not None for cell in cells) * 2 > len(cells):
            return mark if any(column_of(cell) == "company" for cell in cells) else None
    return None


def _unfolded(lines: list[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """Lines of text; a table whose cells a mail program put one under another is a table again."""
    header = _standing_header(lines)
    if header is None:
        if any(line.strip() for line in lines):
            yield "lines", [[one] for one in lines_of("\n".join(_with_towns(lines)))]
        return
    start, end = header
    columns = [line.strip() for line in lines[start:end]]
    rows, rest = _standing_rows(lines[end:], len(columns))
    yield from _unfolded(lines[:start])
    yield "table", [columns, *rows]
    yield from _unfolded(rest)


def _standing_header(lines: list[str]) -> tuple[int, int] | None:
    """From where to where each line is a label of a column, one of them the company's."""
    start = 0
    for end in range(len(lines) + 1):
        label = lines[end].strip() if end < len(lines) else ""
        if ":" not in label and column_of(label) is not None:
            continue
        if end - start >= 3 and any(column_of(line) == "company" for line in lines[start:end]):
            return start, end
        start = end + 1
    return None


def _standing_rows(lines: list[str], width: int) -> tuple[list[list[str]], list[str]]:
    """The rows of one cell a line, parted by blank lines or as long as the header; and the lines after them."""
    if any(not line.strip() for line in lines[:-1]):
        groups: list[list[str]] = [[]]
        for line in lines:
            if line.strip():
                groups[-1].append(line.strip())
            elif groups[-1]:
                groups.append([])
        groups = [group for group in groups if group]
        rows = []
        while groups and 2 <= len(groups[0]) <= width:
            rows.append(groups.pop(0))
        return rows, [line for group in groups for line in group]
    cells = [line.strip() for line in lines if line.strip()]
    whole = len(cells) - len(cells) % width
    return [cells[at : at + width] for at in range(0, whole, width)], cells[whole:]


def _with_towns(lines: list[str]) -> list[str]:
    """« 15 rue du Renard » and « 76000 Rouen » below it are one line."""
    out: list[str] = []
    for line in lines:
        if out and _TOWN_LINE.match(line) and STREET_LINE.match(out[-1]):
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
        else:
            out.append(line)
    return out


def _forward_headers(lines: list[str]) -> set[int]:
    """The lines « De : », « Envoyé : », « À : », « Objet : » where two or more of them stand together."""
    like = {number for number, line in enumerate(lines) if _HEADER_LINE.match(fold(line.strip()))}
    return {number for number in like if {number - 1, number + 1} & like}


def written_on(document: Document, today: date) -> date:
    """The day that the header of a forwarded mail gives: « hier » counts from there."""
    lines = [tidy(line.text) for line in document.lines()[:20]]
    for number in sorted(_forward_headers(lines)):
        if re.match(r"\W{0,3}(?:envoye|sent|date)\s?:", fold(lines[number])):
            days = dates_in(lines[number], today=today, backward=True)
            if days and days[0].day <= today:
                return days[0].day
    return today


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
