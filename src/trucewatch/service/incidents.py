"""What people decide about incidents: link, merge, split, file, dismiss, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.decision import Decision, DecisionKind, Side, identified
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import write_instant
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.comments import tell_followers
from trucewatch.service.incident_body import identity_of, state_of
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.models.documents import Version
from trucewatch.storage.refusals import StaleVersion

STATES = {"incident.file": "filed", "incident.dismiss": "dismissed"}


def merge(
    centre: Centre, person: Person, incidents: Sequence[str], reason: str, *, key: str
) -> str:
    """Several incidents tell of one happening; id of the decision.

    Raises:
        InvalidValue: fewer than two are named, or no reason is given.
    """
    sides = tuple(_side(one) for one in dict.fromkeys(incidents))
    kind = ("incident.merge", DecisionKind.MERGE)
    return _decide(centre, person, kind, (reason, key), sides=sides)


def link(centre: Centre, person: Person, statement: str, incident: str, *, key: str) -> str:
    """A statement tells of an incident that the machine did not put it to; id of the decision."""
    sides = (Side(statements=(statement,)), _side(incident))
    told = ("linked by a person", key)
    return _decide(centre, person, ("incident.link", DecisionKind.MERGE), told, sides=sides)


def split(
    centre: Centre,
    person: Person,
    incident: str,
    statements: Sequence[str],
    *,
    reason: str,
    key: str,
) -> str:
    """Some statements of an incident tell of another happening; id of the decision.

    Raises:
        InvalidValue: none of them is its, or nothing of it would be left.
    """
    whole = _side(incident)
    off = tuple(one for one in whole.statements if one in set(statements))
    rest = tuple(one for one in whole.statements if one not in off)
    if not off or not rest:
        raise InvalidValue(
            Sentence("{incident} cannot be split so", incident=incident),
            remedy="name some of its statements, not all",
        )
    sides = (Side(statements=off), Side(statements=rest, incident=incident))
    kind = ("incident.split", DecisionKind.SPLIT)
    return _decide(centre, person, kind, (reason, key), sides=sides)


def undo(centre: Centre, person: Person, decision: str, *, key: str) -> str:
    """Take a decision back; a split is taken back by merging what it parted.

    Returns:
        Id of the decision that takes it back.

    Raises:
        NotThere: no such decision.
    """
    stands = newest_of(decision)
    if stands is None or stands.body is None:
        raise NotThere(f"no decision {decision}")
    made = from_wire(Decision, stands.body)
    words = ("taken back", key)
    if made.kind is DecisionKind.SPLIT:
        kind = ("incident.undo", DecisionKind.MERGE)
        return _decide(centre, person, kind, words, sides=made.sides, takes_back=made)
    kind = ("incident.undo", DecisionKind.UNMERGE)
    return _decide(centre, person, kind, words, sides=(), takes_back=made)


def settle(
    centre: Centre,
    person: Person,
    action: str,
    incident: str,
    *,
    reason: str,
    key: str,
    seen: int | None = None,
) -> int:
    """File an incident or dismiss it with a reason; version that it has now.

    Args:
        action: `incident.file` or `incident.dismiss`.
        seen: version that the person looked at; None for whichever stands.

    Raises:
        StaleVersion: another version stands than the one that was looked at.
    """
    permit(person, action, Resource("incident"))
    if action == "incident.dismiss" and not reason.strip():
        raise InvalidValue("a reason is missing", remedy="say in a few words why")
    stands = _looked_at(incident, seen)
    at = write_instant(centre.clock().replace(microsecond=0))
    settled = {"by": person.id, "at": at, "reason": reason.strip()}
    told = {**(stands.body or {}), "status": STATES[action], "settled": settled}
    return _next(centre, person, action, (stands, told), key=key)


def reopen(
    centre: Centre, person: Person, incident: str, *, key: str, seen: int | None = None
) -> int:
    """Take filing or dismissal back: it stands where the reports alone put it.

    Args:
        seen: version that the person looked at; None for whichever stands.

    Raises:
        StaleVersion: another version stands than the one that was looked at.
    """
    permit(person, "incident.undo", Resource("incident"))
    stands = _looked_at(incident, seen)
    told = {name: value for name, value in (stands.body or {}).items() if name != "settled"}
    return _next(
        centre, person, "incident.undo", (stands, {**told, "status": state_of(told)}), key=key
    )


def decisions_on(incident: str) -> list[tuple[str, Decision]]:
    """Decisions that name statements of an incident, with their ids on record; the newest first."""
    body = _standing(incident).body or {}
    members = {*body["statements"], *body.get("denials", ())}
    found = [(one.subject, from_wire(Decision, one.body)) for one in newest("decision") if one.body]
    return [(name, one) for name, one in found if members.intersection(one.statements)]


def _decide(
    centre: Centre,
    person: Person,
    kind: tuple[str, DecisionKind],
    told: tuple[str, str],
    *,
    sides: tuple[Side, ...],
    takes_back: Decision | None = None,
) -> str:
    (action, of), (reason, key) = kind, told
    permit(person, action, Resource("incident"))
    made = identified(
        Decision(
            id="",
            kind=of,
            by=person.id,
            at=_after_all(centre),
            reason=reason,
            sides=sides,
            withdraws=takes_back.id if takes_back and of is DecisionKind.UNMERGE else "",
        )
    )
    subject = subject_of("decision", key)
    change = Change(kind="decision", subject=subject, document=to_wire(made))
    perform(centre, person, action, change, key=key)
    return subject


def _after_all(centre: Centre) -> dt.datetime:
    """Now, but after every decision on record: of two that disagree the later one counts."""
    now = centre.clock().replace(microsecond=0)
    last = newest("decision").first()
    if last is None or last.body is None:
        return now
    return max(now, from_wire(Decision, last.body).at + dt.timedelta(seconds=1))


def _side(incident: str) -> Side:
    told = identity_of(_standing(incident).body or {})
    return Side(statements=told.statements, incident=incident)


def _standing(incident: str) -> Version:
    stands = newest_of(incident)
    if stands is None or stands.body is None or "act" not in stands.body:
        raise NotThere(f"no incident {incident}")
    return stands


def _looked_at(incident: str, seen: int | None) -> Version:
    stands = _standing(incident)
    if seen not in (None, stands.version):
        raise StaleVersion(
            Sentence("{incident} has changed since version {seen}", incident=incident, seen=seen),
            remedy="look at it and decide again",
        )
    return stands


def _next(
    centre: Centre, person: Person, action: str, stands: tuple[Version, dict[str, Any]], *, key: str
) -> int:
    before, told = stands
    change = Change(kind="incident", subject=before.subject, document=told, follows=before.version)
    perform(centre, person, action, change, key=key)
    tell_followers(centre, person, before.subject)
    return before.version + 1
