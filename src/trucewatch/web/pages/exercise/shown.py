"""What the pages of an exercise show, in the language of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from trucewatch.data.review_words import sentence, term
from trucewatch.domain.access import Role
from trucewatch.domain.exercise import Inject, Told
from trucewatch.review.debrief import PROGRAMS, Deed, Line, Verdict
from trucewatch.service.exercise.course import Course
from trucewatch.service.exercise.debriefing import Debrief
from trucewatch.web.names import names_of
from trucewatch.web.pages.duty.wording import age

PAGES = {
    "report": "intake:one",
    "call": "hotline:shown",
    "incident": "incidents:one",
    "case": "review:case",
    "draft_agreement": "registers:draft",
    "handover": "duty:handover",
    "session": "review:session",
}
"""Where a document is shown, by its kind."""
FIXED = {"standing": "review:delegations", "duty": "duty:board", "rules": "review:rules"}
"""Where all documents of a kind are shown together."""
LED_TO = {"report": "report", "bulletin": "report", "call": "call", "draft": "draft_agreement"}
"""Kind of what an inject puts on record, by the kind of the inject."""


def in_(told: dict[str, str], lang: str) -> str:
    """A text of three languages as the record keeps it."""
    return Told(**told).in_(lang)


def injects(stands: Course, lang: str) -> list[dict[str, Any]]:
    """Every inject with where it stands, in the order of the script."""
    return [_inject(stands, one, lang) for one in stands.script.injects]


def _inject(stands: Course, one: Inject, lang: str) -> dict[str, Any]:
    done = stands.released.get(one.id)
    kind = LED_TO.get(one.kind.value, "standing")
    return {
        "id": one.id,
        "title": one.title.in_(lang),
        "expects": one.expects.in_(lang),
        "kind": term("inject_kinds", one.kind.value, lang),
        "side": one.side.value if one.side else "",
        "at": stands.script.time_of(one),
        "released": done.exercise if done else None,
        "address": address(kind, done.made) if done and done.made else "",
    }


def address(kind: str, subject: str) -> str:
    """The page that shows a document; "" where none does."""
    if kind in FIXED:
        return reverse(FIXED[kind])
    return reverse(PAGES[kind], args=[subject]) if kind in PAGES else ""


def debrief_shown(found: Debrief, lang: str) -> dict[str, Any]:
    """Each expectation with its reason, counts, what was left undone, and all that was done."""
    names = names_of({one.actor for one in found.deeds})
    lines = [_line(one, names, lang) for one in found.lines]
    counts = [
        {"verdict": one.value, "label": term("verdicts", one.value, lang), "number": number}
        for one in Verdict
        if (number := sum(line.verdict is one for line in found.lines))
    ]
    return {
        "lines": lines,
        "counts": counts,
        "undone": [one for one in lines if one["reason_code"] == "left_undone"],
        "deeds": list(_deeds(found, names, lang)),
    }


def _line(one: Line, names: dict[str, str], lang: str) -> dict[str, Any]:
    limit = _limit(one.mark.within, lang)
    after = _length(one.minutes, lang) if one.minutes is not None else ""
    deed = one.deed
    return {
        "verdict": one.verdict.value,
        "label": term("verdicts", one.verdict.value, lang),
        "says": one.mark.says.in_(lang),
        "reason_code": one.reason,
        "reason": sentence("debrief_reasons", one.reason, lang, {"after": after, "limit": limit}),
        "deed": _deed(deed, names, lang) if deed else None,
    }


def _deeds(found: Debrief, names: dict[str, str], lang: str) -> Iterator[dict[str, Any]]:
    """What people did and the script played; what programs do of themselves is left out."""
    last = -1
    for one in found.deeds:
        if one.role is not Role.MACHINE and one.seq != last:
            yield _deed(one, names, lang)
        last = one.seq


def _deed(one: Deed, names: dict[str, str], lang: str) -> dict[str, Any]:
    return {
        "at": one.at,
        "who": names.get(one.actor, one.actor),
        "side": one.side.value,
        "what": term("deeds", one.action, lang),
        "seq": one.seq,
        "script": one.role in PROGRAMS,
        "address": address(one.kind, one.subject),
    }


def _limit(within: int | None, lang: str) -> str:
    if within is None:
        return term("debrief_limits", "none", lang)
    return sentence("debrief_limits", "within", lang, {"limit": _length(within, lang)})


def _length(minutes: int, lang: str) -> str:
    del lang  # `age` speaks the language of the page
    return str(age(dt.timedelta(minutes=minutes)))
