"""Releasing what happens in an exercise, through the same verbs as everything that really comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from trucewatch.domain.access import MACHINE, Audience, Person, Side
from trucewatch.domain.exercise import CallSheet, Inject, InjectKind
from trucewatch.domain.time import write_instant
from trucewatch.review.exercise_clock import due
from trucewatch.service import callers, calls
from trucewatch.service.arrivals import Arrival, receive
from trucewatch.service.call_told import Callback, CallTold
from trucewatch.service.centre import Centre
from trucewatch.service.exercise.course import INJECT, Course, about, course, player
from trucewatch.service.exercise.moving import reach
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.registers import agreements
from trucewatch.service.review import standing
from trucewatch.service.taking_part import subject_of_standing
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.refusals import KeyReused

AS_WRITTEN = (
    "words", "language", "where", "place", "act", "who", "who_actor", "whom", "whom_actor", "when",
    "knows", "told_by",
)  # fmt: skip
"""Members of a call sheet that go into the form as they are."""


def release(centre: Centre, person: Person, name: str) -> str:
    """Let an inject happen; id of what it put on record, "" for nothing.

    Released twice, even at the same moment, it happens once.

    Raises:
        Denied: the person does not run this exercise, it has ended, or this is none.
        NotThere: the script has no such inject.
        Refusal: what the verb that it plays refuses.
    """
    action = "exercise.release" if person == MACHINE else "exercise.run"
    permit(person, action, about(centre))
    stands = course(centre)
    inject = stands.script.inject(name)
    if inject is None:
        raise NotThere(f"no inject {name!r:.80}", remedy="choose one of the list")
    if name in stands.released:
        return stands.released[name].made
    # What was to come later comes now: the clock goes on to it, so that all times agree.
    reach(centre, person, stands.script.time_of(inject), key=new_id())
    at = centre.clock().replace(microsecond=0)
    made = PLAYED[inject.kind](centre, stands, inject, at)
    document = {"inject": name, "exercise_at": write_instant(at), "made": made}
    change = Change(
        kind=INJECT,
        subject=subject_of(INJECT, f"exercise:{name}"),  # whoever holds the log reads no name
        document=document,
        audience=Audience.FACILITATOR,
    )
    with suppress(KeyReused):  # somebody released it in the same moment; what they did stands
        perform(centre, person, action, change, key=f"released:{name}")
    return made


def release_due(centre: Centre) -> list[str]:
    """Release what is due by the clock, where the exercise goes by it; ids of the injects."""
    if not centre.home.is_exercise:
        return []
    stands = course(centre)
    if not stands.by_clock or stands.ended:
        return []
    done = []
    for inject in due(stands.script, stands.released.keys(), centre.clock()):
        release(centre, MACHINE, inject.id)
        done.append(inject.id)
    return done


def _report(centre: Centre, stands: Course, inject: Inject, at: dt.datetime) -> str:
    """A text at the intake, under a name that tells nothing."""
    number = stands.script.injects.index(inject) + 1
    arrival = Arrival(
        name=f"message-{number:02}.txt",
        media_type="text/plain",
        channel="paste",
        source=inject.source,
        published=at.date(),
    )
    key = f"inject:{inject.id}"
    return receive(centre, player(), inject.text.encode(), arrival, key=key)


def _call(centre: Centre, stands: Course, inject: Inject, at: dt.datetime) -> str:
    """A call that was written down and waits to be filed."""
    del stands
    sheet = inject.call
    if sheet is None:
        return ""
    form = _sheet(sheet, at.replace(second=0, microsecond=0))
    return calls.log(centre, player(), form, key=f"inject:{inject.id}").subject


def _sheet(sheet: CallSheet, at: dt.datetime) -> CallTold:
    told = {name: getattr(sheet, name) for name in AS_WRITTEN}
    due_at = at + dt.timedelta(hours=1)
    back = Callback(words="within the hour", due=due_at, line="telephone")
    return CallTold(
        called_at=at,
        code_name=callers.draw(),
        line="telephone",
        callback=back if sheet.call_back else None,
        **told,
    )


def _draft(centre: Centre, stands: Course, inject: Inject, at: dt.datetime) -> str:
    del stands, at
    return agreements.draft(centre, player(), inject.text, key=f"inject:{inject.id}")


def _leave(centre: Centre, stands: Course, inject: Inject, at: dt.datetime) -> str:
    del stands, at
    side = inject.side or Side.NEUTRAL
    standing.leave(centre, player(side), inject.text, key=f"inject:{inject.id}")
    return subject_of_standing(side)


def _return(centre: Centre, stands: Course, inject: Inject, at: dt.datetime) -> str:
    del stands, at
    side = inject.side or Side.NEUTRAL
    standing.come_back(centre, player(side), inject.text, key=f"inject:{inject.id}")
    return subject_of_standing(side)


def _nothing(centre: Centre, stands: Course, inject: Inject, at: dt.datetime) -> str:
    """Played by people: nothing comes on record but that it was released."""
    del centre, stands, inject, at
    return ""


Play = Callable[[Centre, Course, Inject, dt.datetime], str]
PLAYED: dict[InjectKind, Play] = {
    InjectKind.REPORT: _report,
    InjectKind.BULLETIN: _report,
    InjectKind.CALL: _call,
    InjectKind.DRAFT: _draft,
    InjectKind.LEAVE: _leave,
    InjectKind.RETURN: _return,
    InjectKind.SILENCE: _nothing,
    InjectKind.PLAY: _nothing,
}
