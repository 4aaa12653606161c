"""What a delegation says among itself during a session: of one side, and never in the ledger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SideMessage(models.Model):
    """One message.

    `id` is made of who sent it and of a random key, so that what a bad line sends twice is there
    once and a clash tells nobody of the other side. `n` counts the messages of one side in one
    session from 1: a counter that both shared would tell each how much the other talks.
    """

    id = models.CharField(max_length=26, primary_key=True, editable=False)
    side = models.CharField(max_length=1)
    session = models.CharField(max_length=128)
    n = models.PositiveIntegerField()
    author = models.CharField(max_length=26)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(side__in=("a", "b")), name="said_by_a_side")
        ]
        indexes: ClassVar = [
            models.Index(fields=["side", "session", "n"], name="said_in_a_session")
        ]

    def __str__(self) -> str:
        return f"message {self.id}"
