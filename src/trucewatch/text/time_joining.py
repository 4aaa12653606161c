"""Joins the pieces of one time: a clock with its day, two names of a day, two ends of a range."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from trucewatch.domain.span import Span
from trucewatch.text.time_values import Clock, Days, Role
from trucewatch.text.time_words import TimeWords


@dataclass(frozen=True, slots=True)
class Piece:
    """One expression, or several joined.

    Args:
        rule: names of the rules that made it, joined with "+".
        days, clock: None where the words do not tell them.
        role: "when" unless the expression itself says otherwise.
        year_told: whether its year stands in the words.
    """

    span: Span
    rule: str
    days: Days | None
    clock: Clock | None
    role: Role
    year_told: bool = True

    @property
    def open_clock(self) -> bool:
        """Whether a clock stands here without its day."""
        return self.clock is not None and self.days is None


@dataclass(frozen=True, slots=True)
class Gap:
    """The words between two pieces, with those before the first."""

    text: str
    before: str
    joints: Mapping[str, re.Pattern[str]]

    def joins(self, joint: str) -> bool:
        """Whether these words are such a joint and nothing else."""
        return self.joints[joint].fullmatch(self.text) is not None

    @property
    def ranged(self) -> bool:
        """Whether these words make the two the ends of a range."""
        if self.joins("to"):
            return True
        return self.joins("and") and self.joints["between"].search(self.before) is not None


def joined(pieces: list[Piece], text: str, words: TimeWords) -> list[Piece]:
    """Pieces in order of the text with everything joined that tells one time.

    Clocks are paired before they meet their day, and days named twice become one before they
    become the end of a range: "between 14:00 and 16:30 on Monday, 2 May" is one time.
    """
    for step in (_clock_pair, _same_day, _clock_with_day, _day_with_clock, _length_to, _day_pair):
        pieces = _pairwise(pieces, text, words, step)
    return [_bare_length(piece) for piece in pieces]


Step = Callable[[Piece, Piece, "Gap"], Piece | None]


def _pairwise(pieces: list[Piece], text: str, words: TimeWords, step: Step) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last and piece.role == "when" and (last.role == "when" or last.clock):
            gap = text[last.span.end : piece.span.start]
            made = step(last, piece, Gap(gap, text[: last.span.start], words.joints))
            if made is not None:
                out[-1] = made
                continue
        out.append(piece)
    return out


def _merged(one: Piece, two: Piece, days: Days | None, clock: Clock | None) -> Piece:
    span, rule = one.span.joined(two.span), f"{one.rule}+{two.rule}"
    return Piece(span, rule, days, clock, "when", one.year_told or two.year_told)


def _clock_pair(one: Piece, two: Piece, gap: Gap) -> Piece | None:
    if one.clock is None or two.clock is None or one.role != two.role:
        return None
    if not (one.open_clock and two.open_clock and gap.ranged):
        return None
    start, end = one.clock.start, two.clock.end
    if two.rule == "clock":
        end = max(two.clock.start, two.clock.end - 1)
    end += 1440 if end <= start else 0
    zone = two.clock.zone or one.clock.zone
    local = one.clock.local or two.clock.local
    clock = replace(one.clock, start=start, end=end, zone=zone, local=local)
    return _merged(one, two, None, clock)


def _same_day(one: Piece, two: Piece, gap: Gap) -> Piece | None:
    """A day named twice keeps the fuller name: that with its month or year.

    "Monday, 2 May 2016" is told in full, so that it needs no report day to know the Monday.
    """
    if not gap.joins("same_day") or two.clock is not None:
        return None
    loose, dated = ("weekday", "day_word"), ("day_month", "month_day", "iso_date", "number_date")
    if one.rule in loose and two.rule in dated:
        return _merged(one, two, two.days, one.clock)
    if one.rule in dated and two.rule in loose and one.clock is None:
        return _merged(one, two, one.days, two.clock)
    return None


def _clock_with_day(one: Piece, two: Piece, gap: Gap) -> Piece | None:
    named = two.days is not None or two.rule in {"weekday", "day_word"}
    if not (one.open_clock and named and two.clock is None and gap.joins("to_day")):
        return None
    return _merged(one, two, two.days, one.clock) if _few(two.days) else None


def _day_with_clock(one: Piece, two: Piece, gap: Gap) -> Piece | None:
    named = one.days is not None or one.rule in {"weekday", "day_word"}
    if not (named and one.clock is None and two.open_clock and gap.joins("to_clock")):
        return None
    return _merged(one, two, one.days, two.clock) if _few(one.days) else None


def _length_to(one: Piece, two: Piece, gap: Gap) -> Piece | None:
    """The 24 hours to 18:00 on Monday: the length ends where the clock, or the day, ends."""
    if one.rule != "hours_to" or one.clock is None or not gap.joins("up_to"):
        return None
    end = two.clock.start if two.clock else 1440
    if two.days is not None and not two.days.single:
        return None
    zone, local = (two.clock.zone, two.clock.local) if two.clock else (None, False)
    clock = replace(one.clock, start=end + one.clock.start, end=end, zone=zone, local=local)
    return _merged(one, two, two.days, clock)


def _bare_length(piece: Piece) -> Piece:
    """A length that met no end keeps its words only."""
    return replace(piece, clock=None) if piece.role == "duration" else piece


def _few(days: Days | None) -> bool:
    """A clock belongs to a day, or to two named together, never to a month."""
    return days is None or (days.after - days.first).days <= 2


def _day_pair(one: Piece, two: Piece, gap: Gap) -> Piece | None:
    if one.days is None or two.days is None or not gap.ranged:
        return None
    if one.days.first >= two.days.after:
        return None
    days = Days(one.days.first, two.days.after)
    clock = _outer_clock(one, two)
    return _merged(one, two, days, clock)


def _outer_clock(one: Piece, two: Piece) -> Clock | None:
    """From the clock of the first day to that of the last."""
    if one.clock is None and two.clock is None:
        return None
    start = one.clock.start if one.clock else 0
    end = two.clock.end if two.clock else 1440
    either = one.clock or two.clock
    return replace(either, start=start, end=end) if either else None
