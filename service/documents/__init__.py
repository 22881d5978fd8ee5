"""Documents that go out beside a mail: the liaison form, the sheet of a need, reports and reviews."""

from service.documents.checking import check_documents
from service.documents.liaison_form import FormFacts, form_fields, liaison_form_docx, liaison_form_pdf
from service.documents.need_sheet import SheetFacts, need_sheet_docx, need_sheet_pdf
from service.documents.report import report_docx, report_pdf
from service.documents.spreadsheet import report_xlsx, year_xlsx
from service.documents.year_review import year_docx, year_pdf

__all__ = [
    "FormFacts",
    "SheetFacts",
    "check_documents",
    "form_fields",
    "liaison_form_docx",
    "liaison_form_pdf",
    "need_sheet_docx",
    "need_sheet_pdf",
    "report_docx",
    "report_pdf",
    "report_xlsx",
    "year_docx",
    "year_pdf",
    "year_xlsx",
]
