"""Repairs of layout: blank lines, lines broken at a width, words and sentences divided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.data.loading import load_yaml
from trucewatch.text.align import Edit
from trucewatch.text.draft import Draft
from trucewatch.text.furniture import is_furniture
from trucewatch.text.words import known

_SPACES = re.compile(r"^[ ]+|[ ]+$|[ ]{2,}", re.MULTILINE)
_BLANKS = re.compile(r"\A\n+|\n+\Z|\n{3,}")
_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_DIVIDED = re.compile(r"([^\W\d_]+)-\Z")
_STANDING = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(r"[.!?…:;؟۔؛|][\"'”’»)\]*]*\Z")
_ITEM = re.compile(r"(?:\(?\w{1,3}[.)]|[-–—*]|[A-Z][A-Z. ]{3,}:|[A-Z]\w+:)[ ]")
_GAP = re.compile(r"\n\n")
_ADDRESS_START = re.compile(r"(?:[\w ]{1,20}:[ ]*)?(?:https?://|www\.)\S+\Z")
_ADDRESS_PIECE = re.compile(r"[\w%./?=&#~+-]+\Z")
_NARROWEST, _WIDEST = 40, 130
_LEAST_BREAKS, _FULL_SHARE = 3, 0.6


def spacing(draft: Draft) -> Iterator[Edit]:
    r"""One space between words, none at the ends of lines.

    >>> [edit[:3] for edit in spacing(Draft("a  b \n c", "utf-8"))]
    [(1, 3, ' '), (4, 5, ''), (6, 7, '')]
    """
    text = draft.text
    for match in _SPACES.finditer(text):
        start, end = match.span()
        at_edge = start in (0, len(text)) or text[start - 1] == "\n"
        at_edge = at_edge or end == len(text) or text[end] == "\n"
        yield Edit(start, end, "" if at_edge else " ", "doubled_space")


def blank_lines(draft: Draft) -> Iterator[Edit]:
    """One blank line between paragraphs, none before the first and behind the last."""
    last = len(draft.text)
    for match in _BLANKS.finditer(draft.text):
        inside = match.start() and match.end() != last
        yield Edit(*match.span(), "\n\n" if inside else "", "blank_lines")


def split_addresses(draft: Draft) -> Iterator[Edit]:
    r"""An address that fills its lines is one, though a space or a line end divides it.

    >>> draft = Draft("https://news.example/talks-pre pare-for-talks\n", "utf-8")
    >>> draft.apply(split_addresses(draft))
    >>> draft.text
    'https://news.example/talks-prepare-for-talks\n'
    """
    if "://" not in draft.text and "www." not in draft.text:
        return
    at, open_ = 0, False
    for line in draft.text.split("\n"):
        pieces = line.split(" ")
        whole = all(_ADDRESS_PIECE.match(p) and re.search(r"[-/=%\d]", p) for p in pieces)
        if open_ and whole:
            yield Edit(at - 1, at, "", "split_address")
        label = re.match(r"[\w ]{1,20}:[ ]+(?=http|www)", line)
        rest = (line[label.end() :] if label else line).split(" ")
        starts = bool(_ADDRESS_START.match(rest[0])) and (
            all(_ADDRESS_PIECE.match(p) and re.search(r"[-/=%\d]", p) for p in rest[1:])
        )
        if starts or (open_ and whole):
            begin = at + (label.end() if label and starts else 0)
            for gap in re.finditer(" ", draft.text[begin : at + len(line)]):
                yield Edit(begin + gap.start(), begin + gap.end(), "", "split_address")
        open_ = starts or (open_ and whole)
        at += len(line) + 1


@dataclass(frozen=True, slots=True)
class _Break:
    at: int
    line: str
    after: str

    def full(self, width: int) -> bool:
        """Whether the next word had no room on this line."""
        return len(self.line) + 1 + len(self.after.split(" ", 1)[0]) > width

    def runs_on(self) -> bool:
        """Whether the sentence visibly goes on."""
        return self.after[:1].islower() and not _ENDED.search(self.line)


def line_breaks(draft: Draft) -> Iterator[Edit]:
    r"""Single line ends: joined where the line was full or goes on, else a paragraph's end.

    A line is full if the next word had no room in the width that the text was broken at; that
    it was broken at a width has to show in most of its breaks.

    >>> draft = Draft("Reports of shelling of hos-\ntilities\nLogged: today", "utf-8")
    >>> draft.apply(line_breaks(draft))
    >>> draft.text
    'Reports of shelling of hostilities\n\nLogged: today'
    """
    breaks = _breaks(draft.text)
    width = _width(breaks)
    standing = frozenset(_STANDING.findall(draft.text)) if breaks else frozenset()
    for one in breaks:
        divided = _DIVIDED.search(one.line)
        word = _WORD.match(one.after)
        if divided and word:
            hyphen = 0 if _keeps_hyphen(divided[1], word.group(), standing) else 1
            yield Edit(one.at - hyphen, one.at + 1, "", "hyphenated_break")
        elif one.runs_on() or (one.full(width) and not _ITEM.match(one.after)):
            joined = not is_furniture(one.line) and not is_furniture(one.after)
            why = "hard_wrap" if joined else "paragraph_break"
            yield Edit(one.at, one.at + 1, " " if joined else "\n\n", why)
        else:
            yield Edit(one.at, one.at + 1, "\n\n", "paragraph_break")


def _breaks(text: str) -> list[_Break]:
    found = []
    for match in _BREAK.finditer(text):
        at = match.start()
        end = text.find("\n", at + 1)
        after = text[at + 1 : end if end >= 0 else len(text)]
        found.append(_Break(at, text[text.rfind("\n", 0, at) + 1 : at], after))
    return found


def _width(breaks: list[_Break]) -> int:
    """Columns that the text was broken at; more than any line has where it was not."""
    never = 1 << 30
    lines = [one for one in breaks if not is_furniture(one.line)]
    width = max((len(one.line) for one in lines), default=0)
    full = [one for one in lines if one.full(width)]
    if len(full) < _LEAST_BREAKS or not _NARROWEST <= width <= _WIDEST:
        return never
    going_on = any(one.runs_on() for one in full)
    return width if going_on and len(full) >= _FULL_SHARE * len(lines) else never


def _keeps_hyphen(left: str, right: str, standing: frozenset[str]) -> bool:
    """Whether the hyphen is the word's own; `standing` are the words of the text."""
    joined, listed = left + right, load_yaml("lexicon/joins.yaml")
    if joined.lower() in listed["one_word"]:
        return False
    hyphened = f"{left}-{right}"
    if hyphened in standing or hyphened.lower() in listed["keep_hyphen"] or right[0].isupper():
        return True
    if joined in standing or known(joined.lower()):
        return False
    return left.isupper() or (known(left.lower()) and known(right.lower()))


def split_sentences(draft: Draft) -> Iterator[Edit]:
    r"""A paragraph that stops in mid-sentence goes on in the next.

    It has no closing mark and the next begins with a small letter, or its last word calls for
    another. Headlines, bylines and other furniture are left alone.

    >>> text = "A headline\n\nThey met during the G20\n\nsummit in China."
    >>> [edit[:3] for edit in split_sentences(Draft(text, "utf-8"))]
    [(35, 37, ' ')]
    """
    text = draft.text
    open_end = load_yaml("lexicon/joins.yaml")["open_end"]
    start = 0
    for gap in _GAP.finditer(text):
        line, end = text[start : gap.start()], text.find("\n\n", gap.end())
        after = text[gap.end() : end if end >= 0 else len(text)]
        body = (start > 0 or len(line) > 120) and not _ENDED.search(line)
        goes_on = after[:1].islower() or line.rpartition(" ")[2] in open_end
        if body and goes_on and not (is_furniture(line) or is_furniture(after)):
            yield Edit(*gap.span(), " ", "split_sentence")
        start = gap.end()
