"""Set off: how papers set answers off within a line: leaders around them, « Q – » and « R – » before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Line

_LEADERS = re.compile(r"\s*(?:\.{3,}|…+|_{3,})\s*")
_QUESTION = re.compile(r"^\s*Q ?\d{0,2} ?[-–—:.)] ?(?=\S)")
_ANSWER = re.compile(r"^\s*R ?\d{0,2} ?[-–—:.)] ?(?=\S)")
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


def _unvoiced(line: Line) -> Line:
    question = _QUESTION.match(line.text)
    if question:
        return replace(line, text=line.text[question.end() :], heading=True)
    answer = _ANSWER.match(line.text)
    return replace(line, text=line.text[answer.end() :], heading=False) if answer else line
