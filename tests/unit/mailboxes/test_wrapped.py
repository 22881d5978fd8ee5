"""winmail.dat, .msg and signed mails: what was wrapped comes out."""

from __future__ import annotations

import base64
import struct

from mailboxes import lzfu, wrapped
from mailboxes.inbound import inspect
from tests.ole import compound


def attribute(level, tag, data):
    """One attribute of a TNEF stream, with its checksum."""
    return struct.pack("<BII", level, tag, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def mapi_html(html):
    """MAPI properties that hold one: PR_BODY_HTML."""
    body = html.encode()
    padded = body + bytes(-len(body) % 4)
    return struct.pack("<IHHII", 1, 0x0102, 0x1013, 1, len(body)) + padded


def winmail():
    """A winmail.dat that holds an HTML body and one file."""
    return b"".join(
        (
            struct.pack("<IH", 0x223E9F78, 1),
            attribute(1, 0x00089006, struct.pack("<I", 0x10000)),
            attribute(1, 0x00069003, mapi_html("<p>Bonjour depuis Outlook</p>")),
            attribute(2, 0x00069002, bytes(14)),
            attribute(2, 0x00018010, b"cv.pdf\x00"),
            attribute(2, 0x0006800F, b"%PDF-1.4 cv"),
        )
    )


def test_a_winmail_dat_gives_its_body_and_its_files():
    """Nobody ever sees « winmail.dat »: the mail is what Outlook meant to send."""
    raw = (
        b"From: A <a@x.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\r\n"
        b"--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    found = inspect(raw + base64.encodebytes(winmail()) + b"--b--\r\n")

    assert found.text == "Bonjour depuis Outlook"
    assert [(item.name, item.type, item.content) for item in found.attachments] == [
        ("cv.pdf", "application/pdf", b"%PDF-1.4 cv")
    ]


def test_a_broken_winmail_dat_stays_a_file():
    """What cannot be unpacked is kept for a person."""
    raw = b"From: a@x.example\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\nxxxx"
    found = inspect(raw)

    assert [item.name for item in found.attachments] == ["winmail.dat"]


def test_compressed_rtf_is_unpacked():
    """The example of [MS-OXRTFCP] §3.1.1."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )

    assert lzfu.unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_bytes_that_are_no_signature_give_nothing():
    """Junk instead of PKCS #7 is no mail."""
    assert wrapped.signed_content(b"junk" * 100) is None
    assert not wrapped.is_encrypted(b"junk" * 100)


# --- .msg --------------------------------------------------------------------------------------------------------


def wide(text):
    """UTF-16, as .msg holds text."""
    return text.encode("utf-16-le")


def outlook_file():
    """A .msg with a subject, a sender, a body and one file."""
    return compound(
        {
            "__properties_version1.0": bytes(32),
            "__substg1.0_0037001F": wide("Fiche de liaison complétée"),
            "__substg1.0_0C1A001F": wide("Bruno Lemaire"),
            "__substg1.0_5D01001F": wide("b.lemaire@toitures.example"),
            "__substg1.0_1000001F": wide("Bonjour,\r\n\r\nVoici notre besoin."),
            "__substg1.0_1035001F": wide("<abc@toitures.example>"),
            "__attach_version1.0_#00000000/__substg1.0_3707001F": wide("Fiche complétée.pdf"),
            "__attach_version1.0_#00000000/__substg1.0_370E001F": wide("application/pdf"),
            "__attach_version1.0_#00000000/__substg1.0_37010102": b"%PDF-1.4 besoin",
        }
    )


def test_an_outlook_file_is_read_as_the_mail_it_was():
    """Sender, subject, text and file of a .msg come out as from any mail."""
    found = inspect(outlook_file())

    assert (found.sender.name, found.sender.address) == ("Bruno Lemaire", "b.lemaire@toitures.example")
    assert found.subject == "Fiche de liaison complétée"
    assert found.text == "Bonjour,\n\nVoici notre besoin."
    assert found.message_id == "<abc@toitures.example>"
    assert [(item.name, item.content.rstrip(b"\0")) for item in found.attachments] == [
        ("Fiche complétée.pdf", b"%PDF-1.4 besoin")
    ]


def test_a_damaged_outlook_file_is_named_as_such():
    """Half a .msg raises nothing."""
    found = inspect(outlook_file()[: len(outlook_file()) // 2])

    assert found.error is not None
    assert found.error.code == "corrupt"
