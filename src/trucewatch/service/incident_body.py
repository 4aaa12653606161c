"""What an incident of the centre says: the happening, how it was made, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from trucewatch.domain.fusion import Fused
from trucewatch.domain.identity import Identity
from trucewatch.domain.incident import Incident
from trucewatch.domain.wire import from_wire, to_wire

SINGLE, CORROBORATED, DISPUTED, GONE = "single_source", "corroborated", "disputed", "merged"
OF_MACHINE = frozenset({SINGLE, CORROBORATED, DISPUTED})
"""States that follow from the reports; any other was set by a person and stays."""
OF_PEOPLE = ("settled", "call")
"""Members that no run makes: who settled it and why, and the call that it came from."""
_MEMBERS = frozenset(one.name for one in fields(Incident))
_FUSED = frozenset(one.name for one in fields(Fused)) - {"incident"}


def incident_of(body: Mapping[str, Any]) -> Incident:
    """The happening."""
    return from_wire(Incident, {name: body[name] for name in body if name in _MEMBERS})


def identity_of(body: Mapping[str, Any]) -> Identity:
    """Its names, for a new run to carry over."""
    told = sorted({*body["statements"], *body.get("denials", ())})
    return from_wire(
        Identity,
        {
            "id": body["id"],
            "statements": told,
            "aliases": body.get("aliases", []),
            "split_from": body.get("split_from", ""),
        },
    )


def fused_of(body: Mapping[str, Any]) -> Fused:
    """The happening with what speaks for its being one, as a run made it."""
    told = {name: body[name] for name in body if name in _FUSED}
    incident = {name: body[name] for name in body if name in _MEMBERS}
    return from_wire(Fused, {**told, "incident": incident})


def body_of(fused: Fused, *, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """The body of an incident that a run made.

    Args:
        before: the newest version; what people set in it stays.
    """
    told = to_wire(fused)
    made = {**told.pop("incident"), **told}
    made["status"] = state_of(made)
    kept = {}
    if before is not None:
        kept = {name: before[name] for name in OF_PEOPLE if name in before}
        if before.get("status") not in OF_MACHINE | {GONE}:
            kept["status"] = before["status"]
    return {**made, **kept}


def state_of(body: Mapping[str, Any]) -> str:
    """Where the reports alone put it.

    Somebody who denies an incident disputes it; two origins that do not hang together corroborate
    it, which is not yet to verify it.
    """
    if body.get("denials"):
        return DISPUTED
    return SINGLE if body["provisional"] else CORROBORATED
