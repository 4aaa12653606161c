"""What a delegation alone sees, in one place: all of its own, nothing of anybody else."""

from __future__ import annotations

import json

import pytest

from access_world import people
from position_world import CASE, CONFIRMS, HEADS, OFFICERS, REJECTS, filed, open_case
from session_world import called, shown_case
from trucewatch.domain.access import Person, Side
from trucewatch.domain.wire import to_wire
from trucewatch.ledger.statement_note import commitment
from trucewatch.service.centre import Centre
from trucewatch.service.notes import write
from trucewatch.service.refusals import Denied
from trucewatch.service.review.own_papers import own_papers
from trucewatch.service.review.position_drafts import comment, draft
from trucewatch.service.review.rounds import round_for
from trucewatch.service.review.side_channel import speak
from trucewatch.service.review.standing import leave

A, B = Side.A, Side.B


@pytest.fixture
def written(centre: Centre) -> Centre:
    """Each side wrote a draft, a remark, a note and a line to itself; A has filed."""
    round_ = open_case(centre)
    for side, said in ((A, REJECTS), (B, CONFIRMS)):
        draft(centre, OFFICERS[side], round_, said, follows=0)
        comment(centre, HEADS[side], round_, f"remark of {side.value}", version=1)
        write(OFFICERS[side], CASE, f"note of {side.value}", centre.clock())
    filed(centre, A, REJECTS)
    shown_case(centre, "case-2")
    session = called(centre)
    for side in (A, B):
        speak(centre, OFFICERS[side], session, f"line of {side.value}", key="k")
    return centre


def words(centre: Centre, person: Person) -> str:
    """All that the papers of somebody say."""
    return json.dumps(to_wire(own_papers(centre, person)), ensure_ascii=False)


@pytest.mark.parametrize("side", [A, B])
def test_all_of_ones_own_and_nothing_of_the_other(written: Centre, side: Side) -> None:
    """Drafts, remarks, notes and talks."""
    other = B if side is A else A
    told = words(written, HEADS[side])
    for what in ("remark", "note", "line"):
        assert f"{what} of {side.value}" in told
        assert f"{what} of {other.value}" not in told
    [round_, *_] = own_papers(written, HEADS[side]).rounds
    assert [one.said for one in round_.drafts] == [REJECTS if side is A else CONFIRMS]


def test_a_text_that_was_filed_comes_with_what_proves_it(written: Centre) -> None:
    """The salt opens the commitment that is on record."""
    [found, *_] = own_papers(written, HEADS[A]).rounds
    assert found.filed is not None
    salt = bytes.fromhex(found.filed.salt)
    recorded = round_for(HEADS[A], CASE).newest(A)
    assert recorded is not None
    assert commitment(found.filed.said.value, salt) in recorded.position.note


def test_who_left_takes_them_too(written: Centre) -> None:
    """They are what a side needs most once it has left the room."""
    leave(written, HEADS[B], "our convoy was struck", key="leave")
    assert "remark of b" in words(written, HEADS[B])


def test_nobody_else_has_any(written: Centre) -> None:
    """Asked as everybody there is, and as an officer whose sitting stood open."""
    for person in (*people(), OFFICERS[A]):
        if person.side is Side.NEUTRAL or not person.stepped_up:
            with pytest.raises(Denied):
                own_papers(written, person)
