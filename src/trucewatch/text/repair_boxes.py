"""Repairs of lost spaces: boxes that stand for them, and letters that took their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import NameUse
from trucewatch.text.align import Edit, apart
from trucewatch.text.draft import Draft
from trucewatch.text.words import known

BOXES = (
    "\u22a0\u25a0\u25a1\u25aa\u25ab\u25ae\u25af\u25fb-\u25fe\u2b1b\u2b1c\u220e\ufffc\ufffd\u2327"
)
_ENGLISH_TAIL = r"(?:t|s|re|ve|ll|d|m)\b"
_APOSTROPHE = re.compile(rf"(?<=[A-Za-z])[{BOXES}](?={_ENGLISH_TAIL})")
_QUOTED = re.compile(
    r"(?:(?<=[\s(])|^)\ufffd(?=\w)([^\ufffd\n]*[\w.,!?])\ufffd(?=[\s,.;:)]|$)", re.MULTILINE
)
_RUN = rf"[{BOXES}](?:[ ]*[{BOXES}])*"
_BOX = re.compile(
    rf"(?<![ ])[ ]*(?:(?P<mark>\*{{1,3}}|_{{1,3}})[ ]*{_RUN}[ ]*(?P=mark)|{_RUN})[ ]*"
)
_AT_LINE_START = re.compile(rf"^[ ]*[{BOXES}]", re.MULTILINE)
_ANY_BOX = re.compile(f"[{BOXES}]")
_STRAY = re.compile(
    r"(?P<before>(?:[A-Z]\.){2,}|\b[^\W\d_]+(?:['’-][^\W\d_]+)*) "
    r"(?=(?P<letter>[A-Z])(?P<word>[a-z]{5,})\b)"
)
_CAPITALISED = re.compile(r"\b[A-Z]\w+")
_OPENS_MARK = re.compile(r"(?:^|[\s(\"“«])(?:\*{1,3}|_{1,3})\Z")
_CLOSES_MARK = re.compile(rf"(?:\*{{1,3}}|_{{1,3}})(?=[\s.,;:!?){BOXES}]|\Z)")


def quotation_boxes(draft: Draft) -> Iterator[Edit]:
    r"""Two replacement characters around words stand for their quotation marks.

    >>> [edit.now for edit in quotation_boxes(Draft("\ufffdNo,\ufffd he said", "utf-8"))]
    ['"', '"']
    """
    if "\ufffd" not in draft.text:
        return
    for match in _QUOTED.finditer(draft.text):
        yield Edit(match.start(), match.start() + 1, '"', "box_for_quotation_mark")
        yield Edit(match.end() - 1, match.end(), '"', "box_for_quotation_mark")


def boxes(draft: Draft) -> Iterator[Edit]:
    r"""A box stands for a lost space or apostrophe; at a line's start it is a list mark.

    >>> draft = Draft("The**\u22a0**Post isn\ufffdt here\u25a0.", "utf-8")
    >>> draft.apply(boxes(draft))
    >>> draft.text
    "The Post isn't here."
    """
    text = draft.text
    if text.isascii() or not _ANY_BOX.search(text):
        return
    found = [Edit(*m.span(), "'", "box_for_apostrophe") for m in _APOSTROPHE.finditer(text)]
    taken = {edit.start for edit in found}
    listed = len(_AT_LINE_START.findall(text)) > 1
    for match in _BOX.finditer(text):
        start, end = match.span()
        if not any(at in taken for at in range(start, end)):
            found.append(_box(text, start, end, listed=listed))
    yield from sorted(found)


def _box(text: str, start: int, end: int, *, listed: bool) -> Edit:
    if start == 0 or text[start - 1] == "\n":
        if text[end : end + 1].islower() and not listed:
            return Edit(start, end, "", "box_for_space")
        return Edit(start, end, apart(text, start), "list_mark")
    if end == len(text) or text[end] in "\n.,;:!?)]”»":
        return Edit(start, end, "", "box_for_space")
    needless = text[start - 1] in "([“«" or _at_inner_edge(text, start, end)
    return Edit(start, end, "" if needless else " ", "box_for_space")


def _at_inner_edge(text: str, start: int, end: int) -> bool:
    """Whether a box is the first or the last thing inside a pair of marks of emphasis."""
    opened = text[start - 1] in "*_" and _OPENS_MARK.search(text, max(0, start - 4), start)
    return bool(opened or (text[end] in "*_" and _CLOSES_MARK.match(text, end)))


def stray_letters(draft: Draft) -> Iterator[Edit]:
    """A capital in the place of a lost space: `British Sofficial` is `British official`.

    Only in a text that lost spaces elsewhere, and only where the word is none and no name with
    the letter, is one without it, and stands there once. An article, a nation's name or a space
    that was a box comes before it: behind other words it may be a surname.

    >>> draft = Draft("One unnamed U.S. Sofficial told Ryan Crocker.", "utf-8")
    >>> draft.seen.add("box_for_space")
    >>> draft.apply(stray_letters(draft))
    >>> draft.text
    'One unnamed U.S. official told Ryan Crocker.'
    """
    if not draft.seen & {"box_for_space", "stuck_words"}:
        return
    for match in _STRAY.finditer(draft.text):
        before, word = match["before"], match["word"]
        whole = match["letter"] + word
        if not known(word) or known(whole.lower()) or draft.text.count(whole) > 1:
            continue
        at = match.start("letter")
        boxed = known(before) and draft.stands_for(at - 1, "box_for_space")
        expected = boxed or before.lower() in _DETERMINERS or before in _nations()
        if expected and not _is_name(whole):
            yield Edit(at, at + 1, "", "letter_for_space")


_DETERMINERS = frozenset(
    "a an the one two three some any another unnamed anonymous senior former top".split()
)


@cache
def _nations() -> frozenset[str]:
    uses = (NameUse.DEMONYM, NameUse.ACRONYM)
    actors = Registry.packaged().actors.values()
    return frozenset(name.text for actor in actors for name in actor.names if name.use in uses)


@cache
def _name_words() -> frozenset[str]:
    names = (n.text for a in Registry.packaged().actors.values() for n in (*a.names, *a.surnames))
    return frozenset(word for name in names for word in _CAPITALISED.findall(name))


def _is_name(word: str) -> bool:
    """Whether a registered actor or place is called so."""
    return word in _name_words() or Gazetteer.packaged().find(word).chosen is not None
