"""The order in which what a sentence names is to be taken: a company before its people, hours after their company."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.forms.award_mentions import Mention, blanked
from parsers.language.folding import fold

#: what may stand between a person and the company where one asks for them
_OF_COMPANY = re.compile(
    r"\s?(?:\([|\s,;/–-]*\)\s?)?(?:,\s?[^,|()]{3,40},\s?)?"
    r"(?:de la société |de l['’]entreprise |chez (?:l['’]|la )?|de |d['’]|du )"
)
#: « contact@x.example (X, M. Y) », « 02 … pour X »
_FOR_WHOM = re.compile(r"\s?(?:\(|:|[-–—]|,|pour|chez)\s?(?:l['’]entreprise |la société )?")
#: what says that one series follows the other
_IN_ORDER = re.compile(
    r"\brespectivement\b|\b(?:la premiere|le premier)\b.{0,60}\b(?:la seconde|le second|la deuxieme|le deuxieme)\b"
)
#: « 420 heures pour X »
_HOURS_OF = re.compile(r"\s?(?:d'insertion )?(?:pour|dues? par|a la charge de|chez|a) (?:l'entreprise |la societe )?")
_IN_BRACKETS = re.compile(r"\s?\(\s?")


def in_order(mentions: list[Mention], text: str) -> list[Mention]:
    """« 640 heures pour le lot 1 », « 80 h sous-traitées à X »: the hours are of what follows them."""
    out = _each_with_its_hours(_companies_before_people(_each_lot_its_hours(mentions), text), text)
    for place in range(len(out) - 1):
        one, after = out[place], out[place + 1]
        if one.kind in {"email", "phone"} and after.kind in {"company", "known"}:
            between = text[one.end : after.start]
            if (_FOR_WHOM if place == 0 else _IN_BRACKETS).fullmatch(between):
                out[place], out[place + 1] = after, one
            continue
        if one.kind not in {"hours", "total"}:
            continue
        between = fold(text[one.end : after.start])
        if after.kind in {"company", "known"} and _HOURS_OF.fullmatch(between):
            out[place], out[place + 1] = after, one
            continue
        if after.kind == "lot" and re.fullmatch(
            r"\s?(?:d'insertion )?(?:est |sont )?(?:prevues? |fixees? |inscrites? |dues? )?"
            r"(?:pour|sur|au titre d[eu]|concernant|dans|au|aux|du) (?:le |les |du )?",
            between,
        ):
            out[place], out[place + 1] = after, one
        elif (
            after.kind == "role"
            and place + 2 < len(out)
            and out[place + 2].kind in {"company", "known"}
            and re.fullmatch(r"[^;.|]{0,30}", between)
            and text[max(0, one.start - 6) : one.start].strip().lower() == "dont"
        ):
            out[place : place + 3] = [after, out[place + 2], one]
    return out


def _companies_before_people(mentions: list[Mention], text: str) -> list[Mention]:
    """« Mme Pic (04 …, a.pic@…) de Lozère Nettoyage »: who is reached there is told before the company."""
    out = list(mentions)
    for company in [one for one in mentions if one.kind in {"company", "known"}]:
        before = [one for one in out if one.end <= company.start]
        person = next((one for one in reversed(before) if one.kind == "person"), None)
        between = blanked(text, before)[person.end : company.start] if person else ""
        if person is None or not (_OF_COMPANY.fullmatch(between) or (company.kind == "known" and between == ", ")):
            continue
        out.remove(company)
        out.insert(out.index(person), company)
    return out


def _each_with_its_hours(mentions: list[Mention], text: str) -> list[Mention]:
    """« X le lot 1 et Y le lot 2, respectivement pour 300 h et 80 h »."""
    hours = [one for one in mentions if one.kind == "hours"]
    companies = [one for one in mentions if one.kind in {"company", "known"}]
    first = min((one.start for one in hours), default=0)
    told_so = _IN_ORDER.search(fold(text)) or all(one.end <= first for one in companies)
    if not told_so or len(hours) != len(companies) or len(hours) < 2:
        return mentions
    out = [one for one in mentions if one.kind != "hours"]
    for company, told in zip(companies, hours, strict=True):
        out.insert(out.index(company) + 1, told)
    return out


def _each_lot_its_hours(mentions: list[Mention]) -> list[Mention]:
    """« les lots 6 et 7 (150 h et 120 h) »."""
    several = [one for one in mentions if one.kind == "lot" and len(one.lots) > 1]
    hours = [one for one in mentions if one.kind == "hours"]
    if len(several) != 1 or len(hours) != len(several[0].lots) or hours[0].start < several[0].end:
        return mentions
    if any(one.kind == "lot" and one.start > several[0].start for one in mentions):
        return mentions
    lots = (replace(hours[at], kind="lot", lots=(lot,), value="") for at, lot in enumerate(several[0].lots))
    told = [one for pair in zip(lots, hours, strict=True) for one in pair]
    return [*(one for one in mentions if one.kind != "hours"), *told]
