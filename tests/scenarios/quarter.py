"""A simulated quarter: partners, companies and the referent live with the real service, on two folders and a clock."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import docx

from parsers.statements import Command
from service import commands, daemon
from service.app import App, open_app
from service.demo import cast, papers
from service.demo.cast import Actor
from service.demo.world import FolderPost, World, attachment
from service.domain.due import is_working_day
from service.export import export
from service.logs import configure
from service.settings import load

PARIS = ZoneInfo("Europe/Paris")
WIRES = 'maildir = "boite"\noutbox = "envoyes"'
BEGINS = date(2026, 9, 1)
NIR = "1 85 05 78 006 084 36"

#: (name, kind, contact, address, what it does): each kind of correspondent at least once
PARTNERS = (
    ("Mission locale du Grand Amiens", "mission_locale", "Nour Haddad", "nour.haddad@ml-amiens.example", "diligent"),
    ("Cap emploi 80", "cap_emploi", "Olivier Lenoir", "o.lenoir@capemploi80.example", "list"),
    ("PLIE du Grand Amiens", "plie", "Sandrine Maillet", "s.maillet@plie-amiens.example", "table"),
    ("Foyer des Tilleuls", "hebergement", "Paul Vernier", "p.vernier@foyer-tilleuls.example", "prose"),
    ("SPIP de la Somme", "autre", "Irène Vaquette", "i.vaquette@spip-somme.example", "prose"),
    ("EPIDE de Saint-Quentin", "epide", "", "contact@epide-sq.example", "bounces"),
    ("GEIQ BTP Picardie", "geiq", "Luc Ferrand", "l.ferrand@geiq-picardie.example", "forwards"),
    ("École de la 2e chance", "e2c", "Anna Sellier", "a.sellier@e2c-somme.example", "absent"),
    ("Le Relais du Pigeonnier", "association", "", "relais.pigeonnier@orange.example", "nobody"),
    ("Ateliers de la Hotoie", "aci", "Marc Delobel", "m.delobel@hotoie.example", "colleague"),
    ("Régie des quartiers nord", "politique_ville", "Samira Kaci", "s.kaci@regie-nord.example", "silent"),
    ("ETTI Tremplin", "etti", "Jean Roussel", "j.roussel@tremplin.example", "leaves"),
)
COMPANIES = (
    ("Bâti-Nord SARL", "732 829 320 00074", "Hélène Vasseur", "h.vasseur@bati-nord.example"),
    ("Toits Picards SAS", "552 100 554 00025", "Karim Oudin", "k.oudin@toits-picards.example"),
    ("Voirie de Somme", "404 833 048 00022", "Luc Parmentier", "l.parmentier@voirie-somme.example"),
    ("Espaces Verts du Val", "542 051 180 00066", "Diane Roche", "d.roche@espaces-val.example"),
    ("Propreté Somme", "552 081 317 66522", "Yann Bertin", "y.bertin@proprete-somme.example"),
)
JOBS = ("Coffreur-bancheur", "Aide-couvreur", "Manœuvre VRD", "Jardinier", "Agent de propreté", "Maçon", "Peintre")
FIRST_NAMES = """
Karim Sofia Yanis Aïcha Mehdi Léa Bruno Fatou Enzo Ines Omar Julie Samir Chloé Adama Nadia Hugo Rosa Moussa Élise Tony
"""
#: family names are made of these, so that one name alone tells who is meant
BEGINNINGS = "Mar Del Ber Gau Rou Lam Vas Car Hen Pic Cor Bou Tri Fer Mon"
ENDINGS = "tin court nard thier lier seur ron quet dier mier veau lard get chon"
FIRST = FIRST_NAMES.split()
LAST = [begin + end for begin in BEGINNINGS.split() for end in ENDINGS.split()]
SENSITIVE = (
    "bénéficiaire du RSA",
    "RQTH",
    "sort de détention",
    "réfugié",
    "hébergé en CHRS",
    "demandeur d'emploi de longue durée",
)


@dataclass(slots=True)
class Person:
    """Someone whom a partner proposed: what the check knows of the truth."""

    first: str
    last: str
    partner: str
    need: str
    on: date
    phone: str
    withdrawn: bool = False


@dataclass(slots=True)
class Truth:
    """What the correspondents did, as they know it: the check compares it with what was sent."""

    people: list[Person] = field(default_factory=list)
    #: (address, need) of those who said that they have nobody
    declined: set[tuple[str, str]] = field(default_factory=set)
    #: addresses that asked for no more mails, or bounced, and when
    left: dict[str, datetime] = field(default_factory=dict)
    #: file names and bytes of CVs that hold a social security number
    forbidden_files: list[bytes] = field(default_factory=list)
    ended: date = BEGINS


@dataclass(slots=True)
class Quarter:
    """The stage: one installation, its correspondents, their dice."""

    root: Path
    needs: int
    people: int
    dice: random.Random
    app: App
    world: World
    clock: list[datetime]
    truth: Truth = field(default_factory=Truth)
    names: Iterator[tuple[str, str]] = field(init=False)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        lasts = self.dice.sample(LAST, self.people)
        self.names = iter([(self.dice.choice(FIRST), last) for last in lasts])

    # ---- the clock
    def at(self, day: date, hour: int, minute: int = 0) -> None:
        """Move on."""
        self.clock[0] = datetime.combine(day, time(hour, minute), tzinfo=PARIS)

    def runs(self) -> None:
        """Liaison does all that waits."""
        daemon.run_once(self.app)

    # ---- what correspondents get
    def fresh(self, address: str) -> list[EmailMessage]:
        """The mails that this correspondent has not looked at yet."""
        found = []
        for path in sorted((self.root / "envoyes").glob("*.eml")):
            if path.name in self.seen:
                continue
            mail = _parsed(path.read_bytes())
            if address in str(mail["To"]):
                self.seen.add(path.name)
                found.append(mail)
        return found


def _parsed(raw: bytes) -> EmailMessage:
    from email import message_from_bytes, policy

    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


@contextmanager
def quarter(root: Path, *, needs: int, people: int, seed: int = 7) -> Iterator[Quarter]:
    """A fresh installation, and everybody ready."""
    configure("text", quiet=True)
    root.mkdir(parents=True, exist_ok=True)
    rows = [f"{name},{kind},{contact},{address},,80,,oui" for name, kind, contact, address, _ in PARTNERS]
    (root / "partners.csv").write_text(
        "name,kind,contact_name,email,phone,postcodes,publics,active\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    (root / "liaison.toml").write_text(cast.CONFIGURATION.format(wires=WIRES), encoding="utf-8")
    clock = [datetime.combine(BEGINS, time(9), tzinfo=PARIS)]
    app = open_app(load(root / "liaison.toml"), now=lambda: clock[0])
    world = World(post=FolderPost(root), now=lambda: clock[0])
    try:
        yield Quarter(
            root=root, needs=needs, people=people, dice=random.Random(seed), app=app, world=world, clock=clock
        )
    finally:
        app.close()


# ------------------------------------------------------------------ the quarter
def lived(stage: Quarter, days: int) -> None:
    """So many working days, one after the other."""
    day = BEGINS
    for number in range(days):
        while not is_working_day(day, stage.app.office.policy):
            day += timedelta(days=1)
        _a_day(stage, day, number)
        day += timedelta(days=1)
    # what is owed is paid: the last feedback of the last week and a half
    for _ in range(12):
        if is_working_day(day, stage.app.office.policy):
            stage.at(day, 9, 30)
            stage.runs()
        day += timedelta(days=1)
    stage.truth.ended = day


def _a_day(stage: Quarter, day: date, number: int) -> None:
    """Markets come first; then forms, decisions, replies, answers, each in its time."""
    stage.at(day, 9, 30)
    if number == 0:
        _notified(stage)
    stage.runs()
    if number == 1:
        _forms(stage, stage.needs)
        stage.runs()
    if number >= 2:
        _referent_decides(stage, number)
        stage.runs()
        stage.at(day, 11)
        _partners_answer(stage, day)
        stage.runs()
        stage.at(day, 15)
        _companies_answer(stage)
        stage.runs()


def _notified(stage: Quarter) -> None:
    lots = tuple(
        (str(n), f"Lot {n}", name, siret, "1 rue du Hocquet, 80000 Amiens", contact, "", address, 600)
        for n, (name, siret, contact, address) in enumerate(COMPANIES, start=1)
    )
    stage.world.write(
        cast.FACILITATOR,
        "Notification marché MDE-2026-020",
        "Bonjour Claire,\n\nLe marché MDE-2026-020 « Quartier du Hocquet » (Ville d'Amiens) a été notifié le 31 août "
        "2026. Les entreprises retenues sont dans le tableau joint.\nChantier : rue du Hocquet, 80000 Amiens.\n\n"
        "Bien cordialement,\n\nFarid Benali\n",
        files=(("attributaires.xlsx", papers.lots_sheet(lots)),),
    )


def _forms(stage: Quarter, count: int) -> None:
    """Each company fills its form once a job, on the very Word form that it was sent."""
    for n in range(count):
        name, siret, contact, address = COMPANIES[n % len(COMPANIES)]
        actor = Actor(name=contact, address=address, organisation=name)
        asked = stage.world.last(actor, "")
        file, form = attachment(asked, ".docx")
        values = cast.BATI_NORD_FORM | {
            "company.name": name, "company.siret": siret, "company.contact_name": contact, "company.email": address,
            "job.title": f"{JOBS[n % len(JOBS)]} {chr(65 + n)}", "job.openings": str(1 + n % 3),
            "job.start_date": "05/10/2026",
        }  # fmt: skip
        stage.world.write(actor, f"Formulaire de liaison {n}", "Bonjour, notre besoin est ci-joint.\n",
                          files=((file, papers.filled_word(form, values)),), answers=asked)  # fmt: skip


def _referent_decides(stage: Quarter, number: int) -> None:
    """Two needs a day go out; who waits is presented; questions are answered."""
    rows = export(stage.app)
    waiting = [n["reference"] for n in rows["needs"] if n["state"] == "to_validate"]
    for reference in waiting[:2]:
        _order(stage, "approve", reference)
    for need in rows["needs"]:
        ready = [r for r in rows["referrals"] if r["need_id"] == need["id"] and r["state"] == "to_present"]
        if need["state"] == "diffused" and ready and number % 2:
            _order(stage, "present", need["reference"])
    for mail in stage.fresh(cast.REFERENT.address):
        if "question" in str(mail["Subject"]).lower():
            stage.world.write(cast.REFERENT, f"RE: {mail['Subject']}", "Oui, c'est possible.\n", answers=mail)


def _order(stage: Quarter, action: str, reference: str) -> None:
    commands.order(stage.app, Command(action=action, target=reference), stage.clock[0])


# ------------------------------------------------------------------ partners
def _partners_answer(stage: Quarter, day: date) -> None:
    for name, _, contact, address, habit in PARTNERS:
        actor = Actor(name=contact or name, address=address, organisation=name)
        for mail in stage.fresh(address):
            if "Besoin en recrutement" in str(mail["Subject"]):
                _on_need(stage, actor, habit, mail, day)
            elif "bien reçue" in str(mail["Subject"]) and stage.dice.random() < 0.06:
                _withdraws(stage, actor, mail)


def _reference(mail: EmailMessage) -> str:
    return str(mail["Subject"]).partition("[")[2].partition("]")[0]


def _on_need(stage: Quarter, actor: Actor, habit: str, mail: EmailMessage, day: date) -> None:
    reference, answer = _reference(mail), f"RE: {mail['Subject']}"
    if habit == "bounces":
        stage.truth.left.setdefault(actor.address, stage.clock[0])
        stage.world.post.deliver(_bounce(mail, actor.address, stage.clock[0]))
    elif habit == "silent" or (habit == "leaves" and actor.address in stage.truth.left):
        return
    elif habit == "leaves" and reference >= "B-0003":
        stage.truth.left[actor.address] = stage.clock[0]
        stage.world.write(actor, answer, "Bonjour, merci de ne plus m'envoyer de mails.\n", answers=mail)
    elif habit == "nobody" or stage.dice.random() < 0.2:
        stage.truth.declined.add((actor.address, reference))
        words = stage.dice.choice(("Bonjour, personne pour le moment.", "Pas de candidat pour ce besoin, désolé."))
        stage.world.write(actor, answer, words + "\n", answers=mail)
    elif habit == "absent" and stage.dice.random() < 0.4:
        stage.world.write(actor, "Réponse automatique : absente", "Je suis absente jusqu'au 30 septembre 2026.\n",
                          answers=mail, headers={"Auto-Submitted": "auto-replied"})  # fmt: skip
    else:
        _refers(stage, actor, habit, mail, day)


def _refers(stage: Quarter, actor: Actor, habit: str, mail: EmailMessage, day: date) -> None:
    """One or two people; now and then someone whom another partner sent as well, or one for another need too."""
    reference, address = _reference(mail), actor.address
    fresh = [pair for _, pair in zip(range(stage.dice.choice((1, 1, 2))), stage.names, strict=False)]
    people = [Person(first, last, address, reference, day, _phone(stage)) for first, last in fresh]
    others = [p for p in stage.truth.people if p.need == reference and p.partner != address]
    if others and stage.dice.random() < 0.1:
        known = stage.dice.choice(others)
        people.append(replace(known, partner=address, on=day, withdrawn=False))
    if not people:
        return
    lines = [_told(stage, habit, person) for person in people]
    text = "Bonjour,\n\nJe vous propose :\n\n" + "\n".join(lines) + "\n\n"
    if reference > "B-0001" and stage.dice.random() < 0.1 and (one := next(stage.names, None)):
        other = Person(*one, address, f"B-{int(reference[2:]) - 1:04d}", day, _phone(stage))
        text += f"Pour le besoin [{other.need}] :\n{_told(stage, 'list', other)}\n\n"
        people.append(other)
    if stage.dice.random() < 0.15:
        text += "Le permis B est-il exigé ?\n"
    stage.truth.people += people
    files = tuple(_cv(stage, p.first, p.last) for p in people if stage.dice.random() < 0.5)
    if habit == "forwards":
        body = mail.get_body(("plain",))
        quoted = body.get_content() if body is not None else ""
        text += f"\n---------- Message transféré ----------\nDe : {mail['From']}\nObjet : {mail['Subject']}\n\n{quoted}"
        stage.world.write(actor, f"TR : {mail['Subject']}", text, files=files)
        return
    if habit == "colleague":
        domain = actor.address.partition("@")[2]
        actor = Actor(name="Lise Carpentier", address=f"l.carpentier@{domain}", organisation=actor.organisation)
    stage.world.write(actor, f"RE: {mail['Subject']}", text, files=files, answers=mail)


def _phone(stage: Quarter) -> str:
    return f"06 39 98 {stage.dice.randrange(100):02d} {stage.dice.randrange(100):02d}"


def _told(stage: Quarter, habit: str, person: Person) -> str:
    first, last, phone = person.first, person.last.upper(), person.phone
    fact = stage.dice.choice(SENSITIVE)
    nir = f", NIR {NIR}" if stage.dice.random() < 0.1 else ""
    if habit == "table":
        return f"{last} | {first} | {phone} | {fact}"
    if habit == "list":
        return f"- {last} {first}, {phone}, {fact}{nir}"
    if habit == "diligent":
        return f"Nom : {last}\nPrénom : {first}\nTéléphone : {phone}\nSituation au regard de la clause : {fact}\n"
    return f"{first} {last}, {phone}, {fact}{nir}."


def _cv(stage: Quarter, first: str, last: str) -> tuple[str, bytes]:
    """A CV; one in eight holds a number that nobody may be sent."""
    secret = stage.dice.random() < 0.125
    document = docx.Document()
    document.add_heading(f"{first} {last}")
    document.add_paragraph("Expérience : chantier, deux ans.")
    if secret:
        document.add_paragraph(f"N° de sécurité sociale : {NIR}")
    out = io.BytesIO()
    document.save(out)
    if secret:
        stage.truth.forbidden_files.append(out.getvalue())
    return f"CV {first} {last}.docx", out.getvalue()


def _withdraws(stage: Quarter, actor: Actor, mail: EmailMessage) -> None:
    mine = [p for p in stage.truth.people if p.partner == actor.address and p.need == _reference(mail)]
    if mine:
        mine[0].withdrawn = True
        words = f"{mine[0].first} {mine[0].last.upper()} n'est plus disponible, merci de retirer sa candidature.\n"
        stage.world.write(actor, f"RE: {mail['Subject']}", words, answers=mail)


def _bounce(mail: EmailMessage, address: str, at: datetime) -> bytes:
    """What a server says of a mailbox that is no more (RFC 3464)."""
    told = (
        f"From: MAILER-DAEMON@mx.agence.example\r\nTo: {cast.MAILBOX.address}\r\nSubject: Undelivered Mail Returned to Sender"
        f"\r\nDate: {at:%a, %d %b %Y %H:%M:%S +0200}\r\nMessage-ID: <bounce.{mail['Message-ID'][1:20]}@mx.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/plain\r\n\r\nUser unknown\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {mail['Message-ID']}\r\n\r\n--b--\r\n"
    )
    return told.encode()


# ------------------------------------------------------------------ companies
def _companies_answer(stage: Quarter) -> None:
    for name, _, contact, address in COMPANIES:
        actor = Actor(name=contact, address=address, organisation=name)
        for mail in stage.fresh(address):
            subject = str(mail["Subject"])
            if "candidat" not in subject.lower() or stage.dice.random() < 0.2:
                continue
            words = _decided(stage, mail)
            if words:
                stage.world.write(actor, f"RE: {subject}", f"Bonjour,\n\n{words}\n", answers=mail)


def _decided(stage: Quarter, mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    shown = {p.last: p for p in stage.truth.people if p.last.upper() in text}.values()
    verdicts = ("{} : retenu(e), début le 5 octobre", "{} : non, il manque le permis B", "{} : entretien mardi à 9 h",
                "{} : n'est pas venu(e) à l'entretien", "{} : non retenu(e), pas assez d'expérience")  # fmt: skip
    lines = [
        stage.dice.choice(verdicts).format(f"{p.last.upper()} {p.first}") for p in shown if stage.dice.random() < 0.85
    ]
    return "\n".join(lines)
