"""Tallies of answers come to what the rows of `decide` come to."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.decide import AFTER, Judged, decision
from trucewatch.assess.plan import codes
from trucewatch.assess.plan.codes import (
    ENDED,
    MAYBE,
    NO,
    REASON_MASK,
    REASONS,
    RULE_BIT,
    UNTOLD,
    YES,
    outcomes,
    tally,
)
from trucewatch.assess.plan.judge import ranked
from trucewatch.domain.finding import Certainty

CERTAINTIES: tuple[Certainty | None, ...] = (NOT, POSSIBLY, SURELY, None)
NOBODY, ABSENT = 9, 3
numbers = st.tuples(
    st.integers(0, 3), st.integers(0, 3), st.integers(0, 9), st.integers(0, 3),
    *[st.integers(0, 1)] * 4, st.integers(0, 1), *[st.integers(0, 2)] * 3, st.integers(0, 1),
    st.integers(0, 2),
)  # fmt: skip
OUTCOMES = outcomes()


def answers(parts: tuple[int, ...]) -> list[Answer]:
    """The answers that a number of a clause stands for."""
    force, zone, doer, hit, sure, counted, timeless, excused, no_duty, *clause, unread, due = parts
    code = AFTER if force == codes.AFTER else ""
    asked = [
        Answer("in_force", (NOT, NOT, POSSIBLY, SURELY)[force], code),
        Answer("in_zone", CERTAINTIES[zone], ""),
        Answer("corroborated", SURELY if sure else POSSIBLY, ""),
        Answer("is_duty", NOT if no_duty else SURELY, ""),
    ]
    asked += [Answer("due", (SURELY, POSSIBLY, NOT)[due], "")] if due else []
    asked += [Answer("read_so", NOT, "")] if unread else []
    asked += [Answer("one_happening", None, "")] if counted else []
    asked += [Answer("when", None, "")] if timeless else []
    asked += [Answer("excused", POSSIBLY, "")] if excused else []
    asked += [Answer("sufferer_left_out", CERTAINTIES[hit], "")] if hit < ABSENT else []
    if doer == NOBODY:
        asked.append(Answer("initiator_known", POSSIBLY, ""))
    else:
        asked += [
            Answer("left_out", CERTAINTIES[doer // 3], ""),
            Answer("is_party", CERTAINTIES[doer % 3], ""),
        ]
    for question, number in zip(("speaks_of_act", "owes", "protects"), clause, strict=True):
        asked.append(Answer(question, CERTAINTIES[number], ""))
    return asked


def tally_of(parts: tuple[int, ...]) -> int:
    """The tally of a clause with these answers."""
    force, zone, doer, hit, sure, counted, timeless, excused, no_duty, *clause, unread, due = parts
    told = [
        ("in_force", (NO, ENDED, MAYBE, YES)[force]), ("in_zone", zone),
        ("corroborated", YES if sure else MAYBE), ("is_duty", NO if no_duty else YES),
        ("due", (YES, MAYBE, NO)[due]), ("read_so", NO if unread else YES),
        ("one_happening", UNTOLD if counted else YES), ("when", UNTOLD if timeless else YES),
        ("excused", MAYBE if excused else YES),
        *zip(("speaks_of_act", "owes", "protects"), clause, strict=True),
    ]  # fmt: skip
    told += [("sufferer_left_out", hit)] if hit < ABSENT else []
    if doer == NOBODY:
        told.append(("initiator_known", MAYBE))
    else:
        told += [("left_out", doer // 3), ("is_party", doer % 3)]
    return codes.ALL_MET + sum(tally(question, answer) for question, answer in told)


def rank_of(parts: tuple[int, ...], own: int = 0) -> int:
    """The rank of a clause with these answers, as machine code tells it."""
    made = tally_of(parts)
    rule = (made >> RULE_BIT & -(made >> RULE_BIT)).bit_length() - 1
    return int(ranked(int(OUTCOMES[rule]), made, own))


@settings(deadline=None)
@given(parts=numbers)
def test_each_tally_has_the_reason_of_its_answers(parts: tuple[int, ...]) -> None:
    """The order of questions stands in one place and is read from there."""
    assert REASONS[rank_of(parts) & REASON_MASK] is decision(answers(parts), None)[0]


@settings(deadline=None)
@given(one=numbers, other=numbers)
def test_tallies_rank_as_their_answers_do(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    """Whichever of two clauses speaks for the agreement does so in both ways."""
    ranks, judged = [], []
    for parts in (one, other):
        ranks.append(rank_of(parts) >> codes.REASON_BITS)
        reason, decided_by = decision(answers(parts), None)
        judged.append(Judged(None, reason, tuple(answers(parts)), decided_by).rank())
    assert (ranks[0] < ranks[1]) == (judged[0] < judged[1])


@settings(deadline=None)
@given(parts=numbers, own=st.integers(0, 3))
def test_what_says_nothing_of_the_case_is_last(parts: tuple[int, ...], own: int) -> None:
    """A clause whose own time or zone it was not in says nothing of an act it is not about."""
    reason, decided_by = decision(answers(parts), None)
    bit = {"in_force": codes.OWN_WINDOW, "in_zone": codes.OWN_ZONE}.get(decided_by, 0)
    settled = decided_by == "in_force" and parts[0] < codes.FORCE_MAYBE
    settled = settled or (decided_by == "in_zone" and parts[1] == NO)
    silent = settled and bool(bit & own) and parts[9] == NO
    found = rank_of(parts, own)
    assert (found >> codes.STRENGTH_BIT == 2**codes.STRENGTH_BITS - 1) == silent
    assert REASONS[found & REASON_MASK] is reason
