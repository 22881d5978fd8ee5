"""Subjects, names, dates and file names as programs really write them."""

from __future__ import annotations

import pytest

from mailboxes.inbound import inspect


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Petit, Jean <j@b.fr>", ("Petit, Jean", "j@b.fr")),
        ("Service: Accueil <j@b.fr>", ("Service: Accueil", "j@b.fr")),
        ("=?utf-8?Q?Petit=2C_Ren=C3=A9?= <j@b.fr>", ("Petit, René", "j@b.fr")),
        ('"=?utf-8?Q?Ren=C3=A9?=" <j@b.fr>', ("René", "j@b.fr")),
        ("Jean\u202e <j@b.fr>", ("Jean", "j@b.fr")),
        ("Jean <<j@b.fr>>", ("Jean", "j@b.fr")),
        ("Jean <mailto:j@b.fr>", ("Jean", "j@b.fr")),
        ("Jean <j@b.fr", ("Jean", "j@b.fr")),
        ("j@b.fr (Jean Petit)", ("Jean Petit", "j@b.fr")),
        ("L'Atelier d'été <j@b.fr>", ("L'Atelier d'été", "j@b.fr")),
        ("undisclosed-recipients:;", ("", "")),
    ],
)
def test_a_sender_is_one_person_however_the_name_is_written(written: str, read: tuple[str, str]):
    """Commas and colons without quotes, brackets doubled or lost, marks that turn the text around."""
    sender = inspect(f"From: {written}\r\nAuthentication-Results: x; dmarc=none\r\n\r\nx".encode()).sender
    assert (sender.name, sender.address) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon, 8 Jun 2026 10:00:00 +02:00", "2026-06-08T10:00:00+02:00"),
        ("Mon, 8 Jun 2026 10:00:00 GMT+0200", "2026-06-08T10:00:00+02:00"),
        ("Mon, 8 Jun 2026 10:00:00 GMT+2", "2026-06-08T10:00:00+02:00"),
        ("Mon, 8 Jun 2026 10:00:00 CEST", "2026-06-08T10:00:00+02:00"),
        ("Mon, 8 Jun 2026 10:00:00 +0200 (Paris, Madrid (heure d'été))", "2026-06-08T10:00:00+02:00"),
        ("Mon, 8 Jun 2026 24:00:00 +0200", "2026-06-09T00:00:00+02:00"),
        ("lun., 8 juin 2026 10:00:00 +0200", "2026-06-08T10:00:00+02:00"),
        ("08/06/2026 10:00:00", "2026-06-08T10:00:00+00:00"),
        ("8/6/2026 9h05", "2026-06-08T09:05:00+00:00"),
        ("2026-06-08T10:00:00Z", "2026-06-08T10:00:00+00:00"),
        ("Mon, 8 Jun 0026 99:00:00 +9999", None),
    ],
)
def test_a_date_is_read_with_its_offset_or_not_at_all(written: str, read: str | None):
    """Zones by name, with a colon, with words before; midnight as 24; day first where there are slashes."""
    found = inspect(f"From: a@b.fr\r\nDate: {written}\r\n\r\nx".encode()).date
    assert (found.isoformat() if found else None) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("name='CV.pdf'", "CV.pdf"),
        ("name*0*=utf-8''CV%20; name*1*=%C3%A9; name*2=.pdf", "CV é.pdf"),
        ('name*="=?utf-8?Q?CV_=C3=A9=2Epdf?="', "CV é.pdf"),
        ("name=\"CV _.pdf\"; name*=utf-8''CV%20%C3%A9.pdf", "CV é.pdf"),
        ('name="C:\\\\Users\\\\x\\\\CV.pdf"', "CV.pdf"),
        ('name="../../etc/CV.pdf"', "CV.pdf"),
        ("name=CV Paul Martin.pdf", "CV Paul Martin.pdf"),
    ],
)
def test_a_file_is_named_as_its_sender_meant(written: str, read: str):
    """RFC 2231, RFC 2047 inside it, paths, quotes of either kind or none."""
    raw = f"From: a@b.fr\r\nContent-Type: application/pdf; {written}\r\n\r\n%PDF"
    assert [file.name for file in inspect(raw.encode()).attachments] == [read]


def test_half_letters_never_leave_the_decoder():
    """UTF-7 and broken UTF-16 can hold them; a database cannot."""
    for body in (
        b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA-x",
        b"Content-Type: text/plain; charset=utf-16le\r\n\r\n\x00\xd8x\x00",
    ):
        inspect(b"From: a@b.fr\r\n" + body).text.encode()


def test_a_list_inside_a_list_keeps_its_place():
    """HTML lists are indented as they are seen."""
    html = b"Content-Type: text/html\r\n\r\n<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
    assert inspect(b"From: a@b.fr\r\n" + html).text == "- a\n  - b\n- c"


@pytest.mark.parametrize("torn", [b"\xff\xd8\xff", b"\xff\xd8\xff\xc0\x00", b"\x89PNG\r\n\x1a\n\x00", b"GIF8", b"BM"])
def test_a_torn_picture_has_no_size_and_is_kept(torn: bytes):
    """A photo cut off on the way is still what somebody sent."""
    head = b"From: a@b.fr\r\nContent-Type: image/jpeg; name=photo.jpg\r\nContent-Disposition: attachment\r\n\r\n"
    assert [file.content for file in inspect(head + torn).attachments] == [torn]
