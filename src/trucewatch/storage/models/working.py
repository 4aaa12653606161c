"""What people have on their desks: claims, presence, views, visits, what they follow.

None of it is the record: it is not in the ledger, and nothing is lost with it but convenience.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Claim(models.Model):
    """Somebody works on a thing; others see it and leave it to them."""

    subject = models.CharField(max_length=128, primary_key=True)
    person = models.CharField(max_length=26)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.subject} claimed by {self.person}"


class Presence(models.Model):
    """Where somebody was seen last."""

    person = models.CharField(max_length=26, primary_key=True)
    subject = models.CharField(max_length=128, db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} at {self.subject}"


class SavedView(models.Model):
    """A query that somebody keeps under a name."""

    person = models.CharField(max_length=26)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="one_view_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """How far the record went when somebody was in an area last."""

    person = models.CharField(max_length=26)
    area = models.CharField(max_length=32)
    seq = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "area"], name="one_visit_an_area")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.area}"


class Follow(models.Model):
    """Somebody wants to hear of a thing."""

    person = models.CharField(max_length=26)
    subject = models.CharField(max_length=128, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "subject"], name="followed_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} follows {self.subject}"


class Notice(models.Model):
    """Something that somebody should see, and why: `mentioned`, `followed`, `handed_over`."""

    person = models.CharField(max_length=26, db_index=True)
    subject = models.CharField(max_length=128)
    reason = models.CharField(max_length=24)
    by = models.CharField(max_length=128)
    at = models.DateTimeField()
    read = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.reason}: {self.subject}"


class Bulk(models.Model):
    """One action on many things: what was asked, and what came of each.

    `items` are [subject, version] as the person saw them; `done` and `undone` are [subject,
    version it got, outcome, words, what was refused], None until that is over.
    """

    key = models.CharField(max_length=64, primary_key=True)
    person = models.CharField(max_length=26)
    action = models.CharField(max_length=24)
    reason = models.TextField()
    at = models.DateTimeField()
    items = models.JSONField()
    done = models.JSONField(null=True)
    undone = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.action} of {len(self.items)} by {self.person}"
