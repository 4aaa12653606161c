"""Rival counts on the terminal: a table for each stretch of time, the arithmetic below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import (
    Console,
    ConsoleOptions,
    Group,
    JustifyMethod,
    RenderableType,
    RenderResult,
)
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.domain.count_check import CountCheck, Outcome
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.rival_counts import CountSet, RivalCounts
from trucewatch.export import count_wording as wording
from trucewatch.export.count_wording import label

NARROW = 72
"""Columns of a terminal below which a table would break every word."""
WIDTHS = {"accused": 2, "unit": 2, "rule": 2}
STYLES = {Outcome.CONTRADICTS: "gap", Outcome.CANNOT_TELL: "unclear", Outcome.HOLDS: "surely"}


def parts(made: RivalCounts, lang: str = "en") -> Iterator[RenderableType]:
    """What the figures are, then each stretch of time with its claims side by side."""
    yield Text(label("never_added", lang))
    claims = {one.id: one for one in made.claims}
    checks = wording.checks_by_claim(made)
    for one in made.sets:
        yield ""
        yield from _set(one, [claims[key] for key in one.claims], checks, lang)
        yield from _conversions(one, made, lang)
    if not made.sets:
        yield Text(label("nothing", lang))
        return
    yield ""
    yield Text(label("legend", lang), "quiet")


def _set(
    one: CountSet,
    claims: Sequence[CountClaim],
    checks: Mapping[str, Sequence[CountCheck]],
    lang: str,
) -> Iterator[RenderableType]:
    yield Text(wording.heading(one, claims, lang), "bold")
    if claims:
        columns = wording.columns(one, claims, lang)
        yield Text(" · ".join(columns.shared))
        yield _Fitting(_table(claims, checks, columns, lang), _lines(claims, checks, columns, lang))
    for note in one.unlike:
        line = f"{label('not_alike', lang)}: {wording.unlike_sentence(note, lang)}"
        yield _indented(Text(line, "unclear"))
    clock = one.window.zone if one.window else None
    for claim in claims:
        who = wording.whose(claim, claims, clock, lang)
        yield from (_check(who, check, lang) for check in checks[claim.id])


def _conversions(one: CountSet, made: RivalCounts, lang: str) -> Iterator[RenderableType]:
    if not one.conversions:
        return
    rows = {row.id: row for row in made.observations}
    for conversion in (each for each in made.conversions if each.id in one.conversions):
        told = wording.conversion_sentence(conversion, rows, lang)
        yield _indented(Text(f"{label('conversion', lang)}: {told}"))


def _table(
    claims: Sequence[CountClaim],
    checks: Mapping[str, Sequence[CountCheck]],
    columns: wording.Columns,
    lang: str,
) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    titles = dict(columns.titles)
    before = [titles.pop("window")] if "window" in titles else []
    for title in before:
        table.add_column(title, max_width=23, overflow="fold")
    table.add_column(label("claimant", lang), ratio=3, overflow="fold")
    table.add_column(label("figure", lang), justify="right", no_wrap=True)
    table.add_column(label("check", lang), no_wrap=True)
    for key, title in titles.items():
        side: JustifyMethod = "right" if key == "hours" else "left"
        table.add_column(title, ratio=WIDTHS.get(key), justify=side, overflow="fold")
    for claim, cells in zip(claims, columns.cells, strict=True):
        outcome = wording.worst(checks[claim.id])
        told = label(outcome.value if outcome else "no_check", lang)
        rest = dict(cells)
        first = [rest.pop("window")] if before else []
        table.add_row(
            *first,
            wording.claimant(claim.claimant, claim.claimant_name, lang),
            Text(wording.figure(claim, lang), "act"),
            Text(told, STYLES[outcome] if outcome else "quiet"),
            *rest.values(),
        )
    return table


def _lines(
    claims: Sequence[CountClaim],
    checks: Mapping[str, Sequence[CountCheck]],
    columns: wording.Columns,
    lang: str,
) -> RenderableType:
    """The same as a table, a paragraph a claim."""
    made = []
    for claim, cells in zip(claims, columns.cells, strict=True):
        outcome = wording.worst(checks[claim.id])
        told = [f"{columns.titles[key]}: {cell}" for key, cell in cells.items()]
        rest = f" · {' · '.join(told)}" if told else ""
        line = Text(f"{wording.claimant(claim.claimant, claim.claimant_name, lang)}: ")
        line.append(wording.figure(claim, lang), "act")
        line.append(rest)
        if outcome:
            line.append(f" · {label(outcome.value, lang)}", STYLES[outcome])
        made.append(line)
    return Group(*made)


class _Fitting:
    """A table where there is room for it, else lines."""

    def __init__(self, table: RenderableType, lines: RenderableType) -> None:
        self._table, self._lines = table, lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        del console
        yield self._table if options.max_width >= NARROW else self._lines


def _check(who: str, check: CountCheck, lang: str) -> RenderableType:
    told = f"{wording.SIGNS[check.outcome]} {who}: {wording.check_sentence(check, lang)}"
    return _indented(Text(told, STYLES[check.outcome]))


def _indented(line: Text) -> Padding:
    return Padding(line, (0, 0, 0, 2))
