"""The pairs of accounts that were compared, with their weights."""

from __future__ import annotations

from collections.abc import Callable


class Near(dict[str, dict[str, int | None]]):
    """Weights of the pairs that were compared, by either account.

    None stands for a pair that is less than a near miss whatever its words are. Words are the
    dearest part of comparing, so such a pair is weighed to the end only when grouping asks for it.

    Args:
        weigh: the weight of two accounts by their ids, in tenths.
    """

    def __init__(self, weigh: Callable[[str, str], int]) -> None:
        super().__init__()
        self._weigh = weigh

    def weight(self, one: str, other: str) -> int:
        """The weight of two that were compared.

        >>> near = Near(lambda one, other: 7)
        >>> near.update({"a": {"b": None, "c": 50}, "b": {"a": None}, "c": {"a": 50}})
        >>> near.weight("a", "b"), near.weight("c", "a"), near["b"]
        (7, 50, {'a': 7})
        """
        weight = self[one][other]
        if weight is None:
            weight = self[one][other] = self[other][one] = self._weigh(one, other)
        return weight
