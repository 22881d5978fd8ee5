"""winmail.dat, .msg and signed mails: what was wrapped comes out."""

from __future__ import annotations

import base64
import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def in_mail(winmail_dat):
    """A mail that is one winmail.dat."""
    return b"From: a@x.example\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n" + (
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(winmail_dat)
    )


HEAD = struct.pack("<IH", 0x223E9F78, 1)


@pytest.mark.parametrize(
    "properties",
    [
        struct.pack("<I", 0xFFFFFFFF),
        struct.pack("<IHHI", 1, 0x1003, 0x1000, 0xFFFFFFFF),
        struct.pack("<IHHI", 1, 0x001F, 0x1000, 0xFFFFFFFF),
        struct.pack("<IHH16xII", 1, 0x001F, 0x8000, 1, 0xFFFFFFFF),
    ],
    ids=["properties", "numbers", "texts", "letters of a name"],
)
def test_what_a_winmail_dat_claims_is_not_waited_for(properties):
    """Four thousand million of anything in twenty bytes once kept the service busy for hours."""
    begun = time.perf_counter()
    inspect(in_mail(HEAD + attribute(1, 0x00069003, properties) + attribute(2, 0x00069005, properties)))

    assert time.perf_counter() - begun < 1.0


@settings(max_examples=100, deadline=500)
@given(at=st.integers(0, 254), gone=st.integers(0, 4), piece=st.binary(max_size=8))
def test_a_winmail_dat_with_any_fault_is_read_or_left(at, gone, piece):
    """Quickly, and without a word."""
    good = winmail()

    tnef = wrapped.tnef(good[:at] + piece + good[at + gone :])
    assert tnef is None or sum(len(content) for _, content in tnef.files) <= len(good) + 8


def test_a_winmail_dat_of_too_many_attributes_stays_a_file():
    """Nobody writes a hundred thousand."""
    found = inspect(in_mail(HEAD + attribute(2, 0x00069002, b"") * 100_000))

    assert [item.name for item in found.attachments] == ["winmail.dat"]


def test_a_winmail_dat_cut_short_stays_a_file():
    """Half of it is not taken for the whole."""
    found = inspect(in_mail(winmail()[:-6]))

    assert [item.name for item in found.attachments] == ["winmail.dat"]


def test_a_file_in_a_winmail_dat_keeps_its_last_zeros():
    """An old Word file ends with many: without them it is cut short."""
    properties = struct.pack("<IHHII", 1, 0x000D, 0x3701, 1, 8) + b"doc\0\0\0\0\0"
    found = inspect(in_mail(winmail() + attribute(2, 0x00069002, b"") + attribute(2, 0x00069005, properties)))

    assert found.attachments[-1].content == b"doc\0\0\0\0\0"


def test_names_and_texts_of_a_winmail_dat_are_read_in_their_charset():
    """The code page of the message, or UTF-16."""
    name = "Fiche complétée.pdf\0".encode("utf-16-le")
    properties = struct.pack("<IHHII", 1, 0x001F, 0x3707, 1, len(name)) + name
    found = inspect(
        in_mail(
            HEAD
            + attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
            + attribute(1, 0x0002800C, "Voici la fiche complétée.\0".encode("cp1252"))
            + attribute(2, 0x00069002, bytes(14))
            + attribute(2, 0x00018010, b"FICHEC~1.PDF\0")
            + attribute(2, 0x0006800F, b"%PDF-1.4 besoin")
            + attribute(2, 0x00069005, properties)
        )
    )

    assert found.text == "Voici la fiche complétée."
    assert [(item.name, item.content) for item in found.attachments] == [("Fiche complétée.pdf", b"%PDF-1.4 besoin")]


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
