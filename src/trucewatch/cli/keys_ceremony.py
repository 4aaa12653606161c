"""The parts of a key ceremony: the policy, its transcript, and who signed that."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from trucewatch import __version__
from trucewatch.cli import options
from trucewatch.cli.keys_options import key_argument, passphrase_file, signer_at
from trucewatch.cli.log import bytes_at, policy_at, policy_option

CHECK_FAILED = 1
public = click.Path(path_type=Path)
transcript_argument = click.argument("transcript", type=click.Path(path_type=Path))


@click.command("policy")
@click.option("--log", "logs", multiple=True, required=True, type=public, metavar="FILE")
@click.option("--a", "a", multiple=True, required=True, type=public, metavar="FILE")
@click.option("--b", "b", multiple=True, required=True, type=public, metavar="FILE")
@click.option("--facilitator", multiple=True, required=True, type=public, metavar="FILE")
@options.out
def policy(
    *,
    logs: tuple[Path, ...],
    a: tuple[Path, ...],
    b: tuple[Path, ...],
    facilitator: tuple[Path, ...],
    out: str | None,
) -> None:
    """Write the policy that asks for both delegations and the facilitator.

    FILEs are public keys (.pub). Each option may come several times, oldest key
    first: of several log keys the last one signs what is new, of several keys of
    a witness any one counts.

    \b
    Example:
      trucewatch keys policy --log log.pub --a a.pub --b b.pub \\
          --facilitator f.pub -o policy
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.ledger.ceremony import WITNESSES, CentreKeys, policy_text
    from trucewatch.ledger.policy import Policy
    from trucewatch.mirror.keys import read_public

    held = {
        word: tuple(read_public(path) for path in paths)
        for word, paths in zip(WITNESSES, (a, b, facilitator), strict=True)
    }
    text = policy_text(CentreKeys(tuple(read_public(path) for path in logs), held)).encode()
    Policy.parse(text)
    deliver(text, out)


@click.command("transcript")
@policy_option
@click.option("--place", required=True, help="Where.")
@click.option("--present", multiple=True, required=True, help="A person, and for whom they stand.")
@click.option("--at", type=options.Instant(), help="When, with its UTC offset; now if not given.")
@options.out
def transcript(
    *,
    policy_file: Path,
    place: str,
    present: tuple[str, ...],
    at: dt.datetime | None,
    out: str | None,
) -> None:
    """Write what was done, to be signed by hand by those present, and by keys.

    \b
    Example:
      trucewatch keys transcript --policy policy --place "Room 7" \\
          --present "N. N., delegation A" --present "M. M., delegation B" \\
          -o transcript.txt
    """
    from trucewatch.cli.delivery import deliver
    from trucewatch.ledger import tw_verify
    from trucewatch.ledger.ceremony import fingerprint, transcript_text

    moment = at or dt.datetime.now(dt.UTC)
    verifier = fingerprint(Path(tw_verify.__file__).read_bytes())
    text = transcript_text(
        bytes_at(policy_file),
        at=f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        place=place,
        software=(f"trucewatch {__version__}", f"tw_verify.py, SHA-256 {verifier}"),
        present=present,
    )
    deliver(text.encode(), out)


@click.command("sign")
@transcript_argument
@key_argument
@passphrase_file
def sign(*, transcript: Path, key: Path, words: Path | None) -> None:
    """Sign a transcript with a key: it shows that somebody there held it."""
    from trucewatch.cli.delivery import deliver
    from trucewatch.ledger.ceremony import sign_transcript

    signer = signer_at(key, words)
    text = bytes_at(transcript).decode("utf-8", "replace")
    deliver(sign_transcript(text, signer).encode(), str(transcript))
    click.echo(f"{transcript}: signed by {signer.name}")


@click.command("check")
@transcript_argument
@policy_option
def check(*, transcript: Path, policy_file: Path) -> None:
    """Check a transcript: is it of this policy, and did each key sign it?

    Exit status 1: a key of the policy did not sign, or the text was changed.
    """
    from trucewatch.ledger.ceremony import SIGNATURES, fingerprint, signed_transcript
    from trucewatch.ledger.refusals import LedgerRefusal

    policy = policy_at(policy_file)
    text = bytes_at(transcript).decode("utf-8", "replace")
    try:
        signed = signed_transcript(text)
    except LedgerRefusal as refusal:
        click.echo(f"trucewatch: {transcript}: {refusal}", err=True)
        sys.exit(CHECK_FAILED)
    ours = fingerprint(bytes_at(policy_file)) in text.partition(SIGNATURES)[0]
    click.echo(f"policy       {'is the one of the transcript' if ours else 'is ANOTHER one'}")
    rows = (*(("log", key) for key in policy.logs), *policy.witnesses.items())
    for word, key in rows:
        click.echo(f"{word:12} {'signed' if key in signed else 'has NOT signed'}")
    whole = ours and all(key in signed for _, key in rows)
    sys.exit(0 if whole else CHECK_FAILED)
