"""Compressed RTF of Outlook ([MS-OXRTFCP]) -> its text; bounded, never raises."""

from __future__ import annotations

from mailboxes.charsets import decoded

_LIMIT = 5_000_000
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArial"
    rb"Times New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def text_of(packed: bytes) -> str:
    """The plain text of a compressed (or plain) RTF body; '' when it cannot be read."""
    from striprtf.striprtf import rtf_to_text

    rtf = packed if packed.lstrip().startswith(b"{\\rtf") else unpacked(packed)
    if not rtf:
        return ""
    try:
        return str(rtf_to_text(decoded(rtf, "cp1252"), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError):
        return ""


def unpacked(packed: bytes) -> bytes:
    """The RTF itself; b'' when the bytes are not compressed RTF."""
    kind = packed[8:12]
    size = min(int.from_bytes(packed[4:8], "little"), _LIMIT)
    if kind == b"MELA":
        return packed[16 : 16 + size]
    if kind != b"LZFu":
        return b""
    window = bytearray(4096)
    window[: len(_START)] = _START
    write = len(_START)
    out = bytearray()
    position = 16
    while position < len(packed) and len(out) < size:
        flags = packed[position]
        position += 1
        for bit in range(8):
            if position >= len(packed) or len(out) >= size:
                break
            if not flags >> bit & 1:
                out.append(packed[position])
                window[write] = packed[position]
                write = (write + 1) % 4096
                position += 1
                continue
            token = int.from_bytes(packed[position : position + 2], "big")
            position += 2
            offset, length = token >> 4, (token & 15) + 2
            if offset == write:
                return bytes(out)
            for step in range(length):
                byte = window[(offset + step) % 4096]
                out.append(byte)
                window[write] = byte
                write = (write + 1) % 4096
    return bytes(out)
