"""What terms leave open, on the terminal: agreement by agreement, gaps first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.assess.ambiguity_words import Line, lines, page_word, severity_word
from trucewatch.domain.ambiguity import Severity
from trucewatch.pipeline.check import Checked

_INDENT = (0, 0, 0, 2)


def parts(checked: Iterable[Checked], lang: str) -> Iterator[RenderableType]:
    """Each agreement with its counts, its findings, and what it lists without need."""
    for number, one in enumerate(checked):
        if number:
            yield ""
        yield Text.assemble((one.title, "bold"), f" [{one.agreement}]")
        yield Text(_counts(one, lang), style="quiet")
        if one.faults:
            yield Padding(Text(page_word("faulty", lang), style="gap"), _INDENT)
        if one.ambiguities:
            yield _grid(lines(one.ambiguities, lang), lang)
        if one.not_found:
            entries = "; ".join(one.not_found)
            yield Padding(Text(page_word("not_found", lang, entries=entries)), _INDENT)


def _counts(one: Checked, lang: str) -> str:
    """How many of each severity, and how many of these are known."""
    told = []
    for severity in Severity:
        found = [each for each in one.ambiguities if each.severity is severity]
        known = sum(each.known for each in found)
        more = f" ({page_word('known', lang)}: {known})" if known else ""
        told.append(f"{severity_word(severity, lang)}: {len(found)}{more}")
    return " · ".join(told)


def _grid(found: Iterable[Line], lang: str) -> RenderableType:
    grid = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for line in found:
        grid.add_row(_severity(line, lang), _told(line))
    return Padding(grid, _INDENT)


def _severity(line: Line, lang: str) -> Text:
    word = Text(severity_word(line.head.severity, lang), style=line.head.severity.value)
    if line.head.known:
        word.append(f"\n{page_word('known', lang)}", style="quiet")
    return word


def _told(line: Line) -> Text:
    told = Text.assemble((line.entry, "act"), f"\n{line.reason}")
    told.append(f"\n{line.elsewhere}", style="quiet")
    return told
