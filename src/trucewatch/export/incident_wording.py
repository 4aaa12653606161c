"""What accounts tell, part by part, in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trucewatch.data import incident_words as words
from trucewatch.data import timeline_words as dates
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.sources import Sources
from trucewatch.data.zones import zone
from trucewatch.domain.document import Document
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.statement import Count, Mention, PlaceMention, Speaker
from trucewatch.domain.time import UTC, TimePrecision, TimeRange, ZoneBasis

NameOf = Callable[[str, str], str | None]
"""The name of an actor or a place by its id in a language, None where none is known."""

_ANYBODY = frozenset({"people", "dead", "casualties"})
"""Units that do not say which people are counted."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts values in words; what is not told is "" everywhere.

    Args:
        lang: `en`, `ru` or `ar`.
    """

    lang: str
    actor_name: NameOf
    place_name: NameOf

    @classmethod
    def packaged(cls, lang: str) -> Wording:
        """With the names of the packaged register and gazetteer."""
        return cls(lang, _packaged_actor, _packaged_place)

    def label(self, code: str, **facts: object) -> str:
        """Words of the vocabulary."""
        return words.label(code, self.lang, **facts)

    def term(self, group: str, code: str) -> str:
        """The words of a code of a list."""
        return words.term(group, code, self.lang)

    def act(self, code: str) -> str:
        """How an act is called."""
        return words.act(code, self.lang)

    def day(self, day: dt.date, *, short: bool = False) -> str:
        """A day as people write it; `short` leaves the year to what stands around it."""
        return (dates.day_and_month if short else dates.day)(day, self.lang)

    def moment(self, at: dt.datetime) -> str:
        """An instant in UTC as people write it."""
        return f"{dates.moment(at.astimezone(UTC), self.lang)} {self.label('utc')}"

    def row(self, parts: Iterable[str], *, between: str = "comma") -> str:
        """Each part once, in a row."""
        return self.label(between).join(dict.fromkeys(part for part in parts if part))

    def actor(self, name: str) -> str:
        """An id or a name as people know it."""
        return self.actor_name(name, self.lang) or name

    def names(self, mentions: Iterable[Mention]) -> str:
        """Who is meant, by the register where it holds them."""
        return self.row(self.actor(one.actor) if one.actor else one.name for one in mentions)

    def chain(self, speakers: Iterable[Speaker]) -> str:
        """Who says it, outermost first; the report itself where nobody else is named."""
        told = [self._speaker(one) for one in speakers]
        return ": ".join(reversed(told)) if told else self.label("narrator")

    def _speaker(self, speaker: Speaker) -> str:
        told = self.actor(speaker.actor) if speaker.actor else speaker.name
        for other in speaker.with_:
            told = self.label("jointly", one=told, other=self.actor(other))
        return told

    def outlet(self, document: Document) -> str:
        """Who published a report, else its headline, else the name of its file."""
        if document.source:
            return self.actor(document.source)
        return self.title(document)

    def title(self, document: Document) -> str:
        """The headline of a report, else the last part of the name of its file."""
        return document.title or document.name.replace("\\", "/").rstrip("/").rpartition("/")[2]

    def published(self, document: Document) -> str:
        """The day of publication, or that it is not known."""
        if document.published is None:
            return self.label("undated")
        return self.label("published", day=self.day(document.published))

    def places(self, mentions: Iterable[PlaceMention]) -> str:
        """Each place with how closely it pins the event."""
        return self.row(map(self._place, mentions), between="semicolon")

    def _place(self, one: PlaceMention) -> str:
        if one.candidates:
            return f"{one.name} ({self.label('ambiguous')})"
        return f"{self.place(one)} ({self.term('place_precisions', one.precision)})"

    def place(self, one: PlaceMention) -> str:
        """A place by the gazetteer where it has a name in this language, else by the report."""
        return (one.place and self.place_name(one.place, self.lang)) or one.name

    def figures(self, counts: Iterable[Count]) -> str:
        """Each figure with what it counts."""
        return self.row(map(self.count, counts), between="semicolon")

    def count(self, figure: Count) -> str:
        """A figure with its bounds, behind what it counts; the words alone where it has none."""
        if figure.low is None and figure.high is None:
            return self.label("in_quotes", words=figure.words)
        # Of people killed, "people" or "dead" tells no more than that they are people.
        unit = "" if figure.unit in _ANYBODY else figure.unit
        what = (self.term("counted", code) for code in (figure.what, unit) if code)
        return f"{self.row(what)}: {self.amount(figure.low, figure.high)}"

    def amount(self, low: int | None, high: int | None) -> str:
        """A number with its bounds, both inclusive."""
        if low is None or high is None:
            code, number = ("up_to", high) if low is None else ("at_least", low)
            return self.label(code, number=number)
        return str(low) if low == high else f"{low}–{high}"

    def when(self, time: TimeRange | None) -> str:
        """A time as exactly as the words allow, in its own clock, with how finely it is told."""
        if time is None or (time.start is None and time.end is None):
            return ""
        told = self._range(time)
        fine = []
        if time.precision is not TimePrecision.UNKNOWN:
            fine.append(self.term("time_precisions", time.precision))
        if time.zone_basis is ZoneBasis.ASSUMED:
            fine.append(self.label("assumed_clock"))
        return f"{told} ({self.row(fine)})" if fine else told

    def _range(self, time: TimeRange) -> str:
        clock = zone(time.zone) if time.zone else UTC
        start, end = (at and at.astimezone(clock) for at in (time.start, time.end))
        name = time.zone.rpartition("/")[2].replace("_", " ") if time.zone else self.label("utc")
        if start is None or end is None:
            side = "from" if start else "before"
            return f"{self.label(side, at=self._moment(start or end))} {name}"
        if start.time() == end.time() == dt.time():
            return self._days(start.date(), end.date() - dt.timedelta(days=1))
        if end - start <= dt.timedelta(minutes=1):
            return f"{self._moment(start)} {name}"
        if start.date() == end.date():
            return f"{self._moment(start)}–{end:%H:%M} {name}"
        return f"{self._moment(start)} – {self._moment(end)} {name}"

    def _moment(self, at: dt.datetime | None) -> str:
        return dates.moment(at, self.lang) if at else ""

    def _days(self, first: dt.date, last: dt.date) -> str:
        if first == last:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last)}"
        return f"{self.day(first)} – {self.day(last)}"


def _packaged_actor(name: str, lang: str) -> str:
    sources = Sources.packaged()
    return sources.name_of(sources.id_of(name), lang)


def _packaged_place(place: str, lang: str) -> str | None:
    """None also for a place of another gazetteer, by which the reading was made."""
    try:
        names = Gazetteer.packaged().get(place).names
    except UnknownName:
        return None
    return next((name.text for name in names if name.lang == lang), None)
