"""Reading evidence again to see that every file still is what its name says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from trucewatch.storage.evidence import EvidenceFolder
from trucewatch.storage.refusals import EvidenceDamaged

PARTS = 7
"""A seventh each day reads everything each week."""


@dataclass
class Scrubbed:
    """What was found.

    Args:
        files, size: how many were read, and their bytes.
        damaged: one line for each that is not there or has other bytes.
        unrecorded: hashes of files that no object names: taken in and never recorded, or
            recorded and erased while the power went.
    """

    files: int = 0
    size: int = 0
    damaged: list[str] = field(default_factory=list)
    unrecorded: list[str] = field(default_factory=list)


def part_of(name: str) -> int:
    """In which seventh a file is, from 0; it never moves to another."""
    return int(name[:8], 16) % PARTS


def scrub(store: EvidenceFolder, recorded: Collection[str], part: int | None = None) -> Scrubbed:
    """Read every file and hash it.

    Args:
        store: where the files are.
        recorded: hashes of the files that should be there.
        part: one seventh, 0 to 6, as by the day; None for all.
    """
    known, found = set(recorded), Scrubbed()
    for name in sorted(known | set(store.names())):
        if part is not None and part_of(name) != part:
            continue
        if name not in known:
            found.unrecorded.append(name)
            continue
        try:
            found.size += store.check(name)
            found.files += 1
        except EvidenceDamaged as damage:
            found.damaged.append(str(damage))
    return found
