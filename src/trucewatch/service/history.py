"""The history of a thing: who made which version, when, and what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.domain.access import Person
from trucewatch.service.refusals import NotThere
from trucewatch.service.sight import visible
from trucewatch.storage.documents import as_known, newest_of, versions
from trucewatch.storage.entries import verbs_of
from trucewatch.storage.models import Head
from trucewatch.storage.models.documents import Version


@dataclass(frozen=True)
class Difference:
    """One member that a version changed; None where it was or is absent."""

    member: str
    was: Any
    now: Any


@dataclass(frozen=True)
class Chapter:
    """One version: what was done, by whom, when, and what is different since.

    Args:
        seq: place of its entry in the ledger.
        verb: action of the policy, as `incident.dismiss`; "" for what was recorded without one.
        reason: as the person gave it, "" where none was asked.
    """

    version: int
    seq: int
    at: dt.datetime
    actor: str
    verb: str
    reason: str
    differences: tuple[Difference, ...]


def history(person: Person, subject: str) -> list[Chapter]:
    """Every version of a thing, the first one first.

    Raises:
        NotThere: no such thing, or none that the person may know of.
    """
    kind = kind_of(person, subject)
    found = versions(kind, subject)
    verbs = verbs_of([one.seq for one in found])
    chapters: list[Chapter] = []
    before: Mapping[str, Any] = {}
    for one in found:
        body = one.body or {}
        chapters.append(_chapter(one, verbs[one.seq], before, body))
        before = body
    return chapters


def known_on(person: Person, subject: str, at: dt.datetime) -> Version:
    """The version that stood at an instant.

    Raises:
        NotThere: it was not on record yet, or the person may not know of it.
    """
    stood = as_known(kind_of(person, subject), subject, at)
    if stood is None:
        raise NotThere(f"{subject} was not on record then")
    return stood


def kind_of(person: Person, subject: str) -> str:
    """The kind of a thing that the person may see.

    Raises:
        NotThere: no such thing, or none that the person may know of; the two look the same.
    """
    head = Head.objects.filter(subject=subject).first()
    stands = newest_of(subject) if head else None
    if head is None or stands is None or not visible(person, stands):
        raise NotThere(f"nothing {subject} is on record")
    return head.kind


def _chapter(
    one: Version, verb: str, before: Mapping[str, Any], body: Mapping[str, Any]
) -> Chapter:
    reason = next(
        (told["reason"] for name in ("settled", "review") if (told := body.get(name))), ""
    )
    return Chapter(
        version=one.version,
        seq=one.seq,
        at=one.recorded_at,
        actor=one.actor,
        verb=verb,
        reason=reason or body.get("reason", ""),
        differences=tuple(
            Difference(name, before.get(name), body.get(name))
            for name in dict.fromkeys((*before, *body))
            if before.get(name) != body.get(name)
        ),
    )
