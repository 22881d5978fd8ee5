"""The check of a quarter: from the mails that were sent and the export alone, nothing of Liaison's own rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.scenarios.quarter import COMPANIES, NIR, PARTNERS, Truth

#: words that would tell a company what is wrong with somebody, or who sent them
TELLING = re.compile(
    r"\b(RQTH|AAH|RSA|DELD|QPV|PLIE|GEIQ|SPIP|CHRS|EPIDE|d[ée]tention|r[ée]fugi\w*|handicap\w*|h[ée]berg\w*|foyer"
    r"|mission locale|cap emploi|longue dur[ée]e)\b",
    re.IGNORECASE,
)
#: weekly, and a holiday may push it
LONGEST_SILENCE = timedelta(days=10)
FINAL = {"hired": "retenu", "rejected": "non retenu", "withdrawn": "retir", "obsolete": "close"}
HOLIDAYS = {date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 25)}


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail as its reader's program shows it."""

    to: tuple[str, ...]
    subject: str
    text: str
    on: date
    files: tuple[tuple[str, bytes], ...]

    @property
    def reference(self) -> str:
        """The need that its subject names."""
        found = re.search(r"\[(B-\d+)\]", self.subject)
        return found.group(1) if found else ""


def sent_mails(folder: Path) -> list[Sent]:
    """All that left, in the order in which it did."""
    return [_read(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]


def _read(raw: bytes) -> Sent:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    texts = [str(part.get_content()) for part in mail.walk() if part.get_content_type() in {"text/plain", "text/html"}]
    addresses = [a.lower() for _, a in getaddresses([str(mail.get(h, "")) for h in ("To", "Cc", "Bcc")]) if a]
    files = tuple(
        (part.get_filename() or "", bytes(part.get_payload(decode=True) or b"")) for part in mail.iter_attachments()
    )
    on = parsedate_to_datetime(str(mail["Date"])).date()
    return Sent(tuple(addresses), str(mail["Subject"]), "\n".join(texts), on, files)


def faults(sent: list[Sent], export: dict[str, list[dict[str, Any]]], truth: Truth) -> Iterator[tuple[str, str]]:
    """(rule, what broke it), each; nothing when all is well."""
    yield from (("one_reader", m.subject) for m in sent if len(m.to) != 1)
    yield from _diffusions(sent, export, truth)
    yield from _partners(sent, truth)
    yield from _companies(sent, truth)
    yield from _secrets(sent, export, truth)
    yield from _reminders(sent, truth)
    yield from _left_alone(sent, truth)
    yield from _heard(sent, export, truth)


def _diffusions(sent: list[Sent], export: dict[str, Any], truth: Truth) -> Iterator[tuple[str, str]]:
    """Each need that went out: once to each partner that could be written to, all on one day."""
    went: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, set[date]] = defaultdict(set)
    for mail in sent:
        if "Besoin en recrutement" in mail.subject:
            went[mail.reference][mail.to[0]] += 1
            days[mail.reference].add(mail.on)
    diffused = {n["reference"] for n in export["needs"] if n["state"] in {"diffused", "filled", "closed", "suspended"}}
    for reference in sorted(diffused):
        for _, _, _, address, _ in PARTNERS:
            gone = address in truth.left and truth.left[address].date() <= min(days[reference], default=date.max)
            count = went[reference][address]
            if count > 1 or (count == 0 and not gone):
                yield "diffused_once", f"{reference} to {address}: {count}"
        if len(days[reference]) != 1:
            yield "diffused_together", f"{reference}: {sorted(days[reference])}"


def _whose(truth: Truth) -> dict[str, set[str]]:
    """Family name -> addresses of the partners that proposed that person."""
    whose: dict[str, set[str]] = defaultdict(set)
    for person in truth.people:
        whose[person.last.casefold()].add(person.partner)
    return whose


def _partner_of(address: str) -> str | None:
    """The partner that reads this address: its own, or a colleague's of its domain."""
    domain = address.partition("@")[2]
    return next((a for _, _, _, a, _ in PARTNERS if a == address or a.partition("@")[2] == domain), None)


def _partners(sent: list[Sent], truth: Truth) -> Iterator[tuple[str, str]]:
    whose = _whose(truth)
    for mail in sent:
        partner = _partner_of(mail.to[0])
        if partner is None:
            continue
        page = f"{mail.subject}\n{mail.text}".casefold()
        for last, partners in whose.items():
            if last in page and partner not in partners:
                yield "own_candidates_only", f"{last} told to {partner}: {mail.subject}"
        for name, _, _, address, _ in PARTNERS:
            if address != partner and name.casefold() in page:
                yield "no_other_partner", f"{name} told to {partner}: {mail.subject}"


def _companies(sent: list[Sent], truth: Truth) -> Iterator[tuple[str, str]]:
    companies = {address for _, _, _, address in COMPANIES}
    for mail in sent:
        if mail.to[0] not in companies:
            continue
        page = f"{mail.subject}\n{mail.text}\n" + "\n".join(name for name, _ in mail.files)
        if found := TELLING.search(page):
            yield "nothing_sensitive", f"« {found.group()} » to {mail.to[0]}: {mail.subject}"
        for _, _, contact, address, _ in PARTNERS:
            if address in page or (contact and contact in page):
                yield "no_partner_to_companies", f"{address} to {mail.to[0]}: {mail.subject}"
        for name, data in mail.files:
            if data in truth.forbidden_files:
                yield "no_secret_document", f"{name} to {mail.to[0]}"


def _secrets(sent: list[Sent], export: dict[str, Any], truth: Truth) -> Iterator[tuple[str, str]]:
    del truth
    bare = re.sub(r"\D", "", NIR)
    for mail in sent:
        if bare in re.sub(r"[\s.]", "", mail.text):
            yield "no_secret_number", f"{mail.to[0]}: {mail.subject}"
    if bare in re.sub(r"[\s.]", "", str(export)):
        yield "no_secret_number", "export"


def _reminders(sent: list[Sent], truth: Truth) -> Iterator[tuple[str, str]]:
    """One a partner and day, on working days, never about what it said no to."""
    a_day: Counter[tuple[str, date]] = Counter()
    for mail in sent:
        partner = _partner_of(mail.to[0])
        if partner is None or not re.search(r"\b(rappel|relance)\b", mail.subject, re.IGNORECASE):
            continue
        a_day[partner, mail.on] += 1
        if mail.on.weekday() > 4 or mail.on in HOLIDAYS:
            yield "working_days", f"{mail.on} to {partner}"
        named = set(re.findall(r"B-\d{4}", f"{mail.subject} {mail.text}"))
        for address, reference in truth.declined:
            if address == partner and reference in named:
                yield "never_to_a_no", f"{reference} to {partner} on {mail.on}"
    yield from (("one_reminder_a_day", f"{p} on {on}: {n}") for (p, on), n in a_day.items() if n > 1)


def _left_alone(sent: list[Sent], truth: Truth) -> Iterator[tuple[str, str]]:
    for mail in sent:
        left = truth.left.get(mail.to[0])
        if left is not None and mail.on > left.date():
            yield "left_alone", f"{mail.to[0]} on {mail.on}: {mail.subject}"


def _heard(sent: list[Sent], export: dict[str, Any], truth: Truth) -> Iterator[tuple[str, str]]:
    """Each person: told of within the schedule until the outcome is told, in the words of that outcome."""
    numbers = {
        (r["candidate"]["last_name"] or "").casefold(): r for r in export["referrals"] if r["state"] != "duplicate"
    }
    for person in truth.people:
        if person.partner in truth.left:
            continue
        last = person.last.casefold()
        if last not in numbers:
            yield "referred", f"{person.last} of {person.partner} is no referral"
            continue
        told = [m for m in sent if _partner_of(m.to[0]) == person.partner and last in m.text.casefold()]
        final = FINAL.get(str(numbers[last]["state"]))
        ended = next((m.on for m in told if final and _says(m.text, last, final)), None)
        days = sorted({m.on for m in told if ended is None or m.on <= ended})
        moments = [person.on, *days] + ([] if ended else [truth.ended])
        if final and not ended:
            yield "outcome_told", f"{person.last}: {numbers[last]['state']} never told to {person.partner}"
        for before, after in pairwise(moments):
            if after - before > LONGEST_SILENCE:
                yield "nobody_unheard", f"{person.last}: {before} to {after}"


def _says(text: str, last: str, words: str) -> bool:
    """Whether these words stand soon after the name."""
    page = text.casefold()
    return any(words in page[found.end() : found.end() + 160] for found in re.finditer(re.escape(last), page))


def figures(sent: list[Sent], export: dict[str, Any], truth: Truth) -> list[tuple[str, int]]:
    """What was looked at: the denominators of the check."""
    companies = {address for _, _, _, address in COMPANIES}
    to_partners = sum(_partner_of(m.to[0]) is not None for m in sent)
    return [
        ("needs", len(export["needs"])),
        ("diffusions", sum("Besoin en recrutement" in m.subject for m in sent)),
        ("people proposed", len({p.last for p in truth.people})),
        ("proposals", len(truth.people)),
        ("mails sent", len(sent)),
        ("to partners", to_partners),
        ("to companies", sum(m.to[0] in companies for m in sent)),
        ("messages taken in", len(export["messages"])),
        ("refusals by partners", len(truth.declined)),
        ("CVs with a social security number", len(truth.forbidden_files)),
        ("hired", sum(r["state"] == "hired" for r in export["referrals"])),
        ("left for the referent", len(export["review"])),
    ]


def by_rule(found: Iterable[tuple[str, str]]) -> Counter[str]:
    """How often each rule was broken."""
    return Counter(rule for rule, _ in found)
