"""Run every benchmark and keep what it prints in `benchmarks/results/`.

    python tools/run_benchmarks.py [--quick]

A benchmark is a script under `benchmarks/` that takes `--quick` and `--json` and prints one JSON
object as its last line; other files there are parts of one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"


def scripts() -> list[Path]:
    """Files that can be run by themselves, by name."""
    found = sorted(FOLDER.glob("*/*.py"))
    return [path for path in found if '__name__ == "__main__"' in path.read_text("utf-8")]


def main() -> int:
    """Exit 1 where a script failed, not where a goal is missed."""
    failed = 0
    for script in scripts():
        name = f"{script.parent.name}/{script.stem}"
        print(f"== {name}", flush=True)
        command = [sys.executable, str(script), *sys.argv[1:]]
        run = subprocess.run(
            command, capture_output=True, text=True, cwd=FOLDER.parent, check=False
        )
        kept = FOLDER / "results" / f"{script.parent.name}-{script.stem}.txt"
        kept.write_text(run.stdout + run.stderr, encoding="utf-8")
        if run.returncode:
            failed += 1
            print(f"failed with {run.returncode}; see {kept}")
            continue
        figures = json.loads(run.stdout.splitlines()[-1])
        for key, value in figures.items():
            print(f"   {key}: {value}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
