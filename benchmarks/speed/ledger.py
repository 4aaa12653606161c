"""How long the stand-alone verifier takes for a log: tree, checkpoints, places, times.

    python benchmarks/speed/ledger.py [--quick] [--json]

A log is made in a temporary folder, entries of about 350 bytes, some in Arabic and Russian, a
checkpoint every 500 entries cosigned by both delegations and the facilitator. The verifier then
runs in a process of its own, as a delegation would run it; processor seconds of that process are
what counts, all it reads included. Beside it the Node verifier, and pymerkle taking in the same
entries without verifying anything but its own tree.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pymerkle

from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.cosignature import cosign
from trucewatch.ledger.entry import Entry, encode
from trucewatch.ledger.instants import spelled
from trucewatch.ledger.keys import COSIGNATURE, NOTE, Signer
from trucewatch.ledger.tiles import WIDTH, Files, checkpoint_path, grown, numbered

ORIGIN = "trucewatch/bench/ledger-1"
EVERY = 500
GOALS = {"verify_seconds_a_million": 60.0}
START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
LEDGER = Path(__file__).resolve().parents[2] / "src" / "trucewatch" / "ledger"
WORDS = ("shelling near the bridge", "обстрел у моста", "قصف قرب الجسر", "convoy let through")


def signer(name: str, kind: int) -> Signer:
    """A signer whose key follows from its name."""
    return Signer.from_seed(name, kind, sha256(name.encode()).digest())


LOG = signer(ORIGIN, NOTE)
WITNESSES = [signer(f"{word}.example/w", COSIGNATURE) for word in ("a", "b", "f")]
POLICY = (
    f"log {LOG.key}\n"
    + "".join(f"witness {one.name} {one.key}\n" for one in WITNESSES)
    + f"group joint all {' '.join(one.name for one in WITNESSES)}\nquorum joint\n"
)


def moment(seq: int) -> dt.datetime:
    """When an entry is made: one a second."""
    return START + dt.timedelta(seconds=seq)


def entry(seq: int) -> bytes:
    """An entry as a busy centre makes it."""
    return encode(
        Entry(
            seq=seq,
            ts=spelled(moment(seq)),
            type="incident.recorded",
            actor=f"p-{seq % 97}",
            subject=f"i-{seq // 3}",
            prev_version=seq % 3 or None,
            commitments={"words": sha256(b"%d" % seq).hexdigest()},
            payload_public={"class": "possible", "note": WORDS[seq % len(WORDS)], "cells": [seq]},
        )
    )


def write(folder: Path, entries: int) -> float:
    """Make the log; processor seconds that encoding, hashing and signing took."""
    edge: Files = {}
    began = time.process_time()
    for first in range(0, entries, EVERY):
        growth = grown(first, [entry(seq) for seq in range(first, first + EVERY)], edge.__getitem__)
        note = sign_checkpoint(Checkpoint(ORIGIN, growth.size, growth.root), LOG)
        for one in WITNESSES:
            note = cosign(note, one, int(moment(growth.size).timestamp()))
        keep(folder, {"checkpoint": note, checkpoint_path(growth.size): note})
        keep(folder, {path: data for path, data in growth.files.items() if ".p/" not in path})
        edge = {p: d for p, d in {**edge, **growth.files}.items() if belongs(p, growth.size)}
    keep(folder, edge)
    return time.process_time() - began


def keep(folder: Path, files: Files) -> None:
    """Write files into the folder."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def belongs(path: str, size: int) -> bool:
    """Whether a file is a partial one at the right edge of a log of this size."""
    level = path.split("/")[1]
    at = 0 if level == "entries" else int(level)
    number, width = divmod(size >> 8 * at, WIDTH)
    return path == f"tile/{level}/{numbered(number)}.p/{width}"


def seconds_of(*command: str) -> float:
    """Processor seconds of a command that has to succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        raise SystemExit(f"{command[1]}: {run.returncode} {run.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peer_seconds(folder: Path, entries: int) -> float:
    """Processor seconds in which pymerkle takes in the first entries and gives their root."""
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    data = [entry(seq) for seq in range(entries)]
    began = time.process_time()
    for one in data:
        tree.append_entry(one)
    root = b64encode(tree.get_root()).decode()
    spent = time.process_time() - began
    if root not in (folder / checkpoint_path(entries)).read_text("utf-8"):
        raise SystemExit("pymerkle has another root")
    return spent


def main() -> None:
    """Make, verify twice, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="50,000 entries instead of 1,000,000")
    parser.add_argument("--json", action="store_true", help="print the figures alone")
    options = parser.parse_args()
    entries = 50_000 if options.quick else 1_000_000
    folder = Path(tempfile.mkdtemp())
    try:
        made = write(folder / "log", entries)
        (folder / "policy").write_text(POLICY, encoding="ascii")
        asked = ("log", str(folder / "log"), "--policy", str(folder / "policy"))
        python = seconds_of(sys.executable, str(LEDGER / "tw_verify.py"), *asked)
        node = seconds_of("node", str(LEDGER / "tw_verify.mjs"), *asked)
        peer = peer_seconds(folder / "log", 20_000)
        stored = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    finally:
        shutil.rmtree(folder)
    million = 1_000_000 / entries
    figures = {"verify_seconds_a_million": round(python * million, 1)}
    told = {
        "subject": "ledger",
        "entries": entries,
        "checkpoints": entries // EVERY,
        "signatures": entries // EVERY * (1 + len(WITNESSES)),
        "megabytes": round(stored / 1e6, 1),
        "make_seconds": round(made, 1),
        "verify_seconds": round(python, 1),
        "verify_seconds_node": round(node, 1),
        "peer": f"pymerkle {version('pymerkle')}, appending 20,000 entries and nothing else",
        "peer_seconds_a_million": round(peer * 50, 1),
        **figures,
        "goals": GOALS,
        "met": {key: value < GOALS[key] for key, value in figures.items()},
    }
    if not options.json:
        for key, value in told.items():
            print(f"{key:26} {value}")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
