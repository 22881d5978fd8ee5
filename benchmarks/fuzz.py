"""Fuzzing: every reader fed with broken copies of good files; only a Document or an Unreadable may come back.

    python benchmarks/fuzz.py [FORMAT ...] [--minutes 10] [--seed 1] [--keep FOLDER] [--nice 10]

A worker process mutates files and reads them under the limits of the sandbox; when it dies or takes too long, the
file in hand is kept and the next worker goes on. Prints, for each format, how many files were read, how many were
refused with which code, and each fault with its place; keeps one file a fault. Status 1 when there was a fault.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import resource
import signal
import sys
import time
import traceback
import zlib
from collections import Counter
from datetime import date
from pathlib import Path

from mutations import KINDS, MAILS, broken, seeds

from mailboxes.inbound import inspect
from parsers.errors import Unreadable
from parsers.formats import read
from parsers.parse import parse, parse_document
from parsers.sandbox import Limits
from parsers.tools import process

LIMITS = Limits()
TODAY = date(2026, 11, 24)
#: one document in so many is also understood, which takes longer than to read it
UNDERSTOOD = 4
#: of how many deaths of a kind the sandbox is asked
ASKED = 3
#: more seconds of processor than any document of this size should cost
SLOW = 5.0

#: how a worker died, and of what
_Deadly = list[tuple[str, bytes]]


def documented(data: bytes) -> str:
    """A document read, and understood now and then."""
    document = read("x", data)
    if zlib.crc32(data) % UNDERSTOOD:
        return "read"
    parse_document(document, today=TODAY)
    return "understood"


def mailed(data: bytes) -> str:
    """A mail looked at; it never raises, and says itself what is wrong with it."""
    fault = inspect(data).error
    return fault.code if fault else "read"


def worked(kind: str, files: list[bytes], seed: int, end: float, keep: Path) -> None:
    """Mutate and read until the time is over; each file is written down before it is read."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory, LIMITS.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(2_000)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    # without the programs that recognise and convert: they have limits of their own, and take all the time
    process.found = lambda _: None
    hand, report = keep / f"{kind}.in-hand", keep / f"{kind}.report"
    rng, seen, files_done = random.Random(seed), Counter(), 0
    look = mailed if kind in MAILS else documented
    while time.monotonic() < end:
        try:
            data = broken(rng.choice(files), files, rng)
        except (ValueError, SyntaxError, MemoryError):  # a fault that cannot be made: a name that XML does not allow
            continue
        hand.write_bytes(data)
        files_done += 1
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LIMITS.cpu_seconds)
        try:
            seen[look(data)] += 1
        except Unreadable as refusal:
            seen[refusal.code] += 1
        except MemoryError:
            seen["too_large"] += 1
        except Exception as fault:
            place = traceback.extract_tb(fault.__traceback__)[-1]
            name = f"{type(fault).__name__} at {Path(place.filename).name}:{place.lineno}"
            ours = [step for step in traceback.extract_tb(fault.__traceback__) if "/parsers/" in step.filename]
            name += f" (from {Path(ours[-1].filename).name}:{ours[-1].lineno})" if ours else ""
            if not seen[name]:
                (keep / f"{kind}-{len([key for key in seen if ' at ' in key])}-{seed}.bin").write_bytes(data)
            seen[name] += 1
        signal.setitimer(signal.ITIMER_PROF, 0)
        if time.process_time() - begun > SLOW:
            seen["slow"] += 1
            (keep / f"{kind}-slow-{seed}-{seen['slow']}.bin").write_bytes(data)
        if files_done % 50 == 0:
            report.write_text(repr(dict(seen)))
    report.write_text(repr(dict(seen)))


def _sandboxed(data: bytes) -> str | None:
    """The code that the file costs in the sandbox."""
    reading = parse("x", data, today=TODAY)
    return reading.error.code if reading.error else "read"


def fuzzed(kind: str, files: list[bytes], seconds: float, seed: int, keep: Path) -> tuple[Counter[str], _Deadly]:
    """One format for so long: what came of the files, and those of which a worker died, with how."""
    total: Counter[str] = Counter()
    end = time.monotonic() + seconds
    hand, report = keep / f"{kind}.in-hand", keep / f"{kind}.report"
    deadly: _Deadly = []
    while time.monotonic() < end:
        report.unlink(missing_ok=True)
        pid = os.fork()
        if not pid:
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            worked(kind, files, seed, end, keep)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        total.update(Counter(ast.literal_eval(report.read_text())) if report.exists() else {})
        if status:
            how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"status {status}"
            data = hand.read_bytes()
            (keep / f"{kind}-{how}-{seed}.bin").write_bytes(data)
            if os.WIFSIGNALED(status):
                deadly.append((how, data))
            else:
                total[f"{how} at the worker itself"] += 1
        seed += 1_000
    hand.unlink(missing_ok=True)
    report.unlink(missing_ok=True)
    return total, deadly


def main() -> None:
    """Each format in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", default=KINDS)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--nice", type=int, default=10)
    options = parser.parse_args()
    os.nice(options.nice)
    options.keep.mkdir(parents=True, exist_ok=True)
    faults = 0
    deadly: list[tuple[str, str, bytes]] = []
    for kind in options.formats:
        files = seeds(kind)
        if not files:
            print(f"{kind:5} no file to start from")
            continue
        spent = sum(os.times()[2:4])
        found, died = fuzzed(kind, files, options.minutes * 60, options.seed, options.keep)
        spent = sum(os.times()[2:4]) - spent
        deadly += [(kind, how, data) for how, data in died]
        plain = {name: count for name, count in found.items() if " at " not in name}
        said = ", ".join(f"{name} {count}" for name, count in sorted(plain.items()))
        print(
            f"{kind:5} {sum(found.values()) - found['slow']:8} files in {spent / 60:.1f} minutes of processor: {said}",
            flush=True,
        )
        for name, count in found.items():
            if " at " in name:
                faults += 1
                print(f"      FAULT {name} ({count} times)", flush=True)
    # a library that aborts costs one code in the sandbox: which one is told of the first few. Asked last: a pool of
    # readers has threads, and no process is forked after them
    codes: Counter[tuple[str, str, str]] = Counter()
    for kind, how in dict.fromkeys((kind, how) for kind, how, _ in deadly):
        same = [data for found, way, data in deadly if (found, way) == (kind, how)]
        print(f"{kind:5} {how} of the library, {len(same)} times")
        if kind in MAILS:  # read in the process that takes them in: no sandbox
            faults += 1
            continue
        codes.update((kind, how, _sandboxed(data)) for data in same[:ASKED])
    for (kind, how, code), count in codes.items():
        print(f"{kind:5} {how} of the library, {code} in the sandbox ({count} times)")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
