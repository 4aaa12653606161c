"""How duties with deadlines stand: packaged agreements, or files of one's own, and reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from trucewatch.assess import duties as tracker
from trucewatch.assess.explain import Names
from trucewatch.data.agreement_files import Agreements, read_agreement
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.performance_files import read_performance
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.duty import DutyState, Performance
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.pipeline.assess import check_views
from trucewatch.pipeline.files import bytes_of

SHEETS = (".yaml", ".yml")
"""How the name of a file of terms ends; anything else is the id of packaged ones."""


def duties(
    agreements: Iterable[str | Agreement] = (),
    *,
    at: dt.datetime,
    performed: str | Path | Sequence[Performance] = (),
    views: Collection[str] | None = None,
) -> tuple[DutyState, ...]:
    """How every duty to do something stands at an instant, by bearer and reading of the terms.

    Args:
        agreements: ids of packaged agreements, paths of YAML files, or agreements; none takes
            all packaged ones.
        at: the instant, with its offset.
        performed: the path of a YAML file of reports, or reports.
        views: registry ids of those whose reading is asked for; None takes all.

    Raises:
        InvalidValue: `at` has no offset.
        UnreadableInput: a file has a fault; the line tells it.
        UnknownName: no such agreement, reading, duty, bearer or reporter.

    >>> duties(at=dt.datetime(2016, 5, 3))
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: 2016-05-03T00:00:00 has no UTC offset
    """
    if at.tzinfo is None:
        raise InvalidValue(f"{at.isoformat()} has no UTC offset")
    terms = tuple(map(_terms, agreements)) or tuple(Agreements.packaged())
    check_views(views, terms)
    reports = load_performance(performed) if isinstance(performed, str | Path) else tuple(performed)
    _check(reports, terms)
    names = Names(Registry.packaged(), Gazetteer.packaged(), {one.id: one for one in terms})
    found = tracker.duties(terms, reports, at.astimezone(dt.UTC), names=names)
    return tuple(one for one in found if views is None or one.reading in views)


def load_performance(path: str | Path) -> tuple[Performance, ...]:
    """The reports of a YAML file, "-" for standard input.

    Raises:
        UnreadableInput: no such file, or its first fault with file, line and remedy.
    """
    return read_performance(bytes_of(str(path)), str(path))


def _terms(named: str | Agreement) -> Agreement:
    if isinstance(named, Agreement):
        return named
    if named.endswith(SHEETS):
        return read_agreement(bytes_of(named), named)
    return Agreements.packaged().get(named)


def _check(reports: Iterable[Performance], terms: Iterable[Agreement]) -> None:
    """Refuse reports of agreements that nobody knows; those not asked for are left aside."""
    known = {**{one.id: one for one in terms}, **Agreements.packaged().by_id}
    for report in reports:
        if report.agreement not in known:
            what = f"no agreement has the id {report.agreement!r}"
            remedy = f"there are {', '.join(known)}"
            raise UnknownName(what, where=report.where, remedy=remedy)
