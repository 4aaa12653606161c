"""Policy, pages, API and the database itself give the same answer to who may see what."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client, override_settings

from access_world import DELEGATES, document, people
from default_database import point_at
from postgres_server import Server
from trucewatch.domain.access import PUBLIC, Audience, Person, Role, Side
from trucewatch.service.policy import audiences
from trucewatch.service.refusals import NotThere
from trucewatch.service.sight import seen, seen_of_kind, visible
from trucewatch.storage import sight
from trucewatch.storage.home import Home
from trucewatch.storage.models import Document
from trucewatch.storage.people.models import ROLES, Account
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.rights import grant
from trucewatch.storage.sight import seeing

ROLE = "centre_site"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
"""What differs with every page."""
THINGS, TRIPLES, REQUESTS = 300, 20_000, 400
PASSWORD = "long enough for a test"  # noqa: S105 - of accounts that end with the test


@pytest.fixture
def things(postgresql: Home, server: Server) -> Iterator[list[Document]]:
    """Documents of random audiences, as versions that were read before any wall was up."""
    draw = random.Random(7)
    given = [document(draw.choice(list(Audience)), f"s-{n}") for n in range(THINGS)]
    recorder = Recorder(postgresql)
    for at in range(0, THINGS, 256):
        recorder.append(given[at : at + 256])
    recorder.close()
    found = list(Document.objects.order_by("seq"))
    name = str(connection.settings_dict["NAME"])
    server.run(f"DROP ROLE IF EXISTS {ROLE}")
    server.run(f"CREATE ROLE {ROLE} LOGIN")
    grant(ROLE)
    sight.see_nothing()
    point_at(server.address(name, user=ROLE), postgresql.root)
    yield found
    connection.close()
    sight.see_everything()
    server.run(f"DROP OWNED BY {ROLE}", name)
    server.run(f"DROP ROLE {ROLE}")


def shown(person: Person, subject: str) -> bool:
    """What pages and the API do before they show a thing."""
    try:
        return seen(person, subject).subject == subject
    except NotThere:
        return False


def test_twenty_thousand_random_questions_have_one_answer(things: list[Document]) -> None:
    """The policy alone, the database alone, and both together as pages ask, never differ."""
    draw = random.Random(11)
    asked: dict[Person, list[Document]] = defaultdict(list)
    for _ in range(TRIPLES):
        asked[draw.choice(people())].append(draw.choice(things))
    differing, allowed = [], 0
    for person, wanted in asked.items():
        with seeing(audiences(person)):
            behind = set(Document.objects.values_list("subject", flat=True))
            for thing in wanted:
                policy = visible(person, thing)
                rows = thing.subject in behind
                allowed += policy
                if not policy == rows == shown(person, thing.subject):
                    differing.append((person, thing.audience))
    assert differing == []
    assert 0 < allowed < TRIPLES


def test_a_list_holds_what_is_seen_one_by_one(things: list[Document]) -> None:
    """Nobody's list has more or less than what opens for them."""
    for person in people():
        with seeing(audiences(person)):
            listed = set(seen_of_kind(person, "comment").values_list("subject", flat=True))
        assert listed == {one.subject for one in things if visible(person, one)}


@pytest.mark.parametrize("role", DELEGATES)
def test_both_delegations_get_the_same_shared_record(things: list[Document], role: Role) -> None:
    """Byte for byte, from the database itself."""
    got = {}
    for side in (Side.A, Side.B):
        person = Person("p", role, side)
        with seeing(audiences(person)):
            rows = Document.objects.exclude(audience=side.value).order_by("seq")
            got[side] = list(rows.values_list("subject", "body", "recorded_at"))
    assert got[Side.A] == got[Side.B]
    assert len(got[Side.A]) == sum(one.audience in ("public", "shared") for one in things)


def _clients() -> dict[Person, Client]:
    """Somebody of each role and side who is signed in, and somebody who is not."""
    found = {PUBLIC: Client(SERVER_NAME="localhost")}
    for role in ROLES:
        for side in (Side.A, Side.B) if role in DELEGATES else (Side.NEUTRAL,):
            named = f"{role.value}-{side.value}"
            facts = {"name": named, "role": role.value, "side": side.value}
            account = Account.objects.admit(named, PASSWORD, **facts)
            client = Client(SERVER_NAME="localhost")
            client.force_login(account)
            found[account.person()] = client
    return found


@override_settings(ROOT_URLCONF="access_urls", LIMITS=False)
def test_requests_are_answered_as_the_policy_says(things: list[Document]) -> None:
    """Through every layer of the site, as page and as API, over the role with policies."""
    draw, clients = random.Random(13), _clients()
    for _ in range(REQUESTS):
        person, thing = draw.choice(list(clients)), draw.choice(things)
        wanted = 200 if visible(person, thing) else 404
        for way in ("page", "data"):
            answer = clients[person].get(f"/{way}/{thing.subject}")
            assert answer.status_code == wanted, (person, thing.audience)


@override_settings(ROOT_URLCONF="access_urls", LIMITS=False)
def test_what_one_may_not_see_answers_like_what_is_not_there(things: list[Document]) -> None:
    """The same status, the same headers, the same bytes but for the address itself."""
    hidden = {one.audience: one.subject for one in things}
    for person, client in _clients().items():
        for audience, subject in hidden.items():
            if audience in audiences(person):
                continue
            for way in ("page", "data"):
                there, not_there = (client.get(f"/{way}/{s}") for s in (subject, "s-none"))
                bodies = [there.content.replace(subject.encode(), b"s-none"), not_there.content]
                assert there.status_code == not_there.status_code == 404
                assert dict(there.headers) == dict(not_there.headers)
                assert TOKEN.sub(b"", bodies[0]) == TOKEN.sub(b"", bodies[1])
