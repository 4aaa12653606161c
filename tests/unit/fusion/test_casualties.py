"""People harmed are told low, best and high by class, each origin heard once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.domain.casualties import Best, Fate, ToldFigure, Toll
from trucewatch.domain.statement import Count
from trucewatch.fusion.casualties import best_of, casualties
from unit.fusion.statements import count, said, told_by


def killed(*figures: tuple[str, str, int | None, int | None]) -> Toll:
    """The toll of people killed: statement, origin, low and high of each figure."""
    told = [
        said(name, counts=(count("killed", low, high, "people"),)) for name, _, low, high in figures
    ]
    [toll] = casualties(told, told_by({name: origin for name, origin, _, _ in figures})).tolls
    return toll


def test_copies_of_one_account_are_heard_once() -> None:
    """Three outlets with the nurse's five do not outvote the driver's six."""
    toll = killed(
        ("a", "nurse", 5, 5), ("b", "nurse", 5, 5), ("c", "nurse", 5, 5), ("d", "driver", 6, 6)
    )
    assert (toll.low, toll.best, toll.high, toll.because) == (5, None, 6, Best.TIED)


def test_best_is_what_most_origins_give() -> None:
    """Two against one, and the one stays on file."""
    toll = killed(("a", "nurse", 5, 5), ("b", "driver", 5, 5), ("c", "council", 8, 8))
    assert (toll.low, toll.best, toll.high, toll.because) == (5, 5, 8, Best.MOST_ORIGINS)
    assert [(one.origin, one.low) for one in toll.told] == [
        ("council", 8),
        ("driver", 5),
        ("nurse", 5),
    ]


def test_no_mean_is_ever_made() -> None:
    """Four and six do not make five."""
    toll = killed(("a", "nurse", 4, 4), ("b", "driver", 6, 6))
    assert toll.best is None
    assert toll.contradicted


def test_a_range_gives_no_best_figure() -> None:
    """Between four and six is no number."""
    toll = killed(("a", "nurse", 4, 6))
    assert (toll.low, toll.best, toll.high, toll.because) == (4, None, 6, Best.NO_EXACT_FIGURE)


def test_at_least_leaves_the_upper_side_open() -> None:
    """Nobody has said how many there can be."""
    assert killed(("a", "nurse", 3, None), ("b", "driver", 4, 4)).high is None


def test_figures_that_can_all_be_right_are_no_contradiction() -> None:
    """At least three, and four."""
    assert not killed(("a", "nurse", 3, None), ("b", "driver", 4, 4)).contradicted


def test_parts_are_not_added_to_the_whole() -> None:
    """Twelve killed, among them three children, are twelve."""
    counts = (count("killed", 12, 12, "12 people"), count("killed", 3, 3, "3 children"))
    tolls = casualties([said("a", counts=counts)], told_by({"a": "nurse"})).tolls
    told = [(toll.who, toll.best, toll.part_of) for toll in tolls]
    assert told == [("people", 12, None), ("children", 3, "people")]


def test_killed_and_wounded_are_told_apart() -> None:
    """And never summed."""
    counts = (count("wounded", 7, 7, "seven"), count("killed", 2, 2, "two"))
    tolls = casualties([said("a", counts=counts)], told_by({"a": "nurse"})).tolls
    assert [(toll.fate, toll.best) for toll in tolls] == [(Fate.KILLED, 2), (Fate.WOUNDED, 7)]


def test_an_origin_that_corrects_itself_is_heard_with_its_last_word() -> None:
    """The first figure stays on file as replaced."""
    told = [
        said("a", counts=(count("killed", 30, 30, "30"),)),
        said("b", counts=(count("killed", 14, 17, "14 to 17"),)),
    ]
    line = told_by({"a": "doctors", "b": "doctors"}, days={"b": 1})
    [toll] = casualties(told, line).tolls
    assert (toll.low, toll.high, toll.contradicted) == (14, 17, False)
    assert [(one.low, one.stands) for one in toll.told] == [(30, False), (14, True)]


def test_two_figures_of_one_origin_and_day_speak_for_neither() -> None:
    """Nobody can tell which is the last word."""
    assert killed(("a", "nurse", 5, 5), ("b", "nurse", 7, 7)).best is None


def test_what_has_no_origin_never_outvotes_one_that_has() -> None:
    """A number that nobody is named for is kept in the range alone."""
    toll = killed(("a", "nurse", 5, 5), ("b", "", 9, 9))
    assert (toll.best, toll.high) == (5, 9)


def test_things_are_no_casualties() -> None:
    """Two shells are not two people."""
    told = said("a", counts=(Count("shells", 2, 2, "shells", "two shells"),))
    assert casualties([told], told_by({"a": "nurse"})).tolls == ()


numbers = st.integers(0, 9)


@given(st.lists(st.tuples(st.sampled_from("abc"), numbers), max_size=8))
def test_best_is_always_a_figure_that_somebody_gave(told: list[tuple[str, int]]) -> None:
    """Within what is told, never between."""
    figures = [
        ToldFigure(origin=who, low=number, high=number, words="", statements=())
        for who, number in told
    ]
    best, _ = best_of(figures)
    assert best is None or best in {number for _, number in told}
