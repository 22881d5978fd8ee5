"""s11: two months of ten companies: every mail is justified by the journal, none leaves on a day off, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from service import lists
from service.demo import cast
from service.domain import due, markets, needs, proposals
from service.export import export
from tests.scenarios import two_months
from tests.scenarios.stage import cold, parsed, subject_of, text_of

#: what the journal must say in the transaction that writes a mail of this kind
JUSTIFIED_BY = {
    "first_contact": {"company_contacted"},
    "company_reminder": {"company_reminded"},
    "silent_companies": {"companies_silent"},
    "missing_market_facts": {"market_received", "market_changed", "facilitator_asked", "facilitator_reminded"},
    "incomplete_form": {"need_received", "need_completed", "completion_reminded"},
    "form_received": {"need_received", "need_completed"},
    "need_to_validate": {"need_received", "need_completed", "need_corrected", "proposal_accepted"},
    "need_diffusion": {"need_approved", "need_diffused"},
    "proposed_change": {"change_proposed", "proposal_reminded"},
    "orders_confirmed": {"need_approved", "need_corrected", "need_rejected", "need_closed"},
    "referrals_received": {"referral_received"},
    "candidates_presented": {"candidates_presented"},
    "decisions_received": {"referral_hired", "referral_rejected"},
    "candidate_hired": {"referral_hired"},
    "partner_feedback": {"partner_told"},
    "hours_requested": {"hours_requested"},
    "hours_received": {"hours_declared"},
    "partner_reminder": {"partner_reminded", "partners_reminded"},
    "progress_report": {"report_written"},
    "daily_digest": {"digest_written"},
}


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[two_months.Play]:
    """The two months, played once."""
    yield from two_months.played(tmp_path_factory.mktemp("two-months"))


@pytest.fixture(scope="module")
def tree(play: two_months.Play) -> dict[str, list[dict[str, Any]]]:
    """All that is known at the end."""
    return export(play.app)


def sent_on(mail: dict[str, Any]) -> date:
    """The day on which people got it."""
    return datetime.fromisoformat(mail["sent_at"]).astimezone(two_months.PARIS).date()


def to_companies(tree: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The mails that companies got, oldest first."""
    addresses = {who.address for who in two_months.COMPANIES}
    return sorted((m for m in tree["outbox"] if m["to"] in addresses), key=lambda m: m["sent_at"])


def states(tree: dict[str, list[dict[str, Any]]]) -> dict[str, set[str]]:
    """State of the lots by company."""
    found: dict[str, set[str]] = {}
    for market in tree["markets"]:
        for award in market["awards"]:
            found.setdefault(award["company"]["name"], set()).add(award["state"])
    return found


def test_every_mail_is_justified_by_what_the_journal_says_beside_it(tree):
    """Each « mail_written » stands in one transaction with the decision that caused it, and each decision has a cause."""
    kinds = {f"mail:{mail['id']}": mail["kind"] for mail in tree["outbox"]}
    written = [entry for entry in tree["journal"] if entry["what"] == "mail_written"]
    said: set[str] = set()
    block_ended = False
    for entry in tree["journal"]:
        if entry["what"] == "mail_written":
            block_ended = True
            assert said & JUSTIFIED_BY[kinds[entry["subject"]]], (kinds[entry["subject"]], said)
            continue
        said, block_ended = (set(), False) if block_ended else (said, False)
        said.add(entry["what"])
        if entry["what"].endswith("_moved"):
            assert entry["cause"], entry

    assert sorted(entry["subject"] for entry in written) == sorted(kinds)
    assert {mail["state"] for mail in tree["outbox"]} == {"sent"}


def test_nothing_reaches_anybody_on_a_day_off(play, tree):
    """Saturdays, Sundays, 14 July and 15 August; a notification of a Saturday makes mails of Monday."""
    policy = play.app.office.policy
    outside = [mail for mail in tree["outbox"] if mail["to"] != cast.REFERENT.address]

    assert [m["subject"] for m in outside if not due.is_working_day(sent_on(m), policy)] == []
    assert {sent_on(m) for m in outside if m["to"] == two_months.GONE.address} == {date(2026, 7, 6)}
    unasked = [m for m in tree["outbox"] if m["kind"] in {"daily_digest", "need_to_validate"}]
    assert [m for m in unasked if m["kind"] == "daily_digest" and not due.is_working_day(sent_on(m), policy)] == []


def test_no_mail_goes_twice(play, tree):
    """No Message-ID, no text a second time to the same person; a digest and a report once a day."""
    assert len({mail["message_id"] for mail in tree["outbox"]}) == len(tree["outbox"])
    assert len({(m["to"], m["subject"], sent_on(m)) for m in tree["outbox"]}) == len(tree["outbox"])
    for who in two_months.COMPANIES:
        texts = [re.sub(r"Réf\. du fil.*", "", text_of(raw)) for raw in play.world.post.received(who.address)]
        assert len(set(texts)) == len(texts), who.address


def test_no_reminder_within_three_days_of_a_mail_nor_to_whoever_answered(play, tree):
    """Whatever the mail before was about; and after a refusal or the last form nothing but answers."""
    last: dict[str, date] = {}
    for mail in to_companies(tree):
        if "Relance" in mail["subject"] and mail["to"] in last:
            assert sent_on(mail) - last[mail["to"]] >= timedelta(days=3), mail["subject"]
        last[mail["to"]] = sent_on(mail)
    reminded = {m["to"] for m in to_companies(tree) if m["kind"] == "company_reminder"}

    assert not reminded & {w.address for w in (two_months.PROMPT, two_months.REFUSER, two_months.TWICE,
                                               two_months.GONE, two_months.AWAY, two_months.HEIR)}  # fmt: skip


def test_each_company_ends_where_its_word_led(tree):
    """Silent, refusing, late, away, gone, mended: nobody is lost."""
    ends = states(tree)

    assert ends["Marchand TP"] == {"silent"}
    assert ends["Dumas Électricité"] == {"refused"}
    assert ends["Vidal Nettoyage"] == {"returned", "silent"}
    for name in ("Maçonnerie Roussel SARL", "Giry Peinture", "Saidi Plâtrerie", "Lemaire Menuiserie",
                 "Serrurerie du Nord", "Caron Carrelage"):  # fmt: skip
        assert ends[name] == {"returned"}, name
    late = [m for m in to_companies(tree) if m["to"] == two_months.LATER.address and m["kind"] == "company_reminder"]
    assert [sent_on(m) for m in late] == [date(2026, 8, 20)]
    companies = [company["name"] for company in tree["companies"]]
    assert len(companies) == len(set(companies)) == 10
    assert {c["id"]: c["state"] for c in tree["contacts"]} == {
        two_months.AWAY.address: "works", two_months.GONE.address: "left", two_months.BOUNCING.address: "bounces",
    }  # fmt: skip


def test_a_need_answered_twice_is_one_and_a_plain_yes_made_its_version(tree):
    """Saidi's form came twice, then a change was proposed and accepted."""
    (saidi,) = [need for need in tree["needs"] if need["company"]["name"] == "Saidi Plâtrerie"]
    versions = sorted((v for v in tree["need_versions"] if v["need_id"] == saidi["id"]), key=lambda v: v["edition"])

    assert saidi["job"]["openings"] == 2
    assert [v["reading"]["job"]["openings"] for v in versions] == [2, 3, 2]
    assert versions[-1]["who"] == two_months.TWICE.address
    assert [p["state"] for p in tree["proposals"]] == ["accepted"]


def test_the_corrected_market_is_one_market_of_three_versions(tree):
    """The hours of lot 2 went from 300 to 350; the repeat after it changed nothing."""
    (school,) = [market for market in tree["markets"] if market["reference"] == "MDE-2026-021"]

    assert [len(version["differences"]) for version in school["versions"]] == [0, 1, 0]
    assert school["versions"][1]["differences"][0] == {
        "field": "insertion_hours", "about": "Marchand TP", "before": 300, "after": 350,
    }  # fmt: skip


def test_the_facilitator_hears_of_the_silent_in_one_mail_a_market(play, tree):
    """Each is listed once, and none who answered."""
    told = [raw for raw in play.world.post.received(cast.FACILITATOR.address) if "sans réponse" in subject_of(raw)]
    names = [line for raw in told for line in text_of(raw).splitlines() if line.startswith("- ")]

    assert sum("Marchand TP" in name for name in names) == 1
    assert not [name for name in names if "Roussel" in name or "Dumas" in name or "Giry" in name]
    assert all(parsed(raw)["To"].addresses[0].addr_spec == cast.FACILITATOR.address for raw in told)


def test_every_state_was_reached_by_moves_of_its_table_and_the_journal_tells_each(play, tree):
    """From the first to the last, link by link; the chain is whole."""
    tables = {"market": markets.MOVES, "award": markets.AWARD_MOVES, "need": needs.MOVES, "proposal": proposals.MOVES}
    now = {f"market:{m['id']}": m["state"] for m in tree["markets"]}
    now |= {f"award:{a['id']}": a["state"] for m in tree["markets"] for a in m["awards"]}
    now |= {f"need:{n['id']}": n["state"] for n in tree["needs"]}
    now |= {f"proposal:{p['id']}": p["state"] for p in tree["proposals"]}
    reached: dict[str, str | None] = {}
    for entry in tree["journal"]:
        if entry["what"].endswith("_moved"):
            noun, told = entry["what"].removesuffix("_moved"), entry["details"]
            assert reached.get(entry["subject"]) == told["from"], entry
            assert told["from"] is None or told["to"] in tables[noun][told["from"]], entry
            reached[entry["subject"]] = told["to"]

    assert reached == now
    assert lists.journal_fault(play.app) is None


def test_hours_are_asked_for_told_and_counted(tree):
    """Tony Lambert began on 20 July: July is asked for on the first working day of August, and answered in a word."""
    asked = [m for m in tree["outbox"] if m["kind"] == "hours_requested"]
    (lot,) = [row for row in tree["hours"] if row["done"]]

    assert [(m["to"], sent_on(m)) for m in asked] == [(two_months.PROMPT.address, date(2026, 8, 3))]
    assert [(d["month"], d["hours"]) for d in tree["declared_hours"]] == [("2026-07", 77)]
    assert (lot["objective"], lot["done"], lot["at_risk"]) == (640, 77, False)
    assert lot["committed"] == pytest.approx(910, abs=1)


def test_the_commands_say_the_same(play):
    """`status`, `journal --verify`, `hours` and `propose`, as a person starts them."""
    config = str(play.app.settings.path)
    status = cold("status", "-c", config, "--now", "2026-09-01T09:00:00+02:00")
    verified = cold("journal", "-c", config, "--verify")
    worked = cold("hours", "1", "2026-08", "140,5", "-c", config)
    again = cold("hours", "1", "2026-08", "140.5", "-c", config, "--now", "2026-09-01T09:05:00+02:00")
    outside = cold("hours", "1", "2026-03", "10", "-c", config, "--now", "2026-09-01T09:05:00+02:00")
    proposed = cold("propose", "B-0003", "job.openings=4", "--reason", "car", "-c", config)

    assert "Vidal Nettoyage" in status.out
    assert (verified.status, verified.out.strip()) == (0, "journal intact")
    assert (worked.status, again.status, outside.status, proposed.status) == (2, 0, 2, 0)
    assert "hors des dates" in outside.err
    tree = export(play.app)
    assert {(d["month"], d["hours"]) for d in tree["declared_hours"]} == {("2026-07", 77), ("2026-08", 140.5)}
    assert [p["state"] for p in tree["proposals"]][-1] in {"sent", "accepted"}


def test_somebody_has_the_turn_on_everything_that_is_open(tree):
    """Every market, award and need has its row, with a day; what is open has somebody."""
    rows = {row["id"]: row for row in tree["turns"]}
    wanted = {f"market:{m['id']}" for m in tree["markets"]} | {f"need:{n['id']}" for n in tree["needs"]}
    wanted |= {f"award:{a['id']}" for m in tree["markets"] for a in m["awards"]}

    assert wanted <= rows.keys()
    for key in wanted:
        assert rows[key]["since"]
    waiting = [n for n in tree["needs"] if n["state"] == "to_validate"]
    assert {rows[f"need:{n['id']}"]["whose"] for n in waiting} == {"referent"}
