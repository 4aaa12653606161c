"""Invitations: how somebody gets in who has no password yet, or has lost every proof."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import QuerySet

from trucewatch.domain.errors import Refusal
from trucewatch.service import tokens
from trucewatch.service.door_events import note_event
from trucewatch.storage.people.models import Account, CodeApp, Invitation, Sitting

GOOD_FOR = dt.timedelta(hours=24)
PART_BYTES = 20


class InvitationRefused(Refusal):
    """There is no such invitation, or it was used, or its time is over; the three look the same."""

    code = "invitation_refused"


def invite(account: Account, now: dt.datetime) -> str:
    """An invitation of one part; earlier ones of this account end.

    Returns:
        What opens it, told this once.
    """
    part = _withdraw_and_make(account, now, parts=1)
    note_event("invited", account, now)
    return part


def first_part(account: Account, now: dt.datetime) -> str:
    """The first half of an invitation for two; it opens nothing without the second."""
    return _withdraw_and_make(account, now, parts=2)


def waits(account: Account, now: dt.datetime) -> bool:
    """Whether a first half waits for its second."""
    return _waiting(account, now).exists()


def second_part(account: Account, now: dt.datetime) -> str:
    """The second half.

    Raises:
        InvitationRefused: no first half waits for it.
    """
    part = secrets.token_urlsafe(PART_BYTES)
    if not _waiting(account, now).update(second=_hash(part), ends_at=now + GOOD_FOR):
        raise InvitationRefused("no first half waits for its second")
    note_event("invited", account, now)
    return part


def look(first: str, second: str, now: dt.datetime) -> Invitation:
    """The invitation that the parts open; `second` is "" where there is one part.

    Raises:
        InvitationRefused: none.
    """
    found = Invitation.objects.select_related("account").filter(first=_hash(first)).first()
    halves = 2 if second else 1
    good = (
        found is not None
        and found.parts == halves
        and secrets.compare_digest(found.second, _hash(second) if second else "")
        and found.used_at is None
        and found.ends_at > now
        and found.account.is_active
    )
    if found is None or not good:
        raise InvitationRefused("no such invitation", remedy="ask for a new one")
    return found


def accept(first: str, second: str, password: str, now: dt.datetime) -> Account:
    """Set a password with an invitation; every older proof, token and sitting ends.

    Raises:
        InvitationRefused: as `look`.
        ValidationError: Django's, where the password is too easy; the invitation stays good.
    """
    with transaction.atomic():
        found = look(first, second, now)
        validate_password(password, found.account)
        # One statement both asks and writes: of two who come with it at once, one goes in.
        if not Invitation.objects.filter(id=found.id, used_at=None).update(used_at=now):
            raise InvitationRefused("no such invitation", remedy="ask for a new one")
        account = found.account
        account.set_password(password)
        account.save(update_fields=["password"])
        account.passkeys.all().delete()
        CodeApp.objects.filter(account=account).delete()
        Sitting.objects.filter(account=account, ended_at=None).update(ended_at=now)
        tokens.end_all(account, now)
        note_event("enrolled", account, now)
    return account


def _waiting(account: Account, now: dt.datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        account=account, parts=2, second="", used_at=None, ends_at__gt=now
    )


def _withdraw_and_make(account: Account, now: dt.datetime, *, parts: int) -> str:
    part = secrets.token_urlsafe(PART_BYTES)
    with transaction.atomic():
        Invitation.objects.filter(account=account, used_at=None).delete()
        Invitation.objects.create(
            account=account, first=_hash(part), parts=parts, made_at=now, ends_at=now + GOOD_FOR
        )
    return part


def _hash(part: str) -> str:
    """Enough for 160 random bits, which nobody guesses."""
    return hashlib.sha256(part.encode()).hexdigest()
