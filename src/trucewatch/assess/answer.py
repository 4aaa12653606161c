"""What one question of an assessment came to, before it is put into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trucewatch.domain.finding import Certainty

SURELY, POSSIBLY, NOT = Certainty.SURELY, Certainty.POSSIBLY, Certainty.NOT

_WORD = {SURELY: "surely", POSSIBLY: "possibly", NOT: "no", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the facts it used.

    Args:
        question: stable code, as in `in_force`.
        certainty: None where nobody told what the question needs.
        code: which sentence of the vocabulary tells why.
        facts: ids, instants and words by parameter of that sentence.
    """

    question: str
    certainty: Certainty | None
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The answer as findings write it.

        >>> Answer("in_force", NOT, "before_effect").word, Answer("when", None, "no_time").word
        ('no', 'unknown')
        """
        return _WORD[self.certainty]


def joint(certainties: Iterable[Certainty]) -> Certainty:
    """One certainty for several that must all hold alike: `possibly` where they differ.

    >>> joint([SURELY, SURELY]).value, joint([SURELY, NOT]).value, joint([NOT]).value
    ('surely', 'possibly', 'not')
    """
    found = set(certainties)
    return found.pop() if len(found) == 1 else POSSIBLY


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """The certainty that both of two conditions hold.

    >>> weaker(SURELY, POSSIBLY).value, weaker(NOT, SURELY).value
    ('possibly', 'not')
    """
    if NOT in {one, other}:
        return NOT
    return SURELY if one is other is SURELY else POSSIBLY
