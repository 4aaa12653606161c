"""The zone of terms with those that amendments added to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer, weaker
from trucewatch.assess.scope import There, in_zone
from trucewatch.assess.window import Span, begun, told_by
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import AmendmentKind
from trucewatch.domain.finding import Certainty
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.zone import Zone


def in_terms(
    mentions: Sequence[PlaceMention],
    agreement: Agreement,
    there: There,
    known_at: dt.datetime | None = None,
) -> Answer:
    """Whether what happened at these places happened in the zone of the terms as it then was.

    A zone that an amendment added counts from when that took effect; where that is open, so is
    whether it counts. The answer tells of the zone that holds the event most surely.
    """
    [main] = (zone for zone in agreement.zones if zone.id == agreement.zone)
    found = in_zone(mentions, main, there)
    for zone, since in _added(agreement, there, known_at):
        other = in_zone(mentions, zone, there)
        if other.certainty is None or found.certainty is None:
            continue
        certainty = weaker(other.certainty, since)
        if _surer(certainty, found.certainty):
            code = other.code if certainty is other.certainty else "in_zone.overlap"
            found = Answer(other.question, certainty, code, other.facts)
    return found


def _surer(one: Certainty, other: Certainty) -> bool:
    order = (SURELY, POSSIBLY, NOT)
    return order.index(one) < order.index(other)


def _added(
    agreement: Agreement, there: There, known_at: dt.datetime | None
) -> Iterator[tuple[Zone, Certainty]]:
    """Zones that amendments added, each with how surely it counted at that time."""
    zones = {zone.id: zone for zone in agreement.zones}
    for one in agreement.amendments:
        if one.kind is AmendmentKind.ADD_ZONE and one.zone and told_by(one, known_at):
            since = _since(begun(one.effective, there.reading, known_at), there.span)
            if since is not NOT:
                yield zones[one.zone], since


def _since(start: Span, span: Span) -> Certainty:
    """How surely a time lies after a moment that is known to lie in `start`."""
    if start[1] <= span[0]:
        return SURELY
    return POSSIBLY if start[0] < span[1] else NOT
