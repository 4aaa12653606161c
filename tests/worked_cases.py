"""Worked cases: a happening written by hand, held against packaged terms, as a text to be read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.assess.engine import assess
from trucewatch.data.agreement_files import Agreements, load_agreement
from trucewatch.data.agreement_times import moment
from trucewatch.data.loading import load_yaml
from trucewatch.data.registry import Registry
from trucewatch.data.yaml_marks import Marked, parse
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Claim, ClaimKind, Incident
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.statement import Mention, PlaceMention, Speaker, Versions, Weapon
from trucewatch.domain.time import TimePrecision, TimeRange

WIDTH = 100
# What the findings rest on is told by the other golden files; here it would change with every word.
VERSIONS = Versions(software="", rules="", vocabulary="", terms="", registry="")


@dataclass(frozen=True)
class WorkedCase:
    """One case: what is told, and against which terms and how it is asked.

    Args:
        known_at: as a moment of an agreement file; None where everything is known.
    """

    title: str
    why: str
    terms: tuple[Agreement, ...]
    incidents: tuple[Incident, ...]
    asked: dict[str, object]


def read_case(path: Path) -> WorkedCase:
    """The case of a YAML file; terms are ids of packaged agreements or files beside the case."""
    part = parse(path.read_bytes(), path.name).fields(
        "title why terms incidents", "readings all_clauses explicit known_at"
    )
    known = part["known_at"]
    return WorkedCase(
        title=part["title"].text(),
        why=part["why"].text(),
        terms=tuple(_terms(item.text(), path.parent) for item in part["terms"].items()),
        incidents=tuple(_incident(item) for item in part["incidents"].items()),
        asked={
            "readings": part["readings"].texts() or None,
            "all_clauses": part["all_clauses"].truth(otherwise=False),
            "explicit": part["explicit"].truth(otherwise=False),
            "known_at": None if known.missing else moment(known)[0],
        },
    )


def _terms(named: str, folder: Path) -> Agreement:
    own = named.endswith(".yaml")
    return load_agreement(folder / named) if own else Agreements.packaged().get(named)


def _incident(at: Marked) -> Incident:
    part = at.fields(
        "id act", "who whom places from to weapons objects says claims agreed count_only words"
    )
    act, agreed = part["act"].text(), part["agreed"].truth(otherwise=False)
    families = {
        name: one["family"] for name, one in load_yaml("vocabulary/acts.yaml")["acts"].items()
    }
    return at.make(
        Incident,
        id=part["id"].text(),
        statements=("one report", "another") if agreed else ("one report",),
        act=act,
        act_family=families[act],
        initiators=tuple(map(_mention, part["who"].texts())),
        targets=tuple(map(_mention, part["whom"].texts())),
        places=tuple(map(_place, part["places"].texts())),
        time=_time(part["from"], part["to"]),
        weapons=tuple(Weapon(one, one) for one in part["weapons"].texts()),
        objects=part["objects"].texts(),
        accusers=tuple(_speaker(one) for one in part["says"].texts()),
        claims=tuple(_claim(one) for one in part["claims"].items()),
        provisional=not agreed,
        count_only=part["count_only"].truth(otherwise=False),
        words=part["words"].text_or(""),
    )


def _mention(named: str) -> Mention:
    """By registry id; any other words name somebody whom no register holds."""
    known = Registry.packaged().actors.get(named)
    return Mention(known.name, named, known.name) if known else Mention(named, None, named)


def _speaker(named: str) -> Speaker:
    who = _mention(named)
    return Speaker(who.name, who.actor, "say")


def _place(place_id: str) -> PlaceMention:
    return PlaceMention(place_id, place_id, None, None, PlacePrecision.UNKNOWN, place_id)


def _claim(at: Marked) -> Claim:
    part = at.fields("kind by")
    return Claim(part["kind"].choice(ClaimKind), part["by"].text())


def _time(start: Marked, end: Marked) -> TimeRange | None:
    """Between two moments; a day alone is the whole of it."""
    if start.missing and end.missing:
        return None
    begins = None if start.missing else moment(start)
    ends = moment(end)[0] if not end.missing else begins and (begins[1] or begins[0])
    return TimeRange(start=begins and begins[0], end=ends or None, precision=TimePrecision.MINUTE)


def as_text(case: WorkedCase) -> str:
    """Result, reason, steps and what would change it, for each incident, terms and reading."""
    lines = [case.title, "=" * len(case.title), "", *textwrap.wrap(case.why, WIDTH)]
    for incident in case.incidents:
        lines += ["", *_told(incident)]
        found = assess(incident, case.terms, versions=VERSIONS, **case.asked)  # type: ignore[arg-type]
        for alike in _alike(found):
            lines += ["", *_found(alike)]
    return "\n".join(lines) + "\n"


def _told(one: Incident) -> Iterator[str]:
    head = f"{one.id}: {one.act} by {_names(one.initiators)} against {_names(one.targets)}"
    yield head
    yield "-" * min(len(head), WIDTH)
    if one.words:
        yield from textwrap.wrap(one.words, WIDTH)


def _names(mentions: Iterable[Mention]) -> str:
    return ", ".join(one.name for one in mentions) or "nobody named"


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that differ by the reader of the terms alone, together."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        steps = tuple((step.code, step.because) for step in one.steps)
        changes = tuple((change.sentence, change.then) for change in one.would_change)
        groups.setdefault((one.agreement, one.clause, one.reason, steps, changes), []).append(one)
    return list(groups.values())


def _found(alike: Sequence[Finding]) -> Iterator[str]:
    one = alike[0]
    terms = f"{one.agreement}, clause {one.clause}" if one.agreement else "no terms"
    yield f"{terms}, as read by {' and '.join(finding.reading for finding in alike)}"
    rests = f" (rests on {one.decided_by})" if one.decided_by else ""
    yield f"  {one.result}: {one.reason}{rests}"
    for step in one.steps:
        yield from _indented(f"{step.question}: {step.answer}. {step.because}", "    ")
    if one.would_change:
        yield "  would change:"
        for change in one.would_change:
            yield from _indented(f"{change.sentence} -> {change.then}", "    ")


def _indented(text: str, by: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=by, subsequent_indent=by + "  ")
