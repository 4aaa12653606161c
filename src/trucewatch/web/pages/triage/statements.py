"""Reports with the statements in them: what each was read as, on what it rests, who changed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Polarity, Statement
from trucewatch.domain.time import parse_instant
from trucewatch.domain.wire import from_wire
from trucewatch.export.incident_wording import Wording
from trucewatch.service.gathering import plain_reading, statement_of
from trucewatch.service.standing_alone import REVIEW
from trucewatch.storage.documents import newest, versions
from trucewatch.storage.models.documents import Version
from trucewatch.web.pages.triage.marking import Mark, Piece, pieces

Words = str | Promise
POLARITIES: dict[str, Words] = {
    Polarity.AFFIRMED: _("It says that it was so"),
    Polarity.NEGATED: _("It says that it was not so"),
}


@dataclass(frozen=True)
class Fact:
    """One part of a reading in words.

    Args:
        read: what the machine read, where a person says otherwise; else None.
    """

    label: Words
    words: str
    read: str | None


@dataclass(frozen=True)
class Reason:
    """A rule that fired, and the words it rests on."""

    rule: str
    words: str


@dataclass(frozen=True)
class Said:
    """A statement as a card.

    Args:
        number: in the order of the text, from 1.
        inside: whether it belongs to the incident that is looked at.
        state: what a person made of it, "" where nobody has judged it.
    """

    number: int
    id: str
    words: str
    inside: bool
    state: str
    by: str
    at: dt.datetime | None
    reason: str
    facts: tuple[Fact, ...]
    because: tuple[Reason, ...]


@dataclass(frozen=True)
class Told:
    """A report: its text in pieces, and what is said in it."""

    title: str
    outlet: str
    published: str
    language: str
    pieces: tuple[Piece, ...]
    said: tuple[Said, ...]
    subject: str

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each statement by its id."""
        return {one.id: one.number for one in self.said}

    @property
    def inside(self) -> list[Said]:
        """Those of the incident."""
        return [one for one in self.said if one.inside]

    @property
    def beside(self) -> list[Said]:
        """Those that tell of something else."""
        return [one for one in self.said if not one.inside]


def told_in(version: Version, ours: Iterable[str], lang: str) -> Told:
    """A reading on record, with every statement as it stands now.

    Args:
        ours: ids of the statements of the incident.
    """
    body = version.body or {}
    reading = from_wire(Reading, plain_reading(body))
    say, mine = Wording.packaged(lang), frozenset(ours)
    judged = _judged([one.id for one in reading.statements])
    text = reading.document.text
    marks = [Mark(one.id, one.span.start, one.span.end) for one in reading.statements]
    return Told(
        title=say.title(reading.document),
        outlet=say.outlet(reading.document),
        published=say.published(reading.document),
        language=reading.document.language,
        pieces=tuple(pieces(text, marks)),
        said=tuple(
            said(number, one, judged.get(one.id), text=text, say=say, inside=one.id in mine)
            for number, one in enumerate(reading.statements, 1)
        ),
        subject=str(body.get("report", "")),
    )


def said(
    number: int,
    read: Statement,
    judged: Mapping[str, Any] | None,
    *,
    text: str,
    say: Wording,
    inside: bool,
) -> Said:
    """A statement as a card.

    Args:
        read: as the machine read it.
        judged: the newest version, where a person made one.
        text: of its report.
    """
    now = statement_of(judged) if judged else read
    own = (judged or {}).get(REVIEW, {})
    because = dict.fromkeys(Reason(one.rule, one.span.cut(text)) for one in now.because)
    return Said(
        number=number,
        id=read.id,
        words=read.words,
        inside=inside,
        state=own.get("state", ""),
        by=own.get("by", ""),
        at=parse_instant(own["at"]) if own else None,
        reason=own.get("reason", ""),
        facts=tuple(facts(now, read, say)),
        because=tuple(because),
    )


def facts(now: Statement, read: Statement, say: Wording) -> Iterable[Fact]:
    """Every part of a reading, with what the machine read where that is something else."""
    then = dict(_parts(read, say))
    for label, words in _parts(now, say):
        yield Fact(label, words, then[label] if then[label] != words else None)


def first_and_now(subject: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the machine read of a statement, and how it stands; both empty for no statement."""
    found = [one.body for one in versions("statement", subject) if one.body]
    return (found[0], found[-1]) if found else ({}, {})


def _judged(ids: list[str]) -> dict[str, dict[str, Any]]:
    found = newest("statement").filter(subject__in=ids, version__gt=1)
    return {one.subject: one.body for one in found if one.body}


def _parts(one: Statement, say: Wording) -> Iterable[tuple[Words, str]]:
    yield _("Who says it"), say.chain(one.speakers)
    yield _("Act"), say.act(one.act)
    yield _("Held to be"), say.term("factualities", one.factuality)
    yield _("Said or denied"), str(POLARITIES[one.polarity])
    yield _("Said to have done it"), say.names(one.agents)
    yield _("Said to have suffered it"), say.names(one.targets)
    yield _("Place"), say.places(one.places)
    yield _("When"), say.when(one.time)
    yield _("Figures"), say.figures(one.counts)
