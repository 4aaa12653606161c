"""Agreements along one line of time: nesting, who says what, and what was told late."""

from __future__ import annotations

import datetime as dt

import pytest

from truce_nest import FORD, MILL, NEST, WIDE, on
from truce_world import REGISTRY, FakePlaces, clause, instant, moment, truce
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY
from trucewatch.assess.explain import Names
from trucewatch.assess.timeline import family, held_then, timeline, told_late
from trucewatch.domain.clause import Modality
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.finding import Certainty
from trucewatch.domain.moment import TimeFact, Window
from trucewatch.domain.timeline import HeldSpan, Lane

Told = tuple[dt.datetime | None, dt.datetime | None, Certainty]


def lane(name: str, known_at: dt.datetime | None = None, *readings: str) -> Lane:
    """One lane of the nest."""
    made = timeline(NEST, readings or None, known_at)
    return next(one for one in made.lanes if one.agreement == name)


def spans(one: Lane, reading: str) -> list[Told]:
    """When it held by a reading."""
    held = next(each for each in one.held if each.reading == reading)
    return [(each.start, each.end, each.certainty) for each in held.spans]


def test_each_stands_below_the_one_it_nests_in() -> None:
    """In whatever order they are given."""
    for given in (NEST, NEST[::-1]):
        made = timeline(given).lanes
        assert [(one.agreement, one.depth) for one in made] == [
            ("wide", 0),
            ("ford", 1),
            ("mill", 2),
        ]


def test_without_its_parent_one_stands_at_the_top() -> None:
    """What it nests in is still told."""
    [ford, mill] = timeline([MILL, FORD]).lanes
    assert (ford.depth, ford.parent, mill.depth) == (0, "wide", 1)


def test_siblings_stand_by_their_first_start() -> None:
    """Of two that nest alike the earlier comes first."""
    late = truce(id="late", window=Window(starts=(moment(instant(9)),)))
    assert [one.agreement for one in timeline([late, truce()]).lanes] == ["truce", "late"]


def test_readings_differ_where_accounts_do() -> None:
    """Each keeper's own account of the start counts for its reading."""
    ford = lane("ford")
    assert spans(ford, "east")[0] == (instant(4, 1), instant(13), SURELY)
    assert spans(ford, "west")[0] == (instant(5, 1), instant(13), SURELY)


def test_what_is_only_possible_stands_beside_what_is_sure() -> None:
    """An end that one account has later is possible until then, for whom that account counts."""
    assert spans(lane("ford"), "east")[1] == (instant(13), instant(14), POSSIBLY)
    assert len(spans(lane("ford"), "west")) == 1


def test_a_denied_termination_ends_terms_for_those_who_do_not_deny_it() -> None:
    """West, who denies it, holds that they went on."""
    assert spans(lane("wide"), "west") == [(instant(1), None, SURELY)]
    assert spans(lane("wide"), "east") == [
        (instant(1), instant(20), SURELY),
        (instant(20), None, POSSIBLY),
    ]


def test_accounts_that_exclude_one_another_are_marked() -> None:
    """Starts of the calm, ends of its second extension, and the denied termination."""
    ford = lane("ford")
    assert ford.contested
    assert [one.contested for one in ford.amended] == [False, True]
    assert lane("wide").amended[0].contested
    assert not lane("wide").contested


def test_what_was_told_late_is_marked() -> None:
    """The calm after both starts; its second extension after it began; the first before."""
    ford = lane("ford")
    assert ford.retroactive is SURELY
    assert [one.retroactive for one in ford.amended] == [NOT, SURELY]
    assert lane("mill").retroactive is None


@pytest.mark.parametrize(
    ("announced", "effect", "late"),
    [
        ([moment(instant(5))], [moment(instant(5))], NOT),
        ([moment(instant(5, 1))], [moment(instant(5))], SURELY),
        ([on(5)], [moment(instant(5, 12))], POSSIBLY),
        ([on(5)], [moment(instant(5))], POSSIBLY),
        ([on(5)], [on(4)], SURELY),
        ([on(5)], [on(5)], POSSIBLY),
        ([moment(instant(6)), moment(instant(4))], [moment(instant(5))], NOT),
        ([moment(instant(5))], [moment(instant(4)), moment(instant(6))], POSSIBLY),
        ([moment(None)], [moment(instant(4))], None),
        ([], [moment(instant(4))], None),
        ([on(5)], [moment(None)], None),
    ],
)
def test_how_late_a_thing_was_told(
    announced: list[TimeFact], effect: list[TimeFact], late: Certainty | None
) -> None:
    """The first announcement counts, against every account of the effect."""
    assert told_late(announced, effect) is late


def test_later_announcements_are_left_out() -> None:
    """On 10 March the second extension had not been told, nor the end of the wide truce."""
    then = instant(10)
    assert [one.id for one in lane("ford", then).amended] == ["first"]
    assert lane("wide", then).amended == ()
    assert spans(lane("ford", then), "east")[-1][1] == instant(11)


def test_of_what_was_not_announced_at_all_only_the_id_is_told() -> None:
    """On 3 March nobody could have known of the calm; the mill's pause was never announced."""
    made = timeline(NEST, None, instant(3))
    assert ([one.agreement for one in made.lanes], made.not_yet_announced) == (
        ["wide"],
        ("mill", "ford"),
    )


def test_a_signature_to_come_is_not_known() -> None:
    """The wide truce was announced before it was signed."""
    assert lane("wide", instant(26, month=2)).signed == ()
    assert len(lane("wide", instant(1)).signed) == 1


def test_an_account_told_later_is_left_out_until_then() -> None:
    """The other account stands alone before."""
    starts = moment(instant(4)), moment(instant(5), "west", known_from=instant(9))
    terms = truce(window=Window(starts=starts))
    assert timeline([terms], None, instant(8)).lanes[0].starts == starts[:1]
    assert timeline([terms], None, instant(9)).lanes[0].starts == starts


def test_a_deadline_told_later_is_left_out_until_then() -> None:
    """And so is the clause, where nobody had told of any deadline of it yet."""
    by = moment(instant(20)), moment(instant(22), "west", known_from=instant(5))
    later = moment(instant(25), known_from=instant(9))
    duties = (
        clause("return", modality=Modality.SHALL, deadline=by),
        clause("report", modality=Modality.SHALL, deadline=(later,)),
        clause("fire"),
    )
    terms = truce(clauses=duties)
    told = [
        [(one.clause, len(one.deadline), one.contested) for one in line.lanes[0].due]
        for line in (timeline([terms]), timeline([terms], None, instant(4)))
    ]
    assert told == [[("return", 2, True), ("report", 1, False)], [("return", 1, False)]]


def test_only_the_readings_asked_for_are_told() -> None:
    """Terms for which none of them keeps a list are told by their own."""
    assert [one.reading for one in lane("wide", None, "west").held] == ["west"]
    assert [one.reading for one in lane("mill", None, "west").held] == ["text"]


def test_a_reading_that_nobody_keeps_is_refused() -> None:
    """With those that are kept."""
    with pytest.raises(UnknownName, match="there are east, west, text"):
        timeline(NEST, ["north"])


def test_a_family_is_all_that_nests_in_it() -> None:
    """Children of children too, in the order given."""
    assert family(NEST, ["wide"]) == NEST
    assert family(NEST, ["ford"]) == (MILL, FORD)
    assert family(NEST, []) == ()


def test_spans_of_one_certainty_do_not_overlap() -> None:
    """What is sure is not told again as possible."""
    for one in timeline(NEST).lanes:
        for held in one.held:
            ends = [span.end for span in held.spans]
            starts = [span.start for span in held.spans[1:]]
            assert all(
                end and start and end <= start for end, start in zip(ends, starts, strict=False)
            )


def test_between_keeps_what_touches_and_its_parents() -> None:
    """The mill's pause of 9 March brings the calm and the truce it nests in."""
    made = timeline(NEST).between(instant(9), instant(10))
    assert [one.agreement for one in made.lanes] == ["wide", "ford", "mill"]
    assert [one.agreement for one in timeline(NEST).between(None, instant(2)).lanes] == ["wide"]
    assert timeline(NEST).between(None, instant(1, month=2)).lanes == ()


def test_a_span_keeps_its_own_moments_in_a_shorter_view() -> None:
    """Spans stand whole, so that no view invents a start."""
    made = timeline([WIDE]).between(instant(5), instant(6))
    assert made.lanes == timeline([WIDE]).lanes


def test_whether_terms_were_in_force_is_told_with_its_reason() -> None:
    """For each reading, in the order of the agreement."""
    names = Names(REGISTRY, FakePlaces())
    east, west = held_then(FORD, instant(4, 12), names)
    assert (east.certainty, west.certainty) == (SURELY, NOT)
    assert west.step.because.startswith("The terms had not taken effect.")


def test_no_span_tells_when_terms_did_not_hold() -> None:
    """That is the time between."""
    with pytest.raises(ValueError, match="tells when terms held"):
        HeldSpan(certainty=NOT)
