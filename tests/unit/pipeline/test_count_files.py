"""Tables of counts and observations: what each cell means, and how a bad one is told."""

from __future__ import annotations

import pytest

from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.domain.observation import Observation
from trucewatch.pipeline.count_rows import claim_of
from trucewatch.pipeline.count_sheet import PLAIN, Headed, sheet
from trucewatch.pipeline.observation_rows import observation_of

HEAD = "claimant,unit,total,start,zone"
ROWS = "observer,position,observation,number,location,description,time,year,zone"


def claim(cells: str, head: str = HEAD, headed: Headed = PLAIN) -> CountClaim:
    """The claim of one row."""
    [row] = sheet(f"{head}\n{cells}\n".encode(), "c.csv", headed).rows
    return claim_of(row)


def observed(cells: str, head: str = ROWS, headed: Headed = PLAIN) -> Observation:
    """The observation of one row."""
    [row] = sheet(f"{head}\n{cells}\n".encode(), "o.csv", headed).rows
    return observation_of(row)


@pytest.mark.parametrize(
    ("cell", "told", "shown"),
    [
        ("0", "zero", "0"),
        ("", "no_data", "no_data"),
        ("refused", "refused", "refused"),
        ("N/K", "counted", "N/K"),
        ("15", "counted", "15"),
        ("4..6", "counted", "4..6"),
        ("12..", "counted", "12.."),
        ("..7", "counted", "..7"),
        ('"1,184"', "counted", "1184"),
        ("отказ", "refused", "refused"),
        ("لا بيانات", "no_data", "no_data"),
    ],
)
def test_each_way_to_tell_a_total_is_its_own(cell: str, told: str, shown: str) -> None:
    """Zero, no data, refused and N/K are four answers, in three languages."""
    total = claim(f"north,violations,{cell},2020-08-06,Europe/Kyiv").total
    assert (total.told.value, str(total)) == (told, shown)


def test_a_day_is_one_of_its_clock() -> None:
    """From midnight to midnight, the last not in it."""
    window = claim("north,violations,7,2020-08-06,Europe/Kyiv").window
    assert window is not None
    assert window.closed is not None
    assert [at.isoformat() for at in window.closed] == [
        "2020-08-05T21:00:00+00:00",
        "2020-08-06T21:00:00+00:00",
    ]


def test_parts_are_of_the_kind_of_their_column() -> None:
    """And the whole unless they are said to be included."""
    head = "claimant,unit,total,parts_place,parts_act"
    made = claim("north,violations,9,a=5; b=N/K,including: explosion=3", head)
    shown = [
        (one.by.value, one.whole, [str(part.amount) for part in one.parts])
        for one in made.breakdowns
    ]
    assert shown == [("place", True, ["5", "N/K"]), ("act", False, ["3"])]


@pytest.mark.parametrize(
    ("head", "headed"),
    [
        ("Claimant;Unit;COUNT", PLAIN),
        ("\ufeffкто сообщает\tединица\tвсего", PLAIN),
        (
            "who,unit,violations",
            Headed(called={"claimant": "who", "total": "violations"}, fixed={}),
        ),
        ("claimant,total", Headed(called={}, fixed={"unit": "violations"})),
    ],
)
def test_headings_may_be_named_otherwise(head: str, headed: Headed) -> None:
    """By case, language, sign between cells, or by what the person says of them."""
    sign = next(one for one in ";\t," if one in head)
    cells = sign.join(["north", "violations", "7"] if head.count(sign) == 2 else ["north", "7"])
    made = claim(cells, head, headed)
    assert (made.claimant, made.unit, str(made.total)) == ("north", "violations", "7")


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (
            "north,violations,some,2020-08-06,Europe/Kyiv",
            "c.csv, line 2, column total: 'some' is no count; write 15, 0, 4..6",
        ),
        (
            "north,violations,6..4,2020-08-06,Europe/Kyiv",
            "c.csv, line 2, column total: '6..4': a count cannot run from 6 to 4",
        ),
        (
            "north,violations,7,2020-08-06,",
            "c.csv, line 2, column start: the day 2020-08-06 does not say on whose clock; name",
        ),
        (
            "north,violations,7,yesterday,Europe/Kyiv",
            "c.csv, line 2, column start: 'yesterday' is no day or time; write it as in",
        ),
        (
            "north,violations,7,2020-08-06,Europe/Atlantis",
            "c.csv, line 2, column zone: no zone is called 'Europe/Atlantis'; use an IANA name",
        ),
        (
            ",violations,7,2020-08-06,Europe/Kyiv",
            "c.csv, line 2, column claimant: is empty; every row needs it",
        ),
    ],
)
def test_a_bad_cell_is_one_clear_line(cells: str, line: str) -> None:
    """File, line, column and remedy."""
    with pytest.raises(UnreadableInput) as told:
        claim(cells)
    assert str(told.value).startswith(line)


@pytest.mark.parametrize(
    ("column", "cell", "line"),
    [
        ("rule", "by_feeling", "no counting rule is called 'by_feeling'"),
        ("rule", "each_shot@9", "no version 'each_shot@9' of that rule"),
        ("cadence", "hourly", "'hourly' is no cadence; write one of daily"),
        ("hours", "0", "'0' is no number of hours"),
        ("change", "more", "'more' is no change"),
        ("parts_place", "Aleppo 5", "'Aleppo 5' is no part"),
    ],
)
def test_every_column_tells_how_to_write_it(column: str, cell: str, line: str) -> None:
    """With its name."""
    with pytest.raises(UnreadableInput, match=f"column {column}: {line}"):
        claim(f"north,violations,7,{cell}", f"claimant,unit,total,{column}")


def test_hours_have_to_fit_into_their_window() -> None:
    """Forty-eight do not lie within one day."""
    head = f"{HEAD},hours"
    with pytest.raises(UnreadableInput, match="line 2: 48 hours do not fit into a window of 24"):
        claim("north,violations,7,2020-08-06,Europe/Kyiv,48", head)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"a,b\n1,2\n", "c.csv, line 1: has no column"),
        (b"claimant,unit,total,count\n", "two columns are total: 'total' and 'count'"),
        (b"claimant,unit,total\nnorth,7\n", "line 2: has 2 cells where the heading has 3"),
        (b'claimant,unit,total\n"north,v,7\n', "is no CSV"),
        (b"claimant,unit,total\n\xff\xfe,v,7\n", "is no UTF-8; save it as UTF-8"),
    ],
)
def test_a_table_that_is_none_is_told(raw: bytes, line: str) -> None:
    """Before any row is read."""
    with pytest.raises(UnreadableInput, match=line):
        sheet(raw, "c.csv")


def test_a_column_that_nobody_knows_cannot_be_named() -> None:
    """With those there are."""
    with pytest.raises(Refusal, match="no column is called 'colour'"):
        Headed(called={"colour": "x"}, fixed={})


def test_an_id_depends_on_bytes_and_line_alone() -> None:
    """Not on the path, so that a file may move."""
    raw = f"{HEAD}\nnorth,v,7,,\nnorth,v,7,,\n".encode()
    here, there = sheet(raw, "a.csv"), sheet(raw, "b/a.csv")
    assert [one.id for one in here.rows] == [one.id for one in there.rows]
    assert len({one.id for one in here.rows}) == 2


def test_a_row_of_the_monitor_is_read_as_it_stands() -> None:
    """Bearing, distance, direction and minute."""
    made = observed('team,camera,Projectile,2,2-4km SSE,In flight (W to E),"6-Aug, 20:11",2020,UTC')
    assert made.location is not None
    assert (made.location.bearing, made.location.near_m, made.location.far_m) == ("SSE", 2000, 4000)
    assert (made.what.value, made.description, made.direction) == (
        "projectile", "in_flight", "W to E",
    )  # fmt: skip
    assert made.time is not None
    assert made.time.hours() == pytest.approx(1 / 60)


def test_what_a_monitor_does_not_know_stays_unknown() -> None:
    """Neither number nor place nor time is made up."""
    made = observed("team,camera,undetermined explosion,N/K,N/K,N/K,,,")
    assert (str(made.number), made.location, made.time) == ("N/K", None, None)


def test_an_interval_may_run_over_midnight() -> None:
    """The day is that on which it begins."""
    made = observed('team,camera,Burst,12,1km N,,"6-Aug, 23:40-00:20",2020,UTC')
    assert made.time is not None
    assert made.time.hours() == pytest.approx(40 / 60)


def test_assessments_in_brackets_are_kept() -> None:
    """They change no code."""
    made = observed("team,camera,Explosion,1,1km N,Outgoing (assessed as a live-fire exercise),,,")
    assert (made.description, made.remark) == ("outgoing", "assessed as a live-fire exercise")


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ("team,camera,Thunder,1,,,,,", "column observation: 'Thunder' is no observation"),
        ("team,camera,Burst,0,,,,,", "column number: '0' is no number of an observation"),
        ("team,camera,Burst,,,,,,", "column number: '' is no number of an observation"),
        ("team,camera,Burst,1,,,noon,2020,UTC", "column time: 'noon' is no day and time"),
        ('team,camera,Burst,1,,,"6-Aug, 20:11",,UTC', "does not say its year; give it with --set"),
        ('team,camera,Burst,1,,,"31-Feb, 20:11",2020,UTC', "is no day and time"),
        (",camera,Burst,1,,,,,", "column observer: is empty"),
    ],
)
def test_a_bad_row_of_the_monitor_is_one_clear_line(cells: str, line: str) -> None:
    """File, line, column and remedy."""
    with pytest.raises(UnreadableInput, match=line):
        observed(cells)
