"""A demonstration centre: people of every role, and the sample reports on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from trucewatch.domain.access import MACHINE, Role, Side
from trucewatch.pipeline.samples import sample_reports
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather
from trucewatch.service.reports import Arrival, read, receive, waiting
from trucewatch.storage import caller_keys
from trucewatch.storage.custody import new_id
from trucewatch.storage.disk import PRIVATE, replace
from trucewatch.storage.home import Home
from trucewatch.storage.people.models import Account

CENTRE = "demonstration"
PEOPLE = (
    ("duty", Role.DUTY_OFFICER, Side.NEUTRAL),
    ("analyst", Role.ANALYST, Side.NEUTRAL),
    ("a-officer", Role.DELEGATION_OFFICER, Side.A),
    ("a-head", Role.DELEGATION_HEAD, Side.A),
    ("b-officer", Role.DELEGATION_OFFICER, Side.B),
    ("b-head", Role.DELEGATION_HEAD, Side.B),
    ("facilitator", Role.FACILITATOR, Side.NEUTRAL),
    ("protection", Role.SOURCE_PROTECTION, Side.NEUTRAL),
    ("operator", Role.OPERATOR, Side.NEUTRAL),
)
STEPS = len(sample_reports()) + 2
"""How often `load` tells how far it is."""


class SignIn(NamedTuple):
    """How somebody of the demonstration signs in."""

    username: str
    password: str
    role: str
    side: str


def admit_all() -> list[SignIn]:
    """An account of every role, each with a random password."""
    return [_admit(*one) for one in PEOPLE]


def load(centre: Centre, tell: Callable[[str], None]) -> None:
    """The sample reports received, read, gathered and assessed; what is there is left alone."""
    for name, raw in sample_reports():
        arrival = Arrival(name=name, media_type="text/plain", channel="sample")
        receive(centre, MACHINE, raw, arrival, key=f"sample:{name}")
    left = waiting()
    for number in range(STEPS - 2):
        tell(f"Reading sample {number + 1} of {STEPS - 2}")
        if number < len(left):
            read(centre, MACHINE, left[number])
    tell("Gathering incidents and holding them against terms")
    gather(centre, MACHINE)


def admit_handler(home: Home) -> None:
    """A key for those who look after sources; a real one never lies on this machine."""
    private, public = caller_keys.fresh()
    replace(home.root.with_name(f"{home.root.name}.handler.key"), private.encode(), mode=PRIVATE)
    caller_keys.admit(home, public)


def keep(home: Home, people: list[SignIn]) -> None:
    """Write how to sign in beside the home, so that a second start can tell it again."""
    lines = ("\t".join(one) for one in people)
    replace(_file(home), "\n".join(lines).encode(), mode=PRIVATE)


def kept(home: Home) -> Iterator[SignIn]:
    """How to sign in, as an earlier start wrote it; none where nothing was written."""
    if _file(home).exists():
        for line in _file(home).read_text("utf-8").splitlines():
            yield SignIn(*line.split("\t"))


def _file(home: Home) -> Path:
    return home.root.with_name(f"{home.root.name}.sign-in")


def _admit(username: str, role: Role, side: Side) -> SignIn:
    password = new_id()[:12]  # 60 random bits
    facts = {"name": username, "role": role.value, "side": side.value}
    Account.objects.admit(username, password, **facts)
    return SignIn(username, password, role.value, side.value)
