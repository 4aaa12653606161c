"""Reasons, results and answers as small numbers, and the order of decisions as bits.

Each answer of a clause is a number, its tally: the rules of `decide` that it meets, a bit for each
in their order, and below them what it adds to the rank of the clause. Tallies add up, and the
lowest bit of the sum is the rule that decides.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trucewatch.assess import decide
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY
from trucewatch.domain.finding import RESULT_OF, Certainty, Reason, Result

REASONS, RESULTS = tuple(Reason), tuple(Result)
CODE_OF = MappingProxyType({reason: number for number, reason in enumerate(REASONS)})
RESULT_OF_CODE: npt.NDArray[np.uint8] = np.full(256, 255, dtype=np.uint8)
RESULT_OF_CODE[: len(REASONS)] = [RESULTS.index(RESULT_OF[one]) for one in REASONS]
REASON_BITS, REASON_MASK = 5, 31
FINDING_OF_CODE: npt.NDArray[np.uint8] = RESULT_OF_CODE << np.uint8(REASON_BITS)
FINDING_OF_CODE |= np.arange(256, dtype=np.uint8)
"""Of each number of a reason the byte that holds it, and above it the number of its result."""

NO, MAYBE, YES, UNTOLD = 0, 1, 2, 3
"""How surely something holds; `UNTOLD` where nobody told what the question needs."""
DEFER = 4
"""Not to be told without the one-by-one engine."""
ENDED = 5
"""A `NO` of terms that are over, which has a reason of its own."""
DUE_YES, DUE_MAYBE, DUE_NO = 0, 1, 2
"""Whether a deadline was over; so it is where there is none."""
BEFORE, AFTER, FORCE_MAYBE, FORCE_YES = 0, 1, 2, 3
"""Whether terms were in force."""
OWN_WINDOW, OWN_ZONE = 1, 2
"""Bits of a clause that has a time or a zone of its own."""

PLACE_BITS, UNSURE_BITS, STRENGTH_BITS = 14, 4, 3
MOST_CLAUSES = 1 << PLACE_BITS
UNSURE_BIT = REASON_BITS + PLACE_BITS
FIT_BIT = UNSURE_BIT + UNSURE_BITS
STRENGTH_BIT = FIT_BIT + len(decide.FIT)
RULE_BIT = STRENGTH_BIT + STRENGTH_BITS
"""The rank of a clause, the lowest of which speaks: above its reason its place among the clauses,
above it how many questions it leaves open, above them a bit for each question whose `no` makes it
fit less, above them the strength of its result. In a tally, the rules stand above all of these."""
WEAKEST = ((1 << STRENGTH_BITS) - 1) << STRENGTH_BIT
"""Bits that put a clause that says nothing of the case below any result."""

_NUMBER = MappingProxyType({NOT: NO, POSSIBLY: MAYBE, SURELY: YES})


class Rule(NamedTuple):
    """What answers to a question give a clause its reason, unless an earlier rule does.

    Args:
        met_by: numbers of answers; those to no question are met by everything.
    """

    question: str
    met_by: frozenset[int]
    reason: Reason


def _rules() -> tuple[Rule, ...]:
    ended = Rule("in_force", frozenset({ENDED}), Reason.AFTER_END)
    settling = (Rule(one, frozenset({_NUMBER[told]}), why) for one, told, why in decide.SETTLING)
    missing = (Rule(one, frozenset({UNTOLD}), why) for one, why in decide.MISSING)
    left, wide = frozenset({MAYBE}), frozenset({NO, MAYBE, UNTOLD})
    open_ones = (
        Rule(one, left if one in decide.EXCLUDING else wide, why) for one, why in decide.OPEN
    )
    met = Rule("", frozenset(), Reason.ALL_CONDITIONS_MET)
    return (ended, *settling, *missing, *open_ones, met)


RULES = _rules()
ALL_MET = 1 << (RULE_BIT + len(RULES) - 1)
"""The tally of the rule that decides where no other does."""
ALLOWS = 1 << (RULE_BIT + len(RULES))
"""Bit of a clause that knows a claimed excuse; it decides nothing."""


def unfit(question: str) -> int:
    """The bit of a rank that tells that the answer to a question of `FIT` is no."""
    return 1 << (STRENGTH_BIT - 1 - decide.FIT.index(question))


def number_of(certainty: Certainty | None) -> int:
    """A certainty as a number.

    >>> number_of(SURELY), number_of(NOT), number_of(None)
    (2, 0, 3)
    """
    return UNTOLD if certainty is None else _NUMBER[certainty]


def tally(question: str, answer: int) -> int:
    """The tally of an answer to a question.

    >>> tally("corroborated", YES), tally("in_force", ENDED) == tally("in_force", NO)
    (0, False)
    """
    made = sum(
        1 << (RULE_BIT + place)
        for place, rule in enumerate(RULES)
        if rule.question == question and answer in rule.met_by
    )
    if answer == NO and question in decide.FIT:
        made += unfit(question)
    if answer == MAYBE and question in dict(decide.OPEN):
        made += 1 << UNSURE_BIT
    return made


def outcomes() -> npt.NDArray[np.int64]:
    """Of each rule its reason, the strength of its result and what it takes to say nothing.

    That stands from `RULE_BIT` on: where the reason is the time or the zone of a clause, one with
    its own of these says nothing of an act that it is not about.
    """
    own = {"in_force": OWN_WINDOW, "in_zone": OWN_ZONE}
    made = [
        (own.get(rule.question, 0) if rule.met_by <= {NO, ENDED} else 0) << RULE_BIT
        | decide.STRENGTH.index(RESULT_OF[rule.reason]) << STRENGTH_BIT
        | CODE_OF[rule.reason]
        for rule in RULES
    ]
    return np.array(made, dtype=np.int64)
