"""Terminal: what all commands share: their options, how they open the service, print and end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from service.app import App
    from service.settings import Settings

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
CONFIG = click.option(
    "-c", "--config", required=True, type=click.Path(path_type=Path), help="Fichier de configuration (TOML)."
)
OPTIONAL_CONFIG = click.option(
    "-c", "--config", type=click.Path(path_type=Path), help="Fichier de configuration (TOML)."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Sortie JSON, une ligne par objet.")
NOW = click.option("--now", "instant", metavar="INSTANT", help="Comme si l'horloge marquait cet instant (ISO 8601).")
TRUST = click.option("--trust", metavar="HÔTE", help="Serveur dont on croit l'en-tête Authentication-Results.")


def failing(code: int, message: str) -> NoReturn:
    """End with this status, the message on stderr."""
    click.echo(message, err=True)
    raise SystemExit(code)


def printed(value: Any) -> None:
    """One JSON object on one line."""
    click.echo(json.dumps(value, ensure_ascii=False))


def show(value: dict[str, Any], as_json: bool) -> None:
    """A result as JSON, or laid out for a person."""
    if as_json:
        printed(value)
    else:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def ordered(config: Path, instant: str | None, as_json: bool, **words: Any) -> None:
    """Carry out one order and print its outcome."""
    from parsers.statements import Command
    from service import commands
    from service.store import views

    with opened(config, instant) as app:
        with app.store.transaction() as connection:
            words["target"] = views.need_reference(connection, words["target"])
        outcome(commands.order(app, Command(**words), app.now()), as_json)


def outcome(done: Any, as_json: bool) -> None:
    """What came of an order; one that was refused ends with 2."""
    from dataclasses import asdict

    from service.wording import wording

    if as_json:
        printed(asdict(done))
    elif done.done:
        click.echo(f"{done.reference} : fait" + (f", {done.mails} courriel(s) à envoyer" if done.mails else ""))
    if not done.done:
        failing(2, f"{done.reference} : {wording().word('outcome', done.outcome or '')}")


# ------------------------------------------------------------------ opening
@contextmanager
def opened(config: Path, instant: str | None = None) -> Iterator[App]:
    """The App of a configuration, closed afterwards; what cannot be opened ends with a clear line."""
    from sqlalchemy.exc import SQLAlchemyError

    from service.app import open_app
    from service.logs import configure
    from service.store.seal import WrongKey
    from service.store.store import Conflict

    settings = settings_of(config)
    configure(settings.service.log)
    try:
        app = open_app(settings, now=clock_of(instant, settings))
    except WrongKey as error:
        failing(1, str(error))
    except (SQLAlchemyError, OSError) as error:
        failing(1, f"base de données : {str(error).splitlines()[0]}")
    try:
        yield app
    except Conflict as conflict:
        failing(1, f"rien n'a été changé : {conflict}")
    finally:
        app.close()


def settings_of(config: Path) -> Settings:
    """The settings of a file; what is wrong with it ends with 2."""
    from service.settings import WrongSettings, load

    try:
        return load(config)
    except WrongSettings as wrong:
        failing(2, str(wrong))


def clock_of(instant: str | None, settings: Settings) -> Callable[[], datetime]:
    """The clock, or one that stands at the instant given."""
    from zoneinfo import ZoneInfo

    from service import clock

    if instant is None:
        return clock.now
    fixed = _instant(instant, ZoneInfo(settings.service.timezone))
    return lambda: fixed


def _instant(text: str, zone: tzinfo) -> datetime:
    """An instant; without an offset it is on people's clocks."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        failing(2, f"instant illisible : {text} (par exemple 2026-06-02T08:00:00+02:00)")
    return found if found.tzinfo else found.replace(tzinfo=zone)
