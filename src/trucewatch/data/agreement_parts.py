"""The parts of an agreement file as nouns; each fault is told with its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeVar

from trucewatch.data.agreement_times import moment
from trucewatch.data.yaml_marks import Marked
from trucewatch.data.zones import zone
from trucewatch.domain.actor import RelationKind
from trucewatch.domain.agreement import TextVersion
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.clause import Clause, ClauseText, DutyKind, Modality
from trucewatch.domain.errors import Refusal
from trucewatch.domain.membership import Exclusion, Membership, MembershipStatus
from trucewatch.domain.moment import Citation, Grade, TimeFact, Window
from trucewatch.domain.sentence import Sentence

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


def cited(part: Mapping[str, Marked], sources: Sources) -> Citation:
    """The source of a fact; its own grade, where one stands, outranks that of the source."""
    at = part[_CITED]
    if at.text() not in sources:
        listed = ", ".join(sources) or Sentence("none yet")
        at.refuse(
            Sentence("no source has the key {given!r}", given=at.text()),
            Sentence("the keys under sources are {listed}", listed=listed),
        )
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
        citation=cited(part, sources),
    )


def window(at: Marked, sources: Sources) -> Window:
    """Every asserted start and end; no ends is open by the text."""
    part = at.fields("starts", "ends")
    starts, ends = (each(part[name], sources, time_fact) for name in ("starts", "ends"))
    return at.make(Window, starts=starts, ends=ends)


def text_version(at: Marked, sources: Sources) -> TextVersion:
    """The text in one language, and whether that is an authentic one."""
    part = at.fields("lang source", "grade authentic")
    named = part["authentic"]
    return TextVersion(
        lang=part["lang"].text(),
        authentic=None if named.missing else named.truth(otherwise=False),
        citation=cited(part, sources),
    )


def amendment(at: Marked, sources: Sources) -> Amendment:
    """A change of the terms, with when it takes effect and when it was told."""
    part = at.fields(
        "id kind source", "grade window effective announced amends zone memberships summary"
    )
    own = part["window"]
    return at.make(
        Amendment,
        id=part["id"].text(),
        kind=part["kind"].choice(AmendmentKind),
        window=None if own.missing else window(own, sources),
        effective=each(part["effective"], sources, time_fact),
        announced=each(part["announced"], sources, time_fact),
        amends=part["amends"].text_or("") or None,
        zone=part["zone"].text_or("") or None,
        memberships=each(part["memberships"], sources, membership),
        summary=part["summary"].text_or(""),
        citation=cited(part, sources),
    )


def between(part: Mapping[str, Marked]) -> tuple[dt.datetime | None, dt.datetime | None]:
    """The moments under `from` and `to`, None where they are not written."""
    start, end = (None if part[key].missing else moment(part[key])[0] for key in ("from", "to"))
    return start, end


def membership(at: Marked, sources: Sources) -> Membership:
    """One actor's joining, or the record that it did not."""
    part = at.fields(
        "actor side status source", "grade channel attested_by listed_by from to through"
    )
    start, end = between(part)
    return at.make(
        Membership,
        actor=part["actor"].text(),
        side=part["side"].text(),
        status=part["status"].choice(MembershipStatus),
        channel=part["channel"].text_or("") or None,
        attested_by=part["attested_by"].texts(),
        listed_by=part["listed_by"].texts(),
        start=start,
        end=end,
        through=tuple(item.choice(RelationKind) for item in part["through"].items()),
        citation=cited(part, sources),
    )


def exclusion(at: Marked, sources: Sources) -> Exclusion:
    """An actor that is left out, or a list."""
    part = at.fields("source", "grade actor list from to")
    start, end = between(part)
    return at.make(
        Exclusion,
        start=start,
        end=end,
        actor=part["actor"].text_or("") or None,
        list=part["list"].text_or("") or None,
        citation=cited(part, sources),
    )


def clause(at: Marked, sources: Sources) -> Clause:
    """One duty, permission or exemption."""
    part = at.fields(
        "id number modality summary bearers acts source",
        "grade beneficiaries weapons objects zone window duty deadline conditions counting_rule "
        "undefined texts says denies",
    )
    own, duty = part["window"], part["duty"]
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
        objects=part["objects"].texts(),
        duty=None if duty.missing else duty.choice(DutyKind),
        deadline=each(part["deadline"], sources, time_fact),
        conditions=part["conditions"].texts(),
        counting_rule=part["counting_rule"].text_or(""),
        undefined=part["undefined"].texts(),
        texts=tuple(clause_text(item) for item in part["texts"].items()),
        asserted_by=part["says"].texts(),
        contested_by=part["denies"].texts(),
        zone=part["zone"].text_or("") or None,
        window=None if own.missing else window(own, sources),
        citation=cited(part, sources),
    )


def clause_text(at: Marked) -> ClauseText:
    """What a clause says in one language."""
    part = at.fields("lang text", "differs")
    return ClauseText(part["lang"].text(), part["text"].text(), part["differs"].text_or(""))
