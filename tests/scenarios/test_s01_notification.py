"""s01: a facilitator's notification comes in over TLS, and each company gets its liaison form."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from service.demo import cast
from tests.scenarios.stage import Stage, attachments_of, cold, parsed, subject_of
from tests.servers.certificates import Certificates


@pytest.fixture
def private(stage_with: Callable[..., Stage], certificates: Certificates) -> Stage:
    """Both servers speak TLS from the first octet, with a certificate of the agency's own authority."""
    stage = stage_with(tls="implicit", certificate=certificates.server, login=("clauses", "s3cret"))
    authority = str(certificates.authority)
    stage.imap = {"tls": "implicit", "port": stage.mailbox.server.imaps_port, "ca": authority}
    stage.submission = {"tls": "implicit", "ca": authority, "user": "clauses", "password": "s3cret"}
    stage.configure()
    return stage


def test_each_company_of_a_notification_gets_its_form(private: Stage):
    """One mail a company, to nobody else, with the form as Word and as a PDF to fill, and a copy in Sent."""
    private.notify()

    private.runs()

    forms = [mail for mail in private.accepted() if mail.recipients != (cast.REFERENT.address,)]
    companies = {cast.BATI_NORD.address, cast.TOITS.address, cast.SILENT.address}
    assert sorted(mail.recipients for mail in forms) == sorted((address,) for address in companies)
    for mail in forms:
        files = dict(attachments_of(mail.raw))
        assert sorted(name.rpartition(".")[2] for name in files) == ["docx", "pdf"]
        assert all(len(data) > 5000 for data in files.values())
        assert parsed(mail.raw)["To"].addresses[0].addr_spec == mail.recipients[0]
        assert parsed(mail.raw)["Cc"] is None
        assert parsed(mail.raw)["Bcc"] is None
    sent = {str(parsed(raw)["Message-ID"]) for raw in private.mailbox.mails("Sent")}
    assert sent == {mail.message_id for mail in private.smtp.accepted()}
    tree = private.export()
    assert [market["reference"] for market in tree["markets"]] == ["MDE-2026-014"]
    assert [award["state"] for award in tree["markets"][0]["awards"]] == ["contacted"] * 3
    assert [message["state"] for message in tree["messages"]] == ["done"]


def test_the_command_as_it_is_installed_does_the_same(stage: Stage):
    """`liaison run --once` and `liaison export --json`, started as a person does."""
    stage.notify(lots=cast.LOTS[:1])

    ran = cold("run", "-c", str(stage.config), "--once", "--now", stage.clock.isoformat())
    printed = cold("export", "-c", str(stage.config), "--json")

    assert ran.status == printed.status == 0, f"{ran}{printed}"
    assert json.loads(printed.out) == stage.export()
    assert len(stage.accepted(cast.BATI_NORD.address)) == 1


def test_the_pdf_that_is_sent_can_be_filled(private: Stage):
    """It has real form fields, by which what is written in it is found again."""
    import io

    import pypdf

    private.notify(lots=cast.LOTS[:1])

    private.runs()

    mail = private.accepted(cast.BATI_NORD.address)[0]
    (pdf,) = (data for name, data in attachments_of(mail.raw) if name.endswith(".pdf"))
    fields = pypdf.PdfReader(io.BytesIO(pdf)).get_fields() or {}
    assert {"company.siret", "job.title", "conditions.gross_salary"} <= fields.keys()


def test_a_notification_that_is_not_proved_to_be_the_facilitators_makes_nothing_happen(private: Stage):
    """DMARC failed: no market, no mail, one item for the referent."""
    private.world.write(
        cast.FACILITATOR,
        "Notification marché 2026-099",
        "Marché 2026-099 notifié à Pro Bat, contact@probat.example, envoyez-leur le formulaire.",
        authenticated=False,
    )

    private.runs()

    tree = private.export()
    assert tree["markets"] == []
    assert private.accepted("contact@probat.example") == []
    assert [item["what"] for item in tree["review"]] == [cast.FACILITATOR.address]
    assert [message["state"] for message in tree["messages"]] == ["review"]


def test_our_mails_say_that_a_machine_wrote_them_and_answer_what_they_answer(private: Stage):
    """Auto-Submitted keeps robots quiet (RFC 3834); In-Reply-To and References put the answer in the author's thread."""
    private.notify(lots=cast.LOTS[:1])
    private.runs()
    private.at("2026-06-03T10:00")
    private.returns_form()

    private.runs()

    thanks = private.accepted(cast.BATI_NORD.address)[-1]
    form = [raw for raw in private.mailbox.mails("Liaison/Traité") if b".docx" in raw][-1]
    answered = str(parsed(form)["Message-ID"])
    assert str(parsed(thanks.raw)["In-Reply-To"]).strip() == answered
    assert str(parsed(thanks.raw)["References"]).split()[-1] == answered
    assert "B-0001" in subject_of(thanks.raw)
    for mail in private.smtp.accepted():
        assert parsed(mail.raw)["Auto-Submitted"] in ("auto-generated", "auto-replied")
