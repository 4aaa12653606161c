"""Shapes whose corners were written latitude first: they would lie on another continent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.data.agreement_check import is_place
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.yaml_marks import Marked
from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.place import E7
from trucewatch.domain.sentence import Sentence

_NEAR = 3 * E7
"""Degrees beyond the places of a file within which a drawn zone still belongs to them."""

_REMEDY = Sentence("write [longitude, latitude], as in [37.16, 36.2]")


@dataclass(frozen=True, slots=True)
class _Box:
    west: int
    south: int
    east: int
    north: int

    def holds(self, lon_e7: float, lat_e7: float) -> bool:
        wide = self.west - _NEAR <= lon_e7 <= self.east + _NEAR
        return wide and self.south - _NEAR <= lat_e7 <= self.north + _NEAR


def swapped(root: Marked, places: Gazetteer | None = None) -> tuple[UnreadableInput, ...]:
    """One error for each shape that lies near the places of its file only if it is turned over.

    A file whose zones name no place gives no ground to judge by, and no error.

    Args:
        root: a file that `read_agreement` takes.
        places: None takes the packaged gazetteer.
    """
    places = places or Gazetteer.packaged()
    boxes = [box for box in (_box(one, places) for one in _named(root)) if box is not None]
    return tuple(_faults(root, boxes)) if boxes else ()


def _named(root: Marked) -> Iterator[str]:
    for key in ("zones", "controls"):
        for item in (root.get(key) or root).elements():
            for name in ("places", "outer"):
                listed = item.get(name)
                yield from (one.text() for one in (listed.elements() if listed else ()))


def _box(place_id: str, places: Gazetteer) -> _Box | None:
    if not is_place(place_id, places):
        return None
    rings = places.outline(place_id)
    centre = places.get(place_id).centre
    if not rings:
        at = centre and (centre.lon_e7, centre.lat_e7)
        return _Box(*at, *at) if at else None
    lons = [lon for ring in rings for lon, _ in ring]
    lats = [lat for ring in rings for _, lat in ring]
    return _Box(min(lons), min(lats), max(lons), max(lats))


def _faults(root: Marked, boxes: list[_Box]) -> Iterator[UnreadableInput]:
    for key in ("zones", "controls"):
        for item in (root.get(key) or root).elements():
            shape = item.get("shape")
            corners = list(_corners(shape)) if shape else []
            if shape is None or not corners:
                continue
            here = any(box.holds(lon, lat) for box in boxes for lon, lat in corners)
            turned = all(any(box.holds(lat, lon) for box in boxes) for lon, lat in corners)
            if turned and not here:
                what = Sentence("longitude and latitude stand the wrong way round")
                yield shape.fault(what, _REMEDY)


def _corners(shape: Marked) -> Iterator[tuple[float, float]]:
    for key in ("rings", "lines"):
        for row in (shape.get(key) or shape).elements():
            for corner in row.elements():
                lon, lat = (item.number() * E7 for item in corner.elements())
                yield lon, lat
