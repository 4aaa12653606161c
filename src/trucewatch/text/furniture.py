"""What stands around a report and is told apart by its form: lines of date, author, page."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from trucewatch.data.loading import load_yaml
from trucewatch.domain.span import Span
from trucewatch.text.address import ADDRESS
from trucewatch.text.dates import PrintedDate, find_dates

_LONGEST = 160
_LONGEST_DATE_LINE = 60
_LONGEST_BYLINE, _MOST_NAMES = 120, 14
_CLOCK = (
    r"(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}\)?(?:[+-]\d+)?)?"
)
_LETTERS = re.compile(r"[^\W\d_]")


@cache
def _starts(key: str) -> re.Pattern[str]:
    tree = load_yaml("lexicon/boilerplate.yaml")[key]
    patterns = [f"(?:{pattern})" for listed in tree.values() for pattern in listed]
    return re.compile("|".join(patterns), re.IGNORECASE | re.DOTALL)


@cache
def _date_rest() -> re.Pattern[str]:
    """What may stand in a line beside its date."""
    tree = load_yaml("lexicon/calendar.yaml")
    days = [day for listed in tree["weekdays"].values() for day in listed]
    labels = [label for listed in tree["date_labels"].values() for label in listed]
    words = "|".join(re.escape(w) for w in sorted([*days, *labels], key=len, reverse=True))
    return re.compile(
        rf"{_CLOCK}|\b(?:{words}|UTC|GMT|on|г|года|в)\b|[\s(),.:|·•/–—-]+", re.IGNORECASE
    )


@cache
def _labelled() -> re.Pattern[str]:
    tree = load_yaml("lexicon/calendar.yaml")["date_labels"]
    labels = [re.escape(label) for listed in tree.values() for label in listed]
    words = "|".join(sorted(labels, key=len, reverse=True))
    return re.compile(rf"\(?(?:{words})(?:\s*:\s*|\s+)(?=[\d(A-ZА-Я\u0600-\u06ff])", re.IGNORECASE)


_CITIES = re.compile(r"[A-Z]{3,}(?:[ /'-][A-Z]+){0,4},")


def date_of_line(line: str) -> PrintedDate | None:
    """The date of a paragraph that is there to give it, None for any other.

    >>> date_of_line("September 08, 2016").readings()
    (datetime.date(2016, 9, 8),)
    >>> date_of_line("Issued 8 August 2020. All times EEST.").day
    8
    >>> date_of_line("On 3 May 2016 shells fell.") is None
    True
    """
    if len(line) > _LONGEST or not any(c.isdigit() for c in line):
        return None
    if "|" in line:
        return _date_between_bars(line)
    if len(line) > _LONGEST_DATE_LINE and not _labelled().match(line):
        return None
    found = next((d for d in find_dates(line) if d.readings()), None)
    if found is None:
        return None
    label = _labelled().match(line)
    if label and found.span.start <= label.end() + 12:
        return found
    rest = line[: found.span.start] + " " + line[found.span.end :]
    if _CITIES.fullmatch(rest.strip()):
        # "JERUSALEM/BEIRUT, 07/09/2006" is a dateline on a line of its own.
        return found
    return None if _LETTERS.search(_date_rest().sub(" ", rest)) else found


def is_update(line: str) -> bool:
    """Whether a date line tells of a later change.

    >>> is_update("Updated: 4 May 2016"), is_update("3 May 2016")
    (True, False)
    """
    labels = load_yaml("lexicon/calendar.yaml")["update_labels"]
    return line.lstrip("( ").lower().startswith(tuple(label.lower() for label in labels))


def _date_between_bars(line: str) -> PrintedDate | None:
    """The date of a line such as "By a staff reporter | DELHI | 26 Feb 2021"."""
    at = 0
    for part in line.split("|"):
        found = date_of_line(part)
        if found is not None:
            span = Span(found.span.start + at, found.span.end + at)
            return replace(found, span=span)
        at += len(part) + 1
    return None


def author_of(line: str) -> str | None:
    """The names in a paragraph that names its author and nothing else, None for any other.

    >>> author_of("By Ed Crowther")
    'Ed Crowther'
    >>> author_of("By Monday the truce had ended.") is None
    True
    """
    if len(line) > _LONGEST_BYLINE or line.endswith((".", "?", "!", ":")):
        return None
    match = _starts("bylines").match(line)
    if match is None:
        return None
    names = line[match.end() :].split()
    small = [w for w in names if w[:1].islower() and w not in _IN_NAMES]
    if not names or len(names) > _MOST_NAMES or small or any(c.isdigit() for c in line):
        return None
    return line[match.end() :]


_IN_NAMES = frozenset("and in at for of the de al el von van bin и в".split())


def is_boilerplate(line: str) -> bool:
    """Whether a paragraph belongs to the page and not to the report.

    >>> is_boilerplate("Read more: Army repels raid"), is_boilerplate("Share of attacks rises.")
    (True, False)
    """
    if len(line) > 3 * _LONGEST:
        return False
    if _starts("lines").match(line):
        return True
    return len(line) <= _LONGEST and _starts("within").search(line) is not None


def is_note(line: str) -> bool:
    """Whether an editor added the paragraph to the story.

    >>> is_note("Jabhat al-Nusra is a terrorist organisation banned in Russia.")
    True
    """
    return len(line) <= 4 * _LONGEST and _starts("notes").match(line) is not None


def is_address(line: str) -> bool:
    """Whether a paragraph is one or more addresses and nothing else."""
    if "://" not in line and "www." not in line:
        return False
    return not _LETTERS.search(ADDRESS.sub("", line))


def is_furniture(line: str) -> bool:
    """Whether a paragraph is a date, a byline, an address or part of the page."""
    if is_boilerplate(line) or is_address(line) or author_of(line) is not None:
        return True
    return date_of_line(line) is not None
