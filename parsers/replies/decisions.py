"""A company's answer: what becomes of each candidate presented to it, told by name, by rank or by implication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.language.folding import fold, squeezed, tidy
from parsers.replies.answer_days import day_of
from parsers.replies.answer_lines import Heard, read_line
from parsers.replies.exclusions import written_out
from parsers.replies.grounds import is_ground_for_no
from parsers.replies.groups import Group
from parsers.replies.hedges import HEDGES, STILL_OPEN
from parsers.replies.pointing import Mention
from parsers.replies.precedence import standing
from parsers.replies.presented import Presented
from parsers.replies.reasons import reason_beside, reason_of
from parsers.replies.rows import rows_of
from parsers.replies.second_thoughts import without_second_thoughts
from parsers.replies.spelling import as_written, respelt
from parsers.statements import CompanyAnswer, Decision, Doubt

#: a company decides in fewer words
_LONGEST_ANSWER = 6_000
#: words beside « les autres » that say nothing yet
_IN_PASSING = 8
_NEITHER = re.compile(r"\bni\b.{1,60}\bni\b")
_FITS = re.compile(r"correspond|convien|interess|profil|adapt|satisfai|suite|gard|choix|pren|recrut|embauch|retien")
_SAME = re.compile(
    r"^\W*(?:(?:c'est )?(?:idem|pareil|(?:la )?meme chose)|de meme|aussi|itou|meme (?:motif|raison|reponse))\b"
)
_OPPOSITE = {"hired": "rejected", "rejected": "hired", "interview": "rejected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One statement on one candidate."""

    who: int
    state: str
    reason: str | None
    day: date | None
    #: the words, for a person
    text: str
    #: told by « tous », « aucun », « les autres »: gives way to what is said by name
    implied: bool


def read(text: str, *, presented: Sequence[str], today: date, signature: str = "", sender: str = "") -> CompanyAnswer:
    """What a company answers to a presentation; what is unclear or contradictory stands in to_review, undecided.

    « OK pour X » says that X is taken: the mail that it answers asks for the outcome; « OK pour le voir » is not so.
    """
    del signature, sender
    people = Presented(presented)
    heard = Heard(people=people)
    if len(text) > _LONGEST_ANSWER:
        heard.doubts.append(Doubt(what=f"{len(text)} caractères", why="message trop long : la fin n'a pas été lue"))
    readable, mended = respelt(tidy(text[:_LONGEST_ANSWER]))
    people.learn(readable)
    readable, taken_back = without_second_thoughts(readable, people)
    readable, left = written_out(readable, presented)
    heard.doubts += [*taken_back, *left]
    for line in rows_of(readable, people):
        read_line(line, heard)
    said = [replace(one, reason=as_written(one.reason, mended)) for one in _statements(heard, today)]
    decisions = _decided(said, people, heard.doubts)
    settled = {people.labels.index(one.candidate) for one in decisions}
    doubts = [*heard.doubts, *(doubt for who, doubt in heard.open if not who or not set(who) <= settled)]
    return CompanyAnswer(
        decisions=tuple(decisions),
        question=" ".join(dict.fromkeys(heard.questions)) or None,
        to_review=tuple(dict.fromkeys(doubts)),
    )


def _statements(heard: Heard, today: date) -> list[_Said]:
    """What each group says of each of its candidates; what it leaves unclear goes to the doubts."""
    out: list[_Said] = []
    told = [group for group in heard.groups if not group.asked]
    named = {index for group in heard.groups for m in group.mentions if m.kind in {"name", "rank"} for index in m.who}
    decided = any(group.states for group in told)
    before: Group | None = None
    for group in told:
        if not group.states:
            group = _by_ground(group, decided, before)
        before = group
        text = squeezed(" ".join(clause.text for clause in group.clauses))[:200]
        state = _state(group)
        unsure = next((mention.doubt for mention in group.mentions if mention.doubt), None)
        if not group.states and state is None:
            if _speaks_of_someone(group):
                who = tuple(index for mention in group.mentions for index in _meant(mention, named, heard.people))
                heard.open.append((who, Doubt(what=text, why="candidat cité sans décision claire")))
        elif state is None:
            heard.doubts.append(Doubt(what=text, why="décision contradictoire ou incertaine"))
        elif state == "mild":
            who = tuple(index for mention in group.mentions for index in mention.who)
            heard.open.append((who, Doubt(what=text, why="intérêt exprimé, sans décision claire")))
        elif unsure:
            heard.doubts.append(Doubt(what=text, why=unsure))
        else:
            out += _said_of_each(group, state, text, named, heard, today)
    return out


def _speaks_of_someone(group: Group) -> bool:
    """« les autres » alone in passing is nobody; with a sentence of their own they are."""
    kinds = {mention.kind for mention in group.mentions}
    said = " ".join(clause.without_mentions for clause in group.clauses)
    return bool(kinds - {"all", "others"}) or ("others" in kinds and len(said.split()) > _IN_PASSING)


def _by_ground(group: Group, decided: bool, before: Group | None) -> Group:
    """« Meunier : pas de permis » beside verdicts on others is a no; « idem » says what was said before."""
    if not group.mentions or any(mention.kind not in {"name", "rank", "others"} for mention in group.mentions):
        return group
    text = fold(" ".join(clause.without_mentions for clause in group.clauses)).strip(" :-,.")
    if before is not None and before.states and _SAME.match(text):
        told = [clause for clause in before.clauses if clause.told]
        return replace(group, clauses=[replace(clause, mentions=()) for clause in told])
    if decided and is_ground_for_no(text):
        first = group.clauses[0]
        end = max((mention.end for mention in first.mentions), default=0)
        return replace(group, clauses=[replace(first, verdicts=(("rejected", end, end),)), *group.clauses[1:]])
    return group


def _said_of_each(group: Group, state: str, text: str, named: set[int], heard: Heard, today: date) -> list[_Said]:
    """The group's one verdict, for each of those whom it means; the opposite for those whom it leaves out."""
    day, several = day_of(group, state, today)
    if several:
        why = "plusieurs dates, ou un jour qui ne correspond pas à sa date"
        heard.doubts.append(Doubt(what=text, why=why))
    reason = reason_of(group.clauses, state)
    besides = {index for mention in group.besides for index in mention.who}
    out = []
    for mention in group.mentions:
        who = _meant(mention, named, heard.people)
        if mention.kind == "others" and not who:
            why = "« les autres » : il ne reste aucun autre candidat présenté"
            heard.doubts.append(Doubt(what=text, why=why))
        implied = mention.kind in {"all", "none", "others"}
        out += [
            _Said(who=index, state=state, reason=reason, day=day, text=text, implied=implied)
            for index in who
            if index not in besides
        ]
    opposite = _OPPOSITE.get(state)
    out += [
        _Said(
            who=index, state=opposite, reason=reason_beside(group.clauses, mention), day=None, text=text, implied=True
        )
        for mention in group.besides
        for index in mention.who
        if opposite
    ]
    return out


def _meant(mention: Mention, named: set[int], people: Presented) -> tuple[int, ...]:
    if mention.kind == "others":
        return tuple(index for index in range(len(people)) if index not in named)
    return mention.who


def _state(group: Group) -> str | None:
    """The one thing that is said; None when it is nothing, or two things."""
    text = fold(" ".join(clause.text for clause in group.clauses))
    states = set(group.states)
    if any(mention.kind == "none" for mention in group.mentions):
        said = bool(states) or bool(_FITS.search(text))
        return next(iter(states & {"no_show", "to_call_back", "withdrawn"}), "rejected") if said else None
    if states and _NEITHER.search(text) and states <= {"hired", "hired_soft", "rejected", "mild"}:
        return "rejected"
    if {"rejected", "withdrawn"} <= states and _refused_outright(group):
        states.discard("withdrawn")
    state = standing(states)
    if state in {"hired", "hired_soft", "interview", "mild"} and HEDGES.search(text):
        return None
    if state in {"rejected", "withdrawn"} and STILL_OPEN.search(text):
        return None
    return {"hired_soft": "hired", "unsure": None}.get(state or "", state)


def _refused_outright(group: Group) -> bool:
    """« non retenue : ne souhaite pas … » is the company's refusal and its ground; a bare « non » leaves it open."""
    told = [(state, clause.text[start:end]) for clause in group.clauses for state, start, end in clause.verdicts]
    first = next(((state, words) for state, words in told if state != "past"), ("", ""))
    return first[0] == "rejected" and len(first[1]) > 5


def _decided(said: Sequence[_Said], people: Presented, doubts: list[Doubt]) -> list[Decision]:
    """One decision a candidate, in the order of the presentation; who is spoken of in two ways is a doubt."""
    out = []
    for index, label in enumerate(people.labels):
        mine = [one for one in said if one.who == index]
        if any(not one.implied for one in mine):
            mine = [one for one in mine if not one.implied]
        if not mine:
            continue
        state = standing(one.state for one in mine)
        if state is None:
            what = f"{label} : {' / '.join(one.text for one in mine)}"[:300]
            doubts.append(Doubt(what=what, why="le message dit deux choses différentes de ce candidat"))
            continue
        telling = [one for one in mine if one.state == state]
        days = {one.day for one in telling if one.day}
        out.append(
            Decision(
                candidate=label,
                state=state,
                reason=next((one.reason for one in telling if one.reason), None),
                date=next(iter(days)).isoformat() if len(days) == 1 else None,
            )
        )
    return out
