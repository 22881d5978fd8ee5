"""Classify: what a message says, given what it answers: pure, the same for the daemon and `liaison understand`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mailboxes.inbound import Inbound
from mailboxes.message import Attachment
from parsers.reading import (
    CandidateReading,
    CompanyReading,
    ConditionsReading,
    JobReading,
    MarketReading,
    NeedReading,
    Reading,
)
from parsers.statements import (
    Agreement,
    Amendment,
    Asked,
    Command,
    Decision,
    Doubt,
    HoursTold,
    MarketFactsTold,
    NeedRef,
    Stance,
)

#: the author of what is forwarded, in its header
_FORWARDED_FROM = re.compile(
    r"^\W{0,3}(?:De|From) ?: ?\"?(?P<name>[^<\"\n]{0,80}?)\"?\s*<(?P<address>[^<>\s]+@[^<>\s]+)>", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One thing that was read: an attachment, or (attachment None) the mail's own body."""

    reading: Reading
    attachment: Attachment | None = None
    #: attachment | body (the author's words) | forwarded | whole (the body with all it quotes)
    origin: str = "attachment"

    @property
    def name(self) -> str | None:
        """The attachment's name; None for the body."""
        return self.attachment.name if self.attachment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known of a reply before it is read (docs/interface.md, `liaison understand --context`)."""

    role: str | None = None
    need: NeedRef | None = None
    needs: tuple[NeedRef, ...] = ()
    #: « LAST First », in the order presented
    presented: tuple[str, ...] = ()
    partner: str | None = None
    company: str | None = None
    #: True when this company was asked for its form and has not returned it
    form_awaited: bool = False
    #: True when we asked this company to complete its form: a line or two is then an answer
    completing: bool = False
    #: False when a mail in the name of someone who may decide is not proved to be theirs
    trusted: bool = True
    #: the changes that this company was asked to agree to, in the thread that the mail answers
    proposed: Mapping[str, Any] | None = None
    #: those whom this company hired, « LAST First », and the month that it was asked about
    placed: tuple[str, ...] = ()
    hours_month: str | None = None
    #: what a facilitator was asked in the thread that the mail answers
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What the intake makes of a message. What is doubtful stands in `to_review` and not in its list."""

    #: facilitator_notification | liaison_form | partner_reply | company_answer | referent_order | machine | unknown
    kind: str = "unknown"
    reasons: tuple[str, ...] = ()
    needs: tuple[NeedReading, ...] = ()
    #: the papers that the needs were read from, in the same order
    need_papers: tuple[Paper, ...] = ()
    markets: tuple[MarketReading, ...] = ()
    #: what a facilitator answers to what was asked of a market
    facts_told: MarketFactsTold | None = None
    candidates: tuple[CandidateReading, ...] = ()
    for_needs: tuple[str | None, ...] = ()
    #: for each candidate, whether the person is said to agree (« given », « awaited »), and what else is said
    consents: tuple[str | None, ...] = ()
    remarks: tuple[str | None, ...] = ()
    withdrawn: tuple[str, ...] = ()
    #: what the author mends of what we understood before
    amendments: tuple[Amendment, ...] = ()
    takes_all_back: bool = False
    #: the author asks not to be written to any more
    no_more_mails: bool = False
    no_candidate: bool = False
    question: str | None = None
    decisions: tuple[Decision, ...] = ()
    commands: tuple[Command, ...] = ()
    to_review: tuple[Doubt, ...] = ()
    #: the hours that a company says were worked
    hours: HoursTold | None = None
    #: what a company answers to a proposed change
    agreement: Agreement | None = None
    #: what a company answers to the form without filling it
    stance: Stance | None = None
    #: a blank form came back
    blank_form: bool = False
    #: the reference that one of our own forms carried
    form_reference: str | None = None


def understand(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    """What the message says. `today` is the day it was written: « demain » counts from there."""
    if inbound.auto:
        return Understanding(kind="machine", reasons=(f"auto:{inbound.auto}", *inbound.evidence))
    if inbound.error:
        return _unknown(Doubt(what=inbound.error.code, why=inbound.error.message))
    if not context.trusted:
        why = f"expéditeur non authentifié (DMARC : {inbound.authentication.dmarc}) : rien n'a été fait"
        return _unknown(Doubt(what=inbound.sender.address, why=why), reason="sender_not_authenticated")
    reader = {
        "referent": _order,
        "facilitator": _notification,
        "company": _company,
        "partner": _partner,
    }.get(context.role or "", _stranger)
    understood = reader(inbound, papers, context, today)
    return replace(understood, to_review=understood.to_review + _unreadable(papers))


def _unknown(*doubts: Doubt, reason: str = "nothing_recognised") -> Understanding:
    return Understanding(kind="unknown", reasons=(reason,), to_review=doubts)


def _unreadable(papers: tuple[Paper, ...]) -> tuple[Doubt, ...]:
    return tuple(Doubt(what=p.name or "corps", why=p.reading.error.message) for p in papers if p.reading.error)


def _order(inbound: Inbound, _papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    from parsers.replies import buttons, orders, proposal_orders

    settled, rest = buttons.read(_words(inbound))
    proposed, rest = proposal_orders.read(rest, need=context.need, needs=context.needs, today=today)
    shown = "\n".join(inbound.quoted)
    read = orders.read(rest, need=context.need, needs=context.needs, today=today, shown=shown)
    first = (*settled, *proposed)
    doubts = () if first and not rest.strip() else read.to_review
    return Understanding(
        kind="referent_order", reasons=("role:referent",), commands=(*first, *read.commands), to_review=doubts
    )


def _facts_told(inbound: Inbound, papers: tuple[Paper, ...], asked: tuple[Asked, ...]) -> Understanding | None:
    """The plain answer to what a notification left out; a new notification says all of it again."""
    from parsers.replies import market_facts

    if any(_notifies(p) for p in papers if p.origin != "whole"):
        return None
    told = market_facts.read(_words(inbound), asked, sender_address=inbound.sender.address)
    if not told.told and not told.to_review:
        return None
    return Understanding(kind="facilitator_notification", reasons=("role:facilitator", "facts_told"), facts_told=told)


def _notifies(paper: Paper) -> bool:
    """Whether this is a notification of its own: a document, or words that name a market."""
    if paper.reading.kind != "facilitator_notification":
        return False
    return paper.origin == "attachment" or any(m.reference or m.notified_on for m in paper.reading.markets)


def _notification(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    from parsers.forms import announcements, facilitator_notification

    if context.asked and (answer := _facts_told(inbound, papers, context.asked)):
        return answer
    documents = [p.reading.document for p in papers if p.reading.document is not None and p.origin != "whole"]
    markets = facilitator_notification.read_notification(
        documents,
        sender=(inbound.sender.name, inbound.sender.address),
        signature=inbound.signature,
        subject=inbound.subject,
        today=today,
    )
    markets = tuple(market for market in markets if market.awards or market.notified_on)
    if not markets:
        return _unknown(Doubt(what=inbound.subject, why="aucun marché reconnu dans ce message du facilitateur"))
    if announcements.nothing_decided(_words(inbound)):
        return _unknown(Doubt(what=inbound.subject, why="le marché ne semble pas encore notifié : rien n'a été envoyé"))
    return Understanding(kind="facilitator_notification", reasons=("role:facilitator",), markets=markets)


def _company(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
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
        attached = _form(tuple(p for p in papers if p.origin == "attachment"))
        completion = attached if attached and attached.needs else _completion(inbound, papers, today)
        if completion:
            return completion
    form = _form(papers)
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
        return replace(answer, to_review=(Doubt(what=_words(inbound)[:400] or inbound.subject, why=why),))
    return _unknown(Doubt(what=_words(inbound)[:400] or inbound.subject, why=why), reason="role:company")


def _hours(inbound: Inbound, context: Context, today: date) -> Understanding | None:
    """The hours that people worked, in a mail that speaks of them or answers our question."""
    from parsers.replies import hours_done

    told = hours_done.read(
        _words(inbound), placed=context.placed, today=today, asked_month=context.hours_month, subject=inbound.subject
    )
    if told is None or not (told.told or context.hours_month):
        return None
    return Understanding(kind="company_answer", reasons=("role:company", "hours_told"), hours=told)


def _agreement(inbound: Inbound, proposed: Mapping[str, Any], today: date) -> Agreement | None:
    from parsers.replies import agreements

    return agreements.read(_words(inbound), proposed, today=today)


def _stance(inbound: Inbound, today: date) -> Stance | None:
    from parsers.replies import stances

    return stances.read(_words(inbound), today=today, sender=inbound.sender.name, sender_address=inbound.sender.address)


def _completion(inbound: Inbound, papers: tuple[Paper, ...], today: date) -> Understanding | None:
    """A few points of a form, answered in the mail's own words: « Salaire brut : 1 950 € »."""
    from parsers.forms import liaison_form
    from parsers.replies.changes import changes_in

    body = next((p for p in papers if p.origin == "body" and p.reading.document is not None), None)
    if body is None or body.reading.document is None:
        return None
    read = liaison_form.extract(body.reading.document, today=today)
    needs = read.needs or _changed_by(changes_in(_words(inbound), today=today).values)
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
        _words(inbound),
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


def _form(papers: tuple[Paper, ...]) -> Understanding | None:
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


def _partner(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    from parsers.language.names import last_first
    from parsers.replies import amendments, candidates, consents, passages

    told: dict[str, Any] = {"needs": context.needs, "need": context.need, "today": today}
    words = _without_quotes(_words(inbound))
    read = candidates.read(
        words,
        documents=tuple((p.name, p.reading) for p in papers if p.name is not None and p.reading.error is None),
        signature=inbound.signature,
        sender=inbound.sender.name,
        **told,
    )
    author, passed_on = _passed_on(inbound)
    if passed_on and not (read.candidates or read.withdrawn or read.no_candidate):
        words = passed_on
        theirs = candidates.read(words, sender=f"{inbound.sender.name} {author}", **told)
        read = replace(
            read,
            candidates=theirs.candidates,
            for_needs=theirs.for_needs,
            to_review=(*read.to_review, *theirs.to_review),
        )
    found = Understanding(
        kind="partner_reply",
        reasons=("role:partner",),
        candidates=read.candidates,
        for_needs=read.for_needs,
        consents=consents.consents(words, read.candidates),
        remarks=tuple(passages.noted(said) for said in passages.passages(words, read.candidates)),
        withdrawn=read.withdrawn,
        decisions=tuple(Decision(candidate=last_first(name), state="withdrawn") for name in read.withdrawn),
        amendments=amendments.amendments(words),
        takes_all_back=amendments.takes_all_back(words),
        no_more_mails=amendments.wants_no_mails(words),
        no_candidate=read.no_candidate,
        question=read.question,
        to_review=read.to_review,
    )
    mended = found.amendments or found.takes_all_back or found.no_more_mails
    if not (read.candidates or read.withdrawn or read.no_candidate or read.question or read.to_review or mended):
        why = "réponse de partenaire sans candidat, question ni refus reconnus"
        doubt = Doubt(what=_words(inbound)[:400] or inbound.subject, why=why)
        return Understanding(kind="partner_reply", reasons=("role:partner",), to_review=(doubt,))
    return found


def _stranger(inbound: Inbound, papers: tuple[Paper, ...], context: Context, today: date) -> Understanding:
    """Nobody we know: a filled form speaks for itself; a market is only what it looks like."""
    form = _form(papers)
    if form and form.needs:
        return form
    looks_like = next((p for p in papers if p.reading.kind == "facilitator_notification"), None)
    if looks_like:
        found = _notification(inbound, papers, context, today)
        return replace(found, reasons=("content:market",))
    return _unknown(Doubt(what=inbound.subject or _words(inbound)[:200], why="expéditeur inconnu, contenu non reconnu"))


def _without_quotes(text: str) -> str:
    """The text without the lines it quotes: what they say of candidates is our own wording, coming back."""
    kept = [line for line in text.splitlines() if not line.lstrip().startswith(">")]
    return "\n".join(kept) if any(line.strip() for line in kept) else text


def _passed_on(inbound: Inbound) -> tuple[str, str]:
    """Who wrote the message that a partner forwards, and its words; nothing of a message that is our own."""
    if not inbound.forwarded or not inbound.quoted:
        return "", ""
    head, _, words = inbound.quoted[0].partition("\n\n")
    author = _FORWARDED_FROM.search(head)
    ours = {address.address.lower() for address in inbound.to}
    if author is None or author["address"].lower() in ours:
        return "", ""
    return author["name"], words


def _words(inbound: Inbound) -> str:
    return inbound.reply_text.strip() or ("" if inbound.quoted else inbound.text.strip())


def context_of(tree: Mapping[str, Any], inbound: Inbound, trusted: str | None) -> Context:
    """The context that `liaison understand` is given; any part may be missing or of the wrong shape.

    A mail in the name of the facilitator or the referent is believed when the named server vouches for it; where no
    server is named nothing can be proved, and only a server that says it failed counts against it.
    """
    needs = [ref for ref in (_need_ref(item) for item in _list(tree.get("needs"))) if ref]
    need = _need_ref(tree.get("need"))
    if need and need not in needs:
        needs.append(need)
    role = tree.get("role")
    proved = inbound.authentication.dmarc == "pass" or "authentication:aligned" in inbound.evidence
    failed = not proved if trusted else "authentication:claims-failure" in inbound.evidence
    return Context(
        role=role if role in {"partner", "company", "referent", "facilitator"} else None,
        need=need,
        needs=tuple(needs),
        presented=tuple(str(name) for name in _list(tree.get("presented"))),
        partner=tree.get("partner"),
        company=tree.get("company"),
        trusted=not (failed and role in {"referent", "facilitator"}),
    )


def _need_ref(item: Any) -> NeedRef | None:
    if not isinstance(item, Mapping) or not item.get("ref"):
        return None
    title = item.get("title")
    return NeedRef(ref=str(item["ref"]), title=str(title) if title else None)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
