"""Days of which a claimant told nothing, out of YAML: none there were, or none it would tell."""

from __future__ import annotations

import datetime as dt

from trucewatch.data.registry import Registry
from trucewatch.data.yaml_marks import Marked, parse
from trucewatch.domain.compliance import Said, Silence


def read_silences(raw: bytes, name: str) -> tuple[Silence, ...]:
    r"""The silences of the bytes of a YAML file; `name` is how errors call the file.

    Raises:
        UnreadableInput: the first fault, with file, line and remedy.

    >>> read_silences(
    ...     b"told:\n- {claimant: turkey, from: 2020-03-01, said: refused, source: its press}",
    ...     "x.yaml",
    ... )[0].said.value
    'refused'
    """
    return tuple(map(_silence, parse(raw, name).fields("told")["told"].items()))


def _silence(at: Marked) -> Silence:
    part = at.fields("claimant from said source", "to")
    first, claimant = _day(part["from"]), part["claimant"].text()
    if claimant not in Registry.packaged().actors:
        what = f"no actor has the id {claimant!r}"
        part["claimant"].refuse(what, "look it up in data/actors")
    return at.make(
        Silence,
        claimant=claimant,
        first=first,
        last=first if part["to"].missing else _day(part["to"]),
        said=part["said"].choice(Said),
        source=part["source"].text(),
    )


def _day(at: Marked) -> dt.date:
    try:
        return dt.date.fromisoformat(at.text())
    except ValueError:
        at.refuse(f"{at.text()!r} is no day", "write it as in 2016-05-03")
