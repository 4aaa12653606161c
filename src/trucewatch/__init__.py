"""Trucewatch: the information system of a joint ceasefire monitoring centre.

`read` turns a report into statements, `assess` holds what they allege against the terms in force,
`bound` says what bound whom at a place and time, `what_if` what other terms would change,
`compliance` how findings count up, `duties` how deadlines stand. Each is loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trucewatch.pipeline.assess import assess as assess
    from trucewatch.pipeline.bound import bound as bound
    from trucewatch.pipeline.compliance import compliance as compliance
    from trucewatch.pipeline.duties import duties as duties
    from trucewatch.pipeline.read import read as read
    from trucewatch.pipeline.what_if import what_if as what_if

__version__ = "0.1.0"
__all__ = ["__version__", "assess", "bound", "compliance", "duties", "read", "what_if"]


def __getattr__(name: str) -> Any:
    """Load a verb of the library; importing `trucewatch` alone stays instant."""
    if name not in __all__:
        raise AttributeError(f"module 'trucewatch' has no attribute {name!r}")
    verb = getattr(import_module(f"trucewatch.pipeline.{name}"), name)
    # Loading a verb loads the package `assess`, which would hide the verb of that name.
    globals()["assess"] = import_module("trucewatch.pipeline.assess").assess
    return verb
