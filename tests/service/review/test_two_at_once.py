"""Two decide at the same moment: in every order of their steps it ends in a lawful state.

Here the first few orders of each pair are run from both ends; `TRUCEWATCH_ORDERS=every` runs all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

import pytest

from interleaving import Scribe, Table, Two, orders
from lawful_record import assert_lawful
from position_world import Clock
from trucewatch.service.centre import Centre
from trucewatch.storage.checking import faults
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry
from two_decisions import PAIRS, Ground

EVERY = os.environ.get("TRUCEWATCH_ORDERS") == "every"
MOST = None if EVERY else 5
FEWEST = 6
"""Two decisions that touch one thing have at least these: each wholly first, and those between."""


@pytest.fixture
def scribe(home: Home) -> Iterator[Scribe]:
    """A recorder that stops where a test wants it to."""
    made = Scribe(home)
    yield made
    made.let_go()


@pytest.fixture
def table(home: Home, scribe: Scribe) -> Iterator[Table]:
    """Two who decide at a centre that stands before every deadline."""
    made = Table(Centre(home, scribe.hand_in, Clock()), scribe)
    yield made
    made.close()


def turned(two: Two) -> Two:
    """The same two, the other one first."""
    first, second = two.acts
    return replace(two, acts=(second, first), lawful=lambda one, other: two.lawful(other, one))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda one: one.__name__)
def test_every_order_ends_in_a_lawful_state(table: Table, pair: Callable[[Ground], Two]) -> None:
    """One holds, the other is refused or looks again; and the tables are what the ledger makes."""
    ground = Ground(table.centre)
    ground.prepare()
    first, count = Entry.objects.count(), 0
    ways = [lambda: pair(ground)] if EVERY else [lambda: pair(ground), lambda: turned(pair(ground))]
    for begin in ways:
        for two, one, other in islice(orders(table, begin), MOST):
            two.lawful(one, other)
            count += 1
    assert count >= FEWEST
    assert_lawful(first)
    assert list(faults(ground.centre.home)) == []
