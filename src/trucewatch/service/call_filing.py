"""From a call to an incident: its statement, its provisional incident, its assessment, at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trucewatch.data.versions import versions
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.span import Span
from trucewatch.domain.statement import (
    Because,
    Count,
    Factuality,
    Mention,
    PlaceMention,
    Polarity,
    Speaker,
    Statement,
)
from trucewatch.domain.time import TimeRange
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.service.assessing import Assessed, assessed
from trucewatch.service.call_told import FILED
from trucewatch.service.calls import CALL, Logged, subject_under
from trucewatch.service.centre import Centre
from trucewatch.service.incident_body import SINGLE
from trucewatch.service.keys import subject_of
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import content
from trucewatch.storage.models.documents import Version
from trucewatch.text.lexicon import acts

RULE = "call"
"""Why a statement is there: an officer wrote it down."""
TELL = "tell"


@dataclass(frozen=True)
class Filed:
    """What became of a call.

    Args:
        incident, assessment: their ids.
        number: the incident's place in the ledger.
        findings: for each agreement and reading that was asked.
    """

    call: Logged
    incident: str
    assessment: str
    number: int
    findings: tuple[Finding, ...]


def file(centre: Centre, person: Person, call: Version, *, key: str) -> Filed:
    """Make a provisional incident of a call and hold it against the terms of then and there.

    It rests on one statement, claimed by the caller's code name. Sent again under the same key it
    finds what was made.

    Raises:
        Denied: the person may not.
        InvalidValue: the call tells no act, so nothing could be assessed, or is filed already.
    """
    permit(person, "call.file", CALL)
    permit(person, "incident.file", Resource("incident"))
    subject = subject_under(key, "incident")
    if content(call)["state"] == FILED and content(call)["incident"] != subject:
        raise InvalidValue("this call is filed already", remedy="correct its incident instead")
    if not content(call)["act"]:
        raise InvalidValue("nothing is told of what was done", remedy="choose an act, then file it")
    said = statement_of(call, subject_under(key, "statement"))
    incident = incident_of(said, subject)
    judged = assessed(incident)
    told = Change(kind="statement", subject=said.id, document=to_wire(said))
    made = Change(
        kind="incident", subject=subject, document=_incident_document(judged, incident, call)
    )
    held = Change(
        kind="assessment",
        subject=subject_of("assessment", subject),
        document={
            "incident": subject,
            "incident_version": 1,
            "findings": to_wire(judged.findings),
            "versions": to_wire(versions()),
        },
    )
    perform(centre, person, "call.file", told, key=f"{key}-statement")
    number = perform(centre, person, "incident.file", made, key=f"{key}-incident").seq
    perform(centre, person, "incident.assess", held, key=f"{key}-assessment")
    filed = _say_filed(centre, person, call, incident=subject, key=f"{key}-filed")
    return Filed(filed, subject, held.subject, number, judged.findings)


def _incident_document(judged: Assessed, incident: Incident, call: Version) -> dict[str, Any]:
    """Provisional, resting on one source, with the call that it came from."""
    return {
        **to_wire(incident),
        "status": SINGLE,
        "result": judged.summary,
        "origins": 1,
        "call": call.subject,
    }


def statement_of(call: Version, subject: str) -> Statement:
    """What the caller claims, in their own words, with who says that who says."""
    told = content(call)
    words = told["words"]
    span = Span(0, len(words))
    caller = Speaker(told["caller"], None, TELL)
    told_by = told["told_by"]
    first = [Speaker(told_by, None, TELL, told_by)] if told_by else []
    return Statement(
        id=subject,
        span=span,
        words=words,
        speakers=(*first, caller),
        act=told["act"],
        act_family=acts()[told["act"]].family,
        polarity=Polarity.AFFIRMED,
        factuality=Factuality.ALLEGED,
        because=(Because(RULE, span),),
        agents=_mentions(told["who"]),
        targets=_mentions(told["whom"]),
        places=(from_wire(PlaceMention, told["place"]),) if told["place"] else (),
        time=from_wire(TimeRange, told["time"]) if told["time"] else None,
        counts=tuple(
            Count(one["fate"], one["low"], one["high"], one["who"], one["words"])
            for one in told["harmed"]
        ),
    )


def incident_of(said: Statement, subject: str) -> Incident:
    """The happening that one statement tells of; who did it stays unknown where nobody says."""
    return Incident(
        id=subject,
        statements=(said.id,),
        act=said.act,
        act_family=said.act_family,
        accusers=said.speakers,
        initiators=said.agents,
        targets=said.targets,
        places=said.places,
        time=said.time,
        words=said.words,
    )


def _mentions(party: dict[str, Any] | None) -> tuple[Mention, ...]:
    return (Mention(party["name"], party["actor"], party["words"]),) if party else ()


def _say_filed(centre: Centre, person: Person, call: Version, *, incident: str, key: str) -> Logged:
    """The call, filed; where this was said before it stays as it is."""
    if content(call)["state"] == FILED:
        return Logged(call.subject, call.seq, call.version, repeated=True)
    document = {**content(call), "state": FILED, "incident": incident}
    change = Change(kind="call", subject=call.subject, document=document, follows=call.version)
    done = perform(centre, person, "call.file", change, key=key)
    return Logged(call.subject, done.seq, call.version + 1, done.repeated)
