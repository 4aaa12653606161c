"""Hypothesis strategies for the values of the domain, each as wide as the invariants allow."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from hypothesis import strategies as st

from trucewatch.domain import (
    actor,
    agreement,
    ambiguity,
    amendment,
    clause,
    decision,
    document,
    finding,
    identity,
    incident,
    membership,
    moment,
    place,
    statement,
    zone,
)
from trucewatch.domain.reading import Reading
from trucewatch.domain.span import Span
from trucewatch.domain.time import UTC, TimePrecision, TimeRange, ZoneBasis

Strategy = st.SearchStrategy

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
names = st.text("abcdefАлеппоحلب-", min_size=1, max_size=8)
ids = st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)
place_ids = st.builds("{}:{}".format, st.sampled_from(["ocha", "geonames"]), ids)
days = st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1))
instants = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2040, 1, 1)).map(  # noqa: DTZ001 - made aware below
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


def some(strategy: Strategy[Any], most: int = 2) -> Strategy[Any]:
    """A tuple of up to `most` values."""
    return st.lists(strategy, max_size=most).map(tuple)


def maybe(strategy: Strategy[Any]) -> Strategy[Any]:
    """A value or None."""
    return st.none() | strategy


def ordered(strategy: Strategy[Any]) -> Strategy[tuple[Any, Any]]:
    """A start before an end, either of which may be open."""
    pairs = st.lists(strategy, min_size=2, max_size=2, unique=True).map(sorted)
    return st.tuples(pairs, st.booleans(), st.booleans()).map(
        lambda drawn: (None if drawn[1] else drawn[0][0], None if drawn[2] else drawn[0][1])
    )


spans = st.tuples(st.integers(0, 500), st.integers(0, 80)).map(lambda d: Span(d[0], sum(d)))
validities = ordered(days).map(lambda pair: actor.Validity(*pair))
zones_of_time = st.sampled_from(["Asia/Damascus", "Europe/Kyiv"])
time_ranges = st.builds(
    lambda pair, **rest: TimeRange(start=pair[0], end=pair[1], **rest),
    ordered(instants),
    precision=st.sampled_from(TimePrecision),
    words=words,
    zone=maybe(zones_of_time),
    zone_basis=maybe(st.sampled_from(ZoneBasis)),
)

points = st.builds(
    place.LonLat, st.integers(-1_800_000_000, 1_800_000_000), st.integers(-900_000_000, 900_000_000)
)
places = st.builds(
    place.Place,
    id=place_ids,
    names=st.lists(st.builds(place.PlaceName, names, st.just("en")), min_size=1, max_size=2).map(
        tuple
    ),
    kind=st.sampled_from(place.PlaceKind),
    country=st.sampled_from(["SY", ""]),
    source=words,
    parent=maybe(place_ids),
    outline_id=place_ids,
    population=maybe(st.integers(0, 10**7)),
    same_as=some(place_ids),
    preferred=st.booleans(),
) | st.builds(
    place.Place,
    id=place_ids,
    names=st.just((place.PlaceName("حلب", "ar"),)),
    kind=st.just(place.PlaceKind.CITY),
    country=st.just("SY"),
    source=words,
    centre=points,
    radius_m=st.integers(1, 10**6),
)

actor_names = st.builds(
    actor.ActorName,
    names,
    st.sampled_from(["en", "ru", "ar"]),
    st.sampled_from(actor.NameUse),
    validities,
)
actors = st.builds(
    actor.Actor,
    id=ids,
    kind=st.sampled_from(actor.ActorKind),
    names=st.lists(actor_names, min_size=1, max_size=2).map(tuple),
    source=words,
    parent=maybe(ids.map("p".__add__)),
    valid=validities,
    relations=some(
        st.builds(
            actor.ActorRelation,
            st.sampled_from(actor.RelationKind),
            ids,
            ids,
            st.booleans(),
            validities,
        )
    ),
    surnames=some(actor_names),
    offices=some(st.builds(actor.Office, words, ids, maybe(ids), validities)),
).filter(lambda one: one.parent != one.id)
designations = st.builds(
    actor.Designation,
    target=ids,
    status=words,
    list=words,
    asserter=ids,
    source=words,
    grade=words,
    valid=validities,
)

speakers = st.builds(statement.Speaker, names, maybe(ids), words, words, some(names))
mentions = st.builds(statement.Mention, names, maybe(ids), words, maybe(spans))
degrees = st.floats(-90, 90, allow_nan=False).map(lambda degree: round(degree, 7))
place_mentions = st.builds(
    statement.PlaceMention,
    names,
    maybe(place_ids),
    maybe(degrees),
    maybe(degrees),
    st.sampled_from(place.PlacePrecision),
    words,
    maybe(spans),
    words,
    some(place_ids),
)
counts = st.builds(
    lambda pair, **rest: statement.Count(low=pair[0], high=pair[1], **rest),
    ordered(st.integers(0, 1000)),
    what=words,
    unit=words,
    words=words,
)
weapons = st.builds(statement.Weapon, ids, words)
becauses = st.builds(statement.Because, ids, spans)
versions = st.builds(
    statement.Versions, software=ids, rules=ids, vocabulary=ids, terms=ids, registry=ids
)


@st.composite
def statements(draw: st.DrawFn, text: str = "Солдаты shelled حلب, they said.") -> Any:
    """A statement somewhere in `text`."""
    start = draw(st.integers(0, len(text)))
    span = Span(start, draw(st.integers(start, len(text))))
    rest = st.fixed_dictionaries(
        {
            "id": ids,
            "speakers": some(speakers),
            "act": ids,
            "act_family": ids,
            "polarity": st.sampled_from(statement.Polarity),
            "factuality": st.sampled_from(statement.Factuality),
            "because": st.lists(becauses, min_size=1, max_size=2).map(tuple),
            "addressees": some(mentions),
            "condition": maybe(words),
            "agents": some(mentions),
            "targets": some(mentions),
            "places": some(place_mentions),
            "time": maybe(time_ranges),
            "weapons": some(weapons),
            "counts": some(counts),
        }
    )
    return statement.Statement(span=span, words=span.cut(text), **draw(rest))


repairs = st.builds(
    lambda text, raw, **rest: document.Repair(
        start=text.start, end=text.end, raw_start=raw.start, raw_end=raw.end, **rest
    ),
    spans,
    spans,
    was=words,
    now=words,
    why=ids,
)


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """A document whose blocks lie within its text."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    cut = draw(st.integers(0, len(text)))
    kinds = st.sampled_from(document.BlockKind)
    parts = (Span(0, cut), Span(cut, len(text)))
    undecided = draw(st.booleans())
    basis = [b for b in document.PublishedBasis if b is not document.PublishedBasis.UNDECIDED]
    pair = tuple(sorted(draw(st.sets(days, min_size=2, max_size=2))))
    dateline = st.builds(
        document.Dateline, words, spans, names, maybe(place_ids), maybe(days), maybe(names)
    )
    return document.Document(
        name=draw(words),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        encoding="utf-8",
        encoding_basis="valid_utf8",
        text=text,
        language=draw(st.sampled_from(["en", "ru", "ar"])),
        blocks=tuple(document.Block(draw(kinds), part) for part in parts),
        repairs=draw(some(repairs)),
        title=draw(maybe(words)),
        byline=draw(maybe(words)),
        dateline=draw(maybe(dateline)),
        published=None if undecided else draw(maybe(days)),
        published_basis=document.PublishedBasis.UNDECIDED
        if undecided
        else draw(st.sampled_from(basis)),
        published_readings=pair if undecided else (),
        published_because=draw(maybe(spans)),
        source=draw(maybe(words)),
    )


@st.composite
def readings(draw: st.DrawFn) -> Any:
    """A document and statements cut out of it."""
    whole = draw(documents())
    said = draw(st.lists(statements(text=whole.text), max_size=2))
    return Reading(document=whole, statements=tuple(said), versions=draw(versions))


incidents = st.builds(
    incident.Incident,
    id=ids,
    statements=st.lists(ids, min_size=1, max_size=2).map(tuple),
    act=ids,
    act_family=ids,
    provisional=st.booleans(),
    accusers=some(speakers),
    initiators=some(mentions),
    targets=some(mentions),
    places=some(place_mentions),
    time=maybe(time_ranges),
    weapons=some(weapons),
    words=words,
)

facts = st.dictionaries(ids, words, max_size=2)
steps = st.builds(finding.Step, question=ids, answer=ids, because=words, code=ids, facts=facts)
changes = st.builds(
    finding.Change, code=ids, sentence=words, then=st.sampled_from(finding.Result), facts=facts
)
findings = st.sampled_from(finding.Reason).flatmap(
    lambda reason: st.builds(
        finding.Finding,
        incident=ids,
        agreement=maybe(ids),
        clause=maybe(ids),
        reading=ids,
        result=st.just(finding.RESULT_OF[reason]),
        reason=st.just(reason),
        steps=st.lists(steps, min_size=1, max_size=2).map(tuple),
        would_change=some(changes),
        versions=versions,
    )
)

citations = st.builds(moment.Citation, words, st.sampled_from(moment.Grade))


def time_facts(at: Strategy[Any] | None = None) -> Strategy[moment.TimeFact]:
    """An assertion of a moment, at one of `at` where that is given."""
    return st.builds(
        moment.TimeFact,
        at=maybe(instants) if at is None else at,
        citation=citations,
        words=words,
        zone=maybe(zones_of_time),
        asserted_by=some(ids),
        known_from=maybe(instants),
        contested_by=some(ids),
    )


def _window(pair: tuple[Any, Any]) -> Strategy[moment.Window]:
    first, last = pair
    return st.builds(
        moment.Window,
        starts=st.lists(time_facts(st.just(first)), min_size=1, max_size=2).map(tuple),
        ends=some(time_facts(st.just(last))),
    )


windows = ordered(instants).flatmap(_window)
corner = st.builds(place.LonLat, st.integers(0, 10**7), st.integers(0, 10**7))
squares = st.builds(
    lambda at, side: tuple(
        place.LonLat(at.lon_e7 + x * side, at.lat_e7 + y * side)
        for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    ),
    corner,
    st.integers(1, 10**6),
)
shapes = st.builds(
    zone.Shape,
    rings=st.lists(squares, min_size=1, max_size=2).map(tuple),
    lines=st.lists(st.tuples(corner, corner), max_size=1).map(tuple),
    within_m=st.integers(1, 10**4),
)
memberships = ordered(instants).flatmap(
    lambda pair: st.builds(
        membership.Membership,
        actor=ids,
        side=ids,
        status=st.sampled_from(membership.MembershipStatus),
        citation=citations,
        channel=maybe(ids),
        attested_by=some(ids),
        listed_by=some(ids),
        start=st.just(pair[0]),
        end=st.just(pair[1]),
    )
)
zones = st.builds(
    zone.Zone,
    id=st.just("all"),
    name=words,
    places=st.lists(place_ids, min_size=1, max_size=2).map(tuple),
    citation=citations,
    shape=maybe(shapes),
    uncertainty_m=st.integers(0, 10**5),
    basis=st.sampled_from(zone.LineBasis),
    drawn_by=some(ids),
    except_held_by=some(ids),
)
controls = st.builds(
    zone.ControlArea,
    holder=ids,
    citation=citations,
    asserted_by=some(ids),
    shape=shapes,
    uncertainty_m=st.integers(0, 10**5),
)
duties = st.builds(
    clause.Clause,
    id=st.just("duty"),
    number=words,
    modality=st.just(clause.Modality.SHALL),
    summary=words,
    bearers=some(ids),
    beneficiaries=some(ids),
    acts=some(ids),
    citation=citations,
    duty=maybe(st.sampled_from(clause.DutyKind)),
    deadline=some(time_facts()),
    conditions=some(words),
    counting_rule=words,
    undefined=some(words),
    texts=some(st.builds(clause.ClauseText, st.sampled_from(["ru", "ar"]), words, words)),
)
clauses = st.builds(
    clause.Clause,
    id=st.just("one"),
    number=words,
    modality=st.sampled_from(clause.Modality),
    summary=words,
    bearers=some(ids),
    beneficiaries=some(ids),
    acts=some(ids),
    citation=citations,
    weapons=some(ids),
    objects=some(ids),
    zone=st.sampled_from([None, "all"]),
    window=maybe(windows),
)
exclusions = st.builds(membership.Exclusion, citation=citations, actor=ids) | st.builds(
    membership.Exclusion, citation=citations, list=ids
)
amendments = st.builds(
    amendment.Amendment,
    id=st.just("more"),
    kind=st.just(amendment.AmendmentKind.EXTEND),
    citation=citations,
    window=windows,
    announced=some(time_facts()),
    summary=words,
) | st.builds(
    amendment.Amendment,
    id=st.just("less"),
    kind=st.sampled_from([amendment.AmendmentKind.SUSPEND, amendment.AmendmentKind.TERMINATE]),
    citation=citations,
    effective=st.lists(time_facts(), min_size=1, max_size=2).map(tuple),
)
agreements = st.builds(
    agreement.Agreement,
    id=ids,
    names=st.lists(names, min_size=1, max_size=2).map(tuple),
    kind=st.sampled_from(agreement.AgreementClass),
    window=windows,
    zones=st.tuples(zones),
    memberships=some(memberships),
    clauses=some(clauses, most=1) | some(duties, most=1),
    citations=some(citations),
    zone=st.just("all"),
    conflict=words,
    stage=st.sampled_from(agreement.Stage),
    parent=maybe(ids),
    supersedes=some(ids),
    guarantors=some(ids),
    facilitators=some(ids),
    announced=some(time_facts()),
    signed=some(time_facts()),
    term=st.sampled_from(agreement.TermBasis),
    renewal=words,
    publicity=st.sampled_from(agreement.Publicity),
    texts=some(
        st.builds(
            agreement.TextVersion,
            lang=st.sampled_from(["en", "ar"]),
            citation=citations,
            authentic=maybe(st.booleans()),
        )
    ),
    amendments=some(amendments, most=1),
    controls=some(controls),
    exclusions=some(exclusions),
    opt_in=st.booleans(),
    co_chairs=some(ids),
    time_zone=zones_of_time,
    ambiguities=some(words),
)

ambiguities = st.builds(
    ambiguity.Ambiguity,
    agreement=ids,
    code=st.sampled_from(ambiguity.AmbiguityCode),
    severity=st.sampled_from(ambiguity.Severity),
    about=words,
    variant=words,
    facts=st.dictionaries(ids, words, max_size=2),
    others=st.builds(
        ambiguity.Precedent,
        of=st.integers(2, 9),
        did=st.just(2),
        examples=some(ids),
    ),
    known=st.booleans(),
    reason=words,
    elsewhere=words,
)

statement_ids = st.lists(ids, min_size=1, max_size=3, unique=True).map(tuple)
aliases = st.builds(identity.Alias, id=ids, statements=statement_ids)
identities = st.builds(
    identity.Identity, id=ids, statements=statement_ids, aliases=some(aliases), split_from=words
)


@st.composite
def decisions(draw: st.DrawFn) -> decision.Decision:
    """A decision of any kind, with as many sides as its kind has."""
    kind = draw(st.sampled_from(decision.DecisionKind))
    few = {decision.DecisionKind.CONFIRM: (1, 1), decision.DecisionKind.UNMERGE: (0, 0)}
    least, most = few.get(kind, (2, 3))
    parts = st.lists(ids, min_size=least, max_size=most, unique=True)
    sides = [
        decision.Side(statements=(f"{one}-1", f"{one}-2"), incident=draw(words))
        for one in draw(parts)
    ]
    return decision.Decision(
        id=draw(ids),
        kind=kind,
        by=draw(names),
        at=draw(instants),
        reason=draw(names),
        sides=tuple(sides),
        withdraws=draw(ids) if not sides else "",
    )


NOUNS: dict[type[Any], Strategy[Any]] = {
    actor.Actor: actors,
    actor.Designation: designations,
    agreement.Agreement: agreements,
    ambiguity.Ambiguity: ambiguities,
    decision.Decision: decisions(),
    document.Document: documents(),
    finding.Finding: findings,
    identity.Identity: identities,
    incident.Incident: incidents,
    place.Place: places,
    Reading: readings(),
    statement.Statement: statements(),
    TimeRange: time_ranges,
}
"""Every noun that travels, with the strategy that makes it."""
