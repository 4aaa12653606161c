"""What is left of a count when nothing is taken from one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.domain.lineage import OriginGroup, Sharing, Without
from trucewatch.fusion.known import Groups


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count rests on.

    Args:
        origin: by statement; None where it is not told.
        paths: by statement, every source it came by.
    """

    origin: Mapping[str, str | None]
    paths: Mapping[str, frozenset[str]]
    groups: Sequence[OriginGroup]


def without_each(counted: Counted, groups: Groups) -> tuple[Without, ...]:
    """The count without each source or group on which it depends, by id."""
    ways = {one: _with_groups(path, groups) for one, path in counted.paths.items()}
    all_told = remaining(counted, frozenset())
    found = []
    for source in sorted(_decisive(counted, ways)):
        fallen = frozenset(one for one, way in ways.items() if source in way)
        least, most = remaining(counted, fallen)
        if (least, most) != all_told:
            statements = tuple(sorted(fallen))
            found.append(
                Without(source=source, independent=least, at_most=most, statements=statements)
            )
    return tuple(found)


def remaining(counted: Counted, fallen: frozenset[str]) -> tuple[int, int]:
    """How many origins are left at least and at most where these statements are not heard."""
    left = {who for one, who in counted.origin.items() if one not in fallen}
    least = most = 0
    for group in counted.groups:
        many = sum(origin in left for origin in group.origins)
        least += bool(many)
        most += many if group.why is Sharing.MAY_BE_ONE else bool(many)
    untold = int(None in left)
    return least or untold, most or untold


def _decisive(counted: Counted, ways: Mapping[str, frozenset[str]]) -> set[str]:
    """Sources by which every statement of some origin came, and groups that fall as a whole."""
    together: dict[str | None, list[frozenset[str]]] = defaultdict(list)
    for one, origin in counted.origin.items():
        together[origin].append(ways[one])
    shared = {
        origin: frozenset.intersection(*each)
        for origin, each in together.items()
        if origin is not None or len(together) == 1
    }
    one_body = {one.id for one in counted.groups if one.why is not Sharing.MAY_BE_ONE}
    return one_body.union(*shared.values())


def _with_groups(path: frozenset[str], groups: Groups) -> frozenset[str]:
    return path | {groups.group_of(name)[0] for name in path}
