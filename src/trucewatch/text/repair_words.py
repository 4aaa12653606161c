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
_SENTENCES = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]+[ ,])|(?<=[a-z]{2}[,;])(?=[A-Za-z]{2})")
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
    if left == "The" and len(right) > 3:
        return True
    if len(left) > 3 and right.lower() in joints:
        return known(left.lower()) or left in standing
    stands = left in standing or (left.islower() and len(left) > 3 and known(left))
    return stands and right in standing


def _in_token(text: str, at: int) -> bool:
    """Whether the place is inside a handle, an address or a file name."""
    start = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    token = text[start : start + 200].split(None, 1)[0]
    return any(mark in token for mark in ("@", "#", "/", "www."))


def _joints() -> frozenset[str]:
    return frozenset(load_yaml("lexicon/joins.yaml")["joints"])


def _whole() -> frozenset[str]:
    return frozenset(load_yaml("lexicon/joins.yaml")["whole"])
