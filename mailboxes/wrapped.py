"""What is wrapped inside a part: winmail.dat (TNEF) and opaque S/MIME, as bodies and files; never raises."""

from __future__ import annotations

from dataclasses import dataclass

from mailboxes import lzfu, winmail
from mailboxes.headers import base64_bytes

SIZE_LIMIT = 60_000_000
_SIGNED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
_ENVELOPED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"
_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The content of a winmail.dat."""

    text: str
    html: str
    #: name, content
    files: tuple[tuple[str, bytes], ...]


def tnef(content: bytes) -> Unpacked | None:
    """The body and files of a winmail.dat; None when it cannot be read."""
    box = winmail.read(content[:SIZE_LIMIT])
    if box is None:
        return None
    text = "" if box.html else box.text
    if not text.strip() and not box.html:
        text = lzfu.text_of(box.packed_rtf)
    return Unpacked(
        text=text, html=box.html, files=tuple((file.name, file.content) for file in box.files if file.content)
    )


def is_encrypted(content: bytes) -> bool:
    """Whether a PKCS #7 body is an envelope that only its addressee can open."""
    return _ENVELOPED_DATA in content[:60]


def signed_content(content: bytes) -> bytes | None:
    """The mail inside an opaque S/MIME signature (RFC 8551 §3.5.2), not verified; None when there is none."""
    head = content.lstrip()[:30]
    if head.startswith((b"MI", b"-----BEGIN")):
        content = base64_bytes(b"".join(line for line in content.splitlines() if not line.startswith(b"-----")))
    if _SIGNED_DATA not in content[:60]:
        return None
    start = content.find(_DATA, 20)
    if start < 0:
        return None
    return _octets(content, start + len(_DATA))


def _octets(data: bytes, position: int) -> bytes | None:
    """The octet string after the content type: [0] { OCTET STRING }, whole or in pieces, definite or not (X.690 §8)."""
    pieces: list[bytes] = []
    end = len(data)
    for _ in range(1_000_000):
        if position + 2 > end:
            break
        tag = data[position]
        length, body = _length(data, position + 1)
        if tag in {0xA0, 0x24}:
            position = body
        elif tag == 0x04 and length is not None:
            pieces.append(data[body : body + length])
            position = body + length
        else:
            break
    return b"".join(pieces) or None


def _length(data: bytes, position: int) -> tuple[int | None, int]:
    first = data[position]
    if first < 0x80:
        return first, position + 1
    count = first & 0x7F
    if count == 0:
        return None, position + 1
    return int.from_bytes(data[position + 1 : position + 1 + min(count, 8)], "big"), position + 1 + count
