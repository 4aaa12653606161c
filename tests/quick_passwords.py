"""Argon2 with next to no work, for tests that sign in to get at something else."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher

THOROUGH = "django.contrib.auth.hashers.Argon2PasswordHasher"
QUICK = "quick_passwords.QuickArgon2"


class QuickArgon2(Argon2PasswordHasher):
    """The same in every step, but for how often and over how much memory it goes.

    The centre's own takes a fifth of a second of processor time and 100 MiB for each account that
    is made and each sign-in, which no test needs but those of signing in.
    """

    time_cost = 1
    memory_cost = 8
    parallelism = 1
