"""What the trusted server wrote, and nothing that a sender wrote into it."""

from __future__ import annotations

import pytest

from mailboxes.inbound import inspect

SERVER = "mx.agence.example"
HOP = "Received: from mail.corp.example (mail.corp.example [203.0.113.7]) by mx.agence.example with ESMTPS"
ALL_PASS = "spf=pass smtp.mailfrom=corp.example; dkim=pass header.d=corp.example; dmarc=pass header.from=corp.example"


def by(*fields: str) -> tuple[str, str, str]:
    """SPF, DKIM and DMARC of a mail with these fields on top."""
    head = [*fields, "From: Marc <marc@corp.example>", "To: clauses@agence.example", "Subject: x"]
    found = inspect("\r\n".join([*head, "", "Bonjour"]).encode(), trusted=SERVER).authentication
    return found.spf, found.dkim, found.dmarc


def results(said: str, server: str = SERVER) -> str:
    """One Authentication-Results field."""
    return f"Authentication-Results: {server}; {said}"


def test_methods_may_name_their_version_and_be_folded():
    """RFC 8601 §2.2."""
    assert by(results("spf/1=pass; dkim/1=Pass;\r\n\tdmarc\r\n\t=pass (p=none)\r\n header.from=corp.example"), HOP) == (
        "pass",
        "pass",
        "pass",
    )


@pytest.mark.parametrize(
    "said",
    [
        'spf=fail smtp.mailfrom="a;dmarc=pass header.from=corp.example;b"@evil.example; dmarc=fail',
        'spf=fail reason="; dmarc=pass"; dmarc=fail',
        "spf=fail (x (dmarc=pass) ; dmarc=pass header.from=corp.example); dmarc=fail",
        r"spf=fail (x \) ; dmarc=pass header.from=corp.example); dmarc=fail",
        'spf=fail (never closed " ) smtp.mailfrom=x; dmarc=fail (")',
        "spf=fail smtp.helo=dmarc=pass.evil.example; x-spam=dmarc=pass; dmarc=fail",
    ],
    ids=["quoted address", "quoted reason", "nested comment", "escaped bracket", "quote in a comment", "in a value"],
)
def test_what_a_sender_can_write_into_the_field_is_no_result(said: str):
    """Local parts, greetings and reasons are the sender's words, quoted or in brackets."""
    assert by(results(said), HOP) == ("fail", "none", "fail")


@pytest.mark.parametrize("server", ["evil.example", "mx.agence.example.evil.example", "xmx.agence.example", '"a mx"'])
def test_only_the_server_of_that_very_name_is_believed(server: str):
    """A name that ends or begins like it is another's."""
    assert by(results(ALL_PASS, server), HOP) == ("none", "none", "none")


def test_filters_that_write_a_field_each_are_read_together():
    """SPF, DKIM and DMARC daemons of one Postfix; what the upper one says of a method stands."""
    fields = [results("dmarc=fail header.from=corp.example"), results("spf=pass; dmarc=pass"), results("dkim=pass")]
    assert by(*fields, HOP) == ("pass", "pass", "fail")


def test_a_field_that_nothing_parts_from_the_senders_own_is_read_alone():
    """Without the hop below it, the next field may be the sender's."""
    assert by(results("spf=fail"), results(ALL_PASS)) == ("fail", "none", "none")


def test_a_field_below_the_hop_from_outside_is_the_senders():
    """Only what stands above was written inside."""
    assert by(HOP, results(ALL_PASS)) == ("none", "none", "none")
    assert by(results("spf=fail; dmarc=fail"), HOP, results(ALL_PASS)) == ("fail", "none", "fail")


def test_an_arc_chain_proves_nothing_by_itself():
    """A forwarder may seal what it likes: whole is noted, and DMARC stays what the trusted server says."""
    head = [
        "ARC-Authentication-Results: i=1; evil.example; dmarc=pass header.from=corp.example",
        results("arc=pass (i=1 dmarc=pass fromdomain=corp.example); dmarc=fail header.from=corp.example"),
        HOP,
        "From: Marc <marc@corp.example>",
    ]
    found = inspect("\r\n".join([*head, "", "x"]).encode(), trusted=SERVER)
    assert found.authentication.dmarc == "fail"
    assert "authentication:arc-whole" in found.evidence
