"""The partner directory in the database: as its file says, what Liaison learned kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from service.domain.records import Partner
from service.store import write
from service.store.tables import PartnerRow

_partners: Any = PartnerRow.__table__  # type: ignore[attr-defined]
FROM_FILE = ("name", "kind", "contact_name", "email", "phone", "postcodes", "publics", "active", "contacts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge changes."""

    added: tuple[Partner, ...]
    changed: tuple[Partner, ...]
    #: in the database and no longer in the file: kept, inactive
    gone: tuple[Partner, ...]


def compare(connection: Connection, listed: Iterable[Partner]) -> Merged:
    """What merging the file would change; nothing is written."""
    known = {row.id: Partner.model_construct(**row._mapping) for row in connection.execute(select(_partners))}  # noqa: SLF001
    listed = list(listed)
    added = [p for p in listed if p.id not in known]
    changed = []
    for partner in listed:
        before = known.get(partner.id)
        told = {key: getattr(partner, key) for key in FROM_FILE}
        if before is not None and any(getattr(before, key) != value for key, value in told.items()):
            changed.append(before.but(**told))
    ids = {p.id for p in listed}
    gone = [p.but(active=False) for p in known.values() if p.id not in ids and p.active]
    return Merged(added=tuple(added), changed=tuple(changed), gone=tuple(gone))


def merge(connection: Connection, listed: Iterable[Partner]) -> Merged:
    """Make the directory what the file says; a partner no longer listed is kept for its history, inactive."""
    merged = compare(connection, listed)
    write.save(connection, (*merged.added, *merged.changed, *merged.gone))
    return merged
