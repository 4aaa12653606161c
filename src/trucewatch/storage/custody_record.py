"""What the custody record says of an object of evidence; it stays closed, for hashes confirm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.errors import require

SHA256 = re.compile("[0-9a-f]{64}")
MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,48}/[a-z0-9][a-z0-9.+-]{0,48}")
LONGEST_TEXT = 200


class EvidenceKind(StrEnum):
    """What an object is for."""

    ORIGINAL = "original"
    """The bytes as they came in; never opened in a program that could change them."""
    WORKING = "working"
    """A copy to work on."""
    RENDITION = "rendition"
    """Made from another object by a tool: a converted, cut or cleaned form."""


@dataclass(frozen=True, kw_only=True)
class CustodyRecord:
    """One object as it enters the store.

    Args:
        kind: what it is for.
        sha256, size: of its bytes.
        media_type: as in `image/jpeg`, as the sender or a tool says; None where nobody does.
        name: its file name when it came; None where it had none.
        received_from: who gave it, in words of the one who took it in.
        derived_from: id of the object that it was made from; for originals None.
        tool: program and its version that made it; for originals None.
        parameters: with which the tool was called.
    """

    kind: EvidenceKind
    sha256: str
    size: int
    media_type: str | None = None
    name: str | None = None
    received_from: str | None = None
    derived_from: str | None = None
    tool: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        require(bool(SHA256.fullmatch(self.sha256)), "sha256 is not 64 hex digits")
        require(self.size >= 0, "size is below zero")
        typed = self.media_type is None or MEDIA_TYPE.fullmatch(self.media_type)
        require(bool(typed), "media_type is not written as in image/jpeg")
        texts = (self.name, self.received_from, self.derived_from, self.tool)
        short = all(len(text) <= LONGEST_TEXT for text in texts if text)
        require(short, f"a text of more than {LONGEST_TEXT} characters")
        made = self.kind is not EvidenceKind.ORIGINAL
        require(made == bool(self.derived_from), "derived_from belongs to copies and renditions")
        require(made == bool(self.tool), "tool belongs to copies and renditions")
