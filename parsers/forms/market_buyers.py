"""The buyer of a market, as sentences name it: by its label, as the one who notifies, in brackets, between commas."""

from __future__ import annotations

import re

from parsers.forms.award_mentions import lots_in
from parsers.forms.market_draft import BUYER, PUBLIC_BODY, cleaned
from parsers.forms.market_segments import ARTICLE, DATED, WORKS, pieces_of
from parsers.language.contacts import emails, phones, sirets
from parsers.language.folding import fold

#: « maître d'ouvrage : X »
BUYER_LABEL = re.compile(
    r"(?i)^(?:sous )?(?:moa|ma[iî]tr\w+ d['’]ouvrage|acheteur(?: public)?|pouvoir adjudicateur"
    r"|donneur d['’]ordres?)\b\s?:?\s?"
)
_BUYER_SAID = re.compile(
    r"\b(?:maîtr\w+ d['’]ouvrage|acheteurs?|pouvoir adjudicateur|donneur d['’]ordre|pour le compte d[eu]s?"
    r"|passée?s? par|retenue?s? par|lancée?s? par|conclue?s? par|commanditaire|commandée? par"
    r"|attribuée?s? par|notifiée?s? par"
    r"|porté\w* par)\s?(?:est|:|,|assurée? par)?\s?(?P<who>(?:le |la |les |l['’]"
    r"|d['’])?[^\n,;(«:]{3,90}?)(?=\s*(?:[,;(«:\n)]|\.(?:\s|$)|$|\s(?:a (?:notifié|attribué|été|retenu)"
    r"|et (?:notifi|attrib|sign)\w*|est|vient|le \d|sont|pour|dans le cadre|à l['’]entreprise|notifié|ainsi)))",
    re.IGNORECASE,
)
_NOTIFIER = re.compile(
    r"(?:^\W*(?:\d\s?[/.)°-]\s*)?|[,.:]\s|\bque\s|\bqu['’])(?:[LlDd]['’]|[Ll]a |[Ll]e "
    r"|[Ll]es )?(?P<who>(?!Nous|Je|Vous|Il|Elle|Bonjour"
    r"|Merci|Marché"
    r"|Lot)(?:[A-ZÀ-Ý]|(?:ville|commune|mairie|communauté|agglomération|métropole|région"
    r"|département) d)[^,.;:\n]{2,80}?)"
    r" (?:(?:a|ont|vient|viennent) (?:de |d['’])?(?:bien |aussi )?(?:notifi|attribu|retenu|confi|sign|procédé)"
    r"|(?:m['’]|nous |vous )?informe)"
)
#: what a piece may begin with that says that a buyer follows
_ANNOUNCED = re.compile(
    r"(?i)^(?:(?:sous )?(?:maîtrise|maitrise|maître|maitre) d['’]ouvrage|moa|acheteur(?: public)?|pouvoir adjudicateur"
    r"|donneur d['’]ordres?|pour le compte d[eu]s?|lancée? par|passée? par|portée? par|pour|par|d[eu]|d['’])\s?:?\s?"
    r"(?:est\s)?(?:la |le |les |l['’])?"
)
_AFTERTHOUGHT = re.compile(r"(?i)\s(?:également|aussi|encore|toujours|comme (?:maître|acheteur)\b.*)$")

_SPOKEN = re.compile(r"\b(?:nous|vous|je|est|sont|a|voici|voila|entreprises?|retenue?s?|bonjour|objet|suite)\b|\d{4}")
#: « le bailleur Grand Delta Habitat »
_ROLE = re.compile(r"^(?:(?:Le |La |L['’])?(?:bailleur(?: social)?|acheteur(?: public)?|pouvoir adjudicateur)\s)")
#: who signs for the buyer: « le président du Syndicat des eaux a attribué »
_OFFICER = re.compile(
    r"(?i:\b(?:président|maire|directeur|directrice|présidente)(?: générale?)?(?:-adjointe?)?) (?:de la |du "
    r"|de l['’]|d['’]|des |de )"
    r"(?P<who>[A-ZÀ-Ý][^,.;:\n]{2,80}?) (?:a|ont|vient|viennent) (?:de |d['’])?(?:notifi|attribu|retenu|confi|sign)"
)
#: « notifié (2 septembre 2027) par l'Eurométropole à X »
_BY = re.compile(
    r"(?i:\b(?:notifi|attribu|pass|lanc|confi|sign)\w*)(?:\s\([^()\n]{0,60}\)"
    r"|\s[^\s,;:.()]{1,20}){0,5}?\spar (?:la |le |les |l['’])?"
    r"(?P<who>[^\n,;:.()]{3,80}?)(?=\s(?:à|au|aux|pour|le|en|est|sont|et)\s|\s?[,;:.()]|$)"
)
#: « le marché « Travaux de peinture » de Quimper Habitat a été notifié »
_AFTER_TITLE = re.compile(
    r"[»”\"]\s(?:(?:de|du|des|pour|par) |d['’])(?:la |le |les |l['’])?(?P<who>[A-ZÀ-Ý][^,;:(.\n]{2,70}?)"
    r"(?=\s(?:a|est|vient|ont|sont)\s)"
)
_BODY_NAMED = re.compile(
    r"(?:\b(?:de|par|pour) |[-–—,]\s|(?<!ommunauté )\b[dl]['’])(?:la |le |l['’]|les )?(?P<who>(?:[Vv]ille"
    r"|[Cc]ommune|[Mm]airie"
    r"|[Cc]ommunauté"
    r"|[Aa]gglomération|[Mm]étropole|[Ee]urométropole|Département|Conseil|Région|Syndicat|Office"
    r"|Centre [Hh]ospitalier|Université"
    r"|CC|CA|CU|OPH|S[A-Z]{3,7}(?= d[eu]))\b[^\n,;(«.:]{0,80}?)(?=\s*(?:[,;(«.:\n)]|$|\s(?:a |est |à "
    r"|vient|ont |au |pour|dans le|en date|le \d|relatif|portant|notifi|attribu|concernant|et notifi"
    r"|et attrib)|\s[-–—]\s))"
)


def buyer_in(text: str, title: str | None) -> str | None:
    """Whom the sentence names as the buyer; None when it names nobody."""
    told = _labelled(text) or _bracketed(text, title) or _subject(text) or _named(text, title)
    return told or _among_pieces(text, title)


def _labelled(text: str) -> str | None:
    on_behalf = next((one for one in _BUYER_SAID.finditer(text) if "compte" in one.group()[:16].lower()), None)
    match = on_behalf or _BUYER_SAID.search(text)
    if match is None:
        return None
    who = cleaned(re.sub(r"^(?:le |la |les |l['’]|d['’])", "", match["who"].strip(), flags=re.IGNORECASE))
    if who and (who[:1].isupper() or BUYER.match(fold(who))):
        return _AFTERTHOUGHT.sub("", who[:1].upper() + who[1:])
    return None


def _bracketed(text: str, title: str | None) -> str | None:
    for inside in re.findall(r"\(([^()\n]{3,160})\)", text):
        told = _in_brackets(inside, title)
        if told is not None:
            return told
    return None


def _in_brackets(inside: str, title: str | None) -> str | None:
    """« (Ville de Lillers) », « (réfection de la résidence, OPSOM) »."""
    parts = [
        _AFTERTHOUGHT.sub("", BUYER_LABEL.sub("", part.strip())) for part in re.split(r"\s*[,;–]\s*|\s-\s", inside)
    ]
    for place, part in enumerate(parts):
        folded = re.sub(r"^(?:le |la |les |l')", "", fold(part))
        weak = part[:1].isupper() and len(part) < 60 and BUYER.search(folded) and not WORKS.match(folded)
        after_title = place == 1 and title is not None and fold(parts[0]) == fold(title) and part[:1].isupper()
        if (PUBLIC_BODY.match(folded) or weak or after_title) and not re.search(r"\d{2}|@", part) and not lots_in(part):
            return cleaned(part)
    return None


def _subject(text: str) -> str | None:
    match = _OFFICER.search(text) or _NOTIFIER.search(text)
    if match and not lots_in(match["who"]) and not re.search(r"(?i)march|consultation|lot\b", match["who"]):
        return cleaned(_ROLE.sub("", match["who"]))
    return None


def _named(text: str, title: str | None) -> str | None:
    by = _BY.search(text)
    if by and BUYER.search(fold(by["who"])) and _is_name(by["who"]):
        return cleaned(by["who"])
    match = _AFTER_TITLE.search(text) or _BODY_NAMED.search(text)
    return cleaned(match["who"]) if match and not (title and match["who"] in title) else None


def _among_pieces(text: str, title: str | None) -> str | None:
    """The piece that names a public body, or stands where the buyer was announced."""
    found: str | None = None
    pieces = pieces_of(text)
    for place, piece in enumerate(pieces):
        after = "".join(pieces[place + 1 : place + 2])
        label = _ANNOUNCED.match(piece)
        bare = _AFTERTHOUGHT.sub("", piece[label.end() :] if label else ARTICLE.sub("", piece))
        folded = fold(bare)
        if not _is_name(bare) or (title and folded in fold(title)):
            continue
        if PUBLIC_BODY.match(folded):
            return cleaned(bare)
        known = BUYER.search(folded) and bare[:1].isupper() and not WORKS.match(folded)
        acronym = re.fullmatch(r"[A-Z]{3,9}(?: \d{1,3}| [A-Z][\w'’-]{2,20})?", bare)
        stands_there = title and re.match(r"notif", fold(after)) and bare[:1].isupper() and len(bare.split()) < 6
        if found is None and (
            known or (acronym and title and len(folded) < 16) or (stands_there and not WORKS.search(folded))
        ):
            found = cleaned(bare)
    return found


def _is_name(piece: str) -> bool:
    folded = fold(piece)
    if not 2 < len(piece) < 80 or DATED.search(folded) or re.match(r"(?:marches?|lots?|consultation)\b", folded):
        return False
    return not (sirets(piece) or phones(piece) or emails(piece) or _SPOKEN.search(folded))
