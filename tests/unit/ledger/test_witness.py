"""What a witness asks of a head before it cosigns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from ledger_world import LOG, POLICY, START, WITNESSES, MadeLog, fork_of, made_log
from trucewatch.ledger.checkpoint import Checkpoint, parse_checkpoint
from trucewatch.ledger.cosignature import cosign
from trucewatch.ledger.fork import parse_evidence
from trucewatch.ledger.gathering import gathered
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.policy import Checked, Policy
from trucewatch.ledger.refusals import DataMissing, Forked, Malformed, TimeDisorder
from trucewatch.ledger.standing import LOGGED, standings
from trucewatch.ledger.witness import ForkFound, Head, require_one_history, require_time

WHOLE, LONG = made_log(40), made_log(100)
LOG_ALONE = Policy.parse(f"log {LOG.key}\nquorum none\n".encode())
"""Whoever has the log's key can check evidence; no witness is asked."""


def head(log: MadeLog) -> Head:
    """The newest head of a log, with its nodes."""
    return Head(parse_checkpoint(parse_note(log.note).text), log.note, log.tree.node)


def cut(log: MadeLog, size: int) -> MadeLog:
    """The log as it was at a size."""
    return MadeLog().add(log.data[:size]).sign(by=())


def test_no_two_heads_of_one_log_are_called_a_fork() -> None:
    """10,201 pairs of sizes, in either order; not one false alarm."""
    heads = [head(cut(LONG, size)) for size in range(101)]
    for ours, theirs in product(heads, heads):
        require_one_history(ours, theirs)


def test_every_two_heads_of_two_histories_are_a_fork_with_evidence() -> None:
    """All 2,870 forks of up to 20 entries: where they part, and at which sizes they were signed."""
    proved = 0
    for at in range(20):
        honest = [head(cut(LONG, size)) for size in range(at + 1, 21)]
        others = [head(fork_of(LONG, at, size)) for size in range(at + 1, 21)]
        for ours, theirs in product(honest, others):
            with pytest.raises(ForkFound) as found:
                require_one_history(ours, theirs)
            with pytest.raises(Forked):
                parse_evidence(bytes(found.value.evidence)).verify(LOG_ALONE)
            proved += 1
    assert proved == 2_870


def test_tiles_of_another_tree_prove_nothing() -> None:
    """A source with wrong tiles lacks data; it has not forked."""
    small, large = cut(WHOLE, 5), head(cut(WHOLE, 40))
    other = fork_of(WHOLE, 2, 40)
    with pytest.raises(DataMissing):
        require_one_history(head(small), Head(large.checkpoint, large.note, other.tree.node))


def test_heads_of_two_logs_are_not_compared() -> None:
    """Two centres may hold whatever they like."""
    other = MadeLog(origin="trucewatch/seaside/ledger-1").add(WHOLE.data[:5])
    there = Checkpoint(other.origin, 5, other.tree.root())
    theirs = Head(there, b"", other.tree.node)
    with pytest.raises(Malformed, match="two logs"):
        require_one_history(head(cut(WHOLE, 5)), theirs)


@pytest.mark.parametrize(("newest", "ahead"), [(1_120, False), (1_121, True)])
def test_a_log_ahead_by_over_two_minutes_is_alarmed(newest: int, *, ahead: bool) -> None:
    """Two minutes are borne; one second more is not."""
    alarmed = False
    try:
        require_time(1_000, newest, {})
    except TimeDisorder:
        alarmed = True
    assert alarmed == ahead


def test_an_old_entry_is_no_alarm() -> None:
    """A log that rests is not out of time."""
    require_time(1_000_000, 0, {"delegation-b": 5})


def test_gathering_keeps_the_first_line_of_each_witness() -> None:
    """And takes none of a key that the policy does not name."""
    log = cut(WHOLE, 5)
    alone = parse_note(log.sign(by=("delegation-a",), late=5).note)
    later = parse_note(log.sign(by=("delegation-a", "facilitator"), late=50).note)
    keys = (*POLICY.logs, *POLICY.witnesses.values())
    checked = POLICY.check(bytes(gathered(alone, later, keys)))
    first = POLICY.check(bytes(alone)).cosigned["delegation-a"]
    assert (checked.cosigned["delegation-a"], set(checked.cosigned)) == (
        first,
        {"delegation-a", "facilitator"},
    )


def test_a_group_has_witnessed_when_the_last_that_it_needs_has() -> None:
    """Joint is as late as the slowest side."""
    log = cut(WHOLE, 5)
    note = log.sign(by=("delegation-a", "facilitator"), late=5).note
    note = cosign(note, WITNESSES["delegation-b"], START + 500)
    found = standings([POLICY.check(note)], POLICY)
    assert (found["joint"].at, found["delegation-a"].at) == (START + 500, START + 9)


def test_whom_nobody_heard_of_stands_at_none() -> None:
    """No checkpoint is not one of size zero."""
    alone = POLICY.check(cut(WHOLE, 5).sign(by=()).note)
    found = standings([alone], POLICY)
    assert (found[LOGGED].size, found["joint"].size) == (5, None)


def test_checkpoints_are_read_no_further_than_needed() -> None:
    """A log keeps one every ten seconds for years."""

    def endless() -> Iterator[Checked]:
        yield POLICY.check(cut(WHOLE, 5).sign().note)
        raise AssertionError

    assert standings(endless(), POLICY)["joint"].size == 5
