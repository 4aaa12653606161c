"""Claims, presence and actions on many: nobody's work is done twice, nothing unseen is touched."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import replace

import pytest

from triage_world import OFFICER, RAW, status
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.service import arrivals, bulk, incidents, reports, statements, triage
from trucewatch.service.bulk import CHANGED, CLAIMED, DONE, Line, Seen
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.storage.documents import newest, newest_of, versions
from trucewatch.storage.refusals import KeyReused, StaleVersion

ANALYST = Person("p-2", Role.ANALYST)
HEAD = Person("p-3", Role.DELEGATION_HEAD, Side.A)


def key() -> str:
    """A fresh idempotency key."""
    return secrets.token_hex(8)


@pytest.fixture
def some(centre: Centre) -> list[Seen]:
    """Three incidents that have nothing to do with each other, as they stand."""
    for raw in RAW:
        report = arrivals.receive(centre, OFFICER, raw, arrivals.Arrival(), key=key())
        reports.read(centre, MACHINE, report)
    gather(centre, MACHINE)
    found = [Seen(one.subject, one.version) for one in newest("incident").order_by("seq")]
    assert len(found) == 3
    return found


def later(centre: Centre, by: dt.timedelta) -> Centre:
    """The same centre after some time."""
    return replace(centre, clock=lambda: centre.clock() + by)


def test_a_claim_keeps_others_away(centre: Centre, some: list[Seen]) -> None:
    """Who claims it again keeps it; who else does is told whose it is."""
    one = some[0].subject
    triage.claim(centre, OFFICER, one)
    triage.claim(centre, OFFICER, one)
    with pytest.raises(triage.Claimed) as refused:
        triage.claim(centre, ANALYST, one)
    assert refused.value.by == OFFICER.id
    assert triage.claims(centre, [seen.subject for seen in some]) == {one: OFFICER.id}


def test_only_its_holder_releases_a_claim(centre: Centre, some: list[Seen]) -> None:
    """Somebody else's release changes nothing."""
    one = some[0].subject
    triage.claim(centre, OFFICER, one)
    triage.release(centre, ANALYST, one)
    assert triage.claims(centre, [one])
    triage.release(centre, OFFICER, one)
    assert not triage.claims(centre, [one])


def test_a_claim_without_a_sign_of_life_ends(centre: Centre, some: list[Seen]) -> None:
    """Looking at it renews it; after that time it is anybody's."""
    one, last = some[0].subject, triage.CLAIM_LASTS
    triage.claim(centre, OFFICER, one)
    triage.be_at(later(centre, last / 2), OFFICER, one)
    assert triage.claims(later(centre, last * 1.4), [one])
    after = later(centre, last * 1.6)
    assert not triage.claims(after, [one])
    triage.claim(after, ANALYST, one)
    assert triage.claims(after, [one]) == {one: ANALYST.id}


def test_looking_does_not_bring_a_lost_claim_back(centre: Centre, some: list[Seen]) -> None:
    """Who comes back late has to claim it anew."""
    one = some[0].subject
    triage.claim(centre, OFFICER, one)
    after = later(centre, triage.CLAIM_LASTS * 2)
    triage.be_at(after, OFFICER, one)
    assert not triage.claims(after, [one])


def test_presence_is_of_others_and_passes(centre: Centre, some: list[Seen]) -> None:
    """One is seen where one is, by others, and no longer than three signs."""
    one, other = some[0].subject, some[1].subject
    triage.be_at(centre, OFFICER, one)
    triage.be_at(centre, ANALYST, other)
    both = [one, other]
    assert triage.others_at(centre, OFFICER, both) == {other: (ANALYST.id,)}
    assert triage.others_at(later(centre, triage.SEEN_FOR * 1.1), OFFICER, both) == {}


def test_delegations_claim_nothing(centre: Centre, some: list[Seen]) -> None:
    """Triage is the centre's work."""
    with pytest.raises(Denied):
        triage.claim(centre, HEAD, some[0].subject)
    with pytest.raises(Denied):
        bulk.run(centre, HEAD, "triage.claim", some, reason="", key=key())


def test_many_are_dismissed_and_taken_back_as_one(centre: Centre, some: list[Seen]) -> None:
    """Each gets the reason; the undo puts each where the reports put it."""
    own = key()
    done = bulk.run(centre, OFFICER, "incident.dismiss", some, reason="a drill", key=own)
    assert [one.outcome for one in done] == [DONE] * 3
    assert {status(one.subject) for one in some} == {"dismissed"}
    back = bulk.undo(centre, OFFICER, own)
    assert [one.outcome for one in back] == [DONE] * 3
    assert {status(one.subject) for one in some} == {"single_source"}


def test_what_changed_in_between_is_refused(centre: Centre, some: list[Seen]) -> None:
    """It is listed, stays as somebody else left it, and the others are done."""
    incidents.settle(centre, ANALYST, "incident.file", some[1].subject, reason="", key=key())
    done = bulk.run(centre, OFFICER, "incident.dismiss", some, reason="a drill", key=key())
    assert [one.outcome for one in done] == [DONE, CHANGED, DONE]
    assert status(some[1].subject) == "filed"


def test_what_somebody_else_claims_is_skipped(centre: Centre, some: list[Seen]) -> None:
    """The line says whose it is."""
    triage.claim(centre, ANALYST, some[2].subject)
    done = bulk.run(centre, OFFICER, "incident.file", some, reason="", key=key())
    assert done[2] == Line(some[2].subject, some[2].version, CLAIMED, ANALYST.id)
    assert status(some[2].subject) == "single_source"


def test_sent_twice_is_done_once(centre: Centre, some: list[Seen]) -> None:
    """The same key gives the same lines and no second version."""
    own = key()
    first = bulk.run(centre, OFFICER, "incident.file", some, reason="", key=own)
    assert bulk.run(centre, OFFICER, "incident.file", some, reason="", key=own) == first
    assert [len(versions("incident", one.subject)) for one in some] == [2, 2, 2]
    with pytest.raises(KeyReused):
        bulk.run(centre, OFFICER, "incident.file", some[:1], reason="", key=own)


def test_what_was_cut_short_goes_on(centre: Centre, some: list[Seen]) -> None:
    """After a run that ended half-way the same key does the rest and reports all as done."""
    own = key()
    bulk.run(centre, OFFICER, "incident.file", some, reason="", key=own)
    made = bulk.bulk_of(OFFICER, own)
    incidents.reopen(centre, OFFICER, some[2].subject, key=key())
    made.done = None
    made.save()
    again = bulk.run(centre, OFFICER, "incident.file", some, reason="", key=own)
    assert [one.outcome for one in again] == [DONE] * 3


def test_the_undo_leaves_what_changed_after(centre: Centre, some: list[Seen]) -> None:
    """Somebody's later decision is not overwritten, and is listed."""
    own = key()
    bulk.run(centre, OFFICER, "incident.file", some, reason="", key=own)
    incidents.settle(centre, ANALYST, "incident.dismiss", some[0].subject, reason="x", key=key())
    back = bulk.undo(centre, OFFICER, own)
    assert [one.outcome for one in back] == [CHANGED, DONE, DONE]
    assert status(some[0].subject) == "dismissed"


def test_nobody_takes_back_what_another_did(centre: Centre, some: list[Seen]) -> None:
    """It looks to them as if it were not there."""
    own = key()
    bulk.run(centre, OFFICER, "triage.claim", some, reason="", key=own)
    with pytest.raises(NotThere):
        bulk.undo(centre, ANALYST, own)
    bulk.undo(centre, OFFICER, own)
    assert not triage.claims(centre, [one.subject for one in some])


def test_many_are_not_dismissed_without_a_reason(centre: Centre, some: list[Seen]) -> None:
    """Nor is nothing done to nothing."""
    with pytest.raises(InvalidValue):
        bulk.run(centre, OFFICER, "incident.dismiss", some, reason=" ", key=key())
    with pytest.raises(InvalidValue):
        bulk.run(centre, OFFICER, "incident.file", [], reason="", key=key())


def test_a_version_that_was_not_looked_at_is_not_settled(centre: Centre, some: list[Seen]) -> None:
    """Filing says which version it is about."""
    one = some[0]
    with pytest.raises(StaleVersion):
        incidents.settle(
            centre, OFFICER, "incident.file", one.subject, reason="", key=key(), seen=9
        )
    assert status(one.subject) == "single_source"


def test_a_judgement_of_a_statement_is_taken_back(centre: Centre, some: list[Seen]) -> None:
    """It says what the machine read, and the judgement stays in its history."""
    stands = newest_of(some[0].subject)
    assert stands is not None
    said = (stands.body or {})["statements"][0]
    statements.correct(
        centre, OFFICER, said, {"act": "air_bombardment"}, reason="a typo", key=key()
    )
    statements.take_back(centre, OFFICER, said, key=key())
    now = newest_of(said)
    assert now is not None
    assert now.body == statements.as_read(said)
    assert len(versions("statement", said)) == 3
    with pytest.raises(NotThere):
        statements.take_back(centre, OFFICER, said, key=key())
