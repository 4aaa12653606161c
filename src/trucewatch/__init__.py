"""Trucewatch: the information system of a joint ceasefire monitoring centre.

`read` turns a report into statements, `fuse` gathers them into incidents, `assess` holds what they
allege against the terms in force, `bound` says what bound whom at a place and time, `timeline` when
terms held and what was told when. Each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trucewatch.pipeline.assess import assess as assess
    from trucewatch.pipeline.bound import bound as bound
    from trucewatch.pipeline.fuse import fuse as fuse
    from trucewatch.pipeline.read import read as read
    from trucewatch.pipeline.terms import timeline as timeline

__version__ = "0.1.0"
__all__ = ["__version__", "assess", "bound", "fuse", "read", "timeline"]
_ELSEWHERE = {"timeline": "terms"}
"""Verbs whose file has another name."""


def __getattr__(name: str) -> Any:
    """Load a verb of the library; importing `trucewatch` alone stays instant."""
    if name not in __all__:
        raise AttributeError(f"module 'trucewatch' has no attribute {name!r}")
    return getattr(import_module(f"trucewatch.pipeline.{_ELSEWHERE.get(name, name)}"), name)
