"""Measure `inspect` on the mails of other projects' own tests: peer_mail.py FOLDER, which holds their loaders.py."""

from __future__ import annotations

import argparse
import importlib.util
import mailbox
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from mailboxes import message, mime, references, reply
from mailboxes.addresses import Address
from mailboxes.inbound import inspect

Case = tuple[str, bytes, dict[str, Any]]

_FORWARD = "what a forward holds is `quoted`: its author wrote the words above it"
_BANNER = "a signature and the banner of a mail program are no part of `reply_text` (they are `signature`, or left out)"
_GIVEN_UP = "a 4.x.x status is not permanent, even when that server has given up: the address may live"
#: where we differ on purpose, and why; a second figure is printed without these
DELIBERATE = {
    "test_dont_parse_quotations_for_forwarded_messages#1": _FORWARD,
    "test_gmail_forwarded_msg#1": _FORWARD,
    "test_standard_replies#1": _BANNER,
    "test_standard_replies#9": _BANNER,
    "fixtures/standard_replies/iphone.eml": _BANNER,
    "fixtures/standard_replies/sparrow.eml": _BANNER,
    "fixtures/standard_replies/outlook.eml": "its text and its HTML say different words; a person saw the HTML",
    "test_CRLF#2": "the expectation is markup, not the words",
    "test_reply_separated_by_hr#1": "the name above the rule is lost there: nothing says that it is quoted",
    "test_readable_html_empty#1": "below « Bob wrote: » somebody is quoted, also where all of the mail is indented",
    "dsn_02.txt": _GIVEN_UP,
    "simple_44.txt": _GIVEN_UP,
    "yahoo_01.txt": _GIVEN_UP,
    "yale_01.txt": "a name without a domain: which one is meant can only be guessed",
    "invalid_from_2.eml": "the mail system's name, the subject of a bounce: a bounce that names nobody",
}
# The talon suites are compared with the words before signatures are parted (`unquoted`), and with `reply_text`.


def suites(folder: Path) -> dict[str, Callable[[], Iterator[Case]]]:
    """The loaders of that folder."""
    spec = importlib.util.spec_from_file_location("peer_loaders", folder / "loaders.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SUITES  # type: ignore[no-any-return]


def nows(text: str) -> str:
    return re.sub(r"\s+", "", text)


def as_mail(content: str, kind: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Someone <someone@example.org>"
    mail["Subject"] = "Re: test"
    mail.set_content(content, subtype=kind, cte="base64")
    return mail.as_bytes()


def each_message(raw: bytes) -> list[bytes]:
    with tempfile.NamedTemporaryFile(suffix=".mbox") as file:
        file.write(raw)
        file.flush()
        box = mailbox.mbox(file.name, create=False)
        return [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118


def must_not_raise(cases: Iterator[Case]) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for _, raw, expected in cases:
        total += 1
        start = time.perf_counter()
        try:
            for one in [raw, *(each_message(raw) if expected.get("mbox") else [])]:
                inspect(one)
        except Exception as fault:
            wrong.append(f"{expected['id']}: {fault!r}")
            continue
        seconds = time.perf_counter() - start
        if seconds > 2:
            wrong.append(f"{expected['id']}: {seconds:.1f} s")
        else:
            right += 1
    return right, total, wrong


def reply_suite(cases: Iterator[Case], attribute: str) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for _, raw, expected in cases:
        total += 1
        kind = "plain" if expected["input"] == "text" else "html"
        mail = raw if expected["input"] == "eml" else as_mail(raw.decode(), kind)
        read = message.read(mail)
        answer = reply.read(read.lines, sender=read.sender, subject=read.subject)
        found = nows(getattr(answer, attribute))
        wanted = expected["reply_nows"] if "reply_nows" in expected else nows(expected["reply"])
        if found == wanted:
            right += 1
        else:
            wrong.append(f"{expected['id']}: wanted {wanted[:150]!r} found {found[:150]!r}")
    return right, total, wrong


def signature_suite(cases: Iterator[Case]) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for _, raw, expected in cases:
        total += 1
        read = message.read(as_mail(raw.decode(errors="replace"), "plain"))
        answer = reply.read(read.lines, sender=Address(name=expected["sender"], address="x@example.org"), subject="")
        if nows(answer.signature) == nows(expected["signature"]):
            right += 1
        else:
            wrong.append(f"{expected['id']}: wanted {expected['signature']!r} found {answer.signature!r}")
    return right, total, wrong


def bounces(cases: Iterator[Case]) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for _, raw, expected in cases:
        total += 1
        found = inspect(raw)
        addresses = {each.address.lower() for each in found.bounce.recipients} if found.bounce else set()
        wanted = {address.lower() for address in (*expected["permanent"], *expected["temporary"])}
        kind = found.bounce is None or not wanted or found.bounce.permanent == bool(expected["permanent"])
        if addresses == wanted:
            right += 1
            if not kind:
                wrong.append(f"(address right) {expected['id']}: permanent={found.bounce and found.bounce.permanent}")
        else:
            wrong.append(f"{expected['id']}: wanted {sorted(wanted)} found {sorted(addresses)}")
    return right, total, wrong


def machines(cases: Iterator[Case]) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for _, raw, expected in cases:
        total += 1
        own = ("reply@bar.com",) if expected["label"] == "loop_own" else ()
        found = inspect(raw, own=own).auto
        label = expected["label"]
        ok = {"normal": found is None, "spam": True, "bounce": found == "bounce", "loop_own": found is not None}.get(
            label, found not in {None, "bounce"}
        )
        if ok:
            right += 1
        else:
            wrong.append(f"{expected['id']}: {label}, found {found}")
    return right, total, wrong


def _named(raw: bytes) -> references.Named | None:
    fields = mime.tree(raw).root.fields
    identifier = references.message_id(fields)
    if identifier is None:
        return None
    return references.Named(
        message_id=identifier,
        in_reply_to=references.in_reply_to(fields),
        references=references.references(fields),
        subject=fields.text("subject"),
    )


def threads(cases: Iterator[Case]) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for _, raw, expected in cases:
        total += 1
        named = [found for one in each_message(raw) if (found := _named(one))]
        found = references.threads(named, by_subject=bool(expected.get("subject_threading")))
        parents = {key.strip("<>"): value and value.strip("<>") for key, value in found.items()}
        # a ghost is nobody's mail: compared are the nearest message above that was seen, and the thread
        wanted = expected["parent"]
        seen = {found.message_id.strip("<>") for found in named}
        differing = {
            key: (_seen_above(parents, key, seen), _seen_above(wanted, key, seen))
            for key in seen
            if _seen_above(parents, key, seen) != _seen_above(wanted, key, seen)
        }
        if len({_top(parents, key) for key in seen}) != len({_top(wanted, key) for key in seen}) and wanted:
            differing["threads"] = (None, None)
        if not wanted:
            differing = {}
        if differing:
            wrong.append(f"{expected['id']}: {len(differing)} of {len(wanted)}: {list(differing.items())[:2]}")
        else:
            right += 1
    return right, total, wrong


def _seen_above(parents: dict[str, str | None], key: str, seen: set[str]) -> str | None:
    at = parents.get(key)
    while at is not None and at not in seen:
        at = parents.get(at)
    return at


def _top(parents: dict[str, str | None], key: str) -> str:
    while (above := parents.get(key)) is not None:
        key = above
    return key


def _names(message: references.Named) -> set[str]:
    return {message.message_id, *references.candidates(message)}


def same_thread(cases: Iterator[Case]) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for _, raw, expected in cases:
        total += 1
        one, other = _named(raw), _named(expected["other_raw"])
        if one and other and _names(one) & _names(other):
            right += 1
        else:
            wrong.append(f"{expected['id']} / {expected['same_thread_as']}")
    return right, total, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder that holds their loaders.py")
    parser.add_argument("-v", "--verbose", action="store_true", help="name each mail that was read otherwise")
    asked = parser.parse_args()
    if not (asked.folder / "loaders.py").is_file():
        parser.error(f"no loaders.py in {asked.folder}")
    known = suites(asked.folder)
    measures: list[tuple[str, str, Callable[[Iterator[Case]], tuple[int, int, list[str]]]]] = [
        ("mime/must_not_raise", "100 %", must_not_raise),
        ("reply/talon_text", "95 %", lambda cases: reply_suite(cases, "unquoted")),
        ("reply/talon_text", "reply_text", lambda cases: reply_suite(cases, "text")),
        ("reply/talon_html", "95 %", lambda cases: reply_suite(cases, "unquoted")),
        ("reply/talon_html", "reply_text", lambda cases: reply_suite(cases, "text")),
        ("reply/talon_eml", "95 %", lambda cases: reply_suite(cases, "unquoted")),
        ("reply/talon_eml", "reply_text", lambda cases: reply_suite(cases, "text")),
        ("reply/talon_signature", "", signature_suite),
        ("bounce/flufl", "99 %", bounces),
        ("auto/discourse", "98 %", machines),
        ("thread/patchwork", "100 %", threads),
        ("thread/mail_thread", "100 %", threads),
        ("thread/discourse", "", same_thread),
    ]
    for name, target, measure in measures:
        right, total, wrong = measure(known[name]())
        meant = sum(1 for line in wrong if line.partition(":")[0] in DELIBERATE)
        print(
            f"{name:24s} {target:12s} {right:4d} of {total:4d}  {100 * right / max(total, 1):5.1f} %"
            + (
                f"   ({100 * right / max(total - meant, 1):.1f} % without {meant} differences on purpose)"
                if meant
                else ""
            )
        )
        if asked.verbose:
            for line in wrong:
                print("    ", line[:400])


if __name__ == "__main__":
    main()
