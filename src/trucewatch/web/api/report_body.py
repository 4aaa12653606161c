"""Reports handed in by programs: what `POST /api/v1/reports` takes and answers."""

from __future__ import annotations

import base64
import datetime as dt
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.service import reports as verbs
from trucewatch.storage.refusals import KeyReused
from trucewatch.text.inspection.inspect import LARGEST_BYTES
from trucewatch.web.api.answers import refused, told
from trucewatch.web.centre import centre
from trucewatch.web.person import person_of

JSON_TYPE, FORM_TYPE = "application/json", "multipart/form-data"
BESIDE = ("source", "published")
"""What is told of a report, in either form."""
LONGEST_NAME = 128
_handled: set[str] = set()
_lock = threading.Lock()


def take(request: HttpRequest, key: str) -> HttpResponse:
    """Take one report in: 201 with its receipt, 200 with the same receipt where it came before."""
    try:
        person = person_of(request)
        with _alone(f"api:{person.id}:{key}") as own:
            raw, arrival = _told(request)
            got = verbs.take_in(centre(), person, raw, arrival, key=own)
    except Refusal as refusal:
        return _refused(refusal)
    except RequestDataTooBig:
        return told(413, "too_large", "JSON of more than 2 MB", "send it as a file")
    receipt = {"id": got.report, "seq": got.seq, "proof": base64.b64encode(got.proof).decode()}
    answer = JsonResponse(receipt, status=200 if got.repeated else 201)
    answer["Location"] = reverse("api:get_report", args=[got.report])
    return answer


class InProgress(Refusal):
    """The same key is being handled at this moment."""

    code = "in_progress"


class TooLarge(Refusal):
    """A file of more than is taken."""

    code = "too_large"


STATUS: Mapping[type[Refusal], int] = {
    InProgress: 409,
    KeyReused: 422,
    TooLarge: 413,
    InvalidValue: 400,
}


def _refused(refusal: Refusal) -> HttpResponse:
    status = next((of for kind, of in STATUS.items() if isinstance(refusal, kind)), None)
    if status is None:
        return refused(refusal)
    answer = told(status, refusal.code, refusal.what, refusal.remedy, where=refusal.where)
    if status == STATUS[InProgress]:
        answer["Retry-After"] = "1"
    return answer


@contextmanager
def _alone(key: str) -> Iterator[str]:
    """One request a key at a time; the record itself makes sure that none is doubled."""
    with _lock:
        if key in _handled:
            raise InProgress("this key is being handled", remedy="ask again in a second")
        _handled.add(key)
    try:
        yield key
    finally:
        with _lock:
            _handled.discard(key)


def _told(request: HttpRequest) -> tuple[bytes, verbs.Arrival]:
    """The bytes, and what is told of them."""
    if request.content_type == FORM_TYPE:
        file = request.FILES.get("file")
        if file is None:
            raise InvalidValue("there is no field `file`", remedy="send the report as `file`")
        raw, given = file.read(), request.POST.dict()
        _require_known(given, BESIDE)
        name, media_type = file.name or "", (file.content_type or "").lower()
    elif request.content_type == JSON_TYPE:
        given = _json(request.body)
        _require_known(given, ("text", "name", *BESIDE))
        raw = given.get("text", "").encode("utf-8", "replace")
        name, media_type = given.get("name", ""), "text/plain"
        if not raw:
            raise InvalidValue("there is no member `text`", remedy="send the words as `text`")
    else:
        raise InvalidValue(
            f"the content is neither {FORM_TYPE} nor {JSON_TYPE}", remedy="send one of them"
        )
    if len(raw) > LARGEST_BYTES:
        raise TooLarge(f"more than {LARGEST_BYTES} bytes", remedy="send it in smaller parts")
    return raw, verbs.Arrival(
        name=name,
        media_type=media_type,
        channel="api",
        source=str(given.get("source", "")),
        published=_day(str(given.get("published", ""))),
    )


def _require_known(given: Mapping[str, object], names: tuple[str, ...]) -> None:
    for name in given:
        if name not in names:
            remedy = f"write one of {', '.join(names)}"
            raise InvalidValue("is no member of a report", where=name[:LONGEST_NAME], remedy=remedy)


def _json(raw: bytes) -> dict[str, str]:
    try:
        told: Any = json.loads(raw)
    except (ValueError, RecursionError) as err:
        raise InvalidValue("the body is no JSON", remedy="send a JSON object") from err
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise InvalidValue("the body is no object of texts", remedy='as in {"text": "…"}')
    return told


def _day(told: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(told) if told else None
    except ValueError as err:
        raise InvalidValue("`published` is no day", remedy="write it as in 2016-05-03") from err
