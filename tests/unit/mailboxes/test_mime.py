"""The tree of parts: cut in one pass, within limits, whatever the bytes are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailboxes.inbound import inspect

HEAD = b"From: A <a@x.example>\r\nSubject: s\r\n"


def nested(depth):
    """A multipart in a multipart in a multipart …"""
    return HEAD + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth)
    )


HOSTILE = {
    "two thousand nested multiparts": nested(2000) + b"Content-Type: text/plain\r\n\r\nx",
    "twenty thousand parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 20_000,
    "a content type of 100,000 parameters": HEAD + b"Content-Type: text/plain" + b';a="' * 100_000 + b"\r\n\r\nx",
    "a quote that never closes": HEAD + b'Content-Type: text/plain; a="' + b'\\"' * 50_000 + b"\r\n\r\nx",
    "a hundred thousand addresses": HEAD + b"To: " + b"a@b.example, " * 100_000 + b"\r\n\r\nx",
    "encoded words that never end": HEAD + b"X: y\r\nSubject: " + b"=?a?q?" * 20_000 + b"\r\n\r\nx",
    "a hundred thousand header lines": HEAD + b"X-A: b\r\n" * 100_000 + b"\r\nx",
    "two hundred thousand nested elements": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 200_000 + b"x",
    "a table of 50,000 cells": HEAD + b"Content-Type: text/html\r\n\r\n<table>" + (b"<tr>" + b"<td>a</td>" * 50) * 1000,
    "cells over sixty rows and columns": HEAD
    + b"Content-Type: text/html\r\n\r\n<table>"
    + (b"<tr>" + b"<td rowspan=60 colspan=60>a</td>" * 50) * 100,
    "a megabyte of zeros": bytes(1_000_000),
    "a line of ten megabytes": b"a" * 10_000_000,
    "only separators": HEAD + b"\r\n" + b"De : x\r\n" * 20_000,
    "only quote marks": HEAD + b"\r\n" + b"> " * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_read_within_two_seconds(name):
    """No bomb raises or takes long; what could be read is there."""
    start = time.process_time()
    inspect(HOSTILE[name], trusted="mx.a.example", own=("b@c.example",))

    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (HOSTILE["two thousand nested multiparts"], "too_deep"),
        (HOSTILE["twenty thousand parts"], "too_many_parts"),
        (HOSTILE["a hundred thousand addresses"], "header_too_large"),
        (b"", "empty"),
        (b"\r\n \t", "empty"),
    ],
)
def test_a_limit_that_was_met_is_named(raw, code):
    """The code is stable, the message is a French sentence."""
    error = inspect(raw).error

    assert error is not None
    assert error.code == code
    assert error.message.endswith(".")


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(data):
    """Whatever arrives, an Inbound comes back."""
    assert inspect(data).message_id.startswith("<")


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [b"Content-Type: multipart/mixed; boundary=b", b"--b", b"--b--", b"", b"> a", b"Le 8 juin 2026, X <x@y.example> a \xe9crit :",
             b"De : x", b"Objet : y", b"-- ", b"<table><tr><td>", b"=?utf-8?q?=C3?=", b"Content-Transfer-Encoding: base64", b"QUJD", b" b"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_no_mix_of_mail_lines_raises(rows):
    """Headers, delimiters and quote marks in any order are read."""
    assert inspect(HEAD + b"\r\n".join(rows)).subject is not None


def test_a_part_without_blank_line_after_its_header_loses_only_itself():
    """The next delimiter ends it."""
    raw = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n--b\r\n\r\nbonjour\r\n--b--\r\n"
    )

    assert inspect(raw).text == "bonjour"


def test_an_inner_boundary_that_never_closes_is_closed_by_the_outer_one():
    """The file after the unclosed alternative is still found."""
    raw = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n"
        b"--i\r\n\r\nbonjour\r\n--o\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n--o--\r\n"
    )
    found = inspect(raw)

    assert found.text == "bonjour"
    assert [item.name for item in found.attachments] == ["a.pdf"]
    assert found.attachments[0].content == b"%PDF"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_all_line_ends_are_read(end):
    """CRLF, LF and CR mails give the same."""
    raw = b"From: A <a@x.example>\r\nSubject: Bonjour\r\n monde\r\n\r\nun\r\ndeux".replace(b"\r\n", end)
    found = inspect(raw)

    assert (found.subject, found.text) == ("Bonjour monde", "un\ndeux")
