"""Drafts of positions and what a delegation says of them among itself: sealed, and of one side."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PositionDraft(models.Model):
    """One version of a draft; a delegation has one draft for each round of a case.

    `id` is random, so that a clash tells nobody of a draft that is not theirs. `sealed` is stance
    and words under the key beside the guard, always of one size: neither the database nor a backup
    tells what is in it or how long it is.
    """

    id = models.CharField(max_length=26, primary_key=True, editable=False)
    side = models.CharField(max_length=1)
    case = models.CharField(max_length=128)
    round = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    author = models.CharField(max_length=26)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(side__in=("a", "b")), name="draft_of_a_side")
        ]
        indexes: ClassVar = [
            models.Index(fields=["side", "case", "round", "version"], name="drafts_of_a_round")
        ]

    def __str__(self) -> str:
        return f"draft {self.id}"


class PositionComment(models.Model):
    """What somebody of the delegation says of a version of its draft; sealed as the draft is."""

    id = models.CharField(max_length=26, primary_key=True, editable=False)
    side = models.CharField(max_length=1)
    case = models.CharField(max_length=128)
    round = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    author = models.CharField(max_length=26)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(side__in=("a", "b")), name="comment_of_a_side"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["side", "case", "round", "at"], name="comments_of_a_round")
        ]

    def __str__(self) -> str:
        return f"comment {self.id}"
