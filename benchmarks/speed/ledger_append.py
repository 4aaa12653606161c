"""How many entries a second become durable in batches, beside one entry a transaction.

    python benchmarks/speed/ledger_append.py [--quick] [--json] [--folder DIR]

Both ways go through the same recorder: entries, payloads, receipts and rows in one transaction,
then the checkpoint signed and put into the guard, then the acknowledgement. Only the number of
submissions handed over at a time differs, as many as the recorder takes or 1. Both run in turns on
the same disk, SQLite and PostgreSQL each. Wall-clock time counts, since waiting for the disk is
what batches save; the folder has to be on a real disk, and the time of one of its syncs is told.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

TESTS = Path(__file__).resolve().parents[2] / "tests"
"""Where the PostgreSQL server of our own and the way to a database are."""
GOALS = {"sqlite_times": 20.0, "postgresql_times": 20.0}
ROUNDS, BATCH = 5, 512


def seconds_each(recorder: Any, number: int, at_once: int) -> float:
    """Wall-clock seconds an entry, `at_once` of them handed over together."""
    from submissions import incident

    given = [incident(os.urandom(8).hex()) for _ in range(number)]
    began = time.perf_counter()
    for start in range(0, number, at_once):
        recorder.append(given[start : start + at_once])
    return (time.perf_counter() - began) / number


def figures(home: Any, singles: int, batches: int) -> tuple[float, float]:
    """Seconds an entry one by one and in batches: medians of rounds taken in turns."""
    from trucewatch.storage.recorder import Recorder

    recorder = Recorder(home)
    alone, together = [], []
    for _ in range(ROUNDS):
        alone.append(seconds_each(recorder, singles, 1))
        together.append(seconds_each(recorder, batches * BATCH, BATCH))
    recorder.close()
    return median(alone), median(together)


def on(engine: str, folder: Path, singles: int, batches: int) -> tuple[float, float]:
    """The same on a fresh record of that engine."""
    from django.db import connection

    from default_database import point_at
    from postgres_server import Server
    from trucewatch.storage.home import Home
    from trucewatch.storage.making import make_record

    home = Home(folder / engine / "home", folder / engine / "guard")
    home.root.mkdir(parents=True)
    server = Server(folder / "server") if engine == "postgresql" else None
    try:
        if server:
            server.run("CREATE DATABASE centre")
        point_at(server.address("centre") if server else "", home.root)
        make_record(home, "bench")
        return figures(home, singles, batches)
    finally:
        connection.close()
        if server:
            server.close()


def sync_milliseconds(folder: Path) -> float:
    """How long it takes until a few new bytes of a file are on the disk."""
    times = []
    with (folder / "probe").open("wb") as probe:
        for _ in range(50):
            began = time.perf_counter()
            probe.write(bytes(200))
            probe.flush()
            os.fsync(probe.fileno())
            times.append(time.perf_counter() - began)
    return median(times) * 1000


def main() -> None:
    """Run both ways on both engines, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a quarter of the entries")
    parser.add_argument("--json", action="store_true", help="print the figures alone")
    parser.add_argument("--folder", type=Path, default=Path("out"), help="on the disk to measure")
    options = parser.parse_args()
    sys.path.append(str(TESTS))
    options.folder.mkdir(exist_ok=True)
    singles, batches = (15, 1) if options.quick else (60, 4)
    folder = Path(tempfile.mkdtemp(dir=options.folder.absolute()))
    folder.chmod(0o755)  # the server runs under another account where this one is root
    told: dict[str, object] = {"subject": "ledger_append", "batch": BATCH}
    try:
        told["sync_ms"] = round(sync_milliseconds(folder), 3)
        for engine in ("sqlite", "postgresql"):
            alone, together = on(engine, folder, singles, batches)
            told[f"{engine}_one_by_one_a_second"] = round(1 / alone)
            told[f"{engine}_batched_a_second"] = round(1 / together)
            told[f"{engine}_times"] = round(alone / together, 1)
    finally:
        shutil.rmtree(folder)
    told["entries"] = ROUNDS * batches * BATCH
    told["peer"] = "the same recorder with one entry a transaction"
    told["goals"] = GOALS
    told["met"] = {key: float(str(told[key])) >= goal for key, goal in GOALS.items()}
    if not options.json:
        for key, value in told.items():
            print(f"{key:30} {value}")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
