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
