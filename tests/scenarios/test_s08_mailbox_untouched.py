r"""s08: the mailbox stays its owner's: no \Seen is set, nothing is deleted, handled mail is moved, marked or left, as told."""

from __future__ import annotations

import pytest

from service.demo import cast
from service.demo.cast import Actor
from tests.scenarios.stage import Stage

STRANGER = Actor(name="Inconnu", address="info@salon.example")
FILED = ("INBOX", "Liaison/Traité", "Liaison/À revoir", "Liaison/Ignoré")


def three_mails(stage: Stage) -> dict[str, bytes]:
    """One to act on, one for the referent, one of a robot: name -> octets as they lie on the server."""
    asked = stage.world.last(cast.PLIE, "B-0001")
    stage.world.write(cast.PLIE, f"RE: {asked['Subject']}", "Personne à proposer.\n", answers=asked)
    stage.world.write(STRANGER, "Salon", "Réservez votre stand !\n")
    stage.world.write(cast.CAP_EMPLOI, "Absent", "Absent jusqu'au 10.\n", headers={"Auto-Submitted": "auto-replied"})
    return dict(zip(("done", "review", "ignored"), stage.mailbox.mails(), strict=True))


def everywhere(stage: Stage) -> list[bytes]:
    """All mails of all folders, but those of Sent."""
    return sorted(raw for folder in FILED for raw in stage.mailbox.mails(folder))


def all_flags(stage: Stage) -> set[bytes]:
    """Every flag on any mail."""
    present = set(stage.mailbox.folders())
    return {
        flag
        for folder in FILED
        if folder in present
        for flags in stage.mailbox.flags(folder).values()
        for flag in flags
    }


@pytest.mark.parametrize("way", ["move", "keyword", "none"])
def test_handled_mail_is_acknowledged_as_configured_and_nothing_else_changes(diffused: Stage, way: str):
    """Every octet is still there; no flag but our keyword; a second run changes nothing."""
    stage = diffused
    stage.box = {"evidence": "none", "acknowledge": way}
    stage.configure()
    stage.at("2026-06-05T11:00")
    mails = three_mails(stage)

    stage.runs()
    stage.runs()

    assert everywhere(stage) == sorted(mails.values())
    assert all_flags(stage) == ({b"$LiaisonDone"} if way == "keyword" else set())
    if way == "move":
        assert stage.mailbox.mails() == []
        assert stage.mailbox.mails("Liaison/Traité") == [mails["done"]]
        assert stage.mailbox.mails("Liaison/À revoir") == [mails["review"]]
        assert stage.mailbox.mails("Liaison/Ignoré") == [mails["ignored"]]
    else:
        assert len(stage.mailbox.mails()) == 3
        assert len(stage.mailbox.flags()) == 3
    assert sorted(stage.states("messages")[-3:]) == ["done", "ignored", "review"]


def test_what_people_marked_stays_marked(diffused: Stage):
    """A mail that was read, starred or answered by a person keeps its flags when it is moved; others get none."""
    stage = diffused
    stage.at("2026-06-05T11:00")
    asked = stage.world.last(cast.PLIE, "B-0001")
    stage.world.write(cast.PLIE, f"RE: {asked['Subject']}", "Personne à proposer.\n", answers=asked)
    (raw,) = stage.mailbox.mails()
    with stage.mailbox.other_program() as client:
        client.select_folder("INBOX")
        client.add_flags(client.search("ALL"), [b"\\Seen", b"\\Flagged"])

    stage.runs()

    assert stage.mailbox.mails("Liaison/Traité") == [raw]
    assert [set(flags) for flags in stage.mailbox.flags("Liaison/Traité").values()] == [{b"\\Flagged", b"\\Seen"}]
