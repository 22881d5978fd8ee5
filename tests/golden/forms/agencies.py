"""Forms as agencies that never met would print them, written by hand: labels, questions, tables, mails, advertisements.

    python tests/golden/forms/agencies.py FOLDER

writes them with their truth, to be scored by benchmarks/form_accuracy.py.
"""

import json
import sys
from pathlib import Path

import docx
from docx.shared import RGBColor

sys.path.insert(0, str(Path(__file__).resolve().parent))

from agency_hints import CASES as HINTS
from agency_lines import CASES as LINES
from agency_more import CASES as MORE
from agency_others import CASES as OTHERS
from agency_tables import CASES as TABLES


def write_word(path, text):
    """A Word file of the markup of agency_cases.py."""
    document, rows = docx.Document(), []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            rows.append([cell.strip().replace("\\n", "\n") for cell in line[1:].split("|")])
            continue
        if rows:
            _write_table(document, rows)
            rows = []
        if line.startswith("# "):
            document.add_heading(line[2:], 1)
        elif line.startswith("**"):
            document.add_paragraph().add_run(line[2:]).bold = True
        elif line.strip():
            _put(document.add_paragraph(), line)
    document.save(path)


def _write_table(document, rows):
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            for place, part in enumerate(text.split("\n")):
                _put(cell.add_paragraph() if place else cell.paragraphs[0], part)
        if len(row) == 1 and width > 1:
            table.cell(number, 0).merge(table.cell(number, width - 1))


def _put(paragraph, text):
    """A paragraph's text; what stands between tildes in grey italics."""
    for place, part in enumerate(text.split("~")):
        if part:
            run = paragraph.add_run(part)
            if place % 2:
                run.italic, run.font.color.rgb = True, RGBColor(0x80, 0x80, 0x80)


def main(folder):
    """Write the folder and its truth.json."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = [*TABLES, *LINES, *MORE, *OTHERS, *HINTS]
    for truth, text in cases:
        path = folder / truth["file"]
        if path.suffix == ".docx":
            write_word(path, text)
        else:
            path.write_text(text + "\n", "utf-8")
    found = {"version": 1, "cases": [truth for truth, _ in cases]}
    (folder / "truth.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(cases)} documents in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
