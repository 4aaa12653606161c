"""Telling desks outside the centre that something waits, and nothing of what it is.

The record itself is the queue: the worker looks through what is new in it, puts a notice for each
desk beside it, and tries until it went out. A notice names no case, no party and no side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Max

from trucewatch.domain.errors import Refusal
from trucewatch.review.notices import next_try, whom
from trucewatch.service.centre import Centre
from trucewatch.service.review.sending import send
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import content
from trucewatch.storage.models import Document, Head, Outgoing, ToldUpTo
from trucewatch.storage.models.documents import Version

KINDS = (
    "case", "request", "position", "reveal", "session", "determination", "measure",
    "rules_proposal", "standing",
)  # fmt: skip
SALT = "trucewatch.notice"
AT_ONCE = 5
"""Notices that are tried in one turn, so that a dead server does not keep the worker from reading;
each waits ten seconds at most."""
OPENED_FOR = dt.timedelta(days=30)
"""How long a link leads anywhere; it opens nothing without signing in."""


def targets(text: str | None = None) -> dict[str, tuple[str, ...]]:
    """Addresses of each desk, as the setting names them.

    >>> targets("a=mailto:x@a.example a=https://a.example/in b=mailto:y@b.example")["a"]
    ('mailto:x@a.example', 'https://a.example/in')
    """
    found: dict[str, tuple[str, ...]] = {}
    for one in (settings.NOTICES if text is None else text).split():
        desk, _, address = one.partition("=")
        if desk in ("a", "b", "neutral") and address:
            found[desk] = (*found.get(desk, ()), address)
    return found


def tell(centre: Centre) -> int:
    """Write notices for what is new, and send those whose time has come; how many went out."""
    if not targets():
        return 0
    now = centre.machine_clock()
    write(now)
    due = Outgoing.objects.filter(next_at__lte=now).order_by("next_at", "id")
    exercise = centre.home.is_exercise
    return sum(_try(one, centre.machine_clock(), exercise=exercise) for one in list(due[:AT_ONCE]))


def write(now: dt.datetime) -> None:
    """A notice for each desk of each step since the last time; once, whenever it is killed."""
    with transaction.atomic():
        mark = ToldUpTo.objects.first() or ToldUpTo(seq=_newest())
        rows = Document.objects.filter(kind__in=KINDS, seq__gt=mark.seq).order_by("seq")
        for row in rows:
            made = [one for desk in whom(row.verb, content(row)) for one in targets().get(desk, ())]
            for target in dict.fromkeys(made):
                facts = {"subject": leads_to(row), "made_at": now, "next_at": now}
                Outgoing.objects.get_or_create(
                    seq=row.seq, target=target, defaults={"id": new_id(), **facts}
                )
            mark.seq = row.seq
        mark.save()


def leads_to(row: Version) -> str:
    """What a link opens: the case where there is one, else the thing itself."""
    return str(content(row).get("case") or row.subject)


def link(notice: str) -> str:
    """The address in a notice; what it leads to, the centre alone knows."""
    signed = signing.TimestampSigner(salt=SALT).sign(notice)
    return f"{settings.ADDRESS}/review/n/{signed}"


def opened(signed: str) -> str:
    """What a link leads to; "" for one that is forged, old, or of nothing.

    >>> opened("forged")
    ''
    """
    try:
        notice = signing.TimestampSigner(salt=SALT).unsign(signed, max_age=OPENED_FOR)
    except signing.BadSignature:
        return ""
    found = Outgoing.objects.filter(id=notice).first()
    return found.subject if found else ""


def waiting() -> Iterator[Outgoing]:
    """Notices that did not go out yet, or never will, for the operator."""
    yield from Outgoing.objects.filter(sent_at=None).order_by("made_at")


def _try(one: Outgoing, now: dt.datetime, *, exercise: bool) -> bool:
    try:
        send(one.target, one.id, link(one.id), now, exercise=exercise)
    except (OSError, Refusal) as err:
        one.tries += 1
        one.next_at, one.failed = next_try(one.tries, now), f"{type(err).__name__}: {err}"[:300]
        one.save(update_fields=["tries", "next_at", "failed"])
        return False
    one.sent_at, one.next_at, one.failed = now, None, ""
    one.save(update_fields=["sent_at", "next_at", "failed"])
    return True


def _newest() -> int:
    newest = Head.objects.aggregate(newest=Max("seq"))["newest"]
    return -1 if newest is None else int(newest)
