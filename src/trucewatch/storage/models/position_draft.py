"""Drafts of positions and what a delegation says of them among itself: sealed, and of one side."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Sealed(models.Model):
    """What one delegation alone wrote on a round of a case, under the key beside the guard."""

    id = models.CharField(max_length=26, primary_key=True, editable=False)
    side = models.CharField(max_length=1)
    case = models.CharField(max_length=128)
    round = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    author = models.CharField(max_length=26)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.id}"


class PositionDraft(Sealed):
    """One version of a draft; a delegation has one draft for each round of a case.

    `id` is random, so that a clash tells nobody of a draft that is not theirs. `sealed` is stance
    and words under the key beside the guard, always of one size: neither the database nor a backup
    tells what is in it or how long it is.
    """

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(side__in=("a", "b")), name="draft_of_a_side")
        ]
        indexes: ClassVar = [
            models.Index(fields=["side", "case", "round", "version"], name="drafts_of_a_round")
        ]


class PositionComment(Sealed):
    """What somebody of the delegation says of a version of its draft; sealed as the draft is."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(side__in=("a", "b")), name="comment_of_a_side"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["side", "case", "round", "at"], name="comments_of_a_round")
        ]
