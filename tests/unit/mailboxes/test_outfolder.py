"""Mails as files: names that a person can read, and nothing twice."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from mailboxes.errors import Rejected
from mailboxes.sender import Deferred, OutfolderAccess, Outgoing, Sent, open_sender


def letter(number: int = 1, **changes: Any) -> Outgoing:
    """A mail to a partner."""
    ident = f"<{number}@agence.example>"
    raw = (
        f"From: clauses@agence.example\r\nTo: nour@geiq-sud.example\r\nMessage-ID: {ident}\r\n"
        "Subject: [B-0042] =?utf-8?q?Besoin_=3A_ma=C3=A7on_=C3=A0_Amiens?=\r\n\r\nBonjour\r\n"
    ).encode()
    known: dict[str, Any] = {"envelope_from": "clauses@agence.example", "recipient": "Nour@geiq-sud.example"}
    return Outgoing(**{**known, "message_id": ident, "raw": raw, **changes})


def names(folder: Path) -> list[str]:
    """Sorted names of mails."""
    return sorted(path.name for path in folder.glob("*.eml"))


def test_a_file_is_named_by_number_recipient_and_subject(tmp_path: Path):
    """So that a person finds a mail without opening it; its octets are the mail's."""
    sender = open_sender(OutfolderAccess(path=tmp_path / "out"))

    assert sender.send(letter()) == Sent(reply="0001-nour@geiq-sud.example-b-0042-besoin-macon-a-amiens.eml")
    assert (tmp_path / "out" / names(tmp_path / "out")[0]).read_bytes() == letter().raw


def test_the_same_message_id_is_one_file_and_one_delivery(tmp_path: Path):
    """For the same sender, and for another one after a crash."""
    access = OutfolderAccess(path=tmp_path / "out", maildirs=tmp_path / "mail")
    first = open_sender(access).send(letter())

    assert open_sender(access).send(letter()) == first
    assert len(names(tmp_path / "out")) == 1
    assert len(list((tmp_path / "mail" / "nour@geiq-sud.example" / "new").iterdir())) == 1


def test_a_crash_between_delivery_and_file_delivers_once(tmp_path: Path):
    """The file is written last, and is the proof; the delivery is known by its name."""
    access = OutfolderAccess(path=tmp_path / "out", maildirs=tmp_path / "mail")
    open_sender(access).send(letter())
    (tmp_path / "out" / names(tmp_path / "out")[0]).unlink()

    open_sender(access).send(letter())

    assert len(list((tmp_path / "mail" / "nour@geiq-sud.example" / "new").iterdir())) == 1


def test_numbers_go_on_where_they_were(tmp_path: Path):
    """Also for a new sender."""
    access = OutfolderAccess(path=tmp_path / "out")
    open_sender(access).send(letter(1))
    open_sender(access).send(letter(2))

    assert [name[:4] for name in names(tmp_path / "out")] == ["0001", "0002"]


def test_the_archive_has_a_maildir_too(tmp_path: Path):
    """Evidence, as over SMTP."""
    access = OutfolderAccess(path=tmp_path / "out", maildirs=tmp_path / "mail")
    open_sender(access).send(letter(archive="archive@agence.example"))

    assert sorted(path.name for path in (tmp_path / "mail").iterdir()) == [
        "archive@agence.example",
        "nour@geiq-sud.example",
    ]


@pytest.mark.parametrize("recipient", ["../../etc/passwd@x.example", "a/b@x.example", ".@x.example", "é€\0@x.example"])
def test_no_address_leaves_the_folder(tmp_path: Path, recipient: str):
    """Whatever an address holds."""
    access = OutfolderAccess(path=tmp_path / "out", maildirs=tmp_path / "mail")

    assert isinstance(open_sender(access).send(letter(recipient=recipient)), Sent)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["mail", "out"]
    assert len(names(tmp_path / "out")) == 1
    assert len(list((tmp_path / "mail").iterdir())) == 1


@pytest.mark.parametrize("subject", [b"", b"=?nonsense?q?x?=", b"=?utf-8?b?!!!?=", b"\xff\xfe", b"x" * 5000, b"///"])
def test_any_subject_makes_a_name(tmp_path: Path, subject: bytes):
    """Short, plain, and never empty."""
    raw = b"Message-ID: <1@agence.example>\r\nSubject: " + subject + b"\r\n\r\n"

    assert isinstance(open_sender(OutfolderAccess(path=tmp_path)).send(letter(raw=raw)), Sent)

    (name,) = names(tmp_path)
    assert len(name) < 120
    assert "--" not in name


def test_several_senders_share_a_folder(tmp_path: Path):
    """Four threads, fifty mails each: no number twice, nothing lost."""
    access = OutfolderAccess(path=tmp_path)

    def work(first: int) -> None:
        sender = open_sender(access)
        for number in range(first, first + 50):
            sender.send(letter(number))

    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [int(name[:4]) for name in names(tmp_path)] == list(range(1, 201))


def test_a_folder_that_cannot_be_written_lets_all_mails_wait(tmp_path: Path):
    """As a server that is away."""
    (tmp_path / "out").write_bytes(b"a file where a folder should be")
    outcome = open_sender(OutfolderAccess(path=tmp_path / "out")).send(letter())

    assert isinstance(outcome, Deferred)
    assert outcome.everywhere


def test_the_doctor_names_a_wrong_path(tmp_path: Path):
    """And makes nothing there."""
    open_sender(OutfolderAccess(path=tmp_path / "out")).check()
    with pytest.raises(Rejected):
        open_sender(OutfolderAccess(path=tmp_path / "no" / "out")).check()
    assert not (tmp_path / "no").exists()
