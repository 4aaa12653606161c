"""Who people are, for pages; the record itself knows them by opaque ids alone."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.domain.access import MACHINE, Role
from trucewatch.storage.exercise import PLAYED
from trucewatch.storage.people.models import Account
from trucewatch.web import wording


def names_of(people: Iterable[str]) -> dict[str, str]:
    """Name and role of each person by id; a program by what it is, others as they stand."""
    wanted = set(people)
    found = {one.id: one for one in Account.objects.filter(id__in=wanted)}
    named = {key: f"{one.name} ({wording.role(one.person())})" for key, one in found.items()}
    program = {MACHINE.id: str(wording.ROLES[MACHINE.role])}
    script = wording.ROLES[Role.SCRIPT]
    program |= {one: str(script) for one in wanted if one.startswith(PLAYED)}
    return {one: one for one in wanted} | program | named
