"""The exercises that ship, each played from beginning to end by people in a program of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from trucewatch.data.exercise_files import packaged_names, script_text

ROOT = Path(__file__).resolve().parent.parent.parent
SWAPS = (
    ("kestria", "orvenia"),
    ("Kestria", "Orvenia"),
    ("Кестри", "Орвени"),
    ("кестри", "орвени"),
    ("كستري", "أورفيني"),
    ("side: a\n", "side: b\n"),
)
"""Names of the two sides in every language, and the delegation that answers for each."""


@cache
def played(script: str, *how: str) -> dict[str, Any]:
    """The debrief of a play, told by the program."""
    with TemporaryDirectory() as folder:
        name = script
        if how:
            name = f"{folder}/swapped.yaml"
            Path(name).write_text(swapped(script_text(script)), "utf-8")
        command = [sys.executable, str(ROOT / "tests/exercise_play.py"), name, folder, *how]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def swapped(text: str) -> str:
    """The text with the sides' names in each other's place."""
    for one, other in SWAPS:
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return text


@pytest.mark.parametrize("script", packaged_names())
def test_whoever_does_what_is_expected_meets_every_mark(script: str) -> None:
    """From the first inject to the debrief, through the verbs of the centre alone."""
    told = played(script)
    missed = [one for one in told["lines"] if one["verdict"] != "met"]
    assert missed == []
    assert told["origin"] == "trucewatch/training/exercise-1"


def test_a_delegation_reads_the_same_debrief() -> None:
    """After the end, nobody knows more than another."""
    assert played("disputed-convoy-strike")["same_for_a_delegation"] is True


def test_swapping_the_sides_swaps_the_names_in_the_debrief_and_no_more() -> None:
    """Expectations, verdicts, reasons and minutes stay; who is named is the other."""
    plain = played("disputed-convoy-strike")["lines"]
    other = played("disputed-convoy-strike", "swapped")["lines"]
    sides = {"a": "b", "b": "a"}
    expected = [
        {
            **one,
            "says": swapped(one["says"]),
            "side": sides.get(one["side"], one["side"]),
            "by": f"{sides[one['by'][0]]}{one['by'][1:]}" if one["side"] in sides else one["by"],
        }
        for one in plain
    ]
    assert other == expected
