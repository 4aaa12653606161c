"""The records of sources, out of the bytes of `data/sources`; errors name file and line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trucewatch.data.yaml_marks import Marked, parse
from trucewatch.domain.actor import ALWAYS, Actor, ActorName, NameUse, Validity
from trucewatch.domain.moment import Citation, Grade
from trucewatch.domain.source import Alignment, Ownership, OwnershipKind, Source, SourceKind

Names = dict[str, tuple[ActorName, ...]]


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """What one file holds: sources, and the names of groups that are no registered body."""

    sources: tuple[Source, ...]
    groups: tuple[tuple[str, str], ...]


def source_sheet(raw: bytes, name: str, actors: Iterable[Actor]) -> SourceSheet:
    """The sources of a file; one without names takes those of the registry.

    Raises:
        UnreadableInput: with file, line and remedy.
    """
    known: Names = {actor.id: actor.names for actor in actors}
    tree = parse(raw, name).fields("release terms sources", "groups")
    return SourceSheet(
        sources=tuple(_source(one, known) for one in tree["sources"].items()),
        groups=tuple(_group(one) for one in tree["groups"].items()),
    )


def _group(row: Marked) -> tuple[str, str]:
    told = row.fields("id name")
    return told["id"].text(), told["name"].text()


def _source(row: Marked, known: Names) -> Source:
    told = row.fields("id kind ownership", "names alignment group domains")
    source_id = told["id"].text()
    names = tuple(map(_name, told["names"].items())) or known.get(source_id, ())
    if not names:
        row.refuse(f"{source_id} is in no registry and has no names", "add its names here")
    return row.make(
        Source,
        id=source_id,
        kind=told["kind"].choice(SourceKind),
        names=names,
        ownership=tuple(map(_ownership, told["ownership"].items())),
        alignment=tuple(map(_alignment, told["alignment"].items())),
        independence_group=None if told["group"].missing else told["group"].text(),
        domains=told["domains"].texts(),
    )


def _name(row: Marked) -> ActorName:
    told = row.fields("text lang", "use")
    return ActorName(told["text"].text(), told["lang"].text(), told["use"].choice_or(NameUse.NAME))


_RECORD = "source grade"
_DISPUTED = "asserted_by contested_by from to"


def _ownership(row: Marked) -> Ownership:
    told = row.fields(f"kind {_RECORD}", f"owner {_DISPUTED}")
    return Ownership(
        kind=told["kind"].choice(OwnershipKind),
        citation=Citation(told["source"].text(), told["grade"].choice(Grade)),
        owner=told["owner"].text_or(""),
        asserted_by=told["asserted_by"].texts(),
        contested_by=told["contested_by"].texts(),
        valid=_valid(told["from"], told["to"]),
    )


def _alignment(row: Marked) -> Alignment:
    told = row.fields(f"with {_RECORD}", _DISPUTED)
    return Alignment(
        to=told["with"].text(),
        citation=Citation(told["source"].text(), told["grade"].choice(Grade)),
        asserted_by=told["asserted_by"].texts(),
        contested_by=told["contested_by"].texts(),
        valid=_valid(told["from"], told["to"]),
    )


def _valid(start: Marked, end: Marked) -> Validity:
    days = tuple(_days((start, end)))
    return start.make(Validity, start=days[0], end=days[1]) if any(days) else ALWAYS


def _days(told: Iterable[Marked]) -> Iterator[dt.date | None]:
    for one in told:
        try:
            yield None if one.missing else dt.date.fromisoformat(one.text())
        except ValueError:
            one.refuse(f"{one.text()!r} is no day", "write it as in 2016-05-03")
