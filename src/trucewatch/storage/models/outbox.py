"""Notices on their way out; the record tells what they are of, they themselves do not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Outgoing(models.Model):
    """One notice to one address.

    `seq` is the entry that gave cause for it, so that nothing is told twice to one address;
    `subject` is what its link leads to. `failed` says in a line why the last try went wrong;
    `next_at` is empty once it went out, or was given up.
    """

    id = models.CharField(max_length=26, primary_key=True, editable=False)
    seq = models.BigIntegerField()
    target = models.CharField(max_length=400)
    subject = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=300, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seq", "target"], name="one_notice_an_address")
        ]

    def __str__(self) -> str:
        return f"notice {self.id}"


class ToldUpTo(models.Model):
    """How far the record was looked through for causes of notices; there is one row."""

    seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"told up to {self.seq}"
