"""How well fusion finds happenings, origins and circles in synthetic streams whose truth is known.

    python benchmarks/accuracy/fusion.py [--quick] [--json] [--seed N]

Seeds are drawn when it runs, so that nobody tunes to a stream. Peers: the same day and place; and
splink on the same fields, at the best of several thresholds chosen with the truth at hand. Also a
flood: thousands of near-copies of one report from hundreds of accounts, that name nobody or each a
witness of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import splink
from fusion_baselines import pairwise_f1, same_day_and_place, splink_best
from stream_reports import Stream, make_stream
from stream_words import edited

from trucewatch.domain.lineage import Lineage, Voice
from trucewatch.fusion.account import Account, accounts_of
from trucewatch.fusion.cluster import clustered
from trucewatch.fusion.lineage import lineage
from trucewatch.fusion.shingles import bag, shingles

GOALS = {"error_ratio": 0.5, "origins_exact": 0.9, "circles_found": 0.95, "false_flags": 0.05}


class MadePlaces:
    """Villages of a made-up front in their districts."""

    def __init__(self, districts: Mapping[str, str]) -> None:
        self._districts = districts

    def within(self, inner_id: str, outer_id: str) -> bool | None:
        """Whether a village lies in a district."""
        return self._districts.get(inner_id) == outer_id


def measured(seed: int, reports: int) -> dict[str, float]:
    """The figures of one stream."""
    stream = make_stream(seed, reports)
    accounts = {one.id: one for one in accounts_of(stream.readings)}
    found = clustered(accounts.values(), MadePlaces(stream.districts))
    ours = {one: number for number, ids in enumerate(found.members) for one in ids}
    truth = stream.happening
    f1 = pairwise_f1(ours, truth)
    day = pairwise_f1(same_day_and_place(stream.readings), truth)
    linked = pairwise_f1(splink_best(stream.readings, truth), truth)
    outlets = frozenset(one.source for one in accounts.values() if one.source)
    lines = [(ids, lineage([accounts[one] for one in ids], outlets)) for ids in found.members]
    return {
        "pairwise_f1": round(f1, 4),
        "same_day_and_place_f1": round(day, 4),
        "splink_f1": round(linked, 4),
        "error_ratio": round((1 - f1) / (1 - max(day, linked)), 3),
        "origins_exact": round(_exact(lines, stream), 4),
        **_circles(lines, stream, accounts),
    }


Lines = Sequence[tuple[tuple[str, ...], Lineage]]


def _exact(lines: Lines, stream: Stream) -> float:
    """Share of incidents whose number of independent origins is the true one."""
    right = (len({stream.origin[one] for one in ids}) == line.independent for ids, line in lines)
    return sum(right) / len(lines)


def _circles(lines: Lines, stream: Stream, accounts: Mapping[str, Account]) -> dict[str, float]:
    """Share of true circles found, and of those flagged that are none."""
    flagged = []
    for _, line in lines:
        for number in range(len(line.circles)):
            steps = (one for one in line.quotes if one.circle == number)
            flagged.append(frozenset(accounts[one.statement].report for one in steps))
    found = sum(any(len(true & ours) > 1 for ours in flagged) for true in stream.circles)
    false = sum(not any(true & ours for true in stream.circles) for ours in flagged)
    return {
        "circles_found": round(found / max(len(stream.circles), 1), 4),
        "false_flags": round(false / max(len(flagged), 1), 4),
    }


def flood(seed: int, copies: int, outlets: int = 500, *, witnesses: bool = False) -> int:
    """By how many the independent origins of a claim rise under near-copies of one report.

    Args:
        witnesses: each copy names a made-up witness of its own where the original names another.
    """
    draw = random.Random(seed)
    stream = make_stream(seed, 200)
    first = next(iter(accounts_of(stream.readings)))
    text = stream.readings[0].document.text
    near = []
    for number in range(copies):
        copy = edited(draw, text, 0.05)
        said, who = copy.split("\n", 1)[0], f"witness-{number}" if witnesses else None
        near.append(
            replace(
                first,
                id=f"{first.id}-{number:06}",
                report=f"flood-{number}",
                source=f"account-{draw.randrange(outlets)}",
                origin=who,
                named=(who,) if who else (),
                voices=(Voice(name=who, actor=None),) if who else (),
                text=shingles(copy),
                said=shingles(said),
                bag=bag(said),
            )
        )
    sources = frozenset(one.source for one in near if one.source)
    before, after = lineage([first], sources), lineage([first, *near], sources)
    return after.independent - before.independent


def main() -> None:
    """Draw seeds, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one stream instead of three")
    parser.add_argument("--json", action="store_true", help="print the figures alone")
    parser.add_argument("--seed", type=int, help="measure this stream alone, to look into it")
    options = parser.parse_args()
    seeds = [options.seed] if options.seed is not None else _drawn(1 if options.quick else 3)
    rows = {seed: measured(seed, 5_000) for seed in seeds}
    if not options.json:
        for seed, row in rows.items():
            print(f"== seed {seed}: {row}")
    worst = _worst(list(rows.values()))
    copies = 1_000 if options.quick else 10_000
    rise = max(flood(seeds[0], copies), flood(seeds[0], copies, witnesses=True))
    met = {
        "error_ratio": worst["error_ratio"] <= GOALS["error_ratio"],
        "origins_exact": worst["origins_exact"] >= GOALS["origins_exact"],
        "circles_found": worst["circles_found"] >= GOALS["circles_found"],
        "false_flags": worst["false_flags"] <= GOALS["false_flags"],
        "flood": rise <= 1,
    }
    told: dict[str, Any] = {
        "subject": "fusion",
        "reports": 5_000,
        "seeds": seeds,
        "peer": f"splink {splink.__version__}",
        **worst,
        "flood_rise": rise,
        "goals": {**GOALS, "flood": 1},
        "met": met,
    }
    print(json.dumps(told))


def _drawn(number: int) -> list[int]:
    return [secrets.randbelow(10**9) for _ in range(number)]


def _worst(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The least favourable figure of each kind."""
    low = {"error_ratio", "false_flags"}
    return {key: (max if key in low else min)(row[key] for row in rows) for key in rows[0]}


if __name__ == "__main__":
    main()
