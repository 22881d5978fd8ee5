"""Two months of ten companies: silent, refusing, late, away, gone, answering twice; `python -m` prints what they got."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mailboxes.maildrop import make_maildir
from service import commands, daemon, lists
from service.app import App, open_app
from service.demo import cast, papers
from service.demo.cast import Actor
from service.demo.world import FolderPost, World, attachment
from service.export import export
from service.logs import configure
from service.settings import load

PARIS = ZoneInfo("Europe/Paris")
BEGINS, ENDS = datetime(2026, 7, 1, tzinfo=PARIS), datetime(2026, 9, 1, tzinfo=PARIS)
POLICY = '\n[policy]\nsend = "working_days"\nhours_request = "monthly"\n'
SITE = "Rue du Hocquet, 80000 Amiens"


def actor(name: str, address: str, firm: str) -> Actor:
    """Someone of a company."""
    return Actor(name=name, address=address, organisation=firm)


PROMPT = actor("Anne Roussel", "a.roussel@maconnerie-roussel.example", "Maçonnerie Roussel SARL")
MUTE = actor("Luc Marchand", "l.marchand@marchand-tp.example", "Marchand TP")
REFUSER = actor("Éric Dumas", "e.dumas@dumas-elec.example", "Dumas Électricité")
LATER = actor("Paule Giry", "p.giry@giry-peinture.example", "Giry Peinture")
TWICE = actor("Omar Saidi", "o.saidi@saidi-platrerie.example", "Saidi Plâtrerie")
AWAY = actor("Rose Lemaire", "r.lemaire@lemaire-menuiserie.example", "Lemaire Menuiserie")
GONE = actor("Ugo Petit", "u.petit@serrurerie-nord.example", "Serrurerie du Nord")
HEIR = actor("Zoé Marin", "z.marin@serrurerie-nord.example", "Serrurerie du Nord")
BOUNCING = actor("", "contact@vert-paysage.example", "Vert Paysage")
MENDED = actor("Jean Bailly", "j.bailly@vert-paysage.example", "Vert Paysage")
GAPPY = actor("Inès Caron", "i.caron@caron-carrelage.example", "Caron Carrelage")
TWO_LOTS = actor("Théo Vidal", "t.vidal@vidal-nettoyage.example", "Vidal Nettoyage")
COMPANIES = (PROMPT, MUTE, REFUSER, LATER, TWICE, AWAY, GONE, HEIR, BOUNCING, MENDED, GAPPY, TWO_LOTS)


def lot(number: str, title: str, who: Actor, hours: int | str, address: str | None = None) -> tuple[Any, ...]:
    """A row of the facilitator's table."""
    return (number, title, who.organisation, "", "", who.name, "", who.address if address is None else address, hours)


SCHOOL = (lot("1", "Gros œuvre", PROMPT, 640), lot("2", "Terrassement", MUTE, 300), lot("3", "Électricité", REFUSER, 250),
          lot("4", "Peinture", LATER, 200), lot("5", "Plâtrerie", TWICE, 180), lot("6", "Menuiserie", AWAY, 160),
          lot("7", "Nettoyage", TWO_LOTS, 150))  # fmt: skip
PARK = (lot("1", "Serrurerie", GONE, 120), lot("2", "Espaces verts", BOUNCING, 210),
        lot("3", "Carrelage", GAPPY, 140, address=""), lot("4", "Nettoyage", TWO_LOTS, 90))  # fmt: skip


@dataclass(slots=True)
class Play:
    """The two months, played by a real service over folders."""

    app: App
    world: World
    clock: list[datetime]
    #: what correspondents do, by day
    script: dict[str, list[Callable[[], None]]] = field(default_factory=dict)

    def on(self, day: str, *deeds: Callable[[], None]) -> None:
        """On this day, before the service's first run."""
        self.script.setdefault(day, []).extend(deeds)

    def play(self) -> None:
        """Two runs a day, week-ends and holidays too."""
        day = BEGINS
        while day < ENDS:
            for hour in (9, 16):
                self.clock[0] = day.replace(hour=hour, minute=30)
                if hour == 9:
                    for deed in self.script.pop(day.date().isoformat(), []):
                        deed()
                daemon.run_once(self.app)
            day += timedelta(days=1)

    # ---- deeds
    def notify(self, reference: str, title: str, lots: tuple[tuple[Any, ...], ...], words: str = "") -> None:
        """The facilitator's mail, its table enclosed."""
        text = (
            f"Bonjour Claire,\n\n{words}Le marché {reference} « {title} » (Ville d'Amiens) a été notifié le 30 juin 2026."
            f" Vous trouverez les entreprises retenues dans le tableau joint.\nChantier : {SITE}.\n\nFarid Benali\n"
        )
        files = ((f"attributaires {reference}.xlsx", papers.lots_sheet(lots)),)
        self.world.write(cast.FACILITATOR, f"Notification marché {reference}", text, files=files)

    def form(self, who: Actor, word: str = "besoin en recrutement", **values: str) -> None:
        """A company returns the form that it got last, filled."""
        asked = self.world.last(who, word)
        name, blank = attachment(asked, ".docx")
        told = {**cast.BATI_NORD_FORM, "company.contact_name": who.name, "company.email": who.address,
                "company.siret": "732 829 320 00074", "job.start_date": "15/09/2026", **values}  # fmt: skip
        filled = papers.filled_word(blank, {key: value for key, value in told.items() if value})
        self.world.write(
            who, f"RE: {asked['Subject']}", "Bonjour,\n\nCi-joint.\n", files=((name, filled),), answers=asked
        )

    def says(self, who: Actor, text: str, word: str = "", **more: Any) -> None:
        """A plain reply to the last mail."""
        asked = self.world.last(who, word)
        self.world.write(who, f"RE: {asked['Subject']}", text, answers=asked, **more)

    def robot(self, who: Actor, text: str) -> None:
        """An automatic answer to the last mail."""
        asked = self.world.last(who)
        headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
        self.world.write(who, f"Absence : {asked['Subject']}", text, answers=asked, headers=headers)

    def bounces(self, who: Actor) -> None:
        """The server of that address refuses it."""
        asked = self.world.last(who)
        self.world.post.deliver(_bounce(asked, who.address, self.clock[0]))

    def approves(self, word: str) -> None:
        """The referent validates, by plain reply."""
        self.says(cast.REFERENT, "ok pour diffusion\n", word)


def _bounce(asked: EmailMessage, address: str, now: datetime) -> bytes:
    """A delivery status notification (RFC 3464)."""
    from email.utils import format_datetime

    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.agence.example\r\nTo: {cast.MAILBOX.address}\r\n"
        f"Subject: Undelivered Mail Returned to Sender\r\nDate: {format_datetime(now)}\r\n"
        f"Message-ID: <bounce.{now.timestamp():.0f}@mx.agence.example>\r\nAuto-Submitted: auto-replied\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nUser unknown.\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.agence.example\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {asked['Message-ID']}\r\n"
        f"From: {cast.MAILBOX.address}\r\nTo: {address}\r\n\r\n--b--\r\n"
    ).encode()


def written(play: Play) -> None:
    """Who does what on which day. 14 July and 15 August are holidays; the 4th of July is a Saturday."""
    play.on("2026-07-01", lambda: play.notify("MDE-2026-021", "École des Tanneurs", SCHOOL))
    play.on(
        "2026-07-02", lambda: play.says(REFUSER, "Nous ne recruterons pas sur ce chantier, merci de ne plus insister.")
    )
    play.on("2026-07-02", lambda: play.robot(AWAY, "Je suis absente jusqu'au 24 juillet 2026 inclus."))
    play.on("2026-07-03", lambda: play.form(PROMPT))
    play.on("2026-07-03", lambda: play.form(TWICE, **{"job.title": "Plâtrier", "company.siret": "552 100 554 00013"}))
    play.on("2026-07-04", lambda: play.notify("MDE-2026-022", "Parc de la Hotoie", PARK))
    play.on("2026-07-06", lambda: play.says(LATER, "Pas avant le 20 août 2026, le chantier démarre plus tard."))
    play.on("2026-07-06", lambda: play.form(TWICE, **{"job.title": "Plâtrier", "job.openings": "3",
                                                      "company.siret": "552 100 554 00013"}))  # fmt: skip
    play.on("2026-07-07", lambda: play.bounces(BOUNCING))
    play.on("2026-07-07", lambda: play.says(cast.FACILITATOR, "Caron : Inès Caron, i.caron@caron-carrelage.example\n",
                                            "Parc de la Hotoie"))  # fmt: skip
    play.on("2026-07-08", lambda: play.says(GONE, "M. Petit a quitté l'entreprise. Écrivez à Zoé Marin, "
                                                  f"{HEIR.address}."))  # fmt: skip
    play.on("2026-07-08", lambda: play.approves("B-0001"))
    corrected = (*SCHOOL[:1], lot("2", "Terrassement", MUTE, 350), *SCHOOL[2:])
    play.on("2026-07-09", lambda: play.notify("MDE-2026-021", "École des Tanneurs", corrected, "Rectificatif. "))
    play.on("2026-07-10", lambda: play.notify("MDE-2026-021", "École des Tanneurs", corrected, "Pour mémoire. "))
    play.on("2026-07-10", lambda: play.says(cast.FACILITATOR, f"Vert Paysage : {MENDED.name}, {MENDED.address}\n",
                                            "Parc de la Hotoie"))  # fmt: skip
    play.on("2026-07-10", lambda: play.says(cast.MISSION_LOCALE, "Bonjour,\n\nJe vous propose Tony LAMBERT, 20 ans, suivi à "
                                            "la mission locale, 06 39 98 20 01, tony.lambert@courriel.example. Il est informé "
                                            "et d'accord.\n\nNour Haddad\n", "B-0001"))  # fmt: skip
    play.on("2026-07-13", lambda: order(play, "present", "B-0001"))
    play.on("2026-07-16", lambda: play.says(PROMPT, "Nous retenons M. LAMBERT, à partir du 20 juillet 2026.\n",
                                            "candidature"))  # fmt: skip
    play.on("2026-08-05", lambda: play.says(PROMPT, "Bonjour,\nLAMBERT Tony : 77\n", "heures réalisées"))
    play.on("2026-07-13", lambda: play.form(GAPPY, **{"job.title": "Carreleur", "job.start_date": "",
                                                      "company.siret": "443 061 841 00047"}))  # fmt: skip
    play.on("2026-07-15", lambda: play.form(HEIR, **{"job.title": "Serrurier", "company.siret": "413 347 824 00011"}))
    play.on("2026-07-17", lambda: propose(play, "B-0002", {"job.openings": 2}))
    play.on("2026-07-20", lambda: play.says(TWICE, "C'est d'accord pour nous.\n", "Proposition"))
    play.on("2026-07-22", lambda: play.form(TWO_LOTS, "Relance", **{"job.title": "Agent de nettoyage",
                                                                    "company.siret": "552 081 317 66522"}))  # fmt: skip
    play.on("2026-07-24", lambda: play.says(GAPPY, "Date du recrutement : 21 septembre 2026\n", "Relance"))
    play.on("2026-07-27", lambda: play.form(AWAY, **{"job.title": "Menuisier", "company.siret": "542 065 479 00013"}))
    play.on("2026-08-21", lambda: play.form(LATER, "Relance", **{"job.title": "Peintre",
                                                                 "company.siret": "780 129 987 00014"}))  # fmt: skip


def propose(play: Play, need: str, changes: dict[str, Any]) -> None:
    """The referent proposes a change, in the shell."""
    from parsers.statements import Command

    command = Command(action="propose", target=need, changes=changes, reason="car peu de candidats sont libres")
    commands.order(play.app, command, play.clock[0])


def order(play: Play, action: str, need: str) -> None:
    """The referent gives an order in the shell."""
    from parsers.statements import Command

    done = commands.order(play.app, Command(action=action, target=need), play.clock[0])
    assert done.done, done


def played(folder: Path) -> Iterator[Play]:
    """The whole play, in a folder; the service is still open when it is handed over."""
    configure("text", quiet=True)
    make_maildir(folder / "boite")
    (folder / "partners.csv").write_text(cast.PARTNERS_CSV, encoding="utf-8")
    config = folder / "liaison.toml"
    config.write_text(
        cast.CONFIGURATION.format(wires='maildir = "boite"\noutbox = "envoyes"') + POLICY, encoding="utf-8"
    )
    clock = [BEGINS]
    app = open_app(load(config), now=lambda: clock[0])
    play = Play(app=app, world=World(post=FolderPost(folder), now=lambda: clock[0]), clock=clock)
    try:
        written(play)
        play.play()
        yield play
    finally:
        app.close()


def table(tree: dict[str, list[dict[str, Any]]]) -> list[str]:
    """What each address got, and where its lots stand: the table of the note."""
    by_address: dict[str, Counter[str]] = {}
    for mail in tree["outbox"]:
        by_address.setdefault(mail["to"], Counter())[mail["kind"]] += 1
    lines = []
    states = {award["company"]["name"]: award["state"] for market in tree["markets"] for award in market["awards"]}
    for who in COMPANIES:
        got = ", ".join(f"{count} {kind}" for kind, count in sorted(by_address.get(who.address, Counter()).items()))
        lines.append(f"| {who.organisation} <{who.address}> | {states.get(who.organisation, '-')} | {got or 'rien'} |")
    others = {a: sum(c.values()) for a, c in by_address.items() if a not in {who.address for who in COMPANIES}}
    lines += [f"| {address} | | {count} courriels |" for address, count in sorted(others.items())]
    return lines


def main() -> None:
    """Play, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        for play in played(Path(folder)):
            tree = export(play.app)
            sys.stdout.write("| qui | lot | courriels reçus |\n|---|---|---|\n" + "\n".join(table(tree)) + "\n")
            sys.stdout.write("\n".join(f"{n['reference']} {n['state']} {n['company']['name']}" for n in tree["needs"]))
            sys.stdout.write(f"\njournal : {'intact' if lists.journal_fault(play.app) is None else 'altéré'}\n")
            sys.stdout.write(
                "\n".join(f"à traiter : {r['what'][:90]} — {r['why'][:80]}" for r in tree["review"]) + "\n"
            )


if __name__ == "__main__":
    main()
