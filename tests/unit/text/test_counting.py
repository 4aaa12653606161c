"""Figures in English text."""

import pytest

from trucewatch.text.counting import find_counts

Figure = tuple[str, int | None, int | None, str]


def figures(text: str) -> list[Figure]:
    """What, low, high and unit of each figure."""
    counts = [mention.count for mention in find_counts(text)]
    return [(count.what, count.low, count.high, count.unit) for count in counts]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("at least 12 civilians", ("civilians", 12, None, "civilians")),
        ("more than 300 shells", ("shells", 301, None, "shells")),
        ("more than 72 hours", ("duration", 72, None, "hour")),
        ("up to 5 rockets", ("rockets", None, 5, "rockets")),
        ("fewer than 10 violations", ("violations", None, 9, "violations")),
        ("nearly 400 houses", ("buildings", None, 400, "buildings")),
        ("between 20 and 30 shells", ("shells", 20, 30, "shells")),
        ("20-30 shells", ("shells", 20, 30, "shells")),
        ("14 to 17 fighters", ("fighters", 14, 17, "fighters")),
        ("dozens of shells", ("shells", None, None, "shells")),
        ("N/K civilians", ("civilians", None, None, "civilians")),
    ],
)
def test_words_before_a_number_open_a_side(text: str, figure: Figure) -> None:
    """Bounds are inclusive, and no bound is invented."""
    assert figures(text) == [figure]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a dozen rockets", 12),
        ("half a dozen rockets", 6),
        ("twenty-five rockets", 25),
        ("three hundred and five rockets", 305),
        ("two dozen rockets", 24),
        ("1,970 rockets", 1970),
        ("two thousand rockets", 2000),
    ],
)
def test_number_words_are_added_up(text: str, number: int) -> None:
    """Words and separators make one number."""
    assert figures(text) == [("rockets", number, number, "rockets")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killed two civilians and wounded five", [("killed", 2), ("wounded", 5)]),
        ("killing between four and six people.", [("killed", 4)]),
        ("the release of 40 detainees", [("released", 40)]),
        ("arrested eleven students", [("detained", 11)]),
        ("400 people were displaced", [("displaced", 400)]),
        ("eight dead", [("killed", 8)]),
    ],
)
def test_people_are_counted_by_what_befell_them(text: str, expected: list[tuple[str, int]]) -> None:
    """The verb near the figure says what is counted."""
    assert [(what, low) for what, low, _, _ in figures(text)][: len(expected)] == expected


def test_wounded_after_killed_keeps_its_own_fate() -> None:
    """The participle that is the head outranks the verb of the figure before."""
    assert figures("Two civilians were killed and up to seven wounded.")[1][0] == "wounded"


def test_a_length_keeps_its_unit() -> None:
    """A 45-minute call lasts 45 minutes."""
    assert figures("a 45-minute phone call") == [("duration", 45, 45, "minute")]


def test_a_broken_measure_is_told_in_the_finer_unit() -> None:
    """Bounds are whole numbers, so 2.5 tonnes are 2500 kilograms."""
    assert figures("2.5 tonnes of food") == [("mass", 2500, 2500, "kilogram")]


def test_half_an_hour_is_thirty_minutes() -> None:
    """A half is a broken number in words."""
    assert figures("for half an hour") == [("duration", 30, 30, "minute")]


def test_parts_of_a_total_count_the_same_thing() -> None:
    """Figures in brackets behind places belong to the total before them."""
    found = figures("11 violations in Aleppo (5), Hama (3), Latakia (2) and Damascus (1).")
    assert [low for _, low, _, _ in found] == [11, 5, 3, 2, 1]


def test_a_rough_figure_says_so() -> None:
    """Some 250 keeps its figure and is marked."""
    [found] = find_counts("some 250 shells")
    assert (found.count.low, found.count.high, found.approximate) == (250, 250, True)


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2254",
        "3 May 2016",
        "a 35-year-old man",
        "at 03:40",
        "the BM-21",
        "$5 million",
        "one of them",
        "the G20 summit",
        "a 120 mm gun",
    ],
)
def test_other_numbers_are_no_counts(text: str) -> None:
    """Dates, clocks, ages, money, names and calibres count nothing."""
    assert figures(text) == []


def test_spans_cut_the_words() -> None:
    """A span is a range of the text."""
    text = "At least 12 civilians and some 30 soldiers were killed in 24 hours."
    assert all(m.span.cut(text) == m.count.words for m in find_counts(text))
