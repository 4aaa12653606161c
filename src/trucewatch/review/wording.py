"""Wording a finding line by line: any change of a line clears what both sides said to it.

Whoever changes or answers a line names the words that they saw, so that nobody accepts words that
were changed under their hands; two people who touch different lines do not get in each other's way.
"""

from __future__ import annotations

from dataclasses import replace

from trucewatch.domain.access import Side
from trucewatch.domain.case import Outcome
from trucewatch.domain.wording import ProposedMeasure, Reply, WordedLine, Wording
from trucewatch.review.refusals import NotLawful


def add(wording: Wording, line: WordedLine) -> Wording:
    """Another line at the end; the same line sent again stands once."""
    if wording.line(line.id) is not None:
        return wording
    return replace(wording, lines=(*wording.lines, replace(line, a=None, b=None)))


def change(wording: Wording, id_: str, seen: str, text: str, *, by: Side) -> Wording:
    """Other words for a line; both sides answer it anew.

    Args:
        seen: of the words that were on the table when this was written.
        by: neutral is the facilitator.

    Raises:
        NotLawful: `no_such_line`; `line_changed`; `line_of_others`.
    """
    line = _required(wording, id_, "")
    if line.text == text:
        return wording
    _require_own(_required(wording, id_, seen), by)
    return _with(wording, WordedLine(id_, text, line.by))


def drop(wording: Wording, id_: str, seen: str, *, by: Side) -> Wording:
    """A line less; one that is gone already stays gone.

    Raises:
        NotLawful: `line_changed`; `line_of_others`.
    """
    if wording.line(id_) is None:
        return wording
    _require_own(_required(wording, id_, seen), by)
    return replace(wording, lines=tuple(one for one in wording.lines if one.id != id_))


def reply(wording: Wording, id_: str, seen: str, said: Reply, *, side: Side) -> Wording:
    """A delegation accepts a line, or objects to it.

    Raises:
        NotLawful: `no_such_line`; `line_changed`; `no_delegation`.
    """
    line = _required(wording, id_, seen)
    if side is Side.A:
        return _with(wording, replace(line, a=said))
    if side is Side.B:
        return _with(wording, replace(line, b=said))
    raise NotLawful("no_delegation")


def account(wording: Wording, text: str, *, side: Side) -> Wording:
    """A delegation's own text, where the two differ; "" takes it back.

    Raises:
        NotLawful: `no_delegation`.
    """
    if side is Side.A:
        return replace(wording, account_a=text)
    if side is Side.B:
        return replace(wording, account_b=text)
    raise NotLawful("no_delegation")


def conclude(wording: Wording, outcome: Outcome | None) -> Wording:
    """What the finding comes to."""
    return replace(wording, outcome=outcome)


def propose(wording: Wording, measure: ProposedMeasure) -> Wording:
    """Another measure; the same one stands once."""
    if measure in wording.measures:
        return wording
    return replace(wording, measures=(*wording.measures, measure))


def withdraw(wording: Wording, measure: ProposedMeasure) -> Wording:
    """A measure less."""
    return replace(wording, measures=tuple(one for one in wording.measures if one != measure))


def _required(wording: Wording, id_: str, seen: str) -> WordedLine:
    line = wording.line(id_)
    if line is None:
        raise NotLawful("no_such_line")
    if seen and line.seen != seen:
        raise NotLawful("line_changed")
    return line


def _require_own(line: WordedLine, by: Side) -> None:
    """A delegation changes what it wrote, the facilitator any line; others object."""
    if by not in (line.by, Side.NEUTRAL):
        raise NotLawful("line_of_others", side=line.by.value)


def _with(wording: Wording, line: WordedLine) -> Wording:
    lines = tuple(line if one.id == line.id else one for one in wording.lines)
    return replace(wording, lines=lines)
