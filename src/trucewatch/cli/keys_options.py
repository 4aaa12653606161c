"""What the commands on keys have in common: a key's file and where its passphrase comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from trucewatch.ledger.keys import Signer

key_argument = click.argument("key", type=click.Path(path_type=Path))
passphrase_file = click.option(
    "--passphrase-file",
    "words",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Its first line; asked for if not given.",
)


def signer_at(path: Path, words: Path | None) -> Signer:
    """The private key at a path, opened with the passphrase in a file or typed in."""
    from trucewatch.mirror.keys import read_signer

    return read_signer(path, lambda: words_from(words, f"passphrase of {path}"))


def words_from(path: Path | None, prompt: str, *, confirm: bool = False) -> bytes:
    """A passphrase: the first line of a file, or what a person types, twice for a new one."""
    from trucewatch.mirror.keys import passphrase_in

    if path is not None:
        return passphrase_in(path)
    typed = click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True)
    return str(typed).encode()
