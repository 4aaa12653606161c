"""How much of what careful readers find in the two founding reports the reader finds.

    python benchmarks/accuracy/founding.py [--shared DIR] [--quick] [--json]

Prints every miss and every statement that matches nothing. A statement that matches no entry
counts as wrong unless it stands in `founding_also_true.yaml`, with its words and why.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import matching
import yaml

from trucewatch.domain.statement import Statement
from trucewatch.text.reading import read_report

HERE = Path(__file__).parent
GOALS = {"found": 33, "right": 18, "wrong": 20}


def also_true(file: str) -> list[dict[str, str]]:
    """The reviewed statements of one report that are true though no entry lists them."""
    tree = yaml.safe_load((HERE / "founding_also_true.yaml").read_text(encoding="utf-8"))
    return [entry for entry in tree["statements"] if entry["file"] == file]


def run(seeds: Path) -> dict[str, matching.Score]:
    """The score of each report by its file name."""
    families, reports = matching.load_expected(seeds / "expected.yaml")
    scores = {}
    for file, report in reports.items():
        listed = also_true(file)

        def allowed(said: Statement, listed: list[dict[str, str]] = listed) -> bool:
            return any(e["act"] == said.act and e["words"] in said.words for e in listed)

        reading = read_report((seeds / file).read_bytes(), name=file)
        scores[file] = matching.score(reading, report, families, allowed)
    return scores


def totals(scores: dict[str, matching.Score]) -> dict[str, Any]:
    """The figures over all reports and whether each goal is met."""
    found = sum(len(s.found) for s in scores.values())
    right = sum(len(s.right) for s in scores.values())
    wrong = sum(len(s.wrong) for s in scores.values())
    return {
        "required": sum(s.required for s in scores.values()),
        "found": found,
        "right_in_all_parts": right,
        "wrong": wrong,
        "also_true": sum(len(s.also_true) for s in scores.values()),
        "goals": GOALS,
        "met": {
            "found": found >= GOALS["found"],
            "right": right >= GOALS["right"],
            "wrong": wrong <= GOALS["wrong"],
        },
    }


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = HERE.parents[1]
    parser.add_argument("--shared", type=Path, default=root.parent / "shared")
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    parser.add_argument("--json", action="store_true", help="print the figures alone")
    options = parser.parse_args()
    seeds = options.shared / "seeds"
    if not seeds.is_dir():
        print(json.dumps({"skipped": f"no founding reports at {seeds}"}))
        return
    scores = run(seeds)
    if not options.json:
        for file, score in scores.items():
            print(f"== {file}: {len(score.found)} found, {len(score.right)} right")
            for title in ("missed", "wrong", "also_true"):
                for line in getattr(score, title):
                    print(f"  {title:10}{line}")
    print(json.dumps(totals(scores)))


if __name__ == "__main__":
    main()
