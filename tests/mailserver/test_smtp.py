"""SMTP: what is said of each mail's fate, at every step at which a server can say no, later, or nothing."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mailboxes.errors import Rejected, Unreachable
from mailboxes.sender import Deferred, Outgoing, Refused, Sender, Sent, SmtpAccess, Unknown, open_sender
from tests.servers.certificates import Certificates
from tests.servers.dovecot import free_port
from tests.servers.mailbox import DovecotMailbox
from tests.servers.proxy import Proxy
from tests.servers.smtp import EXTENSIONS, RecordingSmtp

RAW = (
    b"From: clauses@agence.example\r\nTo: nour@geiq-sud.example\r\nSubject: Besoin B-0042\r\n"
    b"Message-ID: <b.42@agence.example>\r\n\r\nBonjour,\r\n.\r\n..deux points\r\n.un point\r\nFin\r\n"
)
ARCHIVE = "archive@agence.example"
MakeSender = Callable[..., Sender]


def letter(**changes: Any) -> Outgoing:
    """A mail to a partner."""
    known: dict[str, Any] = {
        "envelope_from": "clauses@agence.example",
        "recipient": "nour@geiq-sud.example",
        "message_id": "<b.42@agence.example>",
        "raw": RAW,
    }
    return Outgoing(**{**known, **changes})


@pytest.fixture
def make_sender() -> Iterator[MakeSender]:
    """Senders with short time-outs, closed after the test."""
    made: list[Sender] = []

    def make(port: int, **changes: Any) -> Sender:
        known: dict[str, Any] = {"host": "127.0.0.1", "port": port, "tls": "none", "connect_timeout": 3.0}
        short: dict[str, Any] = {"command_timeout": 1.5, "body_timeout": 3.0, "final_timeout": 1.5}
        sender = open_sender(SmtpAccess(**{**known, **short, **changes}))
        made.append(sender)
        return sender

    yield make
    for sender in made:
        sender.close()


@pytest.fixture(params=[EXTENSIONS, ("8BITMIME",)], ids=["pipelining", "one by one"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RecordingSmtp]:
    """A server that pipelines, and one that knows next to nothing."""
    with RecordingSmtp(tmp_path / "smtp", extensions=request.param) as server:
        yield server


@pytest.fixture
def sender(server: RecordingSmtp, make_sender: MakeSender) -> Sender:
    """Plain, without login."""
    return make_sender(server.port)


# ---- mails that go


def test_a_mail_arrives_octet_for_octet(server: RecordingSmtp, sender: Sender):
    """Also its lines that begin with dots; the reply is kept for the queue id."""
    assert sender.send(letter()) == Sent(reply="250 2.0.0 Ok: queued as T1")

    (accepted,) = server.accepted()
    assert accepted.raw == RAW
    assert accepted.sender == "clauses@agence.example"
    assert accepted.recipients == ("nour@geiq-sud.example",)
    assert accepted.message_id == "<b.42@agence.example>"


@pytest.mark.parametrize(
    "raw", [b".\r\n", b"Subject: x\r\n\r\n.", b"", b"..\r\n.\r\n", b"a" * 70_000 + b"\r\n.\r\n" * 9]
)
def test_dots_anywhere(server: RecordingSmtp, sender: Sender, raw: bytes):
    """No body ends the mail before its end."""
    assert isinstance(sender.send(letter(raw=raw)), Sent)
    assert server.accepted()[0].raw.rstrip(b"\r\n") == raw.rstrip(b"\r\n")
    assert isinstance(sender.send(letter()), Sent)


def test_bare_line_ends_smuggle_nothing(server: RecordingSmtp, sender: Sender):
    """« LF . LF » and its kin become CRLF: no server can see a second mail in the first."""
    raw = b"Subject: x\r\n\r\none\n.\nMAIL FROM:<evil@bad.example>\r.\r\nRCPT\n.\r\nend\r\n"

    assert isinstance(sender.send(letter(raw=raw)), Sent)

    (accepted,) = server.accepted()
    assert accepted.raw == raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")


def test_many_mails_share_a_line_but_not_too_many(server: RecordingSmtp, make_sender: MakeSender):
    """The line is kept, and changed before a server would count us out."""
    sender = make_sender(server.port)
    for number in range(200):
        assert isinstance(sender.send(letter(message_id=f"<{number}@agence.example>")), Sent)

    assert len(server.accepted()) == 200
    assert server.sessions == 3


def test_envelope_commands_ride_together_where_they_may(server: RecordingSmtp, sender: Sender):
    """One round trip a mail instead of four."""
    sender.send(letter())

    assert (server.pipelined > 0) == ("PIPELINING" in server.extensions)


def test_the_archive_gets_its_copy_in_the_same_transaction(server: RecordingSmtp, sender: Sender):
    """So that evidence exists exactly when the mail went."""
    assert isinstance(sender.send(letter(archive=ARCHIVE)), Sent)
    assert server.accepted()[0].recipients == ("nour@geiq-sud.example", ARCHIVE)


def test_eight_bits_are_announced_where_they_can_be(server: RecordingSmtp, sender: Sender):
    """And only when there are any."""
    sender.send(letter())
    sender.send(letter(raw="Subject: x\r\n\r\nété\r\n".encode()))

    first, second = (line for line in server.heard if line.startswith("MAIL"))
    assert "8BITMIME" not in first
    assert "BODY=8BITMIME" in second


def test_a_domain_with_accents_is_said_in_ascii(server: RecordingSmtp, sender: Sender):
    """No SMTPUTF8 is needed for that."""
    sender.send(letter(recipient="nour@insertion-été.example"))

    (recipient,) = server.accepted()[0].recipients
    assert recipient == "nour@" + "insertion-été.example".encode("idna").decode()
    assert recipient.startswith("nour@xn--")


def test_an_address_with_accents_needs_a_server_that_knows_them(server: RecordingSmtp, sender: Sender):
    """Refused by us where the server could not carry it."""
    outcome = sender.send(letter(recipient="rené@geiq-sud.example"))

    if "SMTPUTF8" in server.extensions:
        assert isinstance(outcome, Sent)
        assert server.accepted()[0].recipients == ("rené@geiq-sud.example",)
    else:
        assert isinstance(outcome, Refused)
        assert outcome.recipient_at_fault
        assert server.accepted() == []
    assert isinstance(sender.send(letter()), Sent)


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "@", "a@b>\r\nRCPT TO:<evil@bad.example", "a b@c.example", "<a@b.example>", "a\n@b.example"],
)
def test_an_address_that_is_none_never_reaches_the_server(server: RecordingSmtp, sender: Sender, address: str):
    """No command is smuggled in."""
    outcome = sender.send(letter(recipient=address))

    assert isinstance(outcome, Refused)
    assert outcome.recipient_at_fault
    assert server.heard == []


# ---- no


def test_an_unknown_recipient_is_refused_and_the_line_lives_on(server: RecordingSmtp, sender: Sender):
    """5xx at RCPT, with its status; the next mail goes over the same line."""
    server.refuse("RCPT", "550 5.1.1 <ghost@geiq-sud.example>: no such user", when="ghost@")

    outcome = sender.send(letter(recipient="ghost@geiq-sud.example"))

    assert isinstance(outcome, Refused)
    assert (outcome.status, outcome.recipient_at_fault) == ("5.1.1", True)
    assert "no such user" in outcome.reason
    assert isinstance(sender.send(letter()), Sent)
    assert server.sessions == 1
    assert [one.recipients for one in server.accepted()] == [("nour@geiq-sud.example",)]


def test_a_refusal_without_a_status_has_none(server: RecordingSmtp, sender: Sender):
    """Nothing is made up; an address like 5.1.1.1 in the text is no status."""
    server.refuse("RCPT", "550 unknown user")

    assert sender.send(letter()) == Refused(reason="127.0.0.1 : 550 unknown user", status=None, recipient_at_fault=True)


def test_a_refusal_by_policy_is_not_the_recipients_fault(server: RecordingSmtp, sender: Sender):
    """« Relaying denied » is said of us: forty partners are not forty wrong addresses."""
    server.refuse("RCPT", "554 5.7.1 relay access denied")

    outcome = sender.send(letter())

    assert isinstance(outcome, Refused)
    assert (outcome.status, outcome.recipient_at_fault) == ("5.7.1", False)


@pytest.mark.parametrize("step", ["MAIL", "DATA", "BODY"])
def test_a_refusal_of_the_mail_is_not_the_recipients_fault(server: RecordingSmtp, sender: Sender, step: Any):
    """5xx elsewhere."""
    server.refuse(step, "552 5.3.4 too big", times=1)

    outcome = sender.send(letter())

    assert isinstance(outcome, Refused)
    assert (outcome.status, outcome.recipient_at_fault) == ("5.3.4", False)
    assert isinstance(sender.send(letter()), Sent)
    assert len(server.accepted()) == 1


# ---- later


@pytest.mark.parametrize("step", ["RCPT", "DATA", "BODY"])
def test_a_mail_put_off_waits_alone(server: RecordingSmtp, sender: Sender, step: Any):
    """Greylisting, a full mailbox: the other mails need not wait."""
    server.refuse(step, "451 4.7.1 greylisted", times=1)

    outcome = sender.send(letter())

    assert isinstance(outcome, Deferred)
    assert not outcome.everywhere
    assert "greylisted" in outcome.reason
    assert isinstance(sender.send(letter()), Sent)


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        ("MAIL", "452 4.3.1 too many messages in this session"),
        ("MAIL", "421 4.3.2 closing"),
        ("RCPT", "421 4.7.0 try again later"),
        ("DATA", "421 4.3.2 closing"),
        ("CONNECT", "421 4.3.2 busy"),
        ("CONNECT", "450 4.3.2 busy"),
        ("EHLO", "421 4.3.2 busy"),
    ],
)
def test_a_server_that_wants_a_new_line_gets_one(server: RecordingSmtp, sender: Sender, step: Any, reply: str):
    """Once, and the mail goes."""
    server.refuse(step, reply, times=1)

    assert isinstance(sender.send(letter()), Sent)
    assert server.sessions == 2
    assert len(server.accepted()) == 1


@pytest.mark.parametrize("step", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_server_that_stays_busy_lets_all_mails_wait(server: RecordingSmtp, sender: Sender, step: Any):
    """After the second try the trouble is the server's, not the mail's."""
    server.refuse(step, "421 4.3.2 busy")

    outcome = sender.send(letter())

    assert isinstance(outcome, Deferred)
    assert outcome.everywhere
    assert "busy" in outcome.reason
    assert server.sessions == 2


@pytest.mark.parametrize("step", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_line_that_breaks_before_the_body_is_tried_once_more(server: RecordingSmtp, sender: Sender, step: Any):
    """Nothing has gone: a new line carries the mail."""
    server.drop(step)

    assert isinstance(sender.send(letter()), Sent)
    assert len(server.accepted()) == 1


def test_a_line_that_the_server_closed_between_two_mails(server: RecordingSmtp, sender: Sender):
    """Idle lines are closed by every server: nobody notices."""
    assert isinstance(sender.send(letter()), Sent)
    server.cut()
    time.sleep(0.1)

    assert isinstance(sender.send(letter()), Sent)
    assert len(server.accepted()) == 2


def test_a_line_that_breaks_in_the_middle_of_the_body(server: RecordingSmtp, sender: Sender):
    """Before the final dot nothing was taken... as far as we can see it."""
    server.drop("MIDBODY")

    outcome = sender.send(letter(raw=RAW + b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 200_000))

    assert isinstance(outcome, Deferred)
    assert not outcome.everywhere
    assert server.accepted() == []
    assert isinstance(sender.send(letter()), Sent)


def test_a_refused_archive_lets_all_mails_wait(server: RecordingSmtp, sender: Sender):
    """Without evidence nothing is sent: neither to the partner, nor an empty mail to anyone."""
    server.refuse("RCPT", "550 5.1.1 no archive", when="archive@")

    outcome = sender.send(letter(archive=ARCHIVE))

    assert isinstance(outcome, Deferred)
    assert outcome.everywhere
    assert ARCHIVE in outcome.reason
    assert server.accepted() == []
    server.calm()
    assert isinstance(sender.send(letter(archive=ARCHIVE)), Sent)


def test_a_refused_recipient_leaves_nothing_in_the_archive(server: RecordingSmtp, sender: Sender):
    """A copy there would be taken for proof that the mail went."""
    server.refuse("RCPT", "550 5.1.1 no such user", when="ghost@")

    outcome = sender.send(letter(recipient="ghost@geiq-sud.example", archive=ARCHIVE))

    assert isinstance(outcome, Refused)
    assert server.accepted() == []


def test_a_server_that_takes_data_for_nobody(tmp_path: Path, make_sender: MakeSender):
    """With pipelining DATA may be answered 354 though nobody was taken: the line must be set right, not spoilt."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        heard: list[bytes] = []
        _serve_once(
            listener,
            heard,
            {b"EHLO": "250-x\r\n250 PIPELINING", b"MAIL": "250 ok", b"RCPT": "550 5.1.1 no", b"DATA": "354 go",
             b".": "554 5.5.1 nobody to send to", b"RSET": "250 ok", b"QUIT": "221 bye"},
        )  # fmt: skip
        sender = make_sender(listener.getsockname()[1])

        assert isinstance(sender.send(letter()), Refused)
        assert isinstance(sender.send(letter()), Refused)
        sender.close()

    assert heard == [
        b"EHLO",
        b"MAIL",
        b"RCPT",
        b"DATA",
        b".",
        b"RSET",
        b"MAIL",
        b"RCPT",
        b"DATA",
        b".",
        b"RSET",
        b"QUIT",
    ]


# ---- who knows


def test_a_line_lost_after_the_final_dot_leaves_it_open(server: RecordingSmtp, sender: Sender):
    """The server had it, or not: nobody may claim either."""
    server.drop("BODY", accepted=True)
    assert isinstance(sender.send(letter()), Unknown)
    server.drop("BODY", accepted=False)
    assert isinstance(sender.send(letter()), Unknown)

    assert len(server.accepted()) == 1
    assert isinstance(sender.send(letter()), Sent)


def test_silence_after_the_final_dot_leaves_it_open(server: RecordingSmtp, sender: Sender):
    """When the long time-out is over."""
    server.stall("BODY", 4.0, accepted=True)
    start = time.monotonic()

    assert isinstance(sender.send(letter()), Unknown)
    assert 1.4 < time.monotonic() - start < 3.5


def test_a_slow_acceptance_is_waited_for(server: RecordingSmtp, make_sender: MakeSender):
    """Content filters take minutes: the final dot has a time-out of its own (ten minutes by default)."""
    server.slowness = 1.0
    sender = make_sender(server.port, command_timeout=0.5, final_timeout=5.0)

    assert isinstance(sender.send(letter()), Sent)
    assert SmtpAccess(host="localhost", port=25, tls="none").final_timeout == 600


def test_421_after_the_final_dot_is_a_clear_no(server: RecordingSmtp, sender: Sender):
    """The server answered: it has not taken the mail."""
    server.refuse("BODY", "421 4.3.2 shutting down", times=1)

    outcome = sender.send(letter())

    assert isinstance(outcome, Deferred)
    assert outcome.everywhere
    assert isinstance(sender.send(letter()), Sent)


@pytest.mark.parametrize("reply", ["garbage", "199 what", "354 more?", "600 beyond"])
def test_an_answer_after_the_dot_that_is_none_leaves_it_open(server: RecordingSmtp, sender: Sender, reply: str):
    """An unknown outcome is never a success, and never a failure."""
    server.refuse("BODY", reply, times=1)

    assert isinstance(sender.send(letter()), Unknown)


def test_a_silent_line_before_the_dot_is_put_off(server: RecordingSmtp, make_sender: MakeSender):
    """A router that forgot us."""
    with Proxy(target=server.port) as proxy:
        sender = make_sender(proxy.port, command_timeout=0.5, connect_timeout=0.5)
        assert isinstance(sender.send(letter()), Sent)
        proxy.silence()
        outcome = sender.send(letter())

    assert isinstance(outcome, Deferred)
    assert outcome.everywhere
    assert len(server.accepted()) == 1


# ---- getting in


def test_nobody_listens(make_sender: MakeSender):
    """All mails wait."""
    outcome = make_sender(free_port()).send(letter())

    assert isinstance(outcome, Deferred)
    assert outcome.everywhere


def test_a_server_that_goes_and_comes_back(server: RecordingSmtp, sender: Sender):
    """On the same port, some time later."""
    assert isinstance(sender.send(letter()), Sent)
    server.stop()
    assert isinstance(sender.send(letter()), Deferred)
    server.start()
    assert isinstance(sender.send(letter()), Sent)


@pytest.fixture(params=["implicit", "starttls"])
def private_server(
    request: pytest.FixtureRequest, tmp_path: Path, certificates: Certificates
) -> Iterator[RecordingSmtp]:
    """TLS of both kinds, and a login."""
    with RecordingSmtp(
        tmp_path / "private", tls=request.param, certificate=certificates.server, login=("clauses", "été-s3cret")
    ) as server:
        yield server


def test_tls_and_login(private_server: RecordingSmtp, make_sender: MakeSender, certificates: Certificates):
    """With a private authority, and a password with an accent."""
    sender = make_sender(private_server.port, tls=private_server.tls, ca=certificates.authority, user="clauses",
                         password=lambda: "été-s3cret")  # fmt: skip

    sender.check()
    assert isinstance(sender.send(letter()), Sent)


def test_a_wrong_password_stops_all_and_is_not_told(
    private_server: RecordingSmtp,
    make_sender: MakeSender,
    certificates: Certificates,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
):
    """Tried once only: a second time would lock the account. Neither reason nor log holds it."""
    caplog.set_level(logging.DEBUG)
    sender = make_sender(private_server.port, tls=private_server.tls, ca=certificates.authority, user="clauses",
                         password="wr0ng-s3cret")  # fmt: skip

    outcome = sender.send(letter())

    assert isinstance(outcome, Deferred)
    assert outcome.everywhere
    assert "mot de passe refusé" in outcome.reason
    assert private_server.sessions == 1
    with pytest.raises(Rejected, match="mot de passe refusé") as caught:
        sender.check()
    told = outcome.reason + str(caught.value) + caplog.text + "".join(capfd.readouterr())
    assert "s3cret" not in told
    assert "wr0ng" not in repr(sender.__dict__)


def test_a_login_that_is_impossible_for_now_is_no_wrong_password(
    private_server: RecordingSmtp, make_sender: MakeSender, certificates: Certificates
):
    """454: the doctor says « unreachable », not « rejected »."""
    private_server.refuse("AUTH", "454 4.7.0 temporary authentication failure")
    sender = make_sender(private_server.port, tls=private_server.tls, ca=certificates.authority, user="clauses",
                         password="été-s3cret")  # fmt: skip

    with pytest.raises(Unreachable):
        sender.check()
    assert isinstance(sender.send(letter()), Deferred)


def test_a_forgotten_login_stops_all(
    private_server: RecordingSmtp, make_sender: MakeSender, certificates: Certificates
):
    """« 530 authentication required » is said of us: no mail is thrown away for it."""
    sender = make_sender(private_server.port, tls=private_server.tls, ca=certificates.authority)

    outcome = sender.send(letter())

    assert isinstance(outcome, Deferred)
    assert outcome.everywhere


def test_a_certificate_of_nobody_we_trust_is_not_believed(private_server: RecordingSmtp, make_sender: MakeSender):
    """No password is sent."""
    sender = make_sender(private_server.port, tls=private_server.tls, user="clauses", password="x")

    with pytest.raises(Unreachable, match=r"(?i)certificate"):
        sender.check()
    assert isinstance(sender.send(letter()), Deferred)
    assert not any(line.startswith("AUTH") for line in private_server.heard)


def test_starttls_that_is_not_offered_ends_it(server: RecordingSmtp, make_sender: MakeSender):
    """Nobody strips the encryption off."""
    sender = make_sender(server.port, tls="starttls", user="clauses", password="x")

    with pytest.raises(Rejected, match="STARTTLS"):
        sender.check()
    assert not any(line.startswith("AUTH") for line in server.heard)


def test_a_login_that_is_not_offered_is_told(server: RecordingSmtp, make_sender: MakeSender):
    """A mistaken setting, for the doctor."""
    with pytest.raises(Rejected):
        make_sender(server.port, user="clauses", password="x").check()


def test_plain_text_is_for_this_machine_only():
    """A mistaken setting must not send a password over the network."""
    with pytest.raises(ValueError, match="none"):
        SmtpAccess(host="smtp.agence.example", port=25, tls="none")


def test_the_doctor_is_content(server: RecordingSmtp, sender: Sender):
    """And leaves no line open."""
    sender.check()

    assert server.heard[-1] == "QUIT"


def test_closing_is_always_well(server: RecordingSmtp, sender: Sender):
    """Before, after, twice, and on a dead line."""
    sender.close()
    sender.send(letter())
    server.cut()
    sender.close()
    sender.close()


# ---- over the whole way


def test_the_servers_own_sent_copy_is_found_as_evidence(
    dovecot: DovecotMailbox, smtp_server: RecordingSmtp, make_sender: MakeSender
):
    """Sent, lost after the dot, looked up: what a crash needs."""
    from mailboxes.inbox import ImapAccess, open_inbox

    smtp_server.copy_to("nour@geiq-sud.example", dovecot.host, dovecot.server.lmtp_port, "nour@localhost")
    smtp_server.keep_sent(
        "clauses@agence.example", dovecot.host, dovecot.server.lmtp_port, f"{dovecot.user}+Sent@localhost"
    )
    smtp_server.drop("BODY", accepted=True)
    sender = make_sender(smtp_server.port)
    inbox = open_inbox(ImapAccess(host="127.0.0.1", port=dovecot.port, user=dovecot.user, password="pw", tls="none"))
    inbox.connect()

    assert isinstance(sender.send(letter()), Unknown)
    smtp_server.settle()

    assert inbox.has_copy("<b.42@agence.example>")
    assert len(DovecotMailbox(server=dovecot.server, user="nour").mails()) == 1
    inbox.close()


def test_against_a_server_of_other_people(make_sender: MakeSender):
    """aiosmtpd, written by others, takes what we send."""
    from aiosmtpd.controller import Controller

    class Keeper:
        def __init__(self) -> None:
            self.kept: list[bytes] = []

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            self.kept.append(envelope.content)
            return "250 2.0.0 kept"

    keeper = Keeper()
    controller = Controller(keeper, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        sender = make_sender(controller.port)
        assert sender.send(letter()) == Sent(reply="250 2.0.0 kept")
        assert isinstance(sender.send(letter(raw="Subject: x\r\n\r\né\r\n".encode())), Sent)
        sender.close()
    finally:
        controller.stop()
    assert keeper.kept[0] == RAW


def _serve_once(listener: socket.socket, heard: list[bytes], answers: dict[bytes, str]) -> None:
    """A thread that answers one client by the first word of each line."""
    import threading

    def serve() -> None:
        line, _ = listener.accept()
        with line, line.makefile("rb") as file:
            line.sendall(b"220 x\r\n")
            for row in file:
                word = row.strip().split(b" ")[0].upper()
                heard.append(word)
                line.sendall(answers[word].encode() + b"\r\n")

    threading.Thread(target=serve, daemon=True).start()
