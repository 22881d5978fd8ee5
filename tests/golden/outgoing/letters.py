"""The letters whose mails stand in this folder: one invented case each, with people, companies and places that are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from service.domain import company_letters as c
from service.domain import figures as f
from service.domain import letters as l
from service.domain import partner_letters as p

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
    c.CandidateFacts(rank=1, last_name="Lemaire", first_name="Aïcha", phone="+33639980011",
                     email="aicha.lemaire@courriel.example", postcode="80090", documents=("CV_LEMAIRE_Aicha.pdf",)),
    c.CandidateFacts(rank=2, last_name="N'Guessan", first_name="Jean-Marc", phone="+33639980012", email=None,
                     postcode="80000", documents=("CV_NGUESSAN_Jean-Marc.pdf", "CACES_R482.pdf")),
    c.CandidateFacts(rank=3, last_name="Œuvrard", first_name="Léa", phone=None, email="lea.oeuvrard@courriel.example",
                     postcode=None),
)  # fmt: skip


def lot(**facts: Any) -> f.LotFigures:
    """The figures of one award."""
    none = dict.fromkeys(
        ("hours_committed", "hours_done", "hours_projected", "openings", "hired", "reminders", "referred", "presented", "interviewed",
         "rejected"), 0)  # fmt: skip
    return f.LotFigures(**{"lot": None, "lot_title": None, "hours_objective": None, "form_state": "contacted",
                           "whose_turn": "company", **none, **facts})  # fmt: skip


FIGURES = f.ReportFigures(
    market=l.MarketFacts(reference="2026-TX-031", title="Rénovation du collège Jules-Verne",
                         buyer="Département de la Somme"),
    notified_on=date(2026, 5, 4),
    at=date(2026, 7, 3),
    since=date(2026, 6, 19),
    lots=(
        lot(lot="1", lot_title="Désamiantage", company="Horizon Dépollution", hours_objective=400.0,
            form_state="silent", reminders=2, blocking="company_silent", whose_turn="facilitator"),
        lot(lot="3", lot_title="Gros œuvre & maçonnerie", company="Bâti-Picardie & Fils", hours_objective=1200.0,
            hours_committed=910.0, hours_done=312.5, hours_projected=910.0, openings=12, hired=8, form_state="returned", reminders=1,
            referred=21, presented=14, interviewed=11, rejected=4, blocking="decision_awaited"),
        lot(lot="5", lot_title="Peinture", company="Couleurs du Nord", hours_objective=350.0, hours_committed=350.0,
            hours_done=70.0, hours_projected=350.0, openings=4, hired=4, form_state="returned", referred=6, presented=5, interviewed=5, rejected=1, whose_turn="nobody"),
    ),
    total=lot(company="Ensemble", hours_objective=1950.0, hours_committed=1260.0, hours_done=382.5, hours_projected=1260.0, openings=16, hired=12, form_state="contacted", reminders=3, referred=27, presented=19, interviewed=16, rejected=5,
              whose_turn="nobody"),
    publics=(("any_minima", 5), ("brsa", None), ("deld", 6), ("jeune", 5)),
    ages=(("from_26_to_40", 7), ("under_26", 5)),
    sexes=(("F", 5), ("M", 7)),
    levels=(("bac", None), ("cap", 7), ("none", None)),
    contract_types=(("CDD", None), ("PRO", None)),
    ways=(("direct", None), ("lent", None)),
    partner_kinds=(("aci", None), ("agence", None), ("mission_locale", 5)),
    referral_kinds=(("aci", 9), ("agence", 6), ("mission_locale", 12)),
    refusals=(("experience", None), ("licence", None)),
    delays=(
        f.Delay(step="contact", days=1.0, cases=3), f.Delay(step="diffusion", days=0.8, cases=4),
        f.Delay(step="first_referral", days=2.3, cases=4), f.Delay(step="answer", days=6.5, cases=17),
    ),
    beneficiaries=12,
)  # fmt: skip
FIGURES = replace(
    FIGURES,
    compared=(
        f.Compared(kind="last", at=date(2026, 6, 19), beneficiaries=9, total=replace(
            FIGURES.total, hours_committed=980.0, hours_done=210.0, hours_projected=980.0, hired=9, referred=22,
            presented=13, interviewed=11, rejected=3)),
        f.Compared(kind="year", at=date(2025, 7, 3), beneficiaries=0, total=replace(
            FIGURES.total, hours_committed=0.0, hours_done=0.0, hours_projected=0.0, openings=0, hired=0, referred=0,
            presented=0, interviewed=0, rejected=0)),
    ),
)  # fmt: skip
YEAR = f.YearFigures(
    of="Nadia Vasseur",
    at=date(2027, 1, 4),
    totals=f.YearTotals(year=2026, markets=14, companies=31, openings=118, referred=412, contracts=96,
                        beneficiaries=88, hours_committed=61234.5, hours_done=40210.0),
    before=f.YearTotals(year=2025, markets=11, companies=24, openings=90, referred=351, contracts=71,
                        beneficiaries=67, hours_committed=44800.0, hours_done=42112.0),
    publics=(("any_minima", 27), ("ass", 6), ("brsa", 21), ("deld", 40), ("qpv", 18), ("rqth", None)),
    ages=(("from_26_to_40", 34), ("from_41_to_50", 21), ("over_50", 12), ("under_26", 21)),
    sexes=(("F", 29), ("M", 59)),
    levels=(("bac", 14), ("cap", 37), ("higher", None), ("none", 25), ("unknown", None)),
    contract_types=(("CDD", 44), ("CTT", 31), ("PRO", 21)),
    ways=(("direct", 53), ("lent", 43)),
    partner_kinds=(("agence", 22), ("geiq", 25), ("mission_locale", 30), ("plie", 19)),
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
        ), about={"title": "Maçon / maçonne", "company": "Bâti-Picardie & Fils", "openings": 2, "contract": "CDD",
                  "duration": "P6M", "start": "2026-06-15", "workplace": "Collège Jules-Verne, Amiens", "doubts": 3}),
        l.Turn(reference="B-0039", what="candidates_to_present", since=date(2026, 6, 4), replies=(
            ("present", "[B-0039] Présenter", "présenter 1 et 2 au besoin B-0039"),
        ), about={"title": "Peintre", "company": "Couleurs du Nord", "count": 2,
                  "candidates": "LEMAIRE Aïcha, ŒUVRARD Léa"}),
        l.Turn(reference="A-12", what="review_item", since=date(2026, 6, 5), replies=(
            ("settle", "[A-12]", "classer A-12"),
            ("settle_as_partner", "[A-12]", "classer A-12 comme réponse de partenaire B-"),
            ("settle_as_form", "[A-12]", "classer A-12 comme formulaire"),
        ), about={"subject": "TR: point chantier", "from": "contact@horizon-depollution.example",
                  "reason": "ne répond à aucun de nos courriels"}),
    ),
    others=(
        l.Turn(reference="2026-TX-031", what="company_form_awaited", since=date(2026, 5, 20), whose="company",
               replies=(("remind", "", "relancer Horizon Dépollution"),),
               about={"company": "Horizon Dépollution", "lot": "1", "reminders": 1}),
        l.Turn(reference="B-0041", what="partner_answers_awaited", since=date(2026, 6, 1), whose="partner",
               replies=(("remind", "[B-0041]", "relancer B-0041"),),
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
        l.Turn(reference="", what="reports_due", since=date(2026, 6, 8), about={"count": 3}),
        l.Turn(reference="B-0038", what="start_due", since=date(2026, 6, 10),
               about={"candidate": "PETIT Karim (9)", "title": "Peintre", "company": "Couleurs du Nord"}),
        l.Turn(reference="", what="reminder_due", since=date(2026, 6, 9),
               about={"company": "Horizon Dépollution", "rank": 2}),
    ),
)  # fmt: skip

CASES: dict[str, l.Letter] = {
    "first_contact": c.FirstContact(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", market=MARKET, facilitator=FACILITATOR,
        form_reference="F-3K7QX2", answer_by=date(2026, 6, 1)),
    "company_reminder": c.CompanyReminder(
        **HEAD, company="Horizon Dépollution", market=MARKET, facilitator=FACILITATOR, form_reference="F-3K7QX2",
        first_sent_on=date(2026, 5, 11), rank=1, last=False, answer_by=date(2026, 5, 26)),
    "company_reminder_last": c.CompanyReminder(
        **HEAD, company="Horizon Dépollution", market=MARKET, facilitator=FACILITATOR, form_reference="F-3K7QX2",
        first_sent_on=date(2026, 5, 11), rank=2, last=True, answer_by=date(2026, 6, 2)),
    "silent_companies": l.SilentCompanies(**HEAD, greeted="Tristan Delobel", market=FIGURES.market, companies=(
        l.SilentCompany(company="Horizon Dépollution", lot="1", email="contact@horizon-depollution.example", phone=None,
                        first_sent_on=date(2026, 5, 11), reminded_on=(date(2026, 5, 19), date(2026, 5, 26))),
        l.SilentCompany(company="Voiries de l'Avre", lot="7", email=None, phone=None, first_sent_on=date(2026, 5, 11),
                        reminded_on=()))),
    "missing_market_facts": l.MissingMarketFacts(**HEAD, greeted="Tristan Delobel", market=FIGURES.market, lacks=(
        ("Horizon Dépollution (lot 1)", "company.email"), ("Lot 5", "insertion_hours"))),
    "incomplete_form": c.IncompleteForm(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        missing=MISSING, doubtful=tuple(r for r in ROWS if r.to_review),
        understood=tuple(r for r in ROWS if not r.to_review and r.path != "conditions.weekly_hours")),
    "form_received": c.FormReceived(**HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils",
                                    reference="B-0042", title="Maçon / maçonne", openings=2),
    "need_to_validate": l.NeedToValidate(**HEAD, greeted="Nadia", company="Bâti-Picardie & Fils", reference="B-0042",
                                         title="Maçon / maçonne", market=MARKET, rows=ROWS, partners=12,
                                         hints=HINTS, stopped=True),
    "proposed_change": c.ProposedChange(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        changes=(c.FieldChange(path="job.special_requirements", before="Permis B exigé", after="Travail en extérieur"),
                 c.FieldChange(path="conditions.weekly_hours", before="24", after="35")),
        reason="car le permis écarte la moitié des candidats", answer_by=date(2026, 6, 9)),
    "need_diffusion": p.NeedDiffusion(**HEAD, partner="Mission locale du Grand Amiénois", need=NEED, market=MARKET,
                                      publics=("deld", "brsa", "jeune", "qpv"), answer_by=date(2026, 6, 12)),
    "partner_reminder": p.PartnerReminder(**HEAD, partner="Les Ateliers de la Hotoie", needs=(
        p.OpenNeed(reference="B-0042", title="Maçon / maçonne", company="Bâti-Picardie & Fils", workplace="Amiens",
                   openings=2, sent_on=date(2026, 6, 5)),
        p.OpenNeed(reference="B-0041", title="Manœuvre VRD", company=None, workplace="Abbeville", openings=1,
                   sent_on=date(2026, 6, 1)))),
    "need_stopped_filled": p.NeedStopped(**HEAD, partner="Les Ateliers de la Hotoie", reference="B-0042",
                                         title="Maçon / maçonne", state="filled"),
    "need_stopped_suspended": p.NeedStopped(**HEAD, partner="Les Ateliers de la Hotoie", reference="B-0042",
                                            title="Maçon / maçonne", state="suspended"),
    "candidates_gathered": l.CandidatesGathered(
        **HEAD, greeted="Nadia", reference="B-0042", title="Maçon / maçonne", company="Bâti-Picardie & Fils",
        mailbox="clauses@agence.example",
        candidates=(
            l.ComparedCandidate(
                number=7, name="LEMAIRE Aïcha", partner="Mission locale du Grand Amiénois", since=date(2026, 6, 2),
                speaks_for=(l.Point(side="for", code="has", about="Permis B souhaité"),
                            l.Point(side="for", code="public", about="brsa")),
                unknown=(l.Point(side="unknown", code="no_document"),)),
            l.ComparedCandidate(
                number=9, name="N'GUESSAN Jean-Marc", partner="PLIE", since=date(2026, 6, 3),
                against=(l.Point(side="against", code="lacks", about="Permis B souhaité"),
                         l.Point(side="against", code="far", about="59000")))),
        known=(l.KnownCandidate(number=3, name="PETIT Karim", partner="PLIE", reference="B-0031", why="contract_ends",
                                until=date(2026, 6, 30)),)),
    "need_changed": p.NeedChanged(
        **HEAD, partner="Les Ateliers de la Hotoie", need=NEED, market=MARKET, publics=("brsa",),
        answer_by=date(2026, 6, 9), changes=(row("job.openings", "2"), row("job.training", None))),
    "need_reopened": p.NeedReopened(**HEAD, partner="Les Ateliers de la Hotoie", reference="B-0042",
                                    title="Maçon / maçonne", openings=2),
    "hire_withdrawn": p.HireWithdrawn(**HEAD, partner="Mission locale du Grand Amiénois",
                                      candidate=own("Lemaire", "Aïcha", "rejected", reason="licence")),
    "referrals_mended": p.ReferralsReceived(
        **HEAD, partner="Mission locale du Grand Amiénois", reference="B-0042", title="Maçon / maçonne",
        candidates=(), no_candidate=False, question=None, changes=(("PETIT Karim", "PETIT Karima"), ("ROUX Léa", None)),
        agreements=("LEMAIRE Aïcha",), no_more_mails=True),
    "referrals_consent": p.ReferralsReceived(
        **HEAD, partner="Mission locale du Grand Amiénois", reference="B-0042", title="Maçon / maçonne",
        candidates=(own("Lemaire", "Aïcha", "to_check", consent="awaited"),), no_candidate=False, question=None),
    "referrals_received": p.ReferralsReceived(
        **HEAD, partner="Mission locale du Grand Amiénois", reference="B-0042", title="Maçon / maçonne",
        candidates=(own("Lemaire", "Aïcha", "received", criteria=("deld", "qpv"), phone="+33639980011", documents=1),
                    own("Petit", "Karim", "received", need_reference="B-0041", need_title="Manœuvre VRD")),
        no_candidate=False, question="Le chantier est-il desservi par un bus avant 7 h ?"),
    "referrals_none": p.ReferralsReceived(**HEAD, partner="Les Ateliers de la Hotoie", reference="B-0042",
                                          title="Maçon / maçonne", candidates=(), no_candidate=True, question=None),
    "question_asked": l.QuestionAsked(
        **HEAD, greeted="Nadia", asked_by="Mission locale du Grand Amiénois", reference="B-0042",
        title="Maçon / maçonne", question="Le chantier est-il desservi par un bus avant 7 h ?\nMerci d'avance."),
    "answer_to_question": l.AnswerToQuestion(
        **HEAD, reference="B-0042", question="Le chantier est-il desservi par un bus avant 7 h ?",
        answer="Oui, par la ligne N4 dès 5 h 50.\nL'arrêt est à 200 mètres."),
    "candidates_presented": c.CandidatesPresented(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        candidates=PRESENTED, answer_by=date(2026, 6, 19)),
    "presentation_reminder": c.PresentationReminder(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        candidates=PRESENTED[1:], presented_on=date(2026, 6, 12)),
    "decisions_received": c.DecisionsReceived(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", reference="B-0042", title="Maçon / maçonne",
        decisions=(c.Decided(candidate="LEMAIRE Aïcha", state="hired", on=date(2026, 6, 15)),
                   c.Decided(candidate="N'GUESSAN Jean-Marc", state="rejected", reason="pas le permis B")),
        unclear=("on verra pour la troisième",), waiting=("ŒUVRARD Léa",)),
    "hours_requested": c.HoursRequested(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils", month="2026-10", people=("DIALLO Mamadou", "PETIT Anne"),
        answer_by=date(2026, 11, 9)),
    "hours_received": c.HoursReceived(
        **HEAD, greeted="Mme Carpentier", company="Bâti-Picardie & Fils",
        people=(c.PersonHours(person="DIALLO Mamadou", month="2026-10", hours=140.0),
                c.PersonHours(person="PETIT Anne", month="2026-10", hours=151.67)), unclear=("MARTIN 80 h",)),
    "candidate_hired": p.CandidateHired(
        **HEAD, partner="Mission locale du Grand Amiénois", company="Bâti-Picardie & Fils",
        candidate=own("Lemaire", "Aïcha", "hired", on=date(2026, 6, 15))),
    "partner_feedback": p.PartnerFeedback(**HEAD, partner="Mission locale du Grand Amiénois", candidates=(
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
        orders=(l.OrderDone(action="approve", reference="B-0042", done=True, mails=12, undoable=True,
                            until=datetime(2026, 6, 5, 10, 15, tzinfo=UTC)),
                l.OrderDone(action="correct", reference="B-0041", done=True, undoable=True),
                l.OrderDone(action="close", reference="B-0040", done=True, mails=3),
                l.OrderDone(action="present", reference="B-0039", done=False, outcome="unknown_candidate", detail="5")),
        unclear=("et pour l'autre, comme d'habitude",), mailbox="clauses@agence.example"),
    "orders_without_token": l.OrdersConfirmed(
        **HEAD, greeted="Nadia", unclear=(), mailbox="clauses@agence.example", again="valider B-0042\nclasser A-4",
        orders=(l.OrderDone(action="approve", reference="B-0042", done=False, outcome="token_missing"),
                l.OrderDone(action="settle", reference="A-4", done=False, outcome="token_missing"))),
    "progress_report": l.ProgressReport(**HEAD, greeted="Tristan Delobel", figures=FIGURES),
    "pooling_proposed": l.PoolingProposed(
        **HEAD, greeted="Tristan Delobel", title="Maçon / maçonne", hours=1213.4, months=8.9,
        steps=(
            l.PathStep(reference="B-0042", title="Maçon / maçonne", company="Bâti-Picardie & Fils",
                       workplace="Collège Jules-Verne, 80000 Amiens", starts=date(2026, 6, 15), ends=date(2026, 10, 14),
                       weekly_hours=35.0, hours=606.7),
            l.PathStep(reference="B-0047", title="Maçon (H/F)", company="Coquelle BTP", workplace="80300 Albert",
                       starts=date(2026, 11, 2), ends=date(2027, 3, 1), weekly_hours=35.0, hours=606.7),
        )),
    "path_proposed": l.PathProposed(**HEAD, greeted="Samira Belkacem", partner="Mission locale du Grand Amiénois",
                                    candidate=own("Petit", "Karim", "hired"), ends_on=date(2026, 6, 26), need=NEED),
    "probe": l.Probe(**HEAD, at=datetime(2026, 6, 5, 8, tzinfo=UTC)),
}  # fmt: skip
