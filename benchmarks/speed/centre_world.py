"""Incidents of a made-up centre, the same for every run of the same seed.

Positions, acts, actors and names come from the packaged registers: towns, villages and quarters of
Syria by how many live there, so that some places hold a tenth of all incidents and most hold a few.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.domain.finding import Result
from trucewatch.domain.place import E7
from trucewatch.domain.time import write_instant
from trucewatch.storage.incident_facts import Status, facts_of, families
from trucewatch.storage.incident_place import Position, position_of

SEED = 20160912
FIRST = dt.datetime(2014, 1, 1, tzinfo=dt.UTC)
DAYS = 1826
FAMILIES = ("fire", "operation", "persons", "objects", "aid", "territory", "posture")
"""Those that most incidents are of, most first."""
ACTORS = (
    "syria-army", "russia", "jaysh-al-islam", "ahrar-al-sham", "turkey", "isil", "us", "hezbollah",
    "iran", "ypg",
)  # fmt: skip
AGREEMENTS = ("syria-2016-02-22", "syria-2016-09-09", "syria-2016-12-30")
READINGS = ("us", "russia")
TITLES = (
    "Shelling near {place}, {n} wounded", "Обстрел у {place}, ранены {n}",
    "قصف قرب {place}، {n} جرحى",
    "Mortar rounds on {place} at night", "Авиаудар по окраине {place}", "غارة على أطراف {place}",
    "Convoy let through at {place}", "Колонна пропущена у {place}", "مرور القافلة عند {place}",
)  # fmt: skip
FACTS = (
    "start_at", "end_at", "time_precision", *Position._fields, "place_precision", "places", "act",
    "family", "status", "worst", "actors", "named", "findings", "origins", "title", "words",
)  # fmt: skip
"""Columns that `facts_of` gives, in its order."""
JUDGED = ("worst", "findings")
LANGUAGES = ("en", "ru", "ar")
RARE = ("Kestrel", "Пустельга", "عاسوق")
"""Words that one title in ten thousand has, in three scripts."""
ONE_IN = 10_000
TEMPLATES = 6_000
"""Different places, acts and titles; times, points, states and findings differ in each incident."""


class World:
    """Draws incidents; `body` as a client would send one, `rows` as the table has them."""

    def __init__(self, seed: int = SEED) -> None:
        self._draw = random.Random(seed)
        places = [
            place
            for place in Gazetteer.packaged()
            if place.country == "SY" and place.preferred and place.id.startswith("ocha:C")
        ]
        self._draw.shuffle(places)
        self._places = places[:2_000]
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._places) + 1)))
        self._acts = [
            [name for name, family in families().items() if family == wanted] for wanted in FAMILIES
        ]
        self._actors = [one for one in ACTORS if one in Registry.packaged().actors]

    def body(self, number: int) -> dict[str, Any]:
        """An incident as JSON."""
        draw = self._draw
        (place,) = draw.choices(self._places, cum_weights=self._weights)
        family = min(int(draw.expovariate(0.7)), len(FAMILIES) - 1)
        act = draw.choice(self._acts[family])
        title = draw.choice(TITLES)
        language = LANGUAGES[TITLES.index(title) % 3]
        label = title.format(place=place.name_in(language), n=draw.randrange(2, 30))
        if number % ONE_IN == 0:
            label = f"{label} {RARE[number // ONE_IN % 3]}"
        actor = draw.choice(self._actors)
        return {
            "incident": {
                "id": f"{number:016x}",
                "statements": [f"s{number}"],
                "act": act,
                "act_family": FAMILIES[family],
                "provisional": True,
                "initiators": [{"name": actor, "actor": actor, "words": actor, "span": None}],
                "places": [self._mention(place.id, place.name)],
                "time": self._time(),
                "words": label,
            },
            "label": label,
            "status": str(draw.choice(list(Status))),
            "result": self._results(),
            "origins": draw.randrange(1, 4),
        }

    def rows(self, number: int) -> Iterator[tuple[Any, ...]]:
        """Rows of `storage_incidentrow`, in the order of its insert."""
        draw = self._draw
        kinds = [self.body(one + 1) for one in range(min(TEMPLATES, number))]
        made = [(body, dict(zip(FACTS, facts_of(body), strict=True))) for body in kinds]
        statuses = draw.choices(list(Status), range(10, 0, -1), k=number)
        for seq, status in enumerate(statuses):
            body, known = draw.choice(made)
            (mention,) = body["incident"]["places"]
            _, judged = draw.choice(made)
            facts = known | {name: judged[name] for name in JUDGED}
            facts |= zip(FACTS[:3], self._span(), strict=True)
            facts["status"] = str(status)
            if mention["lon"] is not None:
                position = position_of(self._point(mention["place"]))
                facts |= zip(Position._fields, position, strict=True)
            if seq % ONE_IN == 0:
                facts["words"] += f" {RARE[seq // ONE_IN % 3].lower()}"
            at = int(FIRST.timestamp()) + seq * DAYS * 86_400 // number
            yield (f"i{seq:025d}", seq, at, 1, seq, seq, at, "shared", *facts.values(), None)

    def _mention(self, place: str, name: str) -> dict[str, Any]:
        """Two in three have a point that somebody took, near the place."""
        mention: dict[str, Any] = {"name": name, "place": place, "words": name}
        if self._draw.random() < 1 / 3:
            return {**mention, "lon": None, "lat": None, "precision": "<=1km"}
        return {**mention, **self._point(place)}

    def _point(self, place: str) -> dict[str, Any]:
        draw, around = self._draw, position_of({"place": place})
        lon = ((around.west or 0) + (around.east or 0)) / 2 / E7
        lat = ((around.south or 0) + (around.north or 0)) / 2 / E7
        return {
            "place": place,
            "lon": round(lon + draw.gauss(0, 0.05), 6),
            "lat": round(lat + draw.gauss(0, 0.05), 6),
            "precision": draw.choice(("exact", "<=1km", "<=25km")),
        }

    def _span(self) -> tuple[int | None, int | None, str]:
        """One in fifty has no time; one in ten is known to the month, the rest more closely."""
        draw = self._draw
        kind = draw.random()
        if kind < 0.02:
            return None, None, ""
        start = int(FIRST.timestamp()) + draw.randrange(DAYS * 86_400)
        if kind < 0.12:
            return start, start + 30 * 86_400, "month"
        return start, start + draw.choice((3_600, 21_600, 86_400)), "hour"

    def _time(self) -> dict[str, Any] | None:
        start, end, precision = self._span()
        if start is None or end is None:
            return None
        sides = (write_instant(dt.datetime.fromtimestamp(one, dt.UTC)) for one in (start, end))
        return dict(zip(("start", "end", "precision"), (*sides, precision), strict=True))

    def _results(self) -> list[dict[str, str]]:
        draw = self._draw
        return [
            {
                "agreement": draw.choice(AGREEMENTS),
                "reading": reading,
                "result": str(draw.choice(list(Result))),
                "reason": "",
            }
            for reading in READINGS
        ]
