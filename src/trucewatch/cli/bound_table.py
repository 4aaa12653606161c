"""What bound whom on the terminal: which place was taken, then each agreement and its clauses."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.domain.bound import ClauseThere, TermsStatus, TermsThere
from trucewatch.domain.place import Place
from trucewatch.domain.time import write_instant
from trucewatch.export import wording
from trucewatch.pipeline.bound import Bound
from trucewatch.pipeline.locate import Located

_HELD = (TermsStatus.IN_FORCE, TermsStatus.POSSIBLY_IN_FORCE)
_SHOWN = (*_HELD, TermsStatus.PENDING, TermsStatus.ENDED)
"""In the order in which they are told; the others are counted."""
_UNSHOWN = (TermsStatus.NOT_YET_ANNOUNCED, TermsStatus.ELSEWHERE)
_MOST = 3
"""Other places that a name could have meant, listed one by one up to here."""


def parts(answer: Bound) -> Iterator[RenderableType]:
    """The place that was taken and why, how many terms held, then the terms one by one."""
    yield Text.assemble((_clocks(answer.at), "bold"), " · ", *_place(answer.located))
    yield from _others(answer.located)
    if answer.actor is not None:
        yield Text(f"asked of {answer.actor}", style="quiet")
    if answer.known_at is not None:
        yield Text(f"with what was known by {write_instant(answer.known_at)}", style="quiet")
    yield Text(_counts(answer.terms), style="bold")
    yield ""
    for status in _SHOWN:
        for terms in answer.terms:
            if terms.status is status:
                yield from _terms(terms)
    yield from _rest(answer.terms)


def _rest(terms: Iterable[TermsThere]) -> Iterator[RenderableType]:
    """How many have nothing to say there and then; a row for each would bury those that do."""
    counts = Counter(one.status for one in terms)
    told = [f"{counts[one]} {wording.plain(one)}" for one in _UNSHOWN if counts[one]]
    if told:
        yield Text(f"Not shown: {', '.join(told)}; --json lists them.", style="quiet")


def _clocks(at: dt.datetime) -> str:
    """The instant on the clock it was asked in, and on that of Greenwich."""
    if not at.utcoffset():
        return write_instant(at)
    return f"{at.isoformat(timespec='minutes')} ({write_instant(at)})"


def _place(located: Located) -> Iterator[Text | tuple[str, str] | str]:
    yield (located.place.name, "bold")
    yield f" ({_kind(located.place)}, {located.place.country}, {located.place.id})"


def _others(located: Located) -> Iterator[RenderableType]:
    line = f"{located.words!r} was taken so by the rule {wording.plain(located.rule)}"
    if located.others:
        shown = ", ".join(f"{one.id} ({_kind(one)})" for one in located.others[:_MOST])
        more = len(located.others) - _MOST
        line += f"; it could also be {shown}" + (f" and {more} more" if more > 0 else "")
    yield Text(line, style="quiet")


def _kind(place: Place) -> str:
    return wording.plain(place.kind)


def _counts(terms: tuple[TermsThere, ...]) -> str:
    counts = Counter(one.status for one in terms)
    if not any(counts[one] for one in _HELD):
        said = ["none in force there and then"]
    else:
        said = [f"{counts[one]} {wording.plain(one)}" for one in _HELD if counts[one]]
    pending = counts[TermsStatus.PENDING]
    return ", ".join([*said, f"{pending or 'none'} pending"])


def _terms(one: TermsThere) -> Iterator[RenderableType]:
    yield Text.assemble((one.name, "bold"), f" [{one.agreement}]")
    head = Text.assemble((wording.plain(one.status), one.certainty.value))
    yield Padding(head.append(f": {one.because}{_wait(one)}"), (0, 0, 0, 2))
    grid = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 2))
    grid.add_column(no_wrap=True, max_width=18)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for clause in one.clauses:
        grid.add_row(*_clause(clause, one.because))
    if one.clauses:
        yield grid
    yield ""


def _clause(one: ClauseThere, of_terms: str) -> tuple[Text, Text, Text]:
    """Its reason is left out where it is that of the terms, told above."""
    what = Text(f"{wording.plain(one.modality)}: {one.summary}")
    if one.because != of_terms:
        what.append(f"\n{one.because}", style="quiet")
    return Text(one.number), Text(one.certainty.value, style=one.certainty.value), what


def _wait(one: TermsThere) -> str:
    """How long until it takes effect, in words for a person."""
    if one.starts_in_s is None:
        return ""
    hours, rest = divmod(one.starts_in_s, 3600)
    minutes = max(1, rest // 60) if not hours else rest // 60
    spoken = [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes)
    return f" It begins in {' '.join(spoken)}."
