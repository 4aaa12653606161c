"""How far a log is vouched for: logged, witnessed by each, joint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.ledger.policy import Checked, Policy

LOGGED = "logged"


@dataclass(frozen=True)
class Standing:
    """The largest checkpoint that somebody vouches for.

    Args:
        word: `logged`, or a name of the policy, witness or group.
        size: entries it covers; None where there is none.
        at: when it was vouched for by the clock of whoever came last, POSIX seconds; None where
            nobody said.
        checked: that checkpoint; None where there is none.
    """

    word: str
    size: int | None
    at: int | None
    checked: Checked | None


def times(checked: Checked, policy: Policy) -> dict[str, int]:
    """When each name of the policy had witnessed a checkpoint; those that have not are left out.

    A group has witnessed when the last one that it needs has.
    """
    found = {name: one.at for name, one in checked.cosigned.items()}
    for name, group in policy.groups.items():
        members = sorted(found[one] for one in group.members if one in found)
        if len(members) >= group.needed:
            found[name] = members[group.needed - 1]
    return found


def standings(checkpoints: Iterable[Checked], policy: Policy) -> dict[str, Standing]:
    """How far each name of the policy vouches for the log, the log's own word first.

    Args:
        checkpoints: of one log, largest first; no more are taken than are needed.
        policy: whose names.
    """
    words = (LOGGED, *policy.witnesses, *policy.groups)
    found: dict[str, Standing] = {}
    for checked in checkpoints:
        size = checked.checkpoint.size
        found.setdefault(LOGGED, Standing(LOGGED, size, None, checked))
        for word, at in times(checked, policy).items():
            found.setdefault(word, Standing(word, size, at, checked))
        if len(found) == len(words):
            break
    return {word: found.get(word, Standing(word, None, None, None)) for word in words}
