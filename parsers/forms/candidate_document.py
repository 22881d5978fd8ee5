"""A candidate's paper: a CV, a candidate sheet, or a table of candidates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parsers.document import Document, FormField, Table
from parsers.language.common_words import COMMON_WORDS
from parsers.language.contacts import emails, phones, postcodes, without_contacts
from parsers.language.criteria import criteria_in
from parsers.language.folding import fold, squeezed, tidy
from parsers.language.names import Name, key, names_in, proper
from parsers.language.people import Person, column_of, labelled, labelled_people, people_in_table
from parsers.language.profiles import NOBODY, Profile, profile_in
from parsers.language.sensitive import masked
from parsers.language.sentences import bounded
from parsers.reading import CandidateReading, Reading

_SECTION = re.compile(
    r"^\W*(?:mes |mon |ma |les )?(?:experiences?|parcours|formations?|competences?|savoir[- ](?:faire|etre)"
    r"|diplomes?|etudes|centres? d'interets?|loisirs|langues?|atouts|qualites|profil|objectif|projet"
    r"|informatique|divers|informations? complementaires?|activites|stages?|cursus|scolarite|references"
    r"|qualifications?|certifications?|habilitations?|a propos|presentation"
    r"|permis(?: et habilitations?)?)\b[^.:]{0,40}:?\W*$"
)
_TITLE = re.compile(
    r"\b(?:curriculum vit(?:ae|æ)?|c\.?v\.?(?: de| du| of)?|fiche (?:de )?(?:candidat\w*|positionnement"
    r"|liaison candidat|prescription|orientation|navette|profil)|candidature|dossier de candidature)\b",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"raison sociale|\bsiret\b|postes? a pourvoir|date (?:de|du) recrutement|salaire brut|duree hebdomadaire"
    r"|type et duree du contrat|formulaire de liaison|profil recherche|nous recherchons|missions? du poste"
)
_MARKET = re.compile(
    r"\blots?\b.{0,200}\bentreprises?\b|attributaire|maitr\w+ d'ouvrage|heures d'insertion|notification du marche"
)
_STATUS = re.compile(
    r"benefici|allocataire|reconn|situation|statut|critere|rqth|inscri|demandeur|suivi|quartier|qpv|\brsa\b|accompagn",
    re.IGNORECASE,
)
_TOP = 14
#: no table of people and no line of a CV has more parts
_CELLS = 40


def score(document: Document) -> float:
    """How much the paper looks like a candidate's, 0 to 1."""
    text = fold(document.text()[:20_000])
    if _FORM.search(text) and len(set(_FORM.findall(text))) >= 2:
        return 0.0
    people = _tabled(document, date(2000, 1, 1))
    if people and not _MARKET.search(text):
        return 0.9 if len(people) > 1 or "prenom" in text else 0.7
    lines = _lines(document)
    sections = sum(bool(_SECTION.match(fold(line))) for line in lines)
    reached = bool(phones("\n".join(lines[:40])) or emails("\n".join(lines[:40])))
    named = _top_name(lines, "") is not None
    titled = bool(_TITLE.search("\n".join(lines[:6])))
    # a CV of a few lines: who it is, then how to reach this person
    short = len(lines) < 40 and reached and any(_name_line(_bare(line)) for line in lines[:2])
    worth = min(sections, 3) * 0.18 + 0.2 * reached + 0.2 * named + 0.35 * titled + 0.2 * short
    if _FORM.search(text) or _MARKET.search(text):
        worth -= 0.4
    return round(max(0.0, min(1.0, worth)), 2)


def extract(document: Document, *, today: date, name: str = "") -> Reading:
    """The candidate of a CV or sheet, or all of a table; `name` is the file's, a hint where the paper names nobody."""
    people = _tabled(document, today) or _sheets(document, today)
    if len(people) > 1 or (people and _is_table(document)):
        return Reading(
            kind="candidate_document", candidates=tuple(person.as_candidate() for person in people), document=document
        )
    lines = _lines(document)
    person = people[0] if people else None
    candidate = _from_lines(lines, person, name, today)
    return Reading(kind="candidate_document", candidates=(candidate,), document=document)


def _lines(document: Document) -> list[str]:
    """What stands on the paper, line by line, with secret numbers starred out."""
    text, _ = masked(tidy(document.text()))
    filled = [f"{field.label or field.name} : {field.value}" for field in document.fields if _filled(field)]
    return [piece.strip() for line in [*text.split("\n"), *filled] for piece in bounded(line) if piece.strip()]


def _filled(field: FormField) -> bool:
    return field.kind != "checkbox" and bool(field.value)


def _is_table(document: Document) -> bool:
    return any(isinstance(block, Table) and len(block.rows) > 2 for block in document.blocks) and document.type in {
        "xlsx",
        "xls",
        "ods",
        "csv",
    }


def _tabled(document: Document, today: date) -> list[Person]:
    """The people of every table that has a header for them."""
    out: list[Person] = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows = [[masked(tidy(cell.text).strip())[0] for cell in row] for row in block.rows]
            if _has_people_labels(rows):
                out += people_in_table(rows, today=today)
    rows = [line.text.split("\t", _CELLS) for line in document.lines() if "\t" in line.text]
    if not out and len(rows) > 1 and _has_people_labels(rows):
        out = people_in_table(rows, today=today)
    return out


def _has_people_labels(rows: Sequence[Sequence[str]]) -> bool:
    """A name's label, and another, in one row or in the first column."""
    for cells in (*rows[:8], [row[0] for row in rows if row]):
        told = {column_of(cell) for cell in cells}
        if told & {"last", "first", "full"} and len(told - {None, "other"}) >= 2:
            return True
    return False


def _sheets(document: Document, today: date) -> list[Person]:
    """« Nom : … », « Prénom : … » on lines."""
    lines = [line for line in _lines(document) if labelled(line)]
    people, _ = labelled_people(lines, today=today)
    return people


def _from_lines(lines: list[str], known: Person | None, file_name: str, today: date) -> CandidateReading:
    head = _head(lines)
    top = " \n ".join(head)
    name = _top_name(lines, file_name)
    last, first = (
        (known.last, known.first) if known and known.last else (name.last, name.first) if name else (None, None)
    )
    found_phones, found_mails = phones(top) or phones("\n".join(lines)), emails(top) or emails("\n".join(lines))
    status = "\n".join(
        [*head, *(line for line in lines if line not in head and len(line) < 160 and _STATUS.search(fold(line)))]
    )
    criteria = {
        *criteria_in(without_contacts(_without_employers(status)), today=today).codes,
        *(known.criteria if known else ()),
    }
    mobile = next(
        (found for found in found_phones if found.value[3:4] in {"6", "7"}), found_phones[0] if found_phones else None
    )
    return CandidateReading(
        last_name=last,
        first_name=first,
        phone=known.phone if known and known.phone else mobile.value if mobile else None,
        email=known.email if known and known.email else found_mails[0].value if found_mails else None,
        postcode=known.postcode if known and known.postcode else _postcode(head),
        criteria=tuple(sorted(criteria)),
        documents=(file_name,) if file_name else (),
        profile=((known.profile if known else NOBODY) | _profile(head, lines, today)).known(),
    )


def _profile(head: list[str], lines: list[str], today: date) -> Profile:
    """Age and title stand at the top of a CV, diplomas anywhere in it."""
    return replace(profile_in("\n".join(head), today=today), level=profile_in("\n".join(lines), today=today).level)


def _head(lines: list[str]) -> list[str]:
    """The lines above the first section, where a CV says who and where; the whole of a short paper without sections."""
    for place, line in enumerate(lines):
        if place > 1 and _SECTION.match(fold(line)):
            return lines[: max(place, 3)]
    return lines[:_TOP]


def _without_employers(text: str) -> str:
    """« 2023 : agent polyvalent, GEIQ BTP »: where one has worked or learned is no public."""
    kept = [
        line
        for line in text.split("\n")
        if not re.search(r"(?:19|20)\d{2}\s?(?:-|–|à|a|/|:|\()|depuis (?:19|20)\d{2}|d'exp[ée]rience", line)
    ]
    return "\n".join(kept)


def _postcode(head: list[str]) -> str | None:
    for line in head:
        found = postcodes(line)
        if found:
            return found[0].value
    return None


def _top_name(lines: list[str], file_name: str) -> Name | None:
    """The line at the top that is a name; then a mail address or the file's name that spells one."""
    spelt = _spelt(lines, file_name)
    best: tuple[int, Name] | None = None
    for place, line in enumerate(lines[:_TOP]):
        for part in re.split(r"\t|\s[|•–—]\s|\s-\s|\s{3,}", _bare(line))[:_CELLS]:
            name = _name_line(part) or _two_lines(lines, place)
            if name is None:
                continue
            worth = 20 - place + (10 if name.sign in {"capitals", "first_name", "civility"} else 0)
            worth += 25 if spelt and len(key(name.last, name.first) & spelt) >= 1 else 0
            if best is None or worth > best[0]:
                best = (worth, name)
    if best is not None and (best[1].sign != "shape" or best[0] > 24 or _top_place(lines, best[1]) == 0):
        return best[1]
    return _from_file(file_name)


def _top_place(lines: list[str], name: Name) -> int:
    return next((place for place, line in enumerate(lines[:_TOP]) if name.raw in _bare(line)), 99)


def _bare(line: str) -> str:
    """The line without title, telephone, mail address and age."""
    text = _TITLE.sub(" ", without_contacts(line))
    text = re.sub(
        r"(?i)\b(?:tél|tel|mail|email|e-mail|port|mobile|né\(?e?\)? le|âge|permis)\b.*$|\b\d{2} ans\b.*$|,.*$|\(.*$",
        " ",
        text,
    )
    return squeezed(text.replace("\t", "   ")) if "\t" not in line else text


def _name_line(text: str) -> Name | None:
    """A short text that is nothing but a name."""
    text = squeezed(re.sub(r"^(?i:nom et prénom|nom prénom|prénom nom|nom|candidate?)\s?:?\s", "", text))
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)
    if not 2 <= len(words) <= 5 or re.search(r"\d|@|:", text):
        return None
    found = names_in(text)
    if found and found[0].end - found[0].start >= len(text) - 2:
        return found[0]
    if any(fold(word) in COMMON_WORDS for word in words):
        return None
    found = names_in(" ".join(proper(word) for word in words)) if all(word.islower() for word in words) else []
    return found[0] if found and found[0].sign != "shape" else None


def _two_lines(lines: list[str], place: int) -> Name | None:
    """« Tony » above « LAMBRECHT »."""
    if place + 1 >= len(lines) or place > 3:
        return None
    pair = [squeezed(_bare(lines[place])), squeezed(_bare(lines[place + 1]))]
    if any(not re.fullmatch(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,2}", one) or fold(one) in COMMON_WORDS for one in pair):
        return None
    found = names_in(" ".join(pair))
    return (
        found[0]
        if found and found[0].sign in {"capitals", "first_name"} and found[0].end == len(" ".join(pair))
        else None
    )


def _spelt(lines: list[str], file_name: str) -> set[str]:
    """The words of the mail address and of the file's name."""
    mails = emails("\n".join(lines[:40]))
    local = mails[0].value.split("@")[0] if mails else ""
    stem = file_name.rsplit(".", 1)[0] if file_name else ""
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])", " ", stem)
    return {word for word in re.findall(r"[^\W\d_]{3,}", fold(f"{local} {spaced}")) if word not in COMMON_WORDS}


def _from_file(file_name: str) -> Name | None:
    """« CV Tony Lambrecht.pdf », « CV_DIALLO_Fatou_2026.docx »."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", file_name)
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|[_.+]+|(?<=\s)-|-(?=\s)|\d+|\(.*?\)", " ", stem)
    words = [
        word
        for word in spaced.replace("-", " - ").split()
        if word != "-"
        and fold(word)
        not in {
            "cv",
            "lm",
            "lettre",
            "motivation",
            "curriculum",
            "vitae",
            "pdf",
            "docx",
            "new",
            "final",
            "version",
            "copie",
            "maj",
            "vf",
            "de",
            "candidature",
            "fiche",
        }
    ]
    if len(words) < 2:
        return None
    text = " ".join(word if word[:1].isupper() else proper(word) for word in words)
    found = names_in(text)
    return found[0] if found and found[0].sign != "shape" else None
