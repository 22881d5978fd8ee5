"""Persons: the name of the one to ask for, without the function, number or address written beside it."""

from __future__ import annotations

import re

from parsers.values import mail_address, phone
from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import folded, plain

_FUNCTION_WORD = (
    r"responsable|directeur|directrice|direction|dirigeante?|gerante?|cogerante?|chef|cheffe|conducteur"
    r"|conductrice|assistante?|chargee?s?|drh|rrh|rh|daf|dg|pdg|"
    r"presidente?|secretaire|comptable|charge|referente?|coordinat\w+|ingenieure?|technicien\w*|manager"
    r"|adjointe?|fonction|gestionnaire|encadrante?|"
    r"animat\w+|animatrice|recrut\w+|associee?|exploitation|agence|service|tuteur|tutrice|juriste"
    r"|commerciale?|ressources humaines|administrat\w+|conseill\w+|formateur|formatrice|metreur|contremaitre"
)
_ASIDE = re.compile(
    rf"\s*(?:[,;(/|]|\s[-:]\s|\n|\ben (?:tant|qualite)\b).{{0,5}}?\b(?:{_FUNCTION_WORD})\b.*", re.DOTALL
)
_TRAILING = re.compile(rf"(?<=\w)\s+(?:{_FUNCTION_WORD})\b.*", re.DOTALL)
_STARTS = re.compile(rf"^(?:la |le |l')?(?:{_FUNCTION_WORD})\b")
_NAMED_LAST = re.compile(
    r"^.{2,60}?(?:\s*[:,\-(/]\s*|\s+)(?=(?:m\.|mr\b|mme\b|mlle\b|monsieur\b|madame\b)\s*\w)|^[^:]{2,60}:\s*(?=\w)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_CIVILITY = re.compile(r"(?:(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)\b\.?)? ?(?:(?:le|la)\b|l')?")
_LEAD = re.compile(
    r"^(?:contact|nom|interlocuteur|a l'attention de|att\.?|attn|prenom|nom et prenom|nom prenom)\s*:?\s+(?=\S)"
)
_AFTER = re.compile(
    r"\s*(?:[-,;/|(:]|\bau\b|t[ée]l\b|t[ée]l\.|t[ée]l[ée]phone|port\b|port\.|mail\b|mob\b|ligne directe|e-mail"
    r"|courriel)\s*$",
    re.IGNORECASE,
)


def contact_name(text: str) -> Parsed[str]:
    """Civility, first name and name as written; several persons stay together, and so does a bare function."""
    written = _after_function(_without_contacts(plain(text)[:400]).strip())
    low = _same_length_folded(written)
    for pattern in (_ASIDE, _TRAILING):
        aside = pattern.search(low)
        if (
            aside
            and not _STARTS.match(low)
            and _WORD.search(written[: aside.start()])
            and not _is_civility(low[: aside.start()])
        ):
            written, low = written[: aside.start()], low[: aside.start()]
    value = re.sub(r"\s+", " ", re.sub(r"\s*\n\s*", ", ", written)).strip(" ,;:-/|(").strip()
    if value.count("(") < value.count(")"):
        value = value.rstrip(") ")
    value = _myself(value)
    lead = _LEAD.match(_same_length_folded(value))
    if lead:
        value = value[lead.end() :].strip()
    if not _WORD.search(re.sub(r"\([^)]*\)?", "", value)) or len(re.findall(r"\d", value)) > 5:
        return doubtful(None, "contact_unreadable")
    return sure(value, certainty=0.97)


_MYSELF = (
    r"(?:c'est )?(?:moi(?:[ -]?memes?)?|nous[ -]?memes?|(?:je )?sous?signee?|(?:l'|le |la )?expedit(?:eur|rice)"
    r"|meme personne|lui[ -]?meme|elle[ -]?meme)"
)
_MYSELF_FIRST = re.compile(rf"^{_MYSELF}(?:\s*[(:,/=]\s*|\s+-\s+|\s+)(?=[^\W\d_])|^{_MYSELF}$")
_MYSELF_LAST = re.compile(rf"\s*[(,:/-]\s*{_MYSELF}\s*\)?$")


def _myself(value: str) -> str:
    """« moi-même (Nadia Roy) » is Nadia Roy; « moi-même » alone names nobody."""
    first = _MYSELF_FIRST.match(_same_length_folded(value))
    if first:
        return value[first.end() :].strip(" ()")
    last = _MYSELF_LAST.search(_same_length_folded(value))
    return value[: last.start()] if last else value


def _after_function(written: str) -> str:
    """« Responsable RH : Mme Bon » and « Conducteur de travaux, M. Bon » name the person last."""
    low = _same_length_folded(written)
    named = _NAMED_LAST.match(low) if _STARTS.match(low) else None
    return written[named.end() :] if named else written


def _is_civility(text: str) -> bool:
    """« Monsieur le »: what stands before a function, and names nobody."""
    return _CIVILITY.fullmatch(folded(text)) is not None


def _without_contacts(text: str) -> str:
    """Numbers and mail addresses, with the words that announce them, are cut from the first one on."""
    cuts = [start for start, _ in (*phone.spans(text), *mail_address.spans(text))]
    if not cuts or not _WORD.search(text[: min(cuts)]):
        return text
    kept = text[: min(cuts)]
    for _ in range(3):
        kept = _AFTER.sub("", kept)
    return kept


def _same_length_folded(text: str) -> str:
    """Folded letter for letter, so that places in it are places in the text."""
    import unicodedata

    return "".join(unicodedata.normalize("NFD", char)[0].lower()[:1] for char in text)
