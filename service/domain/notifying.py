"""Notifying: a facilitator tells of markets, corrects them, answers what was asked; companies are led on from there."""

from __future__ import annotations

import re
from datetime import datetime

from mailboxes.inbound import Inbound
from parsers.statements import Asked, Doubt, MarketFactsTold, Told
from service.domain import companies, due, markets, needs, outreach, reviews
from service.domain.facts import Facts
from service.domain.letters import MissingMarketFacts
from service.domain.plan import Mail, Plan
from service.domain.records import Award, Company, Market, MarketVersion, identity
from service.domain.threads import Correspondence
from service.domain.understanding import Understanding
from service.domain.writing import address_of, after, facilitator_of, mailed, noted, signed

#: what a difference is called, for the referent
SHOWN = {
    "reference": "référence", "title": "intitulé", "buyer": "maître d'ouvrage", "notified_on": "date de notification",
    "facilitator_name": "facilitateur", "facilitator_organisation": "organisme du facilitateur",
    "facilitator_phone": "téléphone du facilitateur", "facilitator_email": "adresse du facilitateur",
    "publics": "publics visés", "lot": "numéro du lot", "lot_title": "intitulé du lot", "worksite": "chantier",
    "insertion_hours": "heures d'insertion", "email": "adresse électronique", "contact_name": "personne à joindre",
    "phone": "téléphone", "award": "entreprise retenue", "worksite_address": "adresse du chantier",
}  # fmt: skip

#: such a mail tells the whole market anew
WHOLE = re.compile(r"\bannule[nrz]?t? et remplace")


# ------------------------------------------------------------------ a notification
def on_notification(
    inbound: Inbound, said: Understanding, facts: Facts, now: datetime, who: Correspondence | None = None
) -> Plan:
    """Markets, awards and companies of a facilitator's mail; each company that can be written to is contacted.

    What lacks is asked of the facilitator in one mail, however many markets the notification tells of.
    """
    plan, asked = Plan(), list[Asked]()
    answered = who.thread.market_id if who and who.thread and who.thread.role == "facilitator" else None
    for reading in said.markets:
        world = after(facts, plan)
        found = markets.notified(
            reading,
            facilitator=inbound.sender.address,
            known=world.markets.values(),
            known_awards=world.awards.values(),
            known_companies=world.companies.values(),
            known_worksites=world.worksites,
            directory=facts.office.known_companies,
            message_id=inbound.message_id,
            now=now,
            thread_market=answered if len(said.markets) == 1 else None,
        )
        plan += _remembered(found, world, inbound, now) + _contacted(found, world, inbound, now)
        plan += _lots_lost(found, world, inbound, now) + _seen_by_the_referent(found, inbound, now)
        why = "valeur à vérifier dans la notification"
        name = reading.reference or reading.title
        doubts = [Doubt(what=f"{name} : {path}", why=why) for path in reading.to_review]
        plan += Plan(review=reviews.items(doubts, message_id=inbound.message_id, need_id=None, now=now))
        asked += _lacking(found, world)
    return plan + _asked_of_facilitator(asked, inbound, after(facts, plan))


def _remembered(found: markets.Notified, facts: Facts, inbound: Inbound, now: datetime) -> Plan:
    known = {**facts.markets, **facts.companies, **{w.id: w for w in facts.worksites}}
    changed = [r for r in (found.market, *found.companies, *found.worksites) if known.get(r.id) != r]
    what = "market_received" if found.is_new else "market_changed" if found.differences else "market_repeated"
    return Plan(save=(*changed, found.version)) + noted(
        now, what, f"market:{found.market.id}", who=inbound.sender.address, cause=inbound.message_id,
        reference=found.market.reference, awards=len(found.awards), edition=found.market.edition,
        differences=found.version.differences,
    )  # fmt: skip


def _contacted(found: markets.Notified, facts: Facts, inbound: Inbound, now: datetime) -> Plan:
    """First contact with each company that can be written to; once more where the address was mended."""
    firms = {c.id: c for c in found.companies}
    plan = Plan()
    for award in found.awards:
        company, before = firms[award.company_id], facts.awards.get(award.id)
        moved = before is not None and award.email != before.email and award.state in {"contacted", "silent"}
        if moved:
            award = outreach.begun_again(award)
        if award.state == "to_complete" and facts.works(address_of(award, company, facts)):
            plan += outreach.first_contact(award, company, found.market, facts, now, cause=inbound.message_id)
        elif award.state == "to_complete" and award.version == 0:
            plan += Plan(save=(award.but(due_at=_facilitator_owes_by(facts, now)),))
        elif before != award:
            plan += Plan(save=(award,))
    return plan


def _facilitator_owes_by(facts: Facts, now: datetime) -> datetime:
    """When the facilitator is reminded of an address that is owed."""
    office = facts.office
    return due.opening_after(now, office.policy.form_answer_days, office.policy, office.zone)


def _lots_lost(found: markets.Notified, facts: Facts, inbound: Inbound, now: datetime) -> Plan:
    """A lot that another company now holds: closed for the first where the mail says that it replaces, else asked."""
    firms = {c.id: c for c in found.companies}
    names = {a.lot: firms[a.company_id].name for a in found.new_awards if a.company_id in firms}
    words = companies.folded(f"{inbound.subject}\n{inbound.reply_text}")
    replaces = markets.REPLACES.search(words) is not None
    plan, doubts = Plan(), []
    for award in found.lost_awards:
        closed = markets.move(award, "closed", now) if replaces else None
        what = f"{found.market.reference or found.market.title}, lot {award.lot} : {names.get(award.lot, '?')}"
        if closed is not None:
            plan += Plan(save=(closed.but(due_at=None),)) + noted(
                now, "award_closed", f"award:{award.id}", who=inbound.sender.address, cause=inbound.message_id
            )
            if award.state != "to_complete":
                why = "remplace une entreprise à qui le formulaire a été envoyé : elle n'est plus relancée, la prévenir"
                doubts.append(Doubt(what=what, why=why))
        else:
            why = "s'ajoute à une entreprise déjà connue sur ce lot : cotraitance, ou remplacement ?"
            doubts.append(Doubt(what=what, why=why))
    if WHOLE.search(words):
        told = {a.id for a in (*found.awards, *found.lost_awards)}
        gone = [a for a in facts.awards_of(found.market.id) if a.id not in told and a.state != "closed"]
        why = "ne figure plus dans une notification qui annule et remplace la précédente : retirée ?"
        doubts += [Doubt(what=f"{facts.companies[a.company_id].name}, lot {a.lot or '?'}", why=why) for a in gone]
    return plan + Plan(review=reviews.items(doubts, message_id=inbound.message_id, need_id=None, now=now))


def _seen_by_the_referent(found: markets.Notified, inbound: Inbound, now: datetime) -> Plan:
    """All that a correction changes, in one line to look at."""
    if not found.differences:
        return Plan()
    name = found.market.reference or found.market.title or "marché"
    what = f"{name} : " + " ; ".join(shown(difference) for difference in found.differences)
    why = "la notification modifie un marché déjà connu"
    return Plan(review=reviews.items([Doubt(what=what, why=why)], message_id=inbound.message_id, need_id=None, now=now))


def shown(difference: markets.Difference) -> str:
    """« Bâti-Nord SARL, heures d'insertion : 640 -> 800 »."""
    about = f"{difference.about}, " if difference.about else ""
    before, later = (_value(value) for value in (difference.before, difference.after))
    return f"{about}{SHOWN.get(difference.field, difference.field)} : {before} -> {later}"


def _value(value: str | float | None) -> str:
    if value is None:
        return "(rien)"
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


# ------------------------------------------------------------------ what lacks
def _lacking(found: markets.Notified, facts: Facts) -> list[Asked]:
    """What this notification leaves out: an address to write to; of a lot told for the first time, its hours."""
    firms, fresh = {c.id: c for c in found.companies}, {a.id for a in found.new_awards}
    asked = []
    for award in found.awards:
        company = firms[award.company_id]
        if award.state == "to_complete" and not (award.email or company.email):
            asked.append(_question("company.email", award, company))
        if award.id in fresh and award.insertion_hours is None:
            asked.append(_question("insertion_hours", award, company))
    return [one for one in asked if not (one.path == "insertion_hours" and facts.awards.get(one.key))]


def _question(path: str, award: Award, company: Company) -> Asked:
    return Asked(key=award.id, path=path, company=company.name, lot=award.lot)


def _asked_of_facilitator(asked: list[Asked], inbound: Inbound, facts: Facts) -> Plan:
    if not asked:
        return Plan()
    concerned = {facts.awards[one.key].market_id: facts.markets[facts.awards[one.key].market_id] for one in asked}
    first = next(iter(concerned.values()))
    who = facilitator_of(first, facts.office)
    alone = needs.market_facts(first, None) if len(concerned) == 1 else None
    mail = Mail(
        key=f"missing:{identity(*concerned)}:{inbound.message_id}",
        to=inbound.sender.address,
        to_name=inbound.sender.name,
        role="facilitator",
        letter=MissingMarketFacts(
            **signed(facts.office, who.name),
            market=alone or needs.NO_MARKET,
            lacks=_lines(asked, facts, named=alone is None),
        ),
        answers=inbound.message_id,
        references=inbound.references,
        market_id=first.id,
        asked={"markets": " ".join(concerned)},
    )
    return mailed(mail)


def _lines(asked: list[Asked], facts: Facts, *, named: bool) -> tuple[tuple[str, str], ...]:
    """(whom, what) of each question; a company that is asked for once is one line however many lots it holds."""
    lines = []
    for one in asked:
        market = facts.markets[facts.awards[one.key].market_id]
        whom = [market.reference or market.title or "" if named else ""]
        whom += [f"lot {one.lot}" if one.lot and one.path == "insertion_hours" else "", one.company]
        lines.append((", ".join(word for word in whom if word), one.path))
    return tuple(dict.fromkeys(lines))


# ------------------------------------------------------------------ the facilitator answers
def asked_in(who: Correspondence, facts: Facts) -> tuple[Asked, ...]:
    """What the facilitator still owes of the market that a mail of ours, which this one answers, was about."""
    thread = who.thread
    if who.role != "facilitator" or thread is None or thread.role != "facilitator":
        return ()
    concerned = set((thread.asked or {}).get("markets", "").split()) | {thread.market_id}
    asked = []
    for award in (a for a in facts.awards.values() if a.market_id in concerned):
        company = facts.companies[award.company_id]
        unreached = not facts.works(address_of(award, company, facts))
        if award.state == "silent" or (award.state == "to_complete" and unreached):
            asked.append(_question("company.email", award, company))
        if award.insertion_hours is None and award.state != "closed":
            asked.append(_question("insertion_hours", award, company))
    return tuple(asked)


def on_facts_told(inbound: Inbound, said: MarketFactsTold, facts: Facts, now: datetime) -> Plan:
    """What the facilitator's plain answer completes; each company that can now be written to is contacted."""
    plan = Plan()
    for one in said.told:
        world = after(facts, plan)
        award = world.awards[one.key]
        company, market = world.companies[award.company_id], world.markets[award.market_id]
        before: str | float | None = award.insertion_hours
        if one.path == "insertion_hours":
            plan += Plan(save=(award.but(insertion_hours=float(one.value)),))
        else:
            before = address_of(award, company, world)
            plan += _address_told(one, award, company, market, world, inbound, now)
        plan += _version_told(one, before, company, market, after(facts, plan), inbound, now)
    return plan + Plan(review=reviews.items(said.to_review, message_id=inbound.message_id, need_id=None, now=now))


def _address_told(
    one: Told, award: Award, company: Company, market: Market, facts: Facts, inbound: Inbound, now: datetime
) -> Plan:
    """The new address is the company's when it has none that works, else this lot's; the form goes there at once."""
    address = str(one.value)
    if not facts.works(company.email):
        company = company.but(
            email=address,
            contact_name=one.name or company.contact_name,
            phone=company.phone or one.phone,
        )
    else:
        award = award.but(email=address, contact_name=one.name)
    if not facts.works(address):
        return Plan(save=(award, company))
    begun = outreach.begun_again(award)
    return Plan(save=(company,)) + outreach.first_contact(begun, company, market, facts, now, cause=inbound.message_id)


def _version_told(
    one: Told, before: str | float | None, company: Company, market: Market, facts: Facts, inbound: Inbound,
    now: datetime,
) -> Plan:  # fmt: skip
    """What was told is a version of the market, like any notification."""
    edition = market.edition + 1
    field = "insertion_hours" if one.path == "insertion_hours" else "email"
    difference = {"field": field, "about": company.name, "before": before, "after": one.value}
    version = MarketVersion(
        id=identity("market_version", market.id, edition),
        market_id=market.id,
        edition=edition,
        differences=[difference],
        at=now,
        who=inbound.sender.address,
        message_id=inbound.message_id,
    )
    return Plan(save=(facts.markets[market.id].but(edition=edition), version)) + noted(
        now, "market_completed", f"market:{market.id}", who=inbound.sender.address, cause=inbound.message_id,
        edition=edition, differences=[difference],
    )  # fmt: skip


def address_lost(address: str, facts: Facts, now: datetime, *, cause: str | None) -> Plan:
    """An address takes no mail: the forms that it was to return wait for another, asked of the facilitator at once.

    One mail a market; a company with another address that works is written to there.
    """
    plan, lost = Plan(), dict[str, list[Award]]()
    for award in facts.awards.values():
        company = facts.companies.get(award.company_id)
        known = [(mail or "").lower() for mail in (award.email, company.email if company else None)]
        if company is None or address.lower() not in known or award.state != "contacted":
            continue
        other = next((mail for mail in known if mail and mail != address.lower() and facts.works(mail)), None)
        if other is not None:
            begun, market = outreach.begun_again(award).but(email=other), facts.markets[award.market_id]
            plan += outreach.first_contact(begun, company, market, facts, now, cause=cause)
        elif (back := markets.move(award, "to_complete", now)) is not None:
            begun = back.but(reminders=0, reminded_at=None, due_at=_facilitator_owes_by(facts, now))
            plan += Plan(save=(begun,))
            lost.setdefault(award.market_id, []).append(award)
    for market_id, mine in lost.items():
        plan += _other_address_asked(facts.markets[market_id], mine, facts, now, cause=cause)
    return plan


def _other_address_asked(
    market: Market, awards: list[Award], facts: Facts, now: datetime, *, cause: str | None
) -> Plan:
    who = facilitator_of(market, facts.office)
    if who.email is None or not facts.works(who.email):
        return Plan()
    names = dict.fromkeys(facts.companies[a.company_id].name for a in awards)
    key = f"missing:{market.id}:{identity(*(a.id for a in awards))}:{cause}"
    mail = outreach.addresses_asked(market, names, who, facts, key=key, bounced=True)
    return mailed(mail) + noted(
        now, "facilitator_asked", f"market:{market.id}", cause=cause, awards=[a.id for a in awards]
    )
