"""A synthetic stream of reports: who took what from whom, with the truth beside it.

Outlets write up accounts, copy one another with and without saying so, translate, come late, and
now and then quote each other in a circle.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from dataclasses import dataclass, field, replace

from stream_words import LANGS, edited, lead_of, written
from stream_world import ACTS, DAYS, Account, World, make_world

from trucewatch.domain.document import Block, BlockKind, Document, PublishedBasis
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
)
from trucewatch.domain.time import TimePrecision, TimeRange, ZoneBasis

MADE = Versions(software="0", rules="0", vocabulary="0", terms="0", registry="0")
_PRECISION = {
    "minute": TimePrecision.MINUTE,
    "hour": TimePrecision.HOUR,
    "part_of_day": TimePrecision.PART_OF_DAY,
    "day": TimePrecision.DAY,
}


@dataclass(frozen=True, slots=True)
class Printed:
    """One report: whose, when, in which words, resting on which account, taken from which report.

    Args:
        drift_days: by how much a translator's "yesterday" moved the day.
        cited: outlet that it names as its source, None where it names none.
        observer_named: whether it still says whose account it is.
    """

    name: str
    outlet: str
    at: dt.datetime
    lang: str
    text: str
    account: Account
    taken_from: str | None = None
    cited: str | None = None
    drift_days: int = 0
    observer_named: bool = True


@dataclass(slots=True)
class Stream:
    """Readings in order of arrival, with the truth by statement id.

    Args:
        happening, origin: by id of statement; an origin is one observer of one happening.
        districts: id of the district that holds each village.
        circles: names of the reports of each chain of outlets that quote one another in a circle.
    """

    readings: list[Reading] = field(default_factory=list)
    happening: dict[str, int] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    circles: list[frozenset[str]] = field(default_factory=list)
    districts: dict[str, str] = field(default_factory=dict)


def make_stream(seed: int, reports: int, *, days: int = DAYS) -> Stream:
    """A stream of about so many reports on what happened in so many days."""
    draw = random.Random(seed)
    world = make_world(draw, happenings=max(10, reports // 6), days=days)
    printed = _print_all(draw, world, reports)
    stream = Stream(districts={spot.id: spot.district for spot in world.spots})
    _close_circles(draw, printed)
    stream.circles = _circles(printed)
    for one in sorted(printed, key=lambda report: (report.at, report.name)):
        reading = _reading(one)
        stream.readings.append(reading)
        said = reading.statements[0].id
        stream.happening[said] = one.account.happening.id
        stream.origin[said] = f"{one.account.happening.id}:{one.account.observer}"
    return stream


def _print_all(draw: random.Random, world: World, reports: int) -> list[Printed]:
    outlets = [f"outlet-{number}" for number in range(60)]
    printed: list[Printed] = []
    by_account: dict[int, list[Printed]] = {}
    while len(printed) < reports:
        account = draw.choice(world.accounts)
        before = by_account.setdefault(account.id, [])
        copies = bool(before) and draw.random() < 0.75
        name, outlet = f"r{len(printed):06}", draw.choice(outlets)
        if copies:
            one = _copy(draw, name, outlet, draw.choice(before))
        else:
            lang = draw.choices(LANGS, [6, 2, 2])[0]
            at = account.told_at + dt.timedelta(minutes=draw.randrange(5, 600))
            one = Printed(name, outlet, at, lang, written(draw, account, lang), account)
        before.append(one)
        printed.append(one)
    return printed


def _copy(draw: random.Random, name: str, outlet: str, other: Printed) -> Printed:
    at = other.at + dt.timedelta(minutes=draw.randrange(5, 2880))
    cited = other.outlet if other.outlet != outlet and draw.random() < 0.5 else None
    named = other.observer_named and draw.random() < 0.7
    kind = draw.random()
    if kind < 0.25:
        lang = draw.choice([one for one in LANGS if one != other.lang])
        drift = draw.choice([0] * 9 + [1])
        text = written(draw, other.account, lang)
        return replace(
            other,
            name=name,
            outlet=outlet,
            at=at,
            lang=lang,
            text=text,
            taken_from=other.name,
            cited=cited,
            drift_days=other.drift_days + drift,
            observer_named=named,
        )
    share = draw.choice([0.02, 0.05, 0.08])
    text = edited(draw, other.text, share) if kind < 0.7 else lead_of(draw, other.text, 0.6)
    return replace(
        other,
        name=name,
        outlet=outlet,
        at=at,
        text=text,
        taken_from=other.name,
        cited=cited,
        observer_named=named,
    )


def _close_circles(draw: random.Random, printed: list[Printed]) -> None:
    """Let some outlets quote, as their source, one that has it from themselves."""
    known = {one.name: one for one in printed}
    for one in list(printed):
        if one.taken_from is None or one.cited is None or draw.random() > 0.06:
            continue
        first = known[one.taken_from]
        if first.taken_from is None and first.outlet != one.outlet:
            printed.append(
                replace(
                    one,
                    name=f"{one.name}u",
                    outlet=first.outlet,
                    at=one.at + dt.timedelta(hours=draw.randrange(1, 12)),
                    text=edited(draw, one.text, 0.05),
                    taken_from=one.name,
                    cited=one.outlet,
                )
            )


def _circles(printed: list[Printed]) -> list[frozenset[str]]:
    """Reports by which an outlet has, as news from others, what it printed itself.

    Told by who copied whom when the stream was written, never by walking what reports cite.
    """
    known = {one.name: one for one in printed}
    found = []
    for last in printed:
        chain = [last]
        while chain[-1].cited is not None and chain[-1].taken_from is not None:
            before = known[chain[-1].taken_from]
            if before.outlet == last.outlet:
                found.append(frozenset(one.name for one in chain))
                break
            chain.append(before)
    return found


def _reading(one: Printed) -> Reading:
    text = one.text
    lead = text.split("\n", 1)[0]
    span = Span(0, len(lead))
    document = Document(
        name=one.name,
        sha256=hashlib.sha256(f"{one.name}{text}".encode()).hexdigest(),
        encoding="utf-8",
        encoding_basis="valid_utf8",
        text=text,
        language=one.lang,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        repairs=(),
        published=one.at.date(),
        published_basis=PublishedBasis.GIVEN,
        source=one.outlet,
    )
    return Reading(document=document, statements=(_statement(one, lead, span),), versions=MADE)


def _statement(one: Printed, words: str, span: Span) -> Statement:
    account = one.account
    drift = dt.timedelta(days=one.drift_days)
    time = TimeRange(
        start=account.start + drift,
        end=account.end + drift,
        precision=_PRECISION[account.precision],
        words="then",
        zone="UTC",
        zone_basis=ZoneBasis.STATED,
    )
    speakers = []
    if one.observer_named:
        speakers.append(Speaker(account.observer, account.observer, "say"))
    if one.cited is not None:
        speakers.append(Speaker(one.cited, one.cited, "report"))
    return Statement(
        id=hashlib.sha256(f"{one.name} {words}".encode()).hexdigest()[:16],
        span=span,
        words=words,
        speakers=tuple(speakers),
        act=account.act,
        act_family=ACTS.get(account.act, ("fire", ""))[0],
        polarity=Polarity.AFFIRMED,
        factuality=Factuality.ALLEGED,
        agents=(Mention(account.doer, account.doer, account.doer),) if account.doer else (),
        targets=(Mention(account.happening.sufferer, account.happening.sufferer, "them"),),
        places=(_place(account),),
        time=time,
        counts=tuple(_counts(account)),
        because=(Because("made", span),),
    )


def _place(account: Account) -> PlaceMention:
    spot = account.spot
    if spot is None:
        district = account.happening.spot.district
        return PlaceMention(district, district, None, None, PlacePrecision.ADMIN3, "the district")
    return PlaceMention(
        spot.name, spot.id, spot.lon, spot.lat, PlacePrecision.WITHIN_1KM, spot.name
    )


def _counts(account: Account) -> list[Count]:
    told = [("killed", account.killed), ("wounded", account.wounded)]
    return [Count(what, n, n, "people", f"{n} {what}") for what, n in told if n is not None]
