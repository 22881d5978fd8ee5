"""The cast: Farida the facilitator, Bâti-Nord the company, Nour the partner, Marc the candidate, Claire the referent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings

from mailboxes.inbound import Address, Authentication, Inbound
from mailboxes.message import Attachment
from parsers.parse import understood as parsed
from parsers.reading import (
    AwardReading,
    CandidateReading,
    CompanyReading,
    ConditionsReading,
    FacilitatorReading,
    JobReading,
    MarketReading,
    NeedReading,
    Reading,
    Salary,
    WorksiteReading,
    as_json,
)
from service.domain import diffusing, diffusions, markets, needs, referrals
from service.domain.facts import Facts, Office
from service.domain.letters import Person
from service.domain.plan import Mail, Plan
from service.domain.records import (
    Award,
    Candidate,
    CandidateFact,
    Company,
    Contact,
    DeclaredHours,
    Diffusion,
    Market,
    Need,
    NeedVersion,
    Partner,
    Placement,
    Proposal,
    Record,
    Referral,
    ReviewItem,
    Thread,
    Worksite,
    identity,
)
from service.domain.understanding import Paper
from service.rendering import template_name
from service.settings import FacilitatorSettings, Policy

#: enough examples to find a fault, few enough for a check before each commit; the machine may be busy
quick = settings(max_examples=40, deadline=None)
PARIS = ZoneInfo("Europe/Paris")
#: a Tuesday without a holiday near it, ten o'clock in Amiens
NOON = datetime(2026, 6, 2, 8, 0, tzinfo=UTC)
TODAY = date(2026, 6, 2)

CLAIRE = Person(
    name="Claire Morel",
    email="claire.morel@agence.example",
    phone="+33199000010",
    organisation="France Travail Amiens-Dury",
)
FARIDA = FacilitatorSettings(
    name="Farida Benali", organisation="Maison de l'emploi", email="f.benali@mde.example", phone="+33199000020"
)
BATI_NORD = Company(
    id=identity("company", "73282932000074"),
    version=1,
    name="Bâti-Nord SARL",
    siret="73282932000074",
    address="12 rue de l'Abbaye, 80000 Amiens",
    contact_name="Hélène Vasseur",
    phone="+33199001201",
    email="h.vasseur@bati-nord.example",
)
NOUR = Partner(
    id="nour",
    version=1,
    name="Mission locale du Grand Amiens",
    kind="mission_locale",
    contact_name="Nour Haddad",
    email="nour.haddad@ml-amiens.example",
    postcodes=["80"],
)
OLIVIER = Partner(
    id="olivier",
    version=1,
    name="Foyer d'accueil des Tilleuls",
    kind="hebergement",
    contact_name="Olivier Lenoir",
    email="o.lenoir@foyer-tilleuls.example",
)
MARC = Candidate(
    id="marc",
    version=1,
    last_name="Durand",
    first_name="Marc",
    phone="+33639981234",
    email="marc.durand@courriel.example",
    postcode="80000",
    received_at=NOON,
)
MARKET = Market(
    id=identity("market", "2026 tx 031"),
    version=1,
    reference="2026-TX-031",
    title="Construction de la médiathèque",
    buyer="Ville d'Amiens",
    notified_on="2026-05-28",
    facilitator_name=FARIDA.name,
    facilitator_organisation=FARIDA.organisation,
    facilitator_email=FARIDA.email,
    received_at=NOON,
    message_id="<notification@mde.example>",
)


def office(**policy: Any) -> Office:
    """Our side, with this policy."""
    return Office(
        referent=CLAIRE,
        institution="France Travail Amiens-Dury",
        mailbox="clauses@agence.example",
        account="clauses",
        facilitators=(FARIDA,),
        policy=Policy(**policy),
        zone=PARIS,
    )


# ------------------------------------------------------------------ readings
def full_reading(**job: Any) -> NeedReading:
    """A form that lacks nothing; `job` changes what it says of the job."""
    told: dict[str, Any] = {
        "title": "Coffreur-bancheur (H/F)",
        "openings": 2,
        "start_date": "2026-06-29",
        "activities": ("Montage des banches", "Coulage du béton"),
        "special_requirements": ("Travail en extérieur",),
    }
    return NeedReading(
        company=CompanyReading(
            name=BATI_NORD.name, siret=BATI_NORD.siret, contact_name=BATI_NORD.contact_name, email=BATI_NORD.email
        ),
        job=JobReading(**{**told, **job}),
        conditions=ConditionsReading(
            contract_type="CDD",
            contract_duration="P6M",
            weekly_hours=35.0,
            gross_salary=Salary(min=12.5, max=12.5, period="hour"),
            workplace="Rue du Hocquet, 80000 Amiens",
        ),
    )


def without(reading: NeedReading, *paths: str) -> NeedReading:
    """The same form with these fields left empty."""
    for path in paths:
        part, _, name = path.partition(".")
        empty = () if isinstance(needs.value_at(reading, path), tuple) else None
        reading = replace(reading, **{part: replace(getattr(reading, part), **{name: empty})})
    return reading


def market_reading(**changes: Any) -> MarketReading:
    """Farida's notification: one market, one lot, Bâti-Nord retained."""
    told: dict[str, Any] = {
        "reference": MARKET.reference,
        "title": MARKET.title,
        "buyer": MARKET.buyer,
        "notified_on": MARKET.notified_on,
        "facilitator": FacilitatorReading(name=FARIDA.name, organisation=FARIDA.organisation, email=FARIDA.email),
        "worksites": (WorksiteReading(name="Médiathèque", address="Rue du Hocquet, 80000 Amiens"),),
        "awards": (award_reading(),),
    }
    return MarketReading(**{**told, **changes})


def award_reading(**changes: Any) -> AwardReading:
    """Lot 1, won by Bâti-Nord."""
    told: dict[str, Any] = {
        "lot": "1",
        "lot_title": "Gros œuvre",
        "insertion_hours": 640.0,
        "company": CompanyReading(name=BATI_NORD.name, siret=BATI_NORD.siret, email=BATI_NORD.email),
    }
    return AwardReading(**{**told, **changes})


def person(first: str | None = "Marc", last: str | None = "Durand", **more: Any) -> CandidateReading:
    """A candidate as a partner's mail tells."""
    return CandidateReading(last_name=last, first_name=first, **more)


# ------------------------------------------------------------------ records
def award(state: str = "contacted", **changes: Any) -> Award:
    """Lot 1 of the market, Bâti-Nord's; contacted now unless told otherwise."""
    key = identity("award", MARKET.id, "1", BATI_NORD.id)
    told: dict[str, Any] = {
        "id": key,
        "version": 1,
        "market_id": MARKET.id,
        "company_id": BATI_NORD.id,
        "lot": "1",
        "lot_title": "Gros œuvre",
        "insertion_hours": 640.0,
        "form_reference": markets.form_reference(key),
        "state": state,
        "since": NOON,
        "contacted_at": NOON if state != "to_complete" else None,
    }
    return Award(**{**told, **changes})


def need(state: str = "diffused", *, number: int = 42, reading: NeedReading | None = None, **changes: Any) -> Need:
    """Bâti-Nord's need of two shutterers."""
    reading = reading or full_reading()
    told: dict[str, Any] = {
        "id": f"need-{number}",
        "version": 1,
        "reference": needs.reference(number),
        "number": number,
        "company_id": BATI_NORD.id,
        "award_id": award().id,
        "market_id": MARKET.id,
        "title": reading.job.title,
        "reading": as_json(reading),
        "state": state,
        "since": NOON,
        "received_at": NOON,
    }
    return Need(**{**told, **changes})


def diffusion(of: Need, to: Partner = NOUR, state: str = "sent", **changes: Any) -> Diffusion:
    """The need, sent to the partner."""
    made = diffusions.new(
        of, to, mail_id=diffusing.mail_id(f"diffusion:{of.id}:{to.id}"), due_at=changes.pop("due_at", None)
    )
    return made.but(version=1, state=state, sent_at=NOON, **changes)


def referral(
    of: Need, state: str = "to_present", *, who: Candidate = MARC, by: Partner = NOUR, number: int = 7, **changes: Any
) -> Referral:
    """The partner's candidate for the need; whoever a company has seen has a rank."""
    made = referrals.new(of, by, who, number=number, message_id="<reply@ml.example>", now=NOON)
    seen = state in {"presented", "interview", "hired", "rejected", "no_show", "to_call_back"}
    shown = {"presented_at": NOON, "rank": 1} if seen else {}
    return made.but(version=1, state=state, **{**shown, **changes})


def placement(state: str = "planned", **changes: Any) -> Placement:
    """Marc's contract at Bâti-Nord."""
    hired = referral(need(), "hired")
    told = {"id": identity("placement", hired.id), "version": 1, "referral_id": hired.id, "need_id": hired.need_id}
    more = {"contract_type": "CDD", "weekly_hours": 35.0, "hours_committed": 910.0, "since": NOON}
    return Placement(**{**told, **more, "state": state, **changes})


def candidate(first: str, last: str, **changes: Any) -> Candidate:
    """Someone else."""
    return Candidate(**{"id": f"{first}-{last}", "version": 1, "first_name": first, "last_name": last,
                        "received_at": NOON, **changes})  # fmt: skip


def thread(kind: str, role: str, address: str, **about: Any) -> Thread:
    """One of our mails, to be answered."""
    key = identity(kind, address, *(str(value) for value in about.values()))
    told = {"id": key, "version": 1, "token": f"{key[:10]}", "message_id": f"<{key}@agence.example>", "at": NOON}
    return Thread(**{**told, "kind": kind, "role": role, "address": address, **about})


#: where each kind of record stands in Facts
PLACES: dict[type[Record], str] = {
    Contact: "contacts", Market: "markets", Award: "awards", Company: "companies", Need: "needs", Partner: "partners",
    Proposal: "proposals", DeclaredHours: "declared", Diffusion: "diffusions", Candidate: "candidates", Referral: "referrals", Placement: "placements",
    Worksite: "worksites", CandidateFact: "candidate_facts", Thread: "threads", ReviewItem: "review",
}  # fmt: skip


def facts(*records: Record, of: Office | None = None, **more: Any) -> Facts:
    """The world that holds just these records."""
    world = Facts(office=of or office(), **more)
    for record in records:
        world = _with(world, record)
    return world


def _with(world: Facts, record: Record) -> Facts:
    place = PLACES.get(type(record))
    if place is None:
        return world
    now = getattr(world, place)
    if isinstance(now, tuple):
        return replace(world, **{place: (*(r for r in now if r.id != record.id), record)})
    return replace(world, **{place: {**now, record.id: record}})


def _next(numbered: dict[str, Any]) -> int:
    return max((record.number for record in numbered.values()), default=0) + 1


# ------------------------------------------------------------------ mails
def mail(sender: str, text: str = "Bonjour", *, subject: str = "", dmarc: str = "none", **more: Any) -> Inbound:
    """A mail that came in, already taken apart."""
    return Inbound(
        **{
            "message_id": f"<{identity(sender, text, subject)}@out.example>",
            "sender": Address(name="", address=sender),
            "date": NOON,
            "subject": subject,
            "text": text,
            "reply_text": text,
            "authentication": Authentication(dmarc=dmarc),
            **more,
        }
    )


def body(text: str, origin: str = "body") -> Paper:
    """The mail's own words, read as a document is, in this process."""
    return Paper(reading=parsed(text.encode(), "corps.txt", TODAY.isoformat()), origin=origin)


def attached(name: str, reading: Reading) -> Paper:
    """An attachment that was read."""
    file = Attachment(
        name=name, type="application/pdf", size=4, sha256=identity(name), inline=False, content=name.encode()
    )
    return Paper(reading=reading, attachment=file)


# ------------------------------------------------------------------ a pen for tests
@dataclass
class World:
    """Facts that plans are written to, as strictly as the store does it: versions, unique mails, unique slots."""

    facts: Facts
    mails: list[Mail] = field(default_factory=list)
    review: list[ReviewItem] = field(default_factory=list)
    slots: set[tuple[str, str]] = field(default_factory=set)
    #: what needs said in the course of time
    versions: list[NeedVersion] = field(default_factory=list)

    def write(self, plan: Plan) -> list[Mail]:
        """Write a plan; the mails that are new."""
        taken = {(slot.job, slot.key) for slot in plan.slots}
        if taken & self.slots:
            return []
        self.slots |= taken
        for record in plan.save:
            self._save(record)
        self.versions += [record for record in plan.save if isinstance(record, NeedVersion)]
        self.facts = replace(self.facts, next_need=_next(self.facts.needs), next_referral=_next(self.facts.referrals))
        self.review += [item for item in plan.review if item.id not in {known.id for known in self.review}]
        fresh = [m for m in plan.mails if m.key not in {known.key for known in self.mails}]
        self.mails += fresh
        return fresh

    def _save(self, record: Record) -> None:
        place = PLACES.get(type(record))
        held = getattr(self.facts, place) if place else {}
        known = held.get(record.id) if isinstance(held, dict) else next((r for r in held if r.id == record.id), None)
        before = known.version if known else 0
        assert record.version == before, f"{type(record).__name__} {record.id}: {record.version} written over {before}"
        self.facts = _with(self.facts, record.but(version=record.version + 1))

    def thread_of(self, sent: Mail) -> Thread:
        """The thread that a mail of ours began."""
        about = {k: getattr(sent, k) for k in ("market_id", "award_id", "need_id", "partner_id", "company_id")}
        kind = template_name(type(sent.letter))
        return thread(kind, sent.role, sent.to, **about, asked=dict(sent.asked), answers=sent.answers)

    def answering(self, sent: Mail) -> Facts:
        """The facts with which a reply to this mail is read."""
        return replace(self.facts, threads=(self.thread_of(sent),))
