"""Laws of the joint session: neither names of sides nor an order of steps gets round them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.domain.access import Side
from trucewatch.domain.case import Outcome
from trucewatch.domain.centre_rules import DecisionRule
from trucewatch.domain.determination import Signatory
from trucewatch.domain.wording import WORDED_OUTCOMES, Answer, Reply, WordedLine, Wording
from trucewatch.review import wording as words
from trucewatch.review.determining import canonical_text, determine, is_enough
from trucewatch.review.refusals import NotLawful

OTHER = {Side.A: Side.B, Side.B: Side.A, Side.NEUTRAL: Side.NEUTRAL}
SIDES = st.sampled_from([Side.A, Side.B])
IDS = st.sampled_from(["l-1", "l-2", "l-3"])
TEXTS = st.sampled_from(["Shells fell.", "None fell.", "a accepted\nb accepted"])
ANSWERS = st.sampled_from([Reply(Answer.ACCEPTED), Reply(Answer.OBJECTED, "Not so.")])
ADDS = st.tuples(st.just("add"), IDS, TEXTS, SIDES)
CHANGES = st.tuples(st.just("change"), IDS, TEXTS, SIDES)
REPLIES = st.tuples(st.just("reply"), IDS, ANSWERS, SIDES)
ACCOUNTS = st.tuples(st.just("account"), IDS, TEXTS, SIDES)
OUTCOMES = st.tuples(st.just("conclude"), IDS, st.sampled_from(WORDED_OUTCOMES), SIDES)
STEPS = st.lists(st.one_of(ADDS, CHANGES, REPLIES, ACCOUNTS, OUTCOMES), max_size=25)
EMPTY = Wording(case="c-1", round=1, session="s-1")


def taken(steps: list[tuple[str, str, object, Side]], *, swap: bool = False) -> Wording:
    """A finding after these steps; what is refused changes nothing."""
    found = EMPTY
    for name, id_, what, by in steps:
        side = OTHER[by] if swap else by
        line = found.line(id_)
        seen = line.seen if line else "x"
        try:
            if name == "add":
                found = words.add(found, WordedLine(id_, str(what), side))
            elif name == "change":
                found = words.change(found, id_, seen, str(what), by=side)
            elif name == "reply" and isinstance(what, Reply):
                found = words.reply(found, id_, seen, what, side=side)
            elif name == "account":
                found = words.account(found, str(what), side=side)
            elif isinstance(what, Outcome):
                found = words.conclude(found, what)
        except NotLawful:
            continue
    return found


def swapped(found: Wording) -> Wording:
    """The same with the names of the sides exchanged."""
    lines = tuple(replace(one, by=OTHER[one.by], a=one.b, b=one.a) for one in found.lines)

    return replace(found, lines=lines, account_a=found.account_b, account_b=found.account_a)


@given(STEPS)
def test_with_the_sides_exchanged_the_finding_is_the_exchanged_one(
    steps: list[tuple[str, str, object, Side]],
) -> None:
    """No step favours one of them."""
    assert taken(steps, swap=True) == swapped(taken(steps))


@given(STEPS, st.sets(st.sampled_from(Signatory)))
def test_no_way_leads_to_a_determination_that_both_did_not_sign(
    steps: list[tuple[str, str, object, Side]], signed: set[Signatory]
) -> None:
    """Under consensus, whatever was worded and answered before."""
    notes = dict.fromkeys(signed, "note")
    try:
        made = determine(taken(steps), "c-1-f1", 1, rule=DecisionRule.CONSENSUS, notes=notes)
    except NotLawful:
        return
    assert {Signatory.A, Signatory.B} <= set(made.signed)
    joint = made.outcome is not Outcome.DISPUTED
    assert not joint or taken(steps).agreed
    assert joint or all(taken(steps).account(side) for side in (Side.A, Side.B))


@given(STEPS, STEPS)
def test_two_findings_are_signed_as_one_only_if_they_are_one(
    one: list[tuple[str, str, object, Side]], other: list[tuple[str, str, object, Side]]
) -> None:
    """Ids of lines apart, which nobody reads."""
    first, second = taken(one), taken(other)

    def read(found: Wording) -> Wording:
        lines = tuple(replace(line, id=str(at)) for at, line in enumerate(found.lines))
        return replace(found, lines=lines)

    assert (canonical_text(first) == canonical_text(second)) == (read(first) == read(second))


@given(st.sets(st.sampled_from(Signatory)), st.sampled_from(DecisionRule))
def test_no_rule_asks_more_of_one_side(signed: set[Signatory], rule: DecisionRule) -> None:
    """Exchange the sides among those who signed, and it is enough or not as before."""
    names = {Signatory.A: Signatory.B, Signatory.B: Signatory.A}
    assert is_enough(signed, rule) == is_enough({names.get(one, one) for one in signed}, rule)
