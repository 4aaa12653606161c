"""Rules by which happenings are counted: one night is five by one rule, ninety by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.moment import Citation


class Per(StrEnum):
    """What a rule counts as one: each shot, or a series of them."""

    SHOT = "shot"
    SERIES = "series"


class Lone(StrEnum):
    """Whether a shot with no other within the gap is a series: the rule may leave it open."""

    COUNTED = "counted"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a rule counts single observations, for those rules that can be worked out from them.

    Args:
        gap_minutes: a gap of so many minutes or more ends a series; 0 where each shot counts.
        least_rounds: a series of fewer rounds does not count.
        leaves_out: what is observed and never counts, as in `illumination_flare`.
    """

    per: Per
    gap_minutes: int = 0
    least_rounds: int = 1
    lone: Lone = Lone.COUNTED
    leaves_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        series = self.per is Per.SERIES
        require(series == (self.gap_minutes > 0), "a series, and nothing else, ends with a gap")
        require(self.least_rounds >= 1, "a series has at least one round")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """One rule, named and numbered: a change of its wording is a new version.

    Two figures may be set side by side only with the rule of each; a figure is never converted.
    Where `tally` is given, single observations can be counted by the rule.

    Args:
        version: 1 or more.
        names, definitions: by ISO 639-1 code; English is always there.
        used_by: who is known to count so, in words; () where nobody is.
        citations: where that was read, each with its grade; never empty.
        tally: how it counts observations, None where its words do not say enough for that.

    Raises:
        InvalidValue: no English words, no source, or a version below 1.
    """

    id: str
    version: int
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    used_by: tuple[str, ...]
    citations: tuple[Citation, ...]
    tally: Tally | None = None

    def __post_init__(self) -> None:
        require(self.version >= 1, f"counting rule {self.id}: versions begin at 1")
        told = "en" in self.names and "en" in self.definitions
        require(told, f"counting rule {self.id} has no English words")
        require(bool(self.citations), f"counting rule {self.id} rests on no source")

    @property
    def label(self) -> str:
        """Name and version, as figures carry it: `each_shot@1`."""
        return f"{self.id}@{self.version}"

    def name_in(self, lang: str) -> str:
        """What it is called in a language, in English where no other words are on file."""
        return self.names.get(lang, self.names["en"])
