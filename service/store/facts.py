"""Reads for rules: one transaction, keys in, Facts out; no callback, no lazy row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, func, or_, select

from service.domain import records
from service.domain.facts import PUBLIC_DOMAINS, Facts, Keys, Office, PastNeed, Undoable
from service.store import history, outbox, traffic, write
from service.store.tables import TABLE_OF, SlotRow

R = TypeVar("R", bound=records.Record)

OPEN_NEEDS = ("incomplete", "to_validate", "validated", "diffused", "suspended")
LIMIT = 900


def as_it_stood(connection: Connection, facts: Facts, at: datetime) -> Facts:
    """What reports count, as it stood at that instant; names of companies and partners are today's."""

    def then(kind: type[R], known: Iterable[R]) -> dict[str, R]:
        return history.as_of(connection, kind, (record.id for record in known), at)

    awards, needs = then(records.Award, facts.awards.values()), then(records.Need, facts.needs.values())
    # two records of one company may have become one since
    met = {a.company_id for a in awards.values()} | {n.company_id for n in needs.values() if n.company_id}
    merged = _by(connection, records.Company, "id", met - facts.companies.keys())
    return replace(
        facts,
        companies=facts.companies | merged,
        markets=then(records.Market, facts.markets.values()),
        awards=awards,
        needs=needs,
        diffusions=then(records.Diffusion, facts.diffusions.values()),
        referrals=then(records.Referral, facts.referrals.values()),
        placements=then(records.Placement, facts.placements.values()),
        declared=then(records.DeclaredHours, facts.declared.values()),
        candidate_facts=tuple(then(records.CandidateFact, facts.candidate_facts).values()),
    )


def load(connection: Connection, keys: Keys, office: Office) -> Facts:
    """The part of the world that the keys ask for, with what hangs together with it."""
    threads = _threads(connection, keys)
    review = _review(connection, keys)
    keys |= Keys(candidate_ids=frozenset(id_ for item in review for id_ in item.about.get("candidates", ())))
    partners = {p.id: p for p in _all(connection, records.Partner)}
    companies = _companies(connection, keys, threads)
    needs = _needs(connection, keys, threads, companies, _partners_met(keys, threads, partners))
    review = _review(connection, keys)
    if keys.review_numbers:
        needs |= _by(connection, records.Need, "id", {i.need_id for i in review if i.need_id} - needs.keys())
    awards = _awards(connection, keys, threads, companies, needs)
    markets = _markets(connection, keys, threads, awards, needs)
    if keys.market_ids or keys.whole_markets or keys.everything_open:
        awards |= _by(connection, records.Award, "market_id", markets)
    elif asked := _markets_asked_about(threads):
        awards |= _by(connection, records.Award, "market_id", asked)
    wanted = {a.company_id for a in awards.values()} | {n.company_id for n in needs.values() if n.company_id}
    companies |= _by(connection, records.Company, "id", wanted - companies.keys())
    companies |= _by(connection, records.Company, "id", {c.merged_into for c in companies.values() if c.merged_into})
    if keys.whole_companies:
        awards |= _by(connection, records.Award, "company_id", wanted)
    markets |= _by(connection, records.Market, "id", {a.market_id for a in awards.values()} - markets.keys())
    diffusions = _by(connection, records.Diffusion, "need_id", needs)
    referrals = _referrals(connection, keys, needs)
    needs |= _by(connection, records.Need, "id", {r.need_id for r in referrals.values()} - needs.keys())
    candidates = {} if keys.figures_only else _candidates(connection, keys, referrals)
    people = {r.candidate_id for r in referrals.values()} | candidates.keys()
    placements = _by(connection, records.Placement, "referral_id", referrals)
    review = _review(connection, keys)
    return Facts(
        office=office,
        threads=threads,
        contacts=_contacts(connection, keys, partners, companies, awards, review),
        markets=markets,
        worksites=tuple(_by(connection, records.Worksite, "market_id", markets).values()),
        awards=awards,
        companies=companies,
        needs=needs,
        partners=partners,
        diffusions=diffusions,
        candidates=candidates,
        candidate_facts=tuple(_by(connection, records.CandidateFact, "candidate_id", people).values()),
        referrals=referrals,
        placements=placements,
        proposals=_by(connection, records.Proposal, "need_id", needs),
        declared=_by(connection, records.DeclaredHours, "placement_id", placements),
        past=_past(connection, keys),
        market_versions=tuple(_all(connection, records.MarketVersion)) if keys.everything_open else (),
        written_to=_written_to(connection, companies, awards, markets) if keys.whole_companies else {},
        review=review,
        undoable=_undoable(connection, keys),
        next_need=_next(connection, records.Need),
        next_referral=_next(connection, records.Referral),
        answers_to_address=traffic.answers(connection, keys, exact=True),
        answers_to_domain=traffic.answers(connection, keys, exact=False),
        answers_in_thread=traffic.answers_in_thread(connection, keys, threads),
        refused_mails=traffic.refused(connection) if keys.everything_open else (),
        heard_at=traffic.heard(connection) if keys.everything_open else None,
        pooled=_pooled(connection) if keys.everything_open else frozenset(),
        unread=traffic.unread(connection) if keys.everything_open else (),
    )


def _table(kind: type[records.Record]) -> Any:
    return TABLE_OF[kind].__table__


def _rows(connection: Connection, kind: type[R], statement: Any) -> list[R]:
    found = connection.execute(statement)
    names = list(found.keys())
    rows = (dict(zip(names, row, strict=True)) for row in found)
    if kind is records.CandidateFact:
        rows = (write.opened(connection, row) for row in rows)
    return [kind.model_construct(**row) for row in rows]


def _all(connection: Connection, kind: type[R]) -> list[R]:
    return _rows(connection, kind, select(_table(kind)))


def _by(connection: Connection, kind: type[R], column: str, values: Iterable[Any]) -> dict[str, R]:
    """All records whose column holds one of the values, by id; asked in pieces that every database takes."""
    table, wanted, found = _table(kind), sorted(set(values)), {}
    for start in range(0, len(wanted), LIMIT):
        piece = wanted[start : start + LIMIT]
        for record in _rows(connection, kind, select(table).where(table.c[column].in_(piece))):
            found[record.id] = record
    return found


def _threads(connection: Connection, keys: Keys) -> tuple[records.Thread, ...]:
    """Our mails that are answered: by token first, then by Message-ID in the order given, then by Outlook's name."""
    by_token = _by(connection, records.Thread, "token", keys.tokens).values()
    by_message = _by(connection, records.Thread, "message_id", keys.message_ids).values()
    tokens, ids = list(keys.tokens), list(keys.message_ids)
    ranked = sorted(by_token, key=lambda t: tokens.index(t.token))
    ranked += sorted(by_message, key=lambda t: ids.index(t.message_id))
    ranked += _by(connection, records.Thread, "thread_name", keys.thread_names).values()
    return tuple({thread.id: thread for thread in ranked}.values())


def _markets_asked_about(threads: tuple[records.Thread, ...]) -> set[str]:
    """The markets about which the facilitator was asked in the threads that are answered."""
    mine = [t for t in threads if t.role == "facilitator"]
    return {t.market_id for t in mine if t.market_id} | {m for t in mine for m in t.asked.get("markets", "").split()}


def _written_to(
    connection: Connection,
    companies: dict[str, records.Company],
    awards: dict[str, records.Award],
    markets: dict[str, records.Market],
) -> dict[str, Any]:
    """When each address of these companies and facilitators was last written to."""
    thread = _table(records.Thread)
    known = {c.email for c in companies.values()} | {a.email for a in awards.values()}
    known |= {m.facilitator_email for m in markets.values()}
    found: dict[str, Any] = {}
    addresses = sorted(address.lower() for address in known if address)
    for start in range(0, len(addresses), LIMIT):
        mine = thread.c.address.in_(addresses[start : start + LIMIT])
        statement = select(thread.c.address, func.max(thread.c.at)).where(mine).group_by(thread.c.address)
        found |= {row[0]: row[1] for row in connection.execute(statement)}
    return found


def _domains(addresses: Iterable[str]) -> set[str]:
    return {a.rsplit("@", 1)[-1].lower() for a in addresses if "@" in a} - PUBLIC_DOMAINS


def _partners_met(keys: Keys, threads: tuple[records.Thread, ...], partners: dict[str, records.Partner]) -> set[str]:
    domains = _domains(keys.addresses)
    met = {t.partner_id for t in threads if t.partner_id} | set(keys.partner_ids)
    for partner in partners.values():
        emails = {email.lower() for email in (partner.email, *(c["email"] for c in partner.contacts))}
        if emails & keys.addresses or {email.rsplit("@", 1)[-1] for email in emails} & domains:
            met.add(partner.id)
    return met


def _companies(connection: Connection, keys: Keys, threads: tuple[records.Thread, ...]) -> dict[str, records.Company]:
    table = _table(records.Company)
    if keys.everything_open or keys.every_company:
        return {c.id: c for c in _all(connection, records.Company)}
    met = {t.company_id for t in threads if t.company_id} | keys.company_ids
    found = _by(connection, records.Company, "id", met)
    found |= _by(connection, records.Company, "siret", keys.sirets)
    found |= _by(connection, records.Company, "email", keys.addresses)
    asked: list[Any] = [func.lower(table.c.email).like("%@" + domain) for domain in _domains(keys.addresses)]
    asked += [func.lower(table.c.name) == name.lower() for name in keys.company_names]
    if asked:
        found |= {c.id: c for c in _rows(connection, records.Company, select(table).where(or_(*asked)))}
    return found


def _needs(
    connection: Connection,
    keys: Keys,
    threads: tuple[records.Thread, ...],
    companies: dict[str, records.Company],
    partners: set[str],
) -> dict[str, records.Need]:
    table, diffusion = _table(records.Need), _table(records.Diffusion)
    if keys.everything_open:
        return {n.id: n for n in _all(connection, records.Need)}
    ids = set(keys.need_ids) | {t.need_id for t in threads if t.need_id}
    found = _by(connection, records.Need, "id", ids)
    numbers = {int("".join(c for c in ref if c.isdigit()) or 0) for ref in keys.need_references}
    found |= _by(connection, records.Need, "number", numbers - {0})
    found |= _by(connection, records.Need, "award_id", keys.award_ids | {t.award_id for t in threads if t.award_id})
    found |= _by(connection, records.Need, "market_id", keys.market_ids)
    found |= _by(connection, records.Need, "company_id", companies)
    if partners:
        sent = select(diffusion.c.need_id).where(diffusion.c.partner_id.in_(sorted(partners)))
        open_ones = select(table).where(table.c.id.in_(sent), table.c.state.in_(OPEN_NEEDS))
        found |= {n.id: n for n in _rows(connection, records.Need, open_ones)}
    return found


def _awards(
    connection: Connection,
    keys: Keys,
    threads: tuple[records.Thread, ...],
    companies: dict[str, records.Company],
    needs: dict[str, records.Need],
) -> dict[str, records.Award]:
    if keys.everything_open:
        return {a.id: a for a in _all(connection, records.Award)}
    ids = set(keys.award_ids) | {t.award_id for t in threads if t.award_id}
    ids |= {n.award_id for n in needs.values() if n.award_id}
    found = _by(connection, records.Award, "id", ids)
    found |= _by(connection, records.Award, "form_reference", keys.form_references)
    found |= _by(connection, records.Award, "company_id", companies)
    found |= _by(connection, records.Award, "email", keys.addresses)
    return found


def _markets(
    connection: Connection,
    keys: Keys,
    threads: tuple[records.Thread, ...],
    awards: dict[str, records.Award],
    needs: dict[str, records.Need],
) -> dict[str, records.Market]:
    if keys.everything_open:
        return {m.id: m for m in _all(connection, records.Market)}
    ids = set(keys.market_ids) | {t.market_id for t in threads if t.market_id}
    ids |= {a.market_id for a in awards.values()} | {n.market_id for n in needs.values() if n.market_id}
    found = _by(connection, records.Market, "id", ids)
    found |= _by(connection, records.Market, "reference", keys.market_references)
    return found


def _referrals(connection: Connection, keys: Keys, needs: dict[str, records.Need]) -> dict[str, records.Referral]:
    found = _by(connection, records.Referral, "need_id", needs)
    found |= _by(connection, records.Referral, "number", keys.referral_numbers)
    mine = _by(connection, records.Referral, "partner_id", keys.partner_ids)
    found |= mine
    # of a person sent by two partners, one referral says what becomes of both
    twice = {r.candidate_id for r in mine.values() if r.state == "duplicate"}
    found |= _by(connection, records.Referral, "candidate_id", twice | keys.candidate_ids)
    if keys.everything_open:
        return found
    # whoever is hired is no longer free for other needs: all that is under way for a person hangs together
    return found | _by(connection, records.Referral, "candidate_id", {r.candidate_id for r in found.values()})


def _past(connection: Connection, keys: Keys) -> tuple[PastNeed, ...]:
    """The latest needs for a like job that are over, and what became of the people presented for them."""
    need = _table(records.Need)
    if not keys.job_words:
        return ()
    alike = or_(*(func.lower(need.c.title).like(f"%{word}%") for word in sorted(keys.job_words)))
    over = select(need).where(alike, need.c.state.in_(("filled", "closed"))).order_by(need.c.number.desc()).limit(30)
    ended = {n.id: n for n in _rows(connection, records.Need, over)}
    referrals = _by(connection, records.Referral, "need_id", ended).values()
    return tuple(
        PastNeed(
            title=one.title,
            openings=one.reading.get("job", {}).get("openings") or 1,
            hired=sum(r.need_id == one.id and r.state == "hired" for r in referrals),
            reasons=tuple(r.reason for r in referrals if r.need_id == one.id and r.state == "rejected" and r.reason),
        )
        for one in ended.values()
    )


def _candidates(
    connection: Connection, keys: Keys, referrals: dict[str, records.Referral]
) -> dict[str, records.Candidate]:
    found = _by(connection, records.Candidate, "id", {r.candidate_id for r in referrals.values()})
    if keys.every_candidate:
        found |= {c.id: c for c in _all(connection, records.Candidate)}
    found |= _by(connection, records.Candidate, "phone", keys.phones)
    found |= _by(connection, records.Candidate, "email", keys.emails)
    found |= _by(connection, records.Candidate, "last_name", keys.last_names)
    found |= _by(connection, records.Candidate, "id", keys.candidate_ids)
    return found


def _contacts(
    connection: Connection,
    keys: Keys,
    partners: dict[str, records.Partner],
    companies: dict[str, records.Company],
    awards: dict[str, records.Award],
    review: tuple[records.ReviewItem, ...],
) -> dict[str, records.Contact]:
    addresses = {a.lower() for a in keys.addresses} | {item.what.lower() for item in review if "@" in item.what}
    addresses |= {p.email.lower() for p in partners.values()}
    addresses |= {contact["email"] for p in partners.values() for contact in p.contacts}
    addresses |= {c.email.lower() for c in companies.values() if c.email}
    addresses |= {a.email.lower() for a in awards.values() if a.email}
    return _by(connection, records.Contact, "id", addresses)


def _review(connection: Connection, keys: Keys) -> tuple[records.ReviewItem, ...]:
    table = _table(records.ReviewItem)
    statement = select(table).order_by(table.c.number)
    if keys.everything_open:
        statement = statement.where(table.c.settled_at.is_(None))
    elif keys.review_numbers:
        statement = statement.where(table.c.number.in_(sorted(keys.review_numbers)))
    else:
        return ()
    return tuple(_rows(connection, records.ReviewItem, statement))


def _undoable(connection: Connection, keys: Keys) -> tuple[Undoable, ...]:
    """The last order about each thing meant that was not taken back, with the versions that it changed."""
    table, found = _table(records.Order), []
    for target in sorted(keys.undone):
        mine = select(table).where(table.c.target == target, table.c.undone_at.is_(None))
        for order in _rows(connection, records.Order, mine.order_by(table.c.at.desc(), table.c.id).limit(1)):
            changed = [((kind, id_), version) for kind, id_, version in order.changed]
            found.append(
                Undoable(
                    order=order,
                    now=_there(((key, history.current(connection, *key)) for key, _ in changed)),
                    wrote=_there(((key, history.version(connection, *key, number + 1)) for key, number in changed)),
                    before=_there(((key, history.version(connection, *key, number)) for key, number in changed)),
                    mails=outbox.states(connection, order.mails),
                )
            )
    return tuple(found)


def _there(found: Iterable[tuple[tuple[str, str], records.Record | None]]) -> dict[tuple[str, str], records.Record]:
    return {key: record for key, record in found if record is not None}


def _next(connection: Connection, kind: type[records.Record]) -> int:
    return int(connection.execute(select(func.coalesce(func.max(_table(kind).c.number), 0))).scalar_one()) + 1


def _pooled(connection: Connection) -> frozenset[str]:
    slots: Any = SlotRow.__table__  # type: ignore[attr-defined]
    return frozenset(connection.execute(select(slots.c.key).where(slots.c.job == "pooling")).scalars())
