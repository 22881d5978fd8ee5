"""Splitting: one answer to a label that asks for several fields, each piece given to the field that it looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.forms.evidence import fit
from parsers.forms.pairs import Pair
from parsers.values import address, mail_address, phone
from parsers.values.wording import folded, plain

_SIRET = re.compile(r"(?<!\d)\d(?:[ .\u00a0]?\d){13}(?!\d)")
_CUT = re.compile(r"\n|;|\s/\s|\s\|\s|\s[-–—]\s|\s[•·]\s|,(?!\d)|(?<!\d),|(?<=[a-z])\.\s(?=[A-ZÀ-Ý])")
_ANNOUNCED = re.compile(
    r"(?i)\b(?:t[ée]l(?:[ée]phone)?|port(?:able)?|mob(?:ile)?|e-?mail|mail|courriel|fixe|ligne directe|m[ée]l"
    r"|siret|siren)\b\s*(?:n°)?\s*[.:]*\s*"
)
_FORM = re.compile(r"^(?:sarl|sas|sasu|eurl|sa|ei|eirl|scop|snc|sci|association|auto-?entrepreneur)\.?$")
_EXPERIENCE = re.compile(r"experience|debutant|\bans?\b|\bmois\b|annee|anciennete|confirme")
_TRAINING = re.compile(
    r"\bcap\b|\bbep\b|\bbac\b|\bbp\b|\bbts\b|diplome|titre pro|formation|niveau|caces|habilit|qualif|certif"
)
_COUNT = re.compile(
    r"^\(?(?:x ?)?(\d{1,3}|un|une|deux|trois|quatre|cinq|six)"
    r"(?: ?x| (?:postes?|personnes?|pers\.?|recrutements?).*)?\)?$"
)
#: « Poste à pourvoir : 1 – à partir du 1er mars »
_COUNT_FIRST = re.compile(r"^\s*\(?\d{1,2}\)?\s*(?:$|[-–—,;(])")
#: « 2 charpentiers », « Agent de tri (H/F) - 5 postes »
_COUNTED_TITLE = re.compile(
    r"^\s*\d{1,2} (?=[^\W\d_]{4})(?!ans|mois|jours|heures|postes)"
    r"|\d{1,2} (?:postes?|personnes?)\)?\s*$"
)
_LEAD_COUNT = re.compile(r"^(\d{1,3})\s*(?:x\s*|postes? (?:de |d')?)?(?=\D{3})")
_TAIL_COUNT = re.compile(r"(?:[\s\-–(:,/]+)(?:x\s*)?(\d{1,3})(?:\s*(?:postes?|personnes?|x))?\)?\s*$")
#: « 2 maçons à partir du 11 janvier »: where the date begins
_BEFORE_START = re.compile(
    r"(?<=\w) (?=(?:à|a) (?:partir|compter) d|d[èe]s (?:le|que|d[ée]but)|pour (?:le|d[ée]but)\b|au \d)", re.IGNORECASE
)
#: fields that a piece of text can be told for by its shape, the most telling first
_SHAPED = (
    "conditions.gross_salary", "conditions.weekly_hours", "job.start_date", "conditions.contract_duration",
    "conditions.contract_type", "job.openings", "company.address",
)  # fmt: skip
#: shapes that tell a field at once, the most telling first
_PLAIN_SHAPES = (
    ("conditions.gross_salary", re.compile(r"€|\beuros?\b|\bsmic\b|\bbruts?\b")),
    ("conditions.weekly_hours", re.compile(r"\d ?h\b|\d ?h\d\d\b|hebdo|par semaine|temps (?:plein|complet|partiel)")),
    ("conditions.contract_type", re.compile(r"\bcd[di]i?\b|interim|\bctt\b|contrat")),
    ("conditions.contract_duration", re.compile(r"\d ?(?:mois|semaines|ans?)\b")),
)
#: both parsers find their own in the whole answer
_WHOLE = (
    {"conditions.contract_type", "conditions.contract_duration"},
    {"job.start_date", "conditions.contract_duration"},
)
#: a civility, or a first name and a name
_PERSON = re.compile(r"\b(?:M\.|Mr|Mme|Mlle|Monsieur|Madame)\b|\b[A-ZÀ-Ý][\wà-ÿ-]+ [A-ZÀ-Ý][\wà-ÿ'-]+")
_NUMBERED = re.compile(r"^\d{1,4}(?: ?(?:bis|ter))?,? [^\W\d_]{3}")
_KEYED = frozenset({"company.siret", "company.phone", "company.email"})


def shared_out(pair: Pair) -> list[tuple[str, str]]:
    """(path, text) for each field of the label; every field hears of a blank, but for an optional one."""
    paths = tuple(path.rstrip("?") for path in pair.paths)
    optional = {path.rstrip("?") for path in pair.paths if path.endswith("?")}
    if not pair.text.strip():
        return [(path, "") for path in paths if path not in optional]
    if paths == ("company.name",):
        return _company(pair.text)
    if paths == ("job.title",) and _COUNT_FIRST.match(pair.text):
        shares = _shares(plain(pair.text), ("job.title", "job.openings", "job.start_date"))
        return [(path, share) for path, share in shares.items() if share]
    if paths == ("job.title",) and _COUNTED_TITLE.search(pair.text):
        return [(path, share) for path, share in _title_and_openings(pair.text) if share]
    if len(paths) == 1 or set(paths) in _WHOLE:
        return [(path, pair.text) for path in paths]
    if set(paths) == {"job.title", "job.openings"}:
        return _title_and_openings(pair.text)
    flat = plain(pair.text)
    if {"job.title", "job.start_date"} <= set(paths):
        flat = _BEFORE_START.sub("\n", flat)
    shares = _shares(flat, paths)
    if "job.openings" in paths and _COUNTED_TITLE.search(shares.get("job.title", "")):
        shares |= {path: share for path, share in _title_and_openings(shares["job.title"]) if share}
    return [(path, shares.get(path, "")) for path in paths if shares.get(path) or path not in optional]


def _company(text: str) -> list[tuple[str, str]]:
    """« SARL Béarn Élec (SIRET 506…), 16 cours Bosquet 64000 Pau »: the name, and what else was written beside it."""
    flat = plain(text)
    siret = _SIRET.search(flat)
    if not siret and not ("\n" in flat.strip() and address.has_postcode(flat)):
        return [("company.name", text)]
    paths = ["company.name", "company.siret", "company.address", "company.phone", "company.email"]
    if any(fit("company.contact_name", piece) > 0 for piece in _pieces(flat)):
        paths.append("company.contact_name")
    shares = _shares(flat, paths)
    return [(path, share) for path, share in shares.items() if share]


def _shares(flat: str, paths: Sequence[str]) -> dict[str, str]:
    """What of an answer goes to each field: by key, by shape, the rest in order to the fields in words."""
    shares: dict[str, str] = {}
    for path in paths:
        if path in _KEYED and _holds(path, flat):
            found = _SIRET.search(flat) if path == "company.siret" else None
            shares[path] = found.group() if found else _SIRET.sub(" ", flat)
    pieces = _streets_rejoined(_pieces(flat)) if "company.address" in paths else _pieces(flat)
    left: list[str] = []
    for piece in pieces:
        shape = _shape(piece, paths, shares)
        if shape is None:
            left.append(piece)
        else:
            shares[shape] = f"{shares[shape]}, {piece}" if shape in shares else piece
    _share_words(left, [path for path in paths if path not in _KEYED and path not in _SHAPED], shares)
    for path in paths:
        if path in _SHAPED and path not in shares and path != "company.address":
            whole = next((piece for piece in pieces if fit(path, piece) > 0), "")
            if whole:
                shares[path] = whole
    return shares


def _holds(path: str, flat: str) -> bool:
    if path == "company.siret":
        return bool(re.search(r"\d(?:[ .]?\d){8,}", flat))
    if path == "company.phone":
        flat = _SIRET.sub(" ", flat)
        return bool(phone.spans(flat)) or bool(re.search(r"\d(?:[ .]?\d){5,}", flat))
    return "@" in flat


def _pieces(flat: str) -> list[str]:
    """The answer without numbers and mail addresses, cut where its author parted it."""
    flat = _SIRET.sub("\n", flat)
    for start, end in sorted((*phone.spans(flat), *mail_address.spans(flat)), reverse=True):
        flat = f"{flat[:start]}\n{flat[end:]}"
    flat = _ANNOUNCED.sub("\n", flat)
    pieces = (piece.strip(" ,:-–/.·•|\t") for piece in _CUT.split(flat))
    bare = (
        re.sub(r"^\(|\($|\)$", "", piece).strip() if piece.count("(") != piece.count(")") else piece for piece in pieces
    )
    return [piece for piece in bare if re.search(r"\w", piece) and not _FORM.match(folded(piece))]


def _streets_rejoined(pieces: Sequence[str]) -> list[str]:
    """« 17 levée de la Loire » before « 45500 Gien » is its street, whatever it is called."""
    out: list[str] = []
    for piece in pieces:
        if out and _NUMBERED.match(out[-1]) and address.has_postcode(piece):
            out[-1] = f"{out[-1]}, {piece}"
        else:
            out.append(piece)
    return out


def _shape(piece: str, paths: Sequence[str], shares: dict[str, str]) -> str | None:
    """The field among those asked for that a piece is told for by its shape."""
    if "job.openings" in paths and "job.openings" not in shares and _COUNT.match(folded(piece)):
        return "job.openings"
    flat = folded(piece)
    for path, shape in _PLAIN_SHAPES:
        if path in paths and path not in shares and shape.search(flat):
            return path
    for path in _SHAPED:
        if path not in paths or path == "job.openings" or (path in shares and path != "company.address"):
            continue
        if fit(path, piece) > 0 and not (
            path == "conditions.gross_salary"
            and fit("conditions.weekly_hours", piece) > 0
            and "€" not in piece
            and "smic" not in folded(piece)
        ):
            return path
    return None


def _share_words(left: list[str], paths: list[str], shares: dict[str, str]) -> None:
    """Pieces that no shape tells: by their words where these tell, else in the order of the label."""
    if not paths or not left:
        return
    if len(paths) == 1:
        if paths[0] not in {"company.contact_name", "company.name"}:
            shares[paths[0]] = ", ".join(left)
        else:
            named = [piece for piece in left if not re.search(r"\d", piece)] or left
            people = [piece for piece in named if _PERSON.search(piece)] if paths[0] == "company.contact_name" else []
            shares[paths[0]] = (people or named)[0]
        return
    waiting = list(paths)
    for piece in left:
        path = _by_words(piece, paths) or (waiting[0] if waiting else paths[-1])
        shares[path] = f"{shares[path]}, {piece}" if path in shares else piece
        if path in waiting:
            waiting.remove(path)


def _by_words(piece: str, paths: list[str]) -> str | None:
    flat = folded(piece)
    if "job.experience" in paths and _EXPERIENCE.search(flat):
        return "job.experience"
    if "job.training" in paths and _TRAINING.search(flat):
        return "job.training"
    if "company.contact_name" in paths and fit("company.contact_name", piece) > 0:
        return "company.contact_name"
    return None


def _title_and_openings(text: str) -> list[tuple[str, str]]:
    flat = plain(text).strip()
    lead, tail = _LEAD_COUNT.match(flat), _TAIL_COUNT.search(flat)
    if lead:
        return [("job.title", flat[lead.end() :].strip()), ("job.openings", lead[1])]
    if tail:
        return [("job.title", flat[: tail.start()].strip()), ("job.openings", tail[1])]
    return [("job.title", flat), ("job.openings", "")]
