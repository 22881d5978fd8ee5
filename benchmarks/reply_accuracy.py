"""How well replies and notifications are understood: precision and recall over folders of cases (TOML)."""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from parsers.document import Document, Line
from parsers.forms.facilitator_notification import read_notification
from parsers.language.folding import fold
from parsers.reading import CandidateReading, Reading, as_json
from parsers.replies import candidates, decisions, orders
from parsers.statements import NeedRef

PRESENTED = ["VASSEUR Laurent", "HADDAD Sonia", "OZTURK Mehmet"]
NEEDS = [NeedRef(ref=ref, title=None) for ref in ("B-0007", "B-0012", "B-0013", "B-0042")]


class Score:
    """Counts of right, wrong and missed by kind, and what was wrong, to read."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.notes: list[str] = []

    def compare(self, kind: str, case: str, got: set[Any], want: set[Any]) -> None:
        """Count a set of things understood against the set that was meant."""
        self.right[kind] += len(got & want)
        self.wrong[kind] += len(got - want)
        self.missed[kind] += len(want - got)
        if got != want:
            self.notes.append(
                f"{case}: {kind}: too much {sorted(got - want, key=str)}, missing {sorted(want - got, key=str)}"
            )

    def table(self) -> str:
        """One line a kind."""
        rows = []
        for kind in sorted({*self.right, *self.wrong, *self.missed}):
            right, wrong, missed = self.right[kind], self.wrong[kind], self.missed[kind]
            precision = right / (right + wrong) if right + wrong else 1.0
            recall = right / (right + missed) if right + missed else 1.0
            rows.append(
                f"{kind:22} right {right:4} wrong {wrong:3} missed {missed:3}"
                f"  precision {precision:6.1%}  recall {recall:6.1%}"
            )
        return "\n".join(rows)


def partner(case: dict[str, Any], score: Score) -> None:
    """One partner's reply."""
    needs = [
        NeedRef(ref=one.split("|")[0], title=one.split("|")[1]) for one in case.get("needs", ["B-0042|Maçon (H/F)"])
    ]
    documents = [
        (one["file"], Reading(kind="candidate_document", candidates=(CandidateReading(
            last_name=one.get("last"), first_name=one.get("first"), phone=one.get("phone"), email=one.get("email"),
            postcode=one.get("postcode"), criteria=tuple(one.get("criteria", []))),)))
        for one in case.get("documents", [])
    ]  # fmt: skip
    got = candidates.read(
        case["text"], documents=documents, needs=needs, need=needs[0] if not case.get("no_thread") else None,
        today=date.fromisoformat(case.get("today", "2026-06-10")), signature=case.get("signature", ""),
        sender=case.get("sender", ""),
    )  # fmt: skip
    name = case["name"]
    want = case.get("candidates", [])
    score.compare(
        "candidates",
        name,
        {same(f"{c.last_name} {c.first_name}") for c in got.candidates},
        {same(f"{c['last']} {c.get('first')}") for c in want},
    )
    mine = {
        same(f"{c.last_name} {c.first_name}"): (c, ref) for c, ref in zip(got.candidates, got.for_needs, strict=True)
    }
    for one in want:
        found, ref = mine.get(same(f"{one['last']} {one.get('first')}"), (None, None))
        if found is None:
            continue
        score.compare("criteria", name, set(found.criteria), set(one.get("criteria", [])))
        for field in ("phone", "email", "postcode"):
            score.compare("candidate facts", name, {getattr(found, field)} - {None}, {one.get(field)} - {None})
        score.compare("documents", name, set(found.documents), set(one.get("documents", [])))
        score.compare("for needs", name, {ref or needs[0].ref}, {one.get("need", needs[0].ref)})
        score.compare("name order", name, {(found.last_name or "").lower()}, {one["last"].lower()})
    score.compare(
        "withdrawn", name, {same(one) for one in got.withdrawn}, {same(one) for one in case.get("withdrawn", [])}
    )
    score.compare("no_candidate", name, {got.no_candidate} - {False}, {case.get("no_candidate", False)} - {False})
    score.compare("question", name, {got.question is not None} - {False}, {case.get("question", False)} - {False})
    doubts(case, got.to_review, score, bool(want or case.get("question") or case.get("no_candidate")))


def company(case: dict[str, Any], score: Score) -> None:
    """One company's answer."""
    got = decisions.read(
        case["text"],
        presented=case.get("presented", PRESENTED),
        today=date.fromisoformat(case.get("today", "2026-06-22")),
    )
    want = [one.split("|") for one in case.get("decisions", [])]
    name = case["name"]
    score.compare(
        "decisions",
        name,
        {f"{same(d.candidate)} {d.state}" for d in got.decisions},
        {f"{same(w[0])} {w[1]}" for w in want},
    )
    mine = {same(d.candidate): d for d in got.decisions}
    for who, state, day, reason in want:
        found = mine.get(same(who))
        if found is None or found.state != state:
            continue
        score.compare("decision dates", name, {found.date} - {None}, {day or None} - {None})
        if reason:
            score.compare("reasons", name, {fold(found.reason or "")}, {fold(reason)})
    score.compare("question", name, {got.question is not None} - {False}, {case.get("question", False)} - {False})
    doubts(case, got.to_review, score, bool(want))


def order(case: dict[str, Any], score: Score) -> None:
    """One mail of the referent."""
    needs = [NeedRef(ref=ref, title=title) for ref, title in case["needs"].items()] if "needs" in case else NEEDS
    need = next((one for one in needs if one.ref == case.get("need")), None) if "needs" in case else NEEDS[1]
    today = case.get("today", date(2026, 6, 8))
    got = orders.read(case["text"], need=need, needs=needs, today=today, shown=case.get("shown", ""))
    want = case.get("commands", [])
    name = case["text"].replace("\n", " / ")
    mine = {_key(as_json(command)) for command in got.commands}
    theirs = {_key(one) for one in want}
    if any(one["action"] == "undo" and "target" not in one for one in want):
        mine = {key.replace("B-0012", "") if key.startswith("undo") else key for key in mine}
    score.compare("commands", name, mine, theirs)
    doubts(case, got.to_review, score, bool(want))


def _key(command: dict[str, Any]) -> str:
    changes = {path: _plain(value) for path, value in (command.get("changes") or {}).items()}
    told = [command["action"], command.get("target") or "", fold(command.get("reason") or "")]
    return " ".join([*told, str(sorted(changes.items())), str(command.get("candidates") or [])])


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted(
            (key, float(one) if isinstance(one, int | float) else one) for key, one in value.items() if one is not None
        )
    return float(value) if isinstance(value, int | float) else value


def notification(case: dict[str, Any], score: Score) -> None:
    """One notification: every field of every market."""
    documents = [
        Document(
            type="txt", blocks=tuple(Line(text=line, place=f"ligne {n}") for n, line in enumerate(text.split("\n"), 1))
        )
        for text in case["documents"]
    ]
    got = read_notification(
        documents,
        sender=tuple(case.get("sender", ["", ""])),
        signature=case.get("signature", ""),
        subject=case.get("subject", ""),
        today=date.fromisoformat(case.get("today", "2026-06-10")),
    )
    flat_got = {path: value for index, market in enumerate(got) for path, value in flat(as_json(market), f"{index}")}
    flat_want = {
        path: value for index, market in enumerate(case["markets"]) for path, value in flat(market, f"{index}")
    }
    ignored = (
        {"missing", "to_review", "publics", "facilitator", "worksites"}
        - set(case.get("also", []))
        - {key for market in case["markets"] for key in market}
    )
    kept = {
        path: value
        for path, value in flat_got.items()
        if not any(f".{part}" in f".{path}." and path.split(".")[1].split("[")[0] == part for part in ignored)
    }
    score.compare(
        "market fields", case["name"], {f"{p}={v}" for p, v in kept.items()}, {f"{p}={v}" for p, v in flat_want.items()}
    )


def flat(value: Any, path: str) -> list[tuple[str, str]]:
    """The leaves of a record, by path, folded for comparison; what is unknown is no leaf."""
    if isinstance(value, dict):
        return [leaf for key, one in value.items() for leaf in flat(one, f"{path}.{key}")]
    if isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            return [(path, ",".join(sorted(value)))] if value else []
        return [leaf for index, one in enumerate(value) for leaf in flat(one, f"{path}[{index}]")]
    if value is None:
        return []
    if isinstance(value, int | float):
        return [(path, str(float(value)))]
    return [(path, " ".join(fold(str(value)).replace(",", " ").replace(" - ", " ").split()))]


def doubts(case: dict[str, Any], to_review: Any, score: Score, understood: bool) -> None:
    """A doubt where one was due; and doubts raised without need, counted apart."""
    if case.get("doubt"):
        score.compare("doubts due", case.get("name", case["text"]), {bool(to_review)} - {False}, {True})
    elif to_review and understood:
        score.wrong["doubts needless"] += 1
        score.notes.append(f"{case.get('name', case['text'])}: needless doubt {[(d.what, d.why) for d in to_review]}")


def same(name: str) -> str:
    """A name without case, accents and order."""
    return " ".join(sorted(fold(name).replace("-", " ").split()))


READERS = {"partners": partner, "companies": company, "orders": order, "notifications": notification}


def main() -> None:
    """Print the scores of every case file of the folders."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="+", type=Path)
    arguments.add_argument("--only", default="", help="files whose name holds this")
    arguments.add_argument("--quiet", action="store_true", help="figures alone")
    given = arguments.parse_args()
    for folder in given.folder:
        for path in sorted(folder.glob("*.toml")):
            if given.only not in path.name:
                continue
            cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
            reader, score = next(read for kind, read in READERS.items() if path.stem.startswith(kind)), Score()
            for case in cases:
                reader(case, score)
            print(f"\n== {path.name}: {len(cases)} cases")
            print(score.table())
            if not given.quiet:
                print("\n".join(f"   {note}" for note in score.notes))


if __name__ == "__main__":
    main()
