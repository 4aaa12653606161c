"""`trucewatch sign`: show what a delegation states, ask, and sign it, without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.cli.keys_options import passphrase_file, signer_at
from trucewatch.domain.errors import Refusal

if TYPE_CHECKING:
    from trucewatch.ledger.statement_note import Statement
    from trucewatch.mirror.statement_files import Prepared


@click.command("sign", short_help="Show a statement of a delegation, ask, and sign it.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--key", required=True, type=click.Path(path_type=Path), help="The side's statement key."
)
@click.option("--yes", is_flag=True, help="Do not ask; it was read elsewhere.")
@passphrase_file
def command(*, file: Path, key: Path, yes: bool, words: Path | None) -> None:
    """Sign what FILE states with the key of a delegation or the facilitator.

    FILE is a position as the page hands it out, or the text of a
    determination, of rules or of minutes. What is signed is shown as this
    program understands it, whatever the page showed. FILE.note is written
    beside it; of a position FILE.signed too, which has the text and its salt
    and stays with you in a centre whose rules leave texts with their sides.

    \b
    Examples:
      trucewatch sign position.json --key statements.key
      trucewatch sign determination.txt --key statements.key
    """
    from trucewatch.ledger.statement_note import sign_statement
    from trucewatch.mirror.statement_files import prepared, write_signed

    found = prepared(file)
    click.echo(shown(found))
    if not yes:
        click.confirm("Sign this", abort=True)
    signer = signer_at(key, words)
    if signer.name != found.key_name:
        remedy = f"sign it with the key of {found.key_name}"
        raise Refusal(f"is the key of {signer.name}", where=str(key), remedy=remedy)
    for path in write_signed(file, found, sign_statement(found.statement, signer)):
        click.echo(f"written: {path}")


def shown(found: Prepared) -> str:
    """What is signed, for a person to read before they sign."""
    said: Statement = found.statement
    lines = [
        f"{said.kind} of {said.side}",
        f"for the log {said.origin}",
        f"about {said.about}, number {said.number}",
    ]
    if found.opened is not None:
        lines += [f"stance: {found.opened.stance}", "", *found.opened.text.split("\n"), ""]
        lines += [f"commitment {said.digest}"]
    else:
        lines += ["", *said.words.split("\n"), "", f"sha256 {said.digest}"]
    return "\n".join(_safe(line) for line in lines)


def _safe(line: str) -> str:
    """A line without what could make a terminal show something else than is signed."""
    from trucewatch.mirror.statement_files import UNSAFE

    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
