"""Form controls and drop-downs of an OpenDocument text, with what was filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.document import FormField
from parsers.formats.glyphs import TICKED_BOX, tidy
from parsers.formats.opendocument_names import FORM, OFFICE, TEXT

if TYPE_CHECKING:
    from lxml.etree import _Element


def controls_of(body: _Element) -> dict[str, FormField]:
    """The form controls by the identity that the text points to them with."""
    out: dict[str, FormField] = {}
    for form in body.iter(OFFICE + "forms"):
        for item in form.iter():
            identity = item.get("{http://www.w3.org/XML/1998/namespace}id") or item.get(FORM + "id")
            field = _control(item) if identity and isinstance(item.tag, str) else None
            if identity and field is not None:
                out[identity] = field
    return out


def _control(item: _Element) -> FormField | None:
    tag = str(item.tag).removeprefix(FORM)
    name, label = item.get(FORM + "name", ""), item.get(FORM + "label", "") or item.get(FORM + "title", "")
    checked: bool | None = None
    value: str | None = None
    if tag in {"checkbox", "radio"}:
        checked = item.get(FORM + "current-state") == "checked" or item.get(FORM + "current-selected") == "true"
        kind, value = "checkbox", TICKED_BOX if checked else None
    elif tag in {"text", "textarea", "formatted-text", "date", "number", "combobox"}:
        kind = "choice" if tag == "combobox" else "text"
        value = tidy(item.get(FORM + "current-value") or item.get(FORM + "value") or "") or None
    elif tag == "listbox":
        kind = "choice"
        chosen = [entry.get(FORM + "label", "") for entry in item if entry.get(FORM + "current-selected") == "true"]
        value = ", ".join(chosen) or None
    else:
        return None
    return FormField(
        name=name or label, label=label, kind=kind, value=value, checked=checked, place=f"champ « {label or name} »"
    )


def chosen(field: _Element) -> str:
    """The entry of a text drop-down: the marked one, else the text that follows the list."""
    for entry in field:
        if entry.get(TEXT + "current-selected") == "true":
            return str(entry.get(TEXT + "value", ""))
    return (field[-1].tail or "").strip() if len(field) else (field.text or "").strip()
