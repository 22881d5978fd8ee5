"""Orders in the words of our own buttons, one a line: classer, annuler, mutualiser, poursuivre; pure."""

from __future__ import annotations

import re

from parsers.statements import Command

#: « mutualiser B-0012, B-0015 », « ne pas mutualiser … », « poursuivre 7 au besoin B-0050 »
POOLED = re.compile(
    r"(ne pas |pas )?mutualise[rz]?\s+"
    r"((?:(?:le |les )?(?:besoins? )?B-?\s?\d{1,6}(?:\s*(?:,|et|&|\+)\s*)?){2,12})[.!]?",
    re.IGNORECASE,
)
CONTINUED = re.compile(
    r"poursui\w+\s+(?:R-?|n°\s?)?(\d{1,6})\s+(?:au|sur le|avec le) besoin\s+(B-?\d{1,6})[.!]?", re.IGNORECASE
)
TAKEN_BACK = re.compile(r"annule[rz]?\s+(?:le |la |l'ordre )?([AR])\s?-?\s?(\d{1,6})\s*[.!]?", re.IGNORECASE)
#: « classer A-4 », what follows says as what
SETTLEMENT = re.compile(r"(?:classer|classe|classez|ranger|traiter)\s+A\s?-?\s?(\d{1,6})\b(.{0,200})", re.IGNORECASE)


def read(text: str) -> tuple[tuple[Command, ...], str]:
    """The orders that stand alone on a line, in the words of our buttons, and the text without these lines."""
    settled, rest = [], []
    for line in text.splitlines():
        found = SETTLEMENT.fullmatch(line.strip())
        if found:
            how = found.group(2).strip(" .:,-") or None
            settled.append(Command(action="settle", target=f"A-{found.group(1)}", reason=how))
        elif (command := _takes_back(line) or _joins(line)) is not None:
            settled.append(command)
        else:
            rest.append(line)
    return tuple(settled), "\n".join(rest)


def _takes_back(line: str) -> Command | None:
    """« annuler A-4 », « annuler R-12 »: what is neither a need's nor in doubt."""
    found = TAKEN_BACK.fullmatch(line.strip())
    return Command(action="undo", target=f"{found.group(1).upper()}-{found.group(2)}") if found else None


def _joins(line: str) -> Command | None:
    """Needs put together, or not; a contract that a need continues."""
    if found := POOLED.fullmatch(line.strip()):
        return Command(action="set_aside" if found.group(1) else "pool", target=found.group(2).strip())
    if found := CONTINUED.fullmatch(line.strip()):
        return Command(action="go_on", target=found.group(2).upper(), candidates=(found.group(1),))
    return None
