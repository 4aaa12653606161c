"""Repairs of single characters: marks of order, odd spaces, ligatures, garbled letters."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

import ftfy
from ftfy.badness import is_bad

from trucewatch.text.address import addresses
from trucewatch.text.align import Edit
from trucewatch.text.draft import Draft

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\f\v]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]+")
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Joiners stay between letters of scripts that need them.
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f\u061c]+"
    "|(?<![\u0600-\u06ff\u0900-\u0dff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0600-\u06ff\u0900-\u0dff])"
)
_ENTITIES = re.compile(
    r"&(?:amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[lr]aquo|[nm]dash|hellip|#\d{2,5}|#x[\da-f]{2,4});"
)
_SOFT = re.compile("\xad+(?:\n[ ]*)?")
_FORMS = re.compile(
    "[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc\u01c4-\u01cc]+"
)
_CLUSTERS = re.compile("[\\s\\S]?[^\x00-\x7f]+")
# Lines, long ones in parts, so that a long line is not slower than its letters.
_CHUNKS = re.compile(r"[^\n]{1,400}(?:[^ \n]{0,80}(?=[ \n]|\Z))?")


def byte_order_mark(draft: Draft) -> Iterator[Edit]:
    """The mark that some programs put before a text is no part of it."""
    if draft.text.startswith("\ufeff"):
        yield Edit(0, 1, "", "byte_order_mark")


def line_endings(draft: Draft) -> Iterator[Edit]:
    r"""Every line ends in `\n`; a form feed or a paragraph sign ends a paragraph."""
    for match in _LINE_ENDS.finditer(draft.text):
        sign = match.group()
        yield Edit(*match.span(), "\n\n" if sign in "\u2029\f" else "\n", "line_ending")


def mojibake(draft: Draft) -> Iterator[Edit]:
    r"""Letters of one encoding that were read in another, turned back line by line.

    >>> draft = Draft("isnâ€™t", "utf-8")
    >>> list(mojibake(draft))
    [Edit(start=3, end=6, now='’', why='mojibake')]
    """
    if draft.text.isascii():
        return
    for chunk in _CHUNKS.finditer(draft.text):
        words = chunk.group()
        if not words.isascii() and is_bad(words):
            fixed = ftfy.fix_encoding(words)
            if fixed != words:
                yield from _turned_back(chunk.start(), words, fixed)


def _turned_back(at: int, was: str, now: str) -> Iterator[Edit]:
    """The differing letters, word by word where both have the same number of words."""
    before, after = was.split(" "), now.split(" ")
    if len(before) != len(after):
        before, after = [was], [now]
    for old, new in zip(before, after, strict=True):
        if old != new:
            matcher = SequenceMatcher(None, old, new, autojunk=False)
            for tag, a0, a1, b0, b1 in matcher.get_opcodes():
                if tag != "equal":
                    yield Edit(at + a0, at + a1, new[b0:b1], "mojibake")
        at += len(old) + 1


def entities(draft: Draft) -> Iterator[Edit]:
    """Signs that a page wrote by name, as `&quot;`, are themselves; addresses keep theirs.

    >>> [edit.now for edit in entities(Draft("Lee &amp; Roe: &#39;No&#39;", "utf-8"))]
    ['&', "'", "'"]
    """
    if "&" not in draft.text:
        return
    kept = addresses(draft.text)
    for match in _ENTITIES.finditer(draft.text):
        if not any(start <= match.start() < end for start, end in kept):
            yield Edit(*match.span(), html.unescape(match.group()), "entity")


def controls(draft: Draft) -> Iterator[Edit]:
    """Control characters print nothing and mean nothing in a report."""
    for match in _CONTROLS.finditer(draft.text):
        yield Edit(*match.span(), "", "control_character")


def soft_hyphens(draft: Draft) -> Iterator[Edit]:
    """A hyphen that shows only at a line's end is no letter; the line's end goes with it."""
    for match in _SOFT.finditer(draft.text):
        yield Edit(*match.span(), "", "soft_hyphen")


def ligatures(draft: Draft) -> Iterator[Edit]:
    r"""Letters that were cast in one piece are letters again, in Latin and in Arabic.

    >>> [edit.now for edit in ligatures(Draft("o\ufb03cial", "utf-8"))]
    ['ffi']
    """
    if draft.text.isascii():
        return
    for match in _FORMS.finditer(draft.text):
        plain = unicodedata.normalize("NFKC", match.group())
        why = "ligature" if match.group() < "\ufb07" else "presentation_form"
        yield Edit(*match.span(), plain, why)


def odd_spaces(draft: Draft) -> Iterator[Edit]:
    """Tabs, no-break and thin spaces are spaces; what has no width is nothing."""
    found = [Edit(*m.span(), " ", "odd_space") for m in _SPACES.finditer(draft.text)]
    if not draft.text.isascii():
        found += [Edit(*m.span(), "", "invisible_mark") for m in _INVISIBLE.finditer(draft.text)]
    yield from sorted(found)


def composed(draft: Draft) -> Iterator[Edit]:
    """Letters and their marks in the one form that NFC prescribes."""
    if unicodedata.is_normalized("NFC", draft.text):
        return
    for match in _CLUSTERS.finditer(draft.text):
        was = match.group()
        now = unicodedata.normalize("NFC", was)
        if now != was:
            yield from _differing(match.start(), was, now)


def _differing(at: int, was: str, now: str) -> Iterator[Edit]:
    head = 0
    while head < min(len(was), len(now)) and was[head] == now[head]:
        head += 1
    tail = 0
    while tail < min(len(was), len(now)) - head and was[-1 - tail] == now[-1 - tail]:
        tail += 1
    yield Edit(at + head, at + len(was) - tail, now[head : len(now) - tail], "nfc")
