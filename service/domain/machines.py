"""Machines: what a bounce, an absence or a departure changes; no robot is ever answered."""

from __future__ import annotations

from datetime import datetime

from mailboxes.inbound import Inbound
from parsers.statements import Doubt
from service.domain import companies, diffusions, notifying, outreach, reviews
from service.domain.facts import PUBLIC_DOMAINS, Facts
from service.domain.plan import Plan
from service.domain.records import Contact
from service.domain.writing import after, noted

#: what mail systems attach by themselves
_NO_PAPERS = frozenset({
    "text/calendar", "message/rfc822", "application/ics", "message/delivery-status", "text/rfc822-headers",
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
})  # fmt: skip


def on_machine(inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """A bounce of one of our mails marks the address; an absence notice of someone we know is kept with the contact."""
    if inbound.bounce is not None and facts.threads:
        return _bounced(inbound, facts, now)
    if inbound.auto == "auto_reply" and outreach.GONE.search(companies.folded(inbound.text)):
        return _left(inbound, facts, now)
    if inbound.auto == "auto_reply" and inbound.absent_until is not None:
        return _absent(inbound, facts, now)
    return _handed_over(inbound, facts, now)


def _handed_over(inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """Documents that a machine of someone we know sends (a copier, a portal): nobody is answered, but they are seen."""
    if inbound.auto not in {"auto_reply", "list"} or not (
        facts.threads or _known(inbound.sender.address.lower(), facts)
    ):
        return Plan()
    papers = [item.name for item in inbound.attachments if not item.inline and item.type not in _NO_PAPERS]
    if not papers:
        return Plan()
    why = "envoi automatique avec pièces jointes : rien n'en a été fait"
    doubt = Doubt(what=f"{inbound.sender.address} : {', '.join(papers)[:300]}", why=why)
    return Plan(review=reviews.items([doubt], message_id=inbound.message_id, need_id=None, now=now))


def _bounced(inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """Only a report about a mail that we wrote counts, and only for the address that it went to."""
    assert inbound.bounce is not None
    thread = facts.threads[0]
    hit = [r for r in inbound.bounce.recipients if r.address.lower() == thread.address.lower()]
    if not inbound.bounce.permanent:
        return noted(now, "mail_delayed", f"thread:{thread.id}", cause=inbound.message_id)
    if not hit and inbound.bounce.recipients:
        return _redirected(inbound.bounce.recipients[0].address, thread.address, now, cause=inbound.message_id)
    return refused(thread.address, facts, now, reason=hit[0].status if hit else None, cause=inbound.message_id)


def _redirected(lost: str, address: str, now: datetime, *, cause: str) -> Plan:
    """Our correspondent hands its mail on to an address that is dead: it may still read it, or nobody does."""
    why = f"le courriel envoyé à {address} a été renvoyé par cette autre adresse : redirection à vérifier"
    items = reviews.items([Doubt(what=lost, why=why)], message_id=cause, need_id=None, now=now)
    return Plan(review=items) + noted(now, "mail_redirected", f"contact:{address.lower()}", cause=cause)


_MEND = "à corriger, ou à classer « comme adresse rétablie »"


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
    doubt = Doubt(what=address, why=f"cette adresse refuse nos courriels ({reason or 'sans code'}) : {_MEND}")
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
    address = _absentee(inbound, facts)
    if address is None:
        return Plan()
    contact = facts.contacts.get(address) or Contact(id=address)
    if contact.absent_until == inbound.absent_until:
        return Plan()
    absent = contact.but(
        state="absent" if contact.state == "works" else contact.state, absent_until=inbound.absent_until, since=now
    )
    return Plan(save=(absent,)) + noted(now, "contact_absent", f"contact:{address}", cause=inbound.message_id)


def _absentee(inbound: Inbound, facts: Facts) -> str | None:
    """Whose absence it is: the sender's, or that of whom we wrote to, told under another name of the same house."""
    address = inbound.sender.address.lower()
    if _known(address, facts):
        return address
    written = facts.threads[0].address.lower() if facts.threads else ""
    house = address.rpartition("@")[2]
    same = house and house not in PUBLIC_DOMAINS and written.endswith("@" + house)
    return written if same and _known(written, facts) else None
