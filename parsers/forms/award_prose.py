"""Sentences of awards: what one sentence or item of a list names, in the order in which it is to be taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.forms.award_mentions import (
    BLANK,
    Mention,
    blanked,
    exact_mentions,
    failures_in,
    lots_in,
    people_in,
    roles_in,
)
from parsers.forms.award_order import in_order
from parsers.forms.company_names import Chunk, chunks_of, companies_in, free_names, has_own_word, is_trade, name_of
from parsers.forms.market_draft import cleaned
from parsers.language.folding import fold

#: what was, and is no longer: « et non 650 h », « au lieu de X »
_CORRECTED = re.compile(
    r"\s+(?:et non|et pas|au lieu|à la place|en remplacement)\s+(?:pas\s)?(?:de|d['’]|à|par)?\s?[^,;.)\n]{2,60}"
)
#: « n'est plus M. X mais Mme Y », « n'est pas attribué à X mais à Y »: what was said falls, the verb stays
_NO_LONGER = re.compile(r"\bn['’]est (?:plus|pas)\s(?P<verb>(?:attribu|confi|notifi)\w+)?[^;|]{2,60}?\smais\b")
#: what stands between quotes is a title, but for « l'entreprise « X » »
_QUOTED_TITLE = re.compile(r"(?<!société )(?<!entreprise )(?<!à )(?<!par )«[^»\n]{3,200}»")
_TITLE = re.compile(
    r"\s*(?:[,:–—/-]\s*|(?:concerne|porte sur|correspond à|(?:est )?relatif à|a pour objet)\s(?:la |le |les "
    r"|l['’])?)?(?P<title>[^\W\d_][^,;:()\n@|]{1,90}?)(?=\s*(?:[,;:()\n|]|->|\s[-–—]\s|\.(?:\s|$)|$"
    r"|\s(?:est|sont|a été|ont|sera|attribué\w*|notifié\w*|confié\w*|à l['’]\w*|à la \w*|à (?=[A-Z])"
    r"|au (?=[A-Z])|au groupement|pour|titulaire"
    r"|retenu\w*|revient|reviennent|du marché|de ce marché|compte|comporte|comprend|représente|prévoit|passe|va|ira"
    r"|vient|avec|par|dont|sur|entreprise|société|c['’]est|échoit|doit)\b))"
)
_NO_TITLE = re.compile(
    r"(?i)(?:est|sont|a été|a\b|nous\b|vous\b|je\b|voir\b|contact|appel|s['’]"
    r"|échoi|échu|prend|remport|attribu|notifi|confi|à |au |aux |pour"
    r"|retenu|titulaire|entreprise|sociét"
    r"|du marché|sera|avec|par\b|sur\b|dont|qui"
    r"|et\b|c['’]est|va\b|passe|revien|compte|comport|comprend|représent|prévoi|doit|mandataire|groupement|heures|siret"
    r"|march|soit|de\b|du\b|des\b|d['’]|lots?\b|infruct"
    r"|uniquement|seul)"
)
_BRACKETED = re.compile(r"\s*[(«\"“]\s*([^()«»\"”\n|]{2,90}?)\s*[)»\"”]")
_TITLE_BEFORE = re.compile(r"\b(?:[Ll]e\s|[Ll]a\s|[Ll]es\s|[Ll]['’])(?P<title>[a-zà-ÿ][^,;:|().]{2,60}?)(?:\s?\(|,\s)$")
#: « le lot VRD », « lot espaces verts »
_NAMED_LOT = re.compile(
    r"\b[Ll]ots?\s(?:«\s?)?(?P<title>[^\W\d_][^,;:|()»\n]{2,50}?)(?=\s*(?:[,;:(»]|\s(?:est|a|à|revient)\s))"
)
#: « et le lot 2 à Normandie Signalisation »
_LOT_TO = re.compile(
    r"\s?(?:»\s?|\)\s?|,\s?)?(?:à|pour)\s(?:la société |l['’]entreprise )?"
    r"(?P<name>[A-ZÀ-Ý][^,;:|()\n]{2,60}?)(?=\s*(?:[,;:|().]|$|\set\s))"
)
_TRADE_NAMED = re.compile(
    r"(?<=\s[–-]\s)(?P<title>[^\W\d_][^,;:|–()]{2,40}?)\s?:\s(?P<name>[A-ZÀ-Ý][^,;:|()\n]{1,60}?)(?=\s*(?:[,;|(]"
    r"|\s[–-]\s|$))"
)
_EVIDENCE = frozenset({"siret", "email", "phone", "hours"})


def mentions_in(sentence: str, *, known: Sequence[str], listed: bool) -> list[Mention]:
    """What the sentence names, in order; `listed`: an item of a list, where no word says what is what."""
    text = _CORRECTED.sub(lambda match: " " * len(match.group()), sentence)
    text = _NO_LONGER.sub(lambda match: (match["verb"] or "").ljust(len(match.group())), text)
    found = exact_mentions(text)
    lots = lots_in(blanked(text, found))
    found += lots
    failures = failures_in(text)
    holes = blanked(text, [*found, *failures])
    companies = companies_in(
        _QUOTED_TITLE.sub(lambda match: BLANK * len(match.group()), holes), found, known, listed=listed
    )
    people = people_in(blanked(holes, companies), companies)
    found += people
    holes = blanked(holes, people)
    places = _places(holes, lots, companies, found, listed=listed)
    named = [*companies, *(one for one in places if one.kind == "company")]
    wanted = max(len(lots), sum(one.kind == "hours" for one in found)) - len(named)
    if wanted > 0 and (lots or named or not listed):
        free = free_names(
            _QUOTED_TITLE.sub(lambda match: BLANK * len(match.group()), blanked(holes, [*named, *places])), named
        )
        places += free if len(free) <= wanted else []
    out = [*found, *companies, *failures, *places, *roles_in(blanked(text, found))]
    return in_order(sorted(out, key=lambda one: (one.start, one.kind not in {"title", "trade"})), text)


def _places(
    holes: str, lots: Sequence[Mention], companies: list[Mention], found: Sequence[Mention], *, listed: bool
) -> list[Mention]:
    """The titles of the lots, and the companies that only their place in the list tells."""
    out = [
        Mention(kind="trade", start=match.start(), end=match.end("title"), value=match["title"].strip())
        for match in _NAMED_LOT.finditer(holes)
        if is_trade(match["title"])
    ]
    if not lots:
        out += _trades_named(holes)
    evidence = [one for one in found if one.kind in _EVIDENCE]
    #: « X le lot 1 et Y le lot 2 »: the first company stands before the first lot, and so do the others
    leads = bool(lots) and any(one.end <= lots[0].start for one in companies)
    for at, lot in enumerate(lots):
        stop = lots[at + 1].start if at + 1 < len(lots) else len(holes)
        since = lots[at - 1].end if at else 0
        after = [one for one in companies if lot.end <= one.start < stop]
        before = [one for one in companies if since <= one.start < lot.start] if leads else []
        named = before[-1:] or after
        told = any(lot.end <= one.start < stop for one in evidence)
        out += _of_lot(holes, lot, stop, named, told=told)
    if lots and not any(one.kind == "company" for one in (*companies, *out)):
        out += _before_lot(holes[: lots[0].start])
    if not lots and listed and not out:
        out += _of_item(holes, companies, told=bool(evidence))
    return out


def _of_lot(holes: str, lot: Mention, stop: int, named: Sequence[Mention], *, told: bool) -> list[Mention]:
    end = min((one.start for one in named if one.start >= lot.end), default=stop)
    slash = holes.find(" / ", lot.end + 3, end) if told and not named else -1
    title = _title(holes, lot.end, slash if slash >= 0 else end) or _title_before(holes, lot)
    if named:
        return [title] if title else []
    led = _LOT_TO.match(holes, title.end if title else lot.end)
    if led and (found := name_of(Chunk(led["name"], led.start("name"), led.end("name")))):
        return [title, found] if title else [found]
    rest = chunks_of(holes, title.end if title else lot.end, stop)
    while title and len(rest) > 1 and len(rest[0].text.split()) == 1 and is_trade(rest[0].text):
        # « Terrassements, VRD »: one title
        further = rest.pop(0)
        value = cleaned(holes[title.start : further.end]) or title.value
        title = Mention(kind="title", start=title.start, end=further.end, value=value)
    bracketed = title is not None and _BRACKETED.match(holes, lot.end) is not None
    after = _first_name(rest, beside=title if title and not told else None)
    behind = after is not None and (_in_brackets_alone(holes, after) or not _reads_as_name(after.value))
    if behind and title and told and _reads_as_name(title.value) and (alone := _company_as_title(title)):
        return [alone]
    if after and (told or title is None or _may_follow(holes, title, after)):
        return [title, after] if title else [after]
    if title is not None and told and not bracketed and (alone := _company_as_title(title)):
        return [alone]
    if title is not None and len(title.value.split()) > 1 and has_own_word(title.value) and title.value.istitle():
        alone = name_of(Chunk(title.value, title.start, title.end))
        return [replace(alone, weak=True)] if alone else [title]
    return [title] if title else []


def _before_lot(head: str) -> list[Mention]:
    """« Clôtures du Nord pour le lot 3 »: the company stands before its lot."""
    match = re.match(
        r"(?P<name>[^:|]{3,80}?)\s(?:est\s)?(?:pour|sur|titulaire|attributaire|retenue?s?|lauréate?)\s(?:du "
        r"|le |les |pour le )?$",
        head,
    )
    found = name_of(Chunk(match["name"], 0, match.end("name"))) if match else None
    return [found] if found else []


def _reads_as_name(text: str) -> bool:
    """« Alpilles TP », and not « Fax », « O. Ravel », « l'agence de Salon »."""
    return len(re.findall(r"\b[A-ZÀ-ÝŒ][\w-]", text)) > 1 and not re.match(r"[A-Z]\.\s", text)


def _company_as_title(title: Mention) -> Mention | None:
    """What stands where a title would, and looks more like a name."""
    if is_trade(title.value) and not (len(title.value.split()) > 1 and has_own_word(title.value)):
        return None
    return name_of(Chunk(title.value, title.start, title.end))


def _in_brackets_alone(holes: str, name: Mention) -> bool:
    """« Touraine Voirie (Joué-lès-Tours) – 640 heures »: a town, and no company."""
    return holes[: name.start].rstrip().endswith("(") and holes[name.end :].lstrip().startswith(")")


def _may_follow(holes: str, title: Mention, after: Mention) -> bool:
    """Without a number or an address nearby, only a colon or a dash tells the company from the lot's title."""
    between = holes[title.end : after.start]
    return bool(re.fullmatch(r"\s*(?::|[-–—]|\()\s*", between)) and not (
        is_trade(after.value) and len(after.value.split()) == 1
    )


def _first_name(chunks: Sequence[Chunk], beside: Mention | None) -> Mention | None:
    for chunk in chunks[: 1 if beside else 4]:
        found = name_of(chunk)
        if found:
            return found
    return None


def _title(holes: str, start: int, end: int) -> Mention | None:
    bracketed = _BRACKETED.match(holes, start, end)
    if bracketed:
        said = cleaned(bracketed[1])
        if said and not re.search(r"\d\s?h\b|heures|@|%|mandataire|traitant", said):
            return Mention(kind="title", start=bracketed.start(1), end=bracketed.end(1), value=said)
        return None
    match = _TITLE.match(holes[:end], start)
    if match is None or _NO_TITLE.match(match["title"]):
        return None
    said = cleaned(match["title"].rstrip(" /"))
    if said is None or fold(said) in {"la", "le", "les"}:
        return None
    return Mention(kind="title", start=match.start("title"), end=match.end("title"), value=said)


def _title_before(holes: str, lot: Mention) -> Mention | None:
    """« Pour le gros œuvre (lot 2), c'est … », « Le gros œuvre, lot 2, est … »."""
    before = max(0, lot.start - 80)
    match = _TITLE_BEFORE.search(holes[before : lot.start])
    if match is None or not re.match(r"\s?[,)]", holes[lot.end :]):
        return None
    title = cleaned(match["title"])
    return Mention(kind="title", start=lot.end, end=lot.end, value=title) if title else None


def _trades_named(holes: str) -> list[Mention]:
    """« … – plomberie : X, 180 h – électricité : Y, 90 h »: in the midst of a line."""
    out: list[Mention] = []
    for match in _TRADE_NAMED.finditer(holes):
        name = name_of(Chunk(match["name"], match.start("name"), match.end("name")))
        if name and is_trade(match["title"]):
            out += [
                Mention(kind="trade", start=match.start("title"), end=match.end("title"), value=match["title"]),
                name,
            ]
    return out


def _of_item(holes: str, companies: list[Mention], *, told: bool) -> list[Mention]:
    """An item without a lot: « Gros œuvre : X – 350 h », « X, 300 h, x@… »."""
    chunks = chunks_of(holes, 0, len(holes))
    if not chunks:
        return []
    head = chunks[0]
    first = min((one.start for one in companies), default=None)
    titled = is_trade(head.text) and len(head.text.split()) < 7 and re.match(r"\s?(?::|[-–—]\s)", holes[head.end :])
    title = Mention(kind="trade", start=head.start, end=head.end, value=cleaned(head.text) or head.text)
    if first is not None:
        return [title] if titled and head.end <= first else []
    if not told:
        return []
    for chunk in chunks[1:3] if titled and len(chunks) > 1 else chunks[:3]:
        named = name_of(chunk)
        if named:
            return [title, named] if titled and chunk is not head else [named]
    return []
