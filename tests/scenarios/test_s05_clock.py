"""s05: what the clock makes due: reminders on working days, the digest, feedback and reports; each once."""

from __future__ import annotations

from service.demo import cast
from tests.scenarios.stage import Stage, subject_of


def reminds(subject: str) -> bool:
    """What the interface says of a reminder's subject."""
    return "relance" in subject.casefold() or "rappel" in subject.casefold()


def subjects(stage: Stage, address: str) -> list[str]:
    """What someone got, oldest first."""
    return [subject_of(mail.raw) for mail in stage.accepted(address)]


def test_a_silent_company_is_reminded_on_working_days_and_then_the_facilitator_is_told(stage: Stage):
    """Forms of Tuesday 30 June 2026: 7 July is the fifth working day, 15 July the tenth, as 14 July is a holiday."""
    stage.at("2026-06-30T09:30")
    stage.notify(lots=cast.LOTS[2:])
    stage.runs()
    assert len(subjects(stage, cast.SILENT.address)) == 1

    for day, mails in (("2026-07-06", 1), ("2026-07-07", 2), ("2026-07-14", 2), ("2026-07-15", 3), ("2026-07-16", 3)):
        stage.at(f"{day}T10:00")
        stage.runs()
        assert len(subjects(stage, cast.SILENT.address)) == mails, day

    told = [line for line in subjects(stage, cast.FACILITATOR.address) if "MDE-2026-014" in line]
    stage.at("2026-07-24T10:00")
    stage.runs()
    assert len(subjects(stage, cast.SILENT.address)) == 3
    assert [award["state"] for award in stage.export()["markets"][0]["awards"]] == ["silent"]
    assert len(subjects(stage, cast.FACILITATOR.address)) > len(told)
    for line in subjects(stage, cast.SILENT.address)[1:]:
        assert reminds(line)


def test_nothing_periodic_goes_twice_for_the_same_instant_nor_on_the_same_day(stage: Stage):
    """Two runs at one instant, and one more that afternoon: the same mails as after the first."""
    stage.notify(lots=cast.LOTS[:1])
    stage.runs()
    stage.at("2026-06-15T09:30")
    stage.runs()
    after_first = [(mail.recipients, subject_of(mail.raw)) for mail in stage.accepted()]
    assert any("Point du jour" in subject for _, subject in after_first)
    assert any("Point d'avancement" in subject.replace("’", "'") for _, subject in after_first)

    stage.runs()
    stage.at("2026-06-15T17:00")
    stage.runs()

    assert [(mail.recipients, subject_of(mail.raw)) for mail in stage.accepted()] == after_first


def test_the_digest_comes_every_working_morning_and_on_no_other(stage: Stage):
    """Saturday, Sunday and a holiday bring none; Monday brings one, however many were missed."""
    stage.at("2026-07-09T09:00")
    stage.notify(lots=cast.LOTS[2:])
    stage.runs()

    def digests(day: str) -> int:
        stage.at(f"{day}T08:30")
        stage.runs()
        return sum("Point du jour" in line for line in subjects(stage, cast.REFERENT.address))

    assert digests("2026-07-10") == 1  # Friday
    assert digests("2026-07-11") == 1  # Saturday
    assert digests("2026-07-14") == 2  # a holiday: that of Monday, which was missed
    assert digests("2026-07-15") == 3


def test_a_partner_that_does_not_answer_is_reminded_once_and_then_left(diffused: Stage):
    """After four working days one reminder; those who answered get none; afterwards silence is noted."""
    diffused.at("2026-06-05T11:00")
    asked = diffused.world.last(cast.PLIE, "B-0001")
    diffused.world.write(cast.PLIE, f"Re: {asked['Subject']}", "Personne à proposer pour l'instant.\n", answers=asked)
    diffused.runs()

    for day, reminders in (
        ("2026-06-09", 0),
        ("2026-06-10", 1),
        ("2026-06-11", 1),
        ("2026-06-17", 1),
        ("2026-06-24", 1),
    ):
        diffused.at(f"{day}T10:00")
        diffused.runs()
        got = [line for line in subjects(diffused, cast.CAP_EMPLOI.address) if reminds(line)]
        assert len(got) == reminders, day
        assert not [line for line in subjects(diffused, cast.PLIE.address) if reminds(line)]

    assert sorted(diffused.states("diffusions")) == ["declined", "silent", "silent", "silent", "silent"]
