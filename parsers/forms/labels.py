"""Labels: which field a printed label asks for, in spite of case, accents, numbers, misreadings and new wordings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from weakref import WeakKeyDictionary

from parsers.values.wording import folded
from parsers.vocabulary import Vocabulary

Kind = Literal["field", "ignored", "opener"]

LONGEST = 160
#: the score of a closed question: less than what a label alone on its line needs
QUESTION = 0.88
#: the score of a label that mostly asks for something else
FAINT = 0.76
_NUMBERING = re.compile(
    r"^(?:[•●▪◦‣∙·*✓➢►▶→>#\-_|=~]+|\(?\d{1,2} ?[.)°/-]|\(?\d\.\d\.?|[a-h] ?[.)/]|[ivx]{1,4} ?[.)/-]|n°"
    r"|article \d{1,2}[.:]?)\s*"
)
_TRAIL = re.compile(
    r"[\s:?!.*…_;,\-–=~#→>|/\\]+$|\s*\((?:\*|obligatoire|facultatif|optionnel|\*+ ?obligatoire"
    r"|s\)?)\)?\s*\*?$|\s*\*\s*:?$"
)
#: words that mean something only with what qualifies them
_TOO_BARE = frozenset({"nom", "date", "nombre", "numero", "fonction", "statut", "type", "duree", "titre", "niveau"})
#: figures, addresses and money are answers, never labels
_VALUE = re.compile(
    r"\n\s*[-•]\s|^\s*[-•]\s.*\s[-•]\s|\w@\w|\d[ .]?\d{3}(?!\d?\s*chiffres)|€\s*$|^\s*\d{1,3}\s+[^\W\d_]"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2}"
)
_PARENS = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]?\s*")
_ARTICLE = re.compile(
    r"^(?:l'|le |la |les |votre |vos |du |de la |de l'|des |indiquez |preciser |precisez |merci d'indiquer "
    r"|veuillez (?:indiquer|preciser) |quelle? (?:est|sont) |quelles? sont )+(?:l'|le |la |les |votre |vos )?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a label asks for: field paths, or nothing of ours; after an « opener » somebody else is spoken of."""

    kind: Kind
    paths: tuple[str, ...] = ()
    #: 1.0 for a wording of the lists, less for a near one, about 0.8 for a rule of words
    score: float = 1.0
    #: the wording of the lists that it was taken for, for the contextual ones
    wording: str = ""


@dataclass(slots=True)
class _Book:
    """A vocabulary arranged for looking labels up."""

    entries: dict[str, Label]
    wordings: list[str]
    keywords: list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]
    sections: dict[str, str]
    section_wordings: list[str]
    titles: tuple[str, ...]
    qualifiers: re.Pattern[str]
    found: dict[str, Label | None] = field(default_factory=dict)
    found_sections: dict[str, tuple[str, float] | None] = field(default_factory=dict)


_BOOKS: WeakKeyDictionary[Vocabulary, _Book] = WeakKeyDictionary()


def label_of(text: str, vocabulary: Vocabulary) -> Label | None:
    """The label that a text is, as a whole; None when it is a value, a sentence or a heading."""
    if len(text) > LONGEST * 2 or _VALUE.search(text):
        return None
    book = _book(vocabulary)
    if text not in book.found:
        if len(book.found) > 20_000:
            book.found.clear()
        book.found[text] = _looked_up(text, book)
    return book.found[text]


def label_loosely(text: str, vocabulary: Vocabulary) -> Label | None:
    """The label that a badly read text most resembles; whoever believes it asks a person to look."""
    from rapidfuzz import fuzz, process

    flat = bare(_PARENS.sub(" ", folded(text)))
    if not 5 <= len(flat) <= 60 or _VALUE.search(text):
        return None
    book = _book(vocabulary)
    hit = process.extractOne(flat, book.wordings, scorer=fuzz.ratio, score_cutoff=70)
    entry = book.entries[hit[0]] if hit else None
    if entry is None or entry.kind != "field" or not entry.paths or entry.score < 1.0:
        return None
    return Label(kind="field", paths=entry.paths, score=0.7)


def section_of(text: str, vocabulary: Vocabulary) -> tuple[str, float] | None:
    """The section that a heading opens and how surely it is one of ours."""
    if len(text) > 120:
        return None
    book = _book(vocabulary)
    if text not in book.found_sections:
        if len(book.found_sections) > 20_000:
            book.found_sections.clear()
        book.found_sections[text] = _section_looked_up(text, book)
    return book.found_sections[text]


def resolved(label: Label, *, section: str | None, previous: str | None, vocabulary: Vocabulary) -> Label:
    """A label whose meaning depends on where it stands, settled for this place."""
    rule = vocabulary.contextual.get(label.wording)
    if rule is None:
        return label
    path = rule.after.get(previous or "") or rule.by_section.get(section or "*") or rule.by_section.get("*") or "-"
    if path == "-":
        return Label(kind="ignored", score=label.score, wording=label.wording)
    return Label(kind="field", paths=(path,), score=min(label.score, 0.95), wording=label.wording)


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """The words of a label: folded, without number, bullet, colon or star."""
    flat = folded(text)
    for _ in range(3):
        flat = _TRAIL.sub("", _NUMBERING.sub("", flat)).strip()
    return flat


def technical_path(name: str, vocabulary: Vocabulary) -> str | None:
    """The field that a technical name names: one of our own keys, a listed name, a label written as one word."""
    last = name.rsplit("/", 1)[-1]
    if last in _OWN_KEYS:
        return last
    flat = folded(re.sub(r"([a-zà-ÿ])([A-ZÀ-Ý])", r"\1_\2", name.rsplit(".", 1)[-1]))
    key = re.sub(r"[^a-z0-9]+", "_", flat).strip("_")
    plain = re.sub(r"^(?:champ|txt|text|texte|zone|tb|field|f|input|cc|ctl)_(?=[a-z])|_?\d{1,2}$", "", key)
    return vocabulary.technical.get(key) or vocabulary.technical.get(plain)


def spoken_name(name: str) -> str:
    """A technical name as words: « type_duree_contrat » is « type duree contrat »."""
    split = re.sub(r"([a-zà-ÿ])([A-ZÀ-Ý])", r"\1 \2", name.rsplit(".", 1)[-1])
    return re.sub(r"[_\-\[\]#]+|\d+$", " ", split).strip()


_OWN_KEYS = frozenset(
    {
        "company.name", "company.siret", "company.address", "company.contact_name", "company.phone", "company.email",
        "job.title", "job.openings", "job.start_date", "job.activities", "job.skills", "job.experience", "job.training",
        "job.special_requirements", "conditions.contract_type", "conditions.contract_duration",
        "conditions.weekly_hours", "conditions.gross_salary", "conditions.workplace",
    }
)  # fmt: skip


def is_own_key(name: str) -> bool:
    """Whether a field carries one of our own names, as the forms that we send do."""
    return name.rsplit("/", 1)[-1] in _OWN_KEYS


def _book(vocabulary: Vocabulary) -> _Book:
    book = _BOOKS.get(vocabulary)
    if book is None:
        entries: dict[str, Label] = {}
        for wording in vocabulary.ignored:
            entries[bare(wording)] = Label(kind="ignored", wording=wording)
        for wording in vocabulary.openers:
            entries[bare(wording)] = Label(kind="opener", wording=wording)
        for wording, path in vocabulary.labels.items():
            entries.setdefault(bare(wording), Label(kind="field", paths=(path,), wording=wording))
        for wording, path in vocabulary.questions.items():
            entries.setdefault(bare(wording), Label(kind="field", paths=(path,), score=QUESTION, wording=wording))
        for wording, path in vocabulary.faint.items():
            entries[bare(wording)] = Label(kind="field", paths=(path,), score=FAINT, wording=wording)
        for wording, paths in vocabulary.composites.items():
            entries[bare(wording)] = Label(kind="field", paths=paths, wording=wording)
        for wording in vocabulary.contextual:
            known = entries.get(bare(wording))
            entries[bare(wording)] = Label(kind="field", paths=known.paths if known else (), wording=wording)
        book = _Book(
            entries=entries,
            wordings=[wording for wording in entries if len(wording) >= 5],
            keywords=[
                (rule.path, re.compile(rule.match), re.compile(rule.without) if rule.without else None)
                for rule in vocabulary.keywords
            ],
            sections={bare(heading): name for heading, name in vocabulary.sections.items()},
            section_wordings=[bare(heading) for heading in vocabulary.sections if len(heading) >= 6],
            titles=vocabulary.titles,
            qualifiers=re.compile(rf"\s+(?:{'|'.join(vocabulary.qualifiers)})(?!\w)"),
        )
        _BOOKS[vocabulary] = book
    return book


def _looked_up(text: str, book: _Book) -> Label | None:
    whole = bare(text)
    without = bare(_PARENS.sub(" ", whole)) if "(" in whole or "[" in whole else whole
    if not whole or len(without) > 90 or len(without.split()) > 13:
        return None
    forms = [form for form in dict.fromkeys((whole, without, _ARTICLE.sub("", without))) if form]
    for form in forms:
        if form in book.entries:
            return book.entries[form]
    plainer = book.qualifiers.sub("", without).strip()
    if (
        plainer != without
        and plainer not in _TOO_BARE
        and plainer in book.entries
        and book.entries[plainer].kind == "field"
    ):
        return _scored(book.entries[plainer], min(0.95, book.entries[plainer].score))
    inside = bare(whole[whole.index("(") + 1 :].rstrip(") ")) if "(" in whole else ""
    named = book.entries.get(inside)
    if named and named.kind == "field" and named.paths != ("company.contact_name",) and len(without.split()) < 3:
        return _scored(named, 0.9)
    near = _near(forms, book) or _by_parts(without, book)
    ruled = _ruled(whole, without, book)
    if near and ruled and near.score < 0.93 and set(near.paths) != set(ruled.paths):
        return ruled
    return near or ruled


def _near(forms: list[str], book: _Book) -> Label | None:
    """The wording that differs by a few letters: a misreading, a plural, a missing word."""
    from rapidfuzz import fuzz, process

    best: tuple[float, str] | None = None
    for form in forms:
        if len(form) < 4:
            continue
        hit = process.extractOne(form, book.wordings, scorer=fuzz.ratio, score_cutoff=84)
        if hit and (best is None or hit[1] > best[0]):
            best = (hit[1], hit[0])
    if best is None or (best[0] < 90 and len(best[1]) < 8):
        return None
    entry = book.entries[best[1]]
    return _scored(entry, min(best[0] / 100, entry.score))


def _scored(entry: Label, score: float) -> Label:
    return Label(kind=entry.kind, paths=entry.paths, score=score, wording=entry.wording)


def _by_parts(flat: str, book: _Book) -> Label | None:
    """« Poste / qualification », « Qualités et aptitudes requises »: labels side by side, the first known one leads."""
    parts = [part for part in re.split(r"\s*(?:/|,|;|&|\+|\bet\b|\bou\b|\s-\s)\s*", flat) if part]
    if not 2 <= len(parts) <= 4:
        return None
    if parts[0] not in book.entries:
        return None
    known = [book.entries[part] for part in parts if part in book.entries and book.entries[part].score > QUESTION]
    fields = [entry for entry in known if entry.kind == "field" and entry.paths]
    if not fields or known[0].kind != "field":
        return None
    paths = _reduced([path for entry in fields for path in entry.paths])
    return Label(kind="field", paths=tuple(paths), score=0.92 if len(known) == len(parts) else 0.84)


def _ruled(whole: str, without: str, book: _Book) -> Label | None:
    """The fields that the words of a label point to; a label that names several asks for several."""
    if len(without.split()) > 10 or re.search(r"\d{2}|€", without):
        return None
    paths = [path for path, match, but in book.keywords if match.search(without) and not (but and but.search(without))]
    if not paths:
        paths = [path for path, match, but in book.keywords if match.search(whole) and not (but and but.search(whole))]
        return Label(kind="field", paths=tuple(paths[:1]), score=0.72) if len(set(paths)) == 1 else None
    kept = _reduced(paths)
    inner = [
        path for path, match, _ in book.keywords if path in {"company.phone", "company.email"} and match.search(whole)
    ]
    if kept and kept[0] in {"company.contact_name", "company.phone"} and inner:
        kept = list(dict.fromkeys([*kept, *inner]))
    return Label(kind="field", paths=tuple(kept), score=0.8 if len(kept) < 3 else 0.75) if kept else None


_PAIRS = (
    {"company.contact_name", "company.phone", "company.email"},
    {"company.phone", "company.email"},
    {"company.contact_name", "company.phone"},
    {"company.contact_name", "company.email"},
    {"conditions.contract_type", "conditions.contract_duration"},
    {"company.name", "company.address"},
    {"company.name", "company.siret"},
    {"job.title", "job.openings"},
    {"job.start_date", "conditions.contract_duration"},
    {"conditions.weekly_hours", "conditions.gross_salary"},
)


def _reduced(paths: list[str]) -> list[str]:
    """Several fields where they are known to share a label, else the first, which is the most telling."""
    unique = list(dict.fromkeys(paths))
    if len(unique) == 1 or set(unique) in _PAIRS:
        return unique
    return unique[:1]


def _section_looked_up(text: str, book: _Book) -> tuple[str, float] | None:
    from rapidfuzz import fuzz, process

    whole = bare(text)
    without = bare(_PARENS.sub(" ", whole)) if "(" in whole else whole
    if not whole or len(without.split()) > 9:
        return None
    for form in (whole, without, _ARTICLE.sub("", without)):
        if form in book.sections:
            return book.sections[form], 1.0
    hit = process.extractOne(without, book.section_wordings, scorer=fuzz.ratio, score_cutoff=86)
    if hit:
        return book.sections[hit[0]], hit[1] / 100
    return _section_by_word(without, book.titles)


def _section_by_word(flat: str, titles: Sequence[str]) -> tuple[str, float] | None:
    """A heading of other words; it is believed only where the layout also says that it is a heading."""
    if any(title in flat for title in titles):
        return None
    for name, word in (
        (
            "foreign",
            (
                r"reserve|facilitateur|tuteur|tutorat|maitre d|\bmarche\b|acheteur|accompagnement|donneur d"
                r"|partie .{0,20}referent"
            ),
        ),
        ("workplace", r"\blieu\b|chantier"),
        ("conditions", r"condition|contrat|remuneration|modalites"),
        ("job", r"poste|profil|besoin|mission|recrutement|emploi|metier|competence"),
        ("contact", r"contact|interlocuteur|coordonnees"),
        ("company", r"entreprise|societe|employeur|identification|structure|etablissement"),
    ):
        if re.search(word, flat):
            return name, 0.6
    return None
