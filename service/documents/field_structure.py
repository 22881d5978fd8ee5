"""What a screen reader is told of a form: each field by its name, each question as the head of its row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def elements(pdf: Any) -> dict[tuple[int, int], Any]:
    """The structure element of each annotation, by the annotation's object number."""
    from pikepdf import Name

    return {
        node.Obj.objgen: parent for node, parent in _nodes(pdf) if node.get("/Type") == Name.OBJR and parent is not None
    }


def name_field(element: Any, name: str) -> None:
    """The element is a form field of this name."""
    from pikepdf import Name, String

    if element is not None:
        element.S = Name.Form
        element.Alt = String(name)


def head_rows(pdf: Any) -> None:
    """The first cell of each row says what the row is about."""
    from pikepdf import Array, Dictionary, Name

    for node, _ in list(_nodes(pdf)):
        if node.get("/S") == Name.TR and isinstance(node.get("/K"), Array) and node.K[0].get("/S") == Name.TD:
            node.K[0].S = Name.TH
            node.K[0].A = Dictionary(O=Name.Table, Scope=Name.Row)


def _nodes(pdf: Any) -> Iterator[tuple[Any, Any]]:
    """Every element of the structure tree, with the one it stands in."""
    from pikepdf import Array, Dictionary

    waiting: list[tuple[Any, Any]] = [(pdf.Root.StructTreeRoot.K, None)] if "/StructTreeRoot" in pdf.Root else []
    while waiting:
        node, parent = waiting.pop()
        if isinstance(node, Array):
            waiting += [(child, parent) for child in node]
        elif isinstance(node, Dictionary):
            yield node, parent
            if "/K" in node:
                waiting.append((node.K, node))
