"""The demo: one recruitment, from the facilitator's notification to the company's answer, on the real service."""

from __future__ import annotations

from pathlib import Path


def play(out: Path, *, servers: bool = False) -> None:
    """Play the whole story into a folder; the story's parts are loaded when it is played."""
    from service.demo import story

    story.play(out, servers=servers)
