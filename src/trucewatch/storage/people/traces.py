"""Who is signed in since when, what happened at the door, and how often somebody knocked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from trucewatch.storage.custody import new_id


class Sitting(models.Model):
    """One browser in which somebody is signed in; a session is worth nothing without it."""

    id = models.CharField(max_length=26, primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("people.Account", models.CASCADE, related_name="sittings")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    device = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "ended_at"], name="sittings_of_an_account")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} on {self.device}"


class DoorEvent(models.Model):
    """What happened at the door; kept apart from the ledger, which tells of shared state alone.

    `origin` is a keyed hash of the network address: two events from one place can be told to be
    so, and the place cannot be told.
    """

    account = models.ForeignKey(
        "people.Account", models.CASCADE, null=True, related_name="door_events"
    )
    what = models.CharField(max_length=32)
    at = models.DateTimeField()
    origin = models.CharField(max_length=16)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-at"], name="events_of_an_account")]

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"


class Bucket(models.Model):
    """How much is left of what may be tried under a name, at the time of the last try."""

    name = models.CharField(max_length=100, primary_key=True)
    left = models.FloatField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.left:.1f} left"
