"""Stage: one installation of Liaison over a real Dovecot and a real SMTP server, its command in a subprocess."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from service.app import open_app
from service.demo import cast, papers
from service.demo.world import World, attachment
from service.export import export
from service.settings import load
from tests.servers.mailbox import DovecotMailbox
from tests.servers.smtp import Accepted, RecordingSmtp

PARIS = ZoneInfo("Europe/Paris")
LIAISON = Path(sys.executable).with_name("liaison")
ROOT = Path(__file__).parent.parent.parent
ARCHIVE = "archive@agence.example"
#: none of the directory's partners is far away or gone
PARTNERS = (cast.MISSION_LOCALE, cast.CAP_EMPLOI, cast.PLIE, cast.ASSOCIATION, cast.GONE)

CONFIGURATION = """\
[service]
database = "{database}"
timezone = "Europe/Paris"
{service}

[referent]
name = "Claire Morel"
email = "{referent}"
institution = "France Travail Amiens-Dury"

[[mailbox]]
name = "clauses"
address = "{address}"
imap = {{ {imap} }}
smtp = {{ {smtp} }}
trusted_authserv = "mx.agence.example"
{mailbox}

[[facilitator]]
name = "Farid Benali"
organisation = "Maison de l'emploi du Pays de Somme"
email = "{facilitator}"

[directory]
partners = "partners.csv"

[policy]
{policy}
"""


class Warm:
    """The command line, loaded once; each command is a process forked from it (see warm.py)."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def ran(self, words: list[str], folder: Path, die: Sequence[str | int], limit: float) -> Ran:
        """One command, to its end."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.scenarios.warm"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                text=True, env=environment(), cwd=ROOT,
            )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        out, err = folder / "stdout", folder / "stderr"
        print(json.dumps({"words": words, "out": str(out), "err": str(err), "die": list(die), "limit": limit}),
              file=self._process.stdin, flush=True)  # fmt: skip
        status = json.loads(self._process.stdout.readline())
        return Ran(status, out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace"))

    def close(self) -> None:
        """Let it go."""
        if self._process is not None:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()
            self._process = None


WARM = Warm()


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"status {self.status}\n--- out\n{self.out[-4000:]}\n--- err\n{self.err[-6000:]}"


@dataclass(slots=True)
class ServerPost:
    """How correspondents' mail reaches the mailbox, and what they got: service.demo.world's Post, on servers."""

    mailbox: DovecotMailbox
    smtp: RecordingSmtp

    def deliver(self, raw: bytes) -> None:
        """By LMTP, as the agency's server does."""
        self.mailbox.deliver(raw)

    def received(self, address: str) -> list[bytes]:
        """What the submission server took for them, oldest first."""
        return [mail.raw for mail in self.smtp.accepted() if address in mail.recipients]


@dataclass(slots=True)
class Stage:
    """One installation, its servers, its correspondents, and a clock that `at` moves."""

    folder: Path
    mailbox: DovecotMailbox
    smtp: RecordingSmtp
    database: str = "sqlite:///liaison.db"
    clock: datetime = datetime(2026, 6, 2, 9, 0, tzinfo=PARIS)
    #: lines of [[mailbox]], [service] and [policy], and single keys of imap and smtp
    box: dict[str, Any] = field(default_factory=dict)
    service: dict[str, Any] = field(default_factory=dict)
    policy: dict[str, Any] = field(default_factory=dict)
    imap: dict[str, Any] = field(default_factory=dict)
    submission: dict[str, Any] = field(default_factory=dict)
    partners: str = cast.PARTNERS_CSV
    world: World = field(init=False)

    def __post_init__(self) -> None:
        self.world = World(post=ServerPost(self.mailbox, self.smtp), now=lambda: self.clock)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.configure()

    # ---- settings

    def configure(self) -> None:
        """Write the configuration as the fields now say."""
        (self.folder / "partners.csv").write_text(self.partners, encoding="utf-8")
        text = CONFIGURATION.format(
            database=self.database,
            referent=cast.REFERENT.address,
            facilitator=cast.FACILITATOR.address,
            address=cast.MAILBOX.address,
            imap=_pairs({"host": "127.0.0.1", "port": self.mailbox.port, "user": self.mailbox.user,
                         "password": self.mailbox.password, "tls": "none"} | self.imap, ", "),
            smtp=_pairs({"host": "127.0.0.1", "port": self.smtp.port, "tls": "none"} | self.submission, ", "),
            mailbox=_pairs(self.box, "\n"),
            service=_pairs(self.service, "\n"),
            policy=_pairs(self.policy, "\n"),
        )  # fmt: skip
        self.config.write_text(text, encoding="utf-8")

    @property
    def config(self) -> Path:
        return self.folder / "liaison.toml"

    def at(self, text: str) -> None:
        """Move the clock, of the correspondents and of Liaison."""
        self.clock = datetime.fromisoformat(text).replace(tzinfo=PARIS)

    # ---- Liaison

    def liaison(
        self, command: str, *words: str, status: int | None = 0, now: bool = False, die: Sequence[str | int] = (),
        limit: float = 120,
    ) -> Ran:  # fmt: skip
        """One command in a process of its own; fails unless it ends with `status` (None: however it ends)."""
        instant = ["--now", self.clock.isoformat()] if now else []
        ran = WARM.ran([command, "-c", str(self.config), *instant, *words], self.folder, die, limit)
        assert status is None or ran.status == status, str(ran)
        return ran

    def runs(self, status: int | None = 0) -> Ran:
        """`liaison run --once --now …`."""
        return self.liaison("run", "--once", status=status, now=True)

    def is_killed_after(self, seconds: float) -> bool:
        """`liaison run --once`, SIGKILLed from outside; False when it had ended by itself."""
        return self.liaison("run", "--once", status=None, now=True, limit=seconds).status == -9

    def dies(self, when: str, place: str, nth: int = 1) -> Ran:
        """`liaison run --once`, SIGKILLed by itself before or after a function (see dying.py)."""
        return self.liaison("run", "--once", status=-9, now=True, die=(when, place, nth))

    def starts(self, *words: str) -> subprocess.Popen[bytes]:
        """`liaison run …` in the background; its stderr goes to daemon.log."""
        log = (self.folder / "daemon.log").open("ab")
        with log:
            return subprocess.Popen(
                [str(LIAISON), "run", "-c", str(self.config), *words], stdout=log, stderr=log, env=environment()
            )

    def export(self) -> dict[str, list[dict[str, Any]]]:
        """The whole state: what `liaison export --json` prints (s01 compares them), a second sooner."""
        app = open_app(load(self.config))
        try:
            return export(app)
        finally:
            app.close()

    def states(self, of: str) -> list[str]:
        """The states of all rows of one list of the export."""
        return [row["state"] for row in self.export()[of]]

    # ---- the world

    def accepted(self, word: str = "") -> list[Accepted]:
        """What the submission server took, whose subject (decoded) or recipient holds `word`; probes left out."""
        return [mail for mail in self.smtp.accepted() if "liaison.probe." not in mail.message_id
                and (word in subject_of(mail.raw) or word in mail.recipients)]  # fmt: skip

    def notify(self, reference: str = "MDE-2026-014", lots: Sequence[tuple[Any, ...]] = cast.LOTS) -> None:
        """The facilitator tells of a market, its lots in a workbook."""
        self.world.write(
            cast.FACILITATOR,
            f"Notification marché {reference}",
            f"Bonjour Claire,\n\nLe marché {reference} « Construction de la médiathèque du Hocquet » (Ville d'Amiens) "
            "a été notifié le 1er juin 2026. Les entreprises retenues sont dans le tableau joint.\n"
            "Chantier : rue du Hocquet, 80000 Amiens.\n\nBien cordialement,\n\nFarid Benali\n",
            files=((f"attributaires {reference}.xlsx", papers.lots_sheet(tuple(lots))),),
        )

    def returns_form(
        self, actor: cast.Actor = cast.BATI_NORD, values: dict[str, str] | None = None, **mail: Any
    ) -> EmailMessage:
        """A company fills the very Word form that it was sent, and returns it; the mail that it answers."""
        asked = self.world.last(actor)
        name, form = attachment(asked, ".docx")
        filled = papers.filled_word(form, values or cast.BATI_NORD_FORM)
        mail = {"answers": asked} | mail
        self.world.write(actor, f"RE: {asked['Subject']}", "Bonjour,\n\nNotre besoin est ci-joint.\n\nH. Vasseur\n",
                         files=((name, filled),), **mail)  # fmt: skip
        return asked

    def until_diffused(self) -> None:
        """Notification, form, validation: the need B-0001 is with every partner."""
        self.notify(lots=cast.LOTS[:1])
        self.runs()
        self.at("2026-06-03T10:00")
        self.returns_form()
        self.runs()
        self.at("2026-06-04T10:00")
        self.liaison("approve", "B-0001", now=True)
        self.runs()

    def goes_on_from(self, other: Stage) -> None:
        """Take over the database and what was sent of another stage; the mailbox is a new one."""
        for path in other.folder.glob("liaison.db*"):
            shutil.copy(path, self.folder / path.name)
        shutil.copytree(other.smtp.folder, self.smtp.folder, dirs_exist_ok=True)
        self.smtp._count = len(self.smtp.accepted())
        self.clock, self.world.count = other.clock, other.world.count


def environment() -> dict[str, str]:
    """As a service manager gives it: no colours, no French of the machine's."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "PYTHONPATH": path}


def cold(*words: str) -> Ran:
    """`.venv/bin/liaison` itself, as a person starts it."""
    done = subprocess.run([str(LIAISON), *words], capture_output=True, check=False, timeout=120, env=environment())
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def parsed(raw: bytes) -> EmailMessage:
    """A mail as a mail program reads it."""
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def subject_of(raw: bytes) -> str:
    """The subject, decoded."""
    return str(parsed(raw)["Subject"])


def text_of(raw: bytes) -> str:
    """The plain text."""
    body = parsed(raw).get_body(("plain",))
    return body.get_content() if body is not None else ""


def attachments_of(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of what is enclosed."""
    for part in parsed(raw).iter_attachments():
        yield part.get_filename() or "", bytes(part.get_payload(decode=True) or b"")


def _pairs(values: dict[str, Any], between: str) -> str:
    return between.join(f"{key} = {json.dumps(value)}" for key, value in values.items())
