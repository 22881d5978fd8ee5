"""s04: partners refer candidates, the referent presents them, the company answers, and each partner hears of its own."""

from __future__ import annotations

from service.demo import cast, papers
from tests.scenarios.stage import Stage, attachments_of, text_of


def test_from_a_referral_to_the_answer_that_its_partner_reads(diffused: Stage):
    """Candidates reach the company with their papers; its answer moves each; partners hear of theirs, not of others'."""
    diffused.at("2026-06-09T11:00")
    asked = diffused.world.last(cast.MISSION_LOCALE, "B-0001")
    cv = papers.curriculum("Tony LAMBERT", "06 39 98 20 01", "tony.lambert@courriel.example", "80090 Amiens")
    diffused.world.write(
        cast.MISSION_LOCALE, f"RE: {asked['Subject']}",
        "Bonjour,\n\nJe vous propose Tony LAMBERT, 20 ans, 06 39 98 20 01, tony.lambert@courriel.example. CV joint.\n",
        files=(("CV Tony Lambert.docx", cv),), answers=asked,
    )  # fmt: skip
    asked = diffused.world.last(cast.CAP_EMPLOI, "B-0001")
    diffused.world.write(
        cast.CAP_EMPLOI, f"RE: {asked['Subject']}",
        "Bonjour,\n\nJe vous propose Cassandra BERNARD, RQTH, 06 39 98 20 02.\n", answers=asked,
    )  # fmt: skip
    asked = diffused.world.last(cast.PLIE, "B-0001")
    diffused.world.write(cast.PLIE, f"RE: {asked['Subject']}", "Personne à proposer pour l'instant.\n", answers=asked)
    diffused.runs()
    tree = diffused.export()
    assert sorted(row["state"] for row in tree["referrals"]) == ["to_present", "to_present"]
    assert sorted(row["state"] for row in tree["diffusions"]) == ["answered", "answered", "declined", "sent", "sent"]

    diffused.at("2026-06-10T09:30")
    diffused.liaison("present", "B-0001", now=True)
    diffused.runs()

    presented = diffused.accepted(cast.BATI_NORD.address)[-1]
    assert "LAMBERT" in text_of(presented.raw).upper()
    assert "RQTH" not in text_of(presented.raw)
    assert cv in dict(attachments_of(presented.raw)).values()
    assert diffused.states("referrals") == ["presented", "presented"]

    diffused.at("2026-06-12T17:45")
    asked = diffused.world.last(cast.BATI_NORD, "B-0001")
    diffused.world.write(
        cast.BATI_NORD, f"RE: {asked['Subject']}",
        "Bonjour,\n\nLambert : retenu, il commence le 29 juin.\nBernard : non retenue, pas d'expérience.\n\nH. Vasseur\n",
        answers=asked,
    )  # fmt: skip
    diffused.runs()

    tree = diffused.export()
    assert {row["candidate"]["last_name"].upper(): row["state"] for row in tree["referrals"]} == {
        "LAMBERT": "hired",
        "BERNARD": "rejected",
    }
    assert [row["state"] for row in tree["placements"]] == ["planned"]

    diffused.at("2026-06-15T09:30")
    diffused.runs()

    to_ml = "\n".join(text_of(mail.raw) for mail in diffused.accepted(cast.MISSION_LOCALE.address)[1:])
    to_cap = "\n".join(text_of(mail.raw) for mail in diffused.accepted(cast.CAP_EMPLOI.address)[1:])
    assert "retenu" in to_ml
    assert "non retenu" in to_cap
    assert "BERNARD" not in to_ml.upper()
    assert "LAMBERT" not in to_cap.upper()
    assert diffused.liaison("journal", "--verify").out.strip() == "journal intact"
