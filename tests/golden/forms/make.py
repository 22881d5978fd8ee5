"""Forms to measure on: invented companies and needs, written into layouts that the engine was not designed on, with their truth.

    python tests/golden/forms/make.py FOLDER [--seed 7] [--each 3] [--scans] [--office]

--office also converts Word files to odt, doc, rtf and pdf with LibreOffice; --scans adds layouts that live on paper, and every PDF page as scanners, fax machines and telephones give it.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
from pathlib import Path

import paper
from invented import blank_need, make_need
from mail_layouts import html_table, mail_beside, mail_inline, mail_top, text_under
from other_papers import others
from pdf_layouts import compile_typst, pdf_boxed, pdf_colons, pdf_gaps, pdf_leaders, pdf_ruled, pdf_widgets
from sheet_layouts import csv_rows, sheet_columns, sheet_rows, sheet_typed
from word_layouts import word_boxes, word_four, word_hints, word_leaders, word_sheet, word_two_jobs, word_under
from wordings import FIELDS, LABELS, LISTS, PARTS, SECTIONS, rows


def case(file, family, needs, labels, **more):
    """The truth of one file."""

    def one(need):
        truth = {
            part: {
                path.split(".")[1]: need.truth.get(path) if path not in LISTS else need.truth.get(path) or []
                for path in FIELDS
                if path.startswith(part)
            }
            for part in PARTS
        }
        return {**truth, "expect_review": sorted(set(need.review)), "expect_missing": need.missing, "alt": need.alt}

    return {
        "file": file,
        "family": family,
        "kind": "liaison_form",
        "needs": [one(need) for need in needs],
        "labels": [label for label in LABELS[labels] if label],
        **more,
    }


SINGLE = {
    "word three columns with hints": (word_hints, "docx", ["officiel", "questions", "mairie"]),
    "word label|value twice a row": (word_four, "docx", ["chantier", "combine", "officiel"]),
    "word dotted leaders": (word_leaders, "docx", ["interim", "mairie", "combine"]),
    "word answer under bold label": (word_under, "docx", ["questions", "chantier", "officiel"]),
    "word boxes, tutor and buyer": (word_boxes, "docx", ["officiel", "interim", "chantier"]),
    "word own job sheet": (word_sheet, "docx", ["chantier", "mairie", "combine"]),
    "sheet with typed cells": (sheet_typed, "xlsx", ["officiel", "chantier", "mairie"]),
    "pdf ruled table": (pdf_ruled, "pdf", ["officiel", "combine", "interim"]),
    "pdf label : value": (pdf_colons, "pdf", ["questions", "mairie", "chantier"]),
    "pdf dotted leaders": (pdf_leaders, "pdf", ["officiel", "interim", "combine"]),
    "pdf label above a frame": (pdf_boxed, "pdf", ["mairie", "officiel", "chantier"]),
    "pdf columns by gaps": (pdf_gaps, "pdf", ["interim", "chantier", "questions"]),
    "pdf fields Texte1…": (pdf_widgets, "pdf", ["officiel", "combine", "questions"]),
    "html table": (html_table, "html", ["officiel", "questions", "combine"]),
    "mail answers above quoted form": (mail_top, "eml", ["officiel", "mairie", "combine"]),
    "mail answers under quoted labels": (mail_inline, "eml", ["officiel", "questions", "chantier"]),
    "mail answers beside quoted labels": (mail_beside, "eml", ["interim", "mairie", "officiel"]),
    "text answer under label": (text_under, "txt", ["officiel", "chantier", "questions"]),
}
MULTI = {
    "word two blocks": (word_two_jobs, "docx", ["officiel", "mairie"]),
    "sheet one column a job": (sheet_columns, "xlsx", ["chantier", "combine"]),
    "sheet one row a job": (sheet_rows, "xlsx", ["officiel", "interim"]),
    "csv one row a job": (csv_rows, "csv", ["mairie", "officiel"]),
}


def main():
    """Write the folder and its truth.json."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--scans", action="store_true")
    parser.add_argument("--office", action="store_true")
    options = parser.parse_args()
    folder, rng = options.folder, random.Random(options.seed)
    folder.mkdir(parents=True, exist_ok=True)
    cases = others(folder)
    for family, (write, ending, label_sets) in SINGLE.items():
        for number in range(options.each):
            labels, need = label_sets[number % len(label_sets)], make_need(rng)
            name = f"{write.__name__}_{number}.{ending}"
            if write is word_boxes and need.truth["conditions.contract_type"] == "APP":
                need.text["conditions.contract_duration"] = need.text["conditions.contract_duration"]
            write(folder / name, labels, need)
            cases.append(case(name, family, [need], labels))
        name = f"{write.__name__}_blank.{ending}"
        write(folder / name, label_sets[0], blank_need())
        # a quoted form that nobody filled in is our own letter come back with a mail, and no answer
        alt = {"kind_alt": ["unknown"]} if name.endswith(".eml") else {}
        cases.append({"file": name, "family": family, "kind": "liaison_form", "expect_blank": True, **alt})
    for family, (write, ending, label_sets) in MULTI.items():
        for number in range(options.each):
            first = make_need(rng)
            needs = [first, *(make_need(rng, base=first) for _ in range(1 + number % 2))]
            labels = label_sets[number % len(label_sets)]
            name = f"{write.__name__}_{number}.{ending}"
            write(folder / name, labels, needs)
            for need in needs[1:]:
                need.missing = [path for path in first.missing if path.startswith("company.")]
            cases.append(case(name, family, needs, labels))
    if options.office:
        cases += converted(folder, cases)
    if options.scans:
        cases += papers(folder, options, rng)
        cases += scanned(folder, cases, options)
    (folder / "truth.json").write_text(
        json.dumps({"version": 1, "cases": cases}, ensure_ascii=False, indent=1), "utf-8"
    )
    print(f"{len(cases)} documents in {folder}")


def converted(folder, cases):
    """Word files as LibreOffice writes them in other formats."""
    out = []
    words = [each for each in cases if each["file"].endswith(".docx") and each.get("needs")]
    with tempfile.TemporaryDirectory() as profile:
        for ending in ("odt", "doc", "rtf", "pdf"):
            target = folder / ending
            chosen = words[::2] if ending != "pdf" else words[1::2]
            command = [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                ending,
                "--outdir",
                str(target),
                *(str(folder / each["file"]) for each in chosen),
            ]
            subprocess.run(command, check=True, capture_output=True, timeout=600)
            out += [
                {**each, "file": f"{ending}/{Path(each['file']).stem}.{ending}", "family": f"LibreOffice {ending}"}
                for each in chosen
            ]
    return out


def scanned(folder, cases, options):
    """Every page of PDF through each machine that makes pictures of pages."""
    out = []
    for each in cases:
        if not each["file"].endswith(".pdf") or not each.get("needs") or "fields" in each["family"]:
            continue
        stem = each["file"].removesuffix(".pdf").replace("/", "_")
        for machine in paper.MACHINES:
            file = paper.printed(folder / each["file"], folder, stem, machine, options.seed)
            if file:
                out.append({**each, "file": file, "family": f"{machine} · {each['family']}", "ocr": True})
    return out


def papers(folder, options, rng):
    """PDF files of the layouts that live on paper."""
    out = []
    for family, (source, labels) in paper.LAYOUTS.items():
        for number in range(options.each):
            need = make_need(rng)
            parts = [(title, rows(labels, need, part)) for part, title in zip(PARTS, SECTIONS[labels], strict=True)]
            name = f"paper_{source.__name__}_{number}.pdf"
            compile_typst(source(parts), folder / name)
            out.append(case(name, f"pdf {family}", [need], labels))
    return out


if __name__ == "__main__":
    main()
