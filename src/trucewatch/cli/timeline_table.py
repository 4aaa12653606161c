"""A line of time on the terminal: each agreement below the one it nests in, on two clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.data.zones import zone
from trucewatch.domain.finding import Certainty
from trucewatch.domain.moment import TimeFact
from trucewatch.domain.timeline import Amended, HeldSpan, Lane, Timeline, contested
from trucewatch.export import wording

NameOf = Callable[[str], str]
Row = tuple[str, str, str, str]
"""What, which side of a stretch, the local clock, UTC."""

_LATE = {
    Certainty.SURELY: "told after it took effect",
    Certainty.POSSIBLY: "perhaps told after it took effect",
}


def parts(line: Timeline, name_of: NameOf) -> Iterator[RenderableType]:
    """What was left out and why, then agreement by agreement.

    Args:
        name_of: the name of an actor by its id.
    """
    if line.known_at is not None:
        yield Text(f"with what was known by {_utc(line.known_at)}", style="quiet")
    for one in line.not_yet_announced:
        yield Text(f"{one}: not yet announced then", style="quiet")
    if not line.lanes:
        yield Text("nothing to show")
    for lane in line.lanes:
        yield Padding(_lane(lane, name_of), (0, 0, 1, 2 * lane.depth))


def _lane(lane: Lane, name_of: NameOf) -> Table:
    whole = Table.grid(expand=True)
    whole.add_column(ratio=1)
    whole.add_row(Text(lane.names[0], style="bold"))
    whole.add_row(Text(f"{lane.agreement} · clock of {lane.time_zone}", style="quiet"))
    grid = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 0), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    for what, side, local, utc in _rows(lane, name_of):
        style = next((one for one in ("surely", "possibly") if what.endswith(f": {one}")), "")
        inner = len(what) - len(what.lstrip())
        cell = Padding(Text(what.lstrip(), style=style), (0, 0, 0, inner))
        grid.add_row(cell, Text(side, style="quiet"), local, Text(utc))
    whole.add_row(grid)
    return whole


def _rows(lane: Lane, name_of: NameOf) -> Iterator[Row]:
    yield from _held(lane, name_of)
    clock = lane.time_zone
    yield from _moments("announced", lane.announced, clock, name_of)
    yield from _late(lane.retroactive)
    yield from _moments("signed", lane.signed, clock, name_of)
    yield from _moments("start", lane.starts, clock, name_of)
    if lane.starts:
        yield from _moments("end", lane.ends, clock, name_of) or [
            ("end", "", "open by the text", "")
        ]
    for one in lane.amended:
        yield from _amended(one, clock, name_of)
    for due in lane.due:
        yield from _moments(f"deadline of clause {due.clause}", due.deadline, clock, name_of)


def _held(lane: Lane, name_of: NameOf) -> Iterator[Row]:
    """Readings that say the same are told together."""
    by_spans: dict[tuple[HeldSpan, ...], list[str]] = {}
    for one in lane.held:
        by_spans.setdefault(one.spans, []).append(name_of(one.reading))
    for spans, who in by_spans.items():
        told = "all readings" if len(who) == len(lane.held) > 1 else ", ".join(who)
        if not spans:
            yield f"{told}: not in force", "", "at no time", ""
        for span in spans:
            yield _side(f"{told}: {span.certainty}", "from", span.start, lane.time_zone)
            yield _side("", "until", span.end, lane.time_zone)


def _side(what: str, side: str, at: dt.datetime | None, clock: str) -> Row:
    return (what, side, "open", "") if at is None else (what, side, _local(at, clock), _utc(at))


def _amended(one: Amended, clock: str, name_of: NameOf) -> Iterator[Row]:
    yield f"{wording.plain(one.kind)} [{one.id}]", "", "", ""
    stretches = bool(one.ends)
    yield from _moments("  from" if stretches else "  takes effect", one.starts, clock, name_of)
    yield from _moments("  until", one.ends, clock, name_of)
    yield from _moments("  announced", one.announced, clock, name_of)
    yield from (("  " + row[0], *row[1:]) for row in _late(one.retroactive))


def _late(told: Certainty | None) -> Iterator[Row]:
    if told in _LATE:
        yield f"  {_LATE[told]}", "", "", ""


def _moments(what: str, facts: Sequence[TimeFact], clock: str, name_of: NameOf) -> list[Row]:
    """Every account of a moment; `?` marks accounts that exclude one another or are denied."""
    mark = " ?" if contested(facts) else ""
    return [row for fact in facts for row in _moment(f"{what}{mark}", fact, clock, name_of)]


def _moment(what: str, fact: TimeFact, clock: str, name_of: NameOf) -> Iterator[Row]:
    told = [_names(fact.asserted_by, name_of)] if fact.asserted_by else []
    told += [f"denied: {_names(fact.contested_by, name_of)}"] if fact.contested_by else []
    told += [f"told {_utc(fact.known_from)}"] if fact.known_from else []
    line = f"{what} ({'; '.join(told)})" if told else what
    if fact.at is None:
        yield line, "", "time not known", ""
    elif fact.until is None:
        yield line, "at", _local(fact.at, clock), _utc(fact.at)
    else:
        yield line, "after", _local(fact.at, clock), _utc(fact.at)
        yield "", "before", _local(fact.until, clock), _utc(fact.until)


def _names(ids: Iterable[str], name_of: NameOf) -> str:
    return ", ".join(map(name_of, ids))


def _local(at: dt.datetime, clock: str) -> str:
    """The local clock with its offset, hours alone where minutes are none."""
    here = at.astimezone(zone(clock))
    minutes = round((here.utcoffset() or dt.timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    offset = f"{'-' if minutes < 0 else '+'}{hours:02}" + (f":{rest:02}" if rest else "")
    return f"{here:%Y-%m-%d} {_clock(here)}{offset}"


def _utc(at: dt.datetime) -> str:
    there = at.astimezone(dt.UTC)
    return f"{there:%Y-%m-%d} {_clock(there)}Z"


def _clock(at: dt.datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
