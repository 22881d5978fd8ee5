"""Who vouches for the sender: SPF, DKIM and DMARC as the one trusted server wrote them (RFC 8601), and nobody else"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailboxes import headers
from mailboxes.message import Message

#: servers that put their verdict below their own « Received » line, and strip what senders put there
_VERDICT_BELOW = frozenset({"mx.google.com"})

#: a method and its result, which open a clause (RFC 8601 §2.2)
_RESULT = re.compile(
    r"\s*([a-z][a-z0-9-]{0,40})(?:\s{0,3}/\s{0,3}\d{1,3})?\s{0,5}=\s{0,5}([a-z]{2,20})\b", re.IGNORECASE
)
_PROPERTY = re.compile(
    r"\b(smtp|header|policy|body)\s{0,3}\.\s{0,3}([a-z0-9-]{1,30})\s{0,5}=\s{0,5}([^\s;]{1,300})", re.IGNORECASE
)
_SIGN = re.compile(r"\\.|[\"();]|[^\"();\\]+|.", re.DOTALL)
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
    clauses = _verdict(message, trusted.strip().lower())
    if clauses is None:
        return Authentication(), ("authentication:none-trusted",)
    found: dict[str, str] = {}
    for clause in clauses:
        if clause.method not in found or (clause.method == "dkim" and clause.result == "pass"):
            found[clause.method] = clause.result
    evidence = ["authentication:trusted"]
    if found.get("dmarc") == "pass" and not _about_sender(clauses, message):
        found["dmarc"] = "none"
        evidence.append("authentication:other-domain")
    if found.get("dmarc", "none") == "none" and message.senders == 1 and _aligned(clauses, message):
        evidence.append("authentication:aligned")
    if message.senders > 1:
        found["dmarc"] = "none" if found.get("dmarc") == "pass" else found.get("dmarc", "none")
        evidence.append("authentication:several-senders")
    if found.get("arc") == "pass":
        # a chain that is whole proves that nobody changed it, not that its first link spoke the truth (RFC 8617 §9)
        evidence.append("authentication:arc-whole")
    result = Authentication(
        spf=found.get("spf", "none"), dkim=found.get("dkim", "none"), dmarc=found.get("dmarc", "none")
    )
    return result, tuple(evidence)


@dataclass(frozen=True, slots=True)
class _Clause:
    """One result of an Authentication-Results field."""

    method: str
    result: str
    #: « header.from » → its value, without quotes, in lower case
    properties: dict[str, str]


def _verdict(message: Message, trusted: str) -> list[_Clause] | None:
    """The results of the topmost field of the trusted server that no foreign host can have written.

    Filters of one server (SPF, DKIM, DMARC) write a field each: one right below counts for methods not yet named.
    """
    ours = _organisation(trusted)
    below_border = False
    found: list[list[_Clause]] = []
    for name, raw in message.fields:
        if name == "authentication-results":
            value = headers.unfolded(raw)
            if _server(value) == trusted or (_server(value) == "" and ours in {"outlook.com", "office365.com"}):
                found.append(_clauses(value))
                continue
        foreign = name == "received" and _is_foreign(headers.unfolded(raw), ours)
        if found:
            # only where the border is seen right below were all of these fields written inside
            return _together(found) if foreign and not below_border else found[0]
        if name == "received" and below_border:
            return None
        if foreign:
            if trusted not in _VERDICT_BELOW:
                return None
            below_border = True
    return found[0] if found else None


def _together(fields: list[list[_Clause]]) -> list[_Clause]:
    """The results of several fields; what an upper one says of a method stands."""
    said: list[_Clause] = []
    for clauses in fields:
        known = {clause.method for clause in said}
        said.extend(clause for clause in clauses if clause.method not in known)
    return said


def _clauses(value: str) -> list[_Clause]:
    """The results of one field. What stands in comments and quotes was chosen by senders, and is never a result."""
    found = []
    for clause in _plain(value):
        opening = _RESULT.match(clause)
        if opening:
            properties = {
                f"{kind}.{name}".lower(): said.strip('"').lower() for kind, name, said in _PROPERTY.findall(clause)
            }
            found.append(_Clause(opening.group(1).lower(), opening.group(2).lower(), properties))
    return found


def _plain(value: str) -> list[str]:
    """The clauses between semicolons, without comments; a quoted string is one word, its blanks and signs made safe."""
    clauses = [""]
    depth = 0
    quoted = False
    for sign in _SIGN.findall(value):
        if sign == '"' and not depth:
            quoted = not quoted
        elif quoted:
            clauses[-1] += re.sub(r"[\s;=()]", "_", sign)
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif sign == ";":
            clauses.append("")
        else:
            clauses[-1] += sign
    return clauses


def _claims_failure(message: Message) -> bool:
    """Whether the topmost verdict, whoever wrote it, says that DMARC failed: nobody forges that to be believed."""
    for name, raw in message.fields:
        if name == "authentication-results":
            return any((each.method, each.result) == ("dmarc", "fail") for each in _clauses(headers.unfolded(raw)))
    return False


def _aligned(clauses: list[_Clause], message: Message) -> bool:
    """What DMARC would ask of a domain that publishes no policy: SPF or DKIM passed for From's own organisation.

    RFC 7489 §3.1. A domain under a public suffix that we do not know is compared whole, never with its parent.
    """
    domain = message.sender.address.rpartition("@")[2].lower()
    for clause in clauses:
        if clause.result != "pass" or clause.method not in {"spf", "dkim"}:
            continue
        names = ("smtp.mailfrom",) if clause.method == "spf" else ("header.d", "header.i")
        proved = next((clause.properties[name] for name in names if name in clause.properties), "")
        if proved.rpartition("@")[2].rstrip(".") in {domain, _organisation(domain)}:
            return True
    return False


def _server(value: str) -> str:
    """The authserv-id of the field, '' when it begins with a result (as Microsoft 365 writes it)."""
    first = _plain(value)[0].strip()
    if _RESULT.match(first):
        return ""
    return first.split()[0].strip('"').lower() if first else ""


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


def _about_sender(clauses: list[_Clause], message: Message) -> bool:
    said = next((clause.properties.get("header.from") for clause in clauses if clause.method == "dmarc"), None)
    if not said:
        return True
    judged = said.rpartition("@")[2].rstrip(".")
    domain = message.sender.address.rpartition("@")[2].lower()
    return judged == domain or domain.endswith("." + judged)
