"""What programs read: the same record by the same query as on the pages."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api_world import V1, World, browser, post, with_token
from trucewatch.domain.access import Role, Side
from trucewatch.service.tokens import Scope


def test_the_list_is_filtered_as_on_the_page(world: World) -> None:
    """By the same names and values; words in any script."""
    client = world.program()
    told = client.get(f"{V1}/incidents?text={quote('Хомс')}&order=oldest").json()
    assert [one["id"] for one in told["items"]] == [world.incident("homs")]
    assert (told["total"], told["more"]) == (1, False)


def test_pages_follow_one_another_to_the_end_and_back(world: World) -> None:
    """`next` and `previous` are addresses that keep filters and size."""
    client, seen = world.program(), []
    address = f"{V1}/incidents?limit=1&order=oldest"
    while address:
        told = client.get(address).json()
        seen += [one["id"] for one in told["items"]]
        before, address = address, told["next"]
    assert len(set(seen)) == len(seen) == 3
    back = client.get(client.get(before).json()["previous"]).json()
    assert [one["id"] for one in back["items"]] == [seen[1]]


def test_a_page_of_the_list_costs_the_same_whatever_its_size(world: World) -> None:
    """No question for each row."""
    client = world.program()
    client.get(f"{V1}/incidents")
    counts = []
    for limit in (1, 200):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"{V1}/incidents?limit={limit}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "wrong",
    ["state=verified", "status=happy", "from=2016-02-30", "limit=0", "limit=1.0", "act=war", "act=",
     "family=",
     "bbox=1,2,3", "order=newest&order=oldest", "from=2016-05-09&to=2016-05-01", "cursor=AAAA"],
)  # fmt: skip
def test_a_wrong_parameter_is_told_with_its_name(world: World, wrong: str) -> None:
    """Nothing is let through unfiltered because a filter was not understood."""
    answer = world.program().get(f"{V1}/incidents?{wrong}")
    assert answer.status_code == 422, answer.content
    assert answer.json()["where"] == wrong.rpartition("&")[2].partition("=")[0]
    assert answer.json().keys() == {"code", "what", "where", "remedy"}


def test_the_map_shows_points_with_their_radius(world: World) -> None:
    """Under the ids that all other operations take; all numbers add up to the total."""
    answer = world.program().get(f"{V1}/incidents.geojson?zoom=7")
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert told["type"] == "FeatureCollection"
    shown = len(told["features"]) + sum(one["number"] for one in told["areas"])
    assert shown + told["elsewhere"] == told["total"] == 3
    known = {world.incident(words) for words in ("hama", "homs", "aleppo")}
    assert {one["id"] for one in told["features"]} <= known


@pytest.mark.parametrize("resolution", [3, 4, 5, 7])
def test_cells_and_areas_add_up(world: World, resolution: int) -> None:
    """What is wider than a cell is told by its place and in no cell."""
    told = world.program().get(f"{V1}/cells?resolution={resolution}").json()
    parts = (told["cells"], told["areas"])
    assert sum(one["number"] for part in parts for one in part) + told["elsewhere"] == 3


def test_facets_leave_their_own_filter_out(world: World) -> None:
    """They tell what choosing another value would find."""
    told = world.program().get(f"{V1}/facets").json()
    acts = {one["value"]: one["number"] for one in told["act"]}
    assert sum(acts.values()) == 3
    chosen = world.program().get(f"{V1}/facets?act={min(acts)}").json()
    assert {one["value"]: one["number"] for one in chosen["act"]} == acts


def test_the_timeline_counts_every_dated_incident(world: World) -> None:
    """And says how many are not."""
    told = world.program().get(f"{V1}/timeline").json()
    assert told["bin"] == "day"
    assert sum(one["number"] for one in told["bins"]) + told["undated"] == 3


def test_an_incident_is_told_whole_with_history_and_findings(world: World) -> None:
    """As it is known now."""
    client, subject = world.program(), world.incident()
    told = client.get(f"{V1}/incidents/{subject}").json()
    assert told["id"] == subject
    assert told["document"]["act"]
    chapters = client.get(f"{V1}/incidents/{subject}/history").json()["items"]
    assert chapters[0]["verb"] == "incident.gather"
    assert client.get(f"{V1}/incidents/{subject}/assessments").json()["items"]


def test_before_it_was_known_an_incident_is_not_there(world: World) -> None:
    """Asked for a day long before the first report."""
    address = f"{V1}/incidents/{world.incident()}?at="
    assert world.program().get(f"{address}2001-01-01").status_code == 404
    assert world.program().get(f"{address}2999-01-01").status_code == 200


def test_a_side_that_reads_by_program_is_on_record_as_shown(world: World) -> None:
    """As one that reads the page."""
    subject = world.incident("aleppo")
    assert world.program(Role.DELEGATION_OFFICER, Side.B).get(f"{V1}/incidents/{subject}").json()
    from trucewatch.service.showing import shown

    assert set(shown(subject)) == {Side.B}


def test_reports_are_told_with_their_statements_and_without_bytes(world: World) -> None:
    """What a program needs to accept, correct or reject."""
    client = world.program()
    first = client.get(f"{V1}/reports?limit=2").json()
    rest = client.get(first["next"]).json()
    items = first["items"] + rest["items"]
    assert {one["name"] for one in items} == {f"report-{n}.txt" for n in range(3)}
    assert rest["next"] is None
    whole = client.get(f"{V1}/reports/{items[0]['id']}").json()
    assert [one["id"] for one in whole["statements"]]
    assert "evidence" not in whole


def test_agreements_are_told_whole(world: World) -> None:
    """In the form of their schema."""
    client = world.program()
    first = client.get(f"{V1}/agreements").json()["items"][0]
    told = client.get(f"{V1}/agreements/{first['id']}").json()
    assert told["document"]["names"] == first["names"]


@pytest.mark.parametrize(
    "path", ["incidents/%s", "incidents/%s/history", "incidents/%s/comments", "agreements/%s",
             "reports/%s", "incidents/%s/assessments"],
)  # fmt: skip
def test_what_is_of_another_kind_answers_as_what_is_not_there(world: World, path: str) -> None:
    """Byte for byte, and as an address that is none."""
    client = world.program()
    other = client.get(f"{V1}/incidents/{world.incident()}").json()["document"]["statements"][0]
    answers = {client.get(f"{V1}/{path % name}").content for name in (other, "no-such", "x" * 128)}
    assert answers == {client.get(f"{V1}/no/such/address").content}
    assert client.get(f"{V1}/{path % other}").status_code == 404


def test_what_is_of_the_other_side_answers_as_what_is_not_there(world: World) -> None:
    """Also where one would comment on it."""
    from access_world import document
    from trucewatch.domain.access import Audience

    world.centre.hand_in(document(Audience.A, "of-a-alone"))
    client = world.program(Role.DELEGATION_OFFICER, Side.B)
    for path in ("incidents/of-a-alone", "reports/of-a-alone"):
        assert client.get(f"{V1}/{path}").status_code == 404
    sent = post(client, "/incidents/of-a-alone/comments", {"words": "I know"})
    assert sent.status_code == 404


def test_the_description_is_open_to_all_and_loads_nothing(world: World) -> None:
    """It tells how to come in, and no page comes with it."""
    del world
    told = browser().get(f"{V1}/openapi.json")
    assert told.json()["components"]["securitySchemes"].keys() == {"ByToken", "BySession"}
    assert browser().get(f"{V1}/docs").status_code == 404


def test_a_token_reads_nothing_without_its_scope(world: World) -> None:
    """Whatever its person may."""
    account = world.account(Role.ANALYST)
    client = with_token(world.secret(account, Scope.TRIAGE))
    answer = client.get(f"{V1}/incidents")
    assert (answer.status_code, answer.json()["remedy"]) == (403, "missing: scope read")
