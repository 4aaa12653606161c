"""A small reading with its incident and findings, made by hand.

No test of what comes after reading then depends on how well the reader reads.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from trucewatch.domain.actor import Designation
from trucewatch.domain.document import Block, BlockKind, Dateline, Document, PublishedBasis, Repair
from trucewatch.domain.finding import (
    RESULT_OF,
    Change,
    DesignationConflict,
    Finding,
    Reason,
    Result,
    Step,
)
from trucewatch.domain.incident import Incident
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.reading import Reading
from trucewatch.domain.span import Span
from trucewatch.domain.statement import (
    Because,
    Count,
    Factuality,
    Mention,
    PlaceMention,
    Polarity,
    Speaker,
    Statement,
    Versions,
    Weapon,
)
from trucewatch.domain.time import UTC, TimePrecision, TimeRange, ZoneBasis

VERSIONS = Versions(
    software="0.1.0", rules="r" * 12, vocabulary="v" * 12, terms="t" * 12, registry="g" * 12
)

HEADLINE = "Guns <& Doubts> near the Ford"
PARAGRAPHS = (
    (
        "Artillery of the Northern State fired across the river on Monday, killing two to four "
        "people, a spokesman of the River Front told the Ford Gazette."
    ),
    (
        'The Northern State denied it. "We will keep to the truce if the other side does," '
        "its ministry said."
    ),
)
TEXT = "\n\n".join((HEADLINE, *PARAGRAPHS, "Read more: www.gazette.example"))
RAW = TEXT.encode()

FRONT = Speaker("River Front", "river-front", "tell", "a spokesman of the River Front")
GAZETTE = Speaker("Ford Gazette", None, "report", "the Ford Gazette")
NORTH = Mention("Northern State", "northern-state", "the Northern State")
FORD = PlaceMention(
    "Ford", "test:1", 37.1, 36.2, PlacePrecision.WITHIN_25KM, "across the river", rule="only_entry"
)
MONDAY = TimeRange(
    start=dt.datetime(2016, 5, 1, 21, tzinfo=UTC),
    end=dt.datetime(2016, 5, 2, 21, tzinfo=UTC),
    precision=TimePrecision.DAY,
    words="on Monday",
    zone="Asia/Damascus",
    zone_basis=ZoneBasis.PLACE,
)


def span_of(words: str) -> Span:
    """Where `words` stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def statement(words: str, act: str, family: str, **more: Any) -> Statement:
    """A statement at `words`; the narrator's, happened and affirmed unless `more` says so."""
    span = span_of(words)
    values: dict[str, Any] = {
        "id": hashlib.sha256(f"{words}{act}".encode()).hexdigest()[:16],
        "span": span,
        "words": words,
        "speakers": (),
        "act": act,
        "act_family": family,
        "polarity": Polarity.AFFIRMED,
        "factuality": Factuality.HAPPENED,
        "because": (Because("frame:test", span),),
    }
    return Statement(**{**values, **more})


SHELLING = statement(
    PARAGRAPHS[0][:92],
    "shelling",
    "fire",
    speakers=(FRONT, GAZETTE),
    factuality=Factuality.ALLEGED,
    agents=(NORTH,),
    places=(FORD,),
    time=MONDAY,
    weapons=(Weapon("artillery", "Artillery"),),
    counts=(Count("killed", 2, 4, "people", "two to four people"),),
)
KILLING = statement(
    "killing two to four people", "killing", "persons", speakers=(FRONT, GAZETTE), time=MONDAY
)
DENIAL = statement(
    "The Northern State denied it",
    "shelling",
    "fire",
    speakers=(Speaker("Northern State", "northern-state", "deny", "The Northern State"),),
    factuality=Factuality.DENIED,
    polarity=Polarity.NEGATED,
)
PLEDGE = statement(
    "We will keep to the truce if the other side does",
    "comply_truce",
    "truce_support",
    speakers=(Speaker("Northern State", "northern-state", "say", "its ministry"),),
    factuality=Factuality.CONDITIONAL,
    condition="if the other side does",
)


def document() -> Document:
    """The report: a headline, two paragraphs, a line of boilerplate, one repair."""
    kinds = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.BOILERPLATE)
    parts = (HEADLINE, *PARAGRAPHS, "Read more: www.gazette.example")
    mended = span_of(" across").start
    return Document(
        name="gazette.txt",
        sha256=hashlib.sha256(RAW).hexdigest(),
        encoding="utf-8",
        encoding_basis="valid_utf8",
        text=TEXT,
        language="en",
        blocks=tuple(Block(kind, span_of(part)) for kind, part in zip(kinds, parts, strict=True)),
        repairs=(
            Repair(
                start=mended,
                end=mended + 1,
                raw_start=mended,
                raw_end=mended + 3,
                was="⊠",
                now=" ",
                why="box_for_space",
            ),
        ),
        title=HEADLINE,
        dateline=Dateline("FORD", Span(0, 4), "Ford", "test:1"),
        published=dt.date(2016, 5, 3),
        published_basis=PublishedBasis.DATE_LINE,
        source="Ford Gazette",
    )


def reading() -> Reading:
    """The report with its four statements, one of which lies within another."""
    said = (SHELLING, KILLING, DENIAL, PLEDGE)
    return Reading(document=document(), statements=said, versions=VERSIONS)


INCIDENT = Incident(
    id="0123456789abcdef",
    statements=(SHELLING.id,),
    act="shelling",
    act_family="fire",
    accusers=(FRONT, GAZETTE),
    initiators=(NORTH,),
    places=(FORD,),
    time=MONDAY,
    words=SHELLING.words,
)


def finding(agreement: str, view: str, reason: Reason) -> Finding:
    """A finding on `INCIDENT` under one agreement and one reading of it."""
    return Finding(
        incident=INCIDENT.id,
        agreement=agreement,
        clause="no-fire",
        reading=view,
        result=RESULT_OF[reason],
        reason=reason,
        steps=(
            Step(question="in_force", answer="surely", because="It was in force.", code="in_force"),
            Step(question="is_party", answer="no", because="No <declaration> known.", code="party"),
        ),
        decided_by="is_party" if reason is Reason.NOT_PARTY else "",
        would_change=(
            Change(code="declare", sentence="Had it declared", then=Result.POSSIBLE_VIOLATION),
        ),
        versions=VERSIONS,
    )


FINDINGS = (
    finding("river-truce", "east", Reason.NOT_PARTY),
    finding("river-truce", "west", Reason.SINGLE_PARTY_CLAIM),
)

CONFLICTS = (
    DesignationConflict(
        statement=SHELLING.id,
        asserter="northern-state",
        target="river-front",
        claimed="not_listed",
        registered=(
            Designation(
                target="river-front",
                status="terrorist",
                list="national:northern-state",
                asserter="northern-state",
                source="made up",
                grade="B",
            ),
        ),
        sentence="A list differs from the <register>.",
        code="conflict.not_listed",
    ),
)
