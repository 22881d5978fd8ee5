"""Addresses: the mailboxes of a From, To or Cc header, cleaned; a single pass, never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailboxes.charsets import INVISIBLE
from mailboxes.headers import decoded_words, unfolded

_LIMIT = 2000
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'`]{1,128}@[^\s<>()\[\],;:\"'`@]{1,190}")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.){0,200}"|\((?:[^()\\]|\\.){0,200}\)|<[^<>]{0,1000}>|[,;]|[^",;<(]+|.', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One mailbox: display name (decoded, may be empty) and address (lower-case domain, cleaned)."""

    name: str
    address: str


def addresses(*raw: bytes) -> tuple[Address, ...]:
    """All mailboxes of these header values, in order, each address once; groups are opened."""
    found: dict[str, Address] = {}
    for value in raw:
        for address in _listed(unfolded(value)):
            found.setdefault(address.address.lower() or address.name, address)
            if len(found) >= _LIMIT:
                break
    return tuple(found.values())


def cleaned(address: str) -> str:
    """The bare address: no brackets, quotes or « mailto: », domain in lower case; '' when it is none."""
    value = decoded_words(address).strip().strip("<>'\"`").strip()
    value = re.sub(r"^(?:mailto|smtp|rfc822\s?;)\s?:?\s*", "", value, flags=re.IGNORECASE).strip()
    local, at, domain = value.rpartition("@")
    if not at:
        return ""
    local = local.strip().strip('"') if not re.search(r'[\s,;<>"]', local.strip().strip('"')) else local.strip()
    domain = domain.strip().strip(".,;>").lower()
    return f"{local}@{domain}" if local and domain and not re.search(r"\s", domain) else ""


def _listed(value: str) -> list[Address]:
    found: list[Address] = []
    name: list[str] = []
    angle = ""
    comment = ""
    grouped = ";" in value
    for match in _TOKEN.finditer(value):
        token = match.group()
        if token in {",", ";"}:
            _add(found, name, angle, comment)
            name, angle, comment = [], "", ""
            if len(found) >= _LIMIT:
                break
        elif token[0] == '"' and len(token) > 1:
            name.append(re.sub(r"\\(.)", r"\1", token[1:-1]))
        elif token[0] == "(" and len(token) > 1:
            comment = token[1:-1]
        elif token[0] == "<" and len(token) > 1:
            # « <a@b> <a@b> » and « X <mailto:a@b> » are seen; the last address wins, as mail programs show it
            angle = token if "@" in token or not angle else angle
        else:
            name.append(token.rpartition(":")[2] if grouped and _is_group(token) else token)
    _add(found, name, angle, comment)
    return _whole_names(found)


def _whole_names(found: list[Address]) -> list[Address]:
    """« Petit, Jean <j@b.example> » without quotes is one person: a name alone belongs to the address behind it."""
    whole: list[Address] = []
    for each in found:
        before = whole[-1] if whole else None
        if before is not None and not before.address and each.address and before.name:
            whole[-1] = Address(name=f"{before.name}, {each.name}" if each.name else before.name, address=each.address)
        else:
            whole.append(each)
    return whole


def _is_group(token: str) -> bool:
    return ":" in token and "@" not in token.partition(":")[0] and not token.strip().lower().startswith("mailto")


def _add(found: list[Address], name: list[str], angle: str, comment: str) -> None:
    words = " ".join(decoded_words("".join(name)).replace("<", " ").replace(">", " ").split())
    address = cleaned(angle)
    if not address:
        inside = _ADDRESS.search(words) or _ADDRESS.search(decoded_words(angle))
        address = cleaned(inside.group()) if inside else ""
        if inside:
            words = words.replace(inside.group(), " ").strip(" <>'\"")
        words = words or decoded_words(comment)
    if address or words:
        found.append(Address(name=_person(words, address), address=address))


def _person(words: str, address: str) -> str:
    """The display name without the quotes and the repeated address that some programs put there."""
    name = " ".join(INVISIBLE.sub("", words).split()).strip().strip("'\"").strip()
    if name.lower() == address.lower():
        return ""
    return name
