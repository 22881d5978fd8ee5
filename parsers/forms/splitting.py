"""Splitting: one answer to a label that asks for several fields, shared out between them."""

from __future__ import annotations

import re

from parsers.forms.pairs import Pair
from parsers.values import address, mail_address, phone
from parsers.values.wording import folded, plain

_SIRET = re.compile(r"\d(?:[ .\u00a0]?\d){13}")
_PIECES = re.compile(r"\s*(?:\n|;|\s/\s|\s\|\s|\s[-–]\s)\s*")
_PAY = re.compile(r"€|euro|smic|brut|salaire|taux horaire|remuner|\bnet\b")
_EXPERIENCE = re.compile(r"experience|debutant|\bans?\b|\bmois\b|annee|anciennete|confirme")


def shared_out(pair: Pair) -> list[tuple[str, str]]:
    """(path, text) for each field of the label; every field hears of a blank."""
    paths = pair.paths
    if not pair.text.strip():
        return [(path.rstrip("?"), "") for path in paths if not path.endswith("?")]
    if paths == ("job.training+experience",):
        return _training_and_experience(pair.text)
    if len(paths) == 1:
        return [(paths[0].rstrip("?"), pair.text)]
    known = tuple(path.rstrip("?") for path in paths)
    if known == ("company.name", "company.address"):
        return _name_and_address(pair.text)
    if set(known) == {"company.name", "company.siret"}:
        return _name_and_siret(pair.text)
    if known == ("job.title", "job.openings"):
        return _title_and_openings(pair.text)
    if set(known) == {"conditions.weekly_hours", "conditions.gross_salary"}:
        return _hours_and_pay(pair.text)
    if "company.phone" in known or "company.email" in known:
        return _contact(pair.text, paths)
    return [(path, pair.text) for path in known]


def _contact(text: str, paths: tuple[str, ...]) -> list[tuple[str, str]]:
    """Name, number, mail and address in one cell; what is not there is blank, or not asked for where it is optional."""
    out: list[tuple[str, str]] = []
    flat = plain(text)
    has = {
        "company.phone": bool(phone.spans(flat)) or bool(re.search(r"\d(?:[ .]?\d){5,}", flat)),
        "company.email": "@" in flat,
        "company.address": address.has_postcode(_without(flat)),
        "company.contact_name": bool(re.search(r"[^\W\d_]{2,}", _person_part(flat))),
    }
    for path in paths:
        name = path.rstrip("?")
        if name == "company.contact_name" and has[name]:
            out.append((name, _person_part(flat)))
        elif name == "company.address" and has[name]:
            out.append((name, _address_part(flat)))
        elif has.get(name):
            out.append((name, text))
        elif not path.endswith("?"):
            out.append((name, ""))
    return out


def _without(flat: str) -> str:
    """The text without numbers and mail addresses."""
    for start, end in sorted((*phone.spans(flat), *mail_address.spans(flat)), reverse=True):
        flat = f"{flat[:start]}\n{flat[end:]}"
    return re.sub(
        (
            r"(?i)\b(?:t[ée]l(?:[ée]phone)?|port(?:able)?|mob(?:ile)?|e-?mail|mail|courriel|fixe|ligne directe"
            r"|m[ée]l)\b\s*[.:]*\s*"
        ),
        " ",
        flat,
    )


def _person_part(flat: str) -> str:
    """The piece that names somebody: letters, no postcode, no street number."""
    for piece in re.split(r"\n|;|\s/\s|\s\|\s|\s[-–]\s", _without(flat)):
        bare = piece.strip(" ,:-–/()")
        if re.search(r"[^\W\d_]{2,}", bare) and not re.search(r"\d", bare):
            return bare
    return ""


def _address_part(flat: str) -> str:
    lines = [line.strip(" ,;-–/") for line in _without(flat).split("\n")]
    kept = [line for line in lines if re.search(r"\d", line) or address.has_postcode(line)]
    return "\n".join(kept)


def _name_and_address(text: str) -> list[tuple[str, str]]:
    lines = [line for line in plain(text).split("\n") if line.strip()]
    if len(lines) > 1:
        return [("company.name", lines[0]), ("company.address", "\n".join(lines[1:]))]
    cut = re.search(r"\s*(?:,|;|\s[-–/]\s)\s*", text)
    if cut and re.search(r"\d", text[cut.end() :]):
        return [("company.name", text[: cut.start()]), ("company.address", text[cut.end() :])]
    return [("company.name", text), ("company.address", "")]


def _name_and_siret(text: str) -> list[tuple[str, str]]:
    found = _SIRET.search(plain(text))
    if not found:
        return [("company.name", text), ("company.siret", "")]
    name = re.sub(r"(?i)\bsiret\b\s*:?", " ", plain(text)[: found.start()] + " " + plain(text)[found.end() :])
    return [("company.name", name.strip(" \n\t-–/,;:()")), ("company.siret", found.group())]


def _title_and_openings(text: str) -> list[tuple[str, str]]:
    flat = plain(text).strip()
    lead = re.match(r"^(\d{1,3})\s*(?:x\s*|postes? (?:de |d')?)?(?=\D{3})", flat)
    tail = re.search(r"(?:[\s\-–(:,/]+)(?:x\s*)?(\d{1,3})(?:\s*(?:postes?|personnes?|x))?\)?\s*$", flat)
    if lead:
        return [("job.title", flat[lead.end() :].strip()), ("job.openings", lead[1])]
    if tail:
        return [("job.title", flat[: tail.start()].strip()), ("job.openings", tail[1])]
    return [("job.title", flat), ("job.openings", "")]


def _hours_and_pay(text: str) -> list[tuple[str, str]]:
    pieces = [piece for piece in re.split(r"\n|;|\s/\s|\s[-–]\s|,\s(?=\D|\d+ ?[h€])", plain(text)) if piece.strip()]
    pay = [piece for piece in pieces if _PAY.search(folded(piece))]
    hours = [piece for piece in pieces if piece not in pay]
    return [("conditions.weekly_hours", " ".join(hours)), ("conditions.gross_salary", " ".join(pay))]


def _training_and_experience(text: str) -> list[tuple[str, str]]:
    pieces = [piece for piece in re.split(r"\n|;|,\s|\s/\s|\s[-–]\s|(?<=[a-z])\.\s", plain(text)) if piece.strip()]
    experience = [piece for piece in pieces if _EXPERIENCE.search(folded(piece))]
    training = [piece for piece in pieces if piece not in experience]
    return [("job.training", ", ".join(training)), ("job.experience", ", ".join(experience))]
