"""Old Office files made by hand: the compound file that holds .msg and .xls, and the records of a workbook."""

from __future__ import annotations

import struct
from collections.abc import Mapping

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file: streams of the root and of storages one level down, long enough to need no mini stream."""
    streams = {path: data.ljust(4096, b"\0") for path, data in streams.items()}
    sectors, fat, entries = [], [], []

    def store(data):
        if not data:
            return END
        first = len(sectors)
        chunks = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        for number, chunk in enumerate(chunks):
            sectors.append(chunk)
            fat.append(first + number + 1 if number + 1 < len(chunks) else END)
        return first

    tree = {}
    for path, data in streams.items():
        storage, _, name = path.rpartition("/")
        tree.setdefault(storage, {})[name] = data
    top = [*tree.get("", {}), *(storage for storage in tree if storage)]
    positions = {name: 1 + number for number, name in enumerate(top)}
    children = {}
    cursor = 1 + len(top)
    for storage in (name for name in top if name in tree and name not in tree.get("", {})):
        children[storage] = list(range(cursor, cursor + len(tree[storage])))
        cursor += len(tree[storage])
    entries.append(("Root Entry", 5, FREE, positions[top[0]], END, 0))
    for number, name in enumerate(top):
        right = positions[top[number + 1]] if number + 1 < len(top) else FREE
        if name in tree.get("", {}):
            data = tree[""][name]
            entries.append((name, 2, right, FREE, store(data), len(data)))
        else:
            entries.append((name, 1, right, children[name][0], 0, 0))
    for storage, numbers in children.items():
        for place, (name, data) in enumerate(tree[storage].items()):
            right = numbers[place + 1] if place + 1 < len(numbers) else FREE
            entries.append((name, 2, right, FREE, store(data), len(data)))
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, FREE, right, child)
        + bytes(16 + 4 + 16)
        + struct.pack("<IQ", start, size)
        for name, kind, right, child, start, size in entries
    )
    directory_start = store(directory)
    fat_sector = len(sectors)
    fat.append(FAT)
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, directory_start, 0, 4096, END, 0, END, 0) + struct.pack("<I", fat_sector)
    )  # fmt: skip
    table = b"".join(struct.pack("<I", value) for value in fat).ljust(512, b"\xff")
    return header.ljust(512, b"\xff") + b"".join(sectors) + table


def record(kind: int, data: bytes) -> bytes:
    """One record of a workbook [MS-XLS] 2.1.4."""
    return struct.pack("<HH", kind, len(data)) + data


def size(top: int, bottom: int, left: int, right: int) -> bytes:
    """What a sheet says of its size; `bottom` and `right` are the first beyond."""
    return record(0x0200, struct.pack("<IIHHH", top, bottom, left, right, 0))


def cell(row: int, column: int, number: float) -> bytes:
    """A cell that holds a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, number))


def strings(claimed: int, *texts: str) -> bytes:
    """The strings that cells share, and how many there are said to be."""
    body = b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    return record(0x00FC, struct.pack("<II", claimed, claimed) + body)


def workbook(*rows: bytes, shared: bytes = b"") -> bytes:
    """An Excel 97 file of one sheet that holds these records."""

    def start(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))

    end = record(0x000A, b"")
    name = struct.pack("<BB", 1, 0) + b"B"
    before = len(start(5)) + len(record(0x0085, bytes(6) + name)) + len(shared) + len(end)
    globals_ = start(5) + record(0x0085, struct.pack("<IBB", before, 0, 0) + name) + shared + end
    return compound({"Workbook": globals_ + start(16) + b"".join(rows) + end})


def endless(box: bytes) -> bytes:
    """The same compound file with the first chain of sectors turned into a circle."""
    out = bytearray(box)
    table = (struct.unpack_from("<I", out, 76)[0] + 1) * 512
    last = next(at for at in range(table, table + 512, 4) if struct.unpack_from("<I", out, at)[0] == END)
    struct.pack_into("<I", out, last, 0)
    return bytes(out)
