"""Old Excel files (.xls), weighed before the library that reads them reserves memory for whatever they claim.

The box is an OLE file [MS-CFB], its one stream a row of records [MS-XLS]. An honest file holds what it claims; where a
chain of sectors never ends, or a table is said to be larger than its file, the library would end the whole process.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence

from parsers.errors import Unreadable
from parsers.formats.archive import CORRUPT, TOO_LARGE

_BEGIN, _STRINGS, _SIZE, _LOCK, _MANY = 0x0809, 0x00FC, 0x0200, 0x002F, 0x00BD
#: records that hold a cell, by its row and column
_CELLS = frozenset((0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
#: a sheet may say that it is so many times larger than what is filled of it
CLAIMED = 4
#: the least bytes that a shared string takes
_STRING = 3


def weigh(data: bytes, *, most: int) -> None:
    """Return when the file holds what it claims; raises Unreadable for a chain that never ends or a giant's claim."""
    stream = _workbook(data)
    area = _Area(most)
    for kind, start, size in _records(stream):
        if kind == _LOCK:
            # what follows is enciphered
            return
        if kind == _BEGIN:
            area = _Area(most)  # of the next sheet
        elif kind == _STRINGS and size >= 8:
            if struct.unpack_from("<I", stream, start + 4)[0] * _STRING > len(stream):
                raise Unreadable("corrupt", CORRUPT)
        elif kind == _SIZE and size >= 10:
            _claimed(struct.unpack_from("<IIHH" if size >= 14 else "<HHHH", stream, start), CLAIMED * most)
        elif kind in _CELLS and size >= 6:
            row, column = struct.unpack_from("<HH", stream, start)
            last = struct.unpack_from("<H", stream, start + size - 2)[0] if kind == _MANY else column
            area.take(row, column)
            area.take(row, last)


class _Area:
    """The rectangle that the library would build for one sheet."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rows: tuple[int, int] | None = None
        self._columns = (0, 0)

    def take(self, row: int, column: int) -> None:
        if self._rows is None:
            self._rows, self._columns = (row, row), (column, column)
        (top, bottom), (left, right) = self._rows, self._columns
        if top <= row <= bottom and left <= column <= right:
            return
        self._rows, self._columns = (min(top, row), max(bottom, row)), (min(left, column), max(right, column))
        if (self._rows[1] - self._rows[0] + 1) * (self._columns[1] - self._columns[0] + 1) > self._most:
            raise Unreadable("too_large", TOO_LARGE)


def _claimed(bounds: tuple[int, ...], most: int) -> None:
    """Judge the size that a sheet says of itself: memory is reserved for it, even where it ends before it begins."""
    top, bottom, left, right = bounds
    if not bottom or not right:
        return
    if bottom < top or right < left:
        raise Unreadable("corrupt", CORRUPT)
    if (bottom - top) * (right - left) > most:
        raise Unreadable("too_large", TOO_LARGE)


def _workbook(data: bytes) -> bytes:
    """The stream of records; raises Unreadable where there is none, or a chain of sectors comes back to itself."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as box:
            box.loadminifat()
            for entry in box.direntries:
                if entry is not None:
                    small = entry.is_minifat and entry.entry_type == olefile.STGTY_STREAM
                    _follow(box.minifat if small else box.fat, entry.isectStart)
            for start in (box.first_dir_sector, box.first_mini_fat_sector):
                _follow(box.fat, start)
            name = next(name for name in ("Workbook", "Book") if box.exists(name))
            return bytes(box.openstream(name).read())
    except (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError, StopIteration) as fault:
        raise Unreadable("corrupt", CORRUPT) from fault


def _follow(chain: Sequence[int], sector: int) -> None:
    """Walk a chain of sectors to its end; raises ValueError when it has none."""
    for _ in range(len(chain) + 1):
        if sector >= len(chain):
            return
        sector = chain[sector]
    raise ValueError("a chain of sectors without an end")


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, first byte and size of each record."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            return
        yield kind, at + 4, size
        at += 4 + size
