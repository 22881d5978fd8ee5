"""Fuzzing led by coverage: our own readers and value parsers, fed with what reaches lines not reached before.

    pip install atheris
    python benchmarks/guided_fuzz.py [TARGET ...] [--minutes 10] [--keep FOLDER] [--nice 10]

Atheris (libFuzzer for Python) is not in the lock: its wheels are for Linux only. Word and OpenDocument files are
fuzzed in the XML of their main part, the rest in their bytes. Only a Document or an Unreadable may come back: any other
fault is told with its place, and one file of it is kept; so is a file that takes too long. Status 1 when there was one.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import atheris
from mutations import broken_bytes, broken_markup, opened, seeds

READERS = tuple(f"parsers.forms.{form}" for form in ("liaison_form", "facilitator_notification", "candidate_document"))

with atheris.instrument_imports(include=["parsers", "mailboxes"]):
    # readers load each other when they are called: here all are loaded where their lines are counted
    for name in (*READERS, "word", "opendocument", "legacy", "doc", "pdf", "pdf_form", "web", "text", "sheet"):
        importlib.import_module(name if "." in name else f"parsers.formats.{name}")
    from mailboxes.inbound import inspect
    from parsers.errors import Unreadable
    from parsers.formats import read
    from parsers.parse import parse_document
    from parsers.tools import process
    from parsers.values import address, counts, duration, hours, items, mail_address, person, phone, salary, siret
    from parsers.values import contract as contracts
    from parsers.values import date as dates
    from parsers.vocabulary import usual
    from tests.papers import zipped

TODAY = date(2026, 11, 24)
#: more seconds of processor than a file of this size should cost, with the lines counted as they run
SLOW = 3.0
#: and so many end the process
DEADLY = 40.0
#: the fuzzer's own alarm goes by the clock, which tells nothing on a busy machine
SILENT = ("-timeout=300", "-handle_alrm=0")
LONGEST = 40_000


@dataclass(frozen=True)
class Target:
    """What is fuzzed: the files to start from, and the call that is made with each."""

    kind: str
    look: Callable[[bytes], object]
    #: the part of the zip that the seeds are
    part: str = ""

    def files(self) -> list[bytes]:
        """Seeds short enough to be mutated as a whole."""
        found = seeds(self.kind)
        found = [part for file in found for name, part in opened(file).items() if name == self.part] or found
        return [file for file in found if len(file) < LONGEST]


def _word(data: bytes) -> object:
    return read("x", zipped({"word/document.xml": data}))


def _opendocument(data: bytes) -> object:
    return read("x", zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": data}))


def _understood(data: bytes) -> object:
    return parse_document(read("x", data), today=TODAY)


def _values(data: bytes) -> None:
    text = data.decode("utf-8", "replace")[:2_000]
    for found in (
        siret.siret(text), phone.phone(text), mail_address.mail_address(text), address.address(text),
        person.contact_name(text), counts.count(text), items.items(text), hours.weekly_hours(text),
        salary.salary(text, smic_hourly=12.02), dates.start_date(text, today=TODAY),
        duration.duration(text, today=TODAY), contracts.contract_type(text, usual().contracts, usual().weak_contracts),
    ):  # fmt: skip
        assert found.review or found.certainty >= 0.8


TARGETS = {
    "word": Target("docx", _word, "word/document.xml"),
    "opendocument": Target("odt", _opendocument, "content.xml"),
    "rtf": Target("rtf", lambda data: read("x", data)),
    "doc": Target("doc", lambda data: read("x", data)),
    "pdf": Target("pdf", lambda data: read("x", data)),
    "html": Target("html", lambda data: read("x", data)),
    "text": Target("txt", _understood),
    "csv": Target("csv", _understood),
    "values": Target("txt", _values),
    "eml": Target("eml", inspect),
    "msg": Target("msg", inspect),
    "tnef": Target("tnef", inspect),
}


def guided(name: str, keep: Path, seconds: int) -> None:
    """Fuzz until the time is over; never returns."""
    target, seen, asked = TARGETS[name], Counter[str](), random.Random(1)
    files = tuple(target.files())
    report, hand, shown = keep / f"{name}.report", keep / f"{name}.in-hand", time.monotonic()

    def one(data: bytes) -> None:
        nonlocal shown
        begun = time.process_time()
        hand.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, DEADLY)
        try:
            target.look(data)
            seen["read"] += 1
        except Unreadable as refusal:
            seen[refusal.code] += 1
        except MemoryError:
            seen["too_large"] += 1
        except Exception as fault:
            place = _place(fault)
            if not seen[place]:
                (keep / f"{name}-{len([key for key in seen if ' at ' in key])}.bin").write_bytes(data)
            seen[place] += 1
        if time.process_time() - begun > SLOW:
            seen["slow at " + name] += 1
            (keep / f"{name}-slow-{seen['slow at ' + name] % 10}.bin").write_bytes(data)
        if time.monotonic() - shown > 5:
            shown = time.monotonic()
            report.write_text(repr(dict(seen)))

    def mutated(data: bytes, longest: int, seed: int) -> bytes:
        asked.seed(seed)
        # XML that is no longer well formed reaches nothing of ours
        if asked.random() < (0.1 if target.part else 0.5):
            return atheris.Mutate(data, longest)
        try:
            return (broken_markup(data, asked) if target.part else broken_bytes(data, asked, files))[:longest]
        except (ValueError, MemoryError):
            return atheris.Mutate(data, longest)

    corpus = keep / f"{name}.corpus"
    corpus.mkdir(exist_ok=True)
    for number, file in enumerate(files):
        (corpus / f"seed{number}").write_bytes(file)
    process.found = lambda _: None  # without the programs that recognise and convert
    sys.setrecursionlimit(2_000)
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-rss_limit_mb=2500", *SILENT]
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={keep}/{name}-", str(corpus)], one, custom_mutator=mutated)
    atheris.Fuzz()


def _place(fault: Exception) -> str:
    steps = traceback.extract_tb(fault.__traceback__)
    ours = [step for step in steps if "/parsers/" in step.filename or "/mailboxes/" in step.filename]
    at = [f"{Path(step.filename).name}:{step.lineno}" for step in (steps[-1], *ours[-1:])]
    return f"{type(fault).__name__} at {at[0]} (from {at[-1]})"


def main() -> None:
    """Each target in turn, in a process of its own; one that dies is started again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--nice", type=int, default=10)
    options = parser.parse_args()
    os.nice(options.nice)
    options.keep.mkdir(parents=True, exist_ok=True)
    faults = 0
    for name in options.targets:
        found: Counter[str] = Counter()
        report, end, spent = (
            options.keep / f"{name}.report",
            time.monotonic() + options.minutes * 60,
            sum(os.times()[2:4]),
        )
        while (left := int(end - time.monotonic())) > 1:
            report.unlink(missing_ok=True)
            pid = os.fork()
            if not pid:
                log = os.open(options.keep / f"{name}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
                os.dup2(log, 1)
                os.dup2(log, 2)
                guided(name, options.keep, left)
            _, status = os.waitpid(pid, 0)
            found.update(ast.literal_eval(report.read_text()) if report.exists() else {})
            if status:
                found[f"death at status {os.waitstatus_to_exitcode(status)}"] += 1
                hand = options.keep / f"{name}.in-hand"
                hand.replace(options.keep / f"{name}-death-{found.total()}.bin")
        told = ", ".join(f"{word} {count}" for word, count in sorted(found.items()) if " at " not in word)
        spent = (sum(os.times()[2:4]) - spent) / 60
        print(f"{name:12} {sum(found.values()):8} files in {spent:.1f} minutes of processor: {told}", flush=True)
        for word, count in found.items():
            if " at " in word:
                faults += 1
                print(f"      FAULT {word} ({count} times)", flush=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
