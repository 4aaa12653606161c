"""Tokens with which a program of a person comes to the API; shown once, kept as a hash."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.service.arrivals import line
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.models import ApiToken
from trucewatch.storage.people.models import Account

MARK = "tw_"
"""By which programs that look for leaked secrets know one."""
LONGEST_DAYS = 366
SCOPES = ("report.receive", "record.see")


@dataclass(frozen=True)
class Bearer:
    """Whose token it is, and which actions it is good for."""

    account: Account
    scopes: frozenset[str]


def make(person: Person, name: str, scopes: Iterable[str], days: int, now: dt.datetime) -> str:
    """A new token of a person's own.

    Args:
        name: how they call it.
        scopes: actions of `SCOPES`, at least one.
        days: how long it is good, 1 to 366.

    Returns:
        The token; nobody can be shown it again.
    """
    permit(person, "token.make", Resource("token", owner=person.id))
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(SCOPES):
        raise InvalidValue("no such scope", remedy=f"there are {', '.join(SCOPES)}")
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidValue("a token is good for 1 to 366 days", remedy="write 90")
    if not line(name, 80):
        raise InvalidValue("a token needs a name", remedy="name the program that will use it")
    told = MARK + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        id=new_id(),
        person=person.id,
        name=line(name, 80),
        hash=_hashed(told),
        scopes=" ".join(wanted),
        made_at=now,
        ends_at=now + dt.timedelta(days=days),
    )
    return told


def end(person: Person, token: str, now: dt.datetime) -> None:
    """From now on a token of one's own is good for nothing."""
    permit(person, "token.end", Resource("token", owner=person.id))
    if not ApiToken.objects.filter(id=token, person=person.id).update(ended_at=now):
        raise NotThere("no such token")


def own(person: Person) -> list[ApiToken]:
    """A person's tokens, the last one first."""
    return list(ApiToken.objects.filter(person=person.id).order_by("-made_at"))


def bearer(told: str, now: dt.datetime) -> Bearer | None:
    """Who comes with a token; None where it is none, has ended, or its person has gone."""
    if not told.startswith(MARK):
        return None
    found = ApiToken.objects.filter(hash=_hashed(told), ended_at=None, ends_at__gt=now).first()
    account = Account.objects.filter(id=found.person, is_active=True).first() if found else None
    if found is None or account is None:
        return None
    return Bearer(account, frozenset(found.scopes.split()))


def _hashed(told: str) -> str:
    return sha256(told.encode()).hexdigest()
