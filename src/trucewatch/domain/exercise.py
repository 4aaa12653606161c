"""An exercise: an invented conflict, what happens in it and when, and what trainees are to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.access import Role, Side
from trucewatch.domain.actor import ActorKind
from trucewatch.domain.errors import require

SCHEME = "exercise"
"""Of the ids of invented places."""


class InjectKind(StrEnum):
    """How something reaches the trainees."""

    REPORT = "report"
    """A text arrives at the intake."""
    BULLETIN = "bulletin"
    """The same, published by a delegation's party."""
    CALL = "call"
    """A call to the hotline is on record, as its first officer wrote it down."""
    DRAFT = "draft"
    """A text of terms lies among the drafts."""
    LEAVE = "leave"
    """A delegation leaves."""
    RETURN = "return"
    """A delegation comes back."""
    SILENCE = "silence"
    """A delegation is told to answer nothing; nothing of it is seen but that nothing comes."""
    PLAY = "play"
    """The facilitator plays it in person."""


LEAVES_A_TRACE = frozenset(
    (InjectKind.REPORT, InjectKind.BULLETIN, InjectKind.CALL, InjectKind.DRAFT)
)
"""Kinds of which something lies on record that people can answer; others are answered in time."""


class Expectation(StrEnum):
    """Whether something is to be done or left."""

    DONE = "done"
    AVOIDED = "avoided"


@dataclass(frozen=True, slots=True)
class Told:
    """A text for people, in the three languages of the centre."""

    en: str
    ru: str
    ar: str

    def in_(self, lang: str) -> str:
        """The text in `lang`, English where there is none."""
        return {"ru": self.ru, "ar": self.ar}.get(lang, self.en)


@dataclass(frozen=True, slots=True)
class Spellings:
    """How something is called, the preferred spelling of each language first."""

    en: tuple[str, ...]
    ru: tuple[str, ...]
    ar: tuple[str, ...]

    def __post_init__(self) -> None:
        require(bool(self.en and self.ru and self.ar), "a name is missing in a language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody invented.

    Args:
        id: in small letters, as `kestria-army`.
        side: the delegation that answers for it; None for nobody's.
        parent: whose organ it is, None where it stands alone.
    """

    id: str
    kind: ActorKind
    names: Spellings
    side: Side | None = None
    parent: str | None = None

    def __post_init__(self) -> None:
        require(self.side is not Side.NEUTRAL, "side is a, b or left out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place invented.

    Args:
        id: `exercise:` and a name.
        lon, lat: decimal degrees of WGS 84.
        radius_m: metres around that point within which it lies.
    """

    id: str
    names: Spellings
    lon: float
    lat: float
    radius_m: int = 2000

    def __post_init__(self) -> None:
        require(self.id.startswith(f"{SCHEME}:"), f"the id of a place begins with {SCHEME}:")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """A call as an officer wrote it down; "" is what was not told.

    Args:
        place, who_actor, whom_actor: ids of the script's places and parties.
        act: of the vocabulary, as `shelling`.
        when: in the caller's words, by the exercise clock.
        call_back: whether the caller wants to be called back.
    """

    words: str
    language: str = "en"
    where: str = ""
    place: str = ""
    act: str = ""
    who: str = ""
    who_actor: str = ""
    whom: str = ""
    whom_actor: str = ""
    when: str = ""
    knows: str = ""
    told_by: str = ""
    call_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """Something that happens.

    Args:
        id: of the script, as `false-rumour`.
        at: minutes of exercise time after the beginning.
        title: for the facilitator's list.
        expects: what trainees are expected to do; the facilitator alone sees it.
        text: of the report, bulletin or draft; why a delegation leaves or returns.
        language: of the text.
        source: who published it, as somebody would write it.
        side: whose bulletin, leaving, return or silence it is.
    """

    id: str
    at: int
    kind: InjectKind
    title: Told
    expects: Told
    text: str = ""
    language: str = "en"
    source: str = ""
    side: Side | None = None
    call: CallSheet | None = None

    def __post_init__(self) -> None:
        require(self.at >= 0, "at is minutes after the beginning, 0 or more")
        silent = self.kind in (InjectKind.CALL, InjectKind.SILENCE, InjectKind.PLAY)
        require(silent or bool(self.text.strip()), f"a {self.kind} needs its text")
        require(
            (self.call is not None) == (self.kind is InjectKind.CALL), "a call has a call sheet"
        )
        sided = self.kind in (
            InjectKind.BULLETIN, InjectKind.LEAVE, InjectKind.RETURN, InjectKind.SILENCE,
        )  # fmt: skip
        require(not sided or self.side in (Side.A, Side.B), f"a {self.kind} is of side a or b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What trainees are expected to do or to leave, for the debrief.

    Args:
        says: the expectation, for people.
        actions: verbs of the policy, each of which fulfils it, or breaks it where it is avoided.
        about: id of the inject that it answers; "" for whatever it is about. Where that inject
            leaves no trace on record, everything after it counts.
        by: roles that may do it; () for people of any role, not for programs.
        side: the delegation that it is expected of; None for either.
        within: minutes of exercise time after the inject; None for until the end.
        values: outcomes or results that count; () where any does.
    """

    id: str
    expect: Expectation
    says: Told
    actions: tuple[str, ...]
    about: str = ""
    by: tuple[Role, ...] = ()
    side: Side | None = None
    within: int | None = None
    values: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.actions), f"mark {self.id} names no action")
        require(self.within is None or self.within > 0, "within is minutes, 1 or more")


@dataclass(frozen=True, slots=True)
class Hours:
    """Clocks of the joint review in this exercise, in hours of exercise time, 1 or more."""

    request: int = 12
    position: int = 12
    session: int = 24

    def __post_init__(self) -> None:
        require(
            min(self.request, self.position, self.session) >= 1, "a clock runs for 1 hour or more"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A whole exercise.

    Args:
        begins: exercise time at the start.
        speed: minutes of exercise time that pass in one of real time, 1 to 600.
        agreement: YAML text of the terms, as an agreement file.
        injects: in the order of their times.

    Raises:
        InvalidValue: something is named twice, is named and not there, or out of order.
    """

    id: str
    title: Told
    about: Told
    begins: dt.datetime
    speed: int
    parties: tuple[Party, ...]
    places: tuple[Spot, ...]
    agreement: str
    injects: tuple[Inject, ...]
    marks: tuple[Mark, ...]
    hours: Hours = Hours()

    def __post_init__(self) -> None:
        require(1 <= self.speed <= 600, "speed is 1 to 600 minutes for one of real time")
        require(bool(self.injects), "nothing happens in it", remedy="write an inject")
        _require_once("injects", [one.id for one in self.injects])
        _require_once("marks", [one.id for one in self.marks])
        _require_once("parties", [one.id for one in self.parties])
        _require_once("places", [one.id for one in self.places])
        times = [one.at for one in self.injects]
        require(times == sorted(times), "injects: they are not in the order of their times")
        for number, party in enumerate(self.parties):
            _require_known(f"parties[{number}].parent", party.parent, self.parties)
        for number, mark in enumerate(self.marks):
            _require_known(f"marks[{number}].about", mark.about, self.injects)
        for number, inject in enumerate(self.injects):
            if inject.call:
                at = f"injects[{number}].call"
                _require_known(f"{at}.place", inject.call.place, self.places)
                _require_known(f"{at}.who_actor", inject.call.who_actor, self.parties)
                _require_known(f"{at}.whom_actor", inject.call.whom_actor, self.parties)

    def inject(self, name: str) -> Inject | None:
        """The inject of that id, None where there is none."""
        return next((one for one in self.injects if one.id == name), None)

    def time_of(self, inject: Inject) -> dt.datetime:
        """When the script has it happen, by the exercise clock."""
        return self.begins + dt.timedelta(minutes=inject.at)


def _require_once(what: str, names: list[str]) -> None:
    twice = sorted({one for one in names if names.count(one) > 1})
    require(not twice, f"{what}: {', '.join(twice)} stands twice", remedy="give each its own id")


def _require_known(
    at: str, name: str | None, known: tuple[Party, ...] | tuple[Spot, ...] | tuple[Inject, ...]
) -> None:
    ids = [one.id for one in known]
    remedy = f"write one of {', '.join(ids)}"
    require(not name or name in ids, f"{at}: {name!r} is not in this script", remedy=remedy)
