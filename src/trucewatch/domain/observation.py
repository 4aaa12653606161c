"""What a monitor heard, saw or recorded: one row of its table, and no incident."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.amount import Amount, Told
from trucewatch.domain.errors import require
from trucewatch.domain.time import TimeRange


class Means(StrEnum):
    """By which sense or device."""

    HEARD = "heard"
    SAW = "saw"
    SAW_AND_HEARD = "saw_and_heard"
    RECORDED = "recorded"


class Observed(StrEnum):
    """What was perceived."""

    EXPLOSION = "explosion"
    SHOT = "shot"
    BURST = "burst"
    PROJECTILE = "projectile"
    MUZZLE_FLASH = "muzzle_flash"
    ILLUMINATION_FLARE = "illumination_flare"
    TRACER_ROUND = "tracer_round"
    AIRBURST = "airburst"


class Description(StrEnum):
    """How the monitor describes it."""

    UNDETERMINED = "undetermined"
    OUTGOING = "outgoing"
    INCOMING = "incoming"
    IMPACT = "impact"
    CROSSFIRE = "crossfire"
    IN_FLIGHT = "in_flight"
    AIRBURST = "airburst"
    VERTICAL = "vertical"
    CONTROLLED = "controlled"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLocation:
    """Where it was, as seen from the position of the monitor.

    Args:
        words: as the row has it, as in "2-4km SSE"; "" where the row tells none.
        bearing: compass point, as in `SSE`, "" where none is told.
        near_m, far_m: metres, near <= far; None where none is told.
    """

    words: str = ""
    bearing: str = ""
    near_m: int | None = None
    far_m: int | None = None

    def __post_init__(self) -> None:
        if self.near_m is not None and self.far_m is not None:
            require(0 <= self.near_m <= self.far_m, "a distance runs from near to far")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One row of a monitor's table.

    Args:
        observer: registry id; where no register holds it, an id that stands for it in this run.
        position: where the monitor or its camera stood, as the row has it.
        number: how many; counted without bounds is N/K.
        direction: of flight, as in "W to E", "" where none is told.
        weapon: as the row has it, "" for N/K.
        time: half-open; None where the row tells none.
        row: where it stands in a file, as in `table.csv, line 3`.

    Raises:
        InvalidValue: no number and no N/K; a row that saw nothing is no observation.
    """

    id: str
    observer: str
    observer_name: str
    position: str
    what: Observed
    number: Amount
    row: str
    location: EventLocation | None = None
    means: Means | None = None
    description: Description | None = None
    direction: str = ""
    weapon: str = ""
    time: TimeRange | None = None
    remark: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        counted = self.number.told is Told.COUNTED
        require(counted, "an observation has a number of one or more, or N/K")
