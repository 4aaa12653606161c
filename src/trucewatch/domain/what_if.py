"""Supposed changes of terms and registers, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.domain.actor import Designation
from trucewatch.domain.errors import require
from trucewatch.domain.finding import Reason, Result
from trucewatch.domain.incident import Incident
from trucewatch.domain.membership import Exclusion, Membership
from trucewatch.domain.moment import Window
from trucewatch.domain.zone import ControlArea, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationChange:
    """What one asserter holds of a target on one list, instead of all that it held there before.

    Args:
        entry: None takes every entry of this asserter, list and target away.
        where: file and line, "" where it was made in memory.
    """

    target: str
    list: str
    asserter: str
    entry: Designation | None
    where: str = ""

    def __post_init__(self) -> None:
        entry = self.entry
        alike = entry is None or (entry.target, entry.list, entry.asserter) == (
            self.target,
            self.list,
            self.asserter,
        )
        require(alike, "the entry is of another target, list or asserter than the change")


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChange:
    """How an actor stands to an agreement, instead of every entry of it there.

    Args:
        entry: None takes all entries of the actor away, so that nothing is on file.
    """

    agreement: str
    actor: str
    entry: Membership | None
    where: str = ""

    def __post_init__(self) -> None:
        alike = self.entry is None or self.entry.actor == self.actor
        require(alike, "the entry is of another actor than the change")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionChange:
    """An actor or a list left out of an agreement, or no longer.

    Args:
        actor, list: one of the two.
        entry: None takes the exclusion by that name away; other grounds to leave out stay.
    """

    agreement: str
    entry: Exclusion | None
    actor: str | None = None
    list: str | None = None
    where: str = ""

    def __post_init__(self) -> None:
        require((self.actor is None) != (self.list is None), "name an actor or a list, not both")
        alike = self.entry is None or (self.entry.actor, self.entry.list) == (self.actor, self.list)
        require(alike, "the entry leaves out somebody else than the change")


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneChange:
    """Another extent, line or cut-out of a zone; what is None stays as it is.

    Args:
        places: with `shape`, all of the new extent: once either is given, both replace the old.
        except_held_by: whose territory is cut out; () cuts nothing out.
    """

    agreement: str
    zone: str
    places: tuple[str, ...] | None = None
    shape: Shape | None = None
    uncertainty_m: int | None = None
    except_held_by: tuple[str, ...] | None = None
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChange:
    """The territory that a holder held, instead of all that was drawn of it.

    Args:
        areas: () draws nothing, so that its line is not known.
    """

    agreement: str
    holder: str
    areas: tuple[ControlArea, ...]
    where: str = ""

    def __post_init__(self) -> None:
        alike = all(one.holder == self.holder for one in self.areas)
        require(alike, "an area is of another holder than the change")


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowChange:
    """Other starts and ends of an agreement.

    Args:
        alone: whether the amendments that change its time are set aside, so that it holds from
            these starts to these ends and at no other time.
    """

    agreement: str
    window: Window
    alone: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRuleChange:
    """Another rule by which the happenings of a clause are counted; it moves labels alone.

    Args:
        rule: a name of `vocabulary/counting.yaml`, "" for none.
    """

    agreement: str
    clause: str
    rule: str
    where: str = ""


TermsChange = (
    DesignationChange
    | MembershipChange
    | ExclusionChange
    | ZoneChange
    | ControlChange
    | WindowChange
    | CountingRuleChange
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an agreement came to under one reading: its decisive clause, result and reason."""

    clause: str | None
    result: Result
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDifference:
    """One question of an assessment whose answer is another one after the changes.

    Args:
        before, after: answers, "" where the question was not asked.
        because_before, because_after: the reasons in English, "" likewise.
    """

    question: str
    before: str
    after: str
    because_before: str
    because_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDifference:
    """A finding of which the outcome, or at least a step, is another one after the changes.

    Args:
        steps: questions whose answer or ground differs, in the order they were asked.
    """

    incident: str
    agreement: str
    reading: str
    before: Outcome
    after: Outcome
    steps: tuple[StepDifference, ...]

    @property
    def moved(self) -> bool:
        """Whether the outcome differs; else a wider gap than the one changed still decides."""
        return self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelDifference:
    """A clause whose counts carry another rule; no figure is converted."""

    agreement: str
    clause: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often a result came out under a reading, before and after."""

    reading: str
    result: Result
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What follows from supposed changes.

    Args:
        changes: each in one English sentence, in the order they were applied.
        incidents: how many were held against the terms.
        compared: how many findings were compared: by incident, agreement and reading.
        touched: the incidents of which an outcome changed, in order.
        differences: findings of which anything changed, in the order of incidents, agreements and
            readings.
        tallies: by reading and result, those that came out at least once.
        labels: clauses whose counting rule changed.
    """

    changes: tuple[str, ...]
    incidents: int
    compared: int
    touched: tuple[Incident, ...]
    differences: tuple[FindingDifference, ...]
    tallies: tuple[Tally, ...]
    labels: tuple[LabelDifference, ...]
