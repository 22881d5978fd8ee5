"""IMAP alone: the line, TLS, passwords, servers that die or move, and the many ways to file a mail away."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from mailboxes.errors import Rejected, Unreachable
from mailboxes.inbox import FolderNames, ImapAccess, Inbox, open_inbox
from tests.mailserver.conftest import ImapPlace
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot, NoDovecot, dovecot_program, free_port
from tests.servers.mailbox import DovecotMailbox
from tests.servers.proxy import Proxy

Mail = Callable[..., bytes]
MakeInbox = Callable[..., Inbox]
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def never() -> bool:
    """Nobody wants us to stop."""
    return False


def seconds(action: Callable[[], Any]) -> float:
    """How long it took."""
    start = time.monotonic()
    action()
    return time.monotonic() - start


# ---- getting in


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_tls_with_a_private_authority(private_imap: MakeInbox, dovecot: DovecotMailbox, mail: Mail, tls: str):
    """Both kinds of TLS read, wait and file."""
    dovecot.deliver(mail("secret"))
    port = dovecot.server.imaps_port if tls == "implicit" else dovecot.port
    inbox = private_imap(port=port, tls=tls)
    inbox.connect()

    assert len(list(inbox.fetch(inbox.uids()))) == 1
    inbox.acknowledge(inbox.uids(), "done")
    assert inbox.uids() == []


def test_waiting_over_tls_sleeps_and_wakes(private_imap: MakeInbox, dovecot: DovecotMailbox, mail: Mail):
    """A TLS line has buffers of its own: neither a busy loop nor a missed mail."""
    inbox = private_imap(port=dovecot.server.imaps_port)
    inbox.connect()
    inbox.uids()
    before = time.process_time()

    assert seconds(lambda: inbox.wait(2.5, never)) > 2.4
    assert time.process_time() - before < 0.5
    threading.Timer(0.3, dovecot.deliver, [mail("awaited")]).start()
    assert seconds(lambda: inbox.wait(30, never)) < 5


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_of_nobody_we_trust_is_not_believed(private_imap: MakeInbox, dovecot: DovecotMailbox, tls: str):
    """Without the private authority there is no connection, and no password is sent."""
    port = dovecot.server.imaps_port if tls == "implicit" else dovecot.port
    inbox = private_imap(port=port, tls=tls, ca=None)

    with pytest.raises(Unreachable, match=r"(?i)certificate"):
        inbox.connect()


def test_a_certificate_for_another_name_is_not_believed(certificates: Certificates):
    """The chain may be right: the name must be too."""
    if dovecot_program() is None:
        pytest.skip("Dovecot is not installed")
    with Dovecot(certificate=certificates.stranger) as server:
        access = ImapAccess(
            host="127.0.0.1", port=server.imaps_port, user="u", password="pw", ca=certificates.authority
        )
        with pytest.raises(Unreachable, match=r"(?i)certificate"):
            open_inbox(access).connect()


def test_starttls_that_is_not_offered_ends_it(dovecot_plain: Dovecot):
    """No password goes over a line that should have been encrypted."""
    access = ImapAccess(host="127.0.0.1", port=dovecot_plain.port, user="u", password="pw", tls="starttls")

    with pytest.raises(Rejected, match="STARTTLS"):
        open_inbox(access).connect()


def test_an_authority_that_cannot_be_read_is_named(private_imap: MakeInbox, tmp_path: Any):
    """The doctor must be able to say which file."""
    with pytest.raises(Rejected, match=r"nowhere\.pem"):
        private_imap(port=993, ca=tmp_path / "nowhere.pem").connect()


def test_plain_text_is_for_this_machine_only():
    """A mistaken setting must not send a password over the network."""
    with pytest.raises(ValueError, match="none"):
        ImapAccess(host="imap.agence.example", port=143, user="u", password="pw", tls="none")
    ImapAccess(host="localhost", port=143, user="u", password="pw", tls="none")
    ImapAccess(host="::1", port=143, user="u", password="pw", tls="none")


def test_a_wrong_password_is_rejected_and_not_told(imap: ImapPlace, caplog: pytest.LogCaptureFixture):
    """Neither the error nor any log holds it."""
    caplog.set_level(logging.DEBUG)
    inbox = imap.inbox(password="s3cr3t-wrong")

    with pytest.raises(Rejected) as caught:
        inbox.connect()

    assert "s3cr3t" not in str(caught.value)
    assert "s3cr3t" not in repr(caught.value.__cause__)
    assert "s3cr3t" not in caplog.text


def test_the_right_password_is_in_no_log_either(imap: ImapPlace, caplog: pytest.LogCaptureFixture, mail: Mail):
    """Nor are the mails."""
    caplog.set_level(logging.DEBUG)
    imap.deliver(mail("confidential"))
    inbox = imap.inbox(password=lambda: "pw")
    inbox.connect()
    list(inbox.fetch(inbox.uids()))

    assert " pw" not in caplog.text
    assert '"pw"' not in caplog.text
    assert "confidential" not in caplog.text
    assert "pw" not in repr(ImapAccess(host="localhost", port=1, user="u", password="pw"))


def test_a_password_with_accents(certificates: Certificates, mail: Mail):
    """LOGIN is ASCII; the password of a French person need not be."""
    if dovecot_program() is None:
        pytest.skip("Dovecot is not installed")
    with Dovecot(password="été-à-Amiens") as server:
        server.deliver("u", mail("x"))
        inbox = open_inbox(
            ImapAccess(host="127.0.0.1", port=server.port, user="u", password="été-à-Amiens", tls="none")
        )
        inbox.connect()
        assert len(inbox.uids()) == 1
        inbox.close()


def test_nobody_listens():
    """A closed port is Unreachable, at once."""
    access = ImapAccess(host="127.0.0.1", port=free_port(), user="u", password="pw", tls="none")

    with pytest.raises(Unreachable):
        open_inbox(access).connect()


def test_a_folder_that_is_not_there_is_rejected(imap: ImapPlace):
    """A wrong setting is not a broken line."""
    with pytest.raises(Rejected):
        imap.inbox(folder="Nulle part").connect()


def test_nothing_works_before_connect(imap: ImapPlace):
    """And that is an error of ours, not a crash."""
    with pytest.raises(Unreachable):
        imap.inbox().uids()


# ---- lines that break


@pytest.fixture
def proxied(imap: ImapPlace) -> Iterator[tuple[Proxy, Inbox]]:
    """An inbox behind a line that can be cut or silenced."""
    with Proxy(target=imap.mailbox.port) as proxy:
        yield proxy, imap.inbox(port=proxy.port, read_timeout=2.0, connect_timeout=2.0)


def test_a_line_that_is_cut_while_waiting_is_noticed_at_once(proxied: tuple[Proxy, Inbox]):
    """Not at the next renewal, and not by a busy loop."""
    proxy, inbox = proxied
    inbox.connect()
    inbox.uids()
    threading.Timer(0.4, proxy.cut).start()
    start = time.monotonic()

    with pytest.raises(Unreachable):
        inbox.wait(60, never)
    assert time.monotonic() - start < 3
    with pytest.raises(Unreachable):
        inbox.uids()
    inbox.connect()
    assert inbox.uids() == []


def test_a_line_that_falls_silent_is_given_up(proxied: tuple[Proxy, Inbox]):
    """A router that forgot us: nothing hangs longer than the read time-out."""
    proxy, inbox = proxied
    inbox.connect()
    proxy.silence()
    start = time.monotonic()

    with pytest.raises(Unreachable):
        inbox.uids()
    assert time.monotonic() - start < 4


def test_a_wait_on_a_silent_line_ends_with_the_read_time_out(proxied: tuple[Proxy, Inbox]):
    """At the end of the wait the line is asked, and found dead."""
    proxy, inbox = proxied
    inbox.connect()
    inbox.uids()
    proxy.silence()
    start = time.monotonic()

    with pytest.raises(Unreachable):
        inbox.wait(1.0, never)
    assert time.monotonic() - start < 5


def test_closing_a_dead_line_takes_seconds_at_most(proxied: tuple[Proxy, Inbox]):
    """And raises nothing."""
    proxy, inbox = proxied
    inbox.connect()
    proxy.silence()

    assert seconds(inbox.close) < 8


def test_a_line_that_breaks_in_the_middle_of_a_fetch(imap: ImapPlace, mail: Mail):
    """What came before is given; then Unreachable, and the rest comes after connecting again."""
    for number in range(120):
        imap.deliver(mail(f"n{number}", "x" * 5000))
    with Proxy(target=imap.mailbox.port) as proxy:
        inbox = imap.inbox(port=proxy.port)
        inbox.connect()
        uids = inbox.uids()
        taken = []
        flow = inbox.fetch(uids)
        taken += [next(flow).uid for _ in range(10)]
        proxy.cut()
        with pytest.raises(Unreachable):
            taken.extend(one.uid for one in flow)
        inbox.connect()
        taken += [one.uid for one in inbox.fetch(inbox.uids(after=taken[-1]))]
    assert taken == uids


def test_a_line_that_comes_in_crumbs(imap: ImapPlace, mail: Mail):
    """Answers split anywhere over TCP segments are read whole, also while idling."""
    imap.deliver(mail("crumbs"))
    with Proxy(target=imap.mailbox.port, pieces=7) as proxy:
        inbox = imap.inbox(port=proxy.port)
        inbox.connect()
        assert len(list(inbox.fetch(inbox.uids()))) == 1
        threading.Timer(0.3, imap.deliver, [mail("more")]).start()
        assert seconds(lambda: inbox.wait(30, never)) < 5
        assert len(inbox.uids()) == 2


def test_mail_that_comes_just_as_we_begin_to_idle(imap: ImapPlace, mail: Mail):
    """EXISTS in the same breath as « + idling »: the trap that imapclient's own check falls into."""
    delivered = threading.Event()

    def heard(octets: bytes) -> None:
        if b"IDLE" in octets and not delivered.is_set():
            delivered.set()
            imap.deliver(mail("just now"))
            time.sleep(0.3)

    with Proxy(target=imap.mailbox.port, heard=heard) as proxy:
        inbox = imap.inbox(port=proxy.port)
        inbox.connect()
        inbox.uids()

        assert seconds(lambda: inbox.wait(30, never)) < 5
        assert delivered.is_set()


def test_a_server_that_is_killed_and_comes_back(imap: ImapPlace, mail: Mail):
    """Unreachable while it is away; then everything is as it was."""
    imap.deliver(mail("before"))
    inbox = imap.inbox()
    folder = inbox.connect()
    uids = inbox.uids()
    imap.mailbox.kill()

    with pytest.raises(Unreachable):
        inbox.wait(30, never)
    with pytest.raises(Unreachable):
        inbox.connect()
    imap.mailbox.restart()

    assert inbox.connect() == folder
    assert inbox.uids() == uids


def test_a_server_that_restarted_unnoticed(imap: ImapPlace, mail: Mail):
    """`connect` on a line that died makes a new one, without a word."""
    imap.deliver(mail("x"))
    inbox = imap.inbox()
    inbox.connect()
    imap.mailbox.restart()

    inbox.connect()

    assert len(inbox.uids()) == 1


# ---- filing away on servers that can less


@pytest.fixture(scope="module")
def dovecot_plain() -> Iterator[Dovecot]:
    """No TLS; folders under « INBOX. » parted by dots; no Sent folder, and neither MOVE nor IDLE."""
    try:
        with Dovecot(
            capability="IMAP4rev1 UIDPLUS NAMESPACE LITERAL+", separator=".", prefix="INBOX.", sent_folder=False
        ) as server:
            yield server
    except NoDovecot as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def dovecot_poor() -> Iterator[Dovecot]:
    """IMAP4rev1 and nothing more."""
    try:
        with Dovecot(capability="IMAP4rev1", sent_folder=False) as server:
            yield server
    except NoDovecot as reason:
        pytest.skip(str(reason))


def test_without_move_a_mail_is_copied_and_only_it_is_expunged(dovecot_plain: Dovecot, mail: Mail):
    """What a person has marked as deleted, and not yet expunged, stays for that person to decide."""
    box = DovecotMailbox(server=dovecot_plain, user="copied")
    box.deliver_all([mail("handled"), mail("marked by a person"), mail("other")])
    with box.other_program() as client:
        client.select_folder("INBOX")
        client.add_flags([2], [b"\\Deleted"])
    inbox = open_inbox(ImapAccess(host="127.0.0.1", port=box.port, user=box.user, password="pw", tls="none"))
    inbox.connect()

    inbox.acknowledge([1], "done")
    inbox.acknowledge([1], "done")

    assert box.flags() == {2: (b"\\Deleted",), 3: ()}
    assert box.flags("INBOX.Liaison.Traité") == {1: ()}
    assert inbox.check()[0].startswith("le serveur n'annonce pas")
    inbox.close()


def test_a_sent_folder_is_made_where_there_is_none(dovecot_plain: Dovecot, mail: Mail):
    """Under the server's own prefix."""
    box = DovecotMailbox(server=dovecot_plain, user="sentless")
    inbox = open_inbox(ImapAccess(host="127.0.0.1", port=box.port, user=box.user, password="pw", tls="none"))
    inbox.connect()

    inbox.keep_copy(mail("sent"), NOON)

    assert box.flags("INBOX.Sent") == {1: (b"\\Seen",)}
    inbox.close()


@pytest.mark.parametrize(
    ("user", "name"),
    [("n1", "Envoyés"), ("n2", "Éléments envoyés"), ("n3", "Sent Items"), ("n4", "Messages envoyés")],
)
def test_the_sent_folder_is_found_by_its_usual_names(dovecot_plain: Dovecot, mail: Mail, user: str, name: str):
    """Where the server marks none."""
    box = DovecotMailbox(server=dovecot_plain, user=user)
    with box.other_program() as client:
        client.create_folder(f"INBOX.{name}")
    inbox = open_inbox(ImapAccess(host="127.0.0.1", port=box.port, user=box.user, password="pw", tls="none"))
    inbox.connect()

    inbox.keep_copy(mail("sent"), NOON)

    assert len(box.mails(f"INBOX.{name}")) == 1
    assert box.folders() == ["INBOX", f"INBOX.{name}"]
    inbox.close()


def test_a_server_without_idle_is_slept_on(dovecot_plain: Dovecot):
    """In slices, so that a stop is obeyed."""
    inbox = open_inbox(ImapAccess(host="127.0.0.1", port=dovecot_plain.port, user="idler", password="pw", tls="none"))
    inbox.connect()
    inbox.uids()
    stopped = threading.Event()

    assert 1.4 < seconds(lambda: inbox.wait(1.5, never)) < 3
    threading.Timer(0.3, stopped.set).start()
    assert seconds(lambda: inbox.wait(30, stopped.is_set)) < 3
    inbox.close()


def test_a_server_that_can_neither_move_nor_expunge_one_mail_gets_a_keyword(dovecot_poor: Dovecot, mail: Mail):
    """Never a plain EXPUNGE: it would remove what other people have marked."""
    box = DovecotMailbox(server=dovecot_poor, user="poor")
    box.deliver_all([mail("handled"), mail("other")])
    inbox = open_inbox(ImapAccess(host="127.0.0.1", port=box.port, user=box.user, password="pw", tls="none"))
    inbox.connect()

    inbox.acknowledge([1], "done")

    assert box.flags() == {1: (b"$LiaisonDone",), 2: ()}
    assert len(inbox.check()) == 2
    inbox.close()


def test_a_keyword_marks_and_nothing_moves(imap: ImapPlace, mail: Mail):
    """« keyword »: the mail stays where it is, unread."""
    imap.deliver(mail("handled"))
    imap.deliver(mail("other"))
    inbox = imap.inbox(acknowledge="keyword")
    inbox.connect()

    inbox.acknowledge([1], "review")
    inbox.acknowledge([1], "review")

    assert imap.flags() == [("$LiaisonDone",), ()]
    assert inbox.uids() == [1, 2]


def test_folders_can_be_given_other_names(imap: ImapPlace, mail: Mail):
    """Any level, any accent, even « & » and quotes."""
    imap.deliver(mail("handled"))
    inbox = imap.inbox(names=FolderNames(done='Clauses & "insertion"/Été/Fait'))
    inbox.connect()

    inbox.acknowledge(inbox.uids(), "done")

    assert len(imap.mailbox.mails('Clauses & "insertion"/Été/Fait')) == 1


def test_new_folders_are_shown_to_people(imap: ImapPlace, mail: Mail):
    """Mail programs show subscribed folders only."""
    imap.deliver(mail("handled"))
    inbox = imap.inbox()
    inbox.connect()
    inbox.acknowledge(inbox.uids(), "review")

    with imap.mailbox.other_program() as client:
        assert "Liaison/À revoir" in [name for _, _, name in client.list_sub_folders()]


def test_a_folder_that_somebody_removed_is_made_again(imap: ImapPlace, mail: Mail):
    """The first time may fail; the repeat, which always comes, does not."""
    imap.deliver(mail("first"))
    imap.deliver(mail("second"))
    inbox = imap.inbox()
    inbox.connect()
    inbox.acknowledge([1], "done")
    with imap.mailbox.other_program() as client:
        client.delete_folder("Liaison/Traité")

    with pytest.raises(Rejected):
        inbox.acknowledge([2], "done")
    inbox.acknowledge([2], "done")

    assert len(imap.filed("done")) == 1


def test_flags_that_people_have_set_go_along(imap: ImapPlace, mail: Mail):
    """A star stays a star."""
    imap.mailbox.append(mail("starred"), flags=(b"\\Flagged", b"\\Seen"))
    inbox = imap.inbox()
    inbox.connect()
    inbox.acknowledge(inbox.uids(), "done")

    assert imap.mailbox.flags("Liaison/Traité") == {1: (b"\\Flagged", b"\\Seen")}


def test_read_and_flagged_mail_is_listed_too(imap: ImapPlace, mail: Mail):
    """Somebody who looks into the mailbox does not hide mail from us."""
    imap.mailbox.append(mail("read"), flags=(b"\\Seen", b"\\Answered"))
    imap.mailbox.append(mail("marked"), flags=(b"\\Deleted",))
    inbox = imap.inbox()
    inbox.connect()

    assert len(inbox.uids()) == 2


def test_a_copy_that_the_server_kept_is_not_kept_again(imap: ImapPlace, mail: Mail):
    """Big providers fill the Sent folder themselves, with some lines more."""
    raw = mail("kept", message_id="<kept@agence.example>")
    imap.mailbox.deliver(raw, folder="Sent")
    inbox = imap.inbox()
    inbox.connect()

    assert inbox.has_copy("<kept@agence.example>")
    inbox.keep_copy(raw, NOON)
    assert len(imap.sent()) == 1


def test_a_kept_copy_has_its_date_and_is_read(imap: ImapPlace, mail: Mail):
    """It looks as if a mail program had sent it."""
    inbox = imap.inbox()
    inbox.connect()
    inbox.keep_copy(mail("sent"), NOON)

    with imap.mailbox.other_program() as client:
        client.normalise_times = False
        client.select_folder("Sent", readonly=True)
        found = client.fetch([1], ["FLAGS", "INTERNALDATE"])[1]
    assert b"\\Seen" in found[b"FLAGS"]
    assert found[b"INTERNALDATE"] == NOON


def test_a_thousand_mails_are_listed_in_windows(imap: ImapPlace, mail: Mail, monkeypatch: pytest.MonkeyPatch):
    """Windows of UIDs give what one search gives, holes and all."""
    imap.mailbox.deliver_all([mail(f"n{number}") for number in range(60)])
    with imap.mailbox.other_program() as client:
        client.select_folder("INBOX")
        client.delete_messages([*range(3, 20), 60])
        client.expunge()
    inbox = imap.inbox()
    inbox.connect()
    whole = inbox.uids()
    monkeypatch.setattr("mailboxes.imap.WINDOW", 7)

    assert inbox.uids() == whole
    assert inbox.uids(after=30) == [uid for uid in whole if uid > 30]
