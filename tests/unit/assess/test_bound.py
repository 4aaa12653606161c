"""What bound whom there and then, clause by clause."""

from __future__ import annotations

from truce_world import REGISTRY, FakePlaces, clause, instant, moment, truce
from trucewatch.assess.bound import bound
from trucewatch.domain.bound import TermsStatus
from trucewatch.domain.moment import Window


def test_a_duty_before_the_start_is_told_while_the_terms_are_pending() -> None:
    """Whoever asks on the eve learns what is already due, and nothing else."""
    early = Window(starts=(moment(instant(26, month=2)),), ends=(moment(instant(1)),))
    terms = truce(clauses=(clause("always"), clause("early", window=early)))
    [found] = bound(instant(28, month=2), "t:ford", [terms], registry=REGISTRY, places=FakePlaces())
    assert found.status is TermsStatus.PENDING
    assert [one.clause for one in found.clauses] == ["early"]
