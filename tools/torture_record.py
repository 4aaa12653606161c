"""Hours of misfortune for the record, in minutes: what is too long for every commit.

    make torture        or: PYTHONPATH=tests python tools/torture_record.py [--share 0.1] [PART...]

kills   the recorder is killed 500 times under eight clients on each engine, the database server
        50 times: the tests of `tests/record/test_kills.py`, only longer
io      at 200 points a write or sync of SQLite fails with EIO, and at 200 with ENOSPC, and all
        that come after it
power   at 200 points the power goes before a write or sync of SQLite: what was never synced is put
        back as it was

`io` and `power` put `tests/fault_shim.c` under the database; they need Linux and a C compiler. The
last line is one JSON object; the exit code is 1 where anything was lost, doubled or altered.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.db import connection

from default_database import point_at
from memory_folder import in_memory
from recorder_process import RecorderProcess
from submissions import incident
from trucewatch.domain.errors import Refusal
from trucewatch.storage.checking import faults
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.models import Entry, Receipt
from trucewatch.storage.recorder import Acknowledgement
from trucewatch.storage.submission import Submission
from trucewatch.storage.window import Visitor

ROOT = Path(__file__).resolve().parent.parent
POSTS, HANDS, KILLS = 40, 4, 500
POINTS, STEPS = 200, 600
"""Faults are drawn from the first writes and syncs; one batch takes SQLite about thirty."""
ANSWER_S, PATIENCE_S, START_S = 20, 1.5, 5
Counts = dict[str, int]


def kills(share: float) -> Counts:
    """The tests of kills with another number."""
    times = max(20, round(KILLS * share))
    command = [sys.executable, "-m", "pytest", "-q", "tests/record/test_kills.py"]
    env = {**os.environ, "TRUCEWATCH_KILLS": str(times)}
    run = subprocess.run(command, cwd=ROOT, env=env, check=False)
    return {"kills": times, "lost": int(run.returncode != 0)}


def io(share: float) -> Counts:
    """Both errors."""
    both = [under_faults(share, code) for code in (errno.EIO, errno.ENOSPC)]
    return {key: sum(one[key] for one in both) for key in both[0]}


def power(share: float) -> Counts:
    """Cuts."""
    return under_faults(share, 0)


def under_faults(share: float, code: int) -> Counts:
    """One fault after another in one growing record, everything handed in until it is in."""
    place = in_memory("tw-torture-")
    home = Home(place / "home", place / "guard")
    home.root.mkdir()
    point_at("", home.root)
    make_record(home, "torture")
    connection.close()
    recorder = RecorderProcess(home, "", shim=compiled(place))
    counts = {"faults": 0, "met": 0, "acknowledged": 0, "lost": 0}
    try:
        for at in drawn(share):
            posts = [incident(f"{at}-{number}") for number in range(POSTS)]
            recorder.start(fault=(at, code))
            before = handed_in(home, posts, insist=False)
            recorder.kill()
            recorder.start()
            after = handed_in(home, posts, insist=True)
            recorder.stop()
            counts["faults"] += 1
            counts["met"] += None in before
            counts["acknowledged"] += sum(one is not None for one in before)
            counts["lost"] += lost(before, after) + len(list(faults(home)))
            connection.close()
        counts["lost"] += Entry.objects.count() - Receipt.objects.count()
        connection.close()
    finally:
        recorder.close()
        shutil.rmtree(place)
    return counts


def drawn(share: float) -> list[int]:
    """Where the faults come, the same at every run."""
    return random.Random(7).sample(range(1, STEPS + 1), max(1, round(POINTS * share)))


def compiled(folder: Path) -> Path:
    """The shim as a library."""
    made = folder / "fault_shim.so"
    source = ROOT / "tests" / "fault_shim.c"
    compiler = shutil.which("cc") or "cc"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
    return made


def handed_in(home: Home, posts: list[Submission], *, insist: bool) -> list[Acknowledgement | None]:
    """The answer to each, None where there is none; insisting means until there is."""
    wait_until_it_listens(home)
    until = time.monotonic() + (ANSWER_S if insist else PATIENCE_S)

    def attempt(given: Submission) -> Acknowledgement | None:
        while time.monotonic() < until:
            try:
                visitor = Visitor(home.socket)
                try:
                    return visitor.hand_in(given)
                finally:
                    visitor.close()
            except Refusal:
                time.sleep(0.02)
        return None

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(attempt, posts))


def wait_until_it_listens(home: Home) -> None:
    """Return once it can be reached, or has had the time and died of a fault instead."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            Visitor(home.socket).close()
        except Refusal:
            time.sleep(0.02)
        else:
            return


def lost(before: list[Acknowledgement | None], after: list[Acknowledgement | None]) -> int:
    """How many do not stand where they were acknowledged, or are not in at all."""
    stored = bodies(0, Entry.objects.count())
    wrong = 0
    for first, second in zip(before, after, strict=True):
        stands = second is not None and stored[second.seq] == second.entry
        same = first is None or (second is not None and second.entry == first.entry)
        wrong += not (stands and same)
    return wrong


PARTS: dict[str, Callable[[float], Counts]] = {"kills": kills, "io": io, "power": power}


def main() -> int:
    """Run the parts; exit 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all where none is named")
    parser.add_argument("--share", type=float, default=1.0, help="of the whole, above 0 to 1")
    options = parser.parse_args()
    told: dict[str, object] = {}
    failed = 0
    for name in options.parts or PARTS:
        began = time.monotonic()
        counts = PARTS[name](options.share)
        failed += counts["lost"]
        told[name] = {**counts, "seconds": round(time.monotonic() - began)}
        print(name, told[name], flush=True)
    print(json.dumps(told))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
