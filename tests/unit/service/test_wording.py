"""French for people: dates, amounts, durations and codes in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from service import wording as french
from service.wording import Wording, fill, wording

NARROW, NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 6, 1), "1er juin 2026"),
        ("2026-08-15", "15 août 2026"),
        (datetime(2026, 12, 31, 23, tzinfo=UTC), "31 décembre 2026"),
        ("asap", "dès que possible"),
        ("début octobre", "début octobre"),
        ("2026-02-30", "2026-02-30"),
    ],
)
def test_a_day_is_written_as_people_write_it(value, words):
    """A date in words; what is no date stays as it was written."""
    assert french.day(value) == words


def test_a_weekday_comes_before_its_date():
    """« lundi 1er juin 2026 »."""
    assert french.weekday(date(2026, 6, 1)) == "lundi 1er juin 2026"


@pytest.mark.parametrize(
    ("value", "words"),
    [(1200, "1_200"), (35.5, "35,5"), (151.67, "151,67"), (0, "0"), (1234567.8, "1_234_567,8"), (-3, "−3")],
)
def test_numbers_part_thousands_with_a_narrow_no_break_space(value, words):
    """No more decimals than there are, a comma before them."""
    assert french.number(value) == words.replace("_", NARROW)


def test_money_always_has_its_cents():
    """« 1 850,00 € »."""
    assert french.money(1850) == f"1{NARROW}850,00{NO_BREAK}€"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P6M", "6 mois"),
        ("P1Y", "1 an"),
        ("P1Y6M", "1 an et 6 mois"),
        ("P10W", "10 semaines"),
        ("PT400H", "400 heures"),
        ("P2Y3M1D", "2 ans, 3 mois et 1 jour"),
        ("une saison", "une saison"),
        ("P", "P"),
    ],
)
def test_a_duration_is_said_in_words(value, words):
    """ISO 8601 in, French out; another text stays."""
    assert french.duration(value).replace(NO_BREAK, " ") == words


def test_phones_and_sirets_are_grouped_as_people_read_them():
    """Only what is whole is grouped."""
    assert french.phone("+33199000010").replace(NO_BREAK, " ") == "01 99 00 00 10"
    assert french.phone("+441632960000") == "+441632960000"
    assert french.siret("73282932000074").replace(NO_BREAK, " ") == "732 829 320 00074"
    assert french.siret("732829320") == "732829320"


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        ({"min": 1850.0, "max": 1850.0, "period": "month", "basis": None}, "1 850,00 € brut par mois"),
        ({"min": 12.5, "max": 13.0, "period": "hour", "basis": None}, "entre 12,50 € et 13,00 € brut de l'heure"),
        ({"min": None, "max": None, "period": None, "basis": "smic"}, "Smic"),
        ({"min": 1823.03, "max": 1823.03, "period": "month", "basis": "smic"}, "Smic (1 823,03 € brut par mois)"),
        ({"min": 30000, "max": None, "period": "year", "basis": None}, "30 000,00 € brut par an"),
        ({"min": None, "max": None, "period": None, "basis": None}, "non précisé"),
        (None, "non précisé"),
    ],
)
def test_a_salary_is_one_phrase(pay, words):
    """One figure, a range, the minimum wage, or nothing known."""
    assert wording().salary(pay).replace(NARROW, " ").replace(NO_BREAK, " ") == words


def test_a_bracketed_part_vanishes_with_the_word_it_needs():
    """What is not known leaves no hole in the sentence."""
    pattern = "Besoin à valider[ : {title}][ ({company})][, {openings:poste|postes}]"

    assert (
        fill(pattern, {"title": "Maçon", "openings": 2}).replace(NO_BREAK, " ") == "Besoin à valider : Maçon, 2 postes"
    )
    assert fill(pattern, {}) == "Besoin à valider"


def test_a_count_of_none_is_left_out():
    """« 0 relance » says nothing, « 0 sur 5 » does."""
    assert fill("Formulaire attendu[, {reminders:relance|relances}]", {"reminders": 0}) == "Formulaire attendu"
    assert fill("Réponses[ : {count} sur {all}]", {"count": 0, "all": 5}) == "Réponses : 0 sur 5"


def test_brackets_and_braces_inside_a_value_are_only_text():
    """A title that looks like a pattern is not one."""
    assert fill("Poste[ : {title}]", {"title": "[x] {company}"}) == "Poste : [x] {company}"


def test_an_unknown_code_is_readable_and_never_fails():
    """A code that nobody has words for yet comes out without underscores."""
    words = wording()

    assert words.word("referral", "on_the_moon") == "on the moon"
    assert words.problem("moon_phase:full") == "moon phase (full)"
    assert words.sentence("turn", "moon_rises", {"title": "Maçon"}) == "moon rises : Maçon"
    assert Wording({}).word("referral", "hired") == "hired"


def test_an_unlawful_wording_names_its_ground_and_its_words():
    """« unlawful:age:moins de 30 ans »."""
    said = wording().problem("unlawful:age:moins de 30 ans")

    assert "âge" in said
    assert "« moins de 30 ans »" in said


def test_a_reason_in_words_stays_as_its_author_wrote_it():
    """Codes become words, a company's own sentence does not change."""
    assert wording().reason("pas le permis B") == "pas le permis B"
    assert wording().reason("licence") == "le permis ou l'habilitation demandé manque"


def test_edited_words_take_the_place_of_ours(tmp_path):
    """A file beside the configuration changes one word and leaves the others."""
    (tmp_path / "wording.fr.toml").write_text('[referral]\nhired = "pris(e)"\n', encoding="utf-8")

    assert wording(tmp_path).word("referral", "hired") == "pris(e)"
    assert wording(tmp_path).word("referral", "rejected") == "non retenu(e)"
    assert wording().word("referral", "hired") == "retenu(e)"


@pytest.mark.parametrize(
    ("section", "codes"),
    [
        ("contract", "CDI CDI_CHANTIER CDD CTT CDDI PRO APP CUI STAGE OTHER"),
        (
            "criterion",
            (
                "deld brsa ass aah minima rqth jeune senior qpv siae geiq plie mission_locale refugie sortant_prison "
                "decrocheur autre"
            ),
        ),
        (
            "partner_kind",
            (
                "ei etti ai aci geiq mission_locale plie cap_emploi epide e2c association hebergement politique_ville "
                "agence autre"
            ),
        ),
        ("need", "incomplete to_validate validated diffused suspended filled closed cancelled"),
        (
            "referral",
            (
                "received to_check to_present presented interview hired rejected no_show to_call_back withdrawn pool "
                "obsolete duplicate"
            ),
        ),
        (
            "standing",
            (
                "received to_check to_present presented interview hired rejected no_show to_call_back withdrawn pool "
                "obsolete duplicate"
            ),
        ),
        (
            "turn",
            (
                "need_to_validate need_incomplete candidates_to_present review_item company_form_awaited "
                "company_answer_awaited partner_answers_awaited market_received need_received need_diffused "
                "candidates_received decision_received placement_made mail_refused contact_bounces mailbox_silent "
                "mail_unread reminder_due report_due feedback_due hours_at_risk"
            ),
        ),
    ],
)
def test_every_code_of_the_interface_has_words(section, codes):
    """The codes that other programs know must not reach a person as codes."""
    assert not [code for code in codes.split() if wording().known(section, code) is None]


def test_a_whole_mail_does_not_fit_into_a_sentence():
    """What is long is cut between two words and put on one line."""
    said = wording().sentence("turn", "review_item", {"what": "bonjour \n" * 80, "why": "non compris"})

    assert "\n" not in said
    assert len(said) < 220
    assert said.endswith("… ; non compris")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("conditions.weekly_hours", "35", "35 h"),
        ("conditions.weekly_hours", "35,5", "35,5 h"),
        ("conditions.weekly_hours", "35 h par semaine", "35 h par semaine"),
        ("conditions.gross_salary", "1850,00 €/mois", "1 850,00 € brut par mois"),
        ("conditions.gross_salary", "12,50 – 13,00 €/h", "entre 12,50 € et 13,00 € brut de l'heure"),
        ("conditions.gross_salary", "SMIC", "SMIC"),
        ("conditions.contract_duration", "P6M", "6 mois"),
        ("conditions.contract_type", "PRO", "contrat de professionnalisation"),
        ("job.start_date", "asap", "dès que possible"),
        ("job.openings", 3, "3"),
        ("job.activities", ("un", "deux"), "un ; deux"),
        ("company.siret", "73282932000074", "732 829 320 00074"),
        ("job.title", None, "non précisé"),
    ],
)
def test_a_value_is_said_by_what_its_field_is(path, value, words):
    """Typed values and the rules' own short texts come out the same."""
    assert wording().value(path, value).replace(NARROW, " ").replace(NO_BREAK, " ") == words
