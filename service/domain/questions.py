"""Questions: one goes from a partner or a company to the referent, the answer goes back in its thread."""

from __future__ import annotations

from datetime import datetime

from mailboxes.inbound import Inbound
from service.domain.facts import Facts
from service.domain.letters import (
    AnswerToQuestion,
    QuestionAsked,
)
from service.domain.plan import Mail, Plan
from service.domain.records import (
    Need,
    Thread,
)
from service.domain.writing import mailed, noted, signed


def asked(question: str, asker: str, inbound: Inbound, need: Need | None, partner_id: str | None, facts: Facts) -> Plan:
    """A question goes to the referent; a plain reply to that mail goes back to the asker."""
    letter = QuestionAsked(
        **signed(facts.office, facts.office.referent.name),
        asked_by=asker,
        reference=need.reference if need else None,
        title=need.title if need else None,
        question=question,
    )
    return mailed(
        Mail(
            key=f"question:{inbound.message_id}",
            to=facts.office.referent.email or "",
            to_name=facts.office.referent.name,
            role="referent",
            letter=letter,
            need_id=need.id if need else None,
            partner_id=partner_id,
            asked={
                "address": inbound.sender.address,
                "name": inbound.sender.name,
                "question": question,
                "message_id": inbound.message_id,
                "role": "partner" if partner_id else "company",
            },
        )
    )


def answered(inbound: Inbound, thread: Thread, facts: Facts, now: datetime) -> Plan:
    """The referent's answer goes back to whoever asked, in the asker's thread."""
    need = facts.needs.get(thread.need_id or "")
    letter = AnswerToQuestion(
        **signed(facts.office, thread.asked.get("name")),
        reference=need.reference if need else None,
        question=thread.asked.get("question", ""),
        answer=inbound.reply_text.strip(),
    )
    mail = Mail(
        key=f"answer:{inbound.message_id}",
        to=thread.asked["address"],
        to_name=thread.asked.get("name", ""),
        role=thread.asked.get("role", "partner"),
        letter=letter,
        answers=thread.asked.get("message_id"),
        need_id=thread.need_id,
        partner_id=thread.partner_id,
        company_id=need.company_id if need and not thread.partner_id else None,
    )
    return mailed(mail) + noted(
        now, "question_answered", f"thread:{thread.id}", who="referent", cause=inbound.message_id
    )
