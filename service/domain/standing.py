"""Standing: what a partner got, what it answered, whom it referred, and with what outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from service.domain.records import Diffusion, Referral

OUTCOMES = ("presented", "interview", "hired", "rejected", "pool", "withdrawn")


def record_of(partner_id: str, diffusions: Iterable[Diffusion], referrals: Iterable[Referral]) -> dict[str, int]:
    """How many needs a partner got and answered, whom it referred, with what outcome."""
    states = Counter(d.state for d in diffusions if d.partner_id == partner_id)
    outcomes = Counter(r.state for r in referrals if r.partner_id == partner_id)
    return {
        "received": sum(states.values()) - states["bounced"],
        "answered": states["answered"],
        "declined": states["declined"],
        "silent": states["silent"],
        "referred": sum(outcomes.values()),
        **{state: outcomes[state] for state in OUTCOMES},
    }
