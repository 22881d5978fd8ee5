"""Pointing: candidates told without their names: by rank, or as all, none and the others of a presentation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.language.numerals import ORDINAL, RANKS, count_of

_RANK = re.compile(
    rf"\b(?:le|la|l'|du|au|n°|numero|candidate?|profil|cv)\s?(?:n°|numero|candidate?|profil"
    rf"|cv)?\s?(?P<ordinal>{ORDINAL})\b(?: (?:de la liste|candidate?"
    rf"|profil|personne|cv|dossier|nom|de votre liste))?"
    r"(?! (?:semaine|fois|jour|entretien|experience|mois|temps|contact|etage|choix|rdv|essai|chantier|poste"
    r"|annee|rendez|heure|mission|contrat|equipe|main|abord|janvier|fevrier|mars|avril|mai|juin|juillet|aout"
    r"|septembre|octobre|novembre|decembre|tour|echange|appel|oeuvre|œuvre|trimestre|quinzaine|partie|du mois"
    r"|lot|journee|debut|impression)s?)"
)
_RANK_FIGURE = re.compile(
    r"(?:\b(?:n°|no\.?|numero|candidate?s?(?: n°)?|profil|cv)\s?|#)(?P<figure>\d{1,2})\b(?!\s?(?:h|/|ans|€))"
)
#: « les candidats 2, 4 et 5 », « les n° 1 et 3 »
_RANK_LIST = re.compile(
    r"(?:\b(?:les?|la|au|du)\s(?=\d\s?(?:,|et|/)\s?(?:le |la )\d)|\b(?:candidate?s?|profils?|cv|numeros?"
    r"|personnes)\s?(?:n°s?|numeros?)?\s?|\bles\s(?:n°s?|numeros?)?\s?"
    r"|n°s?\s?|#)"
    r"(?P<ranks>[1-9](?:(?:\s?,\s?|\s?/\s?|\s(?:et|&|\+|ainsi que)\s|\s?\+\s?)(?:le |la |les )?(?:n°\s?"
    r"|#)?[1-9])+)\b(?!\s?(?:h\b|h\d|/|ans\b|€|janv|fev|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec|mois|jours))"
)
_BARE_FIGURE = re.compile(
    r"(?:^\W{0,2}|\b(?:pour|ok|non|oui|retiens|prends|garde|retenons|prenons|vois|recois|et|ou|,) ?)(?:le |la "
    r"|les )?(?P<figure>\d)(?=\s*(?:$|[:.)=,;-](?!\d)| (?:et|oui|non|ok|ne|n'|est|a|etait|voulait|avait|veut|va"
    r"|doit|peut|se|m'|s'|nous|commence|demarre|refuse|convient|pas|retenu|entretien|je|on"
    r"|pour|sera|injoignable|absent|c'est)\b))"
)
_FIRST_ONES = re.compile(r"\bles (?P<count>deux|trois|quatre|\d) (?P<side>premier|dernier|premiere|derniere)s?\b")
#: « Premier : non », « deuxième ok »: a rank that begins a statement needs no article
_RANK_FIRST = re.compile(
    rf"^\W{{0,3}}(?P<ordinal>{ORDINAL})(?: candidate?)?(?=\s?[:,=>-]"
    rf"|\s(?:oui|non|ok|ko)\b)"
)
#: « il devait venir, personne »: nobody came, and no one else is meant
AWAITED = re.compile(r"\b(?:devai\w+|attend\w*|avai\w+ rdv)\b")
_LAST = re.compile(
    r"\b(?:le|la) (?:tout |toute )?(?P<which>dernier|derniere|avant[- ]dernier"
    r"|avant[- ]derniere)\b(?! (?:semaine|fois|jour|entretien|experience|mois|minute|moment|poste|chantier"
    r"|emploi|contrat|nouvelle|mission))"
)
_OTHERS = re.compile(
    r"\b(?:(?:tous |toutes )?les (?:(?P<count>deux|trois|quatre|cinq|\d) )?autres(?: candidate?s?| profils"
    r"| personnes)?|le reste|son homonyme|l'autre(?: candidate?| profil| personne| monsieur| dame| jeune(?: homme"
    r"| femme)?"
    r"| homme| femme| garcon)?|les (?:deux |trois )?suivante?s?"
    r"|autres candidate?s?|aux autres|des autres)\b(?! (?:postes?|chantiers?|besoins?|missions?|offres?|jours?"
    r"|entretiens?))"
)
#: « démarre le 1er »: a day of the month
_BEGINS_ON = re.compile(
    r"\b(?:commenc|demarr|debut|attaqu|integr|embauch|poste|partir|compter|signe|rdv|entretien)\w* (?:du |de )?$"
)
_BOTH = re.compile(r"\bl'une? (?:comme|et|aussi bien que) (?:pour )?l'autre\b")
_ALL = re.compile(
    r"\b(?:tous|toutes)(?: (?:les )?(?P<count>deux|trois|quatre|cinq|\d)\b)?(?: les (?:candidate?s?|profils"
    r"|personnes))?(?! (?:les jours|les matins|les soirs|le monde sait|corps d'etat))|\b(?:les|ces) (?P<bare>deux|trois"
    r"|quatre|cinq|[2-9])(?: (?:candidate?s?|profils|personnes|cv|messieurs|dames))?\b(?! (?:premier|dernier"
    r"|autre|mois|semaine|jour|ans|an|fois|poste|chantier|h\b|h\d|heure|/))"
    r"|(?<!parmi )(?<!sur )(?<!entre )(?<!de )(?<!pour )(?<!dans )\b(?:ces|les|vos|leurs) (?:deux |trois |quatre "
    r"|cinq |\d )?(?:candidatures"
    r"|candidats|candidates|profils|cv)\b(?!\s?(?:n°|numeros?)?\s?\d)|\btout le monde\b"
    r"|\bl'ensemble (?:des candidate?s?|des profils)\b"
    r"|\btoute l'equipe\b"
)
_NONE = re.compile(
    r"\b(?:aucune?)(?= (?:ne|n'|des|de ces|de vos|d'entre|d'eux|candidate?|profil|retenue?|d'elles|n)\b| n'"
    r"|\s?[.,;:!]|\s*$)(?: (?:des (?:deux|trois|quatre|\d)|candidate?|profil|de ces (?:candidats|profils)"
    r"|d'entre eux|d'eux))?"
    r"|(?<!une )(?<!la )(?<!cette )(?<!eme )(?<!ere )(?<!de )(?<!seule )(?<!bonne )\bpersonne\b(?! (?:a (?:rappeler"
    r"|voir|joindre)|ideale"
    r"|motivee|serieuse))|\bni l'un ni l'autre\b|\bpas un seul\b|\bnobody\b"
)


_TOO_MANY = "le nombre ou le rang ne correspond pas aux candidats présentés"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One way of pointing at candidates, and where it stands."""

    #: indexes of those who are meant; for « others » they are known at the end only
    who: tuple[int, ...]
    #: name | rank | all | none | others
    kind: str
    start: int
    end: int
    #: why a person must look, where the pointing is not sure
    doubt: str | None = None


def by_group(folded: str, total: int) -> list[Mention]:
    """« les autres », « les deux premiers », « aucun », « tous »."""
    found: list[Mention] = []
    everyone = tuple(range(total))
    found += [Mention(who=everyone, kind="all", start=m.start(), end=m.end()) for m in _BOTH.finditer(folded)]
    found += [Mention(who=(), kind="others", start=m.start(), end=m.end()) for m in _OTHERS.finditer(folded)]
    for match in _FIRST_ONES.finditer(folded):
        count = count_of(match["count"])
        who = everyone[:count] if match["side"].startswith("premier") else everyone[-count:]
        found.append(
            Mention(
                who=who,
                kind="rank",
                start=match.start(),
                end=match.end(),
                doubt=None if count <= total else _TOO_MANY,
            )
        )
    found += [
        Mention(who=everyone, kind="none", start=m.start(), end=m.end())
        for m in _NONE.finditer(folded)
        if not (m.group() == "personne" and AWAITED.search(folded[: m.start()]))
    ]
    for match in _ALL.finditer(folded):
        said = match["count"] or match["bare"]
        fits = said is None or count_of(said) == total
        found.append(
            Mention(who=everyone, kind="all", start=match.start(), end=match.end(), doubt=None if fits else _TOO_MANY)
        )
    return found


def by_rank(folded: str, total: int) -> list[Mention]:
    """« le deuxième », « les candidats 2 et 4 », « n°3 », « la dernière »."""
    found: list[Mention] = []
    for match in _RANK_LIST.finditer(folded):
        who = tuple(dict.fromkeys(int(rank) - 1 for rank in re.findall(r"\d", match["ranks"])))
        doubt = None if max(who) < total else _TOO_MANY
        found.append(Mention(who=who, kind="rank", start=match.start(), end=match.end(), doubt=doubt))
    for match in _LAST.finditer(folded):
        place = total - 2 if match["which"].startswith("avant") else total - 1
        if place >= 0:
            found.append(Mention(who=(place,), kind="rank", start=match.start(), end=match.end()))
    for pattern in (_RANK, _RANK_FIRST, _RANK_FIGURE, _BARE_FIGURE):
        for match in pattern.finditer(folded):
            rank = RANKS[match["ordinal"]] if pattern in {_RANK, _RANK_FIRST} else int(match["figure"])
            start = match.start() if pattern is not _BARE_FIGURE else match.start("figure")
            if pattern is _RANK and match["ordinal"] == "1er" and _BEGINS_ON.search(folded[:start]):
                continue
            if 1 <= rank <= total:
                found.append(Mention(who=(rank - 1,), kind="rank", start=start, end=match.end()))
            elif pattern is not _BARE_FIGURE:
                found.append(Mention(who=(), kind="rank", start=start, end=match.end(), doubt=_TOO_MANY))
    return found
