"""Places for a person who types: every candidate with the reason, and none chosen for them.

`Gazetteer.find` reads names in a report and takes one where a rule allows it; here somebody looks
at the answer, so what merely begins alike, sounds alike or is spelt alike is listed too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from rapidfuzz import fuzz, process

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.place_sounds import roman_lines, sound, sound_lines
from trucewatch.data.place_spelling import fold, fold_lines
from trucewatch.domain.errors import UnknownName

ALIKE_CUTOFF = 75.0
"""Likeness of letters from which one name sounds like another, 0 to 100; the same as in reports."""
SOUND_CUTOFF = 66.0
"""Likeness of sounds from which a name is looked at: two consonants of three."""
LEAST_SOUNDS = 3
"""Consonants below which a sound is that of too many places; letters are compared then."""
MOST = 12
_MOST_SOUNDS, _MOST_BEGIN = 200, 400
_CODE = re.compile(r"(?:[A-Z]{2}\d{2,8}|[CN]\d{3,6})", re.IGNORECASE)
_SCHEMES = ("ocha",)
"""Sources whose codes people read out without naming the source: humanitarian P-codes."""


class Why(IntEnum):
    """Why a place is listed, the strongest reason first."""

    CODE = 0
    NAME = 1
    BEGINS = 2
    SOUNDS = 3
    ALIKE = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """One candidate.

    Args:
        place: id of the entry that speaks for it.
        matched: the spelling on file, or the code, that fits.
        score: likeness of letters, 0 to 100.
    """

    place: str
    why: Why
    matched: str
    score: float = 100.0


class PlaceSearch:
    """Finds candidates in a gazetteer; making it takes about two seconds, asking it some 10 ms.

    >>> search = PlaceSearch.packaged()
    >>> [search.find(words)[0].place for words in ("Hirbnafsah", "حربنفسه", "Харбнафсах")]
    ['ocha:C3040', 'ocha:C3040', 'ocha:C3040']
    >>> first = search.find("NARB-Nafs")[0]
    >>> first.place, first.why.name
    ('ocha:C3040', 'ALIKE')
    >>> search.find("c3040")[0].why.name, search.find("?!")
    ('CODE', [])
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        forms = list(gazetteer.named_forms())
        folded = fold_lines("\n".join(text for text, _ in forms))
        whole = "\n".join(folded)
        sounds = sound_lines(whole)
        # Spelling on file, its Latin letters and its place, by how it is written and how it sounds.
        rows = zip(forms, roman_lines(whole).split("\n"), strict=True)
        self._rows = [(text, roman, place) for (text, place), roman in rows]
        self._begin = sorted((key, at) for at, key in enumerate(folded) if key)
        by_sound: dict[str, list[int]] = {}
        for at, key in enumerate(sounds):
            by_sound.setdefault(key, []).append(at)
        self._by_sound: Mapping[str, list[int]] = by_sound
        self._sounds = [key for key in by_sound if len(key) >= LEAST_SOUNDS]
        short = (at for key, here in by_sound.items() if len(key) < LEAST_SOUNDS for at in here)
        self._short = {at: self._rows[at][1] for at in short}

    @classmethod
    @cache
    def packaged(cls) -> PlaceSearch:
        """Over the gazetteer that comes with the software, the same object on every call."""
        return cls(Gazetteer.packaged())

    def find(
        self, words: str, *, near: frozenset[str] = frozenset(), most: int = MOST
    ) -> list[Hit]:
        """Places that the words may mean, the likeliest first.

        Args:
            words: a name in any script, or a code as it is read out.
            near: ISO 3166-1 alpha-2 codes of countries whose places come first among equals.
            most: how many at most.
        """
        found: dict[str, Hit] = {}
        for hit in self._hits(words.strip()):
            known = found.get(hit.place)
            if known is None or (hit.why, -hit.score) < (known.why, -known.score):
                found[hit.place] = hit

        def rank(hit: Hit) -> tuple[int, bool, float, int]:
            place = self._gazetteer.get(hit.place)
            close = hit.score if hit.why is Why.ALIKE else 0
            return (hit.why, place.country not in near, -close, -(place.population or 0))

        # Only what may be shown is made into places: a thousand names begin with one letter.
        return sorted(found.values(), key=rank)[:most]

    def _hits(self, words: str) -> Iterator[Hit]:
        yield from self._coded(words)
        key = fold(words)
        if not key:
            return
        for place in self._gazetteer.find(words).candidates:
            yield Hit(place.id, Why.NAME, place.name)
        yield from self._beginning(key)
        heard = sound(words)
        roman = roman_lines(key)
        if len(heard) >= LEAST_SOUNDS:
            yield from self._sounding(heard, roman)
        else:
            yield from self._spelt(roman)

    def _coded(self, words: str) -> Iterator[Hit]:
        codes = [words] if ":" in words else []
        if _CODE.fullmatch(words):
            codes += [f"{scheme}:{words.upper()}" for scheme in _SCHEMES]
        for code in codes:
            try:
                yield Hit(self._gazetteer.preferred(code).id, Why.CODE, words.upper())
            except UnknownName:
                continue

    def _beginning(self, key: str) -> Iterator[Hit]:
        start = bisect_left(self._begin, (key, -1))
        for spelt, at in self._begin[start : start + _MOST_BEGIN]:
            if not spelt.startswith(key):
                return
            text, _, place = self._rows[at]
            yield Hit(place, Why.BEGINS, text)

    def _sounding(self, heard: str, roman: str) -> Iterator[Hit]:
        alike = process.extract(
            heard, self._sounds, scorer=fuzz.ratio, score_cutoff=SOUND_CUTOFF, limit=_MOST_SOUNDS
        )
        for sounds, likeness, _ in alike:
            for at in self._by_sound[sounds]:
                text, spelt, place = self._rows[at]
                letters = fuzz.ratio(roman, spelt)
                if likeness == 100.0 and letters >= ALIKE_CUTOFF:
                    yield Hit(place, Why.SOUNDS, text, letters)
                else:
                    yield Hit(place, Why.ALIKE, text, (likeness + letters) / 2)

    def _spelt(self, roman: str) -> Iterator[Hit]:
        """Names with hardly a consonant in them, by their letters."""
        alike = process.extract(
            roman, self._short, scorer=fuzz.ratio, score_cutoff=ALIKE_CUTOFF, limit=_MOST_SOUNDS
        )
        for _, letters, at in alike:
            text, _, place = self._rows[at]
            yield Hit(place, Why.ALIKE, text, letters)
