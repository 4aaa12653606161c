"""Cases worked by hand: what the terms come to is told step by step, and a person has read it."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from worked_cases import as_text, read_case

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_case_comes_to_what_was_reviewed(path: Path) -> None:
    """Any difference is shown, and is either a fault or a change to be reviewed."""
    reviewed_at, made = HERE / "expected" / "cases" / f"{path.stem}.txt", as_text(read_case(path))
    if os.environ.get("TRUCEWATCH_GOLDEN") == "write":
        reviewed_at.write_bytes(made.encode())
    reviewed = reviewed_at.read_bytes().decode()
    changes = difflib.unified_diff(reviewed.splitlines(), made.splitlines(), "reviewed", "made")
    assert made == reviewed, "\n".join(changes)


def test_every_reviewed_text_has_its_case() -> None:
    """A text whose case is gone would be reviewed by nobody."""
    reviewed = {path.stem for path in (HERE / "expected" / "cases").glob("*.txt")}
    assert reviewed == {path.stem for path in CASES}
