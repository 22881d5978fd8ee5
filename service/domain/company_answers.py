"""Answers of companies: a form, a few points of one, decisions on candidates, hours, a yes to a change, or a stance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mailboxes.inbound import Inbound
from parsers.reading import CompanyReading, ConditionsReading, JobReading, NeedReading
from parsers.statements import Agreement, Doubt, Stance
from service.domain.understanding import Context, Paper, Understanding, nothing_understood, words_of


def company_answer(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    """What a company writes: an answer to what it was asked comes before a form, a form before decisions."""
    if context.proposed and not any(p.origin == "attachment" and p.reading.needs for p in papers):
        agreement = _agreement(inbound, context.proposed, today)
        if agreement is not None:
            reasons = ("role:company", f"agreement:{agreement.kind}")
            return Understanding(kind="company_answer", reasons=reasons, agreement=agreement)
    if context.placed and (worked := _hours(inbound, context, today)):
        return worked
    if context.completing:
        # what the mail quotes is our own account of the form: only a new form, or the author's words, count
        papers = tuple(p for p in papers if p.origin != "whole")
        attached = form_in(tuple(p for p in papers if p.origin == "attachment"))
        completion = attached if attached and attached.needs else _completion(inbound, papers, today)
        if completion:
            return completion
    form = form_in(papers)
    if form and form.needs:
        return form
    answer = _decisions(inbound, context, today) if context.presented else None
    if answer and (answer.decisions or answer.to_review):
        return answer
    if form:
        return form
    if answer and answer.question:
        return answer
    stance = _stance(inbound, today) if context.form_awaited else None
    if stance:
        return Understanding(kind="company_answer", reasons=("role:company", f"stance:{stance.kind}"), stance=stance)
    why = "réponse d'entreprise sans formulaire ni décision reconnus"
    if answer:
        return replace(answer, to_review=(Doubt(what=words_of(inbound)[:400] or inbound.subject, why=why),))
    return nothing_understood(Doubt(what=words_of(inbound)[:400] or inbound.subject, why=why), reason="role:company")


def _hours(inbound: Inbound, context: Context, today: date) -> Understanding | None:
    """The hours that people worked, in a mail that speaks of them or answers our question."""
    from parsers.replies import hours_done

    told = hours_done.read(
        words_of(inbound), placed=context.placed, today=today, asked_month=context.hours_month, subject=inbound.subject
    )
    if told is None or not (told.told or context.hours_month):
        return None
    return Understanding(kind="company_answer", reasons=("role:company", "hours_told"), hours=told)


def _agreement(inbound: Inbound, proposed: Mapping[str, Any], today: date) -> Agreement | None:
    from parsers.replies import agreements

    return agreements.read(words_of(inbound), proposed, today=today)


def _stance(inbound: Inbound, today: date) -> Stance | None:
    from parsers.replies import stances

    return stances.read(
        words_of(inbound), today=today, sender=inbound.sender.name, sender_address=inbound.sender.address
    )


def _completion(inbound: Inbound, papers: tuple[Paper, ...], today: date) -> Understanding | None:
    """A few points of a form, answered in the mail's own words: « Salaire brut : 1 950 € »."""
    from parsers.forms import liaison_form
    from parsers.replies.changes import changes_in

    body = next((p for p in papers if p.origin == "body" and p.reading.document is not None), None)
    if body is None or body.reading.document is None:
        return None
    read = liaison_form.extract(body.reading.document, today=today)
    needs = read.needs or _changed_by(changes_in(words_of(inbound), today=today).values)
    if not needs:
        return None
    return Understanding(
        kind="liaison_form", reasons=("form_completed_in_body",), needs=needs, need_papers=tuple(body for _ in needs)
    )


def _changed_by(values: Mapping[str, Any]) -> tuple[NeedReading, ...]:
    """A reading that says just this."""
    if not values:
        return ()
    parts: dict[str, dict[str, Any]] = {"company": {}, "job": {}, "conditions": {}}
    for path, value in values.items():
        part, _, name = path.partition(".")
        parts[part][name] = value
    reading = NeedReading(
        company=CompanyReading(**parts["company"]),
        job=JobReading(**parts["job"]),
        conditions=ConditionsReading(**parts["conditions"]),
    )
    return (reading,)


def _decisions(inbound: Inbound, context: Context, today: date) -> Understanding:
    from parsers.replies import decisions

    read = decisions.read(
        words_of(inbound),
        presented=context.presented,
        today=today,
        signature=inbound.signature,
        sender=inbound.sender.name,
    )
    return Understanding(
        kind="company_answer",
        reasons=("role:company", "candidates_presented"),
        decisions=read.decisions,
        question=read.question,
        to_review=read.to_review,
    )


def form_in(papers: tuple[Paper, ...]) -> Understanding | None:
    """The liaison forms among the papers; attachments count before the body that accompanies them."""
    forms = [p for p in papers if p.reading.kind == "liaison_form"]
    attached = [p for p in forms if p.origin == "attachment" and p.reading.needs]
    filled = attached or [p for p in forms if p.origin == "body" and p.reading.needs]
    filled = filled or [p for p in forms if p.origin == "forwarded" and p.reading.needs]
    filled = filled or [p for p in forms if any(_says_enough(need) for need in p.reading.needs)]
    if not forms:
        return None
    read = [(need, paper) for paper in filled for need in paper.reading.needs]
    return Understanding(
        kind="liaison_form",
        reasons=("form_attached",) if attached else ("form_in_body",) if filled else ("form_blank",),
        needs=tuple(need for need, _ in read),
        need_papers=tuple(paper for _, paper in read),
        blank_form=not filled,
        form_reference=next((p.reading.form_reference for p in forms if p.reading.form_reference), None),
    )


def _says_enough(need: NeedReading) -> bool:
    """Whether a reading of all that a mail quotes is a form that was filled, not our own words coming back."""
    job, conditions = need.job, need.conditions
    told = (job.title, job.openings, job.start_date, job.activities, conditions.contract_type,
            conditions.weekly_hours, conditions.gross_salary, conditions.workplace)  # fmt: skip
    return bool(job.title) and sum(bool(value) for value in told) >= 4
