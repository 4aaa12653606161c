"""How long fusion of very many statements takes beside reading them, and one more report.

    python benchmarks/speed/fusion.py [--quick] [--json]

Streams are those of `benchmarks/accuracy`, made as vague as the packaged sample reports are when
they are read: so many statements without a time, without a place, or with a wide one. Each size is
fused in a process of its own, twice: `steady`, 274 statements a day (100,000 a year), and `surge`,
all within 60 days, so that the front gets denser as the stream grows: time and memory are held
against their goals where they are worse, growth where the density stays. Every report has one
statement and a text of its own, the dearest case. Reading is timed in the same run on 500-word
documents out of the samples; the share is that of reading as many statements as are fused.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from trucewatch.pipeline.incidents import accuses
from trucewatch.pipeline.samples import sample_reports
from trucewatch.text.reading import read_report

GOALS = {
    "share_of_reading": 0.1,
    "peak_mb": 2000,
    "growth_over_n_log_n": 1.0,
    "arriving_share": 0.01,
}
SIZES = (12_500, 25_000, 50_000, 100_000)
A_DAY = 274
"""Statements a day of a centre that takes in 100,000 in a year."""
SURGE_DAYS = 60
HERE = Path(__file__).resolve().parent


def reading_seconds(number: int) -> float:
    """Core seconds that one statement which fusion takes costs to read."""
    # Not by name: another folder of benchmarks has a file of the same name.
    texts = import_module("reading").documents(number)
    read_report(texts[0].encode(), name="warm-up")
    began = time.process_time()
    read = [read_report(text.encode(), name="-") for text in texts]
    seconds = time.process_time() - began
    return seconds / sum(accuses(said) for one in read for said in one.statements)


def vagueness() -> dict[str, float]:
    """How much the accusing statements of the sample reports leave out."""
    read = [read_report(raw, name=name) for name, raw in sample_reports()]
    said = [one for reading in read for one in reading.statements if accuses(one)]
    undated = [one for one in said if one.time is None or None in (one.time.start, one.time.end)]
    placed = [one.places[0] for one in said if len(one.places) == 1]
    wide = [one for one in placed if one.lon is None]
    return {
        "undated": round(len(undated) / len(said), 3),
        "placeless": round(1 - len(placed) / len(said), 3),
        "wide": round(len(wide) / len(said), 3),
    }


def part(statements: int, days: int, vague: Mapping[str, float], *, arrivals: bool) -> Any:
    """What one stream came to, measured in a process of its own."""
    asked = {"seed": 5, "statements": statements, "days": days}
    command = [sys.executable, "-c", "import fusion_part; fusion_part.main()"]
    command.append(json.dumps({**asked, "vague": vague, "arrivals": arrivals}))
    paths = [str(HERE), str(HERE.parent / "accuracy"), os.environ.get("PYTHONPATH", "")]
    # A fixed seed of hashes: sets are walked in the same order every time.
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    return json.loads(run.stdout)


def growth(rows: Sequence[Mapping[str, Any]]) -> float:
    """How many times more than n log n the seconds grew from the smallest size to the largest."""
    first, last = rows[0], rows[-1]
    ideal = [one["statements"] * math.log(one["statements"]) for one in (first, last)]
    return float(last["seconds"] / first["seconds"] / (ideal[1] / ideal[0]))


def measured(sizes: Sequence[int], samples: int) -> dict[str, Any]:
    """All figures; growth is that of the steady stream, the others are the worse of both."""
    vague = vagueness()
    one = reading_seconds(samples)
    rows: dict[str, list[Any]] = {"steady": [], "surge": []}
    for size in sizes:
        for kind, days in (("steady", max(1, size // A_DAY)), ("surge", SURGE_DAYS)):
            rows[kind].append(part(size, days, vague, arrivals=size == sizes[-1]))
    largest = [found[-1] for found in rows.values()]
    figures = {
        "share_of_reading": max(row["seconds"] / row["statements"] for row in largest) / one,
        "peak_mb": max(row["peak_mb"] for row in largest),
        "growth_over_n_log_n": growth(rows["steady"]),
        "arriving_share": max(row["arrival_mean"] / row["seconds"] for row in largest),
    }
    return {
        "subject": "fusion",
        "statements": sizes[-1],
        "reading_seconds": round(one * sizes[-1]),
        "vagueness": vague,
        "growth_of_surge": round(growth(rows["surge"]), 4),
        "arriving_share_worst": max(row["arrival_worst"] / row["seconds"] for row in largest),
        "steady": rows["steady"],
        "surge": rows["surge"],
        **{key: round(value, 4) for key, value in figures.items()},
        "goals": GOALS,
        "met": {key: value <= GOALS[key] for key, value in figures.items()},
    }


def main() -> None:
    """Print the figures; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description="Speed of fusion.")
    parser.add_argument("--quick", action="store_true", help="up to 12,500 statements")
    parser.add_argument("--json", action="store_true", help="the JSON line alone")
    options = parser.parse_args()
    sizes = [size // 8 for size in SIZES] if options.quick else SIZES
    told = measured(sizes, samples=10 if options.quick else 40)
    if not options.json:
        for key, value in told.items():
            print(f"{key:24} {value}")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
