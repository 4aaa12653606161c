"""`trucewatch log`: verify a log, prove an entry, say who vouches for it, take cosignatures in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from trucewatch.cli import options
from trucewatch.domain.errors import Refusal

if TYPE_CHECKING:
    from trucewatch.ledger.policy import Policy

CHECK_FAILED, BAD_USE = 1, 2
F = TypeVar("F", bound=Callable[..., Any])
folder_argument = click.argument("folder", type=click.Path(path_type=Path))
policy_option = click.option(
    "--policy",
    "policy_file",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Whom you trust; your own copy.",
)


@click.group("log", short_help="Verify the ledger, prove entries, see who vouches for them.")
def command() -> None:
    """The ledger as files: the centre's folder, or any copy of it.

    \b
    Examples:
      trucewatch log verify mirror --policy policy
      trucewatch log checkpoint mirror --policy policy
      trucewatch log prove mirror 17 --policy policy -o 17.tlog-proof
    """


@command.command("verify")
@folder_argument
@policy_option
@click.option("--signatures", is_flag=True, help="Those of people in the entries too.")
@click.option("--keys", type=click.Path(path_type=Path), help="People's keys, one a line.")
@click.option("--quick", is_flag=True, help="Cosignatures of the newest checkpoint alone.")
@click.option("--evidence", type=click.Path(path_type=Path), help="Where to write that of a fork.")
def verify(
    *,
    folder: Path,
    policy_file: Path,
    signatures: bool,
    keys: Path | None,
    quick: bool,
    evidence: Path | None,
) -> None:
    """Verify every entry, tile and checkpoint in FOLDER by the rules of tw-verify.

    Whoever trusts neither this program nor its makers runs tw-verify itself,
    one file that needs Python alone. Exit status 1: something does not hold.
    """
    from trucewatch.ledger import tw_verify

    given = argparse.Namespace(
        folder=folder, signatures=signatures, keys=keys, quick=quick, out=evidence
    )
    try:
        given.policy = tw_verify.policy_from(bytes_at(policy_file))
        told = tw_verify.log(given)
    except tw_verify.Refused as refused:
        code, what = refused.args
        click.echo(f"trucewatch: {folder}: {tw_verify.NAMES[code]}: {what}", err=True)
        sys.exit(BAD_USE if code == tw_verify.USE else CHECK_FAILED)
    click.echo(f"ok: {told}")


@command.command("prove")
@folder_argument
@click.argument("seq", type=click.IntRange(min=0))
@policy_option
@click.option("--logged", is_flag=True, help="By the log's word alone, where it is not joint yet.")
@click.option("--entry", "entry_out", metavar="FILE", help="Write the entry's bytes there.")
@options.out
def prove(
    *,
    folder: Path,
    seq: int,
    policy_file: Path,
    logged: bool,
    entry_out: str | None,
    out: str | None,
) -> None:
    """Write the proof that entry SEQ is in the log, as a .tlog-proof file.

    With the entry's bytes it convinces anybody offline:
    tw-verify entry ENTRY PROOF --policy FILE. Exit status 1: not joint yet.
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.ledger.refusals import QuorumMissing
    from trucewatch.mirror.folder import Folder
    from trucewatch.mirror.reading import prove as proved

    try:
        found = proved(Folder(folder), seq, policy_at(policy_file), joint=not logged)
    except QuorumMissing as refusal:
        click.echo(f"trucewatch: {folder}: {refusal}", err=True)
        sys.exit(CHECK_FAILED)
    if entry_out:
        deliver(found.entry, entry_out)
    deliver(bytes(found.proof), out)


@command.command("checkpoint")
@folder_argument
@policy_option
@click.option("--entry", "seq", type=click.IntRange(min=0), help="Only how this entry stands.")
@options.formats("table", "json")
@options.out
def checkpoint(
    *, folder: Path, policy_file: Path, seq: int | None, shape: str, out: str | None
) -> None:
    """Show the newest checkpoint, and how far each side vouches for the log.

    An entry is received once the recorder acknowledged it, logged once a
    checkpoint covers it, witnessed by each side that cosigned such a
    checkpoint, and joint once all have whom the policy asks for.
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.log_table import entry_lines, told, whole
    from trucewatch.cli.terminal import drawn
    from trucewatch.export.json_text import json_value
    from trucewatch.mirror.folder import Folder
    from trucewatch.mirror.reading import log_standings

    policy = policy_at(policy_file)
    found = log_standings(Folder(folder), policy)
    if shape == "json":
        deliver(json_value(told(found, policy.quorum)), out)
    elif seq is not None:
        deliver(drawn(*entry_lines(seq, found, policy.quorum), to_file=out is not None), out)
    else:
        deliver(drawn(*whole(found, policy.quorum), to_file=out is not None), out)


@command.command("collect")
@folder_argument
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path))
@policy_option
def collect(*, folder: Path, places: tuple[Path, ...], policy_file: Path) -> None:
    """At the centre: put the cosigned checkpoints in PLACES into the log.

    PLACES are files, or folders that tw-mirror --hand-back wrote into. What
    does not hold is named and left out; exit status 1.
    """
    from trucewatch.mirror.collecting import collect as take_in
    from trucewatch.mirror.collecting import cosigned_files, read_cosigned
    from trucewatch.mirror.folder import Folder

    policy, log, refused = policy_at(policy_file), Folder(folder), 0
    with log.lock():
        for path in cosigned_files(places):
            try:
                done = take_in(log, read_cosigned(path), policy)
            except Refusal as refusal:
                refused += 1
                click.echo(f"trucewatch: {path.name}: {refusal}", err=True)
                continue
            by = ", ".join(sorted(done.cosigned)) or "nobody"
            state = "joint" if done.joint else "not joint yet"
            click.echo(f"{done.checkpoint.size} entries: cosigned by {by}; {state}")
    sys.exit(CHECK_FAILED if refused else 0)


def policy_at(path: Path) -> Policy:
    """The policy in a file.

    Raises:
        Refusal: it cannot be read, with the line.
    """
    from trucewatch.ledger.policy import Policy
    from trucewatch.ledger.refusals import Malformed

    try:
        return Policy.parse(bytes_at(path))
    except Malformed as refusal:
        remedy = "make it again with: trucewatch keys policy"
        raise Refusal(refusal.what, where=f"{path}: {refusal.where}", remedy=remedy) from refusal


def bytes_at(path: Path) -> bytes:
    """The bytes of a small file."""
    try:
        return path.read_bytes()
    except OSError as err:
        what = f"cannot be read: {(err.strerror or str(err)).lower()}"
        raise Refusal(what, where=str(path), remedy="check the path") from err
