"""What is seen of a field before anyone clicks on it: its value, as large as it can be and still be seen whole."""

from __future__ import annotations

from typing import Any

from service.documents.field_font import NAME, encoded, text_width

LARGEST, SMALLEST, STEP = 11.0, 4.0, 0.5
#: in a list, beside the arrow that opens it
LIST = 9.5
_LEADING = 1.18
_MARGIN = 3.0
_ABOVE = 2.0
#: the height of a capital letter, in parts of the size
_CAPITAL = 0.716


def appearance(pdf: Any, width: float, height: float, value: str, font: Any, *, wraps: bool) -> Any:
    """The picture of a field of this size; lines are broken where `wraps`."""
    from pikepdf import Array, Dictionary, Name, Stream

    content = _drawn(value, width, height, wraps=wraps) if value else b"/Tx BMC EMC"
    return Stream(
        pdf,
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 2), round(height, 2)]),
        Resources=Dictionary(Font=Dictionary({f"/{NAME}": font})),
    )


def _drawn(value: str, width: float, height: float, *, wraps: bool) -> bytes:
    size, lines = _fitted(value, width - 2 * _MARGIN, height, wraps=wraps)
    alone = not wraps or (len(lines) == 1 and height < 2 * _LEADING * size)
    first = (height - size * _CAPITAL) / 2 if alone else height - _ABOVE - size * 0.9
    drawn = [b"/Tx BMC q 1 1 %.2f %.2f re W n BT /%s %g Tf 0 g" % (width - 2, height - 2, NAME.encode(), size)]
    for index, line in enumerate(lines):
        move = b"%g %.2f Td" % (_MARGIN, first) if index == 0 else b"0 %.3f Td" % (-_LEADING * size)
        drawn.append(move + b" <" + encoded(line).hex().encode() + b"> Tj")
    return b" ".join(drawn) + b" ET Q EMC"


def _fitted(value: str, room: float, height: float, *, wraps: bool) -> tuple[float, list[str]]:
    """The largest size at which the value is seen whole, and its lines at that size."""
    size = LARGEST
    while True:
        lines = _wrapped(value, room, size) if wraps else [" ".join(value.split())]
        high = (len(lines) * _LEADING * size + _ABOVE) <= height
        if (high and all(text_width(line, size) <= room for line in lines)) or size <= SMALLEST:
            return size, lines
        size -= STEP


def _wrapped(value: str, room: float, size: float) -> list[str]:
    lines = []
    for paragraph in value.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and text_width(longer, size) > room:
                lines.append(line)
                longer = word
            while "@" in longer[:-1] and text_width(longer, size) > room:
                # an address is as long as it is: it goes on below its sign
                head, _, longer = longer.partition("@")
                lines.append(f"{head}@")
            line = longer
        lines.append(line)
    return lines
