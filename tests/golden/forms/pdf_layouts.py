"""Forms as PDF, set by Typst: ruled, with colons, leaders, frames, gaps, and fields without names."""

import tempfile

from paper import typst_lines, typst_text
from wordings import LISTS, PARTS, SECTIONS, rows


def compile_typst(source, path):
    """The PDF of a Typst source."""
    import typst

    with tempfile.NamedTemporaryFile("w", suffix=".typ", delete=False) as file:
        file.write(source)
    typst.compile(file.name, output=str(path))


HEAD = '#set page(paper: "a4", margin: 1.6cm)\n#set text(font: "Liberation Sans", size: 9.5pt, lang: "fr", hyphenate: false)\n'


def pdf_ruled(path, labels, need):
    """A ruled table, label and value."""
    out = [HEAD, "= Formulaire de recueil des besoins\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n#table(columns: (38%, 1fr),\n")
        out += [f"[{typst_text(label)}], [{typst_lines(text)}],\n" for label, text, _ in rows(labels, need, part)]
        out.append(")\n")
    compile_typst("".join(out), path)


def pdf_colons(path, labels, need):
    """« Label : value », no rules; lists under their label."""
    out = [HEAD, "= Offre d'emploi – clause sociale\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n")
        out += [f"*{typst_text(label)} :* {typst_lines(text)}\n\n" for label, text, _ in rows(labels, need, part)]
    compile_typst("".join(out), path)


def pdf_leaders(path, labels, need):
    """Dotted leaders after the label, blanks as dots."""
    out = [HEAD, "= FICHE DE LIAISON EMPLOYEUR\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n")
        for label, text, _ in rows(labels, need, part):
            out.append(
                f"{typst_text(label)} \\.\\.\\.\\.\\.\\.\\.\\. {typst_lines(text)}\n\n"
                if text
                else f"{typst_text(label)} " + "\\." * 60 + "\n\n"
            )
    out.append("\nFait à Amiens, le 20 novembre 2026\n")
    compile_typst("".join(out), path)


def pdf_boxed(path, labels, need):
    """The label small above a framed answer, two boxes a row for the short ones."""
    out = [HEAD, "= Besoin de recrutement\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n")
        short = [row for row in rows(labels, need, part) if row[2] not in LISTS]
        long = [row for row in rows(labels, need, part) if row[2] in LISTS]
        out.append("#grid(columns: (1fr, 1fr), gutter: 6pt,\n")
        out += [
            f"[#text(size: 8pt)[{typst_text(label)}] #v(-6pt) #rect(width: 100%, stroke: 0.5pt)[{typst_lines(text) or '~'}]],\n"
            for label, text, _ in short
        ]
        out.append(")\n")
        out += [
            f"#text(size: 8pt)[{typst_text(label)}] #v(-6pt) #rect(width: 100%, stroke: 0.5pt)[{typst_lines(text) or '~'}]\n"
            for label, text, _ in long
        ]
    compile_typst("".join(out), path)


def pdf_gaps(path, labels, need):
    """Label column and value column, told by the gap alone."""
    out = [HEAD, "= Fiche de poste\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n#grid(columns: (6.2cm, 1fr), row-gutter: 8pt,\n")
        out += [f"[{typst_text(label)}], [{typst_lines(text)}],\n" for label, text, _ in rows(labels, need, part)]
        out.append(")\n")
    compile_typst("".join(out), path)


def pdf_widgets(path, labels, need):
    """A fillable PDF whose field names say nothing: Texte1, Texte2 …"""
    import pikepdf

    pairs = rows(labels, need)
    source = [HEAD, "#set page(margin: 0pt)\n#place(dx: 40pt, dy: 30pt)[*Formulaire de liaison entreprise*]\n"]
    for index, (label, _, _) in enumerate(pairs):
        source.append(f"#place(dx: 40pt, dy: {70 + index * 38}pt)[#box(width: 165pt)[{typst_text(label)}]]\n")
    compile_typst("".join(source), path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        height = float(page.mediabox[3])
        fields = pikepdf.Array()
        for index, (_, text, _) in enumerate(pairs):
            top = height - (66 + index * 38)
            widget = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String(f"Texte{index * 3 + 1}"), V=pikepdf.String(text), Ff=4096,
                Rect=pikepdf.Array([210, top - 34, 555, top]), DA=pikepdf.String("/Helv 9 Tf 0 g"), F=4, P=page.obj,
            )  # fmt: skip
            fields.append(pdf.make_indirect(widget))
        page.Annots = fields
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=fields, NeedAppearances=True, DA=pikepdf.String("/Helv 9 Tf 0 g"))
        pdf.save(path)
