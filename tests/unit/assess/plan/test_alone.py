"""Tables are assessed without numba too, with the same answers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from truce_world import (
    REGISTRY,
    FakePlaces,
    at,
    clause,
    during,
    instant,
    shelling,
    truce,
    who,
    zone,
)
from trucewatch.assess.case import Ground
from trucewatch.assess.plan import compile as compile_
from trucewatch.assess.plan import engine, grid, tables
from trucewatch.assess.plan.alone import Alone, pairs_of
from trucewatch.assess.plan.compile import Plan
from trucewatch.assess.plan.engine import Assessor
from trucewatch.assess.plan.incidents import table_of
from trucewatch.domain.errors import Refusal

ROWS = (
    shelling(),
    shelling(initiators=(who("wolves"),)),
    shelling(initiators=(who("north"), who("south"))),
    shelling(places=(at("t:island"),)),
    shelling(time=during(instant(1, month=1), instant(2, month=1))),
    shelling(time=None, places=()),
)
WITHOUT = """
import sys
sys.modules["numba"] = None
import trucewatch as tw
import trucewatch.pipeline.many, trucewatch.cli.assess_table
tw.assess
from trucewatch.domain.errors import Refusal
try:
    import trucewatch.assess.plan.engine
except Refusal as err:
    print(err)
"""


def test_both_ways_agree() -> None:
    """Machine code and one by one."""
    terms, table = (truce(),), table_of(ROWS)
    alone = Alone(pairs_of(terms), table, Ground(REGISTRY, FakePlaces()))
    fast = Assessor(Plan(terms, registry=REGISTRY, places=FakePlaces()), table)
    one, other = next(alone.blocks()), next(fast.blocks())
    assert (one.reasons == other.reasons).all()
    assert (one.results == other.results).all()


def test_a_row_is_explained_as_it_was_decided() -> None:
    """The last step to the reason is that of the block."""
    table = table_of(ROWS)
    fast = Assessor(Plan((truce(),), registry=REGISTRY, places=FakePlaces()), table)
    block = fast.block(0, len(ROWS))
    for row in range(len(ROWS)):
        told = [finding.reason for finding in fast.explained(row)]
        assert told == [block.reason(row, pair) for pair in range(2)]


def test_only_the_machine_code_needs_numba() -> None:
    """Everything else loads without it, and the refusal names the extra."""
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, check=False, text=True
    )
    assert run.returncode == 0, run.stderr
    assert "pip install 'trucewatch[scale]'" in run.stdout


def test_the_room_for_questions_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pass that looks few rows ahead, and has to answer after every few, finds the same."""
    plan, table = Plan((truce(),), registry=REGISTRY, places=FakePlaces()), table_of(ROWS * 5)
    whole = Assessor(plan, table).block(0, len(table))
    monkeypatch.setattr(engine, "QUESTIONS", 1)
    monkeypatch.setattr(tables, "AHEAD", 2)
    monkeypatch.setattr(tables, "LISTED", 1)
    parts = Assessor(plan, table).block(0, len(table))
    assert parts.reasons.tolist() == whole.reasons.tolist()
    assert parts.settled == whole.settled


@pytest.mark.parametrize("rows", [1, 4, 100])
def test_the_size_of_a_block_changes_nothing(rows: int) -> None:
    """Blocks laid end to end are the table."""
    fast = Assessor(Plan((truce(),), registry=REGISTRY, places=FakePlaces()), table_of(ROWS))
    found = [line.tolist() for block in fast.blocks(rows) for line in block.reasons]
    assert found == fast.block(0, len(ROWS)).reasons.tolist()


def test_an_agreement_of_too_many_clauses_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clause without a place of its own in a rank would speak for another."""
    monkeypatch.setattr(compile_, "MOST_CLAUSES", 2)
    fits = tuple(clause(f"fire-{number}") for number in range(2))
    Plan([truce(clauses=fits)], registry=REGISTRY, places=FakePlaces())
    with pytest.raises(Refusal, match="truce: 3 clauses; tables take at most 2"):
        Plan([truce(clauses=(*fits, clause("fire")))], registry=REGISTRY, places=FakePlaces())


def test_more_areas_than_entries_tell_apart_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An area without a number of its own would be taken for another."""
    monkeypatch.setattr(grid, "MOST_AREAS", 1)
    Plan([truce()], registry=REGISTRY, places=FakePlaces())
    with pytest.raises(Refusal, match="agreements: 2 areas; tables take at most 1"):
        Plan([truce(zones=(zone("t:land", "t:north"),))], registry=REGISTRY, places=FakePlaces())


def test_more_lines_than_a_cell_tells_apart_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The land and the north end on the same line in the north."""
    monkeypatch.setattr(grid, "MOST_LINES", 1)
    Plan([truce()], registry=REGISTRY, places=FakePlaces())
    with pytest.raises(Refusal, match="2 areas with a line in one cell; tables take at most 1"):
        Plan([truce(zones=(zone("t:land", "t:north"),))], registry=REGISTRY, places=FakePlaces())
