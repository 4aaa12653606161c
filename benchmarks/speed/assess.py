"""How many incidents a core holds against many agreements in a second, beside two other ways.

    python benchmarks/speed/assess.py [--quick] [--json] [--incidents N] [--agreements N]

Every way gives a result and a reason for each incident, agreement and reading, on one core and in
the same run: a plain Python and shapely loop over the first rows, and geopandas with a spatial
join and vectorised filters. The results must be equal, row for row. PostGIS is not at hand on
every machine and is not measured.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

GOALS = {"times_geopandas": 20.0, "times_loop": 300.0, "growth": 4.0}
NOT_MEASURED = "PostGIS: not at hand"


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of a piece of work, and what came of it."""
    began = time.process_time()
    made = work()
    return time.process_time() - began, made


def measured(incidents: int, agreements: int, looped: int) -> dict[str, Any]:
    """The figures."""
    import assess_loop
    import assess_peer
    from assess_world import world

    made = world(agreements, incidents)
    few = made.rows.first(looped)
    loop_s, (_, by_loop) = seconds(lambda: assess_loop.assess(made, few))
    peer_s, (_, by_peer) = seconds(lambda: assess_peer.assess(made, made.rows))
    return {
        "subject": "assess",
        "incidents": incidents,
        "agreements": agreements,
        "zones": sum(len(one.zones) for one in made.agreements),
        "looped": looped,
        "loop_us_an_incident": round(loop_s / looped * 1e6, 1),
        "peer": f"geopandas {version('geopandas')}, shapely {version('shapely')}",
        "peer_us_an_incident": round(peer_s / incidents * 1e6, 1),
        "equal_to_loop": bool((by_peer[:looped] == by_loop).all()),
        "not_measured": NOT_MEASURED,
    }


def main() -> None:
    """Print the figures; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description="Speed of assessments.")
    parser.add_argument("--quick", action="store_true", help="fewer incidents, under 50 s")
    parser.add_argument("--json", action="store_true", help="the JSON line alone")
    parser.add_argument("--incidents", type=int, help="1,000,000, or 100,000 with --quick")
    parser.add_argument("--agreements", type=int, default=100)
    args = parser.parse_args()
    incidents = args.incidents or (100_000 if args.quick else 1_000_000)
    looped = min(incidents, 2_000 if args.quick else 10_000)
    figures = measured(incidents, args.agreements, looped)
    if not args.json:
        for key, value in figures.items():
            print(f"{key:30} {value}")
    print(json.dumps(figures))


if __name__ == "__main__":
    # One core means one thread; numerical libraries read this when they are loaded.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    main()
