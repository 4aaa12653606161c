"""Measures as they stand on record, and what becomes of them without a word of their owners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.domain.access import MACHINE, Person
from trucewatch.domain.determination import Determination
from trucewatch.domain.measure import UNFINISHED, Measure, MeasureState, measure_id
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.domain.wording import Wording
from trucewatch.review import measures
from trucewatch.service.centre import Centre
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest, newest_of
from trucewatch.storage.models.documents import Version
from trucewatch.storage.refusals import KeyReused, StaleVersion

KIND = "measure"
RACED = (StaleVersion, KeyReused)
"""Another of the centre's programs was faster; what it recorded stands."""


@dataclass(frozen=True)
class Standing:
    """A measure as it stands on record."""

    version: Version
    measure: Measure

    @property
    def id(self) -> str:
        """Its id."""
        return self.version.subject


def of_case(case: str) -> list[Standing]:
    """The measures on a case, in the order in which they were set."""
    found = map(standing, newest(KIND).filter(body__case=case))
    return sorted(found, key=lambda one: (one.measure.steps[0].at, one.version.subject))


def unfinished() -> list[Standing]:
    """Every measure that is still owed; the one due first comes first, undated ones last."""
    return by_day(newest(KIND).filter(body__state__in=[one.value for one in UNFINISHED]))


def by_day(rows: Iterable[Version]) -> list[Standing]:
    """Measures, the one due first comes first, undated ones last."""
    listed = map(standing, rows)
    return sorted(listed, key=lambda one: (one.measure.due is None, str(one.measure.due), one.id))


def standing(version: Version) -> Standing:
    """The measure that a version says."""
    return Standing(version, from_wire(Measure, content(version)))


def set_determined(centre: Centre, id_: str, made: Determination, wording: Wording) -> int:
    """Set the measures that a determination sets, each once; what is owed from earlier rounds ends.

    Done again after a power cut, it sets what is missing.

    Returns:
        How many measures the determination has.
    """
    now = centre.clock().replace(microsecond=0)
    end_open(centre, MACHINE, made.case, MeasureState.SUPERSEDED, but=id_)
    found = measures.determined(made, wording, id_, person=MACHINE, now=now)
    for number, one in found:
        subject = measure_id(id_, number)
        if newest_of(subject) is None:
            _put(centre, MACHINE, "measure.set", (subject, one), follows=None)
    return len(found)


def end_open(
    centre: Centre, person: Person, case: str, state: MeasureState, *, but: str = ""
) -> None:
    """Nothing is owed on a case any more, but by the determination of that id.

    Args:
        person: by whose step.
        state: superseded or withdrawn.
    """
    now = centre.clock().replace(microsecond=0)
    verb = "measure.withdraw" if state is MeasureState.WITHDRAWN else "measure.supersede"
    for one in of_case(case):
        made = measures.ended(one.measure, state, person, now)
        if made != one.measure and not (but and one.measure.determination == but):
            _put(centre, person, verb, (one.id, made), follows=one.version.version)


def _put(
    centre: Centre, person: Person, verb: str, what: tuple[str, Measure], *, follows: int | None
) -> None:
    subject, measure = what
    change = Change(kind=KIND, subject=subject, document=to_wire(measure), follows=follows)
    try:
        perform(centre, person, verb, change, key=f"{verb}:{subject}:{follows or 0}")
    except RACED:
        return
