"""The letters whose mails stand in this folder: one invented case each, with people, companies and places that are not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from service.domain import company_letters as c
from service.domain import letters as l

REFERENT = l.Person(name="Nadia Vasseur", email="nadia.vasseur@agence.example", phone="+33199000010")
FACILITATOR = l.Person(
    name="Tristan Delobel", email="t.delobel@mde-somme.example", phone="+33199000020", organisation="Maison de l'emploi"
)
HEAD: dict[str, Any] = {"referent": REFERENT, "institution": "France Travail Amiens-Dury"}

MARKET = l.MarketFacts(
    reference="2026-TX-031",
    title="Rénovation du collège Jules-Verne",
    buyer="Département de la Somme",
    lot="3",
    lot_title="Gros œuvre & maçonnerie",
    worksite="Collège Jules-Verne, Amiens",
    insertion_hours=1200,
)
NEED = l.NeedFacts(
    reference="B-0042",
    company="Bâti-Picardie & Fils",
    company_address="12 rue des Tanneurs, 80000 Amiens",
    title="Maçon / maçonne",
    openings=2,
    start_date="2026-06-15",
    activities=("Monter des murs en parpaings", "Préparer le mortier", "Ranger et nettoyer le chantier"),
    skills=("Lire un plan simple", "Travailler en équipe"),
    experience="Débutants acceptés, six mois de chantier appréciés",
    training="CAP maçon apprécié",
    special_requirements=("Travail en extérieur", "Permis B souhaité"),
    contract_type="CDD",
    contract_duration="P6M",
    weekly_hours=35,
    gross_salary={"min": 1850.0, "max": 1850.0, "period": "month", "basis": None},
    workplace="Collège Jules-Verne, 80000 Amiens",
)


def own(last: str, first: str, state: str, **more: Any) -> l.OwnCandidate:
    """A partner's own candidate."""
    facts = {"need_reference": "B-0042", "need_title": "Maçon / maçonne", "since": date(2026, 6, 2), **more}
    return l.OwnCandidate(last_name=last, first_name=first, state=state, **facts)


def row(path: str, value: str | None, **more: Any) -> l.Row:
    """One field of a need."""
    return l.Row(path=path, value=value, **more)


ROWS = (
    row("company.name", "Bâti-Picardie & Fils"),
    row("company.siret", "73282932000075", raw="732 829 320 00075", source="tableau 1, ligne 2",
        problems=("siret_key_wrong",), to_review=True, confidence=0.6),
    row("company.phone", "+33199000030"),
    row("job.title", "Maçon / maçonne"),
    row("job.openings", "2"),
    row("job.start_date", "2026-06-01", raw="courant juin 2026", source="tableau 1, ligne 9",
        problems=("date_imprecise",), to_review=True),
    row("job.special_requirements", "Homme de moins de 30 ans", problems=("unlawful:age:moins de 30 ans", "unlawful:sex"),
        to_review=True),
    row("conditions.contract_type", "CDD"),
    row("conditions.contract_duration", "P6M"),
    row("conditions.weekly_hours", "35 h"),
    row("conditions.gross_salary", "1 850,00 € brut par mois"),
    row("conditions.workplace", "Collège Jules-Verne, 80000 Amiens"),
)  # fmt: skip
HINTS = (
    l.Turn(reference="B-0042", what="hint_licence", about={"publics": "jeune, brsa"}),
    l.Turn(reference="B-0042", what="hint_double", about={"other": "B-0039", "title": "Maçon"}),
    l.Turn(reference="B-0042", what="hint_past", about={"count": 4, "filled": 1, "hired": 2, "reason": "experience"}),
)
MISSING = (row("conditions.weekly_hours", None, missing=True), row("company.email", None, missing=True))
PRESENTED = (
    l.CandidateFacts(rank=1, last_name="Lemaire", first_name="Aïcha", phone="+33639980011",
                     email="aicha.lemaire@courriel.example", postcode="80090", documents=("CV_LEMAIRE_Aicha.pdf",)),
    l.CandidateFacts(rank=2, last_name="N'Guessan", first_name="Jean-Marc", phone="+33639980012", email=None,
                     postcode="80000", documents=("CV_NGUESSAN_Jean-Marc.pdf", "CACES_R482.pdf")),
    l.CandidateFacts(rank=3, last_name="Œuvrard", first_name="Léa", phone=None, email="lea.oeuvrard@courriel.example",
                     postcode=None),
)  # fmt: skip


def lot(**facts: Any) -> l.LotFigures:
    """The figures of one award."""
    none = dict.fromkeys(
        ("hours_committed", "hours_done", "openings", "hired", "reminders", "referred", "presented", "interviewed",
         "rejected"), 0)  # fmt: skip
    return l.LotFigures(**{"lot": None, "lot_title": None, "hours_objective": None, "form_state": "contacted",
                           "whose_turn": "company", **none, **facts})  # fmt: skip


FIGURES = l.ReportFigures(
    market=l.MarketFacts(reference="2026-TX-031", title="Rénovation du collège Jules-Verne",
                         buyer="Département de la Somme"),
    notified_on=date(2026, 5, 4),
    at=date(2026, 7, 3),
    since=date(2026, 6, 19),
    lots=(
        lot(lot="1", lot_title="Désamiantage", company="Horizon Dépollution", hours_objective=400.0,
            form_state="silent", reminders=2, blocking="company_silent", whose_turn="facilitator"),
        lot(lot="3", lot_title="Gros œuvre & maçonnerie", company="Bâti-Picardie & Fils", hours_objective=1200.0,
            hours_committed=910.0, hours_done=312.5, openings=12, hired=8, form_state="returned", reminders=1,
            referred=21, presented=14, interviewed=11, rejected=4, blocking="decision_awaited"),
        lot(lot="5", lot_title="Peinture", company="Couleurs du Nord", hours_objective=350.0, hours_committed=350.0,
            hours_done=70.0, openings=4, hired=4, form_state="returned", referred=6, presented=5, interviewed=5, rejected=1, whose_turn="nobody"),
    ),
    total=lot(company="Ensemble", hours_objective=1950.0, hours_committed=1260.0, hours_done=382.5, openings=16, hired=12, form_state="contacted", reminders=3, referred=27, presented=19, interviewed=16, rejected=5,
              whose_turn="nobody"),
    publics=(("deld", 6), ("brsa", None), ("jeune", 5)),
    contract_types=(("CDD", 9), ("PRO", 3)),
    partner_kinds=(("mission_locale", 12), ("aci", 9), ("agence", 6)),
    refusals=(("licence", 3), ("experience", 2)),
    beneficiaries=12,
)  # fmt: skip

ORDER = ("approve", "[B-0042] Valider", "valider B-0042")
DIGEST = l.DailyDigest(
    **HEAD,
    greeted="Nadia",
    day=date(2026, 6, 5),
    mailbox="clauses@agence.example",
    yours=(
        l.Turn(reference="B-0042", what="need_to_validate", since=date(2026, 6, 2), replies=(
            ORDER, ("correct", "[B-0042] Corriger", "corriger B-0042\nnombre de postes : "),
            ("reject", "[B-0042] Refuser", "refuser B-0042 : "),
        ), about={"title": "Maçon / maçonne", "company": "Bâti-Picardie & Fils", "openings": 2, "doubts": 3}),
        l.Turn(reference="B-0039", what="candidates_to_present", since=date(2026, 6, 4), replies=(
            ("present", "[B-0039] Présenter", "présenter 1 et 2 au besoin B-0039"),
        ), about={"title": "Peintre", "company": "Couleurs du Nord", "count": 2,
                  "candidates": "LEMAIRE Aïcha, ŒUVRARD Léa"}),
        l.Turn(reference="R-12", what="review_item", since=date(2026, 6, 5), replies=(
            ("settle", "[R-12] Classer", "classer R-12"),
        ), about={"subject": "TR: point chantier", "from": "contact@horizon-depollution.example",
                  "reason": "ne répond à aucun de nos courriels"}),
    ),
    others=(
        l.Turn(reference="F-3K7QX2", what="company_form_awaited", since=date(2026, 5, 20), whose="company",
               about={"company": "Horizon Dépollution", "lot": "1", "reminders": 1}),
        l.Turn(reference="B-0041", what="partner_answers_awaited", since=date(2026, 6, 1), whose="partner",
               about={"title": "Manœuvre VRD", "answered": 5, "partners": 12}),
    ),
    news=(
        l.Turn(reference="B-0041", what="candidates_received", about={"count": 2, "title": "Manœuvre VRD",
                                                                     "partner": "Mission locale du Grand Amiénois"}),
        l.Turn(reference="B-0038", what="decision_received", about={"candidate": "PETIT Karim", "state": "hired",
                                                                    "company": "Couleurs du Nord"}),
    ),
    incidents=(
        l.Turn(reference="P-7", what="contact_bounces", about={"address": "accueil@asso-rives.example",
                                                               "partner": "Association Les Rives"}),
        l.Turn(reference="2026-TX-031", what="hours_at_risk", about={"lot": "1", "company": "Horizon Dépollution",
                                                                     "hours_missing": 400}),
    ),
    ahead=(
        l.Turn(reference="2026-TX-031", what="report_due", whose="facilitator",
               about={"facilitator": "Tristan Delobel", "date": "2026-06-08"}),
        l.Turn(reference="", what="reminder_due", since=date(2026, 6, 9),
               about={"company": "Horizon Dépollution", "rank": 2}),
    ),
)  # fmt: skip

CASES: dict[str, l.Letter] = {
    "first_contact": l.FirstContact(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", market=MARKET, facilitator=FACILITATOR,
        form_reference="F-3K7QX2", answer_by=date(2026, 6, 1)),
    "company_reminder": l.CompanyReminder(
        **HEAD, company="Horizon Dépollution", market=MARKET, facilitator=FACILITATOR, form_reference="F-3K7QX2",
        first_sent_on=date(2026, 5, 11), rank=1, last=False, answer_by=date(2026, 5, 26)),
    "company_reminder_last": l.CompanyReminder(
        **HEAD, company="Horizon Dépollution", market=MARKET, facilitator=FACILITATOR, form_reference="F-3K7QX2",
        first_sent_on=date(2026, 5, 11), rank=2, last=True, answer_by=date(2026, 6, 2)),
    "silent_companies": l.SilentCompanies(**HEAD, greeted="Tristan Delobel", market=FIGURES.market, companies=(
        l.SilentCompany(company="Horizon Dépollution", lot="1", email="contact@horizon-depollution.example", phone=None,
                        first_sent_on=date(2026, 5, 11), reminded_on=(date(2026, 5, 19), date(2026, 5, 26))),
        l.SilentCompany(company="Voiries de l'Avre", lot="7", email=None, phone=None, first_sent_on=date(2026, 5, 11),
                        reminded_on=()))),
    "missing_market_facts": l.MissingMarketFacts(**HEAD, greeted="Tristan Delobel", market=FIGURES.market, lacks=(
        ("Horizon Dépollution (lot 1)", "company.email"), ("Lot 5", "insertion_hours"))),
    "incomplete_form": l.IncompleteForm(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        missing=MISSING, doubtful=tuple(r for r in ROWS if r.to_review),
        understood=tuple(r for r in ROWS if not r.to_review and r.path != "conditions.weekly_hours")),
    "form_received": l.FormReceived(**HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils",
                                    reference="B-0042", title="Maçon / maçonne", openings=2),
    "need_to_validate": l.NeedToValidate(**HEAD, greeted="Nadia", company="Bâti-Picardie & Fils", reference="B-0042",
                                         title="Maçon / maçonne", market=MARKET, rows=ROWS, partners=12,
                                         hints=HINTS, stopped=True),
    "proposed_change": c.ProposedChange(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        changes=(c.FieldChange(path="job.special_requirements", before="Permis B exigé", after="Travail en extérieur"),
                 c.FieldChange(path="conditions.weekly_hours", before="24", after="35")),
        reason="car le permis écarte la moitié des candidats", answer_by=date(2026, 6, 9)),
    "need_diffusion": l.NeedDiffusion(**HEAD, partner="Mission locale du Grand Amiénois", need=NEED, market=MARKET,
                                      publics=("deld", "brsa", "jeune", "qpv"), answer_by=date(2026, 6, 12)),
    "partner_reminder": l.PartnerReminder(**HEAD, partner="Les Ateliers de la Hotoie", needs=(
        l.OpenNeed(reference="B-0042", title="Maçon / maçonne", company="Bâti-Picardie & Fils", workplace="Amiens",
                   openings=2, sent_on=date(2026, 6, 5)),
        l.OpenNeed(reference="B-0041", title="Manœuvre VRD", company=None, workplace="Abbeville", openings=1,
                   sent_on=date(2026, 6, 1)))),
    "need_stopped_filled": l.NeedStopped(**HEAD, partner="Les Ateliers de la Hotoie", reference="B-0042",
                                         title="Maçon / maçonne", state="filled"),
    "need_stopped_suspended": l.NeedStopped(**HEAD, partner="Les Ateliers de la Hotoie", reference="B-0042",
                                            title="Maçon / maçonne", state="suspended"),
    "referrals_received": l.ReferralsReceived(
        **HEAD, partner="Mission locale du Grand Amiénois", reference="B-0042", title="Maçon / maçonne",
        candidates=(own("Lemaire", "Aïcha", "received", criteria=("deld", "qpv"), phone="+33639980011", documents=1),
                    own("Petit", "Karim", "received", need_reference="B-0041", need_title="Manœuvre VRD")),
        no_candidate=False, question="Le chantier est-il desservi par un bus avant 7 h ?"),
    "referrals_none": l.ReferralsReceived(**HEAD, partner="Les Ateliers de la Hotoie", reference="B-0042",
                                          title="Maçon / maçonne", candidates=(), no_candidate=True, question=None),
    "question_asked": l.QuestionAsked(
        **HEAD, greeted="Nadia", asked_by="Mission locale du Grand Amiénois", reference="B-0042",
        title="Maçon / maçonne", question="Le chantier est-il desservi par un bus avant 7 h ?\nMerci d'avance."),
    "answer_to_question": l.AnswerToQuestion(
        **HEAD, reference="B-0042", question="Le chantier est-il desservi par un bus avant 7 h ?",
        answer="Oui, par la ligne N4 dès 5 h 50.\nL'arrêt est à 200 mètres."),
    "candidates_presented": l.CandidatesPresented(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        candidates=PRESENTED, answer_by=date(2026, 6, 19)),
    "presentation_reminder": l.PresentationReminder(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        candidates=PRESENTED[1:], presented_on=date(2026, 6, 12)),
    "decisions_received": l.DecisionsReceived(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        decisions=(l.Decided(candidate="LEMAIRE Aïcha", state="hired", on=date(2026, 6, 15)),
                   l.Decided(candidate="N'GUESSAN Jean-Marc", state="rejected", reason="pas le permis B")),
        unclear=("on verra pour la troisième",), waiting=("ŒUVRARD Léa",)),
    "hours_requested": c.HoursRequested(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", month="2026-10", people=("DIALLO Mamadou", "PETIT Anne"),
        answer_by=date(2026, 11, 9)),
    "hours_received": c.HoursReceived(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils",
        people=(c.PersonHours(person="DIALLO Mamadou", month="2026-10", hours=140.0),
                c.PersonHours(person="PETIT Anne", month="2026-10", hours=151.67)), unclear=("MARTIN 80 h",)),
    "candidate_hired": l.CandidateHired(
        **HEAD, partner="Mission locale du Grand Amiénois", company="Bâti-Picardie & Fils",
        candidate=own("Lemaire", "Aïcha", "hired", on=date(2026, 6, 15))),
    "partner_feedback": l.PartnerFeedback(**HEAD, partner="Mission locale du Grand Amiénois", candidates=(
        own("Lemaire", "Aïcha", "hired", on=date(2026, 6, 15)),
        own("N'Guessan", "Jean-Marc", "rejected", reason="licence"),
        own("Œuvrard", "Léa", "presented"),
        own("Petit", "Karim", "interview", on=date(2026, 6, 18), need_reference="B-0041", need_title="Manœuvre VRD"),
        own("Roussel", None, "received", need_reference="B-0041", need_title="Manœuvre VRD"))),
    "daily_digest": DIGEST,
    "daily_digest_nothing": l.DailyDigest(**HEAD, greeted="Nadia", day=date(2026, 6, 8),
                                          mailbox="clauses@agence.example", yours=(), others=(), news=(), incidents=(),
                                          ahead=()),
    "orders_confirmed": l.OrdersConfirmed(
        **HEAD, greeted="Nadia",
        orders=(l.OrderDone(action="approve", reference="B-0042", done=True, mails=12),
                l.OrderDone(action="present", reference="B-0039", done=False, outcome="unknown_candidate", detail="5")),
        unclear=("et pour l'autre, comme d'habitude",)),
    "progress_report": l.ProgressReport(**HEAD, greeted="Tristan Delobel", figures=FIGURES),
    "probe": l.Probe(**HEAD, at=datetime(2026, 6, 5, 8, tzinfo=UTC)),
}  # fmt: skip
