"""People: what the shell does to the records of people, on a real database: merge, split, erase, purge, show."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from service import cli, people
from service.app import open_app
from service.demo import cast
from service.domain import persons
from service.domain.facts import Keys
from service.domain.records import Contact
from service.export import export
from service.settings import load
from service.store import write
from tests.cast import BATI_NORD, MARC, MARKET, NOON, NOUR, OLIVIER, award, candidate, diffusion, need, person, referral

WIRES = 'maildir = "boite"\noutbox = "envoyes"'
CV = {"name": "CV.pdf", "type": "application/pdf", "held": "nir"}
TWIN = candidate("Marc", "Durand", email="marc2@courriel.example", received_at=NOON + timedelta(hours=1))


@pytest.fixture
def app(tmp_path):
    """Two partners sent the same man; the record of the second is another."""
    config = tmp_path / "liaison.toml"
    config.write_text(cast.CONFIGURATION.format(wires=WIRES), encoding="utf-8")
    (tmp_path / "partners.csv").write_text(cast.PARTNERS_CSV, encoding="utf-8")
    made = open_app(load(config), now=lambda: NOON)
    with made.store.transaction() as connection:
        sha256 = write.keep_blob(connection, b"%PDF CV of Marc")
        first = referral(need(), who=MARC, number=7)
        later = referral(need(), who=TWIN, by=OLIVIER, number=8, received_at=NOON + timedelta(hours=1))
        told = persons.attested(MARC, NOUR, person(criteria=("rqth",)), "sort de détention", NOON)
        records = (NOUR, OLIVIER, BATI_NORD, MARKET, award("returned"), need(), diffusion(need()),
                   diffusion(need(), OLIVIER, "answered"), MARC.but(documents=[CV | {"sha256": sha256}]), TWIN, first, later,
                   told)  # fmt: skip
        write.save(connection, [record.but(version=0) for record in records])
    yield made
    made.close()


def states(app):
    """State and candidate of each referral, by number."""
    return {row["number"]: (row["state"], row["candidate_id"]) for row in export(app)["referrals"]}


def test_a_merge_and_its_undoing(app):
    """By the number of a referral of each."""
    before = states(app)

    assert people.merge(app, "R-7", "R-8", NOON).done
    assert states(app) == {7: ("to_present", MARC.id), 8: ("duplicate", MARC.id)}
    assert people.merge(app, "R-7", "R-8", NOON).outcome == "already_done"
    assert people.split(app, "R-7", NOON).done
    assert states(app) == before


def test_one_person_is_handed_over_and_then_forgotten(app):
    """Records, notes, documents; the count and the attested criterion stay, of nobody."""
    told = people.told_of(app, "R-7")
    assert (told["candidate"]["last_name"], told["attested"][0]["notes"]) == ("Durand", "sort de détention")
    sha256 = told["candidate"]["documents"][0]["sha256"]

    assert people.erase(app, "R-7", NOON).done

    row = next(r for r in export(app)["referrals"] if r["number"] == 7)
    assert (row["candidate"]["last_name"], row["candidate"]["criteria"], row["state"]) == (None, ["rqth"], "to_present")
    with app.store.transaction() as connection:
        assert write.blob(connection, sha256) is None
    facts = app.facts(Keys(candidate_ids=frozenset({MARC.id})))
    assert {fact.notes for fact in facts.candidate_facts} == {None}
    assert "détention" not in json.dumps(export(app), default=str)
    assert people.erase(app, "R-7", NOON).outcome == "already_done"


def test_the_purge_says_first_whom_it_would_erase(app):
    """Dry, it changes nothing; then whose time is over goes."""
    for number in ("7", "8"):
        people_done = CliRunner().invoke(
            cli.main, ["referral", number, "rejected", "-c", str(app.settings.path), "--now", NOON.isoformat()]
        )
        assert people_done.exit_code == 0, people_done.output
    later = NOON + timedelta(days=100)

    assert people.purge(app, NOON, dry_run=True) == []
    assert [row["erased"] for row in people.purge(app, later, dry_run=True)] == [False, False]
    assert [row["erased"] for row in people.purge(app, later, dry_run=False)] == [True, True]
    assert people.purge(app, later, dry_run=False) == []


def test_a_document_that_was_held_goes_when_the_referent_lets_it(app):
    """Once, and the journal knows."""
    assert people.release(app, "R-7", NOON).done
    assert people.release(app, "R-7", NOON).outcome == "nothing_held"
    assert "documents_released" in [entry["what"] for entry in export(app)["journal"]]


def test_a_partners_record_tells_what_it_got_answered_and_referred(app):
    """By a part of its name."""
    shown = people.partner(app, "tilleuls")

    assert (shown["counts"]["received"], shown["counts"]["answered"], shown["counts"]["referred"]) == (1, 1, 1)
    assert [row["number"] for row in shown["referrals"]] == [8]
    assert next(p for p in export(app)["partners"] if p["id"] == OLIVIER.id)["counts"] == shown["counts"]
    assert people.partner(app, "nobody of this name") is None


def test_an_address_is_put_to_rest_and_taken_up_again(app):
    """« no more mails », by telephone."""
    assert people.set_contact(app, NOUR.email, NOON, state="silenced", absent_until=None).done
    assert app.facts(Keys(everything_open=True)).contacts[NOUR.email].state == "silenced"
    assert people.set_contact(app, NOUR.email, NOON, state="works", absent_until=None).done
    assert isinstance(app.facts(Keys(everything_open=True)).contacts[NOUR.email], Contact)
    assert people.set_contact(app, "x@y.example", NOON, state="works", absent_until=None).outcome == "unknown_partner"


def test_a_needs_candidates_are_compared_in_the_shell(app):
    """And who was targeted, and why."""
    done = CliRunner().invoke(cli.main, ["candidates", "B-0042", "-c", str(app.settings.path), "--json"])
    found = json.loads(done.output)

    assert [row["number"] for row in found["candidates"]] == [7, 8]
    assert {row["reason"] for row in found["targeted"]} == {"concerned"}
