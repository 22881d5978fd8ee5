"""k01: SIGKILL before and after each step of a message and of a mail; the next run finishes, and the world sees it once."""

from __future__ import annotations

from collections import Counter

import pytest

from service.demo import cast
from tests.scenarios.stage import ARCHIVE, Stage, parsed

STEPS_OF_A_MESSAGE = {
    "before it is written down": ("before", "service.store.ledger:remember"),
    "before that is committed": ("after", "service.store.ledger:remember"),
    "once it is remembered": ("after", "service.intake:receive_one"),
    "while it is understood": ("after", "service.unpack:unpack"),
    "while its effects are written": ("after", "service.store.write:save"),
    "before its effects are committed": ("after", "service.store.write:append_journal"),
    "once its effects are there": ("after", "service.intake:apply"),
    "before it is filed away": ("before", "mailboxes.imap:ImapInbox.acknowledge"),
    "once it is filed away": ("after", "mailboxes.imap:ImapInbox.acknowledge"),
    "before that is noted": ("after", "service.store.ledger:filed_away"),
}
STEPS_OF_A_MAIL = {
    "before the claim is committed": ("after", "service.store.outbox:claim"),
    "once it is claimed": ("before", "mailboxes.smtp:SmtpSender.send"),
    "while the envelope is told": ("after", "mailboxes.smtp:SmtpSender._envelope"),
    "once the server took it": ("after", "mailboxes.smtp:SmtpSender.send"),
    "before that is committed": ("after", "service.store.outbox:settle"),
    "once that is written down": ("after", "service.delivery:_sent"),
}
STEPS_OF_A_COPY = {
    "before the copy": ("before", "mailboxes.imap:ImapInbox.keep_copy"),
    "after the copy": ("after", "mailboxes.imap:ImapInbox.keep_copy"),
}


def with_evidence(stage: Stage, evidence: str, in_doubt: str = "resend") -> None:
    """As the configuration says where copies come, so does the server."""
    stage.box = {"evidence": evidence, "in_doubt": in_doubt}
    post = (stage.mailbox.host, stage.mailbox.server.lmtp_port)
    if evidence == "bcc":
        stage.box["archive"] = ARCHIVE
        stage.smtp.copy_to(ARCHIVE, *post, f"{stage.mailbox.user}@localhost")
    if evidence == "sent_folder":
        stage.smtp.keep_sent(cast.MAILBOX.address, *post, f"{stage.mailbox.user}+Sent@localhost")
    stage.configure()


def a_partner_replies(stage: Stage) -> str:
    """One message, that makes one referral and one mail; its Message-ID."""
    stage.at("2026-06-05T11:00")
    asked = stage.world.last(cast.PLIE, "B-0001")
    text = "Bonjour,\n\nJe vous propose Tony LAMBERT, 06 39 98 20 01, d'accord pour ce poste.\n"
    stage.world.write(cast.PLIE, f"RE: {asked['Subject']}", text, answers=asked)
    return f"<demo.{stage.world.count}@plie-amiens.example>"


def answers(stage: Stage) -> list[str]:
    """Message-IDs of what the partner got since its reply."""
    return [mail.message_id for mail in stage.accepted(cast.PLIE.address)[1:]]


def check_once(stage: Stage, message_id: str) -> None:
    """One message taken, filed away once; one referral; a journal without a gap; one copy in Sent of all that went."""
    tree = stage.export()
    assert [row["state"] for row in tree["messages"] if row["message_id"] == message_id] == ["done"]
    assert [row["candidate"]["last_name"].upper() for row in tree["referrals"]] == ["LAMBERT"]
    assert [row["kind"] for row in tree["outbox"]].count("referrals_received") == 1
    inbox = [raw for raw in stage.mailbox.mails() if message_id.encode() in raw]
    filed = [str(parsed(raw)["Message-ID"]) for raw in stage.mailbox.mails("Liaison/Traité")]
    assert inbox == []
    assert filed.count(message_id) == 1
    assert stage.liaison("journal", "--verify").out.strip() == "journal intact"
    sent = Counter(str(parsed(raw)["Message-ID"]) for raw in stage.mailbox.mails("Sent"))
    assert {sent[message_id] for message_id in answers(stage)} <= {1}


@pytest.mark.parametrize("step", STEPS_OF_A_MESSAGE)
def test_a_message_has_its_effect_once_wherever_we_die(diffused: Stage, step: str):
    """Nothing is lost, nothing is done twice, and the mailbox is as if nothing had happened."""
    message_id = a_partner_replies(diffused)

    diffused.dies(*STEPS_OF_A_MESSAGE[step])
    diffused.runs()

    assert len(answers(diffused)) == 1
    check_once(diffused, message_id)


@pytest.mark.parametrize(
    ("step", "evidence"),
    [*((step, "sent_folder") for step in STEPS_OF_A_MAIL),
     *((step, "bcc") for step in ("once it is claimed", "once the server took it", "before that is committed"))],
)  # fmt: skip
def test_with_evidence_a_mail_goes_once_wherever_we_die(diffused: Stage, step: str, evidence: str):
    """The server's own copy, behind a probe, tells whether it went."""
    with_evidence(diffused, evidence)
    message_id = a_partner_replies(diffused)

    diffused.dies(*STEPS_OF_A_MAIL[step])
    diffused.runs()

    assert len(answers(diffused)) == 1
    check_once(diffused, message_id)
    assert {row["state"] for row in diffused.export()["outbox"]} == {"sent"}


@pytest.mark.parametrize("step", STEPS_OF_A_COPY)
def test_the_copy_for_people_is_kept_once_wherever_we_die(diffused: Stage, step: str):
    """Sent holds the mail once."""
    message_id = a_partner_replies(diffused)

    diffused.dies(*STEPS_OF_A_COPY[step])
    diffused.runs()

    (answer,) = answers(diffused)
    check_once(diffused, message_id)
    assert [str(parsed(raw)["Message-ID"]) for raw in diffused.mailbox.mails("Sent")].count(answer) == 1


def test_without_evidence_resend_repeats_the_same_mail_and_only_when_its_fate_is_unknown(diffused: Stage):
    """A kill between the server's yes and ours: twice, with the same Message-ID and the same octets."""
    with_evidence(diffused, "none", "resend")
    message_id = a_partner_replies(diffused)

    diffused.dies("after", "mailboxes.smtp:SmtpSender.send")
    diffused.runs()

    first, second = diffused.accepted(cast.PLIE.address)[1:]
    assert (first.message_id, first.sha256) == (second.message_id, second.sha256)
    check_once(diffused, message_id)


@pytest.mark.parametrize(("step", "went"), [("once it is claimed", 0), ("once the server took it", 1)])
def test_without_evidence_hold_leaves_a_mail_whose_fate_is_unknown_to_a_person(diffused: Stage, step: str, went: int):
    """It is not sent again, and stands in the outbox as held."""
    with_evidence(diffused, "none", "hold")
    a_partner_replies(diffused)

    diffused.dies(*STEPS_OF_A_MAIL[step])
    diffused.runs()
    diffused.runs()

    assert len(answers(diffused)) == went
    assert [row["state"] for row in diffused.export()["outbox"] if row["kind"] == "referrals_received"] == ["held"]


@pytest.mark.parametrize("evidence", ["sent_folder", "bcc"])
def test_a_server_that_is_away_after_a_kill_decides_nothing(diffused: Stage, evidence: str):
    """While the evidence cannot be looked at, the mail waits in doubt; the run says so; later it is found to have gone."""
    with_evidence(diffused, evidence)
    diffused.runs()
    a_partner_replies(diffused)
    diffused.dies("after", "mailboxes.smtp:SmtpSender.send")
    diffused.smtp.settle()
    diffused.imap = {"port": 1}
    diffused.configure()

    away = diffused.runs(status=1)
    diffused.imap = {}
    diffused.configure()
    diffused.runs()

    assert "127.0.0.1:1" in away.err
    assert len(answers(diffused)) == 1
    assert {row["state"] for row in diffused.export()["outbox"]} == {"sent"}
