"""Codes and facts into sentences, names in the language asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trucewatch.assess.answer import Answer
from trucewatch.assess.scope import Places
from trucewatch.data import phrases
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.finding import Step

_ACTORS = frozenset("actor umbrella organ_of keeper asserter target named channel holder".split())
_MOMENTS = frozenset({"starts", "ends", "deadlines", "announced"})
_WORDS_OF_MOMENTS = frozenset({"unknown", "open"})


@dataclass(frozen=True)
class Names:
    """Turns the ids among facts into names.

    Args:
        agreements: by id, for facts that name one.
    """

    registry: Registry
    places: Places
    agreements: Mapping[str, Agreement] = field(default_factory=dict)

    def sentence(self, code: str, facts: Mapping[str, str], lang: str = "en") -> str:
        """The sentence of a code.

        A fact `agreement` puts the name of the terms before it, a fact `as_read_by` the name of
        the keeper whose reading it is.

        Args:
            lang: `en`, `ru` or `ar`.

        Raises:
            UnknownName: the vocabulary has no such sentence.
        """
        said = phrases.sentence(code, lang, self.shown(facts, lang))
        if "as_read_by" in facts:
            said = f"{self.actor(facts['as_read_by'], lang)}: {said}"
        if "agreement" not in facts:
            return said
        terms = self.agreements.get(facts["agreement"])
        return f"{terms.name_in(lang) if terms else facts['agreement']}: {said}"

    def shown(self, facts: Mapping[str, str], lang: str) -> dict[str, str]:
        """Each fact as people write it."""
        words = {key: self._shown(key, value, lang) for key, value in facts.items()}
        if "organ_of" in words and "actor" in words:
            words["actor"] = phrases.organ(words["actor"], words["organ_of"], lang)
        return words

    def _shown(self, key: str, value: str, lang: str) -> str:
        if key in _ACTORS:
            return self.actor(value, lang)
        if key in _MOMENTS:
            return "; ".join(self._moment(one, lang) for one in value.split("; "))
        if key.endswith(("_any", "_all")):
            name = self.place if key.startswith("places") else self.actor
            how = key.rpartition("_")[2]
            return phrases.joined([name(one, lang) for one in value.split()], how, lang)
        if key == "act":
            return phrases.act_name(value, lang)
        if key == "side":
            return value.replace("_", " ")
        return value

    def actor(self, actor_id: str, lang: str) -> str:
        """The name of an actor; the words themselves where no register holds them."""
        known = self.registry.actors.get(actor_id)
        return known.name_in(lang) if known else actor_id

    def place(self, place_id: str, lang: str) -> str:
        """The name of a place; the id itself where no register holds it."""
        try:
            return self.places.get(place_id).name_in(lang)
        except UnknownName:
            return place_id

    def _moment(self, told: str, lang: str) -> str:
        at, *who = told.split(" ")
        words = phrases.moment_word(at, lang) if at in _WORDS_OF_MOMENTS else at
        says = [self.actor(one, lang) for one in who if not one.startswith("-")]
        denies = [self.actor(one[1:], lang) for one in who if one.startswith("-")]
        names = phrases.joined(says, "all", lang)
        if denies:
            denied = phrases.denied(phrases.joined(denies, "all", lang), lang)
            names = f"{names}; {denied}" if names else denied
        return f"{words} ({names})" if names else words

    def steps(self, answers: Iterable[Answer]) -> tuple[Step, ...]:
        """Answers as steps, in their order, with English reasons."""
        return tuple(
            Step(
                question=one.question,
                answer=one.word,
                because=self.sentence(one.code, one.facts),
                code=one.code,
                facts=one.facts,
            )
            for one in answers
        )
