"""Groups: the candidates of a company's sentence, each with the clauses that speak of her or him."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parsers.language.folding import fold
from parsers.replies.clauses import Clause
from parsers.replies.hedges import HEDGES
from parsers.replies.pointing import Mention

_ALSO = re.compile(r"\b(?:aussi|egalement|idem|pareil\w*|de meme|ainsi que|meme chose|itou)\b")
_EXCEPT = re.compile(r"\b(?:sauf|excepte|hormis|a part|a l'exception|en dehors|mais pas)\b")
#: « sauf X, qui commence jeudi »
_WHICH = re.compile(r"^[\s,]*qui\b")
_A_DAY = re.compile(
    r"\b(?:(?:le|du|des le) \d{1,2}|lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|\d{1,2}/\d{1,2})\b"
)
_LITTLE_WORDS = re.compile(
    r"\b(?:m|mr|mrs|mm|mme|mmes|mlle|messieurs|mesdames|monsieur|madame|les?|la|l|de|des|du|d|et|a|au|aux|pour"
    r"|concernant|quant"
    r"|candidate?s?|candidatures?|profils?|donc|alors|bonjour|suite|apres|nos?|nous|je|on|en|ce|qui|est|sont|ont|ete"
    r"|tous|toutes|deux|trois"
    r"|entretiens?|avec|voici|notre|retour|aujourd|hui|ensuite|enfin|par|contre|sur|mais|sauf|n|no|bien|recus?)\b"
)
#: « X est convoqué à 9h et Y à 10h »
_ONLY_WHEN = re.compile(
    r"^\W*(?:(?:a|le|vers|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|matin"
    r"|apres-midi)\s?)+[\dh:/ ]*(?:heures?)?\W*$"
)
_SPEAKS_ANEW = re.compile(r"^\W*(?:j'|(?:je|on|nous) (?!le |la |les |l'|vous ))")
_SUBSTANCE = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True, kw_only=True)
class Group:
    """Candidates, and what is said of them in one breath."""

    mentions: list[Mention] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    #: everyone but these
    besides: list[Mention] = field(default_factory=list)
    #: named in a question alone: nothing is said of them
    asked: bool = False

    @property
    def states(self) -> list[str]:
        """What is said, but of what was."""
        return [state for clause in self.clauses for state, _, _ in clause.verdicts if state != "past"]

    @property
    def verdict_first(self) -> bool:
        """« OK pour X »: the verdict stands before the name."""
        first = next((clause for clause in self.clauses if clause.mentions), None)
        told = [start for state, start, _ in first.verdicts if state != "past"] if first else []
        return bool(first and told and told[0] < first.mentions[0].start)

    @property
    def named(self) -> bool:
        """Whether everyone in it is told by name or rank."""
        return bool(self.mentions) and all(mention.kind in {"name", "rank"} for mention in self.mentions)


def grouped(clauses: Sequence[Clause]) -> list[Group]:
    """Clauses put together by whom they speak of."""
    out: list[Group] = []
    lead: list[Clause] = []
    for place, clause in enumerate(clauses):
        last = out[-1] if out else None
        if last is not None and last.besides and _WHICH.match(fold(clause.lead + clause.text)) and clause.told:
            out.append(
                Group(mentions=[replace(last.besides.pop(), start=0, end=0)], clauses=[replace(clause, mentions=())])
            )
        elif last is not None and not clause.mentions and _own_day(last, clause):
            tied = last.clauses.pop()
            last.mentions = [mention for mention in last.mentions if mention not in tied.mentions]
            told = replace(clause, verdicts=clause.verdicts or ((last.states[0], 0, 0),))
            out.append(Group(mentions=list(tied.mentions), clauses=[tied, told]))
        elif not clause.mentions:
            (last.clauses if last else lead).append(clause)
        elif last is not None and _EXCEPT.search(fold(clause.lead)):
            last.besides += clause.mentions
            last.clauses.append(clause)
        elif (last is not None and not last.states and (_only_pointing(last) or _named_too(clause))) or (
            last is not None and not clause.told and _goes_with(last, clause, clauses[place + 1 :])
        ):
            _tie(out, last, clause)
        else:
            out.append(Group(mentions=list(clause.mentions), clauses=[*lead, clause] if not out else [clause]))
            lead = []
    return out


def _only_pointing(group: Group) -> bool:
    """« Lambert et Mme Bernard »: nothing is said of them yet; what follows may be said of them all."""
    said = " ".join(fold(clause.without_mentions) for clause in group.clauses)
    return not _SUBSTANCE.search(_LITTLE_WORDS.sub(" ", said))


def _named_too(clause: Clause) -> bool:
    """« … pour X et Y »: a second name and nothing else."""
    return clause.lead.strip() in {"et", "ainsi que", "&"} and _only_pointing(Group(clauses=[clause]))


def _tie(groups: list[Group], last: Group, clause: Clause) -> None:
    """« RDV avec X le 24 et avec Y le 25 »: the same verdict, but a day of one's own."""
    own_day = _A_DAY.search(fold(clause.without_mentions))
    if own_day and any(_A_DAY.search(fold(one.text)) for one in last.clauses) and last.states:
        verdicts = ((last.states[0], 0, 0),)
        groups.append(Group(mentions=list(clause.mentions), clauses=[replace(clause, verdicts=verdicts)]))
        return
    last.mentions += clause.mentions
    last.clauses.append(clause)


def _own_day(last: Group, clause: Clause) -> bool:
    """« X est prise le 30, Y aussi mais à partir du 7 »: a day that is the last one's alone."""
    tied = last.clauses[-1]
    return bool(
        tied.mentions
        and len(last.clauses) > 1
        and last.states
        and _ALSO.search(fold(tied.text))
        and _A_DAY.search(fold(clause.text))
        and any(_A_DAY.search(fold(one.text)) for one in last.clauses[:-1])
    )


def _goes_with(group: Group, clause: Clause, following: Sequence[Clause]) -> bool:
    """« OK pour X et Y », « X est retenu, Y aussi »."""
    if _ALSO.search(fold(clause.text)):
        return True
    if HEDGES.search(fold(clause.without_mentions)) or _SPEAKS_ANEW.search(fold(clause.text)):
        return False
    if not group.verdict_first:
        return bool(group.states) and _ONLY_WHEN.match(fold(clause.without_mentions)) is not None
    following_told = next((one for one in following if one.told), None)
    return following_told is None or bool(following_told.mentions) or not clause.text.rstrip().endswith(":")
