"""One mail's orders as a whole: corrections before approvals, no order twice, none against another."""

from __future__ import annotations

from parsers.statements import Command, Doubt


def before_approval(found: list[Command], corrections: list[Command]) -> list[Command]:
    """« ok mais mets 3 postes »: the need is corrected first, then approved."""
    targets = {command.target for command in corrections}
    late = [command for command in found if command.action == "approve" and command.target in targets]
    return [command for command in found if command not in late] + corrections + late


def consistent(commands: list[Command]) -> tuple[list[Command], list[Doubt]]:
    """One need cannot be approved and refused in one mail, nor closed and reopened."""
    doubts: list[Doubt] = []
    out = _unique(commands)
    for target in {command.target for command in out}:
        actions = {command.action for command in out if command.target == target}
        if {"approve", "reject"} <= actions or {"close", "reopen"} <= actions:
            doubts.append(Doubt(what=target or "", why="deux ordres contraires sur le même besoin : rien n'est fait"))
            out = [command for command in out if command.target != target]
    return out, doubts


def _unique(commands: list[Command]) -> list[Command]:
    out: list[Command] = []
    for command in commands:
        if command not in out:
            out.append(command)
    return out
