"""Where in the case somebody points while a session sits: gone with the moment, never on record."""

from __future__ import annotations

from django.db import models


class Pointing(models.Model):
    """The place of the case that a session is shown now.

    `n` rises with every change, so that whoever has seen one knows whether there is another.
    `incident` is "" where nobody points any more; `place` counts its places from 0.
    """

    session = models.CharField(max_length=128, primary_key=True)
    n = models.PositiveIntegerField()
    incident = models.CharField(max_length=128)
    place = models.PositiveSmallIntegerField()
    person = models.CharField(max_length=26)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} at place {self.place} of {self.incident or 'nothing'}"
