"""Erasing content: the entry stays, its salt and value go, and the rows made of it are tombstones.

A ledger entry orders it: `payload.erased`, with `{"seq": …, "fields": […], "reason": …}` open.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.db import connection

from trucewatch.domain.errors import InvalidValue
from trucewatch.ledger.entry import decode
from trucewatch.storage.models import Entry, Evidence, Payload
from trucewatch.storage.projection import Held, project
from trucewatch.storage.rows import CURRENT, MADE_OF_ONE, insert, raw
from trucewatch.storage.submission import KEY_FIELD, Submission


def check_order(given: Submission) -> tuple[int, list[str]]:
    """The entry and the fields that are to be erased.

    Raises:
        InvalidValue: another shape, nothing there to erase, or already erased.
    """
    seq, fields = given.public.get("seq"), given.public.get("fields")
    reason = given.public.get("reason")
    if (
        not isinstance(seq, int)
        or isinstance(seq, bool)
        or not (isinstance(fields, list) and fields)
        or not (isinstance(reason, str) and reason)
    ):
        what = f"{given.type}: public needs seq, fields and a reason"
        raise InvalidValue(what, remedy='as in {"seq": 7, "fields": ["document"], "reason": "…"}')
    if KEY_FIELD in fields:
        raise InvalidValue(f"{given.type}: {KEY_FIELD} stays, so that a repetition is known")
    stands = Payload.objects.filter(entry_id=seq, value__isnull=False)
    there = set(stands.values_list("field", flat=True))
    for name in fields:
        if not isinstance(name, str) or name not in there:
            raise InvalidValue(
                f"{given.type}: entry {seq} has no {name!r:.80} that could be erased"
            )
    return seq, fields


def erase(seq: int, fields: list[str], by: int) -> set[str]:
    """Erase inside the transaction that is open.

    Args:
        seq, fields: what.
        by: seq of the entry that orders it.

    Returns:
        Hashes of evidence files that no object names any more; take them away after the commit.
    """
    files = _files_of(seq)
    named = Payload.objects.filter(entry_id=seq, field__in=fields)
    named.update(salt=None, value=None, erased_by=by)
    make_again(seq)
    still = Evidence.objects.filter(sha256__in=files).values_list("sha256", flat=True)
    return files - set(still)


def make_again(seq: int) -> None:
    """Make the rows of one entry anew from what the payload store has now."""
    entry = decode(raw(Entry.objects.values_list("body", flat=True).get(seq=seq)))
    for table in MADE_OF_ONE:
        apps.get_model("storage", table).objects.filter(seq=seq).delete()
    rows = project(entry, closed_of([seq])[seq])
    insert(row for row in rows if row.table in MADE_OF_ONE or row.table in CURRENT)


def closed_of(seqs: list[int]) -> Mapping[int, dict[str, Held]]:
    """What the payload store has of each of these entries."""
    found: dict[int, dict[str, Held]] = {seq: {} for seq in seqs}
    columns = ("entry_id", "field", "value", "json", "erased_by")
    payloads = Payload.objects.filter(entry_id__in=seqs).values_list(*columns)
    for seq, field, value, json, erased_by in payloads.iterator():
        found[seq][field] = Held(
            None if value is None else raw(value), json=json, erased_by=erased_by
        )
    return found


def wipe() -> None:
    """Take what was erased out of the database's own files, as far as the engine can."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Pages in the file were overwritten (secure_delete); older ones wait in the journal.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM storage_payload")


def _files_of(seq: int) -> set[str]:
    names = Evidence.objects.filter(seq=seq, sha256__isnull=False)
    return {name for name in names.values_list("sha256", flat=True) if name}
