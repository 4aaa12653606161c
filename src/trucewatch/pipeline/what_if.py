"""What would follow if terms, lists or lines were others: findings before and after, compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from trucewatch.assess import engine
from trucewatch.assess.difference import Key, by_key, differences, labels, tallies
from trucewatch.assess.explain import Names
from trucewatch.assess.supposed import told
from trucewatch.assess.what_if import applied
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.data.what_if_files import read_changes
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.reading import Reading
from trucewatch.domain.what_if import TermsChange, WhatIf
from trucewatch.pipeline.assess import check_views, chosen, gathered
from trucewatch.pipeline.files import bytes_of

Rows = dict[Key, Finding]


def load_changes(path: str | Path) -> tuple[TermsChange, ...]:
    """The changes of a YAML file, "-" for standard input.

    Raises:
        UnreadableInput: no such file, or its first fault with file, line and remedy.
    """
    return read_changes(bytes_of(str(path)), str(path))


def what_if(
    items: Iterable[Reading | Incident],
    changes: str | Path | Sequence[TermsChange],
    *,
    agreements: Collection[str] | None = None,
    views: Collection[str] | None = None,
    known_at: dt.datetime | None = None,
) -> WhatIf:
    r"""Hold incidents against the packaged terms as they are and as the changes would leave them.

    Terms that hold there and then on one side alone are asked on the other too, so that it says
    why they do not hold there.

    Args:
        changes: the path of a YAML file, or changes; made one after the other.
        agreements, views, known_at: as for `assess`.

    Raises:
        UnreadableInput: the file of changes has a fault; the line tells it.
        UnknownName, InvalidValue: a change names what is not there, or takes it away.

    >>> from trucewatch.data.what_if_files import read_changes
    >>> from trucewatch.pipeline.read import read
    >>> supposed = read_changes(
    ...     b"changes:\n- exclude: {agreement: syria-2016-02-22, actor: syria}", "x"
    ... )
    >>> made = what_if([read(b"Syria's army shelled Hama on 3 May 2016.")], supposed)
    >>> [(one.before.reason.value, one.after.reason.value) for one in made.differences]
    [('unsure_party', 'excluded_group'), ('unsure_party', 'excluded_group')]
    """
    listed = load_changes(changes) if isinstance(changes, str | Path) else tuple(changes)
    terms, registry = chosen(agreements), Registry.packaged()
    check_views(views, terms)
    changed, other_registry = applied(listed, terms, registry)
    incidents, reported = gathered(items)
    rest: dict[str, Any] = {
        "readings": tuple(views) if views else None,
        "known_at": known_at,
        "explicit": agreements is not None,
    }
    old: Rows = {}
    new: Rows = {}
    for one in incidents.values():
        rest["reported_at"] = reported[one.id]
        found = engine.assess(one, terms, registry=registry, **rest)
        others = engine.assess(one, changed, registry=other_registry, **rest)
        old |= _both(one, found, others, terms=terms, registry=registry, rest=rest)
        new |= _both(one, others, found, terms=changed, registry=other_registry, rest=rest)
    names = Names(registry, Gazetteer.packaged(), {one.id: one for one in terms})
    found_otherwise = differences(old, new)
    touched = {one.incident for one in found_otherwise if one.moved}
    return WhatIf(
        changes=tuple(told(one, names) for one in listed),
        incidents=len(incidents),
        compared=len(old),
        touched=tuple(one for one in incidents.values() if one.id in touched),
        differences=found_otherwise,
        tallies=tallies(old.values(), new.values()),
        labels=labels(terms, changed),
    )


def _both(
    incident: Incident,
    found: Iterable[Finding],
    others: Iterable[Finding],
    *,
    terms: Iterable[Agreement],
    registry: Registry,
    rest: dict[str, Any],
) -> Rows:
    """Findings by key, those of terms that only the other side has asked for by name."""
    own, wanted = by_key(found), by_key(others)
    asked = {key[1] for key in wanted if key not in own}
    lacking = [one for one in terms if one.id in asked]
    if lacking:
        own |= by_key(
            engine.assess(incident, lacking, registry=registry, **{**rest, "explicit": True})
        )
    return own
