"""What people do with a finding in the room: word it, answer it, give their own text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trucewatch.domain.access import Side
from trucewatch.domain.case import Outcome
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.measure import MeasureKind
from trucewatch.domain.position import plain
from trucewatch.domain.wording import Answer, ProposedMeasure, Reply
from trucewatch.service.review import findings
from trucewatch.service.review.findings import Room
from trucewatch.web.centre import centre
from trucewatch.web.pages.room.views import done
from trucewatch.web.person import allowed, person_of

Form = Mapping[str, str]


@require_POST
@allowed("case.see")
def word(request: HttpRequest, subject: str, what: str) -> HttpResponse:
    """One step of the wording, as `ACTS` names it."""
    act = ACTS.get(what)
    if act is None:
        return HttpResponse(status=404)
    form = {name: str(value) for name, value in request.POST.items()}
    room = Room(centre(), person_of(request), subject, form.get("case", ""))
    return done(request, subject, lambda: act(room, form))


def _add(room: Room, form: Form) -> None:
    findings.add(room, plain(form.get("text", "")), key=form.get("key", ""))


def _change(room: Room, form: Form) -> None:
    findings.change(room, form.get("line", ""), form.get("seen", ""), plain(form.get("text", "")))


def _drop(room: Room, form: Form) -> None:
    findings.drop(room, form.get("line", ""), form.get("seen", ""))


def _accept(room: Room, form: Form) -> None:
    findings.answer(room, form.get("line", ""), form.get("seen", ""), Reply(Answer.ACCEPTED))


def _object(room: Room, form: Form) -> None:
    said = Reply(Answer.OBJECTED, plain(form.get("words", "")))
    findings.answer(room, form.get("line", ""), form.get("seen", ""), said)


def _account(room: Room, form: Form) -> None:
    findings.account(room, plain(form.get("text", "")))


def _conclude(room: Room, form: Form) -> None:
    outcome = form.get("outcome", "")
    if outcome and outcome not in list(Outcome):
        raise InvalidValue(_("There is no such outcome"))
    findings.conclude(room, Outcome(outcome) if outcome else None)


def _propose(room: Room, form: Form) -> None:
    findings.propose(room, _measure(form))


def _withdraw(room: Room, form: Form) -> None:
    findings.withdraw(room, _measure(form))


def _measure(form: Form) -> ProposedMeasure:
    due = form.get("due", "")
    try:
        day = dt.date.fromisoformat(due) if due else None
    except ValueError as err:
        raise InvalidValue(_("This is no day; write it as 2026-03-10")) from err
    owner, kind = form.get("owner", ""), form.get("kind", "")
    if owner not in list(Side) or kind not in list(MeasureKind):
        raise InvalidValue(_("Choose from the lists who owes it and of what kind it is"))
    return ProposedMeasure(
        what=plain(form.get("what", "")),
        owner=Side(owner),
        due=day,
        kind=MeasureKind(kind),
        clause=plain(form.get("clause", "")),
    )


ACTS: dict[str, Callable[[Room, Form], None]] = {
    "add": _add,
    "change": _change,
    "drop": _drop,
    "accept": _accept,
    "object": _object,
    "account": _account,
    "conclude": _conclude,
    "propose": _propose,
    "withdraw": _withdraw,
}
