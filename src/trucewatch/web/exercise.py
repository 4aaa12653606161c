"""The mark of an exercise on everything that leaves this site: pages, answers, files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from trucewatch.web.centre import centre

HEADER = "Trucewatch-Exercise"
FILE = 'filename="'


class Exercise:
    """In an exercise, says so in a header of every answer and in the name of every file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, marked."""
        answer = self._next(request)
        home = centre().home
        if home.is_exercise:
            answer[HEADER] = home.origin
            told = answer.get("Content-Disposition", "")
            if told:
                answer["Content-Disposition"] = told.replace(FILE, f"{FILE}EXERCISE-", 1)
        return answer


def in_exercise() -> bool:
    """Whether this site is that of an exercise."""
    return centre().home.is_exercise


def time_shown() -> dt.datetime | None:
    """What the clock of the exercise shows; None in a centre, whose clock is everybody's."""
    return centre().clock() if in_exercise() else None


class MarkedAPI(NinjaAPI):
    """The API, whose description is titled as that of an exercise where it is one."""

    def get_openapi_schema(self, **named: Any) -> OpenAPISchema:
        """The description of all operations."""
        told = super().get_openapi_schema(**named)
        if in_exercise():
            told["info"]["title"] = f"EXERCISE {told['info']['title']}"
        return told
