"""What bound whom at a place and time, with which place was taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.assess import bound as terms_there
from trucewatch.data.agreement_files import Agreements
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.bound import TermsThere
from trucewatch.domain.errors import InvalidValue
from trucewatch.pipeline.locate import Located, locate


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An answer with what was asked: when, where as it was understood, and of whom.

    Args:
        terms: every agreement asked, also those elsewhere, over, pending or not yet announced.
    """

    at: dt.datetime
    located: Located
    actor: str | None
    known_at: dt.datetime | None
    terms: tuple[TermsThere, ...]


def bound(
    at: dt.datetime,
    place: str | Located,
    *,
    actor: str | None = None,
    known_at: dt.datetime | None = None,
    terms: Iterable[Agreement] = (),
) -> Bound:
    """How every packaged agreement stood at one instant and place, clause by clause.

    Args:
        at: the instant, with its offset.
        place: a name or an id, or what `locate` made of one.
        actor: registry id; the clauses then tell how surely each bound this actor.
        known_at: leave out what could not have been known then; None knows everything.
        terms: more agreements to ask; one with the id of a packaged one stands in for it.

    Raises:
        InvalidValue: `at` or `known_at` has no offset; or `terms` rest on what is not there.
        AmbiguousName, UnknownName: no such place, several of equal standing, or no such actor.

    >>> import datetime as dt
    >>> at = dt.datetime.fromisoformat("2016-02-26T23:59+02:00")
    >>> {one.agreement: one.status.value for one in bound(at, "Aleppo").terms}["syria-2016-02-22"]
    'pending'
    """
    for moment in (at, known_at):
        if moment is not None and moment.tzinfo is None:
            raise InvalidValue(f"{moment.isoformat()} has no UTC offset")
    located = locate(place) if isinstance(place, str) else place
    asked = Agreements(({one.id: one for one in (*Agreements.packaged(), *terms)}).values())
    found = terms_there.bound(at, located.place.id, asked, actor=actor, known_at=known_at)
    return Bound(at=at, located=located, actor=actor, known_at=known_at, terms=found)
