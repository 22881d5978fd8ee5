"""Documents that go out beside a mail: the liaison form, the sheet of a need, the progress report."""

from service.documents.liaison_form import FormFacts, form_fields, liaison_form_docx, liaison_form_pdf

__all__ = ["FormFacts", "form_fields", "liaison_form_docx", "liaison_form_pdf"]
