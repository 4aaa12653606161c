"""How it went with the feeds; none of it is the record, and all of it is found out again."""

from __future__ import annotations

from django.db import models


class FeedState(models.Model):
    """When a feed was asked last, when it answered last, and what went wrong since.

    `trouble` tells it in English, for whoever runs the centre; `refused` is what it is made of, for
    pages. A row of before `refused` was there has the former alone.
    """

    feed = models.CharField(max_length=128, primary_key=True)
    asked_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    items = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, default="", blank=True)
    refused = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"feed {self.feed}"
