"""Tables: `truth` is what everything is made of, the rest is made of it by `rebuild`."""

from __future__ import annotations

from trucewatch.storage.models.custody import CustodyEvent, Evidence
from trucewatch.storage.models.document import Document
from trucewatch.storage.models.documents import Agreement, Incident, Reading, Statement, Version
from trucewatch.storage.models.draft import Draft
from trucewatch.storage.models.intake import Head, Receipt
from trucewatch.storage.models.truth import Entry, Payload

__all__ = [
    "Agreement",
    "CustodyEvent",
    "Document",
    "Draft",
    "Entry",
    "Evidence",
    "Head",
    "Incident",
    "Payload",
    "Reading",
    "Receipt",
    "Statement",
    "Version",
]
