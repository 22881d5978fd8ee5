"""Threads: who writes, in which role, and which of our mails this answers: token, then headers, then person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from mailboxes.inbound import Inbound
from service.domain import companies
from service.domain.facts import PUBLIC_DOMAINS, Facts
from service.domain.records import Company, Need, Partner, Thread

Role = Literal["partner", "company", "referent", "facilitator"]

TOKEN = re.compile(r"\bL-([A-Z2-7]{10})\b")
NEED_REFERENCE = re.compile(r"\[\s*(B-\d{1,6})\s*\]|\b(B-\d{4,6})\b", re.IGNORECASE)
FORM_REFERENCE = re.compile(r"\bF-[A-Z2-7]{6,12}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """What is known of a message before its words are understood."""

    role: Role | None
    thread: Thread | None = None
    partner: Partner | None = None
    company: Company | None = None
    #: « address », « thread », « domain »: how the sender was known
    known_by: str | None = None
    #: what the referent said that it is about
    needs: tuple[Need, ...] = ()
    #: True when the sender's identity is proved, or needs no proof
    trusted: bool = True


def tokens(inbound: Inbound) -> tuple[str, ...]:
    """The thread tokens that stand anywhere in the mail, newest quote first."""
    text = inbound.subject + "\n" + inbound.text
    return tuple(dict.fromkeys(TOKEN.findall(text[:200_000])))


def answered_ids(inbound: Inbound) -> tuple[str, ...]:
    """The Message-IDs that the mail answers, nearest first (RFC 5322 §3.6.4)."""
    return tuple(dict.fromkeys((*inbound.in_reply_to, *reversed(inbound.references))))


def need_references(inbound: Inbound) -> tuple[str, ...]:
    """The references of needs that stand in subject or body."""
    return _references(inbound.subject + "\n" + inbound.text)


def form_references(text: str) -> tuple[str, ...]:
    """The references of liaison forms in a text."""
    return tuple(dict.fromkeys(FORM_REFERENCE.findall(text)))


def is_authenticated(inbound: Inbound) -> bool:
    """Whether the trusted server vouches for the From address: DMARC passed (RFC 7489 §3.1).

    Where the domain publishes no policy, SPF or DKIM must have passed for that very domain.
    """
    return inbound.authentication.dmarc == "pass" or "authentication:aligned" in inbound.evidence


def correspondence(inbound: Inbound, facts: Facts, told: Mapping[str, str] | None = None) -> Correspondence:
    """Who writes, in which role, in which thread.

    1. The referent and the facilitators are known by their address, and believed only when authenticated.
    2. Else the thread's role stands: whoever holds our token or Message-ID was handed it.
    3. Else a partner's or company's own address; else an address of the same organisation's domain.

    What the referent said of this message (`told`: role, need) stands above all of it.
    """
    if told and told.get("role"):
        return _as_told(inbound, facts, told)
    return _as_it_seems(inbound, facts)


def _as_told(inbound: Inbound, facts: Facts, told: Mapping[str, str]) -> Correspondence:
    seems = _as_it_seems(inbound, facts)
    role = told["role"]
    need = facts.need_by_reference(told.get("need"))
    company = seems.company or (facts.companies.get(need.company_id or "") if need else None)
    return replace(
        seems,
        role="partner" if role == "partner" else "company" if role == "company" else "facilitator",
        company=company if role == "company" else seems.company,
        needs=(need,) if need else (),
        known_by="told",
        trusted=True,
    )


def _as_it_seems(inbound: Inbound, facts: Facts) -> Correspondence:
    address = inbound.sender.address.lower()
    thread = facts.threads[0] if facts.threads else None
    if facts.office.is_referent(address) and (thread is None or thread.role == "referent"):
        return Correspondence(role="referent", thread=thread, known_by="address", trusted=is_authenticated(inbound))
    in_partner_or_company_thread = thread is not None and thread.role in {"partner", "company"}
    if facts.office.facilitator(address) and not in_partner_or_company_thread:
        return Correspondence(role="facilitator", thread=thread, known_by="address", trusted=is_authenticated(inbound))
    if facts.office.is_referent(address):
        return Correspondence(role="referent", thread=thread, known_by="address", trusted=is_authenticated(inbound))
    if thread is not None and in_partner_or_company_thread:
        return _of_thread(thread, facts)
    return _of_address(address, thread, facts)


def _of_thread(thread: Thread, facts: Facts) -> Correspondence:
    return Correspondence(
        role="partner" if thread.role == "partner" else "company",
        thread=thread,
        partner=facts.partners.get(thread.partner_id or ""),
        company=companies.standing(facts.companies.get(thread.company_id or ""), facts.companies),
        known_by="thread",
    )


def _of_address(address: str, thread: Thread | None, facts: Facts) -> Correspondence:
    partner = _by_email(address, facts.partners.values()) or _by_colleague(address, facts.partners.values())
    if partner:
        return Correspondence(role="partner", thread=thread, partner=partner, known_by="address")
    firms = [company for company in facts.companies.values() if company.merged_into is None]
    company = _by_email(address, firms) or _named_for_a_lot(address, facts)
    if company:
        return Correspondence(role="company", thread=thread, company=company, known_by="address")
    domain = address.rsplit("@", 1)[-1]
    if domain not in PUBLIC_DOMAINS:
        partner = _by_domain(domain, facts.partners.values())
        company = _by_domain(domain, firms)
        if partner and not company:
            return Correspondence(role="partner", thread=thread, partner=partner, known_by="domain")
        if company and not partner:
            return Correspondence(role="company", thread=thread, company=company, known_by="domain")
    return Correspondence(role=None, thread=thread)


def _named_for_a_lot(address: str, facts: Facts) -> Company | None:
    """The company whose contact for one lot this is."""
    owners = {a.company_id for a in facts.awards.values() if (a.email or "").lower() == address}
    return facts.companies.get(next(iter(owners))) if len(owners) == 1 else None


def _by_colleague(address: str, partners: Iterable[Partner]) -> Partner | None:
    """The partner for whom this address answers, by its directory."""
    return next((p for p in partners if any(contact["email"].lower() == address for contact in p.contacts)), None)


P = TypeVar("P", Partner, Company)


def _by_email(address: str, people: Iterable[P]) -> P | None:
    return next((person for person in people if (person.email or "").lower() == address), None)


def _by_domain(domain: str, people: Iterable[P]) -> P | None:
    """The one person of this domain; None when there are several: a guess between colleagues is no answer."""
    found = [person for person in people if (person.email or "").lower().rsplit("@", 1)[-1] == domain]
    return found[0] if len(found) == 1 else None


def needs_meant(inbound: Inbound, who: Correspondence, facts: Facts) -> tuple[Need, ...]:
    """The needs that the mail is about, surest first: as told, the thread's, the one that its author names.

    What a mail quotes names nothing: our reminders list several needs. A subject counts when it holds just one.
    """
    meant: list[Need] = list(who.needs)
    if who.thread and who.thread.need_id in facts.needs:
        meant.append(facts.needs[who.thread.need_id])
    # the referent's words name each order's own need
    said = () if who.role == "referent" else _references(inbound.reply_text)
    named = said or (() if meant and who.role == "referent" else _references(inbound.subject))
    if len(named) == 1 and (need := facts.need_by_reference(named[0])) is not None:
        meant.append(need)
    return tuple({need.id: need for need in meant}.values())


def _references(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((a or b).upper() for a, b in NEED_REFERENCE.findall(text[:50_000])))
