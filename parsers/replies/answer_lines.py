"""Lines of a company's answer: of whom each sentence speaks, by name or by « il », « elle », and what it only asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parsers.language.folding import fold, squeezed
from parsers.language.sentences import sentences_of
from parsers.replies.clauses import Clause, clauses_of, verdicts_in
from parsers.replies.groups import Group, grouped
from parsers.replies.pointing import Mention
from parsers.replies.presented import BY_SEX, Presented
from parsers.replies.questions import is_question
from parsers.statements import Doubt

_PRONOUN = re.compile(
    r"^\W*(?:il|elle|ils|elles|je (?:le|la|les|l')|on (?:le|la|les|l')|nous (?:le|la|les|l')|lui|ce candidat"
    r"|cette candidate|cette personne|ce profil)\b"
)
_SUBJECT = re.compile(
    r"^\W*(?:et |mais |donc |enfin |par contre |en revanche |de plus )?(?P<who>ils?|elles?)\b(?! y a| faut| nous faut)"
)
_BACK_TO_WORK = re.compile(
    r"^\W*(?:pas |manque|trop |n'a |n'avait |il n|elle n|sans |aucun|niveau|profil|motif|raison|car |parce|absence"
    r"|contrat|debut|demarrage|prise de poste|embauche|arrivee|a partir d|a compter|des le|c[dt][dit]\b|en cd)"
)
_OVER = re.compile(
    r"\bpostes? (?:est |sont |a ete |ont ete )?(?:deja |finalement )?pourvus?\b|\brecrutements? (?:est "
    r"|sont )?(?:annule|suspendu|gele|reporte|stoppe|clos)\w*|\bplus (?:de|besoin de) (?:besoin|recrut\w+"
    r"|personne)|\bchantier (?:est )?(?:reporte|annule|decale)"
    r"|\b(?:d'etre|plus|deja|ete) pourvus?\b|\b(?:poste|besoin|recrutement|offre|mission)s? (?:n'est |n'a |ne sont "
    r"|est "
    r"|a ete )?(?:plus (?:a pourvoir|d'actualite|ouvert|disponible|vacant)|supprime|ferme|annule|suspendu|abandonne)\w*"
    r"|\bplus d'actualite\b|\b(?:gel|arret) des (?:embauches|recrutements)|\b(?:ne )?recrut(?:e|ons) plus\b"
    r"|\bperdu le (?:marche|chantier)\b"
    r"|\b(?:retir|annul)\w+ (?:le|mon|notre|l'|cette) ?(?:poste|recrutement|offre)|\bplus de budget"
)
_INVITES = re.compile(r"\bse presenter\b|\bvenir\b|\bpasser (?:me voir|au|a l')|\bcommencer\b")
_THEN_ASKS = re.compile(
    r"^(?!(?:si|quand|pour|concernant|bonjour|est-ce|avez|pouvez|peux)\b)(?P<told>.{12,300}?)[,;:] (?:et |mais "
    r"|donc )?(?:pouvez|pourriez|peux|pourrais"
    r"|auriez|aurais|est[- ]ce|savez|quand|vous (?:pouvez|pourriez|auriez))\b.{0,300}\?\W*$"
)


@dataclass(slots=True, kw_only=True)
class Heard:
    """What has been heard so far, while the lines go by."""

    people: Presented
    groups: list[Group] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    #: doubts that a decision on all of those candidates settles
    open: list[tuple[tuple[int, ...], Doubt]] = field(default_factory=list)


def read_line(line: str, heard: Heard) -> None:
    """Hear one line; a sentence without a name goes on about the last one of its line, a pronoun about the last fit."""
    first = len(heard.groups)
    for sentence in sentences_of(re.sub(r"^\s*[-–•*]\s+", "", line)):
        told, rest = _told_and_asked(sentence)
        if told:
            _read_sentence(told, heard, first)
        _read_sentence(rest, heard, first)


def _read_sentence(sentence: str, heard: Heard, first: int) -> None:
    """Hear one sentence; the groups of its line begin at `first`."""
    if is_question(sentence):
        heard.questions.append(re.sub(r"\s+", " ", sentence).strip())
        _asked_about(sentence, heard)
        return
    clauses = [_bound(clause, heard) for clause in clauses_of(sentence, heard.people)]
    told = any(clause.told for clause in clauses)
    named = any(mention.kind != "all" for clause in clauses for mention in clause.mentions)
    if named or (told and any(clause.mentions for clause in clauses)):
        heard.groups += grouped(clauses)
        return
    if _OVER.search(fold(sentence)):
        why = "l'offre semble close : à vérifier pour chaque candidat"
        heard.doubts.append(Doubt(what=squeezed(sentence)[:200], why=why))
        return
    last = heard.groups[-1] if heard.groups and not heard.groups[-1].asked else None
    same_line = last is not None and len(heard.groups) > first
    bound = _bound_by_pronoun(sentence, last, heard)
    if bound is not None and told:
        heard.groups.append(Group(mentions=[bound], clauses=clauses))
    elif last is not None and same_line and (told or _BACK_TO_WORK.match(fold(sentence))):
        last.clauses += clauses
    elif told:
        _without_name(sentence, clauses, heard)


def _bound(clause: Clause, heard: Heard) -> Clause:
    """« elle … lui … » of several men and women: those whom the sentence before named."""
    last = heard.groups[-1] if heard.groups else None
    if last is None or not any(mention.doubt == BY_SEX for mention in clause.mentions):
        return clause
    named = {index for mention in last.mentions if mention.kind in {"name", "rank"} for index in mention.who}
    return replace(
        clause,
        mentions=tuple(
            replace(mention, who=meant, doubt=None)
            if mention.doubt == BY_SEX and len(meant := tuple(i for i in mention.who if i in named)) == 1
            else mention
            for mention in clause.mentions
        ),
    )


def _told_and_asked(sentence: str) -> tuple[str, str]:
    """« Son numéro n'est pas attribué, pouvez-vous vérifier ? » tells, then asks."""
    match = _THEN_ASKS.match(fold(sentence))
    if not match or is_question(match["told"]):
        return "", sentence
    return sentence[: match.end("told")], sentence[match.end("told") + 1 :].strip()


def _bound_by_pronoun(sentence: str, last: Group | None, heard: Heard) -> Mention | None:
    """Whom « il » or « elle » means where it is not everyone of the last group: the last person named of that sex."""
    subject = _SUBJECT.match(fold(sentence))
    if subject is None or subject["who"].endswith("s"):
        return None
    sex = "M" if subject["who"] == "il" else "F"
    people = heard.people
    if last is None:
        only = people.only(sex) if len(people) > 1 and not heard.groups else None
        return None if only is None else Mention(who=(only,), kind="name", start=0, end=0)
    meant = {index for mention in last.mentions for index in mention.who}
    if len(meant) == 1 and people.may_be(next(iter(meant)), sex):
        return Mention(who=tuple(meant), kind="name", start=0, end=0)
    for group in reversed(heard.groups):
        named = [
            index for mention in reversed(group.mentions) if mention.kind in {"name", "rank"} for index in mention.who
        ]
        fitting = list(dict.fromkeys(index for index in named if people.may_be(index, sex)))
        if fitting:
            why = None if len(fitting) == 1 else "« il » ou « elle » peut désigner plusieurs candidats"
            return Mention(who=tuple(fitting), kind="name", start=0, end=0, doubt=why)
    return None


def _asked_about(sentence: str, heard: Heard) -> None:
    """« Pouvez-vous dire à X de venir jeudi ? »: X is spoken of, so no « other », and what is asked is for a person."""
    mentions = [mention for mention in heard.people.mentions(sentence) if mention.kind == "name"]
    if not mentions:
        return
    heard.groups.append(Group(mentions=mentions, asked=True))
    told = any(state in {"hired", "interview"} for state, _, _ in verdicts_in(sentence))
    if told or _INVITES.search(fold(sentence)):
        who = tuple(index for mention in mentions for index in mention.who)
        heard.open.append(
            (who, Doubt(what=squeezed(sentence)[:200], why="demande sur un candidat : à lire par le référent"))
        )


def _without_name(sentence: str, clauses: Sequence[Clause], heard: Heard) -> None:
    """A verdict that names nobody: of the one candidate presented, when it is plain enough; else a doubt."""
    states = {state for clause in clauses for state, _, _ in clause.verdicts if state != "past"}
    what = squeezed(sentence)[:200]
    if len(heard.people) != 1 or heard.people.strangers(sentence, []):
        why = "décision sans nom : on ne sait pas de quel candidat il s'agit"
        heard.doubts.append(Doubt(what=what, why=why))
    elif states <= {"hired_soft", "mild"} and not _PRONOUN.match(fold(sentence)):
        heard.open.append(((0,), Doubt(what=what, why="réponse trop brève pour en tirer une décision")))
    else:
        alone = Mention(who=(0,), kind="name", start=0, end=0)
        heard.groups.append(Group(mentions=[alone], clauses=list(clauses)))
