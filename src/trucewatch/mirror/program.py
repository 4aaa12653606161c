r"""The program `tw-mirror`: what a delegation runs beside the centre, and against it.

    tw-mirror pull FOLDER SOURCE --policy FILE [--key FILE] [--hand-back WHERE] [--every S]
    tw-mirror compare FOLDER SOURCE --policy FILE     is theirs of one history with mine?
    tw-mirror repair FOLDER SOURCE... --policy FILE   make my files whole from other copies

SOURCE is any copy of the log: an address (https://centre.example/ledger) or a folder (a USB stick).
"""

from __future__ import annotations

import argparse
import getpass
import sys
import time
from collections.abc import Callable
from pathlib import Path

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.cosignature import cosigned_by
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.refusals import DataMissing, LedgerRefusal, Malformed
from trucewatch.ledger.tiles import CHECKPOINT
from trucewatch.ledger.witness import ForkFound, require_one_history
from trucewatch.mirror.cosigning import Witness, hand_back
from trucewatch.mirror.folder import Folder, checked_head
from trucewatch.mirror.keys import passphrase_in, read_signer
from trucewatch.mirror.payloads import copy_payloads
from trucewatch.mirror.pulling import Pulled, pull
from trucewatch.mirror.repairing import repair
from trucewatch.mirror.source import note_in, source_of

BAD_USE, MISSING = 2, 13
NAMES = {
    1: "not now",
    2: "bad use",
    10: "signature",
    11: "quorum",
    12: "fork",
    13: "missing data",
    14: "time",
}
Clock = Callable[[], float]


def pull_once(args: argparse.Namespace, policy: Policy, witness: Witness | None) -> str:
    """One turn: pull and store, then cosign, then hand back; each on disk before the next.

    Closed values come last: they are not what a cosignature speaks of.
    """
    folder = Folder(args.folder)
    source = source_of(args.source)
    with folder.lock():
        pulled = pull(folder, source, policy)
        told = [_growth(pulled)]
        cosigned = witness.cosign(folder, pulled, policy, int(time.time())) if witness else None
    if witness and cosigned:
        told.append(f"cosigned by {witness.signer.name}")
        if args.hand_back and cosigned_by(pulled.offered.note, witness.signer.key) is None:
            told.append(f"handed back to {hand_back(cosigned, witness.signer, args.hand_back)}")
    if args.payloads:
        with folder.lock():
            told.append(f"{copy_payloads(folder, source, pulled.size)} closed values copied")
    return "; ".join(told)


def pull_on(args: argparse.Namespace, policy: Policy) -> str:
    """Copy what is new, cosign it with --key, hand the cosignature back."""
    witness = _witness(args, policy)
    if not args.every:
        return pull_once(args, policy, witness)
    said = ""
    while True:
        try:
            line = f"ok: {pull_once(args, policy, witness)}"
        except ForkFound:
            raise
        except LedgerRefusal as refusal:
            # A centre that is silent, behind or out of time today may be well tomorrow.
            line = _told(refusal)
        if line != said:
            sys.stderr.write(f"tw-mirror: {line}\n")
            sys.stderr.flush()
        said = line
        time.sleep(args.every)


def compare(args: argparse.Namespace, policy: Policy) -> str:
    """Tell whether another copy is of one history with mine; write evidence if not."""
    folder = Folder(args.folder)
    found = folder.head(policy)
    if found is None:
        raise DataMissing("nothing was mirrored here yet", where=str(folder))
    path = Path(args.source)
    if path.is_file():
        note, source = path.read_bytes(), source_of(str(path.parent))
    else:
        source = source_of(args.source)
        note = note_in(source, CHECKPOINT)
    theirs, head = checked_head(note, source, policy)
    try:
        require_one_history(found[1], head)
    except ForkFound as fork:
        fork.remedy = f"hand this to both sides: {folder.store_fork(fork)}"
        raise
    sizes = f"{found[0].checkpoint.size} here, {theirs.checkpoint.size} there"
    return f"{theirs.checkpoint.origin}: one history; {sizes}"


def repair_all(args: argparse.Namespace, policy: Policy) -> str:
    """Write missing, torn and altered files anew from other copies."""
    folder = Folder(args.folder)
    with folder.lock():
        done = repair(folder, [source_of(one) for one in args.sources], policy)
    if done.lost:
        what = f"no copy has {len(done.lost)} bundles as they were signed: {done.lost[0]}"
        raise DataMissing(what, where=str(folder), remedy="name more copies")
    return f"{done.size} entries are whole; {len(done.files)} files written anew"


def _growth(pulled: Pulled) -> str:
    new = pulled.size - pulled.before
    what = f"{new} new entries" if new else "nothing new"
    return f"{pulled.checked.checkpoint.origin}: {pulled.size} entries, {what}"


def _witness(args: argparse.Namespace, policy: Policy) -> Witness | None:
    if not args.key:
        return None
    signer = read_signer(args.key, lambda: _passphrase(args))
    if signer.key not in policy.witnesses.values():
        remedy = "name the policy of the key ceremony in which this key was made"
        raise Malformed(f"{signer.key} is no witness of the policy", remedy=remedy)
    return Witness(signer, args.key.with_suffix(".last"))


def _passphrase(args: argparse.Namespace) -> bytes:
    if args.passphrase_file:
        return passphrase_in(args.passphrase_file)
    return getpass.getpass(f"passphrase of {args.key}: ").encode()


def _told(refusal: LedgerRefusal) -> str:
    return f"{NAMES.get(refusal.exit_code, 'refused')}: {refusal}"


def _parser() -> argparse.ArgumentParser:
    plain = argparse.RawDescriptionHelpFormatter
    whole = argparse.ArgumentParser("tw-mirror", description=__doc__, formatter_class=plain)
    whole.epilog = (
        "exit status: 0 all holds; 1 the source does not answer now; 2 bad use; 10 signature;\n"
        "12 fork, with evidence in FOLDER/forks; 13 missing or altered data; 14 clocks differ by\n"
        "more than 120 s.   docs/how-to/run-a-mirror.md"
    )
    commands = whole.add_subparsers(required=True)
    for name, run in (("pull", pull_on), ("compare", compare), ("repair", repair_all)):
        one = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        one.set_defaults(run=run)
        one.add_argument("folder", type=Path, help="the mirror; made where there is none")
        if run is repair_all:
            one.add_argument("sources", nargs="+", metavar="source", help="other copies of the log")
        else:
            one.add_argument("source", help="address or folder of the log")
        one.add_argument("--policy", type=Path, required=True, help="whom you trust")
        if run is pull_on:
            _add_pull_options(one)
    return whole


def _add_pull_options(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--key", type=Path, help="cosign with this key; KEY.last beside it is its past"
    )
    one.add_argument("--passphrase-file", type=Path, help="asked for if not given")
    one.add_argument("--hand-back", metavar="WHERE", help="folder, or address to POST to")
    one.add_argument("--payloads", action="store_true", help="copy closed values published to you")
    one.add_argument("--every", type=float, metavar="S", help="go on, every S seconds")
    one.formatter_class = argparse.RawDescriptionHelpFormatter
    one.epilog = (
        "examples:\n"
        "  tw-mirror pull mirror https://centre.example/ledger --policy policy --key b.key \\\n"
        "      --hand-back https://centre.example/ledger/cosignatures --every 10\n"
        "  tw-mirror pull mirror /media/usb/log --policy policy --key b.key \\\n"
        "      --hand-back /media/usb/cosigned"
    )


def main(words: list[str] | None = None) -> int:
    """Run one command; print one line; return the exit code."""
    args = _parser().parse_args(words)
    try:
        policy = _policy(args.policy)
        line: str = args.run(args, policy)
    except LedgerRefusal as refusal:
        sys.stderr.write(f"tw-mirror: {_told(refusal)}\n")
        return refusal.exit_code
    except (Refusal, OSError) as refusal:
        sys.stderr.write(f"tw-mirror: {refusal}\n")
        return BAD_USE
    except KeyboardInterrupt:
        sys.stderr.write("tw-mirror: stopped\n")
        return 130
    sys.stdout.write(f"ok: {line}\n")
    return 0


def _policy(path: Path) -> Policy:
    try:
        return Policy.parse(path.read_bytes())
    except OSError as err:
        what = f"no policy can be read: {(err.strerror or str(err)).lower()}"
        raise Refusal(what, where=str(path), remedy="name the file of the key ceremony") from err
    except Malformed as err:
        remedy = "make it again with: trucewatch keys policy"
        raise Refusal(err.what, where=f"{path}: {err.where}", remedy=remedy) from err


if __name__ == "__main__":
    sys.exit(main())
