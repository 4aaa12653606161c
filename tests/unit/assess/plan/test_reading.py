"""How machine code reads the long rows of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from trucewatch.assess.plan.layout import laid
from trucewatch.assess.plan.native import borrowing, fetching
from trucewatch.assess.plan.reading import of

fetch, claim = fetching(), fetching(to_write=True)


@borrowing
def doubled(numbers: Any, made: Any) -> None:
    """Double every number, with the last ones fetched and claimed before their turn."""
    last = len(numbers) - 1
    for place in range(len(numbers)):
        fetch(numbers, min(place + 8, last))
        claim(made, min(place + 8, last))
        made[place] = 2 * numbers[place]


@pytest.mark.parametrize(("table", "row", "number"), [(0, 0, 7), (0, 1, 8), (1, 0, 9)])
def test_a_row_of_a_table_is_counted_from_its_head(table: int, row: int, number: int) -> None:
    """Tables stand end to end; each is read by its own rows."""
    numbers = laid({0: np.array([7, 8]), 1: np.array([9])}, 2)
    assert of(numbers, table, row) == number


def test_fetching_ahead_changes_nothing() -> None:
    """What is fetched or claimed is read and written as it would have been without."""
    numbers, made = np.arange(100), np.full(100, 7)
    doubled(numbers, made)
    assert made.tolist() == (2 * numbers).tolist()
