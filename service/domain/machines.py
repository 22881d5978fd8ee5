"""Machines: what a bounce, an absence or a departure changes; no robot is ever answered."""

from __future__ import annotations

from datetime import datetime

from mailboxes.inbound import Inbound
from parsers.statements import Doubt
from service.domain import companies, diffusions, notifying, outreach, reviews
from service.domain.facts import Facts
from service.domain.plan import Plan
from service.domain.records import Contact
from service.domain.writing import after, noted


def on_machine(inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """A bounce of one of our mails marks the address; an absence notice of someone we know is kept with the contact."""
    if inbound.bounce is not None and facts.threads:
        return _bounced(inbound, facts, now)
    if inbound.auto == "auto_reply" and outreach.GONE.search(companies.folded(inbound.text)):
        return _left(inbound, facts, now)
    if inbound.auto == "auto_reply" and inbound.absent_until is not None:
        return _absent(inbound, facts, now)
    return Plan()


def _bounced(inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """Only a report about a mail that we wrote counts, and only for the address that it went to."""
    assert inbound.bounce is not None
    thread = facts.threads[0]
    hit = [r for r in inbound.bounce.recipients if r.address.lower() == thread.address.lower()]
    if not inbound.bounce.permanent or not (hit or not inbound.bounce.recipients):
        return noted(now, "mail_delayed", f"thread:{thread.id}", cause=inbound.message_id)
    return refused(thread.address, facts, now, reason=hit[0].status if hit else None, cause=inbound.message_id)


def refused(address: str, facts: Facts, now: datetime, *, reason: str | None, cause: str | None) -> Plan:
    """An address takes no mail: it is not written to again until someone mends it, and the referent is told."""
    contact = facts.contacts.get(address.lower()) or Contact(id=address.lower())
    plan = Plan(save=(contact.but(state="bounces", reason=reason, since=now),))
    for diffusion in facts.diffusions.values():
        partner = facts.partners.get(diffusion.partner_id)
        if partner is None or partner.email.lower() != address.lower() or diffusion.state not in {"queued", "sent"}:
            continue
        moved = diffusions.move(diffusion, "bounced", now)
        if moved is not None:
            plan += Plan(save=(moved.but(due_at=None),))
    plan += notifying.address_lost(address, after(facts, plan), now, cause=cause)
    doubt = Doubt(what=address, why=f"cette adresse refuse nos courriels ({reason or 'sans code'}) : à corriger")
    items = reviews.items([doubt], message_id=cause, need_id=None, now=now)
    return (
        plan + Plan(review=items) + noted(now, "contact_bounces", f"contact:{contact.id}", cause=cause, status=reason)
    )


def _known(address: str, facts: Facts) -> bool:
    """Whether the address is one that we write to."""
    known = {p.email.lower() for p in facts.partners.values()}
    known |= {(c.email or "").lower() for c in facts.companies.values()}
    known |= {(a.email or "").lower() for a in facts.awards.values()}
    return address in known


def _left(inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """Who has left is not written to again; a robot's word about who follows is for the referent to use."""
    address = inbound.sender.address.lower()
    contact = facts.contacts.get(address) or Contact(id=address)
    if not _known(address, facts) or contact.state == "left":
        return Plan()
    plan = Plan(save=(contact.but(state="left", since=now),)) + noted(
        now, "contact_left", f"contact:{address}", who=address, cause=inbound.message_id
    )
    plan += notifying.address_lost(address, after(facts, plan), now, cause=inbound.message_id)
    what = f"{address} : {' '.join(inbound.text.split())[:300]}"
    doubt = Doubt(what=what, why="cette personne a quitté son poste : à qui écrire désormais ?")
    return plan + Plan(review=reviews.items([doubt], message_id=inbound.message_id, need_id=None, now=now))


def _absent(inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    address = inbound.sender.address.lower()
    if not _known(address, facts):
        return Plan()
    contact = facts.contacts.get(address) or Contact(id=address)
    if contact.absent_until == inbound.absent_until:
        return Plan()
    absent = contact.but(
        state="absent" if contact.state == "works" else contact.state, absent_until=inbound.absent_until, since=now
    )
    return Plan(save=(absent,)) + noted(now, "contact_absent", f"contact:{address}", cause=inbound.message_id)
