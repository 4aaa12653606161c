"""Laws of the line of time and of what differs between terms."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategies import maybe, some
from truce_world import CITED, clause, instant, member, truce
from trucewatch.assess.known import as_known
from trucewatch.assess.readings import readings_of
from trucewatch.assess.stood import as_stood
from trucewatch.assess.terms_diff import diff
from trucewatch.assess.timeline import timeline
from trucewatch.assess.window import at_instant, force
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import STRETCHING, Amendment, AmendmentKind
from trucewatch.domain.clause import Modality
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.finding import Certainty
from trucewatch.domain.membership import MembershipStatus
from trucewatch.domain.moment import TimeFact, Window
from trucewatch.domain.terms_diff import DiffKind, TermsDiff
from trucewatch.domain.timeline import Lane, Timeline
from trucewatch.domain.wire import from_wire, to_wire

LABELS = tuple(f"q{number:02}" for number in range(6))
LABEL = re.compile(r"\bq\d\d\b")
HOUR = dt.timedelta(hours=1)
laws = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

label = st.sampled_from(LABELS)
instants = st.integers(0, 40).map(lambda step: instant(1) + step * 12 * HOUR)
turns = st.permutations(LABELS).map(lambda turned: dict(zip(LABELS, turned, strict=True)))
moments = st.builds(
    lambda at, hours, **more: TimeFact(
        at=at, until=at + hours * HOUR if at and hours else None, citation=CITED, **more
    ),
    maybe(instants),
    st.sampled_from([0, 0, 24]),
    asserted_by=some(label, 1),
    contested_by=some(label, 1),
    known_from=maybe(instants),
)
told = st.lists(moments, min_size=1, max_size=2).map(tuple)
members = st.builds(
    lambda who, status, start: member(who, "side", status, start=start),
    label,
    st.sampled_from(MembershipStatus),
    maybe(instants),
)
clauses = st.lists(
    st.tuples(st.sampled_from(Modality), some(label), some(st.sampled_from(["fire", "territory"]))),
    max_size=3,
).map(
    lambda rows: tuple(
        clause(f"c{n}", modality=kind, bearers=who, acts=acts)
        for n, (kind, who, acts) in enumerate(rows)
    )
)
PLAIN = sorted(set(AmendmentKind) - STRETCHING - {AmendmentKind.ADD_ZONE, AmendmentKind.ADD_PARTY})


def window(starts: tuple[TimeFact, ...], ends: tuple[TimeFact, ...]) -> Window:
    """A window of these moments, open where they would end it before it starts."""
    try:
        return Window(starts=starts, ends=ends)
    except InvalidValue:
        return Window(starts=starts)


windows = st.builds(window, told, some(moments))


@st.composite
def amendments(draw: st.DrawFn, name: str) -> Amendment:
    """A change of any kind but those that need a zone."""
    kind = draw(st.sampled_from([*sorted(STRETCHING), AmendmentKind.ADD_PARTY, *PLAIN]))
    stretches = kind in STRETCHING
    joined = draw(st.lists(members, min_size=1, max_size=2))
    return Amendment(
        id=name,
        kind=kind,
        citation=CITED,
        window=draw(windows) if stretches else None,
        effective=() if stretches else draw(told),
        announced=draw(some(moments, 1)),
        memberships=tuple(joined) if kind is AmendmentKind.ADD_PARTY else (),
    )


@st.composite
def agreements(draw: st.DrawFn, name: str = "one", parent: str | None = None) -> Agreement:
    """Terms with keepers and accounts among the labels."""
    return truce(
        id=name,
        parent=parent,
        window=draw(windows),
        amendments=tuple(draw(amendments(f"a{n}")) for n in range(draw(st.integers(0, 2)))),
        announced=draw(some(moments)),
        signed=draw(some(moments, 1)),
        memberships=draw(some(members, 3)),
        clauses=draw(clauses),
        co_chairs=tuple(draw(st.lists(label, max_size=3, unique=True))),
        guarantors=tuple(draw(st.lists(label, max_size=2, unique=True))),
    )


nests = st.tuples(agreements(), agreements("two", "one"), agreements("three", "two"))
pairs = st.tuples(agreements(), agreements("two"))


def told_on(one: Lane) -> dict[str, set[TimeFact]]:
    """Every account on a lane by what it is of."""
    found = {
        "announced": set(one.announced),
        "signed": set(one.signed),
        "starts": set(one.starts),
        "ends": set(one.ends),
    }
    for each in one.amended:
        found[each.id] = {*each.starts, *each.ends, *each.announced}
    return found


def holds(more: Timeline, less: Timeline) -> bool:
    """Whether all that is told on one line of time is told on the other."""
    lanes = {one.agreement: told_on(one) for one in more.lanes}
    return all(
        part in lanes.get(one.agreement, {}) and facts <= lanes[one.agreement][part]
        for one in less.lanes
        for part, facts in told_on(one).items()
    )


@laws
@given(nest=nests, first=instants, later=instants)
def test_what_was_once_known_does_not_disappear(
    nest: tuple[Agreement, ...], first: dt.datetime, later: dt.datetime
) -> None:
    """Lanes, amendments and accounts only grow; spans of time may well shrink."""
    first, later = sorted((first, later))
    early, late = timeline(nest, None, first), timeline(nest, None, later)
    assert holds(late, early)
    assert holds(timeline(nest), late)


@laws
@given(nest=nests, known_at=instants)
def test_nothing_of_the_future_is_told(nest: tuple[Agreement, ...], known_at: dt.datetime) -> None:
    """No account that was told later, no announcement or signature yet to come."""
    for one in timeline(nest, None, known_at).lanes:
        assert all(fact.known_from is None or fact.known_from <= known_at for fact in one.facts())
        happened = (*one.announced, *one.signed, *(f for a in one.amended for f in a.announced))
        assert all(fact.at is None or fact.at <= known_at for fact in happened)


@laws
@given(nest=nests, turn=turns, known_at=maybe(instants))
def test_the_line_follows_a_change_of_names(
    nest: tuple[Agreement, ...], turn: dict[str, str], known_at: dt.datetime | None
) -> None:
    """Relabel keepers and accounts: the line is the relabelled one, order included."""
    plain = timeline(nest, None, known_at)
    turned = timeline(relabelled_terms(nest, turn), None, known_at)
    assert to_wire(turned) == relabelled(plain, turn)


@laws
@given(pair=pairs, turn=turns, known_at=st.tuples(maybe(instants), maybe(instants)))
def test_what_differs_follows_a_change_of_names(
    pair: tuple[Agreement, ...], turn: dict[str, str], known_at: Any
) -> None:
    """Matching of parties and clauses looks at no name."""
    plain = diff(pair[0], pair[1], known_at=known_at)
    one, other = relabelled_terms(pair, turn)
    assert to_wire(diff(one, other, known_at=known_at)) == relabelled(plain, turn)


@laws
@given(terms=agreements(), at=instants, known_at=maybe(instants))
def test_spans_say_what_the_assessment_says(
    terms: Agreement, at: dt.datetime, known_at: dt.datetime | None
) -> None:
    """At every instant the picture and the assessment agree on how surely terms held."""
    lanes = timeline([terms], None, known_at).lanes
    for place, reading in enumerate(readings_of(terms)):
        certainty = force(terms, reading, known_at=known_at).during(at_instant(at))
        spans = lanes[0].held[place].spans if lanes else ()
        second = at + dt.timedelta(seconds=1)
        shown = [one.certainty for one in spans if one.touches(at, second)]
        assert (shown or [Certainty.NOT]) == [certainty]


@laws
@given(pair=pairs)
def test_swapping_two_agreements_swaps_what_was_added_and_dropped(
    pair: tuple[Agreement, ...],
) -> None:
    """As many things are dropped one way as are added the other way."""
    forth, back = diff(pair[0], pair[1]), diff(pair[1], pair[0])
    assert counted(forth, DiffKind.ADDED) == counted(back, DiffKind.DROPPED)
    assert counted(forth, DiffKind.DROPPED) == counted(back, DiffKind.ADDED)


@laws
@given(terms=agreements(), at=maybe(instants), known_at=maybe(instants))
def test_terms_never_differ_from_themselves(
    terms: Agreement, at: dt.datetime | None, known_at: dt.datetime | None
) -> None:
    """Whatever is asked."""
    assert diff(terms, terms, at=at, known_at=(known_at, known_at)).differences == ()


@laws
@given(terms=agreements(), at=instants, known_at=instants)
def test_terms_as_known_and_as_they_stood_are_terms(
    terms: Agreement, at: dt.datetime, known_at: dt.datetime
) -> None:
    """Whatever is left out, what stays keeps the invariants of an agreement."""
    known = as_known(terms, known_at)
    assert as_stood(known or terms, at).id == terms.id
    assert known is None or as_known(known, known_at) == known


@laws
@given(nest=nests, known_at=maybe(instants))
def test_the_line_comes_back_from_json(
    nest: tuple[Agreement, ...], known_at: dt.datetime | None
) -> None:
    """As does what differs."""
    made = timeline(nest, None, known_at)
    assert from_wire(Timeline, json.loads(json.dumps(to_wire(made)))) == made
    apart = diff(nest[0], nest[1])
    assert from_wire(TermsDiff, json.loads(json.dumps(to_wire(apart)))) == apart


def relabelled(value: object, turn: dict[str, str]) -> Any:
    """The JSON of a value with every label turned."""
    return json.loads(LABEL.sub(lambda hit: turn[hit.group()], json.dumps(to_wire(value))))


def relabelled_terms(terms: Iterable[Agreement], turn: dict[str, str]) -> list[Agreement]:
    """The same agreements with every label turned."""
    return [from_wire(Agreement, relabelled(one, turn)) for one in terms]


def counted(apart: TermsDiff, kind: DiffKind) -> dict[str, int]:
    """How many things of each part were added or dropped."""
    found: dict[str, int] = {}
    for one in apart.differences:
        if one.change is kind:
            found[one.part] = found.get(one.part, 0) + 1
    return found
