"""Whose lists and accounts count: one reading of the terms for each who keeps a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.domain.agreement import Agreement

TEXT_ALONE = "text"
"""The one reading of terms for which nobody keeps a list of their own."""


@dataclass(frozen=True, slots=True)
class TermsReading:
    """The terms as one keeper of lists reads them.

    Common facts, those that the keeper asserts, and those of third parties count; what only
    other keepers assert, or what this one denies, does not.

    Args:
        name: registry id of the keeper.
        others: the other keepers for the same terms.
    """

    name: str
    others: frozenset[str] = frozenset()

    def counts(self, asserted_by: Iterable[str], denied_by: Iterable[str] = ()) -> bool:
        """Whether a fact asserted and denied by these belongs to this reading.

        >>> east = TermsReading("east", frozenset({"west"}))
        >>> east.counts([]), east.counts(["west"]), east.counts(["un"]), east.counts(["un"], ["east"])
        (True, False, True, False)
        """  # noqa: E501 - the four cases belong side by side
        who = set(asserted_by)
        return self.name not in set(denied_by) and not (who and who <= self.others)


TEXT_READING = TermsReading(TEXT_ALONE)


def readings_of(agreement: Agreement) -> tuple[TermsReading, ...]:
    """A reading for each co-chair, else for each guarantor, else that of the text alone.

    The order is that of the agreement, so that no name comes first for its spelling.
    """
    keepers = agreement.co_chairs or agreement.guarantors or (TEXT_ALONE,)
    return tuple(TermsReading(one, frozenset(keepers) - {one}) for one in keepers)
