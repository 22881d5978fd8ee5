"""Collecting: a returned form becomes a need that the referent may validate (procedure, steps 2 and 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailboxes.inbound import Inbound
from parsers.reading import CompanyReading, NeedReading, as_json
from parsers.statements import Doubt
from service.domain import adjusting, companies, due, markets, needs, places, reviews, targeting
from service.domain.company_letters import FormReceived, IncompleteForm
from service.domain.facts import Facts
from service.domain.letters import NeedToValidate
from service.domain.plan import FormAttachment, Mail, Plan, StoredAttachment
from service.domain.records import Award, Company, Need
from service.domain.threads import Correspondence
from service.domain.understanding import Paper, Understanding
from service.domain.writing import mailed, noted, signed

#: why a need is stopped: settling the item says that its wording is permitted
UNLAWFUL = "formulation que la loi interdit : à corriger, à faire changer, ou à classer si elle est permise ici"


# ------------------------------------------------------------------ steps 2 and 3: a form comes back
def on_form(inbound: Inbound, said: Understanding, who: Correspondence, facts: Facts, now: datetime) -> Plan:
    """The needs of a returned form: new, or completing one that was incomplete; what lacks is asked of the company."""
    award = award_meant(inbound, said, who, facts)
    company = facts.companies.get(award.company_id) if award else who.company
    known = company if who.role == "company" or (award and award.form_reference == said.form_reference) else None
    if said.blank_form:
        doubt = Doubt(what=inbound.subject, why="formulaire revenu vide")
        return _doubted([doubt], inbound, now)
    plan, number, taken = Plan(), facts.next_need, set[str]()
    for rank, (reading, paper) in enumerate(zip(said.needs, said.need_papers, strict=True)):
        reading = _with_known_company(_without_signed(reading, known), known)
        before = _need_completed(reading, award, who, facts, taken, alone=len(said.needs) == 1)
        if before is not None and before.state not in {"incomplete", "to_validate"}:
            why = f"nouveau formulaire pour le besoin {before.reference}, déjà {before.state}"
            plan += _doubted([Doubt(what=reading.job.title or inbound.subject, why=why)], inbound, now, before)
            continue
        if before is not None:
            reading = _without_signed(reading, needs.reading_of(before).company)
            taken.add(before.id)
        market_id = before.market_id if before else award.market_id if award else None
        reading = places.compared(reading, places.market_departments(market_id, facts))
        need, edition = _need_of(before, reading, paper, award, company, inbound, number, rank, now)
        need = _awaited(need, facts, now)
        number += before is None
        plan += _to_look_at(need, inbound, facts, now)
        plan += _need_saved(need, edition, inbound, now) + _answered(need, edition, award, inbound, facts, now)
    if company is not None and known is None:
        why = "formulaire venu d'une adresse que cette entreprise n'a pas donnée : à vérifier avant de valider"
        plan += _doubted([Doubt(what=inbound.sender.address, why=why)], inbound, now)
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
    mine = [a for a in facts.awards.values() if a.company_id in companies and a.state != "closed"]
    waiting = [a for a in mine if a.state in {"contacted", "silent"}]
    return next((few[0] for few in (waiting, mine) if len(few) == 1), None)


def _need_completed(
    reading: NeedReading, award: Award | None, who: Correspondence, facts: Facts, taken: set[str], *, alone: bool
) -> Need | None:
    """The need that this reading completes or repeats; None when it is another one."""
    if alone and who.thread and who.thread.need_id in facts.needs:
        return facts.needs[who.thread.need_id]
    if award is None:
        return None
    mine = [n for n in facts.needs.values() if n.award_id == award.id and n.id not in taken]
    title = companies.folded(reading.job.title)
    same = [n for n in mine if companies.folded(n.title) == title and n.state not in {"closed", "cancelled", "filled"}]
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


def _to_look_at(need: Need, inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """What must be seen before the need goes out: wording that the law forbids, a need that seems told twice."""
    doubts = [
        Doubt(what=f"{need.reference} : {problem.removeprefix(needs.UNLAWFUL)} ({path})", why=UNLAWFUL)
        for path, problem in needs.unlawful(needs.reading_of(need))
    ]
    if need.version == 0 and (double := needs.twin(need, facts.needs.values(), facts.office.rome)):
        why = f"ce besoin semble répéter {double.reference} : même entreprise, même poste, dates proches"
        doubts.append(Doubt(what=f"{need.reference} {need.title or ''}".strip(), why=why))
    return _doubted(doubts, inbound, now, need)


def _awaited(need: Need, facts: Facts, now: datetime) -> Need:
    """The day on which the company is reminded of what its form lacks."""
    office, days = facts.office, facts.office.policy.company_reminder_days
    if need.state != "incomplete" or not days:
        return need.but(due_at=None)
    return need.but(due_at=due.opening_after(now, days[0], office.policy, office.zone), reminders=0)


def _without_signed(reading: NeedReading, known: Company | CompanyReading | None) -> NeedReading:
    """A signature is no better told of a company than what is known of it."""
    from parsers.forms.signed_company import without_signed

    if known is None:
        return reading
    facts = {field: getattr(known, field) for field in CompanyReading.__dataclass_fields__}
    return without_signed(reading, CompanyReading(**facts))


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


def _answered(need: Need, edition: int, award: Award | None, inbound: Inbound, facts: Facts, now: datetime) -> Plan:
    """The company hears what lacks, or that all is well; the referent gets what can be validated."""
    if need.state == "incomplete":
        return mailed(incomplete_form(need, edition, award, inbound, facts, now))
    company = facts.companies.get(need.company_id or "")
    return mailed(
        form_received(need, company, inbound, facts),
        need_to_validate(need, edition, award, company, facts),
    )


def incomplete_form(
    need: Need, edition: int, award: Award | None, inbound: Inbound, facts: Facts, now: datetime
) -> Mail:
    """What lacks or is doubtful, in one mail to whoever sent the form."""
    asked = points_asked(
        need, award, facts, now, key=f"incomplete:{need.id}:{edition}", to=inbound.sender.address,
        to_name=inbound.sender.name,
    )  # fmt: skip
    return replace(asked, answers=inbound.message_id, references=inbound.references)


def points_asked(
    need: Need, award: Award | None, facts: Facts, now: datetime, *, key: str, to: str, to_name: str, rank: int = 0
) -> Mail:
    """What lacks or is doubtful, and what we understood; the form goes with it, filled as we read it."""
    company, office = facts.companies.get(need.company_id or ""), facts.office
    days = office.policy.form_answer_days
    form = FormAttachment(
        reference=award.form_reference if award else need.reference,
        answer_by=due.working_days_after(due.local_day(now, office.zone), days, office.policy),
        market=needs.market_facts(facts.markets.get(need.market_id or ""), award),
        known=needs.understood(need),
    )
    reading = needs.reading_of(need)
    lacks = set(needs.lacking(reading))
    rows = needs.rows(need)
    return Mail(
        key=key,
        to=to,
        to_name=to_name,
        role="company",
        letter=IncompleteForm(
            **signed(facts.office, to_name or reading.company.contact_name),
            company=reading.company.name or (company.name if company else ""),
            reference=need.reference,
            title=need.title,
            missing=tuple(r for r in rows if r.path in lacks and not r.raw),
            doubtful=tuple(r for r in rows if (r.to_review or r.path in lacks) and r.raw),
            understood=tuple(r for r in rows if r.value and not r.to_review),
            rank=rank,
        ),
        attachments=(form,),
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
            partners=sum(choice.chosen for choice in targeting.concerned(need, facts)),
            hints=adjusting.hints(need, market, facts),
            stopped=bool(needs.unlawful(needs.reading_of(need))),
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
