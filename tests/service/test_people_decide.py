"""What people decide outranks the machine, can be taken back, and leaves every version in place."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.service import comments, history, incidents, reports, showing, statements
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.storage.documents import newest, newest_of, versions
from trucewatch.storage.models import Notice
from trucewatch.storage.people.models import Account
from trucewatch.storage.refusals import StaleVersion

OFFICER = Person("p-1", Role.DUTY_OFFICER)
HEAD_A = Person("p-2", Role.DELEGATION_HEAD, Side.A)
HEAD_B = Person("p-3", Role.DELEGATION_HEAD, Side.B)
HAMA = b"Army artillery shelled Hama on 3 May 2016, a local official told reporters.\n"
HOMS = b"A drone struck a clinic in Homs on 9 May 2016, doctors said.\n"


def key() -> str:
    """A fresh idempotency key."""
    return secrets.token_hex(8)


@pytest.fixture
def two(centre: Centre) -> list[str]:
    """Two incidents that have nothing to do with each other."""
    for raw in (HAMA, HOMS):
        report = reports.receive(centre, OFFICER, raw, reports.Arrival(), key=key())
        reports.read(centre, MACHINE, report)
    gather(centre, MACHINE)
    return sorted(one.subject for one in newest("incident"))


def body(subject: str) -> dict[str, Any]:
    """What the newest version says."""
    stands = newest_of(subject)
    assert stands is not None
    return dict(stands.body or {})


def standing() -> list[str]:
    """Ids of incidents that did not become part of another."""
    return [one.subject for one in newest("incident") if one.body["status"] != "merged"]


def test_a_merge_by_a_person_survives_the_next_run(centre: Centre, two: list[str]) -> None:
    """And taking it back gives both incidents their names again."""
    made = incidents.merge(centre, OFFICER, two, "one night, two names", key=key())
    gather(centre, MACHINE)
    assert len(standing()) == 1
    incidents.undo(centre, OFFICER, made, key=key())
    gather(centre, MACHINE)
    assert sorted(standing()) == two


def test_a_split_is_taken_back_by_undo(centre: Centre, two: list[str]) -> None:
    """What a person parted is one again."""
    incidents.merge(centre, OFFICER, two, "one night", key=key())
    gather(centre, MACHINE)
    (whole,) = standing()
    off = body(whole)["statements"][0]
    made = incidents.split(centre, OFFICER, whole, [off], reason="two nights", key=key())
    gather(centre, MACHINE)
    assert len(standing()) == 2
    incidents.undo(centre, OFFICER, made, key=key())
    gather(centre, MACHINE)
    assert len(standing()) == 1


def test_a_dismissal_needs_a_reason_and_can_be_undone(centre: Centre, two: list[str]) -> None:
    """The machine's next run leaves it dismissed; reopening puts it where the reports do."""
    with pytest.raises(InvalidValue):
        incidents.settle(centre, OFFICER, "incident.dismiss", two[0], reason=" ", key=key())
    incidents.settle(centre, OFFICER, "incident.dismiss", two[0], reason="a drill", key=key())
    gather(centre, MACHINE)
    assert body(two[0])["status"] == "dismissed"
    assert len(versions("incident", two[0])) == 2
    incidents.reopen(centre, OFFICER, two[0], key=key())
    assert body(two[0])["status"] == "single_source"


def test_a_correction_keeps_what_the_machine_read(centre: Centre, two: list[str]) -> None:
    """The statement says the person's word, its first version the machine's."""
    acts = {said: body(said)["act"] for one in two for said in body(one)["statements"]}
    said = next(one for one, act in acts.items() if act == "shelling")
    statements.correct(
        centre, OFFICER, said, {"act": "mortar_fire"}, reason="mortars, she said", key=key()
    )
    assert body(said)["act"] == "mortar_fire"
    assert statements.as_read(said)["act"] == "shelling"


def test_a_correction_no_statement_can_have_is_refused(centre: Centre, two: list[str]) -> None:
    """Nothing is recorded, and where it stands cannot be corrected at all."""
    said = body(two[0])["statements"][0]
    for wrong in ({"time": "yesterday"}, {"words": "otherwise"}, {}):
        with pytest.raises(InvalidValue):
            statements.correct(centre, OFFICER, said, wrong, reason="r", key=key())
    assert len(versions("statement", said)) == 1


def test_a_rejected_statement_takes_part_in_nothing(centre: Centre, two: list[str]) -> None:
    """Its incident is gone with it, and stays to be seen."""
    (said,) = body(two[0])["statements"]
    statements.reject(centre, OFFICER, said, "a film, not a report", key=key())
    gather(centre, MACHINE)
    assert body(two[0])["status"] == "merged"
    assert standing() == [two[1]]


def test_delegations_decide_nothing_of_triage(centre: Centre, two: list[str]) -> None:
    """They see the shared record; its making is the centre's."""
    with pytest.raises(Denied):
        incidents.merge(centre, HEAD_A, two, "no", key=key())


def test_the_faster_of_two_people_wins(
    centre: Centre, two: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looked at an older version is told, and overwrites nothing."""
    seen = newest_of(two[0])
    incidents.settle(centre, OFFICER, "incident.file", two[0], reason="", key=key())
    monkeypatch.setattr(incidents, "newest_of", lambda _: seen)
    with pytest.raises(StaleVersion):
        incidents.settle(centre, OFFICER, "incident.dismiss", two[0], reason="late", key=key())


def test_history_tells_who_did_what(centre: Centre, two: list[str]) -> None:
    """Version by version, with the verb, the reason and what is different."""
    incidents.settle(centre, OFFICER, "incident.dismiss", two[0], reason="a drill", key=key())
    first, second = history.history(OFFICER, two[0])
    assert (first.verb, second.verb) == ("incident.gather", "incident.dismiss")
    assert (second.actor, second.reason) == ("p-1", "a drill")
    changed = {one.member: (one.was, one.now) for one in second.differences}
    assert changed["status"] == ("single_source", "dismissed")
    assert history.known_on(OFFICER, two[0], first.at).version == 1


def test_what_one_may_not_see_looks_like_nothing(centre: Centre, two: list[str]) -> None:
    """The operator asks for an incident and for nonsense, and hears the same."""
    del centre
    operator = Person("p-9", Role.OPERATOR)
    for subject in (two[0], "nonsense"):
        with pytest.raises(NotThere, match="is on record"):
            history.history(operator, subject)


def test_the_first_showing_to_a_side_is_kept(centre: Centre, two: list[str]) -> None:
    """Each side once; later looks and other people of the side change nothing."""
    showing.show(centre, HEAD_A, two[0])
    before = showing.shown(two[0])
    showing.show(centre, Person("p-4", Role.DELEGATION_OFFICER, Side.A), two[0])
    showing.show(centre, OFFICER, two[0])
    assert showing.shown(two[0]) == before
    assert set(before) == {Side.A}
    showing.show(centre, HEAD_B, two[0])
    assert set(showing.shown(two[0])) == {Side.A, Side.B}


def test_a_mention_is_a_notice_with_its_reason(centre: Centre, two: list[str]) -> None:
    """Who is named hears of it, who follows too, and nobody hears of their own words."""
    named = Account.objects.admit("lena", "a password", name="Lena", role="analyst")
    comments.follow(OFFICER, two[0], whether=True)
    comments.follow(HEAD_A, two[0], whether=True)
    made = comments.write(centre, OFFICER, two[0], "look at this, @lena", key=key())
    told = {(one.person, one.reason) for one in Notice.objects.all()}
    assert told == {(named.id, "mentioned"), ("p-2", "followed")}
    assert [one.subject for one in comments.comments_on(two[0])] == [made]


def test_who_follows_an_incident_hears_that_it_changed(centre: Centre, two: list[str]) -> None:
    """But nobody hears of what they did themselves."""
    comments.follow(HEAD_A, two[0], whether=True)
    comments.follow(OFFICER, two[0], whether=True)
    incidents.settle(centre, OFFICER, "incident.file", two[0], reason="", key=key())
    told = {(one.person, one.reason) for one in Notice.objects.all()}
    assert told == {("p-2", "changed")}


def test_only_its_writer_corrects_a_comment(centre: Centre, two: list[str]) -> None:
    """And the first wording stays."""
    made = comments.write(centre, OFFICER, two[0], "near the mill", key=key())
    with pytest.raises(Denied):
        comments.correct(centre, HEAD_A, made, "elsewhere", key=key())
    comments.correct(centre, OFFICER, made, "at the mill", key=key())
    assert [(one.body or {})["words"] for one in versions("comment", made)] == [
        "near the mill",
        "at the mill",
    ]
