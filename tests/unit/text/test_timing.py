"""Time expressions of English sentences."""

import datetime as dt

import pytest

from trucewatch.domain.time import TimePrecision, ZoneBasis
from trucewatch.text.timing import Anchor, TimeMention, find_times

Days = tuple[str | None, str | None]


def times(
    text: str, day: str | None, *, past: bool | None = None, zone: str = "UTC", known: bool = False
) -> tuple[TimeMention, ...]:
    """Times of a sentence of a report of that day."""
    basis = ZoneBasis.PLACE if known else ZoneBasis.ASSUMED
    anchor = Anchor(dt.date.fromisoformat(day) if day else None, zone, basis, past)
    return find_times(text, anchor=anchor)


def days(mention: TimeMention) -> Days:
    """First day and the day after the last."""
    start, end = mention.time.start, mention.time.end
    return (str(start.date()) if start else None, str(end.date()) if end else None)


def only(text: str, day: str | None, *, past: bool | None = None) -> Days:
    """Days of the only time of a sentence."""
    [mention] = times(text, day, past=past)
    return days(mention)


FOUNDING = [
    ("2016-05-03", "are currently holding talks", "2016-05-03", "2016-05-04"),
    ("2016-05-03", "I hope that in the coming hours it is announced", "2016-05-03", "2016-05-05"),
    ("2016-05-03", "that ... in a few hours we can relaunch it", "2016-05-03", "2016-05-05"),
    ("2016-05-03", "In April, the talks were gridlocked", "2016-04-01", "2016-05-01"),
    ("2016-05-03", "On Monday, the army refused", "2016-05-02", "2016-05-03"),
    ("2016-09-08", "a phone call on Wednesday", "2016-09-07", "2016-09-08"),
    ("2016-09-08", "during the G20 summit in China last week", "2016-08-29", "2016-09-06"),
    ("2016-09-08", "the Post reported Thursday", "2016-09-08", "2016-09-09"),
]


@pytest.mark.parametrize(("day", "text", "first", "after"), FOUNDING)
def test_founding_reports_are_dated(day: str, text: str, first: str, after: str) -> None:
    """The expressions of the founding reports have the days that careful readers gave."""
    assert only(text, day) == (first, after)


@pytest.mark.parametrize(
    ("day", "text", "first", "after"),
    [
        ("2016-09-14", "early on Wednesday", "2016-09-14", "2016-09-15"),
        ("2016-09-14", "at sunset on Monday", "2016-09-12", "2016-09-13"),
        ("2016-09-14", "last Friday", "2016-09-09", "2016-09-10"),
        ("2016-09-14", "since Sunday", "2016-09-11", "2016-09-15"),
        ("2016-09-14", "shelled it overnight", "2016-09-13", "2016-09-15"),
        ("2016-09-14", "since Monday evening", "2016-09-12", "2016-09-15"),
        ("2016-09-14", "will send aid on Thursday", "2016-09-15", "2016-09-16"),
        ("2016-04-05", "next week", "2016-04-11", "2016-04-18"),
        ("2016-04-05", "due to open on 11 April", "2016-04-11", "2016-04-12"),
        ("2016-03-02", "two days ago", "2016-02-29", "2016-03-01"),
        ("2016-03-02", "between 14:00 and 16:30 yesterday", "2016-03-01", "2016-03-02"),
        ("2016-05-12", "within the last 24 hours", "2016-05-11", "2016-05-13"),
        ("2016-05-12", "at 06:20 on May 12", "2016-05-12", "2016-05-13"),
        ("2016-03-18", "late on 16 March", "2016-03-16", "2016-03-17"),
        ("2016-06-07", "yesterday, June 6", "2016-06-06", "2016-06-07"),
        ("2016-06-07", "will resume in June", "2016-06-01", "2016-07-01"),
        ("2016-05-05", "quieter since midnight", "2016-05-05", "2016-05-06"),
        ("2016-05-05", "a convoy came last week", "2016-04-25", "2016-05-02"),
        ("2020-08-08", "between the evenings of 6 and 7 August", "2020-08-06", "2020-08-08"),
        ("2020-08-08", "on the night of 5 to 6 August", "2020-08-05", "2020-08-07"),
        ("2020-10-19", "since midnight on Sunday", "2020-10-18", "2020-10-20"),
        ("2020-10-19", "freed this week", "2020-10-19", "2020-10-26"),
        ("2016-09-06", "late on Sunday, 4 September", "2016-09-04", "2016-09-05"),
        ("2016-09-06", "will meet later this week", "2016-09-06", "2016-09-12"),
        ("2019-02-26", "will be released in March", "2019-03-01", "2019-04-01"),
    ],
)
def test_field_reports_are_dated(day: str, text: str, first: str, after: str) -> None:
    """Bulletins, calls and wires tell their days in these words."""
    assert only(text, day) == (first, after)


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("3 May 2016", "2016-05-03", "2016-05-04"),
        ("May 3", "2016-05-03", "2016-05-04"),
        ("03.05.2016", "2016-05-03", "2016-05-04"),
        ("2016-05-03", "2016-05-03", "2016-05-04"),
        ("3rd of May", "2016-05-03", "2016-05-04"),
        ("from 4 to 6 May", "2016-05-04", "2016-05-07"),
        ("in early May", "2016-05-01", "2016-05-11"),
        ("in late 2014", "2014-09-01", "2015-01-01"),
        ("the spring of 2015", "2015-03-01", "2015-06-01"),
        ("the last week of October 2015", "2015-10-25", "2015-11-01"),
        ("from 2009 to 2011", "2009-01-01", "2012-01-01"),
        ("at the weekend", "2016-04-30", "2016-05-02"),
        ("over the last three days", "2016-04-30", "2016-05-04"),
        ("last month", "2016-04-01", "2016-05-01"),
        ("earlier this week", "2016-05-02", "2016-05-04"),
        ("must withdraw within 48 hours", "2016-05-03", "2016-05-06"),
        ("will end by Friday", "2016-05-03", "2016-05-07"),
        ("will hold until Thursday", "2016-05-03", "2016-05-06"),
        ("tomorrow morning", "2016-05-04", "2016-05-05"),
        ("last night", "2016-05-02", "2016-05-04"),
    ],
)
def test_forms_of_dates_are_read(text: str, first: str, after: str) -> None:
    """Each form has its half-open range of days, seen from Tuesday, 3 May 2016."""
    assert only(text, "2016-05-03") == (first, after)


def test_a_weekday_is_the_report_day_itself_where_it_fits() -> None:
    """Thursday in a Thursday's report is that day, for the past and for the future."""
    assert only("on Thursday", "2016-09-08", past=True) == ("2016-09-08", "2016-09-09")
    assert only("on Thursday", "2016-09-08", past=False) == ("2016-09-08", "2016-09-09")


def test_tense_decides_the_side_of_a_weekday() -> None:
    """Friday in a Thursday's report is six days back or one ahead."""
    assert only("on Friday", "2016-09-08", past=True) == ("2016-09-02", "2016-09-03")
    assert only("on Friday", "2016-09-08", past=False) == ("2016-09-09", "2016-09-10")


def test_tense_decides_the_year_of_a_date() -> None:
    """September 12 in May is of the last year for the past."""
    assert only("September 12", "2016-05-03", past=True) == ("2015-09-12", "2015-09-13")


def test_a_clause_that_says_when_it_was_said_stays_in_the_past() -> None:
    """The future of what is said does not reach the day on which it was said."""
    found = times("He said on Wednesday that they will meet on Friday", "2016-09-08")
    assert [days(m)[0] for m in found] == ["2016-09-07", "2016-09-09"]


def test_without_a_report_day_relative_words_keep_no_day() -> None:
    """Monday in an undated report is no day, and its words are kept."""
    [found] = times("was shelled on Monday", None)
    assert found.time.start is None
    assert (found.time.precision, found.time.words) == (TimePrecision.UNKNOWN, "Monday")


def test_whole_dates_need_no_report_day() -> None:
    """A date with its year is one in any report."""
    assert only("on 3 May 2016", None) == ("2016-05-03", "2016-05-04")


def test_a_stroke_date_is_left_open_where_nothing_decides() -> None:
    """04/05/2016 is the fourth of May or the fifth of April."""
    assert only("on 04/05/2016", None) == (None, None)
    assert only("on 04/05/2016", "2016-05-02", past=True) == ("2016-04-05", "2016-04-06")


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("at 03:40 on 2 March", "2016-03-02T01:40"),
        ("at 3:40 am on 2 March", "2016-03-02T01:40"),
        ("at 15:40 GMT on 1 March", "2016-03-01T15:40"),
        ("at 1540 GMT on 1 March", "2016-03-01T15:40"),
        ("at 16:00 Moscow time on 1 March", "2016-03-01T13:00"),
        ("at 9 p.m. on 1 March", "2016-03-01T19:00"),
        ("at 00:01 Damascus time on 27 February", "2016-02-26T22:01"),
    ],
)
def test_a_known_clock_keeps_the_minute(text: str, clock: str) -> None:
    """Words or place give the zone, and the minute becomes an instant."""
    [found] = times(text, "2016-03-02", zone="Asia/Damascus", known=True)
    assert found.time.start == dt.datetime.fromisoformat(clock + "+00:00")
    assert found.time.hours() == 1 / 60


def test_an_assumed_clock_tells_whole_days_only() -> None:
    """A minute on a clock that nobody stated is widened to its day."""
    [found] = times("at 03:40 on 2 March", "2016-03-02")
    assert (found.time.hours(), found.time.precision) == (24.0, TimePrecision.DAY)


def test_a_stated_zone_says_so() -> None:
    """The zone in the words outranks that of the report."""
    [found] = times("at 16:00 Moscow time on 1 March", "2016-03-02")
    assert (found.time.zone, found.time.zone_basis) == ("Europe/Moscow", ZoneBasis.STATED)


def test_hours_up_to_a_clock_end_there() -> None:
    """The 24 hours to 18:00 begin at 18:00 on the day before."""
    [found] = times("for the 24 hours to 18:00 Damascus time on 17 March", "2016-03-18")
    assert str(found.time.start) == "2016-03-16 16:00:00+00:00"
    assert found.time.hours() == 24


def test_about_widens_a_clock_by_half_an_hour() -> None:
    """About 03:40 is between 03:10 and 04:10."""
    [found] = times("at about 03:40 on 2 March", "2016-03-02", known=True)
    assert found.time.hours() == 1


def test_midnight_of_a_day_is_either_end() -> None:
    """Midnight Monday may begin or end Monday."""
    [found] = times("at midnight on Monday", "2016-05-03", known=True)
    assert days(found) == ("2016-05-02", "2016-05-03")
    assert found.time.hours() == pytest.approx(24 + 1 / 60)


@pytest.mark.parametrize("text", ["a 45-minute phone call", "run Syria for 18 months", "for days"])
def test_lengths_have_no_day(text: str) -> None:
    """How long is not when."""
    [found] = times(text, "2016-09-08")
    assert (found.role, found.time.start) == ("duration", None)


@pytest.mark.parametrize(
    "text",
    [
        "the March 8 Alliance",
        "after Friday prayers",
        "Theresa May spoke",
        "Operation Dawn 5",
        "Bloody Sunday",
    ],
)
def test_names_with_time_words_are_no_times(text: str) -> None:
    """A name is marked as one and has no day."""
    assert [(m.role, m.time.start) for m in times(text, "2016-05-03")] == [("name_part", None)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the Sun.",
        "March on, he said, and they may.",
        "a second convoy",
        "1970 shells",
        "2,015 people",
        "a 120 mm gun",
        "Resolution 2254",
    ],
)
def test_words_that_only_look_like_times_are_left(text: str) -> None:
    """Verbs, ordinals and bare numbers tell no time."""
    assert times(text, "2016-05-03") == ()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("since Monday", "since"),
        ("until Thursday", "until"),
        ("by Friday", "deadline"),
        ("on Monday", "when"),
    ],
)
def test_the_preposition_gives_the_role(text: str, role: str) -> None:
    """Since, until and by are told apart from on."""
    assert [m.role for m in times(text, "2016-05-03")] == [role]


def test_a_clock_takes_the_day_of_its_sentence() -> None:
    """A clock far from its day still belongs to it."""
    found = times("On 1 March the regime shelled Anadan, and at 05:30 Huraytan.", "2016-03-18")
    assert [days(m)[0] for m in found] == ["2016-03-01", "2016-03-01"]
