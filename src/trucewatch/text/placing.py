"""Places a statement points at, found in the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.data.gazetteer import Gazetteer, PlaceMatch
from trucewatch.domain.actor import ActorKind, NameUse
from trucewatch.domain.place import Place, PlaceKind, PlacePrecision
from trucewatch.domain.span import Span
from trucewatch.domain.statement import PlaceMention
from trucewatch.text.naming import Named
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import Node, extent

_LOCATIVE = frozenset(
    "in at near on over around from into to across inside outside throughout within of toward "
    "towards through outside above along by between".split()
)
_LAND = frozenset({"territory", "soil", "land", "airspace", "town", "city", "village", "province"})
_WHOLE = frozenset({"country-wide", "countrywide", "nationwide", "nation-wide"})
_PRECISION = {
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
    PlaceKind.ADMIN1: PlacePrecision.ADMIN1,
    PlaceKind.ADMIN2: PlacePrecision.ADMIN2,
    PlaceKind.ADMIN3: PlacePrecision.ADMIN3,
    PlaceKind.REGION: PlacePrecision.ZONE,
    PlaceKind.ROAD: PlacePrecision.ZONE,
}
_JOINERS = frozenset({"-", "al", "el", "de", "ad", "as", "ash", "an", "ar", "ez", "'"})


def precision_of(place: Place) -> PlacePrecision:
    """How closely an entry pins an event: by its kind, else by its radius, else by its outline."""
    if place.kind in _PRECISION:
        return _PRECISION[place.kind]
    if place.radius_m is None:
        return PlacePrecision.ADMIN3 if place.outline_id != place.id else PlacePrecision.WITHIN_1KM
    return PlacePrecision.WITHIN_1KM if place.radius_m <= 1000 else PlacePrecision.WITHIN_25KM


def mention_of(match: PlaceMatch, words: str, span: Span | None) -> PlaceMention:
    """A gazetteer answer as a mention; several of equal standing leave the place open."""
    place = match.chosen
    if place is None:
        ids = tuple(candidate.id for candidate in match.candidates)
        unknown = PlacePrecision.UNKNOWN
        return PlaceMention(words, None, None, None, unknown, words, span, match.rule, ids)
    centre = place.centre
    lon, lat = (centre.lon, centre.lat) if centre is not None else (None, None)
    precision = precision_of(place)
    return PlaceMention(place.name, place.id, lon, lat, precision, words, span, match.rule)


@dataclass(slots=True)
class Places:
    """Finds the places of one sentence.

    Args:
        near: ISO codes of the countries the report names, to settle what is ambiguous.
    """

    phrases: Phrases
    gazetteer: Gazetteer
    near: frozenset[str]

    def of(self, head: Node, verb: Node) -> tuple[PlaceMention, ...]:
        """Places of the act's own clause, in the order of the text, each once.

        A clause with none takes those of the noun its "where" points at, or of the clause whose
        participle it is. A place that only says where another one lies ("Geneva, Switzerland")
        is left out.
        """
        found: dict[str, PlaceMention] = {}
        for node in sorted(_own_clause(head, verb), key=lambda n: n.start):
            for mention in self._at(node, head):
                found.setdefault(mention.place or mention.words, mention)
        if not found:
            return self._borrowed(verb)
        return tuple(found.values())

    def _borrowed(self, verb: Node) -> tuple[PlaceMention, ...]:
        where = any(n.text.lower() == "where" for n in verb.all("advmod"))
        if verb.rel == "relcl" and where:
            near = self.around(verb.head)
            return (near,) if near is not None else ()
        if verb.rel == "advcl" and verb.tag == "VBG" and verb.head.is_verb():
            return self.of(verb.head, verb.head)
        return ()

    def around(self, noun: Node) -> PlaceMention | None:
        """The place a noun phrase names: "the Aleppo ceasefire", "a truce in Hama"."""
        for node in _phrase(noun):
            for mention in self._at(node, noun):
                return mention
        return None

    def _at(self, node: Node, head: Node) -> Iterator[PlaceMention]:
        if node.text.lower() in _WHOLE and self.phrases.memory.truce_place is not None:
            yield self._country_of(self.phrases.memory.truce_place, node)
            return
        if not _is_locative(node, head):
            return
        if node.text.lower() in _LAND:
            yield from self._land(node)
            return
        if node.pos != "PROPN" and not node.text[:1].isupper():
            return
        span = self._name_span(node)
        named = self.phrases.names_at(node)
        # "the centre in Geneva" may be one registered name; its place is a place all the same.
        within = named is not None and node.rel == "pobj" and named.span.start < node.head.start
        if named is not None and not within and not _may_be_place(named):
            return
        words = self.phrases.cut(span)
        mention = self._look_up(words, span)
        if mention is not None:
            yield mention

    def _look_up(self, words: str, span: Span) -> PlaceMention | None:
        match = self.gazetteer.find(words)
        if match.chosen is None and match.candidates and self.near:
            match = self.gazetteer.find(words, near_countries=self.near)
        if match.chosen is None and not match.candidates:
            return None
        return mention_of(match, words, span)

    def _land(self, node: Node) -> Iterator[PlaceMention]:
        """ "Syrian territory" is Syria; "the town of Azaz" is found at Azaz itself."""
        for named in self.phrases.modifying_names(node):
            actor = named.actor
            if actor is not None and named.use is NameUse.DEMONYM and node.text.lower() in _LAND:
                words = self.phrases.words(node)
                mention = self._look_up(actor.name, self.phrases.extent(node))
                if mention is not None:
                    fields = (mention.lon, mention.lat, mention.precision, words, mention.span)
                    yield PlaceMention(mention.name, mention.place, *fields, "land_of_people")

    def _name_span(self, node: Node) -> Span:
        """The name the node is covered by, else the proper nouns and joiners that lead up to it."""
        named = self.phrases.names_at(node)
        if named is not None and _may_be_place(named):
            return named.span
        parts = [node]
        before = [n for n in self.phrases.tree.nodes if n.end <= node.start]
        for previous in reversed(before):
            close = parts[-1].start - previous.end <= 1
            joins = previous.text.lower() in _JOINERS
            if not close or not (joins or (previous.head is node and previous.rel == "compound")):
                break
            if previous.pos not in ("PROPN", "PUNCT", "ADJ", "NOUN", "X") and not joins:
                break
            parts.append(previous)
        while len(parts) > 1 and not parts[-1].text[:1].isupper() and parts[-1].text.lower() == "-":
            parts.pop()
        return extent(parts)

    def _country_of(self, mention: PlaceMention, node: Node) -> PlaceMention:
        for place in self.gazetteer.ancestors(mention.place) if mention.place else ():
            if place.kind is PlaceKind.COUNTRY:
                match = PlaceMatch(
                    chosen=place, candidates=(), rule="country_of_truce", matched=node.text
                )
                return mention_of(match, node.text, node.span)
        return mention


def _may_be_place(named: Named) -> bool:
    """Capitals and countries are places too; a people, a body or a person is not."""
    if named.use is NameUse.METONYM or named.actor is None:
        return True
    state = named.actor is not None and named.actor.kind is ActorKind.STATE
    return state and named.use is not NameUse.DEMONYM


def _own_clause(head: Node, verb: Node) -> list[Node]:
    """Words below the act's verb (or noun) that no other clause holds, and its arguments."""
    found, stack = [], [verb, head]
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if node.index in seen:
            continue
        seen.add(node.index)
        found.append(node)
        stack.extend(c for c in node.children if not _other_clause(c))
    return found


def _other_clause(node: Node) -> bool:
    if node.rel in ("ccomp", "advcl", "relcl", "parataxis", "csubj"):
        return True
    return node.rel == "conj" and node.is_verb()


def _phrase(noun: Node) -> list[Node]:
    return [n for n in _own_clause(noun, noun) if not n.is_verb()]


def _is_locative(node: Node, head: Node) -> bool:
    if node.rel in ("pobj", "conj") and _preposition(node) in _LOCATIVE:
        return True
    if node.rel in ("compound", "nmod", "poss", "amod") and node.head.pos in ("NOUN", "PROPN"):
        return not node.head.text[:1].isupper() or node.head.tag == "NN"
    return node.rel == "dobj" and node.head is head


def _preposition(node: Node) -> str:
    while node.rel == "conj":
        node = node.head
    return node.head.text.lower() if node.rel == "pobj" else ""
