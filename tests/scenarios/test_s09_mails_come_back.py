"""s09: the folder begins a new epoch, or its mails go away and come back: nothing is done twice, nothing new is missed."""

from __future__ import annotations

from service.demo import cast
from tests.scenarios.stage import Stage


def a_reply(stage: Stage, name: str, phone: str) -> None:
    """A partner proposes someone."""
    asked = stage.world.last(cast.PLIE, "B-0001")
    stage.world.write(cast.PLIE, f"RE: {asked['Subject']}", f"Je vous propose {name}, {phone}.\n", answers=asked)


def referred(stage: Stage) -> list[str]:
    """Who was referred."""
    return sorted(row["candidate"]["last_name"].upper() for row in stage.export()["referrals"])


def test_a_new_uidvalidity_makes_nothing_happen_twice(diffused: Stage):
    """All mails are there under new numbers: known ones are recognised, a new one among them is taken in."""
    stage = diffused
    stage.box = {"evidence": "none", "acknowledge": "none"}
    stage.configure()
    stage.at("2026-06-05T11:00")
    a_reply(stage, "Tony LAMBERT", "06 39 98 20 01")
    a_reply(stage, "Amina DIALLO", "06 39 98 20 02")
    stage.runs()
    assert referred(stage) == ["DIALLO", "LAMBERT"]
    sent = len(stage.accepted())

    stage.mailbox.change_uidvalidity()
    stage.runs()

    assert referred(stage) == ["DIALLO", "LAMBERT"]
    assert len(stage.accepted()) == sent
    assert stage.states("messages")[-2:] == ["duplicate", "duplicate"]
    a_reply(stage, "Yanis MERCIER", "06 39 98 20 03")
    stage.mailbox.change_uidvalidity()
    stage.runs()
    assert referred(stage) == ["DIALLO", "LAMBERT", "MERCIER"]
    assert len(stage.accepted()) == sent + 1


def test_mails_that_someone_moves_away_and_back_are_known(diffused: Stage):
    """Before they were handled, and after: once each."""
    stage = diffused
    stage.at("2026-06-05T11:00")
    a_reply(stage, "Tony LAMBERT", "06 39 98 20 01")
    move_all(stage, "INBOX", "Vacances")
    stage.runs()
    assert referred(stage) == []
    move_all(stage, "Vacances", "INBOX")
    stage.runs()
    assert referred(stage) == ["LAMBERT"]
    sent = len(stage.accepted())

    for _ in range(2):
        move_all(stage, "Liaison/Traité", "INBOX")
        stage.runs()
        move_all(stage, "Liaison/Ignoré", "INBOX")
        stage.runs()

    assert referred(stage) == ["LAMBERT"]
    assert len(stage.accepted()) == sent
    assert stage.mailbox.mails() == []


def move_all(stage: Stage, source: str, target: str) -> None:
    """What a person does with the mouse."""
    with stage.mailbox.other_program() as client:
        for folder in (source, target):
            if not client.folder_exists(folder):
                client.create_folder(folder)
        client.select_folder(source)
        uids = client.search("ALL")
        if uids:
            client.move(uids, target)
