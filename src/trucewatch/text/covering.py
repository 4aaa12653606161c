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
from trucewatch.text.asides import unseen
from trucewatch.text.naming import Named
from trucewatch.text.sayings import sayings
from trucewatch.text.words import known as is_word

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?", re.UNICODE)
_PARTICLES = frozenset("de del al el von van bin ibn ben of da dos du la le".split())
_ARTICLES = frozenset({"the", "The", "a", "an"})
_PERSON = "Obama"
_ARABIC = re.compile(r"(?:al|el|an|as|ash|ad|ar|at|az|ul|ud)-[A-Z]")
_POSSESSIVE = re.compile(r"['’](?:s|ve|re|ll|d|m|t)$")


@dataclass(frozen=True, slots=True)
class Cover:
    """A stretch that is parsed as one word.

    Args:
        span: code points of the document.
        word: what the parser sees.
        named: the name beneath, with actor None where no register holds it; None where the
            stretch is no name.
        place: whether it is a name of the gazetteer alone.
    """

    span: Span
    word: str
    named: Named | None
    place: bool = False

    @property
    def human(self) -> bool:
        """Whether the name beneath is taken for a person's."""
        return self.word == _PERSON


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """One sentence with the registered names in it.

    Args:
        text: the words; `start` is their first code point in the document.
        named: registered names, as spans of the document.
        surnames: of people whom the document named in full before.
    """

    text: str
    start: int
    named: tuple[Named, ...]
    lang: str
    surnames: frozenset[str] = frozenset()

    def cut(self, span: Span) -> str:
        """The words at a span of the document."""
        return self.text[span.start - self.start : span.end - self.start]


def covers(sentence: NamedSentence, is_place: Callable[[str], bool]) -> tuple[Cover, ...]:
    """Covers for one sentence in order, none overlapping.

    Args:
        is_place: whether a gazetteer holds a name that the registry of actors does not.
    """
    hidden = [
        Cover(Span(sentence.start + span.start, sentence.start + span.end), word, None)
        for span, word in _hidden(sentence)
    ]
    runs = [] if _title_case(sentence.text) else list(_unregistered(sentence, hidden))
    found = [name for name in sentence.named if not _common_noun(name)]
    taken = [*(run.span for run in runs), *(cover.span for cover in hidden)]
    kept = [n for n in found if not any(span.overlaps(n.span) for span in taken)]
    covered = [_cover(name, sentence, is_place) for name in (*kept, *runs)]
    return tuple(sorted([*covered, *hidden], key=lambda cover: cover.span.start))


def _hidden(sentence: NamedSentence) -> Iterator[tuple[Span, str]]:
    """What is no name and is parsed as another word or not at all, none overlapping."""
    found = list(unseen(sentence.text))
    yield from found
    for span, word in sayings(sentence.text, sentence.lang):
        if not any(span.overlaps(other) for other, _ in found):
            found.append((span, word))
            yield span, word


def _title_case(text: str) -> bool:
    """Whether a headline capitalises its common words too, which then cannot be told from names."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    if re.search(r"[.!?][\"”’»]?$", text):
        return False
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _cover(name: Named, sentence: NamedSentence, is_place: Callable[[str], bool]) -> Cover:
    before = sentence.text[: name.span.start - sentence.start].split()
    titled = name.actor is None and _is_titled(name, sentence, before)
    if name.actor is None and is_place(name.words) and not titled:
        return Cover(name.span, "Geneva", name, place=True)
    return Cover(name.span, _word(name, sentence), name)


def _common_noun(name: Named) -> bool:
    """ "Syrian rebels" is parsed as it stands: an ordinary noun is part of it."""
    first, *_, last = [*name.words.split(), *name.words.split()[-1:]]
    opens_low = first[:1].islower() and first not in _PARTICLES and "-" not in first
    # "Jabhat al-Nusra" ends in a name for all its small letter.
    return (last[:1].islower() and not _ARABIC.match(last)) or opens_low


def _word(name: Named, sentence: NamedSentence) -> str:
    before = sentence.text[: name.span.start - sentence.start].split()
    after_article = bool(before) and before[-1] in _ARTICLES
    kind = name.actor.kind if name.actor is not None else None
    if name.use is NameUse.DEMONYM:
        return "Russians" if name.words.endswith("s") and name.actor is not None else "Russian"
    if kind is ActorKind.PERSON or (kind is None and _is_person(name, sentence, before)):
        return _PERSON
    if kind is None and before and before[-1].lower() in _INSIDE:
        return "Geneva"
    if name.words[-1:] == "s" and name.words[-2:-1].islower() and " " not in name.words:
        return "Russians"
    if after_article:
        return "Kremlin"
    return "Reuters" if kind is ActorKind.MEDIA else "Russia"


def _is_person(name: Named, sentence: NamedSentence, before: list[str]) -> bool:
    """Whether an unregistered name is a person's here: "the Phu Makhua hill" is not."""
    if before and before[-1].lower() == "the":
        return False
    if before and before[-1].lower() in _INSIDE and not _owns(name, sentence):
        return False
    return _is_titled(name, sentence, before) or _looks_human(name.words, sentence.lang)


def _is_titled(name: Named, sentence: NamedSentence, before: list[str]) -> bool:
    """ "Mr Adams", or a surname whose bearer was named in full before."""
    if before and before[-1].lower() in _INSIDE:
        return False
    return name.words in sentence.surnames or (bool(before) and before[-1].rstrip(".") in _TITLES)


def _owns(name: Named, sentence: NamedSentence) -> bool:
    return sentence.text[name.span.end - sentence.start :][:2] in ("'s", "’s")


# Behind these stands a place rather than somebody.
_INSIDE = frozenset("in at near inside outside around into toward towards across".split())
_TITLES = frozenset("Mr Mrs Ms Dr Gen Col Lt Maj Capt Sgt Sir General Colonel Captain".split())


def _looks_human(words: str, lang: str) -> bool:
    """Whether an unregistered name is rather a person's than a body's or a place's."""
    parts = words.split()
    nouns = lexicon.nouns(lang)
    return len(parts) > 1 and not any(p.lower() in nouns.bodies | nouns.mastheads for p in parts)


def _unregistered(sentence: NamedSentence, hidden: list[Cover]) -> Iterator[Named]:
    """Runs of capitalised words that no register holds, the sentence's first word left alone."""
    run: list[Span] = []
    for word in _WORD.finditer(sentence.text):
        if hidden and any(cover.span.overlaps(_bare(word, sentence.start)) for cover in hidden):
            yield from _closed(run, sentence)
            run = []
            continue
        if _continues(word, run, sentence):
            run.append(_bare(word, sentence.start))
            continue
        yield from _closed(run, sentence)
        run = [_bare(word, sentence.start)] if _begins(word, sentence) else []
    yield from _closed(run, sentence)


def _bare(word: re.Match[str], start: int) -> Span:
    """A word without its possessive ending or full stop."""
    cut = _POSSESSIVE.search(word[0])
    if cut:
        return Span(start + word.start(), start + word.start() + cut.start())
    abbreviation = word[0].endswith(".") and word[0].count(".") == 1
    return Span(start + word.start(), start + word.end() - abbreviation)


def _begins(word: re.Match[str], sentence: NamedSentence) -> bool:
    if word[0] in _PARTICLES and word[0] != "of":
        return bool(re.match(r" [A-Z][a-z]", sentence.text[word.end() :]))
    first = not re.search(r"\w", sentence.text[: word.start()])
    bare = _POSSESSIVE.sub("", word[0])
    acronym = len(bare) > 2 and bare.isupper() and not is_word(bare.lower())
    known = bare in sentence.surnames or acronym
    if first and not known and not _followed_by_capital(sentence.text, word.end()):
        return False
    return _is_name_word(word, sentence)


def _followed_by_capital(text: str, end: int) -> bool:
    return bool(re.match(r" (?:(?:de|al|el|von|van|bin) |al-|el-)?[A-Z][a-z]", text[end:]))


def _continues(word: re.Match[str], run: list[Span], sentence: NamedSentence) -> bool:
    if not run or sentence.start + word.start() - run[-1].end != 1:
        return False
    return word[0] in _PARTICLES or _is_name_word(word, sentence, inside=True)


def _is_name_word(word: re.Match[str], sentence: NamedSentence, *, inside: bool = False) -> bool:
    """Whether a word may belong to a name; a title may do so only inside one."""
    bare = _POSSESSIVE.sub("", word[0])
    arabic_article = word[0][:3].lower() in ("al-", "el-") and word[0][3:4].isupper()
    if not (word[0][:1].isupper() or arabic_article) or len(bare) < 2:
        return False
    plain = bare.rstrip(".")
    if plain in lexicon.nouns(sentence.lang).not_names:
        return False
    if not inside and plain in lexicon.words(sentence.lang, "speech", "title_words"):
        return False
    span = Span(sentence.start + word.start(), sentence.start + word.end())
    return not any(n.span.overlaps(span) and n.actor is not None for n in sentence.named)


def _without_title(run: list[Span], sentence: NamedSentence) -> list[Span]:
    """ "National Security Adviser Ajit Doval" is Ajit Doval; an office alone names nobody."""
    offices = lexicon.words(sentence.lang, "speech", "offices")
    at = [number for number, word in enumerate(run) if sentence.cut(word).lower() in offices]
    return run[at[-1] + 1 :] if at else run


def _is_role(word: str, lang: str) -> bool:
    """Whether a lone capitalised word is a common noun: "Ministry", "Doctors"."""
    nouns, low = lexicon.nouns(lang), word.lower()
    voices = lexicon.words(lang, "speech", "voices")
    return low in nouns.bodies or low in nouns.roles or low in voices


def _closed(run: list[Span], sentence: NamedSentence) -> Iterator[Named]:
    """The finished run; a people's name right before a body's name is part of it."""
    if not run:
        return
    run = _without_title(run, sentence)
    while run and sentence.cut(run[-1]) in _PARTICLES:
        run.pop()
    if not run or (len(run) == 1 and _is_role(sentence.cut(run[0]), sentence.lang)):
        return
    span = run[0].joined(run[-1])
    if sentence.cut(run[-1]).lower() in lexicon.nouns(sentence.lang).bodies:
        before = [n for n in sentence.named if n.span.end + 1 == span.start]
        if before and before[0].use is NameUse.DEMONYM:
            span = before[0].span.joined(span)
    yield Named(span, None, NameUse.NAME, sentence.cut(span))
