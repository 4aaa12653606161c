"""Who asks, and whether a page is for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

from trucewatch.domain.access import PUBLIC, Audience, Decision, Person, Resource
from trucewatch.service.exercise.course import exercise_of
from trucewatch.service.policy import decide, furthest
from trucewatch.service.refusals import Denied
from trucewatch.service.taking_part import is_offered, offered
from trucewatch.storage.people.models import Account
from trucewatch.web.centre import centre
from trucewatch.web.refusing import turn_away

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
STEP_UP_S = 10 * 60
"""How long somebody counts as having proved themselves once more."""
STEPPED_UP_AT = "stepped_up_at"
TOKEN = "trucewatch.token"  # noqa: S105 - where a request keeps it; no header comes out so
ANY = {"public": Resource(audience=Audience.PUBLIC), "shared": Resource()}


def account_of(request: HttpRequest) -> Account:
    """The account whose session it is.

    Raises:
        Denied: nobody is signed in.
    """
    account = getattr(request, "user", None)
    if not isinstance(account, Account) or not account.is_active:
        raise Denied("sign.in", Decision(allow=False, reason="not_signed_in"))
    return account


def person_of(request: HttpRequest) -> Person:
    """The person whose session it is; nobody in particular where nobody is signed in."""
    try:
        account = account_of(request)
    except Denied:
        return PUBLIC
    if TOKEN in request.META:
        return account.person()  # a program proves nothing once more
    fresh = 0 <= time.time() - request.session.get(STEPPED_UP_AT, 0) < STEP_UP_S
    return account.person(stepped_up=fresh)


def things() -> list[Resource]:
    """What an action may be with: something shared or public, or the exercise that this is."""
    return [*ANY.values(), *exercise_of(centre())]


def answer(person: Person, action: str) -> Decision:
    """What the policy says of one of these things: the answer that goes furthest."""
    return furthest(decide(person, action, one) for one in things())


class may(Mapping[str, bool]):  # noqa: N801 - read in templates as in `may.call_log`
    """Whether a person may take an action with a thing that is shared or public.

    Who is of a delegation that does not take part may do no more than read. In templates the dot
    of an action is an underscore: `{% if may.call_log %}`. An action for which they would only have
    to prove themselves once more counts: its button asks for that.
    """

    def __init__(self, person: Person) -> None:
        self._person = person

    def __getitem__(self, name: str) -> bool:
        return is_offered(self._person, name.replace("_", ".", 1), *things())

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def allowed(action: str) -> Callable[[View], View]:
    """A page for those alone who may take `action`.

    Others are asked to sign in, or to prove themselves once more, and come back; or are refused.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            found = offered(person_of(request), action, *things())
            if found.allow:
                return view(request, *args, **named)
            return turn_away(request, Denied(action, found))

        return cast("View", asked)

    return decorate


def signed_in(view: View) -> View:
    """A page for everybody who is signed in."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        try:
            account_of(request)
        except Denied as denied:
            return turn_away(request, denied)
        return view(request, *args, **named)

    return cast("View", asked)
