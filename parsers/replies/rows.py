"""Rows: a list, a table or an answer between quoted lines, turned into lines that each name whom they speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.language.folding import fold
from parsers.language.sentences import lines_of
from parsers.replies.clauses import verdicts_in
from parsers.replies.courtesy import body_of
from parsers.replies.presented import Presented
from parsers.replies.questions import is_question

#: stands before a line that a blank one parts from what is above
_BREAK = "\x1f"
_QUOTED = re.compile(r"^\s*>[>\s]*")
_BULLET = re.compile(r"^\s*(?:[-–—•·*→☐☑▪●]\s*|(?:\(?\d{1,2}\s?[.)°/-]|\(\d{1,2}\))\s+(?=\S))+")
#: what may stand beside a name that waits for its answer
_BESIDE_NAME = re.compile(
    r"(?:\b(?:m|mr|mme|mlle|monsieur|madame|candidate?|candidature|profil|cv|de|du|la|le|pour|concernant|n|no|numero"
    r"|ans|ci|joint|tel|rang)\b|[\W\d_])*"
)
_CANDIDATES = re.compile(
    r"\b(?:(?:les|ces|vos|nos|des|liste des) )?(?:candidate?s?|candidatures?|profils?|personnes?)\b"
)
_RANKS = re.compile(
    r"(?<![\w.,:°#-])(?:n°\s?)?(?P<rank>[1-9])\s?(?:[:=.)-]+\s?|\s)(?=[^\W\d_✓✔❌✗👍])(?!(?:candidat|personne|poste"
    r"|profil"
    r"|jour|heure|h\b|mois|an|semaine|sur\b|fois|eme\b|er\b|minutes?\b|km\b|autres?\b"
    r"|janv|fev|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec))"
)
_MARK = re.compile(r"\W*(?:x|oui|ok|v|✓|✔|☑|✅|👍)\W*", re.IGNORECASE)
_NO_MARK = re.compile(r"\W*(?:non|0|no)?\W*", re.IGNORECASE)
_IN_ORDER = re.compile(r"\b(?:dans l'ordre|respectivement)\b[^:]{0,40}:\s*")
_LONGEST_HEADING = 60


def rows_of(text: str, people: Presented) -> list[str]:
    """The lines of an answer, each with the name or the verdict that its neighbours give it.

    1. « 1 ok / 2 non » is a line a rank. 2. « Retenus : » above names speaks of each of them.
    3. A name alone on its line is answered by what stands below it.
    """
    lines = [
        piece
        for line in body_of(_paragraphs(text, people))
        for told in _in_order(line, people)
        for piece in _by_rank(told, people)
    ]
    out: list[str] = []
    heading = ""
    waiting = answered = False
    lines = _tables(lines, people)
    for place, line in enumerate(lines):
        apart, line = line.startswith(_BREAK), line.lstrip(_BREAK)
        named = any(mention.kind in {"name", "rank"} for mention in people.mentions(line))
        if named:
            bare = _BULLET.sub("", line) if any(m.kind == "name" for m in people.mentions(line)) else line
            waiting, answered = False, False
            if heading and not _told(line, people):
                out.append(_under(heading, bare, people))
            else:
                waiting = _only_named(line, people)
                out.append(bare)
        elif not (waiting and not answered and not line.rstrip().endswith(":")) and _is_heading(lines, place, people):
            heading, waiting = _said(line), False
        elif waiting and not (apart and answered) and not is_question(line):
            out[-1] = f"{out[-1].rstrip(' :.')}{'. ' if answered else ' : '}{_BULLET.sub('', line)}"
            answered = True
        else:
            heading, waiting = "", False
            out.append(line)
    return out


def _paragraphs(text: str, people: Presented) -> list[str]:
    """The lines as meant; of a quoted line the names alone are kept, as what the next line answers."""
    out: list[str] = []
    own: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip() and not _QUOTED.match(line):
            own.append(line)
            continue
        joined = [whole for piece in _parted(own, people) for whole in lines_of(piece)]
        out += [_BREAK + joined[0], *joined[1:]] if joined else []
        own = []
        if line.strip():
            named = {i for m in people.mentions(line) if m.kind == "name" and not m.doubt for i in m.who}
            out += [_BREAK + " et ".join(people.labels[index] for index in sorted(named))] if named else []
    return out


def _parted(lines: Sequence[str], people: Presented) -> list[str]:
    """The lines put together but where one begins with « name : », which no mail program has wrapped there."""
    out: list[str] = []
    for line in lines:
        first = next((m for m in people.mentions(line) if m.kind in {"name", "rank"} and m.start <= 6), None)
        begins = first is not None and re.match(r"\s?(?:[:=>–—-]|→)", line[first.end :])
        if out and not begins:
            out[-1] = f"{out[-1]}\n{line}"
        else:
            out.append(line)
    return out


def _in_order(line: str, people: Presented) -> list[str]:
    """« Dans l'ordre : retenue, non retenue »: a piece a rank, when there are as many as candidates."""
    told = _IN_ORDER.search(fold(line))
    if told is None:
        return [line]
    pieces = [piece.strip(" .") for piece in re.split(r"[,;/]| puis ", line[told.end() :]) if piece.strip(" .")]
    if len(pieces) != len(people) or not all(verdicts_in(piece) for piece in pieces):
        return [line]
    return [f"n°{rank} : {piece}" for rank, piece in enumerate(pieces, 1)]


def _by_rank(line: str, people: Presented) -> list[str]:
    """« 1 ok / 2 non / 3 à voir »: a piece a rank; « 2 - retenu » says that its number is a rank."""
    starts = [match for match in _RANKS.finditer(fold(line)) if int(match["rank"]) <= len(people)]
    ranks = [match["rank"] for match in starts]
    if not starts or starts[0].start() > 3 or len(set(ranks)) < len(ranks):
        return [line]
    if len(starts) == 1 and not re.search(r"[:=.)-]", starts[0].group()):
        return [line]
    ends = [*(match.start() for match in starts[1:]), len(line)]
    pieces = [line[match.end() : end].strip(" /,;|-–—") for match, end in zip(starts, ends, strict=True)]
    if any(any(mention.kind in {"name", "rank"} for mention in people.mentions(piece)) for piece in pieces):
        return [line]
    if len(pieces) > 1 and not all(verdicts_in(piece) for piece in pieces):
        return [line]
    return [f"n°{rank} : {piece}" for rank, piece in zip(ranks, pieces, strict=True) if piece]


def _tables(lines: Sequence[str], people: Presented) -> list[str]:
    """Rows of cells as « name : the rest »; a cross is what the head of its column says."""
    out: list[str] = []
    head: list[str] = []
    for line in lines:
        cells = _cells(line)
        if len(cells) < 2:
            out.append(line)
            continue
        if not any(people.mentions(cell) for cell in cells if _is_name(cell, people)):
            if not any(re.search(r"[^\W_]", cell) for cell in cells):
                continue
            head = cells if re.match(r"\W*(?:nom|candidat|prenom|n°|rang|profil)", fold(line)) else []
            out += [] if head else [line]
            continue
        names = [cell for cell in cells if _is_name(cell, people)]
        told = sum(bool(verdicts_in(cell)) for cell in head)
        rest = [
            _cell(cell, head[place] if place < len(head) else "", told)
            for place, cell in enumerate(cells)
            if cell not in names and not re.fullmatch(r"[\W\d]{0,4}", cell)
        ]
        out.append(f"{_BREAK}{' '.join(names)} : {', '.join(one for one in rest if one)}")
    return out


def _cells(line: str) -> list[str]:
    line = line.lstrip(_BREAK)
    if "\t" not in line and line.count("|") < 2 and " | " not in line:
        return [line]
    return [cell.strip() for cell in re.split(r"\t+|\|", line.strip(" |"))]


def _cell(cell: str, head: str, told: int) -> str:
    if not verdicts_in(head):
        return cell
    if told > 1 and _NO_MARK.fullmatch(cell):
        return ""
    return head if re.fullmatch(r"\W*x\W*", cell.lower()) or (told > 1 and _MARK.fullmatch(cell)) else cell


def _is_name(cell: str, people: Presented) -> bool:
    return any(mention.kind == "name" for mention in people.mentions(cell)) and not verdicts_in(cell)


def _blanked(line: str, people: Presented) -> str:
    for mention in people.mentions(line):
        if mention.kind in {"name", "rank"}:
            line = line[: mention.start] + " " * (mention.end - mention.start) + line[mention.end :]
    return line


def _only_named(line: str, people: Presented) -> bool:
    return bool(_BESIDE_NAME.fullmatch(fold(_blanked(_BULLET.sub("", line), people))))


def _told(line: str, people: Presented) -> bool:
    return any(state not in {"past", "mild"} for state, _, _ in verdicts_in(_blanked(line, people)))


def _is_heading(lines: Sequence[str], place: int, people: Presented) -> bool:
    """A verdict that names nobody, above a line that names somebody and says nothing of its own."""
    line = lines[place].lstrip(_BREAK)
    said = _said(line)
    if len(line) > _LONGEST_HEADING or place + 1 >= len(lines) or not _told(said, people) or people.mentions(said):
        return False
    below = lines[place + 1].lstrip(_BREAK)
    if not any(mention.kind in {"name", "rank"} for mention in people.mentions(below)) or _otherwise_told(
        said, below, people
    ):
        return False
    return line.rstrip().endswith(":") or (_BULLET.match(below) is not None) or not re.search(r"[.!]\s*$", line)


def _otherwise_told(heading: str, below: str, people: Presented) -> bool:
    """« Retenus : » above « X (démarrage le 6) » agree; above « X : non » they do not."""
    own = {state.removesuffix("_soft") for state, _, _ in verdicts_in(_blanked(below, people))} - {"past", "mild"}
    return bool(own - {state.removesuffix("_soft") for state, _, _ in verdicts_in(heading)})


def _said(line: str) -> str:
    """« Les candidats retenus : » says « retenus »."""
    match = _CANDIDATES.search(fold(line))
    line = line if not match else line[: match.start()] + line[match.end() :]
    return line.strip(" :-–—*#.\t")


def _under(heading: str, line: str, people: Presented) -> str:
    """A name below a heading, with the heading's verdict between the name and what else its line says."""
    mentions = [mention for mention in people.mentions(line) if mention.kind in {"name", "rank"}]
    last = max(mention.end for mention in mentions)
    rest = line[last:].strip(" :-–—,")
    return f"{line[:last]} : {heading}{', ' if rest else ''}{rest}"
