"""Set off: answers within leaders, « Q – » and « R – » before a line, stars around words, hints behind labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Line
from parsers.forms.labels import label_of
from parsers.values.wording import folded
from parsers.vocabulary import Vocabulary

_LEADERS = re.compile(r"\s*(?:\.{3,}|…+|_{3,})\s*")
_STARRED = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]{1,120}?)(?<=\S)\1(?![\w*])")
_QUESTION = re.compile(r"^\s*Q ?\d{0,2} ?[-–—:.)] ?(?=\S)")
_ANSWER = re.compile(r"^\s*R ?\d{0,2} ?[-–—:.)] ?(?=\S)")
#: a hint does not begin with what ties a word to the one before
_BOUND = re.compile(r"(?:d[eu]s?|à|aux?|et|ou|pour)\b|d['’]")
_LONGEST_HINTED = 90
_SURE = 0.93
_LABEL = 0.9
#: as many questions and answers are an interview
_ENOUGH = 4


def between_leaders(text: str) -> list[str]:
    """« tél. ....03 53… .... courriel ....m.b@…. »: label, answer, label, answer; nothing for any other line."""
    *parts, last = _LEADERS.split(text.strip())
    several = len(parts) >= 4 and len(parts) % 2 == 0
    return parts if several and not last and all(re.search(r"\w", part) for part in parts) else []


def without_voices(lines: Sequence[Line]) -> list[Line]:
    """An interview without its « Q – » and « R – », its questions set off as headings."""
    asked = sum(bool(_QUESTION.match(line.text)) for line in lines)
    answered = sum(bool(_ANSWER.match(line.text)) for line in lines)
    if asked < _ENOUGH or 2 * answered < asked:
        return list(lines)
    return [_unvoiced(line) for line in lines]


def hints_in_brackets(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Line]:
    """« Mon entreprise le nom exact » over its answer: the hint behind a label put in brackets, where that is usual."""
    heads = [_head_before_hint(line.text, vocabulary) for line in lines]
    hinted = {
        place
        for place, head in enumerate(heads)
        if head and place + 1 < len(lines) and not heads[place + 1] and (not place or not heads[place - 1])
    }
    if len(hinted) < _ENOUGH:
        return list(lines)
    return [
        replace(line, text=f"{head} ({line.text[len(head) :].strip()})", heading=True) if place in hinted else line
        for place, (line, head) in enumerate(zip(lines, heads, strict=True))
    ]


def without_stars(line: Line) -> Line:
    """« *Raison sociale :* Lys » as it was set, in bold: plain text of a mail marks so what its author made bold."""
    text = _STARRED.sub(r"\2", line.text)
    if text == line.text:
        return line
    return replace(line, text=text, heading=line.heading or bool(_STARRED.fullmatch(line.text.strip())))


def _head_before_hint(text: str, vocabulary: Vocabulary) -> str:
    """The wording of the lists that a line begins with, where words without a capital follow; else nothing."""
    if len(text) > _LONGEST_HINTED or re.search(r"[:\t\d]", text) or _LEADERS.search(text):
        return ""
    whole = label_of(text, vocabulary)
    if whole is not None and whole.score >= _LABEL:
        return ""
    words = text.split(" ")
    for count in range(min(len(words) - 1, 4), 0, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        if not re.match(r"[«a-zà-ÿ]", rest) or _BOUND.match(rest):
            continue
        label = label_of(head, vocabulary)
        if label is not None and label.score >= _SURE and label.wording == folded(head):
            return head
    return ""


def _unvoiced(line: Line) -> Line:
    question = _QUESTION.match(line.text)
    if question:
        return replace(line, text=line.text[question.end() :], heading=True)
    answer = _ANSWER.match(line.text)
    return replace(line, text=line.text[answer.end() :], heading=False) if answer else line
