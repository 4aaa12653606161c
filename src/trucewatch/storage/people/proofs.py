"""What somebody proves with who they are, beside a password."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from trucewatch.storage.custody import new_id


class Passkey(models.Model):
    """One passkey of one person.

    `public` is the attested credential data as the authenticator gave it, `counter` the highest
    count it was seen with. Where a count did not rise, two of it are about: `cloned_at` says when
    that was seen, and from then on it opens nothing.
    """

    id = models.CharField(max_length=26, primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("people.Account", models.CASCADE, related_name="passkeys")
    credential = models.BinaryField(unique=True)
    public = models.BinaryField()
    counter = models.BigIntegerField()
    label = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    cloned_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label


class CodeApp(models.Model):
    """An app that makes six digits every half minute.

    `sealed` is its secret, encrypted; `last_step` the half minute of the last code that was taken,
    so that neither this code nor an earlier one is ever taken again.
    """

    account = models.OneToOneField(
        "people.Account", models.CASCADE, primary_key=True, related_name="code_app"
    )
    sealed = models.BinaryField()
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"code app of {self.account_id}"


class Invitation(models.Model):
    """A way in for somebody who has none yet, or none any more; it opens once.

    Of each part the hash alone is kept. Where there are two parts, two people of different sides
    hold one each, and neither can go in alone.
    """

    id = models.CharField(max_length=26, primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("people.Account", models.CASCADE, related_name="invitations")
    first = models.CharField(max_length=64, unique=True)
    second = models.CharField(max_length=64, default="")
    parts = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(parts__in=(1, 2)), name="one_part_or_two")
        ]

    def __str__(self) -> str:
        return f"invitation of {self.account_id}"
