"""Notices that did not go out, as the operator may see them: which desk, which way, what failed.

Neither an address nor a secret in it, nor what the notice leads to, is told: an operator sees that
something does not arrive, and not what it is about.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.access import Audience, Person, Resource
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.review.outbox import targets, waiting
from trucewatch.service.verb import permit
from trucewatch.storage.models import Outgoing

ANSWERED = re.compile(r"OSError: answered ([0-9]{3})")


class Way(StrEnum):
    """How a notice goes out."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class Fault(StrEnum):
    """Why the last try failed, without the words of the other end, which may name an address."""

    NOT_SET_UP = "not_set_up"
    ANSWERED = "answered"
    MAIL_REFUSED = "mail_refused"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Undelivered:
    """A notice that failed at least once.

    Args:
        desk: a, b or neutral; "" where the setting names its address no more.
        number: of the address among those of the desk, from 1; 0 where it is named no more.
        way: by mail, or to a program.
        tries: that failed.
        fault: of the last one.
        status: that the other end answered; "" where it answered none.
        next_at: None once it was given up.
    """

    id: str
    desk: str
    number: int
    way: Way
    tries: int
    fault: Fault
    status: str
    made_at: dt.datetime
    next_at: dt.datetime | None


def undelivered(person: Person) -> list[Undelivered]:
    """Notices that failed and have not gone out since; the oldest first.

    Raises:
        Denied: not the operator.
    """
    permit(person, "notice.see", _public())
    return [_told(one) for one in waiting() if one.tries]


def try_again(centre: Centre, person: Person, notice: str) -> None:
    """Have the worker try a notice with its next turn, and as long as a new one after that.

    Raises:
        Denied: not the operator.
        NotThere: no such notice, or it went out meanwhile.
    """
    permit(person, "notice.retry", _public())
    found = Outgoing.objects.filter(id=notice, sent_at=None)
    if not found.update(next_at=centre.machine_clock(), tries=0):
        raise NotThere("no such notice waits")


def _told(one: Outgoing) -> Undelivered:
    desk, number = _place(one.target)
    fault, status = _fault(one.failed)
    return Undelivered(
        id=one.id,
        desk=desk,
        number=number,
        way=Way.MAIL if one.target.startswith("mailto:") else Way.WEBHOOK,
        tries=one.tries,
        fault=fault,
        status=status,
        made_at=one.made_at,
        next_at=one.next_at,
    )


def _place(target: str) -> tuple[str, int]:
    for desk, addresses in targets().items():
        if target in addresses:
            return desk, addresses.index(target) + 1
    return "", 0


def _fault(failed: str) -> tuple[Fault, str]:
    if found := ANSWERED.fullmatch(failed):
        return Fault.ANSWERED, found[1]
    if failed.startswith("Refusal:"):
        return Fault.NOT_SET_UP, ""
    return (Fault.MAIL_REFUSED if failed.startswith("SMTP") else Fault.NOBODY), ""


def _public() -> Resource:
    return Resource("notice", audience=Audience.PUBLIC)
