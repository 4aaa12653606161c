"""Objects of evidence and what was done with each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Evidence(models.Model):
    """One object of evidence: as it came in, or made from another one.

    Two intakes of the same bytes are two objects with two files that have nothing in common; that
    they are the same, `content_sha256` tells. Without `sha256` this is a tombstone.
    """

    id = models.CharField(max_length=128, primary_key=True)
    seq = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=16, null=True)
    sha256 = models.CharField(max_length=64, null=True, db_index=True)
    size = models.BigIntegerField(null=True)
    content_sha256 = models.CharField(max_length=64, null=True, db_index=True)
    content_size = models.BigIntegerField(null=True)
    media_type = models.CharField(max_length=100, null=True)
    derived_from = models.CharField(max_length=128, null=True)
    tool = models.CharField(max_length=200, null=True)
    parameters = models.JSONField(null=True)
    erased_by = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"evidence {self.id}"


class CustodyEvent(models.Model):
    """One link of a chain of custody: who did what with an object, and when."""

    seq = models.BigIntegerField(primary_key=True)
    evidence = models.CharField(max_length=128)
    action = models.CharField(max_length=64)
    actor = models.CharField(max_length=128)
    at = models.DateTimeField()
    details = models.JSONField(null=True)
    erased_by = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["evidence", "seq"], name="chain_of_custody")]

    def __str__(self) -> str:
        return f"{self.action} of evidence {self.evidence}"
