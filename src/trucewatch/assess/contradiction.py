"""Statements about somebody's list, held against the register; the register never changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from trucewatch.assess.answer import NOT
from trucewatch.assess.exclusion import LISTED
from trucewatch.assess.explain import Names
from trucewatch.assess.parties import acting_for, holds_during
from trucewatch.assess.window import ALWAYS, NEVER, Span
from trucewatch.data import phrases
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import Designation
from trucewatch.domain.finding import DesignationConflict
from trucewatch.domain.statement import Factuality, Mention, Polarity, Statement
from trucewatch.domain.time import UTC, TimeRange

DESIGNATION = "designation"
_STANDING = "listed"
_FLIPPED = {"listed": "not_listed", "not_listed": "listed"}
_HELD = frozenset(
    {Factuality.DESIGNATED, Factuality.HAPPENED, Factuality.ONGOING, Factuality.ALLEGED}
)
"""A demand, a hope or a denial does not say what a list holds."""


def conflicts(
    statements: Iterable[Statement], names: Names, *, published: dt.date | None = None
) -> tuple[DesignationConflict, ...]:
    """What statements say of lists that the register holds otherwise, in their order.

    An entry that is not there contradicts nothing: the matter is then unknown.

    Args:
        published: the day of the report, for statements that tell no time of their own.
    """
    return tuple(
        conflict
        for said in statements
        if said.act_family == DESIGNATION and said.factuality in _HELD
        for conflict in _of(said, names, _span(said.time, published))
    )


def _of(said: Statement, names: Names, span: Span) -> Iterator[DesignationConflict]:
    claimed = phrases.claims().get(said.act)
    if claimed is None:
        return
    if said.polarity is Polarity.NEGATED:
        claimed = _FLIPPED[claimed]
    for asserter in _asserters(said):
        for target in said.targets:
            if asserter.actor is None or target.actor is None:
                continue
            pair = asserter.actor, target.actor
            held = differing(*pair, claimed, registry=names.registry, span=span)
            if held:
                yield _conflict(said, pair, claimed, held, names=names)


def _asserters(said: Statement) -> tuple[Mention, ...]:
    """Whose list it is: the agents of the act, else the outermost speaker."""
    if said.agents or not said.speakers:
        return said.agents
    outermost = said.speakers[-1]
    return (Mention(outermost.name, outermost.actor, outermost.words),)


def differing(
    asserter: str, target: str, claimed: str, *, registry: Registry, span: Span = (ALWAYS, NEVER)
) -> tuple[Designation, ...]:
    """Entries of an asserter on a target that differ from a claim, in the order of the register.

    None differs where one of the asserter's lists bears the claim out.

    Args:
        claimed: `listed` or `not_listed`.

    >>> registry = Registry.packaged()
    >>> [one.list for one in differing("united-states", "hezbollah", "not_listed", registry=registry)]
    ['US-FTO']
    >>> differing("united-states", "hezbollah", "listed", registry=registry)
    ()
    """  # noqa: E501 - a call and its answer belong side by side
    speaking_for = acting_for(asserter, registry, span)
    held = [
        entry
        for entry in registry.designations
        if entry.target == target
        and entry.asserter in speaking_for
        and holds_during(entry.valid, span) is not NOT
    ]
    listed = tuple(entry for entry in held if entry.status in LISTED)
    if claimed == _STANDING:
        return () if listed else tuple(one for one in held if one.status == "not_designated")
    return listed


def _conflict(
    said: Statement,
    pair: tuple[str, str],
    claimed: str,
    held: tuple[Designation, ...],
    *,
    names: Names,
) -> DesignationConflict:
    asserter, target = pair
    lists = ", ".join(dict.fromkeys(entry.list for entry in held))
    facts = {"asserter": asserter, "target": target, "lists": lists}
    code = f"conflict.{claimed}"
    return DesignationConflict(
        statement=said.id,
        asserter=asserter,
        target=target,
        claimed=claimed,
        registered=held,
        sentence=names.sentence(code, facts),
        code=code,
        facts=facts,
    )


def _span(time: TimeRange | None, published: dt.date | None) -> Span:
    if time is not None and (time.start or time.end):
        return time.start or ALWAYS, time.end or NEVER
    if published is None:
        return ALWAYS, NEVER
    start = dt.datetime.combine(published, dt.time(), UTC)
    return start, start + dt.timedelta(days=1)
