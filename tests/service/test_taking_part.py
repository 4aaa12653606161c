"""What is offered to people of a delegation that does not take part is what verbs would do."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from review_world import CHAIR, Hands, with_clock
from trucewatch.data.access_files import packaged_policy
from trucewatch.domain.access import Audience, Person, Resource, Role, Side
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.policy import decide
from trucewatch.service.review.standing import come_back, leave
from trucewatch.service.taking_part import LEFT, apart_of, offered, require_part

HEAD = Person("p-h", Role.DELEGATION_HEAD, Side.B, stepped_up=True)
OFFICER = Person("p-o", Role.DELEGATION_OFFICER, Side.B, stepped_up=True)
THINGS = [
    Resource("thing", audience, owner="p-o", side=side)
    for audience, side in product((Audience.SHARED, Audience.PUBLIC, Audience.B), Side)
]
READS = ("record.see", "incident.list", "register.see", "history.see", "report.see", "case.see")
CHANGES = (
    "request.send", "request.answer", "position.draft", "position.file", "finding.word",
    "finding.answer", "finding.sign", "session.join", "side.speak", "minutes.correct",
    "minutes.sign", "rules.propose", "rules.sign", "case.open", "case.weigh", "case.escalate",
    "comment.write", "report.receive", "statement_key.set", "measure.report", "source.judge",
    "delegation.leave",
)  # fmt: skip


@pytest.fixture
def left(centre: Centre) -> Centre:
    """A centre that delegation B has left."""
    leave(centre, HEAD, "Our convoy was struck.", key="leave")
    return centre


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("action", sorted(packaged_policy().actions))
def test_what_is_offered_is_what_the_verbs_would_do(action: str) -> None:
    """One list decides both, so that no page shows a form which is then refused."""
    for person in (HEAD, OFFICER):
        allows = decide_any(person, action) and not refused(person, action)
        assert offered(person, action, *THINGS).allow == allows


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("action", CHANGES)
def test_nothing_that_changes_the_record_is_offered(action: str) -> None:
    """Whatever the policy allows a head of a delegation that takes part."""
    assert decide_any(HEAD, action)
    assert offered(HEAD, action, *THINGS).reason == LEFT


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("action", [*READS, "case_file.take", "delegation.return", "note.write"])
def test_reading_taking_away_and_coming_back_stay(action: str) -> None:
    """And notes of its own stay its own."""
    assert offered(HEAD, action, *THINGS).allow


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("person", [CHAIR, Person("p-a", Role.DELEGATION_OFFICER, Side.A)])
def test_nothing_changes_for_the_others(person: Person) -> None:
    """Their work goes on."""
    for action in packaged_policy().actions:
        assert offered(person, action, *THINGS).allow == decide_any(person, action)


def test_since_when_is_told_until_it_is_back(centre: Centre) -> None:
    """A second leaving counts from itself; one that is back is not apart."""
    hands = Hands(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))
    at = with_clock(centre, hands)
    assert apart_of(OFFICER) is None
    leave(at, HEAD, "Our convoy was struck.", key="one")
    come_back(at, HEAD, "Assurances were given.", key="two")
    assert apart_of(OFFICER) is None
    leave(at, HEAD, "Again.", key="three")
    found = apart_of(OFFICER)
    assert found is not None
    assert found.stands.reason == "Again."
    assert not found.may_return
    assert (apart_of(HEAD) or found).may_return


def refused(person: Person, action: str) -> bool:
    """Whether a verb refuses it because of the delegation."""
    try:
        require_part(person, action)
    except NotLawful:
        return True
    return False


def decide_any(person: Person, action: str) -> bool:
    """Whether the policy allows it of some thing."""
    return any(decide(person, action, one).allow for one in THINGS)
