"""People come in again when two of different sides agree, and never by one side's word."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from access_world import NOON
from trucewatch.domain.access import Person, Role, Side
from trucewatch.service import enrolment, people, recovery
from trucewatch.service.centre import Centre
from trucewatch.service.enrolment import InvitationRefused
from trucewatch.service.refusals import Denied
from trucewatch.storage.models import Document, Entry
from trucewatch.storage.people.models import Account, CodeApp, Sitting

NEW = "another one that is long enough"
HEAD_A = Person("head-a", Role.DELEGATION_HEAD, Side.A, stepped_up=True)
HEAD_B = Person("head-b", Role.DELEGATION_HEAD, Side.B, stepped_up=True)
FACILITATOR = Person("facilitator", Role.FACILITATOR, stepped_up=True)
OPERATOR = Person("operator", Role.OPERATOR, stepped_up=True)


@pytest.fixture
def lost(centre: Centre, account: Callable[..., Account]) -> Account:
    """An officer of A who lost everything, and was asked for."""
    made = account(Role.DELEGATION_OFFICER, Side.A)
    CodeApp.objects.create(account=made, sealed=b"x", made_at=NOON)
    recovery.ask(centre, OPERATOR, made)
    return made


def on_record(account: Account) -> list[Document]:
    """All that the record says of somebody."""
    return list(Document.objects.filter(subject=account.id).order_by("version"))


def body(account: Account) -> dict[str, Any]:
    """What it says now."""
    told: dict[str, Any] = on_record(account)[-1].body or {}
    return told


@pytest.mark.parametrize(
    ("one", "two"),
    list(itertools.permutations((HEAD_A, HEAD_B, FACILITATOR), 2)),
    ids=lambda person: person.id,
)
def test_two_of_different_sides_open_it(
    centre: Centre, lost: Account, one: Person, two: Person
) -> None:
    """Any two of the three; every older proof ends with it."""
    first, second = recovery.approve(centre, one, lost), recovery.approve(centre, two, lost)
    enrolment.accept(first, second, NEW, centre.clock())
    again = Account.objects.get(id=lost.id)
    assert again.check_password(NEW)
    assert not again.has_second_proof


@pytest.mark.parametrize("person", [HEAD_A, HEAD_B, FACILITATOR], ids=lambda person: person.id)
def test_one_side_alone_opens_nothing(centre: Centre, lost: Account, person: Person) -> None:
    """Not with its half, not by approving twice, not by another of the same side."""
    half = recovery.approve(centre, person, lost)
    for again in (person, replace(person, id="a colleague")):
        with pytest.raises(recovery.NotApproved):
            recovery.approve(centre, again, lost)
    for second in ("", half, "x"):
        with pytest.raises(InvitationRefused):
            enrolment.accept(half, second, NEW, centre.clock())


def test_a_second_half_alone_opens_nothing(centre: Centre, lost: Account) -> None:
    """Nor do the two in the wrong order: each is known by its place."""
    first, second = (recovery.approve(centre, one, lost) for one in (HEAD_A, HEAD_B))
    for parts in ((second, ""), (second, first), (first, "")):
        with pytest.raises(InvitationRefused):
            enrolment.accept(*parts, NEW, centre.clock())


@pytest.mark.parametrize(
    "role", [one for one in Role if one not in (Role.MACHINE, Role.SCRIPT, Role.PUBLIC)]
)
@pytest.mark.parametrize("proved", [True, False])
def test_heads_and_facilitator_approve_and_nobody_else(
    centre: Centre, lost: Account, role: Role, proved: bool
) -> None:
    """And they only after proving themselves once more."""
    side = Side.B if role.startswith("delegation") else Side.NEUTRAL
    person = Person("p", role, side, proved)
    if proved and role in (Role.DELEGATION_HEAD, Role.FACILITATOR):
        assert recovery.approve(centre, person, lost)
    else:
        with pytest.raises(Denied):
            recovery.approve(centre, person, lost)


def test_nobody_approves_their_own(centre: Centre, account: Callable[..., Account]) -> None:
    """A head who lost a key needs two others."""
    head = account(Role.DELEGATION_HEAD, Side.A)
    recovery.ask(centre, OPERATOR, head)
    with pytest.raises(recovery.NotApproved):
        recovery.approve(centre, head.person(stepped_up=True), head)


def test_what_nobody_asked_for_is_not_approved(
    centre: Centre, account: Callable[..., Account]
) -> None:
    """And a new asking begins from nothing."""
    made = account(Role.ANALYST)
    with pytest.raises(recovery.NotApproved):
        recovery.approve(centre, HEAD_A, made)
    recovery.ask(centre, OPERATOR, made)
    recovery.approve(centre, HEAD_A, made)
    recovery.ask(centre, HEAD_B, made)
    assert recovery.pending()[0].sides == ()


def test_a_first_approval_does_not_wait_for_ever(centre: Centre, lost: Account) -> None:
    """After a day both sides look again."""
    recovery.approve(centre, HEAD_A, lost)
    tomorrow = replace(centre, clock=lambda: dt.datetime.now(dt.UTC) + dt.timedelta(hours=25))
    with pytest.raises(recovery.NotApproved):
        recovery.approve(tomorrow, HEAD_B, lost)


def test_every_step_is_on_record_without_a_name(centre: Centre, lost: Account) -> None:
    """Who asked, who approved, for which side: opaque ids, for both delegations to read."""
    for one in (HEAD_A, FACILITATOR):
        recovery.approve(centre, one, lost)
    found = on_record(lost)
    assert [one.verb for one in found] == [
        "person.ask_recovery",
        "person.recover",
        "person.recover",
    ]
    assert [one.audience for one in found] == ["shared"] * 3
    approvals = body(lost)["recovery"]["approvals"]
    assert [one["side"] for one in approvals] == ["a", "neutral"]
    written = json.dumps([one.body for one in found]) + "".join(
        bytes(one.body).decode() for one in Entry.objects.all()
    )
    assert lost.username not in written
    assert lost.name not in written


def test_an_invitation_opens_once(centre: Centre) -> None:
    """The link of yesterday, in somebody's history, is worth nothing."""
    account, part = people.admit(centre, OPERATOR, "new", name="New", role=Role.ANALYST)
    assert enrolment.accept(part, "", NEW, centre.clock()) == account
    with pytest.raises(InvitationRefused):
        enrolment.accept(part, "", NEW, centre.clock())


def test_an_invitation_ends_after_a_day_or_with_a_newer_one(centre: Centre) -> None:
    """There is one way in at a time."""
    account, part = people.admit(centre, OPERATOR, "new", name="New", role=Role.ANALYST)
    tomorrow = centre.clock() + dt.timedelta(hours=25)
    with pytest.raises(InvitationRefused):
        enrolment.look(part, "", tomorrow)
    newer = people.reset(centre, OPERATOR, account)
    with pytest.raises(InvitationRefused):
        enrolment.look(part, "", centre.clock())
    assert enrolment.look(newer, "", centre.clock()).account == account


def test_an_easy_password_leaves_the_invitation_good(centre: Centre) -> None:
    """Too short, too common, or one's own name."""
    _, part = people.admit(centre, OPERATOR, "new", name="Alexandrina K", role=Role.ANALYST)
    for easy in ("short", "qwerty123456", "alexandrina k", "123456789012"):
        with pytest.raises(ValidationError):
            enrolment.accept(part, "", easy, centre.clock())
    assert enrolment.accept(part, "", NEW, centre.clock())


def test_the_operator_alone_resets_no_second_proof(centre: Centre, lost: Account) -> None:
    """And where nobody is left who could agree, the record says that it was done alone."""
    with pytest.raises(people.TakesTwo):
        people.reset(centre, OPERATOR, lost)
    assert people.reset(centre, people.CONSOLE, lost, alone=True)
    assert body(lost)["alone"] is True


def test_who_is_dismissed_is_out_and_on_record(
    centre: Centre, account: Callable[..., Account]
) -> None:
    """At once, in every browser."""
    made = account(Role.ANALYST)
    Sitting.objects.create(account=made, began_at=NOON, seen_at=NOON, device="")
    people.dismiss(centre, OPERATOR, made)
    assert not Account.objects.get(id=made.id).is_active
    assert Sitting.objects.get().ended_at
    assert body(made)["standing"] == "dismissed"


def test_another_role_is_on_record_and_ends_sittings(
    centre: Centre, account: Callable[..., Account]
) -> None:
    """A name alone is not, for the record knows none."""
    made = account(Role.ANALYST)
    Sitting.objects.create(account=made, began_at=NOON, seen_at=NOON, device="")
    people.correct(centre, OPERATOR, made, name="Another")
    assert on_record(made) == []
    people.correct(centre, OPERATOR, made, role=Role.DUTY_OFFICER)
    assert body(made)["role"] == "duty_officer"
    assert Sitting.objects.get().ended_at


def test_a_name_is_admitted_once(centre: Centre) -> None:
    """And nothing is on record of the one who was refused."""
    people.admit(centre, OPERATOR, "new", name="New", role=Role.ANALYST)
    with pytest.raises(people.NameTaken):
        people.admit(centre, OPERATOR, "new", name="Other", role=Role.ANALYST)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("person", [HEAD_A, FACILITATOR, replace(OPERATOR, stepped_up=False)])
def test_the_operator_admits_and_nobody_else(centre: Centre, person: Person) -> None:
    """After proving themselves once more."""
    with pytest.raises(Denied):
        people.admit(centre, person, "new", name="New", role=Role.ANALYST)
    assert not Account.objects.exists()
