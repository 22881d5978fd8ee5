"""Compose: what leaves us is a mail that any program reads, and nobody can write a header into it."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from mailboxes.addresses import Address
from mailboxes.compose import Enclosed, Written, compose
from mailboxes.inbound import inspect

NOON = datetime(2026, 6, 8, 12, 0, tzinfo=timezone(timedelta(hours=2)))
MAIL = Written(
    message_id="<dif.42@agence.example>",
    sender=Address(name="Nadège Carpentier (clauses)", address="clauses@agence.example"),
    to=Address(name='Sophie "SDC", référente', address="s@ml.example"),
    reply_to=Address(name="", address="clauses+l-abc@agence.example"),
    subject="[B-0042] Couvreur-zingueur – Albert : « 3 postes » à pourvoir avant la fin du mois de juin 2026",
    date=NOON,
    text="Bonjour,\n\nŒuvre à 1 500 € — " + "très longue ligne " * 100 + "\n\n.\nFrom ici",
    html="<p>Bonjour, <b>été</b></p>",
    in_reply_to="<a@b.example>",
    references=("<z@b.example>", "<a@b.example>"),
    key="diffusion:42:s@ml.example",
    attachments=(
        Enclosed(name="Fiche de liaison complétée – très long nom.pdf", type="application/pdf", content=b"%PDF" * 99),
        Enclosed(name="cv.docx", type="application/octet-stream", content=b"PK\x03\x04"),
    ),
)


def read(raw):
    """The mail as the standard library reads it."""
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_the_standard_library_reads_back_what_was_written():
    """Subject, names, text and files come back as they were given."""
    mail = read(compose(MAIL))

    assert mail["subject"] == MAIL.subject
    assert mail["to"].addresses[0].display_name == MAIL.to.name
    assert mail["from"].addresses[0].addr_spec == "clauses@agence.example"
    assert mail["message-id"] == MAIL.message_id
    assert mail["date"].datetime == NOON
    assert mail.get_body(("plain",)).get_content().splitlines() == MAIL.text.splitlines()
    assert mail.get_body(("html",)).get_content().strip() == MAIL.html
    assert [part.get_filename() for part in mail.iter_attachments()] == [file.name for file in MAIL.attachments]
    assert [part.get_content() for part in mail.iter_attachments()] == [file.content for file in MAIL.attachments]


def test_our_own_reader_knows_our_mail_when_it_comes_back():
    """X-Liaison-Key makes it a loop, whoever sends it back."""
    assert inspect(compose(MAIL)).auto == "loop"


def test_every_mail_says_that_no_machine_should_answer():
    """Auto-Submitted and X-Auto-Response-Suppress stand in every mail (RFC 3834 §5.1)."""
    mail = read(compose(MAIL))

    assert (mail["auto-submitted"], mail["x-auto-response-suppress"]) == ("auto-generated", "All")


def test_lines_end_with_crlf_and_are_short():
    """RFC 5322 §2.1.1: CRLF only, never more than 998 octets."""
    raw = compose(MAIL)

    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert raw.isascii()


def test_the_same_mail_gives_the_same_bytes():
    """A repeat after a crash is the same mail."""
    assert compose(MAIL) == compose(replace(MAIL))


POISONS = ["x\r\nBcc: spy@evil.example", "x\nBcc: spy@evil.example", "x\u2028Bcc: a@b.example", "x\r\n\r\n<html>"]


@pytest.mark.parametrize("poison", POISONS)
def test_no_value_can_begin_a_header(poison):
    """Line ends inside subject, names, addresses, key or file names become spaces."""
    mail = replace(
        MAIL,
        subject=poison,
        sender=Address(name=poison, address="a@b.example" + poison),
        to=Address(name=poison, address="c@d.example"),
        in_reply_to=poison,
        references=(poison, "<ok@b.example>"),
        key=poison,
        attachments=(Enclosed(name=poison, type="text/x\r\nBcc: z@b.example", content=b""),),
    )
    found = read(compose(mail))

    assert found["bcc"] is None
    assert all(part["bcc"] is None for part in found.walk())
    assert found["references"] == "<ok@b.example>"


def test_a_long_thread_keeps_its_first_and_last_references():
    """The middle of the chain may go (RFC 5322 §3.6.4)."""
    ids = tuple(f"<{n}@b.example>" for n in range(100))
    kept = read(compose(replace(MAIL, references=ids, in_reply_to=ids[-1])))["references"].split()

    assert kept[0] == ids[0]
    assert kept[-1] == ids[-1]
    assert len(kept) == 20


def test_a_mail_without_html_or_files_is_one_text_part():
    """Plain in, plain out."""
    mail = read(compose(replace(MAIL, html=None, attachments=())))

    assert mail.get_content_type() == "text/plain"
