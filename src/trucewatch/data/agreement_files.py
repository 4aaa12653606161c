"""Agreements out of reviewable YAML; the form of a file is in `schema/agreements.schema.json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from trucewatch.data.agreement_parts import (
    clause,
    clock,
    each,
    exclusion,
    extension,
    membership,
    read_sources,
    time_fact,
    window,
    zone_of,
)
from trucewatch.data.yaml_marks import parse
from trucewatch.domain.actor import ActorKind
from trucewatch.domain.agreement import Agreement, AgreementClass
from trucewatch.domain.errors import UnknownName, UnreadableInput, require

_CHECK = "check the path; agreements are YAML files as in data/agreements"


class Agreements:
    """Agreements by id, in the order of their files' names; never changed once made.

    Raises:
        InvalidValue: an id is used twice, or terms nest in terms that are not there.
    """

    def __init__(self, agreements: Iterable[Agreement]) -> None:
        found: dict[str, Agreement] = {}
        for one in agreements:
            require(one.id not in found, f"agreement id {one.id} is used twice")
            found[one.id] = one
        for one in found.values():
            nested = one.parent is None or one.parent in found
            require(nested, f"agreement {one.id} nests in {one.parent}, which is not there")
        self.by_id: Mapping[str, Agreement] = MappingProxyType(found)

    @classmethod
    @cache
    def packaged(cls) -> Agreements:
        """The agreements that come with the software, the same object on every call."""
        folder = files("trucewatch.data").joinpath("agreements")
        sheets = sorted((item.name, item.read_bytes()) for item in folder.iterdir())
        return cls(read_agreement(raw, name) for name, raw in sheets if name.endswith(".yaml"))

    def get(self, agreement_id: str) -> Agreement:
        """The agreement of an id.

        Raises:
            UnknownName: there is none; the line lists those that are.

        >>> Agreements([]).get("westphalia")
        Traceback (most recent call last):
        trucewatch.domain.errors.UnknownName: no agreement has the id 'westphalia'; there is none
        """
        if agreement_id not in self.by_id:
            listed = f"there are {', '.join(self.by_id)}" if self.by_id else "there is none"
            raise UnknownName(f"no agreement has the id {agreement_id!r}", remedy=listed)
        return self.by_id[agreement_id]

    def __iter__(self) -> Iterator[Agreement]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)


def load_agreement(path: str | Path) -> Agreement:
    """The agreement of a file.

    Raises:
        UnreadableInput: no such file, or its first fault with file, line and remedy.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as err:
        what = err.strerror.lower() if err.strerror else "cannot be read"
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
        "parent co_chairs guarantors opt_in unlisted_kinds announced extensions exclusions",
    )
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
        parent=part["parent"].text_or("") or None,
        co_chairs=part["co_chairs"].texts(),
        guarantors=part["guarantors"].texts(),
        opt_in=part["opt_in"].truth(otherwise=False),
        unlisted_kinds=tuple(item.choice(ActorKind) for item in part["unlisted_kinds"].items()),
        announced=each(part["announced"], sources, time_fact),
        extensions=each(part["extensions"], sources, extension),
        exclusions=each(part["exclusions"], sources, exclusion),
    )
