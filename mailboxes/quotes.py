"""Where a quoted message begins: the lines that mail programs put above it, in French, English and other languages"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailboxes import quote_words as words
from mailboxes.lines import RULE, Line

_LABELS = {word: kind for kind, spelled in words.LABEL_WORDS.items() for word in spelled.split("|")}

_LETTERS = "A-Za-zÀ-ɏͰ-ϿЀ-ӿ一-鿿가-힣"
_LABEL = re.compile(
    rf"[\s*_|\-•>]{{0,6}}([{_LETTERS}][{_LETTERS}' \-]{{0,18}}?)[\s*_]{{0,4}}[:：][\s*_\t]{{0,6}}(.*)",
    re.DOTALL,
)
_HOURS = re.compile(r"\s{0,5}\d{1,4}(?!\d)[^@]{0,60}$")
_TAB_LABEL = re.compile(r"\s{0,3}([A-Za-zÀ-ÿ' ]{1,15}?)\s?:?\t+(.*)")
#: a whole header on one line
_ON_ONE_LINE = re.compile(
    r"\s{0,3}\*?(?:De|From|Von)\s?:\*?\s.{3,200}?\s\*?(?:Envoyé(?: le)?|Date|Sent|Gesendet)\s?:\*?\s.{3,120}?"
    r"\s\*?(?:À|A|To|An|Objet|Subject|Betreff|Cc|Destinataire|Pour)\s?:",
    re.IGNORECASE,
)
_AROUND = r"[\s>*]{0,6}[-_=*—–]{2,40}\s{0,3}"
_FORWARD = re.compile(
    rf"(?:{_AROUND}(?:{words.FORWARD_WORDS})\s{{0,3}}[-_=*—–:]{{0,40}}\s*|\s{{0,3}}(?:{words.FORWARD_WORDS})\s?:\s*)$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(rf"{_AROUND}(?:{words.ORIGINAL_WORDS})\s{{0,3}}[-_=*—–:]{{1,40}}\s*$", re.IGNORECASE)
#: what ticket systems ask
_ABOVE = re.compile(
    r"[\s>]{0,6}[-_=*#—–]{2,40}.{0,40}?(?:r[ée]pond(?:re|ez|s)|[ée]cri(?:re|vez|s)|reply|respond|antwort\w*|"
    r"responde\w*|rispond\w*)\b"
    r".{0,40}(?:au-?\s?dessus|ci-dessus|above|oberhalb|por encima|sopra).{0,40}[-_=*#—–]{0,40}\s*$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    rf"[\s>*_=—–-]{{0,40}}(?:{words.ORIGINAL_WORDS}|{words.FORWARD_WORDS})[\s*_=—–:-]{{0,40}}$", re.IGNORECASE
)
#: a wrapped link between quoted lines
_LINK_ALONE = re.compile(r"\s{0,4}[(<]?https?://\S{3,500}[)>]?\s{0,3}>?\s*$")
_GROUPWISE = re.compile(r"\s{0,3}>{2,3}\s.{3,200}\s>{2,3}\s*$")
_ORANGE = re.compile(r"\s{0,3}>?\s?Message du \d{1,2}/\d{1,2}/\d{2,4}(?: à)? \d{1,2}[:h]\d\d", re.IGNORECASE)

_ATTRIBUTION = re.compile(
    r"(?>[\s*\-]{0,40})(?:"
    # « Le lun. 8 juin 2026 à 14:00, X <x@y> a écrit : »
    rf"(?:Le|On|Am|Il|El|Em|Op|Den|W dniu|På|Vào|Dne|Dnia|A|Em|Na|Il giorno|Den|El día|Lundi|Mardi|Mercredi|"
    rf"Jeudi|Vendredi)\s.{{5,300}}?(?:{words.WROTE})\b.{{0,80}}?[:：\-]{{1,20}}|"
    # « X <x@y> a écrit le 8 juin 2026 à 14:00 : », « X a écrit : »
    rf"[^\n:]{{2,160}}?\s(?:{words.WROTE})(?:\s(?:le|on|am|il|op|el|à)\s[^\n]{{3,60}})?\s?[:：\-]{{1,20}}|"
    # « 2026-06-08 14:00 GMT+02:00 X <x@y>: »
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[,\s].{0,160}<\s?[^<>\s]{3,120}@[^<>\s]{3,120}\s?>\s?:?|"
    rf"\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}[,\s].{{3,250}}(?:{words.WROTE}|>)\s?:"
    r")\s*$",
    re.IGNORECASE | re.DOTALL,
)
#: the longest line that may be an attribution
_ATTRIBUTION_LIMIT = 400
_MAILBOX_AND = r"[<(]\s?\u202a?[^<>()\s@]{1,120}@[^<>()\s@]{1,120}?\u202c?\s?[>)]"
_ATTRIBUTION_ELSEWHERE = re.compile(
    # « 8 juin 2026 09:58, "X" <x@y> a écrit: », « Am …, X <x@y> wrote: »
    rf".{{0,250}}{_MAILBOX_AND},?\s{{0,3}}(?:{words.WROTE})\b.{{0,80}}[:：]\s*$|"
    # « X <x@y> escreveu (segunda, 8/06/2026 à(s) 09:58): », « pon., 8 cze 2026 o 09:58 X <x@y> napisał(a): »
    rf".{{0,250}}{_MAILBOX_AND}.{{0,80}}(?:{words.WROTE_ELSEWHERE}).{{0,60}}[:：]\s*$|"
    # « man. 8. juni 2026 kl. 09:58 skrev X <x@y>: »
    rf".{{0,120}}(?:{words.WROTE_ELSEWHERE})\s.{{0,120}}{_MAILBOX_AND}.{{0,80}}[:：]\s*$|"
    # « 2026年6月8日(月) 9:58 X <x@y>: », « 8 июня 2026, 9:58 +02:00 от X <x@y>: », « 08.06.2026, 09:58, "X" <x@y>: »
    rf"(?:\d{{4}}年|\w{{0,20}},?\s?\d{{1,2}}[\s.]).{{0,60}}\d{{1,2}}:\d\d.{{0,100}}{_MAILBOX_AND}\s?[:：]\s*$",
    re.IGNORECASE | re.DOTALL,
)
#: « a écrit : », alone on the line below the mailbox
_WROTE_ALONE = re.compile(rf"\s{{0,3}}>?\s?(?:{words.WROTE})\s?[:：]\s*$", re.IGNORECASE)
#: the first word of an attribution, alone on its line
_WORD_ALONE = re.compile(r"(?:Le|On|Am|Il|El|Em|Op|Den)\s*$", re.IGNORECASE)
_SHARED_LINE = re.compile(
    r"(?<=\S)\s{0,2}-{0,10}\s?\b(?:On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|Le (?:lun|mar|mer|jeu|ven|sam|"
    r"dim))[a-z]{0,6}\b[^\n]{5,200}(?:wrote|a écrit)\s?:\s*$"
)
#: how the first line of an attribution that is wrapped over several begins: a preposition and a date
_STARTS = re.compile(
    r"[\s*\-]{0,40}(?:Le|On|Am|Il|El|Em|Op|Den|W dniu|På|Vào|Dne|Dnia)\s(?:giorno\s|d[íi]a\s)?"
    r"(?:[^\W\d]{2,12}[.,]{0,2}\s){0,2}\d{1,4}\b",
    re.IGNORECASE,
)
_MAY_GO_ON = re.compile(r".{0,300}(?:<|@|\d{1,2}[:h/.\-]\d|\b(?:19|20)\d\d\b|[\"«])")
_MOMENT = re.compile(r"\d{1,2}[:hH.]\d\d|\d{4}|\d{1,2}[/.-]\d{1,2}")
_MAILBOX = re.compile(r"<[^<>\s@]{1,120}@[^<>\s@]{1,120}>|\[mailto:|[^\s@<]{1,80}@[^\s@]{2,80}\.\w")


def header_block(lines: Sequence[Line], start: int) -> int:
    """How many lines the header of a quoted message takes from `start`; 0 when none begins there."""
    first = lines[start]
    said = first.text
    if not said.strip() or len(said) > 2000:
        return 0
    if ":" not in said and "\t" not in said and "：" not in said:
        return notes_header(lines, start)
    if _ON_ONE_LINE.match(said):
        return 1
    kind = label(said)
    if kind is None or kind == "cc":
        return 0
    kinds = {kind}
    end = start + 1
    strangers = blanks = repeated = 0
    limit = min(len(lines), start + 40)
    for position in range(start + 1, limit):
        line = lines[position]
        if line.blank:
            blanks += 1
            if blanks > 1 or strangers or (len(kinds) >= 4):
                break
            continue
        found = label(line.text)
        if found:
            repeated += found in kinds
            if (found in kinds and found in {"from", "subject"}) or repeated > 6:
                break
            kinds.add(found)
            end = position + 1
            strangers = 0
            blanks = 0
        else:
            # a long list of addressees, or a subject, goes on over several lines
            strangers += 1
            if blanks or strangers > 12 or (strangers > 2 and "@" not in line.text and ";" not in line.text):
                break
    enough = "from" in kinds and len(kinds - {"cc"}) >= 2
    dated = {"date", "to"} <= kinds and any("@" in line.text for line in lines[start:end])
    if not (enough or dated) or (
        kinds <= {"from", "to"} and not any(_MAILBOX.search(line.text) for line in lines[start:end])
    ):
        return 0
    return end - start


_DATE_ALONE = re.compile(r"\s{0,3}\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s{1,3}\d{1,2}[:h]\d\d(?::\d\d)?(?: [AP]M)?\s*$")


def notes_header(lines: Sequence[Line], start: int) -> int:
    """How many lines the header of Lotus Notes takes: a name, a date below it, then « A » and « Objet »; or 0."""
    if lines[start].blank or len(lines[start].text) > 150 or ":" in lines[start].text:
        return 0
    dated = _next_line(lines, start + 1)
    if dated is None or not _DATE_ALONE.match(dated.text):
        return 0
    below = [n for n in range(start + 1, min(start + 14, len(lines))) if not lines[n].blank]
    kinds: set[str] = set()
    for position in below[1:]:
        kinds.add(label(lines[position].text) or "")
        if {"to", "subject"} <= kinds:
            return position + 1 - start
    return 0


def label(said: str) -> str | None:
    """Which field of a message header the line names, None when none."""
    match = _LABEL.match(said[:400]) or _TAB_LABEL.match(said[:400])
    kind = _LABELS.get(" ".join(match.group(1).lower().split())) if match else None
    if kind == "from" and match is not None and _HOURS.match(match.group(2)):
        # « De : 9h à 12h » is no sender
        return None
    return kind


def two_labels(said: str) -> bool:
    """Whether one line holds sender and date: enough below a drawn rule."""
    return bool(
        re.match(
            r"\s{0,3}\*?(?:De|From|Von)\s?:\*?\s.{3,200}?\s\*?(?:Envoyé(?: le)?|Date|Sent|"
            r"Gesendet)\s?:\*?\s.{0,60}\d",
            said,
            re.IGNORECASE,
        )
    )


def separator(line: Line) -> str | None:
    """« forward » or « original » for a line such as « ----- Mail original ----- »; None for any other."""
    said = line.text
    if not said or len(said) > 250:
        return None
    if _FORWARD.match(said):
        return "forward"
    if _ORIGINAL.match(said) or _ABOVE.match(said) or _GROUPWISE.match(said) or _ORANGE.match(said):
        return "original"
    return None


def attribution(lines: Sequence[Line], start: int) -> int:
    """How many lines « Le …, X a écrit : » takes from `start`; 0 when it does not stand there."""
    first = lines[start]
    if first.blank or first.text.startswith("|") or len(first.text) > _ATTRIBUTION_LIMIT or shared_line(first.text) > 0:
        return 0
    said = ""
    count = rows = 0
    for line in lines[start : start + 8]:
        if line.depth != first.depth and not (_MAILBOX.search(said) and _WROTE_ALONE.match(line.text)):
            break
        count += 1
        if line.blank:
            if said.endswith(":") or rows > 3 or not _STARTS.match(said):
                break
            continue
        if rows and _stands_alone(line.text):
            break
        rows += 1
        said = f"{said} {line.text.strip()}" if said else line.text.strip()
        if rows > 5 or len(said) > _ATTRIBUTION_LIMIT:
            break
        if rows == 2 and not any(start.match(first.text) for start in (_MAY_GO_ON, _STARTS, _WORD_ALONE)):
            break
        if said[-1] in ":：" and _MOMENT.search(said) and _MAILBOX.search(said) and _ATTRIBUTION_ELSEWHERE.match(said):
            return count
        if said[-1] in ":：>-" and _ATTRIBUTION.match(said):
            following = _next_line(lines, start + count)
            deeper = following is not None and following.depth > first.depth
            if deeper or ((_MAILBOX.search(said) or _MOMENT.search(said)) and not _goes_on(said)):
                return count
    return _unknown_language(lines, start)


#: what may stand between « a écrit » and the colon
_TAIL = re.compile(
    r"(?:(?:a|à|avez|ont) [ée]crit|[ée]crivait|a r[ée]pondu|wrote|writes|sent)\b(.{0,80}?)[:：\-]{1,20}\s*$",
    re.IGNORECASE,
)


def _goes_on(said: str) -> bool:
    """Whether the line is a sentence of its author: « Paul a écrit au client : », « Paul wrote a note: »."""
    match = _TAIL.search(said)
    tail = match.group(1).strip() if match else ""
    return bool(tail) and not re.search(r"[\d<@(]", tail)


def _stands_alone(said: str) -> bool:
    """Whether one line is a whole attribution: what stands above it is no part of it."""
    return bool(_STARTS.match(said) and said.rstrip()[-1:] in ":：" and _ATTRIBUTION.match(said))


def _unknown_language(lines: Sequence[Line], start: int) -> int:
    """A line with a moment or an address, ended by a colon, right above deeper lines, in whatever language."""
    first = lines[start]
    for count in (1, 2):
        chunk = lines[start : start + count]
        if any(line.blank or line.depth != first.depth for line in chunk):
            return 0
        said = " ".join(line.text.strip() for line in chunk)
        following = _next_line(lines, start + count)
        if following is None or following.depth <= first.depth:
            continue
        if count > 1 and not (_MAY_GO_ON.match(first.text) or first.mark == "attribution"):
            continue
        if said.endswith((":", ">")) and _MAILBOX.search(said) and (_MOMENT.search(said) or "," in said):
            return count
        if said.endswith(":") and first.mark == "attribution":
            return count
    return 0


def _next_line(lines: Sequence[Line], start: int) -> Line | None:
    return next((line for line in lines[start : start + 4] if not line.blank), None)


def shared_line(said: str) -> int:
    """Where an attribution begins that shares its line with the reply; -1 when none does."""
    match = _SHARED_LINE.search(said[:1000])
    return match.start() if match else -1


def is_heading(said: str) -> bool:
    """Whether a line only announces a quoted message, with or without dashes: it joins the header below it."""
    return len(said) < 60 and bool(_HEADING.match(said))


def is_wrapped_link(line: Line) -> bool:
    """Whether the line is only a link, as it falls out of a quoted line that is wrapped."""
    return bool(_LINK_ALONE.match(line.text)) or (
        line.text.endswith(")") and " " not in line.text and "(" not in line.text
    )


def is_rule(line: Line) -> bool:
    """Whether the line is only a drawn rule."""
    said = line.text.strip()
    return line.text == RULE or (len(said) >= 5 and not said.strip("_-—–=*"))
