"""Label and value in running text: « Label : value », dotted leaders, columns by gaps, a label and what is under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.forms.agency import signs_form
from parsers.forms.beside import Beside, beside, glued, led_later, numbered
from parsers.forms.blocks import block_of
from parsers.forms.continuations import ITEM, LISTS, asked_in_item, may_go_on, unknown_label, wraps
from parsers.forms.gap_rows import reads_as_labels, row_of_labels, shared_under
from parsers.forms.guesses import GUESS
from parsers.forms.headings import LONGEST as LONGEST_HEADING
from parsers.forms.headings import bare_title, is_bold_line, is_exact, is_marked, is_numbered, is_shown, title_over
from parsers.forms.label_book import Label
from parsers.forms.labels import label_loosely, label_of
from parsers.forms.open_label import UNLISTED, OpenLabel
from parsers.forms.pairs import UNKNOWN, Context, Loose, Pair
from parsers.forms.pieces import LEAD, Piece
from parsers.forms.sections import section_of
from parsers.forms.standing import Standing, stands_as_label
from parsers.forms.styles import Style, style_of
from parsers.values.wording import folded

_QUOTED_HEADER = re.compile(
    r"^(?:le .{6,80}a ecrit ?:?$|-{2,} ?(?:message|original|forward|mail)|"
    r"de ?: .{1,120}@|from ?: .{1,120}@"
    r"|_{10,}$|on .{6,80}wrote ?:?$)"
)
#: how to apply tells who is to be reached
_APPLY = re.compile(r"postul|candidat")
#: an answer goes on for no more lines
MOST_CONTINUED = 40
#: letters of the longest label of no list in a row of gaps
LONGESTUNLISTED = 40


class Walk:
    """A walk down the lines of a document (or of one cell), keeping the section and the open label."""

    def __init__(self, context: Context, *, width: int | None, edge: float | None = None) -> None:
        self.context = context
        #: letters of a full line, and where full lines end, in points
        self.width = width
        self.edge = edge
        self.pairs: list[Pair] = []
        self._style = Style()
        self._open: OpenLabel | None = None
        self._row: list[OpenLabel] = []

    def run(self, pieces: Sequence[Piece]) -> list[Pair]:
        """Read all lines; the pairs found."""
        self._style = style_of(pieces, self.context.vocabulary)
        for index, piece in enumerate(pieces):
            marked = index in self._style.marked
            self.take(piece, pieces[index + 1] if index + 1 < len(pieces) else None, marked=marked)
        self.close()
        return self.pairs

    def take(self, piece: Piece, following: Piece | None = None, *, marked: bool = False) -> None:
        """Read one line, the next one in sight; `marked`: its number or bullet says that it is a label."""
        text = " ".join(piece.segments)
        if not text.strip():
            return
        if _QUOTED_HEADER.match(folded(text)[:200]):
            self.close()
            self.context.section, self.context.foreign, self.context.previous = None, False, None
            return
        if self._is_stop(text):
            self.close()
            self.context.foreign = True
            return
        if self._is_block(text, piece):
            return
        if marked:
            self._take_marked(text, piece)
            return
        if self._answers_marked(piece):
            return
        if self._under_labels(piece) or self._title(text, piece, following) or self._row_of_labels(piece, following):
            return
        if self._labelled(piece, following):
            return
        if self._asks_below(text, piece, following):
            return
        if self._is_heading(text, piece):
            self.close()
            self._let_go(text, piece)
            return
        if signs_form(text) and any(path.startswith(("job.", "conditions.")) for path in self.context.asked):
            self.context.foreign = True
        self._continue(piece)

    def close(self) -> None:
        """End the open label."""
        if self._open is not None:
            self._keep(self._open)
            self._open = None
        for waiting in self._row:
            self._keep(waiting)
        self._row = []

    # --- labels on the line ---

    def _take_marked(self, text: str, piece: Piece) -> None:
        """A line that its number or bullet tells for a label, known or not; what follows answers it."""
        pairs = self._beside(text)
        if pairs:
            self._open_all(pairs, piece)
            return
        label = label_of(text, self.context.vocabulary)
        self.close()
        self._open = self._opened(label or UNLISTED, text, "", piece, 0.9 * label.score if label else 0.7)

    def _answers_marked(self, piece: Piece) -> bool:
        """Under a marked label the first line is its answer, whatever it reads like."""
        waiting = self._open
        if not self._style.marked or waiting is None or waiting.texts or piece.heading or len(piece.segments) > 1:
            return False
        if any(pair.label.score >= 0.9 and pair.value.strip() for pair in self._beside(piece.segments[0])):
            return False
        self._continue(piece)
        return True

    def _beside(self, text: str) -> list[Beside]:
        return beside(text, self.context.vocabulary, dashes=self._style.dashes)

    def _open_all(self, pairs: Sequence[Beside], piece: Piece) -> None:
        """The labels of one line: all but the last are answered by it."""
        self.close()
        opened = [self._opened(pair.label, pair.written, pair.value, piece, pair.strength) for pair in pairs]
        for each in opened[:-1]:
            self._keep(each)
        self._open = opened[-1]

    def _title(self, text: str, piece: Piece, following: Piece | None) -> bool:
        """A title over labels opens its section."""
        section = title_over(text, piece, following, self.context.vocabulary, begun=bool(self.context.asked))
        if section is None:
            return False
        self.close()
        self.context.enter(section)
        return True

    def _row_of_labels(self, piece: Piece, following: Piece | None) -> bool:
        """Labels side by side wait for the line under them."""
        labels = row_of_labels(piece, following, self.context.vocabulary)
        if labels is None:
            return False
        self.close()
        self._row = [
            self._opened(label or Label(kind="ignored"), each, "", piece, 0.9 if label else 0)
            for label, each in zip(labels, piece.segments, strict=True)
        ]
        return True

    def _labelled(self, piece: Piece, following: Piece | None) -> bool:
        """Labels on this line, each with what stands beside it; False when there is none."""
        if self._answers_waiting(piece, following):
            return False
        found: list[OpenLabel] = []
        segments = list(piece.segments)
        index = 0
        while index < len(segments):
            taken, opened = self._segment(segments, index, piece, following, first=not found)
            if opened is None and found and found[-1].texts and self._in_label_place(segments, index):
                taken, opened = 2, [self._opened(UNLISTED, segments[index], segments[index + 1], piece, GUESS)]
            if opened is not None:
                found.extend(opened)
            elif found:
                found[-1].texts.append(segments[index])
            index += taken
        if not found:
            return False
        self.close()
        bare_labels = [each for each in found if not "".join(each.texts).strip()]
        if len(found) > 1 and len(bare_labels) == len(found) == len(segments):
            self._row = found
            return True
        for each in found[:-1]:
            self._keep(each)
        self._open = found[-1]
        return True

    @staticmethod
    def _in_label_place(segments: Sequence[str], index: int) -> bool:
        """« label ⇥ answer ⇥ label ⇥ answer »: where a label must stand, though of no list."""
        return (
            len(segments) % 2 == 0
            and index % 2 == 0
            and len(segments[index]) < LONGESTUNLISTED
            and not re.search(r"\d|^[-•☐☒]", segments[index])
        )

    def _answers_waiting(self, piece: Piece, following: Piece | None) -> bool:
        """A line somewhat like a label, between a label that waits for its answer and the next label: the answer."""
        waiting = self._open
        if (
            waiting is None
            or not waiting.waits
            or len(piece.segments) > 1
            or piece.heading
            or piece.quoted != waiting.quoted
        ):
            return False
        text = piece.segments[0]
        label = label_of(text, self.context.vocabulary)
        if label is None or label.score >= 0.9 or text.rstrip().endswith((":", "?")) or self._beside(text):
            return False
        if label.paths == waiting.label.paths or following is None or following.heading:
            return True
        head = following.segments[0]
        next_label = label_of(head, self.context.vocabulary)
        return bool(self._beside(head)) or (next_label is not None and next_label.score >= 0.9)

    def _segment(
        self, segments: list[str], index: int, piece: Piece, following: Piece | None, *, first: bool
    ) -> tuple[int, list[OpenLabel] | None]:
        """One segment: how many segments it took, and the labels that it opened."""
        text = segments[index]
        pairs = self._beside(text)
        if not pairs and (led := numbered(text, self.context.vocabulary)):
            pairs = [led]
        if pairs:
            return 1, [self._opened(pair.label, pair.written, pair.value, piece, pair.strength) for pair in pairs]
        label = label_of(text, self.context.vocabulary)
        alone = len(segments) == 1
        if label and stands_as_label(
            text, label, Standing(segments, index, piece, following, self._open), self.context
        ):
            value = ""
            if not alone and index + 1 < len(segments):
                beside_it = segments[index + 1]
                other = label_of(beside_it, self.context.vocabulary)
                named = other is not None and other.score >= 0.97 and other.kind != "ignored"
                if not self._beside(beside_it) and not named:
                    value = beside_it
            self.context.alone += alone and label.score >= 0.93
            self.context.titled += alone and piece.heading and label.score >= 0.93
            opened = self._opened(label, text, value, piece, 0.9 * label.score if value else 0.85 * label.score)
            return (2 if value else 1), [opened]
        if self.context.recognised and first and index == 0 and not alone:
            guess = label_loosely(text, self.context.vocabulary)
            if guess and not set(guess.paths) & self.context.asked and not self._beside(segments[1]):
                return 2, [self._opened(guess, text, segments[1], piece, 0.7)]
        if not piece.heading and (not first or index == 0):
            led = (glued if first else led_later)(text, self.context.vocabulary)
            if led:
                return 1, [self._opened(led.label, led.written, led.value, piece, led.strength)]
        return 1, None

    def _opened(self, label: Label, written: str, value: str, piece: Piece, strength: float) -> OpenLabel:
        self._name_part()
        settled = self.context.settle(label, value)
        if settled.kind == "field":
            self.context.note(settled)
        if piece.doubtful:
            strength = min(strength, 0.7)
        return OpenLabel(
            label=settled,
            written=written,
            texts=[value] if value else [],
            place=piece.place,
            strength=min(strength, settled.score),
            certainties=[piece.certainty],
            job=self.context.job,
            quoted=piece.quoted,
            last_length=piece.length,
            below=not value,
            answer_quoted=piece.quoted if value else None,
            left=piece.left,
            right=piece.right,
            titled=not value and (piece.heading or is_numbered(written) or written.isupper()),
        )

    def _name_part(self) -> None:
        """« 1) Votre entreprise » right over a label names a part of the form, and is no label left blank."""
        waiting = self._open
        if waiting is None or not waiting.waits or not waiting.titled or waiting.label.kind != "field":
            return
        if self.context.drop_title(waiting.written, waiting.label.paths):
            waiting.label = Label(kind="ignored")

    # --- other lines ---

    def _is_stop(self, text: str) -> bool:
        flat = folded(text).lstrip("*-–_ >")
        return any(flat.startswith(stop) for stop in self.context.vocabulary.stops)

    def _is_block(self, text: str, piece: Piece) -> bool:
        """« Poste n° 2 » alone on its line begins another job."""
        block = block_of(text, self.context.vocabulary) if len(piece.segments) == 1 else None
        if block is None:
            return False
        self.close()
        self.context.enter_block(block.rank)
        for path, told, strength in (
            ("job.title", block.title, GUESS if block.openings else 0.6),
            ("job.openings", block.openings, 0.9),
        ):
            if told:
                self._add_from_block(path, told, block.written, piece, strength)
        return True

    def _add_from_block(self, path: str, text: str, written: str, piece: Piece, strength: float) -> None:
        self.context.note(Label(kind="field", paths=(path,)))
        self.pairs.append(
            Pair(
                paths=(path,),
                label=written,
                text=text,
                place=piece.place,
                strength=strength,
                certainty=piece.certainty,
                job=self.context.job,
            )
        )

    def _is_heading(self, text: str, piece: Piece) -> bool:
        """A heading: known by its words, or by fewer words and the layout."""
        words = self.context.vocabulary
        if len(piece.segments) > 1 or len(bare_title(text)) > LONGEST_HEADING:
            return False
        waiting = self._open is not None and self._open.below and self._open.waits
        if self._open is not None and not waiting and text.isupper() and self._open.written.isupper() and len(text) > 5:
            # labels in capitals over their answers: another line in capitals asks for something else
            return not ITEM.match(text)
        in_list = self._open is not None and bool(set(self._open.label.paths) & LISTS)
        if (waiting or (in_list and ITEM.match(text))) and not is_shown(text, piece) and not is_exact(text, words):
            return False
        if self.context.heading(bare_title(text), marked=is_marked(text, piece, words, in_list=in_list)):
            return True
        return is_bold_line(text, piece) and not waiting

    def _named_in_heading(self, text: str, piece: Piece) -> None:
        """« Plan de recrutement - Lot 5 - Titulaire : Clair & Net »: the last part of a title is a pair."""
        last = re.split(r"\s[-–—|]\s", text)[-1]
        pairs = self._beside(last) if last != text else []
        if pairs and pairs[0].label.paths == ("company.name",):
            self._keep(self._opened(pairs[0].label, pairs[0].written, pairs[0].value, piece, pairs[0].strength))

    def _under_labels(self, piece: Piece) -> bool:
        """A line under a row of labels answers them, column by column."""
        if not self._row:
            return False
        row = self._row
        goes_on = None if reads_as_labels(piece, row, self.context.vocabulary) else shared_under(row, piece)
        if goes_on is None:
            self.close()
            return False
        self._row = []
        for number, opened in enumerate(row):
            if number != goes_on:
                self._keep(opened)
        self._open = row[goes_on]
        return True

    def _continue(self, piece: Piece) -> None:
        """A line without a label goes on with the open one, where that can be."""
        opened = self._open
        text = "\n".join(piece.segments) if len(piece.segments) > 1 else piece.segments[0]
        if self._asks_something_else(text, piece):
            return
        if opened is None or len(opened.texts) > MOST_CONTINUED or opened.is_told():
            self._let_go(text, piece)
            return
        if opened.is_another_voice(piece):
            self.close()
            self._let_go(text, piece)
            return
        if not opened.texts:
            opened.texts.append(text)
        elif wraps(
            opened.texts[-1],
            text,
            length=opened.last_length,
            width=self.width,
            right=opened.right,
            edge=self.edge,
        ):
            opened.texts[-1] = f"{opened.texts[-1]} {text}"
        elif opened.label.kind != "field" or may_go_on(opened.label.paths, opened.texts, piece, below=opened.below):
            opened.texts.append(text)
        else:
            self.close()
            self._let_go(text, piece)
            return
        opened.answer_quoted = piece.quoted
        opened.last_length, opened.right = piece.length, piece.right
        opened.certainties.append(piece.certainty)

    def _let_go(self, text: str, piece: Piece) -> None:
        """A line that answers nothing is remembered: it may tell by itself what it is about."""
        if piece.heading:
            self._named_in_heading(text, piece)
        if not piece.quoted:
            self.context.loose.append(
                Loose(
                    text=text,
                    place=piece.place,
                    certainty=piece.certainty,
                    heading=piece.heading,
                    foreign=self.context.foreign,
                )
            )

    def _asks_something_else(self, text: str, piece: Piece) -> bool:
        """« Personne que vous appellerez : Mme Roux » is another question, though of no list; its answer may tell."""
        opened = self._open
        listed = opened is not None and bool(opened.texts) and bool(LEAD.match(opened.written))
        head = asked_in_item(text) if listed else None
        if head is not None:
            self.close()
            self._let_go(text, piece)
            self._keep_unknown(head, re.split(r"[:=]", text, maxsplit=1)[1].strip(), piece)
            return True
        head = unknown_label(text[:1].upper() + text[1:] if self._style.colons else text)
        if head is None or (opened is not None and not opened.texts) or ITEM.match(text):
            return False
        if opened is not None and set(opened.label.paths) & LISTS and opened.below and not self._style.colons:
            opened.doubted = True
            return False
        self.close()
        self._let_go(text, piece)
        value = text.split(":", 1)[1].strip()
        if value and not self.context.foreign:
            self._keep_unknown(head, value, piece)
        return True

    def _asks_below(self, text: str, piece: Piece, following: Piece | None) -> bool:
        """« Attributions : » alone on its line asks for what is under it, though it is of no list."""
        if following is None or len(piece.segments) > 1 or unknown_label(text.strip()) is None or ITEM.match(text):
            return False
        if not text.rstrip().endswith(":") or section_of(text, self.context.vocabulary) is not None:
            return False
        if self._open is not None and (self._open.waits or set(self._open.label.paths) & LISTS):
            return False
        self.close()
        self._open = self._opened(UNLISTED, text, "", piece, GUESS)
        return True

    def _keep_unknown(self, label: str, text: str, piece: Piece) -> None:
        self.pairs.append(
            Pair(
                paths=(UNKNOWN,),
                label=label,
                text=text,
                place=piece.place,
                strength=GUESS,
                certainty=piece.certainty,
                job=self.context.job,
            )
        )

    def _keep(self, opened: OpenLabel) -> None:
        if opened.texts and opened.is_prose():
            self.context.loose.append(opened.as_loose())
        if opened.label.kind == "ignored" and _APPLY.search(folded(opened.written)) and not self.context.foreign:
            self.context.loose += opened.lines_as_loose()
        pair = opened.pair(self.context.vocabulary)
        if pair is not None:
            self.pairs.append(pair)
