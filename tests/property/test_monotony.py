"""More exact input never turns a sure finding into an unsure one, or into another sure one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from truce_world import (
    CITED,
    FakePlaces,
    during,
    each_reading,
    instant,
    moment,
    shelling,
    truce,
    zone,
)
from trucewatch.assess.answer import POSSIBLY
from trucewatch.assess.readings import readings_of
from trucewatch.assess.scope import There, in_zone
from trucewatch.assess.window import force
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.finding import Result
from trucewatch.domain.moment import Window
from trucewatch.domain.place import LonLat, PlacePrecision
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.zone import Shape

hours = st.integers(0, 27 * 24).map(lambda hour: instant(1) + dt.timedelta(hours=hour))
by = st.sampled_from([(), ("east",), ("west",), ("un",)])
moments = st.builds(lambda at, who: moment(at, *who), hours, by)
quick = settings(max_examples=60, deadline=None)
FINEST_FIRST = (PlacePrecision.EXACT, PlacePrecision.WITHIN_1KM, PlacePrecision.WITHIN_25KM)
degrees = st.integers(-12_000_000, 32_000_000).map(lambda e7: e7 / 10**7)


@st.composite
def terms(draw: st.DrawFn) -> Agreement:
    """A truce with contested starts, and perhaps an end that somebody asserts."""
    starts = tuple(draw(st.lists(moments, min_size=1, max_size=2)))
    ended = Amendment(
        id="end",
        kind=AmendmentKind.TERMINATE,
        citation=CITED,
        effective=tuple(draw(st.lists(moments, min_size=1, max_size=2))),
    )
    amendments = draw(st.sampled_from([(), (ended,)]))
    return truce(window=Window(starts=starts), amendments=amendments)


@quick
@given(terms(), st.lists(hours, min_size=4, max_size=4, unique=True))
def test_a_narrower_time_never_unsettles(agreement: Agreement, four: list[dt.datetime]) -> None:
    """Where a wide span of time is surely in force, or surely not, so is every part of it."""
    first, start, end, last = sorted(four)
    for reading in readings_of(agreement):
        held = force(agreement, reading)
        wide, narrow = held.during((first, last)), held.during((start, end))
        assert wide is POSSIBLY or narrow is wide


@quick
@given(terms(), st.lists(hours, min_size=4, max_size=4, unique=True))
def test_a_narrower_time_keeps_a_sure_result(agreement: Agreement, four: list[dt.datetime]) -> None:
    """What is assessed, or out of scope, for the whole span is so for each part of it."""
    first, start, end, last = sorted(four)
    wide = each_reading(shelling(time=during(first, last)), agreement, explicit=True)
    narrow = each_reading(shelling(time=during(start, end)), agreement, explicit=True)
    for one, other in zip(wide, narrow, strict=True):
        if one.result in {Result.VIOLATION_ASSESSED, Result.OUTSIDE_SCOPE}:
            assert other.result is one.result


@quick
@given(degrees, degrees, st.integers(0, 20_000))
def test_a_closer_point_never_unsettles(lon: float, lat: float, uncertainty_m: int) -> None:
    """A point known better is inside or outside wherever it was so before."""
    corners = ((0, 0), (2, 0), (2, 2), (0, 2), (0, 0))
    ring = tuple(LonLat.of(x, y) for x, y in corners)
    area = zone(shape=Shape(rings=(ring,)), known=True, uncertainty_m=uncertainty_m)
    found = [
        in_zone([PlaceMention("", None, lon, lat, one, "")], area, There(FakePlaces())).certainty
        for one in FINEST_FIRST
    ]
    for finer, coarser in pairwise(found):
        assert coarser is POSSIBLY or finer is coarser


@quick
@given(degrees, degrees, st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_surer_line_never_unsettles(lon: float, lat: float, one: int, other: int) -> None:
    """A line drawn more exactly leaves what was sure as it was."""
    exact, vague = sorted((one, other))
    spot = [PlaceMention("", None, lon, lat, PlacePrecision.EXACT, "")]
    front = Shape(lines=((LonLat.of(0, 1), LonLat.of(2, 1)),), within_m=30_000)
    found = [
        in_zone(spot, zone(shape=front, known=True, uncertainty_m=off), There(FakePlaces()))
        for off in (exact, vague)
    ]
    assert found[1].certainty is POSSIBLY or found[0].certainty is found[1].certainty


@quick
@given(terms(), st.permutations(["first", "second", "third"]))
def test_the_order_of_agreements_changes_no_finding(agreement: Agreement, order: list[str]) -> None:
    """Each agreement is reported by itself, wherever it stands among the others."""
    named = {name: replace(agreement, id=name) for name in ("first", "second", "third")}
    plain = each_reading(shelling(), *named.values(), explicit=True)
    turned = each_reading(shelling(), *(named[name] for name in order), explicit=True)
    assert sorted(turned, key=_key) == sorted(plain, key=_key)


def _key(finding: object) -> str:
    return repr(finding)
