"""Whether what a clause asks to be done had to be done already."""

from __future__ import annotations

import datetime as dt

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.readings import TermsReading
from trucewatch.assess.window import Span, accounts, counted
from trucewatch.domain.clause import Clause

DUE = "due"


def due(
    clause: Clause,
    reading: TermsReading,
    span: Span | None,
    *,
    time_zone: str,
    known_at: dt.datetime | None = None,
) -> Answer | None:
    """Whether the deadline was over at an event somewhere in `span`; None where there is none.

    A clause with a window of its own is asked by that alone: it says when the clause binds.
    Before the first deadline that anybody asserts it is failed by nobody; between several, or
    where one is not known, it is open.

    Args:
        span: None where nothing at all is known of when it was.
        time_zone: IANA name of the clock in which the answer tells its moments.
        known_at: leave out deadlines that were told later.
    """
    if clause.window is not None:
        return None
    told = counted(clause.deadline, reading, known_at)
    if not told:
        return None
    facts = {"clause": clause.number, "deadlines": accounts(told, time_zone)}
    if span is None:
        return Answer(DUE, POSSIBLY, "due.open", facts)
    over = [fact.latest is not None and fact.latest <= span[0] for fact in told]
    if all(over):
        return Answer(DUE, SURELY, "due.yes", facts)
    ahead = all(fact.at is not None and span[1] <= fact.at for fact in told)
    return Answer(DUE, NOT if ahead else POSSIBLY, "due.not_yet" if ahead else "due.open", facts)
