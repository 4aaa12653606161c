"""Entries and payloads: what is true; every other table can be made again from these two."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One entry of the ledger, as the bytes that were hashed; appended, never touched again."""

    seq = models.BigIntegerField(primary_key=True)
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"entry {self.seq}"


class Payload(models.Model):
    """What stands behind a commitment of an entry: bytes and their salt, both gone once erased.

    `json` tells whether the bytes are a JSON value in its RFC 8785 form or plain bytes. Without
    salt and value, `erased_by` names the entry that had them erased; where it is None too, they
    were lost and not found in any copy.
    """

    # By place in the record, where each new one comes last; commitments are random, and an index of
    # them would be written to all over with every batch.
    pk = models.CompositePrimaryKey("entry_id", "field")
    commitment = models.CharField(max_length=64)
    entry = models.ForeignKey(
        Entry, models.PROTECT, db_column="seq", related_name="payloads", db_index=False
    )
    field = models.CharField(max_length=64)
    json = models.BooleanField()
    salt = models.BinaryField(null=True)
    value = models.BinaryField(null=True)
    erased_by = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(salt__isnull=True, value__isnull=True)
                | models.Q(salt__isnull=False, value__isnull=False, erased_by__isnull=True),
                name="salt_and_value_go_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of entry {self.entry_id}"
