"""`trucewatch keys`: make, show and guard keys, hold a key ceremony, hand over to the next key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.cli import keys_ceremony, keys_rotation, keys_sources
from trucewatch.cli.keys_options import key_argument, passphrase_file, signer_at, words_from
from trucewatch.domain.errors import Refusal

if TYPE_CHECKING:
    from trucewatch.ledger.keys import VerifierKey

ROLES = {"log": "the log's", "witness": "a witness's", "person": "a person's"}


@click.group("keys", short_help="Make and guard keys, hold a key ceremony, rotate.")
def command() -> None:
    """Keys of the ledger: NAME.key is private, NAME.pub beside it is public.

    \b
    A key ceremony, each side at its own machine:
      trucewatch keys new log geneva -o log.key
      trucewatch keys new witness a.example/witness -o a.key
      trucewatch keys policy --log log.pub --a a.pub --b b.pub \\
          --facilitator f.pub -o policy
      trucewatch keys transcript --policy policy --place "Room 7" \\
          --present "N. N., delegation A" -o transcript.txt
      trucewatch keys sign transcript.txt a.key
      trucewatch keys check transcript.txt --policy policy
    """


for one in (keys_ceremony.policy, keys_ceremony.transcript, keys_ceremony.sign):
    command.add_command(one)
for one in (keys_ceremony.check, keys_rotation.rotate, keys_rotation.follow):
    command.add_command(one)
command.add_command(keys_rotation.handover)
for one in (keys_sources.handler, keys_sources.admit_handler, keys_sources.open_caller):
    command.add_command(one)


@command.command("new")
@click.argument("role", type=click.Choice(list(ROLES)))
@click.argument("name")
@click.option(
    "-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="NAME.key."
)
@click.option("--number", type=click.IntRange(min=1), default=1, help="Which ledger of a centre.")
@passphrase_file
def new(*, role: str, name: str, out: Path, number: int, words: Path | None) -> None:
    """Make a key under a passphrase, and print the line that others verify with.

    NAME of a log is the centre's name; of a witness or a person it is a name
    under which no other key goes, as in a.example/witness.

    \b
    Examples:
      trucewatch keys new log geneva -o log.key
      trucewatch keys new witness a.example/witness -o a.key
    """
    from trucewatch.ledger.checkpoint import origin_of
    from trucewatch.ledger.keys import COSIGNATURE, NOTE
    from trucewatch.mirror.keys import make_key

    if out.suffix != ".key":
        raise Refusal("a key's file ends in .key", where=str(out), remedy="as in -o a.key")
    full = origin_of(name, number) if role == "log" else name
    kind = COSIGNATURE if role == "witness" else NOTE
    made = make_key(out, full, kind, words_from(words, "new passphrase", confirm=True))
    click.echo(made.key)


@command.command("show")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--open", "opening", is_flag=True, help="Show that the passphrase opens it.")
@passphrase_file
def show(*, files: tuple[Path, ...], opening: bool, words: Path | None) -> None:
    """Show the public half of keys, with a fingerprint to be read aloud.

    \b
    Examples:
      trucewatch keys show a.pub b.pub
      trucewatch keys show --open a.key      drill: can we still open it?
    """
    from trucewatch.ledger.ceremony import fingerprint
    from trucewatch.mirror.keys import public_path, read_public

    for path in files:
        key = read_public(public_path(path))
        click.echo(f"{key.name}: {ROLES[_role(key)]} key")
        click.echo(f"  {key}\n  {fingerprint(str(key).encode())}")
        if opening:
            signer_at(path.with_suffix(".key"), words)
            click.echo("  the private key opens and belongs to it")


@command.command("passphrase")
@key_argument
@passphrase_file
@click.option(
    "--new-passphrase-file",
    "fresh",
    type=click.Path(path_type=Path),
    help="Asked for if not given.",
)
def passphrase(*, key: Path, words: Path | None, fresh: Path | None) -> None:
    """Put a private key under another passphrase; its public half stays.

    Copies that were made before still open with the old one: destroy them.
    """
    from trucewatch.mirror.keys import seal_again

    signer = signer_at(key, words)
    seal_again(key, signer, words_from(fresh, "new passphrase", confirm=True))
    click.echo(f"{key}: under the new passphrase")


@command.command("bare")
@key_argument
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path))
@passphrase_file
def bare(*, key: Path, out: Path, words: Path | None) -> None:
    """Write a private key without a passphrase, for a recorder that starts alone.

    Whoever reads that file has the key: keep it on the recorder's disk, owned by
    its account, in no backup. It is 64 hex digits, with the public half beside it.
    """
    from trucewatch.mirror.durable import OPEN, PRIVATE, write
    from trucewatch.mirror.keys import public_path

    signer = signer_at(key, words)
    for path in (out, public_path(out)):
        if path.exists():
            raise Refusal("a file is here already", where=str(path), remedy="name another with -o")
    write(out, f"{signer.private.private_bytes_raw().hex()}\n".encode(), mode=PRIVATE)
    write(public_path(out), f"{signer.key}\n".encode(), mode=OPEN)
    click.echo(f"{out}: without a passphrase")


def _role(key: VerifierKey) -> str:
    from trucewatch.ledger.keys import COSIGNATURE

    if key.kind == COSIGNATURE:
        return "witness"
    return "log" if "/ledger-" in key.name else "person"
