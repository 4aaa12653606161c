"""Who works at the centre: admitted, corrected, dismissed, given a way in again by the operator.

The record says what somebody is and for whom, under an opaque id; names and proofs stand in the
tables of accounts alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError

from trucewatch.domain.access import Audience, Person, Resource, Role, Side
from trucewatch.domain.errors import Refusal
from trucewatch.service import tokens
from trucewatch.service.centre import Centre
from trucewatch.service.enrolment import invite
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest_of
from trucewatch.storage.people.models import Account, Sitting
from trucewatch.storage.sight import seeing

CONSOLE = Person("operator:console", Role.OPERATOR, stepped_up=True)
"""Whoever may run programs on the centre's machine as the account that owns its record."""
ABOUT = Resource("person", Audience.PUBLIC)


class NameTaken(Refusal):
    """Somebody signs in under this name already."""

    code = "name_taken"


class TakesTwo(Refusal):
    """The operator alone may not: it takes two people of different sides."""

    code = "takes_two"


@dataclass(frozen=True)
class Standing:
    """What the record says of a person now.

    Args:
        version: the newest; None where the record says nothing yet.
        document: its body, without a name.
    """

    version: int | None
    document: Mapping[str, Any]


def standing(account: Account) -> Standing:
    """The newest version. A verb has to know it, whoever acts; it is shown to nobody by that."""
    with seeing({Audience.SHARED}):
        found = newest_of(account.id)
    if found is None or found.body is None:
        return Standing(found.version if found else None, {"recovery": None})
    return Standing(found.version, found.body)


def admit(
    centre: Centre, by: Person, username: str, *, name: str, role: Role, side: Side = Side.NEUTRAL
) -> tuple[Account, str]:
    """Somebody new, with an invitation that is told this once.

    Raises:
        Denied, NameTaken.
    """
    permit(by, "person.admit", ABOUT)
    # Inactive until it is on record: nobody is let in of whom the record does not know.
    facts = {"name": name, "role": role.value, "side": side.value, "is_active": False}
    try:
        account = Account(username=username, **facts)
        account.set_unusable_password()
        account.save(force_insert=True)
    except IntegrityError as err:
        raise NameTaken(f"{username!r} works here already", remedy="choose another name") from err
    try:
        record(centre, by, "person.admit", account, standing="active", recovery=None)
    except Refusal:
        account.delete()
        raise
    account.is_active = True
    account.save(update_fields=["is_active"])
    return account, invite(account, centre.machine_clock())


def correct(centre: Centre, by: Person, account: Account, **facts: Any) -> None:
    """Another name, role or side; role and side are on record, the name is not.

    Args:
        facts: `name`, `role`, `side`; those that are not given stay.
    """
    permit(by, "person.correct", ABOUT)
    before = (account.role, account.side)
    for key, value in facts.items():
        setattr(account, key, str(value))
    account.clean_fields(exclude=["password"])
    if (account.role, account.side) != before:
        record(centre, by, "person.correct", account)
        # What they see in pages that are open belongs to what they were.
        Sitting.objects.filter(account=account, ended_at=None).update(
            ended_at=centre.machine_clock()
        )
    account.save(update_fields=["name", "role", "side"])


def dismiss(centre: Centre, by: Person, account: Account) -> None:
    """They come in no more, at once and everywhere."""
    permit(by, "person.dismiss", ABOUT)
    if account.id == by.id:
        raise Refusal("nobody dismisses themselves", remedy="ask another operator")
    account.is_active = False
    account.save(update_fields=["is_active"])
    Sitting.objects.filter(account=account, ended_at=None).update(ended_at=centre.machine_clock())
    tokens.end_all(account, centre.machine_clock())
    record(centre, by, "person.dismiss", account, standing="dismissed", recovery=None)


def reset(centre: Centre, by: Person, account: Account, *, alone: bool = False) -> str:
    """A new invitation, for somebody who never came in or has a password alone.

    Args:
        alone: also for somebody with a passkey or an app, without a second person; on record as
            that, for both delegations to see.

    Raises:
        TakesTwo: they have a passkey or an app.
    """
    permit(by, "person.reset", ABOUT)
    if account.has_second_proof and not alone:
        remedy = "have two people of different sides approve a recovery"
        raise TakesTwo(f"{account.username} has a second proof", remedy=remedy)
    record(centre, by, "person.reset", account, standing="active", recovery=None, alone=alone)
    if not account.is_active:
        account.is_active = True
        account.save(update_fields=["is_active"])
    return invite(account, centre.machine_clock())


def record(centre: Centre, by: Person, action: str, account: Account, **facts: Any) -> None:
    """The next version of what the record says of a person; the caller has asked the policy.

    Args:
        facts: what is new beside role and side; the rest stays.
    """
    now = standing(account)
    told = {**now.document, **facts, "role": account.role, "side": account.side}
    told.setdefault("standing", "active")
    change = Change(kind="person", subject=account.id, document=told, follows=now.version)
    perform(centre, by, action, change, key=new_id())
