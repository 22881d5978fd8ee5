"""Label and value in tables: beside, below, in the same cell, one job a column, one job a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.document import Cell, Line, Table
from parsers.forms.beside import beside
from parsers.forms.continuations import ITEM as _ITEM
from parsers.forms.continuations import SENTENCE as _SENTENCE
from parsers.forms.label_book import Label
from parsers.forms.labels import label_loosely, label_of
from parsers.forms.lines import Walk
from parsers.forms.pairs import Context, Pair
from parsers.forms.pieces import pieces_of
from parsers.forms.sections import section_of
from parsers.values import boxes
from parsers.values.wording import folded

_ASIDE = re.compile(
    r"^(?:commentaires?|observations?|precisions?|remarques?|aide|exemples?|consignes?|explications?"
    r"|reserve.*|cadre reserve.*|validation|controle)\b"
)
_ANSWER = re.compile(
    r"^(?:(?:votre |vos )?reponses?|a completer|a remplir|valeur|informations?|renseignements?|saisie)$"
)
_IDEM = re.compile(
    r"^(?:idem\b.*|id\.?|ditto|//+|\"|''|meme chose|pareil|comme (?:le )?(?:poste )?(?:1|precedent\w*|ci-dessus))$"
)
_HANGS = re.compile(r"(?:,|\b(?:de|des|du|la|le|les|et|ou|à|au|aux|en|pour|sur|avec)|[dl]['’])$")
MOST_ROWS = 2_000
#: a label of this score is one wherever it stands; a lesser one only where labels stand
SURE = 0.9


@dataclass(slots=True)
class _Seen:
    """A cell and what it may be."""

    cell: Cell
    text: str
    label: Label | None
    blank: bool
    inner: bool
    #: the first cell of a row of labels whose answers stand below
    heads: bool = False

    @property
    def is_label(self) -> bool:
        return self.label is not None and not self.inner

    @property
    def is_sure(self) -> bool:
        """A wording of the lists, or nearly; not one that only its words point to."""
        return self.label is not None and self.label.score >= SURE and not self.inner


def pairs_of(table: Table, context: Context, *, paper: bool) -> list[Pair]:
    """All pairs of a table, read row by row; `paper`: line ends in cells are the paper's, not the author's."""
    room = _room(table) if paper else {}
    cells = _rows_rejoined(table.rows[:MOST_ROWS], context) if paper else table.rows[:MOST_ROWS]
    rows = [[_seen(_rejoined(cell, room), context, lone=len(row) == 1) for cell in row] for row in cells]
    rows = [row for row in rows if row]
    _settle_columns(rows)
    return _Grid(rows, context).read()


def _room(table: Table) -> dict[tuple[int, int], int]:
    """How many letters a line of a column holds: the longest line that any of its cells has."""
    room: dict[tuple[int, int], int] = {}
    for row in table.rows[:MOST_ROWS]:
        for cell in row:
            longest = max((len(line) for line in cell.text.split("\n")), default=0)
            key = (cell.column, cell.column_span)
            room[key] = max(room.get(key, 0), longest)
    return room


def _rows_rejoined(rows: Sequence[tuple[Cell, ...]], context: Context) -> list[tuple[Cell, ...]]:
    """A label that the paper broke over two rows, with what stands beside it, as one row again."""
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        if out and len(row) == len(out[-1]) > 1 and _label_goes_on(out[-1][0].text, row[0].text, context):
            out[-1] = tuple(
                replace(above, text="\n".join(part for part in (above.text, below.text) if part.strip()))
                for above, below in zip(out[-1], row, strict=True)
            )
        else:
            out.append(row)
    return out


def _label_goes_on(above: str, below: str, context: Context) -> bool:
    if not below.strip() or len(above) > 90 or len(below) > 90:
        return False
    if above.count("(") > above.count(")") and ")" in below:
        return True
    if not below[:1].islower() or label_of(below, context.vocabulary):
        return False
    return label_of(f"{above} {below}", context.vocabulary) is not None


def _rejoined(cell: Cell, room: dict[tuple[int, int], int]) -> Cell:
    """The cell with the lines put together that its narrowness broke."""
    full = room.get((cell.column, cell.column_span))
    lines = cell.text.split("\n")
    if full is None or len(lines) < 2:
        return cell
    out = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        first = line.split(" ", 1)[0]
        tight = len(last) + 1 + len(first) > 0.85 * full and not _ITEM.match(line) and "@" not in last + line
        if tight and (
            (not _SENTENCE.match(line) and not line[:1].isdigit())
            or line[:1] in "(&/"
            or _HANGS.search(last)
            or len(line) < 4
            or ", " in last
        ):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
        last = line
    return replace(cell, text="\n".join(out))


def _seen(cell: Cell, context: Context, *, lone: bool) -> _Seen:
    text = cell.text.strip()
    blank = not re.search(r"[^\s._…:]", text)
    if blank or len(text) > 3_000:
        return _Seen(cell=cell, text="" if blank else text, label=None, blank=blank, inner=False)
    lines = [line for line in text.split("\n") if line.strip()]
    label = label_of(" ".join(lines), context.vocabulary) if len(lines) <= 4 else None
    if label is not None and label.score < 0.7:
        label = None
    inner = _inner_pairs(lines, context, label, lone=lone)
    return _Seen(cell=cell, text=text, label=None if inner else label, blank=False, inner=inner)


def _inner_pairs(lines: list[str], context: Context, whole: Label | None, *, lone: bool) -> bool:
    """Whether the cell holds its own pairs: « Label : value », or a label on its first line and the value under it."""
    if any(pair.value.strip() for line in lines for pair in beside(line, context.vocabulary)):
        return True
    if len(lines) > 1:
        first = label_of(lines[0], context.vocabulary)
        if whole is not None and not lone and (lines[1][:1].islower() or lines[-1].rstrip().endswith(("?", ":"))):
            return False
        if first and first.score >= 0.93 and not (whole and whole.score > 0.98):
            return not all(re.match(r"^\s*\(.*\)\s*$", line) for line in lines[1:])
    return False


def _settle_columns(rows: list[list[_Seen]]) -> None:
    """Decide where labels stand: in columns (then what stands in others is a value), or in whole rows."""
    wide = [row for row in rows if len(row) > 1]
    for row in wide:
        _settle_by_print(row)
    share = _label_shares(wide)
    columns = _label_columns(wide, share)
    labels = [seen for row in wide for seen in row if seen.is_sure] or [
        seen for row in wide for seen in row if seen.is_label
    ]
    explained = sum(seen.cell.column in columns for seen in labels) / len(labels) if labels else 0.0
    by_columns = (
        len(wide) >= 3 and explained >= 0.7 and min(seen.cell.column for row in wide for seen in row) in columns
    )
    for index, row in enumerate(rows):
        if _is_header(row, rows[index + 1] if index + 1 < len(rows) else [], by_columns=by_columns):
            row[0].heads = True
            continue
        for place, seen in enumerate(row):
            if len(row) == 1:
                if seen.label and not seen.is_sure and not _looks_printed(seen):
                    seen.label = None
            elif by_columns and seen.cell.column not in columns and place:
                seen.label, seen.inner = None, seen.inner and not row[place - 1].is_label
            elif (
                seen.label
                and not seen.is_sure
                and not seen.text.endswith((":", "?"))
                and share.get(seen.cell.column, 0) < 0.5
            ):
                seen.label = None


def _label_columns(wide: list[list[_Seen]], share: dict[int, float]) -> set[int]:
    """The columns where labels stand; beside one of them, a column of lesser labels holds its values."""
    weight: dict[int, float] = {}
    for column in share:
        scores = [
            seen.label.score if seen.label and seen.is_label else 0.0
            for row in wide
            for seen in row
            if seen.cell.column == column and not seen.blank
        ]
        weight[column] = sum(scores) / len(scores)
    out: set[int] = set()
    before: int | None = None
    for column in sorted(share):
        if share[column] >= 0.5 and not (before in out and weight[column] < weight.get(before or 0, 0) - 0.15):
            out.add(column)
        before = column
    return out


def _settle_by_print(row: list[_Seen]) -> None:
    """Where the first label has a colon or is bold, a lesser label that is not so is a value."""
    first = row[0]
    if not first.is_label:
        return
    colon = first.text.rstrip().endswith(":")
    for seen in row[1:]:
        unlike = (colon and not seen.text.rstrip().endswith(":")) or (first.cell.heading and not seen.cell.heading)
        if seen.label is not None and unlike and (colon or not seen.is_sure):
            seen.label = None


def _is_header(row: list[_Seen], following: list[_Seen], *, by_columns: bool) -> bool:
    """A row of labels whose answers stand in the row below it."""
    filled = [seen for seen in row if not seen.blank]
    if len(filled) < 2 or not filled[0].is_label or not following:
        return False
    sure = sum(seen.is_sure for seen in filled)
    labels = sum(seen.is_label for seen in filled)
    below = [seen for seen in following if not seen.blank]
    below_sure = sum(seen.is_sure or seen.inner for seen in below)
    if len(filled) >= 4:
        return (
            labels > 0.6 * len(filled)
            and sure >= (0.75 * len(filled) if by_columns else 2)
            and below_sure <= len(below) / 4
        )
    if len(filled) < len(row) or labels < len(filled) or below_sure:
        return False
    return sure == len(filled) or (sure > 0 and not by_columns and not following[0].is_label)


def _label_shares(wide: list[list[_Seen]]) -> dict[int, float]:
    """For each column the part of its filled cells that read like labels."""
    cells: dict[int, list[bool]] = {}
    for row in wide:
        for seen in row:
            if not seen.blank:
                cells.setdefault(seen.cell.column, []).append(seen.is_label)
    return {column: sum(each) / len(each) for column, each in cells.items()}


def _looks_printed(seen: _Seen) -> bool:
    """Whether a lone cell shows that it is print: bold, or with a colon."""
    return seen.cell.heading or seen.text.rstrip().endswith((":", "?", "*"))


class _Grid:
    """One table, walked from its first row to its last."""

    def __init__(self, rows: list[list[_Seen]], context: Context) -> None:
        self.rows = rows
        self.context = context
        self.pairs: list[Pair] = []
        self.asides = self._aside_columns()
        self.job_columns = self._job_columns()

    def read(self) -> list[Pair]:
        index = 0
        while index < len(self.rows):
            index += self._row(index)
        return self.pairs

    def _row(self, index: int) -> int:
        """Read one row, or a row of labels with the rows under it; how many rows that took."""
        row = [seen for seen in self.rows[index] if seen.cell.column not in self.asides]
        filled = [seen for seen in row if not seen.blank]
        if not filled:
            return 1
        if self._heading(row, filled, index):
            return 1
        labels = [seen for seen in filled if seen.is_label]
        header = self.rows[index][0].heads
        if (
            labels
            and (len(labels) == len(filled) or header)
            and (taken := self._under(row, labels, index, header=header))
        ):
            return taken
        self._beside(row)
        return 1

    # --- headings ---

    def _heading(self, row: list[_Seen], filled: list[_Seen], index: int) -> bool:
        """A row with one text, which is no label with a blank beside it."""
        if len(filled) != 1 or filled[0].inner or row[0] is not filled[0]:
            return self._block_row(filled)
        only = filled[0]
        text = only.text
        match = re.search(self.context.vocabulary.block, folded(text))
        if match and len(text) < 60 and match.start() < 12 and not only.is_label:
            return self._new_block(match)
        alone = len(row) == 1
        section = section_of(text, self.context.vocabulary)
        if section is None or (section[1] < 0.9 and not (alone and not only.is_label)):
            if alone and not only.is_label and only.cell.heading and len(text) < 80:
                self.context.previous = None
                return False
            return False
        if only.is_label and not self._is_title_row(only, alone=alone, index=index):
            return False
        self.context.enter(section[0])
        return True

    def _opens_section(self, row: list[_Seen]) -> bool:
        """A row of one text that is a known heading."""
        filled = [seen for seen in row if not seen.blank]
        if len(filled) != 1 or (len(row) > 1 and not filled[0].cell.heading):
            return False
        section = section_of(filled[0].text, self.context.vocabulary)
        return section is not None and section[1] >= 0.9

    def _block_row(self, filled: list[_Seen]) -> bool:
        del filled
        return False

    def _new_block(self, match: re.Match[str]) -> bool:
        if self.context.seen:
            self.context.next_job()
        self.context.enter("job")
        self.context.blocks = True
        del match
        return True

    def _is_title_row(self, only: _Seen, *, alone: bool, index: int) -> bool:
        """What may be a heading or a label (« Entreprise », « Profil recherché ») is a heading when labels follow."""
        if not alone and not (only.cell.column_span > 1):
            return False
        following = self.rows[index + 1] if index + 1 < len(self.rows) else []
        if not following:
            return True
        labels = [seen for seen in following if seen.is_label or seen.inner]
        return bool(labels) and following[0] in labels

    # --- below ---

    def _under(self, row: list[_Seen], labels: list[_Seen], index: int, *, header: bool) -> int:
        """Labels over values; 0 when the row is not that."""
        following = self.rows[index + 1] if index + 1 < len(self.rows) else []
        if not following:
            return 0
        blanks = len([seen for seen in row if seen.blank])
        below = [self._below(seen, following) for seen in labels]
        if not header and any(seen is not None and (seen.is_sure or seen.inner) for seen in below):
            # two columns, label and blank: the label column goes on below
            return 0
        if all(seen is None for seen in below) or self._opens_section(following):
            return 0
        if blanks and (len(labels) < 2 or not any(seen is not None and not seen.blank for seen in below)):
            return 0
        if len(labels) == 1 and len(row) == 1 and len(following) > 1:
            return 0
        return 1 + self._values_under(labels, index)

    def _values_under(self, labels: list[_Seen], index: int) -> int:
        """The rows under a row of labels: one, or one a job."""
        settled = [(seen, self._settled(seen)) for seen in labels]
        rows: list[list[_Seen | None]] = []
        many = len(labels) >= 3
        for row in self.rows[index + 1 :]:
            below = [self._below(seen, row) for seen in labels]
            sure = sum(seen is not None and (seen.is_sure or seen.inner) for seen in below)
            if sure > len(below) / 4 or all(seen is None for seen in below):
                break
            if self._opens_section(row):
                break
            if rows and (not many or len([seen for seen in row if not seen.blank]) < 2):
                break
            rows.append(below)
        paths = {path for _, label in settled if label for path in label.paths}
        jobs = (
            many
            and "job.title" in paths
            and len([row for row in rows if any(seen and not seen.blank for seen in row)]) > 1
        )
        used = rows if jobs else rows[:1]
        for number, below in enumerate(used):
            if jobs and number:
                self.context.next_job()
            for (seen, label), value in zip(settled, below, strict=True):
                if label and label.kind == "field":
                    self._add(label, seen, value.text if value else "", value.cell if value else seen.cell, 0.93)
            if jobs:
                self.context.seen |= paths
        return len(used)

    @staticmethod
    def _below(seen: _Seen, row: list[_Seen]) -> _Seen | None:
        for other in row:
            if other.cell.column <= seen.cell.column < other.cell.column + other.cell.column_span:
                return other
        return None

    # --- beside ---

    def _beside(self, row: list[_Seen]) -> None:
        """Labels with their values to the right, cells that hold their own pairs."""
        index = 0
        while index < len(row):
            seen = row[index]
            if seen.inner:
                self._inside(seen)
            elif seen.is_label or (
                index + 1 < len(row) and index == 0 and not seen.blank and self._unknown_label(seen)
            ):
                values = []
                following = index + 1
                while following < len(row) and not row[following].is_label and not row[following].inner:
                    values.append(row[following])
                    following += 1
                self._answer(seen, values)
                index = following
                continue
            elif not seen.blank and len(row) == 1:
                self._inside(seen)
            index += 1

    @staticmethod
    def _unknown_label(seen: _Seen) -> bool:
        """A first cell that is no label of ours still labels its row."""
        return len(seen.text) < 120

    def _answer(self, seen: _Seen, values: list[_Seen]) -> None:
        if seen.label is None and self.context.recognised and values:
            guess = label_loosely(seen.text.replace("\n", " "), self.context.vocabulary)
            seen.label = guess if guess and not set(guess.paths) & self.context.asked else None
        if seen.label is None:
            self.context.previous = None
            return
        label = self._settled(seen)
        if label is None or label.kind != "field":
            return
        if self.job_columns and values and not all(path.startswith("company.") for path in label.paths):
            self._by_job(label, seen, values)
            return
        filled = [value for value in values if not value.blank]
        if self.job_columns and filled:
            filled = filled[:1]
        text = _joined(filled)
        self.context.note(label)
        self._add(
            label,
            seen,
            text,
            filled[0].cell if filled else (values[0].cell if values else seen.cell),
            1.0 if values else 0.9,
        )

    def _by_job(self, label: Label, seen: _Seen, values: list[_Seen]) -> None:
        """One value a job, from left to right; a cell that spans columns speaks for each."""
        before = ""
        for number, column in enumerate(self.job_columns):
            value = next(
                (each for each in values if each.cell.column <= column < each.cell.column + each.cell.column_span), None
            )
            text = value.text if value else ""
            if _IDEM.match(folded(text)):
                text = before
            before = text
            self._add(label, seen, text, value.cell if value else seen.cell, 1.0, job=self.context.job + number)

    def _inside(self, seen: _Seen) -> None:
        """A cell with its own lines."""
        walk = Walk(self.context, width=None)
        cell = seen.cell
        lines = [
            Line(text=line, place=cell.place, certainty=cell.certainty, page=cell.page)
            for line in seen.text.split("\n")
        ]
        self.pairs.extend(walk.run(pieces_of(lines)))

    # --- pairs ---

    def _settled(self, seen: _Seen) -> Label | None:
        return self.context.settle(seen.label) if seen.label else None

    def _add(self, label: Label, seen: _Seen, text: str, cell: Cell, prior: float, *, job: int | None = None) -> None:
        self.pairs.append(
            Pair(
                paths=label.paths,
                label=" ".join(seen.text.split()),
                text=text,
                place=cell.place,
                strength=label.score * prior,
                certainty=min(cell.certainty, 1.0),
                job=self.context.job if job is None else job,
            )
        )

    # --- the shape of the table ---

    def _aside_columns(self) -> frozenset[int]:
        """Columns of remarks, told by their head."""
        for row in self.rows[:3]:
            filled = [seen for seen in row if not seen.blank]
            if len(filled) >= 2 and any(_ANSWER.match(folded(seen.text)) for seen in filled):
                return frozenset(seen.cell.column for seen in filled[1:] if _ASIDE.match(folded(seen.text)))
            if len(filled) >= 3 and _ASIDE.match(folded(filled[-1].text)) and not filled[1].is_label:
                return frozenset({filled[-1].cell.column})
        return frozenset()

    def _job_columns(self) -> tuple[int, ...]:
        """The columns that hold one job each, or none."""
        counts: dict[int, int] = {}
        rows = 0
        for row in self.rows:
            if (
                not row
                or not row[0].is_label
                or row[0].label is None
                or any(seen.is_label or seen.inner for seen in row[1:])
            ):
                continue
            if not any(path.startswith(("job.", "conditions.")) for path in row[0].label.paths):
                continue
            values = [seen for seen in row[1:] if not seen.blank and seen.cell.column not in self.asides]
            if any(boxes.has_boxes(seen.text) for seen in values):
                continue
            rows += 1
            for seen in values:
                counts[seen.cell.column] = counts.get(seen.cell.column, 0) + 1
        columns = tuple(sorted(column for column, count in counts.items() if count >= max(3, rows * 0.4)))
        return columns if len(columns) > 1 and rows >= 4 else ()


def _joined(values: list[_Seen]) -> str:
    """Cells to the right of one label are one answer: « 35 | heures », « ☐ CDI | ☒ CDD »."""
    return " ".join(value.text for value in values) if len(values) > 1 else "".join(value.text for value in values)
