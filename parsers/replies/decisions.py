"""A company's answer: what becomes of each candidate presented to it, told by name, by rank or by implication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from parsers.language.dates import Dated, dates_in
from parsers.language.folding import fold, squeezed, tidy
from parsers.language.sentences import sentences_of
from parsers.replies.clauses import Clause, clauses_of, verdicts_in
from parsers.replies.denials import is_denied, turned
from parsers.replies.exclusions import written_out
from parsers.replies.grounds import is_ground_for_no
from parsers.replies.presented import Mention, Presented
from parsers.replies.questions import is_question
from parsers.replies.reasons import reason_of
from parsers.replies.rows import rows_of
from parsers.replies.spelling import as_written, respelt
from parsers.replies.verdicts import HEDGES, STANDS_OVER
from parsers.statements import CompanyAnswer, Decision, Doubt

#: a company decides in fewer words
_LONGEST_ANSWER = 6_000
_ALSO = re.compile(r"\b(?:aussi|egalement|idem|pareil\w*|de meme|ainsi que|meme chose|itou)\b")
_EXCEPT = re.compile(r"\b(?:sauf|excepte|hormis|a part|a l'exception|en dehors|mais pas)\b")
_PRONOUN = re.compile(
    r"^\W*(?:il|elle|ils|elles|je (?:le|la|les|l')|on (?:le|la|les|l')|nous (?:le|la|les|l')|lui|ce candidat"
    r"|cette candidate|cette personne|ce profil)\b"
)
_BACK_TO_WORK = re.compile(
    r"^\W*(?:pas |manque|trop |n'a |n'avait |il n|elle n|sans |aucun|niveau|profil|motif|raison|car |parce|absence)"
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
_A_DAY = re.compile(r"\b(?:le \d{1,2}|lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|\d{1,2}/\d{1,2})\b")
_NEITHER = re.compile(r"\bni\b.{1,60}\bni\b")
_FITS = re.compile(r"correspond|convien|interess|profil|adapt|satisfai|suite|gard|choix|pren|recrut|embauch|retien")
_SAME = re.compile(
    r"^\W*(?:(?:c'est )?(?:idem|pareil|(?:la )?meme chose)|de meme|aussi|itou|meme (?:motif|raison|reponse))\b"
)
#: before a day, it tells of what was
_WAS = re.compile(
    r"\b(?:venue?s?|passee?s?|recue?s?|vue?s?|rencontree?s?|appelee?s?|eue?s?"
    r"|(?:a|ont|est|sont|ete|contrats?|promesse|cd[id]) signee?s?|envoyee?s?|essai|hier|fait"
    r"|faite|mail|courrier|envoi|presentee?s?|suite a)\b(?![^,;.]{0,40}\b(?:commenc|demarr|debut|pour|a partir"
    r"|a compter"
    r"|des|prise|depuis))[^,;.]{0,30}$"
)
_LITTLE_WORDS = re.compile(
    r"\b(?:m|mr|mrs|mm|mme|mmes|mlle|messieurs|mesdames|monsieur|madame|les?|la|l|de|des|du|d|et|a|au|aux|pour"
    r"|concernant|quant"
    r"|candidate?s?|candidatures?|profils?|donc|alors|bonjour|suite|apres|nos?|nous|je|on|en|ce|qui|est|sont|ont|ete"
    r"|tous|toutes|deux|trois"
    r"|entretiens?|avec|voici|notre|retour|aujourd|hui|ensuite|enfin|par|contre|sur|mais|sauf|n|no|bien|recus?)\b"
)
_SPEAKS_ANEW = re.compile(r"^\W*(?:j'|(?:je|on|nous) (?!le |la |les |l'|vous ))")
_SUBSTANCE = re.compile(r"[^\W\d_]{2,}")
#: after « aucun », « personne »: the « pas » is left out
_CAME = re.compile(
    r"\b(?:n'(?:est|etait|a ete)|ne s'(?:est|etait))\b[^,;.]{0,25}\b(?:venu|presente|present|deplace|montre|la)\b"
)
_ANSWERED = re.compile(r"\bn'a\b[^,;.]{0,20}\b(?:repondu|rappele|decroche)\b|\bn'est joignable\b|\bne repond\b(?! a)")
_OPPOSITE = {"hired": "rejected", "rejected": "hired", "interview": "rejected"}


@dataclass(slots=True, kw_only=True)
class _Group:
    """Candidates, and what is said of them in one breath."""

    mentions: list[Mention] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    #: everyone but these
    besides: list[Mention] = field(default_factory=list)
    #: named in a question alone: nothing is said of them
    asked: bool = False

    @property
    def states(self) -> list[str]:
        return [state for clause in self.clauses for state, _, _ in clause.verdicts if state != "past"]

    @property
    def verdict_first(self) -> bool:
        first = next((clause for clause in self.clauses if clause.mentions), None)
        told = [start for state, start, _ in first.verdicts if state != "past"] if first else []
        return bool(first and told and told[0] < first.mentions[0].start)


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
    questions: list[str] = []
    doubts: list[Doubt] = []
    groups: list[_Group] = []
    if len(text) > _LONGEST_ANSWER:
        doubts.append(Doubt(what=f"{len(text)} caractères", why="message trop long : la fin n'a pas été lue"))
    readable, mended = respelt(tidy(text[:_LONGEST_ANSWER]))
    readable, left = written_out(readable, presented)
    doubts += left
    for line in rows_of(readable, people):
        groups += _read_line(line, people, questions, doubts)
    said = [replace(one, reason=as_written(one.reason, mended)) for one in _statements(groups, people, today, doubts)]
    return CompanyAnswer(
        decisions=tuple(_decided(said, people, doubts)),
        question=" ".join(dict.fromkeys(questions)) or None,
        to_review=tuple(dict.fromkeys(doubts)),
    )


def _read_line(line: str, people: Presented, questions: list[str], doubts: list[Doubt]) -> list[_Group]:
    """The groups of one line; a sentence without a name goes on about the last one."""
    out: list[_Group] = []
    for sentence in sentences_of(_ranked(line)):
        told, sentence = _told_and_asked(sentence)
        if told:
            out += _read_line(told, people, questions, doubts)
        if is_question(sentence):
            questions.append(re.sub(r"\s+", " ", sentence).strip())
            _asked_about(sentence, people, out, doubts)
            continue
        clauses = [turned(clause) for clause in clauses_of(sentence, people)]
        if any(clause.mentions for clause in clauses):
            out += _grouped(clauses)
        elif _OVER.search(fold(sentence)):
            doubts.append(
                Doubt(what=squeezed(sentence)[:200], why="l'offre semble close : à vérifier pour chaque candidat")
            )
        elif (
            out
            and not out[-1].asked
            and (any(clause.told for clause in clauses) or _BACK_TO_WORK.match(fold(sentence)))
        ):
            out[-1].clauses += clauses
        elif any(clause.told for clause in clauses):
            out += _without_name(sentence, clauses, people, doubts)
    return out


_THEN_ASKS = re.compile(
    r"^(?!(?:si|quand|pour|concernant|bonjour|est-ce|avez|pouvez|peux)\b)(?P<told>.{12,300}?)[,;:] (?:et |mais "
    r"|donc )?(?:pouvez|pourriez|peux|pourrais"
    r"|auriez|aurais|est[- ]ce|savez|quand|vous (?:pouvez|pourriez|auriez))\b.{0,300}\?\W*$"
)


def _told_and_asked(sentence: str) -> tuple[str, str]:
    """« Son numéro n'est pas attribué, pouvez-vous vérifier ? » tells, then asks."""
    match = _THEN_ASKS.match(fold(sentence))
    if not match or is_question(match["told"]):
        return "", sentence
    return sentence[: match.end("told")], sentence[match.end("told") + 1 :].strip()


def _asked_about(sentence: str, people: Presented, groups: list[_Group], doubts: list[Doubt]) -> None:
    """« Pouvez-vous dire à X de venir jeudi ? »: X is spoken of, so no « other », and what is asked is for a person."""
    mentions = [mention for mention in people.mentions(sentence) if mention.kind == "name"]
    if mentions:
        groups.append(_Group(mentions=mentions, asked=True))
        if _INVITES.search(fold(sentence)) or any(
            state in {"hired", "interview"} for state, _, _ in verdicts_in(sentence)
        ):
            doubts.append(Doubt(what=squeezed(sentence)[:200], why="demande sur un candidat : à lire par le référent"))


def _ranked(line: str) -> str:
    """« 2. retenu »: the number that begins a line is a rank where no name follows it."""
    return re.sub(r"^\s*[-–•*]\s+", "", line)


def _without_name(sentence: str, clauses: list[Clause], people: Presented, doubts: list[Doubt]) -> list[_Group]:
    """A verdict that names nobody: of the one candidate presented, when it is plain enough; else a doubt."""
    states = {state for clause in clauses for state, _, _ in clause.verdicts if state != "past"}
    if len(people) == 1 and not people.strangers(sentence, []):
        if states <= {"hired_soft", "mild"} and not _PRONOUN.match(fold(sentence)):
            doubts.append(Doubt(what=squeezed(sentence)[:200], why="réponse trop brève pour en tirer une décision"))
            return []
        alone = Mention(who=(0,), kind="name", start=0, end=0)
        return [_Group(mentions=[alone], clauses=clauses)]
    doubts.append(
        Doubt(what=squeezed(sentence)[:200], why="décision sans nom : on ne sait pas de quel candidat il s'agit")
    )
    return []


def _grouped(clauses: list[Clause]) -> list[_Group]:
    """Clauses put together by whom they speak of."""
    out: list[_Group] = []
    lead: list[Clause] = []
    for place, clause in enumerate(clauses):
        last = out[-1] if out else None
        if not clause.mentions:
            (last.clauses if last else lead).append(clause)
        elif last is not None and _EXCEPT.search(fold(clause.lead)):
            last.besides += clause.mentions
            last.clauses.append(clause)
        elif (last is not None and not last.states and (_only_pointing(last) or _named_too(clause))) or (
            last is not None and not clause.told and _goes_with(last, clause, clauses[place + 1 :])
        ):
            _tie(out, last, clause)
        else:
            out.append(_Group(mentions=list(clause.mentions), clauses=[*lead, clause] if not out else [clause]))
            lead = []
    return out


def _only_pointing(group: _Group) -> bool:
    """« Lambert et Mme Bernard »: nothing is said of them yet; what follows may be said of them all."""
    said = " ".join(fold(clause.without_mentions) for clause in group.clauses)
    return not _SUBSTANCE.search(_LITTLE_WORDS.sub(" ", said))


def _named_too(clause: Clause) -> bool:
    """« … pour X et Y »: a second name and nothing else."""
    return clause.lead.strip() in {"et", "ainsi que", "&"} and _only_pointing(_Group(clauses=[clause]))


def _tie(groups: list[_Group], last: _Group, clause: Clause) -> None:
    """« RDV avec X le 24 et avec Y le 25 »: the same verdict, but a day of one's own."""
    if _A_DAY.search(fold(clause.without_mentions)) and any(_A_DAY.search(fold(one.text)) for one in last.clauses):
        groups.append(
            _Group(mentions=list(clause.mentions), clauses=[replace(clause, verdicts=((last.states[0], 0, 0),))])
        )
        return
    last.mentions += clause.mentions
    last.clauses.append(clause)


def _goes_with(group: _Group, clause: Clause, following: Sequence[Clause]) -> bool:
    """« OK pour X et Y », « X est retenu, Y aussi »."""
    if _ALSO.search(fold(clause.text)):
        return True
    if HEDGES.search(fold(clause.without_mentions)) or _SPEAKS_ANEW.search(fold(clause.text)):
        return False
    if not group.verdict_first:
        return False
    following_told = next((one for one in following if one.told), None)
    return following_told is None or bool(following_told.mentions) or not clause.text.rstrip().endswith(":")


def _statements(groups: Sequence[_Group], people: Presented, today: date, doubts: list[Doubt]) -> list[_Said]:
    out: list[_Said] = []
    named = {
        index
        for group in groups
        for mention in group.mentions
        if mention.kind in {"name", "rank"}
        for index in mention.who
    }
    decided = any(group.states for group in groups if not group.asked)
    before: _Group | None = None
    for group in groups:
        if group.asked:
            continue
        if not group.states:
            group = _by_ground(group, decided, before)
        before = group
        text = squeezed(" ".join(clause.text for clause in group.clauses))[:200]
        state = _state(group)
        unsure = [mention.doubt for mention in group.mentions if mention.doubt]
        if state is None and not group.states:
            if group.mentions and not all(mention.kind in {"all", "others"} for mention in group.mentions):
                doubts.append(Doubt(what=text, why="candidat cité sans décision claire"))
            continue
        if state is None or state == "mild":
            why = "décision contradictoire ou incertaine" if state is None else "intérêt exprimé, sans décision claire"
            doubts.append(Doubt(what=text, why=why))
            continue
        if unsure:
            doubts.append(Doubt(what=text, why=unsure[0]))
            continue
        out += _said_of_each(group, state, text, people, named, today, doubts)
    return out


def _by_ground(group: _Group, decided: bool, before: _Group | None) -> _Group:
    """« Meunier : pas de permis » beside verdicts on others is a no; « idem » says what was said before."""
    if not group.mentions or any(mention.kind not in {"name", "rank"} for mention in group.mentions):
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


def _said_of_each(
    group: _Group, state: str, text: str, people: Presented, named: set[int], today: date, doubts: list[Doubt]
) -> list[_Said]:
    day, several = _day(group, state, today)
    if several:
        doubts.append(Doubt(what=text, why="plusieurs dates, ou un jour qui ne correspond pas à sa date"))
    reason = reason_of(group.clauses, state)
    besides = {index for mention in group.besides for index in mention.who}
    out = []
    for mention in group.mentions:
        who = (
            tuple(index for index in range(len(people)) if index not in named)
            if mention.kind == "others"
            else mention.who
        )
        if mention.kind == "others" and not who:
            doubts.append(Doubt(what=text, why="« les autres » : il ne reste aucun autre candidat présenté"))
        implied = mention.kind in {"all", "none", "others"}
        out += [
            _Said(who=index, state=state, reason=reason, day=day, text=text, implied=implied)
            for index in who
            if index not in besides
        ]
    out += [
        _Said(who=index, state=_OPPOSITE[state], reason=None, day=None, text=text, implied=True)
        for index in besides
        if state in _OPPOSITE
    ]
    return out


def _state(group: _Group) -> str | None:
    """The one thing that is said; None when it is nothing, or two things."""
    text = fold(" ".join(clause.text for clause in group.clauses))
    states = set(group.states)
    if any(mention.kind == "none" for mention in group.mentions):
        if _CAME.search(text) and not states & {"hired", "rejected"}:
            return "no_show"
        if _ANSWERED.search(text) and not states & {"hired", "rejected"}:
            return "to_call_back"
        said = bool(states) or bool(_FITS.search(text))
        return next(iter(states & {"no_show", "to_call_back", "withdrawn"}), "rejected") if said else None
    if _NEITHER.search(text) and states <= {"hired", "hired_soft", "rejected", "mild"}:
        return "rejected"
    if any(is_denied(clause) for clause in group.clauses):
        return None
    if {"rejected", "withdrawn"} <= states and _refused_outright(group):
        states.discard("withdrawn")
    while len(states) > 1:
        pair = next((pair for pair in STANDS_OVER if pair <= states), None)
        if pair is None:
            return None
        states = (states - pair) | {STANDS_OVER[pair]}
    state = next(iter(states), None)
    if state in {"hired", "hired_soft", "interview", "mild"} and HEDGES.search(text):
        return None
    return "hired" if state == "hired_soft" else state


def _refused_outright(group: _Group) -> bool:
    """« non retenue : ne souhaite pas … » is the company's refusal and its ground; a bare « non » leaves it open."""
    told = [(state, clause.text[start:end]) for clause in group.clauses for state, start, end in clause.verdicts]
    first = next(((state, words) for state, words in told if state != "past"), ("", ""))
    return first[0] == "rejected" and len(first[1]) > 5


def _day(group: _Group, state: str, today: date) -> tuple[date | None, bool]:
    """The day of an interview or a start, and whether more than one was named."""
    if state not in {"hired", "interview"}:
        return None, False
    ahead = [dated for clause in group.clauses for dated in _days_of(clause, today) if dated.day >= today]
    days = {dated.day for dated in ahead}
    if len(days) > 1 or any(dated.contradicted for dated in ahead):
        return None, True
    return next(iter(days), None), False


def _days_of(clause: Clause, today: date) -> list[Dated]:
    """The days of a clause but those of what was: « reçu en entretien mardi »."""
    out = []
    for dated in dates_in(clause.without_mentions, today=today):
        told_before = [state for state, start, _ in clause.verdicts if start < dated.start]
        since = max(
            (end for state, _, end in clause.verdicts if state == "interview" and end <= dated.start), default=0
        )
        if _WAS.search(fold(clause.without_mentions)[since : dated.start]):
            continue
        if not told_before or told_before[-1] != "past":
            out.append(dated)
    return out


def _decided(said: Sequence[_Said], people: Presented, doubts: list[Doubt]) -> list[Decision]:
    """One decision a candidate, in the order of the presentation; who is spoken of in two ways is a doubt."""
    out = []
    for index, label in enumerate(people.labels):
        mine = [one for one in said if one.who == index]
        if any(not one.implied for one in mine):
            mine = [one for one in mine if not one.implied]
        if not mine:
            continue
        state = _agreed({one.state for one in mine})
        if state is None:
            doubts.append(
                Doubt(
                    what=f"{label} : {' / '.join(one.text for one in mine)}"[:300],
                    why="le message dit deux choses différentes de ce candidat",
                )
            )
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


def _agreed(states: set[str]) -> str | None:
    while len(states) > 1:
        pair = next((pair for pair in STANDS_OVER if pair <= states), None)
        if pair is None:
            return None
        states = (states - pair) | {STANDS_OVER[pair]}
    return next(iter(states))
