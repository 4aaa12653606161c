"""What is reported of duties, out of YAML; the form is in `schema/performance.schema.json`."""

from __future__ import annotations

import datetime as dt

from trucewatch.data.agreement_times import moment
from trucewatch.data.yaml_marks import Marked, parse
from trucewatch.domain.duty import Performance, Told


def read_performance(raw: bytes, name: str) -> tuple[Performance, ...]:
    r"""The reports of the bytes of a YAML file, in order; `name` is how errors call the file.

    Raises:
        UnreadableInput: the first fault, with file, line and remedy.

    >>> read_performance(
    ...     b"reports:\n- {agreement: truce, clause: c1, bearer: north, by: east,"
    ...     b" at: '2020-03-05T10:00 UTC', says: not_done}",
    ...     "x.yaml",
    ... )[0].told.value
    'not_done'
    """
    part = parse(raw, name).fields("reports", "agreement")
    usual = part["agreement"].text_or("")
    return tuple(_report(item, usual) for item in part["reports"].items())


def _report(at: Marked, usual: str) -> Performance:
    part = at.fields("clause bearer by at says", "agreement done share excuse")
    agreement = part["agreement"].text_or(usual)
    if not agreement:
        at.refuse("no agreement is named", "add agreement here, or once above reports")
    start, until, _ = moment(part["at"])
    share = part["share"]
    return at.make(
        Performance,
        agreement=agreement,
        clause=part["clause"].text(),
        bearer=part["bearer"].text(),
        by=part["by"].text(),
        # Reported on a day, it was surely reported when that day was over.
        at=until or start,
        told=part["says"].choice(Told),
        done=_done(part["done"]),
        share=None if share.missing else share.whole(0),
        excuse=part["excuse"].text_or(""),
        where=f"{at.name}, line {at.line}",
    )


def _done(at: Marked) -> dt.datetime | None:
    if at.missing:
        return None
    start, until, _ = moment(at)
    if until is not None:
        remedy = "write the hour, or leave it out where it is not told"
        at.refuse("a day does not say whether it was in time", remedy)
    return start
