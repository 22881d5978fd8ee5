"""Where the work is done: « Chantier : … », a list below « Les chantiers : », « À l'école X, c'est … »."""

from __future__ import annotations

import re

from parsers.forms.award_mentions import exact_mentions, lots_in
from parsers.forms.market_draft import MarketDraft, cleaned
from parsers.forms.market_tables import add_worksite, split_place

_WORKSITE = re.compile(
    r"^(?:le |les |l['’])?(?:chantiers?|sites?(?: concernés?)?|lieux?(?: (?:d['’]exécution|des travaux"
    r"|du chantier|d['’]intervention))?|adresse (?:du chantier|du site|des travaux)|travaux)\s?(?:concernés?\s?"
    r"|est\s|sont\s"
    r"|situés?\s|se (?:tient|tiendra|situe|trouve|déroule)\s)*(?:au |à )?(?:\d\s?)?:?\s?(?P<what>.*)$",
    re.IGNORECASE,
)
#: « À la résidence Les Tilleuls (12 rue du Parc, 02100 Saint-Quentin), c'est … »
_AT_PLACE = re.compile(
    r"(?:À|A|Sur|Pour|Au|Aux) (?:la |le |l['’]|les )?(?P<name>(?:(?:résidence|école|collège|lycée|gymnase"
    r"|chantier|site|crèche"
    r"|groupe scolaire|ehpad|mairie|piscine|stade|salle|immeuble|tour|bâtiment|caserne|hôpital"
    r"|cité)s?)\b[^,(;:|]{2,60}?)"
    r"\s?(?:\((?P<address>[^()]{5,90})\))?\s?(?:,|:|\s[-–—]\s)",
    re.IGNORECASE,
)
#: when the work begins is no place: « Le chantier démarre en mars, 6 rue des Écoles »
_SCHEDULE = re.compile(r"(?i)^(?:démarr|commenc|débu|prévu|durer|est |sera |en |à partir|dès |pour )")


class Places:
    """The worksites told while the lines of one paper go by."""

    def __init__(self) -> None:
        #: a line said that worksites follow, one an item
        self._listing = False

    def listed(self, line: str, draft: MarketDraft, *, listed: bool) -> bool:
        """Whether the line is an item below « Les chantiers : », and taken."""
        if not (self._listing and listed) or {one.kind for one in exact_mentions(line)} - {"address"}:
            self._listing = False
            return False
        add_worksite(draft, line)
        return True

    def told(self, sentence: str, draft: MarketDraft) -> bool:
        """Whether the sentence says where the work is done, and nothing else."""
        match = _WORKSITE.match(sentence)
        if not match or lots_in(sentence):
            return False
        self._listing = not cleaned(match["what"])
        if not re.match(r"(?i)(?:le |les |l['’])?(?:chantier|site|lieu|adresse)", sentence):
            return False
        value = cleaned(match["what"]) or ""
        name, address = split_place(value)
        if not value or len(value) > 200 or not (":" in sentence[:60] or address):
            return False
        if name and _SCHEDULE.match(name):
            name, value = None, address or ""
        if value:
            add_worksite(draft, value, address_only=name is None)
        return True

    def at(self, sentence: str, draft: MarketDraft) -> tuple[str | None, str]:
        """The place that the sentence begins with, and the rest of it."""
        place = _AT_PLACE.match(sentence)
        if place is None:
            return None, sentence
        name, address = cleaned(place["name"]), cleaned(place["address"] or "")
        if (name, address) not in draft.worksites:
            draft.worksites.append((name, address))
        return name, sentence[place.end() :]
