"""What a person decided about incidents, and what became of each decision."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.link import Link
from trucewatch.domain.time import write_instant


class DecisionKind(StrEnum):
    """What a person says of statements.

    `unmerge` takes an earlier merge back and leaves the question to the comparison again; `split`
    says that statements tell of different happenings.
    """

    CONFIRM = "confirm"
    MERGE = "merge"
    SPLIT = "split"
    UNMERGE = "unmerge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Statements that a person named as one, mostly by their incident.

    Args:
        statements: ids, in order, as the incident held them when the decision was made.
        incident: its id then, "" where statements were named one by one.
    """

    statements: tuple[str, ...]
    incident: str = ""

    def __post_init__(self) -> None:
        require(bool(self.statements), "a side of a decision names no statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on which statements tell of one happening; it outranks any comparison.

    Args:
        at: when it was made, in UTC.
        sides: confirm has one, merge and split have two or more, unmerge none.
        withdraws: id of the merge that an unmerge takes back.

    >>> sides = (Side(statements=("a",)), Side(statements=("b",)))
    >>> made = Decision(id="", kind=DecisionKind.MERGE, by="duty officer", reason="one night",
    ...     at=dt.datetime(2016, 5, 3, tzinfo=dt.UTC), sides=sides)
    >>> identified(made).id
    '201537ead265be67'
    """

    id: str
    kind: DecisionKind
    by: str
    at: dt.datetime
    reason: str
    sides: tuple[Side, ...] = ()
    withdraws: str = ""

    def __post_init__(self) -> None:
        require(bool(self.by.strip()), "a decision names nobody who made it")
        require(bool(self.reason.strip()), "a decision gives no reason")
        require(self.at.utcoffset() is not None, "a decision has a time without offset")
        number, unmerges = len(self.sides), self.kind is DecisionKind.UNMERGE
        require(unmerges == bool(self.withdraws), "an unmerge, and nothing else, withdraws")
        fits = {DecisionKind.CONFIRM: number == 1, DecisionKind.UNMERGE: number == 0}
        require(fits.get(self.kind, number > 1), f"a {self.kind} cannot have {number} sides")
        named = sum(len(side.statements) for side in self.sides)
        alone = self.kind is not DecisionKind.SPLIT or named == len(self.statements)
        require(alone, "a split names a statement on both sides")

    @property
    def statements(self) -> tuple[str, ...]:
        """All that it names, each once, in order."""
        return tuple(sorted({one for side in self.sides for one in side.statements}))


def identified(decision: Decision) -> Decision:
    """The decision with an id made of its content: the same one recorded twice is one."""
    named = [[side.incident, *side.statements] for side in decision.sides]
    told = [decision.kind, decision.by, write_instant(decision.at), decision.reason]
    content = json.dumps([*told, named, decision.withdraws], ensure_ascii=False)
    return replace(decision, id=hashlib.sha256(content.encode()).hexdigest()[:16])


class DecisionState(StrEnum):
    """What became of a decision.

    `dormant`: too few of its statements are told at present; it waits for them. `overruled`: later
    decisions say otherwise. `partly`: of some of its statements. `void`: it withdraws no merge
    that was made before it.
    """

    STANDING = "standing"
    PARTLY = "partly"
    OVERRULED = "overruled"
    WITHDRAWN = "withdrawn"
    DORMANT = "dormant"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFate:
    """A decision with what became of it.

    Args:
        later: ids of the decisions that withdraw or contradict it, in order.
        disputed: its statements of which they say otherwise.
        missing: its statements that nothing tells at present.
    """

    decision: Decision
    state: DecisionState
    later: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overriding:
    """A person's decision where the comparison alone would have had it otherwise.

    Args:
        decision: its id.
        link: the heaviest comparison between what the person joined or held apart.
    """

    decision: str
    kind: DecisionKind
    by: str
    at: dt.datetime
    reason: str
    link: Link
