"""The packaged agreements: whole, as they stood, along one line of time, one against another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from trucewatch.assess import terms_diff
from trucewatch.assess import timeline as along
from trucewatch.assess.explain import Names
from trucewatch.assess.known import as_known
from trucewatch.assess.stood import as_stood
from trucewatch.data.agreement_files import Agreements
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.terms_diff import TermsDiff
from trucewatch.domain.timeline import HeldThen, Timeline

Moments = tuple[dt.datetime | None, dt.datetime | None]


def agreements() -> tuple[Agreement, ...]:
    """Every packaged agreement, in the order of their files' names."""
    return tuple(Agreements.packaged())


def agreement_as_of(
    agreement_id: str, *, at: dt.datetime | None = None, known_at: dt.datetime | None = None
) -> Agreement | None:
    """One agreement, less what did not hold or could not have been known.

    Args:
        at: leave out memberships, exclusions, territory and added zones that did not stand then.
        known_at: leave out what was announced, declared or done later.

    Returns:
        None where nobody could have known of the agreement at `known_at`.

    Raises:
        InvalidValue: `at` or `known_at` has no offset.
        UnknownName: no such agreement.

    >>> import datetime as dt
    >>> before = dt.datetime(2016, 2, 1, tzinfo=dt.UTC)
    >>> agreement_as_of("syria-2016-02-22", known_at=before) is None
    True
    """
    _with_offset(at, known_at)
    terms = as_known(Agreements.packaged().get(agreement_id), known_at)
    return terms if terms is None or at is None else as_stood(terms, at)


def agreement_held(
    terms: str | Agreement, at: dt.datetime, *, known_at: dt.datetime | None = None
) -> tuple[HeldThen, ...]:
    """Whether one agreement was in force at an instant, by each reading, with the reason.

    Args:
        terms: id of a packaged agreement, or an agreement.

    Raises:
        InvalidValue: `at` or `known_at` has no offset.
        UnknownName: no such agreement.

    >>> import datetime as dt
    >>> at = dt.datetime.fromisoformat("2016-05-04T12:00+03:00")
    >>> [(one.reading, one.certainty.value) for one in agreement_held("syria-aleppo-calm-2016-05", at)]
    [('united-states', 'surely'), ('russia', 'not')]
    """  # noqa: E501 - the example reads better in one line
    _with_offset(at, known_at)
    packaged = Agreements.packaged()
    held = packaged.get(terms) if isinstance(terms, str) else terms
    known = {**packaged.by_id, held.id: held}
    names = Names(Registry.packaged(), Gazetteer.packaged(), known)
    return along.held_then(held, at, names, known_at=known_at)


def timeline(
    *terms: str | Agreement,
    readings: Collection[str] | None = None,
    known_at: dt.datetime | None = None,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> Timeline:
    """When agreements held by each reading, and what was told when, along one line of time.

    Args:
        terms: ids of packaged agreements, each with all that nest in it, or agreements, which
            stand for themselves; none is all packaged ones.
        readings: registry ids of those whose reading is asked for; None takes all.
        known_at: leave out what could not have been known then; None knows everything.
        since, until: leave out agreements of which nothing lies between these instants.

    Raises:
        InvalidValue: an instant has no offset, or `until` is not after `since`.
        UnknownName: no such agreement, or nobody named keeps a reading of these terms.

    >>> [(lane.agreement, lane.depth) for lane in timeline("syria-2016-02-22").lanes[:1]]
    [('syria-2016-02-22', 0)]
    """
    _with_offset(known_at, since, until)
    packaged = Agreements.packaged()
    given = [one for one in terms if isinstance(one, Agreement)]
    ids = [packaged.get(one).id for one in terms if isinstance(one, str)]
    named = along.family(tuple(packaged), ids if terms else [one.id for one in packaged])
    shown = {one.id: one for one in (*named, *given)}
    made = along.timeline(shown.values(), readings, known_at)
    return made if since is None and until is None else made.between(since, until)


def diff(
    one: str | Agreement,
    other: str | Agreement,
    *,
    at: dt.datetime | None = None,
    known_at: Moments = (None, None),
) -> TermsDiff:
    """What differs between two agreements, or in one between two times of knowing, part by part.

    Args:
        one, other: ids of packaged agreements, or agreements.
        at: compare what held at that instant alone; None compares everything.
        known_at: for each of the two, leave out what could not have been known then.

    Raises:
        InvalidValue: an instant has no offset.
        UnknownName: no such agreement.

    >>> diff("syria-2016-02-22", "syria-2016-02-22").differences
    ()
    """
    _with_offset(at, *known_at)
    packaged = Agreements.packaged()
    pair = [packaged.get(each) if isinstance(each, str) else each for each in (one, other)]
    return terms_diff.diff(pair[0], pair[1], at=at, known_at=known_at)


def _with_offset(*moments: dt.datetime | None) -> None:
    for moment in moments:
        if moment is not None and moment.tzinfo is None:
            raise InvalidValue(f"{moment.isoformat()} has no UTC offset")
