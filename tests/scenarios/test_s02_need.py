"""s02: the Word form that was sent comes back filled, becomes a need, is approved, and goes to every partner at once."""

from __future__ import annotations

from service.demo import cast, papers
from tests.scenarios.stage import Stage, attachments_of, parsed, text_of


def test_a_form_becomes_a_need_and_each_partner_gets_it_once_it_is_approved(stage: Stage):
    """The values are those written in the form; nothing goes to partners before; then one personal mail to each."""
    stage.notify(lots=cast.LOTS[:1])
    stage.runs()
    stage.at("2026-06-03T10:20")
    stage.returns_form()
    stage.runs()

    (need,) = stage.export()["needs"]
    assert need["state"] == "to_validate"
    assert need["missing"] == []
    assert need["company"]["siret"] == "73282932000074"
    assert need["company"]["phone"] == "+33353011201"
    assert need["job"]["title"] == "Coffreur-bancheur (H/F)"
    assert (need["job"]["openings"], need["job"]["start_date"]) == (2, "2026-06-29")
    assert need["conditions"]["contract_duration"] == "P6M"
    assert need["conditions"]["gross_salary"] == {"min": 12.5, "max": 12.5, "period": "hour", "basis": None}
    assert [mail for actor in (cast.MISSION_LOCALE, cast.CAP_EMPLOI) for mail in stage.accepted(actor.address)] == []

    stage.at("2026-06-04T09:00")
    stage.liaison("approve", "B-0001", now=True)
    stage.runs()

    mails = stage.accepted("[B-0001]")
    to_partners = [mail for mail in mails if mail.recipients[0] not in (cast.BATI_NORD.address, cast.REFERENT.address)]
    chosen = {cast.MISSION_LOCALE, cast.CAP_EMPLOI, cast.PLIE, cast.ASSOCIATION, cast.GONE}
    assert sorted(m.recipients for m in to_partners) == sorted((actor.address,) for actor in chosen)
    for mail in to_partners:
        assert parsed(mail.raw)["To"].addresses[0].addr_spec == mail.recipients[0]
        assert "Coffreur-bancheur" in text_of(mail.raw)
        assert any(name.endswith((".docx", ".pdf")) for name, _ in attachments_of(mail.raw))
    nour = next(mail for mail in to_partners if mail.recipients == (cast.MISSION_LOCALE.address,))
    assert "Nour Haddad" in text_of(nour.raw)
    tree = stage.export()
    assert [row["state"] for row in tree["needs"]] == ["diffused"]
    assert [row["state"] for row in tree["diffusions"]] == ["sent"] * 5
    assert {row["message_id"] for row in tree["diffusions"]} == {mail.message_id for mail in to_partners}


def test_an_order_that_cannot_be_carried_out_says_so_and_writes_nothing(diffused: Stage):
    """An unknown need, a need approved twice: a status that scripts see, and no second mail."""
    before = len(diffused.smtp.accepted())

    assert diffused.liaison("approve", "B-0099", status=None).status == 2
    diffused.liaison("approve", "B-0001", status=None, now=True)
    diffused.runs()

    assert len(diffused.smtp.accepted()) == before
    assert diffused.states("needs") == ["diffused"]


def test_the_same_form_sent_twice_makes_one_need(diffused: Stage):
    """Once more with another Message-ID, as people do who are not sure: one need, and nothing new for the partners."""
    diffused.at("2026-06-05T10:00")
    asked = parsed(diffused.accepted(cast.BATI_NORD.address)[0].raw)
    name, form = next((n, d) for n, d in attachments_of(asked.as_bytes()) if n.endswith(".docx"))
    for _ in range(2):
        diffused.world.write(cast.BATI_NORD, f"RE: {asked['Subject']}", "Je renvoie le formulaire.\n",
                          files=((name, papers.filled_word(form, cast.BATI_NORD_FORM)),), answers=asked)  # fmt: skip

    diffused.runs()

    assert len(diffused.export()["needs"]) == 1
    partners = {cast.MISSION_LOCALE.address, cast.CAP_EMPLOI.address, cast.PLIE.address}
    again = [mail for mail in diffused.accepted("Coffreur") if mail.recipients[0] in partners]
    assert len(again) == 3
