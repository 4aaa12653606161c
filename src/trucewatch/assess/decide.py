"""From the answers of one clause to its one reason, by a fixed order, and the strongest clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.domain.clause import Clause
from trucewatch.domain.finding import RESULT_OF, Certainty, Reason, Result

# What settles a question for good, in the order in which it is asked. The terms come first (were
# there any?), then the doer, then the one who suffered, then the clause: whoever is no party
# stays outside the terms, however unsure the rest is.
SETTLING: tuple[tuple[str, Certainty, Reason], ...] = (
    ("in_force", NOT, Reason.BEFORE_EFFECT),
    ("in_zone", NOT, Reason.OUTSIDE_ZONE),
    ("left_out", SURELY, Reason.EXCLUDED_GROUP),
    ("is_party", NOT, Reason.NOT_PARTY),
    ("sufferer_left_out", SURELY, Reason.EXCLUDED_GROUP),
    ("read_so", NOT, Reason.NOT_A_DUTY),
    ("is_duty", NOT, Reason.NOT_A_DUTY),
    ("speaks_of_act", NOT, Reason.ACT_NOT_COVERED),
    ("owes", NOT, Reason.NOT_BEARER),
    ("protects", NOT, Reason.NOT_PROTECTED),
)
MISSING: tuple[tuple[str, Reason], ...] = (
    ("one_happening", Reason.COUNT_ONLY),
    ("when", Reason.TIME_UNKNOWN),
    ("in_zone", Reason.PLACE_UNKNOWN),
)
# What leaves it open, the widest gap first: it names the reason, the steps tell all of them.
OPEN: tuple[tuple[str, Reason], ...] = (
    ("initiator_known", Reason.UNKNOWN_INITIATOR),
    ("left_out", Reason.UNSURE_PARTY),
    ("is_party", Reason.UNSURE_PARTY),
    ("sufferer_left_out", Reason.UNSURE_PARTY),
    ("owes", Reason.UNSURE_PARTY),
    ("protects", Reason.UNSURE_PARTY),
    ("speaks_of_act", Reason.UNSURE_ACT),
    ("in_force", Reason.UNSURE_TIME),
    ("in_zone", Reason.UNSURE_ZONE),
    ("excused", Reason.EXCUSE_CLAIMED),
    ("corroborated", Reason.SINGLE_PARTY_CLAIM),
)
STRENGTH = (
    Result.VIOLATION_ASSESSED,
    Result.POSSIBLE_VIOLATION,
    Result.INCONCLUSIVE,
    Result.NOT_A_VIOLATION,
    Result.OUTSIDE_SCOPE,
    Result.NOT_APPLICABLE,
)
"""Which result of several clauses speaks for the agreement, the strongest first."""

FIT = ("read_so", "is_duty", "speaks_of_act", "owes", "protects")
"""Questions whose `no` makes a clause fit the case less, in the order of their weight."""

AFTER, SETTLED = "in_force.after_end", "settled"
EXCLUDING = frozenset({"left_out", "sufferer_left_out"})
"""Questions whose `no` keeps an incident inside of the terms."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One clause held against one accused, with every answer.

    Args:
        decided_by: the question that the reason rests on, "" where all answers bear it.
    """

    clause: Clause | None
    reason: Reason
    answers: tuple[Answer, ...]
    decided_by: str = ""

    @property
    def result(self) -> Result:
        """The result of its reason."""
        return RESULT_OF[self.reason]

    def rank(self) -> tuple[int, ...]:
        """Orders clauses of one agreement, the one that speaks for it first.

        By strength of the result; then by how well the clause fits the case: one that the text has
        in this reading, a duty before a permission, one that speaks of the act, is owed by the
        accused, protects whom it befell, leaves fewer questions open. Equal ones stay in the order
        of the agreement.
        """
        truth = {answer.question: answer.certainty for answer in self.answers}
        fit = (truth.get(one) is NOT for one in FIT)
        unsure = sum(truth.get(one) is POSSIBLY for one, _ in OPEN)
        return self._strength(truth), *map(int, fit), unsure

    def _strength(self, truth: Mapping[str, Certainty | None]) -> int:
        """A clause whose own time or zone it was not in says nothing of an act it is not about."""
        clause = self.clause
        own = {"in_force": clause and clause.window, "in_zone": clause and clause.zone}
        beside = own.get(self.decided_by) and truth.get("speaks_of_act") is NOT
        return len(STRENGTH) if beside else STRENGTH.index(self.result)


def reason_of(answers: Sequence[Answer], settled: Reason | None) -> Reason:
    """The one reason that a row of answers comes to.

    >>> reason_of([Answer("is_party", NOT, ""), Answer("in_zone", POSSIBLY, "")], None).value
    'not_party'
    >>> reason_of([Answer("is_party", SURELY, "")], Reason.DUPLICATE).value
    'duplicate'
    """
    return decision(answers, settled)[0]


def decision(answers: Sequence[Answer], settled: Reason | None) -> tuple[Reason, str]:
    """The one reason that a row of answers comes to, and the question it rests on.

    Args:
        settled: what people settled for this incident, which outranks what follows from the terms
            once the accused is inside of them.
    """
    by_question: Mapping[str, Answer] = {answer.question: answer for answer in answers}
    if settled in {Reason.DUPLICATE, Reason.UNFOUNDED}:
        return settled, SETTLED
    for question, wanted, reason in SETTLING:
        answer = by_question.get(question)
        if answer is not None and answer.certainty is wanted:
            return Reason.AFTER_END if answer.code == AFTER else reason, question
    if settled is not None:
        return settled, SETTLED
    for question, reason in MISSING:
        if question in by_question and by_question[question].certainty is None:
            return reason, question
    for question, reason in OPEN:
        if question in by_question and _open(by_question[question]):
            return reason, question
    return Reason.ALL_CONDITIONS_MET, ""


def _open(answer: Answer) -> bool:
    """Whether it leaves the result open; who is surely not left out leaves nothing open."""
    if answer.question in EXCLUDING:
        return answer.certainty is POSSIBLY
    return answer.certainty is not SURELY


def strongest(judged: Sequence[Judged]) -> Judged:
    """The one that speaks for the agreement; of equals, the first."""
    return min(judged, key=Judged.rank)
