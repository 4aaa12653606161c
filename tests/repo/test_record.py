"""Changes, decisions, packages and schemas are written down, and what is written is true."""

from __future__ import annotations

import json
import re

import pytest

from make_schemas import SCHEMAS, written
from repo import source_tree as tree
from trucewatch.cli import COMMANDS

DECISIONS = tree.ROOT / "docs" / "decisions"
PARTS = ("## Context", "## Decision", "## Consequences", "## How we would notice it was wrong")


def test_changes_are_told_in_fragments() -> None:
    """At least one fragment says what the next release brings, and none is empty."""
    fragments = sorted((tree.ROOT / "changes").glob("*.md"))
    assert fragments
    assert all(fragment.read_text("utf-8").strip() for fragment in fragments)


def test_decisions_are_numbered_without_a_gap() -> None:
    """0001 up to the last, each number once."""
    numbers = [int(path.name[:4]) for path in sorted(DECISIONS.glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("part", PARTS)
def test_each_decision_has_all_parts(part: str) -> None:
    """A decision that cannot be noticed to be wrong is a belief."""
    lacking = [p.name for p in DECISIONS.glob("[0-9]*.md") if part not in p.read_text("utf-8")]
    assert lacking == []


def test_architecture_names_each_package() -> None:
    """ARCHITECTURE.md has a line for every package, and names none that is not there."""
    page = (tree.ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = set(re.findall(r"^- `(\w+)/`", page, re.MULTILINE))
    there = {p.parent.name for p in tree.sources() if p.name == "__init__.py"} - {"trucewatch"}
    top = {name for name in there if (tree.PACKAGE / name).is_dir()}
    assert named == top


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_documented(command: str) -> None:
    """The reference names every command of the program."""
    page = (tree.ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    assert f"## trucewatch {command}" in page


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_shipped_schemas_are_those_of_the_nouns(name: str) -> None:
    """`make golden` writes them; a noun that changes without it is caught here."""
    shipped = tree.PACKAGE / "data" / "schema" / name
    assert shipped.read_text("utf-8") == written(SCHEMAS[name])
    assert json.loads(shipped.read_text("utf-8"))["$schema"]
