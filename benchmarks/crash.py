"""Crash: SIGKILL at random, again and again, while a backlog or a diffusion is handled; then count what the world saw.

    .venv/bin/python benchmarks/crash.py                    # 200 messages, 50 kills, in four configurations
    .venv/bin/python benchmarks/crash.py --mails 2000       # one need to 2,000 partners, 50 kills
    options: --kills N --seed N --evidence none|bcc|sent_folder --in-doubt resend|hold --scale F

Real Dovecot, real SMTP server (an acceptance is on its disk before it says 250), the command in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from service.demo import cast  # noqa: E402
from tests.scenarios.backlog import Backlog  # noqa: E402
from tests.scenarios.stage import ARCHIVE, WARM, Stage  # noqa: E402
from tests.servers.dovecot import Dovecot  # noqa: E402
from tests.servers.mailbox import DovecotMailbox  # noqa: E402
from tests.servers.smtp import RecordingSmtp  # noqa: E402

CONFIGURATIONS = (("none", "resend"), ("none", "hold"), ("bcc", "resend"), ("sent_folder", "resend"))
HEADING = "evidence     in_doubt  kills  messages  mails   lost  repeated  held  wrong  seconds"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    evidence: str
    in_doubt: str
    kills: int
    messages: int
    mails: int
    lost: int
    repeated: int
    held: int
    wrong: int
    seconds: float

    def __str__(self) -> str:
        return (f"{self.evidence:<12} {self.in_doubt:<8} {self.kills:>6} {self.messages:>9} {self.mails:>6} "
                f"{self.lost:>6} {self.repeated:>9} {self.held:>5} {self.wrong:>6} {self.seconds:>8.0f}")  # fmt: skip


def stage_of(root: Path, server: Dovecot, smtp: RecordingSmtp, evidence: str, in_doubt: str) -> Stage:
    """An installation with the servers that its configuration speaks of."""
    mailbox = DovecotMailbox(server=server, user=f"{evidence.replace('_', '')}{in_doubt}{time.monotonic_ns()}")
    box = {"evidence": evidence, "in_doubt": in_doubt}
    post = (server.host, server.lmtp_port)
    if evidence == "bcc":
        box["archive"] = ARCHIVE
        smtp.copy_to(ARCHIVE, *post, f"{mailbox.user}@localhost")
    if evidence == "sent_folder":
        smtp.keep_sent(cast.MAILBOX.address, *post, f"{mailbox.user}+Sent@localhost")
    return Stage(folder=root / "liaison", mailbox=mailbox, smtp=smtp, box=box)


def kill_often(stage: Stage, kills: int, chance: random.Random, longest: float) -> int:
    """Start, kill, start again; the number of kills that hit. Ends early when all the work is done."""
    done = 0
    while done < kills:
        if not stage.is_killed_after(0.1 + chance.uniform(0.0, longest)):
            break
        done += 1
    return done


def finish(stage: Stage) -> None:
    """Runs without a kill, until nothing is left."""
    for _ in range(3):
        stage.liaison("run", "--once", status=None, now=True, limit=1800)
        stage.smtp.settle()


def backlog_row(evidence: str, in_doubt: str, kills: int, seed: int, scale: float) -> Row:
    """200 messages of every kind."""
    with tempfile.TemporaryDirectory() as folder, Dovecot() as server, RecordingSmtp(Path(folder) / "smtp") as smtp:
        stage = stage_of(Path(folder), server, smtp, evidence, in_doubt)
        size = {"forms": 40, "notified": 30, "proposals": 110, "noise": 20, "known": 22}
        backlog = Backlog(stage=stage, **{key: max(2, round(value * scale)) for key, value in size.items()})
        backlog.prepare()
        backlog.come()
        began = time.monotonic()
        count = kill_often(stage, kills, random.Random(seed), longest=4.0 * min(1.0, scale))
        finish(stage)
        seen = backlog.seen()
        held = sum(": held" in line for line in seen.lost)
        for line in (*seen.lost, *seen.wrong):
            print("   ", line, file=sys.stderr)
        return Row(evidence, in_doubt, count, seen.messages, seen.mails, len(seen.lost) - held, len(seen.repeated),
                   held, len(seen.wrong), time.monotonic() - began)  # fmt: skip


def diffusion_row(evidence: str, in_doubt: str, kills: int, seed: int, mails: int) -> Row:
    """One need to many partners."""
    with tempfile.TemporaryDirectory() as folder, Dovecot() as server, RecordingSmtp(Path(folder) / "smtp") as smtp:
        stage = stage_of(Path(folder), server, smtp, evidence, in_doubt)
        lines = [f"Structure {n},association,,contact@structure-{n}.example,,,,oui" for n in range(mails)]
        stage.partners = "name,kind,contact_name,email,phone,postcodes,publics,active\n" + "\n".join(lines) + "\n"
        stage.policy = {"validate_needs": "auto"}
        stage.configure()
        stage.notify(lots=cast.LOTS[:1])
        stage.runs()
        stage.returns_form()
        began = time.monotonic()
        chance, count, written = random.Random(seed), 0, 2.0
        while count < kills and not _diffused(stage):  # all mails are written in one transaction, which takes its time
            count += stage.is_killed_after(written)
            written *= 1.5
        print(f"    {count} kills until the mails were written", file=sys.stderr)
        count += kill_often(stage, kills - count, chance, longest=mails / 1000)
        finish(stage)
        tree = stage.export()
        took = Counter(mail.message_id for mail in stage.accepted())
        rows = [row for row in tree["outbox"] if row["kind"] == "need_diffusion"]
        lost = [row for row in rows if not took[row["message_id"]] and row["state"] != "held"]
        twice = [row for row in rows if took[row["message_id"]] > 1]
        wrong = abs(mails - len(rows)) + sum(
            row["state"] != "sent" for row in tree["diffusions"] if in_doubt == "resend"
        )
        return Row(evidence, in_doubt, count, len(tree["messages"]), len(rows), len(lost), len(twice),
                   sum(row["state"] == "held" for row in rows), wrong, time.monotonic() - began)  # fmt: skip


def _diffused(stage: Stage) -> bool:
    return any(row["kind"] == "need_diffusion" for row in stage.export()["outbox"])


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--kills", type=int, default=50)
    words.add_argument("--mails", type=int, default=0, help="a diffusion of so many mails, instead of the backlog")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--scale", type=float, default=1.0, help="of the backlog: 1.0 = 200 messages")
    words.add_argument("--evidence", choices=["none", "bcc", "sent_folder"])
    words.add_argument("--in-doubt", choices=["resend", "hold"], default="resend")
    given = words.parse_args()
    chosen = [(given.evidence, given.in_doubt)] if given.evidence else CONFIGURATIONS
    print(HEADING, flush=True)
    for evidence, in_doubt in chosen:
        if given.mails:
            print(diffusion_row(evidence, in_doubt, given.kills, given.seed, given.mails), flush=True)
        else:
            print(backlog_row(evidence, in_doubt, given.kills, given.seed, given.scale), flush=True)
    WARM.close()


if __name__ == "__main__":
    main()
