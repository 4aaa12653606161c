"""Incidents are found as they are now, by any filter and in any script, on both engines."""

from __future__ import annotations

import random
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from django.apps import apps

from incident_rows import body, point, recorded
from record_places import past_every_rule
from submissions import erasure
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.incidents.index import IncidentIndex
from trucewatch.storage.incidents.parameters import parse
from trucewatch.storage.incidents.query import IncidentQuery
from trucewatch.storage.json_values import spell
from trucewatch.storage.models import Entry, IncidentRow
from trucewatch.storage.rebuilding import digest, rebuild, strayed
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.submission import Submission, Value

ALEPPO = {"name": "Aleppo", "place": "ocha:C1007", "precision": "admin3"}
QUARTER = {"name": "Sheikh Maqsoud", "place": "ocha:N0123", "precision": "admin3"}
LONDON = {"name": "London", "place": "geonames:2643743", "precision": "<=25km"}


def results(*told: str) -> list[dict[str, str]]:
    """Findings of the agreement `g`, as in `us:possible_violation`."""
    parts = (one.partition(":") for one in told)
    return [{"agreement": "g", "reading": who, "result": what} for who, _, what in parts]


def found(query: str) -> list[str]:
    """Subjects of the first page."""
    return [row.subject for row in IncidentIndex().page(parse(parse_qsl(query))).rows]


@pytest.fixture
def told(home: Home) -> Recorder:
    """A record with a few incidents that differ in everything."""
    recorder = Recorder(home)
    answers = recorder.append(
        [
            recorded("night", status="verified", result=results("us:possible_violation")),
            recorded("city", place=ALEPPO, actor="russia", act="air_bombardment"),
            recorded(
                "quarter",
                place=QUARTER,
                label="Обстрел рынка",
                start="2016-06-01T00:00:00Z",
                end=None,
            ),
            recorded("abroad", place=LONDON, actor=None, label="قصف السوق", start=None, end=None),
            recorded("measured", place=point(37.1, 36.2), label="Drone over the bridge"),
            recorded(
                "judged", place=None, result=results("us:not_a_violation", "russia:inconclusive")
            ),
        ]
    )
    assert all(not isinstance(one, Exception) for one in answers)
    recorder.close()
    return recorder


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("", {"night", "city", "quarter", "abroad", "measured", "judged"}),
        ("status=verified", {"night"}),
        ("act=air_bombardment", {"city"}),
        ("family=fire&status=reported", {"city", "quarter", "abroad", "measured", "judged"}),
        ("actor=russia", {"city"}),
        ("actor=syria", {"night", "quarter", "measured", "judged"}),
        ("place=ocha:C1007", {"city", "quarter"}),
        ("place=geonames:170063", {"city", "quarter"}),
        ("place=ocha:SY", {"night", "city", "quarter"}),
        ("result=possible_violation", {"night"}),
        ("result=inconclusive", {"judged"}),
        ("agreement=g", {"night", "judged"}),
        ("reading=us&result=not_a_violation", {"judged"}),
        ("reading=us&result=inconclusive", set()),
        ("from=2016-05-05&to=2016-05-06", {"night", "city", "measured", "judged"}),
        ("from=2016-05-06", {"quarter"}),
        ("to=2016-05-05", set()),
        ("bbox=37,36,37.2,36.3", {"city", "quarter", "measured"}),
        ("bbox=-1,51,1,52", {"abroad"}),
        ("bbox=170,-10,-170,10", set()),
        ("changed_since=2001-01-01", {"night", "city", "quarter", "abroad", "measured", "judged"}),
        ("changed_since=2999-01-01", set()),
    ],
)
def test_a_filter_finds_what_it_asks(query: str, subjects: set[str]) -> None:
    """Each of them, on what a place lies in, an actor belongs to, a time may cover."""
    assert set(found(query)) == subjects


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("Aleppo", "city"),
        ("Алеппо", "city"),
        ("حلب", "city"),
        ("Halab", "city"),
        ("alep", "city"),
        ("Aleqpo", "city"),
        ("Алепро", "city"),
        ("Harbnafsah", "night"),
        ("Harbnafsax", "night"),
        ("Харбнафса", "night"),
        ("حربنفسه", "night"),
        ("حر بنفسه", "night"),
        ("Лондон", "abroad"),
        ("рынка", "quarter"),
        ("рынко", "quarter"),
        ("rynka", "quarter"),
        ("السوق", "abroad"),
        ("سوق", "abroad"),
        ("حربنفشه", "night"),
        ("drone BRIDGE", "measured"),
        ("brigde", "measured"),
        ("air bombardment", "city"),
        ("авиаудар", "city"),
        ("قصف جوي", "city"),
        ("Россия", "city"),
    ],
)
def test_any_script_and_spelling_finds(words: str, subject: str) -> None:
    """With one letter corrupted or two exchanged as well, in the names and in the own words."""
    assert subject in found(f"text={words}")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("words", ["Damascus", "bridge Aleppo", "zz", "'; DROP", 'a" OR "b', "*"])
def test_other_words_find_nothing_or_all(words: str) -> None:
    """All words have to be there; signs are no words, and nothing reaches the engine's syntax."""
    everything = words == "*"
    assert bool(found(f"text={words}")) is everything


@pytest.mark.usefixtures("told")
def test_newest_come_first_and_undated_last() -> None:
    """In both orders of time; what has none is neither new nor old."""
    newest, oldest = found(""), found("order=oldest")
    assert newest[0] == "quarter"
    assert newest[-1] == oldest[-1] == "abroad"
    assert newest[:-1] == oldest[:-1][::-1]


def test_a_correction_moves_the_row(told: Recorder, home: Home) -> None:
    """There is one row an incident; an index that stands sees the new version and not the old."""
    del told
    index = IncidentIndex()
    before = index.page(IncidentQuery()).rows
    recorder = Recorder(home)
    recorder.append([recorded("night", 1, status="dismissed", place=ALEPPO, label="Withdrawn")])
    recorder.close()
    after = index.page(IncidentQuery()).rows
    assert len(after) == len(before)
    (row,) = index.page(parse([("status", "dismissed")])).rows
    assert (row.subject, row.version, row.id) == ("night", 2, 0)
    assert index.page(parse([("text", "Harbnafsah")])).rows == ()
    assert [one.subject for one in index.page(parse([("text", "withdrawn")])).rows] == ["night"]
    assert index.page(parse([("order", "changed")])).rows[0].subject == "night"
    assert index.page(parse([("order", "first_seen")])).rows[-1].subject == "night"


def test_an_erased_incident_is_found_by_nothing_it_held(told: Recorder, home: Home) -> None:
    """Its row stays, empty, and says which entry had it erased."""
    del told
    index = IncidentIndex()
    assert index.page(parse([("text", "bridge")])).rows
    recorder = Recorder(home)
    recorder.append([erasure(4, "document")])
    recorder.close()
    assert index.page(parse([("text", "bridge")])).rows == ()
    row = IncidentRow.objects.get(subject="measured")
    assert (row.words, row.title, row.lon, row.status, row.erased_by) == ("", "", None, "", 6)


def test_erasing_an_old_version_leaves_the_new_one(told: Recorder, home: Home) -> None:
    """The row is of the newest version, whose content nobody had erased."""
    del told
    recorder = Recorder(home)
    recorder.append([recorded("night", 1, label="Corrected")])
    recorder.append([erasure(0, "document")])
    recorder.close()
    assert IncidentRow.objects.get(subject="night").title == "Corrected"


def test_erased_words_leave_the_file(sqlite: Home) -> None:
    """The row of the incident keeps no trace of them either."""
    recorder = Recorder(sqlite)
    recorder.append([recorded("a", label="Zanzibarian"), recorded("b", label="Other")])
    recorder.append([recorded("a", 1, label="Corrected")])
    recorder.append([erasure(0, "document")])
    recorder.close()
    files = [path.read_bytes().lower() for path in sqlite.root.rglob("record.sqlite3*")]
    assert not any(b"zanzibarian" in data for data in files)


def test_versions_in_one_batch_make_one_row(home: Home) -> None:
    """As they do one by one: the id of the first, the content of the last."""
    recorder = Recorder(home)
    recorder.append(
        [
            recorded("a"),
            recorded("b"),
            recorded("a", 1, label="two"),
            recorded("a", 2, label="three"),
        ]
    )
    recorder.close()
    row = IncidentRow.objects.get(subject="a")
    assert (row.id, row.version, row.title) == (0, 3, "three")


def test_rebuilding_gives_the_same_rows(desk: Desk, home: Home) -> None:
    """Whatever was corrected and erased in between, in whatever batches it came."""
    draw = random.Random(3)
    newest: dict[str, int] = {}
    for _ in range(60):
        subject = f"i{draw.randrange(20)}"
        given = recorded(
            subject,
            newest.get(subject),
            place=draw.choice((ALEPPO, QUARTER, LONDON, point(37.1, 36.2), None)),
            start=draw.choice((None, "2016-05-05T00:00:00Z")),
            end=draw.choice((None, "2016-05-07T00:00:00Z")),
        )
        desk.hand_in(given).result()
        newest[subject] = newest.get(subject, 0) + 1
    for seq in draw.sample(range(60), 9):
        desk.hand_in(erasure(seq, "document")).result()
    desk.close()
    assert strayed() == []
    before = digest("incidentrow")
    apps.get_model("storage", "incidentrow").objects.all().delete()
    rebuild(home)
    assert digest("incidentrow") == before


def test_a_restored_record_is_read_anew(told: Recorder, home: Home) -> None:
    """What an index knew of entries that are gone is not shown."""
    del told
    index = IncidentIndex()
    recorder = Recorder(home)
    recorder.append([recorded("late")])
    recorder.close()
    assert str(index.count(IncidentQuery())) == "7"
    IncidentRow.objects.filter(subject="late").delete()
    assert str(index.count(IncidentQuery())) == "6"


@pytest.mark.usefixtures("told")
def test_a_restored_record_of_as_many_entries_is_read_anew() -> None:
    """An index that counted entries alone would go on with what is in memory."""
    index = IncidentIndex()
    assert str(index.count(IncidentQuery())) == "6"
    newest = Entry.objects.order_by("-seq").values_list("seq", flat=True)[0]
    IncidentRow.objects.exclude(touched=newest).delete()
    with past_every_rule() as cursor:
        cursor.execute("UPDATE storage_entry SET body = %s WHERE seq = %s", [b"other", newest])
    assert str(index.count(IncidentQuery())) == "1"


def test_what_is_for_one_side_is_not_listed(home: Home) -> None:
    """Nor counted; the list is of what everybody who works here may see."""
    recorder = Recorder(home)
    recorder.append([recorded("ours", audience="a"), recorded("all")])
    recorder.close()
    assert found("") == ["all"]
    assert str(IncidentIndex().count(IncidentQuery())) == "1"


def test_a_bare_body_is_listed(home: Home) -> None:
    """Members may be missing, and whole values of a wrong type."""
    recorder = Recorder(home)
    recorder.append(
        [
            lame("a", {}),
            lame("b", {"incident": 3, "label": ["x"], "result": "y"}),
            lame("c", {"places": [1], "time": {"start": "soon"}, "origins": True}),
        ]
    )
    recorder.close()
    rows = IncidentIndex().page(IncidentQuery()).rows
    assert {row.subject for row in rows} == {"a", "b", "c"}
    assert {(row.start_at, row.lon, row.status, row.origins) for row in rows} == {
        (None, None, "reported", None)
    }


def lame(subject: str, document: dict[str, object]) -> Submission:
    """An incident with just that body."""
    given = recorded(subject)
    kept = [one for one in given.values if one.name != "document"]
    value = Value("document", spell(document, "document"), json=True)
    return replace(given, values=(value, *kept))


@pytest.mark.usefixtures("told")
def test_counts_leave_their_own_filter_out() -> None:
    """So that they tell what another choice would find."""
    facets = IncidentIndex().facets(parse([("status", "verified")]))
    assert {name: str(count) for name, count in facets["status"].items()} == {
        "reported": "5",
        "verified": "1",
    }
    assert {name: str(count) for name, count in facets["family"].items()} == {"fire": "1"}
    assert {name: str(count) for name, count in facets["place"].items()} == {"ocha:SY05": "1"}


@pytest.mark.usefixtures("told")
def test_the_timeline_counts_days_and_undated() -> None:
    """Each at its start; what has no time is told beside, not put anywhere."""
    timeline = IncidentIndex().timeline(IncidentQuery())
    assert (timeline.bin, timeline.undated, sum(timeline.numbers)) == ("day", 1, 5)
    assert timeline.numbers[0] == 4
    assert timeline.numbers[-1] == 1
    assert len(timeline.starts) == 28


@pytest.mark.usefixtures("told")
def test_a_map_draws_no_point_that_nobody_knows() -> None:
    """A village of which only the sub-district's outline is known is an area."""
    view = IncidentIndex().map(IncidentQuery(), zoom=7)
    drawn = {one["id"]: one["properties"]["radius_m"] for one in view["features"]}
    assert drawn == {3: Gazetteer.packaged().get("geonames:2643743").radius_m, 4: 1000}
    areas = {one["place"]: one["number"] for one in view["areas"]}
    assert areas == {"ocha:C3040": 1, "ocha:C1007": 1, "ocha:N0123": 1, "": 1}
    assert view["total"] == len(drawn) + sum(areas.values())


def test_many_incidents_are_drawn_as_cells(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """With their number and the strongest result; what is wider than a cell is an area."""
    monkeypatch.setattr("trucewatch.storage.incidents.map_view.MOST_FEATURES", 2)
    recorder = Recorder(home)
    fine = [
        recorded(f"i{n}", place=point(37.1, 36.2), result=results(f"us:{what}"))
        for n, what in enumerate(("outside_scope", "possible_violation", "not_a_violation"))
    ]
    recorder.append([*fine, recorded("wide", place=point(37.1, 36.2, "<=25km"))])
    recorder.close()
    view = IncidentIndex().map(IncidentQuery(), zoom=12)
    assert view["resolution"] == 7
    ((_, number, worst),) = view["cells"]
    assert (number, worst) == (3, "possible_violation")
    assert [one["number"] for one in view["areas"]] == [1]


@pytest.mark.usefixtures("told")
def test_a_page_begins_at_a_date() -> None:
    """In either order of time; the other way lies what is beyond the date."""
    index = IncidentIndex()
    june = index.at_date(IncidentQuery(), 1464652800)  # 31 May 2016
    page = index.page(june)
    assert {row.subject for row in page.rows} == {"night", "city", "measured", "judged", "abroad"}
    assert page.previous is not None
    assert page.next is None


def test_the_title_is_cut(home: Home) -> None:
    """A list of incidents is no place for whole reports."""
    recorder = Recorder(home)
    recorder.append([recorded("a", **{**body(), "label": "x" * 500})])
    recorder.close()
    assert IncidentRow.objects.get().title == "x" * 200
