"""A lineage becomes boxes and lines that say no more and no less than it does."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

import incident_examples as made
from trucewatch.domain.lineage import CameBack, Edge, Lineage, Quote, Taking
from trucewatch.domain.reading import Reading
from trucewatch.export.incident_told import Told, said_in, told_of
from trucewatch.export.lineage_graph import OWN, UNTOLD, Graph, Kind, Part, graph


def told(readings: int = 5) -> tuple[Told, ...]:
    """The accounts of the example, or so many that quote the River Front."""
    if readings == 5:
        return told_of(made.fused(), said_in(made.READINGS))
    return tuple(
        Told(n, one.statements[0], one.document, denies=False)
        for n, one in enumerate(map(copy, range(readings)), 1)
    )


def copy(number: int) -> Reading:
    """The n-th report of many alike."""
    return made.report(made.told(chr(0x4E00 + number)), f"Outlet {number}", 3 + number % 20)


def line(edges: list[tuple[int, int]], accounts: tuple[Told, ...]) -> Lineage:
    """A lineage by the numbers of accounts, from 0; all go back to the River Front."""
    ids = [one.said.id for one in accounts]
    return Lineage(
        edges=tuple(
            Edge(taken=ids[a], origin=ids[b], how=Taking.COPIED, evidence=f"{a}") for a, b in edges
        ),
        origins=tuple((name, "river-front") for name in ids),
        untold=(),
        circles=(),
    )


def of(drawn: Graph, number: int) -> Part:
    """The box of an account."""
    [part] = [part for part in drawn.parts if number in {one.number for one in part.told}]
    return part


def test_each_origin_has_a_box_and_the_untold_share_one() -> None:
    """As many heavy boxes at the side as there are independent origins; a denier is none."""
    drawn = graph(made.LINEAGE, told())
    kinds = [part.kind for part in drawn.parts if part.parent is None]
    assert kinds == [Kind.ORIGIN, Kind.DENIER, Kind.UNTOLD]


def test_a_report_hangs_from_what_it_was_taken_from() -> None:
    """The Courier from the Herald, the Herald from the Gazette, the Gazette from the Front."""
    drawn = graph(made.LINEAGE, told())
    gazette, herald, courier = of(drawn, 1), of(drawn, 2), of(drawn, 4)
    assert courier.parent == herald.key
    assert herald.parent == gazette.key
    assert gazette.parent == f"{UNTOLD}river-front"


def test_a_denial_is_drawn_as_one() -> None:
    """And hangs from whoever denies."""
    tribune = of(graph(made.LINEAGE, told()), 3)
    assert tribune.denies
    assert tribune.parent == f"{UNTOLD}northern-state"


def test_an_account_without_an_origin_says_so() -> None:
    """It hangs from the box of the untold."""
    assert of(graph(made.LINEAGE, told()), 5).parent == UNTOLD


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 24), st.integers(0, 23)), max_size=24))
def test_every_edge_is_one_line(pairs: list[tuple[int, int]]) -> None:
    """Folded or not: each taken account stands in one box, whose line leads to its source."""
    accounts = told(25)
    edges = list({a: (a, b) for a, b in pairs if b < a}.values())
    drawn = graph(line(edges, accounts), accounts)
    lines = [edge for part in drawn.parts for edge in part.edges]
    assert len(lines) == len(edges)
    for part in drawn.parts:
        for edge in part.edges:
            assert edge.taken in {one.said.id for one in part.told}
            [above] = [other for other in drawn.parts if other.key == part.parent]
            assert edge.origin in {one.said.id for one in above.told}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=30))
def test_every_account_stands_in_one_box(pairs: list[tuple[int, int]]) -> None:
    """Also where edges close a ring, which a forged lineage may."""
    accounts = told(25)
    edges = list({a: (a, b) for a, b in pairs if a != b}.values())
    drawn = graph(line(edges, accounts), accounts)
    numbers = sorted(one.number for part in drawn.parts for one in part.told)
    assert numbers == [one.number for one in accounts]


def test_many_copies_fold_into_a_counted_stack() -> None:
    """The first of them and one box for the twelve others."""
    accounts = told(14)
    drawn = graph(line([(n, 0) for n in range(1, 14)], accounts), accounts)
    [stack] = [part for part in drawn.parts if part.kind is Kind.STACK]
    assert len(stack.told) == len(stack.edges) == 12
    assert len(drawn.parts) == 4


def test_a_denial_is_never_folded() -> None:
    """Nor is whatever others were taken from."""
    accounts = (*told(8)[:7], dataclasses.replace(told(8)[7], denies=True))
    drawn = graph(line([(n, 0) for n in range(1, 8)], accounts), accounts)
    assert of(drawn, 8).kind is Kind.REPORT


def test_a_report_that_repeats_itself_has_one_box() -> None:
    """Its second statement was not taken from its first by anybody."""
    first, second, *_ = told(4)
    again = dataclasses.replace(second, document=first.document)
    edge = Edge(taken=again.said.id, origin=first.said.id, how=Taking.COPIED, evidence="100")
    whole = dataclasses.replace(line([], (first, again)), edges=(edge,))
    drawn = graph(whole, (first, again))
    assert [len(part.told) for part in drawn.parts] == [0, 2]
    assert of(drawn, 1).edges == ()


def test_an_origin_beside_the_taken_one_has_a_line_of_its_own() -> None:
    """A report may copy one and name somebody else's witness."""
    accounts = told(2)
    whole = line([(1, 0)], accounts)
    name = accounts[1].said.id
    whole = dataclasses.replace(whole, origins=(whole.origins[0], (name, "a nurse")))
    drawn = graph(whole, accounts)
    assert drawn.asides == ((f"{UNTOLD}a nurse", of(drawn, 2).key),)


def test_the_centres_own_bulletin_is_no_origin_that_is_not_told() -> None:
    """It hangs from a box of its own and is marked."""
    accounts = told(1)
    name = accounts[0].said.id
    back = CameBack(statement=name, how=Taking.QUOTED, facts={"bulletin": "7", "share": "80"})
    whole = Lineage(edges=(), origins=(), untold=(), circles=(), came_back=(back,))
    part = of(graph(whole, accounts), 1)
    assert part.own
    assert part.parent == OWN


def test_only_those_who_quote_in_a_circle_are_marked() -> None:
    """Another report of the same outlet is not."""
    accounts = told(2)
    whole = dataclasses.replace(
        line([], accounts),
        circles=(("Outlet 0", "Outlet 1"),),
        quotes=(Quote(circle=0, statement=accounts[0].said.id, outlet="a", quoted="b"),),
    )
    drawn = graph(whole, accounts)
    assert (of(drawn, 1).circles, of(drawn, 2).circles) == ((1,), ())
