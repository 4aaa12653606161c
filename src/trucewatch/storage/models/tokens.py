"""Tokens with which a program comes for a person, and the keys under which it sent things."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ApiToken(models.Model):
    """One token; itself it is shown once and kept nowhere, `hash` is its SHA-256.

    `scopes` are names of scopes, parted by blanks. `last_used_day` is a day and no instant: it
    tells which token is forgotten, and not when somebody works.
    """

    id = models.CharField(max_length=26, primary_key=True, editable=False)
    person = models.CharField(max_length=26)
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=400)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    last_used_day = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "made_at"], name="tokens_of_a_person")]

    def __str__(self) -> str:
        return f"token {self.id}"


class UsedKey(models.Model):
    """What a person asked for under an idempotency key; `asked` is a hash of all of it.

    `key` is made of the person and the key they sent, so that nobody learns of the keys of others.
    """

    key = models.CharField(max_length=26, primary_key=True)
    asked = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"key {self.key}"
