"""Coming in: what is asked in which order, and what somebody is told who may not come in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth import authenticate

from trucewatch.domain.errors import Refusal
from trucewatch.service import codes
from trucewatch.service.door_events import note_event
from trucewatch.service.throttle import BY_ADDRESS, BY_CODE, BY_NAME, forgive, hashed, knock
from trucewatch.storage.people.models import Account


class NotLetIn(Refusal):
    """Name and password do not go together; whether there is such a name, nobody is told."""

    code = "not_let_in"


@dataclass(frozen=True)
class Caller:
    """Who knocks, as far as it can be told.

    Args:
        origin: keyed hash of the network address.
        browser: opaque id of a browser that let somebody in before; "" for a strange one.
        names: keyed hashes of the names it let in.
    """

    origin: str
    browser: str = ""
    names: frozenset[str] = frozenset()


def by_password(username: str, password: str, caller: Caller, now: dt.datetime) -> Account:
    """Whose name and password these are; they may still have to prove more.

    Raises:
        TooOften: not looked at.
        NotLetIn: no such name, another password, or an account that is dismissed; the answer and
            the work behind it are the same.
    """
    knock(f"address:{caller.origin}", BY_ADDRESS, now)
    name = _bucket(username, caller)
    knock(name, BY_NAME, now)
    found = authenticate(username=username, password=password)
    if not isinstance(found, Account):
        known = Account.objects.filter(username=username).first()
        note_event("refused", known, now, caller.origin)
        raise NotLetIn("name and password do not go together")
    forgive(name)
    return found


def by_code(account: Account, code: str, caller: Caller, now: dt.datetime) -> None:
    """Take a code of the person's app.

    Raises:
        TooOften: not looked at.
        WrongCode: not taken.
    """
    name = f"code:{account.id}"
    knock(name, BY_CODE, now)
    try:
        codes.check(account, code, now)
    except codes.WrongCode:
        note_event("proof_refused", account, now, caller.origin)
        raise
    forgive(name)


def by_own_password(account: Account, password: str, caller: Caller, now: dt.datetime) -> None:
    """Take the password of somebody who is signed in, once more.

    Raises:
        TooOften: not looked at.
        NotLetIn: it is another one.
    """
    name = f"again:{account.id}"
    knock(name, BY_CODE, now)
    if not account.check_password(password):
        note_event("proof_refused", account, now, caller.origin)
        raise NotLetIn("not the password")
    forgive(name)


def _bucket(username: str, caller: Caller) -> str:
    """A browser that let this name in before is counted apart from all strangers."""
    name = hashed(username, "name")
    if caller.browser and name in caller.names:
        return f"browser:{caller.browser}:{name}"
    return f"name:{name}"
