"""s12: machines: an address that bounces, an absence, a robot; and the referent who mends an address or files a mail."""

from __future__ import annotations

from email.utils import formataddr

from service.demo import cast
from service.demo.cast import Actor
from tests.scenarios.stage import Stage, cold, subject_of


def reminders(stage: Stage, actor: Actor) -> int:
    """How many reminders someone got."""
    got = [subject_of(raw) for raw in stage.world.post.received(actor.address)]
    return sum("Relance" in line or "Rappel" in line for line in got)


def bounce(stage: Stage, actor: Actor) -> None:
    """The report of a server that knows nobody of that name, about our last mail to someone."""
    lost = stage.world.last(actor, "B-0001")
    stage.world.post.deliver(
        (
            f"Return-Path: <>\r\nFrom: {formataddr(('Mail Delivery System', 'mailer-daemon@mx.example'))}\r\n"
            f"To: clauses@agence.example\r\nSubject: Undelivered Mail Returned to Sender\r\nMessage-ID: <b.1@mx.example>\r\n"
            "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
            "--b\r\nContent-Type: text/plain\r\n\r\nuser unknown\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
            f"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {actor.address}\r\nAction: failed\r\n"
            "Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
            f"Message-ID: {lost['Message-ID']}\r\nSubject: x\r\n\r\n--b--\r\n"
        ).encode()
    )


def number_of(stage: Stage, word: str) -> int:
    """The number of the review item that holds this word."""
    (item,) = (row for row in stage.export()["review"] if word in row["what"] + row["why"])
    return int(item["number"])


def test_an_address_that_bounces_is_left_alone_until_the_referent_mends_it(diffused: Stage):
    """No reminder, the referent is told once, nobody is answered; « comme adresse rétablie » brings it back."""
    stage = diffused
    stage.at("2026-06-05T11:00")
    bounce(stage, cast.GONE)
    before = len(stage.accepted(cast.GONE.address))
    stage.runs()

    assert len(stage.accepted(cast.GONE.address)) == before
    assert [row["state"] for row in stage.export()["contacts"] if row["id"] == cast.GONE.address] == ["bounces"]
    stage.at("2026-06-10T10:00")
    stage.runs()
    assert reminders(stage, cast.CAP_EMPLOI) == 1
    assert reminders(stage, cast.GONE) == 0

    mends = f"classer A-{number_of(stage, cast.GONE.address)} comme adresse rétablie\n"
    digest = stage.world.last(cast.REFERENT, "Point du jour")
    stage.world.write(cast.REFERENT, "Re: Point du jour", mends, answers=digest)
    stage.runs()
    assert [row["state"] for row in stage.export()["contacts"] if row["id"] == cast.GONE.address] == ["works"]


def test_whoever_is_away_is_not_reminded_before_the_day_of_return(diffused: Stage):
    """« Absent jusqu'au 22 juin »: nothing is answered, and the reminder waits for the 23rd."""
    stage = diffused
    stage.at("2026-06-05T11:00")
    asked = stage.world.last(cast.MISSION_LOCALE, "B-0001")
    before = len(stage.accepted(cast.MISSION_LOCALE.address))
    stage.world.write(
        cast.MISSION_LOCALE, f"Réponse automatique : {asked['Subject']}", "Absent jusqu'au 22 juin, merci d'appeler l'accueil.",
        headers={"Auto-Submitted": "auto-replied", "In-Reply-To": str(asked["Message-ID"])},
    )  # fmt: skip
    stage.runs()
    assert len(stage.accepted(cast.MISSION_LOCALE.address)) == before

    for day, expected in (("2026-06-10", 0), ("2026-06-22", 0), ("2026-06-23", 1)):
        stage.at(f"{day}T10:00")
        stage.runs()
        assert reminders(stage, cast.MISSION_LOCALE) == expected, day


def test_the_referents_word_on_a_mail_nobody_understood_is_obeyed_and_can_be_said_again(diffused: Stage):
    """« classer A-1 comme réponse de partenaire B-0001 »: the mail is taken again, and once more when its author is known."""
    stage = diffused
    stage.at("2026-06-09T11:00")
    stranger = Actor(name="Nadia Petit", address="nadia.petit@ailleurs.example")
    stage.world.write(
        stranger, "Bonjour", "Bonjour,\n\nJe vous propose Yanis MERCIER, 06 39 98 20 09, pour le poste.\n"
    )
    stage.runs()

    def files(word: str) -> list[str]:
        """The candidates, once the referent said what the mail of this doubt is."""
        order = f"classer A-{number_of(stage, word)} comme réponse de partenaire B-0001\n"
        digest = stage.world.last(cast.REFERENT, "Point du jour")
        stage.world.write(cast.REFERENT, "Re: Point du jour", order, answers=digest)
        stage.runs()
        return [row["candidate"]["last_name"].upper() for row in stage.export()["referrals"]]

    assert files("expéditeur inconnu") == []
    directory = stage.folder / "nouveaux.csv"
    directory.write_text(f"name,kind,contact_name,email\nAilleurs,association,{stranger.name},{stranger.address}\n")
    assert cold("partners", "import", str(directory), "-c", str(stage.config)).status == 0
    assert files("annuaire") == ["MERCIER"]
