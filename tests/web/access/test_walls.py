"""What surrounds every page: limits, headers, ways to what is missing, pages without notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from access_urls import urlpatterns as with_documents
from access_world import NOON
from trucewatch.domain.access import Role, Side
from trucewatch.domain.buckets import Allowance, Level, take
from trucewatch.service import notes
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import permit
from trucewatch.storage.people.models import Account
from trucewatch.web import limits
from trucewatch.web.person import ANY, allowed, person_of

Make = Callable[..., Account]


@allowed("export.make")
def export(request: HttpRequest) -> HttpResponse:
    """Asks for a second proof."""
    return HttpResponse(f"exported by {person_of(request).id}")


def verb(request: HttpRequest) -> HttpResponse:
    """A page whose verb is refused."""
    permit(person_of(request), "export.make", ANY["shared"])
    return HttpResponse("exported")


def nowhere(request: HttpRequest) -> HttpResponse:
    """A page whose verb knows no such thing."""
    raise NotThere(f"no such thing as {request.path}")


urlpatterns = [
    *with_documents,
    path("export", export),
    path("verb", verb),
    path("nowhere", nowhere),
    path("public/report", lambda _: HttpResponse("taken")),
    path("hotline/call", lambda _: HttpResponse("noted")),
]
HERE = override_settings(ROOT_URLCONF=__name__)


def client(account: Account | None = None) -> Client:
    """Somebody's browser."""
    made = Client(SERVER_NAME="localhost")
    if account:
        made.force_login(account)
    return made


def beside(other: Client) -> Client:
    """Another browser at the same server, which is what counts."""
    made = client()
    made.handler = other.handler
    return made


@HERE
@pytest.mark.parametrize("address", ["/export", "/verb"])
def test_what_is_missing_is_asked_for(account: Make, address: str) -> None:
    """Sign-in, a second proof, or nothing that would help; from a page as from a verb."""
    analyst = client(account(Role.ANALYST)).get(f"{address}?a=1")
    assert analyst.headers["Location"] == f"/sign/again?next={address.replace('/', '%2F')}%3Fa%3D1"
    nobody = client().get(address)
    assert nobody.headers["Location"].startswith("/sign/in?next=")
    assert client(account(Role.DUTY_OFFICER)).get(address).status_code == 403


@HERE
def test_htmx_is_sent_with_the_page_it_shows(account: Make) -> None:
    """A redirect of a part would put the sign-in page into a table cell."""
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/list?page=2"}
    answer = client(account(Role.ANALYST)).post("/verb", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == "/sign/again?next=%2Flist%3Fpage%3D2"


@HERE
def test_what_was_sent_leads_back_to_its_page_and_not_elsewhere(account: Make) -> None:
    """A form that was sent is not a page one can come back to; nor is a page of another site."""
    analyst = client(account(Role.ANALYST))
    for seen, to in (
        ("http://localhost/list", "%2Flist"),
        ("http://evil.example/x", "%2F"),
        ("", "%2F"),
    ):
        answer = analyst.post("/verb", headers={"Referer": seen})
        assert answer.headers["Location"] == f"/sign/again?next={to}"


@HERE
def test_a_thing_that_is_not_there_is_an_address_that_is_not_there(account: Make) -> None:
    """The two answer alike."""
    officer = client(account(Role.DUTY_OFFICER))
    assert officer.get("/nowhere").status_code == officer.get("/no-such-page").status_code == 404


@HERE
def test_a_flood_is_not_felt_on_the_hotline(account: Make) -> None:
    """The public form answers 429 with the time to wait; calls are noted all the while."""
    officer = client(account(Role.DUTY_OFFICER))
    flood = beside(officer)
    answers = [flood.get("/public/report").status_code for _ in range(60)]
    assert answers[:30] == [200] * 30
    assert answers[-1] == 429
    assert 1 <= int(flood.get("/public/report").headers["Retry-After"]) <= 2
    assert [officer.get("/hotline/call").status_code for _ in range(60)] == [200] * 60


@HERE
def test_a_flood_from_many_addresses_is_a_flood(account: Make) -> None:
    """All strangers together have one bucket; whoever is signed in is none of them."""
    officer = client(account(Role.DUTY_OFFICER))
    flood = beside(officer)
    addresses = [f"10.0.{n // 250}.{n % 250}" for n in range(340)]
    answers = [flood.get("/public/report", REMOTE_ADDR=at).status_code for at in addresses]
    assert answers.count(429) > 0
    assert officer.get("/hotline/call").status_code == 200


def test_nothing_is_read_of_what_comes_too_often(
    account: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A body that would be refused for its size is not looked at."""
    del account
    # Fills so slowly that however slow the machine is, nothing comes back in between.
    monkeypatch.setitem(limits.ALLOWANCES, "door", Allowance(most=5, one_in_s=10_000))
    flood = client()
    body = b"x" * (3 * 1024 * 1024)
    kinds = {
        flood.post("/sign/in", body, content_type="application/x-www-form-urlencoded").status_code
        for _ in range(9)
    }
    assert kinds == {400, 429}


def test_a_bucket_fills_with_time_and_no_further() -> None:
    """Whatever the clock does, nobody is shut out and nobody gains."""
    few = Allowance(most=2, one_in_s=10)
    assert take(few, Level(0, 100), 105) == (Level(0.5, 105), 5.0)
    assert take(few, Level(0, 100), 1e9)[0].left == 1
    assert take(few, Level(1, 100), 50) == (Level(0, 100), 0.0)


def test_buckets_are_forgotten_before_memory_ends() -> None:
    """The ones that nobody asked for longest."""
    buckets = limits.Buckets()
    for n in range(limits.MOST_BUCKETS + 10):
        buckets.wait_s(f"b{n}", Allowance(1, 1000))
    assert len(buckets._levels) == limits.MOST_BUCKETS
    assert buckets.wait_s("b0", Allowance(1, 1000)) == 0.0
    assert buckets.wait_s(f"b{limits.MOST_BUCKETS}", Allowance(1, 1000)) > 0


@pytest.mark.parametrize("address", ["/sign/in", "/", "/no-such-page", "/sign/own"])
def test_every_answer_carries_the_headers(account: Make, address: str) -> None:
    """Pages, redirects and errors; no page of somebody who is signed in is kept."""
    for one in (client(), client(account(Role.DUTY_OFFICER))):
        told = one.get(address).headers
        assert told["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in told["Content-Security-Policy"]
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["X-Frame-Options"] == "DENY"
        assert told["Referrer-Policy"] == "same-origin"
        assert told["Cache-Control"] == "no-store"
        assert "Strict-Transport-Security" not in told


@override_settings(HSTS_S=31536000)
def test_tls_is_asked_for_where_a_setting_says_so(account: Make) -> None:
    """By the setting alone, since it cannot be taken back."""
    del account
    assert client().get("/sign/in").headers["Strict-Transport-Security"] == "max-age=31536000"


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> list[str]:
    """Every address of the site that needs no more than itself."""
    found = []
    for one in patterns:
        at = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += _addresses(one.url_patterns, at)
        elif "<" not in at:
            found.append(at)
    return found


@override_settings(LIMITS=False)
def test_no_page_of_the_operator_or_the_other_side_shows_a_note(
    centre: Centre, account: Make
) -> None:
    """Whatever pages there are: each is opened by everybody who is not of the delegation."""
    del centre
    officer = account(Role.DELEGATION_OFFICER, Side.A)
    notes.write(officer.person(), "incident-1", "planted-words-of-a", NOON)
    others = [Role.OPERATOR, Role.DUTY_OFFICER, Role.ANALYST, Role.FACILITATOR]
    accounts = [account(role) for role in others] + [account(Role.DELEGATION_HEAD, Side.B)]
    addresses = _addresses(get_resolver().url_patterns)
    assert "/health/" in addresses
    opened = 0
    for somebody in accounts:
        theirs = client(somebody)
        for address in addresses:
            answer = theirs.get(address)
            opened += answer.status_code == 200
            assert b"planted-words" not in b"".join(answer)
    assert opened > len(accounts)
