"""Names put under a cover before a sentence is parsed, so that no parse depends on who is named.

The parser sees every person as one well-known person and every state as one well-known state.
Two reports that differ in their names alone get the same trees: without this, a reading would
favour whoever stood most often in the parser's training text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trucewatch.domain.actor import ActorKind, NameUse
from trucewatch.domain.span import Span
from trucewatch.text import lexicon
from trucewatch.text.naming import Named

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?", re.UNICODE)
_PARTICLES = frozenset("de del al el von van bin ibn ben of da dos du la le".split())
_ARTICLES = frozenset({"the", "The", "a", "an"})
_PERSON = "Obama"
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Cover:
    """A stretch that is parsed as one word.

    Args:
        span: code points of the document.
        word: what the parser sees.
        named: the name beneath, with actor None where no register holds it.
        place: whether it is a name of the gazetteer alone.
    """

    span: Span
    word: str
    named: Named
    place: bool = False

    @property
    def human(self) -> bool:
        """Whether the name beneath is taken for a person's."""
        return self.word == _PERSON


def covers(
    text: str, start: int, named: tuple[Named, ...], lang: str, is_place: Callable[[str], bool]
) -> tuple[Cover, ...]:
    """Covers for one sentence in order, none overlapping.

    Args:
        text: the sentence; `start` is its first code point in the document.
        named: registered names in it, as spans of the document.
        is_place: whether a gazetteer holds a name that the registry of actors does not.
    """
    found = [name for name in named if not _common_noun(name)]
    runs = [] if _title_case(text) else list(_unregistered(text, start, named, lang))
    kept = [n for n in found if not any(run.span.overlaps(n.span) for run in runs)]
    ordered = sorted([*kept, *runs], key=lambda n: n.span.start)
    return tuple(_cover(n, text, start, (lang, is_place)) for n in ordered)


def _title_case(text: str) -> bool:
    """Whether a headline capitalises its common words too, which then cannot be told from names."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text)]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _cover(name: Named, text: str, start: int, how: tuple[str, Callable[[str], bool]]) -> Cover:
    lang, is_place = how
    if name.actor is None and is_place(name.words):
        return Cover(name.span, "Geneva", name, place=True)
    return Cover(name.span, _word(name, text, start, lang), name)


def _common_noun(name: Named) -> bool:
    """ "Syrian rebels" is parsed as it stands: an ordinary noun is part of it."""
    first, *_, last = [*name.words.split(), *name.words.split()[-1:]]
    opens_low = first[:1].islower() and first not in _PARTICLES and "-" not in first
    return last[:1].islower() or opens_low


def _word(name: Named, text: str, start: int, lang: str) -> str:
    before = text[: name.span.start - start].split()
    after_article = bool(before) and before[-1] in _ARTICLES
    kind = name.actor.kind if name.actor is not None else None
    if name.use is NameUse.DEMONYM:
        return "Russians" if name.words.endswith("s") and name.actor is not None else "Russian"
    if kind is ActorKind.PERSON or (kind is None and _looks_human(name.words, lang)):
        return _PERSON
    if name.words[-1:] == "s" and name.words[-2:-1].islower() and " " not in name.words:
        return "Russians"
    if after_article:
        return "Kremlin"
    return "Reuters" if kind is ActorKind.MEDIA else "Russia"


def _looks_human(words: str, lang: str) -> bool:
    """Whether an unregistered name is rather a person's than a body's or a place's."""
    parts = words.split()
    bodies = lexicon.nouns(lang).bodies
    return len(parts) > 1 and not any(part.lower() in bodies for part in parts)


def _unregistered(text: str, start: int, named: tuple[Named, ...], lang: str) -> Iterator[Named]:
    """Runs of capitalised words that no register holds, the sentence's first word left alone."""
    run: list[Span] = []
    for word in [*_WORD.finditer(text), None]:
        span = Span(start + word.start(), start + word.end()) if word else None
        if word is not None and span is not None and _continues(word, span, run, named, lang):
            run.append(_bare(word.group(), span))
            continue
        yield from _closed(run, text, start, (named, lang))
        run = []
        if word is not None and span is not None and _begins(word, span, text, named, lang):
            run = [_bare(word.group(), span)]


def _bare(word: str, span: Span) -> Span:
    """A word without its possessive ending or full stop."""
    cut = _POSSESSIVE.search(word)
    end = span.start + cut.start() if cut else span.end
    return Span(span.start, end - (word.endswith(".") and not cut and word.count(".") == 1))


def _begins(
    word: re.Match[str], span: Span, text: str, named: tuple[Named, ...], lang: str
) -> bool:
    if word.group() in _PARTICLES and word.group() != "of":
        return bool(re.match(r" [A-Z][a-z]", text[word.end() :]))
    first = not re.search(r"\w", text[: word.start()])
    if first and not _followed_by_capital(text, word.end()):
        return False
    return _is_name_word(word.group(), span, named, lang)


def _followed_by_capital(text: str, end: int) -> bool:
    return bool(re.match(r" (?:(?:de|al|el|von|van|bin) |al-|el-)?[A-Z][a-z]", text[end:]))


def _continues(
    word: re.Match[str], span: Span, run: list[Span], named: tuple[Named, ...], lang: str
) -> bool:
    if not run or span.start - run[-1].end != 1:
        return False
    if word.group() in _PARTICLES:
        return True
    return _is_name_word(word.group(), span, named, lang, inside=True)


def _is_name_word(
    word: str, span: Span, named: tuple[Named, ...], lang: str, *, inside: bool = False
) -> bool:
    """Whether a word may belong to a name; a title may do so only inside one."""
    arabic_article = word[:3].lower() in ("al-", "el-") and word[3:4].isupper()
    if not (word[:1].isupper() or arabic_article) or len(_POSSESSIVE.sub("", word)) < 2:
        return False
    plain = _POSSESSIVE.sub("", word).rstrip(".")
    book = lexicon.nouns(lang)
    if plain in book.not_names:
        return False
    if not inside and plain in lexicon.words(lang, "speech", "title_words"):
        return False
    return not any(n.span.overlaps(span) and n.actor is not None for n in named)


def _closed(
    run: list[Span], text: str, start: int, known: tuple[tuple[Named, ...], str]
) -> Iterator[Named]:
    """The finished run; a people's name right before a body's name is part of it."""
    while run and text[run[-1].start - start : run[-1].end - start] in _PARTICLES:
        run.pop()
    if not run:
        return
    named, lang = known
    span = run[0].joined(run[-1])
    last = text[run[-1].start - start : run[-1].end - start].lower()
    if last in lexicon.nouns(lang).bodies:
        before = [n for n in named if n.span.end + 1 == span.start]
        if before and before[0].use is NameUse.DEMONYM:
            span = before[0].span.joined(span)
    words = text[span.start - start : span.end - start]
    yield Named(span, None, NameUse.NAME, words)
