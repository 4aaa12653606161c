"""Readings on the terminal: one short paragraph a statement, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Statement
from trucewatch.export import wording

LONGEST_WORDS = 220
"""Longer words of a statement are cut in the middle here; JSON and HTML have them whole."""


def parts(readings: Iterable[Reading]) -> Iterator[RenderableType]:
    """The report's head, then its statements, for each reading."""
    for number, reading in enumerate(readings):
        if number:
            yield ""
        yield from _head(reading)
        yield _statements(reading.statements)


def _head(reading: Reading) -> Iterator[Text]:
    document = reading.document
    yield Text(wording.title(document), style="bold")
    facts = [wording.published(document), document.source, document.language]
    facts += [document.name] if document.name != wording.title(document) else []
    yield Text(" · ".join(fact for fact in facts if fact), style="quiet")
    repairs = len(document.repairs)
    said = len(reading.statements)
    words = f"{_amount(said, 'statement')}, {_amount(repairs, 'repair')} to the text"
    yield Text(words, style="quiet")


def _amount(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _statements(statements: Iterable[Statement]) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", style="quiet", width=3)
    grid.add_column(ratio=1)
    for number, said in enumerate(statements, 1):
        if number > 1:
            grid.add_row()
        grid.add_row(str(number), _statement(said))
    return Padding(grid, (1, 0, 0, 0))


def _statement(said: Statement) -> Text:
    lines = [
        Text.assemble(
            (wording.act_label(said.act), "act"),
            f", {wording.plain(said.factuality)}",
            _roles(said),
        ),
        Text.assemble((wording.chain(said.speakers), "who"), _addressed(said)),
    ]
    told = [wording.names(said.places), wording.when(said.time) if said.time else ""]
    told += [wording.count(figure) for figure in said.counts]
    told += [f"if: {said.condition}"] if said.condition else []
    if any(told):
        lines.append(Text(" · ".join(part for part in told if part)))
    lines.append(Text(f"“{_cut(said.words)}”", style="quiet"))
    return Text("\n").join(lines)


def _roles(said: Statement) -> str:
    doers, sufferers = wording.names(said.agents), wording.names(said.targets)
    by = f" by {doers}" if doers else ""
    return f":{by} against {sufferers}" if sufferers else f":{by}" if by else ""


def _addressed(said: Statement) -> str:
    told_to = wording.names(said.addressees)
    return f" to {told_to}" if told_to else ""


def _cut(words: str) -> str:
    """One line of at most `LONGEST_WORDS` letters."""
    line = " ".join(words.split())
    half = LONGEST_WORDS // 2
    return line if len(line) <= LONGEST_WORDS else f"{line[:half]} … {line[-half:]}"
