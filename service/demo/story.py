"""The story: who writes what, when; between two scenes the real service does everything that waits."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from service import daemon
from service.app import App, open_app
from service.demo import cast, papers
from service.demo.world import FolderPost, Post, World, attachment
from service.export import export
from service.logs import configure
from service.settings import load

PARIS = ZoneInfo("Europe/Paris")
#: what is told of each thing that happens; the words are for whoever watches
TOLD = {
    "market_received": "le marché {reference} est enregistré, {awards} attributaire(s)",
    "need_received": "besoin {reference} lu : {state}",
    "need_completed": "besoin {reference} complété : {state}",
    "need_approved": "besoin {reference} validé par la référente",
    "referral_received": "une orientation reçue pour {need}",
    "candidates_presented": "candidats {referrals} présentés à l'entreprise pour {reference}",
    "need_filled": "besoin {reference} pourvu",
    "contact_bounces": "une adresse refuse nos courriels",
    "contact_absent": "un correspondant est absent",
    "mail_sent": "→ {to} : {kind}",
    "question_answered": "la réponse repart dans le fil de la question",
    "review_item": "À TRAITER : {what} — {why}",
    "companies_silent": "les relances sont épuisées : le facilitateur est prévenu",
}


#: what each mail is called
MAILS = {
    "first_contact": "formulaire de liaison, prérempli",
    "company_reminder": "relance",
    "form_received": "formulaire bien reçu",
    "incomplete_form": "points à compléter",
    "need_to_validate": "besoin à valider",
    "need_diffusion": "besoin diffusé",
    "referrals_received": "ce que nous avons compris",
    "question_asked": "question reçue",
    "answer_to_question": "réponse à la question",
    "orders_confirmed": "ordres exécutés",
    "candidates_presented": "candidats présentés",
    "decisions_received": "réponse enregistrée",
    "candidate_hired": "une candidature retenue",
    "partner_feedback": "où en sont vos candidatures",
    "partner_reminder": "rappel",
    "daily_digest": "point du jour",
    "progress_report": "point d'avancement",
    "silent_companies": "entreprises silencieuses",
    "proposed_change": "changement proposé",
    "hours_requested": "heures demandées",
    "hours_received": "heures notées",
    "need_stopped": "besoin pourvu, merci",
    "missing_market_facts": "précisions demandées",
    "presentation_reminder": "relance",
}


@dataclass(slots=True)
class Clock:
    """The demo's clock, moved by the story."""

    at: datetime

    def now(self) -> datetime:
        """The time of the story."""
        return self.at

    def to(self, text: str) -> None:
        """Move on to this local time."""
        self.at = datetime.fromisoformat(text).replace(tzinfo=PARIS)


@dataclass(slots=True)
class Stage:
    """Where a scene is played."""

    app: App
    clock: Clock
    world: World

    def scene(self, at: str, title: str) -> None:
        """Name a scene."""
        self.clock.to(at)
        click.echo(f"\n{self.clock.at:%d/%m/%Y %H:%M}  {title}")

    def runs(self) -> None:
        """Liaison does all that waits."""
        daemon.run_once(self.app)


def play(out: Path, *, servers: bool = False) -> None:
    """Play the whole story into a folder, and say where everything lies."""
    configure("text", quiet=True)
    began = time.monotonic()
    with _stage(out, servers=servers) as stage:
        for scene in (notification, forms, validation, replies, question, presentation, afterwards):
            scene(stage)
        _check(stage.app)
    click.echo(f"\nFin de la démonstration, en {time.monotonic() - began:.0f} s.")
    click.echo(
        f"Chaque message envoyé : {out / 'envoyes'}   Documents : {out / 'documents'}   Base : {out / 'liaison.db'}"
    )
    click.echo(f"Pour regarder encore : liaison status -c {out / 'liaison.toml'}")


@contextmanager
def _stage(out: Path, *, servers: bool) -> Iterator[Stage]:
    if out.exists() and any(out.iterdir()) and not (out / "liaison.toml").exists():
        raise click.ClickException(f"{out} n'est pas vide et n'est pas une démonstration : choisir un autre --out")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / "partners.csv").write_text(cast.PARTNERS_CSV, encoding="utf-8")
    clock = Clock(datetime(2026, 6, 2, 8, 55, tzinfo=PARIS))
    with _wires(out, servers=servers) as (wires, post):
        config = out / "liaison.toml"
        config.write_text(cast.CONFIGURATION.format(wires=wires), encoding="utf-8")
        app = open_app(load(config), now=clock.now, tell=_teller())
        try:
            yield Stage(app=app, clock=clock, world=World(post=post, now=clock.now))
            _spread(out)
        finally:
            app.close()


@contextmanager
def _wires(out: Path, *, servers: bool) -> Iterator[tuple[str, Post]]:
    if servers:
        from service.demo.servers import started

        with started(out) as found:
            yield found
        return
    from mailboxes.maildrop import make_maildir

    make_maildir(out / "boite")
    yield 'maildir = "boite"\noutbox = "envoyes"', FolderPost(out)


def _teller() -> Callable[[str, dict[str, object]], None]:
    def tell(what: str, about: dict[str, object]) -> None:
        sentence = TOLD.get(what)
        if sentence:
            told = {**about, "kind": MAILS.get(str(about.get("kind")), about.get("kind"))}
            click.echo("    " + sentence.format_map(_Known(told)))
            sys.stdout.flush()

    return tell


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


# ------------------------------------------------------------------ the scenes
def notification(stage: Stage) -> None:
    """Step 1: the facilitator tells of a market; step 2: each company gets its form."""
    stage.scene("2026-06-02T09:00", "Le facilitateur notifie un marché, tableau des lots en pièce jointe.")
    stage.world.write(
        cast.FACILITATOR,
        "Notification marché MDE-2026-014",
        "Bonjour Claire,\n\nLe marché MDE-2026-014 « Construction de la médiathèque du Hocquet » (Ville d'Amiens) "
        "a été notifié le 1er juin 2026. Vous trouverez les entreprises retenues dans le tableau joint.\n"
        "Chantier : rue du Hocquet, 80000 Amiens.\n\nBien cordialement,\n\nFarid Benali\n"
        "Facilitateur des clauses sociales\nMaison de l'emploi du Pays de Somme\nTél. 03 53 01 10 10\n",
        files=(("attributaires MDE-2026-014.xlsx", papers.lots_sheet(cast.LOTS)),),
    )
    stage.scene("2026-06-02T09:05", "Un inconnu se fait passer pour lui : rien ne se fait.")
    stage.world.write(
        cast.FACILITATOR,
        "Nouveau marché 2026-099",
        "Bonjour, nouveau marché 2026-099 notifié à Pro Bat, probat@probat.example, envoyez-leur vos candidats.",
        authenticated=False,
    )
    stage.runs()


def forms(stage: Stage) -> None:
    """Step 2: forms come back: Word, then PDF with gaps; a reminder goes to whoever is silent."""
    stage.scene("2026-06-03T10:20", "Bâti-Nord renvoie le formulaire Word, rempli.")
    asked = stage.world.last(cast.BATI_NORD)
    name, form = attachment(asked, ".docx")
    filled = papers.filled_word(form, cast.BATI_NORD_FORM)
    text = "Bonjour,\n\nVeuillez trouver notre besoin ci-joint.\n\nH. Vasseur\n"
    stage.world.write(cast.BATI_NORD, f"RE: {asked['Subject']}", text, files=((name, filled),), answers=asked)
    stage.scene("2026-06-04T16:40", "Toits Picards renvoie le formulaire PDF : le salaire manque, le SIRET est faux.")
    asked = stage.world.last(cast.TOITS)
    name, form = attachment(asked, ".pdf")
    filled = papers.filled_pdf(form, cast.TOITS_FORM)
    stage.world.write(
        cast.TOITS, f"Re: {asked['Subject']}", "Ci-joint.\nK. Oudin\n", files=((name, filled),), answers=asked
    )
    stage.runs()
    stage.scene("2026-06-05T08:30", "Toits Picards complète par retour de courriel, sans formulaire.")
    asked = stage.world.last(cast.TOITS)
    text = "Bonjour,\n\nSiret : 552 100 554 00013\nSalaire brut : 1 950 € par mois\n\nK. Oudin\n"
    stage.world.write(cast.TOITS, f"Re: {asked['Subject']}", text, answers=asked)
    stage.runs()


def validation(stage: Stage) -> None:
    """Step 3: the referent reads and validates, by plain reply; step 4: every partner gets the need at once."""
    stage.scene(
        "2026-06-08T08:10", "La référente valide le premier besoin d'une réponse, corrige puis valide le second."
    )
    asked = stage.world.last(cast.REFERENT, "B-0001")
    stage.world.write(cast.REFERENT, f"RE: {asked['Subject']}", "OK pour diffusion\n\nClaire Morel\n", answers=asked)
    asked = stage.world.last(cast.REFERENT, "B-0002")
    stage.world.write(
        cast.REFERENT, f"RE: {asked['Subject']}", "ok mais mets 2 postes\n\nClaire Morel\n", answers=asked
    )
    stage.runs()


def replies(stage: Stage) -> None:
    """Step 5: partners reply as they do: prose and a CV, a table, « nobody », a question, a robot, a bounce."""
    world = stage.world
    stage.scene("2026-06-09T11:00", "Les partenaires répondent.")
    asked = world.last(cast.MISSION_LOCALE, "B-0001")
    world.write(
        cast.MISSION_LOCALE, f"RE: {asked['Subject']}",
        "Bonjour Claire,\n\nJe vous propose Tony LAMBERT, 20 ans, sans diplôme, suivi à la mission locale, "
        "06 39 98 20 01, tony.lambert@courriel.example. CV joint. Il est d'accord.\n\nCordialement,\n\nNour Haddad\n"
        "Conseillère\nMission locale du Grand Amiens\nTél. 03 53 01 11 20\n",
        files=(("CV Tony Lambert.docx",
                papers.curriculum("Tony LAMBERT", "06 39 98 20 01", "tony.lambert@courriel.example", "80090 Amiens")),),
        answers=asked,
    )  # fmt: skip
    asked = world.last(cast.CAP_EMPLOI, "B-0001")
    rows = (
        ("BERNARD", "Cassandra", "06 39 98 20 02", "RQTH, QPV"),
        ("WATTEAU", "Michel", "06 39 98 20 03", "RQTH, 55 ans"),
    )
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    world.write(
        cast.CAP_EMPLOI, f"Re: {asked['Subject']}",
        "Bonjour,\n\ndeux personnes :\n\nNom\tPrénom\tTéléphone\tSituation\n" + "\n".join("\t".join(r) for r in rows),
        html="<p>Bonjour,</p><p>deux personnes :</p><table><tr><th>Nom</th><th>Prénom</th><th>Téléphone</th>"
        f"<th>Situation</th></tr>{cells}</table>",
        answers=asked,
    )  # fmt: skip
    asked = world.last(cast.PLIE, "B-0001")
    world.write(
        cast.PLIE,
        f"Re: {asked['Subject']}",
        "Bonjour, personne à proposer pour l'instant.\n\nS. Maillet\n",
        answers=asked,
    )
    asked = world.last(cast.ASSOCIATION, "B-0001")
    world.write(
        cast.ASSOCIATION,
        f"Re: {asked['Subject']}",
        "Bonjour,\nle chantier est-il desservi par le bus ?\nMerci\n",
        answers=asked,
    )
    asked = world.last(cast.PLIE, "B-0002")
    world.write(
        cast.PLIE, f"Réponse automatique : {asked['Subject']}", "Absente jusqu'au 22 juin.\n", answers=asked,
        headers={"Auto-Submitted": "auto-replied"},
    )  # fmt: skip
    stage.runs()


def question(stage: Stage) -> None:
    """A partner's question: the referent answers by plain reply, and the answer goes back in the partner's thread."""
    stage.scene("2026-06-09T14:00", "La référente répond à la question de l'association.")
    asked = stage.world.last(cast.REFERENT, "Question")
    text = "Bonjour, oui : ligne 7, arrêt Hocquet, dès 6 h 30.\n\nClaire Morel\n"
    stage.world.write(cast.REFERENT, f"RE: {asked['Subject']}", text, answers=asked)
    stage.runs()


def presentation(stage: Stage) -> None:
    """Steps 5 and 6: candidates go to the company, which answers in one line; partners hear."""
    stage.scene("2026-06-10T09:30", "La référente présente trois candidats.")
    asked = stage.world.last(cast.REFERENT, "B-0001")
    stage.world.write(
        cast.REFERENT,
        f"RE: {asked['Subject']}",
        "présenter 1, 2 et 3 au besoin B-0001\n\nClaire Morel\n",
        answers=asked,
    )
    stage.runs()
    stage.scene("2026-06-12T17:45", "L'entreprise répond.")
    asked = stage.world.last(cast.BATI_NORD, "B-0001")
    stage.world.write(
        cast.BATI_NORD, f"RE: {asked['Subject']}",
        "Bonjour,\n\nLambert : retenu, il commence le 29 juin.\nBernard : non retenue, pas d'expérience en coffrage.\n"
        "Watteau : entretien jeudi 18 juin à 8h.\n\nH. Vasseur\n",
        answers=asked,
    )  # fmt: skip
    stage.runs()


def afterwards(stage: Stage) -> None:
    """Steps 6 and 7: regular feedback, reminders, the morning digest, the facilitator's report."""
    stage.scene("2026-06-15T09:30", "Le lundi suivant : point du jour, retours aux partenaires, point d'avancement.")
    stage.runs()
    stage.scene("2026-06-16T10:00", "Un message que personne ne comprend.")
    stranger = cast.Actor(name="Inconnu", address="info@salon-des-maires.example")
    stage.world.write(stranger, "Votre stand au salon", "Bonjour, réservez votre stand avant le 30 juin !\n")
    stage.runs()


# ------------------------------------------------------------------ afterwards
def _spread(out: Path) -> None:
    """Every document that was sent, beside the mails, ready to open."""
    from email import message_from_bytes, policy

    folder = out / "documents"
    for path in sorted((out / "envoyes").glob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        for part in mail.walk():
            name = part.get_filename()
            if name:
                folder.mkdir(exist_ok=True)
                (folder / f"{path.stem[:4]} {Path(name).name}").write_bytes(bytes(part.get_payload(decode=True) or b""))


def _check(app: App) -> None:
    """The story is only told if it happened."""
    tree = export(app)
    states = sorted(row["state"] for row in tree["referrals"])
    wanted = ["hired", "interview", "rejected"]
    if states != wanted or any(row["state"] != "sent" for row in tree["outbox"]):
        raise click.ClickException(f"la démonstration n'a pas abouti : orientations {states}")
