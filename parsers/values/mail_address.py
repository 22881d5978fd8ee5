"""Mail addresses: the first of a text, in lower case."""

from __future__ import annotations

import re

from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import folded, plain

_ADDRESS = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9](?:[\w.+'-]{0,62}[\w+-])?@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24}(?![\w@])"
)
#: « d:martin@… » was « d.martin@… »
_CLIPPED = re.compile(r"(?<![\w])\w{1,2}[:;,!]\w[\w.+-]{0,60}@")
_WORD_BEFORE = re.compile(r"(?:^|[\d:;,/|\n] ?)([a-zà-ÿ][a-zà-ÿ0-9._-]{0,30}) +$")
_ANNOUNCES = frozenset(
    [
        "mail",
        "mel",
        "e-mail",
        "email",
        "courriel",
        "adresse",
        "contact",
        "ou",
        "et",
        "le",
        "la",
        "a",
        "par",
        "sur",
        "via",
        "voir",
        "messagerie",
        "envoyer",
        "ecrire",
        "internet",
        "electronique",
        "pro",
        "perso",
        "direct",
        "e",
        "aussi",
        "sinon",
        "-",
        "rh",
        "drh",
        "gerant",
        "gerante",
        "direction",
        "secretariat",
        "accueil",
        "standard",
        "puis",
    ]
)
_ENDED = re.compile(
    r"@.{2,60}\.(?:fr|com|net|org|eu|be|lu|ch|de|io|info|pro|biz|coop|re|gp|mq|gf|nc|bzh|paris)$", re.IGNORECASE
)


def mail_address(text: str) -> Parsed[str]:
    """The first address; an address that a line end has cut in two is put together, and said to be."""
    found = [match.group() for match in _ADDRESS.finditer(plain(text)[:1000])]
    mended = [match.group() for match in _ADDRESS.finditer(_joined(text))]
    if mended and (not found or (len(mended[0]) > len(found[0]) and found[0] in mended[0])):
        return doubtful(mended[0].lower(), "email_line_broken", certainty=0.8)
    if found and not found[0].isascii():
        return doubtful(found[0].lower(), "email_invalid", certainty=0.3)
    if found and _CLIPPED.search(plain(text)[:1000]):
        return doubtful(found[0].lower(), "email_clipped", certainty=0.6)
    if found and _parted(plain(text)[:1000], found[0]):
        return doubtful(found[0].lower(), "email_clipped", certainty=0.5)
    if found:
        several = len({address.lower() for address in found}) > 1
        return sure(found[0].lower(), *(["several_emails"] if several else []))
    if "@" in text or re.search(r"\b(?:arobase|at)\b|\(at\)|\[at\]", folded(text)):
        return doubtful(None, "email_invalid")
    return doubtful(None, "email_unreadable")


def _parted(text: str, address: str) -> bool:
    """« jean dupont@… »: a small word before the address may be its beginning."""
    before = _WORD_BEFORE.search(text[: text.find(address)])
    return (
        before is not None
        and before[1] not in address.split("@", maxsplit=1)[0]
        and folded(before[1]) not in _ANNOUNCES
    )


def spans(text: str) -> list[tuple[int, int]]:
    """Where the addresses stand in the text."""
    return [match.span() for match in _ADDRESS.finditer(plain(text))]


def _joined(text: str) -> str:
    """The lines of an address that a narrow cell broke, put together; other lines stay as they are."""
    flat = re.sub(r"\s*@\s*", "@", plain(text)[:1000])
    out = ""
    for line in flat.split("\n"):
        last = out.rsplit("\n", 1)[-1].rsplit(" ", 1)[-1]
        piece = line.strip()
        alone = re.fullmatch(r"[\w.+@-]{1,60}", piece) is not None
        open_end = "@" in last or (bool(last) and last[-1] in ".-_" and "@" in piece)
        out = f"{out}{piece}" if out and alone and open_end and not _ENDED.search(last) else f"{out}\n{piece}"
    return out
