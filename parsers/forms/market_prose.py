"""Markets told in sentences and lists: the reference, title, buyer and day of a market, and who won which lot."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta

from parsers.forms.award_mentions import lots_in
from parsers.forms.market_buyers import BUYER_LABEL, buyer_in
from parsers.forms.market_draft import BUYER, PUBLIC_BODY, MarketDraft, cleaned
from parsers.forms.market_segments import WORKS, title_among
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
_QUOTED = re.compile(r"«\s*([^»\n]{3,200})\s*»|“([^”\n]{3,200})”|\"([^\"\n]{3,200})\"")
_TITLED = re.compile(
    r"\b(?:relatif|relative|relatifs|portant|concernant|ayant pour objet|pour objet|intitulée?|dénommée?"
    r"|correspondant)\s?(?:à|aux|au|sur|:)?\s?(?:le|la|les"
    r"|l['’])?\s*(?P<title>[^\n,;()«:]{4,160}?)(?=\s*(?:[,;():\n]|\.(?:\s|$)|$|\s(?:a été|est|vient|ont été|lancé"
    r"|passé|notifié|attribué|dont|pour le compte|pour la (?:ville|commune)|:)))"
)
#: « le marché 24S0012 lot 3 – construction du gymnase – a été attribué »
_BETWEEN_DASHES = re.compile(
    r"[-–—]\s(?:la |le |l['’])?(?P<title>[a-zà-ÿ][^-–—\n,;():]{8,140}?(?:-[^-–—\n,;():]{1,60}){0,3})\s[-–—]"
    r"\s?(?:a été|est|vient|notifi|attribu)"
)
#: « passé par le Centre hospitalier : restructuration des urgences »
_AFTER_BUYER = re.compile(
    r"\b(?:passée?|lancée?|conclue?) par [^:\n]{3,90}?\s?:\s(?:la |le |les "
    r"|l['’])?(?P<title>[^\W\d_][^\n.;:,()]{6,140})"
)
_NOTIFIED = re.compile(r"notif\w*|attribu\w* (?:le|du|depuis|en date)|signée? le|date d'effet")


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
            re.fullmatch(r"\d{2,3}|(?:19|20)\d{2}", code)
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
        title = _title(text, reference)
        market.title = title if title and not any(fold(name) in fold(title) for name in companies) else None
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


def _title(text: str, reference: str | None) -> str | None:
    """The title that a sentence gives the market; brackets count last: they may say anything."""
    title = _title_said(text, reference)
    if title is not None and BUYER_LABEL.match(title):
        title = None
    if title is None and reference:
        title = title_among(text, reference)
    if title is None and reference and text.find(reference) >= 0:
        inside = re.match(r"[^()\n]{0,40}\(([^()\n]{10,200})\)", text[text.find(reference) + len(reference) :])
        title = _title_in_brackets(inside[1]) if inside else None
    return title


def _title_in_brackets(inside: str) -> str | None:
    """« (Ville de Péronne, réhabilitation de la salle des fêtes, notifié le 27/05/26) »."""
    for part in re.split(r"\s*[,;–—]\s*", inside):
        if (
            re.match(r"[a-zà-ÿ]", part)
            and len(part.split()) >= 2
            and not re.search(r"\d[/.-]\d|\d\s?h\b|heures|\d{5}|[@%]", part)
            and not _NOTIFIED.search(fold(part))
            and not BUYER.match(fold(part))
            and not lots_in(part)
        ):
            return cleaned(re.sub(r"^(?:la |le |les |l['’])", "", part))
    return None


def _title_said(text: str, reference: str | None) -> str | None:
    for quoted in _QUOTED.finditer(text):
        said = next(group for group in quoted.groups() if group)
        if not re.search(r"(?i)\blots?\s?(?:n°\s?)?\w{0,3}\s*[:(–-]?\s*$", text[: quoted.start()]) and not re.fullmatch(
            r"(?i)lots? \w{1,6}", said.strip()
        ):
            return cleaned(said)
    if reference:
        after = text[text.find(reference) + len(reference) :]
        match = re.match(
            r"\)?(?:\s*(?:[,:–—-]|\(|relatif à|pour)\s*"
            r"|\s+)(?P<title>(?![\d(])[^\n,;()«:]{4,160}?)\s*(?:\)\s*)?(?=[,;(:\n]|\s[-–—]\s|\.(?:\s|$)|$"
            r"|\s(?:a été|est"
            r"|vient|ont été|notifié|attribué|pour le compte))",
            after,
        )
        if (
            match
            and not lots_in(match["title"].strip()[:8])
            and not PUBLIC_BODY.match(fold(match["title"]))
            and not re.match(
                r"(?i)(?:a été|est\b|notifi|attribu|vient|de la |du |des |d['’]|de\b|pour (?:la|le) (?:ville"
                r"|commune)|relati|concern|portant|ayant|qui|dont|a\b|le \d|lanc|pass|sont|ont\b|et\b|en\b|au\b"
                r"|aux\b|par\b)",
                match["title"].strip(),
            )
        ):
            return cleaned(re.sub(r"^(?:le |la |les |l['’])(?=[a-zà-ÿ])", "", match["title"].strip()))
        works = re.match(
            r"\)?\s(?:de la |de l['’]|du |des |de |d['’])(?P<title>[^\n.,;()«:]{6,140}?)(?=\s*(?:[,;():]|\.(?:\s|$)|$"
            r"|\s(?:a été|est|vient|notifié|attribué|pour le compte|pour la ville)))",
            after,
        )
        if works and WORKS.match(fold(works["title"])):
            return cleaned(works["title"])
    match = _TITLED.search(text) or _BETWEEN_DASHES.search(text) or _AFTER_BUYER.search(text)
    if match:
        return cleaned(match["title"])
    match = re.search(
        r"(?i)\bmarché\s(?:public\s)?(?:de|d['’]|du|des|pour)\s?(?:la |le "
        r"|l['’])?(?P<title>[^\n,;()«:]{6,140}?)(?=\s*(?:[,;()«:\n]|\.(?:\s|$)|$|\s(?:a été|est|vient|n°|notifié"
        r"|attribué|pour le compte|passé|lancé|réf)))",
        text,
    )
    if match and not PUBLIC_BODY.match(fold(match["title"])):
        start = match.start("title")
        lead = re.search(r"(?i)\b(?:de|d['’]|du|des|pour)\s?(?:la |le |l['’])?$", text[:start])
        return cleaned(text[start : match.end("title")] if lead else match["title"])
    return None
