"""The named styles of a Word file: which of them hide, strike, number or set in grey what is set in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.formats.word_marks import W, hides, is_faint, list_of

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(slots=True)
class Styles:
    """The named styles that hide, strike, number or set in grey or italics what is set in them."""

    hidden: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    faint: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: _Element) -> Styles:
        """The styles of a styles part, each with what it inherits."""
        found: dict[str, tuple[str | None, bool, bool, bool]] = {}
        for style in root.iter(W + "style"):
            parent = style.find(W + "basedOn")
            found[style.get(W + "styleId", "")] = (
                None if parent is None else parent.get(W + "val"),
                hides(style.find(W + "rPr")),
                list_of(style.find(W + "pPr")) not in {None, "0"},
                bool(is_faint(style.find(W + "rPr"))),
            )

        def inherits(name: str | None, which: int) -> bool:
            for _ in range(10):
                if name is None or name not in found:
                    return False
                if found[name][which]:
                    return True
                name = found[name][0]
            return False

        return cls(
            hidden=frozenset(name for name in found if inherits(name, 1)),
            numbered=frozenset(name for name in found if inherits(name, 2)),
            faint=frozenset(name for name in found if inherits(name, 3)),
        )
