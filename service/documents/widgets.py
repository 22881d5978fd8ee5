"""Links of a typeset page become the fields of a fillable PDF, labelled, tagged, in reading order, readable by all."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from service.wording import templates_folder

SIZE = 9.5
SMALLEST = 6.0
LEADING = 11.5
MARGIN = 3.0
PREFIX = "field:"

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
    lines: int = 1
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
        self.font = _font(pdf)

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
                DA=String(f"/Liaison {SIZE} Tf 0 g"),
                DR=Dictionary(Font=Dictionary({"/Liaison": self.font})),
            )
        )


def _widgets(pdf: Any, fields: Mapping[str, Field], values: Mapping[str, str], font: Any) -> list[tuple[str, Any]]:
    from pikepdf import Name

    elements = _structure_elements(pdf)
    found: list[tuple[str, Any]] = []
    for page in pdf.pages:
        page.obj.Tabs = Name.S
        for link in page.obj.get("/Annots", []):
            address = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
            if address.startswith(PREFIX):
                field = fields[unquote(address.removeprefix(PREFIX))]
                _become_widget(pdf, link, field, values.get(field.key, ""), font)
                _retag(elements.get(link.objgen), field)
                link.P = page.obj
                found.append((field.key, link))
    return found


def _become_widget(pdf: Any, link: Any, field: Field, value: str, font: Any) -> None:
    from pikepdf import Array, Dictionary, Name, String

    for key in ("/A", "/Border", "/C", "/BS", "/QuadPoints", "/Contents"):
        if key in link:
            del link[key]
    left, bottom, right, top = (float(number) for number in link.Rect)
    size = _fitting(value, right - left) if field.lines == 1 else SIZE
    link.Subtype, link.F, link.TU = Name.Widget, _PRINTED, String(field.name)
    link.DA = String(f"/Liaison {size:g} Tf 0 g")
    link.MK = Dictionary()
    if field.choices:
        link.FT, link.Ff = Name.Ch, _COMBO | _EDIT
        link.Opt = Array([String(choice) for choice in field.choices])
    else:
        link.FT, link.Ff = Name.Tx, _MULTILINE if field.lines > 1 else 0
    if value:
        link.V = String(value)
    link.AP = Dictionary(N=_appearance(pdf, right - left, top - bottom, value, field.lines, size, font))


def _retag(element: Any, field: Field) -> None:
    """In the structure tree a field is a Form, said by its name."""
    from pikepdf import Name, String

    if element is not None:
        element.S = Name.Form
        element.Alt = String(field.name)


def _structure_elements(pdf: Any) -> dict[tuple[int, int], Any]:
    """The structure element of each annotation, by the annotation's object number."""
    from pikepdf import Array, Dictionary, Name

    found: dict[tuple[int, int], Any] = {}
    waiting: list[tuple[Any, Any]] = [(pdf.Root.StructTreeRoot.K, None)] if "/StructTreeRoot" in pdf.Root else []
    while waiting:
        node, parent = waiting.pop()
        if isinstance(node, Array):
            waiting += [(child, parent) for child in node]
        elif isinstance(node, Dictionary):
            if node.get("/Type") == Name.OBJR:
                found[node.Obj.objgen] = parent
            elif "/K" in node:
                waiting.append((node.K, node))
    return found


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
            DA=String(f"/Liaison {SIZE} Tf 0 g"),
            AP=Dictionary(N=_appearance(pdf, 0, 0, "", 1, SIZE, font)),
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


# --- what is seen of a value before anyone clicks ---------------------------------------------------------------


def _appearance(pdf: Any, width: float, height: float, value: str, lines: int, size: float, font: Any) -> Any:
    from pikepdf import Array, Dictionary, Name, Stream

    shown = _wrapped(value, width, size)[:lines] if lines > 1 else [" ".join(value.split())]
    first = height - size - 2 if lines > 1 else (height - size) / 2 + 2
    drawn = [b"/Tx BMC q %.2f %.2f %.2f %.2f re W n BT /Liaison %g Tf 0 g" % (1, 1, width - 2, height - 2, size)]
    for index, line in enumerate(shown if value else []):
        move = b"%g %.2f Td" % (MARGIN, first) if index == 0 else b"0 %g Td" % -LEADING
        drawn.append(move + b" <" + _encoded(line).hex().encode() + b"> Tj")
    content = b" ".join(drawn) + b" ET Q EMC" if value else b"/Tx BMC EMC"
    return Stream(
        pdf,
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 2), round(height, 2)]),
        Resources=Dictionary(Font=Dictionary({"/Liaison": font})),
    )


def _encoded(text: str) -> bytes:
    return text.replace("\u202f", "\u00a0").encode("cp1252", "replace")


def _text_width(text: str, size: float) -> float:
    widths = _metrics().widths
    return sum(widths[max(byte - 32, 0)] for byte in _encoded(text)) * size / 1000


def _fitting(value: str, width: float) -> float:
    """The size at which a line fits its field: smaller when it must, never unreadable."""
    wanted = _text_width(value, SIZE)
    room = width - 2 * MARGIN
    return SIZE if wanted <= room else max(SMALLEST, round(SIZE * room / wanted - 0.05, 1))


def _wrapped(value: str, width: float, size: float) -> list[str]:
    room, lines = width - 2 * MARGIN, []
    for paragraph in value.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and _text_width(longer, size) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Metrics:
    """Liberation Sans, cut down to the letters of Western Europe."""

    data: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int


@cache
def _metrics() -> _Metrics:
    """A simple TrueType font in cp1252 is what makes œ, € and « » work in every program that fills forms."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    letters = [ord(bytes([code]).decode("cp1252", "ignore") or " ") for code in range(32, 256)]
    with TTFont(templates_folder() / "fonts" / "LiberationSans-Regular.ttf", recalcTimestamp=False) as font:
        options = subset.Options(
            drop_tables=["GSUB", "GPOS", "GDEF", "kern", "FFTM", "PCLT"], hinting=False, name_IDs=[1, 2, 6]
        )
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=letters)
        cutter.subset(font)
        out = io.BytesIO()
        font.save(out)
        unit = 1000 / font["head"].unitsPerEm
        glyphs, advances, head = font.getBestCmap(), font["hmtx"], font["head"]
        return _Metrics(
            data=out.getvalue(),
            widths=tuple(round(advances[glyphs[each]][0] * unit) if each in glyphs else 0 for each in letters),
            box=(
                round(head.xMin * unit),
                round(head.yMin * unit),
                round(head.xMax * unit),
                round(head.yMax * unit),
            ),
            ascent=round(font["hhea"].ascent * unit),
            descent=round(font["hhea"].descent * unit),
        )


def _font(pdf: Any) -> Any:
    from pikepdf import Array, Dictionary, Name, Stream

    font, name = _metrics(), Name("/LIAISN+LiberationSans")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,
        FontBBox=Array(list(font.box)),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=716,
        StemV=80,
        FontFile2=pdf.make_indirect(Stream(pdf, font.data, Length1=len(font.data))),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=32,
            LastChar=255,
            Widths=Array(list(font.widths)),
            FontDescriptor=pdf.make_indirect(descriptor),
            ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode())),
        )
    )


def _to_unicode() -> bytes:
    """What each byte means, for programs that print the form to a new PDF and forget the encoding on the way."""
    known = [(code, bytes([code]).decode("cp1252", "ignore")) for code in range(32, 256)]
    lines = [f"<{code:02x}> <{ord(letter):04x}>" for code, letter in known if letter]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Liaison def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{body}\nendcmap end end"
    ).encode()
