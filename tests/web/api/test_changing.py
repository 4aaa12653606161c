"""What programs change: the verbs of the pages, each done once a key."""

from __future__ import annotations

from unittest import mock

import pytest

from api_world import V1, World, browser, post, with_token
from trucewatch.domain.access import Role, Side
from trucewatch.service import incidents
from trucewatch.service.tokens import Scope
from trucewatch.storage.models import Document, Entry, Statement
from trucewatch.storage.refusals import RecorderStopped, StaleVersion


def test_a_comment_is_said_once_however_often_it_is_sent(world: World) -> None:
    """The second answer is that of the first, and says so."""
    client, path = world.program(), f"/incidents/{world.incident()}/comments"
    first, again = (post(client, path, {"words": "a drill?"}, "k-1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == {**first.json(), "repeated": True}
    told = client.get(f"{V1}{path}").json()["items"]
    said = [one["id"] for one in told if one["words"] == "a drill?"]
    assert said == [first.json()["id"]]


def test_a_key_stands_for_one_request(world: World) -> None:
    """Other words, or another incident, under the same key are refused and change nothing."""
    client = world.program()
    paths = [f"/incidents/{world.incident(words)}/comments" for words in ("hama", "homs")]
    assert post(client, paths[0], {"words": "one"}, "k-2").status_code == 201
    for path, words in ((paths[0], "two"), (paths[1], "one")):
        answer = post(client, path, {"words": words}, "k-2")
        assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert not Document.objects.filter(kind="comment", body__words="two").exists()


def test_keys_of_different_people_have_nothing_to_do_with_each_other(world: World) -> None:
    """Nobody learns that somebody else used a key."""
    path = f"/incidents/{world.incident()}/comments"
    for side in (Side.A, Side.B):
        client = world.program(Role.DELEGATION_OFFICER, side)
        assert not post(client, path, {"words": "seen"}, "k-3").json()["repeated"]


def test_a_key_whose_request_was_refused_can_be_used_again(world: World) -> None:
    """Nothing stands for it yet."""
    client, path = world.program(), "/decisions"
    names = [world.incident(words) for words in ("hama", "homs")]
    lonely = {"do": "merge", "incidents": [names[0], names[0]], "reason": "same shelling"}
    with mock.patch.object(incidents, "merge", side_effect=StaleVersion("a newer version is")):
        assert post(client, path, lonely, "k-4").status_code == 409
    good = {**lonely, "incidents": names}
    assert post(client, path, good, "k-4").status_code == 201


def test_without_a_key_nothing_is_done(world: World) -> None:
    """400, with what a key is."""
    client, path = world.program(), f"{V1}/incidents/{world.incident()}/comments"
    answer = client.post(path, {"words": "x"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "key_missing")


def test_where_the_recorder_stands_still_one_is_told_when_to_come_again(world: World) -> None:
    """And the same key finds what was recorded all the same."""
    client, path = world.program(), f"/incidents/{world.incident()}/comments"
    stopped = RecorderStopped("no recorder answers", remedy="start it")
    with mock.patch("trucewatch.service.comments.write", side_effect=stopped):
        answer = post(client, path, {"words": "x"}, "k-5")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert post(client, path, {"words": "x"}, "k-5").status_code == 201


def test_an_incident_is_dismissed_and_opened_again(world: World) -> None:
    """As on its page, with the same words in its history."""
    client, subject = world.program(), world.incident()
    path = f"/incidents/{subject}/settle"
    first = post(client, path, {"do": "dismiss", "reason": "a drill"}, "k-6")
    assert first.status_code == 200
    assert post(client, path, {"do": "dismiss", "reason": "a drill"}, "k-6").json()["repeated"]
    assert client.get(f"{V1}/incidents/{subject}").json()["document"]["status"] == "dismissed"
    assert post(client, path, {"do": "reopen"}).json()["version"] == first.json()["version"] + 1
    verbs = [
        (one["verb"], one["reason"])
        for one in client.get(f"{V1}/incidents/{subject}/history").json()["items"]
    ]
    assert verbs[-2:] == [("incident.dismiss", "a drill"), ("incident.undo", "")]


def test_statements_are_accepted_corrected_and_rejected(world: World) -> None:
    """What the machine read stays the first version."""
    client, name = world.program(), world.statement(world.incident())
    path, before = f"/statements/{name}", Statement.objects.filter(subject=name).count()
    assert post(client, f"{path}/accept").json()["version"] == before + 1
    told = {"changes": {"act": "airstrike"}, "reason": "it came from a plane"}
    corrected = post(client, f"{path}/correct", told)
    assert (corrected.status_code, corrected.json()["version"]) == (200, before + 2), (
        corrected.content
    )
    assert post(client, f"{path}/reject", {"reason": "hearsay"}).json()["version"] == before + 3


@pytest.mark.parametrize(
    "changes",
    [{"id": "other"}, {"act": False}, {"places": [{"lon": False}]}, {"no_such_member": 1},
     {"times": [[[[[1]]]]]}],
)  # fmt: skip
def test_a_correction_that_no_statement_can_have_is_refused(
    world: World, changes: dict[str, object]
) -> None:
    """`false` is no act and no longitude; nothing is recorded."""
    client, name = world.program(), world.statement(world.incident())
    before = Entry.objects.count()
    answer = post(client, f"/statements/{name}/correct", {"changes": changes, "reason": "x"})
    assert answer.status_code == 422, answer.content
    assert Entry.objects.count() == before


def test_decisions_are_made_and_taken_back(world: World) -> None:
    """Merge and link, each undone by an entry of its own."""
    client = world.program()
    one, other = world.incident("hama"), world.incident("homs")
    told = [
        {"do": "merge", "incidents": [one, other], "reason": "one shelling"},
        {"do": "link", "statement": world.statement(one), "incident": other},
    ]
    for each in told:
        made = post(client, "/decisions", each)
        assert made.status_code == 201, made.content
        undone = post(client, f"/decisions/{made.json()['id']}/undo")
        assert undone.status_code == 201, undone.content
        assert undone.json()["id"] != made.json()["id"]


def test_what_cannot_be_split_is_refused(world: World) -> None:
    """An incident of one statement has nothing to part."""
    client, one = world.program(), world.incident()
    told = {"do": "split", "incident": one, "statements": [world.statement(one)], "reason": "x"}
    answer = post(client, "/decisions", told)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_value")


@pytest.mark.parametrize(
    "told",
    ['{"do": "dismiss"}', '{"do": "dismiss", "reason": " "}', '{"do": "file", "more": 1}',
     '{"do": false}', "[]", "{", "NaN", '{"do": "dismiss", "reason": "\\u0000"}',
     '{"do": "dismiss", "reason": "\\ud800"}', "[" * 100_000],
)  # fmt: skip
def test_a_body_that_is_not_as_described_changes_nothing(world: World, told: str) -> None:
    """Whatever stands in it, the answer is a refusal in the one shape."""
    client, subject, before = world.program(), world.incident(), Entry.objects.count()
    answer = post(client, f"/incidents/{subject}/settle", told)
    assert answer.status_code in (400, 422), answer.content
    assert answer.json().keys() == {"code", "what", "where", "remedy"}
    assert Entry.objects.count() == before


def test_a_browser_needs_the_proof_of_its_page_to_change_something(world: World) -> None:
    """A page of another site could send with its cookie alone."""
    client = browser(world.account(Role.ANALYST), strict=True)
    path = f"/incidents/{world.incident()}/comments"
    assert client.get(f"{V1}{path}").status_code == 200
    answer = post(client, path, {"words": "x"})
    assert (answer.status_code, answer.json()["code"]) == (403, "no_proof")


def test_a_token_changes_nothing_without_its_scope(world: World) -> None:
    """A reading token of somebody who may decide reads alone."""
    client = with_token(world.secret(world.account(Role.ANALYST), Scope.READ))
    subject = world.incident()
    assert client.get(f"{V1}/incidents/{subject}").status_code == 200
    assert post(client, f"/incidents/{subject}/settle", {"do": "file"}).status_code == 403
