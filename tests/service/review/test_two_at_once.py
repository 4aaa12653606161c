"""Two decide at the same moment: in every order of their steps it ends in a lawful state.

`TRUCEWATCH_ORDERS=all` counts any question and any commit as two that notice each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from interleaving import Table, Two, orders
from lawful_record import assert_lawful
from position_world import Clock
from trucewatch.service.centre import Centre
from trucewatch.storage.checking import faults
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry
from two_decisions import PAIRS, Ground
from interleaving import Scribe

FEWEST = 3
"""Orders that any two decisions have at least, which touch one document."""


@pytest.fixture
def scribe(home: Home) -> Iterator[Scribe]:
    """A recorder that stops where a test wants it to."""
    made = Scribe(home)
    yield made
    made.let_go()


@pytest.fixture
def ground(home: Home, scribe: Scribe) -> Ground:
    """A centre with rules, keys and an incident, before every deadline."""
    made = Ground(Centre(home, scribe.hand_in, Clock()))
    made.prepare()
    return made


@pytest.mark.parametrize("pair", PAIRS, ids=lambda one: one.__name__)
def test_every_order_ends_in_a_lawful_state(
    ground: Ground, scribe: Scribe, pair: Callable[[Ground], Two]
) -> None:
    """One holds, the other is refused or looks again; and the tables are what the ledger makes."""
    table, count, seen = Table(ground.centre, scribe), 0, Entry.objects.count()
    for two, first, second in orders(table, lambda: pair(ground)):
        two.lawful(first, second)
        count += 1
    table.close()
    assert_lawful(seen)
    assert count >= FEWEST
    print(f"{pair.__name__}: {count} orders")
    assert list(faults(ground.centre.home)) == []
