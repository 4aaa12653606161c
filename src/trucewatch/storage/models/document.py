"""Versions of documents of those kinds that need no table of their own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from trucewatch.storage.models.documents import Version


class Document(Version):
    """A report as it was received, a call, a comment, an entry of a register.

    `audience` says who may see it, `verb` what was done to make this version.
    """

    kind = models.CharField(max_length=32)
    audience = models.CharField(max_length=16)
    verb = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "seq"], name="documents_of_a_kind")]
