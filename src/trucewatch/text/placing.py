"""Places a statement points at, found in the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.data.gazetteer import Gazetteer, PlaceMatch
from trucewatch.domain.actor import ActorKind, NameUse
from trucewatch.domain.place import Place, PlaceKind, PlacePrecision
from trucewatch.domain.span import Span
from trucewatch.domain.statement import PlaceMention
from trucewatch.text import lexicon
from trucewatch.text.naming import Named
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import SUBJECTS, Node, extent

_LOCATIVE = frozenset(
    "in at near on over around from into to across inside outside throughout within of toward "
    "towards through outside above along by between against off beyond".split()
)
# Behind these a name that no list holds is a place all the same.
_SURELY = frozenset("in at near inside outside around into toward towards off to from".split())
_PLACE_NOUNS = frozenset(
    "town city village district province region port island valley camp edge outskirts quarter "
    "suburb neighbourhood neighborhood governorate area north south east west side part crossing "
    "quarters suburbs provinces districts towns villages ports northeast northwest".split()
)
# "From W to E" names no places.
_SHORTEST = 3
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


@lru_cache(maxsize=4096)
def find_place(gazetteer: Gazetteer, words: str, near: frozenset[str] = frozenset()) -> PlaceMatch:
    """What a gazetteer holds of a name; the answers last given are kept."""
    return gazetteer.find(words, near_countries=near)


@dataclass(slots=True)
class Places:
    """Finds the places of one sentence.

    Args:
        near: ISO codes of the countries the report names, to settle what is ambiguous.
        home: that of the country most of its places lie in, where a namesake elsewhere gives way.
    """

    phrases: Phrases
    gazetteer: Gazetteer
    near: frozenset[str]
    home: frozenset[str] = frozenset()

    def of(self, head: Node, verb: Node) -> tuple[PlaceMention, ...]:
        """Places of the act's own clause, in the order of the text, each once.

        A clause with none takes those of the noun its "where" points at, or of the clause whose
        participle it is. A place that only says where another one lies ("Geneva, Switzerland")
        is left out.
        """
        found = self._among(_own_clause(head, verb), head)
        counted = head.head.head if head.rel == "pobj" and head.head.text == "of" else None
        if not found and counted is not None and counted.pos == "NOUN":
            # "Two incidents of gunfire near X": the incidents are where the gunfire is.
            found = self._among(_own_clause(counted, counted), counted)
        if not found:
            return self._borrowed(verb)
        return found

    def beside(self, act: Node, governor: Node) -> tuple[PlaceMention, ...]:
        """Places that hang on the verb of which the act is an argument: "hear fire at X"."""
        tops = governor.all("prep", *(("dobj",) if act.rel in SUBJECTS else ()))
        found = self._among([n for top in tops for n in top.subtree()], governor)
        watching = governor.child("nsubj")
        if found or watching is None or governor.lemma not in _WATCHES:
            return found
        return self._among([n for n in watching.subtree() if n is not watching], watching)

    def _among(self, nodes: list[Node], head: Node) -> tuple[PlaceMention, ...]:
        found: dict[str, PlaceMention] = {}
        for node in sorted(nodes, key=lambda n: n.start):
            for mention in self._at(node, head):
                found.setdefault(mention.place or mention.words, mention)
        return tuple(found.values())

    def _borrowed(self, verb: Node) -> tuple[PlaceMention, ...]:
        where = any(n.text.lower() == "where" for n in verb.all("advmod"))
        there = next((n for n in verb.all("advmod") if n.text.lower() in ("there", "here")), None)
        if there is not None:
            return self._there(there)
        if verb.rel == "relcl" and (where or verb.head.pos == "PROPN"):
            near = self.around(verb.head)
            return (near,) if near is not None else ()
        when = any(n.text.lower() in ("when", "as") for n in verb.all("advmod", "mark"))
        if verb.rel == "advcl" and verb.head.is_verb() and (verb.tag == "VBG" or when):
            return self.of(verb.head, verb.head)
        return ()

    def _there(self, word: Node) -> tuple[PlaceMention, ...]:
        """ "There" is the place named last before it, in this sentence or the one before."""
        for node in reversed([n for n in self.phrases.tree.nodes if n.end <= word.start]):
            for mention in self._at(node, node):
                return (mention,)
        last = self.phrases.memory.place
        return (last,) if last is not None else ()

    def last(self) -> PlaceMention | None:
        """The place that the sentence names last."""
        for node in reversed(self.phrases.tree.nodes):
            for mention in self._at(node, node.head):
                return mention
        return None

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
        land = node.text.lower() in _LAND
        if not (land or node.pos == "PROPN" or node.text[:1].isupper()):
            return
        if not _is_locative(node, head):
            return
        if land:
            yield from self._land(node)
            return
        if node.text in lexicon.nouns(self.phrases.lang).not_names:
            return
        span = self._name_span(node)
        named = self.phrases.names_at(node)
        # "the centre in Geneva" may be one registered name; its place is a place all the same.
        within = named is not None and node.rel == "pobj" and named.span.start < node.head.start
        if named is not None and not within and not _may_be_place(named):
            return
        words = self.phrases.cut(span)
        if len(words) < _SHORTEST:
            return
        mention = self._look_up(words, span)
        if mention is not None:
            yield mention
        elif (named is None or named.actor is None) and self._surely(node, head, named):
            unknown = PlacePrecision.UNKNOWN
            yield PlaceMention(words, None, None, None, unknown, words, span, "unregistered")

    def _surely(self, node: Node, head: Node, named: Named | None) -> bool:
        """Whether a name that no list holds stands where only a place can stand."""
        if node.pos != "PROPN" or (named is not None and self.phrases.is_body(named)):
            return False
        if named is None and not node.text[:1].isupper():
            return False
        first = _first_of_list(node)
        if first.rel == "dobj":
            return head is first.head and first.head.lemma in _STRUCK
        if first.rel != "pobj":
            return False
        prep = first.head
        beside = prep.head.text.lower() in _PLACE_NOUNS
        return {prep.lemma, prep.text.lower()} & _SURELY != set() or (prep.lemma == "of" and beside)

    def _look_up(self, words: str, span: Span) -> PlaceMention | None:
        match = find_place(self.gazetteer, words)
        if match.chosen is None and match.candidates and self.near:
            match = find_place(self.gazetteer, words, self.near)
        if self.home and (match.chosen is None or match.chosen.country not in self.home):
            local = find_place(self.gazetteer, words, self.home)
            if local.chosen is not None and local.chosen.country in self.home:
                match = local
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
    first = _first_of_list(node)
    if first.rel == "pobj":
        prep = first.head
        if prep.text.lower() == "to" and prep.head.text.lower() == "according":
            return False
        bound = prep.lemma == "for" and prep.head.lemma in _SENT
        return prep.lemma in _LOCATIVE or prep.text.lower() in _LOCATIVE or bound
    if first.rel in ("compound", "nmod", "poss", "amod") and first.head.pos in ("NOUN", "PROPN"):
        return not first.head.text[:1].isupper() or first.head.tag == "NN"
    return first.rel in ("dobj", "nsubjpass") and first.head is head


# What is sent for a place is on its way there.
_SENT = frozenset({"convoy", "aid", "lorry", "truck", "shipment", "food", "train", "bus"})
# What saw or heard it, saw or heard it near where it stands: "the camera near X recorded".
_WATCHES = frozenset({"record", "hear", "see", "observe", "register", "detect"})
# What is done to places.
_STRUCK = frozenset(
    "shell bomb bombard pound mortar hit strike storm overrun seize capture occupy retake besiege "
    "encircle blockade reach enter leave attack raid".split()
)


def _first_of_list(node: Node) -> Node:
    """The first of coordinated names, which stands for all where it stands in the sentence."""
    while node.rel in ("conj", "appos") and node.head.pos in ("PROPN", "NOUN"):
        if node.rel == "appos" and node.head.pos != "PROPN":
            break
        node = node.head
    return node
