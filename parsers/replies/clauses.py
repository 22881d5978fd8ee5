"""Clauses: a company's sentence cut where it turns from one candidate, or one statement, to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.language.folding import fold
from parsers.language.numerals import count_of
from parsers.replies.pointing import Mention
from parsers.replies.predicates import said_in
from parsers.replies.presented import Presented

_TURN = re.compile(
    r"[;,]\s|,?\s(?:et|mais pas|mais|puis|ainsi que|sauf|hormis|excepte|(?:mis )?a part|en dehors|a l'exception"
    r"|tandis que"
    r"|alors que|par contre|en revanche)\s|\s(?=(?:oui|non|ok|ko|pas|rdv|entretien)\s(?:pour|a|avec)\s)"
    r"|\s[-–—/]\s|\s?(?=\()|(?<=\))\s?"
)

_EXCEPT = re.compile(r"\b(?:sauf|excepte|hormis|a part|en dehors|a l'exception|mais pas)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One piece of a sentence: whom it names, what it says; places are those of `text`."""

    text: str
    #: the words that turn to this clause: « sauf », « et », « , »
    lead: str
    mentions: tuple[Mention, ...]
    #: (state, start, end), in order
    verdicts: tuple[tuple[str, int, int], ...]

    @property
    def told(self) -> bool:
        """Whether it says anything but what was."""
        return any(state != "past" for state, _, _ in self.verdicts)

    @property
    def without_mentions(self) -> str:
        """The text with the names blanked out, letter for letter."""
        text = self.text
        for mention in self.mentions:
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
        return text


def clauses_of(sentence: str, people: Presented) -> list[Clause]:
    """The clauses of a sentence; a turn inside a name or a verdict is none."""
    mentions = _plainly_meant(_after_topic(people.mentions(sentence), sentence), sentence, len(people))
    verdicts = verdicts_in(_blanked(sentence, mentions))
    spans = [(m.start, m.end) for m in mentions] + [(start, end) for _, start, end in verdicts]
    cuts = [(0, 0)]
    cuts += [
        (match.start(), match.end())
        for match in _TURN.finditer(fold(sentence))
        if not any(start < match.end() and match.start() < end for start, end in spans)
    ]
    cuts += _pairs(sentence, mentions, verdicts, [end for _, end in cuts])
    cuts.sort()
    out = []
    for place, (start, end) in enumerate(cuts):
        stop = cuts[place + 1][0] if place + 1 < len(cuts) else len(sentence)
        text = sentence[end:stop]
        if text.strip():
            out.append(_clause(text, sentence[start:end], end, stop, mentions, verdicts))
    return out


def _pairs(
    sentence: str, mentions: list[Mention], verdicts: list[tuple[str, int, int]], cut: list[int]
) -> list[tuple[int, int]]:
    """« arnaud oui keita non »: a name, its verdict, the next name, without a mark between."""
    if (
        len(mentions) < 2
        or sentence[: mentions[0].start].strip()
        or any(m.kind not in {"name", "rank"} for m in mentions)
    ):
        return []
    ends = [*(mention.start for mention in mentions[1:]), len(sentence)]
    for mention, end in zip(mentions, ends, strict=True):
        if not any(mention.end <= start < mention.end + 12 and stop <= end for _, start, stop in verdicts):
            return []
    return [(m.start, m.start) for m in mentions[1:] if not any(m.start - 3 <= end <= m.start for end in cut)]


def _plainly_meant(mentions: list[Mention], sentence: str, total: int) -> list[Mention]:
    """« Parmi les trois, je retiens X », « X et Y sont tous les deux pris »: beside names, « tous » is no one else."""
    named = any(mention.kind in {"name", "rank"} for mention in mentions)
    if not named or _EXCEPT.search(fold(sentence)):
        return mentions
    count = len({index for mention in mentions if mention.kind in {"name", "rank"} for index in mention.who})
    out = []
    for mention in mentions:
        if (
            mention.kind == "all"
            and mention.doubt
            and _counted(sentence[mention.start : mention.end]) == total - count != count
        ):
            out.append(replace(mention, kind="others", who=(), doubt=None))
        elif mention.kind != "all":
            out.append(mention)
    return out


def _after_topic(mentions: list[Mention], sentence: str) -> list[Mention]:
    """« X et Y : le premier démarre, la seconde non »: ranks are those of the names before the colon."""
    colon = sentence.find(":")
    if len(mentions) > 1 and mentions[0].doubt and mentions[0].end <= colon <= mentions[1].start:
        named = {index for mention in mentions[1:] for index in mention.who}
        if set(mentions[0].who) <= named | {-1}:
            return mentions[1:]
    topic = [m for m in mentions if m.end <= colon and m.kind == "name" and len(m.who) == 1]
    rest = [m for m in mentions if m.start > colon]
    if len(topic) < 2 or len(topic) + len(rest) < len(mentions) or not any(m.kind in {"rank", "others"} for m in rest):
        return mentions
    if verdicts_in(_blanked(sentence[:colon], topic)):
        return mentions
    order = [m.who for m in topic]
    return [
        replace(m, who=order[m.who[0]])
        if m.kind == "rank"
        and len(m.who) == 1
        and m.who[0] < len(order)
        and not re.search(r"\d", sentence[m.start : m.end])
        else m
        for m in rest
    ]


def _counted(text: str) -> int | None:
    match = re.search(r"\b(deux|trois|quatre|cinq|[2-9])\b", fold(text))
    return count_of(match[1]) if match else None


def _clause(
    text: str, lead: str, start: int, stop: int, mentions: list[Mention], verdicts: list[tuple[str, int, int]]
) -> Clause:
    own = tuple(
        Mention(who=m.who, kind=m.kind, start=m.start - start, end=m.end - start, doubt=m.doubt)
        for m in mentions
        if start <= m.start < stop
    )
    said = tuple((state, s - start, e - start) for state, s, e in verdicts if start <= s < stop)
    return Clause(text=text, lead=lead, mentions=own, verdicts=said)


def _blanked(sentence: str, mentions: list[Mention]) -> str:
    for mention in mentions:
        if mention.kind != "none":
            sentence = sentence[: mention.start] + "\x00" * (mention.end - mention.start) + sentence[mention.end :]
    return sentence


def verdicts_in(text: str) -> list[tuple[str, int, int]]:
    """What the text says, in order: (state, start, end)."""
    return said_in(fold(text))
