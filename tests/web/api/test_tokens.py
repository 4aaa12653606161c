"""Tokens: made by who proved themselves again, shown once, ended by their person at any time."""

from __future__ import annotations

import re
import time

import pytest
from django.test import Client

from api_world import V1, World, browser, with_token
from trucewatch.domain.access import Person, Role
from trucewatch.domain.errors import InvalidValue
from trucewatch.service import people, tokens
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.storage.models import ApiToken
from trucewatch.storage.people.models import Account, DoorEvent
from trucewatch.web.sitting import now

OPERATOR = Person("operator", Role.OPERATOR, stepped_up=True)


def status(secret: str) -> int:
    """What a program with this token is answered."""
    return int(with_token(secret).get(f"{V1}/agreements").status_code)


def token_of(account: Account) -> ApiToken:
    """The newest token of an account."""
    return tokens.own(account.person())[0]


def proved(client: Client) -> Client:
    """A browser whose person proved themselves a moment ago."""
    session = client.session
    session["stepped_up_at"] = time.time()
    session.save()
    return client


def test_a_token_is_good_until_its_person_ends_it(world: World) -> None:
    """Ending needs no second proof: whoever fears for a token ends it at once."""
    account = world.account(Role.FACILITATOR)
    secret = world.secret(account)
    assert status(secret) == 200
    tokens.end(account.person(), token_of(account).id, now())
    assert status(secret) == 401
    told = DoorEvent.objects.filter(account=account).order_by("at").values_list("what", flat=True)
    assert list(told) == ["token_made", "token_ended"]


def test_the_day_of_its_last_use_is_kept_and_no_instant(world: World) -> None:
    """So that a forgotten token is found."""
    account = world.account(Role.DUTY_OFFICER)
    secret = world.secret(account)
    assert token_of(account).last_used_day is None
    status(secret)
    assert token_of(account).last_used_day == now().date()


def test_a_token_of_somebody_else_is_not_there(world: World) -> None:
    """Neither to end nor in the list."""
    owner, other = world.account(Role.DUTY_OFFICER), world.account(Role.ANALYST)
    world.secret(owner)
    with pytest.raises(NotThere):
        tokens.end(other.person(), token_of(owner).id, now())


def test_those_who_read_no_shared_record_make_none(world: World) -> None:
    """The operator, also when proved."""
    account = world.account(Role.OPERATOR)
    with pytest.raises(Denied):
        tokens.make(account.person(stepped_up=True), "x", ["read"], days=1, now=now())


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [("", ["read"], 1), (" ", ["read"], 1), ("x", [], 1), ("x", ["all"], 1), ("x", ["read"], 367)],
)
def test_a_token_has_a_name_a_scope_and_an_end(
    world: World, name: str, scopes: list[str], days: int
) -> None:
    """Anything else is refused."""
    person = world.account(Role.ANALYST).person(stepped_up=True)
    with pytest.raises(InvalidValue):
        tokens.make(person, name, scopes, days=days, now=now())


def test_the_page_shows_a_token_once_with_the_scopes_that_were_chosen(world: World) -> None:
    """Never again, and to nobody who has not proved themselves a moment ago."""
    account = world.account(Role.ANALYST)
    told = {"name": "nightly map", "scopes": ["read"], "days": 7}
    assert browser(account).post("/intake/tokens", told).status_code == 302
    client = proved(browser(account))
    answer = client.post("/intake/tokens", told)
    (secret,) = re.findall(r"tw_[\w-]+", answer.content.decode())
    assert status(secret) == 200
    assert token_of(account).scopes == "read"
    assert secret not in client.get("/intake/tokens").content.decode()


def test_the_page_of_ones_own_sign_in_leads_to_the_tokens(world: World) -> None:
    """Where people look for it."""
    page = browser(world.account(Role.ANALYST)).get("/sign/own").content.decode()
    assert 'href="/intake/tokens"' in page


def test_whoever_is_dismissed_loses_their_tokens(world: World) -> None:
    """For good: being admitted again brings none back."""
    account = world.account(Role.SOURCE_PROTECTION)
    facts = {"id": "t", "person": account.id, "name": "x", "hash": "x", "scopes": "read"}
    ApiToken.objects.create(**facts, made_at=now(), ends_at=now())
    people.dismiss(world.centre, OPERATOR, account)
    assert token_of(account).ended_at
