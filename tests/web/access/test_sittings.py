"""Sessions: what they are bound to, how they end, and what gets past none of it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from access_world import NOON
from trucewatch.domain.access import Role, Side
from trucewatch.service import codes
from trucewatch.storage.people.models import Account, CodeApp, Sitting
from trucewatch.web.person import STEPPED_UP_AT
from web_world import PASSWORD

PAGE, IN, SECOND, AGAIN, OWN = "/", "/sign/in", "/sign/in/second", "/sign/again", "/sign/own"
SECRET = b"twenty bytes of a key"
WRONG = "not the password"
Make = Callable[..., Account]


@pytest.fixture
def officer(account: Make) -> Account:
    """Who has a password alone."""
    return account(Role.DUTY_OFFICER)


@pytest.fixture
def head(account: Make) -> Account:
    """Who has an app for codes, too."""
    made = account(Role.DELEGATION_HEAD, Side.A)
    CodeApp.objects.create(account=made, sealed=codes.seal(SECRET, made.id), made_at=NOON)
    return made


def code(steps: int = 0) -> str:
    """The code of now, or so many half minutes away."""
    at = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=steps * codes.STEP_S)
    return codes.code_at(SECRET, at)


def browser() -> Client:
    """A browser that comes to the centre by its name, and minds forgery."""
    return Client(SERVER_NAME="localhost")


def knocked(account: Account, client: Client | None = None, password: str = PASSWORD) -> Client:
    """A browser that gave name and password."""
    client = client or browser()
    client.post(IN, {"username": account.username, "password": password})
    return client


def inside(client: Client) -> bool:
    """Whether it gets a page for those who work here."""
    return client.get(PAGE).status_code == 200


def test_a_session_from_before_is_worth_nothing(officer: Account) -> None:
    """Fixation: whoever planted a session does not share what it becomes."""
    planted = browser()
    session = planted.session
    session.save()
    key = str(session.session_key)
    client = browser()
    client.cookies["sessionid"] = planted.cookies["sessionid"] = key
    knocked(officer, client)
    assert client.session.session_key != key
    assert inside(client)
    assert not inside(planted)


def test_half_a_sign_in_is_none(head: Account) -> None:
    """The right password alone opens no page, and does not count as a proof."""
    client = knocked(head)
    assert not inside(client)
    for path in (OWN, AGAIN, "/sign/own/codes"):
        assert client.get(path).headers["Location"].startswith(IN)
    assert not Sitting.objects.exists()


def test_the_second_proof_completes_it(head: Account) -> None:
    """And gives the session another key."""
    client = knocked(head)
    before = client.session.session_key
    client.post(SECOND, {"code": code()})
    assert inside(client)
    assert client.session.session_key != before


def test_a_second_proof_without_the_first_is_none(head: Account) -> None:
    """There is no way around the password."""
    client = browser()
    assert client.post(SECOND, {"code": code()}).headers["Location"].startswith(IN)
    assert not inside(client)
    assert head.has_second_proof


def test_half_a_sign_in_does_not_wait_for_ever(head: Account) -> None:
    """Somebody who went away from a shared machine left nothing behind."""
    client = knocked(head)
    session = client.session
    session["half_in"] = {**session["half_in"], "at": time.time() - 301}
    session.save()
    client.post(SECOND, {"code": code()})
    assert not inside(client)


def test_a_used_code_does_not_let_in_a_second_browser(head: Account) -> None:
    """Also where both know the password."""
    used = code()
    first, second = knocked(head), knocked(head)
    for client in (first, second):
        client.post(SECOND, {"code": used})
    assert inside(first)
    assert not inside(second)


def signed_in(head: Account, steps: int = 0) -> Client:
    """A browser in which they are signed in with both proofs."""
    client = knocked(head)
    client.post(SECOND, {"code": code(steps)})
    return client


def stepped_up(client: Client) -> bool:
    """Whether an action that asks for it is open: the page that heads approve on."""
    stamp = client.session.get(STEPPED_UP_AT, 0)
    return bool(stamp)


def test_signing_in_is_not_proving_once_more(head: Account) -> None:
    """What is published an hour into the shift asks anew, and so does what comes at once."""
    assert not stepped_up(signed_in(head))


def test_a_code_proves_once_more(head: Account) -> None:
    """And goes back to where one came from."""
    client = signed_in(head, -1)
    answer = client.post(f"{AGAIN}?next=/here", {"code": code(), "next": "/here"})
    assert answer.headers["Location"] == "/here"
    assert stepped_up(client)


@pytest.mark.parametrize(
    "sent",
    [
        {"password": PASSWORD},
        {"code": ""},
        {"code": "000000"},
        {"stepped_up_at": str(time.time())},
        {"password": PASSWORD, "code": "000000"},
    ],
    ids="-".join,
)
@pytest.mark.parametrize("path", [AGAIN, "/sign/again/prove"])
def test_nothing_less_proves_once_more(head: Account, sent: dict[str, str], path: str) -> None:
    """Whoever has a second proof has to show it: the password does not do."""
    client = signed_in(head)
    client.post(path, sent)
    assert not stepped_up(client)


def test_without_a_second_proof_nothing_is_proved_once_more(officer: Account) -> None:
    """The page says what to add; a password sent to it anyway changes nothing."""
    client = knocked(officer)
    answer = client.post(AGAIN, {"password": PASSWORD})
    assert "A passkey or an app is needed" in answer.content.decode()
    assert not stepped_up(client)


@override_settings(STEP_UP_BY_PASSWORD=True)
def test_a_setting_lets_a_password_do_until_there_is_more(officer: Account) -> None:
    """A centre that begins can work; whoever adds an app has to use it from then on."""
    client = knocked(officer)
    client.post(AGAIN, {"password": PASSWORD})
    assert stepped_up(client)


def test_a_proof_of_one_browser_is_not_that_of_another(head: Account) -> None:
    """It belongs to the session in which it was given."""
    other = signed_in(head, -1)
    mine = signed_in(head)
    mine.post(AGAIN, {"code": code(1)})
    assert stepped_up(mine)
    assert not stepped_up(other)


@pytest.mark.parametrize("seconds", [-1, 601])
def test_a_proof_ends_after_ten_minutes(account: Make, seconds: int) -> None:
    """And one of the future, which a clock that was put back leaves behind, is none."""
    operator = account(Role.OPERATOR)
    CodeApp.objects.create(account=operator, sealed=codes.seal(SECRET, operator.id), made_at=NOON)
    client = signed_in(operator)
    session = client.session
    session[STEPPED_UP_AT] = time.time() - (seconds if seconds > 0 else -60)
    session.save()
    assert client.get("/sign/people/admit").headers["Location"].startswith(AGAIN)
    session[STEPPED_UP_AT] = time.time() - 590
    session.save()
    assert client.get("/sign/people/admit").status_code == 200


@pytest.mark.parametrize("column", ["began_at", "seen_at"])
def test_a_sitting_ends_by_itself(officer: Account, column: str) -> None:
    """After a shift however busy, after an hour without a touch."""
    client = knocked(officer)
    hours = dt.timedelta(hours=13 if column == "began_at" else 2)
    Sitting.objects.update(**{column: dt.datetime.now(dt.UTC) - hours})
    assert not inside(client)
    assert Sitting.objects.get().ended_at


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(officer: Account) -> None:
    """A screen that was left alone must not stay open because it looks for news."""
    client = knocked(officer)
    while_ago = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=30)
    Sitting.objects.update(seen_at=while_ago)
    client.get(PAGE, headers={"X-Unattended": "1"})
    assert Sitting.objects.get().seen_at == while_ago
    client.get(PAGE)
    assert Sitting.objects.get().seen_at > while_ago


def test_signing_out_ends_it_on_the_server(officer: Account) -> None:
    """A cookie that somebody kept opens nothing afterwards."""
    client = knocked(officer)
    kept = client.cookies["sessionid"].value
    client.post("/sign/out")
    thief = browser()
    thief.cookies["sessionid"] = kept
    assert not inside(thief)


def test_signing_out_everywhere_ends_all(officer: Account) -> None:
    """Also where somebody else sits."""
    here, there = knocked(officer), knocked(officer)
    here.post("/sign/out/everywhere")
    assert not inside(here)
    assert not inside(there)


def test_one_sitting_can_be_ended_from_another(officer: Account, head: Account) -> None:
    """One's own, and nobody else's."""
    here, there = knocked(officer), knocked(officer)
    last = Sitting.objects.filter(account=officer).latest("began_at")
    signed_in(head).post(f"/sign/own/sitting/{last.id}/end")
    assert inside(there)
    here.post(f"/sign/own/sitting/{last.id}/end")
    assert inside(here)
    assert not inside(there)


def test_a_new_password_ends_every_other_sitting(officer: Account) -> None:
    """Whoever had the old one is out."""
    here, there = knocked(officer), knocked(officer)
    new = "another one that is long enough"
    here.post("/sign/own/password", {"password": new, "once_more": new})
    assert inside(here)
    assert not inside(there)
    assert not inside(knocked(officer))
    assert inside(knocked(officer, password=new))


def test_a_dismissed_person_is_out_at_once(officer: Account) -> None:
    """With the next request, whatever their session says."""
    client = knocked(officer)
    Account.objects.update(is_active=False)
    assert not inside(client)


def test_a_forged_form_is_refused(officer: Account) -> None:
    """Every form carries its token, sign-in and sign-out too."""
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    sent = {"username": officer.username, "password": PASSWORD}
    for path in (IN, "/sign/out", "/sign/in/passkey/ask", "/sign/own/passkey"):
        assert client.post(path, sent).status_code == 403


def test_nothing_is_signed_out_by_a_picture(officer: Account) -> None:
    """What changes something is not done by GET."""
    client = knocked(officer)
    for path in ("/sign/out", "/sign/out/everywhere", "/sign/own/codes/remove"):
        assert client.get(path).status_code == 405
    assert inside(client)


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example/x", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_leads_nowhere_else(officer: Account, to: str) -> None:
    """A link to us must not end at a page that looks like us."""
    sent = {"username": officer.username, "password": PASSWORD, "next": to}
    assert browser().post(IN, sent).headers["Location"] == "/"


def test_a_forged_host_is_refused() -> None:
    """Links that we make lead to us."""
    assert Client(SERVER_NAME="evil.example").get(IN).status_code == 400


def test_nobody_learns_which_names_there_are(officer: Account) -> None:
    """No such name, a wrong password, a dismissed account: the same words, the same status."""
    Account.objects.filter(id=officer.id).update(is_active=False)
    answers = [
        browser().post(IN, {"username": name, "password": password})
        for name, password in (
            ("nobody", "x"),
            (officer.username, "x"),
            (officer.username, PASSWORD),
        )
    ]
    told = {(one.status_code, one.content.decode().count("do not go together")) for one in answers}
    assert told == {(200, 1)}


def test_too_many_tries_are_told_with_the_time_to_wait(officer: Account) -> None:
    """429 with Retry-After, for a name that is there as for one that is not."""
    for name in (officer.username, "nobody"):
        for _ in range(10):
            knocked(Account(username=name), password=WRONG)
        answer = browser().post(IN, {"username": name, "password": PASSWORD})
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_a_stranger_does_not_shut_out_a_browser_that_is_known(officer: Account) -> None:
    """Whoever guesses elsewhere empties a bucket that is not the officer's own."""
    desk = knocked(officer)
    desk.post("/sign/out")
    for _ in range(11):
        knocked(officer, password=WRONG)
    assert not inside(knocked(officer))
    assert inside(knocked(officer, desk))
