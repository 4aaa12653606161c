"""Finds places by name, id and point in the packaged gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from rapidfuzz import fuzz, process

from trucewatch.data import invented, place_files, place_outlines
from trucewatch.data.place_choice import Candidate, PlaceMatch, Spelling, choose
from trucewatch.data.place_files import PlaceRow
from trucewatch.data.place_outlines import Ring
from trucewatch.data.place_spelling import fold, fold_lines, plainly
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.place import LonLat, Place, PlaceKind, PlaceName

__all__ = ["Gazetteer", "PlaceMatch"]

FUZZY_CUTOFF = 75.0
"""Likeness from which a spelling may be a corrupted form, 0 to 100 (share of letters in order).

"NARB-Nafs" for Harbnafsa has 82, "Damasqus" for Damascus 88; below 75 half the finds in a
list of 200,000 spellings are of other places.
"""

FUZZY_LEAD = 3.0
"""Points by which the best must be ahead of the next place to be named as chosen."""

FUZZY_LEAST_LETTERS = 5
"""Shorter names are like too many others."""

_MOST_FUZZY = 25
_LEAST_FORM_LETTERS = 3
_LEAST_ALTERNATE_LETTERS = 4
_LARGE_TOWN = 100_000
_UNITS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.ADMIN3, PlaceKind.COUNTRY})
_DECIDES_FUZZY = frozenset({"only_entry", "preferred_in_family", "seat_of_unit"})
_CODE_LIKE = re.compile(r"[A-Z.]{1,4}")


class Gazetteer:
    """All packaged places, read once; a `Place` is made when it is asked for.

    >>> gazetteer = Gazetteer.packaged()
    >>> match = gazetteer.find("حلب")
    >>> match.chosen.id, match.rule
    ('ocha:C1007', 'preferred_in_family')
    >>> gazetteer.find("Tripoli").rule, gazetteer.find("Nowhere-at-All").rule
    ('ambiguous', 'unknown')
    """

    def __init__(self, rows: Iterable[PlaceRow], same: Iterable[place_files.SameAs]) -> None:
        """Take rows of the files; `packaged` is the usual way in."""
        self._aliases = place_files.read_aliases()
        self._rows = {row.id: row for row in rows}
        self._members = {area.row.id: area.members for area in self._aliases.areas}
        self._rows.update((area.row.id, area.row) for area in self._aliases.areas)
        self._countries = {
            row.country: row.id
            for row in self._rows.values()
            if row.kind is PlaceKind.COUNTRY and row.id != "ocha:SY"
        }
        # OCHA reaches down to villages, so it speaks for Syria wherever both have an entry.
        self._speaker = {self._countries["SY"]: "ocha:SY"}
        self._holder: dict[str, str] = {}
        for pair in same:
            if pair.subdistrict:
                self._holder[pair.geonames] = pair.subdistrict
            if pair.community:
                self._speaker[pair.geonames] = pair.community
        self._doubles: dict[str, tuple[str, ...]] = {}
        for double, speaker in self._speaker.items():
            self._doubles[speaker] = (*self._doubles.get(speaker, ()), double)
        self._made: dict[str, Place] = {}

    @classmethod
    @cache
    def packaged(cls) -> Gazetteer:
        """The gazetteer that comes with the software, the same object on every call.

        Reading takes about 0.3 s, the first `find` builds the index of names in about 0.7 s.
        """
        rows = (
            *place_files.country_rows(),
            *place_files.city_rows(),
            *place_files.syria_rows(),
            *invented.place_rows(),
        )
        return cls(rows, place_files.same_as())

    def __len__(self) -> int:
        """How many entries there are, doubles from two sources counted twice."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        """Every entry, in order of the files."""
        return map(self.get, self._rows)

    def get(self, place_id: str) -> Place:
        """The entry of an id.

        Raises:
            UnknownName: no entry has this id.

        >>> Gazetteer.packaged().get("ocha:C3040").name
        'Harbanifse'
        >>> Gazetteer.packaged().get("ocha:C3040").centre is None
        True
        """
        made = self._made.get(place_id)
        if made is None:
            row = self._rows.get(place_id)
            if row is None:
                raise UnknownName(f"no place has the id {place_id!r}", remedy="search by name")
            made = self._made[place_id] = self._place(row)
        return made

    def _place(self, row: PlaceRow) -> Place:
        spellings = dict.fromkeys(
            (*row.official, *self._aliases.spellings.get(row.id, ()), *row.other)
        )
        speaker = self._speaker.get(row.id)
        return Place(
            id=row.id,
            names=tuple(PlaceName(text, lang) for text, lang in spellings),
            kind=row.kind,
            country=row.country,
            source=row.source,
            parent=self._parent(row),
            centre=LonLat.of(float(row.lon), float(row.lat)) if row.lon else None,
            radius_m=row.radius_m,
            outline_id=row.outline_id,
            population=row.population,
            same_as=(speaker,) if speaker else self._doubles.get(row.id, ()),
            preferred=speaker is None,
        )

    def _parent(self, row: PlaceRow) -> str | None:
        if row.kind is not PlaceKind.CITY:
            return row.parent
        if row.country == "SY":
            return self._holder.get(row.id, "ocha:SY")
        return self._countries.get(row.country)

    def preferred(self, place_id: str) -> Place:
        """The entry that speaks for the place, itself unless another source does.

        >>> Gazetteer.packaged().preferred("geonames:170063").id
        'ocha:C1007'
        """
        return self.get(self._speaker.get(place_id, place_id))

    def ancestors(self, place_id: str) -> tuple[Place, ...]:
        """What holds a place, nearest first, up to the country.

        >>> [holder.name for holder in Gazetteer.packaged().ancestors("ocha:C3040")]
        ['Harbanifse', 'Hama', 'Hama', 'Syrian Arab Republic']
        >>> Gazetteer.packaged().ancestors("ocha:SY")
        ()
        """
        chain = []
        above = self.preferred(place_id).parent
        while above is not None:
            holder = self.get(above)
            chain.append(holder)
            above = holder.parent
        return tuple(chain)

    def within(self, inner_id: str, outer_id: str) -> bool | None:
        """Whether one place lies in the other, None where the gazetteer cannot tell.

        A village is known to its sub-district only, so it may or may not lie in a
        neighbourhood there. A place lies within itself.

        >>> places = Gazetteer.packaged()
        >>> places.within("ocha:N0123", "ocha:SY02"), places.within("ocha:SY02", "ocha:SY03")
        (True, False)
        >>> places.within("ocha:C7444", "ocha:N0227") is None
        True
        """
        outer = self.preferred(outer_id)
        if outer.id in self._members:
            answers = {self.within(inner_id, member) for member in self._members[outer.id]}
            return True if True in answers else None if None in answers else False
        inner_chain = self._chain(inner_id)
        if outer.id in inner_chain:
            return True
        outer_chain = self._chain(outer.id)
        if inner_chain[0] in outer_chain:
            return False
        # Where the two chains part, different units are apart; anything less is not known.
        parted = zip(reversed(inner_chain), reversed(outer_chain), strict=False)
        apart = next(((one, other) for one, other in parted if one != other), None)
        if apart is not None and all(self.get(one).kind in _UNITS for one in apart):
            return False
        return None

    def _chain(self, place_id: str) -> tuple[str, ...]:
        above = (holder.id for holder in self.ancestors(place_id))
        return (self.preferred(place_id).id, *above)

    def outline(self, place_id: str) -> tuple[Ring, ...] | None:
        """Rings that bound a place: its own, or those of what holds it; None where none is known.

        Returns:
            Rings of (lon_e7, lat_e7) in 1e-7 degree of WGS 84, closed. What an odd number of
            rings surrounds is inside; rings of an area of several members touch.

        >>> places = Gazetteer.packaged()
        >>> places.outline("ocha:C3040") == places.outline("ocha:SY050102")
        True
        >>> places.outline("geonames:2643743") is None
        True
        """
        bounded_by = self.get(place_id).outline_id
        if bounded_by is None:
            return None
        if bounded_by in self._members:
            parts = (self.outline(member) or () for member in self._members[bounded_by])
            return tuple(ring for part in parts for ring in part)
        return place_outlines.rings_of(bounded_by)

    def containing(self, lon_e7: int, lat_e7: int) -> tuple[Place, ...]:
        """Units around a point from the deepest to the country; () where no outline is packaged.

        Args:
            lon_e7: longitude in 1e-7 degree of WGS 84.
            lat_e7: latitude in the same; a point on a border belongs to one side.

        >>> places = Gazetteer.packaged()
        >>> [place.id for place in places.containing(371_520_660, 362_365_300)][:2]
        ['ocha:N0123', 'ocha:C1007']
        >>> places.containing(0, 0)
        ()
        """
        deepest = place_outlines.deepest_around(lon_e7, lat_e7)
        return (self.get(deepest), *self.ancestors(deepest)) if deepest else ()

    def find(
        self, name: str, *, near_countries: frozenset[str] = frozenset(), fuzzy: bool = False
    ) -> PlaceMatch:
        """The place that a bare name means, by a stated rule, or the candidates.

        Args:
            name: any script; case, accents, hyphens and a leading article do not matter.
            near_countries: ISO 3166-1 alpha-2 codes that the text is about.
            fuzzy: where no spelling fits, look for corrupted ones; the rule then says `fuzzy`
                and the score is kept.

        >>> places = Gazetteer.packaged()
        >>> places.find("Tripoli", near_countries=frozenset({"LY"})).chosen.country
        'LY'
        >>> places.find("NARB-Nafs").rule
        'unknown'
        >>> match = places.find("NARB-Nafs", near_countries=frozenset({"SY"}), fuzzy=True)
        >>> match.chosen.id, match.rule, round(match.score)
        ('ocha:C3040', 'fuzzy', 82)
        """
        key = fold(name)
        ids = self._index.get(key, ()) if key else ()
        if ids:
            candidates = [self._candidate(place_id, name) for place_id in ids]
            return choose(candidates, near_countries, self.ancestors)
        if fuzzy and len(key) >= FUZZY_LEAST_LETTERS:
            return self._find_alike(key, near_countries)
        return PlaceMatch(None, (), "unknown")

    def _candidate(self, place_id: str, name: str) -> Candidate:
        """How a name fits a place and all entries of other sources for it."""
        key, plain = fold(name), plainly(name)
        family = (place_id, *self._doubles.get(place_id, ()))
        fits = [
            (Spelling.FOLDED, text) if plainly(text) != plain else (spelling, text)
            for member in family
            for spelling, text in self._graded(member)
            if plainly(text) == plain or fold(text) == key
        ]
        # Python keeps the first of equals: the spelling that its source puts first.
        best = min(fits, key=lambda one: one[0])
        return Candidate(self.get(place_id), *best, self._population(place_id))

    def _graded(self, place_id: str) -> Iterator[tuple[Spelling, str]]:
        row = self._rows[place_id]
        yield from ((Spelling.OFFICIAL, text) for text, _ in row.official)
        aliases = self._aliases.spellings.get(place_id, ())
        yield from ((Spelling.REVIEWED, text) for text, _ in aliases)
        yield from ((Spelling.ALTERNATE, text) for text, _ in row.other)

    def _population(self, place_id: str) -> int | None:
        """The greatest figure of the entry and its doubles from other sources."""
        family = (place_id, *self._doubles.get(place_id, ()))
        return max((self._rows[one].population or 0 for one in family), default=0) or None

    def _find_alike(self, key: str, near_countries: frozenset[str]) -> PlaceMatch:
        found = process.extract(
            key, self._keys(near_countries), scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF,
            limit=_MOST_FUZZY,
        )  # fmt: skip
        scores: dict[str, tuple[float, str]] = {}
        for spelling, score, _ in found:
            for place_id in self._index[spelling]:
                if not near_countries or self._rows[place_id].country in near_countries:
                    scores.setdefault(place_id, (score, spelling))
        if not scores:
            return PlaceMatch(None, (), "unknown")
        best, spelling = next(iter(scores.values()))
        alike = {one: how for one, how in scores.items() if how[0] > best - FUZZY_LEAD}
        match = choose(
            [
                Candidate(self.get(one), Spelling.FUZZY, text, self._population(one))
                for one, (_, text) in alike.items()
            ],
            near_countries,
            self.ancestors,
        )
        # Size says nothing about which of two names was corrupted into this one.
        chosen = match.chosen if match.rule in _DECIDES_FUZZY else None
        parameters = {"cutoff": FUZZY_CUTOFF, "lead": FUZZY_LEAD}
        if chosen is None:
            every = tuple(self.get(one) for one in alike)
            return PlaceMatch(None, every, "fuzzy_ambiguous", spelling, parameters, best)
        return PlaceMatch(chosen, match.candidates, "fuzzy", match.matched, parameters, best)

    def _keys(self, near_countries: frozenset[str]) -> list[str]:
        if not near_countries:
            return list(self._index)
        rows = self._rows
        return [
            key
            for key, ids in self._index.items()
            if any(rows[one].country in near_countries for one in ids)
        ]

    @cached_property
    def _index(self) -> dict[str, tuple[str, ...]]:
        """Folded spelling to ids of preferred entries."""
        texts: list[str] = []
        owners: list[str] = []
        for place_id, text, _ in self._spellings():
            texts.append(text)
            owners.append(place_id)
        index: dict[str, tuple[str, ...]] = {}
        for key, owner in zip(fold_lines("\n".join(texts)), owners, strict=True):
            known = index.get(key)
            if known is None:
                index[key] = (owner,)
            elif owner not in known:
                index[key] = (*known, owner)
        index.pop("", None)
        return index

    def _spellings(self) -> Iterator[tuple[str, str, bool]]:
        """(preferred id, spelling, is reviewed): official names and own aliases are reviewed."""
        speaker, aliases = self._speaker, self._aliases.spellings
        for row in self._rows.values():
            place_id = speaker.get(row.id, row.id)
            for text, _ in row.official:
                yield place_id, text, True
            for text, _ in row.other:
                yield place_id, text, False
            for text, _ in aliases.get(row.id, ()):
                yield place_id, text, True

    def named_forms(self, countries: frozenset[str] | None = None) -> Iterator[tuple[str, str]]:
        """Spellings to look for in a text, each with the id of the preferred entry.

        Left out: everyday words (`places/common-words.txt`), spellings of fewer than three
        letters (four where no person chose the spelling), and codes of up to four capitals.
        A spelling of several places comes once for each.

        Args:
            countries: ISO 3166-1 alpha-2 codes whose small towns matter; towns elsewhere then
                come from 100,000 inhabitants up. None takes every town of the world, of which
                many suburbs are named like common things.

        >>> forms = dict(Gazetteer.packaged().named_forms(frozenset({"SY"})))
        >>> forms["Хмеймим"]
        'ocha:C3588'
        >>> "Of" in forms, "Nice" in forms, "Union City" in forms, "Mariupol" in forms
        (False, False, False, True)
        """
        common = place_files.common_words()
        seen: set[tuple[str, str]] = set()
        for place_id, text, reviewed in self._spellings():
            least = _LEAST_FORM_LETTERS if reviewed else _LEAST_ALTERNATE_LETTERS
            letters = sum(map(str.isalnum, text))
            if letters < least or text.casefold() in common or _CODE_LIKE.fullmatch(text):
                continue
            if (text, place_id) in seen or self._too_small(place_id, countries):
                continue
            seen.add((text, place_id))
            yield text, place_id

    def _too_small(self, place_id: str, countries: frozenset[str] | None) -> bool:
        row = self._rows[place_id]
        if countries is None or row.kind is not PlaceKind.CITY or row.country in countries:
            return False
        return (row.population or 0) < _LARGE_TOWN
