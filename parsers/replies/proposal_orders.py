"""Proposal orders: « proposer B-0042 salaire 13 €/h, car … »: a change that a company is to be asked to agree to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parsers.language.folding import fold, squeezed
from parsers.replies.changes import changes_in
from parsers.replies.needs_named import number_of
from parsers.statements import Command, NeedRef

_ORDER = re.compile(
    r"^\W*(?:(?:merci de|peux-tu|tu peux|il faut|je (?:veux|souhaite)|on (?:peut|va)|besoin|le besoin) )?"
    r"(?:\[?(?P<before>(?:b-?)?\d{1,6})\]? ?[:,]? )?(?:propos(?:e[rz]?|ons|ition)|negoci(?:e[rz]?|ons))\b"
)
_TO_WHOM = re.compile(
    r"^[\s:,]*(?:a (?:l'entreprise|la societe)|aux? (?:client|employeur)|un (?:changement|ajustement)|une modification"
    r"|(?:pour|sur|au|du|de) (?:le |la )?(?:besoin)?|(?:le )?besoin|de (?:passer a|mettre|ramener a)"
    r"|que|:|,)(?=[\s:,b\d])"
)
_REFERENCE = re.compile(r"^[\s:,]*\[?(?P<ref>b-?\d{1,6})\]?(?=[\s:,.])")
_TRAILING = re.compile(r"\s*(?:\b(?:pour|sur|au|a) (?:le )?(?:besoin )?)?\[?(?P<ref>b-?\d{1,6})\]?\s*\.?$")
_REASON = re.compile(
    r"\s*[,;(–—-]?\s*\b(?:motif|raison)s?\s*:\s*|\s*[,;(–—-]?\s*(?=\b(?:car|parce qu|puisqu|afin|pour que|sinon)\b)"
    r"|\s+:\s+(?=\D)"
)


def read(
    text: str, *, need: NeedRef | None = None, needs: Sequence[NeedRef] = (), today: date
) -> tuple[tuple[Command, ...], str]:
    """The proposals of a mail, one a line, and the text without these lines.

    A line whose change cannot be read, or whose need cannot be told, is left to the other orders and their doubts.
    """
    commands, rest = [], []
    for line in text.splitlines():
        command = _command(" ".join(line.replace("’", "'").split()), need, needs, today)
        if command is None:
            rest.append(line)
        else:
            commands.append(command)
    return tuple(commands), "\n".join(rest)


def _command(line: str, need: NeedRef | None, needs: Sequence[NeedRef], today: date) -> Command | None:
    folded = fold(line)
    if folded.lstrip().startswith(">") or "?" in folded or (found := _ORDER.match(folded)) is None:
        return None
    reference, body = found["before"], line[found.end() :]
    reference, body = _without_reference(body, reference)
    body, reason = _without_reason(body)
    target = _target(reference, need, needs)
    changes = changes_in(body, today=today)
    if target is None or not changes.values or changes.unread:
        return None
    return Command(action="propose", target=target, reason=reason, changes=dict(changes.values))


def _without_reference(body: str, reference: str | None) -> tuple[str | None, str]:
    """The need that is named after the verb, or at the end, and the words without it."""
    for _ in range(4):
        folded = fold(body)
        if match := _REFERENCE.match(folded):
            reference, body = reference or match["ref"], body[match.end() :]
        elif match := _TO_WHOM.match(folded):
            body = body[match.end() :]
        else:
            break
    if reference is None and (match := _TRAILING.search(fold(body))):
        reference, body = match["ref"], body[: match.start()]
    return reference, body.lstrip(" :,")


def _without_reason(body: str) -> tuple[str, str | None]:
    match = _REASON.search(fold(body))
    if match is None or not body[: match.start()].strip():
        return body, None
    reason = squeezed(body[match.end() :].strip(" .)"))
    return body[: match.start()], reason or None


def _target(reference: str | None, need: NeedRef | None, needs: Sequence[NeedRef]) -> str | None:
    """The reference as we write it; the mail's own need where none is named."""
    if reference is None:
        return need.ref if need else needs[0].ref if len(needs) == 1 else None
    number = number_of(reference)
    known = [one.ref for one in (*needs, *([need] if need else [])) if number_of(one.ref) == number]
    return known[0] if known else f"B-{number:04d}"
