"""Who vouches for the sender: SPF, DKIM and DMARC as the one trusted server wrote them (RFC 8601), and nobody else"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailboxes import headers
from mailboxes.message import Message

#: servers that put their verdict below their own « Received » line, and strip what senders put there
_VERDICT_BELOW = frozenset({"mx.google.com"})

_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s{0,5}=\s{0,5}([a-z]{2,15})", re.IGNORECASE)
_PROPERTY = re.compile(r"header\.(?:from|d|i)\s{0,5}=\s{0,5}\"?@?([^\s;\"<>]{1,253})", re.IGNORECASE)
_HEADER_FROM = re.compile(r"header\.from\s{0,5}=\s{0,5}\"?([^\s;\"]{1,253})", re.IGNORECASE)
_MAIL_FROM = re.compile(r"smtp\.mailfrom\s{0,5}=\s{0,5}\"?([^\s;\"<>]{1,253})", re.IGNORECASE)
_SIGNED_BY = re.compile(r"header\.(?:d|i)\s{0,5}=\s{0,5}\"?([^\s;\"<>]{1,253})", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_HOST = re.compile(r"\b(from|by)\s{1,9}\[?([A-Za-z0-9._:\-]{1,253})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """SPF, DKIM and DMARC as the trusted server wrote them; « none » where there is none (RFC 8601)."""

    spf: str = "none"
    dkim: str = "none"
    dmarc: str = "none"


def read(message: Message, trusted: str | None) -> tuple[Authentication, tuple[str, ...]]:
    """The verdict of the trusted server and where it came from; nothing is believed without a trusted server.

    1. Only fields above the first hop from a foreign host count: what is below, the sender may have written.
    2. Among these, only the topmost with the trusted authserv-id; Microsoft 365 writes none, and is known by its hosts.
    3. A DMARC verdict on another domain than that of From, or on one of several senders, says nothing of this sender.
    """
    if not trusted:
        return Authentication(), ("authentication:claims-failure",) if _claims_failure(message) else ()
    verdict = _verdict(message, trusted.strip().lower())
    if verdict is None:
        return Authentication(), ("authentication:none-trusted",)
    said = _COMMENT.sub(" ", _COMMENT.sub(" ", verdict))
    found: dict[str, str] = {}
    for clause in said.split(";"):
        match = _RESULT.search(clause)
        if match is None:
            continue
        method, result = match.group(1).lower(), match.group(2).lower()
        if method not in found or (method == "dkim" and result == "pass"):
            found[method] = result
    evidence = ["authentication:trusted"]
    if found.get("dmarc") == "pass" and not _about_sender(said, message):
        found["dmarc"] = "none"
        evidence.append("authentication:other-domain")
    if found.get("dmarc", "none") == "none" and message.senders == 1 and _aligned(said, message):
        evidence.append("authentication:aligned")
    if message.senders > 1:
        found["dmarc"] = "none" if found.get("dmarc") == "pass" else found.get("dmarc", "none")
        evidence.append("authentication:several-senders")
    result = Authentication(
        spf=found.get("spf", "none"), dkim=found.get("dkim", "none"), dmarc=found.get("dmarc", "none")
    )
    return result, tuple(evidence)


def _verdict(message: Message, trusted: str) -> str | None:
    """The topmost field of the trusted server that no foreign host can have written."""
    ours = _organisation(trusted)
    below_border = False
    for name, raw in message.fields:
        if name == "received":
            if below_border:
                return None
            if _is_foreign(headers.unfolded(raw), ours):
                if trusted not in _VERDICT_BELOW:
                    return None
                below_border = True
        elif name == "authentication-results":
            value = headers.unfolded(raw)
            if _server(value) == trusted or (_server(value) == "" and ours in {"outlook.com", "office365.com"}):
                return value
    return None


def _claims_failure(message: Message) -> bool:
    """Whether the topmost verdict, whoever wrote it, says that DMARC failed: nobody forges that to be believed."""
    for name, raw in message.fields:
        if name == "authentication-results":
            said = _COMMENT.sub(" ", headers.unfolded(raw))
            return any(m.group(1).lower() == "dmarc" and m.group(2).lower() == "fail" for m in _RESULT.finditer(said))
    return False


def _aligned(said: str, message: Message) -> bool:
    """What DMARC would ask of a domain that publishes no policy: SPF or DKIM passed for From's own organisation.

    RFC 7489 §3.1. A domain under a public suffix that we do not know is compared whole, never with its parent.
    """
    domain = message.sender.address.rpartition("@")[2].lower()
    for clause in said.split(";"):
        match = _RESULT.search(clause)
        if match is None or match.group(2).lower() != "pass" or match.group(1).lower() == "dmarc":
            continue
        proved = _MAIL_FROM.search(clause) if match.group(1).lower() == "spf" else _SIGNED_BY.search(clause)
        if proved and proved.group(1).rpartition("@")[2].lower().rstrip(".") in {domain, _organisation(domain)}:
            return True
    return False


def _server(value: str) -> str:
    """The authserv-id of the field, '' when it begins with a result (as Microsoft 365 writes it)."""
    first = _COMMENT.sub(" ", value).partition(";")[0].strip()
    if _RESULT.match(first):
        return ""
    return first.split()[0].lower() if first else ""


def _is_foreign(received: str, ours: str) -> bool:
    """Whether the hop was from a host of others; a hop inside the house says « from » one of its own."""
    hosts = {word.lower(): host.lower() for word, host in reversed(_HOST.findall(received[:2000]))}
    source = hosts.get("from")
    if (
        source is None
        or source in {"localhost", "127.0.0.1", "::1", "unknown"}
        or source.startswith(("10.", "192.168.", "127."))
    ):
        return False
    if "." not in source and ":" not in source:
        return False
    return _organisation(source) not in _family(ours)


def _family(ours: str) -> frozenset[str]:
    return (
        frozenset({"outlook.com", "office365.com"}) if ours in {"outlook.com", "office365.com"} else frozenset({ours})
    )


def _organisation(host: str) -> str:
    labels = host.strip(".").lower().split(".")
    size = (
        3
        if len(labels) > 2 and labels[-2] in {"co", "com", "gouv", "asso", "ac", "org"} and len(labels[-1]) == 2
        else 2
    )
    return ".".join(labels[-size:])


def _about_sender(said: str, message: Message) -> bool:
    match = _HEADER_FROM.search(said)
    if match is None:
        return True
    judged = match.group(1).rpartition("@")[2].lower().rstrip(".")
    domain = message.sender.address.rpartition("@")[2].lower()
    return judged == domain or domain.endswith("." + judged)
