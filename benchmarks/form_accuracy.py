"""Form accuracy: a folder of filled forms with its truth.json, scored field by field and layout by layout.

    python benchmarks/form_accuracy.py FOLDER [--today 2026-11-24] [--show] [--json OUT]

right      the value is the truth, or one of its alternatives
flagged    another value, or none, but the field is in `to_review`
missed     no value and not in `to_review` (it may be in `missing`)
SILENT     a wrong value that nobody is told to look at; must be zero
unflagged  the value is right, but the truth wants a person to look
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from parsers.errors import Unreadable
from parsers.reading import as_json

LISTS = {"job.activities", "job.skills", "job.special_requirements"}
TYPED = {
    "company.siret",
    "company.phone",
    "company.email",
    "job.openings",
    "job.start_date",
    "conditions.contract_type",
    "conditions.contract_duration",
    "conditions.weekly_hours",
    "conditions.gross_salary",
}


def fold(text):
    bare = unicodedata.normalize("NFKD", str(text).replace("œ", "oe").replace("’", "'"))
    bare = "".join(c for c in bare if not unicodedata.combining(c)).lower()
    return re.sub(r"[\s,;.–—-]+", " ", bare).strip()


def same(path, got, want, ocr):
    if want in (None, [], ()) or got in (None, [], ()):
        return want in (None, [], ()) and got in (None, [], ())
    if path in TYPED:
        if isinstance(want, dict):
            return all(_number(got.get(k)) == _number(want.get(k)) for k in want)
        return _number(got) == _number(want)
    if path in LISTS:
        want = [want] if isinstance(want, str) else list(want)
        return len(got) == len(want) and all(_near(a, b, ocr) for a, b in zip(got, want, strict=True))
    return _near(got, want, ocr)


def _number(value):
    return float(value) if isinstance(value, int | float) else value


def _near(got, want, ocr):
    if fold(got) == fold(want):
        return True
    if not ocr:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(fold(got), fold(want)) >= 93


def reading(path, today):
    """What the product makes of a file; a mail is opened as `liaison parse` opens it."""
    from parsers.formats import read
    from parsers.parse import parse_document

    data = path.read_bytes()
    if path.suffix in {".eml", ".msg"}:
        from service.reading import of_mail

        return of_mail(data, today)
    return parse_document(read(path.name, data), today=today)


def paths_of(need):
    return [f"{part}.{name}" for part in ("company", "job", "conditions") for name in need[part]]


def value_of(need, path):
    part, name = path.split(".")
    return need[part].get(name)


def judge(need, truth, ocr):
    """(path, status, got, want) for each field."""
    alt = truth.get("alt", {})
    for path in paths_of(need):
        got, want = value_of(need, path), value_of(truth, path)
        right = any(same(path, got, each, ocr) for each in [want, *alt.get(path, [])])
        review = path in need["to_review"]
        if right and path in truth.get("expect_review", []) and not review and got not in (None, []):
            yield path, "unflagged", got, want
        elif right:
            yield path, "right", got, want
        elif review:
            yield path, "flagged", got, want
        elif got in (None, []):
            yield path, "missed", got, want
        else:
            yield path, "SILENT", got, want


def leaks(need, labels):
    """Labels printed on the form that stand inside a value."""
    long = [fold(label) for label in labels if len(label) > 9 and " " in label]
    for path in paths_of(need):
        values = value_of(need, path)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and any(label in fold(value) for label in long):
                yield path, value


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 24))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    truth = json.loads((options.folder / "truth.json").read_text("utf-8"))
    table, confident, spent = {}, Counter(), []
    for case in truth["cases"]:
        if options.only not in case["file"]:
            continue
        tally = table.setdefault(case["family"], Counter())
        _case(case, options, tally, confident, spent)
    _print(table, confident, spent)


def _case(case, options, tally, confident, spent):
    try:
        begun = time.perf_counter()
        found = reading(options.folder / case["file"], options.today)
        spent.append(time.perf_counter() - begun)
    except Unreadable as fault:
        codes = case.get("expect_error")
        tally["kind ok" if codes and fault.code in codes else "kind WRONG"] += 1
        if not codes:
            print(f"?? {case['file']}: {fault.code} {fault}")
            tally["missed"] += sum(len(paths_of(need)) for need in case.get("needs", []))
        return
    kinds = {case["kind"], *case.get("kind_alt", [])}
    right_kind = found.kind in kinds or "any" in kinds
    tally["kind ok" if right_kind else "kind WRONG"] += 1
    if not right_kind:
        print(f"!! {case['file']}: kind {found.kind}, should be {case['kind']}")
    if case.get("expect_blank") and found.needs:
        tally["kind WRONG"] += 1
        print(f"!! {case['file']}: blank, but {len(found.needs)} needs")
    wanted = case.get("needs") or []
    if len(found.needs) != len(wanted):
        tally["needs WRONG"] += 1
        print(f"!! {case['file']}: {len(found.needs)} needs, should be {len(wanted)}")
    for need, want in zip([as_json(need) for need in found.needs], wanted, strict=False):
        _need(case, need, want, options, tally, confident)
    for want in wanted[len(found.needs) :]:
        tally["missed"] += len(paths_of(want))


def _need(case, need, want, options, tally, confident):
    for path, status, got, expected in judge(need, want, case.get("ocr", False)):
        tally[status] += 1
        seen = need["fields"].get(path)
        if seen and seen["confidence"] >= 0.9 and got not in (None, []):
            confident["right" if status == "right" else "wrong"] += 1
        if status != "right" and (options.show or status in {"SILENT", "unflagged"}):
            print(f"   {status:9} {case['file']} {path}: {got!r} should be {expected!r}; raw {seen and seen['raw']!r}")
    for path in want.get("expect_missing", []):
        if path not in need["missing"] and path not in need["to_review"]:
            tally["missing not told"] += 1
            print(f"   not told  {case['file']} {path} blank, not in missing")
    for path, value in leaks(need, case.get("labels", [])):
        tally["leaks"] += 1
        print(f"   leak      {case['file']} {path}: {value!r}")


def _print(table, confident, spent):
    heads = ["right", "flagged", "missed", "SILENT", "unflagged", "leaks", "kind ok", "kind WRONG", "needs WRONG"]
    print(f"\n{'layout':34} {'fields':>6} {'right %':>8} " + " ".join(f"{head:>9}" for head in heads))
    total = Counter()
    for name, tally in table.items():
        total.update(tally)
        _row(name, tally, heads)
    _row("all", total, heads)
    sure = confident["right"] + confident["wrong"]
    print(
        f"confidence >= 0.9: {confident['right']} right of {sure}"
        + (f" ({confident['right'] / sure:.2%})" if sure else "")
    )
    if spent:
        print(f"median {sorted(spent)[len(spent) // 2] * 1000:.1f} ms a document, reading and understanding")


def _row(name, tally, heads):
    fields = sum(tally[head] for head in ("right", "flagged", "missed", "SILENT", "unflagged"))
    share = f"{100 * tally['right'] / fields:.1f}" if fields else "-"
    print(f"{name:34} {fields:6} {share:>8} " + " ".join(f"{tally[head]:9}" for head in heads))


if __name__ == "__main__":
    main()
