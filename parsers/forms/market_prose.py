"""Markets told in sentences and lists: the reference, title, buyer and day of a market, and who won which lot."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta

from parsers.forms.market_buyers import buyer_in
from parsers.forms.market_draft import MarketDraft
from parsers.forms.market_titles import title_in
from parsers.language.dates import dates_in
from parsers.language.folding import fold

_CODE = r"(?=[A-Z0-9/._-]*\d)[A-Z0-9]{1,12}(?:[-_/.][A-Z0-9]{1,12}){0,5}"
_REFERENCE_SAID = re.compile(
    rf"(?:\b(?:marches?|consultation|accord-cadre|reference|ref|dossier|operation|contrat|affaire|dce|ao"
    rf"|mapa)\b\.?\s?(?:du marche|public|de travaux|de services?|subsequent|d'entretien)?\s?(?:\(?(?:n°"
    rf"|no(?=[.\s])|numero|num\.|ref\.?|reference|#)\.?)?\s?:?\s?|\b(?:n°"
    rf"|numero)\s?:?\s?)(?P<code>{_CODE})(?![\w@])",
    re.IGNORECASE,
)
#: « MAPA 26/07 »: with what the buyer calls the procedure, the figures alone would be a day
_PROCEDURE = re.compile(r"\b(?P<code>(?:MAPA|AOO|AO|DCE|PA|MP)[ -]?\d{2,4}[/._-]\d{1,4})(?![\w/])")
_REFERENCE_BARE = re.compile(
    r"(?<![\w@./°-])(?P<code>[A-Z]{1,6}[-_/.]?\d{2,4}(?:[-_/.][A-Z0-9]{1,8}){1,4}"
    r"|\d{4}[-_/][A-Z0-9]{1,8}(?:[-_/][A-Z0-9]{1,8}){0,3}"
    r"|[A-Z]{1,6}(?:[-_/][A-Z]{1,6})?[-_/]\d{2,6}(?:[-_/]\d{1,5})?|\d{2}[A-Z]{1,5}\d{2,6}"
    r"|[A-Z]{2,6}\d{4,8})(?![\w@-])"
)
_NOTIFIED = re.compile(r"notif\w*|attribu\w* (?:le|du|depuis|en date)|signée? le|date d'effet")
#: « notification du 8 juin »: the day is told at once
_BESIDE = 22


def reference_in(text: str) -> tuple[str | None, str]:
    """The market's reference and the text without it; a date, a postcode or a telephone number is none."""
    said = _PROCEDURE.search(text)
    if said and re.fullmatch(r"\D+\d{1,2}[/.-]\d{1,2}", said["code"]):
        rest = text[: said.start()] + " " + text[said.end() :]
        return said["code"], re.sub(r"\s+", " ", rest).strip(" -–—:,;()")
    for pattern, where in ((_REFERENCE_SAID, fold(text)), (_REFERENCE_BARE, text)):
        for match in pattern.finditer(where):
            code = text[match.start("code") : match.end("code")]
            if _is_reference(code, text, match):
                rest = text[: match.start("code")] + " " + text[match.end("code") :]
                return code.rstrip("./-_"), re.sub(r"\s+", " ", rest).strip(" -–—:,;()")
    whole = re.fullmatch(rf"\s*({_CODE})\s*", text)
    if whole and _is_reference(whole[1], text, whole):
        return whole[1], ""
    lead = re.match(rf"\s*({_CODE})\s*(?:[-–—:,]|\s)\s*(?=[^\W\d])", text)
    if lead and _is_reference(lead[1], text, lead) and re.search(r"\d{2}", lead[1]):
        return lead[1], text[lead.end() :].strip()
    return None, text


def _is_reference(code: str, text: str, match: re.Match[str]) -> bool:
    if re.fullmatch(
        r"\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?|(?:19|20)\d{2}|0\d(?:[.-]\d\d){4}|\d{14}|\d{9}|[A-Z]\d?|\d{1,3}"
        r"|20\d{2}[-/.]\d{2}[-/.]\d{2}",
        code,
    ):
        return bool(
            re.fullmatch(r"\d{2,3}|(?:19|20)\d{2}|\d{2}\.\d{2}\.\d{2}", code)
            and re.search(
                r"(?i)march[ée]\s?(?:public\s)?n°\s?:?\s?$",
                text[: match.start("code") if "code" in match.re.groupindex else 0],
            )
        )
    if re.fullmatch(r"\d{5}", code):
        return bool(re.search(r"(?i)(?:march|n°|réf)", match.group()))
    return not re.match(r"(?i)(?:r\d{3}|cp\d|rome|naf|f\d{4}$|lot\d)", code)


def read_market(text: str, market: MarketDraft, today: date, companies: Collection[str] = ()) -> None:
    """What a sentence says of the market itself; `companies`: those it names, which are no title."""
    reference, _ = reference_in(text)
    market.reference = market.reference or reference
    if market.notified_on is None:
        market.notified_on = _notified(text.replace(reference, " " * len(reference)) if reference else text, today)
    if market.title is None:
        market.title = title_in(text, reference, companies)
    if market.buyer is None:
        who = buyer_in(text, market.title)
        market.buyer = who if who not in companies else None


def _notified(text: str, today: date) -> str | None:
    folded = fold(text)
    places = [match.start() for match in _NOTIFIED.finditer(folded)]
    if not places:
        return None
    told = dates_in(text, today=today, backward=True)
    yesterday = re.search(r"\bnotifiee?s? (?:avant[- ])?hier\b", folded)
    if yesterday:
        return (today - timedelta(days=2 if "avant" in yesterday.group() else 1)).isoformat()
    # « ce jour, 9 juin 2026 » and « le lundi 8 juin »: the figures count
    plain = [dated for dated in told if re.search(r"\d", text[dated.start : dated.end])]
    told = plain or told
    sure = [place for place in places if folded.startswith("notif", place)]
    beside = [dated for dated in told if any(0 <= dated.start - place <= _BESIDE for place in sure or places)]
    if len(told) > 1 and beside:
        return beside[0].day.isoformat()
    back, reach = (-150, 300) if len(told) == 1 else (-40, 120)
    found = [dated for dated in told if any(back <= dated.start - place <= reach for place in places)]
    found = [
        dated
        for dated in found
        if not re.search(
            r"(?:d[ée]but|d[ée]marr\w+|travaux|jusqu'au|avant le|r[ée]union)[^.]{0,25}$", fold(text[: dated.start])
        )
    ]
    return found[0].day.isoformat() if found else None
