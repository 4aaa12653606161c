"""One stream fused in a process of its own, so that its memory is its own."""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from stream_vague import MadePlaces, Vagueness, readings

from trucewatch.domain.reading import Reading
from trucewatch.fusion.account import accounts_of
from trucewatch.fusion.lineage import lineage
from trucewatch.fusion.shingles import shingles
from trucewatch.fusion.standing import Standing
from trucewatch.pipeline.fuse import fuse

A_REPORT = 8
"""Statements of an arriving report, as a dense report of 500 words has them."""
ARRIVALS = 60


def main() -> None:
    """Measure what the first argument asks for, print one JSON object."""
    asked = json.loads(sys.argv[1])
    vague = Vagueness(**asked["vague"])
    stream, places = readings(asked["seed"], asked["statements"], asked["days"], vague)
    told = full_run(stream, places)
    if asked["arrivals"]:
        told |= arriving(stream, places, asked["seed"])
        told["flood_seconds"] = flood(stream[0], 10_000)
    print(json.dumps(told))


def full_run(stream: Sequence[Reading], places: MadePlaces) -> dict[str, Any]:
    """Readings to incidents with all their reasons."""
    began = time.process_time()
    made = fuse(stream, places=places)
    return {
        "statements": sum(len(one.statements) for one in stream),
        "seconds": round(time.process_time() - began, 2),
        "incidents": len(made.incidents),
        "near_misses": len(made.near_misses),
        "peak_mb": peak_mb(),
    }


def peak_mb() -> int:
    """Megabytes that this process held at most, its input included."""
    # Not what getrusage tells, which counts what the parent held before this process began.
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1000)


def arriving(stream: Sequence[Reading], places: MadePlaces, seed: int) -> dict[str, Any]:
    """Seconds of reports drawn out of the stream that come to all the others, one by one.

    Each takes in its statements, groups anew what they touch, and draws the lineage of every
    incident that changed.
    """
    draw = random.Random(seed)
    drawn = set(draw.sample(range(len(stream)), min(ARRIVALS * A_REPORT, len(stream) // 2)))
    late = [one for at, one in enumerate(stream) if at in drawn]
    standing = Standing(places)
    standing.add(accounts_of(one for at, one in enumerate(stream) if at not in drawn))
    # What stands for good is no longer searched for garbage, as in any server that loads it once.
    gc.collect()
    gc.freeze()
    outlets = frozenset(one.document.source for one in stream if one.document.source)
    seconds = []
    for at in range(0, len(late), A_REPORT):
        began = time.process_time()
        change = standing.add(accounts_of(late[at : at + A_REPORT]))
        for members in change.made:
            lineage([standing.accounts[one] for one in members], outlets)
        seconds.append(time.process_time() - began)
    seconds.sort()
    return {
        "arrival_mean": round(sum(seconds) / len(seconds), 4),
        "arrival_p95": round(seconds[int(0.95 * len(seconds))], 4),
        "arrival_worst": round(seconds[-1], 4),
    }


def flood(first: Reading, copies: int) -> float:
    """Seconds to group near-copies of one report that names no place and no time.

    They cannot be taken for the very same, for each has words of its own.
    """
    draw = random.Random(1)
    [account] = accounts_of([first])
    near = [
        replace(
            account,
            id=f"{number:016}",
            report=f"flood-{number}",
            place=None,
            point=None,
            start=None,
            end=None,
            text=_edited(draw, first.document.text),
            said=_edited(draw, first.statements[0].words),
        )
        for number in range(copies)
    ]
    standing = Standing(MadePlaces({}))
    began = time.process_time()
    standing.add(near)
    return round(time.process_time() - began, 2)


def _edited(draw: random.Random, text: str) -> frozenset[int]:
    """A text of which one word in twenty was changed."""
    return shingles(
        " ".join(f"x{draw.random()}" if draw.random() < 0.05 else word for word in text.split())
    )
