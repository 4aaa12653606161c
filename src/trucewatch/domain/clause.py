"""One duty, permission, exemption or excuse of an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.moment import Citation, TimeFact, Window

ANY_PARTY = "parties"
"""Side that stands for every party, whichever side it joined."""


class Modality(StrEnum):
    """What a clause does with an act."""

    SHALL = "shall"
    SHALL_NOT = "shall_not"
    MAY = "may"
    EXEMPT = "exempt"
    EXCUSE = "excuse"


DUTIES = frozenset({Modality.SHALL, Modality.SHALL_NOT})
"""Modalities that can be failed."""


class DutyKind(StrEnum):
    """What a duty to do something asks for."""

    WITHDRAW = "withdraw"
    GIVE_ACCESS = "give_access"
    RELEASE = "release"
    DELIVER = "deliver"
    NOTIFY = "notify"
    HOLD_TALKS = "hold_talks"
    SEPARATE = "separate"
    MONITOR = "monitor"
    DISARM = "disarm"
    RESTORE = "restore"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ClauseText:
    """What a clause says in one language, in our own words.

    Args:
        lang: ISO 639-1 code.
        differs: in which point this language version says something else, "" where it does not.
    """

    lang: str
    text: str
    differs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One duty, permission or exemption.

    Args:
        bearers: sides or registry ids that owe it, or `parties` for all of them; () where the
            text names nobody.
        beneficiaries: those it protects, named alike; () protects everybody.
        acts: acts or act families of the vocabulary whose happening it speaks of: what a duty
            forbids, what would show that a duty to do something was not kept, what is permitted.
        weapons: weapon classes it is limited to; () is any weapon.
        objects: classes of object it is limited to, as in `energy`; () is any object.
        window: when it binds, where that is not when the agreement does; may precede its effect.
        duty: what has to be done, None for a duty to refrain.
        deadline: by when it has to be done, every assertion of it.
        conditions: what must hold for it to bind, in our own words.
        asserted_by: registry ids whose reading of the text this clause is; () where it is common
            ground.
        contested_by: registry ids that deny this reading.
        counting_rule: by which happenings are counted, a name of `vocabulary/counting.yaml`.
        undefined: words of the clause that the text uses and does not define.
        summary: the clause in our own words, English.
        texts: the same in other languages.
    """

    id: str
    number: str
    modality: Modality
    summary: str
    bearers: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    acts: tuple[str, ...]
    citation: Citation
    weapons: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    zone: str | None = None
    window: Window | None = None
    duty: DutyKind | None = None
    deadline: tuple[TimeFact, ...] = ()
    conditions: tuple[str, ...] = ()
    counting_rule: str = ""
    undefined: tuple[str, ...] = ()
    texts: tuple[ClauseText, ...] = ()
    asserted_by: tuple[str, ...] = ()
    contested_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        duty = self.modality is Modality.SHALL
        require(duty or self.duty is None, "clause {id}: only a `shall` has a duty", id=self.id)
        require(duty or not self.deadline, "clause {id}: only a `shall` has a deadline", id=self.id)

    @property
    def disputed(self) -> bool:
        """Whether somebody asserts or denies that the text says so."""
        return bool(self.asserted_by or self.contested_by)
