"""The joint review by program: the same verbs as on the pages, and of the other side as little."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from api_world import V1, World, post, with_token
from position_world import CASE, CONFIRMS, FACILITATOR, HEADS, REJECTS, open_case, signed
from review_world import said
from session_world import agree, signs
from session_world import opened as in_session
from trucewatch.domain.access import Role, Side
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.statement_note import parse_statement
from trucewatch.mirror.statement_files import signed_position
from trucewatch.service.review import cases, sessions
from trucewatch.service.tokens import Scope
from trucewatch.storage.models import Document

A, B = Side.A, Side.B
HEAD, OFFICER = Role.DELEGATION_HEAD, Role.DELEGATION_OFFICER


def opening(world: World, **more: Any) -> dict[str, Any]:
    """What a program says that opens a case."""
    facts = {"title": "Shelling of Hama", "opened_as": "monitor", "suspected": ["some-party"]}
    return {**facts, "incidents": [world.incident()], **more}


def opened(world: World) -> str:
    """A case that a duty officer's program opened; its id."""
    return str(post(world.program(), "/cases", opening(world)).json()["id"])


def heard(world: World) -> str:
    """A case that is admitted; its id."""
    case = opened(world)
    cases.admit(world.centre, FACILITATOR, case, said("It is heard."), admissible=True)
    return case


def hearing(world: World, case: str) -> str:
    """A case that hears positions for five days; its id."""
    due = world.centre.clock().replace(microsecond=0) + dt.timedelta(days=5)
    return open_case(world.centre, case, positions_due=due).id


def file_of(side: Side, said: Any, case: str, **more: Any) -> dict[str, Any]:
    """The file `.signed` that `trucewatch sign` writes for a side."""
    given = signed(side, said, case=case, **more)
    assert given.opened is not None
    found: dict[str, Any] = json.loads(signed_position(given.opened, given.note.encode()))
    return found


def read(client: Client, path: str) -> Any:
    """What is answered, where it is answered."""
    answer = client.get(f"{V1}{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_case_is_opened_and_read_back(world: World) -> None:
    """Once a key, under the rules of the day."""
    client, told = world.program(), opening(world, severity="serious")
    first, again = (post(client, "/cases", told, "open-1") for _ in range(2))
    assert first.status_code == 201, first.content
    assert again.json() == {**first.json(), "repeated": True}
    found = read(client, f"/cases/{first.json()['id']}")["document"]
    assert (found["title"], found["severity"], found["rules"]) == ("Shelling of Hama", "serious", 1)


def test_a_delegation_opens_as_the_party_alone(world: World) -> None:
    """The word of a monitor is not its to give."""
    client = world.program(OFFICER, A)
    answer = post(client, "/cases", opening(world))
    assert (answer.status_code, answer.json()["code"]) == (422, "opened_as")
    assert post(client, "/cases", opening(world, opened_as="party")).status_code == 201


def test_a_list_is_filtered_and_turned_to_its_end(world: World) -> None:
    """Values of one filter are alternatives; the address of the next page keeps them."""
    made = {opened(world), opened(world)}
    client, seen = world.program(Role.ANALYST), []
    address = "/cases?state=opened&state=closed&limit=1"
    while address:
        told = read(client, address)
        seen += [one["id"] for one in told["items"]]
        address = (told["next"] or "").removeprefix(V1)
    assert made <= set(seen)
    assert len(seen) == len(set(seen))
    assert read(client, "/cases?state=closed")["items"] == []


def test_a_request_is_sent_and_answered_with_a_report(world: World) -> None:
    """By the side that is asked; what it handed in stands beside its words."""
    case, client = heard(world), world.program()
    case_told = {"to": "b", "asks": "Which units were near Hama?"}
    sent = post(client, f"/cases/{case}/requests", case_told)
    assert sent.status_code == 201, sent.content
    request = sent.json()["id"]
    theirs = world.program(OFFICER, B)
    report = post(theirs, "/reports", {"text": "Log of the battery.\n"}).json()["id"]
    answer = {"do": "answer", "words": "None of ours.", "evidence": [report], "version": 1}
    assert post(theirs, f"/requests/{request}/reply", answer).status_code == 200
    (found,) = read(client, f"/requests?case={case}&state=answered")["items"]
    assert found["document"]["steps"][-1]["evidence"] == [report]


def test_nobody_replies_for_the_other_side(world: World) -> None:
    """403, and the request stays as it was."""
    case = heard(world)
    sent = post(world.program(), f"/cases/{case}/requests", {"to": "b", "asks": "Which units?"})
    path = f"/requests/{sent.json()['id']}"
    answer = post(world.program(OFFICER, A), f"{path}/reply", {"do": "acknowledge"})
    assert answer.status_code == 403
    assert read(world.program(), path)["document"]["state"] == "sent"


def test_a_signed_file_is_filed_and_both_are_revealed(world: World) -> None:
    """What `trucewatch sign` wrote is the body; with the second the texts stand side by side."""
    case = hearing(world, "case-file-1")
    for side, said_ in ((A, REJECTS), (B, CONFIRMS)):
        assert world.program().get(f"{V1}/cases/{case}/reveal").status_code == 404
        client = world.program(HEAD, side)
        answer = post(client, f"/cases/{case}/positions", file_of(side, said_, case))
        assert answer.status_code == 201, answer.content
    shown = read(world.program(), f"/cases/{case}/reveal")["document"]["positions"]
    assert [one["text"] for one in shown] == [REJECTS.text, CONFIRMS.text]


def test_before_the_reveal_a_side_reads_its_own_text_alone(world: World) -> None:
    """Of the other side it reads when it filed, and not even the note."""
    case = hearing(world, "case-file-2")
    post(world.program(HEAD, A), f"/cases/{case}/positions", file_of(A, REJECTS, case))
    own = read(world.program(OFFICER, A), f"/cases/{case}/positions")
    assert own["own"]["text"] == REJECTS.text
    for who in ((HEAD, B), (Role.FACILITATOR, Side.NEUTRAL), (Role.ANALYST, Side.NEUTRAL)):
        told = read(world.program(*who), f"/cases/{case}/positions")
        assert told["own"] is None
        (filing,) = told["sides"][0]["filings"]
        assert filing.keys() == {"version", "filed_at", "late", "note", "text"}
        assert (filing["note"], filing["text"]) == (None, None)


def test_a_position_is_filed_once_a_key(world: World) -> None:
    """A repetition is answered as the first time, and adds no version."""
    case, client = hearing(world, "case-file-3"), world.program(HEAD, A)
    path, told = f"/cases/{case}/positions", file_of(A, REJECTS, "case-file-3")
    first, again = (post(client, path, told, "file-3") for _ in range(2))
    assert again.json() == {**first.json(), "repeated": True}
    assert Document.objects.filter(subject=first.json()["id"]).count() == 1


@pytest.mark.parametrize("other", [{"side": B}, {"case": "case-1"}, {"number": 2}])
def test_a_note_of_something_else_is_refused(world: World, other: dict[str, Any]) -> None:
    """Of the other side, another case or another round."""
    case, client = hearing(world, f"case-other-{next(iter(other))}"), world.program(HEAD, A)
    told = file_of(**{"side": A, "said": REJECTS, "case": case, **other})
    answer = post(client, f"/cases/{case}/positions", told)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_value")


def test_a_position_takes_the_head_and_a_token_for_it(world: World) -> None:
    """An officer's token files nothing, nor does a head's that is made for other things."""
    case, path = hearing(world, "case-file-4"), "/cases/case-file-4/positions"
    told = file_of(A, REJECTS, case)
    officer = with_token(world.secret(world.account(OFFICER, A), Scope.POSITION))
    head = with_token(world.secret(world.account(HEAD, A), Scope.READ, Scope.REVIEW))
    for client in (officer, head):
        assert post(client, path, told).status_code == 403


def test_a_replaced_note_that_is_sent_again_brings_nothing_back(world: World) -> None:
    """Notes are open to whoever holds the log: one is good once, whoever has a token."""
    case, client = hearing(world, "case-file-5"), world.program(HEAD, A)
    path, old = f"/cases/{case}/positions", file_of(A, REJECTS, case)
    for told in (old, file_of(A, CONFIRMS, case)):
        assert post(client, path, told).status_code == 201
    answer = post(client, path, old)
    assert (answer.status_code, answer.json()["code"]) == (422, "note_was_replaced")
    assert read(client, path)["own"]["text"] == CONFIRMS.text


def test_a_case_file_is_taken_with_a_token_for_it(world: World) -> None:
    """Its entries are those of the case; a token for reading does not open it."""
    case = opened(world)
    account = world.account(Role.ANALYST)
    reader = with_token(world.secret(account, Scope.READ))
    assert reader.get(f"{V1}/cases/{case}/file").status_code == 403
    taker = with_token(world.secret(account, Scope.CASE_FILE))
    found = read(taker, f"/cases/{case}/file")
    assert (found["format"], found["case"]) == ("trucewatch/case/v1", case)


def test_a_session_is_read_from_its_wording_to_its_minutes(world: World) -> None:
    """The finding, who signed it, the determination with its notes, and the minutes."""
    id_ = in_session(world.centre)
    agree(world.centre, id_)
    client = world.program(OFFICER, B)
    assert client.get(f"{V1}/cases/{CASE}/determination").status_code == 404
    signs(world.centre, HEADS[A])
    finding = read(client, f"/cases/{CASE}/finding")
    assert (finding["signed"], finding["document"]["outcome"]) == (["a"], "jointly_confirmed")
    signs(world.centre, HEADS[B])
    made = read(client, f"/cases/{CASE}/determination?round=1")["document"]
    assert parse_statement(parse_note(made["notes"][0].encode()).text).words == made["text"]
    sessions.close(world.centre, FACILITATOR, id_, language="en")
    assert read(client, f"/sessions/{id_}")["document"]["state"] == "closed"
    assert read(client, f"/sessions/{id_}/minutes")["signed"] == []
    assert [one["id"] for one in read(client, "/sessions?state=closed")["items"]] == [id_]


@pytest.mark.parametrize("part", ["", "/positions", "/reveal", "/finding", "/positions?round=2"])
def test_what_is_not_there_is_not_there(world: World, part: str) -> None:
    """Of an incident, as of nothing at all, there is no case."""
    opened(world)
    for subject in ("no-such", world.incident()):
        path = f"{V1}/cases/{subject}{part}"
        assert world.program().get(path).status_code == 404
