"""The board and the handover note in words of one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trucewatch.data.call_words import said
from trucewatch.data.incident_words import act as act_label
from trucewatch.service.duty_board import Board, CallbackDue
from trucewatch.storage.documents import content, versions
from trucewatch.storage.models import Draft
from trucewatch.storage.models.documents import Version
from trucewatch.storage.people.models import Account

MINUTE, HOUR, DAY = 60, 3600, 86_400


def stamp(at: dt.datetime) -> str:
    """An instant as the log writes it.

    >>> stamp(dt.datetime(2016, 5, 25, 10, 0, tzinfo=dt.UTC))
    '2016-05-25 10:00'
    """
    return f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M}"


def age(length: dt.timedelta) -> str:
    """A length in the largest unit that it fills; under a minute is "now"."""
    seconds = int(abs(length.total_seconds()))
    if seconds >= 2 * DAY:
        return ngettext("%(n)s day", "%(n)s days", seconds // DAY) % {"n": seconds // DAY}
    if seconds >= 2 * HOUR:
        return ngettext("%(n)s hour", "%(n)s hours", seconds // HOUR) % {"n": seconds // HOUR}
    if seconds >= MINUTE:
        count = seconds // MINUTE
        return ngettext("%(n)s minute", "%(n)s minutes", count) % {"n": count}
    return _("less than a minute")


@dataclass
class Wording:
    """Names and times of one page; each account is looked up once."""

    lang: str
    _names: dict[str, str] = field(default_factory=dict)

    def name(self, person: str | None) -> str:
        """Who it is; the id where the account is gone, "" for nobody."""
        if not person:
            return ""
        if person not in self._names:
            account = Account.objects.filter(id=person).first()
            self._names[person] = (account.name or account.username) if account else person
        return self._names[person]

    def call(self, call: Version, now: dt.datetime) -> dict[str, Any]:
        """A call as a line of a list."""
        body = content(call)
        first = versions("call", call.subject)[0]
        return {
            "subject": call.subject,
            "number": first.seq,
            "act": act_label(body["act"], self.lang) if body["act"] else "",
            "place": body["place"]["words"] if body["place"] else "",
            "when": body["time"]["words"] if body["time"] else "",
            "caller": body["caller"],
            "age": age(now - first.recorded_at),
        }

    def callback(self, one: CallbackDue, now: dt.datetime) -> dict[str, Any]:
        """A callback as a line of a list."""
        told = content(one.call)["callback"]
        return {
            **self.call(one.call, now),
            "words": told["words"],
            "line": said("lines", told["line"], self.lang) if told["line"] else "",
            "due": stamp(one.due) if one.due else "",
            "overdue": one.overdue,
            "in": age(one.late) if one.late is not None else "",
        }

    def draft(self, one: Draft, now: dt.datetime) -> dict[str, Any]:
        """A half-filled form as a line of a list."""
        place, act = one.told.get("where", ""), one.told.get("act")
        return {
            "key": one.key,
            "place": place,
            "act": act_label(act, self.lang) if act else "",
            "by": self.name(one.person),
            "age": age(now - one.changed_at),
        }

    def log(self, note: Version) -> dict[str, str]:
        """A line of the duty log."""
        words = content(note)["words"] if note.body else ""
        return {"at": stamp(note.recorded_at), "by": self.name(note.actor), "words": words}

    def handover(self, one: Version) -> dict[str, Any]:
        """A handover with the names of both."""
        body = content(one)
        taken_at = body["taken_at"]
        return {
            "subject": one.subject,
            "words": body["words"],
            "language": body["language"],
            "direction": "rtl" if body["language"] == "ar" else "ltr",
            "from": self.name(body["from"]),
            "to": self.name(body["to"]),
            "to_id": body["to"],
            "state": body["state"],
            "offered_at": stamp(versions("handover", one.subject)[0].recorded_at),
            "taken_at": stamp(dt.datetime.fromisoformat(taken_at)) if taken_at else "",
        }

    def note(self, board: Board) -> str:
        """The handover note that is made from what is open; a person edits it."""
        return "\n".join(self._note(board)) + "\n"

    def _note(self, board: Board) -> Iterator[str]:
        now = board.at
        yield _("Handover of the watch, %(at)s UTC") % {"at": stamp(now)}
        yield from self._part(
            _("Callbacks due"), (self._callback_line(one, now) for one in board.callbacks)
        )
        calls = (self.call(one, now) for one in board.calls)
        yield from self._part(_("Calls not filed"), map(self._call_line, calls))
        drafts = (self.draft(one, now) for one in board.drafts)
        yield from self._part(
            _("Forms half filled"),
            (" · ".join(filter(None, (d["by"], d["act"], d["place"], d["age"]))) for d in drafts),
        )
        yield from self._part(_("Files in quarantine"), (one.subject for one in board.quarantined))
        yield from self._part(
            _("Incidents not assessed yet"), (str(one.seq) for one in board.unassessed)
        )
        since = board.watch.recorded_at if board.watch else None
        notes = (one for one in board.notes if since is None or one.recorded_at >= since)
        logged = map(self.log, reversed(list(notes)))
        yield from self._part(_("From the duty log"), (f"{n['at']} {n['words']}" for n in logged))

    def _part(self, head: str, lines: Iterable[str]) -> Iterator[str]:
        listed = list(lines)
        yield ""
        yield f"{head} ({len(listed)})"
        yield from (f"- {line}" for line in listed or [_("none")])

    def _call_line(self, call: Mapping[str, Any]) -> str:
        told = (call["act"], call["place"], call["when"], call["caller"])
        number = _("call %(number)s") % {"number": call["number"]}
        return f"{number}: " + " · ".join(filter(None, told))

    def _callback_line(self, one: CallbackDue, now: dt.datetime) -> str:
        told = self.callback(one, now)
        late = _("overdue by %(age)s") if told["overdue"] else _("in %(age)s")
        due = f"{told['due']} UTC, {late % {'age': told['in']}}" if told["due"] else told["words"]
        return f"{self._call_line(told)} · {due} · {told['line']}".rstrip(" ·")


def board_shown(board: Board, lang: str) -> dict[str, Any]:
    """What the page of the board shows."""
    words, now = Wording(lang), board.at
    return {
        "at": stamp(now),
        "watch": words.handover(board.watch) if board.watch else None,
        "offered": words.handover(board.offered) if board.offered else None,
        "callbacks": [words.callback(one, now) for one in board.callbacks],
        "calls": [words.call(one, now) for one in board.calls],
        "drafts": [words.draft(one, now) for one in board.drafts],
        "quarantined": [
            {"subject": one.subject, "age": age(now - one.recorded_at)} for one in board.quarantined
        ],
        "unassessed": [
            {"subject": one.subject, "number": one.seq, "age": age(now - one.recorded_at)}
            for one in board.unassessed
        ],
        "notes": [words.log(one) for one in board.notes],
    }
