"""A delegation that leaves while a session sits is seen to leave, in room and minutes."""

from __future__ import annotations

import pytest

from position_world import FACILITATOR, HEADS
from session_world import A, B, called, opened, shown_case
from trucewatch.service.centre import Centre
from trucewatch.service.review import minutes, sessions
from trucewatch.service.review.live import happened
from trucewatch.service.review.standing import come_back, leave

LEFT, BACK = "Our convoy was struck.", "Assurances were given."


def told(session: str, after: int = -1) -> list[str]:
    """What the room tells of delegations, in order."""
    return [str(one.body["state"]) for one in happened([session], after) if one.kind == "standing"]


def test_the_room_tells_it_in_its_place(centre: Centre) -> None:
    """Between what was before and what came after, once each; also to whoever comes back."""
    session = opened(centre)
    leave(centre, HEADS[B], LEFT, key="leave")
    sessions.adjourn(centre, FACILITATOR, session)
    come_back(centre, HEADS[B], BACK, key="back")
    assert told(session) == ["left", "takes part"]
    found = happened([session])
    assert [one.seq for one in found] == sorted({one.seq for one in found})
    left = next(one for one in found if one.kind == "standing")
    assert told(session, left.seq) == ["takes part"]


def test_what_was_before_the_call_or_after_the_close_is_of_no_room(centre: Centre) -> None:
    """Nor is it of a room that sits no more."""
    shown_case(centre)
    leave(centre, HEADS[A], LEFT, key="leave")
    come_back(centre, HEADS[A], BACK, key="back")
    session = called(centre)
    sessions.close(centre, FACILITATOR, session, language="en")
    leave(centre, HEADS[B], LEFT, key="later")
    assert told(session) == []


@pytest.mark.parametrize(("lang", "words"), [("en", "has left"), ("ru", "вышла"), ("ar", "انسحب")])
def test_the_minutes_say_it_with_its_reason(centre: Centre, lang: str, words: str) -> None:
    """After those who were there, in the language of the minutes."""
    session = opened(centre)
    leave(centre, HEADS[B], LEFT, key="leave")
    sessions.close(centre, FACILITATOR, session, language=lang)
    _, made = minutes.get(session)
    [line] = [one for one in made.lines if LEFT in one]
    assert words in line
    assert made.lines.index(line) == 7
