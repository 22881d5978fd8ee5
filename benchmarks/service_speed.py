"""How long the report of a large market and the digest of many open cases take, against the reading of the rows alone.

python benchmarks/service_speed.py
"""

from __future__ import annotations

import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service import rendering
from service.app import open_app
from service.domain import informing, records, reports
from service.domain.facts import Keys
from service.settings import load
from service.store import write

NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)
CONFIG = """
[referent]
name = "Claire Morel"
email = "claire@agence.example"
institution = "Agence"
[[mailbox]]
address = "clauses@agence.example"
maildir = "in"
outbox = "out"
"""


def seconds(work):
    began = time.perf_counter()
    value = work()
    return time.perf_counter() - began, value


def world(app, companies, needs, referrals):
    """One market, so many companies, needs and referrals."""
    rows = [records.Market(id="m", reference="M-1", title="Grand marché", received_at=NOW)]
    rows.append(records.Partner(id="p", name="Mission locale", kind="mission_locale", email="ml@x.example"))
    for i in range(companies):
        rows.append(records.Company(id=f"c{i}", name=f"Entreprise {i}"))
        rows.append(
            records.Award(
                id=f"a{i}",
                market_id="m",
                company_id=f"c{i}",
                lot=str(i),
                insertion_hours=300,
                form_reference=f"F-{i}",
                state="returned",
                since=NOW,
            )
        )
    for i in range(needs):
        month = f"2026-{i % 6 + 7:02d}-01"
        offer = {"contract_type": "CDD", "contract_duration": "P3M", "weekly_hours": 35.0,
                 "workplace": f"{i % 95 + 1:02d}000 Ville"}  # fmt: skip
        job = {"openings": 2, "title": "Maçon", "start_date": month}
        reading = {"job": job, "company": {}, "conditions": offer, "to_review": []}
        rows.append(
            records.Need(
                id=f"n{i}",
                reference=f"B-{i:05d}",
                number=i,
                company_id=f"c{i % companies}",
                market_id="m",
                award_id=f"a{i % companies}",
                title="Maçon",
                state="diffused" if i % 2 else "to_validate",
                reading=reading,
                since=NOW - timedelta(days=i % 30),
                received_at=NOW - timedelta(days=30),
            )
        )
    states = ("to_present", "presented", "rejected", "hired", "interview")
    for i in range(referrals):
        rows.append(records.Candidate(id=f"k{i}", last_name=f"Nom{i}", first_name="Ana", received_at=NOW))
        rows.append(
            records.Referral(
                id=f"r{i}",
                need_id=f"n{i % needs}",
                partner_id="p",
                candidate_id=f"k{i}",
                number=i,
                state=states[i % 5],
                since=NOW,
                received_at=NOW,
                presented_at=NOW,
                rank=i,
            )
        )
    with app.store.transaction() as connection:
        write.save(connection, rows)


def opened(folder):
    folder.mkdir()
    (folder / "liaison.toml").write_text(CONFIG)
    return open_app(load(folder / "liaison.toml"), now=lambda: NOW)


def main():
    with tempfile.TemporaryDirectory() as name:
        app = opened(Path(name) / "report")
        world(app, 200, 500, 5_000)
        read, facts = seconds(lambda: app.facts(Keys(market_ids=frozenset({"m"}), figures_only=True)))
        made, figures = seconds(lambda: reports.figures(facts.markets["m"], facts, NOW))
        from service.documents import report_docx, report_pdf, report_xlsx

        docx, _ = seconds(lambda: report_docx(figures, "Agence"))
        pdf, _ = seconds(lambda: report_pdf(figures, "Agence"))
        xlsx, _ = seconds(lambda: report_xlsx(figures))
        total = read + made + docx + pdf + xlsx
        print("report of 200 companies, 500 needs, 5,000 referrals")
        print(f"  rows {read:.2f} s, figures {made:.2f} s, Word {docx:.2f} s, PDF {pdf:.2f} s, sheet {xlsx:.2f} s")
        print(f"  all {total:.2f} s, {total / read:.1f} times the reading of the rows")
        app.close()
        app = opened(Path(name) / "digest")
        world(app, 500, 10_000, 2_000)
        read, facts = seconds(lambda: app.facts(Keys(everything_open=True)))
        made, letter = seconds(lambda: informing.digest_letter(facts, NOW.date(), NOW - timedelta(days=1), NOW, NOW))
        shown, _ = seconds(lambda: rendering.render(letter))
        print(f"digest of 10,000 open cases: rows {read:.2f} s, lines {made:.2f} s, mail {shown:.2f} s")
        app.close()
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
