"""Who speaks in the chain of an account: by name or unnamed, a publisher or not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trucewatch.data.fusion_words import listed
from trucewatch.domain.lineage import Voice
from trucewatch.domain.statement import Speaker

_WORD = re.compile(r"[^\W_][\w'’-]*")


def voice_of(speaker: Speaker) -> Voice:
    """One link of a chain; whoever a register holds has a name and is judged there.

    >>> voice_of(Speaker("US official", None, "tell"))
    Voice(name='US official', actor=None, unnamed=True, publisher=False)
    >>> voice_of(Speaker("Orontes Daily", None, "report", "The Orontes Daily newspaper")).publisher
    True
    """
    if speaker.actor is not None:
        return Voice(name=speaker.name, actor=speaker.actor)
    unnamed = is_unnamed(speaker.name)
    # "Levant Wire" is a name and "a wire" is not, so the noun may stand in either.
    words = _words(f"{speaker.name} {speaker.words}")
    publisher = not unnamed and bool(words & listed("publishers"))
    return Voice(name=speaker.name, actor=None, unnamed=unnamed, publisher=publisher)


def is_unnamed(description: str) -> bool:
    """Whether words only describe a voice; a name among them tells who it is.

    >>> is_unnamed("senior officials"), is_unnamed("official of the Red Crescent")
    (True, True)
    >>> is_unnamed("Captain Yusuf Darwish"), is_unnamed("HERON"), is_unnamed("источник в САНА")
    (False, False, True)
    """
    nouns = listed("unnamed", "of_a_body") | listed("unnamed", "private")
    return bool(_ends(description) & nouns)


def speaks_for_a_body(description: str) -> bool:
    """Whether an unnamed voice speaks for the body that its description names.

    >>> speaks_for_a_body("US official"), speaks_for_a_body("Syrian activists")
    (True, False)
    """
    return bool(_ends(description) & listed("unnamed", "of_a_body"))


def may_be_one(one: str, other: str) -> bool:
    """Whether two descriptions of unnamed voices can be of the same: one says no less.

    >>> may_be_one("a senior US official", "official"), may_be_one("US official", "UN official")
    (True, False)
    >>> may_be_one("residents", "a nurse")
    False
    """
    ranks = listed("unnamed", "ranks")
    mine, theirs = _words(one) - ranks, _words(other) - ranks
    return mine <= theirs or theirs <= mine


def was_there(voice: Voice) -> bool:
    """Whether a description is of those who live or work where it happened."""
    return voice.unnamed and bool(_ends(voice.name) & listed("access", "there"))


def publishers_among(voices: Iterable[Voice]) -> frozenset[str]:
    """Names of all who are called a publisher anywhere."""
    return frozenset(one.actor or one.name for one in voices if one.publisher)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _ends(description: str) -> frozenset[str]:
    """The first word and the last before "of", "in" and the like: one of them is the noun."""
    head = re.split(r"\s(?:of|in|from|at|near|with|в|из|на|от|في|من)\s", description, maxsplit=1)[0]
    words = [word.casefold() for word in _WORD.findall(head)]
    return frozenset(words[:1] + words[-1:])
