"""Signs that one account was taken from another, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trucewatch.domain.lineage import Edge, Order, Sign, Taking
from trucewatch.fusion.account import Account
from trucewatch.fusion.known import Known, OddSpelling
from trucewatch.fusion.shingles import Shingles, shared

COPIED = 0.35
"""From this share of common runs of words on a text is taken for a copy."""
QUOTED, QUOTED_RUNS = 0.7, 8
"""Share of the runs of a sentence, and their least number, from which on it was copied alone."""
RENAMED, RENAMED_ALIKE, RENAMED_SENTENCE = 0.8, 0.6, 0.6
"""Share of the runs of the text from which on a copy that names another witness is still a copy;
the same where the two tell the same time and figures; and share of the words of the sentence,
because a report that adds a witness of its own adds a sentence."""
_PLAINEST = {how: place for place, how in enumerate(Taking)}


class Takings:
    """Finds what each account was taken from, one after the other in the order of arrival.

    Args:
        outlets: ids and names of whoever passes on what others tell.
    """

    def __init__(self, outlets: frozenset[str], known: Known) -> None:
        self._outlets = outlets
        self._known = known
        self._by_source: dict[str, dict[tuple[str, str], Account]] = {}
        self._by_named: dict[str, Account] = {}
        # A text that is itself a copy has nothing that its original has not, unless it is the
        # first copy that says whose word it is.
        self._originals: list[Account] = []
        self._family: dict[str, str] = {}
        self._told_there: set[tuple[str, str]] = set()

    def outlets_named(self, one: Account) -> tuple[str, ...]:
        """Outlets that an account names as its source, nearest first, itself left out."""
        return tuple(name for name in one.named if name in self._outlets and name != one.source)

    def first_hand(self, one: Account) -> bool:
        """Whether the voice nearest to the act is no outlet."""
        return one.origin is not None and one.origin not in self._outlets

    def take(self, one: Account) -> Edge | None:
        """The edge of an account to one that came before, and keep it for those that follow."""
        named = self.outlets_named(one)
        copied = self._most_alike(one)
        other = self._of_named(one, named) or copied or self._by_other_signs(one, named)
        alone = self.first_hand(one) and not named
        if copied is None or (alone and self._says_more(one, copied)):
            self._originals.append(one)
            self._family[one.id] = self._family[copied.id] if copied else one.id
        if one.source is not None:
            # One account for each family and witness, so that a flood is not held against itself.
            told = (self._family[copied.id if copied else one.id], one.origin or "")
            kind = told if told in self._told_there else (told[0], "")
            self._by_source.setdefault(one.source, {}).setdefault(kind, one)
        for name in named:
            self._by_named.setdefault(name, one)
        return None if other is None else self._edge(one, other, named)

    def _says_more(self, one: Account, copied: Account) -> bool:
        """Whether a copy is the first of its family to name its witness."""
        told = (self._family[copied.id], one.origin or "")
        if one.origin == copied.origin or renamed(one, copied) or told in self._told_there:
            return False
        self._told_there.add(told)
        return True

    def _of_named(self, one: Account, named: Sequence[str]) -> Account | None:
        """What the outlet that is named told; of several accounts the one most alike."""
        for outlet in named:
            told = [
                other for other in self._by_source.get(outlet, {}).values() if _apart(one, other)
            ]
            if told:
                return max(told, key=lambda other: shared(one.text, other.text))
        return None

    def _most_alike(self, one: Account) -> Account | None:
        """The original with most of the words, where those are enough for a copy."""
        found, most = None, 0.0
        for other in self._originals:
            share = shared(one.text, other.text) if _apart(one, other) else 0.0
            if share > most:
                found, most = other, share
        return found if most >= COPIED else None

    def _by_other_signs(self, one: Account, named: Sequence[str]) -> Account | None:
        """The first original with any other sign, the plainest sign first.

        Whoever names somebody at first hand may well tell the same figures as another.
        """
        if self.first_hand(one) and not named:
            wanted = {Taking.QUOTED, Taking.TRANSLATED}
        else:
            wanted = set(Taking)
        best: tuple[int, Account] | None = None
        for other in self._originals:
            for sign in self._likenesses(one, other) if _apart(one, other) else ():
                place = _PLAINEST[sign.how]
                if sign.how in wanted and (best is None or place < best[0]):
                    best = place, other
        if best is not None:
            return best[1]
        both = (self._by_named[name] for name in named if name in self._by_named)
        return next((other for other in both if _apart(one, other)), None)

    def _likenesses(self, one: Account, other: Account) -> Iterator[Sign]:
        yield from _quoted(one.said, other.text)
        yield from _translated(one, other, self._known.twins)
        yield from _same_figures(one, other)
        yield from _same_spelling(one, other, self._known)

    def _edge(self, one: Account, other: Account, named: Sequence[str]) -> Edge:
        signs = (
            *(Sign(Taking.NAMED, {"named": name}) for name in named if name == other.source),
            *_copied(one, other),
            *self._likenesses(one, other),
            *(
                Sign(Taking.SAME_VOICE, {"named": name})
                for name in named
                if name in other.named and name != other.source
            ),
        )
        ranked = sorted(signs, key=lambda sign: _PLAINEST[sign.how])
        plainest = ranked[0]
        return Edge(
            taken=one.id,
            origin=other.id,
            how=plainest.how,
            evidence=", ".join(plainest.facts.values()),
            signs=tuple(ranked),
            order=_order(one, other, plainest.how),
        )


def renamed(one: Account, other: Account) -> bool:
    """Whether an account is a copy that names another witness in the same sentence.

    Otherwise a flood of copies, each with an invented witness, would count as many origins.
    """
    if one.origin == other.origin or shared(one.bag, other.bag) < RENAMED_SENTENCE:
        return False
    alike = (one.figures, one.start, one.end) == (other.figures, other.start, other.end)
    return shared(one.text, other.text) >= (RENAMED_ALIKE if alike else RENAMED)


def quoted_share(said: Shingles, text: Shingles) -> float:
    """Share of a sentence that stands in a text, 0 where the sentence is too short to tell."""
    return len(said & text) / len(said) if len(said) >= QUOTED_RUNS else 0.0


def _apart(one: Account, other: Account) -> bool:
    """Statements of one report share its words and were not taken from one another."""
    return one.report != other.report


def _copied(one: Account, other: Account) -> Iterator[Sign]:
    share = shared(one.text, other.text)
    if share >= COPIED:
        facts = {"share": f"{share:.0%}"[:-1]}
        if one.origin and other.origin and renamed(one, other):
            facts |= {"here": one.origin, "there": other.origin}
        yield Sign(Taking.COPIED, facts)


def _quoted(said: Shingles, text: Shingles) -> Iterator[Sign]:
    share = quoted_share(said, text)
    if share >= QUOTED:
        yield Sign(Taking.QUOTED, {"share": f"{share:.0%}"[:-1]})


def _translated(
    one: Account, other: Account, twins: Mapping[tuple[str, str], str]
) -> Iterator[Sign]:
    first, second = sorted((one.report, other.report))
    if (first, second) in twins:
        yield Sign(Taking.TRANSLATED, {"shared": twins[first, second]})


def _same_figures(one: Account, other: Account) -> Iterator[Sign]:
    """The same figures, told to the same minute or hour: no two observers count so alike."""
    if one.figures and (one.figures, one.start, one.end) == (other.figures, other.start, other.end):
        told = ", ".join(f"{number} {what}" for what, number in one.figures)
        yield Sign(Taking.SAME_FIGURES, {"figures": told})


def _same_spelling(one: Account, other: Account, known: Known) -> Iterator[Sign]:
    nothing: frozenset[OddSpelling] = frozenset()
    both = known.spellings.get(one.id, nothing) & known.spellings.get(other.id, nothing)
    for odd in sorted(both, key=str):
        yield Sign(Taking.SAME_SPELLING, {"spelling": odd.words, "name": odd.of})


def _order(one: Account, other: Account, how: Taking) -> Order:
    if how in {Taking.NAMED, Taking.SAME_VOICE}:
        return Order.NAMED if how is Taking.NAMED else Order.COMMON
    if one.arrived is None or other.arrived is None:
        return Order.UNDATED
    return Order.SAME_DAY if one.arrived == other.arrived else Order.EARLIER
