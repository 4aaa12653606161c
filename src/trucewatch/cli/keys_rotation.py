"""Handing over from one key to the next."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from trucewatch.cli import options
from trucewatch.cli.keys_options import signer_at
from trucewatch.cli.log import folder_argument, policy_at, policy_option

CHECK_FAILED = 1
path_type = click.Path(path_type=Path)


@click.command("rotate")
@click.option("--old", required=True, type=path_type, metavar="FILE", help="The key until now.")
@click.option("--new", required=True, type=path_type, metavar="FILE", help="The key from now on.")
@click.option("--old-passphrase-file", "old_words", type=path_type, metavar="FILE")
@click.option("--new-passphrase-file", "new_words", type=path_type, metavar="FILE")
@click.option("--origin", required=True, help="The ledger, as in its checkpoints.")
@click.option("--actor", required=True, metavar="ID", help="Opaque id of who does it.")
@options.out
def rotate(
    *,
    old: Path,
    new: Path,
    old_words: Path | None,
    new_words: Path | None,
    origin: str,
    actor: str,
    out: str | None,
) -> None:
    """Write the entry by which one key hands over to the next, signed by both.

    It is a line for: trucewatch record append. It counts once a checkpoint over
    it is joint under the old policy.

    \b
    Example:
      trucewatch keys rotate --old a.key --new a2.key \\
          --origin trucewatch/geneva/ledger-1 --actor p-7 -o rotation.jsonl
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.ledger.rotation import ROTATED, rotation_payload

    first, second = signer_at(old, old_words), signer_at(new, new_words)
    line = {
        "key": f"rotate-{second.key.key_id.hex()}",
        "type": ROTATED,
        "actor": actor,
        "public": rotation_payload(first, second, origin),
    }
    deliver(json.dumps(line).encode() + b"\n", out)


@click.command("follow")
@folder_argument
@policy_option
@options.out
def follow(*, folder: Path, policy_file: Path, out: str | None) -> None:
    """Write the policy that follows from the rotations in a log.

    Each rotation is signed by both keys and lies under a checkpoint that is joint
    under the policy so far. Compare the new keys with what the other sides were
    told before you use the file. Not for lost or stolen keys: those need a
    ceremony. Exit status 1: nothing was rotated.
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.ledger.ceremony import fingerprint, policy_text
    from trucewatch.mirror.folder import Folder
    from trucewatch.mirror.following import follow as followed

    found = followed(Folder(folder), policy_at(policy_file))
    for refusal in found.refused:
        click.echo(f"left out: {refusal}", err=True)
    for one in found.done:
        click.echo(f"entry {one.seq}: {one.old.name} hands over to", err=True)
        click.echo(f"  {one.new}\n  {fingerprint(str(one.new).encode())}", err=True)
    if not found.done:
        what = "no rotation of a key of this policy lies under a joint checkpoint; pull first"
        click.echo(f"trucewatch: {folder}: {what}", err=True)
        sys.exit(CHECK_FAILED)
    deliver(policy_text(found.keys).encode(), out)


@click.command("handover")
@click.argument("files", nargs=-1, required=True, type=path_type)
@click.option(
    "--old", required=True, type=path_type, metavar="FILE", help="Its public half (.pub)."
)
@click.option("--new", required=True, type=path_type, metavar="FILE", help="The log's next key.")
@click.option("--passphrase-file", "words", type=path_type, metavar="FILE")
def handover(*, files: tuple[Path, ...], old: Path, new: Path, words: Path | None) -> None:
    """At the centre: have the log's next key sign the last checkpoint too.

    FILES are the places where that checkpoint stands while the recorder is
    stopped: log/checkpoint, its copy under log/checkpoints, and the guard.

    \b
    Example:
      trucewatch keys handover --old log.pub --new log2.key \\
          home/log/checkpoint home/log/checkpoints/017 home.guard/checkpoint
    """
    from trucewatch.mirror.following import hand_over
    from trucewatch.mirror.keys import read_public

    last, signer = read_public(old), signer_at(new, words)
    for path in files:
        hand_over(path, last, signer)
        click.echo(f"{path}: signed by {signer.key}")
