"""What differs between terms, part by part."""

from __future__ import annotations

from typing import Any

import pytest

from truce_nest import FORD, NEST, WIDE, changed
from truce_world import CITED, clause, instant, member, moment, truce, zone
from trucewatch.assess.terms_diff import diff
from trucewatch.domain.agreement import Agreement, TermBasis
from trucewatch.domain.amendment import AmendmentKind
from trucewatch.domain.clause import DutyKind, Modality
from trucewatch.domain.membership import Exclusion, MembershipStatus
from trucewatch.domain.moment import Window
from trucewatch.domain.place import LonLat
from trucewatch.domain.terms_diff import Difference, DiffKind, Part
from trucewatch.domain.zone import Shape

DUTY = {"modality": Modality.SHALL}
ADDED, DROPPED, CHANGED = DiffKind.ADDED, DiffKind.DROPPED, DiffKind.CHANGED


def found(one: Agreement, other: Agreement, part: Part, **more: Any) -> list[Difference]:
    """The differences of one part."""
    return [each for each in diff(one, other, **more).differences if each.part is part]


def told(one: Agreement, other: Agreement, part: Part, **more: Any) -> list[tuple[object, ...]]:
    """The differences of one part as key, kind, aspect, before and after."""
    return [
        (each.key, each.change, each.aspect, each.before, each.after)
        for each in found(one, other, part, **more)
    ]


@pytest.mark.parametrize("terms", NEST)
def test_terms_do_not_differ_from_themselves(terms: Agreement) -> None:
    """At any time, with whatever was known."""
    assert diff(terms, terms).differences == ()
    assert diff(terms, terms, at=instant(9), known_at=(instant(9), instant(9))).differences == ()


def test_starts_are_compared_as_instants() -> None:
    """On whatever clock they were told."""
    at = instant(1)
    one = truce(window=Window(starts=(moment(at, zone="UTC"),)))
    other = truce(window=Window(starts=(moment(at, zone="Asia/Damascus"),)))
    assert found(one, other, Part.TIMES) == []


def test_each_account_of_a_moment_is_told() -> None:
    """With who says it and who denies it."""
    ends = moment(instant(8), "east", contested_by=("west",)), moment(None)
    other = truce(window=Window(starts=truce().window.starts, ends=ends))
    assert told(truce(), other, Part.TIMES) == [
        ("ends", CHANGED, "", (), ("2020-03-08T00:00:00Z says east denies west", "unknown"))
    ]


def test_parties_join_leave_and_change() -> None:
    """By actor: a new one, one that is gone, one of another status and on another list."""
    refused = MembershipStatus.REFUSED
    members = (
        member("north", "northern", refused),
        member("front", "southern", listed_by=("west",)),
        member("farland", "southern"),
    )
    stripped = truce(
        memberships=tuple(
            member(m.actor, m.side, m.status, listed_by=m.listed_by) for m in truce().memberships
        )
    )
    assert told(stripped, truce(memberships=members), Part.PARTIES) == [
        ("north", CHANGED, "status", ("declared",), ("refused",)),
        ("south", DROPPED, "", ("southern", "declared"), ()),
        ("front", CHANGED, "listed_by", ("east",), ("west",)),
        ("farland", ADDED, "", (), ("southern", "declared")),
    ]


def test_of_several_entries_those_alike_are_compared() -> None:
    """One actor that joined and later withdrew has two."""
    joined, left = member("north", "n"), member("north", "n", MembershipStatus.WITHDRAWN)
    one, other = truce(memberships=(joined, left)), truce(memberships=(left, joined))
    assert found(one, other, Part.PARTIES) == []
    assert told(one, truce(memberships=(left,)), Part.PARTIES) == [
        ("north", DROPPED, "", ("n", "declared"), ())
    ]


def test_the_order_of_keepers_is_no_difference() -> None:
    """Nor that of acts, bearers or weapons."""
    one, other = (
        truce(memberships=(member("front", "southern", listed_by=by),))
        for by in (("east", "west"), ("west", "east"))
    )
    assert diff(one, other).differences == ()


def test_exclusions_are_told_by_actor_or_list() -> None:
    """Here the list is gone and the ravens are named."""
    other = truce(exclusions=(truce().exclusions[0], Exclusion(citation=CITED, actor="ravens")))
    assert [(key, kind) for key, kind, *_ in told(truce(), other, Part.EXCLUSIONS)] == [
        ("UN-list", DROPPED),
        ("ravens", ADDED),
    ]


def test_a_zone_differs_by_its_line() -> None:
    """Corner by corner."""
    corners = [LonLat.of(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 0))]
    moved = [LonLat.of(x, y) for x, y in ((0, 0), (2, 0), (1, 1), (0, 0))]
    one, other = (
        truce(zones=(zone("t:land", shape=Shape(rings=(tuple(c),))),)) for c in (corners, moved)
    )
    [line] = found(one, other, Part.ZONES)
    assert (line.aspect, line.before, line.after) == (
        "shape",
        ("ring 0,0 1,0 1,1 0,0",),
        ("ring 0,0 2,0 1,1 0,0",),
    )


@pytest.mark.parametrize(
    ("aspect", "before", "after"),
    [
        ("modality", {}, {"modality": Modality.MAY}),
        ("acts", {}, {"acts": ("fire", "territory")}),
        ("bearers", {}, {"bearers": ("northern",)}),
        ("weapons", {}, {"weapons": ("mortar",)}),
        ("summary", {}, {"summary": "Cease fire."}),
        ("deadline", DUTY, {**DUTY, "deadline": (moment(instant(5)),)}),
        ("duty", DUTY, {**DUTY, "duty": DutyKind.WITHDRAW}),
        ("starts", {}, {"window": Window(starts=(moment(instant(5)),))}),
    ],
)
def test_a_clause_differs_by_its_parts(
    aspect: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """One difference for each part that changed, and no other."""
    one, other = (truce(clauses=(clause("c", **more),)) for more in (before, after))
    assert [(each.key, each.aspect) for each in found(one, other, Part.CLAUSES)] == [("c", aspect)]


def test_clauses_of_one_agreement_are_matched_by_id() -> None:
    """Whatever they say."""
    one = truce(clauses=(clause("a"), clause("b", acts=("territory",))))
    other = truce(clauses=(clause("a", acts=("territory",)), clause("b")))
    assert {each.change for each in found(one, other, Part.CLAUSES)} == {CHANGED}


def test_clauses_of_two_agreements_are_matched_by_what_they_say() -> None:
    """Their ids and numbers mean nothing to one another."""
    one = truce(clauses=(clause("a"), clause("b", acts=("territory",))))
    other = truce(id="other", clauses=(clause("a", acts=("territory",)), clause("x")))
    assert found(one, other, Part.CLAUSES) == []


def test_clauses_that_share_nothing_are_dropped_and_added() -> None:
    """A duty to withdraw answers to no ban on fire."""
    duty = clause("a", modality=Modality.SHALL, acts=(), duty=DutyKind.WITHDRAW, summary="Go.")
    other = truce(id="other", clauses=(duty,))
    assert [each.change for each in found(truce(), other, Part.CLAUSES)] == [DROPPED, ADDED]


def test_the_same_kind_of_duty_alone_makes_no_match() -> None:
    """Somebody else's duty of that kind is another clause; with a bearer in common it answers."""
    duty = {**DUTY, "duty": DutyKind.MONITOR, "acts": ()}
    one = truce(clauses=(clause("a", **duty, bearers=("north",), summary="Watch the ford."),))
    other, same = (
        truce(id="other", clauses=(clause("b", **duty, bearers=who, summary="Watch."),))
        for who in (("south",), ("north",))
    )
    assert [each.change for each in found(one, other, Part.CLAUSES)] == [DROPPED, ADDED]
    assert [each.change for each in found(one, same, Part.CLAUSES)] == [CHANGED]


def test_a_clause_in_the_main_zone_of_each_is_no_change() -> None:
    """Main zones answer to one another, whatever they are called."""
    named = zone("t:land")
    renamed = type(named)(id="area", name="the land", places=("t:land",), citation=CITED)
    one = truce(zones=(named,), clauses=(clause("a", zone="all"),))
    other = truce(id="other", zones=(renamed,), zone="area", clauses=(clause("a", zone="area"),))
    assert found(one, other, Part.CLAUSES) == found(one, other, Part.ZONES) == []


def test_term_and_keepers_are_compared() -> None:
    """How long, and under whose guarantee."""
    other = truce(term=TermBasis.FIXED, guarantors=("un",), opt_in=False)
    assert told(truce(), other, Part.TERM) == [("term", CHANGED, "", ("unknown",), ("fixed",))]
    assert told(truce(), other, Part.GUARANTORS) == [
        ("guarantors", CHANGED, "", (), ("un",)),
        ("opt_in", CHANGED, "", ("yes",), ("no",)),
    ]


def test_what_was_learned_between_two_times() -> None:
    """The second extension, and nothing else."""
    learned = diff(FORD, FORD, known_at=(instant(10), instant(13))).differences
    assert [(one.part, one.change, one.key) for one in learned] == [
        (Part.AMENDMENTS, ADDED, "second")
    ]


def test_terms_of_which_nobody_knew_differ_in_that_alone() -> None:
    """Before their announcement there is nothing to compare."""
    known = instant(2), None
    assert told(FORD, FORD, Part.KNOWN, known_at=known) == [("ford", ADDED, "", (), ("announced",))]
    assert len(diff(FORD, FORD, known_at=known).differences) == 1
    assert diff(FORD, FORD, known_at=(instant(1), instant(2))).differences == ()


def test_at_an_instant_it_tells_whose_reading_held() -> None:
    """The wide truce held for both on the 4th, the calm only for East."""
    assert [
        row for row in told(WIDE, FORD, Part.TIMES, at=instant(4, 12)) if "in_force" in str(row[0])
    ] == [("in_force west", CHANGED, "in_force", ("surely",), ("not",))]


def test_at_an_instant_only_who_stood_then_is_compared() -> None:
    """North joined the calm on the 4th."""
    later = truce(memberships=(member("north", "northern", start=instant(4)),))
    never = truce(memberships=())
    assert found(later, never, Part.PARTIES, at=instant(3)) == []
    assert len(found(later, never, Part.PARTIES, at=instant(4))) == 1


def test_amendments_are_told_with_their_effect() -> None:
    """So that a termination shows its date."""
    over = changed("over", AmendmentKind.TERMINATE, moment(instant(20)))
    assert told(truce(), truce(amendments=(over,)), Part.AMENDMENTS) == [
        ("over", ADDED, "", (), ("terminate", "2020-03-20T00:00:00Z"))
    ]
