"""Cosignatures of several copies of a checkpoint come together, and nothing else does."""

from __future__ import annotations

import pytest

from ledger_world import POLICY, WITNESSES, made_log
from trucewatch.ledger.gathering import gathered
from trucewatch.ledger.note import Note, parse_note
from trucewatch.ledger.refusals import Malformed

KEYS = (*POLICY.logs, *POLICY.witnesses.values())


def copy(*words: str) -> Note:
    """The same checkpoint, cosigned by these."""
    return parse_note(made_log(5).sign(words).note)


def names(note: Note) -> list[str]:
    """Whose lines a note has, in order."""
    return [line.name for line in note.lines[1:]]


def test_lines_that_are_lacking_are_taken_over() -> None:
    """Behind those that are there."""
    whole = gathered(copy("facilitator"), copy("delegation-a", "delegation-b"), KEYS)
    order = ("facilitator", "delegation-a", "delegation-b")
    assert names(whole) == [WITNESSES[word].name for word in order]


def test_the_first_line_of_a_witness_stays() -> None:
    """A second one says nothing new."""
    kept = copy("delegation-a")
    later = parse_note(made_log(5).sign(["delegation-a"], late=60).note)
    assert gathered(kept, later, KEYS) == kept


def test_lines_of_strangers_are_not_taken_over() -> None:
    """Anybody could fill the 64 lines."""
    kept = copy("facilitator")
    keys = [WITNESSES["facilitator"].key]
    assert gathered(kept, copy("delegation-a"), keys) == kept


def test_two_checkpoints_have_nothing_in_common() -> None:
    """A line under one says nothing about the other."""
    with pytest.raises(Malformed, match="two different checkpoints"):
        gathered(copy("facilitator"), parse_note(made_log(6).note), KEYS)
