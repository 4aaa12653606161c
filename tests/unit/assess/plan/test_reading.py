"""How machine code reads the long rows of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from trucewatch.assess.plan.arrays import LINE_BYTES, in_lines
from trucewatch.assess.plan.layout import laid
from trucewatch.assess.plan.native import borrowing, fetching, passing_by
from trucewatch.assess.plan.reading import of

fetch, pass_by = fetching(), passing_by()


@borrowing
def doubled(numbers: Any, made: Any) -> None:
    """Double every number, each fetched before its turn."""
    last = len(numbers) - 1
    for place in range(len(numbers)):
        fetch(numbers, min(place + 8, last))
        made[place] = 2 * numbers[place]


@borrowing
def copied(source: Any, target: Any) -> None:
    """Copy whole lines, past the caches."""
    for place in range(0, len(source), LINE_BYTES):
        pass_by(source, target, place)


@pytest.mark.parametrize(("table", "row", "number"), [(0, 0, 7), (0, 1, 8), (1, 0, 9)])
def test_a_row_of_a_table_is_counted_from_its_head(table: int, row: int, number: int) -> None:
    """Tables stand end to end; each is read by its own rows."""
    numbers = laid({0: np.array([7, 8]), 1: np.array([9])}, 2)
    assert of(numbers, table, row) == number


def test_fetching_ahead_changes_nothing() -> None:
    """What is fetched is read as it would have been without."""
    numbers, made = np.arange(100), np.full(100, 7)
    doubled(numbers, made)
    assert made.tolist() == (2 * numbers).tolist()


@pytest.mark.parametrize("columns", [1, 63, 64, 65, 2000])
def test_lines_that_pass_by_the_caches_arrive_whole(columns: int) -> None:
    """Row by row, and each row alone."""
    source, target = in_lines(3, columns), in_lines(3, columns)
    source[:] = np.arange(source.size, dtype=np.uint64).reshape(source.shape) % 251
    target[:] = 0
    copied(source[1], target[1])
    assert (target[1] == source[1]).all()
    assert not target[[0, 2]].any()
