"""Which English words there are, to tell a broken word from a whole one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _words() -> frozenset[str]:
    path = files("trucewatch").joinpath("data", "lexicon", "en", "words.txt")
    return frozenset(path.read_text("utf-8").split())


def known(word: str) -> bool:
    """Whether a word in small letters is in the packaged list; names hardly are.

    >>> known("official"), known("sofficial"), known("")
    (True, False, False)
    """
    return word in _words()
