"""Tables of lots, one award a row, whatever the columns; and tables of labels beside values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parsers.forms.award_mentions import exact_mentions, failures_in
from parsers.forms.market_draft import AwardDraft, MarketDraft, cleaned, contact_of, hours_of, set_siret
from parsers.forms.market_labels import column_like, column_of
from parsers.forms.market_prose import reference_in
from parsers.forms.market_rows import aligned
from parsers.forms.market_segments import is_occasion
from parsers.forms.notification_lines import STREET_LINE
from parsers.language.contacts import emails, phones, postcodes, sirets
from parsers.language.criteria import publics_in
from parsers.language.dates import dates_in
from parsers.language.folding import fold, squeezed
from parsers.language.names import names_in

_AWARD = frozenset({"company", "siret", "hours", "lot", "lot_title", "lot_and_title", "email", "contact", "reach"})
#: cells that hold several things, one a line
_OF_MANY_LINES = frozenset({"company", "contact", "reach", "address"})
_TOTAL = re.compile(r"^(?:sous-)?tota(?:l|ux)\b")


def header_of(rows: Sequence[Sequence[str]]) -> tuple[int, list[str | None]] | None:
    """Where the header of a table of awards stands, and its columns; None for any other table."""
    for at, row in enumerate(rows[:15]):
        sure = [column_of(cell) for cell in row]
        if len({column for column in sure if column}) < 2:
            continue
        columns = [column or column_like(cell) for column, cell in zip(sure, row, strict=True)]
        known = {column for column in columns if column}
        if len(known & _AWARD) >= 2 and "company" in known and len(known) >= 2 and _mostly_labels(row, columns):
            return at, _told_apart(columns)
    return None


def _mostly_labels(row: Sequence[str], columns: Sequence[str | None]) -> bool:
    filled = [column for cell, column in zip(row, columns, strict=True) if cell.strip()]
    return sum(column is not None for column in filled) * 2 > len(filled)


def _told_apart(columns: list[str | None]) -> list[str | None]:
    """Of two columns of one kind: the first is the market's (number, title, place), the second the lot's."""
    if columns.count("market") == 2 and "lot" not in columns:
        second = len(columns) - 1 - columns[::-1].index("market")
        columns = ["lot" if place == second else column for place, column in enumerate(columns)]
    if columns.count("lot_title") == 2 and "title" not in columns and "market" in columns:
        first = columns.index("lot_title")
        columns = ["title" if place == first else column for place, column in enumerate(columns)]
    if columns.count("lot") == 2:
        second = len(columns) - 1 - columns[::-1].index("lot")
        columns = ["lot_title" if place == second else column for place, column in enumerate(columns)]
    if columns.count("worksite") < 2:
        return columns
    first = columns.index("worksite")
    return ["title" if place == first else column for place, column in enumerate(columns)]


def _by_values(columns: list[str | None], rows: Sequence[Sequence[str]]) -> list[str | None]:
    """« N° » over 1, 2, 3 numbers the lots; « Objet » beside numbers of markets is what they are about."""
    out = list(columns)
    if "market" in out and "lot" not in out:
        at = out.index("market")
        values = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
        if values and all(re.fullmatch(r"(?i)(?:lot\s?)?(?:n°\s?)?\d{1,2}[a-z]?", value) for value in values):
            out[at] = "lot"
    if "market" in out and not {"lot", "title"} & set(out) and "lot_title" in out:
        out[out.index("lot_title")] = "title"
    return out


def read_rows(rows: Sequence[Sequence[str]], today: date) -> tuple[list[MarketDraft], bool]:
    """The markets of a table, and whether it was a table of awards at all."""
    found = header_of(rows)
    if found is None:
        return [], False
    at, columns = found
    columns = _by_values(columns, rows[at + 1 :])
    markets: list[MarketDraft] = []
    above = MarketDraft()
    for row in rows[:at]:
        read_labels([cell for cell in row if cell.strip()], above, today)
    last: dict[str, str] = {}
    for row in rows[at + 1 :]:
        whole, doubtful = aligned(row, columns)
        cells = _cells(columns, whole)
        if not cells:
            continue
        if any(_TOTAL.match(fold(cell)) for cell in cells.values()):
            total = hours_of(cells.get("hours", ""))
            above.hours_total = total if fold(next(iter(cells.values()))).startswith("total") else above.hours_total
            continue
        if len(cells) == 1 and len([cell for cell in row if cell.strip()]) == 1:
            read_labels([cell for cell in row if cell.strip()], above, today)
            continue
        own = dict(cells)
        for column in ("market", "title", "buyer", "notified", "lot", "lot_title", "worksite"):
            if (
                column in columns
                and column not in cells
                and column in last
                and "company" in cells
                and _carries(column, own)
            ):
                cells[column] = last[column]
        last = {**last, **cells}
        _add_row(cells, markets, above, today, doubtful)
    if not markets:
        markets = [above]
    if len(markets) == 1:
        markets[0].hours_total = above.hours_total
    return markets, True


def _carries(column: str, cells: dict[str, str]) -> bool:
    """A merged cell stands once and holds for the rows below; a lot only while its title is merged as well."""
    if column in {"lot", "lot_title"}:
        return not ({"lot", "lot_title"} & set(cells))
    return True


def _lines_kept(cell: str) -> str | None:
    return "\n".join(line for part in cell.split("\n") if (line := cleaned(part))) or None


def _cells(columns: Sequence[str | None], row: Sequence[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=False):
        value = _lines_kept(cell) if column in _OF_MANY_LINES else cleaned(cell)
        if column and value:
            out[column] = f"{out[column]} ; {value}" if column in out else value
    return out


def _add_row(
    cells: dict[str, str], markets: list[MarketDraft], above: MarketDraft, today: date, doubtful: frozenset[str]
) -> None:
    own = MarketDraft()
    for column in ("market", "title", "buyer", "notified"):
        if column in cells:
            set_market_field(own, column, cells[column], today)
    market = next((one for one in markets if own.reference in {None, one.reference} or one.reference is None), None)
    if market is None or (own.reference and market.reference and own.reference != market.reference):
        market = MarketDraft()
        if not markets:
            market.complete_with(above)
        else:
            market.buyer, market.notified_on = above.buyer, above.notified_on
        markets.append(market)
    market.complete_with(own)
    if "worksite" in cells:
        address = cells.get("worksite_address")
        place = (cells["worksite"], address)
        if place not in market.worksites:
            market.worksites.append(place)
    if any(failures_in(cells.get(column, "")) for column in ("company", "hours", "siret")):
        return
    award = award_of(cells)
    award.unsure |= {_PLACES[column] for column in doubtful & set(_PLACES)}
    if award.filled():
        market.awards.append(award)


#: column -> path below the award
_PLACES = {
    "lot": "lot", "lot_title": "lot_title", "company": "company.name", "contact": "company.contact_name",
    "address": "company.address", "hours": "insertion_hours",
}  # fmt: skip


def award_of(cells: dict[str, str]) -> AwardDraft:
    """An award from cells whose columns are known."""
    award = AwardDraft(worksite=cells.get("worksite"))
    _set_lot(award, cells)
    _set_company(award, cells.get("company", ""))
    if "siret" in cells:
        set_siret(award, re.sub(r"\D", "", re.sub(r"\.0$", "", cells["siret"])))
    if "hours" in cells:
        award.insertion_hours = hours_of(cells["hours"])
    share = re.search(r"(\d{1,3}(?:[.,]\d+)?) ?%?", cells.get("share", ""))
    if share:
        award.share = float(share.group(1).replace(",", "."))
        award.share = award.share * 100 if award.share <= 1 else award.share
    award.address = cells.get("address") or award.address
    if cells.get("town") and (not award.address or not postcodes(award.address)):
        award.address = " ".join(part for part in (award.address, cells["town"]) if part)
    _set_reach(award, cells)
    return award


def _set_lot(award: AwardDraft, cells: dict[str, str]) -> None:
    written = cells.get("lot") or cells.get("lot_and_title")
    if written:
        award.lot, title = lot_of(written)
        award.lot_title = title
    award.lot_title = cells.get("lot_title") or award.lot_title


def lot_of(written: str) -> tuple[str | None, str | None]:
    """« Lot n° 02 - Gros œuvre » as (« 2 », « Gros œuvre »); « unique » stays; a lone title has no number."""
    match = re.match(
        r"(?i)\s*(?:lots?\s*)?(?:n[°o]?\.?\s*|numéro\s*)?(\d{1,3}(?:\.\d)?\s?[a-z]?(?![a-z])|unique"
        r"|[A-Z](?![a-zà-ÿ]))\s*(?:\.0)?\s*(?:[:–—\-/.,(«\"]|\s|$)\s*(.*)$",
        written.strip(),
        re.DOTALL,
    )
    if match is None:
        return None, cleaned(written)
    number = re.sub(r"\s|\.0$", "", match.group(1))
    number = (
        "unique"
        if fold(number) == "unique"
        else re.sub(r"^0+(?=\d)", "", number).upper()
        if number[:1].isdigit()
        else number.upper()
    )
    return number, cleaned(match.group(2).strip(' )»"'))


def _set_company(award: AwardDraft, written: str) -> None:
    """The name stands first in its cell, over one line or more; what else stands there is taken where it belongs."""
    for found in sirets(written):
        set_siret(award, found.value)
    lines = [part for part in re.split(r"\n| ; ", re.sub(r"(?i)siret\s*:?", "", written)) if part.strip()]
    name: list[str] = []
    for place, line in enumerate(lines):
        told = exact_mentions(line)
        address = next((found for found in told if found.kind == "address"), None)
        start = min((found.start for found in told), default=len(line))
        if address is not None and award.address is None:
            street = lines[place - 1] if place and address.start == 0 and STREET_LINE.match(lines[place - 1]) else ""
            award.address = cleaned(f"{street} {address.value}")
        if place == 0 or (len(name) == place and not told and not STREET_LINE.match(line) and not names_in(line)):
            name.append(line[:start])
    award.name = cleaned(squeezed(" ".join(name)))


def _set_reach(award: AwardDraft, cells: dict[str, str]) -> None:
    """Telephone and address of the contact, from whichever cell holds them."""
    order = ("email", "phone", "reach", "contact", "company")
    for column in order:
        text = cells.get(column, "")
        found_mails, found_phones = emails(text), phones(text)
        if found_mails and award.email is None:
            award.email = found_mails[0].value
        if found_phones and award.phone is None:
            award.phone = found_phones[0].value
    for column in ("contact", "reach"):
        if column in cells and award.contact_name is None:
            award.contact_name = contact_of(cells[column].split("\n")[0] if column == "contact" else cells[column])


def read_labels(cells: Sequence[str], market: MarketDraft, today: date) -> bool:
    """« Marché | FL-2026-7 Voirie », « Acheteur : CC Flandre »: one line of labels; whether it was one."""
    if len(cells) == 1 and ":" in cells[0]:
        label, _, told = cells[0].partition(":")
        cells = [label, told]
    if len(cells) < 2:
        return False
    column = column_of(cells[0])
    if column not in {"market", "title", "buyer", "notified", "worksite", "worksite_address", "publics", "lot_title"}:
        return False
    value = cleaned(" ".join(cells[1:]))
    if value:
        set_market_field(market, "title" if column == "lot_title" else column, value, today)
    return True


def set_market_field(market: MarketDraft, column: str, value: str, today: date) -> None:
    """One labelled value of the market itself; what is already known stays."""
    if column == "market":
        reference, rest = reference_in(value)
        market.reference = market.reference or reference
        title = cleaned(re.sub(r"^(?:marché|n°)\s*", "", rest, flags=re.IGNORECASE))
        if title and len(title) > 3 and not is_occasion(title):
            market.title = market.title or title
    elif column == "title":
        reference, rest = reference_in(value) if market.reference is None else (None, value)
        title = (
            cleaned(re.sub(r"(?i)^(?:marché|consultation)(?: public)?\s*[-–—:]?\s*", "", rest)) if reference else value
        )
        if title and not is_occasion(title):
            market.title = market.title or title
        market.reference = market.reference or reference
    elif column == "buyer":
        market.buyer = market.buyer or value
    elif column == "notified":
        days = dates_in(value, today=today, backward=True)
        if days and market.notified_on is None:
            market.notified_on = days[0].day.isoformat()
    elif column == "publics":
        market.publics = list(dict.fromkeys((*market.publics, *publics_in(value))))
    elif column in {"worksite", "worksite_address"}:
        add_worksite(market, value, address_only=column == "worksite_address")


def add_worksite(market: MarketDraft, value: str, *, address_only: bool = False) -> None:
    """« Gymnase Zay, 3 rue du Stade 80000 Amiens »: a name, then an address; an address alone is the market's own."""
    name, address = split_place(value)
    if address_only and name:
        name, address = None, value
    if address_only and market.worksites and market.worksites[-1][1] is None:
        market.worksites[-1] = (market.worksites[-1][0], address)
    elif (name, address) not in market.worksites:
        market.worksites.append((name, address))


_NUMBERED = re.compile(
    r"(?:^|[,(]|\s[-–—]\s|\s:\s)\s*(?P<street>\d{1,4}\s?(?:bis|ter|[a-d])?[,\s]+(?:rue|avenue|av\.|boulevard|bd|place"
    r"|impasse|allée|chemin|route|square|quai|cours)\b.*)$",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"(?:^|[,(]|\s[-–—]\s|\s:\s|\bà\b|\bau\b|\bsitué\w*\b|\bsis\w*\b)\s*(?P<street>(?:\d{1,4}\s?(?:bis|ter"
    r"|[a-d])?[,\s]+)?(?:rue|avenue|av\.|boulevard|bd|place|impasse|allée|allee|chemin|route|square|quai|cours"
    r"|zone|za|zi|zac|zae|esplanade|voie|ruelle|parvis|faubourg|lieu-dit|rond-point|parc|promenade"
    r"|résidence)\b.*)$",
    re.IGNORECASE,
)


def split_place(value: str) -> tuple[str | None, str | None]:
    """(name, address) of a place."""
    value = cleaned(value) or ""
    match = _NUMBERED.search(value) or _STREET.search(value)
    if match:
        return cleaned(value[: match.start()].rstrip(" (,–-")), cleaned(match["street"].rstrip(")"))
    codes = postcodes(value)
    if codes:
        head = re.split(r"[,(]|\s[-–—]\s", value[: codes[0].start])
        name = cleaned(", ".join(head))
        return name, cleaned(value[codes[0].start :].rstrip(")"))
    return cleaned(value), None
