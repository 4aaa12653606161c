"""What a report has spoken of so far, for "he", "the group" and "such an agreement"."""

from __future__ import annotations

from dataclasses import dataclass, field

from trucewatch.domain.actor import ActorKind
from trucewatch.domain.statement import Mention, PlaceMention, Speaker

GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.ARMED_FORCE, ActorKind.COALITION})


@dataclass(slots=True)
class Memory:
    """The latest bearer of each kind of backward reference; changed sentence by sentence.

    Args:
        said_by: the chain of the latest attributed words, nearest first.
        persons: people in the order named, latest last, each once.
        surnames: full name by surname for people no register holds.
        headed: by its head noun, the latest body told with the name of its people: "opposition" for
            "the Libyan opposition".
        bodies: by a common noun that names them, the latest body of each kind: "the ministry".
        callers: whom a log calls by a role, as in "Caller: code name HERON".
        serves: by the name of a person or of a voice, the body spoken for.
        people: names of people whom no register holds.
        voices: by its noun, the latest speaker whom no register holds: "the official".
        subjects: who was the subject of the latest sentence.
        spoken_of: the bodies and states that the latest sentence named.
        state_of: id of the state by whose name somebody was introduced, as in "Yemeni President".
    """

    said_by: tuple[Speaker, ...] = ()
    person: Mention | None = None
    group: Mention | None = None
    pair: tuple[Mention, ...] = ()
    states: tuple[Mention, ...] = ()
    forces: tuple[Mention, ...] = ()
    truce_place: PlaceMention | None = None
    place: PlaceMention | None = None
    truce: bool = False
    talks: bool = False
    asked: tuple[Mention, ...] = ()
    surnames: dict[str, str] = field(default_factory=dict)
    titles: dict[str, Mention] = field(default_factory=dict)
    headed: dict[str, Mention] = field(default_factory=dict)
    bodies: dict[str, Mention] = field(default_factory=dict)
    callers: dict[str, Mention] = field(default_factory=dict)
    serves: dict[str, Mention] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    voices: dict[str, Mention] = field(default_factory=dict)
    subjects: tuple[Mention, ...] = ()
    spoken_of: tuple[Mention, ...] = ()
    state_of: dict[str, str] = field(default_factory=dict)

    def meets_pair(self, mentions: tuple[Mention, ...], *, states: bool) -> None:
        """Take note of two named together, as in "Lavrov and Kerry" or "Russian-US"."""
        if len(mentions) == 2 and states:
            self.states = mentions
        if len(mentions) == 2:
            self.pair = mentions

    def meets_forces(self, mentions: tuple[Mention, ...]) -> None:
        """Take note of two armed parties named together: "the army and the militia"."""
        self.forces = mentions
