"""What the record says of an object of evidence, seen to be what was signed."""

from __future__ import annotations

from trucewatch.domain.errors import UnknownName
from trucewatch.domain.wire import from_wire
from trucewatch.ledger.commitment import opens
from trucewatch.ledger.entry import Entry, decode
from trucewatch.storage.custody_record import CustodyRecord
from trucewatch.storage.json_values import read
from trucewatch.storage.models import Entry as EntryRow
from trucewatch.storage.models import Evidence, Payload, Receipt
from trucewatch.storage.projection import CUSTODY, NEW_EVIDENCE
from trucewatch.storage.refusals import RecordAltered
from trucewatch.storage.rows import raw
from trucewatch.storage.sight import closed_parts


def record_of(evidence: str) -> CustodyRecord:
    """The custody record of an object, held against the commitment in its entry.

    The table names the entry and is believed nothing else: whoever swaps two rows of it, or two
    payloads, does not get one object shown in the place of another.

    Raises:
        UnknownName: no such object, or it has been erased.
        RecordAltered: rows are not those that were signed.
    """
    seq = Evidence.objects.filter(id=evidence).values_list("seq", flat=True).first()
    if seq is not None:
        entry = _entry(seq)
        if not _is_intake(entry, evidence):
            raise RecordAltered(f"entry {seq} is not the intake of evidence {evidence}")
        if found := _committed(entry):
            return found
    raise UnknownName(f"no evidence {evidence} is here, or it has been erased")


def record_under(key: str, evidence: str) -> CustodyRecord | None:
    """The custody record that came in under that key; None where the key stands for other things.

    Raises:
        RecordAltered: its row is not the one that was signed.
    """
    seq = Receipt.objects.filter(key=key).values_list("seq", flat=True).first()
    entry = None if seq is None else _entry(seq)
    return _committed(entry) if entry and _is_intake(entry, evidence) else None


def same_content(evidence: str) -> list[str]:
    """Ids of other objects of the same bytes, in the order they came.

    Their files have nothing in common, so only the closed record can tell.
    """
    content = record_of(evidence).content_sha256
    others = Evidence.objects.filter(content_sha256=content).exclude(id=evidence).order_by("seq")
    return list(others.values_list("id", flat=True))


def _entry(seq: int) -> Entry:
    return decode(raw(EntryRow.objects.values_list("body", flat=True).get(seq=seq)))


def _is_intake(entry: Entry, evidence: str) -> bool:
    return entry.subject == evidence and entry.type in NEW_EVIDENCE


def _committed(entry: Entry) -> CustodyRecord | None:
    """The record as its entry commits to it; None where it is erased or lost."""
    columns = Payload.objects.filter(entry_id=entry.seq, field=CUSTODY, value__isnull=False)
    with closed_parts():
        stands = columns.values_list("salt", "value").first()
    if stands is None:
        return None
    salt, value = (raw(one) for one in stands)
    if not opens(entry.commitments[CUSTODY], CUSTODY, value, salt):
        what = f"the custody record of entry {entry.seq} is not the one that was signed"
        raise RecordAltered(what, remedy="find out more with: trucewatch record check")
    return from_wire(CustodyRecord, read(value), where=CUSTODY)
