"""Links of a typeset page become the fields of a fillable PDF, labelled, tagged, in reading order, readable by all."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from service.documents import field_font, field_structure
from service.documents.field_looks import LARGEST, LIST, appearance

PREFIX = "field:"
#: at size 0 the program that fills chooses the largest at which the whole answer is seen, on paper too
_AS_IT_FITS = 0.0

_MULTILINE = 1 << 12
_COMBO, _EDIT = 1 << 17, 1 << 18
_READ_ONLY = 1
_HIDDEN, _PRINTED = 1 << 1, 1 << 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field to fill."""

    #: dotted, e.g. « company.siret »
    key: str
    #: what a screen reader says
    name: str
    #: text: several lines, as large as they fit · line: one, as large as it fits · word: one, always of the same size
    kind: str = "text"
    choices: tuple[str, ...] = ()


def fillable(
    page: bytes, fields: Mapping[str, Field], values: Mapping[str, str], *, reference: str, title: str
) -> bytes:
    """The PDF with a field where a link « field:key » was, `values` in them, the reference where machines look."""
    import pikepdf

    with pikepdf.open(io.BytesIO(page)) as pdf:
        tree = _Tree(pdf)
        for key, widget in _widgets(pdf, fields, values, tree.font):
            tree.add(key, widget)
        tree.add("liaison_reference", _reference_widget(pdf, reference, tree.font))
        tree.close()
        field_structure.head_rows(pdf)
        _describe(pdf, reference, title)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()


class _Tree:
    """The tree of fields: « company.siret » is « siret » below « company », as the standard wants it."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._roots: list[Any] = []
        self._parents: dict[str, Any] = {}
        self.font = field_font.embedded(pdf)

    def add(self, key: str, widget: Any) -> None:
        from pikepdf import String

        parent, _, own = key.rpartition(".")
        widget.T = String(own)
        if parent:
            above = self._parent(parent)
            widget.Parent = above
            above.Kids.append(widget)
        else:
            self._roots.append(widget)

    def _parent(self, name: str) -> Any:
        from pikepdf import Array, Dictionary, String

        if name not in self._parents:
            self._parents[name] = self._pdf.make_indirect(Dictionary(T=String(name), Kids=Array([])))
            self._roots.append(self._parents[name])
        return self._parents[name]

    def close(self) -> None:
        from pikepdf import Array, Dictionary, String

        self._pdf.Root.AcroForm = self._pdf.make_indirect(
            Dictionary(
                Fields=Array(self._roots),
                DA=String(_look(_AS_IT_FITS)),
                DR=Dictionary(Font=Dictionary({f"/{field_font.NAME}": self.font})),
            )
        )


def _widgets(pdf: Any, fields: Mapping[str, Field], values: Mapping[str, str], font: Any) -> list[tuple[str, Any]]:
    from pikepdf import Name

    elements = field_structure.elements(pdf)
    found: list[tuple[str, Any]] = []
    for page in pdf.pages:
        page.obj.Tabs = Name.S
        # printers that draw fields themselves look for the font on the page
        page.obj.Resources.Font[f"/{field_font.NAME}"] = font
        for link in page.obj.get("/Annots", []):
            address = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
            if address.startswith(PREFIX):
                field = fields[unquote(address.removeprefix(PREFIX))]
                _become_widget(pdf, link, field, values.get(field.key, ""), font)
                field_structure.name_field(elements.get(link.objgen), field.name)
                link.P = page.obj
                found.append((field.key, link))
    return found


def _become_widget(pdf: Any, link: Any, field: Field, value: str, font: Any) -> None:
    from pikepdf import Array, Dictionary, Name, String

    for key in ("/A", "/Border", "/C", "/BS", "/QuadPoints", "/Contents"):
        if key in link:
            del link[key]
    left, bottom, right, top = (float(number) for number in link.Rect)
    wraps = field.kind == "text" and not field.choices
    link.Subtype, link.F, link.TU = Name.Widget, _PRINTED, String(field.name)
    link.DA = String(_look(LIST if field.choices else LARGEST if field.kind == "word" else _AS_IT_FITS))
    link.MK = Dictionary()
    if field.choices:
        link.FT, link.Ff = Name.Ch, _COMBO | _EDIT
        link.Opt = Array([String(choice) for choice in field.choices])
    else:
        link.FT, link.Ff = Name.Tx, _MULTILINE if wraps else 0
    if value:
        link.V = String(value)
    link.AP = Dictionary(N=appearance(pdf, right - left, top - bottom, value, font, wraps=wraps))


def _look(size: float) -> str:
    """How a program that fills writes."""
    return f"/{field_font.NAME} {size:g} Tf 0 g"


def _reference_widget(pdf: Any, reference: str, font: Any) -> Any:
    """A hidden field that brings the reference back; it takes no room on the page."""
    from pikepdf import Array, Dictionary, Name, String

    page = pdf.pages[0].obj
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            Ff=_READ_ONLY,
            F=_HIDDEN,
            Rect=Array([0, 0, 0, 0]),
            P=page,
            TU=String("Référence du formulaire"),
            V=String(reference),
            DA=String(_look(_AS_IT_FITS)),
            AP=Dictionary(N=appearance(pdf, 0, 0, "", font, wraps=False)),
        )
    )
    page.Annots.append(widget)
    return widget


def _describe(pdf: Any, reference: str, title: str) -> None:
    """Title, language and reference, in the document's information and in its XMP."""
    from pikepdf import Dictionary, String

    pdf.Root.Lang = String("fr-FR")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Keywords"] = reference
    pdf.docinfo["/liaison_reference"] = reference
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:identifier"] = reference
        metadata["pdf:Keywords"] = reference
