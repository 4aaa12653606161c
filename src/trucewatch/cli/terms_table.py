"""Agreements on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import Clause
from trucewatch.domain.membership import Exclusion, Membership
from trucewatch.domain.moment import TimeFact
from trucewatch.domain.time import write_instant
from trucewatch.domain.zone import Zone
from trucewatch.export import wording


def listing(agreements: Iterable[Agreement]) -> RenderableType:
    """One row an agreement: id and name, kind, from when to when."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("agreement", ratio=1)
    table.add_column("kind", max_width=16)
    table.add_column("from", no_wrap=True)
    table.add_column("until", no_wrap=True)
    for one in agreements:
        name = Text.assemble((one.id, "bold"), f"\n{one.name}")
        table.add_row(
            name, wording.plain(one.kind), _days(one.window.starts), _days(one.window.ends)
        )
    return table


def _days(facts: Sequence[TimeFact]) -> str:
    """Every asserted moment; several are a contest."""
    if not facts:
        return "open"
    shown = (wording.day(fact.at) if fact.at else "not known" for fact in facts)
    return " or\n".join(dict.fromkeys(shown))


def whole(one: Agreement) -> Iterator[RenderableType]:
    """Everything that is known of one agreement."""
    yield Text(one.name, style="bold")
    yield Text(f"{one.id} · {wording.plain(one.kind)} · clock of {one.time_zone}", style="quiet")
    for name in one.names[1:]:
        yield Text(name, style="quiet")
    if one.parent:
        yield Text(f"nests in {one.parent}")
    yield from _section("starts", (moment(fact) for fact in one.window.starts))
    yield from _section(
        "ends",
        (moment(fact) for fact in one.window.ends) if one.window.ends else ["open by the text"],
    )
    yield from _section("zones", (zone(each) for each in one.zones))
    yield from _section("parties", (member(each) for each in one.members))
    yield from _section("left out", (left_out(each) for each in one.exclusions))
    yield from _section("clauses", (clause(each) for each in one.clauses))
    cited = dict.fromkeys(f"{each.source} ({each.grade})" for each in one.citations)
    yield from _section("sources", cited)


def _section(title: str, rows: Iterable[str]) -> Iterator[RenderableType]:
    listed = list(rows)
    if listed:
        yield ""
        yield Text(title, style="bold")
        yield from (Padding(Text(row), (0, 0, 0, 2)) for row in listed)


def moment(fact: TimeFact) -> str:
    """One asserted moment with who asserts it and who denies it."""
    parts = [write_instant(fact.at) if fact.at else "not known"]
    parts += [f"“{fact.words}”"] if fact.words else []
    parts += [f"says {', '.join(fact.asserted_by)}"] if fact.asserted_by else []
    parts += [f"denied by {', '.join(fact.contested_by)}"] if fact.contested_by else []
    parts += [f"announced {write_instant(fact.known_from)}"] if fact.known_from else []
    return " · ".join(parts)


def zone(one: Zone) -> str:
    """Where it is, and how well its line is known."""
    where = ", ".join(one.places) if one.known else "line not known"
    off = f", line within {one.uncertainty_m} m" if one.uncertainty_m else ""
    cut = f", without what {', '.join(one.except_held_by)} held" if one.except_held_by else ""
    return f"{one.id}: {one.name} ({where}{off}{cut})"


def member(one: Membership) -> str:
    """Who, how, through whom, on whose list, and when."""
    parts = [f"{one.actor} as {one.side}, {wording.plain(one.status)}"]
    parts += [f"to {one.channel}"] if one.channel else []
    parts += [f"on the list of {', '.join(one.listed_by)}"] if one.listed_by else []
    parts += [f"from {write_instant(one.start)}"] if one.start else []
    parts += [f"until {write_instant(one.end)}"] if one.end else []
    return ", ".join(parts)


def left_out(one: Exclusion) -> str:
    """An actor, or whoever stands on a list."""
    return one.actor or f"whoever stands on the list {one.list}"


def clause(one: Clause) -> str:
    """Its number and what it says, in our words."""
    return f"{one.number} [{one.id}] {one.summary}"
