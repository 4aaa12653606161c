"""Hours of misfortune for the ledger, in minutes: what is too long for every commit.

    make torture        or: PYTHONPATH=tests python tools/torture_ledger.py [--share 0.1] [PART...]

agree   20,000 drawn logs, half of them damaged: both verifiers give the same code, no honest log
        alarms, no damage that matters passes
forks   1,000 forks by the holder of the log's key: each found, each with evidence that convinces
        the package without the log
bits    every bit of a small log and its checkpoint turned, one at a time
fuzz    1,000,000 inputs for each parser: a value or the one kind of refusal

The last line is one JSON object with the counts; the exit code is 1 where anything was missed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from draw import Draw
from ledger_damage import DAMAGES, drawn_log
from ledger_world import POLICY, POLICY_TEXT, MadeLog, admitting, entry, fork_of, made_log, signed
from trucewatch.ledger.entry import decode
from trucewatch.ledger.fork import ForkEvidence, parse_evidence
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.proof_file import ProofFile, parse_proof
from trucewatch.ledger.refusals import Forked, LedgerRefusal
from trucewatch.ledger.tree import prefix_path
from verifiers import FORK, OK, by_node, by_python

Counts = dict[str, int]
CHUNK = 250
CRASHES = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
# A bit turned in a partial file of an earlier size, or in a line under an earlier checkpoint, is
# no change to the log; all other damage has to be found.
HARMLESS = frozenset({"flip"})


def quietly(*words: str | Path) -> int:
    """The Python verifier's code, without its line."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return by_python(*words)


def asked(log: MadeLog, folder: Path) -> list[str | Path]:
    """The command that verifies all of a log."""
    written = log.write(folder)
    policy = folder.with_suffix(".policy")
    return ["log", written, "--policy", policy, "--signatures", "--out", f"{folder}.tw-fork"]


def agree(times: int) -> Counts:
    """Both verifiers over drawn logs."""
    found: Counter[str] = Counter()
    for first in range(0, times, CHUNK):
        with tempfile.TemporaryDirectory() as name:
            kinds, commands = [], []
            for number in range(first, min(first + CHUNK, times)):
                draw = Draw(f"agree {number}")
                kind = draw.one_of(["honest", draw.one_of(sorted(DAMAGES))])
                log = drawn_log(draw)
                log = log if kind == "honest" else DAMAGES[kind](draw, log)
                kinds.append(kind)
                commands.append(asked(log, Path(name) / str(number)))
            ours, theirs = [quietly(*one) for one in commands], by_node(commands)
        for kind, one, other in zip(kinds, ours, theirs, strict=True):
            found["disagreements"] += one != other
            found["honest"] += kind == "honest"
            found["false_alarms"] += kind == "honest" and one != OK
            found["missed"] += kind != "honest" and kind not in HARMLESS and one == OK
    return {"logs": times, **{name: found[name] for name in sorted(found)}}


def forks(times: int) -> Counts:
    """Forks, found and proved."""
    found: Counter[str] = Counter()
    for number in range(times):
        draw = Draw(f"torture fork {number}")
        log = made_log(1 + draw.below(400))
        with tempfile.TemporaryDirectory() as name:
            words = asked(DAMAGES["fork"](draw, log), Path(name) / "log")
            is_found = quietly(*words) == FORK
            evidence = Path(str(words[-1])).read_bytes() if is_found else b""
        found["missed"] += not is_found
        found["unproved"] += not is_proved(evidence)
    return {"forks": times, "missed": found["missed"], "unproved": found["unproved"]}


def is_proved(evidence: bytes) -> bool:
    """Whether the package is convinced by the evidence alone."""
    try:
        parse_evidence(evidence).verify(POLICY)
    except Forked:
        return True
    except LedgerRefusal:
        return False
    return False


def bits(share: float) -> Counts:
    """Every bit of what a checkpoint needs."""
    step = max(1, round(1 / share))
    tried = missed = 0
    with tempfile.TemporaryDirectory() as name:
        log = MadeLog().add([admitting(0), signed(entry(1)), *(entry(seq) for seq in range(2, 9))])
        words = asked(log.sign(), Path(name) / "log")
        (Path(name) / "log" / "checkpoints" / "009").unlink()
        for path in sorted(path for path in (Path(name) / "log").rglob("*") if path.is_file()):
            whole = path.read_bytes()
            for bit in range(0, 8 * len(whole), step):
                data = bytearray(whole)
                data[bit // 8] ^= 1 << bit % 8
                path.write_bytes(data)
                tried += 1
                missed += quietly(*words) == OK
            path.write_bytes(whole)
    return {"bits": tried, "missed": missed}


def seeds() -> dict[str, tuple[Callable[[bytes], object], bytes]]:
    """Each parser with good bytes to spoil."""
    log = made_log(20)
    other = fork_of(log, 10, 30)
    proof = bytes(ProofFile(7, tuple(log.tree.inclusion(7)), log.note, b"x"))
    path = tuple(prefix_path(20, 30, other.tree.node))
    return {
        "note": (parse_note, log.note),
        "policy": (Policy.parse, POLICY_TEXT.encode()),
        "proof": (parse_proof, proof),
        "evidence": (parse_evidence, bytes(ForkEvidence(path, log.note, other.note))),
        "entry": (decode, log.data[3]),
    }


def fuzz(times: int) -> Counts:
    """Spoiled bytes for each parser."""
    crashes, slowest, inputs = 0, 0.0, 0
    for name, (parser, good) in seeds().items():
        draw = Draw(f"fuzz {name}")
        for _ in range(times):
            data = spoiled(draw, good)
            began = time.perf_counter()
            try:
                parser(data)
            except LedgerRefusal:
                pass
            except CRASHES as error:
                sys.stderr.write(f"{name}: {error!r}: {data!r}\n")
                crashes += 1
            slowest = max(slowest, time.perf_counter() - began)
            inputs += 1
    return {"inputs": inputs, "crashes": crashes, "slowest_milliseconds": round(slowest * 1000)}


def spoiled(draw: Draw, data: bytes) -> bytes:
    """Good bytes with pieces replaced, doubled or taken out; one draw of noise a piece."""
    noise = draw.noise(32)
    for at in range(0, 1 + noise[0] % 3 * 8, 8):
        first = int.from_bytes(noise[at + 1 : at + 4], "big") % (len(data) + 1)
        last = first + noise[at + 4] % 20
        new = (noise[at + 5 : at + 5 + noise[at] % 4], b"", data[first:last] * 2)[noise[at + 4] % 3]
        data = data[:first] + new + data[last:]
    return data


def main() -> int:
    """Run the parts that were named, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help="agree, forks, bits, fuzz")
    parser.add_argument("--share", type=float, default=1.0, help="a share of the full counts")
    options = parser.parse_args()
    share = options.share
    parts: dict[str, Callable[[], Counts]] = {
        "agree": lambda: agree(round(20_000 * share)),
        "forks": lambda: forks(round(1_000 * share)),
        "bits": lambda: bits(share),
        "fuzz": lambda: fuzz(round(1_000_000 * share)),
    }
    told = {}
    for name in options.parts or parts:
        began = time.perf_counter()
        told[name] = parts[name]()
        sys.stdout.write(f"{name}: {told[name]} in {time.perf_counter() - began:.0f} s\n")
        sys.stdout.flush()
    sys.stdout.write(json.dumps(told) + "\n")
    bad = ("disagreements", "false_alarms", "missed", "unproved", "crashes")
    return int(any(counts.get(name) for counts in told.values() for name in bad))


if __name__ == "__main__":
    sys.exit(main())
