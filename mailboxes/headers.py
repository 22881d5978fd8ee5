"""Headers: raw bytes -> text: unfolding, RFC 2047 words in all the wrong places, RFC 2231 parameters; bounded"""

from __future__ import annotations

import binascii
import re
from urllib.parse import unquote_to_bytes

from mailboxes.charsets import INVISIBLE, decoded, tidied

#: a longer header value is cut: nobody's subject or reference list is that long
VALUE_LIMIT = 65_536
_PARAMETERS_LIMIT = 200

_WORD = re.compile(r"=\?([A-Za-z0-9_.:()+/\-*]{1,60})\?([bBqQ])\?([^?\x00]{0,4000}|[^\x00]{0,300}?)\?=")
_BETWEEN = re.compile(r"\?=[ \t\r\n]{1,40}=\?")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")


def text(raw: bytes) -> str:
    """The value of an unstructured header as a person reads it: unfolded, decoded, one line."""
    value = decoded_words(unfolded(raw))
    return " ".join((value if value.isascii() else INVISIBLE.sub("", value)).split())


def unfolded(raw: bytes) -> str:
    """The header value on one line, 8-bit bytes decoded, encoded words still encoded."""
    value = decoded(raw[:VALUE_LIMIT])
    if "\n" in value or "\r" in value:
        value = re.sub(r"[\r\n]{1,9}([ \t])?", lambda match: match.group(1) or " ", value)
    return value.strip()


def decoded_words(value: str) -> str:
    """The text with its RFC 2047 words decoded, also inside quotes, glued to others or encoded twice."""
    if "=?" not in value:
        return value
    for _ in range(2):
        value = _decoded_once(value)
        if "=?" not in value:
            break
    return tidied(value)


def _decoded_once(value: str) -> str:
    value = _BETWEEN.sub("?==?", value)
    pieces: list[str] = []
    pending: list[bytes] = []
    pending_charset = ""
    end = 0

    def flush() -> None:
        if pending:
            pieces.append(decoded(b"".join(pending), pending_charset))
            pending.clear()

    for match in _WORD.finditer(value):
        charset = match.group(1).partition("*")[0]
        data = _word_bytes(match.group(2), match.group(3))
        if match.start() != end or charset.lower() != pending_charset.lower():
            flush()
            pieces.append(value[end : match.start()])
        # letters are split over two words by old programs: the bytes are joined before they are decoded
        pending.append(data)
        pending_charset = charset
        end = match.end()
    flush()
    pieces.append(value[end:])
    return "".join(pieces)


def _word_bytes(encoding: str, payload: str) -> bytes:
    data = payload.encode("utf-8", "replace")
    if encoding in "qQ":
        return _HEX.sub(lambda match: binascii.unhexlify(match.group(1)), data.replace(b"_", b" "))
    return base64_bytes(data)


def base64_bytes(data: bytes) -> bytes:
    """What can be read of base64, with wrong padding, junk between, or several pieces glued together."""
    data = re.sub(rb"[^A-Za-z0-9+/=]", b"", data.replace(b"-", b"+").replace(b"_", b"/") if b"_" in data else data)
    pieces = [piece for piece in re.split(rb"=+", data) if piece]
    out = []
    for piece in pieces:
        usable = piece[: len(piece) - 1] if len(piece) % 4 == 1 else piece
        out.append(binascii.a2b_base64(usable + b"=" * (-len(usable) % 4)))
    return b"".join(out)


def parameters(raw: bytes) -> tuple[str, dict[str, str]]:
    """The value before the first « ; » (lower case) and the parameters (lower-case names), first of each name kept.

    Obeys RFC 2231 (charset, continuations) and forgives RFC 2047 inside, missing quotes and doubled headers.
    """
    value = unfolded(raw)
    head, _, rest = value.partition(";")
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, content in _split(rest):
        base, star, tail = name.partition("*")
        if not star:
            plain.setdefault(base, decoded_words(content).strip())
            continue
        extended = tail.endswith("*") or not tail
        number = tail.rstrip("*")
        order = int(number) if number.isdigit() and len(number) < 4 else 0
        sections.setdefault(base, {}).setdefault(order, (content, extended))
    for base, parts in sections.items():
        joined = _joined(parts)
        if joined:
            plain[base] = joined
    return head.strip().strip("\"'").lower(), plain


def _split(rest: str) -> list[tuple[str, str]]:
    """The name=value pairs of a parameter list; a single pass, quotes and escapes respected."""
    found: list[tuple[str, str]] = []
    position = 0
    while position < len(rest) and len(found) < _PARAMETERS_LIMIT:
        match = _PARAMETER.match(rest, position)
        if match is None or match.end() == position:
            break
        position = match.end()
        if match.group(1):
            quoted = match.group(2)
            content = re.sub(r"\\([\"\\])", r"\1", quoted) if quoted is not None else (match.group(3) or "").strip()
            found.append((match.group(1).lower(), content))
    return found


#: name = "quoted" or name = bare up to the next « ; »; a quote that is never closed ends the list
_PARAMETER = re.compile(
    r"[;\s]*(?:([!#$%&'*+\-.0-9A-Z^_`a-z{|}~]{1,70})\s*=\s*"
    r'(?:"((?:[^"\\]|\\.){0,2000})"[^;]*|([^;]*))|[^;]*)(?:;|$)',
    re.DOTALL,
)


def _joined(parts: dict[int, tuple[str, bool]]) -> str:
    """The sections of one RFC 2231 parameter, joined as bytes and then decoded."""
    charset = ""
    pieces: list[bytes] = []
    for order in sorted(parts):
        content, extended = parts[order]
        if extended:
            if order == min(parts) and content.count("'") >= 2:
                charset, _, content = content.split("'", 2)
            pieces.append(unquote_to_bytes(content))
        else:
            pieces.append(content.encode("utf-8", "replace"))
    return decoded_words(decoded(b"".join(pieces), charset or "utf-8")).strip()
