"""How the Word templates first came to be: run once (`python tests/first_word_templates.py`), from then on edited in Word."""

from __future__ import annotations

import tomllib
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "document"
BLUE, GREY = RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x56, 0x60, 0x6B)
PALE, LINE = "EAF1F8", "9DB2C6"


def blank(title: str, *, reference: bool = True) -> Document:
    """An A4 page in our look, with the institution and the reference above and the title below."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(22), Mm(14)
    section.header_distance, section.footer_distance = Mm(9), Mm(7)
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
    normal.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="fr-FR"/>'))
    normal.paragraph_format.space_after = Pt(2)
    for name, size, before, after in (("Heading 1", 17, 0, 0), ("Heading 2", 11.5, 7, 3), ("Heading 3", 10.5, 5, 2)):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = "Arial", Pt(size), True, BLUE
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{attribute}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    placeholder = styles.add_style("PlaceholderText", WD_STYLE_TYPE.CHARACTER)
    placeholder.font.color.rgb = RGBColor(0x6B, 0x76, 0x82)
    head = section.header.paragraphs[0]
    styles["Header"].paragraph_format.tab_stops.clear_all()
    head.paragraph_format.tab_stops.add_tab_stop(Mm(178), WD_TAB_ALIGNMENT.RIGHT)
    said(head, "{{ institution }} · Clauses sociales d'insertion", 9, GREY)
    if reference:
        said(head, "\tRéf. {{ reference }}", 12, BLUE, bold=True)
    under(head)
    foot = section.footer.paragraphs[0]
    said(foot, title, 8, GREY)
    return document


def said(paragraph, text, size=10.0, color=None, *, bold=False):
    """A run of text."""
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    if color is not None:
        run.font.color.rgb = color
    return run


def under(paragraph):
    """A blue line below the paragraph."""
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="3" w:color="1F4E79"/></w:pBdr>')
    )


def table(document, widths):
    """A table of these column widths (millimetres) with fine lines."""
    made = document.add_table(rows=0, cols=len(widths))
    made.autofit = False
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    made._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"))
    made._tbl.tblPr.append(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:top w:w="45" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
            f'<w:bottom w:w="45" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
        )
    )
    made._tbl.tblPr.append(parse_xml(f'<w:tblInd {nsdecls("w")} w:w="90" w:type="dxa"/>'))
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    return made


def new_row(made, widths, *, header=False):
    """One row; a header row is repeated on each page."""
    row = made.add_row()
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    facts = row._tr.get_or_add_trPr()
    facts.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if header:
        facts.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    return row


def shade(cell, color=PALE):
    """A coloured cell."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{color}"/>')
    )


def control(paragraph, number, field):
    """A content control: tag = our path, title = its French name, placeholder = what is expected."""
    # rich text: LibreOffice forgets line ends and colours in plain-text controls
    kind = "<w:richText/>"
    if "choices" in field:
        items = "".join(f'<w:listItem w:displayText="{each}" w:value="{each}"/>' for each in field["choices"])
        kind = f"<w:comboBox>{items}</w:comboBox>"
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{field["name"]}"/><w:tag w:val="{field["key"]}"/>'
            f'<w:id w:val="{20420000 + number}"/><w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent><w:r><w:rPr>'
            f'<w:rStyle w:val="PlaceholderText"/><w:color w:val="6B7682"/></w:rPr><w:t>{field["hint"]}</w:t></w:r></w:sdtContent></w:sdt>'
        )
    )


def save(document, name, title):
    """Save without the traces of the tool that made it."""
    facts = document.core_properties
    facts.title, facts.author, facts.comments, facts.language = title, "Liaison", "", "fr-FR"
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)
    document.save(FOLDER / name)


def liaison_form():
    """The liaison form: three tables of label and answer."""
    layout = tomllib.loads((FOLDER / "liaison_form.toml").read_text(encoding="utf-8"))
    document = blank(layout["title"] + " · Réf. {{ reference }}")
    document.add_heading(layout["title"], 1)
    said(document.add_paragraph(), layout["subtitle"], 10, GREY)
    document.add_paragraph("{%p for sentence in notice %}")
    sentence = document.add_paragraph()
    sentence._p.get_or_add_pPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{PALE}"/>')
    )
    said(sentence, "{{ sentence }}", 9.5)
    document.add_paragraph("{%p endfor %}")
    number = 0
    widths = (66, 112)
    for section in layout["section"]:
        document.add_heading(section["title"], 2)
        made = table(document, widths)
        for line in section["row"]:
            row = new_row(made, widths)
            lines = max(field.get("lines", 1) for field in line["fields"])
            row.height = Mm(7.2 if lines == 1 else 3 + 4.4 * lines)
            shade(row.cells[0])
            said(row.cells[0].paragraphs[0], line["label"], 9.5, bold=True)
            for index, field in enumerate(line["fields"]):
                paragraph = row.cells[1].paragraphs[0] if index == 0 else row.cells[1].add_paragraph()
                paragraph.paragraph_format.space_after = Pt(0)
                number += 1
                control(paragraph, number, field)
    save(document, "liaison_form.docx", layout["title"])


def need_sheet():
    """The sheet of a need: what is looked for first, then one table a group."""
    document = blank("{{ title }} · Réf. {{ reference }}")
    document.add_heading("{{ title }}", 1)
    said(document.add_paragraph(), "{{ company }}", 11, GREY)
    widths = (44.5,) * 4
    row = new_row(table(document, widths), widths)
    for index, cell in enumerate(row.cells):
        shade(cell)
        said(cell.paragraphs[0], f"{{{{ highlights[{index}].label }}}}", 8.5, GREY)
        said(cell.add_paragraph(), f"{{{{ highlights[{index}].value }}}}", 11, BLUE, bold=True)
    document.add_paragraph("{%p for group in groups %}")
    document.add_heading("{{ group.title }}", 2)
    widths = (50, 128)
    made = table(document, widths)
    loop(made, widths, "row in group.rows")
    cells = made.rows[1].cells
    shade(cells[0])
    said(cells[0].paragraphs[0], "{{ row.label }}", 10, bold=True)
    first = cells[1].paragraphs[0]
    said(first, "{%p for line in row.lines %}")
    said(cells[1].add_paragraph(), "{{ line }}")
    cells[1].add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Proposer une candidature", 2)
    document.add_paragraph("{%p for sentence in how %}")
    said(document.add_paragraph(), "{{ sentence }}")
    document.add_paragraph("{%p endfor %}")
    save(document, "need_sheet.docx", "Besoin en recrutement")


def loop(made, widths, over):
    """Three rows: the middle one is repeated."""
    said(new_row(made, widths).cells[0].paragraphs[0], "{%tr for " + over + " %}")
    new_row(made, widths)
    said(new_row(made, widths).cells[0].paragraphs[0], "{%tr endfor %}")


def figures_table(document, name, title, columns, widths):
    """A table of a report: a header, a row a lot, and the total."""
    document.add_heading(title, 2)
    made = table(document, widths)
    head = new_row(made, widths, header=True)
    for cell in head.cells:
        shade(cell, "1F4E79")
    fill(head, [(label, key) for label, key in columns], bold=True, color=RGBColor(0xFF, 0xFF, 0xFF))
    loop(made, widths, f"lot in {name}")
    fill(made.rows[2], [(f"{{{{ lot.{key} }}}}", key) for _, key in columns])
    return made


WORDS = frozenset({"name", "form_state", "turn", "blocking", "label"})


def fill(row, texts, *, bold=False, color=None):
    """The texts of a row, each with the key it shows; figures stand right."""
    for cell, (text, key) in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if key in WORDS else WD_ALIGN_PARAGRAPH.RIGHT
        said(paragraph, text, 9, color, bold=bold)


def report():
    """The progress report: the essence, a chart, three tables that add up, and who is reached."""
    document = blank("{{ title }}", reference=False)
    document.add_heading("{{ title }}", 1)
    said(document.add_paragraph(), "{{ market }}", 11, GREY)
    said(document.add_paragraph(), "{{ period }}", 9.5, GREY)
    document.add_heading("L'essentiel", 2)
    document.add_paragraph("{%p for sentence in essence %}")
    document.add_paragraph("{{ sentence }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Heures d'insertion par lot", 2)
    document.add_paragraph("{{ chart }}")
    said(document.add_paragraph(), "{{ chart_legend }}", 9, GREY)
    document.add_heading("Parcours des candidatures", 2)
    document.add_paragraph("{{ funnel }}")
    for name, title, columns, widths in (
        ("hours", "Heures d'insertion", HOURS, (56, 22, 22, 22, 17, 22, 17)),
        ("people", "Postes et candidatures", PEOPLE, (56, 18, 20, 18, 23, 22, 21)),
    ):
        made = figures_table(document, name, title, columns, widths)
        total = new_row(made, widths)
        for cell in total.cells:
            shade(cell)
        fill(total, [(f"{{{{ {name}_total.{key} }}}}", key) for _, key in columns], bold=True)
    figures_table(document, "steps", "Où en est chaque lot", STEPS, (52, 36, 20, 35, 35))
    document.add_paragraph("{%p if compared %}")
    figures_table(document, "compared", "Ce qui a changé", COMPARED, (66, 28, 28, 28, 28))
    document.add_paragraph("{%p endif %}")
    parts_and_notes(document)
    save(document, "report.docx", "Point d'avancement")


def parts_and_notes(document):
    """The small tables, and what is to be known of all figures."""
    document.add_paragraph("{%p for part in parts %}")
    document.add_heading("{{ part.title }}", 2)
    widths = (128, 50)
    made = table(document, widths)
    loop(made, widths, "row in part.rows")
    fill(made.rows[1], [("{{ row.label }}", "label"), ("{{ row.count }}", "count")])
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for sentence in notes %}")
    said(document.add_paragraph(), "{{ sentence }}", 9, GREY)
    document.add_paragraph("{%p endfor %}")


def year_review():
    """The review of a year: the essence, both years, a chart, and who was hired."""
    document = blank("{{ title }}", reference=False)
    document.add_heading("{{ title }}", 1)
    said(document.add_paragraph(), "{{ of }}", 11, GREY)
    said(document.add_paragraph(), "{{ period }}", 9.5, GREY)
    document.add_heading("L'essentiel", 2)
    document.add_paragraph("{%p for sentence in essence %}")
    document.add_paragraph("{{ sentence }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    columns = (("Total", "label"), ("{{ year }}", "now"), ("{{ year_before }}", "before"))
    figures_table(document, "totals", "L'année et la précédente", columns, (98, 40, 40))
    document.add_heading("Contrats signés", 2)
    document.add_paragraph("{{ bars }}")
    parts_and_notes(document)
    save(document, "year_review.docx", "Bilan de l'année")


HOURS = (("Lot et entreprise", "name"), ("Objectif", "objective"), ("Engagées", "committed"), ("Réalisées", "done"),
         ("Réalisé", "share"), ("Prévues", "projected"), ("Prévu", "projected_share"))  # fmt: skip
COMPARED = (("Depuis le début du marché", "name"), ("Aujourd'hui", "now"), ("Point précédent", "last"),
            ("Écart", "difference"), ("Un an avant", "year"))  # fmt: skip
PEOPLE = (("Lot et entreprise", "name"), ("Postes", "openings"), ("Recrutés", "hired"), ("Reçues", "referred"),
          ("Présentées", "presented"), ("Entretiens", "interviewed"), ("Refusées", "rejected"))  # fmt: skip
STEPS = (("Lot et entreprise", "name"), ("Formulaire", "form_state"), ("Relances", "reminders"),
         ("À qui d'agir", "turn"), ("Ce qui bloque", "blocking"))  # fmt: skip

if __name__ == "__main__":
    liaison_form()
    need_sheet()
    report()
    year_review()
