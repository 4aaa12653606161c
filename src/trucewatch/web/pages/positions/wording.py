"""Rounds and their positions as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language

from trucewatch.data.review_words import term
from trucewatch.domain.access import Side
from trucewatch.domain.centre_rules import PositionMode
from trucewatch.domain.position import DELEGATIONS, Opened, Revealed
from trucewatch.review.position_course import HEARD, hand_over_due
from trucewatch.service.review.position_drafts import Draft, Remark
from trucewatch.service.review.rounds import Recorded, Round
from trucewatch.storage.people.models import Account


def word(group: str, code: str) -> str:
    """A code in the page's language."""
    return term(group, code, get_language() or "en")


def names(people: set[str]) -> dict[str, str]:
    """How people are called; ids of accounts that are gone stay as they are."""
    found = Account.objects.filter(id__in=people)
    return {**{one: one for one in people}, **{one.id: one.name or one.username for one in found}}


def opened_shown(opened: Opened | Revealed | None) -> dict[str, str] | None:
    """A text, its stance in words."""
    if opened is None:
        return None
    return {"stance": word("stances", opened.stance), "text": opened.text, "salt": opened.salt}


def versions_shown(written: Sequence[Draft], remarks: Sequence[Remark]) -> list[dict[str, Any]]:
    """Versions of a draft in the order given, each with what was said of it."""
    called = names({one.author for one in written} | {one.author for one in remarks})
    return [
        {
            "version": one.version,
            "by": called[one.author],
            "at": one.at,
            "stance": word("stances", one.said.stance),
            "text": one.said.text,
            "remarks": [
                {"by": called[said.author], "at": said.at, "words": said.words}
                for said in remarks
                if said.version == one.version
            ],
        }
        for one in written
    ]


def round_shown(round_: Round) -> dict[str, Any]:
    """What everybody who may see the case sees of a round, and nothing that is still blind."""
    course = round_.course
    waits = course.mode is PositionMode.KEPT_BY_SIDE and bool(course.filed)
    reveal = round_.reveal
    return {
        "case": round_.id,
        "title": round_.case.title,
        "state": word("states", round_.case.state),
        "number": round_.number,
        "rounds": list(range(1, round_.case.round + 1)),
        "due": course.due,
        "kept": course.mode is PositionMode.KEPT_BY_SIDE,
        "hand_over_due": hand_over_due(course) if waits and reveal is None else None,
        "heard": round_.case.state in HEARD and round_.number == round_.case.round,
        "revealed": reveal is not None,
        "why": word("reveal_reasons", reveal.why) if reveal else "",
        "sides": [_side(round_, side) for side in DELEGATIONS],
    }


def _side(round_: Round, side: Side) -> dict[str, Any]:
    reveal, blind = round_.reveal, round_.blind(side)
    filed = _filings(blind)
    shown = reveal.of(side) if reveal else None
    late = [one for one in round_.filed[side] if one not in blind and one.position.opened]
    return {
        "side": side.value,
        "name": word("sides", side),
        "filed": filed,
        "first": filed[0] if filed else None,
        "last": filed[-1] if filed else None,
        "again": len(filed) > 1,
        "handed": bool(blind) and blind[-1].position.sealed is not None,
        "shown": opened_shown(shown),
        "note": shown.note if shown else "",
        "silent": bool(reveal and side in reveal.silent),
        "withheld": bool(reveal and side in reveal.withheld),
        "late": [
            {"at": one.position.filed_at, "note": one.position.note}
            | (opened_shown(one.position.opened) or {})
            for one in late
        ],
    }


def _filings(rows: tuple[Recorded, ...]) -> list[Any]:
    """When each note came in; a text handed over later is no new filing."""
    first: dict[str, Any] = {}
    for one in rows:
        first.setdefault(one.position.note, one.position.filed_at)
    return list(first.values())
