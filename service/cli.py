"""Command line: each command reads its words, calls the function of its name, prints what came of it.

Exit status: 0 done, 2 bad usage or bad input (nothing half-written), 1 it failed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from service import cli_people, cli_reports
from service.terminal import (
    CONFIG,
    FILES,
    JSON,
    NOW,
    OPTIONAL_CONFIG,
    TRUST,
    clock_of,
    failing,
    opened,
    ordered,
    outcome,
    printed,
    settings_of,
    show,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="liaison")
def main() -> None:
    """Liaison : la boîte aux lettres du référent clause sociale, automatisée."""


# ------------------------------------------------------------------ reading, without a database
@main.command()
@FILES
@JSON
def parse(files: tuple[Path, ...], as_json: bool) -> None:
    """Lire des documents : formulaires, notifications, candidatures."""
    from service import reading

    for path in files:
        show(reading.parse(path), as_json)


@main.command()
@FILES
@JSON
@OPTIONAL_CONFIG
@TRUST
def inspect(files: tuple[Path, ...], as_json: bool, config: Path | None, trust: str | None) -> None:
    """Dire ce que l'on comprend d'un message."""
    from service import reading

    box = settings_of(config).mailbox[0] if config else None
    for path in files:
        show(reading.inspect(path, trusted=trust or (box.trusted_authserv if box else None), own=_own(box)), as_json)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--context", "context_file", required=True, help="Contexte JSON (« - » : entrée standard).")
@JSON
@OPTIONAL_CONFIG
@TRUST
def understand(file: Path, context_file: str, as_json: bool, config: Path | None, trust: str | None) -> None:
    """Dire ce que l'on ferait d'une réponse, selon ce à quoi elle répond."""
    from service import reading

    box = settings_of(config).mailbox[0] if config else None
    context = _context(context_file)
    trusted = trust or (box.trusted_authserv if box else None)
    show(reading.understand(file, context, trusted=trusted, own=_own(box)), as_json)


def _own(box: Any) -> tuple[str, ...]:
    return (box.address,) if box else ()


def _context(source: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
        tree = json.loads(text)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        failing(2, f"contexte illisible : {error}")
    if not isinstance(tree, dict):
        failing(2, "contexte : un objet JSON est attendu")
    return dict(tree)


# ------------------------------------------------------------------ the service
@main.command()
@CONFIG
@click.option("--once", is_flag=True, help="Tout prendre, tout envoyer, puis finir.")
@NOW
def run(config: Path, once: bool, instant: str | None) -> None:
    """Faire tourner le service."""
    from service import daemon
    from service.store.locks import Held

    if instant and not once:
        failing(2, "--now demande --once")
    with opened(config, instant) as app:
        try:
            daemon.run_once(app) if once else daemon.run(app)
        except daemon.Trouble as trouble:
            failing(1, str(trouble))
        except Held as held:
            failing(1, str(held))


@main.command()
@CONFIG
@JSON
def doctor(config: Path, as_json: bool) -> None:
    """Vérifier la configuration, les serveurs, la base, les modèles."""
    from dataclasses import asdict

    from service import doctor as physician

    checks = physician.examine(config)
    for check in checks:
        if as_json:
            printed(asdict(check))
        else:
            click.echo(
                f"{ {'ok': '✓', 'warning': '!', 'error': '✗'}[check.level] } {check.id} {check.what} : {check.message}"
            )
    if any(check.level == "error" for check in checks):
        sys.exit(1)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Écrire un exemple commenté de configuration."""
    from service import starter

    try:
        written = starter.write(folder)
    except FileExistsError as error:
        failing(2, str(error))
    for path in written:
        click.echo(str(path))


@main.command()
@click.option("--servers", is_flag=True, help="Jouer sur de vrais serveurs Dovecot et SMTP.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo"), show_default=True)
def demo(servers: bool, out: Path) -> None:
    """Jouer un recrutement entier, de la notification à la réponse de l'entreprise."""
    from service import demo as stage

    stage.play(out, servers=servers)


# ------------------------------------------------------------------ what the referent decides
@main.command()
@click.argument("need")
@click.option(
    "--without", multiple=True, metavar="PARTENAIRE", help="Ne pas l'envoyer à ce partenaire (avec --reason)."
)
@click.option("--reason", help="Pourquoi un partenaire est laissé de côté : écrit au journal.")
@CONFIG
@JSON
@NOW
def approve(
    need: str, without: tuple[str, ...], reason: str | None, config: Path, as_json: bool, instant: str | None
) -> None:
    """Valider un besoin : il part à tous les partenaires."""
    ordered(config, instant, as_json, action="approve", target=need, candidates=without, reason=reason)


@main.command()
@click.argument("need")
@click.option("--reason", required=True)
@CONFIG
@JSON
@NOW
def reject(need: str, reason: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Refuser un besoin en l'état."""
    ordered(config, instant, as_json, action="reject", target=need, reason=reason)


@main.command()
@click.argument("need")
@click.argument("changes", nargs=-1, required=True, metavar="CHAMP=VALEUR...")
@CONFIG
@JSON
@NOW
def correct(need: str, changes: tuple[str, ...], config: Path, as_json: bool, instant: str | None) -> None:
    """Corriger des champs d'un besoin."""
    ordered(config, instant, as_json, action="correct", target=need, changes=_typed(changes, config, instant))


def _typed(changes: tuple[str, ...], config: Path, instant: str | None) -> dict[str, Any]:
    """CHAMP=VALEUR, as values of the interface."""
    from service import corrections

    try:
        return corrections.typed(changes, clock_of(instant, settings_of(config))().date())
    except ValueError as error:
        failing(2, str(error))


@main.command()
@click.argument("need")
@click.argument("changes", nargs=-1, required=True, metavar="CHAMP=VALEUR...")
@click.option("--reason", help="Pourquoi : écrit à l'entreprise.")
@CONFIG
@JSON
@NOW
def propose(
    need: str, changes: tuple[str, ...], reason: str | None, config: Path, as_json: bool, instant: str | None
) -> None:
    """Proposer à l'entreprise de changer son besoin ; rien ne change sans son accord."""
    typed = _typed(changes, config, instant)
    ordered(config, instant, as_json, action="propose", target=need, changes=typed, reason=reason)


@main.command()
@click.argument("need")
@click.argument("referrals", nargs=-1)
@CONFIG
@JSON
@NOW
def present(need: str, referrals: tuple[str, ...], config: Path, as_json: bool, instant: str | None) -> None:
    """Présenter des candidats à l'entreprise (tous ceux qui attendent, sans précision)."""
    ordered(config, instant, as_json, action="present", target=need, candidates=referrals)


@main.command()
@click.argument("target", metavar="RÉFÉRENCE")
@CONFIG
@JSON
@NOW
def undo(target: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Revenir sur le dernier ordre (B-0042, A-3, R-7), tant que rien n'en est parti."""
    ordered(config, instant, as_json, action="undo", target=target)


@main.command()
@click.argument("need")
@click.option("--reason")
@CONFIG
@JSON
@NOW
def suspend(need: str, reason: str | None, config: Path, as_json: bool, instant: str | None) -> None:
    """Suspendre un besoin ; les partenaires qui y travaillaient sont prévenus."""
    ordered(config, instant, as_json, action="suspend", target=need, reason=reason)


@main.command()
@click.argument("need")
@CONFIG
@JSON
@NOW
def reopen(need: str, config: Path, as_json: bool, instant: str | None) -> None:
    """Rouvrir un besoin suspendu, pourvu, clos ou annulé."""
    ordered(config, instant, as_json, action="reopen", target=need)


@main.command()
@click.argument("need")
@click.option("--reason")
@CONFIG
@JSON
@NOW
def close(need: str, reason: str | None, config: Path, as_json: bool, instant: str | None) -> None:
    """Clore un besoin (les partenaires sont prévenus), ou un marché dont plus aucun besoin n'est ouvert."""
    ordered(config, instant, as_json, action="close", target=need, reason=reason)


# ------------------------------------------------------------------ what the referent reads
@main.group(invoke_without_command=True)
@click.pass_context
def review(context: click.Context) -> None:
    """Ce qui attend un regard."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@review.command("list")
@CONFIG
@JSON
def review_list(config: Path, as_json: bool) -> None:
    """Lister ce qui est à traiter."""
    from service import lists

    with opened(config) as app:
        for item in lists.review(app):
            printed(item) if as_json else click.echo(f"A-{item['number']}  {item['what']} — {item['why']}")


@review.command("show")
@click.argument("item")
@CONFIG
def review_show(item: str, config: Path) -> None:
    """Montrer un élément et le message d'origine."""
    from service import lists

    with opened(config) as app:
        found = lists.review_item(app, item)
        if found is None:
            failing(2, f"{item} : inconnu")
        click.echo(json.dumps(found[0], ensure_ascii=False, indent=2))
        click.echo(found[1])


@review.command("settle")
@click.argument("item")
@click.argument("how", nargs=-1)
@CONFIG
@JSON
@NOW
def review_settle(item: str, how: tuple[str, ...], config: Path, as_json: bool, instant: str | None) -> None:
    """Classer un élément ; « reprendre » fait relire le message."""
    from service import lists

    with opened(config, instant) as app:
        outcome(lists.settle(app, item, " ".join(how), app.now()), as_json)


@main.command()
@CONFIG
@JSON
@NOW
def status(config: Path, as_json: bool, instant: str | None) -> None:
    """Où en est-on, et à qui de jouer."""
    from service import lists

    with opened(config, instant) as app:
        tree = lists.status(app, app.now())
        printed(tree) if as_json else click.echo(lists.status_text(tree))


@main.command()
@CONFIG
@JSON
@click.option("--verify", is_flag=True, help="Vérifier la chaîne du journal.")
def journal(config: Path, as_json: bool, verify: bool) -> None:
    """Lire le journal, ou en vérifier la chaîne."""
    from service import lists

    with opened(config) as app:
        if verify:
            fault = lists.journal_fault(app)
            if fault is not None:
                failing(1, f"journal altéré à l'entrée {fault}")
            click.echo("journal intact")
            return
        for entry in lists.journal(app):
            printed(entry) if as_json else click.echo(
                f"{entry['at']}  {entry['who']}  {entry['what']}  {entry['subject']}"
            )


@main.command()
@CONFIG
@JSON
def export(config: Path, as_json: bool) -> None:
    """Tout l'état, en JSON."""
    from service.export import export as tree

    with opened(config) as app:
        show(tree(app), as_json)


for command in (*cli_people.COMMANDS, *cli_reports.COMMANDS):
    main.add_command(command)
