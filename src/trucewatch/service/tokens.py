"""Tokens: with one, a program of a person asks for what that person may, within its scopes."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.service.arrivals import line
from trucewatch.service.door_events import note_event
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.models import ApiToken
from trucewatch.storage.people.models import Account

MARK = "tw_"
"""By which programs that look for leaked secrets know one."""
LONGEST_DAYS, LONGEST_NAME = 366, 80


class Scope(StrEnum):
    """What a token is for; its person has to be allowed it too."""

    READ = "read"
    REPORT = "report"
    TRIAGE = "triage"
    REVIEW = "review"
    POSITION = "position"
    CASE_FILE = "case_file"


PROVES = frozenset({Scope.POSITION, Scope.CASE_FILE})
"""Scopes that stand for the second proof: who made the token gave it then, for this one purpose.

A position is signed besides by the delegation's key, which no token holds.
"""
SCOPES = tuple(Scope)


@dataclass(frozen=True)
class Bearer:
    """Whose token it is, and which scopes it has."""

    account: Account
    scopes: frozenset[str]


def make(person: Person, name: str, scopes: Iterable[str], *, days: int, now: dt.datetime) -> str:
    """A new token of a person's own.

    Args:
        name: how they call it.
        scopes: at least one of `SCOPES`.
        days: how long it is good, 1 to 366.

    Returns:
        The token; nobody can be shown it again.

    Raises:
        Denied: also where they have not proved themselves a moment ago.
        InvalidValue: no such scope, no name, or a time out of range.
    """
    permit(person, "token.make", _own(person))
    wanted = set(scopes)
    if not wanted or not wanted <= set(SCOPES):
        raise InvalidValue(
            "no such scope", remedy=Sentence("there are {known}", known=", ".join(SCOPES))
        )
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidValue("a token is good for 1 to 366 days", remedy="write 90")
    if not line(name, LONGEST_NAME):
        raise InvalidValue("a token needs a name", remedy="name the program that will use it")
    told = MARK + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        id=new_id(),
        person=person.id,
        name=line(name, LONGEST_NAME),
        hash=_hashed(told),
        scopes=" ".join(one for one in SCOPES if one in wanted),
        made_at=now,
        ends_at=now + dt.timedelta(days=days),
    )
    note_event("token_made", Account.objects.filter(id=person.id).first(), now)
    return told


def end(person: Person, token: str, now: dt.datetime) -> None:
    """From now on a token of one's own is good for nothing.

    Raises:
        Denied, NotThere: also where it is somebody else's, or has ended.
    """
    permit(person, "token.end", _own(person))
    mine = ApiToken.objects.filter(id=token, person=person.id, ended_at=None)
    if not mine.update(ended_at=now):
        raise NotThere("no such token")
    note_event("token_ended", Account.objects.filter(id=person.id).first(), now)


def end_all(account: Account, now: dt.datetime) -> None:
    """End all of an account: its person has gone, or somebody else may hold what is theirs."""
    ApiToken.objects.filter(person=account.id, ended_at=None).update(ended_at=now)


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
    if found.last_used_day != now.date():
        ApiToken.objects.filter(id=found.id).update(last_used_day=now.date())
    return Bearer(account, frozenset(found.scopes.split()))


def _own(person: Person) -> Resource:
    return Resource("token", owner=person.id)


def _hashed(told: str) -> str:
    # 256 random bits need no slow hash: nobody can try them all.
    return sha256(told.encode()).hexdigest()
