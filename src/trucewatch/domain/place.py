"""Where something was: places of the gazetteer and how a statement points at them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require

E7 = 10_000_000


class PlacePrecision(StrEnum):
    """How closely a place pins the event, finest first."""

    EXACT = "exact"
    WITHIN_1KM = "<=1km"
    WITHIN_25KM = "<=25km"
    ADMIN3 = "admin3"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    ZONE = "zone"
    COUNTRY = "country"
    UNKNOWN = "unknown"


_RADIUS_M = {
    PlacePrecision.EXACT: 100,
    PlacePrecision.WITHIN_1KM: 1_000,
    PlacePrecision.WITHIN_25KM: 25_000,
}


def radius_of(precision: PlacePrecision) -> int | None:
    """Metres around a bare point within which it was; None where no distance bounds it.

    >>> radius_of(PlacePrecision.WITHIN_1KM), radius_of(PlacePrecision.COUNTRY)
    (1000, None)
    """
    return _RADIUS_M.get(precision)


class PlaceKind(StrEnum):
    """What a gazetteer entry is."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    ADMIN3 = "admin3"
    CITY = "city"
    COMMUNITY = "community"
    NEIGHBOURHOOD = "neighbourhood"
    REGION = "region"
    ROAD = "road"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class LonLat:
    """A point of WGS 84 in whole 1e-7 degrees, longitude first.

    Args:
        lon_e7: -1_800_000_000 to 1_800_000_000.
        lat_e7: -900_000_000 to 900_000_000.

    >>> LonLat.of(37.161, 36.202)
    LonLat(lon_e7=371610000, lat_e7=362020000)
    >>> LonLat.of(0, 91)
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: latitude 91.0 is off the globe
    """

    lon_e7: int
    lat_e7: int

    def __post_init__(self) -> None:
        require(
            abs(self.lon_e7) <= 180 * E7,
            "longitude {longitude} is off the globe",
            longitude=self.lon_e7 / E7,
        )
        require(
            abs(self.lat_e7) <= 90 * E7,
            "latitude {latitude} is off the globe",
            latitude=self.lat_e7 / E7,
        )

    @classmethod
    def of(cls, lon: float, lat: float) -> LonLat:
        """From decimal degrees, rounded to 1e-7."""
        return cls(round(lon * E7), round(lat * E7))

    @property
    def lon(self) -> float:
        """Longitude in decimal degrees."""
        return self.lon_e7 / E7

    @property
    def lat(self) -> float:
        """Latitude in decimal degrees."""
        return self.lat_e7 / E7


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One spelling of a place in one language; `lang` is an ISO 639-1 code or ""."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer.

    Args:
        id: `scheme:code`, as in `ocha:C1007` or `geonames:170063`.
        names: preferred spelling first.
        country: ISO 3166-1 alpha-2, "" where contested or at sea.
        parent: id of the unit that holds it.
        centre: None where only an outline is known.
        radius_m: metres around `centre` within which it lies, > 0.
        outline_id: id of the entry whose outline bounds it (its own, or a holder's).
        population: persons, None where not known.
        same_as: ids of other entries for the same place.
        preferred: this entry speaks for its `same_as` family.

    Raises:
        InvalidValue: neither an area nor a radius is given, or a point without a radius.
    """

    id: str
    names: tuple[PlaceName, ...]
    kind: PlaceKind
    country: str
    source: str
    parent: str | None = None
    centre: LonLat | None = None
    radius_m: int | None = None
    outline_id: str | None = None
    population: int | None = None
    same_as: tuple[str, ...] = ()
    preferred: bool = True

    def __post_init__(self) -> None:
        scheme, _, code = self.id.partition(":")
        require(bool(scheme and code), "place id {id!r} is not scheme:code", id=self.id)
        require(bool(self.names), "place {id} has no name", id=self.id)
        require(
            (self.centre is None) == (self.radius_m is None), "{id}: point needs radius", id=self.id
        )
        require(
            self.radius_m is None or self.radius_m > 0, "{id}: radius must be positive", id=self.id
        )
        bounded = self.outline_id is not None or self.centre is not None
        require(bounded, "place {id} has neither an outline nor a radius", id=self.id)

    @property
    def name(self) -> str:
        """The preferred spelling."""
        return self.names[0].text

    def name_in(self, lang: str) -> str:
        """The spelling in `lang`, the preferred one where there is none."""
        return next((name.text for name in self.names if name.lang == lang), self.name)
