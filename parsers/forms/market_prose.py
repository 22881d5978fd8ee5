"""Markets told in sentences and lists: the reference, title, buyer and day of a market, and who won which lot."""

from __future__ import annotations

import re
from datetime import date, timedelta

from parsers.forms.award_mentions import lots_in
from parsers.forms.market_draft import BUYER, PUBLIC_BODY, MarketDraft, cleaned
from parsers.language.dates import dates_in
from parsers.language.folding import fold

_CODE = r"(?=[A-Z0-9/._-]*\d)[A-Z0-9]{1,12}(?:[-_/.][A-Z0-9]{1,12}){0,5}"
_REFERENCE_SAID = re.compile(
    rf"(?:\b(?:marchés?|consultation|accord-cadre|référence|ref|réf|dossier|opération|contrat|affaire|dce|ao"
    rf"|mapa)\b\.?\s?(?:du marché|public|de travaux|de services?|subséquent|d'entretien)?\s?(?:\(?(?:n°"
    rf"|no(?=[.\s])|numéro|num\.|réf\.?|référence|#)\.?)?\s?:?\s?|\b(?:n°"
    rf"|numéro)\s?:?\s?)(?P<code>{_CODE})(?![\w@])",
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
_BUYER_SAID = re.compile(
    r"\b(?:maîtr\w+ d['’]ouvrage|acheteurs?|pouvoir adjudicateur|donneur d['’]ordre|pour le compte d[eu]s?"
    r"|passée?s? par|retenue?s? par|lancée?s? par|conclue?s? par|commanditaire|commandée? par"
    r"|attribuée?s? par|notifiée?s? par"
    r"|porté\w* par)\s?(?:est|:|,|assurée? par)?\s?(?P<who>(?:le |la |les |l['’]"
    r"|d['’])?[^\n,;(«:]{3,90}?)(?=\s*(?:[,;(«:\n)]|\.(?:\s|$)|$|\s(?:a (?:notifié|attribué|été|retenu)"
    r"|et (?:notifi|attrib|sign)\w*|est|vient|le \d|sont|pour|à l['’]entreprise|notifié|ainsi)))",
    re.IGNORECASE,
)
_NOTIFIER = re.compile(
    r"(?:^|[,.]\s|\bque\s|\bqu['’])(?:[LlDd]['’]|[Ll]a |[Ll]e |[Ll]es )?(?P<who>(?!Nous|Je|Vous|Il|Elle|Bonjour"
    r"|Merci|Marché"
    r"|Lot)[A-ZÀ-Ý][^,.;:\n]{2,80}?) (?:a|ont|vient de|viennent de) (?:bien |aussi )?(?:notifi|attribu|retenu"
    r"|confi)"
)
_MAITRE = re.compile(r"(?i)^(?:moa|maîtr\w+ d['’]ouvrage|acheteur)\s?:?\s?")


def reference_in(text: str) -> tuple[str | None, str]:
    """The market's reference and the text without it; a date, a postcode or a telephone number is none."""
    said = _PROCEDURE.search(text)
    if said and re.fullmatch(r"\D+\d{1,2}[/.-]\d{1,2}", said["code"]):
        rest = text[: said.start()] + " " + text[said.end() :]
        return said["code"], re.sub(r"\s+", " ", rest).strip(" -–—:,;()")
    for pattern in (_REFERENCE_SAID, _REFERENCE_BARE):
        for match in pattern.finditer(text):
            code = match["code"]
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


def read_market(text: str, market: MarketDraft, today: date) -> None:
    """What a sentence says of the market itself."""
    reference, _ = reference_in(text)
    market.reference = market.reference or reference
    if market.notified_on is None:
        market.notified_on = _notified(text.replace(reference, " " * len(reference)) if reference else text, today)
    if market.title is None:
        market.title = _title(text, reference)
    if market.buyer is None:
        market.buyer = _buyer(text, market.title)


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


def _buyer(text: str, title: str | None) -> str | None:
    on_behalf = next((one for one in _BUYER_SAID.finditer(text) if "compte" in one.group()[:16].lower()), None)
    match = on_behalf or _BUYER_SAID.search(text)
    if match:
        who = cleaned(re.sub(r"^(?:le |la |les |l['’]|d['’])", "", match["who"].strip(), flags=re.IGNORECASE))
        if (who and who[:1].isupper()) or (who and BUYER.match(fold(who))):
            return _capital(who)
    for inside in re.findall(r"\(([^()\n]{3,160})\)", text):
        told = _in_brackets(inside, title)
        if told is not None:
            return told
    match = _NOTIFIER.search(text)
    if match and not lots_in(match["who"]) and not re.search(r"(?i)march|consultation|lot\b", match["who"]):
        return cleaned(match["who"])
    match = re.search(
        r"(?:\b(?:de|par|pour) |[-–—,]\s)(?:la |le |l['’]|les )?(?P<who>(?:Ville|Commune|Mairie|Communauté"
        r"|Agglomération|Métropole|Département|Conseil|Région|Syndicat|Office|Centre [Hh]ospitalier|Université"
        r"|CC|CA|CU|OPH|S[A-Z]{3,7}(?= d[eu]))\b[^\n,;(«.:]{0,80}?)(?=\s*(?:[,;(«.:\n)]|$|\s(?:a |est "
        r"|vient|ont |au |pour|le \d"
        r"|relatif|portant|notifi|attribu|concernant|et notifi|et attrib)|\s[-–—]\s))",
        text,
    )
    return cleaned(match["who"]) if match and not (title and match["who"] in title) else None


def _in_brackets(inside: str, title: str | None) -> str | None:
    """« (Ville de Lillers) », « (réfection de la résidence, OPSOM) »."""
    parts = [_MAITRE.sub("", part.strip()) for part in re.split(r"\s*[,;–]\s*", inside)]
    for place, part in enumerate(parts):
        folded = re.sub(r"^(?:le |la |les |l')", "", fold(part))
        told = BUYER.match(folded) or (part[:1].isupper() and len(part) < 60 and BUYER.search(folded))
        after_title = place == 1 and title is not None and fold(parts[0]) == fold(title) and part[:1].isupper()
        if (told or after_title) and not re.search(r"\d{2}|@", part) and not lots_in(part):
            return cleaned(part)
    return None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
