"""Repairs of words that lost the space between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.data.loading import load_yaml
from trucewatch.text.align import Edit
from trucewatch.text.draft import Draft
from trucewatch.text.words import known

_STUCK = re.compile(r"\b[A-Z]?[a-z]+(?:[A-Z][a-z]+)+\b")
_CAPITALS = re.compile(r"(?<![\w@#/._-])[a-z]{2,7}(?=[A-Z]{2,}\b)")
_STANDING = re.compile(r"(?<![\w@#/.-])[A-Za-z]{3,}(?![\w@/])")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SENTENCES = re.compile(
    r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]+[ ,])|(?<=[a-z]{2}[,;])(?=[A-Za-z]{2})"
    r"|(?<=[A-Z]{3}[,;])(?=[A-Z]{3})"
)
_SPLIT = re.compile(r"(?<![\w'’.-])(?P<one>[a-z]{2,}) (?P<two>[a-z]{4,})(?![\w'’-])")
_TWO_CAPITALS = re.compile(r"(?<![\w.])[A-Z]{2}[a-z]{3,}\b")
_INNER = re.compile(r"(?<=[^\W\d_])[À-ÖØ-Þ](?=[a-z])")
_TOKEN_MARKS = "@#/._-"  # noqa: S105 - no secret: what stands before handles, tags and addresses


def stuck_words(draft: Draft) -> Iterator[Edit]:
    """A capital inside a word begins the next one where both halves are words of their own.

    Trade names, surnames such as McDonald, handles and addresses stay whole.

    >>> draft = Draft("As theTurkish army left SyriaBy night, YouTube and McDonald stayed.", "utf-8")
    >>> draft.apply(stuck_words(draft))
    >>> draft.text
    'As the Turkish army left Syria By night, YouTube and McDonald stayed.'
    """  # noqa: E501 - an example of one line
    text = draft.text
    found = []
    standing: frozenset[str] = frozenset()
    for match in _STUCK.finditer(text):
        if match.start() and text[match.start() - 1] in _TOKEN_MARKS:
            continue
        standing = standing or frozenset(_STANDING.findall(text))
        found += [Edit(at, at, " ", "stuck_words") for at in _breaks(match, standing)]
    for match in _CAPITALS.finditer(text):
        if match.group() in _joints():
            found.append(Edit(match.end(), match.end(), " ", "stuck_words"))
    for match in _SENTENCES.finditer(text):
        if not _in_token(text, match.start()):
            found.append(Edit(match.start(), match.start(), " ", "stuck_words"))
    yield from sorted(found)


def _breaks(match: re.Match[str], standing: frozenset[str]) -> Iterator[int]:
    word = match.group()
    if word in _whole():
        return
    start = 0
    for hump in _HUMP.finditer(word):
        left, right = word[start : hump.start()], _HUMP.split(word[hump.start() :])[0]
        if _apart(left, right, standing):
            yield match.start() + hump.start()
            start = hump.start()


def _apart(left: str, right: str, standing: frozenset[str]) -> bool:
    """Whether both are words; `standing` are those that stand alone somewhere in the text."""
    joints = _joints()
    if len(right) > 2 and left in joints:
        return True
    if left in _BEFORE_NAMES and len(right) > 3:
        return True
    if len(left) > 3 and right.lower() in joints:
        return known(left.lower()) or left in standing
    stands = left in standing or (left.islower() and len(left) > 3 and known(left))
    return stands and right in standing


# Words that begin names of two words, and the article.
_BEFORE_NAMES = frozenset("The New North South East West Saint Lower Upper".split())


def split_words(draft: Draft) -> Iterator[Edit]:
    """Two halves of which the second is no word are the word that they make.

    >>> draft = Draft("They head military opera tions there.", "utf-8")
    >>> draft.apply(split_words(draft))
    >>> draft.text
    'They head military operations there.'
    """
    text, at = draft.text, 0
    while match := _SPLIT.search(text, at):
        one, two = match["one"], match["two"]
        at = match.start("two")
        if not known(two) and known(one + two):
            yield Edit(match.end("one"), match.start("two"), "", "split_word")
            at = match.end()


def misplaced_capitals(draft: Draft) -> Iterator[Edit]:
    """A second capital at a word's start, and one inside a word, are small letters.

    >>> draft = Draft("INdia asked AntÓnio. India left.", "utf-8")
    >>> draft.apply(misplaced_capitals(draft))
    >>> draft.text
    'India asked António. India left.'
    """
    found = []
    standing: frozenset[str] = frozenset()
    for match in _TWO_CAPITALS.finditer(draft.text):
        standing = standing or frozenset(_STANDING.findall(draft.text))
        word = match.group().capitalize()
        if word in standing or known(word.lower()):
            at = match.start() + 1
            found.append(Edit(at, at + 1, word[1], "misplaced_capital"))
    found += [
        Edit(*match.span(), match.group().lower(), "misplaced_capital")
        for match in _INNER.finditer(draft.text)
    ]
    yield from sorted(found)


def _in_token(text: str, at: int) -> bool:
    """Whether the place is inside a handle, an address or a file name."""
    start = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    token = text[start : start + 200].split(None, 1)[0]
    return any(mark in token for mark in ("@", "#", "/", "www."))


def _joints() -> frozenset[str]:
    return frozenset(load_yaml("lexicon/joins.yaml")["joints"])


def _whole() -> frozenset[str]:
    return frozenset(load_yaml("lexicon/joins.yaml")["whole"])
