"""What leaves an exercise says so first: mail in three languages, minutes in theirs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import override_settings

from trucewatch.domain.determination import Minutes
from trucewatch.review.minutes import of_exercise
from trucewatch.service.review.sending import send

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
IN_MEMORY = "django.core.mail.backends.locmem.EmailBackend"
WORDS = {"en": "EXERCISE", "ru": "УЧЕНИЯ", "ar": "تمرين"}


@pytest.mark.parametrize("exercise", [True, False])
def test_a_mail_says_it_in_every_language(*, exercise: bool) -> None:
    """And a mail of a centre in none."""
    with override_settings(EMAIL_BACKEND=IN_MEMORY):
        mail.outbox = []
        send("mailto:desk@a.example", "n-1", "https://c.example/n", NOON, exercise=exercise)
        (sent,) = mail.outbox
    assert sent.subject.startswith("EXERCISE") is exercise
    assert all((word in sent.body) is exercise for word in WORDS.values())


@pytest.mark.parametrize("language", WORDS)
def test_minutes_begin_with_it(language: str) -> None:
    """In the language in which they are written; all other lines stay."""
    made = of_exercise(Minutes(session="s-1", language=language, lines=("Opened.",)))
    assert made.lines[0].startswith(WORDS[language])
    assert made.lines[1:] == ("Opened.",)
