"""How much of what careful readers find in labelled reports the reader finds.

    python benchmarks/accuracy/reading.py [FOLDER...] [--quick] [--json]

A folder holds reports and an `expected.yaml` in the format of the founding reports; without one,
the packaged sample reports and those of `other_conflicts` are read. Reports were labelled without
sight of the reader. Folders named `test` tell how it does on what nobody tuned it to: look at
their figures, never at their misses.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import matching

import trucewatch
from trucewatch.text.reading import read_report

HERE = Path(__file__).parent
SAMPLES = Path(trucewatch.__file__).parent / "data" / "samples"


def folders() -> list[Path]:
    """Every labelled folder of the project, the samples first."""
    return [SAMPLES, *sorted(path.parent for path in HERE.glob("*/*/expected.yaml"))]


def run(folder: Path) -> dict[str, matching.Score]:
    """The score of each report of a folder by its file name."""
    families, reports = matching.load_expected(folder / "expected.yaml")
    return {
        file: matching.score(read_report((folder / file).read_bytes(), name=file), report, families)
        for file, report in reports.items()
    }


def figures(scores: dict[str, matching.Score]) -> dict[str, float]:
    """Counts, and found and right as shares of what is required; beside counts as shares of all."""
    required = sum(score.required for score in scores.values())
    found = sum(len(score.found) for score in scores.values())
    right = sum(len(score.right) for score in scores.values())
    beside = sum(len(score.wrong) for score in scores.values())
    return {
        "reports": len(scores),
        "required": required,
        "found": found,
        "right_in_all_parts": right,
        "beside": beside,
        "recall": round(found / required, 3),
        "precision": round(found / max(found + beside, 1), 3),
        "right": round(right / required, 3),
    }


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    parser.add_argument("--json", action="store_true", help="print the figures alone")
    options = parser.parse_args()
    told = {}
    for folder in options.folders or folders():
        scores = run(folder)
        name = folder.name if folder.name != "test" else f"{folder.parent.name}/test"
        told[name] = figures(scores)
        if options.json:
            continue
        print(f"== {name}: {told[name]}")
        for file, score in scores.items() if folder.name != "test" else ():
            print(f"-- {file}: {len(score.found)} of {score.required}, {len(score.right)} right")
            print("\n".join(f"  missed {line}" for line in score.missed))
            print("\n".join(f"  beside {line}" for line in score.wrong))
    print(json.dumps({"reading": told}))


if __name__ == "__main__":
    main()
