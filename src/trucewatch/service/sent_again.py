"""The same request sent again under its key: done once, and answered as the first time.

A verb that is simply called again would follow another version at another second, and the recorder
would rightly see something else under the key. So what was asked is remembered beside the key, and
what came of it is looked up in the record.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from trucewatch.domain.access import Person
from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import decode
from trucewatch.service.keys import subject_of
from trucewatch.storage.models import Entry, Receipt, UsedKey
from trucewatch.storage.refusals import KeyReused, RecorderStopped
from trucewatch.storage.rows import raw

KEPT_DAYS = 30
"""How long another request under the same key is noticed; the record knows the key for ever."""
Verb = Callable[[str], object]


class Done(NamedTuple):
    """What a request came to.

    Args:
        subject, version: the thing that it made or changed, and which version that is.
        seq: place of its entry in the ledger.
        repeated: whether an earlier request under the same key did it.
    """

    subject: str
    version: int
    seq: int
    repeated: bool


def once(person: Person, key: str, asked: Any, verb: Verb, *, now: dt.datetime) -> Done:
    """Do what was asked, or find what it came to when it was done before.

    Args:
        key: as the sender made it; the keys of different people have nothing to do with each other.
        asked: all that was asked for, as JSON.
        verb: does it under the key that it is given.

    Raises:
        KeyReused: something else was asked for under this key.
    """
    ours = subject_of("api", f"{person.id}:{key}")
    told = sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    known, _ = UsedKey.objects.get_or_create(key=ours, defaults={"asked": told, "at": now})
    if known.asked != told:
        raise KeyReused("the key stands for another request", remedy="make a new key for it")
    UsedKey.objects.filter(at__lt=now - dt.timedelta(days=KEPT_DAYS)).delete()
    if before := _recorded(ours, repeated=True):
        return before
    try:
        verb(ours)
    except RecorderStopped:
        raise  # it may be on record; the same key will tell
    except Refusal:
        # Sent twice at the same moment: the other one was faster, and this is its answer too.
        if meanwhile := _recorded(ours, repeated=True):
            return meanwhile
        UsedKey.objects.filter(key=ours).delete()
        raise
    done = _recorded(ours, repeated=False)
    assert done is not None  # noqa: S101 - the verb returned, so it is on record
    return done


def _recorded(key: str, *, repeated: bool) -> Done | None:
    seq = Receipt.objects.filter(key=key).values_list("seq", flat=True).first()
    if seq is None:
        return None
    entry = decode(raw(Entry.objects.values_list("body", flat=True).get(seq=seq)))
    return Done(entry.subject or "", (entry.prev_version or 0) + 1, seq, repeated)
