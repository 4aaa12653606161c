"""Who publishes and tells: the packaged sources joined to the actor registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType

from trucewatch.data.registry import Registry
from trucewatch.data.source_files import SourceSheet, source_sheet
from trucewatch.domain.actor import ActorKind
from trucewatch.domain.errors import UnknownName, require
from trucewatch.domain.lineage import Sharing
from trucewatch.domain.source import Source


class Sources:
    """Sources by id, with who counts as one with whom; never changed once made.

    Args:
        sheets: what the files hold; each source once.
        registry: of whom a source may be an organ.

    Raises:
        InvalidValue: a source stands twice.

    >>> sources = Sources.packaged()
    >>> sources.get("tass").independence_group, sources.group_of("russia-mod")
    ('russia', ('russia', <Sharing.SAME_BODY: 'same_body'>))
    """

    def __init__(self, sheets: Iterable[SourceSheet], registry: Registry) -> None:
        found: dict[str, Source] = {}
        groups: dict[str, str] = {}
        for sheet in sheets:
            groups.update(sheet.groups)
            for one in sheet.sources:
                require(one.id not in found, f"source {one.id} stands twice")
                found[one.id] = one
        self.sources: Mapping[str, Source] = MappingProxyType(found)
        self._groups = groups
        self._registry = registry

    @classmethod
    @cache
    def packaged(cls) -> Sources:
        """The sources that come with the software, the same object on every call.

        Raises:
            UnreadableInput: a packaged file is broken; the line names the file and line.
        """
        registry = Registry.packaged()
        folder = files("trucewatch.data").joinpath("sources")
        named = sorted((item.name, item) for item in folder.iterdir())
        return cls(
            (
                source_sheet(item.read_bytes(), f"sources/{name}", registry.actors.values())
                for name, item in named
                if name.endswith(".yaml")
            ),
            registry,
        )

    def beside(self, more: Iterable[Source]) -> Sources:
        """With further sources; one that has the id of another stands in its place."""
        merged = {**self.sources, **{one.id: one for one in more}}
        sheet = SourceSheet(sources=tuple(merged.values()), groups=tuple(self._groups.items()))
        return Sources((sheet,), self._registry)

    def get(self, source_id: str) -> Source:
        """The entry of an id.

        Raises:
            UnknownName: no entry has this id.
        """
        found = self.sources.get(source_id)
        if found is None:
            remedy = "look it up in data/sources"
            raise UnknownName(f"no source has the id {source_id!r}", remedy=remedy)
        return found

    def id_of(self, name: str) -> str:
        """The id of whatever is printed as the publisher: id, name or domain; else the words.

        >>> sources = Sources.packaged()
        >>> sources.id_of("ТАСС"), sources.id_of("www.sana.sy"), sources.id_of("The Orontes Daily")
        ('tass', 'sana', 'The Orontes Daily')
        """
        plain = name.casefold().removeprefix("https://").removeprefix("http://")
        host = plain.split("/")[0].removeprefix("www.")
        return self._by_name.get(name.casefold()) or self._by_name.get(host) or name

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        spelt: dict[str, set[str]] = {}
        for one in self.sources.values():
            for text in (one.id, *one.domains, *(name.text for name in one.names)):
                spelt.setdefault(text.casefold(), set()).add(one.id)
        return {text: ids.pop() for text, ids in spelt.items() if len(ids) == 1}

    def passes_on(self, name: str) -> bool:
        """Whether an id or name is that of a publisher that passes on what others tell it.

        >>> sources = Sources.packaged()
        >>> sources.passes_on("sana"), sources.passes_on("osce-smm"), sources.passes_on("a nurse")
        (True, False, False)
        """
        found = self.sources.get(name)
        if found is not None:
            return found.passes_on
        actor = self._registry.actors.get(name)
        return actor is not None and actor.kind is ActorKind.MEDIA

    def speaks_for_itself(self, name: str) -> bool:
        """Whether a publisher is known to tell what it saw or was told itself."""
        known = name in self.sources or name in self._registry.actors
        return known and not self.passes_on(name)

    def group_of(self, name: str) -> tuple[str, Sharing]:
        """With whom an origin counts as one, and why.

        Organs count with the body they are an organ of, holders of an office with the body it
        is of, sources with their group; a name on no register counts by itself.

        >>> Sources.packaged().group_of("sergey-lavrov")[0], Sources.packaged().group_of("HERON")[0]
        ('russia', 'HERON')
        """
        body = self._body(name)
        source = self.sources.get(name)
        if source is not None and source.independence_group not in {None, body}:
            return str(source.independence_group), Sharing.SAME_GROUP
        return body, Sharing.ALONE if body == name else Sharing.SAME_BODY

    def _body(self, name: str) -> str:
        """The widest body an actor is an organ of, or whose office it holds."""
        actor = self._registry.actors.get(name)
        offices = {held.of for held in actor.offices} if actor else set()
        of = offices.pop() if len(offices) == 1 else name
        above = self._registry.organ_of(of)
        return above[-1].id if above else of

    def body_named_in(self, description: str) -> str | None:
        """The registered body whose name opens a description, or follows its "of".

        >>> sources = Sources.packaged()
        >>> sources.body_named_in("US official"), sources.body_named_in("a village elder")
        ('united-states', None)
        >>> sources.body_named_in("soldier of the Ukrainian Armed Forces")
        'ukraine-armed-forces'
        """
        _, _, owner = description.partition(" of ")
        words = (owner.removeprefix("the ") or description).split()
        for many in range(len(words), 0, -1):
            found = self._by_spelling.get(" ".join(words[:many]).casefold())
            if found is not None:
                return found
        return None

    @cached_property
    def _by_spelling(self) -> Mapping[str, str]:
        """Registered spellings that name one actor alone, and no person or outlet."""
        told: dict[str, set[str]] = {}
        for actor in self._registry.actors.values():
            if actor.kind not in {ActorKind.PERSON, ActorKind.MEDIA}:
                for name in actor.names:
                    told.setdefault(name.text.casefold(), set()).add(actor.id)
        return {text: ids.pop() for text, ids in told.items() if len(ids) == 1}

    def name_of(self, name: str, lang: str = "en") -> str:
        """How a source, group or actor is called; the id itself where nobody is on file.

        >>> Sources.packaged().name_of("news-corp"), Sources.packaged().name_of("wafa", "ar")
        ('News Corp', 'وفا')
        """
        if name in self.sources:
            return self.sources[name].name_in(lang)
        return self._groups.get(name) or self._registry.name_of(name, lang)
