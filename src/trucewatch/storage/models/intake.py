"""What came in under which key, and the newest version of each thing."""

from __future__ import annotations

from django.db import models


class Receipt(models.Model):
    """The idempotency key under which an entry was sent in; the same key finds it again.

    The body that came with the key needs no hash of its own: the entry holds the open part, and
    its commitments, with the salts of its payloads, tell whether the closed part is the same.
    """

    key = models.CharField(max_length=200, primary_key=True)
    seq = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"receipt for entry {self.seq}"


class Head(models.Model):
    """The newest version of a thing, and the entry that made it."""

    subject = models.CharField(max_length=128, primary_key=True)
    kind = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} version {self.version}"
