"""Clock times and parts of the day, as minutes from a midnight."""

from __future__ import annotations

from trucewatch.domain.time import TimePrecision
from trucewatch.text.time_values import (
    Clock,
    Groups,
    Reads,
    Standpoint,
    Told,
    amount,
    part_clock,
)
from trucewatch.text.time_words import TimeWords

_NIGHT = (1080, 1800)


def _zoned(groups: Groups, words: TimeWords) -> tuple[str | None, bool]:
    """The zone the words give, and whether they say that it is that of the place."""
    said = groups.get("zone")
    if not said:
        return None, False
    name: str = words.value("zone", said)
    return (None, True) if name == "local" else (name, False)


def _minute_of(hour: int, minute: int, half: str | None) -> int | None:
    """Minutes since midnight; `half` is "a" or "p" on a clock of twelve hours."""
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return hour * 60 + minute if hour * 60 + minute <= 1440 else None


def read_clock(groups: Groups, _at: Standpoint, words: TimeWords) -> Told | None:
    """03:40, 3.40 am, 1540 GMT; "about" makes it half an hour wider on either side."""
    hour_word, minute_word = groups["h"] or "", groups.get("m")
    hour = amount(hour_word, words)
    half = (groups.get("ap") or "")[:1]
    start = _minute_of(int(hour or 0), int(minute_word or 0), half)
    if hour is None or start is None:
        return None
    zone, local = _zoned(groups, words)
    near = groups.get("near")
    if near:
        before, after = words.value("near", near)
        bounds = start + before, start + after
        return Told(None, Clock(*bounds, TimePrecision.HOUR, zone, local=local))
    return Told(None, Clock(start, start + 1, TimePrecision.MINUTE, zone, local=local))


def read_clock_pair(groups: Groups, _at: Standpoint, words: TimeWords) -> Told | None:
    """Between 2 and 4.30 pm: the half of the day is told once, for both."""
    half = (groups["ap2"] or "")[:1]
    end = _minute_of(int(groups["h2"] or 0), int(groups["m2"] or 0), half)
    start = _minute_of(int(groups["h"] or 0), int(groups["m"] or 0), half)
    if start is None or end is None:
        return None
    if start >= end:
        start -= 720
    zone, local = _zoned(groups, words)
    if start < 0 or start >= end:
        return None
    return Told(None, Clock(start, end, TimePrecision.MINUTE, zone, local=local))


def read_midnight(groups: Groups, at: Standpoint, words: TimeWords) -> Told | None:
    """Midnight of a day may begin or end it: both are kept, unless no day is told.

    Then it is the one before the report for the past and the one after it for the future.
    """
    zone, local = _zoned(groups, words)
    near = groups.get("near")
    before, after = words.value("near", near) if near else (0, 1)
    shift = 1 if at.past is False else 0
    bounds = before, 1440 + after
    return Told(None, Clock(*bounds, TimePrecision.HOUR, zone, shift=shift, local=local))


def read_part(groups: Groups, _at: Standpoint, words: TimeWords) -> Told | None:
    """Morning, evening, dawn; overnight and last night begin on the day before the report."""
    part, rel = (groups["part"] or "").lower(), (groups.get("rel") or "").lower()
    some = TimePrecision.PART_OF_DAY
    if part == "overnight":
        return Told(None, Clock(1080, 1980, some, shift=-1))
    if part == "tonight":
        return Told(None, Clock(*_NIGHT, some))
    if part in {"early", "late"}:
        return Told(None, Clock(0, 540, some) if part == "early" else Clock(1080, 1440, some))
    return Told(None, part_clock(groups, words, shift=-1 if rel == "last" else 0))


READS: dict[str, Reads] = {
    "clock": read_clock,
    "clock_pair": read_clock_pair,
    "midnight": read_midnight,
    "part": read_part,
}
