"""Notices: once to each desk, tried until they go out, with nothing in them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail
from django.test import override_settings

from review_world import CHAIR, Hands, asked, heard, with_clock
from trucewatch.domain.access import Person, Role, Side
from trucewatch.review.notices import WAITS_S, whom
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.review import outbox
from trucewatch.service.review.undelivered import try_again, undelivered
from trucewatch.storage.models import Outgoing

MAIL = "django.core.mail.backends.locmem.EmailBackend"
TITLE = "Shelling of Harbanifse"


@dataclass
class Hook:
    """A server that takes notices, or answers as it is told to."""

    port: int = 0
    status: int = 204
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def hook() -> Iterator[Hook]:
    """One on this machine."""
    told = Hook()

    class Answers(BaseHTTPRequestHandler):
        """Keeps what it gets."""

        def do_POST(self) -> None:
            """Take one notice."""
            length = int(self.headers["Content-Length"])
            told.got.append((dict(self.headers.items()), self.rfile.read(length)))
            self.send_response(told.status)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    told.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def hands() -> Hands:
    """A clock that stands still."""
    return Hands()


@pytest.fixture
def told(centre: Centre, hands: Hands) -> Iterator[Centre]:
    """A centre with desks by mail, that has looked through its record once."""
    made = with_clock(centre, hands)
    desks = "a=mailto:a@a.example b=mailto:b@b.example neutral=mailto:n@n.example"
    with override_settings(NOTICES=desks, EMAIL_BACKEND=MAIL, ADDRESS="https://centre.example"):
        outbox.tell(made)
        mail.outbox = []  # what tests before this one sent
        yield made


def test_only_the_one_who_is_asked_hears_of_a_request(told: Centre) -> None:
    """Once, however often the worker looks."""
    case = heard(told)
    outbox.tell(told)
    mail.outbox = []
    asked(told, case, to=Side.B)
    outbox.tell(told)
    outbox.tell(told)
    assert [one.to for one in mail.outbox] == [["b@b.example"]]


def test_both_delegations_hear_of_a_case_alike(told: Centre) -> None:
    """The same words, the same subject, in the same turn."""
    heard(told, title=TITLE)
    outbox.tell(told)
    sent = {one.to[0]: one for one in mail.outbox}
    assert set(sent) == {"a@a.example", "b@b.example"}
    words = {one.body.partition("https://")[0] for one in mail.outbox}
    assert len(words) == 1


def test_a_notice_says_nothing_of_what_it_is(told: Centre) -> None:
    """Neither case, nor id, nor side, nor act."""
    case = heard(told, title=TITLE)
    asked(told, case)
    outbox.tell(told)
    for one in mail.outbox:
        text = f"{one.subject}\n{one.body}".lower()
        assert not [w for w in (TITLE.lower(), case, "shelling", "delegation") if w in text]


def test_its_link_leads_to_the_case_and_a_forged_one_nowhere(told: Centre) -> None:
    """One letter of the signature changed is enough."""
    case = heard(told)
    outbox.tell(told)
    signed = mail.outbox[0].body.rsplit("/review/n/", 1)[1].strip()
    assert outbox.opened(signed) == case
    assert outbox.opened(signed[:-1] + ("A" if signed[-1] != "A" else "B")) == ""


def test_a_hook_gets_what_it_can_check(centre: Centre, hook: Hook) -> None:
    """The signature over id, time and body is that of the shared secret."""
    desk = f"b=http://127.0.0.1:{hook.port}/in#quiet-secret"
    with override_settings(NOTICES=desk):
        outbox.tell(centre)
        heard(centre)
        assert outbox.tell(centre) > 0
    headers, body = hook.got[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = hmac.new(b"quiet-secret", signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(right).decode()}"
    assert set(json.loads(body)) == {"type", "link"}


def test_a_dead_hook_is_tried_again_and_then_given_up(
    centre: Centre, hook: Hook, hands: Hands
) -> None:
    """Later each time, for three days; the same notice keeps its id."""
    made = with_clock(centre, hands)
    hook.status = 503
    with override_settings(NOTICES=f"b=http://127.0.0.1:{hook.port}/in#s"):
        outbox.tell(made)
        heard(made)
        for wait in (0, *WAITS_S, 7 * 24 * 3600):
            hands.move(seconds=wait)
            outbox.tell(made)
    opened = Outgoing.objects.order_by("seq").first()
    assert opened is not None
    assert (opened.sent_at, opened.next_at, opened.tries) == (None, None, len(WAITS_S) + 1)
    assert opened.failed == "OSError: answered 503"
    tried = [headers["webhook-id"] for headers, _ in hook.got]
    assert tried.count(opened.id) == len(WAITS_S) + 1


def test_a_centre_without_desks_tells_nobody(centre: Centre) -> None:
    """Nothing leaves it, and nothing is kept for later."""
    heard(centre)
    assert outbox.tell(centre) == 0
    assert not Outgoing.objects.exists()


def test_private_steps_give_no_cause() -> None:
    """A draft, a comment or a note of one side never leads to a notice."""
    for verb in ("position.draft", "position.comment", "side.speak", "note.write", "comment.write"):
        assert whom(verb, {"side": "a"}) == ()


OPERATOR = Person("p-operator", Role.OPERATOR)


def failed(centre: Centre, hook: Hook, status: int = 503) -> str:
    """A notice to B's first address that B's program did not take; the id."""
    hook.status = status
    with override_settings(NOTICES=f"b=http://127.0.0.1:{hook.port}/in#secret-of-b"):
        outbox.tell(centre)
        asked(centre, heard(centre), to=Side.B)
        outbox.tell(centre)
    return str(Outgoing.objects.filter(tries__gt=0).values_list("id", flat=True)[0])


def test_the_operator_sees_what_failed_and_nothing_of_what_it_is(
    centre: Centre, hook: Hook
) -> None:
    """Which desk, which of its addresses, why: no address, no secret, no case."""
    failed(centre, hook)
    with override_settings(NOTICES=f"b=http://127.0.0.1:{hook.port}/in#secret-of-b"):
        told = undelivered(OPERATOR)[0]
    assert (told.desk, told.number, told.way, told.fault, told.status) == (
        "b", 1, "webhook", "answered", "503",
    )  # fmt: skip
    row = Outgoing.objects.get(id=told.id)
    for secret in (str(hook.port), "secret-of-b", row.subject, TITLE):
        assert secret not in repr(told)
    assert undelivered(OPERATOR)[0].desk == ""


def test_a_notice_is_tried_again_with_the_next_turn(centre: Centre, hook: Hook) -> None:
    """Also one that was given up; and it goes out."""
    notice = failed(centre, hook)
    Outgoing.objects.filter(id=notice).update(next_at=None, tries=len(WAITS_S) + 1)
    hook.status = 204
    try_again(centre, OPERATOR, notice)
    with override_settings(NOTICES=f"b=http://127.0.0.1:{hook.port}/in#secret-of-b"):
        outbox.tell(centre)
    assert Outgoing.objects.get(id=notice).sent_at
    with pytest.raises(NotThere):
        try_again(centre, OPERATOR, notice)


def test_nobody_but_the_operator_sees_them(centre: Centre, hook: Hook) -> None:
    """When a delegation is reached is its own affair."""
    notice = failed(centre, hook)
    with pytest.raises(Denied):
        undelivered(CHAIR)
    with pytest.raises(Denied):
        try_again(centre, CHAIR, notice)
