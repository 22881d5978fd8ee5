"""Contract types: the kind of work contract as one of the CONTRACT codes, from the words of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parsers.values import boxes
from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import folded

#: what may come of a contract is not the contract: « CDD pouvant déboucher sur un CDI »
_LATER = re.compile(
    r"(?:pouvant|possibilite|possible|evolu|debouch|perspective|avec (?:possibilite|passage)|transform|suivi"
    r"|puis|avant|en vue|vers|->|=>|si affinite|renouvel|prolong|embauche (?:en|a)|titularis).*"
)


def contract_type(
    text: str, words: Mapping[str, Sequence[str]], weak: Mapping[str, tuple[str, bool]] | None = None
) -> Parsed[str]:
    """The CONTRACT code; `words` maps each code to its wordings, folded; several codes are for a person.

    `weak` maps a wording that counts only alone to its code and to whether a person must look.
    """
    if boxes.has_boxes(text):
        options = boxes.ticked(text)
        if not options:
            return doubtful(None, "contract_not_ticked")
        text = " / ".join(options)
    flat = folded(text)[:300]
    if _LATER.search(flat) and found_codes(_LATER.sub("", flat), words):
        flat = _LATER.sub("", flat)
    codes = found_codes(flat, words)
    if not codes:
        return _weakly(flat, weak or {})
    if len(codes) > 1:
        return doubtful(codes[0], "contract_several", certainty=0.5)
    if codes[0] == "OTHER":
        return doubtful("OTHER", "contract_other", certainty=0.7)
    return sure(codes[0])


def _weakly(flat: str, weak: Mapping[str, tuple[str, bool]]) -> Parsed[str]:
    for word, (code, review) in sorted(weak.items(), key=lambda pair: -len(pair[0])):
        if re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", flat):
            return doubtful(code, "contract_guessed") if review else sure(code, certainty=0.93)
    return doubtful(None, "contract_unknown")


def found_codes(flat: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """Codes in the order of their first word; a longer wording hides the shorter ones inside it."""
    taken: list[tuple[int, int, str]] = []
    wordings = sorted(((word, code) for code, each in words.items() for word in each), key=lambda pair: -len(pair[0]))
    for word, code in wordings:
        if word not in flat:
            continue
        for match in re.finditer(rf"(?<![a-z]){re.escape(word)}(?![a-z])", flat):
            if not any(start < match.end() and match.start() < end for start, end, _ in taken):
                taken.append((match.start(), match.end(), code))
    out: list[str] = []
    for _, _, code in sorted(taken):
        if code not in out:
            out.append(code)
    return out
