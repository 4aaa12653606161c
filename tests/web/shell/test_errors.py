"""What somebody sees where a page cannot be shown, and what they never see."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from trucewatch.domain.access import Role
from trucewatch.service.centre import Centre
from trucewatch.storage.people.models import Account
from trucewatch.web import urls
from trucewatch.web.pages.shell import errors
from web_world import PASSWORD

SECRET = "a-word-of-the-trace"  # noqa: S105 - what must not show
HOST = "localhost"


def failing(request: HttpRequest) -> HttpResponse:
    """A page with a fault."""
    del request
    raise RuntimeError(SECRET)


urlpatterns = [*urls.urlpatterns, path("failing", failing)]
handler500 = "trucewatch.web.pages.shell.errors.failed"


@pytest.fixture
def visitor(centre: Centre) -> Client:
    """Somebody's browser that is not signed in; faults come as pages."""
    del centre
    return Client(enforce_csrf_checks=True, raise_request_exception=False, SERVER_NAME=HOST)


def words(page: bytes) -> str:
    """The page as text."""
    return page.decode()


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Something failed here"), ("ru", "Произошёл сбой"), ("ar", "حدث خلل هنا")],
)
def test_a_fault_is_told_without_its_trace(visitor: Client, language: str, heading: str) -> None:
    """In the language of the reader, with two ways out."""
    visitor.cookies["django_language"] = language
    with override_settings(ROOT_URLCONF=__name__):
        answer = visitor.get("/failing")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert heading in words(answer.content)
    assert SECRET not in words(answer.content)
    assert 'href="/failing"' in words(answer.content)
    assert 'href="/"' in words(answer.content)


def test_a_form_from_elsewhere_is_not_taken(visitor: Client) -> None:
    """And whoever only waited too long reads what to do."""
    answer = visitor.post("/language", {"language": "ar"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "This page was open for too long" in words(answer.content)


def test_what_a_role_may_not_do_is_told(centre: Centre, account: Callable[..., Account]) -> None:
    """Who one is stands below it, so that the wrong account is noticed."""
    del centre
    client = Client(SERVER_NAME=HOST)
    client.login(username=account(Role.OPERATOR).username, password=PASSWORD)
    request = client.get("/").wsgi_request
    answer = errors.refused(request)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "You are signed in as Operator." in words(answer.content)


def test_a_damaged_request_is_told(visitor: Client) -> None:
    """As what it is, with a way out."""
    answer = errors.bad_request(visitor.get("/sign/in").wsgi_request)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "This was not understood" in words(answer.content)


def test_errors_are_kept_by_no_cache(visitor: Client) -> None:
    """A page that is refused today may be open tomorrow."""
    assert visitor.get("/no/such/page")["Cache-Control"] == "no-store"
