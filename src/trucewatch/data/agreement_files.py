"""Agreements out of reviewable YAML; the form of a file is in `schema/agreements.schema.json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from trucewatch.data.agreement_links import check_links
from trucewatch.data.agreement_parts import (
    amendment,
    clause,
    clock,
    each,
    exclusion,
    membership,
    read_sources,
    text_version,
    time_fact,
    window,
)
from trucewatch.data.agreement_zones import control_area, zone_of
from trucewatch.data.yaml_marks import parse
from trucewatch.domain.actor import ActorKind
from trucewatch.domain.agreement import (
    Agreement,
    AgreementClass,
    Publicity,
    Stage,
    TermBasis,
    circle_of,
)
from trucewatch.domain.errors import InvalidValue, UnknownName, UnreadableInput, require
from trucewatch.domain.sentence import Sentence

RELATIONS = ("parent", "amends", "supersedes")
"""Keys by which one agreement names others."""

_CHECK = Sentence("check the path; agreements are YAML files as in data/agreements")


class Agreements:
    """Agreements by id, in the order of their files' names; never changed once made.

    Raises:
        InvalidValue: an id is used twice, or terms nest in terms that are not there.
    """

    def __init__(self, agreements: Iterable[Agreement]) -> None:
        found: dict[str, Agreement] = {}
        for one in agreements:
            require(one.id not in found, "agreement id {id} is used twice", id=one.id)
            found[one.id] = one
        for one in found.values():
            for other in (*one.supersedes, *one.amends, *([one.parent] if one.parent else [])):
                require(
                    other in found,
                    "agreement {id} rests on {other}, which is not there",
                    id=one.id,
                    other=other,
                )
        for relation in RELATIONS:
            _no_circle(found, relation)
        self.by_id: Mapping[str, Agreement] = MappingProxyType(found)

    @classmethod
    @cache
    def packaged(cls) -> Agreements:
        """The agreements that come with the software, the same object on every call."""
        return cls(read_agreement(raw, name) for name, raw in packaged_sheets())

    def get(self, agreement_id: str) -> Agreement:
        """The agreement of an id.

        Raises:
            UnknownName: there is none; the line lists those that are.

        >>> Agreements([]).get("westphalia")
        Traceback (most recent call last):
        trucewatch.domain.errors.UnknownName: no agreement has the id 'westphalia'; there is none
        """
        if agreement_id not in self.by_id:
            listed = (
                Sentence("there are {known}", known=", ".join(self.by_id))
                if self.by_id
                else Sentence("there is none")
            )
            raise UnknownName(
                Sentence("no agreement has the id {id!r}", id=agreement_id),
                remedy=listed,
            )
        return self.by_id[agreement_id]

    def __iter__(self) -> Iterator[Agreement]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)


def packaged_sheets() -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of the packaged files, in the order of their names."""
    folder = files("trucewatch.data").joinpath("agreements")
    sheets = sorted((item.name, item.read_bytes()) for item in folder.iterdir())
    return tuple(sheet for sheet in sheets if sheet[0].endswith(".yaml"))


def _no_circle(found: Mapping[str, Agreement], relation: str) -> None:
    """Refuse agreements that nest in, amend or supersede one another in a circle."""
    circle = nesting_circle(found.values(), relation)
    if circle:
        what, remedy = in_circle(relation, circle)
        raise InvalidValue(what, remedy=remedy)


def in_circle(relation: str, circle: Iterable[str]) -> tuple[str, str]:
    """How a circle is told, and what to do about it."""
    what = Sentence(
        "agreements point at one another in a circle by {relation!r}: {circle}",
        relation=relation,
        circle=" -> ".join(circle),
    )
    return what, Sentence("let the later one name the earlier")


def nesting_circle(agreements: Iterable[Agreement], relation: str) -> tuple[str, ...]:
    """Ids that point at one another in a circle by `parent`, `amends` or `supersedes`, else ()."""
    return circle_of({one.id: _first(getattr(one, relation)) for one in agreements})


def _first(named: str | tuple[str, ...] | None) -> str | None:
    return named if isinstance(named, str) or named is None else next(iter(named), None)


def load_agreement(path: str | Path) -> Agreement:
    """The agreement of a file.

    Raises:
        UnreadableInput: no such file, or its first fault with file, line and remedy.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as err:
        what = err.strerror.lower() if err.strerror else Sentence("cannot be read")
        raise UnreadableInput(what, where=str(path), remedy=_CHECK) from err
    return read_agreement(raw, str(path))


def read_agreement(raw: bytes, name: str) -> Agreement:
    """The agreement of the bytes of a YAML file; `name` is how errors call the file.

    Raises:
        UnreadableInput: the first fault, with file, line and remedy.
    """
    root = parse(raw, name)
    part = root.fields(
        "id names kind clock sources window zones zone memberships clauses",
        "conflict stage parent supersedes amends co_chairs guarantors facilitators opt_in "
        "unlisted_kinds announced signed term renewal publicity texts amendments exclusions "
        "controls ambiguities",
    )
    check_links(part)
    sources = read_sources(part["sources"])
    names = [item.fields("text lang") for item in part["names"].items()]
    return root.make(
        Agreement,
        id=part["id"].text(),
        names=tuple(item["text"].text() for item in names),
        langs=tuple(item["lang"].text() for item in names),
        kind=part["kind"].choice(AgreementClass),
        time_zone=clock(part["clock"]),
        window=window(part["window"], sources),
        zones=each(part["zones"], sources, zone_of),
        zone=part["zone"].text(),
        memberships=each(part["memberships"], sources, membership),
        clauses=each(part["clauses"], sources, clause),
        citations=tuple(sources.values()),
        conflict=part["conflict"].text_or(""),
        stage=part["stage"].choice_or(Stage.CEASEFIRE),
        parent=part["parent"].text_or("") or None,
        supersedes=part["supersedes"].texts(),
        amends=part["amends"].texts(),
        co_chairs=part["co_chairs"].texts(),
        guarantors=part["guarantors"].texts(),
        facilitators=part["facilitators"].texts(),
        opt_in=part["opt_in"].truth(otherwise=False),
        unlisted_kinds=tuple(item.choice(ActorKind) for item in part["unlisted_kinds"].items()),
        announced=each(part["announced"], sources, time_fact),
        signed=each(part["signed"], sources, time_fact),
        term=part["term"].choice_or(TermBasis.UNKNOWN),
        renewal=part["renewal"].text_or(""),
        publicity=part["publicity"].choice_or(Publicity.PUBLIC),
        texts=each(part["texts"], sources, text_version),
        amendments=each(part["amendments"], sources, amendment),
        exclusions=each(part["exclusions"], sources, exclusion),
        controls=each(part["controls"], sources, control_area),
        ambiguities=part["ambiguities"].texts(),
    )
