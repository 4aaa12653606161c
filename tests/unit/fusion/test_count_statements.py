"""Statements that number happenings become claims, with the window they are about."""

from __future__ import annotations

import datetime as dt

import pytest

import trucewatch as tw
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.time import write_instant
from trucewatch.fusion.count_words import is_count_only
from trucewatch.pipeline.incidents import incidents_of

DAY = dt.date(2016, 9, 17)


def claims(text: str) -> tuple[CountClaim, ...]:
    """What a report of 17 September 2016 claims."""
    return tw.counts([tw.read(text.encode(), published=DAY)]).claims


def listed(claim: CountClaim) -> list[tuple[str, bool, list[str]]]:
    """Kind, whether it is the whole, and figures of each breakdown."""
    return [
        (one.by.value, one.whole, [str(part.amount) for part in one.parts])
        for one in claim.breakdowns
    ]


def test_a_number_of_violations_is_a_claim() -> None:
    """Who, whom, how many, in how many hours."""
    [made] = claims("Rebels committed 55 violations in the last 24 hours, the Syrian army said.")
    assert (made.claimant, made.unit, str(made.total), made.hours, made.cadence) == (
        "syria-army", "violations", "55", 24, "daily",
    )  # fmt: skip
    assert made.stretch is None


def test_two_figures_of_a_sentence_are_two_claims() -> None:
    """The hours of one are not those of the other, nor is its time."""
    day, total = claims(
        "The Syrian army said rebels committed 55 violations in the last 24 hours and"
        " 199 violations since the renewal of the truce on 12 September."
    )
    assert (str(day.total), day.hours, day.cadence) == ("55", 24, "daily")
    assert (str(total.total), total.hours, total.window, total.cadence) == (
        "199", None, None, "since",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Turkey recorded 21 violations of the ceasefire: Aleppo (10), Hama (11).",
        "Turkey recorded 21 violations of the ceasefire: Aleppo 10, Hama 11.",
        "Turkey recorded 21 violations of the ceasefire: 10 in Aleppo, 11 in Hama.",
    ],
)
def test_a_list_behind_a_total_is_its_breakdown(text: str) -> None:
    """In each of the forms that bulletins use, to the last part."""
    [made] = claims(text)
    assert listed(made) == [("place", True, ["10", "11"])]


def test_the_sentence_that_takes_a_figure_apart_joins_it() -> None:
    """Of these: some of them, not all."""
    [made] = claims(
        "The ministry counted more than 300 violations of the truce by rebels since"
        " 27 February 2016. Of these, 120 were in Aleppo and 60 in Hama."
    )
    assert (str(made.total), made.cadence) == ("301..", "since")
    assert listed(made) == [("place", False, ["120", "60"])]


def test_a_list_that_goes_on_is_not_the_whole() -> None:
    """Others are not numbered."""
    [made] = claims(
        "Turkey recorded 21 violations of the ceasefire: Aleppo (10), Hama (3) and other places."
    )
    assert listed(made) == [("place", False, ["10", "3"])]


def test_what_is_included_is_a_part_and_no_claim_of_its_own() -> None:
    """Explosions among the violations."""
    [made] = claims("The SMM recorded 159 ceasefire violations, including 22 explosions.")
    assert listed(made) == [("act", False, ["22"])]


@pytest.mark.parametrize(
    "text",
    [
        "The army counted 55 violations of the truce, compared with 42 violations a day earlier.",
        "The army counted 55 violations of the truce; 42 violations in the previous period.",
    ],
)
def test_the_figure_of_the_period_before_joins_that_of_today(text: str) -> None:
    """It is told with it and held against what was told then."""
    [made] = claims(text)
    assert (str(made.total), str(made.previous)) == ("55", "42")


@pytest.mark.parametrize(
    "text",
    [
        "The Russian centre said that no violations were registered in the last 24 hours.",
        "Zero violations of the ceasefire were recorded on 14 September 2016, the army said.",
    ],
)
def test_none_is_a_zero_that_was_told(text: str) -> None:
    """It is no silence."""
    [made] = claims(text)
    assert made.total.told.value == "zero"


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian army violated the truce in Aleppo on 3 May 2016.",
        "The Syrian army denied that it had violated the truce.",
        "Three shells fell on Aleppo at noon on 3 May 2016, residents said.",
        "Russian aircraft carried out three air strikes on Hama at noon on 3 May 2016.",
    ],
)
def test_a_happening_is_no_claim(text: str) -> None:
    """A denial counts nothing, and shells are no happenings."""
    assert claims(text) == ()
    assert not any(is_count_only(one) for one in tw.read(text.encode()).statements)


def test_strikes_of_a_period_are_a_number() -> None:
    """A hundred in a day are not told by themselves."""
    [made] = claims(
        "Russian aircraft carried out 100 air strikes in Idlib province in the past 24 hours,"
        " the opposition said."
    )
    assert (made.unit, str(made.total), made.accused) == (
        "air_strikes", "100", ("russia-aerospace-forces",),
    )  # fmt: skip


def test_a_number_makes_an_incident_that_is_marked() -> None:
    """Not one happening that many reports tell of."""
    report = tw.read(b"Rebels committed 55 violations on 3 May 2016, the Syrian army said.")
    assert [one.count_only for one in incidents_of([report])] == [True]


def test_terms_are_not_held_against_a_number() -> None:
    """None of the hundred is told by itself."""
    text = b"Syrian aircraft carried out 100 air strikes in Hama province in the past 24 hours."
    report = tw.read(text, published=dt.date(2016, 5, 3))
    found = tw.assess([report], agreements=["syria-2016-02-22"]).findings
    assert {one.reason.value for one in found} == {"count_only"}


def test_a_bulletin_claims_what_it_says_itself() -> None:
    """By its issuer, so that two bulletins of one body are of one claimant."""
    text = (
        "BULLETIN\nof the Russian Centre for Reconciliation of Opposing Sides in the Syrian Arab"
        " Republic\n(May {day}, 2016)\n\nWithin the last 24 hours, {n} violations have been"
        " registered.\n"
    )
    reports = [tw.read(text.format(day=day, n=n).encode()) for day, n in ((12, 11), (13, 7))]
    made = tw.counts(reports)
    assert {one.claimant for one in made.claims} == {"russia-reconciliation-centre"}
    assert len(made.sets) == 2


def test_residents_of_two_papers_are_two_claimants() -> None:
    """They are not the same people."""
    texts = (b"The ministry counted 9 violations.", b"The ministry counted 7 violations.")
    made = tw.counts([tw.read(text) for text in texts])
    assert len({one.claimant for one in made.claims}) == 2


def test_the_window_is_that_of_the_words() -> None:
    """One day on the clock of the place."""
    [made] = claims("Two violations were recorded in Hama on 3 May 2016, the Russian army said.")
    assert made.window is not None
    assert made.window.start is not None
    assert write_instant(made.window.start) == "2016-05-02T21:00:00Z"
