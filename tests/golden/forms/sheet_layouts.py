"""Forms as spreadsheets and as a list of values: one job a column, one job a row, typed cells."""

from wordings import LISTS, rows


def sheet_columns(path, labels, needs):
    """One column a job; the company only in the first."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Besoins")
    sheet.write(0, 0, "Recueil des besoins")
    sheet.write_row(1, 1, [f"Poste {number}" for number in range(1, len(needs) + 1)])
    row = 2
    for label, text, _ in rows(labels, needs[0], "company"):
        sheet.write(row, 0, label)
        sheet.write_string(row, 1, text)
        row += 1
    columns = [[*rows(labels, need, "job"), *rows(labels, need, "conditions")] for need in needs]
    for index, (label, _, _) in enumerate(columns[0]):
        sheet.write(row, 0, label)
        for number, column in enumerate(columns, 1):
            sheet.write_string(row, number, column[index][1])
        row += 1
    book.close()


def sheet_rows(path, labels, needs):
    """One row a job, the company in each."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Postes")
    sheet.write_row(0, 0, [label for label, _, _ in rows(labels, needs[0])])
    for number, need in enumerate(needs, 1):
        for column, (_, text, _) in enumerate(rows(labels, need)):
            sheet.write_string(number, column, text)
    book.close()


def sheet_typed(path, labels, need):
    """Label and value, numbers and dates as a spreadsheet stores them."""
    from datetime import date

    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Fiche")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, (label, text, field_path) in enumerate(rows(labels, need)):
        sheet.write(row, 1, label)
        truth = need.truth.get(field_path)
        if field_path == "company.siret" and truth:
            sheet.write_number(row, 2, int(truth))
        elif field_path == "job.start_date" and truth and truth != "asap" and field_path not in need.review:
            sheet.write_datetime(row, 2, date.fromisoformat(truth), day)
        elif (field_path == "job.openings" and truth and field_path not in need.review) or (
            field_path == "conditions.weekly_hours" and truth and field_path not in need.review
        ):
            sheet.write_number(row, 2, truth)
        else:
            sheet.write_string(row, 2, text)
    book.close()


def csv_rows(path, labels, needs):
    """One row a job, lists with line ends inside their cells."""
    import csv

    with open(path, "w", newline="", encoding="cp1252", errors="replace") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow([label for label, _, _ in rows(labels, needs[0])])
        for need in needs:
            writer.writerow(
                [text.replace("\n", " - ") if path_ not in LISTS else text for _, text, path_ in rows(labels, need)]
            )
