"""Commands about what people read: reports, reviews of a year, the digest, the templates of them all."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from service.terminal import CONFIG, JSON, NOW, failing, opened, printed, settings_of

if TYPE_CHECKING:
    from service.app import App


@click.command()
@CONFIG
@click.option("--market", metavar="RÉF", help="Le point d'avancement de ce marché.")
@click.option("--year", type=int, metavar="AAAA", help="Le bilan de cette année.")
@click.option(
    "--with",
    "others",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Pour un bilan d'ensemble : la configuration d'un(e) collègue (répétable).",
)
@click.option("--out", type=click.Path(path_type=Path), help="Dossier où écrire les documents.")
@click.option("--on", "day", metavar="DATE", help="Tel qu'il était à la fin de ce jour (ou à cet instant).")
@click.option("--explain", is_flag=True, help="Dire de quelles lignes de l'export chaque chiffre est fait.")
@JSON
@NOW
def report(
    config: Path, market: str | None, year: int | None, others: tuple[Path, ...], out: Path | None, day: str | None,
    explain: bool, as_json: bool, instant: str | None,
) -> None:  # fmt: skip
    """Écrire le point d'avancement d'un marché, ou le bilan d'une année (Word, PDF, tableur)."""
    from contextlib import ExitStack

    from service import reporting

    if (market is None) == (year is None):
        failing(2, "dire soit --market RÉF, soit --year AAAA")
    if out is None and not explain:
        failing(2, "dire --out DOSSIER, ou --explain")
    with ExitStack() as stack:
        apps = [stack.enter_context(opened(path, instant)) for path in (config, *others)]
        at = _instant(apps[0], day)
        if market is not None:
            asked: reporting.Asked | None = reporting.of_market(apps[0], market, apps[0].now(), at)
        else:
            asked = reporting.of_year(apps, year or 0, apps[0].now(), at)
        if asked is None:
            failing(2, f"marché inconnu{' à cette date' if day else ''} : {market}")
        for tally in asked.traced() if explain else ():
            printed(tally) if as_json else click.echo(reporting.traced_line(tally))
        for path in asked.write(out) if out else ():
            click.echo(str(path))


def _instant(app: App, day: str | None) -> datetime | None:
    """The end of a day on people's clocks, or the instant that is said."""
    if day is None:
        return None
    zone: ZoneInfo = app.office.zone
    try:
        if len(day) == len("2026-06-02"):
            return datetime.combine(date.fromisoformat(day), time.max, tzinfo=zone)
        said = datetime.fromisoformat(day)
    except ValueError:
        failing(2, f"date illisible : {day} (par exemple 2026-06-02)")
    return said if said.tzinfo else said.replace(tzinfo=zone)


@click.command()
@CONFIG
@NOW
def digest(config: Path, instant: str | None) -> None:
    """Lire le point du jour, tel qu'il partirait maintenant."""
    from service import lists

    with opened(config, instant) as app:
        click.echo(lists.digest_text(app, app.now()))


@click.group()
def templates() -> None:
    """Les modèles des courriels et des documents."""


@templates.command("check")
@CONFIG
@JSON
def templates_check(config: Path, as_json: bool) -> None:
    """Essayer chaque modèle, et dire ce qui ne va pas, fichier et ligne."""
    from service import previews

    problems = previews.check(settings_of(config).service.templates)
    for file, message in problems:
        printed({"file": file, "message": message}) if as_json else click.echo(f"{file} : {message}")
    if problems:
        sys.exit(1)
    if not as_json:
        click.echo("tous les modèles se composent")


@templates.command("preview")
@click.argument("name")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Dossier où écrire l'aperçu.")
@CONFIG
def templates_preview(name: str, out: Path, config: Path) -> None:
    """Écrire un courriel ou un document d'exemple (par exemple first_contact, ou report)."""
    from service import previews

    try:
        written = previews.write(name, settings_of(config).service.templates, out)
    except KeyError:
        failing(2, f"modèle inconnu : {name} (au choix : {', '.join(previews.names())})")
    except previews.Unusable as unusable:
        failing(1, str(unusable))
    for path in written:
        click.echo(str(path))


COMMANDS = (report, digest, templates)
