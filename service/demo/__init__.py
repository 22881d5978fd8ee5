"""The demo: one recruitment, from the facilitator's notification to the company's answer, on the real service."""

from __future__ import annotations

from service.demo.story import play

__all__ = ["play"]
