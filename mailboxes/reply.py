"""What the author wrote: reply, signature, quoted messages; an answer between quoted lines keeps its question"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mailboxes import quotes, signature
from mailboxes.addresses import Address
from mailboxes.lines import Line, as_text

_FORWARD_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:tr|fwd?|transf(?:ert|[ée]r[ée])?|wg|rv|enc|i|doorst|vs|fs|réexp|reexp|fw)\s?:",
    re.IGNORECASE,
)
_LINES_LIMIT = 20_000
#: a quoted question is kept with its answer as far as these many lines
_QUESTION_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One mail's text, sorted by who wrote it."""

    text: str
    signature: str
    quoted: tuple[str, ...]
    forwarded: bool
    evidence: tuple[str, ...]
    #: the author's words with signature and banners: all but what is quoted
    unquoted: str


@dataclass(slots=True)
class _Stretch:
    """Consecutive lines of one origin."""

    own: bool
    lines: list[Line] = field(default_factory=list)


def read(lines: Sequence[Line], *, sender: Address, subject: str) -> Reply:
    """Sort the lines of a body. Nothing is lost: what is no quote and no signature is reply."""
    evidence: list[str] = []
    sorter = _Sorter(_outdented(list(lines[:_LINES_LIMIT])), evidence)
    sorter.sort()
    stretches = sorter.stretches
    own = [stretch for stretch in stretches if stretch.own]
    signed: list[str] = []
    unquoted: list[str] = []
    partings: dict[int, signature.Parting] = {}
    for stretch in own:
        parting = signature.part(stretch.lines, sender)
        partings[id(stretch)] = parting
        unquoted.append(as_text(stretch.lines))
        if parting.signature:
            signed.append(as_text(parting.signature, marks=False))
        evidence.extend(parting.evidence)
    said = _woven(stretches, partings, evidence)
    answers = _coloured_answers(stretches, said, evidence)
    if answers:
        said = f"{said}\n\n{answers}" if said else answers
    return Reply(
        text=said,
        signature="\n".join(text for text in signed if text)[:4000],
        quoted=_quoted(stretches),
        forwarded=sorter.forward or bool(_FORWARD_SUBJECT.match(subject)),
        evidence=tuple(dict.fromkeys(evidence)),
        unquoted="\n".join(text for text in unquoted if text),
    )


def _outdented(lines: list[Line]) -> list[Line]:
    """A mail that is nothing but one indented block says it itself: nobody is quoted outside it."""
    said = [line for line in lines if not line.blank]
    if not said or said[0].mark not in {"loose", "bare"} or any(not line.depth for line in said):
        return lines
    return [Line(line.text, max(0, line.depth - 1), line.mark if line.depth > 1 else "", line.colour) for line in lines]


class _Sorter:
    """Walks over the lines once and says of each stretch whether it is the author's own."""

    def __init__(self, lines: list[Line], evidence: list[str]) -> None:
        self.lines = lines
        self.stretches: list[_Stretch] = []
        self.forward = False
        self._evidence = evidence
        self._at = 0

    def sort(self) -> None:
        """Sort all lines."""
        while self._at < len(self.lines):
            line = self.lines[self._at]
            if line.depth:
                self._marked()
            elif line.mark == "quote" or self._is_wrapped_link(line):
                self._take(1, own=False, because="quote:markup" if line.mark == "quote" else "")
            elif kind := quotes.separator(line):
                self.forward = self.forward or (kind == "forward" and not self._has_quote())
                self._take(len(self.lines), own=False, because=f"quote:{kind}-line")
            elif _header_begins(self.lines, self._at):
                self._take(len(self.lines), own=False, because="quote:header-block")
            elif count := quotes.attribution(self.lines, self._at):
                self._attributed(count)
            elif (split := quotes.shared_line(line.text)) > 0:
                said = Line(line.text[:split].rstrip(" -"), 0, line.mark)
                self.lines[self._at : self._at + 1] = [said, Line(line.text[split:].strip())]
                self._take(1, own=True)
                self._attributed(1)
            else:
                # a blank line belongs to what stands around it
                self._take(1, own=not (line.blank and self.stretches and not self.stretches[-1].own))

    def _take(self, count: int, *, own: bool, because: str = "") -> None:
        if because and because not in self._evidence:
            self._evidence.append(because)
        if not self.stretches or self.stretches[-1].own != own:
            self.stretches.append(_Stretch(own))
        self.stretches[-1].lines.extend(self.lines[self._at : self._at + count])
        self._at += count

    def _has_quote(self) -> bool:
        return any(not stretch.own for stretch in self.stretches)

    def _attributed(self, count: int) -> None:
        """What stands below « X a écrit : » is quoted as far as it is marked, or else down to the end."""
        marked = _marks_follow(self.lines, self._at + count)
        self._take(count if marked else len(self.lines), own=False, because="quote:attribution")

    def _marked(self) -> None:
        """A line with quote marks."""
        line = self.lines[self._at]
        count = _header_without_marks(self.lines, self._at)
        if not count and not self._has_quote() and _is_set_off(self.lines, self._at):
            self.lines[self._at] = Line(line.text, 0, line.mark)
            self._take(1, own=True)
            return
        self._take(count or 1, own=False, because="quote:marks")

    def _is_wrapped_link(self, line: Line) -> bool:
        between = 0 < self._at < len(self.lines) - 1
        around = between and self.lines[self._at - 1].depth and self.lines[self._at + 1].depth
        return bool(around) and quotes.is_wrapped_link(line)


def _is_set_off(lines: list[Line], position: int) -> bool:
    """Whether a block quote without anything that names its author is the writer's own way of setting words off."""
    mark = lines[position].mark
    if mark == "bare":
        return True
    if mark != "loose":
        return False
    end = position
    while end < len(lines) and (lines[end].depth or lines[end].blank):
        end += 1
    return any(other.depth for other in lines[end:])


def _header_begins(lines: list[Line], position: int) -> bool:
    """Whether a quoted message with its own header begins here and goes on to the end."""
    line = lines[position]
    if line.mark == "header" and not line.blank:
        run = [other for other in lines[position : position + 14] if other.mark == "header" and not other.blank]
        if quotes.is_rule(line) or sum(":" in other.text[:30] for other in run) >= 3:
            return True
    if quotes.is_rule(line) or quotes.is_heading(line.text):
        after = next((n for n in range(position + 1, min(position + 4, len(lines))) if not lines[n].blank), None)
        return after is not None and (quotes.header_block(lines, after) > 0 or quotes.two_labels(lines[after].text))
    return quotes.header_block(lines, position) > 0


def _header_without_marks(lines: list[Line], position: int) -> int:
    """Webmail of Orange: the header is marked with « > », the message below it is not: then all the rest is quoted."""
    line = lines[position]
    if quotes.separator(line) is None and quotes.header_block(lines, position) == 0:
        return 0
    if position and lines[position - 1].depth >= line.depth:
        return 0
    end = position
    while end < len(lines) and (lines[end].depth or lines[end].blank):
        end += 1
    marked = [other for other in lines[position:end] if other.depth and not other.blank]
    if len(marked) > 8 or any(other.depth for other in lines[end:]):
        return 0
    return len(lines) - position


def _marks_follow(lines: list[Line], position: int) -> bool:
    """Whether quoted lines stand right below an attribution; else everything below it is the quote."""
    for line in lines[position : position + 5]:
        if line.depth or line.mark == "quote":
            return True
        if not line.blank:
            return False
    return False


def _woven(stretches: list[_Stretch], partings: dict[int, signature.Parting], evidence: list[str]) -> str:
    """The author's words in order; an answer between quoted lines stands below the line that it answers."""
    out: list[Line] = []
    quoted_count = sum(1 for stretch in stretches if not stretch.own)
    last_quote: _Stretch | None = None
    for stretch in stretches:
        if not stretch.own:
            last_quote = stretch
            continue
        words = partings[id(stretch)].words
        if not any(not line.blank for line in words):
            continue
        if last_quote is not None and _is_answer(last_quote, quoted_count):
            question = _question(last_quote.lines)
            if question:
                evidence.append("reply:inline")
                if out:
                    out.append(Line(""))
                out.extend(question)
                out.extend(words)
                last_quote = None
                continue
        if out and last_quote is not None:
            out.append(Line(""))
        last_quote = None
        out.extend(words)
    return as_text(out)


#: « mes réponses en rouge dans votre mail », « voir ci-dessous »
_BELOW = re.compile(
    r"(?:r[ée]ponses?|r[ée]pon[ds]\w{0,3}|compl[ée]\w{0,8}|commentaires?|retours?|remarques?|pr[ée]cisions?|"
    r"infos?|informations?|"
    r"[ée]l[ée]ments?|voir|cf|not[ée]\w{0,3}|indiqu\w{0,3}|annot\w{0,4}|dans le corps|answers?|"
    r"comments?)[^.!?]{0,80}?"
    r"(?:en (rouge|bleu|vert|orange|violet|couleur|gras)|ci-?\s?dessous|ci-?\s?apr[èe]s|dans (?:votre|ton|"
    r"le) (?:mail|message|courriel|corps|texte|tableau)|"
    r"plus bas|dans le corps|à la suite|in (red|blue|green)|below)",
    re.IGNORECASE,
)
_COLOURS = {"rouge": "red", "bleu": "blue", "vert": "green", "orange": "orange", "violet": "violet"}


def _coloured_answers(stretches: list[_Stretch], said: str, evidence: list[str]) -> str:
    """The answers that were written into the quoted mail in another colour, each below the line that it answers.

    Only where the author announces them, or wrote nothing else; a colour that most of the quoted mail has is its own.
    """
    announced = _BELOW.search(said[:600]) if len(said) < 1500 else None
    if not announced and len(said.split()) > 3:
        return ""
    lines = [line for stretch in stretches if not stretch.own for line in stretch.lines if not line.blank]
    lines = [line for line in lines if not quotes.label(line.text)]
    word = (announced.group(1) or announced.group(2) or "").lower() if announced else ""
    wanted = _COLOURS.get(word, word if word in _COLOURS.values() else "")
    coloured = [line for line in lines if line.colour and (not wanted or line.colour == wanted)]
    if not coloured or len(coloured) > 0.6 * len(lines):
        if announced and lines and "reply:inline" not in evidence:
            evidence.append("reply:answers-below-unmarked")
        return ""
    evidence.append("reply:coloured-answers")
    out: list[Line] = []
    for position, line in enumerate(lines):
        if line not in coloured:
            continue
        above = lines[position - 1] if position else None
        if line.all_coloured and above is not None and not (above in coloured and above.all_coloured):
            if out:
                out.append(Line(""))
            out.append(Line(above.text, 0 if above in coloured else 1))
        out.append(Line(line.text))
    return as_text(out)


def _is_answer(quote: _Stretch, quotes_count: int) -> bool:
    """Whether a stretch answers the quoted line right above it, rather than the whole mail."""
    body = [line for line in quote.lines if line.depth and not line.blank]
    if not body:
        return False
    if quotes_count == 1:
        # a whole mail above one answer needs no repetition; a question that was cut out for its answer does
        return len(body) <= 4 and body[-1].text.rstrip().endswith(("?", ":"))
    return True


def _question(lines: list[Line]) -> list[Line]:
    """The last quoted sentence: the last line, and the lines above that were wrapped into it."""
    body = list(lines)
    while body and (body[-1].blank or not body[-1].depth):
        body.pop()
    taken: list[Line] = []
    while body and len(taken) < _QUESTION_LINES:
        line = body.pop()
        if line.blank or (taken and (line.depth != taken[0].depth or len(line.text) < 60 or line.text[-1:] in ".?!:")):
            break
        taken.insert(0, line)
    return taken


def _quoted(stretches: list[_Stretch]) -> tuple[str, ...]:
    """The quoted messages, outermost first, without their marks."""
    messages: list[list[Line]] = []
    by_depth: dict[int, list[Line]] = {}
    for stretch in stretches:
        if stretch.own:
            continue
        lines = stretch.lines
        position = 0
        while position < len(lines):
            line = lines[position]
            count = _opening(lines, position)
            known = by_depth.get(line.depth)
            if count or known is None:
                if count == 0 and line.blank:
                    position += 1
                    continue
                header = lines[position : position + count]
                deeper = _deeper_follows(lines, position + count, line.depth)
                if known is None or any(not other.blank for other in known):
                    known = []
                    messages.append(known)
                known.extend(header)
                by_depth = {depth: body for depth, body in by_depth.items() if depth < line.depth}
                by_depth[line.depth] = known
                if deeper:
                    by_depth[line.depth + deeper] = known
                position += count
                if count:
                    continue
            known.append(line)
            position += 1
    texts = (as_text(message, marks=False) for message in messages)
    return tuple(text for text in texts if text)[:100]


def _opening(lines: Sequence[Line], position: int) -> int:
    """How many lines open a quoted message here: separator, header block or attribution, with what joins them."""
    line = lines[position]
    if line.blank:
        return 0
    if quotes.separator(line) or quotes.is_rule(line):
        after = next((n for n in range(position + 1, min(position + 4, len(lines))) if not lines[n].blank), None)
        block = quotes.header_block(lines, after) if after is not None else 0
        if block and after is not None:
            return after - position + block
        return 0 if quotes.is_rule(line) else 1
    return quotes.header_block(lines, position) or quotes.attribution(lines, position)


def _deeper_follows(lines: Sequence[Line], position: int, depth: int) -> int:
    for line in lines[position : position + 4]:
        if not line.blank:
            return max(0, line.depth - depth)
        if line.depth > depth:
            return line.depth - depth
    return 0
