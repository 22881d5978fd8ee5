"""Commands about people: partners, candidates, what becomes of them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from service.terminal import CONFIG, JSON, NOW, failing, opened, outcome, show

#: hours that nobody works in one month
MOST_HOURS = 250


@click.command()
@click.argument("referral")
@click.argument("state")
@click.option("--reason")
@click.option("--on", metavar="AAAA-MM-JJ", help="Date de l'entretien ou de l'embauche.")
@CONFIG
@JSON
@NOW
def referral(
    referral: str, state: str, reason: str | None, on: str | None, config: Path, as_json: bool, instant: str | None
) -> None:
    """Noter l'état d'une orientation."""
    from service import commands
    from service.domain.referrals import MOVES

    if state not in MOVES:
        failing(2, f"état inconnu : {state} (au choix : {', '.join(MOVES)})")
    with opened(config, instant) as app:
        outcome(commands.move_referral(app, referral, state, app.now(), reason=reason, on=on), as_json)


@click.command()
@click.argument("referral")
@click.argument("month", metavar="AAAA-MM")
@click.argument("worked", type=float, metavar="HEURES")
@CONFIG
@JSON
@NOW
def hours(referral: str, month: str, worked: float, config: Path, as_json: bool, instant: str | None) -> None:
    """Déclarer les heures réalisées en un mois par une personne recrutée."""
    from service import commands

    if not re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2])", month):
        failing(2, f"mois illisible : {month} (par exemple 2026-10)")
    if not 0 <= worked <= MOST_HOURS:
        failing(2, f"nombre d'heures invraisemblable pour un mois : {worked:g}")
    with opened(config, instant) as app:
        outcome(commands.declare_hours(app, referral, month, worked, app.now()), as_json)


@click.group("partners")
def partners_group() -> None:
    """L'annuaire des partenaires."""


@partners_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Dire ce qui changerait, sans rien écrire.")
@CONFIG
@JSON
def partners_import(file: Path, dry_run: bool, config: Path, as_json: bool) -> None:
    """Importer un fichier CSV de partenaires."""
    from service import lists

    with opened(config) as app:
        try:
            result = lists.import_partners(app, file, dry_run=dry_run)
        except OSError as error:
            failing(2, f"{file} : {error.strerror}")
        show(result, as_json)
        if result["faults"]:
            sys.exit(2)


COMMANDS = (hours, referral, partners_group)
