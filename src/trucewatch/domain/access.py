"""Who may do what with what: persons, things and the answer, without any rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does at the centre.

    Nobody signs in as `machine`, its own programs, nor as `script`, the world around an exercise.
    """

    DUTY_OFFICER = "duty_officer"
    ANALYST = "analyst"
    DELEGATION_OFFICER = "delegation_officer"
    DELEGATION_HEAD = "delegation_head"
    FACILITATOR = "facilitator"
    SOURCE_PROTECTION = "source_protection"
    OPERATOR = "operator"
    MACHINE = "machine"
    SCRIPT = "script"
    PUBLIC = "public"


class Side(StrEnum):
    """Whom somebody works for: one of the two delegations, or the centre itself."""

    A = "a"
    B = "b"
    NEUTRAL = "neutral"


class Audience(StrEnum):
    """Who may see a thing of the record.

    `shared` is everybody who works with the record, both delegations alike; `a` and `b` are one
    delegation alone; `sources` is source protection.
    """

    PUBLIC = "public"
    SHARED = "shared"
    FACILITATOR = "facilitator"
    SOURCES = "sources"
    A = "a"
    B = "b"


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in, or nobody in particular.

    Args:
        id: opaque; it stands in the ledger. "" is somebody who is not signed in.
        role, side: delegation officers and heads have side a or b, everybody else is neutral.
        stepped_up: whether they proved themselves once more within the last minutes.
    """

    id: str
    role: Role
    side: Side = Side.NEUTRAL
    stepped_up: bool = False


PUBLIC = Person("", Role.PUBLIC)
MACHINE = Person("machine:centre", Role.MACHINE)


@dataclass(frozen=True)
class Resource:
    """What somebody wants to do something with.

    Args:
        kind: of document, as `report`; "" for the centre itself.
        audience: who may see it.
        state: where it is in its course, as `open`; "" where it has none.
        owner: id of the person it belongs to; "" where it belongs to nobody.
        side: whose it is, where it belongs to one side.
    """

    kind: str = ""
    audience: Audience = Audience.SHARED
    state: str = ""
    owner: str = ""
    side: Side = Side.NEUTRAL


@dataclass(frozen=True)
class Decision:
    """Whether it is allowed, and by which rule or for want of what.

    Args:
        allow: the answer.
        reason: id of the rule that allows it, or `not_signed_in`, `role`, `audience`, `state`,
            `owner`, `step_up`: the first thing in this order that no rule could do without.
    """

    allow: bool
    reason: str
