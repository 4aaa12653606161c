"""What belongs to one person or one side alone; never in the ledger, so nobody else can open it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DelegationNote(models.Model):
    """A note or draft of one delegation about a thing of the record.

    `id` is random, so that a clash tells nobody of a note that is not theirs; `side` is a or b,
    `author` the opaque id of who wrote it last, `subject` the thing.
    """

    id = models.CharField(max_length=26, primary_key=True, editable=False)
    side = models.CharField(max_length=1)
    author = models.CharField(max_length=26)
    subject = models.CharField(max_length=128)
    text = models.TextField()
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(side__in=("a", "b")), name="note_of_a_side")
        ]
        indexes: ClassVar = [
            models.Index(fields=["side", "subject", "at"], name="notes_on_a_thing")
        ]

    def __str__(self) -> str:
        return f"note {self.id}"
