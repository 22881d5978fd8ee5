"""Label and value in tables: beside, below, in the same cell, one job a column, one job a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Cell, Line, Table
from parsers.forms.cells import SURE, Seen, seen_rows
from parsers.forms.columns import in_every_other_row, settle_columns, without_groups
from parsers.forms.evidence import fit
from parsers.forms.guesses import GUESS, is_misled
from parsers.forms.label_book import Label
from parsers.forms.labels import label_loosely, label_of
from parsers.forms.lines import Walk
from parsers.forms.pairs import UNKNOWN, Context, Pair
from parsers.forms.pieces import pieces_of
from parsers.forms.purposes import asides_of, jobs_of, party_of
from parsers.forms.sections import section_of
from parsers.forms.splitting import shared_out
from parsers.forms.turned import turned
from parsers.values.wording import folded

_TOTAL = re.compile(r"^(?:sous-?)?total\b|^ensemble$|^somme$")
_IDEM = re.compile(
    r"^(?:idem\b.*|id\.?|ditto|//+|\"|''|meme chose|pareil|comme (?:le )?(?:poste )?(?:1|precedent\w*|ci-dessus))$"
)
#: labels side by side from which on a row is one of labels though some of its cells are not
WIDE = 6
#: another reading of a table must be better by this much
_BETTER = 1.0
#: letters of the longest label of no list
LONGEST_UNKNOWN = 120


def pairs_of(table: Table, context: Context, *, paper: bool) -> list[Pair]:
    """All pairs of a table; `paper`: line ends in cells are the paper's, not the author's.

    A table is read as its print tells, and in the other ways that its shape allows; the reading whose answers
    look most like answers to their labels stands.
    """
    plain = seen_rows(turned(table, context.vocabulary), context, paper=paper)
    settled = [[replace(seen) for seen in row] for row in plain]
    settle_columns(settled)
    ways = [(settled, 0.0)]
    if (every_other := in_every_other_row(plain)) is not None:
        ways.append((every_other, _BETTER))
    if (ungrouped := without_groups(plain)) is not None:
        settle_columns(ungrouped)
        ways.append((ungrouped, 0.0))
    best: tuple[float, list[Pair], Context] | None = None
    for rows, needed in ways:
        mine = context.copy() if len(ways) > 1 else context
        pairs = _Grid(rows, mine).read()
        worth = _worth(pairs, context) - needed if len(ways) > 1 else 0
        if best is None or worth >= best[0]:
            best = (worth, pairs, mine)
    if best is None:
        return []
    context.adopt(best[2])
    return best[1]


def _worth(pairs: Sequence[Pair], context: Context) -> float:
    """How much the answers of a reading look like answers to their labels."""
    worth = 0.0
    for pair in pairs:
        for path, text in shared_out(pair):
            path = path.split("+")[0]
            if not text.strip() or path == UNKNOWN:
                continue
            suits = fit(path, text)
            label = label_of(text, context.vocabulary) if suits <= 0 and len(text) < 80 else None
            printed = label is not None and label.score >= 0.79 and path not in label.paths
            worth += pair.strength * (suits + 0.3) - (1.0 if printed else 0.0)
    return worth


class _Grid:
    """One table, walked from its first row to its last."""

    def __init__(self, rows: list[list[Seen]], context: Context) -> None:
        self.rows = rows
        self.context = context
        self.pairs: list[Pair] = []
        self.asides = asides_of(rows)
        self.job_columns = jobs_of(rows, self.asides)
        self.party = party_of(rows)

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
            and (len(labels) == len(filled) or header or _many(labels, filled))
            and (taken := self._under(row, labels, index, header=header))
        ):
            return taken
        self._beside(row)
        return 1

    # --- headings ---

    def _heading(self, row: list[Seen], filled: list[Seen], index: int) -> bool:
        """A row with one text, which is no label with a blank beside it."""
        if self._only_headings(filled):
            return True
        if len(filled) != 1 or filled[0].inner or row[0] is not filled[0]:
            return False
        only = filled[0]
        text = only.text
        match = re.search(self.context.vocabulary.block, folded(text))
        if match and len(text) < 60 and match.start() < 12 and not only.is_label:
            self.context.enter_block(int(match[1]) - 1 if match[1] else 0)
            return True
        alone = len(row) == 1
        section = section_of(text, self.context.vocabulary)
        bare = not only.is_label and (alone or section is None or section[0] != "foreign")
        if section is None or (section[1] < 0.9 and not bare):
            if alone and not only.is_label and only.cell.heading and len(text) < 80:
                self.context.previous = None
                return False
            return False
        if only.is_label and not self._is_title_row(only, alone=alone, index=index):
            return False
        self.context.enter(section[0])
        return True

    def _only_headings(self, filled: list[Seen]) -> bool:
        """Titles of parts side by side over empty cells: « ENTREPRISE | BESOIN »."""
        if len(filled) < 2 or not all(seen.cell.heading or seen.text.isupper() for seen in filled):
            return False
        sections = [section_of(seen.text, self.context.vocabulary) for seen in filled]
        return all(section is not None and section[1] >= SURE for section in sections)

    def _opens_section(self, row: list[Seen]) -> bool:
        """A row of one text that is a known heading."""
        filled = [seen for seen in row if not seen.blank]
        if len(filled) != 1 or (len(row) > 1 and not filled[0].cell.heading):
            return False
        section = section_of(filled[0].text, self.context.vocabulary)
        return section is not None and section[1] >= 0.9

    @staticmethod
    def _is_total(row: list[Seen]) -> bool:
        """The sum under the rows of several jobs."""
        return bool(_TOTAL.match(folded(next((seen.text for seen in row if not seen.blank), ""))))

    def _is_title_row(self, only: Seen, *, alone: bool, index: int) -> bool:
        """What may be a heading or a label (« Entreprise », « Profil recherché ») is a heading when labels follow."""
        if not alone and not (only.cell.column_span > 1 or only.cell.heading or only.text.isupper()):
            return False
        following = self.rows[index + 1] if index + 1 < len(self.rows) else []
        if not following:
            return True
        labels = [seen for seen in following if seen.is_label or seen.inner]
        return bool(labels) and following[0] in labels

    # --- below ---

    def _under(self, row: list[Seen], labels: list[Seen], index: int, *, header: bool) -> int:
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

    def _values_under(self, labels: list[Seen], index: int) -> int:
        """The rows under a row of labels: one, or one a job."""
        settled = [(seen, self._settled(seen)) for seen in labels]
        rows: list[list[Seen | None]] = []
        many = len(labels) >= 3
        for row in self.rows[index + 1 :]:
            below = [self._below(seen, row) for seen in labels]
            sure = sum(seen is not None and (seen.is_sure or seen.inner) for seen in below)
            if sure > len(below) / 4 or all(seen is None for seen in below):
                break
            if self._opens_section(row) or self._is_total(row):
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
        said = [""] * len(settled)
        for number, below in enumerate(used):
            if jobs and number:
                self.context.next_job()
            for place, ((seen, label), value) in enumerate(zip(settled, below, strict=True)):
                said[place] = _same_as(said[place], value.text if value else "")
                if label and label.kind == "field":
                    self._add(label, seen, said[place], value.cell if value else seen.cell, 0.93)
            if jobs:
                self.context.seen |= paths
        return len(used)

    @staticmethod
    def _below(seen: Seen, row: list[Seen]) -> Seen | None:
        for other in row:
            if other.cell.column <= seen.cell.column < other.cell.column + other.cell.column_span:
                return other
        return None

    # --- beside ---

    def _beside(self, row: list[Seen]) -> None:
        """Labels with their values to the right, cells that hold their own pairs."""
        index = 0
        while index < len(row):
            seen = row[index]
            if seen.inner:
                self._inside(seen)
            elif seen.is_label or self._unknown_label(row, index):
                values: list[Seen] = []
                following = index + 1
                while following < len(row) and not self._parts(row[following], values):
                    values.append(row[following])
                    following += 1
                self._answer(seen, values)
                index = following
                continue
            elif not seen.blank and len(row) == 1:
                self._inside(seen)
            index += 1

    @staticmethod
    def _parts(seen: Seen, before: Sequence[Seen]) -> bool:
        """Whether a cell begins another pair of its row: a label, or a text of no list where labels stand."""
        unknown = seen.among_labels and bool(before) and not seen.blank and len(seen.text) < LONGEST_UNKNOWN
        return seen.is_label or seen.inner or (unknown and not re.search(r"\d", seen.text))

    @staticmethod
    def _unknown_label(row: Sequence[Seen], index: int) -> bool:
        """A first cell that is no label of ours still labels its row, as does another where labels stand."""
        seen = row[index]
        stands = index + 1 < len(row) and not seen.blank and len(seen.text) < LONGEST_UNKNOWN
        return stands and (not index or seen.among_labels)

    def _answer(self, seen: Seen, values: list[Seen]) -> None:
        if seen.label is None and self.context.recognised and values:
            guess = label_loosely(seen.text.replace("\n", " "), self.context.vocabulary)
            seen.label = guess if guess and not set(guess.paths) & self.context.asked else None
        if seen.label is None:
            self.context.previous = None
            self._keep_unknown(seen, values)
            return
        label = self.context.settle(seen.label, _joined([value for value in values if not value.blank]))
        if label.kind != "field":
            return
        if self.job_columns and values and not all(path.startswith("company.") for path in label.paths):
            self._by_job(label, seen, values)
            return
        filled = [value for value in values if not value.blank]
        prior = 1.0 if values else 0.9
        if self.job_columns and filled:
            filled = filled[:1]
        elif self.party and len(filled) > 1 and all(path.startswith("company.") for path in label.paths):
            filled = [value for value in filled if value.cell.column == self.party.column]
            prior = 1.0 if self.party.named else GUESS
        self.context.note(label)
        cell = filled[0].cell if filled else values[0].cell if values else seen.cell
        self._add(label, seen, _joined(filled), cell, prior)

    def _keep_unknown(self, seen: Seen, values: list[Seen]) -> None:
        """A label of no list with its answer: a guess may be made of it."""
        filled = [value for value in values if not value.blank]
        if filled and not self.context.foreign and not self.job_columns:
            self._add(Label(kind="field", paths=(UNKNOWN,), score=GUESS), seen, _joined(filled), filled[0].cell, 1.0)

    def _by_job(self, label: Label, seen: Seen, values: list[Seen]) -> None:
        """One value a job, from left to right; a cell that spans columns speaks for each."""
        before = ""
        for number, column in enumerate(self.job_columns):
            value = next(
                (each for each in values if each.cell.column <= column < each.cell.column + each.cell.column_span), None
            )
            text = before = _same_as(before, value.text if value else "")
            self._add(label, seen, text, value.cell if value else seen.cell, 1.0, job=self.context.job + number)

    def _inside(self, seen: Seen) -> None:
        """A cell with its own lines."""
        walk = Walk(self.context, width=None)
        cell = seen.cell
        lines = [
            Line(text=line, place=cell.place, certainty=cell.certainty, page=cell.page)
            for line in seen.text.split("\n")
        ]
        self.pairs.extend(walk.run(pieces_of(lines)))

    # --- pairs ---

    def _settled(self, seen: Seen) -> Label | None:
        return self.context.settle(seen.label) if seen.label else None

    def _add(self, label: Label, seen: Seen, text: str, cell: Cell, prior: float, *, job: int | None = None) -> None:
        paths = (UNKNOWN,) if text.strip() and is_misled(label, text, self.context.vocabulary) else label.paths
        self.pairs.append(
            Pair(
                paths=paths,
                label=" ".join(seen.text.split()),
                text=text,
                place=cell.place,
                strength=label.score * prior,
                certainty=min(cell.certainty, 1.0),
                job=self.context.job if job is None else job,
            )
        )


def _many(labels: list[Seen], filled: list[Seen]) -> bool:
    """A wide row of labels, as surveys are exported, though a column or two of it are of no list."""
    return len(labels) >= WIDE and len(labels) >= 0.75 * len(filled)


def _same_as(before: str, text: str) -> str:
    """« idem » says again what stands before it."""
    return before if before and _IDEM.match(folded(text)) else text


def _joined(values: list[Seen]) -> str:
    """Cells to the right of one label are one answer: « 35 | heures », « ☐ CDI | ☒ CDD »."""
    return " ".join(value.text for value in values) if len(values) > 1 else "".join(value.text for value in values)
