"""A centre with incidents and people of every role, and programs that ask it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connections
from django.test import Client

from default_database import point_at
from memory_folder import in_memory
from trucewatch.domain.access import MACHINE, Role, Side
from trucewatch.service import reports
from trucewatch.service.centre import Centre, at_desk
from trucewatch.service.gathering import gather
from trucewatch.service.tokens import Scope, make
from trucewatch.storage.custody import new_id
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.models import IncidentRow, Statement
from trucewatch.storage.people.models import Account
from trucewatch.web.centre import serve_with
from trucewatch.web.pages.incidents.asking import index
from trucewatch.web.sitting import now
from web_world import PASSWORD

REPORTS = (
    b"Army artillery shelled Hama on 3 May 2016, a local official told reporters.\n",
    b"A drone struck a clinic in Homs on 9 May 2016, doctors said.\n",
    b"Rebels fired mortars at Aleppo on 12 May 2016, the army said.\n",
)
WHO = (
    (Role.DUTY_OFFICER, Side.NEUTRAL),
    (Role.ANALYST, Side.NEUTRAL),
    (Role.DELEGATION_OFFICER, Side.A),
    (Role.DELEGATION_OFFICER, Side.B),
    (Role.DELEGATION_HEAD, Side.A),
    (Role.DELEGATION_HEAD, Side.B),
    (Role.FACILITATOR, Side.NEUTRAL),
    (Role.SOURCE_PROTECTION, Side.NEUTRAL),
    (Role.OPERATOR, Side.NEUTRAL),
)
V1 = "/api/v1"


@dataclass
class World:
    """A centre, who works there, and what is on record."""

    centre: Centre
    accounts: dict[tuple[Role, Side], Account] = field(default_factory=dict)

    def account(self, role: Role, side: Side = Side.NEUTRAL) -> Account:
        """Who has this role."""
        return self.accounts[role, side]

    def secret(self, account: Account, *scopes: Scope) -> str:
        """A new token of theirs, for all scopes where none is named."""
        person = account.person(stepped_up=True)
        return make(person, "a test", scopes or tuple(Scope), days=1, now=now())

    def program(self, role: Role = Role.DUTY_OFFICER, side: Side = Side.NEUTRAL) -> Client:
        """A program with a token of theirs; where the role has none, a browser signed in."""
        account = self.account(role, side)
        if role in (Role.SOURCE_PROTECTION, Role.OPERATOR):
            return browser(account)
        return with_token(self.secret(account))

    def incident(self, words: str = "Hama") -> str:
        """The id of the incident of which this is told."""
        found = IncidentRow.objects.filter(words__contains=words.lower())
        return str(found.values_list("subject", flat=True).get())

    def statement(self, incident: str) -> str:
        """The id of a statement of an incident."""
        body = self.program().get(f"{V1}/incidents/{incident}").json()["document"]
        return str(body["statements"][0])

    def statements(self) -> list[str]:
        """Ids of all statements."""
        return sorted(set(Statement.objects.values_list("subject", flat=True)))


def browser(account: Account | None = None, *, strict: bool = False) -> Client:
    """A browser; `strict` asks for the proof of the page as a real one is asked."""
    made = Client(SERVER_NAME="localhost", enforce_csrf_checks=strict)
    if account:
        made.force_login(account)
    return made


def with_token(secret: str) -> Client:
    """A program that sends a token; no proof of a page is asked of it."""
    headers = {"Authorization": f"Bearer {secret}"}
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True, headers=headers)


def post(client: Client, path: str, told: Any = None, key: str = "") -> Any:
    """The answer to something sent under a key, a new one where none is given."""
    sent: dict[str, Any] = {"headers": {"Idempotency-Key": key or new_id()}}
    if told is not None:
        sent |= {"data": told, "content_type": "application/json"}
    return client.post(f"{V1}{path}", **sent)


@contextmanager
def a_world(
    shaped: Path, texts: tuple[bytes, ...] = REPORTS, database: str = ""
) -> Iterator[World]:
    """A centre in which these reports were read, gathered and assessed.

    Args:
        shaped: an empty SQLite file.
        database: address of an empty database of PostgreSQL in its place.
    """
    place = in_memory("tw-api-")
    root = place / "home"
    root.mkdir()
    shutil.copy(shaped, root / "record.sqlite3")
    point_at(database, root)
    home = Home(root, place / "guard")
    make_record(home, "geneva")
    alarms: list[str] = []
    desk = Desk(home, alarm=alarms.append).open()
    world = World(at_desk(home, desk))
    serve_with(world.centre)
    index.cache_clear()  # what it holds is of another centre
    for number, raw in enumerate(texts):
        arrival = reports.Arrival(name=f"report-{number}.txt")
        made = reports.receive(world.centre, MACHINE, raw, arrival, key=f"k-{number}")
        reports.read(world.centre, MACHINE, made)
    gather(world.centre, MACHINE)
    for role, side in WHO:
        facts = {"name": role.value, "role": role.value, "side": side.value}
        name = f"{role.value}-{side.value}"
        world.accounts[role, side] = Account.objects.admit(name, PASSWORD, **facts)
    yield world
    serve_with(None)
    desk.close()
    connections.close_all()
    index.cache_clear()
    shutil.rmtree(place)
