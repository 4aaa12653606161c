"""Reasons, results and answers as small numbers, and the order of decisions as one look-up table.

A clause with all of its answers is one number; the table gives its reason and its rank. The table
is made from the rows of `decide`, so that the order of questions stands in one place.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

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
DUE_YES, DUE_MAYBE, DUE_NO = 0, 1, 2
"""Whether a deadline was over; so it is where there is none."""
BEFORE, AFTER, FORCE_MAYBE, FORCE_YES = 0, 1, 2, 3
"""Whether terms were in force."""
NOBODY_BITS, ABSENT = 9, 3

FORCE, ZONE, DOER, SUFFERER, CORROBORATED, COUNTED, NO_TIME = 0, 2, 4, 8, 10, 11, 12
EXCUSED, NO_DUTY, SPEAKS, OWES, PROTECTS, UNREAD, DUE = 13, 14, 15, 17, 19, 21, 22
"""The lowest bit of each answer in the number of a clause."""
ALL_BITS = 22
"""Bits of a number without a deadline; `DUE` stands above them, so that few tables are longer."""
ALLOWS = 30
"""Bit of a clause that knows a claimed excuse; no part of its number."""
OWN_WINDOW, OWN_ZONE = 1, 2
"""Bits of a clause that has a time or a zone of its own."""
UNSURE_BITS = 4
STRENGTH_BIT = REASON_BITS + UNSURE_BITS + len(decide.FIT)
WEAKEST = len(decide.STRENGTH) << STRENGTH_BIT
"""The rank of a clause that says nothing of the case, below that of any result."""
BESIDE = 28
RANKED = (1 << BESIDE) - 1
"""Above rank and reason: bits, as of `OWN_WINDOW` and `OWN_ZONE`, for a clause that is not about
the act and whose reason is its time or its zone; one with its own of these says nothing then."""

_NUMBER = MappingProxyType({NOT: NO, POSSIBLY: MAYBE, SURELY: YES})


def number_of(certainty: Certainty | None) -> int:
    """A certainty as a number.

    >>> number_of(SURELY), number_of(NOT), number_of(None)
    (2, 0, 3)
    """
    return UNTOLD if certainty is None else _NUMBER[certainty]


def _answers(numbers: npt.NDArray[np.uint32]) -> dict[str, npt.NDArray[np.uint8]]:
    """The certainty of each question in each number; 9 where it is not asked."""
    asked = {}

    def bits(low: int, width: int) -> npt.NDArray[np.uint8]:
        return ((numbers >> low) & ((1 << width) - 1)).astype(np.uint8)

    def yes_or(low: int, other: int) -> npt.NDArray[np.uint8]:
        return np.where(bits(low, 1) > 0, other, YES).astype(np.uint8)

    absent = 9
    force, doer, hit = bits(FORCE, 2), bits(DOER, 4), bits(SUFFERER, 2)
    asked["in_force"] = np.array([NO, NO, MAYBE, YES], dtype=np.uint8)[force]
    asked["in_zone"] = bits(ZONE, 2)
    known = doer < NOBODY_BITS
    asked["left_out"] = np.where(known, doer // 3, absent).astype(np.uint8)
    asked["is_party"] = np.where(known, doer % 3, absent).astype(np.uint8)
    asked["initiator_known"] = np.where(known, absent, MAYBE).astype(np.uint8)
    asked["sufferer_left_out"] = np.where(hit == ABSENT, absent, hit).astype(np.uint8)
    asked["corroborated"] = np.where(bits(CORROBORATED, 1) > 0, YES, MAYBE).astype(np.uint8)
    asked["one_happening"] = yes_or(COUNTED, UNTOLD)
    asked["when"] = yes_or(NO_TIME, UNTOLD)
    asked["excused"] = yes_or(EXCUSED, MAYBE)
    asked["is_duty"] = yes_or(NO_DUTY, NO)
    asked["read_so"] = yes_or(UNREAD, NO)
    asked["due"] = np.array([YES, MAYBE, NO, YES], dtype=np.uint8)[bits(DUE, 2)]
    for question, low in (("speaks_of_act", SPEAKS), ("owes", OWES), ("protects", PROTECTS)):
        asked[question] = bits(low, 2)
    return asked


@cache
def decisions(*, deadlines: bool = False) -> npt.NDArray[np.uint32]:
    """For each number of a clause: its rank, below it in five bits its reason, `BESIDE` above.

    Args:
        deadlines: also for numbers that tell that a deadline is not over yet, or may not be.
    """
    dues = (DUE_YES, DUE_MAYBE, DUE_NO) if deadlines else (DUE_YES,)
    return np.concatenate([_decided(one) for one in dues])


@cache
def _decided(due: int) -> npt.NDArray[np.uint32]:
    numbers = np.arange(due << DUE, (due + 1) << DUE, dtype=np.uint32)
    asked = _answers(numbers)
    reason = np.full(len(numbers), CODE_OF[Reason.ALL_CONDITIONS_MET], dtype=np.uint8)
    # From the last rule to the first, so that the first one that fits stands.
    for question, code in reversed(decide.OPEN):
        told = asked[question]
        fits = (told == MAYBE) | ((told == UNTOLD) & (question not in decide.EXCLUDING))
        if question not in decide.EXCLUDING:
            fits |= told == NO
        reason[fits] = CODE_OF[code]
    for question, code in reversed(decide.MISSING):
        reason[asked[question] == UNTOLD] = CODE_OF[code]
    for question, wanted, code in reversed(decide.SETTLING):
        reason[asked[question] == _NUMBER[wanted]] = CODE_OF[code]
        if question == "in_force":
            reason[(numbers >> FORCE) & 3 == AFTER] = CODE_OF[Reason.AFTER_END]
    strength = np.array([decide.STRENGTH.index(RESULT_OF[one]) for one in REASONS])
    rank = strength[reason].astype(np.uint32)
    for question in decide.FIT:
        rank = rank * 2 + (asked[question] == NO)
    unsure = np.zeros(len(numbers), dtype=np.uint32)
    for question, _ in decide.OPEN:
        unsure += asked[question] == MAYBE
    silent = asked["speaks_of_act"] == NO
    timed = np.isin(reason, [CODE_OF[Reason.BEFORE_EFFECT], CODE_OF[Reason.AFTER_END]])
    placed = reason == CODE_OF[Reason.OUTSIDE_ZONE]
    beside = (silent & timed) * np.uint32(OWN_WINDOW) | (silent & placed) * np.uint32(OWN_ZONE)
    ranked = (rank * 16 + unsure) << np.uint32(REASON_BITS) | reason
    made: npt.NDArray[np.uint32] = beside << np.uint32(BESIDE) | ranked
    return made
