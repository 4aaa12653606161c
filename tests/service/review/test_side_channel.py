"""The side-channel of a delegation, and what a room's one reader finds."""

from __future__ import annotations

import pytest

from position_world import FACILITATOR, HEADS, OFFICERS
from session_world import A, B, called, opened, shown_case
from trucewatch.domain.access import Person, Role
from trucewatch.domain.errors import InvalidValue
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.review import sessions
from trucewatch.service.review.live import happened, messages
from trucewatch.service.review.side_channel import heard, speak
from trucewatch.storage.models import Entry


def test_a_side_hears_itself_alone(centre: Centre) -> None:
    """Neither the other side nor the facilitator hears it."""
    shown_case(centre)
    id_ = called(centre)
    speak(centre, OFFICERS[A], id_, "Do not accept line 2.", key="k")
    assert [one.text for one in heard(HEADS[A], id_)] == ["Do not accept line 2."]
    for other in (OFFICERS[B], FACILITATOR, Person("p", Role.DUTY_OFFICER)):
        assert heard(other, id_) == []


def test_the_reader_of_one_side_finds_nothing_of_the_other(centre: Centre) -> None:
    """Each side is asked for by itself, and the database shows no more."""
    shown_case(centre)
    id_ = called(centre)
    speak(centre, OFFICERS[A], id_, "Ours.", key="k")
    assert len(messages(A, id_)) == 1
    assert messages(B, id_) == []


def test_numbers_of_one_side_do_not_tell_of_the_other(centre: Centre) -> None:
    """Each side counts its own."""
    shown_case(centre)
    id_ = called(centre)
    for n in range(3):
        speak(centre, OFFICERS[A], id_, "Ours.", key=f"a{n}")
    assert speak(centre, OFFICERS[B], id_, "Theirs.", key="b").n == 1


def test_what_is_said_leaves_no_entry(centre: Centre) -> None:
    """It is not in the ledger, by its text or by its time."""
    shown_case(centre)
    id_ = called(centre)
    before = Entry.objects.count()
    speak(centre, OFFICERS[A], id_, "Ours.", key="k")
    assert Entry.objects.count() == before


def test_a_message_sent_twice_is_there_once(centre: Centre) -> None:
    """As a bad line may send it."""
    shown_case(centre)
    id_ = called(centre)
    numbers = {speak(centre, OFFICERS[A], id_, "Ours.", key="k").n for _ in range(3)}
    assert numbers == {1}


@pytest.mark.parametrize("text", [" ", "x" * 2001])
def test_a_message_says_something_short(centre: Centre, text: str) -> None:
    """Neither nothing nor a paper."""
    shown_case(centre)
    with pytest.raises(InvalidValue):
        speak(centre, OFFICERS[A], called(centre), text, key="k")


def test_the_facilitator_has_no_side_channel(centre: Centre) -> None:
    """Nor does anybody else who is of no delegation."""
    shown_case(centre)
    with pytest.raises(Denied):
        speak(centre, FACILITATOR, called(centre), "Mine.", key="k")


def test_a_room_is_told_in_the_order_of_the_record(centre: Centre) -> None:
    """From any place on, without a gap and without a repetition."""
    id_ = opened(centre)
    everything = happened([id_])
    assert [one.verb for one in everything][:1] == ["session.call"]
    assert [one.seq for one in everything] == sorted({one.seq for one in everything})
    for at, one in enumerate(everything):
        assert happened([id_], one.seq) == everything[at + 1 :]


def test_rooms_are_told_apart(centre: Centre) -> None:
    """What happens in one is not told in another."""
    first = opened(centre)
    second = called(centre, "another")
    sessions.join(centre, FACILITATOR, second)
    assert {one.session for one in happened([second])} == {second}
    assert {one.session for one in happened([first, second])} == {first, second}
