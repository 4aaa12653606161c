"""Trucewatch: the information system of a joint ceasefire monitoring centre.

`read` turns a report into statements, `fuse` gathers them into incidents, `lineage` tells who has
what from whom, `counts` sets rival figures side by side, `assess` holds what is alleged against the
terms in force; `bound` says what bound whom at a place and time, `timeline` when terms held and
what was told when, `what_if` what other terms would change, `compliance` how findings count up,
`duties` how deadlines stand. Each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trucewatch.pipeline.assess import assess as assess
    from trucewatch.pipeline.bound import bound as bound
    from trucewatch.pipeline.compliance import compliance as compliance
    from trucewatch.pipeline.counts import counts as counts
    from trucewatch.pipeline.duties import duties as duties
    from trucewatch.pipeline.fuse import fuse as fuse
    from trucewatch.pipeline.lineage import lineage as lineage
    from trucewatch.pipeline.read import read as read
    from trucewatch.pipeline.terms import timeline as timeline
    from trucewatch.pipeline.what_if import what_if as what_if

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "assess",
    "bound",
    "compliance",
    "counts",
    "duties",
    "fuse",
    "lineage",
    "read",
    "timeline",
    "what_if",
]
_ELSEWHERE = {"timeline": "terms"}
"""Verbs whose file has another name."""


def __getattr__(name: str) -> Any:
    """Load a verb of the library; importing `trucewatch` alone stays instant."""
    if name not in __all__:
        raise AttributeError(f"module 'trucewatch' has no attribute {name!r}")
    verb = getattr(import_module(f"trucewatch.pipeline.{_ELSEWHERE.get(name, name)}"), name)
    # Loading a verb loads the package `assess`, which would hide the verb of that name.
    globals()["assess"] = import_module("trucewatch.pipeline.assess").assess
    return verb
