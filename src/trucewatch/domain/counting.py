"""Rules by which happenings are counted: one night is five by one rule, ninety by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trucewatch.domain.errors import require
from trucewatch.domain.moment import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """One rule, named and numbered: a change of its wording is a new version.

    Two figures may be set side by side only with the rule of each; they are never converted here.

    Args:
        version: 1 or more.
        names, definitions: by ISO 639-1 code; English is always there.
        used_by: who is known to count so, in words; () where nobody is.
        citations: where that was read, each with its grade; never empty.

    Raises:
        InvalidValue: no English words, no source, or a version below 1.
    """

    id: str
    version: int
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    used_by: tuple[str, ...]
    citations: tuple[Citation, ...]

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
