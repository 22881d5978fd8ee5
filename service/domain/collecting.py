"""Collecting: from a facilitator's notification to a need that the referent may validate (procedure, steps 1 to 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from mailboxes.inbound import Inbound
from parsers.reading import NeedReading, as_json
from parsers.statements import Doubt, Stance
from service.domain import due, markets, needs, reviews
from service.domain.classify import Paper, Understanding
from service.domain.facts import Facts
from service.domain.letters import (
    CompanyReminder,
    FirstContact,
    FormReceived,
    IncompleteForm,
    MarketFacts,
    MissingMarketFacts,
    NeedToValidate,
    SilentCompanies,
    SilentCompany,
)
from service.domain.plan import FormAttachment, Mail, Plan, StoredAttachment
from service.domain.records import Award, Company, Market, Need
from service.domain.threads import Correspondence
from service.domain.writing import absent_until, facilitator_of, mailed, noted, signed, to_company

#: what a company must have before it can be written to
CONTACT_FIELDS = ("email",)


# ------------------------------------------------------------------ step 1: a notification
def on_notification(inbound: Inbound, said: Understanding, facts: Facts, now: datetime) -> Plan:
    """Markets, awards and companies of a facilitator's mail; each company that can be written to is contacted."""
    plan = Plan()
    for reading in said.markets:
        found = markets.notified(
            reading,
            facilitator=inbound.sender.address,
            known=facts.markets.values(),
            known_awards=facts.awards.values(),
            known_companies=facts.companies.values(),
            known_worksites=facts.worksites,
            directory=facts.office.known_companies,
            message_id=inbound.message_id,
            now=now,
        )
        plan += _remembered(found, facts, inbound, now)
        plan += _contacted(found, facts, inbound, now)
        why = "valeur à vérifier dans la notification"
        name = reading.reference or reading.title
        doubts = [Doubt(what=f"{name} : {path}", why=why) for path in reading.to_review]
        doubts += [Doubt(what=line, why="la notification modifie un marché déjà connu") for line in found.differences]
        plan += Plan(review=reviews.items(doubts, message_id=inbound.message_id, need_id=None, now=now))
    return plan


def _remembered(found: markets.Notified, facts: Facts, inbound: Inbound, now: datetime) -> Plan:
    known = {**facts.markets, **facts.companies, **{w.id: w for w in facts.worksites}}
    changed = [r for r in (found.market, *found.companies, *found.worksites) if known.get(r.id) != r]
    what = "market_received" if found.is_new else "market_changed" if found.differences else "market_repeated"
    return Plan(save=tuple(changed)) + noted(
        now, what, f"market:{found.market.id}", who=inbound.sender.address, cause=inbound.message_id,
        reference=found.market.reference, awards=len(found.awards), differences=list(found.differences),
    )  # fmt: skip


def _contacted(found: markets.Notified, facts: Facts, inbound: Inbound, now: datetime) -> Plan:
    """First contact with each company that can be written to; what lacks for the others is asked of the facilitator."""
    companies = {c.id: c for c in found.companies}
    plan, lacks = Plan(), []
    for award in found.awards:
        company = companies[award.company_id]
        if award.state == "to_complete" and facts.works(company.email):
            plan += first_contact(award, company, found.market, facts, now, cause=inbound.message_id)
            continue
        if award.state == "to_complete":
            lacks += [(company.name, f"company.{field}") for field in CONTACT_FIELDS if not getattr(company, field)]
        if facts.awards.get(award.id) != award:
            plan += Plan(save=(award,))
    if lacks:
        plan += mailed(_asked_of_facilitator(found.market, lacks, inbound, facts))
    return plan


def first_contact(
    award: Award, company: Company, market: Market, facts: Facts, now: datetime, *, cause: str | None
) -> Plan:
    """The liaison form goes to the company; the first reminder is due."""
    office = facts.office
    contacted = markets.move(award, "contacted", now)
    if contacted is None or company.email is None:
        return Plan()
    day = due.local_day(now, office.zone)
    answer_by = due.working_days_after(day, office.policy.form_answer_days, office.policy)
    letter = FirstContact(
        **signed(office, company.contact_name),
        company=company.name,
        market=needs.market_facts(market, award) or MarketFacts(reference=None, title=None, buyer=None),
        facilitator=facilitator_of(market, office),
        form_reference=award.form_reference,
        answer_by=answer_by,
    )
    mail = Mail(
        key=f"first_contact:{award.id}:{company.email}",
        to=company.email,
        to_name=company.contact_name or company.name,
        role="company",
        letter=letter,
        attachments=(FormAttachment(award_id=award.id, known=known_of(award, company, facts)),),
        market_id=market.id,
        award_id=award.id,
        company_id=company.id,
    )
    days = office.policy.company_reminder_days
    contacted = contacted.but(
        contacted_at=now, due_at=due.opening_after(now, days[0], office.policy, office.zone) if days else None
    )
    return Plan(save=(contacted,), mails=(mail,)) + noted(
        now, "company_contacted", f"award:{award.id}", cause=cause, company=company.id
    )


def on_stance(inbound: Inbound, stance: Stance, award: Award, facts: Facts, now: datetime) -> Plan:
    """A company answers without the form: no, later, or somebody else. The referent sees a refusal."""
    office, company = facts.office, facts.companies[award.company_id]
    plan = noted(
        now, f"company_{stance.kind}", f"award:{award.id}", who=inbound.sender.address, cause=inbound.message_id
    )
    if stance.kind == "refuses":
        moved = markets.move(award, "refused", now) or award
        why = "l'entreprise dit ne pas recruter : à voir avec elle ou avec le facilitateur"
        doubted = _doubted([Doubt(what=f"{company.name} : {stance.words}", why=why)], inbound, now)
        return plan + Plan(save=(moved.but(due_at=None),)) + doubted
    if stance.kind == "later":
        later = due.opening_after(now, office.policy.form_answer_days, office.policy, office.zone)
        if stance.on:
            day = due.next_working_day(date.fromisoformat(stance.on), office.policy)
            later = due.at_local(day, due.OFFICE_OPENS, office.zone)
        return plan + Plan(save=(award.but(due_at=later),))
    if stance.email is None or not facts.works(stance.email):
        return plan
    other = company.but(email=stance.email, contact_name=stance.name or company.contact_name)
    again = award.but(state="to_complete", reminders=0, reminded_at=None)
    market = facts.markets[award.market_id]
    return plan + Plan(save=(other,)) + first_contact(again, other, market, facts, now, cause=inbound.message_id)


def known_of(award: Award, company: Company, facts: Facts) -> dict[str, str]:
    """What the form of an award can say before the company writes a word."""
    told = {
        f"company.{key}": getattr(company, key)
        for key in ("name", "siret", "address", "contact_name", "phone", "email")
    }
    sites = [w for w in facts.worksites if w.market_id == award.market_id]
    if len(sites) == 1 and sites[0].address:
        told["conditions.workplace"] = sites[0].address
    return {path: value for path, value in told.items() if value}


def _asked_of_facilitator(market: Market, lacks: list[tuple[str, str]], inbound: Inbound, facts: Facts) -> Mail:
    who = facilitator_of(market, facts.office)
    return Mail(
        key=f"missing:{market.id}:{inbound.message_id}",
        to=inbound.sender.address,
        to_name=inbound.sender.name,
        role="facilitator",
        letter=MissingMarketFacts(
            **signed(facts.office, who.name),
            market=needs.market_facts(market, None) or MarketFacts(reference=None, title=None, buyer=None),
            lacks=tuple(lacks),
        ),
        answers=inbound.message_id,
        references=inbound.references,
        market_id=market.id,
    )


# ------------------------------------------------------------------ reminders of step 2
def company_reminder(award: Award, facts: Facts, now: datetime) -> Plan:
    """The next reminder to a company that keeps its form; after the last, the facilitator is told."""
    office, policy = facts.office, facts.office.policy
    company, market = facts.companies[award.company_id], facts.markets[award.market_id]
    if award.state != "contacted" or award.contacted_at is None:
        return Plan(save=(award.but(due_at=None),))
    if award.reminders >= len(policy.company_reminder_days):
        return silent_company(award, facts, now)
    if back := absent_until(company.email, facts, now):
        return Plan(save=(award.but(due_at=back),))
    address = to_company(facts, company)
    rank = award.reminders + 1
    last = rank == len(policy.company_reminder_days)
    following = (
        due.working_days_after(due.local_day(now, office.zone), policy.form_answer_days, policy)
        if last
        else due.working_days_after(
            due.local_day(award.contacted_at, office.zone), policy.company_reminder_days[rank], policy
        )
    )
    due_at = max(due.at_local(following, due.OFFICE_OPENS, office.zone), due.opening_after(now, 3, policy, office.zone))
    reminded = award.but(reminders=rank, reminded_at=now, due_at=due_at)
    if address is None:
        return Plan(save=(reminded,))
    letter = CompanyReminder(
        **signed(office, company.contact_name),
        company=company.name,
        market=needs.market_facts(market, award) or MarketFacts(reference=None, title=None, buyer=None),
        facilitator=facilitator_of(market, office),
        form_reference=award.form_reference,
        first_sent_on=due.local_day(award.contacted_at, office.zone),
        rank=rank,
        last=last,
        answer_by=due.local_day(due_at, office.zone),
    )
    mail = Mail(
        key=f"company_reminder:{award.id}:{rank}",
        to=address,
        to_name=company.contact_name or company.name,
        role="company",
        letter=letter,
        attachments=(FormAttachment(award_id=award.id, known=known_of(award, company, facts)),),
        market_id=market.id,
        award_id=award.id,
        company_id=company.id,
    )
    return Plan(save=(reminded,), mails=(mail,)) + noted(now, "company_reminded", f"award:{award.id}", rank=rank)


def silent_company(award: Award, facts: Facts, now: datetime) -> Plan:
    """The reminders are spent: the facilitator is told, in one mail, of the market's companies that keep silent."""
    market, office = facts.markets[award.market_id], facts.office
    policy = office.policy
    spent = [
        a for a in facts.awards_of(market.id)
        if a.state == "contacted" and a.reminders >= len(policy.company_reminder_days)
        and a.due_at is not None and a.due_at <= now
    ]  # fmt: skip
    moved = [silent.but(due_at=None) for a in spent if (silent := markets.move(a, "silent", now)) is not None]
    who = facilitator_of(market, office)
    plan = Plan(save=tuple(moved)) + noted(now, "companies_silent", f"market:{market.id}", awards=[a.id for a in moved])
    if not moved or who.email is None:
        return plan
    letter = SilentCompanies(
        **signed(office, who.name),
        market=needs.market_facts(market, None) or MarketFacts(reference=None, title=None, buyer=None),
        companies=tuple(_silent(a, facts) for a in moved),
    )
    key = f"silent:{market.id}:" + ",".join(sorted(a.id for a in moved))
    return plan + mailed(
        Mail(key=key, to=who.email, to_name=who.name, role="facilitator", letter=letter, market_id=market.id)
    )


def _silent(award: Award, facts: Facts) -> SilentCompany:
    company, zone = facts.companies[award.company_id], facts.office.zone
    first: date = due.local_day(award.contacted_at or award.since, zone)
    return SilentCompany(
        company=company.name,
        lot=award.lot,
        email=company.email,
        phone=company.phone,
        first_sent_on=first,
        reminded_on=(due.local_day(award.reminded_at, zone),) if award.reminded_at else (),
    )


# ------------------------------------------------------------------ steps 2 and 3: a form comes back
def on_form(inbound: Inbound, said: Understanding, who: Correspondence, facts: Facts, now: datetime) -> Plan:
    """The needs of a returned form: new, or completing one that was incomplete; what lacks is asked of the company."""
    award = award_meant(inbound, said, who, facts)
    company = facts.companies.get(award.company_id) if award else who.company
    if said.blank_form:
        doubt = Doubt(what=inbound.subject, why="formulaire revenu vide")
        return _doubted([doubt], inbound, now)
    plan, number, taken = Plan(), facts.next_need, set[str]()
    for rank, (reading, paper) in enumerate(zip(said.needs, said.need_papers, strict=True)):
        before = _need_completed(reading, award, who, facts, taken, alone=len(said.needs) == 1)
        if before is not None and before.state not in {"incomplete", "to_validate"}:
            why = f"nouveau formulaire pour le besoin {before.reference}, déjà {before.state}"
            plan += _doubted([Doubt(what=reading.job.title or inbound.subject, why=why)], inbound, now, before)
            continue
        if before is not None:
            taken.add(before.id)
        need, edition = _need_of(before, reading, paper, award, company, inbound, number, rank, now)
        number += before is None
        plan += _need_saved(need, edition, inbound, now) + _answered(need, edition, award, company, inbound, facts)
    if company is None:
        plan += _doubted(
            [
                Doubt(
                    what=inbound.sender.address,
                    why="formulaire d'une entreprise qui n'est attributaire d'aucun marché connu",
                )
            ],
            inbound,
            now,
        )
    return plan + _award_returned(award, now) + _company_learned(company, said, facts)


def award_meant(inbound: Inbound, said: Understanding, who: Correspondence, facts: Facts) -> Award | None:
    """The award whose form this is: by the form's own reference, by the thread, by the only one of the company."""
    by_reference = {a.form_reference: a for a in facts.awards.values()}
    text = inbound.subject + "\n" + inbound.text
    for reference, award in by_reference.items():
        if reference == said.form_reference or reference in text:
            return award
    if who.thread and who.thread.award_id in facts.awards:
        return facts.awards[who.thread.award_id]
    if who.thread and who.thread.need_id in facts.needs:
        return facts.awards.get(facts.needs[who.thread.need_id].award_id or "")
    sirets = {need.company.siret for need in said.needs} - {None}
    companies = {c.id for c in facts.companies.values() if c.siret in sirets}
    companies |= {who.company.id} if who.company else set()
    waiting = [a for a in facts.awards.values() if a.company_id in companies and a.state in {"contacted", "silent"}]
    return waiting[0] if len(waiting) == 1 else None


def _need_completed(
    reading: NeedReading, award: Award | None, who: Correspondence, facts: Facts, taken: set[str], *, alone: bool
) -> Need | None:
    """The need that this reading completes or repeats; None when it is another one."""
    if alone and who.thread and who.thread.need_id in facts.needs:
        return facts.needs[who.thread.need_id]
    if award is None:
        return None
    mine = [n for n in facts.needs.values() if n.award_id == award.id and n.id not in taken]
    title = markets.folded(reading.job.title)
    same = [n for n in mine if markets.folded(n.title) == title and n.state not in {"closed", "cancelled", "filled"}]
    if same:
        return same[0]
    incomplete = [n for n in mine if n.state == "incomplete" and (not n.title or not title)]
    return incomplete[0] if alone and len(incomplete) == 1 else None


def _need_of(
    before: Need | None, reading: NeedReading, paper: Paper, award: Award | None, company: Company | None,
    inbound: Inbound, number: int, rank: int, now: datetime,
) -> tuple[Need, int]:  # fmt: skip
    """The need as it now stands, and the count of its editions."""
    document = (paper.name, paper.attachment.sha256 if paper.attachment else None)
    reading = _with_known_company(reading, company)
    if before is None:
        made = needs.new(
            reading, number=number, award=award, company=company, message_id=inbound.message_id,
            document=document, rank=rank, now=now,
        )  # fmt: skip
        return made, 1
    merged = needs.completed(needs.reading_of(before), reading)
    state = needs.state_of(merged)
    after = before.but(
        reading=as_json(merged),
        title=merged.job.title,
        state=state,
        since=now if state != before.state else before.since,
        message_id=inbound.message_id,
        **({"document_name": document[0], "document_sha256": document[1]} if document[1] else {}),
    )
    return after, before.version + 1


def _with_known_company(reading: NeedReading, company: Company | None) -> NeedReading:
    """What the form leaves out of the company and the notification told: the same company, so no guess."""
    if company is None:
        return reading
    told = {
        key: getattr(company, key)
        for key in ("name", "siret", "email", "phone")
        if getattr(company, key) and not getattr(reading.company, key) and f"company.{key}" not in reading.to_review
    }
    missing = tuple(path for path in reading.missing if path.removeprefix("company.") not in told)
    return replace(reading, company=replace(reading.company, **told), missing=missing)


def _need_saved(need: Need, edition: int, inbound: Inbound, now: datetime) -> Plan:
    kept = needs.version(need, edition=edition, who=inbound.sender.address, why="formulaire reçu", now=now)
    return Plan(save=(need, kept)) + noted(
        now, "need_received" if edition == 1 else "need_completed", f"need:{need.id}", who=inbound.sender.address,
        cause=inbound.message_id, reference=need.reference, state=need.state,
    )  # fmt: skip


def _answered(
    need: Need, edition: int, award: Award | None, company: Company | None, inbound: Inbound, facts: Facts
) -> Plan:
    """The company hears what lacks, or that all is well; the referent gets what can be validated."""
    if need.state == "incomplete":
        return mailed(incomplete_form(need, edition, company, inbound, facts))
    return mailed(
        form_received(need, company, inbound, facts),
        need_to_validate(need, edition, award, company, facts),
    )


def incomplete_form(need: Need, edition: int, company: Company | None, inbound: Inbound, facts: Facts) -> Mail:
    """What lacks or is doubtful, in one mail to whoever sent the form."""
    reading = needs.reading_of(need)
    lacks = set(needs.lacking(reading))
    rows = needs.rows(need)
    return Mail(
        key=f"incomplete:{need.id}:{edition}",
        to=inbound.sender.address,
        to_name=inbound.sender.name,
        role="company",
        letter=IncompleteForm(
            **signed(facts.office, inbound.sender.name or reading.company.contact_name),
            company=reading.company.name or (company.name if company else ""),
            reference=need.reference,
            title=need.title,
            missing=tuple(r for r in rows if r.path in lacks and not r.raw),
            doubtful=tuple(r for r in rows if (r.to_review or r.path in lacks) and r.raw),
            understood=tuple(r for r in rows if r.value and not r.to_review),
        ),
        answers=inbound.message_id,
        references=inbound.references,
        market_id=need.market_id,
        award_id=need.award_id,
        need_id=need.id,
        company_id=need.company_id,
    )


def form_received(need: Need, company: Company | None, inbound: Inbound, facts: Facts) -> Mail:
    """A word to the company: its form is complete."""
    reading = needs.reading_of(need)
    return Mail(
        key=f"form_received:{need.id}",
        to=inbound.sender.address,
        to_name=inbound.sender.name,
        role="company",
        letter=FormReceived(
            **signed(facts.office, inbound.sender.name or reading.company.contact_name),
            company=reading.company.name or (company.name if company else ""),
            reference=need.reference,
            title=need.title,
            openings=reading.job.openings,
        ),
        answers=inbound.message_id,
        references=inbound.references,
        market_id=need.market_id,
        award_id=need.award_id,
        need_id=need.id,
        company_id=need.company_id,
    )


def need_to_validate(need: Need, edition: int, award: Award | None, company: Company | None, facts: Facts) -> Mail:
    """The need as read, to the referent, beside the original."""
    market = facts.markets.get(need.market_id or "")
    original: tuple[StoredAttachment, ...] = ()
    if need.document_sha256:
        name = need.document_name or "formulaire"
        original = (StoredAttachment(sha256=need.document_sha256, name=name, type="application/octet-stream"),)
    return Mail(
        key=f"validate:{need.id}:{edition}",
        to=facts.office.referent.email or "",
        to_name=facts.office.referent.name,
        role="referent",
        letter=NeedToValidate(
            **signed(facts.office, facts.office.referent.name),
            company=needs.reading_of(need).company.name or (company.name if company else ""),
            reference=need.reference,
            title=need.title,
            market=needs.market_facts(market, award),
            rows=needs.rows(need),
            partners=sum(p.active for p in facts.partners.values()),
        ),
        attachments=original,
        market_id=need.market_id,
        award_id=need.award_id,
        need_id=need.id,
        company_id=need.company_id,
    )


def _award_returned(award: Award | None, now: datetime) -> Plan:
    returned = markets.move(award, "returned", now) if award else None
    return Plan(save=(returned.but(due_at=None),)) if returned else Plan()


def _company_learned(company: Company | None, said: Understanding, facts: Facts) -> Plan:
    """What the form tells of a company and the notification did not."""
    if company is None or not said.needs:
        return Plan()
    told = said.needs[0].company
    doubtful = {path for need in said.needs for path in need.to_review}
    lacks = {
        key: getattr(told, key)
        for key in ("siret", "address", "contact_name", "phone", "email")
        if getattr(told, key) and not getattr(company, key) and f"company.{key}" not in doubtful
    }
    known = facts.companies.get(company.id, company)
    return Plan(save=(known.but(**lacks),)) if lacks else Plan()


def _doubted(doubts: list[Doubt], inbound: Inbound, now: datetime, need: Need | None = None) -> Plan:
    return Plan(
        review=reviews.items(
            doubts,
            message_id=inbound.message_id,
            need_id=need.id if need else None,
            now=now,
        )
    )
