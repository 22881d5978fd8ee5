"""Fuzzing: every reader fed with broken copies of good files; only a Document or an Unreadable may come back.

    python benchmarks/fuzz.py [FORMAT ...] [--minutes 10] [--seed 1] [--keep FOLDER] [--nice 10]

A worker process mutates files and reads them under the limits of the sandbox; when it dies or takes too long, the
file in hand is kept and the next worker goes on. Prints, for each format, how many files were read, how many were
refused with which code, and each fault with its place; keeps one file a fault. Status 1 when there was a fault.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import signal
import struct
import sys
import time
import traceback
import zipfile
import zlib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from parsers.detect import document_type  # noqa: E402
from parsers.errors import Unreadable  # noqa: E402
from parsers.formats import read  # noqa: E402
from parsers.parse import parse  # noqa: E402
from parsers.sandbox import Limits  # noqa: E402
from parsers.tools import libreoffice, process  # noqa: E402

SEEDS = ("tests/golden/documents", "tests/golden/forms", "tests/golden/damaged", "tests/golden/outgoing")
LIMITS = Limits()
#: the largest file that a mutation may make
LARGEST = 400_000
#: pieces that readers are known to stumble over
TOKENS = (
    b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"-1", b"0", b"9" * 20, b"1e400", b"NaN",
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"\xed\xa0\x80", b"\xc0\xaf",
    b"{", b"}", b"\\bin9999999 ", b"\\u-1?", b"\\'zz", b"endobj", b"stream\n", b"/Kids[1 0 R]", b"<<", b">>", b"obj",
    b"/Length 99999999", b"colspan='99999'", b"rowspan='-3'", b"w:gridSpan w:val='40000'", b"w:val=''",
    b"\t" * 50, b"\n" * 50,
)  # fmt: skip
VALUES = ("", "-1", "0", "65536", "99999999999", "x", "é", "1.5", "true")
PAGE = (
    b"<html><body><table><tr><th colspan=2>A</th></tr><tr><td rowspan=2>Siret</td><td>1</td></tr></table>"
    b"<input name=a value=b><select><option selected>c</select></body></html>"
)
KINDS = (
    "docx", "odt", "doc", "rtf", "pdf", "xlsx", "xls", "ods", "csv", "html", "txt",
    "png", "jpg", "tiff", "gif", "bmp", "webp",
)  # fmt: skip


#: how a worker died, and of what
_Deadly = list[tuple[str, bytes]]


def seeds(kind: str) -> list[bytes]:
    """The good (and the damaged) files of a format that the tests keep, small ones only."""
    found = []
    for folder in SEEDS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in {".py", ".json", ".md"} and path.stat().st_size < LARGEST:
                data = path.read_bytes()
                found += [data] if document_type(data) == kind else []
    return found + made(kind)


def made(kind: str) -> list[bytes]:
    """Seeds of the formats that the tests make as they go."""
    if kind in {"png", "jpg", "tiff", "gif", "bmp", "webp"}:
        from PIL import Image, ImageDraw

        picture = Image.new("L", (240, 160), 255)
        ImageDraw.Draw(picture).text((20, 20), "Siret 732 829 320 00074", fill=0)
        ImageDraw.Draw(picture).rectangle((10, 50, 200, 120), outline=0)
        out = io.BytesIO()
        picture.save(out, {"jpg": "JPEG", "tiff": "TIFF"}.get(kind, kind.upper()))
        return [out.getvalue()]
    if kind in {"xls", "ods"}:
        try:
            return [libreoffice.converted(seeds("xlsx")[0], "xlsx", kind, seconds=60)]
        except process.Failed:
            return []
    if kind == "csv":
        return ['Raison sociale;Siret;Lieu\nBâti;732 829 320 00074;"Amiens\nNord"\n'.encode() * 3]
    if kind == "html":
        return [PAGE]
    if kind == "txt":
        return ["Raison sociale : Bâti\nSiret\t732 829 320 00074\n> Lieu : Amiens\n".encode()]
    return []


# --- mutations ---


def broken(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """A copy with faults: in a zip inside its parts, in a PDF inside its opened streams, else in its bytes."""
    if data[:2] == b"PK" and rng.random() < 0.8:
        return _broken_zip(data, others, rng)
    return _broken_bytes(data, rng, tuple(others))


@cache
def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a zip, none where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist() if info.file_size < LARGEST}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return {}


def _broken_zip(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    parts = dict(_parts(data))
    if not parts:
        return _broken_bytes(data, rng, tuple(others))
    names = [name for name in parts if name.endswith((".xml", ".rels", "mimetype"))] or list(parts)
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(names)
        if rng.random() < 0.05:
            parts.pop(name, None)
        elif name in parts:
            faulty = _broken_markup if rng.random() < 0.7 else _broken_bytes
            parts[name] = faulty(parts[name], rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _broken_markup(text: bytes, rng: random.Random) -> bytes:
    """XML that mostly stays well formed: elements repeated, dropped, moved, nested in themselves; values exchanged."""
    from lxml import etree

    try:
        root = etree.fromstring(text)
    except etree.XMLSyntaxError:
        return _broken_bytes(text, rng)
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    for _ in range(rng.choice((1, 2, 4))):
        node, other = rng.choice(nodes), rng.choice(nodes)
        fault = rng.randrange(6)
        if fault == 0 and node.getparent() is not None:
            node.getparent().remove(node)
        elif fault == 1 and len(node) < 500:
            copy = etree.tostring(node, with_tail=False)
            other.append(etree.fromstring(copy) if len(copy) < 50_000 else etree.Element("x"))
        elif fault == 2 and node.attrib:
            node.attrib[rng.choice(list(node.attrib))] = rng.choice(VALUES)
        elif fault == 3:
            node.text = rng.choice(("", "x" * 5000, "\t\n", "😀", "-1", None))
        elif fault == 4:
            node.tag = other.tag
        else:
            inner = node
            for _ in range(rng.choice((3, 60))):
                inner = etree.SubElement(inner, node.tag)
    return etree.tostring(root)


def _broken_bytes(data: bytes, rng: random.Random, others: tuple[bytes, ...] = ()) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 12))):
        at = rng.randrange(max(1, len(out)))
        fault = rng.randrange(8)
        if fault == 0:
            out[at : at + 1] = bytes([rng.randrange(256)])
        elif fault == 1:
            del out[at : at + rng.choice((1, 4, 64, 1000))]
        elif fault == 2:
            out[at:at] = rng.choice(TOKENS)
        elif fault == 3:
            piece = out[at : at + rng.choice((8, 100, 2000))]
            out[at:at] = piece * rng.choice((1, 2, 20))
        elif fault == 4:
            out[at : at + 4] = struct.pack(rng.choice("<>") + "I", rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, len(out))))
        elif fault == 5 and others:
            other = rng.choice(others)
            start = rng.randrange(max(1, len(other)))
            out[at:at] = other[start : start + rng.choice((16, 300, 3000))]
        elif fault == 6:
            out[at : at + len(token)] = (token := rng.choice(TOKENS))
        else:
            del out[at : len(out) if rng.random() < 0.2 else at + 2]
        if len(out) > LARGEST:
            del out[LARGEST:]
    return bytes(out)


# --- the worker ---


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
    rng, seen = random.Random(seed), Counter()
    while time.monotonic() < end:
        try:
            data = broken(rng.choice(files), files, rng)
        except (ValueError, SyntaxError, MemoryError):  # a fault that cannot be made: a name that XML does not allow
            continue
        hand.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, LIMITS.cpu_seconds)
        try:
            read("x", data)
            seen["read"] += 1
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
        if sum(seen.values()) % 50 == 0:
            report.write_text(repr(dict(seen)))
    report.write_text(repr(dict(seen)))


def _sandboxed(data: bytes) -> str | None:
    """The code that the file costs in the sandbox."""
    reading = parse("x", data, today=date(2026, 11, 24))
    return reading.error.code if reading.error else "read"


def fuzzed(kind: str, files: list[bytes], seconds: float, seed: int, keep: Path) -> tuple[Counter[str], _Deadly]:
    """One format for so long: what came of the files, and those of which a worker died, with how."""
    import ast

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
        found, died = fuzzed(kind, files, options.minutes * 60, options.seed, options.keep)
        deadly += [(kind, how, data) for how, data in died]
        plain = {name: count for name, count in found.items() if " at " not in name}
        said = ", ".join(f"{name} {count}" for name, count in sorted(plain.items()))
        print(f"{kind:5} {sum(found.values()):8} files: {said}", flush=True)
        for name, count in found.items():
            if " at " in name:
                faults += 1
                print(f"      FAULT {name} ({count} times)", flush=True)
    # a library that aborts costs one code in the sandbox: which one is told. Asked last: a pool of readers has threads,
    # and no process is forked after them
    codes = Counter((kind, how, _sandboxed(data)) for kind, how, data in deadly)
    for (kind, how, code), count in codes.items():
        print(f"{kind:5} {how} of the library, {code} in the sandbox ({count} times)")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
