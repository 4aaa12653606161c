"""A mirror: a folder on another disk or at another place that can bring back what is lost here.

    checkpoint, tile/…, checkpoints/…   the log, as at the centre
    payloads/<seq>                      the closed values of an entry with their salts, as JSON
    evidence/sha256/…                   files of evidence

What is erased at the centre is erased in the mirror at its next turn. A mirror that holds payloads
is as sensitive as the centre; a delegation's copy is the log alone.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trucewatch.ledger.entry import Entry, decode
from trucewatch.ledger.exercise import origin_in, require_one_kind
from trucewatch.ledger.tiles import CHECKPOINT, numbered
from trucewatch.storage.disk import PRIVATE, replace
from trucewatch.storage.entries import bodies
from trucewatch.storage.evidence import EvidenceFolder
from trucewatch.storage.home import Home
from trucewatch.storage.log_folder import LogFolder
from trucewatch.storage.models import Entry as EntryRow
from trucewatch.storage.models import Evidence, Payload
from trucewatch.storage.projection import ERASED
from trucewatch.storage.refusals import EvidenceDamaged
from trucewatch.storage.rows import raw
from trucewatch.storage.submission import Value


class Mirror:
    """The mirror in `folder` of the record in `home`.

    Raises:
        Mixed: one is of an exercise and the other of a centre.
    """

    def __init__(self, folder: Path, home: Home) -> None:
        self.folder, self.home = folder, home
        if (folder / CHECKPOINT).is_file():
            theirs = origin_in((folder / CHECKPOINT).read_bytes())
            require_one_kind(home.origin, theirs, where=str(folder))
        self.log = LogFolder(folder, home.key())
        self.evidence = EvidenceFolder(folder / "evidence")
        self._is_first_turn = True

    def catch_up(self, note: bytes) -> list[str]:
        """Copy everything up to that checkpoint; the log comes last, so it covers what is there.

        Evidence that is damaged here is left out, for one file must not stop all. It is tried
        again at the first turn of the next who keeps this mirror.

        Returns:
            A line for each file that could not be copied.

        Raises:
            OSError: the mirror's disk refused; it stands where it stood.
            RecordAltered: the entries are not those that were signed.
        """
        start = self.log.size()
        rows = EntryRow.objects.filter(seq__gte=start).order_by("seq").values_list("body")
        for (body,) in rows.iterator(chunk_size=500):
            self._copy(decode(raw(body)))
        damaged = list(self._copy_evidence(0 if self._is_first_turn else start))
        self._is_first_turn = False
        self.log.extend(note, bodies)
        return damaged

    def closed(self, seq: int) -> dict[str, Value]:
        """The closed values of an entry, by field; none where the mirror has no copy."""
        try:
            told = json.loads(self._payloads(seq).read_bytes())
        except FileNotFoundError:
            return {}
        return {name: _value(name, one) for name, one in told.items()}

    def _copy(self, entry: Entry) -> None:
        self._copy_payloads(entry.seq)
        if entry.type == ERASED:
            erased = entry.payload_public["seq"]
            assert isinstance(erased, int)  # noqa: S101 - checked when it was recorded
            self._copy_payloads(erased)
            self._drop_evidence()

    def _copy_evidence(self, start: int) -> Iterator[str]:
        """Copy what the mirror lacks of the objects from that entry on; a line for each damaged."""
        there = Evidence.objects.filter(seq__gte=start, sha256__isnull=False).order_by("seq")
        for name in there.values_list("sha256", flat=True):
            if name and not self.evidence.path(name).exists():
                try:
                    self.evidence.bring(name, self.home.evidence)
                except EvidenceDamaged as damage:
                    yield str(damage)

    def _copy_payloads(self, seq: int) -> None:
        rows = Payload.objects.filter(entry_id=seq, value__isnull=False).order_by("field")
        columns = ("field", "json", "salt", "value")
        told = {
            name: _told(json, salt, value) for name, json, salt, value in rows.values_list(*columns)
        }
        replace(self._payloads(seq), json.dumps(told).encode(), mode=PRIVATE)

    def _drop_evidence(self) -> None:
        known = set(Evidence.objects.values_list("sha256", flat=True))
        for name in self.evidence.names():
            if name not in known:
                self.evidence.erase(name)

    def _payloads(self, seq: int) -> Path:
        return self.folder / "payloads" / numbered(seq)


def _told(json: bool, salt: Any, value: Any) -> dict[str, Any]:
    return {"json": json, "salt": _text(salt), "value": _text(value)}


def _text(data: Any) -> str:
    return b64encode(raw(data)).decode()


def _value(name: str, told: dict[str, Any]) -> Value:
    return Value(name, b64decode(told["value"]), json=told["json"], salt=b64decode(told["salt"]))
