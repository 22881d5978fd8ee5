"""One mail's orders as a whole: corrections before approvals, no order twice, none against another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.statements import Command, Doubt


def before_approval(earlier: Sequence[Command], added: Sequence[Command]) -> list[Command]:
    """The orders in the order in which they are done: « ok mais mets 3 postes » corrects first, then approves."""
    out = list(earlier)
    for command in added:
        late = [c for c in out if c.action == "approve" and c.target == command.target]
        if command.action == "correct" and late:
            out = [c for c in out if c not in late] + [command] + late
        else:
            out.append(command)
    return out


def without(commands: Sequence[Command], taken_back: Sequence[Command]) -> list[Command]:
    """The orders but those taken back."""
    return [command for command in commands if command not in taken_back]


def consistent(commands: Sequence[Command]) -> tuple[list[Command], list[Doubt]]:
    """One need cannot be approved and refused in one mail, nor closed and reopened; corrections of one are one."""
    out, doubts = _unique(commands)
    for target in {command.target for command in out}:
        actions = {command.action for command in out if command.target == target}
        if {"approve", "reject"} <= actions or {"close", "reopen"} <= actions:
            doubts.append(Doubt(what=target or "", why="deux ordres contraires sur le même besoin : rien n'est fait"))
            out = [command for command in out if command.target != target]
    return out, doubts


def _unique(commands: Sequence[Command]) -> tuple[list[Command], list[Doubt]]:
    """No order twice; what several lines correct of one need is one correction; a field told twice is a doubt."""
    out: list[Command] = []
    doubts: list[Doubt] = []
    for command in commands:
        same = next((c for c in out if c.action == command.action == "correct" and c.target == command.target), None)
        if same is None:
            out += [command] if command not in out else []
            continue
        twice = {path for path, value in command.changes.items() if same.changes.get(path, value) != value}
        doubts += [
            Doubt(what=f"{command.target} : {path}", why="deux valeurs pour une seule : rien n'est fait")
            for path in twice
        ]
        changes = {path: value for path, value in {**same.changes, **command.changes}.items() if path not in twice}
        out[out.index(same)] = replace(same, changes=changes)
    return [c for c in out if c.action != "correct" or c.changes], doubts
