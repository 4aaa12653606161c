"""Holding an incident against the terms of then and there, as a document of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from trucewatch.domain.incident import Incident
from trucewatch.domain.wire import to_wire
from trucewatch.pipeline.assess import assess

TOLD = ("agreement", "reading", "result", "reason")


def assessment_of(incident: Incident) -> dict[str, Any]:
    """All findings on an incident, each with its steps and versions."""
    return {"findings": to_wire(assess([incident]).findings)}


def summary(findings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What each agreement and reading comes to, in the order of the findings."""
    return [{name: one[name] for name in TOLD} for one in findings]
