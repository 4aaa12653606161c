"""Keys of those who look after sources: made and used off the server, admitted on it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from trucewatch.cli.record_options import home_of, place
from trucewatch.domain.errors import Refusal

KEY = ".key"


@click.command("handler", short_help="Make a key that callers' particulars are sealed to.")
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path))
def handler(*, out: Path) -> None:
    """Make a key for somebody who looks after sources; do it on their machine.

    NAME.key is private and stays with them, off the centre's machines; NAME.pub
    goes to the operator, who admits it.

    \b
    Example:
      trucewatch keys handler -o ann.key
    """
    from trucewatch.storage.caller_keys import fresh
    from trucewatch.storage.disk import OPEN, PRIVATE, write_new

    public_path = out.with_suffix(".pub")
    if out.suffix != KEY:
        raise Refusal("a key's file ends in .key", where=str(out), remedy="as in -o ann.key")
    for path in (out, public_path):
        if path.exists():
            raise Refusal("a file is here already", where=str(path), remedy="name another with -o")
    private, public = fresh()
    write_new(out, f"{private}\n".encode(), mode=PRIVATE)
    write_new(public_path, f"{public}\n".encode(), mode=OPEN)
    click.echo(public)


@click.command("admit-handler", short_help="Seal callers' particulars to one more key.")
@click.argument("public", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@place
def admit_handler(
    *, public: Path, home: str | None, database: str | None, guard: str | None
) -> None:
    """Seal what callers tell of themselves to one more public key from now on.

    What is sealed already stays as it is.

    \b
    Example:
      trucewatch keys admit-handler ann.pub
    """
    there = home_of(home, database, guard)
    from trucewatch.storage.caller_keys import admit

    count = admit(there, public.read_text("utf-8"))
    click.echo(f"callers' particulars are sealed to {count} key{'s' if count > 1 else ''} now")


@click.command("open-caller", short_help="Open the particulars of a caller.")
@click.argument("sealed", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "key", required=True, type=click.Path(exists=True, path_type=Path))
def open_caller(*, sealed: Path, key: Path) -> None:
    """Show what a caller told of themselves; do it off the centre's machines.

    \b
    Example:
      trucewatch keys open-caller K7-MARTEN.age --key ann.key
    """
    import pyrage

    try:
        identity = pyrage.x25519.Identity.from_str(key.read_text("utf-8").strip())
        told = json.loads(pyrage.decrypt(sealed.read_bytes(), [identity]))
    except pyrage.IdentityError as err:
        remedy = "give the private half, NAME.key"
        raise Refusal("is no private key", where=str(key), remedy=remedy) from err
    except pyrage.DecryptError as err:
        remedy = "use the key of somebody who was admitted before the call"
        raise Refusal("this key does not open it", where=str(sealed), remedy=remedy) from err
    for name, words in told.items():
        click.echo(f"{name}: {words}")
