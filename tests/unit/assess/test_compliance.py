"""Counts keep claimants and readings apart, and tell zero from no data and from a refusal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

import examples
from truce_world import (
    REGISTRY,
    VERSIONS,
    FakePlaces,
    clause,
    during,
    instant,
    shelling,
    truce,
    who,
)
from trucewatch.assess.claimants import Reports
from trucewatch.assess.compliance import counted
from trucewatch.assess.engine import assess
from trucewatch.domain.compliance import By, Compliance, Known, Said, Silence
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.incident import Incident
from trucewatch.domain.statement import Speaker
from trucewatch.domain.time import TimeRange

SOUTH, GUARD = Speaker("South", "south", "say"), Speaker("Guard", "guard", "say")
RESIDENTS = Speaker("residents", None, "say")
TERMS = truce(time_zone="Asia/Damascus", clauses=(clause("fire", counting_rule="case_of_fire"),))


def told(name: str, by: Speaker | None, start: dt.datetime | None, **more: Any) -> Incident:
    """One allegation of half an hour, said by somebody."""
    end = start + dt.timedelta(minutes=30) if start else None
    time = TimeRange(start=start, end=end) if start else None
    said = (by,) if by else ()
    whole = {"statements": (f"said-{name}",), "accusers": said, "provisional": True, "time": time}
    return shelling(id=name, **{**whole, **more})


def table(incidents: Sequence[Incident], *by: By, **more: Any) -> Compliance:
    """Counts of what the truce comes to."""
    rest: dict[str, Any] = {"registry": REGISTRY, "places": FakePlaces(), "versions": VERSIONS}
    findings = [f for one in incidents for f in assess(one, (TERMS,), **rest)]
    terms = {"truce": TERMS}
    return counted(incidents, findings, by=by or (By.PARTY,), agreements=terms, **more)


def east(made: Compliance) -> list[tuple[str, str | None, Known, int]]:
    """Claimant, first key, what is known and the sum, of East's reading."""
    return [
        (row.claimant, next(iter(row.keys.values())), row.known, row.total)
        for row in made.rows
        if row.reading == "east"
    ]


TWO = [told("a", SOUTH, instant(10)), told("b", GUARD, instant(10)), told("c", SOUTH, instant(12))]


def test_claimants_are_never_added() -> None:
    """Each has rows of its own, under each reading."""
    made = table(TWO)
    assert east(made) == [
        ("south", "north", Known.COUNTED, 2),
        ("guard", "north", Known.COUNTED, 1),
    ]
    assert len(made.rows) == 4


def test_the_nearest_speaker_is_the_claimant() -> None:
    """A paper that passes a claim on does not make it."""
    passed_on = told("a", SOUTH, instant(10), accusers=(SOUTH, GUARD))
    assert [one.id for one in table([passed_on]).claimants] == ["south"]


def test_a_joint_claim_is_a_claimant_of_its_own() -> None:
    """It is neither one's nor the other's."""
    joint = Speaker("South", "south", "say", with_=("guard",))
    assert [one.id for one in table([TWO[0], told("b", joint, instant(10))]).claimants] == [
        "south",
        "south+guard",
    ]


def test_people_on_no_register_are_kept_apart() -> None:
    """Two papers' residents are not the same people."""
    made = table([told("a", RESIDENTS, instant(10)), told("b", RESIDENTS, instant(10))])
    assert [one.id for one in made.claimants] == ["incident:a", "incident:b"]


def test_reports_at_hand_name_who_tells_what() -> None:
    """The report itself, or somebody within it."""
    reading = examples.reading()
    first = reading.statements[0].id
    said = told("a", RESIDENTS, instant(10), statements=(first,))
    made = table([said], reports=Reports.of([reading]))
    speaker = reading.statements[0].speakers[0]
    assert [one.id for one in made.claimants] == [speaker.actor]


def test_one_who_is_told_twice_counts_once() -> None:
    """Two statements of one claimant make one claim of one incident."""
    reading = examples.reading()
    first = reading.statements[0].id
    said = told("a", None, instant(10), statements=(first, first))
    assert len(table([said], reports=Reports.of([reading])).claimants) == 1


def test_a_day_is_of_the_clock_of_the_terms() -> None:
    """Ten at night in Greenwich is the next day in Damascus."""
    made = table([told("a", SOUTH, instant(10, 23))], By.DAY)
    assert east(made)[0][1] == "2020-03-11"


def test_a_night_over_midnight_is_two_days() -> None:
    """It is not put on either of them."""
    night = told("a", SOUTH, None, time=during(instant(10, 20), instant(10, 23)))
    assert east(table([night], By.DAY))[0][1] == "2020-03-10/2020-03-11"


def test_a_day_without_a_report_is_no_data() -> None:
    """Not zero; and only between the days that somebody tells of."""
    assert east(table(TWO, By.DAY)) == [
        ("south", "2020-03-10", Known.COUNTED, 1),
        ("south", "2020-03-11", Known.NO_DATA, 0),
        ("south", "2020-03-12", Known.COUNTED, 1),
        ("guard", "2020-03-10", Known.COUNTED, 1),
        ("guard", "2020-03-11/2020-03-12", Known.NO_DATA, 0),
    ]


def test_zero_and_refused_are_told_apart() -> None:
    """Zero where a claimant said that there was none, refused where it gave no figure."""
    day = dt.date(2020, 3, 11)
    silences = [
        Silence(claimant="south", first=day, last=day, said=Said.NONE, source="made up"),
        Silence(claimant="guard", first=day, last=day, said=Said.REFUSED, source="made up"),
    ]
    found = {row[:2]: row[2:] for row in east(table(TWO, By.DAY, silences=silences))}
    assert found["south", "2020-03-11"] == (Known.COUNTED, 0)
    assert found["guard", "2020-03-11"] == (Known.REFUSED, 0)
    assert found["guard", "2020-03-12"] == (Known.NO_DATA, 0)


def test_who_only_refuses_is_there_too() -> None:
    """A keeper that gives no figures is no keeper that counted none."""
    day = dt.date(2020, 3, 11)
    refused = Silence(claimant="west", first=day, last=day, said=Said.REFUSED, source="made up")
    assert ("west", None, Known.REFUSED, 0) in east(table(TWO, silences=[refused]))


def test_several_accused_are_one_party_of_the_table() -> None:
    """The sum stays the number of findings."""
    both = told("a", SOUTH, instant(10), initiators=(who("north"), who("militia")))
    nobody = told("b", SOUTH, instant(10), initiators=())
    assert [row[1] for row in east(table([both, nobody]))] == ["north+militia", None]


def test_a_clause_carries_its_counting_rule() -> None:
    """A figure without its rule says little."""
    row = table(TWO, By.CLAUSE, By.ZONE).rows[0]
    assert (row.keys, row.counting_rule) == ({"clause": "fire", "zone": "all"}, "case_of_fire@1")


def test_every_result_has_a_count() -> None:
    """Zero where a claimant tells of others, so that columns line up."""
    assert sum(table(TWO).rows[0].counts.values()) == 2
    assert len(table(TWO).rows[0].counts) == 6


@pytest.mark.parametrize("by", [(By.DAY, By.DAY)])
def test_a_key_named_twice_is_refused(by: tuple[By, ...]) -> None:
    """One of them would be lost."""
    with pytest.raises(InvalidValue, match="named twice"):
        table(TWO, *by)
