"""For every operation and every role the answer is the policy's: no way around it by program."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from api_world import V1, WHO, World, browser, with_token
from blind_world import stepped_up
from trucewatch.domain.access import Role, Side
from trucewatch.service.tokens import Scope
from trucewatch.web.api import urls
from trucewatch.web.api.centre_api import API
from trucewatch.web.api.serving import tried

assert urls.PARTS
OPERATIONS: list[tuple[str, str, dict[str, Any]]] = [
    (method, path, told)
    for path, methods in API.get_openapi_schema(path_prefix=f"{V1}/")["paths"].items()
    for method, told in methods.items()
]
NAMES = [told["operationId"] for _, _, told in OPERATIONS]
BODIES: dict[str, Any] = {
    "write_comment": {"words": "x"},
    "settle_incident": {"do": "file"},
    "correct_statement": {"changes": {"act": "airstrike"}, "reason": "x"},
    "reject_statement": {"reason": "x"},
    "hand_in_report": {"text": "x"},
    "decide": {"do": "link", "statement": "no-such", "incident": "no-such"},
    "open_case": {"title": "x", "incidents": ["no-such"], "opened_as": "party"},
    "send_request": {"to": "a", "asks": "x"},
    "reply_to_request": {"do": "acknowledge"},
    "file_position": {"note": "x"},
    "hand_over_text": {
        "format": "trucewatch/signed-position/v1",
        "note": "x",
        "stance": "defer",
        "text": "",
        "salt": "0" * 64,
    },
}


def sent(client: Client, method: str, path: str, name: str) -> int:
    """The status that an operation answers with, asked about a thing that is not there."""
    address = path.replace("{subject}", "no-such")
    told = json.dumps(BODIES[name]) if name in BODIES else ""
    key = {"Idempotency-Key": "k"}
    made = client.generic(method, address, told, content_type="application/json", headers=key)
    return int(made.status_code)


@pytest.mark.parametrize(("method", "path", "told"), OPERATIONS, ids=NAMES)
def test_every_role_is_answered_as_the_policy_says(
    world: World, method: str, path: str, told: dict[str, Any]
) -> None:
    """401 and 403 where it refuses; else the operation itself answers."""
    for who in WHO:
        account = world.accounts[who]
        found = tried(account.person(), told["x-action"])
        status = sent(browser(account), method, path, told["operationId"])
        assert (status in (401, 403)) == (not found.allow), (who, status)
        assert status < 500
    assert sent(browser(), method, path, told["operationId"]) == 401


@pytest.mark.parametrize(("method", "path", "told"), OPERATIONS, ids=NAMES)
def test_a_token_needs_the_scope_and_opens_no_more_than_its_person(
    world: World, method: str, path: str, told: dict[str, Any]
) -> None:
    """With every other scope it is refused; with its own as the person would be, once proved."""
    name, needed = told["operationId"], Scope(told["x-scope"])
    for who in ((Role.DUTY_OFFICER, Side.NEUTRAL), (Role.DELEGATION_HEAD, Side.B)):
        account = world.accounts[who]
        others = [one for one in Scope if one is not needed]
        assert sent(with_token(world.secret(account, *others)), method, path, name) == 403
        own = sent(with_token(world.secret(account, needed)), method, path, name)
        assert own == sent(stepped_up(account), method, path, name)


@pytest.mark.parametrize("secret", ["", "tw_", "tw_forged", "Ünïcode", "x" * 5000])
def test_a_token_that_is_none_opens_nothing(world: World, secret: str) -> None:
    """Also where the session of somebody who may comes along."""
    client = browser(world.account(Role.DUTY_OFFICER))
    headers = {"Authorization": f"Bearer {secret}"}
    answered = client.get(f"{V1}/incidents", headers=headers)
    assert answered.status_code == 401
    assert answered.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_lends_a_token_nothing(world: World) -> None:
    """Neither its role nor that its person proved themselves once more."""
    client = browser(world.account(Role.DUTY_OFFICER))
    secret = world.secret(world.account(Role.FACILITATOR))
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "k"}
    path = f"{V1}/incidents/{world.incident()}/settle"
    answered = client.post(path, {"do": "file"}, content_type="application/json", headers=headers)
    assert answered.status_code == 403


def test_somebody_who_was_sent_away_is_sent_away_with_their_programs(world: World) -> None:
    """At once."""
    account = world.account(Role.ANALYST)
    client = with_token(world.secret(account))
    assert client.get(f"{V1}/incidents").status_code == 200
    type(account).objects.filter(id=account.id).update(is_active=False)
    assert client.get(f"{V1}/incidents").status_code == 401
    type(account).objects.filter(id=account.id).update(is_active=True)
