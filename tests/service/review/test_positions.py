"""Filing: signed by the side's own key, sealed until both are in or the clock ends."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from position_world import (
    CASE,
    CONFIRMS,
    DUE,
    FACILITATOR,
    HEADS,
    NOON,
    OFFICERS,
    REJECTS,
    Clock,
    filed,
    open_case,
    sets_key,
    signed,
    signer_of,
)
from trucewatch.domain.access import PUBLIC, Person, Role, Side
from trucewatch.domain.case import CaseState
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.position import Opened, Said, Stance, Why
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.review.positions import SignedPosition, file, open_own
from trucewatch.service.review.revealing import reveal_all_due, reveal_if_due
from trucewatch.service.review.rounds import Round, round_for
from trucewatch.service.review.statement_keys import NoStatementKey, current, set_key, signed_by
from trucewatch.storage.documents import versions
from trucewatch.storage.position_seal import key_path
from trucewatch.storage.recorder import Acknowledgement
from trucewatch.storage.submission import Submission

A, B = Side.A, Side.B


def shown(round_: Round) -> dict[Side, tuple[Stance, str]]:
    """What the reveal shows of each side."""
    assert round_.reveal is not None
    return {one.side: (one.stance, one.text) for one in round_.reveal.positions}


def test_one_filing_reveals_nothing(hearing: Centre) -> None:
    """That and when it filed is on record; the text is not in it."""
    round_ = filed(hearing, A, REJECTS)
    found = round_.newest(A)
    assert found is not None
    assert (found.position.filed_at, found.position.opened) == (NOON, None)
    assert round_.reveal is None
    assert REJECTS.text not in str(found.version.body)


def test_the_second_filing_reveals_both_at_once(hearing: Centre) -> None:
    """In one entry, whoever was first."""
    filed(hearing, B, CONFIRMS)
    round_ = filed(hearing, A, REJECTS)
    assert shown(round_) == {
        A: (Stance.REJECT, REJECTS.text),
        B: (Stance.CONFIRM, CONFIRMS.text),
    }
    assert round_.reveal is not None
    assert (round_.reveal.why, round_.case.state) == (Why.BOTH_FILED, CaseState.REVEALED)


def test_the_clock_reveals_with_one_side_silent(hearing: Centre, clock: Clock) -> None:
    """Silence is on record as silence."""
    filed(hearing, A, REJECTS)
    clock.now = DUE
    assert reveal_all_due(hearing) == 1
    round_ = round_for(FACILITATOR, CASE)
    assert list(shown(round_)) == [A]
    assert round_.reveal is not None
    assert (round_.reveal.why, round_.reveal.silent) == (Why.DEADLINE, (B,))


def test_before_the_clock_ends_nothing_is_revealed(hearing: Centre, clock: Clock) -> None:
    """Not a second early."""
    filed(hearing, A, REJECTS)
    clock.now = DUE
    clock.pass_(seconds=-1)
    assert reveal_all_due(hearing) == 0
    assert not reveal_if_due(hearing, CASE)


def test_a_reveal_is_one_however_often_it_is_asked_for(hearing: Centre) -> None:
    """The worker and the filing may both come to it."""
    filed(hearing, A, REJECTS)
    filed(hearing, B, CONFIRMS)
    assert reveal_if_due(hearing, CASE)
    assert reveal_if_due(hearing, CASE)
    assert len(versions("reveal", f"{CASE}-r1")) == 1


def test_what_is_filed_again_before_the_reveal_takes_its_place(hearing: Centre) -> None:
    """The earlier text stays sealed for good."""
    filed(hearing, A, REJECTS)
    filed(hearing, A, Said(Stance.CONFIRM, "We looked again."), key="again")
    round_ = filed(hearing, B, CONFIRMS)
    assert shown(round_)[A] == (Stance.CONFIRM, "We looked again.")
    assert [one.position.late for one in round_.filed[A]] == [False, False]


def test_what_comes_after_the_reveal_is_late_and_kept_apart(hearing: Centre, clock: Clock) -> None:
    """Open from the start; the reveal does not change."""
    filed(hearing, A, REJECTS)
    clock.now = DUE
    round_ = filed(hearing, B, CONFIRMS)
    late = round_.newest(B)
    assert late is not None
    assert late.position.late
    assert late.position.sealed is None
    assert late.position.opened is not None
    assert late.position.opened.text == CONFIRMS.text
    assert list(shown(round_)) == [A]


def test_an_amended_position_says_what_it_amends(hearing: Centre) -> None:
    """After the reveal a side may change its mind in the open."""
    filed(hearing, A, REJECTS)
    filed(hearing, B, CONFIRMS)
    round_ = filed(hearing, A, Said(Stance.CONFIRM, "We looked again."), key="amended")
    amended = round_.newest(A)
    assert amended is not None
    assert (amended.position.late, amended.position.amends) == (True, 1)
    assert shown(round_)[A] == (Stance.REJECT, REJECTS.text)


def test_the_same_click_twice_files_once(hearing: Centre) -> None:
    """The second is told that all is well."""
    filed(hearing, A, REJECTS, key="click")
    round_ = filed(hearing, A, REJECTS, key="click")
    assert len(round_.filed[A]) == 1


@pytest.mark.parametrize(
    "person",
    [
        OFFICERS[A],
        FACILITATOR,
        PUBLIC,
        Person("d", Role.DUTY_OFFICER),
        dataclasses.replace(HEADS[A], stepped_up=False),
    ],
)
def test_the_head_alone_files(hearing: Centre, person: Person) -> None:
    """After proving themselves once more."""
    with pytest.raises(Denied):
        file(hearing, person, CASE, signed(A, REJECTS), key="k")


def test_a_note_by_another_key_is_refused(hearing: Centre) -> None:
    """Not even one of the same name."""
    given = signed(A, REJECTS, signer=signer_of(A, "stolen"))
    with pytest.raises(InvalidValue, match="not signed by the key"):
        file(hearing, HEADS[A], CASE, given, key="k")


def test_one_side_cannot_file_the_note_of_the_other(hearing: Centre) -> None:
    """Each is held against the key of the person's own side."""
    with pytest.raises(InvalidValue):
        file(hearing, HEADS[B], CASE, signed(A, REJECTS), key="k")


@pytest.mark.parametrize("how", [{"number": 2}, {"case": "case-2"}])
def test_a_note_of_another_round_or_case_is_refused(hearing: Centre, how: dict[str, Any]) -> None:
    """A signature never moves."""
    note = signed(A, REJECTS, **how)
    with pytest.raises(InvalidValue, match="another case, round or text"):
        file(hearing, HEADS[A], CASE, note, key="k")


def test_a_text_that_was_not_signed_is_refused(hearing: Centre) -> None:
    """The commitment holds stance and words."""
    given = signed(A, REJECTS)
    assert given.opened is not None
    other = Opened(Stance.CONFIRM, given.opened.text, given.opened.salt)
    with pytest.raises(InvalidValue, match="another case, round or text"):
        file(hearing, HEADS[A], CASE, SignedPosition(given.note, other), key="k")


def test_a_key_that_was_replaced_signs_no_more(hearing: Centre) -> None:
    """The head set another one."""
    sets_key(hearing, HEADS[A], signer_of(A, "next"), key="rotation", by=signer_of(A))
    with pytest.raises(InvalidValue):
        filed(hearing, A, REJECTS)
    assert filed(hearing, A, REJECTS, signer=signer_of(A, "next")).newest(A) is not None


def test_a_side_without_a_key_is_told_so(timed: Centre) -> None:
    """With what the head has to do."""
    open_case(timed, positions_due=None)
    assert current("facilitator") is None
    with pytest.raises(NoStatementKey, match="facilitator/statements"):
        signed_by(timed, b"x", "facilitator")


@pytest.mark.parametrize("vkey", ["", "geneva/delegation-a/statements+00000000+AQ==", "x"])
def test_what_is_no_key_of_the_side_is_refused(hearing: Centre, vkey: str) -> None:
    """Nor is the key of the other side."""
    for given in (vkey, str(signer_of(B).key)):
        with pytest.raises(InvalidValue):
            set_key(hearing, HEADS[A], given, key="k")


def test_a_side_opens_its_own_text_and_no_other(hearing: Centre) -> None:
    """The key is at the centre, so the policy decides who it is used for."""
    round_ = filed(hearing, A, REJECTS)
    own = open_own(hearing, OFFICERS[A], round_)
    assert own is not None
    assert own.text == REJECTS.text
    assert open_own(hearing, OFFICERS[B], round_) is None
    with pytest.raises(Denied):
        open_own(hearing, FACILITATOR, round_)


def test_without_the_key_nothing_is_revealed(hearing: Centre, clock: Clock) -> None:
    """The worker says so and tries again; no half of a reveal is recorded."""
    filed(hearing, A, REJECTS)
    kept = key_path(hearing.home).read_bytes()
    key_path(hearing.home).unlink()
    clock.now = DUE
    told: list[str] = []
    assert reveal_all_due(hearing, told.append) == 0
    assert "is not here" in told[0]
    assert round_for(FACILITATOR, CASE).reveal is None
    key_path(hearing.home).write_bytes(kept)
    key_path(hearing.home).chmod(0o600)
    assert reveal_all_due(hearing) == 1


def test_a_case_that_hears_no_positions_refuses_them(timed: Centre) -> None:
    """In words of the page's language."""
    open_case(timed, state=CaseState.ADMISSIBLE, positions_due=None)
    with pytest.raises(NotLawful) as refused:
        filed(timed, A, REJECTS)
    assert refused.value.code == "positions_not_heard"


def test_a_position_in_the_moment_of_the_reveal_is_late(hearing: Centre, clock: Clock) -> None:
    """The clock ends between the look at the round and the entry: it is filed anew, as late."""
    filed(hearing, A, REJECTS)

    def raced(given: Submission) -> Acknowledgement:
        if given.type == "position.recorded" and clock.now < DUE:
            clock.now = DUE
            reveal_if_due(hearing, CASE)
        return hearing.hand_in(given)

    filed(dataclasses.replace(hearing, hand_in=raced), B, CONFIRMS)
    late = round_for(FACILITATOR, CASE).newest(B)
    assert late is not None
    assert late.position.late
    assert late.position.opened is not None
    assert late.position.opened.text == CONFIRMS.text


def test_refusals_are_refusals(hearing: Centre) -> None:
    """Every one of them is a line for a person."""
    with pytest.raises(Refusal):
        file(hearing, HEADS[A], CASE, SignedPosition(signed(A, REJECTS).note), key="k")
