"""Each reading is judged by what it sees."""

from __future__ import annotations

import pytest

from truce_world import REGISTRY, FakePlaces, clause, during, instant, moment, shelling, truce, who
from trucewatch.assess.case import Ground
from trucewatch.assess.plan.alone import Alone, pairs_of
from trucewatch.assess.plan.compile import Plan
from trucewatch.assess.plan.engine import Assessor
from trucewatch.assess.plan.incidents import table_of
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import Modality
from trucewatch.domain.incident import Claim, ClaimKind, Incident
from trucewatch.domain.moment import Window

TWO_STARTS = Window(starts=(moment(instant(1), "east"), moment(instant(9), "west")))
EASTERN = clause("b", modality=Modality.EXCUSE, asserted_by=("east",))
CLAIMED = (Claim(ClaimKind.SELF_DEFENCE, "north"),)
TWO_DAYS = during(instant(8), instant(10))


@pytest.mark.parametrize(
    ("terms", "row"),
    [
        (truce(), shelling(initiators=(who("front"),))),
        (truce(window=TWO_STARTS), shelling(time=TWO_DAYS)),
        (truce(clauses=(clause("a"), EASTERN)), shelling(claims=CLAIMED)),
    ],
    ids=["roles", "force", "excuse"],
)
def test_readings_that_differ_keep_their_own_reasons(terms: Agreement, row: Incident) -> None:
    """Whom a side lists, from when it counts the terms and what it excuses is its own affair."""
    table = table_of([row])
    fast = Assessor(Plan([terms], registry=REGISTRY, places=FakePlaces()), table).block(0, 1)
    slow = Alone(pairs_of([terms]), table, Ground(REGISTRY, FakePlaces())).block(0, 1)
    first, second = slow.reasons[0].tolist()
    assert first != second
    assert fast.reasons[0].tolist() == [first, second]
