"""The API for reports: one receipt for one report, however often it is sent."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from trucewatch.domain.access import Role, Side
from trucewatch.ledger.proof_file import parse_proof
from trucewatch.service import tokens
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.storage.documents import newest
from trucewatch.storage.models import ApiToken
from trucewatch.storage.people.models import Account
from trucewatch.web.api import report_body
from trucewatch.web.sitting import now

PATH = "/api/v1/reports"
TEXT = {"text": "Army shelled Hama on 3 May 2016.\n", "source": "Wire", "published": "2016-05-04"}
People = Callable[..., Account]


def post(token: str, body: Any = None, key: str | None = "k-1", **given: Any) -> Any:
    """Send a report as a program would."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if key is not None:
        headers["Idempotency-Key"] = key
    given = {"content_type": "application/json", **given}
    data = TEXT if body is None else body
    return Client(SERVER_NAME="localhost").post(PATH, data, headers=headers, **given)


def test_a_report_gets_a_receipt_with_a_proof(centre: Centre, token: str) -> None:
    """201; what it says of place and proof is what the ledger has."""
    del centre
    answer = post(token)
    assert answer.status_code == 201
    receipt = answer.json()
    (report,) = newest("report")
    assert (receipt["id"], receipt["seq"]) == (report.subject, report.seq)
    assert parse_proof(base64.b64decode(receipt["proof"])).index == report.seq
    assert report.body["channel"] == "api"


def test_the_same_again_gets_the_same_receipt(centre: Centre, token: str) -> None:
    """200, and nothing is doubled."""
    del centre
    first, again = post(token), post(token)
    assert (first.status_code, again.status_code) == (201, 200)
    assert {name: again.json()[name] for name in ("id", "seq")} == {
        name: first.json()[name] for name in ("id", "seq")
    }
    assert newest("report").count() == 1


def test_the_same_key_with_another_body_is_refused(centre: Centre, token: str) -> None:
    """422; the first one stands."""
    del centre
    post(token)
    answer = post(token, {**TEXT, "text": "Other words."})
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


@pytest.mark.parametrize("key", [None, "", "ключ", "a b", "x" * 101])
def test_a_key_is_required(centre: Centre, token: str, key: str | None) -> None:
    """400, with the remedy; nothing is stored."""
    del centre
    answer = post(token, key=key)
    assert answer.status_code == 400
    assert "key" in answer.json()["remedy"]
    assert not newest("report").exists()


def test_a_key_in_progress_is_told(centre: Centre, token: str) -> None:
    """409, with when to ask again."""
    del centre
    person = Account.objects.get(id=ApiToken.objects.get().person)
    with report_body._alone(f"api:{person.id}:k-1"):
        answer = post(token)
    assert (answer.status_code, answer.headers["Retry-After"]) == (409, "1")
    assert post(token).status_code == 201


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("{", "application/json"),
        ("[]", "application/json"),
        ("[" * 100_000, "application/json"),
        ({"text": 1}, "application/json"),
        ({"text": ""}, "application/json"),
        ({"text": "a", "published": "yesterday"}, "application/json"),
        ("a", "text/plain"),
        ({"other": "a"}, MULTIPART_CONTENT),
    ],
)
def test_what_is_not_understood_is_told(
    centre: Centre, token: str, body: Any, content_type: str
) -> None:
    """400, one clear line with its remedy."""
    del centre
    answer = post(token, body, content_type=content_type)
    assert answer.status_code == 400
    assert answer.json()["remedy"]


def test_halves_of_letters_are_taken_as_they_can_be(centre: Centre, token: str) -> None:
    """JSON can spell what no text may hold."""
    del centre
    body = json.dumps({"text": "a\ud800b", "name": "n\ud800\u0000.txt", "source": "\u0000"})
    assert post(token, body).status_code == 201


def test_more_than_is_taken_is_told(centre: Centre, token: str) -> None:
    """413."""
    del centre
    answer = post(token, json.dumps({"text": "x" * 3_000_000}))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_who_is_nobody_is_told_so(centre: Centre, token: str) -> None:
    """401 without a token, with a wrong one, with one that ended, and for one who left."""
    del centre
    assert post("").status_code in (401, 403)
    assert post("tw_wrong").status_code == 401
    ApiToken.objects.update(ends_at=now() - dt.timedelta(seconds=1))
    assert post(token).status_code == 401
    ApiToken.objects.update(ends_at=now() + dt.timedelta(days=1))
    Account.objects.update(is_active=False)
    assert post(token).status_code == 401


def test_a_token_is_good_for_its_scopes_alone(centre: Centre, account: People) -> None:
    """403 for the rest."""
    del centre
    person = account(Role.ANALYST).person(stepped_up=True)
    reading = tokens.make(person, "reads", ["read"], days=1, now=now())
    assert post(reading).status_code == 403


def test_a_token_is_made_by_who_proved_themselves_again(centre: Centre, account: People) -> None:
    """And by its person alone; it is kept as a hash."""
    del centre
    person = account(Role.DELEGATION_HEAD, Side.B).person()
    with pytest.raises(Denied):
        tokens.make(person, "a", ["read"], days=1, now=now())
    told = tokens.make(
        account(Role.ANALYST).person(stepped_up=True), "a", ["read"], days=1, now=now()
    )
    row = ApiToken.objects.values().get()
    assert not [one for one in row.values() if told in str(one)]


def test_a_cookie_alone_is_no_proof_of_wanting_it(centre: Centre, account: People) -> None:
    """Another site's form is refused: without a token the page's own proof is asked for."""
    del centre
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.force_login(account(Role.DUTY_OFFICER))
    answer = client.post(
        PATH, TEXT, content_type="application/json", headers={"Idempotency-Key": "k"}
    )
    assert answer.status_code == 403
    assert not newest("report").exists()


def test_what_became_of_a_report_can_be_asked(centre: Centre, token: str) -> None:
    """Its state; 404 for what is no report."""
    del centre
    receipt = post(token).json()
    client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})
    assert client.get(f"{PATH}/{receipt['id']}").json()["state"] == "received"
    assert client.get(f"{PATH}/nothing").status_code == 404
