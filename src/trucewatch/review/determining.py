"""When a finding may be signed, what exactly is signed, and when it is a determination."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from trucewatch.domain.access import Side
from trucewatch.domain.case import Outcome
from trucewatch.domain.centre_rules import DecisionRule
from trucewatch.domain.determination import Determination, Signatory
from trucewatch.domain.wording import Reply, WordedLine, Wording
from trucewatch.review.refusals import NotLawful

BOTH = frozenset({Signatory.A, Signatory.B})
DELEGATIONS = (Side.A, Side.B)
ENOUGH: Mapping[DecisionRule, tuple[frozenset[Signatory], ...]] = {
    DecisionRule.CONSENSUS: (BOTH,),
    DecisionRule.EITHER_SIDE: (frozenset({Signatory.A}), frozenset({Signatory.B})),
    DecisionRule.FACILITATOR_CASTS: (BOTH, frozenset({Signatory.FACILITATOR})),
}
"""Under each rule, who has to sign the same version: all of one of these."""


def require_ready(wording: Wording, rule: DecisionRule) -> None:
    """Go on where the finding may be signed.

    Under consensus a joint outcome stands on lines that both accept, and a disputed one has both
    sides' own texts. Where the rules let others decide than both, nobody holds a case up by
    silence: a line may be open or objected to, and one side's text is enough, since the objection
    or the silence stands in what is signed.

    Raises:
        NotLawful: `no_lines`; `no_outcome`; `account_missing`; `lines_open`.
    """
    if not wording.lines and wording.outcome is not Outcome.DISPUTED:
        raise NotLawful("no_lines")
    if wording.outcome is None:
        raise NotLawful("no_outcome")
    if wording.outcome is Outcome.DISPUTED:
        silent = [side for side in DELEGATIONS if not wording.account(side)]
        if silent and (rule is DecisionRule.CONSENSUS or len(silent) == len(DELEGATIONS)):
            raise NotLawful("account_missing", side=silent[0].value)
    elif rule is DecisionRule.CONSENSUS and not wording.agreed:
        raise NotLawful("lines_open")


def canonical_text(wording: Wording) -> str:
    r"""The exact text that is signed, the same whoever makes it.

    What people wrote stands behind `| `, so that none of it can look like a line of ours.

    Returns:
        Lines without one at the end; the language of what people wrote is theirs.

    >>> empty = Wording(case="c-1", round=1, session="s-1", outcome=Outcome.DISPUTED,
    ...                 account_a="Shells\nfell.", account_b="None fell.")
    >>> print(canonical_text(empty))
    case c-1
    round 1
    outcome disputed
    account a
    | Shells
    | fell.
    account b
    | None fell.
    """
    return "\n".join(_lines(wording))


def _lines(wording: Wording) -> Iterator[str]:
    yield f"case {wording.case}"
    yield f"round {wording.round}"
    yield f"outcome {wording.outcome.value if wording.outcome else 'none'}"
    for number, line in enumerate(wording.lines, 1):
        yield f"line {number} by {line.by.value}"
        yield from _quoted(line.text)
        yield from _replies(line)
    for number, measure in enumerate(wording.measures, 1):
        due = measure.due.isoformat() if measure.due else "none"
        yield f"measure {number} {measure.kind.value} owed by {measure.owner.value} due {due}"
        yield from _quoted(measure.what)
        if measure.clause:
            yield "under clause"
            yield from _quoted(measure.clause)
    for side in DELEGATIONS:
        text = wording.account(side)
        if text or wording.outcome is Outcome.DISPUTED:
            yield f"account {side.value}" if text else f"account {side.value} silent"
            yield from _quoted(text)


def _replies(line: WordedLine) -> Iterator[str]:
    for side in DELEGATIONS:
        said: Reply | None = line.reply(side)
        yield f"{side.value} {said.answer.value if said else 'silent'}"
        yield from _quoted(said.words if said else "")


def _quoted(words: str) -> Iterator[str]:
    yield from (f"| {one}" for one in words.split("\n") if words)


def is_enough(signed: Iterable[Signatory], rule: DecisionRule) -> bool:
    """Whether those who signed a version are all who have to.

    >>> is_enough([Signatory.A], DecisionRule.CONSENSUS)
    False
    """
    return any(needed <= set(signed) for needed in ENOUGH[rule])


def determine(
    wording: Wording,
    finding: str,
    version: int,
    *,
    rule: DecisionRule,
    notes: Mapping[Signatory, str],
) -> Determination:
    """The determination that this version of the finding is.

    Args:
        finding: id of the finding.
        version: of it, the one that `wording` says.
        notes: by who signed that very version and its canonical text.

    Raises:
        NotLawful: what `require_ready` refuses; `not_signed`, while somebody has still to sign.
    """
    require_ready(wording, rule)
    if not is_enough(notes, rule) or wording.outcome is None:
        raise NotLawful("not_signed")
    signed = tuple(one for one in Signatory if one in notes)
    return Determination(
        case=wording.case,
        round=wording.round,
        session=wording.session,
        finding=finding,
        version=version,
        text=canonical_text(wording),
        outcome=wording.outcome,
        signed=signed,
        notes=tuple(notes[one] for one in signed),
    )
