"""Reports handed in by programs: `POST /api/v1/reports`, and what became of one."""

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
from django.views.decorators.http import require_GET, require_POST

from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.service import reports as verbs
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.sight import seen
from trucewatch.storage.documents import content
from trucewatch.storage.refusals import KeyReused
from trucewatch.storage.submission import KEY
from trucewatch.text.inspection.inspect import LARGEST_BYTES
from trucewatch.web.bearing import scopes_of
from trucewatch.web.centre import centre
from trucewatch.web.person import person_of

JSON_TYPE, FORM_TYPE = "application/json", "multipart/form-data"
LONGEST_KEY = 100
_handled: set[str] = set()
_lock = threading.Lock()


@require_POST
def reports(request: HttpRequest) -> HttpResponse:
    """Take one report in: 201 with its receipt, 200 with the same receipt where it came before."""
    try:
        person = person_of(request)
        _require_scope(request, "report.receive")
        key = _key(request)
        with _alone(f"api:{person.id}:{key}") as own:
            raw, arrival = _told(request)
            got = verbs.take_in(centre(), person, raw, arrival, key=own)
    except Refusal as refusal:
        return _refused(refusal)
    except RequestDataTooBig:
        return _answer(413, "too_large", "JSON of more than 2 MB", "send it as a file")
    receipt = {"id": got.report, "seq": got.seq, "proof": base64.b64encode(got.proof).decode()}
    answer = JsonResponse(receipt, status=200 if got.repeated else 201)
    answer["Location"] = reverse("reports-api:report", args=[got.report])
    return answer


@require_GET
def report(request: HttpRequest, report: str) -> HttpResponse:
    """What became of one."""
    try:
        _require_scope(request, "record.see")
        stands = seen(person_of(request), report)
        if getattr(stands, "kind", "") != "report":
            raise NotThere("no such report")
    except Refusal as refusal:
        return _refused(refusal)
    body = content(stands)
    names = ("state", "name", "channel", "source", "published", "size", "kind", "reasons")
    told = {name: body[name] for name in (*names, "remarks", "part_of", "reading") if name in body}
    return JsonResponse({"id": report, "version": stands.version, "seq": stands.seq, **told})


class InProgress(Refusal):
    """The same key is being handled at this moment."""

    code = "in_progress"


class TooLarge(Refusal):
    """A file of more than is taken."""

    code = "too_large"


class Unscoped(Refusal):
    """The token is not good for this."""

    code = "scope"


STATUS: Mapping[type[Refusal], int] = {
    InProgress: 409,
    KeyReused: 422,
    TooLarge: 413,
    Unscoped: 403,
    NotThere: 404,
    InvalidValue: 400,
}


def _refused(refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, Denied):
        status = 401 if refusal.decision.reason == "not_signed_in" else 403
    else:
        status = next((of for kind, of in STATUS.items() if isinstance(refusal, kind)), 503)
    answer = _answer(status, refusal.code, refusal.what, refusal.remedy)
    if status in (409, 503):
        answer["Retry-After"] = "1"
    return answer


def _answer(status: int, code: str, what: str, remedy: str) -> HttpResponse:
    return JsonResponse({"code": code, "what": what, "remedy": remedy}, status=status)


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


def _key(request: HttpRequest) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        what = f"the header Idempotency-Key is not 1 to {LONGEST_KEY} visible ASCII characters"
        remedy = "make one random key for each report and send it again with every repetition"
        raise InvalidValue(what, remedy=remedy)
    return key


def _require_scope(request: HttpRequest, scope: str) -> None:
    scopes = scopes_of(request)
    if scopes is not None and scope not in scopes:
        raise Unscoped(f"the token is not good for {scope}", remedy="make one that is")


def _told(request: HttpRequest) -> tuple[bytes, verbs.Arrival]:
    """The bytes, and what is told of them."""
    if request.content_type == FORM_TYPE:
        file = request.FILES.get("file")
        if file is None:
            raise InvalidValue("there is no field `file`", remedy="send the report as `file`")
        raw, told = file.read(), request.POST.dict()
        name, media_type = file.name or "", (file.content_type or "").lower()
    elif request.content_type == JSON_TYPE:
        told = _json(request.body)
        raw = told.get("text", "").encode("utf-8", "replace")
        name, media_type = told.get("name", ""), "text/plain"
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
        source=str(told.get("source", "")),
        published=_day(str(told.get("published", ""))),
    )


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
