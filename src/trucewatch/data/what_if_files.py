"""Supposed changes out of YAML; the form of a file is in `schema/what-if.schema.json`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum

from trucewatch.data.agreement_parts import between
from trucewatch.data.agreement_times import moment
from trucewatch.data.agreement_zones import shape
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.yaml_marks import Marked, parse
from trucewatch.domain.actor import Designation, RelationKind, Validity
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.membership import Exclusion, Membership, MembershipStatus
from trucewatch.domain.moment import Citation, Grade, TimeFact, Window
from trucewatch.domain.what_if import (
    ControlChange,
    CountingRuleChange,
    DesignationChange,
    ExclusionChange,
    MembershipChange,
    TermsChange,
    WindowChange,
    ZoneChange,
)
from trucewatch.domain.zone import ControlArea

SUPPOSED = Citation("supposed", Grade.INFERRED)
"""The ground of every fact of a change: nobody holds that it is so."""


class DesignationStatus(StrEnum):
    """How a list may hold somebody."""

    TERRORIST = "terrorist"
    SANCTIONED = "sanctioned"
    PROPOSED_TERRORIST = "proposed_terrorist"
    NOT_DESIGNATED = "not_designated"


def read_changes(raw: bytes, name: str) -> tuple[TermsChange, ...]:
    r"""The changes of the bytes of a YAML file, in order; `name` is how errors call the file.

    Raises:
        UnreadableInput: the first fault, with file, line and remedy.

    >>> read_changes(b"changes:\n- include: {agreement: truce, actor: wolves}", "x.yaml")[0].actor
    'wolves'
    >>> read_changes(b"changes: []", "x.yaml")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnreadableInput: x.yaml, line 1: no change is written; write one change an item under changes
    """  # noqa: E501 - the message is one line for a person
    part = parse(raw, name).fields("changes", "title")
    items = part["changes"].items()
    if not items:
        part["changes"].refuse("no change is written", "write one change an item under changes")
    return tuple(map(_change, items))


def _change(at: Marked) -> TermsChange:
    found = {kind: part for kind, part in at.fields("", " ".join(KINDS)).items() if part.node.value}
    if len(found) != 1:
        at.refuse(f"{len(found)} changes in one item", f"write one of {', '.join(KINDS)}")
    [(kind, part)] = found.items()
    return KINDS[kind](part, f"{at.name}, line {at.line}")


def _designation(at: Marked, where: str) -> DesignationChange:
    part = at.fields("target list asserter", "status from to remove")
    words = {key: part[key].text() for key in ("target", "list", "asserter")}
    entry = None
    if not _removed(at, part, "status"):
        valid = at.make(Validity, start=_day(part["from"]), end=_day(part["to"]))
        status = str(part["status"].choice(DesignationStatus))
        entry = Designation(
            **words, status=status, source=SUPPOSED.source, grade=SUPPOSED.grade, valid=valid
        )
    return DesignationChange(**words, entry=entry, where=where)


def _removed(at: Marked, part: Mapping[str, Marked], *needed: str) -> bool:
    """Whether something is taken away; else what the new entry needs has to be there."""
    if part["remove"].truth(otherwise=False):
        return True
    for key in needed:
        if part[key].missing:
            at.refuse(f"{key!r} is missing", f"add {key!r}, or remove: true to take it away")
    return False


def _day(at: Marked) -> dt.date | None:
    if at.missing:
        return None
    try:
        return dt.date.fromisoformat(at.text())
    except ValueError:
        at.refuse(f"{at.text()!r} is no day", "write it as in 2016-05-03")


def _membership(at: Marked, where: str) -> MembershipChange:
    part = at.fields("agreement actor", "side status from to listed_by channel through remove")
    agreement, actor = part["agreement"].text(), part["actor"].text()
    entry = None
    if not _removed(at, part, "side", "status"):
        start, end = between(part)
        entry = at.make(
            Membership,
            actor=actor,
            side=part["side"].text(),
            status=part["status"].choice(MembershipStatus),
            citation=SUPPOSED,
            channel=part["channel"].text_or("") or None,
            listed_by=part["listed_by"].texts(),
            start=start,
            end=end,
            through=tuple(item.choice(RelationKind) for item in part["through"].items()),
        )
    return MembershipChange(agreement=agreement, actor=actor, entry=entry, where=where)


def _exclude(at: Marked, where: str) -> ExclusionChange:
    part = at.fields("agreement", "actor list from to")
    start, end = between(part)
    who = {key: part[key].text_or("") or None for key in ("actor", "list")}
    entry = at.make(Exclusion, citation=SUPPOSED, start=start, end=end, **who)
    return ExclusionChange(agreement=part["agreement"].text(), entry=entry, where=where, **who)


def _include(at: Marked, where: str) -> ExclusionChange:
    part = at.fields("agreement", "actor list")
    who = {key: part[key].text_or("") or None for key in ("actor", "list")}
    agreement = part["agreement"].text()
    return at.make(ExclusionChange, agreement=agreement, entry=None, where=where, **who)


def _zone(at: Marked, where: str) -> ZoneChange:
    part = at.fields("agreement zone", "places shape uncertainty_m except_held_by")
    uncertainty, held = part["uncertainty_m"], part["except_held_by"]
    return ZoneChange(
        agreement=part["agreement"].text(),
        zone=part["zone"].text(),
        places=None if part["places"].missing else _places(part["places"]),
        shape=shape(part["shape"]),
        uncertainty_m=None if uncertainty.missing else uncertainty.whole(0),
        except_held_by=None if held.missing else held.texts(),
        where=where,
    )


def _places(at: Marked) -> tuple[str, ...]:
    for item in at.items():
        try:
            Gazetteer.packaged().get(item.text())
        except UnknownName as err:
            item.refuse(err.what, err.remedy or "find its id with trucewatch bound --place NAME")
    return at.texts()


def _control(at: Marked, where: str) -> ControlChange:
    part = at.fields("agreement holder", "says places shape uncertainty_m from to remove")
    agreement, holder = part["agreement"].text(), part["holder"].text()
    if part["remove"].truth(otherwise=False):
        return ControlChange(agreement=agreement, holder=holder, areas=(), where=where)
    start, end = between(part)
    area = at.make(
        ControlArea,
        holder=holder,
        citation=SUPPOSED,
        asserted_by=part["says"].texts(),
        places=_places(part["places"]),
        shape=shape(part["shape"]),
        uncertainty_m=part["uncertainty_m"].whole(0),
        start=start,
        end=end,
    )
    return ControlChange(agreement=agreement, holder=holder, areas=(area,), where=where)


def _window(at: Marked, where: str) -> WindowChange:
    part = at.fields("agreement starts", "ends alone")
    starts, ends = (tuple(map(_moment, part[key].items())) for key in ("starts", "ends"))
    window = at.make(Window, starts=starts, ends=ends)
    alone = part["alone"].truth(otherwise=False)
    return WindowChange(agreement=part["agreement"].text(), window=window, alone=alone, where=where)


def _moment(at: Marked) -> TimeFact:
    part = at.fields("at", "says denies")
    start, until, clock = moment(part["at"])
    return at.make(
        TimeFact,
        at=start,
        until=until,
        zone=clock,
        asserted_by=part["says"].texts(),
        contested_by=part["denies"].texts(),
        citation=SUPPOSED,
    )


def _counting_rule(at: Marked, where: str) -> CountingRuleChange:
    part = at.fields("agreement clause rule")
    words = {key: part[key].text() for key in ("agreement", "clause", "rule")}
    return CountingRuleChange(**words, where=where)


KINDS: Mapping[str, Callable[[Marked, str], TermsChange]] = {
    "designation": _designation,
    "membership": _membership,
    "exclude": _exclude,
    "include": _include,
    "zone": _zone,
    "control": _control,
    "window": _window,
    "counting_rule": _counting_rule,
}
"""What makes a change out of what stands under its name."""
