"""Commands about people: partners, candidates, what becomes of them."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

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


@click.command("candidates")
@click.argument("need")
@CONFIG
@JSON
@NOW
def candidates(need: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Les candidatures d'un besoin côte à côte : ce qui parle pour et contre, et qui est déjà connu."""
    from service import people

    with opened(config, instant) as app:
        found = people.compared(app, need, app.now())
        if found is None:
            failing(2, f"besoin inconnu : {need}")
        show(found, as_json)


@click.group("candidate")
def candidate_group() -> None:
    """Une personne, dite par le numéro d'une orientation (R-12) ou par son id : réunir, séparer, corriger, effacer."""


PERSON = click.argument("person", metavar="PERSONNE")


@candidate_group.command("merge")
@PERSON
@click.argument("other", metavar="AUTRE")
@CONFIG
@JSON
@NOW
def candidate_merge(person: str, other: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Réunir deux fiches d'une même personne (« split » défait)."""
    from service import people

    with opened(config, instant) as app:
        outcome(people.merge(app, person, other, app.now()), as_json)


@candidate_group.command("split")
@PERSON
@CONFIG
@JSON
@NOW
def candidate_split(person: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Séparer ce qui avait été réuni, ou une orientation attribuée à tort à une personne connue."""
    from service import people

    with opened(config, instant) as app:
        outcome(people.split(app, person, app.now()), as_json)


@candidate_group.command("correct")
@PERSON
@click.argument("changes", nargs=-1, required=True, metavar="CHAMP=VALEUR...")
@CONFIG
@JSON
@NOW
def candidate_correct(person: str, changes: tuple[str, ...], config: Path, as_json: bool, instant: str | None) -> None:
    """Corriger un nom ou des coordonnées (last_name, first_name, phone, email, postcode)."""
    from service import people

    told = dict(change.partition("=")[::2] for change in changes)
    with opened(config, instant) as app:
        outcome(people.correct(app, person, {k: v or None for k, v in told.items()}, app.now()), as_json)


@candidate_group.command("agree")
@PERSON
@CONFIG
@JSON
@NOW
def candidate_agree(person: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Noter que la personne est d'accord pour être présentée."""
    from service import people

    with opened(config, instant) as app:
        outcome(people.agree(app, person, app.now()), as_json)


@candidate_group.command("release")
@PERSON
@CONFIG
@JSON
@NOW
def candidate_release(person: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Laisser partir les documents retenus (numéro de sécurité sociale ou bancaire)."""
    from service import people

    with opened(config, instant) as app:
        outcome(people.release(app, person, app.now()), as_json)


@candidate_group.command("propose")
@PERSON
@click.argument("need", metavar="BESOIN")
@CONFIG
@JSON
@NOW
def candidate_propose(person: str, need: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Proposer une personne connue pour un autre besoin ; son accord est attendu avant toute présentation."""
    from service import people

    with opened(config, instant) as app:
        outcome(people.propose(app, person, need, app.now()), as_json)


@candidate_group.command("export")
@PERSON
@CONFIG
@JSON
def candidate_export(person: str, config: Path, as_json: bool) -> None:
    """Tout ce qui est su d'une personne, pour le lui remettre."""
    from service import people

    with opened(config) as app:
        found = people.told_of(app, person)
        if found is None:
            failing(2, f"personne inconnue : {person}")
        show(found, as_json)


@candidate_group.command("erase")
@PERSON
@CONFIG
@JSON
@NOW
def candidate_erase(person: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Effacer une personne : fiche, documents, courriels qui la nomment. Les comptes restent."""
    from service import people

    with opened(config, instant) as app:
        outcome(people.erase(app, person, app.now()), as_json)


@click.command("placement")
@click.argument("referral", metavar="ORIENTATION")
@click.option("--type", "contract_type", help="CDD, CDI, CTT…")
@click.option("--start", "start_date", metavar="AAAA-MM-JJ", type=click.DateTime(["%Y-%m-%d"]))
@click.option(
    "--until", "end_date", metavar="AAAA-MM-JJ", type=click.DateTime(["%Y-%m-%d"]), help="Fin prévue, corrigée."
)
@click.option("--hours", "weekly_hours", type=float, help="Heures par semaine.")
@click.option("--renew", metavar="AAAA-MM-JJ", type=click.DateTime(["%Y-%m-%d"]), help="Prolonger jusqu'à ce jour.")
@click.option("--end", metavar="AAAA-MM-JJ", type=click.DateTime(["%Y-%m-%d"]), help="Fin anticipée (avec --reason).")
@click.option("--reason", help="Pourquoi le contrat se termine avant terme.")
@CONFIG
@JSON
@NOW
def placement(referral: str, config: Path, as_json: bool, instant: str | None, **changes: Any) -> None:
    """Le contrat d'une personne recrutée : le corriger, le prolonger, noter sa fin anticipée."""
    from service import people

    told = {key: value.date().isoformat() if isinstance(value, datetime) else value for key, value in changes.items()}
    with opened(config, instant) as app:
        outcome(people.contract(app, referral, app.now(), **told), as_json)


@click.command("purge")
@click.option("--dry-run", is_flag=True, help="Dire qui serait effacé, sans rien effacer.")
@CONFIG
@JSON
@NOW
def purge(dry_run: bool, config: Path, as_json: bool, instant: str | None) -> None:
    """Effacer les personnes dont la durée de conservation est passée (le service le fait aussi, chaque jour ouvré)."""
    from service import people

    with opened(config, instant) as app:
        for row in people.purge(app, app.now(), dry_run=dry_run):
            show(row, as_json)


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


@partners_group.command("show")
@click.argument("partner", metavar="PARTENAIRE")
@CONFIG
@JSON
def partners_show(partner: str, config: Path, as_json: bool) -> None:
    """Ce qu'un partenaire a reçu, répondu, proposé, et ce que chacun est devenu."""
    from service import people

    with opened(config) as app:
        found = people.partner(app, partner)
        if found is None:
            failing(2, f"partenaire inconnu, ou plusieurs correspondent : {partner}")
        show(found, as_json)


@partners_group.command("silence")
@click.argument("partner", metavar="PARTENAIRE")
@CONFIG
@JSON
@NOW
def partners_silence(partner: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Ne plus écrire à cette adresse."""
    from service import people

    with opened(config, instant) as app:
        outcome(people.set_contact(app, partner, app.now(), state="silenced", absent_until=None), as_json)


@partners_group.command("wake")
@click.argument("partner", metavar="PARTENAIRE")
@CONFIG
@JSON
@NOW
def partners_wake(partner: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Écrire de nouveau à cette adresse."""
    from service import people

    with opened(config, instant) as app:
        outcome(people.set_contact(app, partner, app.now(), state="works", absent_until=None), as_json)


@partners_group.command("absent")
@click.argument("partner", metavar="PARTENAIRE")
@click.argument("until", type=click.DateTime(["%Y-%m-%d"]), metavar="JUSQU_AU")
@CONFIG
@JSON
@NOW
def partners_absent(partner: str, until: datetime, config: Path, as_json: bool, instant: str | None) -> None:
    """Noter une absence : pas de relance avant le retour."""
    from service import people

    with opened(config, instant) as app:
        outcome(people.set_contact(app, partner, app.now(), state=None, absent_until=until.date()), as_json)


COMMANDS = (hours, referral, candidates, candidate_group, placement, purge, partners_group)
