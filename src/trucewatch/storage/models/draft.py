"""Forms that somebody is filling in: no part of the record, and gone once they were handed in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """One half-filled form, under the key that it will be handed in with.

    `told` never holds what a caller tells of themselves.
    """

    key = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=32)
    person = models.CharField(max_length=26, db_index=True)
    told = models.JSONField()
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "changed_at"], name="drafts_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
