"""The look-up table of decisions says what the rows of `decide` say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.decide import AFTER, Judged, decision
from trucewatch.assess.plan import codes
from trucewatch.assess.plan.codes import REASON_BITS, REASON_MASK, REASONS, decisions
from trucewatch.domain.finding import Certainty

CERTAINTIES: tuple[Certainty | None, ...] = (NOT, POSSIBLY, SURELY, None)
numbers = st.tuples(
    st.integers(0, 3), st.integers(0, 3), st.integers(0, 9), st.integers(0, 3),
    *[st.integers(0, 1)] * 4, st.integers(0, 1), *[st.integers(0, 2)] * 3, st.integers(0, 1),
    st.integers(0, 2),
)  # fmt: skip
LOWS = (
    codes.FORCE, codes.ZONE, codes.DOER, codes.SUFFERER, codes.CORROBORATED, codes.COUNTED,
    codes.NO_TIME, codes.EXCUSED, codes.NO_DUTY, codes.SPEAKS, codes.OWES, codes.PROTECTS,
    codes.UNREAD, codes.DUE,
)  # fmt: skip

TABLE = decisions(deadlines=True)


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
    asked += [Answer("sufferer_left_out", CERTAINTIES[hit], "")] if hit < codes.ABSENT else []
    if doer == codes.NOBODY_BITS:
        asked.append(Answer("initiator_known", POSSIBLY, ""))
    else:
        asked += [
            Answer("left_out", CERTAINTIES[doer // 3], ""),
            Answer("is_party", CERTAINTIES[doer % 3], ""),
        ]
    for question, number in zip(("speaks_of_act", "owes", "protects"), clause, strict=True):
        asked.append(Answer(question, CERTAINTIES[number], ""))
    return asked


def number_of(parts: tuple[int, ...]) -> int:
    """The number of a clause with these answers."""
    return sum(part << low for part, low in zip(parts, LOWS, strict=True))


@settings(deadline=None)
@given(parts=numbers)
def test_each_number_has_the_reason_of_its_answers(parts: tuple[int, ...]) -> None:
    """The order of questions stands in one place and is read from there."""
    found = int(TABLE[number_of(parts)])
    assert REASONS[found & REASON_MASK] is decision(answers(parts), None)[0]


@settings(deadline=None)
@given(one=numbers, other=numbers)
def test_numbers_rank_as_their_answers_do(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    """Whichever of two clauses speaks for the agreement does so in both ways."""
    ranks, judged = [], []
    for parts in (one, other):
        ranks.append((int(TABLE[number_of(parts)]) & codes.RANKED) >> REASON_BITS)
        reason, decided_by = decision(answers(parts), None)
        judged.append(Judged(None, reason, tuple(answers(parts)), decided_by).rank())
    assert (ranks[0] < ranks[1]) == (judged[0] < judged[1])
