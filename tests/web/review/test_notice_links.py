"""The link of a notice leads somebody who is signed in to the case, and nobody else anywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from trucewatch.domain.access import Role, Side
from trucewatch.service.centre import Centre
from trucewatch.service.review import outbox
from trucewatch.storage.models import Outgoing
from trucewatch.storage.people.models import Account

Accounts = Callable[..., Account]


@pytest.fixture
def link(centre: Centre, case: str) -> str:
    """The path of a link to the case."""
    at = centre.clock()
    facts = {"subject": case, "made_at": at, "next_at": at}
    made = Outgoing.objects.create(id="n" * 26, seq=1, target="mailto:a@a.example", **facts)
    with override_settings(ADDRESS=""):
        return outbox.link(made.id)


def test_it_leads_to_the_case(link: str, case: str, account: Accounts) -> None:
    """For either delegation."""
    for side in (Side.A, Side.B):
        client = Client(SERVER_NAME="localhost")
        client.force_login(account(Role.DELEGATION_OFFICER, side))
        answer = client.get(link)
        assert answer.headers["Location"] == reverse("review:case", args=[case])


def test_without_signing_in_it_leads_to_the_door(link: str, case: str) -> None:
    """And the door is not told what is behind it."""
    answer = Client(SERVER_NAME="localhost").get(link)
    assert answer.headers["Location"].startswith(reverse("access:sign-in"))
    assert case not in answer.headers["Location"]


def test_a_forged_one_leads_nowhere(link: str, account: Accounts) -> None:
    """As if there were no such page."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(account(Role.FACILITATOR))
    assert client.get(f"{link[:-2]}xx").status_code == 404
