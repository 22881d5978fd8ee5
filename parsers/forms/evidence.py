"""Evidence: what a text looks like, whatever its label says: whether it fits a field, which field it can only be."""

from __future__ import annotations

import re

from parsers.values.siret import is_right
from parsers.values.wording import folded, plain, says_none, says_nothing

_MONTH = r"(?:janv|fevr?|mars|avril|avr\b|mai\b|juin|juil|aout|sept|oct|nov|dec)"
_NUMBER = r"(?:\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt)"
_SIRET = r"(?<!\d)\d(?:[ .\-/]{0,2}\d){13}(?!\d)"
_PHONE = r"(?<!\d)(?:\+ ?33|00 ?33|0)[ .\-/(]{0,3}\d(?:[ .\-/)]{0,2}\d){8}(?!\d)"
_MAIL = r"[\w.+\-]{1,64}@[\w\-]{1,60}\.[\w.]{2,20}"
_DATE = (
    rf"(?<!\d)\d{{1,2}} ?[/.\-] ?\d{{1,2}}(?: ?[/.\-] ?\d{{2,4}})?(?!\d)|(?<!\d)20\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|\b{_MONTH}|des que|\basap\b|\bdqp\b|immediat|tout de suite|(?:de suite|plus (?:tot|vite))\b|rentree|trimestre"
    r"|\bs(?:em(?:aine)?)?\.? ?\d{1,2}\b|printemps|automne|prochaine?|^\d{5}$|debut |fin "
)
_CONTRACT = (
    r"\bc\.? ?d\.? ?[di]\b|\bcddi\b|\bcddu\b|interim|\bctt\b|\betti?\b|\bcui\b|\bpec\b|apprenti|alternance"
    r"|professionnalis|saisonnier|determinee?|temporaire|\bstage|contrat (?:pro|aide|de mission)|mission"
)
_DURATION = (
    rf"\b{_NUMBER}\b(?:[.,]\d)? ?(?:ans?|annees?|mois|semaines?|sem|jours?|j|h|heures?)\b"
    r"|jusqu|indetermin|\bdu \d|\b(?:cdi|permanent)\b"
)
_WEEK = (
    r"\b\d{1,3}(?:[.,]\d{1,2})? ?(?:h\b|h\d{2}|heures?|hebdo|/ ?sem)|temps (?:plein|complet|partiel)|mi-temps"
    r"|plein temps"
)
_PAY = (
    r"€|\beuros?\b|\beur\b|\bsmic\b|\bbrute?s?\b|\bnet\b|\d ?k\b|grille|convention|indice|selon profil|taux"
    r"|\bmini(?:mum)?\b"
)
_BARE_PAY = r"\d{2}[.,]\d{2}|\d[ .]?\d{3}(?:[.,]\d{2})?|\d{2}(?:[.,]\d)?"
_MONEY = re.compile(r"€|\beuros?\b|\beur\b|\d ?k\b")
_STREET = (
    r"\b(?:rue|avenue|av\.?|boulevard|bd|bld|place|chemin|allees?|impasse|quai|cours|square|route|rte|faubourg|zac?|zi|zae|lieu-dit"
    r"|parc|immeuble|bp|cs|lotissement|traverse|chaussee|esplanade|passage|port|domaine|residence)\b|(?<!\d)\d{5}(?!\d)"
)
_LOOKS = {
    "company.siret": re.compile(rf"{_SIRET}|\d(?:[ .]?\d){{8,}}|\bsire[nt]\b"),
    "company.phone": re.compile(rf"{_PHONE}|\d(?:[ ./\-]?\d){{7,}}"),
    "company.email": re.compile(r"@|arobase|\(at\)|\[at\]"),
    "company.address": re.compile(_STREET),
    "job.openings": re.compile(rf"\b{_NUMBER}\b|dizaine|plusieurs|\bx ?\d"),
    "job.start_date": re.compile(_DATE),
    "conditions.contract_type": re.compile(_CONTRACT),
    "conditions.contract_duration": re.compile(_DURATION),
    "conditions.weekly_hours": re.compile(rf"{_WEEK}|(?<!\d)[1-4]?\d(?:[.,]\d{{1,2}})?(?!\d)"),
    "conditions.gross_salary": re.compile(rf"{_PAY}|{_BARE_PAY}"),
}
#: as long as an answer to such a field may be
_LONGEST = {
    "company.siret": 80, "company.phone": 120, "company.email": 120, "job.openings": 60, "job.start_date": 110,
    "conditions.contract_type": 160, "conditions.contract_duration": 140, "conditions.weekly_hours": 120,
    "conditions.gross_salary": 160, "company.name": 110, "company.contact_name": 110, "job.title": 90,
    "company.address": 220, "conditions.workplace": 220,
}  # fmt: skip
_ALWAYS_TYPED = re.compile(rf"^(?:{_SIRET}|{_PHONE}|{_MAIL}|[\d ]{{1,9}}(?:[.,]\d{{1,2}})? ?(?:€|euros?|eur\b).*)$")
_FIGURES_ONLY = re.compile(r"^[\d\s.,/:€%h-]+$")
#: a figure that counts no people
_NO_COUNT = re.compile(r"€|\beuros?\b|\d ?h\b|heures?\b|\bmois\b|\bsemaines?\b|\bans?\b|\d[ .]?\d{3}")
_OF_PEOPLE = re.compile(r"postes?|personnes?|\bpers\b|salarie|agent|embauche|recrut")
_LONE_ANSWER = re.compile(r"^(?:oui|non|x|oui ?/ ?non)$")
_CIVIL = re.compile(r"\bm\.(?=\s)|\b(?:mr|mme|mlle|monsieur|madame)\b")
#: fields in words: a lone figure, number or price is no answer to them
_WORDS = frozenset(
    {
        "company.name", "company.contact_name", "job.title", "job.activities", "job.skills", "job.experience",
        "job.training", "job.special_requirements", "conditions.workplace", "company.address",
    }
)  # fmt: skip


def fit(path: str, text: str) -> int:
    """1 when the text looks like an answer to the field, -1 when it looks like none, 0 when nothing tells."""
    flat = folded(text)
    if not flat or says_nothing(text):
        return 0
    if len(flat) > _LONGEST.get(path, 4_000):
        return -1
    looks = _LOOKS.get(path)
    if path == "job.openings" and _NO_COUNT.search(flat) and not _OF_PEOPLE.search(flat):
        return -1
    if path == "conditions.weekly_hours" and _MONEY.search(flat) and not re.search(_WEEK, flat):
        return -1
    if looks is not None:
        return 1 if looks.search(flat) else (0 if path == "company.address" or says_none(text) else -1)
    if path in _WORDS:
        if _ALWAYS_TYPED.match(flat) or (_FIGURES_ONLY.match(flat) and path != "job.training"):
            return -1
        if path in {"company.name", "job.title", "conditions.workplace"} and _LONE_ANSWER.match(flat):
            return -1
        if path == "company.contact_name":
            return 1 if _CIVIL.search(flat) else 0
    return 0


def told_by(text: str) -> str | None:
    """The field that a text can only answer, by its own shape; None where its label is needed to know."""
    flat = folded(text)
    if not flat or len(flat) > 120:
        return None
    siret = re.search(_SIRET, flat)
    if siret and is_right(re.sub(r"\D", "", siret.group())):
        return "company.siret"
    if re.fullmatch(rf"\W*{_MAIL}\W*", flat):
        return "company.email"
    if re.fullmatch(rf"\W*(?:tel\w*\.? ?:? ?)?{_PHONE}\W*", flat):
        return "company.phone"
    if re.search(r"€|\beuros?\b|\bsmic\b", flat) and re.search(
        r"/ ?h|heure|mois|mensuel|\ban\b|annuel|brut|smic", flat
    ):
        return "conditions.gross_salary" if len(flat) < 60 else None
    if re.match(r"(?:cdi|cdd|cddi|ctt|interim)\b.{0,20}$", flat):
        return "conditions.contract_type"
    if re.fullmatch(r"[1-4]\d(?:[.,]\d{1,2}|h\d{2})? ?(?:h|heures?) ?(?:(?:/|par)? ?(?:sem\w*|hebdo\w*))?", flat):
        return "conditions.weekly_hours"
    return None


def siret_in(text: str) -> str | None:
    """The first SIRET of a text whose key is right, as fourteen digits."""
    for match in re.finditer(_SIRET, plain(text)):
        digits = re.sub(r"\D", "", match.group())
        if is_right(digits):
            return digits
    return None
