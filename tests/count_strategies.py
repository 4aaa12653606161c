"""Hypothesis strategies for counts, observations and conversions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from strategies import Strategy, facts, ids, maybe, some, words
from trucewatch.domain import amount, conversion, count_check, count_claim, observation
from trucewatch.domain.time import TimePrecision, TimeRange

WHO = tuple(f"q{number:02}" for number in range(4))
"""Claimants and accused, by labels that a change of names can turn."""
RULES = ("", "each_shot@1", "case_of_fire@1")
DAY_ONE = dt.datetime(2020, 8, 1, tzinfo=dt.UTC)

figures = st.integers(0, 40)
numbers = st.one_of(
    figures.map(lambda n: amount.Amount.of(n, n)),
    st.tuples(figures, figures).map(lambda pair: amount.Amount.of(min(pair), max(pair))),
    st.integers(1, 40).map(lambda n: amount.Amount.of(n, None)),
    st.integers(1, 40).map(lambda n: amount.Amount.of(None, n)),
    st.just(amount.Amount()),
)
amounts = numbers | st.sampled_from([amount.Told.NO_DATA, amount.Told.REFUSED]).map(
    lambda told: amount.Amount(told=told)
)
parts = st.builds(count_claim.CountPart, key=ids, name=words, amount=amounts, words=words)
breakdowns = st.builds(
    count_claim.Breakdown,
    by=st.sampled_from(count_claim.PartKind),
    parts=st.lists(parts, min_size=1, max_size=3).map(tuple),
    whole=st.booleans(),
)


def _window(first: int, days: int) -> TimeRange:
    start = DAY_ONE + dt.timedelta(days=first)
    return TimeRange(
        start=start, end=start + dt.timedelta(days=days), precision=TimePrecision.DAY, zone=None
    )


windows = st.builds(_window, st.integers(0, 5), st.integers(1, 3))
whos = st.sampled_from(WHO)


def claims(of: Strategy[str] = whos) -> Strategy[count_claim.CountClaim]:
    """A claim of one of these, on a few days of one month."""
    return st.builds(
        _claim,
        of,
        ids.map("c".__add__),
        accused=st.lists(of, max_size=2, unique=True).map(tuple),
        unit=st.sampled_from(["violations", "attacks"]),
        total=amounts,
        window=maybe(windows),
        hours=maybe(st.just(24)),
        rule=st.sampled_from(RULES),
        cadence=maybe(st.sampled_from(count_claim.Cadence)),
        breakdowns=some(breakdowns),
        previous=maybe(amounts),
        change=maybe(st.integers(-20, 20)),
        confirms=maybe(of),
        source=words,
        words=words,
    )


def _claim(who: str, key: str, **rest: Any) -> count_claim.CountClaim:
    return count_claim.CountClaim(
        id=key, claimant=who, claimant_name=who, row="made up, line 2", **rest
    )


locations = st.builds(
    observation.EventLocation,
    words=st.sampled_from(["2-4km SSE", "1km N", ""]),
    bearing=st.sampled_from(["SSE", "N", ""]),
    near_m=maybe(st.integers(0, 1000)),
    far_m=maybe(st.integers(1000, 9000)),
)
moments = st.builds(
    lambda first, minutes: TimeRange(
        start=DAY_ONE + dt.timedelta(minutes=first),
        end=DAY_ONE + dt.timedelta(minutes=first + minutes),
        precision=TimePrecision.MINUTE,
    ),
    st.integers(0, 3000),
    st.integers(1, 200),
)
observations = st.builds(
    observation.Observation,
    id=ids.map("o".__add__),
    observer=whos,
    observer_name=words,
    position=st.sampled_from(["camera", "post"]),
    what=st.sampled_from(observation.Observed),
    number=st.integers(1, 60).map(lambda n: amount.Amount.of(n, n)) | st.just(amount.Amount()),
    row=st.just("table.csv, line 2"),
    location=maybe(locations),
    means=maybe(st.sampled_from(observation.Means)),
    description=maybe(st.sampled_from(observation.Description)),
    direction=words,
    weapon=words,
    time=maybe(moments),
    remark=words,
    source=words,
)
set_aside = st.builds(conversion.SetAside, observation=ids, why=ids)
conversions = st.booleans().flatmap(
    lambda barred: st.builds(
        conversion.Conversion,
        id=ids,
        observer=ids,
        observer_name=words,
        rule=ids,
        window=windows,
        amount=st.none() if barred else numbers,
        rows=some(ids),
        left_out=some(set_aside),
        barring=st.lists(set_aside, min_size=1, max_size=2).map(tuple) if barred else st.just(()),
    )
)
checks = st.builds(
    count_check.CountCheck,
    code=ids,
    outcome=st.sampled_from(count_check.Outcome),
    claims=st.lists(ids, min_size=1, max_size=2).map(tuple),
    figures=some(st.builds(count_check.Figure, what=ids, amount=amounts, claim=maybe(ids))),
    facts=facts,
)
COUNT_NOUNS: dict[type[Any], Strategy[Any]] = {
    count_claim.CountClaim: claims(),
    count_check.CountCheck: checks,
    observation.Observation: observations,
    conversion.Conversion: conversions,
}
"""Every noun of counts that leaves the program alone."""
