"""Assignment: which pair answers which field of which job; one answer a field, lists gathered, blanks remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parsers.forms.evidence import fit
from parsers.forms.labels import label_of
from parsers.forms.pairs import AMBIGUOUS, UNKNOWN, Pair
from parsers.forms.sections import section_of
from parsers.forms.splitting import shared_out
from parsers.values import boxes
from parsers.values.wording import folded, plain
from parsers.vocabulary import Vocabulary

LISTS = frozenset({"job.activities", "job.skills", "job.special_requirements"})
_NUMERIC = frozenset(
    {
        "company.siret", "company.phone", "job.openings", "conditions.contract_duration", "conditions.weekly_hours",
        "conditions.gross_salary", "job.start_date",
    }
)  # fmt: skip
#: the answer reads like a label of another field: perhaps nothing was answered
PRINTED = "reads_like_label"
#: the answer is set in grey or italics, others are not: perhaps a hint of the form
FAINT = "faint_print"
#: « moi-même, Thierry Labat »
_MYSELF = re.compile(r"^\s*(?:c'est |à |a )?moi(?:[- ]m[êe]me)?\s*[,:(–-]\s*(?=\w)", re.IGNORECASE)
#: « Durée (mois) »
_UNIT = re.compile(r"(?:\(|\ben )(?:en |nb de |nombre de )?(mois|semaines?|jours?|ans?|annees?)\b")
_PREREQUISITES = re.compile(r"pre-?requis")
#: known before the company answers: a form that holds nothing else is unfilled
_PREFILLED = frozenset({"conditions.workplace"})
_TELLS_WHO = ("company.siret", "company.phone", "company.email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was written for one field."""

    text: str
    place: str
    strength: float
    certainty: float
    label: str = ""
    #: other texts that claim the same field, the strongest first
    rivals: tuple[Answer, ...] = ()
    control: bool = False
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Job:
    """The answers of one job, and the fields that the form asked for."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    @property
    def filled(self) -> bool:
        """Whether the company said anything about the job itself; faint print alone is no word of it."""
        said = [
            answer
            for path, answer in self.answers.items()
            if not path.startswith("company.") and path not in _PREFILLED and PRINTED not in answer.problems
        ]
        return any(FAINT not in answer.problems for answer in said) or (
            bool(said) and any(fit(path, self.answers[path].text) > 0 for path in _TELLS_WHO if path in self.answers)
        )


def jobs_of(pairs: Sequence[Pair], vocabulary: Vocabulary) -> list[Job]:
    """One Job for each block, column or row that was filled; what is asked only once holds for all."""
    claims = [claim for pair in pairs if pair.paths != (UNKNOWN,) for claim in _claims(pair, vocabulary)]
    claims = _without_stray_blocks(claims)
    numbers = sorted({number or 0 for number, path, answer in claims if answer.text and _is_own(path)})
    asked_in: dict[str, set[int]] = {}
    for number, path, _ in claims:
        asked_in.setdefault(path.split("+")[0], set()).add(number or 0)
    out = []
    for number in numbers:
        job = Job()
        for path, where in asked_in.items():
            mine = _for_job([claim for claim in claims if claim[1].split("+")[0] == path], number, where, path)
            if mine:
                job.asked.add(path)
                answer = _answered(path, mine)
                if answer is not None:
                    job.answers[path] = _doubted(path, answer, vocabulary)
        out.append(job)
    return [job for job in out if job.filled]


def _is_own(path: str) -> bool:
    """Whether a field tells the job, not the company."""
    return not path.startswith("company.")


def _without_stray_blocks(claims: list[Claim]) -> list[Claim]:
    """Of several blocks, one that was hardly asked anything and says less is a stray line, and no job."""
    asked: dict[int, set[str]] = {}
    filled: dict[int, set[str]] = {}
    for number, path, answer in claims:
        if _is_own(path):
            asked.setdefault(number or 0, set()).add(path)
            if answer.text:
                filled.setdefault(number or 0, set()).add(path)
    stray = {number for number in filled if len(filled) > 1 and len(filled[number]) < 2 and len(asked[number]) < 3}
    return [claim for claim in claims if (claim[0] or 0) not in stray or not _is_own(claim[1])]


def _doubted(path: str, answer: Answer, vocabulary: Vocabulary) -> Answer:
    """An answer that is itself a label or a heading is no sure answer, unless to the same field."""
    if path in LISTS and "\n" in answer.text:
        printed = any(_is_print(line, path, vocabulary) for line in answer.text.split("\n")[1:])
        return replace(answer, problems=(*answer.problems, "label_inside")) if printed else answer
    if len(answer.text) > 120 or fit(path, answer.text) > 0:
        return answer
    label = label_of(answer.text, vocabulary)
    section = section_of(answer.text, vocabulary)
    printed = (
        label is not None
        and label.score >= 0.72
        and path not in label.paths
        and label.wording not in vocabulary.questions
    )
    if printed or (section is not None and section[1] >= 0.9 and path != "job.title"):
        return replace(answer, problems=(*answer.problems, PRINTED))
    return answer


def _is_print(line: str, path: str, vocabulary: Vocabulary) -> bool:
    """Whether a line of a list is rather a label or a heading that was not seen for what it is."""
    label = label_of(line, vocabulary)
    section = section_of(line, vocabulary)
    known = label is not None and label.score >= 0.9 and label.kind == "field" and path not in label.paths
    return known or (section is not None and section[1] >= 0.9)


Claim = tuple[int | None, str, Answer]


def _claims(pair: Pair, vocabulary: Vocabulary) -> list[Claim]:
    out: list[Claim] = []
    for path, text in shared_out(pair):
        text = _without_hints(text, vocabulary)
        written = "" if is_blank(text, path, vocabulary) else _worded(text.strip(), path, pair.label)
        answer = Answer(
            text=written,
            place=pair.place,
            strength=pair.strength,
            certainty=pair.certainty,
            label=pair.label,
            control=pair.control,
            problems=(FAINT,) if pair.faint and written else (),
        )
        out.append((pair.job, path, answer))
    return out


def _without_hints(text: str, vocabulary: Vocabulary) -> str:
    """The answer without the lines that the form printed in its place: « ex. : maçon », « (3 lignes) »."""
    lines = text.split("\n")
    if len(lines) < 2:
        return text
    kept = [line for line in lines if not _is_placeholder(folded(line), vocabulary)]
    return "\n".join(kept)


def _is_placeholder(flat: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.placeholder.fullmatch(flat) is not None


def is_blank(text: str, path: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing was written: leaders, a placeholder, a printed unit without its figure."""
    if boxes.has_boxes(text) and not boxes.ticked(text) and not boxes.unboxed_lines(text).strip():
        return True
    flat = folded(re.sub(r"[._…]{3,}", " ", text))
    if not re.search(r"[^\s._…:]", flat) or (re.search(r"[_…]", text) and not re.search(r"[^\W_]", text)):
        return True
    if _is_placeholder(flat, vocabulary):
        return True
    return (
        path in _NUMERIC
        and len(flat) < 80
        and vocabulary.units.fullmatch(flat) is not None
        and flat.strip() not in {"-", "/", "--"}
    )


def _worded(text: str, path: str, label: str) -> str:
    """« Permis : B » says « Permis B »; « Travail en extérieur : oui » says « Travail en extérieur »."""
    unit = _UNIT.search(folded(label)) if path == "conditions.contract_duration" else None
    if unit is not None and re.fullmatch(r"\d{1,3}(?:[.,]0+)?", text):
        return f"{text.split('.', maxsplit=1)[0].split(',', maxsplit=1)[0]} {unit[1]}"
    if path == "company.contact_name":
        return _MYSELF.sub("", text)
    if path != "job.special_requirements" or not label:
        return text
    flat, named = folded(text).strip(" ."), folded(label)
    if flat in {"non", "aucun", "aucune", "sans"}:
        return text
    if re.match(r"^(?:travail|port|deplacement|vehicule|mobilite|permis|caces|habilitation)", named) and not re.search(
        r"[,(/]", label
    ):
        bare = re.sub(r"\s*[:?].*$", "", plain(label)).strip()
        if re.fullmatch(r"(?:oui|x|obligatoire|exige|necessaire|requis|souhaite)\w*", flat):
            return bare if flat in {"oui", "x"} else f"{bare} {text.lower()}"
        if re.match(r"^permis", named) and re.fullmatch(
            r"(?:b|c|ce|be|d|eb|ec|c1|b et c|b, c|bsr|am|a)\b.{0,30}", flat
        ):
            return f"Permis {text}"
    return text


def _for_job(claims: list[Claim], number: int, asked_in: set[int], path: str) -> list[Claim]:
    """The claims on a field that concern a job: its own, those said once for all, the company's nearest before."""
    own = [claim for claim in claims if claim[0] in {number, None}]
    if own and (any(claim[2].text for claim in own) or len(asked_in) > 1):
        if path.startswith("company.") and not any(claim[2].text for claim in own):
            return [*own, *_nearest(claims, number)]
        return own
    if len(asked_in) == 1:
        return claims
    if path.startswith("company."):
        return _nearest(claims, number) or claims
    return own


def _nearest(claims: list[Claim], number: int) -> list[Claim]:
    before = [claim[0] or 0 for claim in claims if (claim[0] or 0) <= number and claim[2].text]
    return [claim for claim in claims if (claim[0] or 0) == max(before)] if before else []


def _answered(path: str, claims: list[Claim]) -> Answer | None:
    """The answer to a field from all that was written for it; None when all is blank."""
    parts = [(claim[1], claim[2]) for claim in claims if claim[2].text]
    if not parts:
        return None
    if any(answer.control for _, answer in parts):
        parts = [(name, answer) for name, answer in parts if answer.control]
    whole = [answer for name, answer in parts if "+" not in name]
    additions = [(name, answer) for name, answer in parts if "+" in name]
    if path in LISTS and whole:
        return _gathered(whole)
    if additions:
        return _completed(path, whole, additions)
    return _best(path, whole, claims)


def _gathered(answers: list[Answer]) -> Answer:
    """All that was written for a list field, in order, each thing once."""
    distinct: list[Answer] = []
    for answer in answers:
        if not any(folded(answer.text) in folded(other.text) for other in distinct):
            distinct.append(answer)
    strong = max(answer.strength for answer in distinct)
    kept = [answer for answer in distinct if answer.strength > strong - 0.25]
    text = "\n".join(answer.text for answer in kept) if len(kept) > 1 else kept[0].text
    # « Prérequis » beside « Contraintes »: what one must know or what one must bear
    unsure = len(kept) > 1 and any(_PREREQUISITES.match(folded(answer.label)) for answer in kept)
    problems = tuple(dict.fromkeys(problem for answer in kept for problem in answer.problems))
    problems = (*problems, "label_unsure") if unsure else problems
    return replace(
        kept[0], text=text, strength=strong, certainty=min(answer.certainty for answer in kept), problems=problems
    )


def _completed(path: str, whole: list[Answer], additions: list[tuple[str, Answer]]) -> Answer:
    """A field printed in parts: street and town, first name and name, the end of a contract."""
    first = whole[0] if whole else additions[0][1]
    if path == "company.contact_name":
        order = ["+civility", "+first"]
        lead = [answer.text for mark in order for name, answer in additions if name.endswith(mark)]
        return replace(first, text=" ".join([*lead, *(answer.text for answer in whole[:1])]))
    if path in {"company.address", "conditions.workplace"}:
        towns = [answer.text for _, answer in additions if folded(answer.text) not in folded(first.text) or not whole]
        postcode = sorted(dict.fromkeys(towns), key=lambda text: not re.match(r"\s*\d{5}", text))
        lines = [*(answer.text for answer in whole[:1]), " ".join(postcode)]
        return replace(first, text="\n".join(line for line in lines if line))
    if whole:
        return replace(whole[0], rivals=tuple(answer for _, answer in additions))
    return replace(first, text=f"jusqu'au {first.text}") if path == "conditions.contract_duration" else first


def _best(path: str, answers: list[Answer], claims: list[Claim]) -> Answer:
    """The strongest answer, the first of equals; the others stay beside it as rivals."""
    ranked = sorted(answers, key=lambda answer: -round(answer.strength, 2))
    best = ranked[0]
    rivals = [answer for answer in ranked[1:] if folded(answer.text) != folded(best.text)]
    blanks_before = []
    for claim in claims:
        if claim[2].text:
            break
        blanks_before.append(claim)
    late = path in AMBIGUOUS and any(blank[2].strength > 0.9 for blank in blanks_before) and best.strength < 1.0
    return replace(
        best, rivals=tuple(rivals[:4]), problems=(*best.problems, *(("answered_elsewhere",) if late else ()))
    )
