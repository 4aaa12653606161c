"""The files of an archive, in memory: nothing is ever unpacked to a path."""

from __future__ import annotations

from trucewatch.domain.intake import Extract, Part
from trucewatch.text.inspection.archive import Allowance, members


def opened(raw: bytes) -> Extract:
    """Each file as a part; the archive itself has no words."""
    found = members(raw, Allowance())
    return Extract(parts=tuple(Part(name=one.name, media_type=None, raw=one.raw) for one in found))
