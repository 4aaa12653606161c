"""What a reading found of what careful readers found: one to one, by the rules of `expected.yaml`.

An expected statement is found when a read one has an act of the same family, the same outermost
speaker and an allowed factuality; right in all parts when the act itself, every listed name and
the days agree too. The pairing finds as many as can be found and, of those, gets as many right
as can be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import yaml
from scipy.optimize import linear_sum_assignment

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Statement
from trucewatch.domain.time import TimeRange
from trucewatch.text.registered import name_index

Entry = Mapping[str, Any]


@dataclass(slots=True)
class Score:
    """The outcome for one report; lists hold readable lines."""

    required: int = 0
    found: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    also_true: list[str] = field(default_factory=list)


def resolve(name: str) -> str:
    """The registry id of a name, else the id of a place, else the plain words."""
    actors = name_index().lookup(name)
    if len(actors) == 1:
        return actors[0].id
    place = Gazetteer.packaged().find(name).chosen
    return place.id if place is not None else plain(name)


def plain(name: str) -> str:
    """A name without case, dots, articles and "unnamed", for names no register holds."""
    bare = re.sub(r"[^\w@ ]", "", name).casefold()
    return re.sub(r"^(?:(?:the|one|two|an?|unnamed|unidentified) )*", "", bare)


def load_expected(path: Path) -> tuple[Mapping[str, str], Mapping[str, Entry]]:
    """The families of the acts and the entries by file name."""
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tree["families"], {report["file"]: report for report in tree["reports"]}


def score(
    reading: Reading,
    report: Entry,
    families: Mapping[str, str],
    allowed: Callable[[Statement], bool] = lambda _: False,
) -> Score:
    """Pair one reading with what is expected of its report."""
    entries: Sequence[Entry] = report["statements"]
    said = reading.statements
    gains = np.zeros((len(entries), max(len(said), 1)))
    for row, entry in enumerate(entries):
        for column, one in enumerate(said):
            gains[row, column] = _gain(entry, one, families)
    rows, columns = linear_sum_assignment(gains, maximize=True)
    pairs = {r: c for r, c in zip(rows, columns, strict=True) if gains[r, c] > 0}
    result = Score()
    for row, entry in enumerate(entries):
        optional = entry.get("optional", False)
        result.required += not optional
        if row in pairs and not optional:
            result.found.append(entry["n"])
            fault = faults(entry, said[pairs[row]])
            (result.missed if fault else result.right).append(
                f"{entry['n']} found, but {'; '.join(fault)}" if fault else entry["n"]
            )
        elif not optional:
            result.missed.append(f"{entry['n']} not found: {_line(entry)}")
    for column, one in enumerate(said):
        if column not in pairs.values():
            place = result.also_true if allowed(one) else result.wrong
            place.append(describe(one))
    return result


def _gain(entry: Entry, said: Statement, families: Mapping[str, str]) -> float:
    if not is_found(entry, said, families):
        return 0.0
    required = 0.0 if entry.get("optional") else 100.0
    return required + 1.0 + (10.0 if not faults(entry, said) else 0.0)


def is_found(entry: Entry, said: Statement, families: Mapping[str, str]) -> bool:
    """Whether family, outermost speaker and factuality agree."""
    family = families.get(said.act, said.act_family)
    acts = [entry["act"], *_listed(entry.get("or_act"))]
    if family not in [families.get(act, act) for act in acts] and said.act not in acts:
        return False
    if str(said.factuality) not in [entry["factuality"], *_listed(entry.get("or_factuality"))]:
        return False
    outer = speaker_of(said)
    chains = [entry["speakers"], *entry.get("or_speakers", [])]
    return any(outer == (resolve(chain[-1]) if chain else None) for chain in chains)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def speaker_of(said: Statement) -> str | None:
    """The outermost speaker's id or plain name, None for the narrator."""
    if not said.speakers:
        return None
    last = said.speakers[-1]
    return last.actor or resolve(last.name)


def faults(entry: Entry, said: Statement) -> list[str]:
    """What of the listed parts does not agree; empty where all do."""
    found = []
    if said.act not in [entry["act"], *_listed(entry.get("or_act"))]:
        found.append(f"act is {said.act}")
    parts = {
        "agents": {m.actor or resolve(m.name) for m in said.agents},
        "targets": {m.actor or resolve(m.name) for m in said.targets},
        "places": {p.place or plain(p.name) for p in said.places},
    }
    for part, ids in parts.items():
        wanted = [entry.get(part, []), *entry.get(f"or_{part}", [])]
        if not any(all(_ids(part, name) & ids for name in names) for names in wanted):
            found.append(f"{part} are {sorted(ids)}, not {entry[part]}")
    when = entry.get("when")
    fitting = [[str(day) for day in days] for days in (when, *entry.get("or_when", [])) if days]
    if when and days_of(said.time) not in fitting:
        found.append(f"days are {days_of(said.time)}, not {when}")
    return found


def _ids(part: str, name: str) -> set[str]:
    """What a name may be found as: a place name that is ambiguous alone, as any that bears it."""
    if part != "places":
        return {resolve(name)}
    match = Gazetteer.packaged().find(name)
    if match.chosen is not None:
        return {match.chosen.id}
    return {plain(name), *(place.id for place in match.candidates)}


def days_of(time: TimeRange | None) -> list[str]:
    """First day and the day after the last, on the clock of the statement."""
    if time is None or time.start is None or time.end is None:
        return []
    zone = ZoneInfo(time.zone or "UTC")
    last = (time.end - dt.timedelta(seconds=1)).astimezone(zone).date()
    return [str(time.start.astimezone(zone).date()), str(last + dt.timedelta(days=1))]


def describe(said: Statement) -> str:
    """One line that tells a statement."""
    chain = " < ".join(speaker.name for speaker in said.speakers) or "narrator"
    who = ", ".join(m.name for m in said.agents) or "-"
    whom = ", ".join(m.name for m in said.targets) or "-"
    where = ", ".join(p.name for p in said.places) or "-"
    days = "..".join(days_of(said.time)) or "-"
    head = f"[{chain}] {said.act} {said.factuality}: {who} -> {whom} @ {where} {days}"
    return f"{head} | {said.words[:90]}"


def _line(entry: Entry) -> str:
    chain = " < ".join(entry["speakers"]) or "narrator"
    return f"[{chain}] {entry['act']} {entry['factuality']}"
