"""Papers: what correspondents do with documents: fill the Word form, fill the PDF form, write a CV, list their lots."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def filled_word(form: bytes, values: Mapping[str, str]) -> bytes:
    """The Word form with its content controls filled, as Word itself writes them."""
    import docx
    from docx.oxml import OxmlElement

    document = docx.Document(io.BytesIO(form))
    for control in document.element.body.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        value = values.get(tag.get(f"{W}val")) if tag is not None else None
        if value is None:
            continue
        for placeholder in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
            placeholder.getparent().remove(placeholder)
        _write(control.find(f"{W}sdtContent"), value, OxmlElement)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(content: Any, value: str, element: Any) -> None:
    """Replace the text of the first run; further lines follow as breaks."""
    runs = list(content.iter(f"{W}r"))
    for run in runs[1:]:
        run.getparent().remove(run)
    for child in list(runs[0]):
        if child.tag != f"{W}rPr":
            runs[0].remove(child)
    for index, line in enumerate(value.split("\n")):
        if index:
            runs[0].append(element("w:br"))
        text = element("w:t")
        text.text = line
        runs[0].append(text)


def filled_pdf(form: bytes, values: Mapping[str, str]) -> bytes:
    """The PDF form with its fields filled."""
    import pikepdf
    from pikepdf.form import Form, TextField

    with pikepdf.open(io.BytesIO(form)) as pdf:
        fields = Form(pdf)
        for name, value in values.items():
            field = fields[name]
            if isinstance(field, TextField):
                field.value = value
            else:
                field._field.obj.V = pikepdf.String(value)  # noqa: SLF001  (an editable list takes any words)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def curriculum(name: str, phone: str, email: str, place: str) -> bytes:
    """A short CV, as Word."""
    import docx

    document = docx.Document()
    document.add_heading(name, level=0)
    document.add_paragraph(f"{place}\nTél. {phone}\n{email}")
    document.add_heading("Expérience", level=1)
    document.add_paragraph("2025 : manœuvre, chantier d'insertion, 6 mois")
    document.add_heading("Formation", level=1)
    document.add_paragraph("CAP maçon, lycée professionnel, 2024")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lots_sheet(lots: tuple[tuple[Any, ...], ...]) -> bytes:
    """The facilitator's table of lots, as a workbook."""
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("Attributaires")
    heading = (
        "Lot",
        "Intitulé",
        "Entreprise",
        "SIRET",
        "Adresse",
        "Contact",
        "Téléphone",
        "Courriel",
        "Heures d'insertion",
    )
    for column, word in enumerate(heading):
        sheet.write(0, column, word)
    for row, lot in enumerate(lots, start=1):
        for column, value in enumerate(lot):
            sheet.write(row, column, value)
    workbook.close()
    return out.getvalue()
