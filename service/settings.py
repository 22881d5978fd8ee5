"""Settings: one TOML file read into frozen values; an unknown key is an error that names the nearest known one."""

from __future__ import annotations

import difflib
import os
import tomllib
from datetime import time
from pathlib import Path
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

Tls = Literal["implicit", "starttls", "none"]
Frequency = Literal["daily", "weekly", "fortnightly", "monthly"]
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class WrongSettings(Exception):  # noqa: N818
    """The configuration cannot be used; the message says what to mend, one line a fault."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=_Frozen)


class ServiceSettings(_Frozen):
    """[service]: where Liaison remembers, and the clock that people live by."""

    database: str = "sqlite:///liaison.db"
    timezone: str = "Europe/Paris"
    #: what sensitive facts are encrypted with (a Fernet key); usually key_file or key_env
    key: str | None = Field(default=None, repr=False)
    #: folder whose files replace single templates of the same name
    templates: Path | None = None
    #: json | text
    log: Literal["json", "text"] = "text"

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"fuseau horaire inconnu : {value} (par exemple Europe/Paris)") from error
        return value


class ReferentSettings(_Frozen):
    """[referent]: the one who decides."""

    name: str
    email: str
    institution: str
    phone: str | None = None


class Login(_Frozen):
    """How to reach one mail server."""

    host: str
    port: int = Field(ge=1, le=65535)
    user: str = ""
    password: str = Field(default="", repr=False)
    tls: Tls = "implicit"
    #: certificate authority of a private server, PEM
    ca: Path | None = None

    @model_validator(mode="after")
    def _plain_text_stays_home(self) -> Login:
        if self.tls == "none" and self.host not in LOOPBACK:
            raise ValueError(f'tls = "none" n\'est permis que sur cette machine, pas vers {self.host}')
        return self


class ImapSettings(Login):
    """Where mail comes in."""

    folder: str = "INBOX"


class MailboxSettings(_Frozen):
    """[[mailbox]]: one mailbox that Liaison minds: IMAP and SMTP, or two folders."""

    name: str = "liaison"
    address: str
    imap: ImapSettings | None = None
    smtp: Login | None = None
    #: instead of imap: a Maildir; instead of smtp: a folder that gets one file a mail
    maildir: Path | None = None
    outbox: Path | None = None
    trusted_authserv: str | None = None
    acknowledge: Literal["move", "keyword", "none"] = "move"
    evidence: Literal["sent_folder", "bcc", "none"] = "sent_folder"
    #: address that gets a blind copy of everything; it must come back into this mailbox
    archive: str | None = None
    in_doubt: Literal["resend", "hold"] = "resend"
    #: mails a minute that the provider allows; 0 = no limit
    rate_per_minute: int = Field(default=0, ge=0)
    poll_seconds: int = Field(default=300, ge=5)

    @model_validator(mode="after")
    def _one_way_in_and_out(self) -> MailboxSettings:
        if (self.imap is None) == (self.maildir is None):
            raise ValueError("donner soit imap, soit maildir")
        if (self.smtp is None) == (self.outbox is None):
            raise ValueError("donner soit smtp, soit outbox")
        if self.evidence == "bcc" and not self.archive:
            raise ValueError('evidence = "bcc" demande archive = "adresse"')
        return self


class FacilitatorSettings(_Frozen):
    """[[facilitator]]: whose notifications make markets."""

    name: str
    organisation: str | None = None
    email: str
    phone: str | None = None


class DirectorySettings(_Frozen):
    """[directory]: CSV files beside the configuration."""

    partners: Path | None = None
    companies: Path | None = None
    #: open reference of jobs: columns code, title; several titles of one code are one job
    rome: Path | None = None


class Policy(_Frozen):
    """[policy]: who decides, and the rhythm of things. Days are working days of France."""

    validate_needs: Literal["referent", "auto"] = "referent"
    present_candidates: Literal["referent", "auto"] = "referent"
    working_days: str = "mon-fri"
    digest_at: time = time(8, 0)
    partner_feedback: Frequency = "weekly"
    facilitator_report: Frequency = "fortnightly"
    company_reminder_days: tuple[int, ...] = (5, 10)
    partner_reminder_days: tuple[int, ...] = (4,)
    presentation_reminder_days: tuple[int, ...] = (5,)
    #: whether companies are asked each month for the hours that those they hired worked
    hours_request: Literal["never", "monthly"] = "never"
    #: at once: answers to people leave at any hour; working_days: nothing reaches anybody on a day off
    send: Literal["at_once", "working_days"] = "at_once"
    #: minutes that the mails of an order wait before they leave, so that it can be undone; 0 = they leave at once
    grace_minutes: int = Field(default=0, ge=0, le=1440)
    #: what an order by mail must carry besides the referent's authenticated address: a token of ours, or nothing more
    orders_by_mail: Literal["token", "address"] = "token"
    #: days for which the token of one of our mails lets the referent give orders
    order_days: int = Field(default=30, ge=1)
    #: working days without a single mail after which the mailbox is looked at
    silent_mailbox_days: int = Field(default=2, ge=1)
    #: hours and months of one person from which needs are worth pooling (a professionalisation contract's least)
    path_hours: int = Field(default=600, ge=1)
    path_months: int = Field(default=6, ge=1)
    #: minutes that a company has to take a hire back before the partners hear of it; 0 = they hear at once
    hire_notice_minutes: int = Field(default=0, ge=0)
    #: present_candidates = auto: minutes that a partner has to mend what we understood before the company gets it
    auto_present_minutes: int = Field(default=60, ge=0)
    #: days after the last word on a person until that person's data are deleted (docs/guide)
    keep_candidates_days: int = Field(default=730, ge=1)
    #: the same for someone who was not hired and agreed to nothing more
    keep_refused_days: int = Field(default=90, ge=1)
    #: working days that a company has to return its form
    form_answer_days: int = Field(default=5, ge=1)

    @field_validator("working_days")
    @classmethod
    def _days(cls, value: str) -> str:
        weekdays(value)
        return value

    @field_validator("company_reminder_days", "partner_reminder_days", "presentation_reminder_days")
    @classmethod
    def _ascending(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if any(day < 1 for day in value) or list(value) != sorted(set(value)):
            raise ValueError("donner des jours ouvrés croissants, à partir de 1, par exemple [5, 10]")
        return value


class Settings(_Frozen):
    """The whole configuration."""

    service: ServiceSettings = ServiceSettings()
    referent: ReferentSettings
    mailbox: tuple[MailboxSettings, ...] = Field(min_length=1)
    facilitator: tuple[FacilitatorSettings, ...] = ()
    directory: DirectorySettings = DirectorySettings()
    policy: Policy = Policy()
    #: the file that all this was read from
    path: Path


DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(words: str) -> frozenset[int]:
    """« mon-fri » or « mon,tue,thu » as numbers, Monday 0. Raises ValueError."""
    days: set[int] = set()
    for part in words.replace(" ", "").lower().split(","):
        first, _, last = part.partition("-")
        try:
            start, end = DAY_NAMES.index(first), DAY_NAMES.index(last or first)
        except ValueError as error:
            raise ValueError(f"jours inconnus : {words} (par exemple mon-fri)") from error
        days.update(range(start, end + 1))
    if not days:
        raise ValueError(f"aucun jour ouvré : {words}")
    return frozenset(days)


def load(path: Path) -> Settings:
    """The settings of one TOML file. Raises WrongSettings, with every fault on a line of its own, in French."""
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise WrongSettings(f"{path} : fichier introuvable (« liaison init DOSSIER » en écrit un exemple)") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongSettings(f"{path} : {error}") from error
    try:
        _resolve_secrets(tree, path.parent)
        settings = Settings.model_validate({**tree, "path": path})
    except ValidationError as error:
        raise WrongSettings("\n".join(_sentences(error, path))) from error
    return _with_absolute_paths(settings, path.parent)


def _resolve_secrets(node: Any, folder: Path) -> None:
    """Replace `x_env` and `x_file` by `x`, everywhere."""
    for item in node if isinstance(node, list) else [node]:
        if not isinstance(item, dict):
            continue
        for key in list(item):
            if isinstance(item[key], dict | list):
                _resolve_secrets(item[key], folder)
            elif key.endswith("_env"):
                item[key.removesuffix("_env")] = _from_environment(item.pop(key))
            elif key.endswith("_file"):
                item[key.removesuffix("_file")] = _from_file(folder / str(item.pop(key)))


def _from_environment(name: Any) -> str:
    value = os.environ.get(str(name))
    if value is None:
        raise WrongSettings(f"la variable d'environnement {name} n'est pas définie")
    return value


def _from_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise WrongSettings(f"{path} : {error.strerror}") from error


def _sentences(error: ValidationError, path: Path) -> list[str]:
    return [f"{path.name} : {_place(fault['loc'])} : {_sentence(fault)}" for fault in error.errors()]


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "fichier"


def _sentence(fault: Any) -> str:
    if fault["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(fault["loc"][-1]), _known_keys(), n=1, cutoff=0.5)
        return "clé inconnue" + (f" ; vouliez-vous « {near[0]} » ?" if near else "")
    if fault["type"] == "missing":
        return "clé obligatoire, absente"
    return str(fault["msg"]).removeprefix("Value error, ")


def _known_keys() -> list[str]:
    models: list[type[BaseModel]] = [
        Settings, ServiceSettings, ReferentSettings, ImapSettings, Login, MailboxSettings, FacilitatorSettings,
        DirectorySettings, Policy,
    ]  # fmt: skip
    return sorted({name for model in models for name in model.model_fields} - {"path"})


def _with_absolute_paths(settings: Settings, folder: Path) -> Settings:
    """Relative paths are relative to the file."""
    return settings.model_copy(
        update={
            "service": _absolute(_absolute_database(settings.service, folder), folder),
            "directory": _absolute(settings.directory, folder),
            "mailbox": tuple(_absolute_mailbox(box, folder) for box in settings.mailbox),
        }
    )


def _absolute_database(service: ServiceSettings, folder: Path) -> ServiceSettings:
    prefix = "sqlite:///"
    if not service.database.startswith(prefix) or service.database.startswith("sqlite:////"):
        return service
    return service.model_copy(update={"database": prefix + str((folder / service.database[len(prefix) :]).resolve())})


def _absolute_mailbox(box: MailboxSettings, folder: Path) -> MailboxSettings:
    servers = {key: _absolute(server, folder) for key in ("imap", "smtp") if (server := getattr(box, key)) is not None}
    return _absolute(box.model_copy(update=servers), folder)


def _absolute(model: M, folder: Path) -> M:
    paths = {key: (folder / value).resolve() for key, value in model if isinstance(value, Path)}
    return model.model_copy(update=paths) if paths else model
