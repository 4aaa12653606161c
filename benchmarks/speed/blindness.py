"""What the time of an answer tells of a position that is still sealed, over real HTTP.

    python benchmarks/speed/blindness.py [--quick] [--json]

Three centres are served at once: in one side A filed a text as short as texts are, in one a text
of 12,000 letters, and in the third the short one again. The other side's head, the facilitator,
the duty officer and somebody who is not signed in ask each of them for the same pages, in turn and
in a drawn order. `tells` is how often the slower of two answers is the one of the long text, minus
a half: 0 is nothing, 0.5 is everything. `noise` is the same between the two centres with one text.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))

import default_database  # noqa: F401 - makes tables ready to load
from hidden_world import HIDDEN, POSITIONS, files
from position_world import CASE
from served_world import Served, served

SHORT, LONG, AGAIN = "short", "long", "again"
PEOPLE = ("head-b", "facilitator", "duty", "")
PAGES = (POSITIONS, f"/review/case/{CASE}", "/review/")
BOUND = 1.2
"""On the ratio of the medians, either way."""
SEED = 7


def times(centres: dict[str, Served], person: str, page: str, count: int) -> dict[str, list[float]]:
    """Seconds of each answer of each centre, asked in turn."""
    draw = random.Random(f"{SEED}{person}{page}")
    taken: dict[str, list[float]] = {name: [] for name in centres}
    for _ in range(count):
        for name in draw.sample(list(centres), len(centres)):
            taken[name].append(centres[name].get(person, page).took_s)
    return taken


def slower(one: list[float], other: list[float]) -> float:
    """How often an answer of the one takes longer than an answer of the other, minus a half.

    >>> slower([1, 2], [1, 2]), slower([3, 4], [1, 2])
    (0.0, 0.5)
    """
    pairs = list(itertools.product(one, other))
    return sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs) - 0.5


def measure(centres: dict[str, Served], count: int) -> dict[str, Any]:
    """Of the page and the person that tell most."""
    rows: list[dict[str, Any]] = []
    for person, page in itertools.product(PEOPLE, PAGES):
        times(centres, person, page, 5)
        taken = times(centres, person, page, count)
        ratio = median(taken[LONG]) / median(taken[SHORT])
        rows.append(
            {
                "person": person or "nobody",
                "page": page,
                "median_ms": round(1000 * median(taken[SHORT]), 2),
                "ratio": round(ratio, 3),
                "tells": round(slower(taken[LONG], taken[SHORT]), 3),
                "noise": round(slower(taken[AGAIN], taken[SHORT]), 3),
            }
        )
    worst = max(max(one["ratio"], 1 / one["ratio"]) for one in rows)
    return {
        "answers": count * len(rows) * len(centres),
        "worst_ratio": round(worst, 3),
        "bound": BOUND,
        "tells_at_most": max(abs(one["tells"]) for one in rows),
        "noise_at_most": max(abs(one["noise"]) for one in rows),
        "met": worst <= BOUND,
        "rows": rows,
    }


def main() -> int:
    """Run it; 0 where the bound is met."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    options.add_argument("--quick", action="store_true", help="a quarter of the answers")
    options.add_argument("--json", action="store_true", help="the JSON line alone")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as logs, ExitStack() as running:
        centres = {}
        for name, said in ((SHORT, HIDDEN[0]), (LONG, HIDDEN[1]), (AGAIN, HIDDEN[0])):
            centres[name] = running.enter_context(served(Path(logs) / f"{name}.log"))
            files(centres[name], said)
            centres[name].published()
        found = measure(centres, 50 if asked.quick else 200)
    if not asked.json:
        for row in found["rows"]:
            print(row)
    print(json.dumps(found))
    return 0 if found["met"] else 1


if __name__ == "__main__":
    sys.exit(main())
