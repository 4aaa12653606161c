"""Taking evidence in, looking at it, making things from it: each with its link in the chain.

A file is on the disk before its entry is recorded, so an object on record has its bytes. The link
that says who looked is recorded before the first byte is given.
"""

from __future__ import annotations

import secrets
from base64 import b32encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from trucewatch.domain.errors import UnknownName
from trucewatch.domain.wire import to_wire
from trucewatch.storage.custody_record import CustodyRecord, EvidenceKind
from trucewatch.storage.desk import Desk
from trucewatch.storage.evidence import LARGEST
from trucewatch.storage.home import Home
from trucewatch.storage.models import Evidence
from trucewatch.storage.projection import CUSTODY
from trucewatch.storage.submission import submission


def new_id() -> str:
    """An opaque id: 128 random bits in letters and digits that survive a phone call.

    >>> len(new_id())
    26
    """
    return b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


@dataclass(frozen=True)
class Custody:
    """What one person does with evidence.

    Args:
        home: where the files are.
        desk: where it is recorded.
        actor: opaque id of the person.
    """

    home: Home
    desk: Desk
    actor: str

    def receive(
        self, stream: BinaryIO, *, key: str, subject: str, largest: int = LARGEST, **facts: Any
    ) -> CustodyRecord:
        """Take in an original.

        Args:
            stream: its bytes.
            key: idempotency key of this intake.
            subject: id of the object; the same with every repetition of the key.
            largest: bytes that are accepted.
            facts: `media_type`, `name`, `received_from`.
        """
        facts = {"kind": EvidenceKind.ORIGINAL, **facts}
        return self._keep(stream, "received", (key, subject), largest=largest, facts=facts)

    def derive(
        self, stream: BinaryIO, *, key: str, subject: str, largest: int = LARGEST, **facts: Any
    ) -> CustodyRecord:
        """Take in what a tool made of another object, or a copy to work on.

        Args:
            stream, key, subject, largest: as in `receive`.
            facts: `kind`, `derived_from`, `tool` with its version, `parameters`, `media_type`.
        """
        return self._keep(stream, "derived", (key, subject), largest=largest, facts=facts)

    def look(self, evidence: str, *, key: str, purpose: str) -> Iterator[bytes]:
        """The bytes of an object, once it is recorded who looks at it and for what."""
        name = _file_of(evidence)
        self.note("read", evidence, key=key, purpose=purpose)
        return self.home.evidence.chunks(name)

    def note(self, action: str, evidence: str, *, key: str, **details: str) -> int:
        """Record what was done with an object, as `transferred` or `read`; seq of the link."""
        link = submission(
            key=key,
            type=f"evidence.{action}",
            actor=self.actor,
            subject=evidence,
            private={CUSTODY: details},
        )
        return self.desk.hand_in(link).result().seq

    def _keep(
        self,
        stream: BinaryIO,
        action: str,
        named: tuple[str, str],
        *,
        largest: int,
        facts: Mapping[str, Any],
    ) -> CustodyRecord:
        stored = self.home.evidence.take_in(stream, largest=largest)
        record = CustodyRecord(sha256=stored.sha256, size=stored.size, **facts)
        key, subject = named
        intake = submission(
            key=key,
            type=f"evidence.{action}",
            actor=self.actor,
            subject=subject,
            private={CUSTODY: to_wire(record)},
        )
        self.desk.hand_in(intake).result()
        return record


def _file_of(evidence: str) -> str:
    name = Evidence.objects.filter(id=evidence).values_list("sha256", flat=True).first()
    if not name:
        raise UnknownName(f"no evidence {evidence} is here, or it has been erased")
    return name
