"""IMAP servers that are not Dovecot: what they say oddly, and what must come of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from mailboxes.errors import Rejected, Unreachable
from mailboxes.inbox import ImapAccess, Inbox, open_inbox
from tests.servers.scripted_imap import SELECTED, ScriptedImap

MAIL = "Subject: x\r\n\r\nbody\r\n"


def never() -> bool:
    """Nobody wants us to stop."""
    return False


def inbox_on(server: ScriptedImap, **changes: Any) -> Inbox:
    """Not yet connected."""
    known = {"host": "127.0.0.1", "port": server.port, "user": "u", "password": "pw", "tls": "none"}
    return open_inbox(ImapAccess(**{**known, "read_timeout": 3.0, **changes}))


def script(answers: dict[str, list[str]]) -> Callable[[str], list[str] | None]:
    """Answers by how the command begins."""
    return lambda command: next((lines for start, lines in answers.items() if command.startswith(start)), None)


def body(uid: int, text: str = MAIL) -> str:
    """A FETCH answer with one body."""
    return f"* {uid} FETCH (UID {uid} BODY[] {{{len(text)}}}\r\n{text})"


def sizes(*uids: int) -> list[str]:
    """The answer to the first FETCH."""
    return [
        f'* {uid} FETCH (UID {uid} RFC822.SIZE {len(MAIL)} INTERNALDATE "23-Nov-2026 10:00:00 +0100")' for uid in uids
    ] + ["OK done"]


def test_mail_announced_before_the_go_ahead_ends_the_wait():
    """« * 3 EXISTS », then « + idling »: imapclient takes it for an error, others forget it."""
    with ScriptedImap(script({"IDLE": ["* 3 EXISTS", "+ idling"]})) as server:
        inbox = inbox_on(server)
        inbox.connect()
        inbox.uids()
        start = time.monotonic()

        inbox.wait(20, never)

        assert time.monotonic() - start < 2


def test_a_word_to_keep_the_line_alive_is_no_mail():
    """« * OK Still here » ends nothing: the wait goes on."""
    with ScriptedImap(script({"IDLE": ["+ idling", "* OK Still here"]})) as server:
        inbox = inbox_on(server)
        inbox.connect()
        inbox.uids()
        start = time.monotonic()

        inbox.wait(0.5, never)

        assert time.monotonic() - start >= 0.5
        assert server.heard.count("IDLE") == 1


def test_a_server_that_offers_idle_and_then_refuses_it():
    """It is slept on instead."""
    with ScriptedImap(script({"IDLE": ["NO not today"]})) as server:
        inbox = inbox_on(server)
        inbox.connect()
        inbox.uids()
        start = time.monotonic()

        inbox.wait(1.2, never)

        assert 1.1 < time.monotonic() - start < 3
        assert server.heard.count("IDLE") == 1


def test_an_idle_that_the_server_ends_is_begun_again():
    """After half an hour many do; DONE would then be no command."""
    first = iter([["+ idling", "OK enough"]])
    with ScriptedImap(lambda command: next(first, None) if command == "IDLE" else None) as server:
        inbox = inbox_on(server)
        inbox.connect()
        inbox.uids()
        inbox.wait(0.5, never)

        assert inbox.uids() == []
        assert (server.heard.count("IDLE"), server.heard.count("DONE")) == (2, 1)


def test_an_idle_is_renewed_before_anybody_forgets_it(monkeypatch: pytest.MonkeyPatch):
    """Routers forget a silent line; DONE and IDLE again keep it."""
    monkeypatch.setattr("mailboxes.idle.RENEW", 0.3)
    with ScriptedImap() as server:
        inbox = inbox_on(server)
        inbox.connect()
        inbox.uids()
        inbox.wait(1.4, never)

        assert server.heard.count("IDLE") >= 3
        assert server.heard.count("IDLE") == server.heard.count("DONE")


def test_bye_while_idling_is_a_broken_line():
    """Not silence."""
    with ScriptedImap(script({"IDLE": ["+ idling", "* BYE shutting down", "DROP"]})) as server:
        inbox = inbox_on(server)
        inbox.connect()
        inbox.uids()
        with pytest.raises(Unreachable):
            inbox.wait(20, never)


@pytest.mark.parametrize(
    "greeting", ["* BYE too many connections", "HTTP/1.1 400 Bad Request", "* NO go away", "220 smtp.agence.example"]
)
def test_an_unfriendly_greeting_is_unreachable(greeting: str):
    """Also when the port is another service's."""
    with ScriptedImap(greeting=greeting) as server, pytest.raises(Unreachable):
        inbox_on(server).connect()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("NO [AUTHENTICATIONFAILED] Invalid credentials", Rejected),
        ("NO LOGIN failed.", Rejected),
        ("BAD what?", Rejected),
        ("NO [UNAVAILABLE] Temporary authentication failure", Unreachable),
        ("NO [INUSE] mailbox locked", Unreachable),
        ("NO [ALERT] Too many simultaneous connections", Unreachable),
    ],
)
def test_a_login_refused_for_now_is_not_a_wrong_password(answer: str, error: type[Exception]):
    """The first stops us for long; the second lets us try again soon."""
    with ScriptedImap(script({"LOGIN": [answer]})) as server, pytest.raises(error):
        inbox_on(server).connect()


def test_a_line_that_ends_at_the_login_is_unreachable():
    """imapclient calls that a login error too."""
    with ScriptedImap(script({"LOGIN": ["* BYE", "DROP"]})) as server, pytest.raises(Unreachable):
        inbox_on(server).connect()


def test_an_answer_that_repeats_the_password_does_not_show_it():
    """Some servers quote the command that they did not like."""
    told = {"LOGIN": ["BAD unknown command LOGIN u t0ps3cret"]}
    with ScriptedImap(script(told)) as server, pytest.raises(Rejected) as caught:
        inbox_on(server, password="t0ps3cret").connect()
    assert "t0ps3cret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_server_that_takes_no_password_in_plain_text():
    """LOGINDISABLED and nothing else to offer: said so, and nothing sent."""
    with ScriptedImap(capability="IMAP4rev1 LOGINDISABLED STARTTLS") as server:
        with pytest.raises(Rejected, match="LOGINDISABLED"):
            inbox_on(server).connect()
        assert not any(command.startswith("LOGIN") for command in server.heard)


def test_a_line_that_is_logged_in_already():
    """PREAUTH: no login is tried."""
    with ScriptedImap(greeting="* PREAUTH welcome") as server:
        assert inbox_on(server).connect().uidvalidity == 7
        assert not any(command.startswith("LOGIN") for command in server.heard)


def test_what_was_offered_before_the_login_is_not_believed_after_it():
    """Many servers offer MOVE and IDLE only to those who are in."""
    before = "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready"
    login = ["OK [CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS] in"]
    with ScriptedImap(
        script({"LOGIN": login, "CAPABILITY": ["* CAPABILITY IMAP4rev1 AUTH=PLAIN", "OK done"]}), greeting=before
    ) as server:
        assert inbox_on(server).check() == ()


def test_a_search_answered_in_several_lines():
    """Unusual, and allowed."""
    answers = {"UID SEARCH": ["* SEARCH 5 1", "* SEARCH", "* SEARCH 9", "OK done"]}
    with ScriptedImap(script(answers)) as server:
        inbox = inbox_on(server)
        inbox.connect()
        assert inbox.uids(after=1) == [5, 9]


def test_a_search_answer_of_two_megabytes():
    """imaplib's own limit is one."""
    line = "* SEARCH " + " ".join(map(str, range(1_000_000, 1_270_000)))
    assert len(line) > 2_000_000
    with ScriptedImap(script({"UID SEARCH": [line, "OK done"]})) as server:
        inbox = inbox_on(server)
        inbox.connect()
        assert len(inbox.uids()) == 270_000


def test_one_mail_that_the_server_cannot_give_does_not_hold_up_the_others():
    """The batch is refused; each is asked for alone; the bad one is told at the end."""

    def answer(command: str) -> list[str] | None:
        if command.startswith("UID SEARCH"):
            return ["* SEARCH 2", "OK done"]
        if "RFC822.SIZE" in command:
            return sizes(1, 2, 3)
        if command.startswith("UID FETCH"):
            uids = [int(uid) for uid in command.split(" ")[2].split(",")]
            return ["NO [SERVERBUG-ISH] cannot convert message"] if 2 in uids else [*map(body, uids), "OK done"]
        return None

    with ScriptedImap(answer) as server:
        inbox = inbox_on(server)
        inbox.connect()
        flow, taken = inbox.fetch([1, 2, 3]), []
        with pytest.raises(Rejected, match=r"\[2\]"):
            taken.extend(one.uid for one in flow)
    assert taken == [1, 3]


def test_a_body_of_nil_is_told_and_not_taken_for_an_empty_mail():
    """Some servers say NIL for a mail that they have damaged."""

    def answer(command: str) -> list[str] | None:
        if command.startswith("UID SEARCH"):
            return ["* SEARCH 1", "OK done"]
        if "RFC822.SIZE" in command:
            return sizes(1)
        return ["* 1 FETCH (UID 1 BODY[] NIL)", "OK done"] if command.startswith("UID FETCH") else None

    with ScriptedImap(answer) as server:
        inbox = inbox_on(server)
        inbox.connect()
        with pytest.raises(Rejected):
            list(inbox.fetch([1]))


def test_flags_told_in_between_are_no_mail():
    """Somebody reads mail number 7 while we fetch UID 3: its FETCH, without a UID, is none of ours."""

    def answer(command: str) -> list[str] | None:
        if "RFC822.SIZE" in command:
            return [r"* 7 FETCH (FLAGS (\Seen))", *sizes(3)]
        if command.startswith("UID FETCH"):
            return [r"* 3 FETCH (FLAGS (\Seen))", body(3), r"* 7 FETCH (FLAGS (\Seen))", "OK done"]
        return None

    with ScriptedImap(answer) as server:
        inbox = inbox_on(server)
        inbox.connect()
        (delivered,) = inbox.fetch([3, 7])
    assert (delivered.uid, delivered.raw) == (3, MAIL.encode())


def test_a_mail_whose_date_the_server_has_lost_is_given_all_the_same():
    """With the year 1970, which nobody takes for true."""
    answers = {"UID FETCH 1 (RFC822": ["* 1 FETCH (UID 1 RFC822.SIZE 20 INTERNALDATE NIL)", "OK done"],
               "UID FETCH": [body(1), "OK done"]}  # fmt: skip
    with ScriptedImap(script(answers)) as server:
        inbox = inbox_on(server)
        inbox.connect()
        (delivered,) = inbox.fetch([1])
    assert delivered.received_at == datetime(1970, 1, 1, tzinfo=UTC)


def test_nothing_but_peek_is_ever_asked():
    r"""BODY[] would set \Seen."""

    def answer(command: str) -> list[str] | None:
        if "RFC822.SIZE" in command:
            return sizes(1)
        return [body(1), "OK done"] if command.startswith("UID FETCH") else None

    with ScriptedImap(answer) as server:
        inbox = inbox_on(server)
        inbox.connect()
        list(inbox.fetch([1]))
        fetched = [command for command in server.heard if "FETCH" in command and "BODY" in command]
    assert fetched
    assert all("BODY.PEEK[" in command for command in fetched)


def test_without_any_means_nothing_is_marked():
    """No MOVE, no UIDPLUS, no keywords: the mail stays untouched."""
    fixed = [line.replace(r" \*", "") for line in SELECTED]
    with ScriptedImap(script({"SELECT": fixed, "UID SEARCH": ["* SEARCH 1", "OK done"]}),
                      capability="IMAP4rev1") as server:  # fmt: skip
        inbox = inbox_on(server)
        inbox.connect()
        inbox.acknowledge([1], "done")
        assert not any("STORE" in command or "EXPUNGE" in command for command in server.heard)
        assert len(inbox.check()) == 2


def test_an_answer_that_is_no_imap_is_unreachable():
    """And the line is given up."""
    with ScriptedImap(script({"UID SEARCH": ["* SEARCH 1", "(((", "OK done"]})) as server:
        inbox = inbox_on(server)
        inbox.connect()
        with pytest.raises(Unreachable):
            inbox.uids()


def test_long_lists_of_mails_go_in_lines_that_servers_take():
    """8,000 octets is what a server must accept."""
    with ScriptedImap(script({"UID SEARCH": ["* SEARCH", "OK done"]})) as server:
        inbox = inbox_on(server)
        inbox.connect()
        inbox.acknowledge(range(4_000_000_000, 4_000_003_000), "done")
        assert max(map(len, server.heard)) < 8000


def test_a_busy_server_is_not_a_refusal():
    """NO [UNAVAILABLE] to a command means later."""
    answers = {"SELECT": ["NO [UNAVAILABLE] database is down"]}
    with ScriptedImap(script(answers)) as server, pytest.raises(Unreachable):
        inbox_on(server).connect()
