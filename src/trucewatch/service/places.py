"""Where somebody means: candidates for a person to choose from, of every source of places.

Nothing is chosen here. What is on no list stays as words, which is a lawful place of a call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from rapidfuzz import fuzz

from trucewatch.data.bearings import Bearing, bearing_in
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.place_search import ALIKE_CUTOFF, MOST, PlaceSearch
from trucewatch.data.place_sounds import roman_lines, sound
from trucewatch.data.place_spelling import fold
from trucewatch.data.zones import zone_of_country
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.place import LonLat, Place, PlacePrecision
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.statement import PlaceMention
from trucewatch.service.keys import subject_of
from trucewatch.storage.documents import content, newest, newest_of
from trucewatch.storage.models.documents import Version
from trucewatch.text.placing import precision_of

BY_HAND = "by_hand"
KIND_BY_HAND = "site"
_LISTED = 300
"""Places made by hand that are looked through; the newest of them."""


@dataclass(frozen=True)
class Candidate:
    """A place that was meant, perhaps.

    Args:
        id: of the gazetteer, or the subject of a place made by hand.
        names: by language, the spelling on file; `en` is always there.
        within: names by language of what holds it, nearest first.
        lon, lat: decimal degrees of WGS 84; None where only an outline is known.
        why: code of the reason, and the spelling on file that fitted.
    """

    id: str
    names: dict[str, str]
    kind: str
    country: str
    within: tuple[dict[str, str], ...]
    lon: float | None
    lat: float | None
    precision: PlacePrecision
    why: str
    matched: str
    score: float = 100.0

    @property
    def clock(self) -> str | None:
        """IANA name of its one clock, None where its country has several."""
        return zone_of_country(self.country)


@dataclass(frozen=True)
class Found:
    """What was typed, and what it may mean.

    Args:
        bearing: where the words tell a distance and a direction from the candidates.
    """

    words: str
    candidates: tuple[Candidate, ...]
    bearing: Bearing | None = None


def find(words: str, *, most: int = MOST) -> Found:
    """Candidates for what was typed, the likeliest first; none is chosen.

    Args:
        words: a name in any script, a code, or a bearing from a name.
    """
    bearing = bearing_in(words)
    name = bearing.of if bearing else words
    made = list(_by_hand(name))
    here = {one.id for one in made}
    listed = [*made, *(one for one in _packaged(name, most) if one.id not in here)][:most]
    if bearing:
        listed = [_moved(one, bearing) for one in listed]
    return Found(words, tuple(listed), bearing)


def mention(words: str, place: str) -> PlaceMention:
    """A place as an incident holds it: the one that was chosen, or what it may be.

    Raises:
        UnknownName: no place has the id that was chosen.
    """
    if not place:
        ids = tuple(one.id for one in find(words, most=5).candidates if one.score >= ALIKE_CUTOFF)
        unknown = PlacePrecision.UNKNOWN
        return PlaceMention(words, None, None, None, unknown, words, None, "not_chosen", ids)
    one = get(place)
    bearing = bearing_in(words)
    one = _moved(one, bearing) if bearing else one
    rule = "bearing" if bearing else "chosen"
    known = one.id if ":" in one.id else None
    name = one.names["en"]
    return PlaceMention(name, known, one.lon, one.lat, one.precision, words, None, rule)


def get(place: str) -> Candidate:
    """One place by its id.

    Raises:
        UnknownName: none has it.
    """
    if ":" in place:
        listed = _candidate(Gazetteer.packaged().get(place), "code", place)
        edit = standing_on(place)
        told = content(edit) if edit else {}
        return _hand_made(edit.subject, told, BY_HAND, place) if edit and _counts(told) else listed
    found = newest_of(place)
    if found is None or getattr(found, "kind", "") != "place" or not found.body:
        raise UnknownName(
            Sentence("no place has the id {place!r}", place=place), remedy="search by name"
        )
    return _hand_made(place, found.body, BY_HAND, place)


def standing_on(place: str) -> Version | None:
    """What this centre edited of a place of the lists; None where nobody did."""
    return newest_of(subject_of("place", f"on {place}"))


def _counts(body: dict[str, Any]) -> bool:
    """Whether what was edited here has not been taken back."""
    return bool(body) and not body.get("withdrawn")


def _packaged(name: str, most: int) -> Iterator[Candidate]:
    near: frozenset[str] = settings.WATCHED_COUNTRIES
    gazetteer = Gazetteer.packaged()
    for hit in PlaceSearch.packaged().find(name, near=near, most=most):
        found = _candidate(gazetteer.get(hit.place), hit.why.name.lower(), hit.matched)
        yield replace(found, score=hit.score)


def _candidate(place: Place, why: str, matched: str) -> Candidate:
    centre = place.centre
    return Candidate(
        id=place.id,
        names={lang: place.name_in(lang) for lang in ("en", "ru", "ar")},
        kind=place.kind.value,
        country=place.country,
        within=tuple(
            {lang: one.name_in(lang) for lang in ("en", "ru", "ar")}
            for one in Gazetteer.packaged().ancestors(place.id)
        ),
        lon=centre.lon if centre else None,
        lat=centre.lat if centre else None,
        precision=precision_of(place),
        why=why,
        matched=matched,
    )


def _by_hand(name: str) -> Iterator[Candidate]:
    """Places that this centre added: few, so each is compared."""
    key, heard = fold(name), sound(name)
    if not key:
        return
    rows = newest("place").values_list("subject", "body")[:_LISTED]
    for subject, body in rows:
        for spelling in _spellings(body) if _counts(body or {}) else ():
            folded = fold(spelling)
            alike = fuzz.ratio(roman_lines(key), roman_lines(folded))
            same = len(heard) > 2 and sound(spelling) == heard
            if folded.startswith(key) or alike >= ALIKE_CUTOFF or same:
                yield _hand_made(subject, body, BY_HAND, spelling)
                break


def _spellings(body: dict[str, Any]) -> list[str]:
    names = body.get("names") or []
    return [str(one["text"]) for one in names if isinstance(one, dict) and one.get("text")]


def _hand_made(subject: str, body: dict[str, Any], why: str, matched: str) -> Candidate:
    names = [one for one in body.get("names") or [] if isinstance(one, dict)]
    first = str(names[0].get("text", "")) if names else subject
    centre = body.get("centre")
    point = LonLat(centre["lon_e7"], centre["lat_e7"]) if isinstance(centre, dict) else None
    radius = body.get("radius_m") if isinstance(body.get("radius_m"), int) else None
    made = Candidate(
        id=subject,
        names={
            lang: next((str(one["text"]) for one in names if one.get("lang") == lang), first)
            for lang in ("en", "ru", "ar")
        },
        kind=str(body.get("kind") or KIND_BY_HAND),
        country=str(body.get("country") or ""),
        within=(),
        lon=point.lon if point else None,
        lat=point.lat if point else None,
        precision=_precision(radius) if point else PlacePrecision.UNKNOWN,
        why=why,
        matched=matched,
    )
    on = body.get("on")
    return _on_top(made, str(on["id"])) if isinstance(on, dict) else made


def _on_top(made: Candidate, place: str) -> Candidate:
    """A place of the lists as it was edited here; where it lies, unless that was edited too."""
    try:
        listed = _candidate(Gazetteer.packaged().get(place), made.why, made.matched)
    except UnknownName:  # this release has it no more; what was edited stays
        return made
    if made.lon is None:
        return replace(listed, names=made.names)
    return replace(listed, names=made.names, lon=made.lon, lat=made.lat, precision=made.precision)


def _moved(one: Candidate, bearing: Bearing) -> Candidate:
    """The place that lies so far from there; unknown where no point is known to count from."""
    if one.lon is None or one.lat is None:
        return replace(one, precision=PlacePrecision.UNKNOWN)
    point = bearing.from_(LonLat.of(one.lon, one.lat))
    start = {PlacePrecision.EXACT: 100, PlacePrecision.WITHIN_1KM: 1000}.get(one.precision, 25_000)
    precision = _precision(bearing.radius_m + start)
    return replace(one, lon=point.lon, lat=point.lat, precision=precision)


def _precision(radius_m: int | None) -> PlacePrecision:
    if radius_m is None or radius_m > 25_000:
        return PlacePrecision.UNKNOWN
    return PlacePrecision.WITHIN_1KM if radius_m <= 1000 else PlacePrecision.WITHIN_25KM


def warm() -> None:
    """Make what the first question would wait for; some five seconds."""
    PlaceSearch.packaged().find("x")
