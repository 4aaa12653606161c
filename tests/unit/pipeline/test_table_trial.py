"""Tables are tried out: how their columns are understood, and which rows would go."""

from __future__ import annotations

from trucewatch.pipeline.count_sheet import Headed
from trucewatch.pipeline.report_rows import ReportRow
from trucewatch.pipeline.table_trial import try_table

OBSERVED = "observer;position;observation;number\nsmm;Post 4;explosion;2\nsmm;Post 4;noise;1\n"


def test_headings_in_russian_and_arabic_are_understood() -> None:
    """A delegation sends what it has."""
    tried = try_table("дата,текст\n2016-05-03,Обстрел Хамы.\n".encode("cp1251"), "log.csv")
    assert dict(tried.mapping) == {"дата": "published", "текст": "words"}
    tried = try_table("النص,المصدر\nقصف في حماة,4\n".encode(), "log.csv")
    assert dict(tried.mapping) == {"النص": "words", "المصدر": "source"}


def test_the_kind_is_told_by_what_a_table_has() -> None:
    """A table of observations is not taken for a log."""
    assert try_table(OBSERVED.encode(), "a.csv").kind == "observations"


def test_good_rows_go_beside_bad_ones() -> None:
    """Each bad row is named with line, column and remedy."""
    tried = try_table(OBSERVED.encode(), "a.csv")
    assert len(tried.rows) == 1
    assert [(one.line, one.column) for one in tried.refused] == [(3, "observation")]
    assert tried.refused[0].remedy


def test_rows_of_other_length_are_named() -> None:
    """They do not stop the rest; a line is where the row begins, also after a broken cell."""
    tried = try_table(b'text,day\n"Army\nshelled Hama.",2016-05-03\nonly\nCalm.,\n', "a.csv")
    assert len(tried.rows) == 2
    assert [(one.line, one.what) for one in tried.refused] == [
        (4, "has 1 cells where the heading has 2")
    ]


def test_a_table_without_what_it_needs_reads_no_row() -> None:
    """It says what is lacking, and which headings nobody understood."""
    tried = try_table(b"place,sum\nHama,3\n", "a.csv", kind="claims")
    assert tried.lacking == ("claimant", "unit", "total")
    assert tried.unused == ("place", "sum")
    assert not tried.rows
    assert not tried.refused


def test_a_person_says_what_a_heading_means() -> None:
    """And what holds for every row of a table without that column."""
    headed = Headed(called={"words": "was geschah"}, fixed={"source": "Post 4"})
    tried = try_table(b"Was geschah\nArmy shelled Hama.\n", "a.csv", headed, kind="reports")
    told = [(one.words, one.source) for one in tried.rows if isinstance(one, ReportRow)]
    assert told == [("Army shelled Hama.", "Post 4")]


def test_the_same_row_gets_the_same_id() -> None:
    """A table that is sent twice makes no report twice."""
    first, second = (try_table(OBSERVED.encode(), name) for name in ("a.csv", "b.csv"))
    assert [one.id for one in first.rows] == [one.id for one in second.rows]
