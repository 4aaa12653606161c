"""Whether terms have anything to do with those whom an incident names, where nobody tells where."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.assess.answer import NOT
from trucewatch.assess.exclusion import left_out
from trucewatch.assess.parties import acting_for, related_members
from trucewatch.assess.readings import readings_of
from trucewatch.assess.window import ALWAYS, NEVER, Span
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.incident import Incident
from trucewatch.domain.statement import Mention, Speaker


def concerns(
    agreement: Agreement, incident: Incident, registry: Registry, span: Span = (ALWAYS, NEVER)
) -> bool:
    """Whether the terms know anybody whom the incident names, as whatever they know them.

    An incident without a place may have been anywhere, so every truce in the world would answer
    for it. What ties it to terms are the names in it: who did it, who suffered it, who says so.
    A member, whoever acts for one or is related to one, whoever is excluded, and those who keep,
    guarantee or facilitate the terms are known to them.
    """
    return any(_knows(agreement, one, registry, span) for one in _named(incident))


def _named(incident: Incident) -> Iterable[str]:
    said: tuple[Mention | Speaker, ...] = (
        *incident.initiators,
        *incident.targets,
        *incident.accusers,
    )
    return dict.fromkeys(one.actor for one in said if one.actor is not None)


def _knows(agreement: Agreement, actor: str, registry: Registry, span: Span) -> bool:
    chain = acting_for(actor, registry, span)
    known = {entry.actor for entry in agreement.members}
    known.update(agreement.co_chairs, agreement.guarantors, agreement.facilitators)
    if not known.isdisjoint(chain):
        return True
    who = Mention(actor, actor, "")
    return any(
        next(related_members(chain, agreement, reading, registry), None) is not None
        or left_out(who, agreement, reading, registry=registry, span=span).certainty is not NOT
        for reading in readings_of(agreement)
    )
