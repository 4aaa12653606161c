"""Who asks, and whether a page is for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from trucewatch.domain.access import PUBLIC, Audience, Person, Resource
from trucewatch.service.policy import decide
from trucewatch.storage.people.models import Account

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
STEP_UP_S = 10 * 60
"""How long somebody counts as having proved themselves once more."""
STEPPED_UP_AT = "stepped_up_at"
ANY = {"public": Resource(audience=Audience.PUBLIC), "shared": Resource()}


def person_of(request: HttpRequest) -> Person:
    """The person whose session it is; nobody in particular where nobody is signed in."""
    account = getattr(request, "user", None)
    if not isinstance(account, Account) or not account.is_active:
        return PUBLIC
    fresh = time.time() - request.session.get(STEPPED_UP_AT, 0) < STEP_UP_S
    return account.person(stepped_up=fresh)


class may(Mapping[str, bool]):  # noqa: N801 - read in templates as in `may.call_log`
    """Whether a person may take an action with a thing that is shared or public.

    In templates the dot of an action is an underscore: `{% if may.call_log %}`.
    """

    def __init__(self, person: Person) -> None:
        self._person = person

    def __getitem__(self, name: str) -> bool:
        action = name.replace("_", ".", 1)
        return any(decide(self._person, action, one).allow for one in ANY.values())

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def allowed(action: str) -> Callable[[View], View]:
    """A page for those alone who may take `action`; others are asked to sign in, or refused."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            person = person_of(request)
            if may(person)[action.replace(".", "_", 1)]:
                return view(request, *args, **named)
            if person.id:
                raise PermissionDenied(action)
            return redirect_to_login(request.get_full_path())

        return cast("View", asked)

    return decorate
