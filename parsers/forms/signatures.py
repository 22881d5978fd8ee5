"""Signatures: the name, organisation and telephone that stand at the foot of a facilitator's mail."""

from __future__ import annotations

import re

from parsers.document import Document
from parsers.forms.market_draft import BUYER, PUBLIC_BODY
from parsers.language.contacts import emails, phones, postcodes
from parsers.language.folding import fold, squeezed, tidy
from parsers.language.names import names_in
from parsers.reading import FacilitatorReading

_FUNCTION = re.compile(
    r"^(?:la |le )?(?:facilitat\w*|chargee?s? d\w*|responsable|referente?|conseille\w*|direct\w*|coordinat\w*"
    r"|coordonnat\w*|assistante?|cheffe?|agente?|gestionnaire|adjointe?|acheteu\w*|animat\w*|developp\w*|charge"
    r"|mission(?! (?:clauses?|locale|insertion|emploi))|technicien\w*|ingenieure?|redact\w*|secretaire"
    r"|instruct\w*|juriste|correspondant\w*)\b"
)
_SERVICE = re.compile(
    r"^(?:service|direction|pole|departement (?:achats?|marches|insertion|emploi)|bureau|cellule|unite|guichet)\b"
)
_OTHER = re.compile(
    r"^(?:tel|port|mob|fixe|mail|mel|e-mail|courriel|www|http|fax|ligne|standard|accueil|@|\+?\d|envoye|sent"
    r"|retrouvez|suivez|pensez|avant d'imprimer|ce (?:courriel|message)|bureaux?|horaires|p\.|bp|cs\b"
    r"|cordialement|bien a|cdt|merci|bonne)"
)
_ORGANISATION = re.compile(
    r"\b(?:plie|maison de l'emploi|mde|mdef|communaute|ville|mairie|metropole|departement|agglo\w*|conseil"
    r"|association|gip|region|ccas|spl|pays|mission locale|cap emploi|france travail|pole emploi|syndicat"
    r"|habitat|alliance|groupement|facilit\w+|insertion|emploi|ess|entreprendre|initiative|territoire"
    r"|metropolitain|cohesion|plateforme|reseau|agence|office|union|ensemble|comite|bassin|relais)\b"
)


def facilitator_of(sender: tuple[str, str], signature: str) -> FacilitatorReading:
    """Who sends the notification: the name and address of the sender, organisation and telephone from the signature."""
    name, address = squeezed(tidy(sender[0])), sender[1].strip().lower()
    lines = [
        line.strip() for line in tidy(signature).split("\n") if line.strip() and not re.fullmatch(r"[-_=*\s]+", line)
    ]
    named = [found for line in lines[:4] for found in names_in(line)]
    signed = next((found for found in named if found.sign != "shape"), named[0] if named else None)
    if not names_in(name) and signed is not None:
        name = re.sub(r"^(?:M\.|Mme|Mr|Monsieur|Madame)\s+", "", signed.raw)
    numbers = [found for line in lines for found in phones(line)]
    mails = [found.value for line in lines for found in emails(line)]
    return FacilitatorReading(
        name=name or None,
        organisation=_organisation(lines, name),
        phone=numbers[0].value if numbers else None,
        email=address or (mails[0] if mails else None),
    )


def signed_lines(document: Document, sender: str) -> str:
    """The last lines of a mail from the sender's own name on, where no other mark parts a signature from the text."""
    lines = [line.text.strip() for line in document.lines() if line.text.strip()]
    words = set(re.findall(r"[^\W\d_]{3,}", fold(sender)))
    for at in range(max(1, len(lines) - 6), len(lines)):
        told = set(re.findall(r"[^\W\d_]{3,}", fold(lines[at])))
        if told & words and len(lines[at].split()) <= 5 and not re.match(r"(?i)bonjour|bonsoir|ch[eè]r", lines[at]):
            return "\n".join(lines[at:])
    return ""


def _organisation(lines: list[str], name: str) -> str | None:
    """The line that may be an organisation; one with an organisation's word first."""
    parts = organisations_in(lines, name)
    return next(
        (part for part in parts if _ORGANISATION.search(fold(part)) or BUYER.match(fold(part))),
        parts[0] if parts else None,
    )


def organisations_in(lines: list[str], name: str) -> list[str]:
    """The parts of a signature that are no name, no function, no address and no number."""
    parts = []
    for line in lines:
        for part in re.split(r"\s+[|–—•/-]\s+|\s{3,}|\t|,\s(?=[^\W\d_])", line):
            bare = squeezed(part)
            if bare and _may_be_organisation(bare, name):
                parts.append(bare)
    return parts


def _may_be_organisation(part: str, name: str) -> bool:
    folded = fold(part)
    words = set(re.findall(r"[^\W\d_]+", folded))
    if words and words <= set(re.findall(r"[^\W\d_]+", fold(name))):
        return False
    if _FUNCTION.match(folded) or _SERVICE.match(folded) or _OTHER.match(folded) or phones(part) or emails(part):
        return False
    if (
        postcodes(part)
        or re.match(r"\d+\s?(?:bis|ter)?,?\s", part)
        or re.search(r"\b(?:rue|avenue|boulevard|place|chemin|allee|quai|bp \d|cs \d)\b", folded)
    ):
        return False
    if PUBLIC_BODY.match(folded) or _ORGANISATION.match(folded):
        return True
    people = names_in(part)
    return not (people and people[0].end - people[0].start >= len(part) - 4) and len(part) > 2
