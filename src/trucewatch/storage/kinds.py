"""The kinds of documents that a centre keeps, each version an entry `KIND.recorded`."""

from __future__ import annotations

OWN_TABLE = ("reading", "statement", "incident", "agreement")
"""Kinds with a table of their own, because there are so many of them or for what they are asked."""
ONE_TABLE = (
    "report",
    "call",
    "caller",
    "person",
    "comment",
    "decision",
    "place",
    "party",
    "membership",
    "designation",
    "source",
    "reliability",
    "coverage",
    "draft_agreement",
    "duty",
    "handover",
    "assessment",
    "showing",
    "feed",
    "case",
    "request",
    "rules",
    "rules_proposal",
    "statement_key",
    "lost_key",
    "position",
    "reveal",
    "session",
    "minutes",
    "finding",
    "signature",
    "determination",
    "standing",
    "measure",
    "exercise",
    "script",
    "inject",
)
"""Kinds that share the table of documents."""
KINDS = OWN_TABLE + ONE_TABLE
