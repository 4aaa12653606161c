"""One round of a case as positions see it: who filed, what the clock says, what was revealed."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import Case
from trucewatch.domain.centre_rules import CentreRules
from trucewatch.domain.position import (
    DELEGATIONS,
    Position,
    Reveal,
    position_id,
    reveal_id,
)
from trucewatch.domain.wire import from_wire
from trucewatch.review.position_course import Course, Filed
from trucewatch.service.refusals import NotThere
from trucewatch.service.review.rules_in_force import rules_of
from trucewatch.service.sight import seen
from trucewatch.storage.documents import content, newest_of, version_of, versions
from trucewatch.storage.models.documents import Version


@dataclass(frozen=True)
class Recorded:
    """One version of a side's position, as it stands in the record."""

    version: Version
    position: Position


@dataclass(frozen=True)
class Round:
    """A round of a case.

    Args:
        id: of the case.
        stands: the newest version of the case.
        rules: those that the case stands under.
        number: of the round.
        filed: every version of each side's position, the first one first.
        reveal: None before it.
        revealed_seq: place of the reveal in the log, -1 before it.
    """

    id: str
    stands: Version
    case: Case
    rules: CentreRules
    number: int
    filed: dict[Side, tuple[Recorded, ...]]
    reveal: Reveal | None
    revealed_seq: int

    @property
    def course(self) -> Course:
        """What decides about filing and revealing."""
        newest = {side: rows[-1] for side, rows in self.filed.items() if rows}
        return Course(
            state=self.case.state,
            due=self.case.positions_due if self.number == self.case.round else None,
            mode=self.rules.position_mode,
            filed={side: _filed(one, self.filed[side]) for side, one in newest.items()},
            revealed=self.reveal is not None,
        )

    @property
    def grounds(self) -> dict[str, int]:
        """What a step in this round rests on: the case, the reveal, what each side filed."""
        newest = {side: self.newest(side) for side in DELEGATIONS}
        filed = {
            position_id(self.id, self.number, side): one.version.version if one else 0
            for side, one in newest.items()
        }
        shown = {reveal_id(self.id, self.number): int(self.reveal is not None)}
        return {self.id: self.stands.version, **shown, **filed}

    def newest(self, side: Side) -> Recorded | None:
        """What the side has on record, None where it has nothing."""
        return self.filed[side][-1] if self.filed[side] else None

    def blind(self, side: Side) -> tuple[Recorded, ...]:
        """What came in before the reveal, or so far."""
        rows = self.filed[side]
        if self.reveal is None:
            return rows
        return tuple(one for one in rows if one.version.seq < self.revealed_seq)


def round_for(person: Person, case: str, number: int | None = None) -> Round:
    """A round of a case that the person may see; the newest one where no number is given.

    Raises:
        NotThere: no such case or round, or none that they may know of.
    """
    stands = seen(person, case)
    if getattr(stands, "kind", "") != "case":
        raise NotThere("no such case")
    return _round(stands, number)


def round_of(case: str) -> Round:
    """The newest round of a case, for the centre's own programs."""
    stands = newest_of(case)
    if stands is None or getattr(stands, "kind", "") != "case":
        raise NotThere("no such case")
    return _round(stands, None)


def _round(stands: Version, number: int | None) -> Round:
    case = from_wire(Case, content(stands))
    asked = case.round if number is None else number
    if not 1 <= asked <= case.round:
        raise NotThere("no such round")
    shown = version_of("reveal", reveal_id(stands.subject, asked), 1)
    return Round(
        id=stands.subject,
        stands=stands,
        case=case,
        rules=rules_of(case),
        number=asked,
        filed={side: _positions(stands.subject, asked, side) for side in DELEGATIONS},
        reveal=from_wire(Reveal, content(shown)) if shown and shown.body else None,
        revealed_seq=shown.seq if shown else -1,
    )


def _positions(case: str, number: int, side: Side) -> tuple[Recorded, ...]:
    rows = versions("position", position_id(case, number, side))
    return tuple(Recorded(row, from_wire(Position, content(row))) for row in rows if row.body)


def _filed(newest: Recorded, rows: tuple[Recorded, ...]) -> Filed:
    """When the note that stands came in first: a text handed over later is no new filing."""
    note = newest.position.note
    first = next(one for one in rows if one.position.note == note)
    handed = newest.position.sealed is not None or newest.position.opened is not None
    return Filed(newest.version.version, first.position.filed_at, handed)
