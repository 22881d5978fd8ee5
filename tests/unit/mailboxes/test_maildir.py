"""A Maildir as an inbox: what is written to the disk, and what other programs may do meanwhile."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailboxes.errors import Rejected, Unreachable
from mailboxes.inbox import Inbox, MaildirAccess, open_inbox
from mailboxes.maildrop import deliver, make_maildir

RAW = b"Subject: x\nMessage-ID: <x@y.example>\n\nline feed only, \xe9\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A Maildir."""
    return make_maildir(tmp_path / "box")


@pytest.fixture
def inbox(root: Path) -> Inbox:
    """Connected."""
    inbox = open_inbox(MaildirAccess(path=root))
    inbox.connect()
    return inbox


def names(folder: Path) -> list[str]:
    """Sorted names."""
    return sorted(path.name for path in folder.iterdir())


def test_line_ends_are_left_as_they_are(root: Path, inbox: Inbox):
    """The file's own octets, and not mended ones: their hash is what the ledger keeps."""
    deliver(root, RAW)

    (delivered,) = inbox.fetch(inbox.uids())

    assert delivered.raw == RAW


def test_a_mail_keeps_its_number_when_another_program_reads_it(root: Path, inbox: Inbox):
    """From `new` to `cur`, with flags: the same mail."""
    path = deliver(root, RAW)
    uids = inbox.uids()
    path.rename(root / "cur" / f"{path.name}:2,FS")

    assert inbox.uids() == uids
    assert len(list(inbox.fetch(uids))) == 1


def test_name_and_flags_go_along_when_a_mail_is_filed(root: Path, inbox: Inbox):
    """A mail in `new` stays new, one in `cur` keeps its flags."""
    fresh = deliver(root, RAW)
    seen = deliver(root, RAW)
    seen.rename(root / "cur" / f"{seen.name}:2,F")

    inbox.acknowledge(inbox.uids(), "done")

    assert names(root / ".Liaison.Traite" / "new") == [fresh.name]
    assert names(root / ".Liaison.Traite" / "cur") == [f"{seen.name}:2,F"]
    assert (root / ".Liaison.Traite" / "maildirfolder").exists()


def test_a_keyword_means_nothing_here(root: Path, inbox: Inbox):
    """And touches nothing."""
    path = deliver(root, RAW)
    marking = open_inbox(MaildirAccess(path=root, acknowledge="keyword"))
    marking.connect()

    marking.acknowledge(marking.uids(), "done")

    assert path.exists()
    assert len(inbox.uids()) == 1


@pytest.mark.parametrize(
    "damage", [b"", b"\x00\xff", b"2 5 9\n", b"1 5\n", b"1 7 3\n9 late\n", b"1 7 x\n", b"1 7 9\nnonsense\n", b"[]"]
)
def test_a_damaged_list_of_numbers_begins_a_new_epoch(root: Path, damage: bytes):
    """No old number may then mean another mail."""
    deliver(root, RAW)
    first = open_inbox(MaildirAccess(path=root))
    old = first.connect().uidvalidity
    first.uids()
    (root / "liaison-uids").write_bytes(damage)

    again = open_inbox(MaildirAccess(path=root))

    assert again.connect().uidvalidity != old
    assert again.uids() == [1]


def test_a_crash_while_the_list_is_written_changes_nothing(root: Path, inbox: Inbox, monkeypatch: pytest.MonkeyPatch):
    """The old list stays whole; the mail gets its number the next time."""
    deliver(root, RAW)
    before = (root / "liaison-uids").read_bytes()

    def dies(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", dies)
        with pytest.raises(Unreachable, match="No space left"):
            inbox.uids()

    assert (root / "liaison-uids").read_bytes() == before
    assert inbox.uids() == [1]


def test_two_inboxes_on_one_maildir_agree(root: Path):
    """Eight threads, two hundred mails: no number twice, and everybody has the same."""
    for number in range(200):
        deliver(root, b"Subject: %d\r\n\r\n" % number)
    seen: list[list[int]] = []

    def look() -> None:
        inbox = open_inbox(MaildirAccess(path=root))
        inbox.connect()
        seen.append(inbox.uids())

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [list(range(1, 201))] * 8


def test_files_that_are_no_mail_are_left_alone(root: Path, inbox: Inbox):
    """Hidden files, folders, and what is still in tmp."""
    (root / "new" / ".nfs0001").write_bytes(RAW)
    (root / "cur" / "folder").mkdir()
    (root / "tmp" / "half").write_bytes(RAW)

    assert inbox.uids() == []


def test_odd_file_names_have_numbers_too(root: Path, inbox: Inbox):
    """Spaces, octets that are no UTF-8."""
    (root / "new" / "a b  c").write_bytes(RAW)
    Path(os.fsdecode(os.fsencode(root / "new") + b"/\xff\xfe")).write_bytes(RAW)

    uids = inbox.uids()

    assert len(list(inbox.fetch(uids))) == 2
    again = open_inbox(MaildirAccess(path=root))
    again.connect()
    assert again.uids() == uids


def test_a_path_whose_parent_is_not_there_is_a_mistake(tmp_path: Path):
    """A mistyped path, or a disk that is not mounted, does not become an empty mailbox."""
    with pytest.raises(Rejected):
        open_inbox(MaildirAccess(path=tmp_path / "not" / "there")).connect()
    assert not (tmp_path / "not").exists()


def test_a_maildir_that_disappears_is_unreachable(root: Path, inbox: Inbox):
    """An error of ours, and no new empty mailbox."""
    root.rename(root.with_name("elsewhere"))

    with pytest.raises(Unreachable):
        inbox.uids()
    with pytest.raises(Unreachable):
        inbox.wait(1, lambda: False)


def test_a_delivery_repeated_under_its_name_is_one_mail(root: Path):
    """What a sender needs that may die between delivery and note; also after the mail was read."""
    path = deliver(root, RAW, name="once")
    deliver(root, RAW, name="once")
    path.rename(root / "cur" / "once:2,S")
    deliver(root, RAW, name="once")

    assert names(root / "new") == []
    assert names(root / "cur") == ["once:2,S"]
    assert names(root / "tmp") == []


def test_a_kept_copy_is_read_and_dated(root: Path, inbox: Inbox):
    """As a mail program would leave it."""
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    inbox.keep_copy(RAW, noon)

    (copy,) = (root / ".Sent" / "cur").iterdir()
    assert copy.name.endswith(":2,S")
    assert copy.stat().st_mtime == noon.timestamp()


def test_a_copy_kept_by_another_program_is_found(root: Path, inbox: Inbox):
    """The Sent folder is read again each time it is asked about."""
    assert not inbox.has_copy("<x@y.example>")
    deliver(root / ".Sent", RAW)

    assert inbox.has_copy("<x@y.example>")
    inbox.keep_copy(RAW, datetime(2026, 11, 23, tzinfo=UTC))
    assert names(root / ".Sent" / "cur") == []


def test_a_header_without_end_is_cut_at_a_megabyte(root: Path):
    """A file of zeros as big as a disk does not fill the memory."""
    with (root / "new" / "zeros").open("wb") as file:
        file.truncate(200_000_000)
    inbox = open_inbox(MaildirAccess(path=root))
    inbox.connect()

    (delivered,) = inbox.fetch(inbox.uids())

    assert delivered.header_only
    assert delivered.size == 200_000_000
    assert len(delivered.raw) <= 1_000_000
