"""`trucewatch user`: who signs in, from the command line of the centre's machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from trucewatch.cli.record_options import home_of, place
from trucewatch.domain.errors import Refusal

if TYPE_CHECKING:
    from trucewatch.service.centre import Centre
    from trucewatch.storage.home import Home
    from trucewatch.storage.people.models import Account

ROLES = (
    "duty_officer",
    "analyst",
    "delegation_officer",
    "delegation_head",
    "facilitator",
    "source_protection",
    "operator",
)
SITE = "http://localhost:8090"
site = click.option("--site", default=SITE, show_default=True, help="Address for the link.")


@click.group("user", short_help="Admit people, list, reset and disable them.")
def command() -> None:
    """Who signs in at the centre. Every change is on record, under an opaque id.

    \b
    Examples:
      trucewatch user add mora --name "Mora K." --role operator
      trucewatch user list
    """


@command.command("add", short_help="Admit somebody, and print their link.")
@click.argument("username")
@click.option("--name", required=True, help="As others at the centre know them.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--side", type=click.Choice(("a", "b")), help="Of a delegation officer or head.")
@site
@place
def add(
    *,
    username: str,
    name: str,
    role: str,
    side: str | None,
    site: str,
    home: str | None,
    database: str | None,
    guard: str | None,
) -> None:
    """Admit USERNAME, and print a link that opens once, within 24 hours."""
    there = home_of(home, database, guard)
    from trucewatch.domain.access import Role, Side
    from trucewatch.service import people

    if role.startswith("delegation_") != bool(side):
        raise click.UsageError(
            "--side goes with a delegation officer or head, and with nobody else"
        )
    with _centre(there) as centre:
        account, part = people.admit(
            centre,
            people.CONSOLE,
            username,
            name=name,
            role=Role(role),
            side=Side(side) if side else Side.NEUTRAL,
        )
    click.echo(f"{account.username} is admitted as {role.replace('_', ' ')} {side or ''}".rstrip())
    _print_link(site, part)


@command.command("list", short_help="Who is admitted.")
@place
def show(*, home: str | None, database: str | None, guard: str | None) -> None:
    """Everybody, with role, side, and how they prove who they are."""
    home_of(home, database, guard)
    from rich import box
    from rich.table import Table

    from trucewatch.cli import terminal
    from trucewatch.cli.delivery import deliver
    from trucewatch.storage.people.models import Account

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("username", "role", "side", "standing", "id in the record"):
        table.add_column(title, no_wrap=title != "username")
    for one in Account.objects.order_by("role", "side", "username"):
        facts = (one.role.replace("_", " "), one.side, _standing(one), one.id)
        table.add_row(one.username, *facts)
    deliver(terminal.drawn(table), None)


@command.command("reset", short_help="A new link for somebody who cannot come in.")
@click.argument("username")
@click.option("--alone", is_flag=True, help="Without two sides; on record as that.")
@site
@place
def reset(
    *,
    username: str,
    alone: bool,
    site: str,
    home: str | None,
    database: str | None,
    guard: str | None,
) -> None:
    """Print a new link for USERNAME, who has a password alone or was disabled.

    Whoever has a passkey or an app comes in again when two people of different
    sides agree. Where nobody is left who could, --alone does it without them,
    and the record says so to both delegations.
    """
    there = home_of(home, database, guard)
    from trucewatch.service import people

    account = _account(username)
    with _centre(there) as centre:
        part = people.reset(centre, people.CONSOLE, account, alone=alone)
    _print_link(site, part)


@command.command("disable", short_help="Somebody comes in no more.")
@click.argument("username")
@place
def disable(*, username: str, home: str | None, database: str | None, guard: str | None) -> None:
    """Sign USERNAME out everywhere, for good; `user reset` takes it back."""
    there = home_of(home, database, guard)
    from trucewatch.service import people

    account = _account(username)
    with _centre(there) as centre:
        people.dismiss(centre, people.CONSOLE, account)
    click.echo(f"{username} comes in no more")


def _account(username: str) -> Account:
    from trucewatch.storage.people.models import Account

    found = Account.objects.filter(username=username).first()
    if found is None:
        raise Refusal(f"{username!r} is nobody here", remedy="see: trucewatch user list")
    return found


def _standing(account: Account) -> str:
    if not account.is_active:
        return "disabled"
    if account.has_second_proof:
        return "passkey or app"
    return "password" if account.has_usable_password() else "invited"


def _print_link(site: str, part: str) -> None:
    click.echo(f"{site.rstrip('/')}/sign/enrol/{part}")
    click.echo("It opens once, within 24 hours; hand it over in person.", err=True)


@contextmanager
def _centre(home: Home) -> Iterator[Centre]:
    """The recorder that runs; where none does, one of our own for this command."""
    from trucewatch.service.centre import at_desk, at_window
    from trucewatch.storage.desk import Desk
    from trucewatch.storage.refusals import RecorderStopped
    from trucewatch.storage.window import Visitor

    try:
        Visitor(home.socket).close()
    except RecorderStopped:
        with closing(Desk(home, alarm=lambda line: click.echo(line, err=True)).open()) as desk:
            yield at_desk(home, desk)
        return
    yield at_window(home)
