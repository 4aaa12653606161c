"""Tokens with which a program of a person comes to the API."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ApiToken(models.Model):
    """One token; itself it is shown once and kept nowhere, `hash` is its SHA-256.

    `scopes` are actions of the policy, parted by blanks: with it a person may take those alone.
    """

    id = models.CharField(max_length=26, primary_key=True, editable=False)
    person = models.CharField(max_length=26)
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=400)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "made_at"], name="tokens_of_a_person")]

    def __str__(self) -> str:
        return f"token {self.id}"
