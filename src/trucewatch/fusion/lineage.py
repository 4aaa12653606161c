"""Who took an account from whom, on how many origins a claim rests, and on whom the count hangs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trucewatch.domain.lineage import CameBack, Chain, Lineage, Taking, Voice
from trucewatch.fusion.account import Account
from trucewatch.fusion.arrival import in_order
from trucewatch.fusion.came_back import came_back
from trucewatch.fusion.circles import circles_of, strands
from trucewatch.fusion.known import Known
from trucewatch.fusion.origins import Origins, counted, with_statements
from trucewatch.fusion.removal import Counted, without_each
from trucewatch.fusion.taking import Takings
from trucewatch.fusion.voices import publishers_among

NOTHING = Known()


def lineage(
    accounts: Iterable[Account],
    outlets: frozenset[str],
    known: Known = NOTHING,
    *,
    denials: frozenset[str] = frozenset(),
) -> Lineage:
    """The lineage of the accounts of one happening, whatever their order.

    An account that names nobody but an outlet, or nobody at all, has the origin of what it was
    taken from. Where that is not to be seen, its origin is not told, and it corroborates nothing:
    it counts only where no account of the happening tells an origin, and then once for all. What
    is the centre's own adds nothing at all.

    Args:
        outlets: who publishes reports; anybody else who is named has it at first hand.
        denials: ids of accounts that deny it or do not confirm it; each has its origin, and what
            is claimed does not rest on that.
    """
    listed = in_order(accounts)
    publishers = _publishers(listed, outlets, known)
    takings = Takings(publishers, known)
    edges = {edge.taken: edge for edge in map(takings.take, listed) if edge is not None}
    by_id = {one.id: one for one in listed}
    origins = Origins(publishers, known.groups)
    own: dict[str, CameBack] = {}
    for one in listed:
        edge = edges.get(one.id)
        origins.trace(one, edge, by_id[edge.origin] if edge else None)
        back = came_back(one, known) or _with_its_root(one, origins.traced[one.id].root, own)
        if back is not None:
            own[one.id] = back
    traced = {name: one for name, one in origins.traced.items() if name not in own}
    of = {name: one.origin for name, one in traced.items() if one.origin is not None}
    roots = with_statements(origins.named, of)
    claimed = {name: one for name, one in traced.items() if name not in denials}
    behind = {one.origin for one in claimed.values()}
    groups = counted([one for one in roots if one.id in behind], known.groups)
    rings, quotes = circles_of(listed, strands(listed, edges, of), publishers)
    count = Counted(
        {name: one.origin for name, one in claimed.items()},
        {name: one.path for name, one in claimed.items()},
        groups,
    )
    return Lineage(
        edges=tuple(edges[one] for one in sorted(edges)),
        origins=tuple(sorted(of.items())),
        untold=tuple(sorted(name for name, one in traced.items() if one.origin is None)),
        circles=rings,
        chains=tuple(_chain(by_id[name], publishers) for name in sorted(by_id)),
        roots=roots,
        groups=groups,
        came_back=tuple(own[name] for name in sorted(own)),
        quotes=quotes,
        without=without_each(count, known.groups),
    )


def _publishers(listed: Sequence[Account], outlets: frozenset[str], known: Known) -> frozenset[str]:
    """Everybody who passes on what others tell; a body that tells for itself is none."""
    voices = [voice for one in listed for voice in one.voices]
    called = {voice.actor or voice.name for voice in voices}
    passing = frozenset(name for name in called if known.groups.passes_on(name))
    themselves = frozenset(name for name in outlets if known.groups.speaks_for_itself(name))
    return (outlets | publishers_among(voices) | passing) - themselves


def _with_its_root(one: Account, root: Account, own: Mapping[str, CameBack]) -> CameBack | None:
    """What goes back to a statement that came back has come back with it."""
    if root.id == one.id or root.id not in own:
        return None
    return CameBack(statement=one.id, how=Taking.SAME_VOICE, facts={"statement": root.id})


def _chain(one: Account, publishers: frozenset[str]) -> Chain:
    voices = one.voices or tuple(Voice(name=name, actor=None) for name in one.named)
    return Chain(
        statement=one.id,
        report=one.report,
        source=one.source,
        published=one.arrived,
        voices=tuple(
            Voice(
                name=voice.name,
                actor=voice.actor,
                unnamed=voice.unnamed,
                publisher=(voice.actor or voice.name) in publishers,
            )
            for voice in voices
        ),
    )
