"""People in rows and labelled lines: which cell is the name, the telephone, the situation of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.language.contacts import emails, phones, postcodes, without_contacts
from parsers.language.criteria import criteria_in, criterion_of_header
from parsers.language.first_names import is_first_name
from parsers.language.folding import fold, squeezed
from parsers.language.names import Name, names_in, proper
from parsers.language.profiles import NOBODY, Profile, profile_in, sex_of_column
from parsers.reading import CandidateReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a row, a block or a passage says of one person."""

    last: str | None = None
    first: str | None = None
    #: the name as written
    raw: str = ""
    phone: str | None = None
    email: str | None = None
    postcode: str | None = None
    #: CRITERION codes, sorted
    criteria: tuple[str, ...] = ()
    #: criteria as written that are asked for but not granted
    pending: tuple[str, ...] = ()
    notes: str | None = None
    #: what a « poste » or « besoin » column says
    need: str | None = None
    #: other telephone numbers and addresses that were given
    spare: tuple[str, ...] = ()
    #: files that are about this person
    documents: tuple[str, ...] = ()
    #: for statistics only
    profile: Profile = NOBODY

    def as_candidate(self) -> CandidateReading:
        """CANDIDATE of the interface."""
        return CandidateReading(
            last_name=self.last,
            first_name=self.first,
            phone=self.phone,
            email=self.email,
            postcode=self.postcode,
            criteria=tuple(sorted(self.criteria)),
            documents=self.documents,
            notes=self.notes,
            profile=self.profile.known(),
        )


#: column or label -> its wordings, on folded text; the first that fits wins
LABELS: tuple[tuple[str, str], ...] = (
    ("full", (
        r"(?:nom|prenom)s?\s*(?:et|/|,|-|&|\+)?\s*(?:de )?(?:pre)?noms?(?: du (?:candidat|beneficiaire)\w*)?"
        r"|candidate?s?|beneficiaires?|identite|personnes?|stagiaires?|civilite,? nom,? prenom"
        r"|demandeu\w+(?: d'emploi)?|salarie\w*|jeunes?|nom complet|nom (?:du )?candidat(?:\(?e?\)?)?"
    )),
    ("last", r"noms?(?: de (?:famille|naissance|jeune fille))?(?: d'usage)?(?: usuel)?"),
    ("first", r"prenoms?"),
    ("civility", r"civ(?:ilite)?\.?|sexe|genre|h/f|m/mme|titre"),
    ("email", r"(?:adresse )?(?:e-?)?mails?|courriels?|mel|adresse (?:e-?mail|electronique|mail)|email"),
    ("phone", (
        r"(?:n[°o]?\.? ?(?:de )?)?(?:tel(?:ephone)?s?|tph|portables?|mobile|gsm|contact|coordonnees"
        r"|numero)(?: (?:portable|mobile|fixe|personnel))?\.?s?(?: ?/ ?(?:e-?)?mail)?"
    )),
    ("postcode", (
        r"(?:cp|code postal|commune|ville|adresse|domicile|lieu(?: de (?:residence|vie|domicile))?|residence"
        r"|localite|habite)(?: ?[/&,-]? ?(?:et )?(?:ville|commune|code postal|cp))?"
    )),
    ("age", r"age|(?:date de |annee de )?naissance|ddn|ne\(?e?\)? ?le|date naiss\.?|d\.?n\.?"),
    ("need", (
        r"postes?(?: (?:vise|propose|concerne|souhaite)\w*)?|besoins?|offres?|metiers?(?: vises?)?"
        r"|ref(?:erence)?\.?(?: (?:du )?(?:besoin|offre|poste))?|pour le poste|n° (?:du )?besoin"
    )),
    ("notes", (
        r"obs(?:ervation)?s?\.?|commentaires?|remarques?|notes?|precisions?|divers"
        r"|infos?(?:rmations)?(?: complementaires)?|autres?"
    )),
    ("criteria", (
        r"situations?(?: (?:administrative|sociale|du candidat))?|criteres?(?: .{0,25})?|statuts?"
        r"|publics?(?: .{0,25})?|eligibilite.{0,25}|profils?|typologie|dispositifs?|categories?|type de public"
        r"|allocations?|prestations?|ressources|accompagnement|suivi|minima|inscription.{0,25}"
        r"|duree d'inscription|anciennete.{0,25}|chomage|niveau.{0,20}|diplome"
    )),
    ("other", (
        r"permis|mobilite|vehicule|disponibilite|dispo|cv|experience.{0,15}|formation|competences?|n°|no|#|rang"
        r"|referent\w*|conseill\w+|prescripteur|structure|partenaire|organisme|date.{0,20}"
    )),
)  # fmt: skip

_YES = re.compile(r"(?:oui|o|x|ok|vrai|1|yes|✓|✔|☒|☑)\b|^[x✓✔☒☑]$")
_FAMILY_FIRST = re.compile(r"noms?\W+(?:et\W+)?prenoms?\b")
_COLON = re.compile(r"\s?[:=]\s?")
_AUTHORS = re.compile(r"\b(?:mes|nos|mon|ma|notre) $")
_LABEL_WORD = re.compile(r"(?:^|(?<=[\s,;|•*–-]))[^\s:=,;|•*]{1,20}$")


def column_of(label: str) -> str | None:
    """Which column a header names; a criterion that heads a yes/no column is « yes:code »."""
    folded = re.sub(r"\s+", " ", fold(label)).strip(" :*.?()")
    if not folded or len(folded) > 45:
        return None
    code = criterion_of_header(folded)
    for column, wording in LABELS:
        if re.fullmatch(wording, folded):
            return column
    return f"yes:{code}" if code else None


def facts(text: str, *, today: date) -> Person:
    """Telephone, mail, postcode and criteria of one person's passage; no name."""
    numbers, addresses, codes = phones(text), emails(text), postcodes(text)
    said = criteria_in(without_contacts(text), today=today)
    mobile = next((found for found in numbers if found.value[3] in "67"), numbers[0] if numbers else None)
    return Person(
        phone=mobile.value if mobile else None,
        email=addresses[0].value if addresses else None,
        postcode=codes[0].value if codes else None,
        criteria=tuple(sorted(said.codes)),
        pending=said.pending,
        spare=tuple(found.value for found in (*numbers, *addresses[1:]) if found is not mobile),
        profile=profile_in(text, today=today),
    )


def joined(person: Person, more: Person) -> Person:
    """One person from two passages; what the first says stands."""
    return replace(
        person,
        last=person.last or more.last,
        first=person.first or more.first,
        phone=person.phone or more.phone,
        email=person.email or more.email,
        postcode=person.postcode or more.postcode,
        criteria=tuple(sorted({*person.criteria, *more.criteria})),
        pending=tuple(dict.fromkeys((*person.pending, *more.pending))),
        notes=person.notes or more.notes,
        need=person.need or more.need,
        documents=tuple(dict.fromkeys((*person.documents, *more.documents))),
        profile=person.profile | more.profile,
    )


def people_in_table(rows: Sequence[Sequence[str]], *, today: date) -> list[Person]:
    """The people of a table, one a row, or one a column when the labels stand left; [] for any other table."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    header = _header(filled)
    if header is not None:
        at, columns = header
        people = [_from_cells(list(zip(columns, row, strict=False)), today) for row in filled[at + 1 :]]
        family_first = any(_FAMILY_FIRST.match(fold(cell).strip()) for cell in filled[at])
        return [_ordered(person) if family_first else person for person in people if person is not None]
    if _labels_stand_left(filled):
        return _people_by_column(filled, today)
    people = [_from_bare_row(row, today) for row in filled]
    return [person for person in people if person is not None]


def _ordered(person: Person) -> Person:
    """« Abbas Karim », two first names, under « Nom Prénom »."""
    words = person.raw.split()
    if len(words) == 2 and all(is_first_name(fold(word)) for word in words):
        return replace(person, last=proper(words[0]), first=proper(words[1]))
    return person


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, list[str | None]] | None:
    for at, row in enumerate(rows[:8]):
        columns = [column_of(cell) for cell in row]
        known = [column for column in columns if column]
        if (
            len(known) >= 2
            and {"full", "last", "first"} & set(known)
            and len(known) * 2 >= sum(bool(c.strip()) for c in row)
        ):
            return at, columns
    return None


def _labels_stand_left(rows: Sequence[Sequence[str]]) -> bool:
    columns = [column_of(row[0]) for row in rows if row]
    return len({column for column in columns if column}) >= 2 and bool({"full", "last", "first"} & set(columns))


def _people_by_column(rows: Sequence[Sequence[str]], today: date) -> list[Person]:
    width = max(len(row) for row in rows)
    labels = [column_of(row[0]) for row in rows]
    people = []
    for place in range(1, width):
        cells = [(label, row[place] if place < len(row) else "") for label, row in zip(labels, rows, strict=True)]
        people.append(_from_cells(cells, today))
    return [person for person in people if person is not None]


def _from_cells(cells: Sequence[tuple[str | None, str]], today: date) -> Person | None:
    """One person from cells whose columns are known."""
    by_column: dict[str, list[str]] = {}
    for column, cell in cells:
        if cell.strip():
            by_column.setdefault(column or "other", []).append(cell.strip())
    name = _name_of(by_column)
    if name is None:
        return None
    last, first, raw = name
    said = [text for column in ("criteria", "notes") for text in by_column.get(column, [])]
    said += [_as_age(text) for text in by_column.get("age", [])]
    said += [text.replace(raw, " ") for text in by_column.get("full", [])]
    found = facts(" ; ".join([*said, *by_column.get("other", [])]), today=today)
    reached = facts(
        " ; ".join(t for c in ("phone", "email", "full", "last", "first") for t in by_column.get(c, [])), today=today
    )
    lives = facts(" ; ".join(by_column.get("postcode", [])), today=today)
    ticked = {
        column[4:]
        for column, texts in by_column.items()
        if column.startswith("yes:") and _YES.match(fold(texts[0]).strip())
    }
    return Person(
        last=last,
        first=first,
        raw=raw,
        phone=reached.phone or found.phone,
        email=reached.email or found.email,
        postcode=lives.postcode or found.postcode,
        criteria=tuple(sorted({*found.criteria, *ticked, *({"qpv"} & set(lives.criteria))})),
        pending=found.pending,
        notes=_notes(by_column.get("notes", []), today),
        need=next(iter(by_column.get("need", [])), None),
        spare=reached.spare,
        profile=Profile(sex=_civility(by_column)) | found.profile | profile_in(raw, today=today),
    )


def _civility(by_column: dict[str, list[str]]) -> str | None:
    """What a column of titles or sexes says."""
    return next((sex for text in by_column.get("civility", []) if (sex := sex_of_column(text))), None)


def _as_age(text: str) -> str:
    if re.fullmatch(r"\d{2}(?:[.,]0)?", text):
        return f"{text[:2]} ans"
    return text if re.search(r"(?i)\bans?\b|n[ée]", text) else f"né le {text}"


def _notes(texts: list[str], today: date) -> str | None:
    """An observation is kept only where it states no criterion: those may be told to nobody."""
    text = squeezed(" ; ".join(texts))
    said = criteria_in(text, today=today)
    return text if text and not said.codes and not said.pending else None


def _name_of(by_column: dict[str, list[str]]) -> tuple[str | None, str | None, str] | None:
    lasts, firsts, fulls = by_column.get("last", []), by_column.get("first", []), by_column.get("full", [])
    if lasts and firsts:
        return _cleaned(lasts[0]), _cleaned(firsts[0]), f"{lasts[0]} {firsts[0]}"
    text = " ".join([*fulls, *lasts, *firsts])
    if not re.search(r"[^\W\d_]{2}", text):
        return None
    name = name_of(text)
    return (name.last, name.first, text) if name is not None else None


def _cleaned(text: str) -> str | None:
    text = re.sub(
        r"(?i)^(?:m\.?|mr\.?|mme\.?|mlle\.?|monsieur|madame|mademoiselle)\s+",
        "",
        text.split("\n", maxsplit=1)[0].strip(),
    )
    text = re.sub(r"\(.*?\)", "", text)
    return proper(text) or None


def name_of(text: str) -> Name | None:
    """The one name that a short text is, small letters allowed; a lone word is a last name."""
    text = re.sub(r"\s+", " ", text.replace(",", " ")).strip()
    found = names_in(text, small=True)
    if found:
        return found[0]
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)
    if not 1 <= len(words) <= 4 or re.search(r"\d|@", text):
        return None
    found = names_in(" ".join(proper(word) for word in words))
    if found:
        return found[0]
    if len(words) == 1 and column_of(words[0]) is None:
        return Name(last=proper(words[0]), first=None, raw=text, start=0, end=len(text), sign="shape")
    return None


def _from_bare_row(row: Sequence[str], today: date) -> Person | None:
    """A row without header: a name, and at least one thing that only a person has."""
    text = " ; ".join(cell.strip() for cell in row if cell.strip())
    found = facts(text, today=today)
    if not (found.phone or found.email or found.criteria):
        return None
    named = [cell for cell in row if re.search(r"[^\W\d_]{2}", cell) and not phones(cell) and not emails(cell)]
    if len(named) >= 2 and all(
        re.fullmatch(r"[^\W\d_][^\W\d_'’ -]*(?:['’ -][^\W\d_]+)*", cell.strip()) for cell in named[:2]
    ):
        pair = names_in(f"{named[0].strip()} {named[1].strip()}", small=True)
        if pair and not any(names_in(cell) for cell in named[:2]):
            return replace(found, last=pair[0].last, first=pair[0].first, raw=pair[0].raw)
    for cell in named:
        names = names_in(cell, small=True)
        if names:
            return replace(found, last=names[0].last, first=names[0].first, raw=names[0].raw)
    return None


def labelled_people(lines: Sequence[str], *, today: date) -> tuple[list[Person], set[int]]:
    """People told by « Nom : … », « Prénom : … », and the indexes of the lines that told them."""
    blocks: list[list[tuple[str | None, str]]] = []
    used: set[int] = set()
    for index, line in enumerate(lines):
        pairs = labelled(line)
        known = [(column, value) for column, value in pairs if column]
        if not known or (not blocks and not {"full", "last", "first"} & {column for column, _ in known}):
            continue
        for column, value in known:
            if not blocks or (column in {"full", "last"} and any(told in {"full", "last"} for told, _ in blocks[-1])):
                blocks.append([])
            blocks[-1].append((column, value))
        used.add(index)
    people = [_from_cells(block, today) for block in blocks]
    if not any(people):
        return [], set()
    return [person for person in people if person is not None], used


def labelled(line: str) -> list[tuple[str | None, str]]:
    """The « label : value » pairs of one line, their columns told."""
    marks = [
        (start, match.end(), column)
        for match in _COLON.finditer(line)
        if (start := _label_start(line, match.start())) is not None
        and (column := column_of(line[start : match.start()]))
    ]
    out: list[tuple[str | None, str]] = []
    for place, (_, end, column) in enumerate(marks):
        stop = marks[place + 1][0] if place + 1 < len(marks) else len(line)
        out.append((column, line[end:stop].strip(" ,;|/•*–-\t")))
    return out


def _label_start(line: str, colon: int) -> int | None:
    """Where the label before a colon begins: the most words, up to four, that make a known label."""
    best = None
    at = colon
    for _ in range(4):
        word = _LABEL_WORD.search(line[:at].rstrip(" "))
        if word is None:
            break
        at = word.start()
        if column_of(line[at:colon]):
            best = at
    # « mes coordonnées : » are the author's
    return None if best is not None and _AUTHORS.search(fold(line[max(0, best - 8) : best])) else best
