"""What the custody record says of an object of evidence; it stays closed, for hashes confirm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from trucewatch.domain.errors import require
from trucewatch.storage.evidence import Stored
from trucewatch.storage.sealing import Sealed

SHA256 = re.compile("[0-9a-f]{64}")
MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,48}/[a-z0-9][a-z0-9.+-]{0,48}")
RECIPIENT = re.compile("age1[0-9a-z]{1,100}")
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
        sha256, size: of the sealed file; the hash is its name in the store.
        content_sha256, content_size: of the bytes as they came.
        sealed_to: public keys; each one's private key opens the file.
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
    content_sha256: str
    content_size: int
    sealed_to: tuple[str, ...]
    media_type: str | None = None
    name: str | None = None
    received_from: str | None = None
    derived_from: str | None = None
    tool: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sealed: Sealed, to: tuple[str, ...], facts: Mapping[str, Any]) -> CustodyRecord:
        """The record of a file that was just sealed to these keys, with what else is known."""
        stored, content = sealed.stored, sealed.content
        return cls(
            sha256=stored.sha256,
            size=stored.size,
            content_sha256=content.sha256,
            content_size=content.size,
            sealed_to=to,
            **facts,
        )

    @property
    def sealed(self) -> Sealed:
        """The file and its content."""
        stored = Stored(self.sha256, self.size)
        return Sealed(stored, Stored(self.content_sha256, self.content_size))

    def tells_the_same(self, other: CustodyRecord) -> bool:
        """Whether both say the same of the same bytes; each sealing makes another file of them."""
        sealing = {name: getattr(self, name) for name in ("sha256", "size", "sealed_to")}
        return replace(other, **sealing) == self

    def __post_init__(self) -> None:
        require(bool(SHA256.fullmatch(self.sha256)), "sha256 is not 64 hex digits")
        require(bool(SHA256.fullmatch(self.content_sha256)), "content_sha256 is not 64 hex digits")
        require(0 <= self.content_size < self.size, "a sealed file is larger than its content")
        keys = self.sealed_to and all(RECIPIENT.fullmatch(key) for key in self.sealed_to)
        require(bool(keys), "sealed_to names no public keys as in age1…")
        typed = self.media_type is None or MEDIA_TYPE.fullmatch(self.media_type)
        require(bool(typed), "media_type is not written as in image/jpeg")
        texts = (self.name, self.received_from, self.derived_from, self.tool)
        short = all(len(text) <= LONGEST_TEXT for text in texts if text)
        require(short, f"a text of more than {LONGEST_TEXT} characters")
        made = self.kind is not EvidenceKind.ORIGINAL
        require(made == bool(self.derived_from), "derived_from belongs to copies and renditions")
        require(made == bool(self.tool), "tool belongs to copies and renditions")
