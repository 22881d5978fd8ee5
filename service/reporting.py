"""Reporting: a report or review that is asked for in the shell: its documents, or the rows behind its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service import rounds
from service.domain import companies, due, informing, reports, years
from service.domain.facts import Keys
from service.domain.figures import ReportFigures, YearFigures
from service.domain.tallies import Tally
from service.store import views

if TYPE_CHECKING:
    from service.app import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A report that was asked for."""

    figures: ReportFigures | YearFigures
    tallies: Callable[[], Sequence[Tally]]
    institution: str
    templates: Path | None
    stem: str

    def traced(self) -> list[dict[str, Any]]:
        """Each figure, and the rows of the export that it is made of."""
        return [
            {
                "figure": tally.name,
                "value": tally.value,
                "rows": [{"noun": row.noun, "id": row.id, "amount": row.amount} for row in tally.rows],
            }
            for tally in self.tallies()
        ]

    def write(self, folder: Path) -> list[Path]:
        """The documents, as Word, PDF and sheet."""
        from service import documents

        folder.mkdir(parents=True, exist_ok=True)
        figures, institution, overrides = self.figures, self.institution, self.templates
        if isinstance(figures, ReportFigures):
            made = {
                "docx": documents.report_docx(figures, institution, overrides),
                "pdf": documents.report_pdf(figures, institution, overrides),
                "xlsx": documents.report_xlsx(figures, overrides),
            }
        else:
            made = {
                "docx": documents.year_docx(figures, institution, overrides),
                "pdf": documents.year_pdf(figures, institution, overrides),
                "xlsx": documents.year_xlsx(figures, overrides),
            }
        written = []
        for suffix, data in made.items():
            path = folder / f"{self.stem}.{suffix}"
            path.write_bytes(data)
            written.append(path)
        return written


def of_market(app: App, word: str, now: datetime, at: datetime | None) -> Asked | None:
    """The progress report of a market, now or as it stood `at`; None for one that is unknown, or was not there yet."""
    with app.store.transaction() as connection:
        wanted, known = companies.folded(word), views.open_markets(connection, closed_too=True)
        found = next((m.id for m in known if wanted in {companies.folded(m.reference), m.id}), None)
    if found is None:
        return None
    today = app.facts(rounds.figures_of(found))
    facts = today if at is None else app.past(today, at)
    if found not in facts.markets:
        return None
    market, then = facts.markets[found], at or now
    day = due.local_day(then, app.office.zone)
    earlier = rounds.facts_before(app, today, found, day, then)
    return Asked(
        figures=informing.report_figures(market, facts, then, earlier),
        tallies=lambda: reports.traced(market, facts, then),
        institution=app.office.institution,
        templates=app.settings.service.templates,
        stem="avancement-" + "".join(c if c.isalnum() else "-" for c in market.reference or market.id),
    )


def of_year(apps: Sequence[App], year: int, now: datetime, at: datetime | None) -> Asked:
    """The review of a year for one referent, or for several together."""
    worlds = [app.facts(Keys(everything_open=True, figures_only=True)) for app in apps]
    if at is not None:
        worlds = [app.past(world, at) for app, world in zip(apps, worlds, strict=True)]
    first = apps[0]
    names = [app.office.referent.name for app in apps]
    on = due.local_day(at or now, first.office.zone)
    return Asked(
        figures=years.figures(year, worlds, on, of=", ".join(names)),
        tallies=lambda: years.traced(year, worlds),
        institution=first.office.institution,
        templates=first.settings.service.templates,
        stem=f"bilan-{year}",
    )


def traced_line(tally: dict[str, Any]) -> str:
    """A figure and its rows, for a person."""
    value = "non communiqué" if tally["value"] is None and not tally["rows"] else tally["value"]
    rows = ", ".join(
        f"{row['noun']} {row['id']}" + (f" ({row['amount']:g})" if row["amount"] != 1 else "") for row in tally["rows"]
    )
    return f"{tally['figure']} = {value}" + (f" : {rows}" if rows else "")
