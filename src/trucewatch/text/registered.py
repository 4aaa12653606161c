"""The names of the packaged registry, ready to be looked for; apart from what loads a model."""

from __future__ import annotations

from functools import cache

from trucewatch.data.registry import Registry
from trucewatch.text.naming import NameIndex


@cache
def name_index() -> NameIndex:
    """The packaged registry, ready to be looked for."""
    return NameIndex(Registry.packaged().actors)
