"""The parts of an agreement file as nouns; each fault is told with its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from trucewatch.data.agreement_times import moment
from trucewatch.data.yaml_marks import Marked
from trucewatch.data.zones import zone
from trucewatch.domain.actor import RelationKind
from trucewatch.domain.agreement import (
    Citation,
    Clause,
    Exclusion,
    Extension,
    Grade,
    Membership,
    MembershipStatus,
    Modality,
    TimeFact,
    Window,
    Zone,
)
from trucewatch.domain.errors import Refusal

Sources = Mapping[str, Citation]
Part = TypeVar("Part")

_NOT_KNOWN = "unknown"
_CITED = "source"
_GRADED = "grade"


def each(at: Marked, sources: Sources, make: Callable[[Marked, Sources], Part]) -> tuple[Part, ...]:
    """Every item of a list, made."""
    return tuple(make(item, sources) for item in at.items())


def read_sources(at: Marked) -> dict[str, Citation]:
    """What the file cites, by the keys that its facts use."""
    found = {}
    for key, value in at.pairs():
        part = value.fields("text grade")
        found[key] = Citation(part["text"].text(), part["grade"].choice(Grade))
    return found


def clock(at: Marked) -> str:
    """The name of a zone that exists."""
    try:
        zone(at.text())
    except Refusal as err:
        at.refuse(err.what, err.remedy)
    return at.text()


def _cited(part: Mapping[str, Marked], sources: Sources) -> Citation:
    """The source of a fact; its own grade, where one stands, outranks that of the source."""
    at = part[_CITED]
    if at.text() not in sources:
        listed = ", ".join(sources) or "none yet"
        at.refuse(f"no source has the key {at.text()!r}", f"the keys under sources are {listed}")
    known = sources[at.text()]
    graded = part[_GRADED]
    return known if graded.missing else Citation(known.source, graded.choice(Grade))


def time_fact(at: Marked, sources: Sources) -> TimeFact:
    """One asserted moment; `at: unknown` where it is not known."""
    part = at.fields("at source", "grade words says denies known_from")
    start, until, name = (None, None, None)
    if part["at"].text() != _NOT_KNOWN:
        start, until, name = moment(part["at"])
    known = None if part["known_from"].missing else moment(part["known_from"])
    return at.make(
        TimeFact,
        at=start,
        until=until,
        zone=name,
        words=part["words"].text_or(""),
        asserted_by=part["says"].texts(),
        contested_by=part["denies"].texts(),
        # Told as a day alone, it was surely known only when that day was over.
        known_from=(known[1] or known[0]) if known else None,
        citation=_cited(part, sources),
    )


def window(at: Marked, sources: Sources) -> Window:
    """Every asserted start and end; no ends is open by the text."""
    part = at.fields("starts", "ends")
    starts, ends = (each(part[name], sources, time_fact) for name in ("starts", "ends"))
    return at.make(Window, starts=starts, ends=ends)


def extension(at: Marked, sources: Sources) -> Extension:
    """A further stretch of time with its announcement."""
    part = at.fields("id window", "announced")
    return at.make(
        Extension,
        id=part["id"].text(),
        window=window(part["window"], sources),
        announced=each(part["announced"], sources, time_fact),
    )


def zone_of(at: Marked, sources: Sources) -> Zone:
    """Where terms hold; without places its line is not known."""
    part = at.fields("id name source", "grade places outer uncertainty_m except_held_by")
    return at.make(
        Zone,
        id=part["id"].text(),
        name=part["name"].text(),
        places=part["places"].texts(),
        outer=part["outer"].texts(),
        known=bool(part["places"].items()),
        uncertainty_m=part["uncertainty_m"].whole(0),
        except_held_by=part["except_held_by"].texts(),
        citation=_cited(part, sources),
    )


def membership(at: Marked, sources: Sources) -> Membership:
    """One actor's joining, or the record that it did not."""
    part = at.fields("actor side status source", "grade channel listed_by from to through")
    start, end = (None if part[key].missing else moment(part[key])[0] for key in ("from", "to"))
    return at.make(
        Membership,
        actor=part["actor"].text(),
        side=part["side"].text(),
        status=part["status"].choice(MembershipStatus),
        channel=part["channel"].text_or("") or None,
        listed_by=part["listed_by"].texts(),
        start=start,
        end=end,
        through=tuple(item.choice(RelationKind) for item in part["through"].items()),
        citation=_cited(part, sources),
    )


def exclusion(at: Marked, sources: Sources) -> Exclusion:
    """An actor that is left out, or a list."""
    part = at.fields("source", "grade actor list")
    return at.make(
        Exclusion,
        actor=part["actor"].text_or("") or None,
        list=part["list"].text_or("") or None,
        citation=_cited(part, sources),
    )


def clause(at: Marked, sources: Sources) -> Clause:
    """One duty, permission or exemption."""
    part = at.fields(
        "id number modality summary bearers acts source",
        "grade beneficiaries weapons zone window",
    )
    own = part["window"]
    return at.make(
        Clause,
        id=part["id"].text(),
        number=part["number"].text(),
        modality=part["modality"].choice(Modality),
        summary=part["summary"].text(),
        bearers=part["bearers"].texts(),
        beneficiaries=part["beneficiaries"].texts(),
        acts=part["acts"].texts(),
        weapons=part["weapons"].texts(),
        zone=part["zone"].text_or("") or None,
        window=None if own.missing else window(own, sources),
        citation=_cited(part, sources),
    )
