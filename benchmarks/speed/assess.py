"""How many incidents a core holds against many agreements in a second, beside two other ways.

    python benchmarks/speed/assess.py [--quick] [--json] [--incidents N] [--agreements N]
        [--postgis ADDRESS]

Every way gives a result and a reason for each incident, agreement and reading, on one core and in
the same run: a plain Python and shapely loop over the first rows, and geopandas with a spatial
join and vectorised filters. Those of the engine stand side by side in one byte for each. The
results must be equal, row for row. Of a server with PostGIS, its join is measured too.
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
TURNS = 5


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of a piece of work, and what came of it."""
    began = time.process_time()
    made = work()
    return time.process_time() - began, made


def assessor_of(world: Any) -> Any:
    """The engine with the agreements compiled and the incidents of a world as its table."""
    import numpy as np
    from assess_world import ACTS, FOR_EVER, SINCE_EVER

    from trucewatch.assess.plan import ticks
    from trucewatch.assess.plan.acts import Act
    from trucewatch.assess.plan.compile import Plan
    from trucewatch.assess.plan.engine import Assessor
    from trucewatch.assess.plan.incidents import POINT, Table
    from trucewatch.data.gazetteer import Gazetteer

    plan = Plan(world.agreements, registry=world.registry, places=Gazetteer.packaged())
    rows = world.rows
    open_start, open_end = rows.start == SINCE_EVER, rows.end == FOR_EVER
    # Whoever is not named has the codes -1 and -2 in the input, 0 and 1 in a table.
    who = {
        name: np.where(code < 0, -1 - code, code + 2).astype(np.int32)
        for name, code in (("initiator", rows.initiator), ("target", rows.target))
    }
    table = Table(
        start=np.where(open_start, ticks.EVER_SINCE, rows.start * 1_000_000),
        end=np.where(open_end, ticks.FOR_EVER, rows.end * 1_000_000),
        time=(~(open_start & open_end)).astype(np.uint8),
        place=np.full(len(rows), POINT, dtype=np.int32),
        lon_e7=rows.lon_e7.astype(np.int32),
        lat_e7=rows.lat_e7.astype(np.int32),
        radius=rows.radius.astype(np.uint8),
        act=rows.act.astype(np.int32),
        provisional=rows.provisional.astype(np.uint8),
        count_only=rows.count_only.astype(np.uint8),
        hard=np.zeros(len(rows), dtype=np.uint8),
        acts=[Act(*act) for act in ACTS],
        actors=(None, None, *world.actors),
        places=(),
        **who,
    )
    made = Assessor(plan, table)
    made.block(0, 1)
    return made


def through(*assessors: Any) -> tuple[list[float], float]:
    """Processor seconds of each for every row, and the share that is left to one by one.

    They take turns, and the best of `TURNS` counts: what else the machine does hits all alike.
    """

    def once(one: Any) -> tuple[float, int]:
        return seconds(lambda: sum(block.settled for block in one.blocks()))

    turns = [[once(one) for one in assessors] for _ in range(TURNS)]
    first = assessors[0]
    pairs = len(first.table) * len(first.pairs)
    best = [min(took for took, _ in each) for each in zip(*turns, strict=True)]
    return best, turns[0][0][1] / pairs


def measured(
    incidents: int, agreements: int, looped: int, growth: tuple[int, int], postgis: str
) -> dict[str, Any]:
    """The figures."""
    import assess_loop
    import assess_peer
    import assess_postgis
    from assess_world import World, world

    made = world(agreements, incidents)
    first = made.rows.first(looped)
    loop_s, (loop_results, loop_reasons) = seconds(lambda: assess_loop.assess(made, first))
    peer_s, (_, peer_reasons) = seconds(lambda: assess_peer.assess(made, made.rows))
    compile_s, ours = seconds(lambda: assessor_of(made))
    [ours_s], share = through(ours)
    block = ours.block(0, looped)
    equal_loop = (block.reasons == loop_reasons).all() and (block.results == loop_results).all()
    equal_peer = all(
        (one.reasons == peer_reasons[one.first : one.first + len(one.reasons)]).all()
        for one in ours.blocks()
    )
    zones = sum(len(one.zones) for one in made.agreements)
    rest = made.registry, made.rows
    few = assessor_of(World(world(growth[0], 1).agreements, *rest))
    many_compile_s, many = seconds(
        lambda: assessor_of(World(world(growth[1], 1).agreements, *rest))
    )
    (few_s, many_s), _ = through(few, many)
    figures = {
        "times_geopandas": round(peer_s / ours_s, 1),
        "times_loop": round(loop_s / looped * incidents / ours_s, 1),
        "growth": round(many_s / few_s, 2),
    }
    return {
        "subject": "assess",
        "incidents": incidents,
        "agreements": agreements,
        "zones": zones,
        **figures,
        "incidents_a_core_second": round(incidents / ours_s),
        "us_an_incident": round(ours_s / incidents * 1e6, 3),
        "loop_us_an_incident": round(loop_s / looped * 1e6, 1),
        "looped": looped,
        "peer": f"geopandas {version('geopandas')}, shapely {version('shapely')}",
        "peer_us_an_incident": round(peer_s / incidents * 1e6, 1),
        **assess_postgis.compared(postgis, made, peer_reasons, ours_s),
        "equal_to_loop": bool(equal_loop),
        "equal_to_peer": bool(equal_peer),
        "settled_one_by_one": share,
        "compile_s": round(compile_s, 1),
        "growth_agreements": growth,
        "growth_us_an_incident": [round(one / incidents * 1e6, 3) for one in (few_s, many_s)],
        "growth_compile_s": round(many_compile_s, 1),
        "numba": version("numba"),
        "goals": GOALS,
        "met": {
            "times_geopandas": figures["times_geopandas"] >= GOALS["times_geopandas"],
            "times_loop": figures["times_loop"] >= GOALS["times_loop"],
            "growth": figures["growth"] <= GOALS["growth"],
        },
    }


def main() -> None:
    """Print the figures; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description="Speed of assessments.")
    parser.add_argument("--quick", action="store_true", help="fewer incidents, under 50 s")
    parser.add_argument("--json", action="store_true", help="the JSON line alone")
    parser.add_argument("--incidents", type=int, help="1,000,000, or 100,000 with --quick")
    parser.add_argument("--agreements", type=int, default=100)
    parser.add_argument("--postgis", default="", help="a database of a server with PostGIS")
    args = parser.parse_args()
    incidents = args.incidents or (100_000 if args.quick else 1_000_000)
    looped = min(incidents, 2_000 if args.quick else 10_000)
    growth = (20, 200) if args.quick else (args.agreements, 10 * args.agreements)
    figures = measured(incidents, args.agreements, looped, growth, args.postgis)
    if not args.json:
        for key, value in figures.items():
            print(f"{key:30} {value}")
    print(json.dumps(figures))


if __name__ == "__main__":
    # One core means one thread; numerical libraries read this when they are loaded.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    main()
