"""Undoing: an order is taken back whole, on a real database, while nothing of it has left and nothing followed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parsers.statements import Command
from service import commands, lists
from service.app import open_app
from service.export import export
from service.settings import load
from service.store import history, outbox, write
from tests.cast import BATI_NORD, MARC, MARKET, NOON, NOUR, award, candidate, diffusion, need, referral

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
[policy]
grace_minutes = {grace}
"""


@pytest.fixture
def office(tmp_path, request):
    """An installation with one need, its mails held back a quarter of an hour unless told otherwise."""
    (tmp_path / "liaison.toml").write_text(CONFIG.format(grace=getattr(request, "param", 15)))
    app = open_app(load(tmp_path / "liaison.toml"), now=lambda: NOON)
    yield app
    app.close()


def hold(app, *records):
    """Records as they were written before."""
    rows = [record.but(version=0) for record in records]
    with app.store.transaction() as connection:
        write.save(connection, rows)
        history.keep(connection, rows, NOON)


def told(app, action, target="B-0042", **words):
    """One order in the shell: what came of it."""
    done = commands.order(app, Command(action=action, target=target, **words), NOON)
    return "done" if done.done else done.outcome


def world(app):
    """All that counts: needs, diffusions, referrals, review, and the mails to others."""
    tree = export(app)
    return {
        "needs": [(n["reference"], n["state"], n["job"]) for n in tree["needs"]],
        "diffusions": [d["state"] for d in tree["diffusions"]],
        "referrals": [(r["number"], r["state"], r["rank"]) for r in tree["referrals"]],
        "review": [r["number"] for r in tree["review"]],
        "mails": [m["kind"] for m in tree["outbox"]],
    }


BASE = (MARKET, BATI_NORD, NOUR, award("returned"))


def someone_waits(app):
    """Marc, to be presented for the need that is out."""
    hold(app, *BASE, need(), diffusion(need()), MARC, referral(need()))


@pytest.mark.parametrize(
    ("state", "action", "words"),
    [
        ("to_validate", "approve", {}),
        ("to_validate", "reject", {"reason": "il manque le salaire"}),
        ("to_validate", "correct", {"changes": {"job.openings": 9}}),
        ("to_validate", "close", {"reason": "doublon"}),
        ("cancelled", "reopen", {}),
    ],
)
def test_an_order_about_a_need_is_taken_back_whole(office, state, action, words):
    """The need, its diffusions and its mails are as before; it can be given, and taken back, again."""
    hold(office, *BASE, need(state))
    before = world(office)

    for _ in range(2):
        assert told(office, action, **words) == "done"
        assert world(office) != before
        assert told(office, "undo") == "done"
        assert world(office) == before
    assert told(office, "undo") == "nothing_to_undo"


@pytest.mark.parametrize(("action", "words"), [("present", {}), ("close", {"reason": "pourvu"})])
def test_people_go_back_to_where_they_waited(office, action, words):
    """Whoever was presented, or set free, waits again; nobody was written to."""
    someone_waits(office)
    before = world(office)

    assert told(office, action, **words) == "done"
    assert told(office, "undo") == "done"
    assert world(office) == before


@pytest.mark.parametrize("office", [0], indirect=True)
def test_without_grace_what_has_left_stays(office):
    """The mail of a presentation goes at once; the reason is told, nothing changes."""
    someone_waits(office)
    told(office, "present")
    with office.store.transaction() as connection:
        outbox.claim(connection, "clauses", NOON)
    after = world(office)

    assert told(office, "undo") == "too_late"
    assert world(office) == after


def test_held_mails_leave_when_the_grace_is_over(office):
    """Not a minute before."""
    someone_waits(office)
    told(office, "present")

    def leaves(minutes):
        with office.store.transaction() as connection:
            return outbox.claim(connection, "clauses", NOON + timedelta(minutes=minutes)) is not None

    assert [leaves(14), leaves(16)] == [False, True]


def test_what_was_changed_since_is_not_undone(office):
    """The company answered meanwhile: its word stands."""
    hold(office, *BASE, need("to_validate"))
    told(office, "correct", changes={"job.openings": 9})
    with office.store.transaction() as connection:
        changed = history.current(connection, "need", need().id)
        write.save(connection, (changed.but(title="Maçon"),))

    assert told(office, "undo") == "changed_since"


def test_orders_are_taken_back_from_the_last_to_the_first(office):
    """Two corrections, two undos."""
    hold(office, *BASE, need("to_validate"))
    openings = lambda: world(office)["needs"][0][2]["openings"]  # noqa: E731
    told(office, "correct", changes={"job.openings": 5})
    commands.order(office, Command(action="correct", target="B-0042", changes={"job.openings": 7}), NOON + timedelta(1))

    seen = [openings()]
    for _ in range(2):
        told(office, "undo")
        seen.append(openings())
    assert seen == [7, 5, 2]


def test_a_state_set_by_hand_is_taken_back(office):
    """`liaison undo R-7`: the hire, its contract and its mail to the partner."""
    hold(office, *BASE, need(), MARC, referral(need(), "presented"))
    before = world(office)
    assert commands.move_referral(office, "7", "hired", NOON).done
    assert len(export(office)["placements"]) == 1

    assert told(office, "undo", "R-7") == "done"
    assert (world(office), export(office)["placements"]) == (before, [])


def test_an_item_settled_by_mistake_waits_again(office):
    """Unless its message was taken once more: that may have set anything off."""
    from parsers.statements import Doubt
    from service.apply import apply
    from service.domain import reviews
    from service.domain.plan import Plan

    items = reviews.items([Doubt(what="x", why="y")], message_id="<m>", need_id=None, now=NOON)
    apply(office, Plan(review=items), NOON)
    told(office, "settle", "A-1", reason="vu")
    assert lists.review(office) == []

    assert told(office, "undo", "A-1") == "done"
    assert [item["number"] for item in lists.review(office)] == [1]


def test_who_takes_part_in_nothing_is_left_alone(office):
    """Another person's referral does not move with an undo."""
    someone_waits(office)
    other = candidate("Zoé", "Blanc")
    hold(office, other, referral(need(), who=other, number=8))
    told(office, "present", candidates=("7",))
    told(office, "undo")

    assert world(office)["referrals"] == [(7, "to_present", None), (8, "to_present", None)]
