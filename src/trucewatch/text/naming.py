"""Names of actors in a text, found against the registry."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick

from trucewatch.domain.actor import Actor, ActorKind, ActorName, NameUse
from trucewatch.domain.span import Span
from trucewatch.text.naming_variants import variants

# A common noun such as "the opposition" denotes a registered body only in a text on its country.
_TIED_TO_COUNTRY = frozenset({NameUse.DESCRIPTOR})
_JUNIOR = frozenset(
    "deputy vice assistant former adviser advisor aide spokesman spokesperson".split()
)
_OF_GOVERNMENT = frozenset(
    {ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MINISTRY, ActorKind.ARMED_FORCE}
)
_ARTICLES = ("the ", "The ")
_SHIFTED = {"al-": "Al-", "Al-": "al-", "an-": "An-", "An-": "an-", "Ash-": "ash-", "ash-": "Ash-"}


@dataclass(frozen=True, slots=True)
class Named:
    """A registered name in the text: `actor` is None where several actors share it."""

    span: Span
    actor: Actor | None
    use: NameUse
    words: str
    candidates: tuple[str, ...] = ()


_Asked = tuple[str, frozenset[str], dt.date | None, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Entry:
    actor: Actor
    name: ActorName


@dataclass(frozen=True, slots=True)
class _Around:
    """What the rest of a text says of who may be meant: its states, people in full, its day."""

    countries: set[str]
    full: set[str]
    day: dt.date | None


class NameIndex:
    """Every spelling of every actor, ready to be looked for in one pass over a text.

    Args:
        actors: the registry; the order of entries does not matter.
    """

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = actors
        self._people = [actor for actor in actors.values() if actor.offices]
        self._spellings: dict[str, list[_Entry]] = defaultdict(list)
        self._surnames: dict[str, list[Actor]] = defaultdict(list)
        for actor in actors.values():
            for name in actor.names:
                for spelling in _spellings(name):
                    self._spellings[spelling].append(_Entry(actor, name))
                if actor.offices and " " in name.text:
                    # Names stuck in capitals: "KOFI ANNAN, who met the minister".
                    self._spellings[name.text.upper()].append(_Entry(actor, name))
            for surname in actor.surnames:
                for spelling in {surname.text, surname.text[:1].upper() + surname.text[1:]}:
                    self._surnames[spelling].append(actor)
        for spelling, actor in variants(actors, self.country_of).items():
            if spelling not in self._spellings:
                name = ActorName(spelling, "en", NameUse.ALIAS)
                self._spellings[spelling].append(_Entry(actor, name))
        self._governments = {
            actor.parent: actor
            for actor in actors.values()
            if actor.kind is ActorKind.GOVERNMENT and actor.parent is not None
        }
        self._holders: dict[_Asked, Actor | None] = {}
        self._automaton = ahocorasick.Automaton()
        for spelling in {*self._spellings, *self._surnames}:
            self._automaton.add_word(spelling, spelling)
        self._automaton.make_automaton()

    def find(self, text: str, day: dt.date | None) -> tuple[Named, ...]:
        """Names in the order of the text, the longest at each place, none overlapping.

        A bare surname counts where its bearer is named in full in the text, or where one bearer
        alone held an office on `day` (or ever, if `day` is None).
        """
        spans = list(_longest(self._hits(text)))
        around = _Around(
            self._countries(spelling for _, spelling in spans),
            self._named_in_full(spelling for _, spelling in spans),
            day,
        )
        found = (self._resolve(span, spelling, around) for span, spelling in spans)
        return tuple(named for named in found if named is not None)

    def lookup(self, name: str) -> tuple[Actor, ...]:
        """Every actor that bears exactly this name or surname."""
        for article in _ARTICLES:
            name = name.removeprefix(article)
        entries = [entry.actor for entry in self._spellings.get(name, ())]
        found = entries or self._surnames.get(name, [])
        return tuple({actor.id: actor for actor in found}.values())

    def holder(
        self, title: str, of: Iterable[str], day: dt.date | None, topics: frozenset[str]
    ) -> Actor | None:
        """The one person who held an office of that title, of one of these bodies, on `day`.

        Args:
            topics: names of the countries the report speaks of; they settle between envoys "for"
                one country and another.
        """
        asked = (title, frozenset(of), day, topics)
        if asked not in self._holders:
            self._holders[asked] = self._holder(asked)
        return self._holders[asked]

    def _holder(self, asked: _Asked) -> Actor | None:
        title, bodies, day, topics = asked
        holders = {
            actor.id: actor
            for actor in self._people
            for office in actor.offices
            if title in office.title.lower()
            and not _junior(office.title, title)
            and (not bodies or bodies & {office.of, office.body})
            and (day is None or office.valid.holds(day))
        }
        if len(holders) > 1:
            holders = {i: a for i, a in holders.items() if _concerns(a, topics)}
        return next(iter(holders.values())) if len(holders) == 1 else None

    def government_of(
        self, person: str | None, state: str | None, day: dt.date | None
    ) -> Actor | None:
        """The government of the state whose office a person held on `day`, else that state.

        Args:
            state: the state by whose name the report introduced somebody whom no register holds.
        """
        actor = self.actor(person)
        for office in actor.offices if actor is not None else ():
            if day is None or office.valid.holds(day):
                return self._governments.get(office.of) or self.actor(office.of)
        if actor is None and state is not None:
            return self._governments.get(state) or self.actor(state)
        return None

    def forces_of(self, state: str | None) -> Actor | None:
        """The armed forces of a registered state, None where the registry has none or several."""
        actor = self.actor(state)
        if actor is None or actor.kind is not ActorKind.STATE:
            return None
        for name in actor.names:
            if name.use is NameUse.DEMONYM and name.lang == "en":
                found = self.lookup(f"{name.text} military")
                if len(found) == 1 and found[0].kind is ActorKind.ARMED_FORCE:
                    return found[0]
        return None

    def is_person(self, actor_id: str) -> bool:
        """Whether the id is that of a person."""
        return actor_id in self._actors and self._actors[actor_id].kind is ActorKind.PERSON

    def actor(self, actor_id: str | None) -> Actor | None:
        """The entry of an id, None where there is none."""
        return self._actors.get(actor_id) if actor_id is not None else None

    def country_of(self, actor: Actor) -> str | None:
        """The state at the top of the chain of parents, None where there is none."""
        seen = set()
        while actor.kind is not ActorKind.STATE:
            if actor.parent is None or actor.parent in seen or actor.parent not in self._actors:
                return None
            seen.add(actor.parent)
            actor = self._actors[actor.parent]
        return actor.id

    def same_side(self, one: str | None, other: str | None) -> bool:
        """Whether one is an organ of the other, or both are of the same state's government.

        Parties of one country that are no part of its government are sides of their own.
        """
        first, second = self.actor(one), self.actor(other)
        if first is None or second is None:
            return False
        if first is second or first.id in self._above(second) or second.id in self._above(first):
            return True
        official = first.kind in _OF_GOVERNMENT and second.kind in _OF_GOVERNMENT
        return official and self.country_of(first) == self.country_of(second) is not None

    def _above(self, actor: Actor) -> set[str]:
        """Ids of whom an actor is an organ of, its state left out unless it is official."""
        found: set[str] = set()
        while (parent := self.actor(actor.parent)) is not None and parent.id not in found:
            if parent.kind is ActorKind.STATE and actor.kind not in _OF_GOVERNMENT:
                break
            found.add(parent.id)
            actor = parent
        return found

    def _hits(self, text: str) -> Iterator[tuple[Span, str]]:
        for last, spelling in self._automaton.iter(text):
            start, end = last + 1 - len(spelling), last + 1
            before, after = text[start - 1 : start], text[end : end + 1]
            if not _continues(before) and not _continues(after):
                yield Span(start, end), spelling

    def _countries(self, spellings: Iterable[str]) -> set[str]:
        """States the text speaks of by a name, a demonym, or the name of one of their bodies."""
        found = set()
        for spelling in spellings:
            for entry in self._spellings.get(spelling, ()):
                country = self.country_of(entry.actor)
                if country and entry.name.use not in _TIED_TO_COUNTRY:
                    found.add(country)
        return found

    def _named_in_full(self, spellings: Iterable[str]) -> set[str]:
        entries = (entry for spelling in spellings for entry in self._spellings.get(spelling, ()))
        return {entry.actor.id for entry in entries if entry.actor.kind is ActorKind.PERSON}

    def _resolve(self, span: Span, spelling: str, around: _Around) -> Named | None:
        entries = self._spellings.get(spelling, [])
        fitting = [entry for entry in entries if self._fits(entry, around.countries)]
        bearers = {entry.actor.id: entry for entry in fitting}
        if len(bearers) == 1:
            entry = fitting[0]
            return Named(span, entry.actor, entry.name.use, spelling)
        if len(bearers) > 1:
            best = _most_specific(fitting)
            return Named(span, best, fitting[0].name.use, spelling, tuple(sorted(bearers)))
        if entries:
            return None
        return self._by_surname(span, spelling, around)

    def _fits(self, entry: _Entry, countries: set[str]) -> bool:
        if entry.name.use not in _TIED_TO_COUNTRY or any(c.isupper() for c in entry.name.text):
            return True
        country = self.country_of(entry.actor)
        return country is not None and country in countries

    def _by_surname(self, span: Span, spelling: str, around: _Around) -> Named | None:
        bearers = self._surnames.get(spelling, [])
        named = [actor for actor in bearers if actor.id in around.full]
        serving = [actor for actor in bearers if _serves(actor, around.day)]
        for group in (named, serving):
            if len(group) == 1:
                return Named(span, group[0], NameUse.NAME, spelling)
        if not bearers:
            return None
        return Named(span, None, NameUse.NAME, spelling, tuple(actor.id for actor in bearers))


def _serves(actor: Actor, day: dt.date | None) -> bool:
    return any(day is None or office.valid.holds(day) for office in actor.offices)


def _junior(held: str, title: str) -> bool:
    """A deputy does not hold the office."""
    return bool(_JUNIOR & set(held.lower().split(title)[0].split()))


def _concerns(actor: Actor, topics: frozenset[str]) -> bool:
    return any(topic in office.title for office in actor.offices for topic in topics)


def _spellings(name: ActorName) -> set[str]:
    """The name as registered and as a sentence may begin with it, without its article."""
    text = name.text
    for article in _ARTICLES:
        text = text.removeprefix(article)
    found = {text, text.replace("’", "'"), text.replace("'", "’")}
    for prefix, other in _SHIFTED.items():
        if text.startswith(prefix):
            found.add(other + text[len(prefix) :])
    if name.use is NameUse.DESCRIPTOR:
        found |= {spelling[:1].upper() + spelling[1:] for spelling in found}
    return {spelling for spelling in found if spelling}


def _most_specific(entries: list[_Entry]) -> Actor | None:
    """Of actors that share a name: the one whose proper name it is, if that is one alone."""
    proper = {e.actor.id: e.actor for e in entries if e.name.use is NameUse.NAME}
    if len(proper) == 1:
        return next(iter(proper.values()))
    return None


def _continues(char: str) -> bool:
    return char.isalnum() or char == "_"


def _longest(hits: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Leftmost longest, no two sharing a letter."""
    reached = 0
    for span, spelling in sorted(hits, key=lambda hit: (hit[0].start, -hit[0].end)):
        if span.start >= reached:
            yield span, spelling
            reached = span.end
