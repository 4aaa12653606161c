"""Telling an exercise from a centre by the name of its log, and keeping the two apart."""

from __future__ import annotations

import re

from trucewatch.domain.errors import Refusal

_EXERCISE = re.compile("trucewatch/[a-z0-9-]{1,63}/exercise-[0-9]{1,9}")
_ORIGINS = re.compile(rb"trucewatch/[a-z0-9-]{1,63}/(?:exercise|ledger)-[0-9]{1,9}(?![0-9])")
REMEDY = "an exercise and a centre never take in what is the other's; name what belongs to this one"


class Mixed(Refusal):
    """Something of an exercise was about to enter a centre, or the other way round."""

    code = "mixed"


def is_exercise(origin: str) -> bool:
    """Whether the log of that name is of an exercise.

    >>> is_exercise("trucewatch/geneva/exercise-1"), is_exercise("trucewatch/geneva/ledger-1")
    (True, False)
    """
    return _EXERCISE.fullmatch(origin) is not None


def require_one_kind(ours: str, theirs: str, *, where: str) -> None:
    """Refuse to let two logs meet of which one is of an exercise and the other of a centre.

    Args:
        ours, theirs: names of the logs; "" where there is none.
        where: what is theirs, for the error.

    Raises:
        Mixed: one is, the other is not.

    >>> require_one_kind("trucewatch/a/ledger-1", "trucewatch/b/exercise-1", where="copy")
    Traceback (most recent call last):
    trucewatch.ledger.exercise.Mixed: copy: is of the exercise trucewatch/b/exercise-1, and this \
is the centre trucewatch/a/ledger-1; an exercise and a centre never take in what is the other's; \
name what belongs to this one
    >>> require_one_kind("trucewatch/a/ledger-1", "", where="nothing yet")
    """
    if ours and theirs and is_exercise(ours) != is_exercise(theirs):
        what = f"is of {_called(theirs)}, and this is {_called(ours)}"
        raise Mixed(what, where=where, remedy=REMEDY)


def origin_in(note: bytes) -> str:
    r"""The name of the log that a note claims to be of; nothing of it is verified.

    >>> origin_in(b"trucewatch/a/ledger-1\n0\n"), origin_in(b"")
    ('trucewatch/a/ledger-1', '')
    """
    return note[:200].decode("utf-8", "replace").partition("\n")[0]


def require_unmarked(raw: bytes, ours: str, *, where: str) -> None:
    """Refuse a file that names a log of the other kind, as everything taken out of one does.

    Raises:
        Mixed: it does.

    >>> require_unmarked(b"a letter", "trucewatch/a/ledger-1", where="letter.txt")
    """
    for found in _ORIGINS.findall(raw):
        require_one_kind(ours, found.decode(), where=where)


def _called(origin: str) -> str:
    return f"{'the exercise' if is_exercise(origin) else 'the centre'} {origin}"
