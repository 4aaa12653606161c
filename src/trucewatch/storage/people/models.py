"""Those who sign in. What they may do follows from role and side, by the policy alone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from trucewatch.domain.access import Person, Role, Side
from trucewatch.storage.custody import new_id
from trucewatch.storage.people.proofs import CodeApp, Invitation, Passkey
from trucewatch.storage.people.traces import Bucket, DoorEvent, Sitting

__all__ = ["Account", "Bucket", "CodeApp", "DoorEvent", "Invitation", "Passkey", "Sitting"]

ROLES = tuple(one for one in Role if one not in (Role.MACHINE, Role.SCRIPT, Role.PUBLIC))
"""As which somebody can sign in."""


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def admit(self, username: str, password: str, **facts: Any) -> Account:
        """A new account; the password is kept as an Argon2 hash alone."""
        made: Account = self.model(username=username, **facts)
        made.set_password(password)
        made.save(using=self._db)
        return made


class Account(AbstractBaseUser):
    """One person's account.

    `id` is opaque and stands in the ledger; who it is, is known here alone.
    """

    id = models.CharField(max_length=26, primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=24, choices=[(one.value, one.value) for one in ROLES])
    side = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Side], default=Side.NEUTRAL.value
    )
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)

    objects = Accounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role", "side"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(role__startswith="delegation_", side__in=("a", "b"))
                | (~models.Q(role__startswith="delegation_") & models.Q(side="neutral")),
                name="delegations_have_a_side_and_nobody_else",
            )
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def has_second_proof(self) -> bool:
        """Whether a password alone does not let them in.

        A passkey that was copied counts: whoever copied it must not be let in by a password alone.
        """
        return self.passkeys.exists() or hasattr(self, "code_app")

    def person(self, *, stepped_up: bool = False) -> Person:
        """What the policy has to know of them."""
        return Person(self.id, Role(self.role), Side(self.side), stepped_up)
