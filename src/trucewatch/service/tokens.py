"""Tokens: with one, a program of a person asks for what that person may, within its scopes."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from django.db.models import QuerySet

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.service.door_events import note_event
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.models import ApiToken
from trucewatch.storage.people.models import Account

PREFIX = "tw_"
"""So that somebody who finds one in a file knows what it opens."""
SECRET_BYTES = 32
MOST_DAYS, USUAL_DAYS = 366, 90
MOST_TOKENS = 50
LONGEST_NAME = 80


class Scope(StrEnum):
    """What a token is for; its person has to be allowed it too."""

    READ = "read"
    REPORT = "report"
    TRIAGE = "triage"


class Held(NamedTuple):
    """A token that is good now, and whose it is."""

    account: Account
    token: ApiToken


def make(
    person: Person, name: str, scopes: Iterable[Scope], *, days: int, now: dt.datetime
) -> tuple[ApiToken, str]:
    """A new token of one's own, and its secret, which is told this once.

    Args:
        name: what it is for, as the person will know it again; 1 to 80 characters.
        days: how long it is good, 1 to 366.

    Raises:
        Denied: also where the person has to prove themselves once more.
        InvalidValue: no name, no scope, a time out of range, or too many tokens.
    """
    permit(person, "token.make", _own(person))
    wanted = set(scopes)
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        raise InvalidValue("has no name", where="name", remedy="say what it is for")
    if not wanted:
        raise InvalidValue("is for nothing", where="scopes", remedy="choose at least one")
    if not 1 <= days <= MOST_DAYS:
        raise InvalidValue("is out of range", where="days", remedy=f"say 1 to {MOST_DAYS}")
    if good(person, now).count() >= MOST_TOKENS:
        raise InvalidValue(f"you have {MOST_TOKENS} tokens", remedy="end one first")
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    token = ApiToken.objects.create(
        id=new_id(),
        person=person.id,
        name=name.strip(),
        hash=_hash(secret),
        scopes=" ".join(one for one in Scope if one in wanted),
        made_at=now,
        ends_at=now + dt.timedelta(days=days),
    )
    note_event("token_made", Account.objects.get(id=person.id), now)
    return token, secret


def end(person: Person, token: str, *, now: dt.datetime) -> None:
    """It opens nothing from now on.

    Raises:
        Denied, NotThere: also where it is somebody else's.
    """
    permit(person, "token.end", _own(person))
    if not good(person, now).filter(id=token).update(ended_at=now):
        raise NotThere("no such token")
    note_event("token_ended", Account.objects.get(id=person.id), now)


def end_all(account: Account, now: dt.datetime) -> None:
    """End all of an account, because somebody else may hold what is its own."""
    ApiToken.objects.filter(person=account.id, ended_at=None).update(ended_at=now)


def good(person: Person, now: dt.datetime) -> QuerySet[ApiToken]:
    """The person's tokens that are good now, the newest first."""
    found = ApiToken.objects.filter(person=person.id, ended_at=None, ends_at__gt=now)
    return found.order_by("-made_at", "id")


def holder(secret: str, now: dt.datetime) -> Held | None:
    """Whose token it is; None where it is none, has ended, or its person works here no more."""
    if not secret.startswith(PREFIX):
        return None
    token = ApiToken.objects.filter(hash=_hash(secret), ended_at=None, ends_at__gt=now).first()
    account = Account.objects.filter(id=token.person, is_active=True).first() if token else None
    if token is None or account is None:
        return None
    if token.last_used_day != now.date():
        ApiToken.objects.filter(id=token.id).update(last_used_day=now.date())
    return Held(account, token)


def scopes_of(token: ApiToken) -> frozenset[str]:
    """What it is for."""
    return frozenset(token.scopes.split())


def _own(person: Person) -> Resource:
    return Resource("token", owner=person.id)


def _hash(secret: str) -> str:
    # 256 random bits need no slow hash: nobody can try them all.
    return sha256(secret.encode()).hexdigest()
