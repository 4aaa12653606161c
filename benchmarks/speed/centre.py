"""How fast the incidents of a centre are found, drawn and filed, beside SQL as written first.

    python benchmarks/speed/centre.py [--quick] [--json] [--folder DIR]

Each engine and number of incidents runs in a process of its own on a fresh database: incidents
filed through the recorder (one client, four, in bulk), then a table filled past it, with pages,
counts, facets, searches and maps. The peer answers the same questions on the same table by OFFSET,
count(*), LIKE and GROUP BY. Processor time counts, that of the server's process included, the
map's with JSON and gzip; but for records created a second, which wait for the disk: the folder has
to be on a real one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

GOALS = {"depth_times": 3.0, "mix_p95_ms": 50.0, "map_kb": 200.0, "map_cpu_ms": 50.0}
"""At most; where all engines and sizes are worst."""
ENGINES = ("sqlite", "postgresql")
SIZES, QUICK_SIZES = (100_000, 1_000_000), (20_000,)
HERE = Path(__file__).resolve().parent


def part(engine: str, number: int, folder: Path, *, quick: bool) -> dict[str, Any]:
    """The figures of one engine and size."""
    place = folder / f"{engine}-{number}"
    place.mkdir()
    place.chmod(0o755)  # the server runs under another account where this one is root
    command = [sys.executable, str(HERE / "centre_part.py"), engine, str(number), str(place)]
    options = ["--quick"] if quick else []
    run = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    shutil.rmtree(place)
    if run.returncode:
        raise SystemExit(f"{engine}, {number}: {run.stderr}")
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Run every part, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="20,000 incidents, fewer mixes")
    parser.add_argument("--json", action="store_true", help="print the figures alone")
    parser.add_argument("--folder", type=Path, default=Path("out"), help="on the disk to measure")
    options = parser.parse_args()
    options.folder.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=options.folder.absolute()))
    folder.chmod(0o755)
    parts = []
    try:
        for number in QUICK_SIZES if options.quick else SIZES:
            for engine in ENGINES:
                parts.append(part(engine, number, folder, quick=options.quick))
                if not options.json:
                    show(parts[-1])
    finally:
        shutil.rmtree(folder)
    worst = {name: max(one[name] for one in parts) for name in GOALS}
    told = {
        "subject": "centre",
        "peer": "SQL as written first: OFFSET, count(*), LIKE, GROUP BY, an index over time",
        "parts": parts,
        **worst,
        "mix_times": min(one["mix_times"] for one in parts),
        "goals": GOALS,
        "met": {name: value <= GOALS[name] for name, value in worst.items()},
    }
    print(json.dumps(told))


def show(figures: dict[str, Any]) -> None:
    """One part as lines."""
    for name, value in figures.items():
        print(f"{name:28} {value}", flush=True)
    print(flush=True)


if __name__ == "__main__":
    main()
