"""Who is who: the packaged actor registry and the register of designations."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from trucewatch.data import invented
from trucewatch.domain.actor import (
    ALWAYS,
    Actor,
    ActorKind,
    ActorName,
    ActorRelation,
    Designation,
    NameUse,
    Office,
    RelationKind,
    Validity,
)
from trucewatch.domain.errors import InvalidValue, Refusal, UnknownName, UnreadableInput, require

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTESTED = "contested"


class Registry:
    """Actors by id and designations in the order of the file; never changed once made.

    Args:
        actors: each id once; order is kept.
        designations: entries of every asserter's list, side by side.
        release: a digest of what it was read from, "" where it was made in memory.

    Raises:
        InvalidValue: an id is used twice, or an entry names an actor that is not there.

    >>> registry = Registry.packaged()
    >>> registry.get("syria-army").parent
    'syria-armed-forces'
    >>> [actor.id for actor in registry.organ_of("syria-army")]
    ['syria-armed-forces', 'syria-government', 'syria']
    """

    def __init__(
        self, actors: Iterable[Actor], designations: Iterable[Designation] = (), release: str = ""
    ) -> None:
        found: dict[str, Actor] = {}
        for actor in actors:
            require(actor.id not in found, f"actor id {actor.id} is used twice")
            found[actor.id] = actor
        self.actors: Mapping[str, Actor] = MappingProxyType(found)
        self.designations = tuple(designations)
        self.release = release
        for one in self.designations:
            require(one.target in found, f"designation of {one.target}: no such actor")
        for actor in found.values():
            parent = actor.parent
            require(parent is None or parent in found, f"actor {actor.id}: no actor {parent}")

    @classmethod
    @cache
    def packaged(cls) -> Registry:
        """The registry that comes with the software, the same object on every call.

        In a program of an exercise its invented parties stand after the others.

        Raises:
            UnreadableInput: a packaged file is broken; the line names the file, entry and line.
        """
        folder = files("trucewatch.data").joinpath("actors")
        sheets = sorted((item.name, item.read_bytes()) for item in folder.iterdir())
        made = registry_of([sheet for sheet in sheets if sheet[0].endswith(".yaml")])
        beside = invented.actors()
        if not beside:
            return made
        return cls((*made.actors.values(), *beside), made.designations, made.release)

    def get(self, actor_id: str) -> Actor:
        """The entry of an id.

        Raises:
            UnknownName: no entry has this id.

        >>> Registry.packaged().get("atlantis")
        Traceback (most recent call last):
        trucewatch.domain.errors.UnknownName: no actor has the id 'atlantis'; look it up in data/actors
        """  # noqa: E501 - the message is one line for a person
        try:
            return self.actors[actor_id]
        except KeyError:
            what = f"no actor has the id {actor_id!r}"
            raise UnknownName(what, remedy="look it up in data/actors") from None

    def name_of(self, actor_id: str, lang: str = "en") -> str:
        """The name of an actor; the id itself where no entry has it.

        >>> Registry.packaged().name_of("russia", "ru"), Registry.packaged().name_of("atlantis")
        ('Россия', 'atlantis')
        """
        known = self.actors.get(actor_id)
        return known.name_in(lang) if known else actor_id

    def organ_of(self, actor_id: str) -> tuple[Actor, ...]:
        """The chain of whom an actor is an organ of, nearest first; () where it stands alone.

        An id that no entry has stands alone too: reports name bodies that nobody registered.

        >>> Registry.packaged().organ_of("russia"), Registry.packaged().organ_of("atlantis")
        ((), ())
        """
        chain: list[Actor] = []
        above = self.actors[actor_id].parent if actor_id in self.actors else None
        while above is not None and above != actor_id and self.actors[above] not in chain:
            chain.append(self.actors[above])
            above = self.actors[above].parent
        return tuple(chain)

    def holders(self, office: str, of: str, day: dt.date | None = None) -> tuple[Actor, ...]:
        """Everyone who held an office of that title, in the order of the file.

        Args:
            office: title in lower-case English, whole.
            of: id of the actor or the body whose office it is.
            day: on which it was held; None asks for all days.

        >>> [one.id for one in Registry.packaged().holders("foreign minister", "russia")]
        ['sergey-lavrov']
        >>> Registry.packaged().holders("foreign minister", "russia", dt.date(1999, 1, 1))
        ()
        """
        return tuple(
            actor
            for actor in self.actors.values()
            if any(
                held.title == office
                and of in {held.of, held.body}
                and (day is None or held.valid.holds(day))
                for held in actor.offices
            )
        )


def registry_of(sheets: Iterable[tuple[str, bytes]]) -> Registry:
    """A registry out of the bytes of YAML files, each with its name for errors.

    Raises:
        UnreadableInput: with file, entry, line and remedy.
    """
    actors: list[Actor] = []
    designations: list[Designation] = []
    digest = hashlib.sha256()
    for name, raw in sheets:
        digest.update(name.encode() + raw)
        tree = _tree(name, raw)
        actors += _entries(tree.get("actors", ()), _actor, name, raw)
        designations += _entries(tree.get("designations", ()), _designation, name, raw)
    try:
        return Registry(actors, designations, digest.hexdigest()[:12])
    except InvalidValue as err:
        raise UnreadableInput(err.what, where="data/actors", remedy="mend the entry") from err


def _tree(name: str, raw: bytes) -> Mapping[str, Any]:
    try:
        tree = yaml.load(raw, _LOADER)  # noqa: S506 - both loaders are safe
    except yaml.MarkedYAMLError as err:
        line = err.problem_mark.line + 1 if err.problem_mark else 1
        where = f"{name}, line {line}"
        raise UnreadableInput(f"broken YAML: {err.problem}", where=where, remedy="mend it") from err
    if not isinstance(tree, Mapping):
        raise UnreadableInput("holds no mapping", where=name, remedy="see actors.schema.json")
    return tree


def _entries(rows: Any, make: Any, name: str, raw: bytes) -> list[Any]:
    """Each row made; the first that fails is named with its line."""
    made = []
    for row in rows:
        try:
            made.append(make(row))
        except (Refusal, KeyError, TypeError, ValueError, AttributeError) as err:
            mark = str(row.get("id") or row.get("target")) if isinstance(row, Mapping) else str(row)
            what = f"entry {mark}: {_told(err)}"
            where = f"{name}, line {_line_of(mark, raw)}"
            raise UnreadableInput(what, where=where, remedy="see actors.schema.json") from err
    return made


def _told(err: Exception) -> str:
    return f"{err.args[0]} is missing" if isinstance(err, KeyError) else str(err)


def _line_of(mark: str, raw: bytes) -> int:
    """The line of an entry's id; looked for only when something is wrong, so loading stays fast."""
    for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), 1):
        words = line.replace("{", " ").replace(",", " ").split()
        if mark in words and ({"id:", "target:"} & set(words)):
            return number
    return 1


def _actor(row: Mapping[str, Any]) -> Actor:
    return Actor(
        id=row["id"],
        kind=ActorKind(row["kind"]),
        names=tuple(map(_name, row["names"])),
        source=row["source"],
        parent=row["parent"],
        valid=_valid(row["valid"]),
        relations=tuple(map(_relation, row.get("relations", ()))),
        surnames=tuple(ActorName(text, lang) for lang, text in row.get("surname", {}).items()),
        offices=tuple(map(_office, row.get("offices", ()))),
    )


def _name(row: Mapping[str, Any]) -> ActorName:
    use = NameUse(row["use"]) if "use" in row else NameUse.NAME
    return ActorName(row["text"], row["lang"], use, _valid(row))


def _relation(row: Mapping[str, Any]) -> ActorRelation:
    contested = row["status"] == _CONTESTED
    kind = RelationKind(row["kind"])
    return ActorRelation(kind, row["other"], row["asserted_by"], contested, _valid(row))


def _office(row: Mapping[str, Any]) -> Office:
    return Office(row["office"], row["of"], row["body"], _valid(row))


def _designation(row: Mapping[str, Any]) -> Designation:
    plain = ("target", "status", "list", "asserter", "source", "grade")
    return Designation(**{name: row[name] for name in plain}, valid=_valid(row))


def _valid(row: Mapping[str, Any]) -> Validity:
    start, end = row.get("from"), row.get("to")
    if start is None and end is None:
        return ALWAYS
    for day in (start, end):
        if day is not None and type(day) is not dt.date:
            raise InvalidValue(f"{day!r} is no day", remedy="write it as in 2016-05-03")
    return Validity(start, end)
