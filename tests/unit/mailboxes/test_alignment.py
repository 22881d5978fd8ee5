"""Who vouches for the sender, where DMARC is silent or nobody is trusted."""

from __future__ import annotations

from mailboxes.inbound import inspect


def _aligned(results: str, sender: str = "farid@mde.example") -> bool:
    raw = (
        f"Authentication-Results: mx.agence.example; {results}\r\nReceived: from smtp.mde.example by mx.agence.example\r\n"
        f"From: {sender}\r\nTo: c@agence.example\r\nSubject: x\r\n\r\nx\r\n"
    )
    found = inspect(raw.encode(), trusted="mx.agence.example")
    return "authentication:aligned" in found.evidence


def test_without_a_policy_a_pass_for_the_senders_own_domain_counts():
    """SPF or DKIM of From's domain, where DMARC has nothing to say."""
    assert _aligned("dmarc=none header.from=mde.example; spf=pass smtp.mailfrom=bounce@mde.example")
    assert _aligned("dkim=pass header.d=mde.example")


def test_a_pass_for_another_domain_proves_nothing():
    """Anyone can sign with a domain of one's own."""
    assert not _aligned("dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example")
    assert not _aligned("spf=fail smtp.mailfrom=x@mde.example; dkim=none")
    assert not _aligned("dmarc=fail header.from=mde.example; spf=pass smtp.mailfrom=x@mde.example")


def test_a_failure_that_anyone_claims_is_taken_seriously_without_a_trusted_server():
    """Nobody forges a failure to be believed."""
    raw = b"Authentication-Results: mx.x.example; dmarc=fail\r\nFrom: a@b.example\r\n\r\nx\r\n"
    assert "authentication:claims-failure" in inspect(raw).evidence
