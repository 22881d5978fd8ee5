"""Directory: partners and companies from CSV files, with a clear word for each line that cannot be used."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parsers.values.phone import phone as read_phone
from parsers.values.siret import siret as read_siret
from service.domain.companies import folded
from service.domain.records import Company, Partner, identity

KINDS = frozenset(
    [
        "ei",
        "etti",
        "ai",
        "aci",
        "geiq",
        "mission_locale",
        "plie",
        "cap_emploi",
        "epide",
        "e2c",
        "association",
        "hebergement",
        "politique_ville",
        "agence",
        "autre",
    ]
)
PUBLICS = frozenset(
    [
        "deld",
        "brsa",
        "ass",
        "aah",
        "minima",
        "rqth",
        "jeune",
        "senior",
        "qpv",
        "siae",
        "geiq",
        "plie",
        "mission_locale",
        "refugie",
        "sortant_prison",
        "decrocheur",
        "autre",
    ]
)
PARTNER_COLUMNS = ("name", "kind", "contact_name", "email", "phone", "postcodes", "publics", "active", "contacts")
COMPANY_COLUMNS = ("name", "siret", "contact_name", "email", "phone", "address")
ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
TRUE, FALSE = (
    frozenset({"", "oui", "yes", "true", "1", "vrai", "o"}),
    frozenset({"non", "no", "false", "0", "faux", "n"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A line that cannot be used, and why; line 1 is the heading."""

    line: int
    message: str
    #: False for a remark: the file serves all the same
    blocking: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """What a partners' file holds."""

    partners: tuple[Partner, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies:
    """What a companies' file holds."""

    companies: tuple[Company, ...]
    faults: tuple[Fault, ...]


def read_partners(path: Path) -> Partners:
    """The partners of a file; a line with a fault is left out and told of. Raises OSError."""
    partners: dict[str, Partner] = {}
    faults: list[Fault] = []
    for line, row in _rows(path, PARTNER_COLUMNS, ("name", "kind", "email"), faults):
        wrong = _partner_faults(row)
        partner = None if wrong else _partner(row)
        if partner is not None and partner.id in partners:
            wrong = [f"le partenaire {row['name']} ({row['email']}) figure déjà plus haut"]
        faults += [Fault(line=line, message=message) for message in wrong]
        if partner is not None and not wrong:
            partners[partner.id] = partner
    return Partners(partners=tuple(partners.values()), faults=tuple(faults))


def read_companies(path: Path) -> Companies:
    """The companies of a file; a line with a fault is left out and told of. Raises OSError."""
    companies: list[Company] = []
    faults: list[Fault] = []
    for line, row in _rows(path, COMPANY_COLUMNS, ("name",), faults):
        wrong = [] if row["name"] else ["nom absent"]
        siret = read_siret(row["siret"]) if row["siret"] else None
        if siret is not None and (siret.problems or siret.value is None):
            wrong.append(f"SIRET inexact : {row['siret']}")
        if row["email"] and not ADDRESS.fullmatch(row["email"]):
            wrong.append(f"adresse électronique inexacte : {row['email']}")
        faults += [Fault(line=line, message=message) for message in wrong]
        if not wrong:
            key = siret.value if siret else row["name"].lower()
            companies.append(
                Company(
                    id=identity("listed_company", key),
                    name=row["name"],
                    siret=siret.value if siret else None,
                    contact_name=row["contact_name"] or None,
                    email=row["email"].lower() or None,
                    phone=_phone(row["phone"]),
                    address=row["address"] or None,
                )
            )
    return Companies(companies=tuple(companies), faults=tuple(faults))


def read_rome(path: Path) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """The jobs of an open reference file (columns code, title) by folded title. Raises OSError."""
    codes: dict[str, str] = {}
    faults: list[Fault] = []
    for line, row in _rows(path, ("code", "title"), ("code", "title"), faults):
        if not row["code"] or not row["title"]:
            faults.append(Fault(line=line, message="code ou titre absent"))
            continue
        for title in (row["title"], *row["title"].split("/")):
            codes.setdefault(folded(title.split("(")[0]), row["code"].upper())
    return codes, tuple(faults)


def _rows(
    path: Path, columns: tuple[str, ...], required: tuple[str, ...], faults: list[Fault]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line by its headings; comma or semicolon, UTF-8 or Windows-1252, as spreadsheets save them."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    heading = text.partition("\n")[0]
    separator = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=separator, strict=False)
    try:
        yield from _lines(reader, columns, required, faults)
    except csv.Error as error:
        faults.append(
            Fault(line=max(reader.line_num, 1), message=f"ligne illisible, la suite n'a pas été lue : {error}")
        )


def _lines(
    reader: csv.DictReader[str], columns: tuple[str, ...], required: tuple[str, ...], faults: list[Fault]
) -> Iterator[tuple[int, dict[str, str]]]:
    names = [(name or "").strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = names
    absent = [name for name in required if name not in names]
    if absent:
        faults.append(
            Fault(line=1, message=f"colonnes absentes : {', '.join(absent)} (attendues : {', '.join(columns)})")
        )
        return
    unknown = [name for name in names if name and name not in columns]
    if unknown:
        faults.append(Fault(line=1, message=f"colonnes inconnues, ignorées : {', '.join(unknown)}", blocking=False))
    for row in reader:
        values = {name: (row.get(name) or "").strip() for name in columns}
        if any(values.values()):
            yield reader.line_num, values


def _partner_faults(row: dict[str, str]) -> list[str]:
    wrong = []
    if not row["name"]:
        wrong.append("nom absent")
    if row["kind"] not in KINDS:
        wrong.append(f"type inconnu : « {row['kind']} » (au choix : {', '.join(sorted(KINDS))})")
    if not ADDRESS.fullmatch(row["email"]):
        wrong.append(f"adresse électronique inexacte : « {row['email']} »")
    if row["phone"] and _phone(row["phone"]) is None:
        wrong.append(f"téléphone inexact : « {row['phone']} »")
    wrong += [
        f"code postal inexact : « {code} »"
        for code in _list(row["postcodes"])
        if not re.fullmatch(r"\d[\dAB]?\d{0,3}", code)
    ]
    wrong += [f"public inconnu : « {code} »" for code in _list(row["publics"]) if code not in PUBLICS]
    wrong += [f"correspondant inexact : « {word} »" for word in _list(row["contacts"]) if _contact(word) is None]
    if row["active"].lower() not in TRUE | FALSE:
        wrong.append(f"« active » vaut oui ou non, pas « {row['active']} »")
    return wrong


def _partner(row: dict[str, str]) -> Partner:
    return Partner(
        id=identity("partner", row["email"].lower(), row["name"].lower()),
        name=row["name"],
        kind=row["kind"],
        contact_name=row["contact_name"] or None,
        email=row["email"].lower(),
        phone=_phone(row["phone"]),
        postcodes=_list(row["postcodes"]),
        publics=_list(row["publics"]),
        active=row["active"].lower() in TRUE,
        contacts=[contact for word in _list(row["contacts"]) if (contact := _contact(word)) is not None],
    )


def _contact(word: str) -> dict[str, str] | None:
    """« Sami Roux <s.roux@ml.example> » or an address alone."""
    found = re.fullmatch(r"([^<>]*)<([^<>]+)>", word)
    name, email = (found.group(1).strip(), found.group(2).strip()) if found else ("", word)
    return {"name": name, "email": email.lower()} if ADDRESS.fullmatch(email) else None


def _list(words: str) -> list[str]:
    return [word.strip() for word in words.split(";") if word.strip()]


def _phone(written: str) -> str | None:
    value = read_phone(written).value if written else None
    return str(value) if value else None
