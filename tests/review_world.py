"""What tests of the joint review share: its people, a clock that is moved, incidents, a case."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import secrets
from typing import Any

from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.case import Case, OpenedAs
from trucewatch.domain.request import Request
from trucewatch.review.opening import Opening
from trucewatch.review.requests import Asked
from trucewatch.service.centre import Centre
from trucewatch.service.review import cases, requests
from trucewatch.service.review.cases import Said
from trucewatch.service.verb import Change, perform

DUTY = Person("p-duty", Role.DUTY_OFFICER)
ANALYST = Person("p-analyst", Role.ANALYST)
CHAIR = Person("p-chair", Role.FACILITATOR, stepped_up=True)
HEAD_A = Person("p-head-a", Role.DELEGATION_HEAD, Side.A, stepped_up=True)
HEAD_B = Person("p-head-b", Role.DELEGATION_HEAD, Side.B, stepped_up=True)
OFFICER_A = Person("p-officer-a", Role.DELEGATION_OFFICER, Side.A)
OFFICER_B = Person("p-officer-b", Role.DELEGATION_OFFICER, Side.B)
MONDAY = dt.datetime(2016, 9, 12, 9, 0, tzinfo=dt.UTC)


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self, at: dt.datetime = MONDAY) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        """The time."""
        return self.at

    def move(self, **length: float) -> None:
        """Let time go by."""
        self.at += dt.timedelta(**length)


def with_clock(centre: Centre, hands: Hands) -> Centre:
    """The same centre by another clock."""
    return dataclasses.replace(centre, clock=hands)


def key() -> str:
    """A fresh idempotency key."""
    return secrets.token_hex(8)


def said(words: str = "", **more: Any) -> Said:
    """What somebody says with a step, under a key of its own."""
    return Said(key(), words, **more)


def incident(centre: Centre, **given: Any) -> str:
    """An incident on file: shells on Harbanifse; its id."""
    subject = secrets.token_hex(13)
    body = {
        "id": subject,
        "statements": ["s" * 16],
        "act": "shelling",
        "act_family": "fire",
        "initiators": [],
        "places": [
            {"name": "Harbanifse", "place": None, "lon": None, "lat": None, "precision": "unknown",
             "words": "Harbanifse"}
        ],
        "time": {"start": "2016-09-12T03:00:00Z", "end": "2016-09-12T04:00:00Z",
                 "precision": "hour", "words": "03:00"},
        "words": "Shells fell on houses in Harbanifse.",
        "status": "single_source",
        "provisional": True,
        **given,
    }  # fmt: skip
    change = Change(kind="incident", subject=subject, document=body)
    perform(centre, DUTY, "incident.file", change, key=key())
    return subject


_numbers = itertools.count(1)


def opening(*incidents: str, **given: Any) -> Opening:
    """What an officer says who opens a case."""
    facts: dict[str, Any] = {
        "title": f"Shelling of Harbanifse, {next(_numbers)}",
        "opened_as": OpenedAs.MONITOR,
        "complaint": "Shells fell after the truce had begun.",
        "suspected": ("some-party",),
        "agreement": "syria-2016-09-09",
        **given,
    }
    return Opening(incidents=incidents, **facts)


def opened(centre: Centre, person: Person = DUTY, **given: Any) -> str:
    """A case on one incident; its id."""
    return cases.open_(centre, person, opening(incident(centre), **given), key=key())


def heard(centre: Centre, person: Person = DUTY, **given: Any) -> str:
    """A case that was admitted; its id."""
    case = opened(centre, person, **given)
    cases.admit(centre, CHAIR, case, said(), admissible=True)
    return case


def asked(centre: Centre, case: str, to: Side = Side.B, **given: Any) -> str:
    """A request on it; its id."""
    wanted = Asked(case, to, "Which units were near Harbanifse?", **given)
    return requests.send(centre, CHAIR, wanted, key=key())


def case_now(case: str) -> Case:
    """The case as it stands."""
    return cases.get(CHAIR, case).case


def request_now(request: str) -> Request:
    """The request as it stands."""
    return requests.get(CHAIR, request).request
