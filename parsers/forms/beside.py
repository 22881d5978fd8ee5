"""Beside: labels and answers on one line: before a colon, leaders, an arrow or a dash, or glued to a typed answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.forms.evidence import fit
from parsers.forms.label_book import Label, is_begun
from parsers.forms.label_wording import bare
from parsers.forms.labels import label_of
from parsers.forms.sections import section_of
from parsers.values.wording import folded
from parsers.vocabulary import Vocabulary

_ARROWS = "→►▶➤➔⇒"
_SEPARATOR = re.compile(rf"\s*(?:[:：](?!//|\d\d\b)|\.{{3,}}|…+|_{{3,}}|\s=\s|[{_ARROWS}](?=\s|$)|=>|\|)\s*[:.…_]*\s*")
_LEADERS = re.compile(r"\.{3,}|…+|_{3,}")
_DASH = re.compile(r"\s+[-–—]\s+|\s*\?\s+")
_CHUNKS = re.compile(r"\s+[|•·;]\s+|;\s+|\s+[-–—]\s+|\s{3,}")
_CLOSED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
#: what stands behind a word that begins a sentence or a phrase, and not behind a label
#: a wording of no list that asks for what its answer looks like
NEAR = 0.85
#: « 3.7 Expérience Non exigée »
NUMBERED = re.compile(r"°?\d{1,2}\.? ?\d{1,2} ?(?=[A-ZÀ-Ý])")
_GOES_ON = re.compile(r"(?:de|du|des|d'|à|et|ou|pour|est|sera|sont|seront|serait)\b")
#: no line holds more pairs
MOST_PAIRS = 12
#: words of the longest label that may be glued to its answer
_MOST_GLUED = 6
#: a longer text after a label without a separator is a sentence
_LONGEST_GLUED = 90
#: what reads like a heading this much is none of a label and its answer
_HEADING = 0.86


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One label of a line, what stands beside it, and how surely they belong together."""

    label: Label
    written: str
    value: str
    strength: float


def beside(text: str, vocabulary: Vocabulary, *, dashes: bool = False) -> list[Beside]:
    """The pairs of one line, from left to right; none when no label of ours stands on it with a separator.

    `dashes`: in this document labels stand before a dash.
    """
    return _separated(text, vocabulary) or _dashed(text, vocabulary, alone=dashes) or _chunked(text, vocabulary)


def _separated(text: str, vocabulary: Vocabulary) -> list[Beside]:
    out: list[Beside] = []
    start = 0
    closed = [match.span() for match in _CLOSED.finditer(text)]
    for match in _SEPARATOR.finditer(text[:3000]):
        if any(begin < match.start() and match.end() <= end for begin, end in closed):
            continue
        if is_begun(text) and not text[match.end() :].strip():
            # « Vous êtes… » over its answer
            continue
        head = text[start : match.start()]
        if out:
            inner = _between_leaders(head, vocabulary) or (
                trailing_label(head, vocabulary) if re.search("[:=]", match.group()) else None
            )
            if inner is None:
                continue
            label, label_start = inner
            out[-1] = _with_value(out[-1], head[:label_start].strip(" \t-–/,;|"))
            out.append(_pair(label, head[label_start:].strip(), text[match.end() :], 0.88))
        else:
            found = label_of(head, vocabulary)
            if found is None or found.score < 0.7 or (found.score < 0.9 and head.lstrip("-•* ")[:1].islower()):
                if match.end() - match.start() > 3 or len(head) > 110:
                    break
                continue
            out.append(_pair(found, head, text[match.end() :], 0.97))
        start = match.end()
        if len(out) > MOST_PAIRS:
            break
    return out


def _between_leaders(head: str, vocabulary: Vocabulary) -> tuple[Label, int] | None:
    """« Gérard Fontaine ………, agissant pour le compte de l'entreprise » before its leaders: the label that ends it."""
    parted = _LEADERS.search(head)
    if parted is None or not re.search(r"\w", head[: parted.start()]):
        return None
    tail = head[parted.end() :]
    start = parted.end() + len(tail) - len(tail.lstrip(" ,;:-–"))
    for word in re.finditer(r"(?<![\w'’])[^\W\d_]", head[start:]):
        label = label_of(head[start + word.start() :], vocabulary)
        if label is not None and label.score >= (0.9 if not word.start() else 1.0):
            return label, start + word.start()
    return None


def _pair(label: Label, written: str, value: str, prior: float) -> Beside:
    return Beside(label=label, written=written, value=value, strength=prior * label.score)


def _with_value(pair: Beside, value: str) -> Beside:
    return Beside(label=pair.label, written=pair.written, value=value, strength=pair.strength)


def _dashed(text: str, vocabulary: Vocabulary, *, alone: bool) -> list[Beside]:
    """« Adresse - 12 rue du Port » and « Quel contrat ? CDD »; a single word before a dash only where that is usual."""
    dashed = _DASH.search(text[:200])
    if not dashed or not text[dashed.end() :].strip():
        return []
    head = text[: dashed.start()]
    label = label_of(head, vocabulary)
    asked = "?" in dashed.group()
    after = label_of(text[dashed.end() :], vocabulary)
    if after is not None and after.kind == "field" and after.score >= 0.9 and not (asked or alone):
        # « Date de début - durée du contrat » is two labels
        return []
    if label is None or label.score < (0.79 if asked or alone else 0.95):
        return []
    if not (asked or alone) and len(re.findall(r"[^\W\d_]{2,}", head)) < 2:
        return []
    return [_pair(label, head, text[dashed.end() :], 0.95 if alone and label.score >= 0.9 else 0.85)]


def trailing_label(text: str, vocabulary: Vocabulary) -> tuple[Label, int] | None:
    """The label that ends a value's text: « 03 22 00 00 00 Mail » before the colon of the next pair."""
    starts = [match.start() for match in re.finditer(r"(?<![\w'])(?:[^\W\d_]|[@(])", text)][-6:]
    for start in starts:
        label = label_of(text[start:], vocabulary)
        if label and label.score == 1.0 and start > 0:
            # « ☒ autre : 12,50 € » is an option
            if re.search(r"\b(?:de|du|des|la|le|les|l'|d')\s*$|[☐☒☑]\s*$", text[:start]):
                continue
            return label, start
    return None


def _chunked(text: str, vocabulary: Vocabulary) -> list[Beside]:
    """« Siret 781… | Correspondante Leïla B. | Tél. 04 … »: a label leads each of several chunks."""
    chunks = [chunk.strip() for chunk in _CHUNKS.split(text) if chunk.strip()]
    if len(chunks) < 2:
        return []
    led = [led_by_label(chunk, vocabulary) for chunk in chunks]
    found = [pair for pair in led if pair is not None]
    if len(found) < 2 or 2 * len(found) < len(chunks) or led[0] is None:
        return []
    out: list[Beside] = []
    for chunk, pair in zip(chunks, led, strict=True):
        if pair is None:
            out[-1] = _with_value(out[-1], f"{out[-1].value}, {chunk}")
        else:
            out.append(pair)
    return out


def led_by_label(chunk: str, vocabulary: Vocabulary) -> Beside | None:
    """The label that a chunk begins with and what follows it; only a wording of the lists."""
    words = chunk.split(" ")
    for count in range(min(len(words) - 1, _MOST_GLUED), 0, -1):
        head = " ".join(words[:count])
        label = label_of(head, vocabulary)
        if label is not None and label.kind != "field" and label.score == 1.0 and count > 1:
            # « Mission locale du Ponthieu » is no mission
            return None
        if label is None or label.score < 0.95 or not label.paths:
            continue
        rest = " ".join(words[count:]).strip(" :")
        if rest and fit(label.paths[0], rest) >= 0 and not _GOES_ON.match(folded(rest)):
            return _pair(label, head, rest, 0.85)
    return None


def led_later(text: str, vocabulary: Vocabulary) -> Beside | None:
    """« Code postal ⇥ 80210 ⇥ Ville Feuquières », « … ⇥ À compter du 04/01/2027 »: a later column and its label."""
    pair = glued(text, vocabulary) or led_by_label(text, vocabulary)
    if pair is None or len(pair.label.paths) != 1:
        return None
    path = pair.label.paths[0]
    town = path.endswith("+town") and pair.value[:1].isupper()
    return pair if town or fit(path, pair.value) >= 1 else None


def glued(text: str, vocabulary: Vocabulary) -> Beside | None:
    """A label and its answer after a gap too narrow to see: a short label with a typed answer, or a long label."""
    section = section_of(text, vocabulary)
    if section is not None and section[1] >= _HEADING:
        return None
    return _glued_typed(text, vocabulary) or (None if text.isupper() else _glued_words(text, vocabulary))


def _glued_typed(text: str, vocabulary: Vocabulary) -> Beside | None:
    """« SIRET 331 904 722 00013 », « À partir du 18 janvier 2027 »: an answer that can only be its label's."""
    if len(text) > 120:
        return None
    pair = led_by_label(text, vocabulary)
    if pair is None or len(pair.label.paths) != 1 or fit(pair.label.paths[0], pair.value) < 1:
        return None
    if pair.label.paths[0] not in _TYPED or re.search(r"[.;!?]\s+\w{3}", pair.value):
        return None
    return pair


def _glued_words(text: str, vocabulary: Vocabulary) -> Beside | None:
    """« Expérience professionnelle souhaitée Débutant accepté »: wordings of the lists only."""
    words = text.split(" ")
    for count in range(min(len(words) - 1, 10), 1, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        label = label_of(head, vocabulary)
        if label is None or label.score < 1.0 or label.kind != "field" or label.wording != bare(head):
            continue
        if len(rest) > _LONGEST_GLUED or re.search(r"[.!?] [A-ZÀ-Ý]", rest):
            return None
        if (count > 2 or len(head) > 13) and (rest[:1].isupper() or rest[:1].isdigit() or rest[:1] in "-–•☐☒"):
            return _pair(label, head, rest, 0.78)
    return None


def numbered(text: str, vocabulary: Vocabulary) -> Beside | None:
    """« 3.7 Expérience Non exigée »: a printed number says that a label begins, and the longest that is one ends it."""
    if not NUMBERED.match(text):
        return None
    words = text.split(" ")
    for count in range(min(len(words) - 1, 10), 0, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        label = label_of(head, vocabulary)
        if label is None or label.kind != "field" or not label.paths or head[-1:].isdigit():
            continue
        listed = label.score == 1.0 and label.wording == bare(head)
        if (listed and not _GOES_ON.match(folded(rest))) or (label.score >= NEAR and fit(label.paths[0], rest) > 0):
            return _pair(label, head, rest, 0.8 if listed else 0.76)
    return None


_TYPED = frozenset(
    {
        "company.siret", "company.phone", "company.email", "job.openings", "job.start_date", "conditions.weekly_hours",
        "conditions.gross_salary", "conditions.contract_type", "conditions.contract_duration",
    }
)  # fmt: skip
