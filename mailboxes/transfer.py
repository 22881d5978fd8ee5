"""Transfer encodings undone: base64, quoted-printable, uuencode as senders really write them; never raises"""

from __future__ import annotations

import binascii
import re

from mailboxes.headers import base64_bytes

_JUNK = re.compile(rb"[^A-Za-z0-9+/=\s]")
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n\t "
_BASE64 = re.compile(rb"[\sA-Za-z0-9+/]*={0,2}\s*")


#: lines of uuencode that are read, 22 MB
_UU_LIMIT = 500_000


def from_base64(body: bytes) -> bytes:
    """What can be read of base64: junk, a footer below it or a label that lies are told apart."""
    if not body.translate(None, _ALPHABET) and b"=" not in body.rstrip(b"=\r\n \t"):
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return base64_bytes(body)
    head = _BASE64.match(body)
    coded = head.group() if head else b""
    rest = body[len(coded) :]
    if rest.strip():
        letters = len(re.sub(rb"\s", b"", coded))
        if letters >= 16 and letters % 4 == 0 and not re.match(rb"\s*\S{1,40} \S", coded):
            # what a mailing list adds below the padding is no base64
            return base64_bytes(coded) if not _BASE64.fullmatch(rest) else base64_bytes(body)
        if len(_JUNK.findall(body[:4000])) * 20 > len(body[:4000]):
            # the label lies: this is text
            return body
        return base64_bytes(body)
    return base64_bytes(coded)


def from_quoted_printable(body: bytes) -> bytes:
    """RFC 2045 §6.7, forgiving: blanks after a soft break, lower-case digits, lone « = »."""
    if b"= " in body or b"=\t" in body:
        body = re.sub(rb"=[ \t]{1,80}(\r?\n)", rb"=\1", body)
    return binascii.a2b_qp(body)


def from_uuencode(body: bytes) -> bytes:
    """What can be read of uuencoded lines."""
    out: list[bytes] = []
    started = False
    for line in body.splitlines()[:_UU_LIMIT]:
        if line.startswith(b"begin "):
            started = True
        elif line.strip() == b"end":
            break
        elif started and line.strip():
            try:
                out.append(binascii.a2b_uu(line))
            except binascii.Error:
                length = (((line[0] - 32) & 63) * 4 + 5) // 3
                try:
                    out.append(binascii.a2b_uu(line[:length]))
                except binascii.Error:
                    continue
    return b"".join(out)
