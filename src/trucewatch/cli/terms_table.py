"""Agreements on the terminal: a list of them, or one with all its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.cli import terms_parts as line
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Certainty
from trucewatch.domain.moment import TimeFact
from trucewatch.domain.time import write_instant
from trucewatch.domain.timeline import HeldThen
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


def unheard(agreement_id: str, known_at: dt.datetime | None) -> RenderableType:
    """That nobody could have known of it."""
    by = f" by {write_instant(known_at)}" if known_at else ""
    return Text(f"{agreement_id} was not announced{by}; nobody could have known of it")


def whole(
    one: Agreement, *, at: dt.datetime | None = None, held: Sequence[HeldThen] = ()
) -> Iterator[RenderableType]:
    """Everything that is known of one agreement; with `held`, whether it was in force at `at`."""
    yield Text(one.name, style="bold")
    yield Text(f"{one.id} · {wording.plain(one.kind)} · clock of {one.time_zone}", style="quiet")
    for number, name in enumerate(one.names[1:], 1):
        lang = f"{one.langs[number]}: " if one.langs else ""
        yield Text(f"{lang}{name}", style="quiet")
    yield from _force(at, held)
    yield from _section("about", _about(one))
    yield from _section("announced", map(line.moment, one.announced))
    yield from _section("signed", map(line.moment, one.signed))
    yield from _section("starts", map(line.moment, one.window.starts))
    ends = map(line.moment, one.window.ends) if one.window.ends else ["open by the text"]
    yield from _section("ends", ends)
    changes = (row for each in one.amendments for row in line.amendment(each))
    yield from _section("amendments", changes)
    yield from _section("zones", map(line.zone, one.zones))
    yield from _section("territory held", map(line.control, one.controls))
    yield from _section("parties", map(line.member, one.members))
    yield from _section("left out", map(line.left_out, one.exclusions))
    yield from _section("clauses", (row for each in one.clauses for row in line.clause(each)))
    yield from _section("known to be unclear", one.ambiguities)
    yield from _section("texts", map(line.text_version, one.texts))
    yield from _section("sources", dict.fromkeys(map(line.cited, one.citations)))


def _force(at: dt.datetime | None, held: Sequence[HeldThen]) -> Iterator[RenderableType]:
    """Whether it was in force, once where all readings agree, with the reason."""
    if at is None or not held:
        return
    yield ""
    told: dict[tuple[Certainty, str], list[str]] = {}
    for one in held:
        told.setdefault((one.certainty, one.step.because), []).append(one.reading)
    for (certainty, because), who in told.items():
        by = f" as read by {', '.join(who)}" if len(told) > 1 else ""
        yield Text(f"{certainty} in force at {write_instant(at)}{by}", style=str(certainty))
        yield Padding(Text(because), (0, 0, 0, 2))


def _about(one: Agreement) -> Iterator[str]:
    """Where it stands in a process, with whom, for how long, and how openly."""
    told: list[tuple[str, Sequence[str]]] = [
        ("conflict", [one.conflict] if one.conflict else []),
        ("stage", [one.stage.name.replace("_", " ").lower()]),
        ("term", [one.term]),
        ("renewal", [one.renewal] if one.renewal else []),
        ("publicity", [one.publicity]),
        ("nests in", [one.parent] if one.parent else []),
        ("supersedes", one.supersedes),
        ("amends", one.amends),
        ("co-chairs", one.co_chairs),
        ("guarantors", one.guarantors),
        ("facilitators", one.facilitators),
        ("joining", ["by declared acceptance"] if one.opt_in else []),
        ("members perhaps unlisted", [wording.plain(kind) for kind in one.unlisted_kinds]),
    ]
    yield from (f"{title}: {', '.join(values)}" for title, values in told if values)


def _section(title: str, rows: Iterable[str]) -> Iterator[RenderableType]:
    listed = list(rows)
    if not listed:
        return
    yield ""
    yield Text(title, style="bold")
    for row in listed:
        inner = len(row) - len(row.lstrip())
        yield Padding(Text(row.lstrip()), (0, 0, 0, 2 + inner))
