"""Registered names in a text of any language, whatever endings and prefixes they take on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

import ahocorasick

from trucewatch.data.place_spelling import fold_lines

_INFLECTED = 3
"""Letters that an ending may add in a language that inflects names."""
_PREFIXED = 3
"""Letters that Arabic may write before a name: and, by, for, the."""
_LEAST_LETTERS = 4
_MOST_WORDS = 1 << 17
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")


class Names:
    """Finds registered names in a text of any language, by id.

    Args:
        spellings: (spelling, id) pairs. A spelling of several ids stands for the one that has the
            most spellings: the same town is then found by the same id in most languages.

    >>> names = Names([("Talbiseh", "t:1"), ("Талбиса", "t:1"), ("تلبيسة", "t:1")])
    >>> names.found("в Талбисе"), names.found("بتلبيسة"), names.found("Tal Abyad")
    ({'t:1'}, {'t:1'}, set())
    """

    def __init__(self, spellings: Iterable[tuple[str, str]]) -> None:
        pairs = list(spellings)
        folded = fold_lines("\n".join(text.replace("\n", " ") for text, _ in pairs))
        ids: dict[str, set[str]] = defaultdict(set)
        # Folding no line at all gives one empty line.
        for spelling, (_, name_id) in zip(folded, pairs, strict=bool(pairs)):
            if len(_stem(spelling)) >= _LEAST_LETTERS:
                ids[_stem(spelling)].add(name_id)
        many = Counter(name_id for named in ids.values() for name_id in named)
        self._automaton = ahocorasick.Automaton()
        for spelling, named in ids.items():
            best_known = min(named, key=lambda one: (-many[one], one))
            self._automaton.add_word(spelling, (len(spelling), best_known))
        if ids:
            self._automaton.make_automaton()
        self._empty = not ids

    def found(self, text: str) -> set[str]:
        """Ids of all that is named, where a name stands by itself but for an ending or a prefix."""
        if self._empty:
            return set()
        joined, begins, ends = _joined_words(text)
        named: set[str] = set()
        for last, (length, name_id) in self._automaton.iter(joined):
            start, end = last - length + 1, last + 1
            before, after = _back(start, begins), _on(end, ends)
            arabic = "\u0600" <= joined[start] <= "\u06ff"
            cyrillic = "\u0400" <= joined[start] <= "\u04ff"
            if before <= (_PREFIXED if arabic else 0) and after <= (_INFLECTED if cyrillic else 0):
                named.add(name_id)
        return named


def _stem(spelling: str) -> str:
    """A Cyrillic name without its last vowel, which its case changes."""
    inflects = "\u0400" <= spelling[-1:] <= "\u04ff" and spelling[-1] in "аяоеийьыу"
    return spelling[:-1] if inflects else spelling


class _FoldedWords(dict[str, str]):
    """Each word folded when it is first met; most words are met again and again."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        return self.setdefault(word, fold_lines(word)[0])


_FOLDED = _FoldedWords()


def _joined_words(text: str) -> tuple[str, list[int], list[int]]:
    """The folded words run together, with where each begins and ends."""
    words = list(map(_FOLDED.__getitem__, _LETTERS.findall(text)))
    ends = list(accumulate(map(len, words)))
    return "".join(words), [0, *ends[:-1]], ends


def _back(at: int, begins: Sequence[int]) -> int:
    """Letters from the beginning of the word to a place in it."""
    return at - begins[bisect_right(begins, at) - 1]


def _on(at: int, ends: Sequence[int]) -> int:
    """Letters from a place in a word to its end."""
    return ends[bisect_left(ends, at)] - at
