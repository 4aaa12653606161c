"""At whose word each account stands in the end, and which origins count as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.domain.lineage import Edge, Origin, OriginGroup, Sharing, Taking
from trucewatch.fusion.account import Account
from trucewatch.fusion.known import Groups
from trucewatch.fusion.taking import renamed
from trucewatch.fusion.voices import may_be_one, speaks_for_a_body

_FROM_THERE = frozenset({Taking.NAMED, Taking.COPIED, Taking.QUOTED, Taking.TRANSLATED})
"""With these signs an account hangs on the other report; the rest only show one origin."""


@dataclass(frozen=True, slots=True)
class Traced:
    """One account followed to its root.

    Args:
        origin: id of the root, None where it is not told.
        root: the account at which the trace ended.
        path: every source, outlet and voice that it came by.
    """

    origin: str | None
    root: Account
    path: frozenset[str]


@dataclass(slots=True)
class Origins:
    """Traces accounts along their edges, each once; those before have to be traced first.

    Args:
        outlets: ids and names of whoever passes on what others tell.
    """

    outlets: frozenset[str]
    groups: Groups
    traced: dict[str, Traced] = field(default_factory=dict)
    named: dict[str, Origin] = field(default_factory=dict)

    def trace(self, one: Account, edge: Edge | None, other: Account | None) -> Traced:
        """Follow an account; `other` is what its edge leads to."""
        before = self.traced[edge.origin] if edge else None
        mine = self._own_origin(one)
        path = _ways(one)
        if edge and before and other and (mine is None or self._is_theirs(one, other, before)):
            through = before.path if edge.how in _FROM_THERE else _ways(other) - {other.source}
            found = Traced(before.origin, before.root, path | through)
        else:
            hangs_on = before.path if edge and before and edge.how in _FROM_THERE else frozenset()
            found = Traced(mine.id if mine else None, one, path | hangs_on)
            if mine is not None:
                self.named.setdefault(mine.id, mine)
        # Whose word it is belongs to the way it came, as one source among the others.
        whose = frozenset({found.origin}) if found.origin else frozenset()
        self.traced[one.id] = Traced(found.origin, found.root, found.path | whose)
        return self.traced[one.id]

    def _own_origin(self, one: Account) -> Origin | None:
        """Whoever the account names at first hand, else a publisher that tells for itself."""
        if one.origin is None:
            if one.source is None or one.source in self.outlets:
                return None
            return _origin(one.source, actor=one.source)
        if one.origin in self.outlets:
            return None
        voice = one.voices[0] if one.voices else None
        if voice is None or not voice.unnamed:
            return _origin(one.origin, actor=voice.actor if voice else None)
        through = next(iter(one.named[1:]), one.source) or one.report
        return Origin(
            id=f"{voice.name} ({through})",
            name=voice.name,
            actor=None,
            unnamed=True,
            through=through,
            statements=(),
        )

    def _is_theirs(self, one: Account, other: Account, before: Traced) -> bool:
        """Whether the voice that an account names is that of the report it was taken from."""
        if renamed(one, other) and before.origin is not None:
            return True
        there = self.named.get(before.origin or "")
        voice = one.voices[0] if one.voices else None
        if voice is None or there is None or not (voice.unnamed and there.unnamed):
            return False
        return may_be_one(voice.name, there.name)


def _ways(one: Account) -> frozenset[str]:
    """The source and voices of an account; what only describes a voice is nobody to leave out."""
    unnamed = {voice.name for voice in one.voices if voice.unnamed}
    named = frozenset(one.named) - unnamed
    return named | {one.source} if one.source else named


def _origin(name: str, *, actor: str | None) -> Origin:
    return Origin(id=name, name=name, actor=actor, unnamed=False, through="", statements=())


def counted(origins: Sequence[Origin], groups: Groups) -> tuple[OriginGroup, ...]:
    """Origins that count as one, together, by id of the group.

    Those of one body or owner are one; unnamed voices whose descriptions fit are counted as one,
    because nobody can tell that they are several.
    """
    together: dict[str, list[tuple[Origin, Sharing]]] = defaultdict(list)
    unnamed = []
    for one in origins:
        body = groups.body_named_in(one.name) if one.unnamed else None
        if one.unnamed and not (body and speaks_for_a_body(one.name)):
            unnamed.append(one)
            continue
        group, why = groups.group_of(body or one.id)
        together[group].append((one, Sharing.SAME_BODY if body else why))
    made = [_group(group, members) for group, members in together.items()]
    return tuple(sorted([*made, *_alike(unnamed)], key=lambda one: one.id))


def _group(group: str, members: Sequence[tuple[Origin, Sharing]]) -> OriginGroup:
    reasons = {why for _, why in members} - {Sharing.ALONE}
    why = Sharing.SAME_GROUP if Sharing.SAME_GROUP in reasons else Sharing.SAME_BODY
    ids = tuple(sorted(one.id for one, _ in members))
    return OriginGroup(id=group, origins=ids, why=why if reasons else Sharing.ALONE)


def _alike(unnamed: Iterable[Origin]) -> Iterator[OriginGroup]:
    """Unnamed voices that may be one; the vaguest come first, so that their order says nothing."""
    heaps: list[list[Origin]] = []
    for one in sorted(unnamed, key=lambda origin: (len(origin.name.split()), origin.id)):
        heap = next((heap for heap in heaps if may_be_one(heap[0].name, one.name)), None)
        if heap is None:
            heaps.append([one])
        else:
            heap.append(one)
    for heap in heaps:
        ids = tuple(sorted(one.id for one in heap))
        why = Sharing.MAY_BE_ONE if len(ids) > 1 else Sharing.ALONE
        yield OriginGroup(id=ids[0], origins=ids, why=why)


def with_statements(origins: Mapping[str, Origin], of: Mapping[str, str]) -> tuple[Origin, ...]:
    """Each origin with the statements that rest on it, by id."""
    resting: dict[str, list[str]] = defaultdict(list)
    for statement, origin in sorted(of.items()):
        resting[origin].append(statement)
    return tuple(
        Origin(
            id=one.id,
            name=one.name,
            actor=one.actor,
            unnamed=one.unnamed,
            through=one.through,
            statements=tuple(resting[one.id]),
        )
        for one in (origins[name] for name in sorted(resting))
    )
