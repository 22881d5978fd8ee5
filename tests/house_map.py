"""House map: what `make tree` prints: every module and the first line of its docstring, so that the map cannot rot."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCSTRING = re.compile(r'r?"""(.*?)(?:"""|$)')
ROOMS = ("mailboxes", "parsers", "service")


def modules(root: Path = ROOT) -> Iterator[Path]:
    """The modules of the three rooms, migrations apart, each folder's files before its folders."""
    for room in ROOMS:
        found = (path for path in (root / room).rglob("*.py") if "versions" not in path.parts)
        yield from sorted(found, key=lambda path: (path.parent, path.name))


def first_line(path: Path) -> str | None:
    """The first line of a module's docstring; None when it has none."""
    with path.open(encoding="utf-8") as text:
        said = DOCSTRING.match(text.readline())
    return said.group(1).strip() if said else None


def drawn(root: Path = ROOT) -> Iterator[str]:
    """The map, line by line: folders flush, their files indented."""
    folder = None
    for path in modules(root):
        if path.parent != folder:
            folder = path.parent
            yield f"{folder.relative_to(root)}/"
        said = first_line(path)
        if said:
            yield f"  {path.name:<28}{said}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(drawn()) + "\n")
