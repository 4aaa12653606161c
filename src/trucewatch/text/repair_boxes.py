"""Repairs of lost spaces: boxes that stand for them, and letters that took their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    r"(?P<before>(?:\b(?:[A-Z]\.){2,}|\b[A-Za-z]+) )(?P<letter>[A-Z])(?P<word>[a-z]{5,})\b"
    r"(?! [A-Z])"
)
_OF_PEOPLES = ("an", "ese", "ish", "i")
_DETERMINERS = frozenset(
    "a an the one two three some any another unnamed anonymous senior former top".split()
)


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
    return Edit(start, end, "" if text[start - 1] in "([“«" else " ", "box_for_space")


def stray_letters(draft: Draft) -> Iterator[Edit]:
    """A capital in the place of a lost space: `U.S. Sofficial` is `U.S. official`.

    Only where the word is none with the letter and is one without it, and stands there once;
    in a text that lost no spaces elsewhere only behind an abbreviation or an article, and never
    behind a given name ("Steve Grover").

    >>> draft = Draft("One unnamed U.S. Sofficial told Assad.", "utf-8")
    >>> draft.seen.add("box_for_space")
    >>> draft.apply(stray_letters(draft))
    >>> draft.text
    'One unnamed U.S. official told Assad.'
    """
    damaged = bool(draft.seen & {"box_for_space", "stuck_words"})
    for match in _STRAY.finditer(draft.text):
        before, word = match["before"].strip(), match["word"]
        whole = match["letter"] + word
        sure = before.endswith(".") or before in _DETERMINERS
        likely = damaged and (before.islower() or before.endswith(_OF_PEOPLES))
        if not (sure or likely):
            continue
        if known(word) and not known(whole.lower()) and draft.text.count(whole) == 1:
            yield Edit(match.start("letter"), match.end("letter"), "", "letter_for_space")
