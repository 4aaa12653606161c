"""Names of incidents carried over from one run to the next."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.domain.identity import Alias, Identity


@dataclass(frozen=True, slots=True)
class Carried:
    """What incidents are called now.

    Args:
        identities: in the order of the clusters that were given.
        gone: names of which no statement is told any more, by id; kept, for they may come back.
    """

    identities: tuple[Identity, ...]
    gone: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name with what it stood for; `alias` where it was one before."""

    id: str
    statements: tuple[str, ...]
    alias: bool
    split_from: str = ""


def carried_over(
    clusters: Sequence[Sequence[str]],
    previous: Iterable[Identity],
    fresh: Mapping[str, str],
) -> Carried:
    """Give each cluster the name that fits it best; equal for every order of the input.

    Every earlier name goes to the cluster that holds most of its statements, be it as the name of
    that cluster or as an alias. Of several names, a cluster is called by that with which it shares
    most statements, aliases coming last; the others are its aliases. A cluster to which no name
    goes is new; where it holds statements of an earlier incident, it was split from that.

    An alias keeps its statements: when what was merged comes apart again, it is a name once more.

    Args:
        clusters: ids of statements; no statement is in two clusters.
        fresh: a name for each cluster that is new, by its first statement in order.

    >>> before = [Identity(id="x", statements=("a", "b")), Identity(id="y", statements=("c",))]
    >>> [made] = carried_over([("a", "b", "c")], before, {"a": "z"}).identities
    >>> made.id, [alias.id for alias in made.aliases]
    ('x', ['y'])
    """
    ordered = [tuple(sorted(one)) for one in clusters]
    of = {statement: at for at, members in enumerate(ordered) for statement in members}
    names = sorted(_names(previous), key=_by_id)
    # What was merged and came apart again is left to its own name by the name of the whole.
    apart = {
        of.get(one.statements[0]) for one in names if one.alias and _is_whole(one, ordered, of)
    }
    gone: list[_Name] = []
    going: dict[int, list[tuple[int, _Name]]] = defaultdict(list)
    partly: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for name in names:
        shares = _shares(name, of)
        if not shares:
            gone.append(name)
            continue
        heir = min(
            shares, key=lambda at: (-shares[at], at in apart and not name.alias, ordered[at])
        )
        going[heir].append((shares[heir], name))
        for at, share in shares.items() if not name.alias else ():
            partly[at].append((-share, name.id))
    taken = {name.id for name in names}
    made: dict[int, Identity] = {}
    # By their statements: of two that would draw one name, the order of the input decides nothing.
    for at, members in sorted(enumerate(ordered), key=lambda one: one[1]):
        if going[at]:
            made[at] = _named(members, going[at])
        else:
            split_from = min(partly[at])[1] if partly[at] else ""
            made[at] = _new(members, fresh[members[0]], split_from, taken)
    called = _present(made.values())
    return Carried(
        tuple(_up_to_date(made[at], called) for at in range(len(ordered))),
        tuple(Identity(id=one.id, statements=one.statements) for one in gone),
    )


def _names(previous: Iterable[Identity]) -> Iterator[_Name]:
    for one in previous:
        yield _Name(one.id, one.statements, alias=False, split_from=one.split_from)
        yield from (_Name(alias.id, alias.statements, alias=True) for alias in one.aliases)


def _is_whole(name: _Name, ordered: Sequence[tuple[str, ...]], of: Mapping[str, int]) -> bool:
    """Whether one cluster holds the statements of the name and no others."""
    at = of.get(name.statements[0])
    return at is not None and ordered[at] == tuple(sorted(name.statements))


def _by_id(name: _Name) -> str:
    return name.id


def _shares(name: _Name, of: Mapping[str, int]) -> dict[int, int]:
    """How many statements of a name each cluster holds."""
    shares: dict[int, int] = defaultdict(int)
    for statement in name.statements:
        if statement in of:
            shares[of[statement]] += 1
    return shares


def _named(members: tuple[str, ...], names: Iterable[tuple[int, _Name]]) -> Identity:
    (_, first), *others = sorted(names, key=lambda one: (one[1].alias, -one[0], one[1].id))
    aliases = sorted((name for _, name in others), key=_by_id)
    return Identity(
        id=first.id,
        statements=members,
        aliases=tuple(Alias(id=one.id, statements=one.statements) for one in aliases),
        split_from=first.split_from,
    )


def _new(members: tuple[str, ...], fresh: str, split_from: str, taken: set[str]) -> Identity:
    # What has the same statements as an incident of old may still not have its name.
    drawn = name = fresh
    while name in taken:
        drawn = hashlib.sha256(drawn.encode()).hexdigest()
        name = drawn[: len(fresh)]
    taken.add(name)
    return Identity(id=name, statements=members, split_from=split_from)


def _present(made: Iterable[Identity]) -> dict[str, str]:
    """What every name that was ever given is called now."""
    return {name: one.id for one in made for name in (one.id, *(a.id for a in one.aliases))}


def _up_to_date(one: Identity, called: Mapping[str, str]) -> Identity:
    """Told by the present name of what it was split from; nothing is split from itself."""
    origin = called.get(one.split_from, one.split_from)
    return Identity(
        id=one.id,
        statements=one.statements,
        aliases=one.aliases,
        split_from="" if origin == one.id else origin,
    )
