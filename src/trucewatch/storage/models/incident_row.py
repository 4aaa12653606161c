"""Incidents as they are known now, one row each, in the columns by which they are found."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce


class IncidentRow(models.Model):
    """The newest version of one incident; `incident.recorded` makes it, `rebuild` makes it again.

    Times are whole seconds of UTC, coordinates whole 1e-7 degrees of WGS 84; NULL is not known.
    Of several places the first that has a position or an area speaks for the incident.

    `id` is the seq of the first version, so it never changes. `touched` is the seq of the newest
    entry that changed the row, an erasure too. `at` is where the incident stands among others: its
    start, else its last second, else when it was first seen; it is never shown as its time.
    `places`, `actors` (said to have done it) and `named` (to have suffered or told it) are ids
    parted by spaces, `findings` a JSON array of [agreement, reading, result], `worst` the strongest
    result. A cell is NULL where the place is wider than the cell. `words` are searched.
    """

    id = models.BigIntegerField(primary_key=True)
    subject = models.CharField(max_length=128, unique=True)
    version = models.PositiveIntegerField()
    seq = models.BigIntegerField()
    touched = models.BigIntegerField(db_index=True)
    recorded_at = models.BigIntegerField()
    first_seen_at = models.BigIntegerField()
    audience = models.TextField()
    start_at = models.BigIntegerField(null=True)
    end_at = models.BigIntegerField(null=True)
    at = models.GeneratedField(
        expression=Coalesce(F("start_at"), F("end_at") - 1, F("first_seen_at")),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    time_precision = models.TextField()
    lon = models.IntegerField(null=True)
    lat = models.IntegerField(null=True)
    radius_m = models.IntegerField(null=True)
    west = models.IntegerField(null=True)
    south = models.IntegerField(null=True)
    east = models.IntegerField(null=True)
    north = models.IntegerField(null=True)
    cell3 = models.BigIntegerField(null=True)
    cell4 = models.BigIntegerField(null=True)
    cell5 = models.BigIntegerField(null=True)
    cell7 = models.BigIntegerField(null=True)
    place_precision = models.TextField()
    places = models.TextField()
    act = models.TextField()
    family = models.TextField()
    status = models.TextField()
    worst = models.TextField()
    actors = models.TextField()
    named = models.TextField()
    findings = models.TextField()
    origins = models.IntegerField(null=True)
    title = models.TextField()
    words = models.TextField()
    erased_by = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"incident {self.subject} version {self.version}"
