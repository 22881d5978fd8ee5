"""A simulated year: every number of every report and of the review equals an independent recount of the export."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from service import reporting
from service.domain import publics, reports
from service.domain.figures import ReportFigures, YearFigures
from service.export import export
from tests.simulation import recount, year

LOTS, MARKETS = 5, 4


@pytest.fixture(scope="module", params=[2026, 7])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[year.Year, Any]]:
    """The year, and what its export held at each look."""
    with year.opened(tmp_path_factory.mktemp("year"), request.param) as story:
        looks = [(at, export(story.app)) for at in year.play(story, markets=MARKETS, lots=LOTS)]
        yield story, looks


def asked(story: year.Year, reference: str, at: Any = None) -> reporting.Asked:
    """The report of a market, as the shell gives it."""
    found = reporting.of_market(story.app, reference, story.now, at)
    assert found is not None
    return found


def same_as_counted(figures: ReportFigures, tree: recount.Tree, reference: str) -> None:
    """Every number of one report."""
    counted = recount.lots(tree, reference)
    for lot, again in zip(figures.lots, counted, strict=True):
        for column, value in again.items():
            assert getattr(lot, column) == value, (reference, lot.lot, column)
    for column in counted[0]:
        summed = round(sum(again[column] or 0 for again in counted), 1)
        assert (getattr(figures.total, column) or 0) == summed, (reference, column)
    people = {r["candidate_id"] for r in recount.hired(tree, reference)}
    assert figures.beneficiaries == len(people)
    groups_are_true({kind: getattr(figures, kind) for kind in reports.KINDS}, recount.market_groups(tree, reference))
    told = {delay.step: (delay.days, delay.cases) for delay in figures.delays if delay.cases}
    assert told == recount.delays(tree, reference)


def groups_are_true(shown: dict[str, Any], counted: dict[str, dict[str, int]]) -> None:
    """What is shown is true, nothing small is shown, and a whole table is told where the whole is large enough."""
    for kind, groups in shown.items():
        again = counted.get(kind, {})
        for code, number in groups:
            assert number is None or number == again[code] >= 5, (kind, code)
        if groups:
            assert {code for code, _ in groups} == set(again), kind


@pytest.mark.slow
def test_the_year_was_worth_counting(played):
    """People of all kinds were hired, refused, met."""
    tree = played[1][-1][1]
    states = [r["state"] for r in tree["referrals"]]

    assert states.count("hired") >= 20
    assert states.count("rejected") >= 10
    assert len([m for m in tree["outbox"] if m["kind"] == "progress_report"]) >= 5


@pytest.mark.slow
def test_every_number_of_every_report_equals_the_recount(played):
    """At the end of the year, market by market."""
    story, looks = played
    for market in range(1, MARKETS + 1):
        same_as_counted(asked(story, f"M-{market}").figures, looks[-1][1], f"M-{market}")


@pytest.mark.slow
def test_a_past_day_is_reported_as_it_was(played):
    """`--on` gives, at the end of the year, what was counted on that day."""
    story, looks = played
    for number, (at, tree) in enumerate(looks[:-1], start=1):
        for market in range(1, number + 1):
            same_as_counted(asked(story, f"M-{market}", at).figures, tree, f"M-{market}")


@pytest.mark.slow
def test_every_figure_can_be_traced_to_rows_of_the_export(played):
    """`--explain`: the rows are there, and add up to the figure."""
    story, looks = played
    tree = looks[-1][1]
    ids = {row["id"] for name in ("needs", "referrals", "placements", "candidates") for row in tree[name]}
    ids |= {award["id"] for market in tree["markets"] for award in market["awards"]}
    for market in range(1, MARKETS + 1):
        for tally in asked(story, f"M-{market}").traced():
            assert {row["id"] for row in tally["rows"]} <= ids
            if not tally["figure"].startswith("delays") and tally["value"] is not None:
                assert round(sum(row["amount"] for row in tally["rows"]), 1) == tally["value"], tally["figure"]


@pytest.mark.slow
def test_a_comparison_tells_what_the_earlier_report_told(played):
    """The totals of the last report are those that it had."""
    story, looks = played
    figures = asked(story, "M-1").figures
    last = next(one for one in figures.compared if one.kind == "last")
    with story.app.store.transaction() as connection:
        from service.store import views

        market = recount.market_of(looks[-1][1], "M-1")["id"]
        at = views.last_slot(connection, f"report:{market}", story.now.date().isoformat())
    assert last.total == asked(story, "M-1", at).figures.total


@pytest.mark.slow
def test_the_review_of_the_year_equals_the_recount(played):
    """Contracts, people, hours, groups."""
    story, looks = played
    tree = looks[-1][1]
    figures = reporting.of_year([story.app], 2026, story.now, None).figures
    assert isinstance(figures, YearFigures)
    starts = {p["referral_id"]: p["start_date"] for p in tree["placements"]}
    chosen = [r for r in tree["referrals"] if r["state"] == "hired" and starts[r["id"]].startswith("2026")]
    contracts = [p for p in tree["placements"] if p["referral_id"] in {r["id"] for r in chosen}]

    assert figures.totals.contracts == len(contracts)
    assert figures.totals.beneficiaries == len({r["candidate_id"] for r in chosen})
    assert figures.totals.hours_committed == round(sum(p["hours_committed"] or 0 for p in contracts), 1)
    worked = [d["hours"] for d in tree["declared_hours"] if d["month"].startswith("2026")]
    assert (
        figures.totals.hours_done == round(sum(worked), 1) == round(sum(p["hours_done"] for p in tree["placements"]), 1)
    )
    assert figures.totals.referred == sum(r["state"] != "duplicate" for r in tree["referrals"])
    groups_are_true({kind: getattr(figures, kind) for kind in publics.KINDS}, recount.groups(tree, chosen, []))


@pytest.mark.slow
def test_the_sheet_holds_the_same_numbers(played, tmp_path: Path):
    """What a reader adds up in the spreadsheet is the report."""
    story, looks = played
    sheet = next(path for path in asked(story, "M-2").write(tmp_path) if path.suffix == ".xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.read_bytes())).get_sheet_by_name("Lots").to_python()
    head, counted = rows[3], recount.lots(looks[-1][1], "M-2")
    columns = {"Heures : objectif": "hours_objective", "Heures engagées": "hours_committed", "Recrutements": "hired",
               "Heures réalisées": "hours_done", "Candidatures reçues": "referred", "Refusées": "rejected"}  # fmt: skip
    for label, column in columns.items():
        assert [row[head.index(label)] or 0 for row in rows[4:-1]] == [again[column] or 0 for again in counted], label
        assert round(rows[-1][head.index(label)], 1) == round(sum(again[column] or 0 for again in counted), 1)
