"""Sentences: a reply cut into lines that its author meant, and lines into sentences."""

from __future__ import annotations

import re

from parsers.language.folding import fold

_BULLET = re.compile(r"^\s*(?:[-–—•·*>o✓➢▪●◦□☐☒→]|\d{1,2}\s?[.)°/-]|[a-z]\))\s+|^\s*[-–•*·](?=\S)")
_ENDED = re.compile(r"[.!?:;]\s*$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'])(?:m|mm|mr|mrs|mme|mmes|mlle|melle|dr|st|ste|tel|port|av|bd|cf|ex|env|max|min|num|etc|ref"
    r"|resp|[a-gi-z]|(?<!\d )h|(?:[a-z]\.){1,5}[a-z])\.$"
)
#: « le 3 déc. à 8h », « jeu. 3 »: a month or a day cut short ends no sentence that goes on
_SHORT_NAME = re.compile(r"(?:^|[\s(])(?:janv?|fevr?|avr|juil|sept?|oct|nov|dec|lun|mar|mer|jeu|ven|sam|dim)\.$")
_GOES_ON = re.compile(r" [a-zà-ÿ\d]")
#: letters that tell an abbreviation, and what stands before it
_LONGEST_ABBREVIATION = 16
_LABEL = re.compile(r"[A-ZÀ-Ý][^:;\n]{1,45}\s?:(?:\s|$)")
#: what begins a passage of its own, however long the line above is
_BEGINS = re.compile(r"(?:lots?|marches?|candidate?s?|postes?|chantiers?) ?(?:n° ?)?\d|c(?:dt|dlt|ordialement)\b")
#: a mail address or a telephone at the end: the line said what it had to say
_REACHED = re.compile(r"(?:@[\w.-]{3,60}|(?:\d\d[ .]?){4}\d\d)\)?$")
#: a mail program that wraps does it near here
_WRAP = 66
#: a line longer than that was not broken by a mail program; what was put together already is measured anew
_WIDEST = 82
_LONGEST_LINE = 1_200


def unbulleted(line: str) -> str:
    """The line without the bullet or number that begins it."""
    return _BULLET.sub("", line, count=1).strip()


def has_bullet(line: str) -> bool:
    """Whether the line is an item of a list."""
    return bool(_BULLET.match(line))


def lines_of(text: str) -> list[str]:
    """The lines that the author meant: those broken by a mail program are whole again, blank ones are left out."""
    out: list[str] = []
    open_line, last_line = False, ""
    for line in (piece for whole in text.split("\n") for piece in bounded(whole)):
        bare = line.strip(" \r")
        if not bare.strip():
            open_line = False
            continue
        if open_line and _goes_on(last_line, bare) and "\t" not in out[-1]:
            out[-1] = f"{out[-1]} {bare}"
            last_line = bare
        else:
            out.append(bare)
            last_line = bare
        open_line = True
    return out


def bounded(line: str) -> list[str]:
    """The line, or its pieces where it is longer than anybody writes: no pattern of ours ever sees more at once."""
    if len(line) <= _LONGEST_LINE:
        return [line]
    pieces = []
    while len(line) > _LONGEST_LINE:
        cut = line.rfind(" ", _LONGEST_LINE // 2, _LONGEST_LINE)
        cut = cut if cut > 0 else _LONGEST_LINE
        pieces.append(line[:cut])
        line = line[cut:]
    return [*pieces, line]


def _goes_on(before: str, after: str) -> bool:
    if (
        len(before) > _LONGEST_LINE
        or "\t" in before
        or "\t" in after
        or has_bullet(after)
        or any(before.count(mark) >= 2 and after.count(mark) >= 2 for mark in ";|")
        or _ENDED.search(before)
        or _LABEL.match(after)
        or _BEGINS.match(fold(after[:24]))
        or (after[:1].isupper() and _REACHED.search(before[-80:]))
    ):
        return False
    if len(before) > _WIDEST and not after[:1].islower():
        return False
    first_word = after.split(" ", 1)[0]
    if len(before) + len(first_word) + 1 < _WRAP:
        return after[:1].islower() and len(before) > 30
    return True


def sentences_of(line: str) -> list[str]:
    """The sentences of one line; « M. », initials, figures and addresses do not end one."""
    out: list[str] = []
    start = 0
    for match in re.finditer(r"[.!?…]+[)\"»]?(?=\s|$)|;(?=\s)", line):
        ended = line[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start() + 1]
        if match.group().startswith(".") and _ABBREVIATION.search(fold(ended)):
            continue
        if match.group() == "." and _SHORT_NAME.search(fold(ended)) and _GOES_ON.match(line, match.end()):
            continue
        piece = line[start : match.end()].strip()
        if piece:
            out.append(piece)
        start = match.end()
    rest = line[start:].strip()
    if rest:
        out.append(rest)
    return _french_marks_joined(out)


def _french_marks_joined(pieces: list[str]) -> list[str]:
    """« exigée ? »: the space that French puts before a mark does not make a sentence of the mark."""
    out: list[str] = []
    for piece in pieces:
        if out and re.fullmatch(r"[?!.…)»\"\s]+", piece):
            out[-1] = f"{out[-1]} {piece}"
        else:
            out.append(piece)
    return out
