"""Recorded judgements on sources and information, out of YAML or JSON lines."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from trucewatch.data.yaml_marks import Marked, parse
from trucewatch.domain.credibility import Information, Judgement
from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.domain.source import Reliability
from trucewatch.domain.wire import from_wire
from trucewatch.pipeline.files import LARGEST_BYTES, bytes_of

_REMEDY = "see docs/how-to/weigh-a-claim.md"


def judgements_of(names: Iterable[str], *, largest: int = LARGEST_BYTES) -> tuple[Judgement, ...]:
    """Every judgement of some files, in their order; each delegation may keep a file of its own.

    Raises:
        UnreadableInput: with file, line and remedy.
    """
    found: list[Judgement] = []
    for name in names:
        raw = bytes_of(name, largest=largest)
        found += _lines(raw, name) if name.endswith(".jsonl") else _sheet(raw, name)
    return tuple(found)


def _sheet(raw: bytes, name: str) -> Iterable[Judgement]:
    """The YAML form: `judgements:` with a list of entries."""
    told = parse(raw, name).fields("judgements")
    return [_judgement(one) for one in told["judgements"].items()]


def _judgement(row: Marked) -> Judgement:
    told = row.fields("by day about reason", "topic reliability information")
    reliability, information = told["reliability"], told["information"]
    return row.make(
        Judgement,
        by=told["by"].text(),
        day=_day(told["day"]),
        about=told["about"].text(),
        reason=told["reason"].text(),
        topic=told["topic"].text_or(""),
        reliability=None if reliability.missing else reliability.choice(Reliability),
        information=None if information.missing else information.choice(Information),
    )


def _day(told: Marked) -> dt.date:
    try:
        return dt.date.fromisoformat(told.text())
    except ValueError:
        told.refuse(f"{told.text()!r} is no day", "write it as in 2016-05-03")


def _lines(raw: bytes, name: str) -> Iterable[Judgement]:
    for number, line in enumerate(raw.decode("utf-8-sig", "replace").splitlines(), 1):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        try:
            yield from_wire(Judgement, json.loads(line))
        except json.JSONDecodeError as err:
            raise UnreadableInput(f"broken JSON: {err.msg}", where=where, remedy=_REMEDY) from err
        except Refusal as err:
            raise UnreadableInput(str(err), where=where, remedy=_REMEDY) from err
