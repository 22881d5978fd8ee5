"""Mails whose MIME is broken: no word and no file is lost, and none takes long."""

from __future__ import annotations

import base64
import time

import pytest

from mailboxes.inbound import Inbound, inspect

HEAD = b"From: a@asso.example\r\nTo: b@agence.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
MIXED = b"Content-Type: multipart/mixed; boundary=zz\r\n\r\n"


def read(rest: bytes) -> Inbound:
    """The mail of that header and body."""
    return inspect(HEAD + rest)


def test_a_multipart_without_any_delimiter_keeps_its_words():
    """The text of a multipart that was never cut is its body."""
    assert read(MIXED + b"Bonjour\r\n").text == "Bonjour"


def test_an_inner_multipart_without_any_delimiter_keeps_its_words():
    """So is that of an inner one."""
    inner = b"--zz\r\nContent-Type: multipart/alternative; boundary=yy\r\n\r\nBonjour\r\n--zz--\r\n"
    assert read(MIXED + inner).text == "Bonjour"


@pytest.mark.parametrize("declared", [MIXED, b"Content-Type: multipart/mixed\r\n\r\n"], ids=["another", "none"])
def test_parts_are_found_where_the_header_names_another_boundary_or_none(declared: bytes):
    """The boundary that the body shows is the one that counts."""
    found = read(
        declared + b"--yy\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n"
        b"--yy\r\nContent-Type: application/pdf; name=cv.pdf\r\n\r\n%PDF\r\n--yy--\r\n"
    )
    assert found.text == "Bonjour"
    assert [file.name for file in found.attachments] == ["cv.pdf"]


def test_a_boundary_may_end_in_a_blank():
    """Blanks at the end of a boundary are no part of it."""
    head = b'Content-Type: multipart/mixed; boundary="zz "\r\n\r\n'
    assert read(head + b"--zz \r\n\r\nBonjour\r\n--zz --\r\n").text == "Bonjour"


def test_line_ends_that_were_doubled_on_the_way_do_not_end_the_header():
    """CR CR LF is one line end."""
    found = inspect((HEAD + b"\r\nBonjour\r\n\r\nOui\r\n").replace(b"\r\n", b"\r\r\n"))
    assert found.subject == "x"
    assert found.text == "Bonjour\n\nOui"


def test_quoted_printable_and_base64_are_read_also_when_no_header_names_them():
    """A field lost on the way costs no letter."""
    said = "Réponse de la société : un candidat est présenté."
    escaped = b"R=C3=A9ponse de la soci=C3=A9t=C3=A9 : un candidat =\r\nest pr=C3=A9sent=C3=A9."
    assert read(b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + escaped).text == said
    assert read(b"Content-Type: text/plain\r\n\r\n" + base64.encodebytes(said.encode())).text == said


def test_a_link_with_an_equals_sign_is_left_alone():
    """What looks escaped in a link is the link."""
    said = b"https://visio.example/?a=C3=A9&b=C3=A8"
    assert read(b"\r\n" + said).text == said.decode()


def test_a_file_that_an_old_program_wrote_into_the_text_is_an_attachment():
    """Uuencoded files stand in the text itself."""
    found = read(b"\r\nVoici le CV.\r\nbegin 644 cv.txt\r\n#0V%T\r\n`\r\nend\r\nBonne journee\r\n")
    assert found.text == "Voici le CV.\nBonne journee"
    assert [(file.name, file.content) for file in found.attachments] == [("cv.txt", b"Cat")]


@pytest.mark.parametrize("kind", [b"text/enriched", b"text/markdown", b"text/x-amp-html"])
def test_the_only_text_of_a_mail_is_read_whatever_its_type(kind: bytes):
    """Odd kinds of text are read where there is no other."""
    assert read(b"Content-Type: " + kind + b"\r\n\r\n<b>Bonjour</b>\r\n").text.strip("</b>") == "Bonjour"


def test_a_text_beyond_all_measure_is_cut_and_said_to_be():
    """Nothing is cut in silence."""
    found = read(b"\r\n" + b"un mot\r\n" * 400_000)
    assert found.error is not None
    assert found.error.code == "too_large"


@pytest.mark.parametrize(
    "rest",
    [
        b"\r\n" + (b"abcdefghij" * 7 + b"\r\n") * 20_000,
        b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"abcdefghij \r\n" * 100_000,
        MIXED + b"--zz\n" * 400_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000)),
        b"\r\n" + b"> " * 500_000 + b"a\r\n" + b"> " * 400_000,
        b"\r\nbegin 644 cv.doc\r\n" + b"%SHORT LINES\r\n" * 50_000 + b"never ended\r\n",
        b"\r\n" + (b"12:00 <" + b"@" * 230 + b" wrote:\r\n") * 3000,
        b"X-Failed-Recipients: x@y.example\r\n\r\n" + b"-" * 60_000 + b"\r\n" + b"x@y.example\r\n" * 200,
    ],
    ids=[
        "one endless paragraph",
        "one flowed line",
        "empty parts",
        "2,000 deep",
        "quoted without end",
        "a file without end",
        "addresses without end",
        "one long rule",
    ],
)
def test_no_shape_of_mail_takes_long(rest: bytes):
    """Time grows with length, never with its square."""
    start = time.process_time()
    read(rest)
    assert time.process_time() - start < 2
