"""A call in words: what was told, what was understood, what became of it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from trucewatch.assess.explain import Names
from trucewatch.data.call_words import offered, said
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.incident_words import act as act_label
from trucewatch.data.registry import Registry
from trucewatch.data.zones import zone
from trucewatch.domain.finding import Finding
from trucewatch.domain.statement import PlaceMention
from trucewatch.domain.time import TimeRange, parse_instant
from trucewatch.domain.wire import from_wire
from trucewatch.export.incident_wording import Wording
from trucewatch.service.call_told import OPEN
from trucewatch.service.registers.terms import terms
from trucewatch.storage.documents import content, newest, versions
from trucewatch.storage.models.documents import Version
from trucewatch.web.pages.hotline.forms import CallForm, harm_names


def moment(at: dt.datetime, clock: str) -> str:
    """An instant on a wall clock.

    >>> moment(dt.datetime(2016, 5, 25, 10, tzinfo=dt.UTC), "Asia/Damascus")
    '2016-05-25 13:00'
    """
    return f"{at.astimezone(zone(clock)):%Y-%m-%d %H:%M}"


def understood(time: TimeRange | None, lang: str) -> dict[str, str] | None:
    """A time as it was understood, on the clock of its place and in UTC; None where it was not."""
    ends = time.closed if time else None
    if time is None or ends is None:
        return None
    clock = time.zone or "UTC"
    return {
        "local": " – ".join(moment(one, clock) for one in ends),
        "utc": " – ".join(moment(one, "UTC") for one in ends),
        "clock": clock,
        "basis": time.zone_basis.value if time.zone_basis else "",
        "precision": said("finely", time.precision.value, lang),
    }


def _name_of(place: PlaceMention, lang: str) -> str:
    """How the gazetteer calls the place in a language; else as it was recorded."""
    known = Wording.packaged(lang).place_name(place.place, lang) if place.place else ""
    return known or place.name


def call_shown(call: Version, lang: str) -> dict[str, Any]:
    """What the page of a call shows."""
    body = content(call)
    time = from_wire(TimeRange, body["time"]) if body["time"] else None
    place = from_wire(PlaceMention, body["place"]) if body["place"] else None
    callback = body["callback"]
    return {
        "call": call,
        "number": versions("call", call.subject)[0].seq,
        "body": body,
        "open": body["state"] == OPEN,
        "called_at": moment(parse_instant(body["called_at"]), "UTC"),
        "act": act_label(body["act"], lang) if body["act"] else "",
        "place": place,
        "place_name": _name_of(place, lang) if place else "",
        "precision": said("precision", place.precision.value, lang) if place else "",
        "time": time,
        "understood": understood(time, lang),
        "knows": said("knows", body["knows"], lang) if body["knows"] else "",
        "language": said("languages", body["language"], lang) if body["language"] else "",
        "line": said("lines", body["line"], lang) if body["line"] else "",
        "harmed": [_harm(one, lang) for one in body["harmed"]],
        "callback": callback and {
            **callback,
            "line": said("lines", callback["line"], lang),
            "due": callback["due"] and moment(parse_instant(callback["due"]), "UTC"),
            "called_at": callback["done"] and parse_instant(callback["done"]["at"]),
        },
        "findings": [_finding(one, lang) for one in _findings(body["incident"])],
        "key": secrets.token_hex(16),
    }  # fmt: skip


def filled_in(call: Version) -> dict[str, Any]:
    """A call as the form had it."""
    body = content(call)
    place, callback = body["place"] or {}, body["callback"] or {}
    who, whom = body["who"] or {}, body["whom"] or {}
    return {
        "called_at": body["called_at"],
        "code_name": body["caller"],
        "where": place.get("words", ""),
        "place": body["place_id"],
        "act": body["act"] or "",
        "who": who.get("words", ""),
        "who_actor": who.get("actor") or "",
        "whom": whom.get("words", ""),
        "whom_actor": whom.get("actor") or "",
        "when": (body["time"] or {}).get("words", ""),
        **{name: body[name] for name in ("knows", "told_by", "words", "language", "line")},
        **{f"{one['fate']}_{one['who']}": one["words"] for one in body["harmed"]},
        "callback_when": callback.get("words", ""),
        "callback_line": callback.get("line", ""),
    }


def harm_rows(form: CallForm, lang: str) -> dict[str, Any]:
    """The figures as a table: a row for what befell people, a column for who they are."""
    names = {(fate, who): name for name, fate, who in harm_names()}
    return {
        "heads": [said("people", who, lang) for who in offered("people")],
        "rows": [
            {
                "fate": said("fates", fate, lang),
                "cells": [
                    (form[names[fate, who]], said("people", who, lang)) for who in offered("people")
                ],
            }
            for fate in offered("fates")
        ],
    }


def _harm(one: Mapping[str, Any], lang: str) -> dict[str, str]:
    fate, who = said("fates", one["fate"], lang), said("people", one["who"], lang)
    return {"fate": fate, "who": who, "words": one["words"]}


def _finding(one: Finding, lang: str) -> dict[str, Any]:
    """A finding in words, with the sentences of its steps."""
    known = terms()
    names = Names(Registry.packaged(), Gazetteer.packaged(), known.by_id)
    held = known.get(one.agreement) if one.agreement else None
    return {
        "agreement": held.name_in(lang) if held else "",
        "reading": Registry.packaged().name_of(one.reading, lang),
        "result": one.result.value,
        "reason_words": said("reasons", one.reason.value, lang),
        "steps": [names.sentence(step.code, step.facts, lang) for step in one.steps],
    }


def _findings(incident: str | None) -> Iterable[Finding]:
    if not incident:
        return ()
    stored = newest("assessment").filter(body__incident=incident).first()
    told = content(stored)["findings"] if stored is not None else ()
    return (from_wire(Finding, one) for one in told)
