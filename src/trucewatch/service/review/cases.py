"""Verbs on cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.case import Case, CaseState, Severity, Threat
from trucewatch.domain.determination import determination_id
from trucewatch.domain.measure import UNFINISHED, MeasureState
from trucewatch.domain.position import reveal_id
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.review import cases as course
from trucewatch.review.ladder import escalate as one_rung_up
from trucewatch.review.opening import IncidentFacts, Opening, facts_of, lacking, open_case
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.review.owed import end_open, of_case
from trucewatch.service.review.rules_in_force import SUBJECT as RULES
from trucewatch.service.review.rules_in_force import in_force, rules_of
from trucewatch.service.review.settling import on_fresh_ground
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.sight import seen
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest_of, standing_at, versions
from trucewatch.storage.models.documents import Version
from trucewatch.storage.refusals import StaleVersion

KIND = "case"
NO_GROUNDS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class Standing:
    """A case as it stands on record."""

    version: Version
    case: Case

    @property
    def id(self) -> str:
        """Its id."""
        return self.version.subject


@dataclass(frozen=True)
class Said:
    """What somebody says while they take a step.

    Args:
        words: the reason, "" where none is given.
        key: idempotency key.
        seen: version that they looked at; None for whichever stands.
    """

    key: str
    words: str = ""
    seen: int | None = None


def open_(centre: Centre, person: Person, opening: Opening, *, key: str) -> str:
    """Open a case from incidents; its id.

    Raises:
        Denied, NotLawful: the person may not, or not as that.
        NotThere: an incident is not on file.
    """
    permit_in_review(person, "case.open", Resource(KIND))
    for incident in opening.incidents:
        _incident(person, incident)

    def opened() -> str:
        version, rules = in_force(centre)
        made = open_case(opening, person, rules, version)
        change = Change(
            kind=KIND,
            subject=subject_of(KIND, key),
            document=to_wire(made),
            grounds={RULES: version},
        )
        perform(centre, person, "case.open", change, key=key)
        return change.subject

    return on_fresh_ground(opened)


def admit(centre: Centre, person: Person, case: str, said: Said, *, admissible: bool) -> Case:
    """Hear a case or turn it away, with the reasons of the rules.

    Raises:
        Denied, NotLawful, NotThere, StaleVersion.
    """

    def judged(stands: Standing) -> Case:
        rules = rules_of(stands.case)
        lacks = lacking(stands.case, rules, incidents_of(person, stands.case))
        needed = rules.admissible_if
        return course.judge(stands.case, lacks, needed, admissible=admissible, words=said.words)

    return _take(centre, person, ("case.admit", case, said), judged)


def invite(centre: Centre, person: Person, case: str, said: Said) -> Case:
    """Let the clock for positions run."""
    return _take(
        centre, person, ("case.invite", case, said),
        lambda one: course.invite(one.case, rules_of(one.case), centre.clock()),
    )  # fmt: skip


def relate(centre: Centre, person: Person, case: str, others: Sequence[str], *, said: Said) -> Case:
    """Say which other cases belong beside this one.

    Raises:
        NotThere: one of them is not on file.
        NotLawful: `relates_to_itself`.
    """
    for other in others:
        get(person, other)
    if case in others:
        raise NotLawful("relates_to_itself")
    related = tuple(dict.fromkeys(others))
    return _take(
        centre, person, ("case.relate", case, said),
        lambda one: replace(one.case, related=related, reason=said.words.strip()),
    )  # fmt: skip


def weigh(
    centre: Centre, person: Person, case: str, found: tuple[Severity, Threat], *, said: Said
) -> Case:
    """Say how grave it is, and beside that how far it threatens the ceasefire.

    Raises:
        NotLawful: `no_reason`, a threat without a word why.
    """
    severity, threat = found
    if threat != Threat() and not threat.reason.strip():
        raise NotLawful("no_reason")
    return _take(
        centre, person, ("case.weigh", case, said),
        lambda one: replace(one.case, severity=severity, threat=threat, reason=threat.reason),
    )  # fmt: skip


def withdraw(centre: Centre, person: Person, case: str, said: Said) -> Case:
    """Take back a case that one's own side opened; with it ends what earlier rounds left owed."""
    made = _take(
        centre, person, ("case.withdraw", case, said),
        lambda one: course.withdraw(one.case, said.words),
    )  # fmt: skip
    end_open(centre, person, case, MeasureState.WITHDRAWN)
    return made


def refer(centre: Centre, person: Person, case: str, said: Said) -> Case:
    """Hand a case to another body."""
    return _take(
        centre, person, ("case.refer", case, said),
        lambda one: course.refer(one.case, said.words),
    )  # fmt: skip


def escalate(centre: Centre, person: Person, case: str, said: Said) -> Case:
    """Bring a case one rung up the ladder of its rules."""
    return _take(
        centre, person, ("case.escalate", case, said),
        lambda one: one_rung_up(
            one.case, rules_of(one.case),
            since=on_rung_since(one), now=centre.clock(), reason=said.words,
        ),
    )  # fmt: skip


def watch(centre: Centre, person: Person, case: str, said: Said) -> Case:
    """Go over from setting measures to watching them."""
    return _take(
        centre, person, ("case.watch", case, said),
        lambda one: course.take(one.case, course.Step.WATCH, reason=said.words),
    )  # fmt: skip


def close(centre: Centre, person: Person, case: str, said: Said) -> Case:
    """Close a case of which nothing is owed any more."""

    def closed(stands: Standing) -> Case:
        # Looked at after the case: a measure that is set later finds that the case has moved.
        owed = sum(one.measure.state in UNFINISHED for one in of_case(case))
        return course.close(stands.case, open_measures=owed)

    return _take(centre, person, ("case.close", case, said), closed)


def reopen(centre: Centre, person: Person, case: str, said: Said) -> Case:
    """Open a closed case for another round."""
    return _take(
        centre, person, ("case.reopen", case, said),
        lambda one: course.reopen(one.case, said.words),
    )  # fmt: skip


def get(person: Person, case: str) -> Standing:
    """A case as it stands, for somebody who may see it.

    Raises:
        NotThere: there is none, or none that they may know of.
    """
    found = seen(person, case)
    if getattr(found, "kind", "") != KIND or found.body is None:
        raise NotThere("no such case", remedy="see the board")
    return Standing(found, from_wire(Case, content(found)))


def incidents_of(person: Person, case: Case) -> dict[str, IncidentFacts]:
    """What admissibility asks of those incidents of a case that are on file."""
    found = {}
    for incident in case.incidents:
        try:
            found[incident] = facts_of(_incident(person, incident))
        except NotThere:
            continue
    return found


def on_rung_since(stands: Standing) -> Any:
    """When a case came to the rung where it is."""
    since = stands.version.recorded_at
    for one in reversed(versions(KIND, stands.id)):
        if content(one).get("rung") != stands.case.rung:
            break
        since = one.recorded_at
    return since


def record(
    centre: Centre,
    person: Person,
    action: str,
    change: tuple[Standing, Case],
    *,
    key: str,
    grounds: Mapping[str, int] = NO_GROUNDS,
) -> Case:
    """The next version of a case; for verbs that were permitted and found what is lawful.

    Args:
        grounds: other documents that it was decided on, and their versions.

    Raises:
        StaleVersion: somebody else was faster.
    """
    stands, case = change
    new = Change(
        kind=KIND,
        subject=stands.id,
        document=to_wire(case),
        follows=stands.version.version,
        grounds=grounds,
    )
    perform(centre, person, action, new, key=key)
    return case


def _take(
    centre: Centre,
    person: Person,
    step: tuple[str, str, Said],
    lawful: Callable[[Standing], Case],
) -> Case:
    action, subject, said = step
    stands = get(person, subject)
    permit_in_review(person, action, Resource(KIND, side=stands.case.opened_side))
    if said.seen not in (None, stands.version.version):
        raise StaleVersion("the case has changed since", remedy="look at it and decide again")
    grounds = _ahead_of(stands)
    return record(centre, person, action, (stands, lawful(stands)), key=said.key, grounds=grounds)


def _ahead_of(stands: Standing) -> dict[str, int]:
    """What is recorded a moment before the case itself says so: the reveal, the determination.

    Raises:
        StaleVersion: one of them is on record, and the case is about to follow.
    """
    shown = reveal_id(stands.id, stands.case.round)
    determined = determination_id(stands.id, stands.case.round)
    found, state = standing_at(shown, determined), stands.case.state
    if (found[shown] and state is CaseState.POSITIONS_OPEN) or (
        found[determined] and state is CaseState.IN_SESSION
    ):
        raise StaleVersion("the case moves on in this moment", remedy="look at it and decide again")
    return found


def _incident(person: Person, incident: str) -> dict[str, Any]:
    found = newest_of(incident)
    told = content(found) if found is not None else {}
    if found is None or "act" not in told:
        raise NotThere(f"no incident {incident}", remedy="choose one from the list of incidents")
    seen(person, incident)
    return told
