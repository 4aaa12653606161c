"""How often somebody may try to come in; kept in the database, so that a restart forgives nobody.

Nobody is shut out: an empty bucket fills again, and where a browser has let somebody in before, it
has a bucket of its own, which a stranger who guesses elsewhere does not empty.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import math

from django.conf import settings
from django.db import transaction

from trucewatch.domain.buckets import Allowance, Level, take
from trucewatch.domain.errors import Refusal
from trucewatch.storage.people.models import Bucket

BY_ADDRESS = Allowance(most=60, one_in_s=2)
"""A whole shift behind one address signs in at once; a list of names takes a day."""
BY_NAME = Allowance(most=10, one_in_s=60)
"""Ten slips of a tired hand; afterwards a guess a minute, which finds no password of 12 letters."""
BY_CODE = Allowance(most=5, one_in_s=60)
"""Three codes are good at a time: 1,440 guesses a day find one with 0.4 %."""


class TooOften(Refusal):
    """Too many tries; `wait_s` is when the next one is looked at."""

    code = "too_often"

    def __init__(self, wait_s: float) -> None:
        self.wait_s = math.ceil(wait_s)
        super().__init__("too many tries", remedy=f"try again in {self.wait_s} seconds")


def knock(name: str, allowance: Allowance, now: dt.datetime) -> None:
    """Count one try.

    Raises:
        TooOften: there were too many; this one is not looked at.
    """
    with transaction.atomic():
        bucket, new = Bucket.objects.select_for_update().get_or_create(
            name=name, defaults={"left": allowance.most, "at": now}
        )
        level = None if new else Level(bucket.left, bucket.at.timestamp())
        after, wait_s = take(allowance, level, now.timestamp())
        bucket.left = after.left
        bucket.at = dt.datetime.fromtimestamp(after.at_s, dt.UTC)
        bucket.save()
    if wait_s:
        raise TooOften(wait_s)


def forgive(name: str) -> None:
    """Whoever came in is owed a full bucket."""
    Bucket.objects.filter(name=name).delete()


def hashed(what: str, about: str) -> str:
    """16 digits that stand for an address or a name, and tell nothing of it without our key."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"{about}:{what}".encode(), hashlib.sha256).hexdigest()[:16]
