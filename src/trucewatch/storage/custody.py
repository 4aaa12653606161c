"""Taking evidence in, looking at it, making things from it: each with its link in the chain.

A file is sealed and on the disk before its entry is recorded, so an object on record has its bytes.
The link that says who looked is recorded before the first byte is given.
"""

from __future__ import annotations

import secrets
from base64 import b32encode
from collections.abc import Generator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.wire import to_wire
from trucewatch.storage.custody_record import CustodyRecord, EvidenceKind
from trucewatch.storage.evidence import LARGEST
from trucewatch.storage.evidence_keys import identities, recipients
from trucewatch.storage.home import Home
from trucewatch.storage.objects import record_of, record_under
from trucewatch.storage.projection import CUSTODY
from trucewatch.storage.recorder import Acknowledgement
from trucewatch.storage.refusals import ContentErased, KeyReused, StaleVersion
from trucewatch.storage.sealing import seal, unseal
from trucewatch.storage.submission import Submission, submission

JUDGED = (InvalidValue, KeyReused, ContentErased, StaleVersion)
"""Refused for what it says: it is certain that nothing was recorded."""


def new_id() -> str:
    """An opaque id: 128 random bits in letters and digits that survive a phone call.

    >>> len(new_id())
    26
    """
    return b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


class Taker(Protocol):
    """Where a submission can be handed in: a desk, or the way to one."""

    def hand_in(self, given: Submission) -> Future[Acknowledgement]:
        """The answer to come."""


@dataclass(frozen=True)
class Custody:
    """What one person does with evidence.

    Args:
        home: where the files are.
        desk: where it is recorded.
        actor: opaque id of the person.
    """

    home: Home
    desk: Taker
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

    def look(self, evidence: str, *, key: str, purpose: str) -> Generator[bytes, None, None]:
        """The bytes of an object, once it is recorded who looks at it and for what.

        Raises:
            Refusal: the private evidence key is not here, so nothing is looked at or recorded.
            EvidenceDamaged, EvidenceSealed: as `unseal`, while the bytes are read.
        """
        record, keys = record_of(evidence), identities(self.home)
        self.note("read", evidence, key=key, purpose=purpose)
        return unseal(self.home.evidence, record.sealed, keys)

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
        to = recipients(self.home)
        sealed = seal(self.home.evidence, stream, to, largest=largest)
        record = CustodyRecord.of(sealed, tuple(str(one) for one in to), facts)
        try:
            self._record(action, named, record)
        except JUDGED as refusal:
            # Nothing was recorded, so no object names the file.
            with suppress(OSError):  # what stays is found by scrubbing
                self.home.evidence.erase(record.sha256)
            earlier = record_under(*named) if isinstance(refusal, KeyReused) else None
            if earlier is None or not record.tells_the_same(earlier):
                raise
            # The same bytes were sealed anew; whether all else is the same, the recorder tells.
            self._record(action, named, earlier)
            return earlier
        return record

    def _record(self, action: str, named: tuple[str, str], record: CustodyRecord) -> None:
        key, subject = named
        intake = submission(
            key=key,
            type=f"evidence.{action}",
            actor=self.actor,
            subject=subject,
            private={CUSTODY: to_wire(record)},
        )
        self.desk.hand_in(intake).result()
