"""Forms as Word files: tables with hints, four columns, leaders, labels over answers, two jobs, own sheets."""

from wordings import COMPOSITE, LISTS, PARTS, SECTIONS, rows


def docx_new():
    """An empty Word document."""
    import docx

    return docx.Document()


def docx_cell(cell, text):
    """A cell of several paragraphs."""
    lines = text.split("\n")
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def word_hints(path, labels, need):
    """Three columns: heading, answer, help; one table."""
    doc = docx_new()
    doc.add_heading("Recueil de besoin en recrutement – clauses sociales", 1)
    table = doc.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Rubrique", "Votre réponse", "Aide au remplissage"), strict=True):
        cell.text = text
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        cells = table.add_row().cells
        cells[0].merge(cells[2]).text = title
        for label, text, _ in rows(labels, need, part):
            cells = table.add_row().cells
            cells[0].text = label
            docx_cell(cells[1], text)
            cells[2].text = "Merci d'être précis" if "contrat" in label.lower() else ""
    doc.add_paragraph("Fait le 20/11/2026 – cachet de l'entreprise")
    doc.save(path)


def word_four(path, labels, need):
    """Label and value twice a row."""
    doc = docx_new()
    doc.add_heading("FICHE NAVETTE ENTREPRISE", 0)
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        doc.add_heading(title, 2)
        pairs = rows(labels, need, part)
        table = doc.add_table(rows=0, cols=4, style="Table Grid")
        for index in range(0, len(pairs), 2):
            cells = table.add_row().cells
            for offset, (label, text, _) in enumerate(pairs[index : index + 2]):
                cells[2 * offset].text = label + " :"
                docx_cell(cells[2 * offset + 1], text)
    doc.save(path)


def word_leaders(path, labels, need):
    """Paragraphs with dotted leaders; a foreign section in the middle and at the end."""
    doc = docx_new()
    doc.add_paragraph("DEMANDE DE PERSONNEL EN INSERTION").runs[0].bold = True
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        doc.add_paragraph().add_run(title).bold = True
        if part == "conditions":
            doc.add_paragraph().add_run("Marché concerné").bold = True
            for line in (
                "Maître d'ouvrage : Communauté de communes du Val d'Authie",
                "N° de marché : 2026-118",
                "Contact : Mme Odile FARCY",
                "Téléphone : 03 65 91 00 42",
                "Heures d'insertion à réaliser : 420 h",
            ):
                doc.add_paragraph(line)
            doc.add_paragraph().add_run(title).bold = True
        for label, text, _ in rows(labels, need, part):
            lines = text.split("\n")
            doc.add_paragraph(
                f"{label} : ........ {lines[0]} ........"
                if lines[0]
                else f"{label} : .........................................."
            )
            for line in lines[1:]:
                doc.add_paragraph(line)
    doc.add_paragraph().add_run("Cadre réservé au service emploi").bold = True
    for line in (
        "Dossier suivi par : Pascal NOIRET",
        "Ligne directe : 03 65 91 00 77",
        "Adresse mail : p.noiret@service-emploi.example",
        "Reçu le : 12/11/2026",
    ):
        doc.add_paragraph(line)
    doc.save(path)


def word_under(path, labels, need):
    """A bold label, the answer in the paragraph under it."""
    doc = docx_new()
    doc.add_heading("Votre besoin en personnel", 1)
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        doc.add_heading(title, 2)
        for label, text, _ in rows(labels, need, part):
            doc.add_paragraph().add_run(label).bold = True
            for line in text.split("\n"):
                doc.add_paragraph(line)
    doc.save(path)


def word_boxes(path, labels, need):
    """Boxes to tick for the contract; tutor and buyer sections beside ours."""
    doc = docx_new()
    doc.add_heading("EXPRESSION DE BESOIN – CLAUSE D'INSERTION", 1)
    table = doc.add_table(rows=0, cols=2, style="Table Grid")
    options = [
        ("CDI", "CDI"),
        ("CDD", "CDD"),
        ("CTT", "Intérim"),
        ("CDDI", "CDDI"),
        ("PRO", "Contrat pro"),
        ("APP", "Apprentissage"),
        ("CUI", "CUI / PEC"),
        ("CDI_CHANTIER", "CDI de chantier"),
    ]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        cells = table.add_row().cells
        cells[0].merge(cells[1]).text = title
        for label, text, field_path in rows(labels, need, part):
            cells = table.add_row().cells
            cells[0].text = label
            if field_path == "conditions.contract_type" and label not in COMPOSITE.values():
                kind = need.truth.get(field_path)
                docx_cell(cells[1], "  ".join(f"{'☒' if code == kind else '☐'} {name}" for code, name in options))
            else:
                docx_cell(cells[1], text)
    for title, pairs in (
        (
            "Tutorat dans l'entreprise",
            (("Nom du tuteur", "Hervé Glacet"), ("Téléphone", "03 53 01 22 11"), ("Expérience du tuteur", "12 ans")),
        ),
        (
            "Donneur d'ordre",
            (
                ("Nom", "Ville de Corbie"),
                ("Adresse", "1 place de la République, 80800 Corbie"),
                ("Mail", "marches@corbie.example"),
            ),
        ),
    ):
        cells = table.add_row().cells
        cells[0].merge(cells[1]).text = title
        for label, text in pairs:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, text
    doc.save(path)


def word_two_jobs(path, labels, needs):
    """The company once, then a block a job."""
    doc = docx_new()
    doc.add_heading("Fiche entreprise – besoins de recrutement", 1)
    table = doc.add_table(rows=0, cols=2, style="Table Grid")
    for label, text, _ in rows(labels, needs[0], "company"):
        cells = table.add_row().cells
        cells[0].text = label
        docx_cell(cells[1], text)
    for number, need in enumerate(needs, 1):
        doc.add_heading(f"Poste n° {number}", 2)
        table = doc.add_table(rows=0, cols=2, style="Table Grid")
        for label, text, _ in [*rows(labels, need, "job"), *rows(labels, need, "conditions")]:
            cells = table.add_row().cells
            cells[0].text = label
            docx_cell(cells[1], text)
    doc.save(path)


def word_sheet(path, labels, need):
    """A company's own job sheet: headings with lists under them, the rest in lines."""
    doc = docx_new()
    doc.add_heading("FICHE DE POSTE", 0)
    for label, text, field_path in rows(labels, need, "company"):
        if field_path != "company.address" or "\n" not in text:
            doc.add_paragraph(f"{label} : {text}".replace("\n", " "))
        else:
            doc.add_paragraph(f"{label} : {text}".replace("\n", ", "))
    for label, text, field_path in [*rows(labels, need, "job"), *rows(labels, need, "conditions")]:
        if field_path in LISTS:
            doc.add_heading(label, 3)
            for value in need.items[field_path] if need.items else []:
                doc.add_paragraph(value, style="List Bullet")
        else:
            doc.add_paragraph(f"{label} : {text}")
    doc.save(path)
