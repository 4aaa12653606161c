"""Tables: `truth` is what everything is made of, the rest is made of it by `rebuild`."""

from __future__ import annotations

from trucewatch.storage.models.custody import CustodyEvent, Evidence
from trucewatch.storage.models.desk import DelegationNote
from trucewatch.storage.models.document import Document
from trucewatch.storage.models.documents import Agreement, Incident, Reading, Statement, Version
from trucewatch.storage.models.draft import Draft
from trucewatch.storage.models.feeds import FeedState
from trucewatch.storage.models.incident_row import IncidentRow
from trucewatch.storage.models.intake import Head, Receipt
from trucewatch.storage.models.outbox import Outgoing, ToldUpTo
from trucewatch.storage.models.pointing import Pointing
from trucewatch.storage.models.position_draft import PositionComment, PositionDraft
from trucewatch.storage.models.side_message import SideMessage
from trucewatch.storage.models.tokens import ApiToken, UsedKey
from trucewatch.storage.models.truth import Entry, Payload
from trucewatch.storage.models.working import (
    Bulk,
    Claim,
    Follow,
    Notice,
    Presence,
    SavedView,
    Visit,
)

__all__ = [
    "Agreement",
    "ApiToken",
    "Bulk",
    "Claim",
    "CustodyEvent",
    "DelegationNote",
    "Document",
    "Draft",
    "Entry",
    "Evidence",
    "FeedState",
    "Follow",
    "Head",
    "Incident",
    "IncidentRow",
    "Notice",
    "Outgoing",
    "Payload",
    "Pointing",
    "PositionComment",
    "PositionDraft",
    "Presence",
    "Reading",
    "Receipt",
    "SavedView",
    "SideMessage",
    "Statement",
    "ToldUpTo",
    "UsedKey",
    "Version",
    "Visit",
]
