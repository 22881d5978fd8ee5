"""Facts: what the keys ask for, with what hangs together with it, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from service.domain import records
from service.domain.facts import Facts, Keys
from service.store import facts, write
from service.store.store import Store
from tests.store.samples import NOON, OFFICE, award, company, market, need, partner


def loaded(store: Store, keys: Keys) -> Facts:
    """What the keys bring."""
    with store.transaction() as connection:
        return facts.load(connection, keys, OFFICE)


def fill(store: Store) -> None:
    """Two companies on one market, two needs, one diffusion, one referral, one thread."""
    referral = records.Referral(id="referral-1", need_id="need-1", partner_id="partner-1", candidate_id="candidate-1",
                                number=1, since=NOON, received_at=NOON)  # fmt: skip
    candidate = records.Candidate(id="candidate-1", last_name="Mercier", phone="+33639980001", received_at=NOON)
    thread = records.Thread(id="mail-1", token="AAAAAAAAAA", message_id="<mail.1@agence.example>", kind="need_diffusion",
                            role="partner", address="contact@relais-1.example", need_id="need-1",
                            partner_id="partner-1", at=NOON)  # fmt: skip
    with store.transaction() as connection:
        write.save(connection, (
            market(), company(1), company(2), award(1), award(2), partner(1), partner(2), candidate, referral, thread,
            need(1, award_id="award-1", market_id="market-1"),
            need(2, company_id="company-2", award_id="award-2", market_id="market-1", state="closed"),
            records.Diffusion(id="diffusion-1", need_id="need-1", partner_id="partner-1", outbox_id="mail-1"),
        ))  # fmt: skip


def test_a_token_brings_the_thread_and_all_that_it_is_about(store: Store):
    """The need, its company, award, market, referral and candidate; not the other company's need."""
    fill(store)

    found = loaded(store, Keys(tokens=("AAAAAAAAAA",)))

    assert [thread.id for thread in found.threads] == ["mail-1"]
    assert set(found.needs) == {"need-1"}
    assert set(found.companies) == {"company-1"}
    assert set(found.awards) == {"award-1"}
    assert set(found.markets) == {"market-1"}
    assert set(found.referrals) == {"referral-1"}
    assert set(found.candidates) == {"candidate-1"}
    assert set(found.diffusions) == {"diffusion-1"}


def test_no_key_brings_the_directory_and_the_next_figures_only(store: Store):
    """Partners are few, and always there."""
    fill(store)

    found = loaded(store, Keys())

    assert set(found.partners) == {"partner-1", "partner-2"}
    assert (found.needs, found.companies, found.threads) == ({}, {}, ())
    assert (found.next_need, found.next_referral) == (3, 2)


def test_an_address_brings_its_partners_open_needs_and_a_companys_own(store: Store):
    """Whatever the case of its letters, and by its domain."""
    fill(store)

    assert set(loaded(store, Keys(addresses=frozenset({"someone@relais-1.example"}))).needs) == {"need-1"}
    assert set(loaded(store, Keys(addresses=frozenset({"chef@toitures-2.example"}))).companies) == {"company-2"}


def test_everything_open_brings_all_that_reports_are_made_of(store: Store):
    """All markets, awards, needs and companies."""
    fill(store)

    found = loaded(store, Keys(everything_open=True))

    assert set(found.needs) == {"need-1", "need-2"}
    assert set(found.awards) == {"award-1", "award-2"}


def test_more_keys_than_a_statement_may_hold_are_asked_in_pieces(store: Store):
    """Two thousand companies by their ids."""
    with store.transaction() as connection:
        write.save(connection, [company(n, siret=f"{n:014d}") for n in range(2000)])

    found = loaded(store, Keys(sirets=frozenset(f"{n:014d}" for n in range(2000))))

    assert len(found.companies) == 2000


def test_answers_are_counted_by_conversation_whoever_wrote(store: Store):
    """Mails about another pair of correspondents, older ones, and those that answer nobody do not count."""
    fill(store)

    def answered(number: int, **changes: object) -> records.Thread:
        said = {
            "id": f"mail-{number}", "token": f"B{number:09}", "message_id": f"<mail.{number}@agence.example>",
            "kind": "question", "role": "partner", "address": f"robot-{number}@relais-1.example", "need_id": "need-1",
            "partner_id": "partner-1", "answers": "<x@relais-1.example>", "at": NOON,
        }  # fmt: skip
        return records.Thread(**{**said, **changes})

    with store.transaction() as connection:
        write.save(connection, (
            answered(2), answered(3), answered(4, answers=None), answered(5, partner_id="partner-2"),
            answered(6, at=NOON - timedelta(days=2)),
        ))  # fmt: skip

    found = loaded(store, Keys(tokens=("AAAAAAAAAA",), answers_since=NOON - timedelta(hours=1)))

    assert found.answers_in_thread == 2


def test_whole_companies_bring_all_their_lots_and_when_they_were_last_written_to(store: Store):
    """A reminder gathers what one person owes, and spares whoever had a mail lately."""
    fill(store)
    mails = (
        records.Thread(id=f"mail-{day}", token=f"B{day:09d}", message_id=f"<{day}@agence.example>", kind="first_contact",
                       role="company", address="rh@toitures-1.example", company_id="company-1",
                       at=NOON + timedelta(days=day))
        for day in (2, 5)
    )  # fmt: skip
    with store.transaction() as connection:
        elsewhere = award(3, market_id="market-2", company_id="company-1", email="chantier@toitures.example")
        write.save(connection, (market(2), elsewhere, *mails))

    found = loaded(store, Keys(award_ids=frozenset({"award-1"}), whole_companies=True))

    assert set(found.awards) == {"award-1", "award-3"}
    assert set(found.markets) == {"market-1", "market-2"}
    assert found.written_to == {"rh@toitures-1.example": NOON + timedelta(days=5)}


def test_the_address_named_for_a_lot_brings_the_lot_and_its_company(store: Store):
    """Who answers from there is known."""
    fill(store)
    with store.transaction() as connection:
        write.save(connection, (award(3, market_id="market-1", company_id="company-2", email="chantier@murs.example"),))

    found = loaded(store, Keys(addresses=frozenset({"chantier@murs.example"})))

    assert "award-3" in found.awards
    assert "company-2" in found.companies


def test_a_facilitators_answer_brings_the_markets_that_were_asked_about(store: Store):
    """All their lots, so that whatever is told finds its place."""
    fill(store)
    question = records.Thread(id="mail-9", token="CCCCCCCCCC", message_id="<9@agence.example>",
                              kind="missing_market_facts", role="facilitator", address="f@mde.example",
                              market_id="market-1", asked={"markets": "market-1 market-2"}, at=NOON)  # fmt: skip
    with store.transaction() as connection:
        write.save(connection, (market(2), company(4), award(4, market_id="market-2"), question))

    found = loaded(store, Keys(tokens=("CCCCCCCCCC",)))

    assert set(found.awards) == {"award-1", "award-2", "award-4"}
    assert set(found.markets) == {"market-1", "market-2"}


def test_a_company_that_was_merged_brings_the_one_it_became(store: Store):
    """Old mails lead to it."""
    fill(store)
    with store.transaction() as connection:
        write.save(connection, (company(5, merged_into="company-1", email="vieux@toitures.example"),))

    found = loaded(store, Keys(addresses=frozenset({"vieux@toitures.example"})))

    assert set(found.companies) == {"company-1", "company-5"}


def test_like_jobs_that_are_over_are_told_with_what_became_of_people(store: Store):
    """One closed need of a roofer; the open one is no past."""
    fill(store)
    with store.transaction() as connection:
        write.save(connection, (
            records.Candidate(id="candidate-2", last_name="Roux", received_at=NOON),
            records.Referral(id="referral-2", need_id="need-2", partner_id="partner-1", candidate_id="candidate-2",
                             number=2, state="rejected", reason="experience", since=NOON, received_at=NOON),
        ))  # fmt: skip

    found = loaded(store, Keys(job_words=frozenset({"couvreur"})))

    assert [(one.openings, one.hired, one.reasons) for one in found.past] == [(2, 0, ("experience",))]
    assert loaded(store, Keys(job_words=frozenset({"peintre"}))).past == ()


def test_a_declaration_and_a_proposal_come_with_what_they_are_about(store: Store):
    """Hours with the placement, a proposed change with the need."""
    fill(store)
    with store.transaction() as connection:
        write.save(connection, (
            records.Placement(id="placement-1", referral_id="referral-1", need_id="need-1", since=NOON),
            records.DeclaredHours(id="d", placement_id="placement-1", month="2026-06", hours=140.5, at=NOON, who="x"),
            records.Proposal(id="p", need_id="need-1", rank=1, changes={"job.openings": 3}, who="referent", since=NOON,
                             sent_at=NOON),
        ))  # fmt: skip

    found = loaded(store, Keys(need_ids=frozenset({"need-1"})))

    assert [hours.hours for hours in found.declared.values()] == [140.5]
    assert [proposal.changes for proposal in found.proposals.values()] == [{"job.openings": 3}]
