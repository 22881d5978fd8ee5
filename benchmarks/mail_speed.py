"""Messages a second a core: `inspect` against the standard library's parser, on the golden mails or on FOLDER."""

from __future__ import annotations

import email
import email.policy
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mailboxes.inbound import inspect

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "mails"


def stdlib(raw: bytes) -> None:
    """Headers, addresses and the text of the body: the part of our work that the standard library offers."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    for name in ("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references"):
        str(mail[name])
    body = mail.get_body(("html", "plain"))
    if body is not None:
        body.get_content()


def rate(work: Callable[[bytes], object], mails: list[bytes], rounds: int) -> float:
    """The best of three runs, in messages a second of processor time."""
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for _ in range(rounds):
            for raw in mails:
                work(raw)
        best = max(best, rounds * len(mails) / (time.process_time() - start))
    return best


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLDEN
    mails = [path.read_bytes() for path in sorted(folder.glob("*.eml"))]
    mails = [raw for raw in mails if len(raw) < 200_000]
    for raw in mails:
        inspect(raw)
    size = sum(map(len, mails)) / len(mails) / 1000
    print(f"{len(mails)} messages, {size:.1f} kB on average")
    print(f"inspect (all of it)            {rate(inspect, mails, 5):8.0f} messages a second a core")
    try:
        print(f"email.policy.default (parsing) {rate(stdlib, mails, 5):8.0f}")
    except Exception as fault:
        print(f"email.policy.default raised {fault!r}")
        good = [raw for raw in mails if _works(raw)]
        print(f"on the {len(good)} that it can read  {rate(stdlib, good, 5):8.0f}")


def _works(raw: bytes) -> bool:
    try:
        stdlib(raw)
    except Exception:
        return False
    return True


if __name__ == "__main__":
    main()
