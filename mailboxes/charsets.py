"""Charsets: bytes of text -> str, whatever the label says; aliases, lies and unknown names; never raises."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

#: labels that senders write -> what they mean to Python; a superset is preferred where senders lie
_ALIASES = {
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "ansi": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "iso-8859": "cp1252",
    "8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "windows-1252http-equivcontent-type": "cp1252",
    "x-ansi": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "cp-850": "cp850",
    "cp-1252": "cp1252",
    "win-1252": "cp1252",
    "win1252": "cp1252",
    "windows1252": "cp1252",
    "windows-1252": "cp1252",
    "windows-31j": "cp932",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "chinesebig5": "big5",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "utf8": "utf-8",
    "uft-8": "utf-8",
    "uft8": "utf-8",
    "utf-8mb4": "utf-8",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode": "utf-8",
    "x-unknown": "",
    "unknown": "",
    "unknown-8bit": "",
    "binary": "",
    "default": "",
    "default_charset": "",
    "x-user-defined": "",
    "8bit": "",
    "7bit": "",
    "none": "",
    "x-mac-roman": "mac-roman",
    "x-macintosh": "mac-roman",
}

#: codecs of Python that turn bytes into something other than text
_NOT_TEXT = frozenset({"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "punycode", "idna", "undefined"})
#: multibyte or stateful charsets, whose own bytes can look like UTF-8 or ASCII: their label is believed first
_BELIEVED = re.compile(r"utf-?(?:7|16|32)|iso2022|hz$|hz-gb", re.ASCII)
#: letters that show nothing, or turn the direction of what follows
INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: what UTF-8 looks like after it was read as Windows-1252 and encoded once more
_TWICE = re.compile(r"[ÃÂâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\xa0-\xbf]")


@lru_cache(maxsize=512)
def codec(label: str) -> str:
    """The Python name of a charset label, '' when it names none."""
    name = label.strip().strip("\"'<>;,").lower()[:60]
    name = re.sub(r"^(?:charset\s?=\s?|x-cp-?|cs)(?=[a-z0-9])", lambda m: "cp" if "cp" in m.group() else "", name)
    name = _ALIASES.get(name, name)
    if not name:
        return ""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, TypeError):
        return _guessed_codec(name)
    return "" if found.name.partition("_")[0].partition("-")[0] in _NOT_TEXT else found.name


def _guessed_codec(name: str) -> str:
    """What a mistyped label must mean: « utf_8_lignes », « iso 8859 15 », « windows 1252 »."""
    digits = re.sub(r"[^0-9]", "", name)
    if "utf" in name and "16" not in digits:
        return "utf-8"
    if digits in {"1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258", "437", "850", "858"}:
        return "cp" + digits
    if digits.startswith("8859") and digits[4:] in {"2", "3", "4", "5", "6", "7", "10", "13", "14", "15", "16"}:
        return "iso8859-" + digits[4:]
    return "cp1252" if digits.startswith("8859") else ""


def decoded(data: bytes, label: str | None = None) -> str:
    """The text of the bytes, as NFC and without NUL.

    1. UTF-16, UTF-7 and ISO-2022 are believed, for their bytes look like ASCII.
    2. Valid UTF-8 is UTF-8 whatever the label says; a wrong label on ASCII does no harm.
    3. Then the label; then Windows-1252, the charset of French mail that does not say.
    """
    if not data:
        return ""
    if data.isascii() and b"\x1b" not in data and b"\x00" not in data and b"+" not in data:
        return data.decode("ascii")
    return tidied(_decoded(data, codec(label) if label else ""))


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if name and _BELIEVED.match(name.replace("_", "")):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            pass
    try:
        return _mended(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        if name == "utf-8" and _mostly_utf8(data, fault):
            return data.decode("utf-8-sig", "replace")
    for candidate in (name, "cp1252"):
        if candidate and candidate != "utf-8":
            try:
                return data.decode(candidate)
            except (UnicodeError, LookupError):
                continue
    return data.decode(name if name and name != "utf-8" else "cp1252", "replace")


def _mostly_utf8(data: bytes, fault: UnicodeDecodeError) -> bool:
    """Whether one broken letter stands in a text that is UTF-8 otherwise."""
    rest = data[fault.end :]
    before = data[: fault.start].translate(None, bytes(range(128)))
    after = rest.decode("utf-8", "ignore").encode().translate(None, bytes(range(128)))
    others = rest.translate(None, bytes(range(128)))
    return len(before) + len(after) >= 2 and len(after) * 2 >= len(others)


def _mended(text: str) -> str:
    """Text encoded twice is decoded twice, when every letter of it proves that it was."""
    if not _TWICE.search(text):
        return text
    try:
        once = text.encode("cp1252", "strict")
        return once.decode("utf-8", "strict")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def tidied(text: str) -> str:
    """NFC, without NUL; halves of letters (surrogates), which UTF-7 and broken UTF-16 leave, joined or replaced."""
    if text.isascii():
        return text.replace("\x00", "")
    if "\x00" in text:
        text = text.replace("\x00", "")
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", text)
