"""A year of one agency, played by the real decisions on a real database: markets, needs, candidates, hires, hours."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from stdnum import luhn

from parsers.reading import AwardReading, CandidateReading, CompanyReading, FacilitatorReading, MarketReading
from parsers.statements import Command, Decision
from service import apply as pen
from service import commands, rounds
from service.app import App, open_app
from service.domain import decide, hours
from service.domain.facts import Keys
from service.domain.plan import Plan
from service.domain.records import Partner
from service.domain.understanding import Understanding
from service.settings import load
from service.store import outbox, write
from tests.cast import FARIDA, body, full_reading, mail

CONFIG = """
[referent]
name = "Claire Morel"
email = "claire@agence.example"
institution = "Agence"
[[mailbox]]
name = "clauses"
address = "clauses@agence.example"
maildir = "in"
outbox = "out"
[[facilitator]]
name = "Farida Benali"
email = "f.benali@mde.example"
"""
KINDS = ("mission_locale", "plie", "aci", "agence", "geiq")
CRITERIA = ("brsa", "ass", "deld", "qpv", "rqth", "jeune")
LEVELS = ("none", "cap", "bac", "higher", None)
REASONS = ("no_licence", "experience", "no_reason")
CONTRACTS = ("CDD", "CDD", "CTT", "PRO", "CDI")
JANUARY = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass
class Year:
    """The agency, its clock and its chance."""

    app: App
    chance: random.Random
    now: datetime = JANUARY
    mails: int = 0
    people: int = 0
    #: what was seen on some days: instant -> (what `done` gave)
    seen: list[Any] = field(default_factory=list)

    def comes(self, sender: str, said: Understanding, **more: Any) -> None:
        """A mail comes in; what it makes is written, and what is waiting leaves."""
        self.mails += 1
        inbound = mail(sender, f"message {self.mails}", date=self.now, **more)
        facts = self.app.facts(Keys(everything_open=True, every_company=True))
        self.write(decide.on_message(inbound, (), said, facts, self.now).plan)

    def write(self, plan: Plan) -> None:
        """Write a plan, send the mails."""
        pen.apply(self.app, plan, self.now)
        with self.app.store.transaction() as connection:
            while (gone := outbox.claim(connection, "clauses", self.now)) is not None:
                if outbox.settle(connection, gone.id, state="sent", sent_at=self.now):
                    from service.store import history

                    history.keep(connection, write.mark_sent(connection, gone.id, self.now), self.now)

    def order(self, action: str, target: str, **words: Any) -> None:
        """The referent orders."""
        commands.order(self.app, Command(action=action, target=target, **words), self.now)
        self.write(Plan())

    def passes(self, days: int) -> None:
        """Days go by: what falls due is done."""
        for _ in range(days):
            self.now += timedelta(days=1)
            while any(work(self.app, self.now) for work in rounds.WORKS):
                pass
            self.write(Plan())


@contextmanager
def opened(folder: Path, seed: int) -> Iterator[Year]:
    """An agency with five partners; its mails carry no documents, which are made elsewhere."""
    (folder / "liaison.toml").write_text(CONFIG)
    year: Year | None = None
    app = open_app(load(folder / "liaison.toml"), now=lambda: year.now if year else JANUARY)
    partners = [Partner(id=kind, name=kind, kind=kind, email=f"{kind}@partners.example") for kind in KINDS]
    with app.store.transaction() as connection:
        write.save(connection, partners)
    year = Year(app=app, chance=random.Random(seed))
    with mock.patch.object(pen, "files_of", return_value=()):
        yield year
    app.close()


def notified(year: Year, market: int, lots: int) -> None:
    """A market is told of, its companies with their addresses."""
    awards = tuple(
        AwardReading(
            lot=str(lot), lot_title=f"Lot {lot}", insertion_hours=float(year.chance.choice([300, 640, 1200])),
            company=CompanyReading(name=f"Entreprise {market} {lot} SARL", email=f"rh@e{market}x{lot}.example"),
        )
        for lot in range(1, lots + 1)
    )  # fmt: skip
    reading = MarketReading(
        reference=f"M-{market}", title=f"Marché {market}", buyer="Ville", notified_on=year.now.date().isoformat(),
        awards=awards, facilitator=FacilitatorReading(name=FARIDA.name, email=FARIDA.email),
    )  # fmt: skip
    year.comes(FARIDA.email, Understanding(kind="facilitator_notification", markets=(reading,)), dmarc="pass")


def siret_of(number: int) -> str:
    """A SIRET whose keys are right."""
    siren = f"{number:08d}" + luhn.calc_check_digit(f"{number:08d}")
    return f"{siren}0001" + luhn.calc_check_digit(f"{siren}0001")


def asks(year: Year, market: int, lot: int) -> str:
    """A company returns its form; the need is approved. Its reference."""
    chance = year.chance
    reading = full_reading(
        openings=chance.randint(1, 6), title=chance.choice(["Maçon", "Peintre", "Agent d'entretien"])
    )
    contract = chance.choice(CONTRACTS)
    conditions = replace(
        reading.conditions, contract_type=contract,
        contract_duration=None if contract == "CDI" else f"P{chance.randint(2, 9)}M",
    )  # fmt: skip
    company = replace(
        reading.company,
        name=f"Entreprise {market} {lot} SARL",
        siret=siret_of(market * 100 + lot),
        email=f"rh@e{market}x{lot}.example",
    )
    reading = replace(reading, conditions=conditions, company=company)
    said = Understanding(kind="liaison_form", needs=(reading,), need_papers=(body("f"),))
    year.comes(f"rh@e{market}x{lot}.example", said)
    facts = year.app.facts(Keys(everything_open=True))
    need = max(facts.needs.values(), key=lambda n: n.number)
    year.passes(year.chance.randint(0, 2))
    year.order("approve", need.reference)
    return need.reference


def refers(year: Year, reference: str, kind: str, count: int) -> None:
    """A partner answers with people of its own."""
    chance, people = year.chance, []
    for _ in range(count):
        year.people += 1
        profile = {"birth_year": chance.randint(1962, 2007), "sex": chance.choice("FM"), "level": chance.choice(LEVELS)}
        people.append(
            CandidateReading(
                last_name=f"Nom{year.people:04d}".replace("0", "o"), first_name=chance.choice(["Ana", "Bob", "Léo"]),
                phone=f"+3363998{year.people:04d}",
                criteria=tuple(sorted(chance.sample(CRITERIA, chance.randint(0, 3)))),
                profile={key: value for key, value in profile.items() if value is not None and chance.random() < 0.8},
            )
        )  # fmt: skip
    said = Understanding(kind="partner_reply", candidates=tuple(people))
    year.comes(f"{kind}@partners.example", said, subject=f"Re: [{reference}]")


def decides(year: Year, reference: str, sender: str) -> None:
    """The company says what becomes of those who were presented, some of them later."""
    for state_after in ("first", "second"):
        facts = year.app.facts(Keys(everything_open=True))
        need = facts.need_by_reference(reference)
        waiting = [r for r in facts.referrals_of(need.id) if r.state in {"presented", "interview"}]
        decisions = []
        for referral in waiting:
            person = facts.candidates[referral.candidate_id]
            state = year.chance.choice(["hired", "hired", "rejected", "rejected", "interview"])
            if state_after == "second" and state == "interview":
                state = "hired"
            name = f"{(person.last_name or '').upper()} {person.first_name}"
            reason = year.chance.choice(REASONS) if state == "rejected" else None
            decisions.append(Decision(candidate=name, state=state, reason=reason))
        if decisions:
            said = Understanding(kind="company_answer", decisions=tuple(decisions))
            year.comes(sender, said, subject=f"Re: [{reference}]")
        year.passes(year.chance.randint(2, 6))


def works(year: Year) -> None:
    """Hours are done on the contracts that run."""
    facts = year.app.facts(Keys(everything_open=True))
    month, saved = year.now.strftime("%Y-%m"), []
    for contract in facts.placements.values():
        if contract.state not in {"planned", "running"}:
            continue
        before = next((d for d in facts.declared_of(contract.id) if d.month == month), None)
        worked = round((before.hours if before else 0) + year.chance.uniform(10, 120), 1)
        told = hours.declaration(contract, month, worked, before, who="referent", now=year.now, message_id=None)
        rest = [d for d in facts.declared_of(contract.id) if d.month != month]
        saved += [told, hours.counted(contract, [*rest, told]).but(state="running")]
    year.write(Plan(save=tuple(saved)))


def play(year: Year, *, markets: int, lots: int) -> Iterator[datetime]:
    """The year, market after market; yields some instants at which somebody may look."""
    for market in range(1, markets + 1):
        notified(year, market, lots)
        year.passes(year.chance.randint(1, 4))
        for lot in range(1, lots + 1):
            if year.chance.random() < 0.15:
                continue  # this company keeps its form
            reference = asks(year, market, lot)
            year.passes(year.chance.randint(1, 3))
            for kind in year.chance.sample(KINDS, 3):
                refers(year, reference, kind, year.chance.randint(0, 4) or 1)
            year.order("present", reference)
            year.passes(year.chance.randint(1, 5))
            decides(year, reference, f"rh@e{market}x{lot}.example")
            works(year)
        yield year.now
    year.now = max(year.now, datetime(2026, 12, 30, 9, tzinfo=UTC))
    yield year.now
