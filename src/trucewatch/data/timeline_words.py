"""The words of a line of time by code, and dates as people write them in three languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.errors import UnknownName

_FILE = "vocabulary/timeline.yaml"


def label(code: str, lang: str, **facts: str) -> str:
    """The words of a code with its facts put in.

    Args:
        lang: `en`, `ru` or `ar`.

    Raises:
        UnknownName: no such code or language, or a fact is missing.

    >>> label("clock_of", "en", zone="Asia/Damascus"), label("start", "ar")
    ('clock of Asia/Damascus', 'البداية')
    >>> label("sart", "en")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnknownName: no label 'sart' in 'en'; add it to vocabulary/timeline.yaml
    """  # noqa: E501 - the message is one line for a person
    return _template("labels", code, lang).format_map(facts)


def kind(code: str, lang: str) -> str:
    """How a kind of amendment is called.

    >>> kind("terminate", "ru")
    'прекращение'
    """
    return _template("kinds", code, lang)


def day(at: dt.date, lang: str) -> str:
    """A day as people write it.

    >>> day(dt.date(2016, 5, 3), "ru"), day(dt.date(2016, 2, 3), "ar")
    ('3 мая 2016', '3 شباط/فبراير 2016')
    """
    return f"{at.day} {_words()['months'][lang][at.month - 1]} {at.year}"


def day_and_month(at: dt.date, lang: str) -> str:
    """A day without its year.

    >>> day_and_month(dt.date(2016, 5, 3), "en")
    '3 May'
    """
    return f"{at.day} {_words()['months'][lang][at.month - 1]}"


def month(at: dt.date, lang: str) -> str:
    """A month with its year.

    >>> month(dt.date(2016, 5, 3), "ru")
    'май 2016'
    """
    return f"{_words()['months_alone'][lang][at.month - 1]} {at.year}"


def moment(at: dt.datetime, lang: str) -> str:
    """A day with its hour; seconds only where they are not zero.

    >>> moment(dt.datetime(2016, 5, 3, 0, 1), "en")  # the clock is the caller's
    '3 May 2016 00:01'
    """
    clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    return f"{day(at.date(), lang)} {clock}"


def _template(group: str, code: str, lang: str) -> str:
    try:
        return str(_words()[group][code][lang])
    except KeyError as err:
        raise UnknownName(f"no label {code!r} in {lang!r}", remedy=f"add it to {_FILE}") from err


@cache
def _words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_yaml(_FILE)
    return found
