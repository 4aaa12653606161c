"""What is known beside the accounts of one happening, for tracing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from trucewatch.domain.lineage import Sharing
from trucewatch.fusion.shingles import Shingles


class Groups(Protocol):
    """What counting origins needs of the sources on file."""

    def group_of(self, name: str) -> tuple[str, Sharing]:
        """With whom an origin counts as one, and why."""

    def body_named_in(self, description: str) -> str | None:
        """The registered body that a description names, None where it names none."""

    def passes_on(self, name: str) -> bool:
        """Whether an id or name is that of a publisher that passes on what others tell it."""

    def speaks_for_itself(self, name: str) -> bool:
        """Whether a publisher is known to tell what it saw or was told itself."""


class EachAlone:
    """No source is on file: every origin counts by itself."""

    def group_of(self, name: str) -> tuple[str, Sharing]:
        """The origin itself."""
        return name, Sharing.ALONE

    def body_named_in(self, description: str) -> str | None:  # noqa: ARG002 - as the others take it
        """Nobody."""
        return None

    def passes_on(self, name: str) -> bool:  # noqa: ARG002 - the same
        """Nobody does, unless the caller names outlets."""
        return False

    def speaks_for_itself(self, name: str) -> bool:  # noqa: ARG002 - the same
        """Nobody is known to."""
        return False


@dataclass(frozen=True, slots=True)
class OwnBulletin:
    """A text that the centre published itself: its runs of words, and its words in no order."""

    name: str
    text: Shingles
    bag: Shingles


@dataclass(frozen=True, slots=True)
class OddSpelling:
    """A spelling of a registered name that hardly anybody uses: the id, and the words."""

    of: str
    words: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the accounts.

    Args:
        own: the centre's bulletins; `own_names` are ids and names that it is called by.
        spellings: by id of statement.
        twins: what two reports in different languages share, by their two names in order.
        own_twins: the bulletin that a report translates and what they share, by its name.
    """

    groups: Groups = field(default_factory=EachAlone)
    own: tuple[OwnBulletin, ...] = ()
    own_names: frozenset[str] = frozenset()
    spellings: Mapping[str, frozenset[OddSpelling]] = field(default_factory=dict)
    twins: Mapping[tuple[str, str], str] = field(default_factory=dict)
    own_twins: Mapping[str, tuple[str, str]] = field(default_factory=dict)
