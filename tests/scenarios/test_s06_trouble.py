"""s06: wrong password, servers down or dying, refusals, unreadable mails, a bug: told in a clear line, and the rest goes on."""

from __future__ import annotations

import pytest

from service.demo import cast
from service.demo.cast import Actor
from tests.scenarios.stage import Stage
from tests.servers.proxy import Proxy

STRANGER = Actor(name="Inconnu", address="info@salon.example")


def notices(stage: Stage) -> int:
    """How many partners were told that the need is closed."""
    return sum("need-stopped" in mail.message_id for mail in stage.accepted())


def with_mail_to_send(stage: Stage) -> Stage:
    """Five mails wait in the outbox: the referent has just closed a need."""
    stage.at("2026-06-05T10:00")
    stage.liaison("close", "B-0001", "--reason", "chantier reporté", now=True)
    return stage


def test_a_wrong_password_is_told_and_mails_still_go(diffused: Stage):
    """Status 1, one line that names the account and not the password; what waits is sent."""
    stage = with_mail_to_send(diffused)
    stage.imap = {"password": "hunter2-wrong"}
    stage.configure()

    ran = stage.runs(status=1)

    assert stage.mailbox.user in ran.err
    assert "hunter2" not in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert notices(stage) == 5


def test_a_mail_server_that_is_down_is_told_and_what_came_is_handled_later(diffused: Stage):
    """IMAP away: status 1; when it is back, everything is taken in."""
    diffused.at("2026-06-05T11:00")
    asked = diffused.world.last(cast.PLIE, "B-0001")
    diffused.world.write(cast.PLIE, f"RE: {asked['Subject']}", "Personne à proposer.\n", answers=asked)
    diffused.mailbox.kill()

    ran = diffused.runs(status=1)
    diffused.mailbox.restart()
    diffused.runs()

    assert "réception" in ran.err
    assert "Traceback" not in ran.err
    assert sorted(diffused.states("diffusions")).count("declined") == 1


def test_a_submission_server_that_is_down_keeps_nothing_from_being_taken_in(stage: Stage):
    """The market is there, its mails wait; status 1 says why; later they go, once."""
    stage.notify()
    stage.smtp.stop()

    ran = stage.runs(status=1)

    assert "envoi" in ran.err
    assert "Traceback" not in ran.err
    tree = stage.export()
    assert [award["state"] for award in tree["markets"][0]["awards"]] == ["contacted"] * 3
    assert {row["state"] for row in tree["outbox"]} <= {"waiting", "deferred"}

    stage.smtp.start()
    stage.at("2026-06-02T09:30")
    stage.runs()

    for company in (cast.BATI_NORD, cast.TOITS, cast.SILENT):
        assert len(stage.accepted(company.address)) == 1


@pytest.mark.parametrize("accepted", [False, True])
def test_a_submission_server_that_dies_in_the_middle_of_a_mail(stage: Stage, accepted: bool):
    """Cut before it took the mail: once. Cut between its taking and its yes, with no evidence: the same mail once more."""
    stage.smtp.drop("BODY", when=cast.BATI_NORD.address, accepted=accepted)
    stage.notify(lots=cast.LOTS[:1])

    stage.runs(status=None)
    stage.at("2026-06-02T09:30")
    stage.runs()

    mails = stage.accepted(cast.BATI_NORD.address)
    assert len(mails) == (2 if accepted else 1)
    assert len({(mail.message_id, mail.sha256) for mail in mails}) == 1
    assert {row["state"] for row in stage.export()["outbox"]} == {"sent"}


def test_a_mail_server_that_dies_in_the_middle_of_a_mail(stage: Stage):
    """The line is cut while mails are fetched; the next run takes each in, once."""
    for number in range(20):
        stage.world.write(STRANGER, f"Stand {number}", "x" * 20_000 + "\n")
    heard: list[bytes] = []
    with Proxy(stage.mailbox.port) as proxy:

        def cut_at_the_second_body(said: bytes) -> None:
            heard.append(said)
            if b"BODY.PEEK[]" in said:
                proxy.cut()

        proxy.heard = cut_at_the_second_body
        stage.imap = {"port": proxy.port}
        stage.configure()
        ran = stage.runs(status=1)
        proxy.heard = None
        stage.runs()

    assert any(b"BODY.PEEK[]" in said for said in heard)
    assert "Traceback" not in ran.err
    assert stage.states("messages") == ["review"] * 20


def test_an_address_that_the_server_refuses_is_left_alone_and_told(diffused: Stage):
    """5.1.1 at RCPT: refused, the others get theirs, the referent is told, the partner is not written to again."""
    stage = with_mail_to_send(diffused)
    stage.smtp.refuse("RCPT", "550 5.1.1 no such user", when=cast.GONE.address)

    stage.runs()

    tree = stage.export()
    assert [row["to"] for row in tree["outbox"] if row["state"] == "refused"] == [cast.GONE.address]
    assert notices(stage) == 4
    assert any(cast.GONE.address in item["what"] + item["why"] for item in tree["review"])
    assert [row["state"] for row in tree["contacts"] if row["id"] == cast.GONE.address] == ["bounces"]


def test_a_mail_that_the_server_will_take_later_is_sent_later(diffused: Stage):
    """4xx at RCPT: that mail alone waits, and goes at a later run."""
    stage = with_mail_to_send(diffused)
    stage.smtp.refuse("RCPT", "451 4.7.1 greylisted", when=cast.PLIE.address, times=1)

    stage.runs()
    assert notices(stage) == 4
    assert [row["state"] for row in stage.export()["outbox"] if row["state"] != "sent"] == ["deferred"]
    stage.at("2026-06-05T10:30")
    stage.runs()

    assert notices(stage) == 5


def test_what_cannot_be_read_or_understood_waits_for_the_referent_and_the_rest_goes_on(diffused: Stage):
    """A broken form, a mail of nothing but noise, one that is no mail at all; a partner's reply behind them is acted on."""
    stage = diffused
    stage.at("2026-06-05T11:00")
    asked = stage.world.last(cast.BATI_NORD)
    stage.world.write(cast.BATI_NORD, f"RE: {asked['Subject']}", "Voici un autre besoin.\n",
                      files=(("formulaire.docx", b"PK\x03\x04 cut off"),), answers=asked)  # fmt: skip
    stage.world.write(STRANGER, "Salon", "Réservez votre stand !\n")
    stage.mailbox.deliver(b"\xff\xfe\x00nothing of a mail\r\n\x80\x81" * 20)
    asked = stage.world.last(cast.PLIE, "B-0001")
    stage.world.write(cast.PLIE, f"RE: {asked['Subject']}", "Personne à proposer.\n", answers=asked)

    stage.runs()

    tree = stage.export()
    assert [row["state"] for row in tree["messages"][-4:]] == ["review", "review", "review", "done"]
    assert any("formulaire.docx" in item["what"] for item in tree["review"])
    assert len(stage.mailbox.mails("Liaison/À revoir")) == 3


def test_a_mail_over_the_limit_is_read_by_its_header_only(stage: Stage):
    """36 MB: not fetched, one item tells the referent, the original stays in the mailbox."""
    stage.mailbox.deliver(
        b"From: Gros <gros@salon.example>\r\nTo: clauses@agence.example\r\nSubject: Plans\r\n"
        b"Message-ID: <big@salon.example>\r\n\r\n" + (b"y" * 990 + b"\r\n") * 36_700
    )
    stage.world.write(STRANGER, "Salon", "Réservez votre stand !\n")

    stage.runs()

    tree = stage.export()
    assert [row["state"] for row in tree["messages"]] == ["review", "review"]
    assert any("volumineux" in item["why"] for item in tree["review"])
    database = sum(path.stat().st_size for path in stage.folder.glob("liaison.db*"))
    assert database < 5_000_000
    assert any(len(raw) > 36_000_000 for raw in stage.mailbox.mails("Liaison/À revoir"))


def test_a_mail_that_makes_the_code_fail_is_tried_three_times_and_then_waits_for_a_person(diffused: Stage):
    """It is put off a minute, then two; meanwhile nothing is half written; after the third time the referent is told."""
    stage = diffused
    stage.at("2026-06-05T11:00")
    for actor in (cast.PLIE, cast.CAP_EMPLOI):
        asked = stage.world.last(actor, "B-0001")
        text = (
            "Bonjour,\n\nJe vous propose Tony LAMBERT, 06 39 98 20 01, d'accord.\n"
            if actor is cast.PLIE
            else "Personne à proposer.\n"
        )
        stage.world.write(actor, f"RE: {asked['Subject']}", text, answers=asked)

    def fails() -> None:
        ran = stage.liaison("run", "--once", now=True, die=("fail", "service.domain.sourcing:_referred"), status=None)
        assert "message_failed" in ran.err

    fails()
    tree = stage.export()
    assert [row["state"] for row in tree["messages"][-2:]] == ["received", "received"]
    stage.runs()  # a minute has not passed: it is left alone
    assert stage.states("messages")[-2:] == ["received", "received"]
    for minute in (2, 5):
        stage.at(f"2026-06-05T11:{minute:02d}")
        fails()

    tree = stage.export()
    assert [row["state"] for row in tree["messages"][-2:]] == ["failed", "failed"]
    assert len([item for item in tree["review"] if "n'a pas su traiter" in item["why"]]) == 2
    assert len(stage.mailbox.mails("Liaison/À revoir")) == 2


def test_a_fault_in_the_digest_keeps_no_mail_from_being_taken_in_or_sent(diffused: Stage):
    """Status 1 and a line; messages, reports and the outbox go on."""
    stage = diffused
    stage.at("2026-06-08T09:30")
    asked = stage.world.last(cast.PLIE, "B-0001")
    stage.world.write(
        cast.PLIE, f"RE: {asked['Subject']}", "Je vous propose Tony LAMBERT, 06 39 98 20 01.\n", answers=asked
    )

    ran = stage.liaison("run", "--once", now=True, die=("fail", "service.domain.informing:digest"), status=1)

    assert "erreur inattendue" in ran.err
    assert len(stage.accepted(cast.PLIE.address)) == 2
    assert "sent" in stage.states("outbox")
    stage.runs()
    assert any(
        "Point du jour" in mail.subject or "Point" in mail.subject for mail in stage.accepted(cast.REFERENT.address)
    )
