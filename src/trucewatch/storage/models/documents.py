"""Versions of the documents of the centre: readings, statements, incidents, agreements."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Version(models.Model):
    """One version of one document; a correction keeps the subject and raises the version.

    Without a body this is a tombstone: `erased_by` names the entry that had it erased, None says
    that it was lost.
    """

    pk = models.CompositePrimaryKey("subject", "version")
    subject = models.CharField(max_length=128)
    version = models.PositiveIntegerField()
    seq = models.BigIntegerField(db_index=True)
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=128)
    body = models.JSONField(null=True)
    erased_by = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} version {self.version}"


class Reading(Version):
    """A report as it was read."""


class Statement(Version):
    """What somebody said, as a part of a reading or alone."""

    reading = models.CharField(max_length=128, null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["reading"], name="statements_of_a_reading")]


class Incident(Version):
    """A happening as far as reports agree on it."""


class Agreement(Version):
    """Terms, with all that is told of them."""
