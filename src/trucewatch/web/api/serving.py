"""How an operation is served: the policy first, then the token's scope, then parameters, then it.

Modules that use this have no `from __future__ import annotations`: types of parameters are read
from the functions themselves when they are registered.
"""

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from trucewatch.domain.access import Decision, Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.service.policy import decide
from trucewatch.service.refusals import Denied
from trucewatch.service.tokens import PROVES, Scope
from trucewatch.web.api.schemas import Trouble
from trucewatch.web.bearing import scopes_of
from trucewatch.web.person import answer, person_of

ROUTER = Router()
"""One for all: the methods of one address have to be served together."""
View = Callable[..., Any]
REFUSALS = frozenset({400, 401, 403, 404, 409, 422, 429, 503})
"""What any operation may answer beside what it is for."""


def serves(
    method: str,
    path: str,
    *,
    action: str,
    answers: Any,
    scope: Scope = Scope.READ,
    status: int = HTTPStatus.OK,
    extra: dict[str, Any] | None = None,
) -> Callable[[View], View]:
    """Serve a function as an operation.

    Args:
        action: of the policy; what nobody may do with anything they may not try here.
        answers: schema of its answer, or schemas by status.
        scope: that a token needs.
        extra: of its description in OpenAPI.
    """
    told = answers if isinstance(answers, dict) else {int(status): answers}

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **given: Any) -> Any:
            permit(request, action, scope)
            only(request, known)
            made = view(request, **given)
            return made if isinstance(made, HttpResponse) else Status(int(status), made)

        vars(guarded)["__signature__"] = inspect.signature(view, eval_str=True)
        ROUTER.add_api_operation(
            path,
            [method],
            guarded,
            response={**told, REFUSALS: Trouble},
            operation_id=view.__name__,
            tags=[view.__module__.rpartition(".")[2]],
            openapi_extra={"x-action": action, "x-scope": scope.value, **(extra or {})},
        )
        known = _query_names(path)
        return view

    return decorate


def permit(request: HttpRequest, action: str, scope: Scope) -> Person:
    """The person who asks, where the policy lets them try and their token is for it.

    Raises:
        Denied: it does not, or it is not.
    """
    person, scopes = person_of(request), scopes_of(request)
    if scopes is not None and scope in PROVES & scopes:
        person = replace(person, stepped_up=True)
    found = tried(person, action)
    if not found.allow:
        raise Denied(action, found)
    if scopes is not None and scope not in scopes:
        raise Denied(action, Decision(allow=False, reason=f"scope {scope}"))
    return person


def tried(person: Person, action: str) -> Decision:
    """What the policy says of a thing that is shared, public or of the person's own side.

    Of whose side a thing is, the verb sees; who may do it with none is turned away before that.
    """
    found = answer(person, action)
    return (
        found
        if found.allow
        else max(
            (found, decide(person, action, Resource(side=person.side))),
            key=lambda one: (one.allow, one.reason == "step_up"),
        )
    )


def only(request: HttpRequest, names: frozenset[str]) -> None:
    """Go on where every parameter is known.

    Raises:
        InvalidValue: one is not; a mistyped filter would otherwise show too much.
    """
    for name in request.GET:
        if name not in names:
            remedy = f"write one of {', '.join(sorted(names))}" if names else "leave it out"
            raise InvalidValue("is no parameter", where=name[:128], remedy=remedy)


def _query_names(path: str) -> frozenset[str]:
    """Names of the query parameters of the operation that was added last at a path."""
    operation = ROUTER.path_operations[path].operations[-1]
    return frozenset(
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    )
