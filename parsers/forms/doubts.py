"""Doubts: whether what was taken for an answer holds print of the form, or more than its field asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.forms.evidence import fit
from parsers.forms.labels import label_of
from parsers.values import boxes
from parsers.values.date import MONTH_WORD
from parsers.values.wording import folded, one_line
from parsers.vocabulary import Vocabulary

#: the answer does not look like one to this field
MISFIT = "label_unsure"
#: print of the form, or another answer, stands in this one
INSIDE = "label_inside"
_ONE_LINE = frozenset({"company.name", "company.contact_name", "job.title", "conditions.workplace", "company.address"})
_LONGEST = {"company.name": 80, "company.contact_name": 60, "job.title": 80, "conditions.workplace": 140}
_LISTS = frozenset({"job.activities", "job.skills", "job.special_requirements"})
_SENTENCES = frozenset({"job.experience", "job.training"})
_LABELLED = re.compile(r"(?:^|[.;,(] ?)([A-ZÀ-Ý][^:;.\d]{2,45}?) ?:(?!//)(?= ?\S)")
_ASKS = re.compile(r"\?\s+\S|\bex(?:emple)?\.? ?:|merci de (?:pr[ée]ciser|compl[ée]ter|cocher)")
_OFFICE = re.compile(
    r"cadre reserve|reserve a|signature|cachet|\bvisa\b|fait a |lu et approuve|traite par|recu le|page \d"
)
_TYPED = re.compile(
    rf"@|€|\d{{1,2}}(?:er)? (?:{MONTH_WORD})\b|"
    r"\d{1,2}/\d{1,2}/\d{2,4}|(?<!\d)0\d(?:[ .]?\d{2}){4}(?!\d)|\d{3} ?\d{3} ?\d{3} ?\d{5}"
    r"|\bcd[di]i?\b|\bsmic\b"
)
#: how a firm is reached is no skill, training or licence
_REACHED = re.compile(r"\w@\w|\bsiret\b|(?<!\d)\d{3} ?\d{3} ?\d{3} ?\d{5}(?!\d)|(?<!\d)0\d(?:[ .]?\d{2}){4}(?!\d)")
#: what is learned, not what is done
_DIPLOMA = re.compile(r"(?:titre pro\w*|cap|bep|bac|bp|bts|cqp|diplome|licence|master)\b")
_COUNTED = re.compile(
    r"\b\d{1,2} (?:postes?|personnes?|recrutements?)\b|\b(?:nombre|duree|date|salaire|contrat)\b.{0,20}\d"
)
_NOBODY = re.compile(r"\b(?:moi|nous|vous|voir|cf|ci-dessus|ci-dessous|meme|idem|fonction)\b")
_OFFER = r"\bpar semaine\b|nous (?:cherch|recherch|propos)"
_WISH = r"\bdebutant|\bdiplome|\bexperience (?:exig|requis|souhait)|\bformation (?:exig|requis|souhait)"
#: words of another field than the list's
_OTHER = {
    "job.skills": re.compile(rf"{_WISH}|\bexperience\b|\bpermis [a-e]\b|\bcaces\b"),
    "job.activities": re.compile(rf"{_WISH}|{_OFFER}"),
    "job.special_requirements": re.compile(_OFFER),
}


def doubt_of(path: str, text: str, vocabulary: Vocabulary) -> str | None:
    """Why an answer must be looked at, if its own words say so."""
    if not text.strip():
        return None
    if boxes.has_boxes(text):
        return MISFIT if path in {"company.name", "company.contact_name"} else None
    flat = folded(text)
    if fit(path, text) < 0:
        return MISFIT
    if "\t" in text and _asks_beside(text, path, vocabulary):
        return INSIDE
    if path in _ONE_LINE:
        return _doubt_of_line(path, one_line(text), flat, vocabulary)
    if path in _LISTS:
        return _doubt_of_list(path, text.split("\n"), vocabulary)
    if path in _SENTENCES and _REACHED.search(flat):
        return INSIDE
    if path in _SENTENCES and (
        _holds_print(one_line(text), vocabulary) or ("\n" in text.strip() and _TYPED.search(flat))
    ):
        return INSIDE
    return None


def _asks_beside(text: str, path: str, vocabulary: Vocabulary) -> bool:
    """« 1 an ⇥ Diplôme / niveau ⇥ Sans diplôme »: another label stands in a later column."""
    for piece in re.split(r"[\t\n]", text)[1:]:
        label = label_of(piece, vocabulary)
        if label is not None and label.kind == "field" and label.score >= 0.9 and path not in label.paths:
            return True
    return False


def _doubt_of_line(path: str, line: str, flat: str, vocabulary: Vocabulary) -> str | None:
    if _holds_print(line, vocabulary):
        return INSIDE
    if len(line) > _LONGEST.get(path, 200):
        return MISFIT
    if path == "job.title" and _DIPLOMA.match(flat):
        return MISFIT
    if path == "job.title" and (_COUNTED.search(flat) or _TYPED.search(flat) or re.search(r"[.!] [A-ZÀ-Ý]", line)):
        return INSIDE
    if path in {"company.name", "company.contact_name"} and re.search(r"@|€|\bsiret\b|\d{9}", flat):
        return INSIDE if path == "company.name" else None
    if path == "company.contact_name" and (_NOBODY.search(flat) or len(flat) < 3):
        return MISFIT
    return None


def _doubt_of_list(path: str, lines: Sequence[str], vocabulary: Vocabulary) -> str | None:
    for line in lines:
        flat = folded(line)
        if (
            _holds_print(line, vocabulary)
            or _REACHED.search(flat)
            or (path != "job.special_requirements" and _TYPED.search(flat))
        ):
            return INSIDE
        if _OTHER[path].search(flat):
            return INSIDE
    return None


def _holds_print(line: str, vocabulary: Vocabulary) -> bool:
    """A question, an example, a line of the office, or a label with its colon within the text."""
    if _ASKS.search(line) or _OFFICE.search(folded(line)):
        return True
    for match in _LABELLED.finditer(line):
        label = label_of(match[1], vocabulary)
        if label is not None and label.score >= 0.79 and label.wording not in vocabulary.questions:
            return True
    return False
