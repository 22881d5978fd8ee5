"""What a mail answers, and threads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailboxes.mime import header_fields
from mailboxes.references import Named, candidates, in_reply_to, message_id, message_ids, references, threads


def fields(text):
    """The header fields of these lines."""
    return header_fields(text.encode())[0]


def test_identifiers_are_read_from_all_fields_of_the_name():
    """Duplicated, folded and comma-parted References count together, each identifier once."""
    found = references(fields("References: <a@x>,\r\n <b@x>\r\nReferences: <a@x> <c@x>\r\n"))

    assert found == ("<a@x>", "<b@x>", "<c@x>")


def test_an_identifier_that_was_folded_inside_is_mended():
    """Some servers fold in the middle of an identifier."""
    assert message_ids(b"<very.long.\r\n identifier@x>") == ("<very.long.identifier@x>",)


def test_the_phrase_of_old_programs_is_no_identifier():
    """« Your message of … from x@y » names no mail."""
    assert in_reply_to(fields('In-Reply-To: Your message of "Mon" from a@b.example\r\n')) == ()


def test_an_identifier_without_brackets_is_still_one():
    """Exim-like mailers leave the brackets out."""
    assert message_id(fields("Message-ID: abc.1@x\r\n")) == "<abc.1@x>"
    assert message_id(fields("Subject: none\r\n")) is None


def test_the_nearest_answered_mail_comes_first():
    """In-Reply-To, then References backwards."""
    named = Named(message_id="<d@x>", in_reply_to=("<c@x>",), references=("<a@x>", "<b@x>", "<c@x>"))

    assert candidates(named) == ("<c@x>", "<b@x>", "<a@x>")


def test_two_answers_to_a_mail_never_seen_hang_together():
    """The ghost stays, above both."""
    found = threads([Named(message_id="<b>", in_reply_to=("<a>",)), Named(message_id="<c>", references=("<a>",))])

    assert found == {"<a>": None, "<b>": "<a>", "<c>": "<a>"}


def test_a_ghost_that_ties_nothing_is_laid():
    """One answer alone to an unknown mail begins its own thread."""
    assert threads([Named(message_id="<b>", in_reply_to=("<a>",))]) == {"<b>": None}


def test_a_reply_before_its_parent_finds_it():
    """The order of arrival does not matter."""
    reply, parent = Named(message_id="<b>", in_reply_to=("<a>",)), Named(message_id="<a>")

    assert threads([reply, parent]) == threads([parent, reply]) == {"<a>": None, "<b>": "<a>"}


def test_subjects_join_only_when_asked():
    """A subject alone is a proposal, never a proof."""
    mails = [Named(message_id="<a>", subject="Besoin"), Named(message_id="<b>", subject="RE: Besoin")]

    assert threads(mails)["<b>"] is None
    assert threads(mails, by_subject=True)["<b>"] == "<a>"


IDS = st.sampled_from([f"<{letter}@x>" for letter in "abcdef"])


@given(st.lists(st.builds(Named, message_id=IDS, in_reply_to=st.tuples(IDS), references=st.lists(IDS).map(tuple))))
def test_no_set_of_references_makes_a_circle(mails):
    """Whoever contradicts whom: every message has an end to its ancestors."""
    parents = threads(mails)

    for start in parents:
        at, steps = start, 0
        while at is not None:
            at, steps = parents.get(at), steps + 1
            assert steps <= len(parents)
    assert {mail.message_id for mail in mails} <= set(parents)


def test_outlooks_name_of_a_conversation_comes_back_in_a_reply():
    """A reply's Thread-Index is ours with five bytes more."""
    import base64
    from datetime import UTC, datetime

    from mailboxes.addresses import Address
    from mailboxes.compose import Written, compose
    from mailboxes.inbound import inspect

    ours = inspect(
        compose(
            Written(
                message_id="<a@agence.example>",
                sender=Address(name="", address="c@agence.example"),
                to=Address(name="", address="p@x.example"),
                subject="x",
                date=datetime(2026, 6, 2, tzinfo=UTC),
                text="x",
                thread=bytes(range(16)),
            )
        )
    )
    reply = base64.b64encode(b"\x01" + bytes(5) + bytes(range(16)) + b"12345").decode()
    theirs = inspect(f"From: p@x.example\r\nThread-Index: {reply}\r\n\r\nok\r\n".encode())

    assert ours.thread_name == theirs.thread_name == bytes(range(16)).hex()


def test_a_thread_index_that_is_none_names_nothing():
    """Too short, or no base64 at all."""
    from mailboxes.inbound import inspect

    assert inspect(b"From: p@x.example\r\nThread-Index: AQID\r\n\r\nok\r\n").thread_name is None
    assert inspect(b"From: p@x.example\r\nThread-Index: \xff\xfe(\r\n\r\nok\r\n").thread_name is None
