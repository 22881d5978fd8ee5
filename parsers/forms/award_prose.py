"""Awards told in sentences and lists: which company won which lot, for how many hours, and who to ask for there."""

from __future__ import annotations

import re

from parsers.forms.market_draft import AwardDraft, cleaned, contact_of, hours_of, set_siret
from parsers.language.contacts import emails, phones, postcodes, sirets
from parsers.language.folding import fold
from parsers.language.names import names_in

_LOT = re.compile(
    r"(?<![\w-])(?:[Ll]ots?|LOTS?)\s?(?:n°|N°|no(?=[.\s\d])|n(?=\d)|numéro"
    r"|#)?\s?(?P<number>(?:\d{1,3}(?!\s?(?:h\b|heures|€|lots))[A-Za-z]?(?![\w])|[Uu]nique|UNIQUE"
    r"|[A-Z](?![\w'’])))(?P<more>(?:\s?(?:,|et|&|/)\s?\d{1,3}(?!\s?h)\b)*)"
)
_COMPANY_SAID = re.compile(
    r"(?i:\b(?:attribuée?s?|notifiée?s?|confiée?s?|revien\w+|dévolue?s?|échoi\w*|octroyée?s?|remis\w*"
    r"|adjugée?s?)\b[^\n:;.(]{0,60}?\s(?:à|au|aux|a)\s(?:la (?:société|sté|sarl|sas|scop)\s|l['’](?:entreprise"
    r"|eurl)\s|l['’]ent\.\s|le groupement\s|société\s|entreprise\s)?"
    r"|\b(?:remportée?s?|obtenue?s?|gagnée?s?|réalisée?s?|exécutée?s?|pris) par (?:la société |l['’]entreprise "
    r"|le groupement )?"
    r"|\b(?:(?:entreprise|société)s? (?:retenue|attributaire|titulaire|lauréate|mandataire)s?|attributaires?"
    r"|titulaires?|lauréats?|mandataires?|prestataires?(?: retenus?)?|retenue?s?|co-?traitants?|sous-?traitants?"
    r"|groupement)\b(?:\s(?:pour|du|de|sur)\s(?:le\s|ce\s|l['’])?(?:lot|marché)?[^\n:]{0,45}?)?(?:\s?(?:est|sont"
    r"|:|=)|\s[–-])\s?(?:la société |l['’]entreprise |le groupement )?"
    r"|(?:\bl['’]entreprise|\bla société|\bsociété|\bentreprise|\bla sarl|\bla sas"
    r"|\bla scop)\s?:?\s?)(?P<name>(?:\d{1,2}\s?)?[A-ZÀ-ÝŒ][^\n;]{1,120})",
)
_NAME_END = re.compile(
    r"\s*(?:[,;(\n|«]|\s[-–—]\s|\.\s|\.$|:|\s(?:pour|avec|dont|sur|au titre|à hauteur|située?|domiciliée?|basée?"
    r"|sise?|est|sera|qui|représentée?|doit|devra|s['’]engage|réalisera|ayant|via|et non|au lieu|contact|mail"
    r"|tél|email|e-mail|SIRET|Siret|siret|N° ?SIRET|n° ?siret|depuis|le \d|comme|en tant|mandataire|titulaire"
    r"|attributaire|joignable|\d{1,5} ?(?:h|heures)\b|\d{3} ?\d{3} ?\d{3}))(?=\s|$|\b|:)"
    r"|\s?\d{1,3}(?:[ .]?\d{3})*\s?(?:h\b|heures)"
)
_HOURS = re.compile(
    r"(?<![\d.,/])(?P<hours>(?:\d{1,3}(?:[ .]\d{3})+|\d{1,6})(?:[.,]\d{1,2})?)\s?(?:h\b(?!\d)|heures?"
    r"|hrs?\b)(?P<what>[^\n;.]{0,30})",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(?:à|a|de|vers|dès|entre|et)\s?$")
_SHARE = re.compile(r"(?<!\d)(\d{1,3}(?:[.,]\d+)?)\s?%")
_CONTACT_SAID = re.compile(
    r"(?i)\b(?:contacts?|interlocut(?:eur|rice)|personne à (?:contacter|joindre)|correspondante?|référente?"
    r"|responsable(?: rh)?|suivi par|voir avec|représentée? par|dirigeante?|gérante?|conducteur de travaux"
    r"|s['’]adresser à)\s?(?:est|:|=)?\s?(?P<who>[^\n;(]{2,80})"
)
_EVIDENCE = re.compile(r"@|\d\s?(?:h\b|heures?)|\d{3} ?\d{3} ?\d{3}|siret|(?:\d\d[ .]){4}\d\d", re.IGNORECASE)
_TRADE = re.compile(
    r"gros|maconn|peint|plomb|elec|menuis|couvert|charpent|carrel|\bsols?\b|platr|chauff|vrd|terrass|nettoy"
    r"|propret|espaces? verts?|entretien|voirie|enrob|signal|demol|desamiant|etanch|isol|facad|ravale|serrur"
    r"|metal|ascens|cuisine|repas|restaur|service|preparation|fourniture|travaux|amenag|second|cvc|ventil"
    r"|sanitaire|cloison|assainiss|reseau|eclairage|gardien|securite|accueil|collecte|\btri\b|transport|logist"
    r"|blanch|informat|prestation|mission|oeuvre|œuvre|vitr|toitur|renov|rehabil|construct"
)
#: words of a sentence, which no company has in its name
_SAYING = re.compile(
    r"\b(?:mon|ma|mes|votre|vos|notre|nos|ce|cette|ces|je|nous|vous|il|elle|suite a|est|sont|sera|a ete|compte"
    r"|vient|merci|ci-joint|ci-dessous|ci-apres|pour)\b"
)
#: a buyer, whatever stands around it
_BODY = re.compile(
    r"(?:ville|commune|mairie|departement|communaute|conseil|syndicat|sivom|sivu|oph|office)s? d(?:e|u|es|'|)\b"
)
_SEPARATOR = re.compile(r"\s*(?:[,;|]|\s[-–—]\s|\s?:\s|\.\s|\n|\(|\)|\t|/(?=\s)|(?<=\s)/)\s*")


def lots_in(text: str) -> list[re.Match[str]]:
    """Where the text speaks of a numbered lot."""
    return list(_LOT.finditer(text))


def awards_in(text: str, *, listed: bool) -> list[AwardDraft]:
    """The awards of one passage; `listed`: an item of a list of companies, where no word says so."""
    text = re.sub(
        r"\s+(?:et non|au lieu|à la place|en remplacement)\s+(?:pas\s)?(?:de|d['’]|à|par)?\s?[^,;.\n]{2,60}", " ", text
    )
    marks = _LOT.finditer(text)
    pieces = _pieces(text, list(marks))
    out: list[AwardDraft] = []
    for piece, mark in pieces:
        out += _awards_of_piece(piece, mark, listed=listed or mark is not None)
    return out


def _pieces(text: str, marks: list[re.Match[str]]) -> list[tuple[str, re.Match[str] | None]]:
    """The passage of each lot: from its mark to the next; a company said before its lot takes the lot with it."""
    if not marks:
        return [(text, None)]
    first = text[: marks[0].start()]
    before = _COMPANY_SAID.search(first)
    if len(marks) == 1 or (before and _NAME_END.split(before["name"])[0].strip() and "(" in first[before.start() :]):
        if len(marks) == 1:
            return [(text, marks[0])]
        out: list[tuple[str, re.Match[str] | None]] = []
        starts = [0, *(_turn(text, mark.end(), marks[place + 1].start()) for place, mark in enumerate(marks[:-1]))]
        for place, mark in enumerate(marks):
            stop = starts[place + 1] if place + 1 < len(marks) else len(text)
            out.append((text[starts[place] : stop], mark))
        return out
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [(text[mark.start() : end], mark) for mark, end in zip(marks, ends, strict=True)]


def _turn(text: str, start: int, end: int) -> int:
    """Where one « X (lot 1, 200 h) » ends and the next begins: after the closing bracket."""
    close = text.find(")", start, end)
    return close + 1 if close >= 0 else end


def _awards_of_piece(piece: str, mark: re.Match[str] | None, *, listed: bool) -> list[AwardDraft]:
    first = AwardDraft()
    if mark is not None:
        number = mark["number"]
        first.lot = "unique" if fold(number) == "unique" else re.sub(r"^0+(?=\d)", "", number).upper()
    members = _members(piece)
    if len(members) > 1:
        return _grouped(members, first, piece)
    _fill(first, piece, listed=listed)
    others = re.findall(r"\d{1,3}", mark["more"] or "") if mark is not None else []
    if others and first.filled():
        first.unsure.add("insertion_hours")
        return [first, *(_copy(first, number) for number in others)]
    return [first]


def _copy(award: AwardDraft, lot: str) -> AwardDraft:
    return AwardDraft(
        lot=lot, name=award.name, siret=award.siret, address=award.address, contact_name=award.contact_name,
        phone=award.phone, email=award.email, unsure=set(award.unsure) | {"insertion_hours"},
    )  # fmt: skip


_MEMBER = re.compile(
    r"(?P<name>[A-ZÀ-Ý][^,;()\n:%]{1,60}?)\s*\((?P<inside>[^()]{0,80}?\b(?:mandataire|co-?traitante?"
    r"|sous-?traitante?|titulaire)\b[^()]{0,80})\)(?P<after>[^;\n]{0,160}?)(?=\s*(?:;|\n|$|\.\s|\s(?:et|/|\+"
    r"|avec)\s+(?=[A-ZÀ-Ý])|,\s(?=[A-ZÀ-Ý][^,;(\n:%@]{1,60}\s*\())|/)"
)
_SUBCONTRACTED = re.compile(
    r"(?i)(?:\bdont\s+(?P<hours>\d[\d .]*)\s?(?:h\b|heures)[^\n;.]{0,30}?\s)?\b(?:sous-?trait(?:ées?|és?|ant"
    r"|ante|e|era|ance)|co-?traitante?)\b\s?(?:(?:déclaré|accepté|agréé|proposé|pressenti|désigné)e?s?\s?)?"
    r"(?:est|:|à|par|de)?\s?(?:l['’]entreprise |la société |par "
    r"|à )?(?P<name>(?-i:[A-ZÀ-Ý])[^,;(\n.]{1,60}?)(?=\s*(?:[,;(\n]|\.(?:\s|$)|$|\s(?:pour|à hauteur)))"
)


def _members(piece: str) -> list[re.Match[str]]:
    return list(_MEMBER.finditer(piece))


def _grouped(members: list[re.Match[str]], first: AwardDraft, piece: str) -> list[AwardDraft]:
    """« A (mandataire, 60 %) et B (cotraitant, 40 %) »: one award a member, with its part of the hours."""
    total = _hours(re.sub(r"\([^()]*\)", " ", piece[: members[0].start()] + " " + piece[members[-1].end() :]))
    title = _lot_title(piece[: members[0].start()])
    out = []
    for match in members:
        award = AwardDraft(
            lot=first.lot,
            lot_title=title,
            name=cleaned(
                re.sub(
                    r"^(?:.*\b(?:groupement(?: (?:solidaire|conjoint|momentané|d['’]\w+))*|à|par"
                    r"|entreprises?|sociétés?)\s+"
                    r"|.*:\s*)(?=[A-ZÀ-Ý])",
                    "",
                    match["name"],
                )
            ),
        )
        around = f"{match['inside']} ; {match['after']}"
        _fill(award, around, listed=False)
        share = _SHARE.search(around)
        if share and award.insertion_hours is None:
            award.share = float(share[1].replace(",", "."))
            if total:
                award.insertion_hours = round(total * award.share / 100, 2)
        out.append(award)
    return out


def subcontractors_in(text: str) -> list[AwardDraft]:
    """« dont 80 h sous-traitées à X »."""
    out = []
    for match in _SUBCONTRACTED.finditer(text):
        name = cleaned(_NAME_END.split(match["name"])[0])
        award = AwardDraft(name=name)
        award.insertion_hours = hours_of(match["hours"]) if match["hours"] else None
        if name and match.start() < 4:
            # « cotraitant : X, 40 %, soit 240 heures, x@… »: the whole line is about it
            _fill(award, text[match.end("name") :], listed=False)
        if name:
            out.append(award)
    return out


def _fill(award: AwardDraft, piece: str, *, listed: bool) -> None:
    """Every fact of one passage that holds one award."""
    for found in sirets(piece)[:1]:
        set_siret(award, found.value)
    award.email = award.email or next((found.value for found in emails(piece)), None)
    award.phone = award.phone or next((found.value for found in phones(piece)), None)
    award.insertion_hours = award.insertion_hours or _hours(piece)
    award.lot_title = award.lot_title or _lot_title(piece)
    award.name = award.name or _company(piece, award, listed=listed)
    award.contact_name = award.contact_name or _contact(piece, award)
    award.address = award.address or _address(piece, award)


def _hours(piece: str) -> float | None:
    """The insertion hours of the passage: the figure that says so, else the first that is no time of day."""
    said = [match for match in _HOURS.finditer(piece) if not _is_clock(piece, match)]
    told = [match for match in said if "insertion" in fold(match["what"])] or said
    return hours_of(told[0]["hours"]) if told else None


def _is_clock(piece: str, match: re.Match[str]) -> bool:
    """« à 14 h »."""
    figures = re.sub(r"[.,]\d{1,2}$|\D", "", match["hours"])
    before = piece[max(0, match.start() - 8) : match.start()].lower()
    return int(figures) <= 24 and bool(_CLOCK.search(before)) and "insertion" not in fold(match["what"])


def _lot_title(piece: str) -> str | None:
    mark = _LOT.search(piece)
    if mark is None:
        return None
    after = piece[mark.end() :]
    alone = cleaned(after.strip(" :–—-.\t"))
    bare = after.strip(" :–—-.\t")
    if (
        alone
        and not _EVIDENCE.search(after)
        and _TRADE.search(fold(after))
        and not re.search(r"[,;(:]|\s[-–—]\s", bare)
        and not _COMPANY_SAID.search(after)
    ):
        return alone
    match = re.match(r"\s*[(«\"“]\s*([^()«»\"”\n]{2,90}?)\s*[)»\"”]", after)
    if match:
        said = match[1]
        return cleaned(said) if not re.search(r"\d\s?h\b|heures|@|%", said) else None
    match = re.match(
        r"\s*(?:[,:–—-]\s*)?(?P<title>[^\W\d_][^,;:()\n@]{1,90}?)(?=\s*(?:[,;:(\n]|\s[-–—]\s|\.(?:\s|$)|$"
        r"|\s(?:est|a été|sera|attribué\w*|notifié\w*|confié\w*|à l['’]entreprise|à la société|pour|titulaire"
        r"|retenu\w*|revient|du marché|de ce marché|compte|comporte|comprend|représente|prévoit|passe|va|ira"
        r"|vient)\b))",
        after,
    )
    if match is None or re.match(
        r"(?i)(?:est|a été|attribu|notifi|confi|à |au |pour|retenu|titulaire|entreprise|du marché|sera|:)",
        match["title"],
    ):
        return None
    rest = after[match.end() :]
    if not re.match(
        r"\s*(?:[,;:(]|\s?[-–—]\s|\s(?:est|a été|attribu|notifi|confi|à|revient|titulaire|sera|du marché"
        r"|de ce marché|compte|comporte|comprend|représente|prévoit|passe|va|ira|vient)\b)",
        rest,
    ):
        return None
    return cleaned(match["title"])


def _company(piece: str, award: AwardDraft, *, listed: bool) -> str | None:
    for match in _COMPANY_SAID.finditer(piece):
        name = cleaned(_NAME_END.split(match["name"])[0])
        if (
            name
            and not _LOT.match(name)
            and not re.match(r"(?i)(?:lot|marché|siret|tél|mail|les? |la )", name)
            and len(name) > 1
        ):
            return name
    if not listed or _is_bare_lot(piece, award):
        return None
    for chunk in _chunks(piece, award):
        return chunk
    return None


def _is_bare_lot(piece: str, award: AwardDraft) -> bool:
    """« Lot 1 : Préparation des repas »: a lot whose company stands elsewhere."""
    mark = _LOT.search(piece)
    if award.lot is None or award.lot_title is None or mark is None or _EVIDENCE.search(piece):
        return False
    return cleaned(piece[mark.end() :].strip(" :–—-.\t")) == award.lot_title


def _chunks(piece: str, award: AwardDraft) -> list[str]:
    """What can be a company's name in a list item: a capital, and nothing that is known to be something else."""
    mark = _LOT.search(piece)
    body = piece[mark.end() :] if mark and mark.start() < 8 else piece
    if mark and re.search(
        r"^[^:]{3,80}?\s(?:pour|sur|titulaire|attributaire|retenue?s?)\s(?:du |le "
        r"|les )?$",
        piece[: mark.start()],
    ):
        # « Clôtures du Nord pour le lot 3 Portails »: the company stands before its lot
        body = piece[: mark.start()]
    if award.lot_title and body.find(award.lot_title) >= 0:
        body = body[body.find(award.lot_title) + len(award.lot_title) :]
    out = []
    for chunk in _SEPARATOR.split(body):
        chunk = cleaned(re.split(r"(?i)\bsiret\b", chunk)[0]) or ""
        named = _NAME_END.split(chunk)[0].strip() if not chunk[:1].isdigit() else ""
        if not named or not named[:1].isupper() or re.search(r"@|\d{5}", named) or len(named) < 3:
            continue
        if (
            re.match(
                r"(?i:(?:m\.|mr|mme|monsieur|madame|contact|tél|mail|lot|rue|avenue|chantier|heures"
                r"|nous|vous|bonjour|marché|total|objet|date|erratum|rectificati\w+|correct\w+)\b)"
                r"|(?i:le|la|les) (?![A-ZÀ-Ý])|[LlDd]['’](?![A-ZÀ-Ý])",
                named,
            )
            or _SAYING.search(fold(named))
            or _BODY.match(fold(named))
            or re.search(rf"\b(?:M\.|Mr|Mme|Mlle|Monsieur|Madame)\s*{re.escape(named)}", piece)
        ):
            continue
        out.append(named)
    return out


def _contact(piece: str, award: AwardDraft) -> str | None:
    match = _CONTACT_SAID.search(piece)
    if match:
        said = contact_of(re.split(r"[,–—]|\s-\s", match["who"])[0])
        if said and said != award.name:
            return said
    for name in names_in(piece):
        inside_company = award.name and fold(name.raw) in fold(award.name)
        street = re.search(
            r"(?i)\b(?:rue|avenue|place|boulevard|allée|école|collège|lycée|gymnase|quai|square"
            r"|impasse)\s+(?:de\s|du\s)?$",
            piece[: name.start],
        )
        if (
            name.sign in {"civility", "first_name", "capitals"}
            and not inside_company
            and not street
            and not (award.lot_title and fold(name.raw) in fold(award.lot_title))
        ):
            return contact_of(name.raw)
    return None


def _address(piece: str, award: AwardDraft) -> str | None:
    """The part that holds a postcode, with the street before it."""
    codes = postcodes(piece)
    if not codes:
        return None
    start = max(piece.rfind(mark, 0, codes[0].start) for mark in ",;(\n|")
    street = piece[start + 1 : codes[0].start]
    if not re.search(r"[^\W\d_]", street) and start > 0:
        start = max(piece.rfind(mark, 0, start) for mark in ",;(\n|")
    town = re.match(
        r"\s?[A-ZÀ-Ýa-zà-ÿ'’ -]{2,50}?(?:\sCEDEX(?:\s\d+)?)?(?=\s*(?:[,;)(\n|.]|$|\s[-–—]\s))", piece[codes[0].end :]
    )
    end = codes[0].end + (town.end() if town else 0)
    text = cleaned(piece[start + 1 : end]) or ""
    text = re.sub(
        r"(?i)^.*\b(?:adresse|siège|située?|sise|domiciliée?"
        r"|basée?)\b\s?(?:social\s)?(?:est\s)?(?:au|à|:)?\s?",
        "",
        text,
    )
    if award.name and text.startswith(award.name):
        text = text[len(award.name) :]
    text = re.sub(r"^\s*(?:[-–—]\s*)", "", text)
    parts = re.split(r"\s[-–—]\s", text)
    kept = [part for part in parts if re.search(r"\d", part) and not sirets(part) and not phones(part)]
    return cleaned(" ".join(kept)) if kept else None
