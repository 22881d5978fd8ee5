"""What people typed into a PDF: form fields, and notes laid over a page; the page's own text holds neither."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parsers.document import FormField
from parsers.errors import Unreadable
from parsers.formats.archive import LOCKED
from parsers.formats.glyphs import EMPTY_BOX, TICKED_BOX, tidy

MAX_FIELDS = 2_000
MAX_DEPTH = 20
MAX_VALUE = 20_000
_PUSH_BUTTON = 1 << 16
_RADIO = 1 << 15
_HIDDEN = 0b10
_XFA = (
    "Ce formulaire PDF est d'un ancien type (XFA) que seul Adobe Reader affiche : demandez à l'expéditeur de "
    "l'imprimer en PDF, ou d'envoyer le formulaire Word."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text that lies over a page, where it lies (left, bottom, right, top in the file's own measure)."""

    text: str
    page: int
    rectangle: tuple[float, float, float, float]


@dataclass(slots=True)
class Filled:
    """All that was typed into a file."""

    fields: list[FormField]
    notes: list[Note]
    #: a pen was used on the page, which no one can read as text
    inked: bool = False


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What a field has from its parents."""

    name: str = ""
    label: str = ""
    kind: str = ""
    value: Any = None
    flags: int = 0
    options: Any = None


def filled(data: bytes, pages: int) -> Filled:
    """The fields and notes of a PDF; raises Unreadable for a form of the old XFA kind that holds nothing else."""
    import pikepdf

    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as fault:
        raise Unreadable("encrypted", LOCKED) from fault
    except pikepdf.PdfError:
        return Filled([], [])
    with pdf:
        try:
            return _filled(pdf, pages)
        except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, NotImplementedError):
            # a broken annotation must not hide the page under it
            return Filled([], [])


def _filled(pdf: Any, pages: int) -> Filled:
    out = Filled([], [])
    where = _widget_pages(pdf, pages)
    form = pdf.Root.get("/AcroForm")
    if form is not None:
        for field, inherited in _leaves(form.get("/Fields"), _Inherited(), set(), 0):
            if len(out.fields) >= MAX_FIELDS:
                break
            _take_field(field, inherited, where, out)
        if "/XFA" in form and not any(field.value or field.checked for field in out.fields):
            raise Unreadable("unsupported", _XFA)
    for index in range(min(len(pdf.pages), pages)):
        for annotation in _items(pdf.pages[index].obj.get("/Annots")):
            _take_annotation(annotation, index, out)
    return out


def _take_annotation(annotation: Any, page: int, out: Filled) -> None:
    kind = str(annotation.get("/Subtype", ""))
    if kind == "/Ink":
        out.inked = True
    if kind != "/FreeText" or _number(annotation.get("/F")) & _HIDDEN:
        return
    rectangle, text = _rectangle(annotation), tidy(_text(annotation.get("/Contents")))
    if rectangle and text:
        out.notes.append(Note(text=text, page=page, rectangle=rectangle))


def _leaves(fields: Any, above: _Inherited, seen: set[tuple[int, int]], depth: int) -> Iterator[tuple[Any, _Inherited]]:
    """The fields that hold a value, each with what its parents say; loops are cut by object number."""
    if depth > MAX_DEPTH:
        return
    for field in _items(fields):
        number = field.objgen
        if number != (0, 0):
            if number in seen:
                continue
            seen.add(number)
        part = tidy(_text(field.get("/T")))
        here = _Inherited(
            name=".".join(item for item in (above.name, part) if item),
            label=tidy(_text(field.get("/TU"))) or above.label,
            kind=str(field.get("/FT", above.kind)),
            value=field.get("/V", above.value),
            flags=_number(field.get("/Ff", above.flags)),
            options=field.get("/Opt", above.options),
        )
        kids = list(_items(field.get("/Kids")))
        if any("/T" in kid for kid in kids):
            yield from _leaves(kids, here, seen, depth + 1)
        elif here.kind:
            yield field, here


def _take_field(field: Any, here: _Inherited, where: dict[tuple[int, int], int], out: Filled) -> None:
    widgets = list(_items(field.get("/Kids"))) or [field]
    placed = [(where.get(widget.objgen, 0), _rectangle(widget), widget) for widget in widgets[:100]]
    page, box = next(((page, box) for page, box, _ in placed if box), (0, None))
    ticked: bool | None = None
    if here.kind == "/Btn":
        if here.flags & _PUSH_BUTTON:
            return
        kind, value, ticked = _button(here, placed, out)
    else:
        kind = "choice" if here.kind == "/Ch" else "text"
        value = _filled_value(here)
        if here.kind == "/Sig":
            value = None
        if value and box:
            out.notes.append(Note(text=value, page=page, rectangle=box))
    out.fields.append(
        FormField(
            name=here.name, label=here.label, kind=kind, value=value, checked=ticked, page=page + 1, box=box,
            place=f"page {page + 1}, champ « {here.label or here.name} »",
        )
    )  # fmt: skip


def _button(here: _Inherited, placed: list[Any], out: Filled) -> tuple[str, str | None, bool | None]:
    """A check box or a group of them; the name of the ticked state is arbitrary, only « /Off » means empty."""
    value = _state(here.value)
    on = value
    for page, box, widget in placed:
        state = _state(widget.get("/AS"))
        own = _own_state(widget)
        # a filler may set the value and forget the appearance, or the other way round
        ticked = bool(value and (own is None or own == value or len(placed) == 1)) or bool(state and value is None)
        if ticked:
            on = on or state
        if box:
            out.notes.append(Note(text=TICKED_BOX if ticked else EMPTY_BOX, page=page, rectangle=box))
    if here.flags & _RADIO or len(placed) > 1:
        return "choice", _option(on, here.options), None
    return "checkbox", on, on is not None


def _own_state(widget: Any) -> str | None:
    """The name that a widget's ticked appearance has."""
    appearance = widget.get("/AP")
    normal = None if appearance is None else appearance.get("/N")
    try:
        states = [] if normal is None else [str(key)[1:] for key in normal]
    except (TypeError, ValueError, AttributeError):
        return None
    return next((state for state in states if state != "Off"), None)


def _state(value: Any) -> str | None:
    text = "" if value is None else str(value).lstrip("/").strip()
    return None if text in {"", "Off"} else tidy(text)


def _option(value: str | None, options: Any) -> str | None:
    """What a person sees for a chosen state: the entry of its number, where the states are numbers."""
    entries = list(_items(options))
    if value is not None and value.isdigit() and len(value) < 4 and int(value) < len(entries):
        return tidy(_text(entries[int(value)])) or value
    return value


def _filled_value(here: _Inherited) -> str | None:
    import pikepdf

    value = here.value
    if isinstance(value, pikepdf.Array):
        texts = [_shown(item, here.options) for item in _items(value)]
    else:
        texts = [_shown(value, here.options)]
    return ", ".join(text for text in texts if text) or None


def _shown(value: Any, options: Any) -> str:
    """A text as typed, or the entry that a person saw for the code that was stored."""
    import pikepdf

    text = _text(value)
    for option in _items(options):
        if isinstance(option, pikepdf.Array) and len(option) >= 2 and _text(option[0]) == text:
            return tidy(_text(option[1]))
    return tidy(text)


def _text(value: Any) -> str:
    import pikepdf

    if value is None:
        return ""
    if isinstance(value, pikepdf.Stream):
        return bytes(value.read_bytes())[:MAX_VALUE].decode("utf-8", "replace")
    if isinstance(value, pikepdf.Array | pikepdf.Dictionary):
        return ""
    return str(value)[:MAX_VALUE].replace("\r\n", "\n").replace("\r", "\n")


def _items(value: Any) -> Iterator[Any]:
    """The dictionaries and texts of an array; anything else is none."""
    import pikepdf

    if isinstance(value, list):
        yield from value
    elif isinstance(value, pikepdf.Array):
        for index in range(min(len(value), MAX_FIELDS)):
            item = value[index]
            if isinstance(item, pikepdf.Dictionary | pikepdf.String | pikepdf.Array | pikepdf.Name):
                yield item


def _widget_pages(pdf: Any, pages: int) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for index in range(min(len(pdf.pages), pages)):
        for annotation in _items(pdf.pages[index].obj.get("/Annots")):
            found.setdefault(annotation.objgen, index)
    return found


def _rectangle(item: Any) -> tuple[float, float, float, float] | None:
    found = item.get("/Rect")
    try:
        left, bottom, right, top = (float(found[index]) for index in range(4))
    except (TypeError, ValueError, IndexError):
        return None
    if right == left or top == bottom:
        return None
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
