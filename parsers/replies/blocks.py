"""A reply cut into what belongs together: lines of prose, lines that begin with a label, rows of a table."""

from __future__ import annotations

import re

from parsers.language.contacts import emails, phones
from parsers.language.names import names_in
from parsers.language.people import column_of, labelled
from parsers.language.sentences import unbulleted


def labels_in(line: str) -> int:
    """How many of our labels the line holds: « Nom : … Prénom : … »."""
    return len({column for column, _ in labelled(line)} - {None, "other"})


def blocks_of(lines: list[str]) -> list[str | tuple[str, ...] | list[list[str]]]:
    """Lines of prose; rows of cells, for a table; and tuples of lines that each begin with a label."""
    out: list[str | tuple[str, ...] | list[list[str]]] = []
    for block in _rows_and_lines(_named_above(lines)):
        if (
            isinstance(block, str)
            and re.match(r"^\W*[^\W\d_][^:=]{1,40}\s?[:=]\s", block)
            and labels_in(block)
            and len(block) < 150
        ):
            if out and isinstance(out[-1], tuple):
                out[-1] = (*out[-1], block)
            else:
                out.append((block,))
        else:
            out.append(block)
    return [block[0] if isinstance(block, tuple) and len(block) == 1 else block for block in out]


def _named_above(lines: list[str]) -> list[str]:
    """A name alone on its line, the telephone on the next: one line."""
    out: list[str] = []
    for line in lines:
        if out and (phones(line) or emails(line)) and not names_in(line) and _is_name(out[-1]):
            out[-1] = f"{out[-1].strip()}, {line.strip()}"
        else:
            out.append(line)
    return out


def _is_name(line: str) -> bool:
    bare = unbulleted(line).strip(" ,:;.")
    found = names_in(bare, small=True)
    return len(found) == 1 and found[0].end - found[0].start == len(bare)


def _rows_and_lines(lines: list[str]) -> list[str | list[list[str]]]:
    out: list[str | list[list[str]]] = []
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        if sum(bool(cell) for cell in cells) >= 2:
            if out and isinstance(out[-1], list):
                out[-1].append(cells)
            else:
                out.append([cells])
        else:
            out.append(line.replace("\t", " ").strip())
    return _written_rows(_pipes_as_rows(out))


def _pipes_as_rows(blocks: list[str | list[list[str]]]) -> list[str | list[list[str]]]:
    """« Nom | Prénom | Tél »: rows drawn by hand."""
    out: list[str | list[list[str]]] = []
    for block in blocks:
        if isinstance(block, str) and block.count("|") >= 2:
            cells = [cell.strip() for cell in block.strip().strip("|").split("|")]
            if all(re.fullmatch(r":?-{2,}:?|", cell) for cell in cells):
                continue
            if out and isinstance(out[-1], list):
                out[-1].append(cells)
            else:
                out.append([cells])
        else:
            out.append(block)
    return out


def _written_rows(blocks: list[str | list[list[str]]]) -> list[str | list[list[str]]]:
    """« Nom, Prénom, Téléphone » above lines of as many parts: a table without lines."""
    out: list[str | list[list[str]]] = []
    mark, width = "", 0
    for block in blocks:
        if not isinstance(block, str):
            mark = ""
        elif mark and block.count(mark) == width - 1 and isinstance(out[-1], list) and _may_be_row(block, mark):
            out[-1].append([cell.strip() for cell in block.split(mark)])
            continue
        else:
            mark = next((one for one in ";," if _heads_table(block, one)), "")
            width = block.count(mark) + 1 if mark else 0
            if mark:
                out.append([[cell.strip(" :") for cell in block.split(mark)]])
                continue
        out.append(block)
    return out


def _may_be_row(line: str, mark: str) -> bool:
    """A sentence that happens to have as many commas is no row."""
    return bool(phones(line) or emails(line)) or all(len(cell.split()) <= 3 for cell in line.split(mark)[:2])


def _heads_table(line: str, mark: str) -> bool:
    told = [column_of(cell) for cell in line.split(mark)] if 3 <= line.count(mark) + 1 <= 12 else []
    return bool(told) and all(told) and bool({"full", "last", "first"} & set(told))
