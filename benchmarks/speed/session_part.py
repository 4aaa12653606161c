"""A centre with one open session, served by one process: a part of `session.py`.

Prints one JSON line with its address, the session, and a cookie for each participant, and serves
until its input ends.

python benchmarks/speed/session_part.py PARTICIPANTS
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from default_database import point_at
from position_world import CASE, FACILITATOR
from session_world import called, shown_case
from trucewatch.domain.access import Role, Side
from trucewatch.service.centre import at_desk
from trucewatch.service.review import sessions
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record, migrate
from trucewatch.storage.people.models import Account, Sitting
from trucewatch.web.centre import serve_with

BACKEND = "django.contrib.auth.backends.ModelBackend"
WRITERS = 2
"""People who join and word the finding, one of each side; the others listen."""


def admit(number: int) -> Account:
    """Somebody without a password; the sides take turns."""
    side = Side.A if number % 2 == 0 else Side.B
    facts = {"role": Role.DELEGATION_OFFICER.value, "side": side.value, "language": "en"}
    made = Account(username=f"p{number}", name=f"Officer {number}", **facts)
    made.set_unusable_password()
    made.save()
    return made


def cookie(account: Account) -> str:
    """A session of theirs, as if they had signed in."""
    now = dt.datetime.now(dt.UTC)
    sitting = Sitting.objects.create(account=account, began_at=now, seen_at=now, device="")
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(account.pk), BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store["sitting"] = sitting.id
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def main(participants: int) -> None:
    """Make the centre and serve it."""
    place = Path(tempfile.mkdtemp(prefix="tw-session-"))
    root = place / "home"
    root.mkdir()
    point_at("", root)
    migrate()
    home = Home(root, place / "guard")
    make_record(home, "geneva")
    desk = Desk(home).open()
    centre = at_desk(home, desk)
    serve_with(centre)
    settings.LIMITS = False
    shown_case(centre)
    id_ = called(centre)
    people = [admit(number) for number in range(participants)]
    for one in people[:WRITERS]:
        sessions.join(centre, one.person(), id_)
    sessions.join(centre, FACILITATOR, id_)
    sessions.open_(centre, FACILITATOR, id_)
    sessions.take_up(centre, FACILITATOR, id_, CASE)
    told = {"session": id_, "case": CASE, "cookies": [cookie(one) for one in people]}
    world = import_module("web_world")
    with world.serving() as site:
        print(json.dumps({"address": site.address, **told}), flush=True)
        sys.stdin.read()
    desk.close()
    shutil.rmtree(place)


if __name__ == "__main__":
    main(int(sys.argv[1]))
