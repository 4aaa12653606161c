"""A mirror cosigns one history, whatever it is shown and in whatever order."""

from __future__ import annotations

import tempfile
from functools import cache
from itertools import combinations
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger_world import MadeLog, entry
from mirror_world import Delegation, log_signed_alone
from trucewatch.ledger.checkpoint import parse_checkpoint
from trucewatch.ledger.fork import parse_evidence
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.refusals import Forked

Shown = tuple[str, int]
SIZES = (1, 3, 4, 7, 9)
PARTS = {"a": 9, "b": 4, "c": 7, "d": 0}
"""Histories, and where each parts from history a."""


@cache
def history(name: str) -> MadeLog:
    """All entries of a history."""
    actor = "p-1" if name == "a" else f"p-{name}"
    seqs = range(PARTS[name], SIZES[-1])
    return (
        MadeLog()
        .add(log_signed_alone(9).data[: PARTS[name]])
        .add(entry(seq, actor=actor) for seq in seqs)
    )


@cache
def shown(name: str, size: int) -> MadeLog:
    """A history as it was at a size."""
    return MadeLog().add(history(name).data[:size]).sign(by=())


def of_one_history(first: bytes, second: bytes) -> bool:
    """Whether some history holds both cosigned heads."""
    heads = [parse_checkpoint(parse_note(note).text) for note in (first, second)]
    return any(
        all(history(name).tree.root(head.size) == head.root for head in heads) for name in PARTS
    )


def forks(data: bytes, policy: Policy) -> bool:
    """Whether evidence proves a fork."""
    try:
        parse_evidence(data).verify(policy)
    except Forked:
        return True
    return False


offers = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(SIZES)), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(offers)
def test_no_order_of_heads_gets_two_histories_cosigned(order: list[Shown]) -> None:
    """Each pair of heads that it cosigned lies on one history."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        a = Delegation(root / "a")
        for turn, one in enumerate(order):
            a.turn(shown(*one).write(root / f"shown-{turn}"))
        assert all(of_one_history(*pair) for pair in combinations(a.cosigned(), 2))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(offers)
def test_a_fork_is_claimed_where_there_is_one_and_proved(order: list[Shown]) -> None:
    """Evidence lies there exactly where a head was shown that the mirror's own cannot be with."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        a = Delegation(root / "a")
        codes = [
            a.turn(shown(*one).write(root / f"shown-{turn}")).code for turn, one in enumerate(order)
        ]
        policy = Policy.parse(a.policy.read_bytes())
        heads = [bytes(shown(*one).note) for one in order]
        kept = heads[: codes.index(12) + 1] if 12 in codes else heads
        clash = not all(of_one_history(*pair) for pair in combinations(kept, 2))
        assert (12 in codes) == clash == any(forks(p.read_bytes(), policy) for p in a.evidence())
