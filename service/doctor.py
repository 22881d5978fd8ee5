"""Doctor: checks what Liaison stands on, each with a stable id, and says what to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mailboxes.errors import Rejected, Unreachable
from service import app as parts
from service import directory, previews
from service.settings import MailboxSettings, Settings, WrongSettings, load
from service.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at. `level`: ok | warning | error."""

    id: str
    what: str
    level: str
    message: str


def examine(path: Path) -> list[Check]:
    """Every check of the configuration at `path`; an unreadable configuration ends it."""
    try:
        settings = load(path)
    except WrongSettings as wrong:
        return [Check(id="L001", what="configuration", level="error", message=str(wrong))]
    checks = [Check(id="L001", what="configuration", level="ok", message=str(path))]
    checks += _database(settings)
    checks += _directories(settings)
    checks += _templates(settings)
    for box in settings.mailbox:
        checks += _mailbox(box)
    return [*checks, _tools()]


def _database(settings: Settings) -> Iterator[Check]:
    try:
        store = Store(settings.service.database)
        store.migrate()
        store.close()
    except Exception as error:  # noqa: BLE001  (whatever a database driver raises is what we report)
        yield Check(id="L002", what="base de données", level="error", message=f"{type(error).__name__} : {error}")
    else:
        yield Check(id="L002", what="base de données", level="ok", message="ouverte, à jour")


def _directories(settings: Settings) -> Iterator[Check]:
    if settings.directory.partners is None:
        yield Check(
            id="L010",
            what="partenaires",
            level="warning",
            message="aucun fichier [directory] partners : personne à qui diffuser",
        )
    for check_id, what, path, read in (
        ("L010", "partenaires", settings.directory.partners, directory.read_partners),
        ("L011", "entreprises", settings.directory.companies, directory.read_companies),
    ):
        if path is not None:
            yield from _file(check_id, what, path, read)


def _file(
    check_id: str, what: str, path: Path, read: Callable[[Path], directory.Partners | directory.Companies]
) -> Iterator[Check]:
    try:
        faults = read(path).faults
    except OSError as error:
        yield Check(id=check_id, what=what, level="error", message=f"{path} : {error.strerror}")
        return
    for fault in faults:
        yield Check(
            id=check_id, what=what, level="warning", message=f"{path.name}, ligne {fault.line} : {fault.message}"
        )
    if not faults:
        yield Check(id=check_id, what=what, level="ok", message=str(path))


def _templates(settings: Settings) -> Iterator[Check]:
    problems = previews.check(settings.service.templates)
    for file, message in problems:
        yield Check(id="L020", what="modèles", level="error", message=f"{file} : {message}")
    if not problems:
        yield Check(id="L020", what="modèles", level="ok", message="tous les courriels et documents se composent")


def _mailbox(box: MailboxSettings) -> Iterator[Check]:
    inbox, sender = parts.inbox_of(box), parts.sender_of(box)
    for check_id, what, work in (
        ("L030", f"boîte {box.name}, réception", inbox.check),
        ("L031", f"boîte {box.name}, envoi", sender.check),
    ):
        try:
            remarks = work() or ()
        except (Unreachable, Rejected) as trouble:
            yield Check(id=check_id, what=what, level="error", message=str(trouble))
            continue
        yield Check(id=check_id, what=what, level="ok", message="connexion établie")
        for remark in remarks:
            yield Check(id=check_id, what=what, level="warning", message=remark)
    inbox.close()
    sender.close()
    if box.trusted_authserv is None:
        message = "trusted_authserv manque : aucun message du facilitateur ni du référent ne sera cru"
        yield Check(id="L032", what=f"boîte {box.name}, authentification", level="error", message=message)


def _tools() -> Check:
    from parsers.tools import tesseract

    if tesseract.available():
        return Check(id="L040", what="lecture des scans", level="ok", message=f"Tesseract {tesseract.version()}")
    message = (
        "Tesseract absent : les formulaires scannés ou photographiés iront « à traiter » "
        "(paquets tesseract-ocr, tesseract-ocr-fra)"
    )
    return Check(id="L040", what="lecture des scans", level="warning", message=message)
