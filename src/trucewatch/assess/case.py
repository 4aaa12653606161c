"""Everything that one finding rests on, and its questions asked in turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from trucewatch.assess import clauses
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.concern import concerns
from trucewatch.assess.decide import SETTLED, Judged, decision, strongest
from trucewatch.assess.due import due
from trucewatch.assess.exclusion import left_out
from trucewatch.assess.parties import Standing, standing
from trucewatch.assess.readings import TermsReading
from trucewatch.assess.scope import Places, There, in_zone
from trucewatch.assess.wider import in_terms
from trucewatch.assess.window import ALWAYS, NEVER, Span, force, in_force, local, span_of
from trucewatch.data.loading import load_yaml
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import Clause
from trucewatch.domain.finding import Certainty, Reason
from trucewatch.domain.incident import Incident
from trucewatch.domain.statement import Mention
from trucewatch.domain.zone import Zone


@cache
def mutual_acts() -> frozenset[str]:
    """Acts that those who do them suffer from one another.

    >>> "clash" in mutual_acts(), "shelling" in mutual_acts()
    (True, False)
    """
    acts = load_yaml("vocabulary/acts.yaml")["acts"]
    return frozenset(name for name, act in acts.items() if act.get("mutual"))


@dataclass(frozen=True, slots=True)
class Ground:
    """The registers that every case of a run rests on."""

    registry: Registry
    places: Places


@dataclass(frozen=True)
class Case:
    """One incident under one reading of one agreement.

    Args:
        reported_at: when the report was out; an incident without a time was before that.
        known_at: leave out terms that could not have been known then.
        settled: a reason that people settled for this incident.
    """

    incident: Incident
    agreement: Agreement
    reading: TermsReading
    ground: Ground
    reported_at: dt.datetime | None = None
    known_at: dt.datetime | None = None
    settled: Reason | None = None

    @cached_property
    def span(self) -> Span | None:
        """When it was, as far as told; None where nothing at all is."""
        time = self.incident.time
        if time is not None and (time.start is not None or time.end is not None):
            return span_of(time)
        return (ALWAYS, self.reported_at) if self.reported_at else None

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """Each clause against each accused, in the order of the agreement."""
        accused: tuple[Mention | None, ...] = self.incident.initiators or (None,)
        terms: tuple[Clause | None, ...] = self.agreement.clauses or (None,)
        return tuple(self._judge(clause, who) for clause in terms for who in accused)

    @cached_property
    def best(self) -> Judged:
        """The clause that speaks for the agreement."""
        return strongest(self.judged)

    def there_and_then(self) -> tuple[Answer, Answer]:
        """Whether the agreement was in force then, and whether it held there."""
        return self._in_force(None), self._in_zone(None)

    @property
    def held_then(self) -> bool:
        """Whether the terms may have been in force then, wherever it was."""
        return self._in_force(None).certainty is not NOT

    @property
    def may_hold(self) -> bool:
        """Whether the terms, or a clause with a window of its own, may have held there and then.

        A duty may have to be kept before the terms take effect. Where nobody tells a place, they
        have to know somebody whom the incident names.
        """
        if self.placeless and not self.concerned:
            return False
        own = (clause for clause in self.agreement.clauses if clause.window is not None)
        return any(
            NOT not in {self._in_force(one).certainty, self._in_zone(one).certainty}
            for one in (None, *own)
        )

    @property
    def placeless(self) -> bool:
        """Whether nobody tells a place that is on file."""
        return self._in_main_zone.certainty is None

    @cached_property
    def concerned(self) -> bool:
        """Whether the terms know somebody whom the incident names."""
        span = self.span or (ALWAYS, NEVER)
        return concerns(self.agreement, self.incident, self.ground.registry, span)

    def _judge(self, clause: Clause | None, who: Mention | None) -> Judged:
        answers = tuple(self._answers(clause, who))
        reason, decided_by = decision(answers, self.settled)
        return Judged(clause, reason, answers, decided_by)

    def _answers(self, clause: Clause | None, who: Mention | None) -> Iterator[Answer]:
        if self.settled is not None:
            yield Answer(SETTLED, SURELY, f"settled.{self.settled}", {})
        yield self._when()
        yield self._in_force(clause)
        yield self._in_zone(clause)
        doer, out = self._known[who] if who else (None, None)
        if doer is None or out is None:
            yield Answer("initiator_known", POSSIBLY, "initiator_known.no", {})
        else:
            yield from (out, doer.answer)
        suffered = self._suffered(who)
        yield from self._sufferers_left_out(suffered)
        if clause is not None:
            if clause.disputed:
                yield clauses.read_so(clause, self.reading)
            yield clauses.is_duty(clause)
            yield from self._due(clause)
            yield clauses.speaks_of(clause, self.incident)
            yield clauses.owes(clause, doer)
            yield clauses.protects(clause, [self._known[one][0] for one in suffered])
        claimed = clauses.excused(self._read_so, self.incident, doer)
        if claimed is not None:
            yield claimed
        if self.incident.count_only:
            yield Answer("one_happening", None, "one_happening.count_only")
        yield self._corroborated()

    def _when(self) -> Answer:
        clock = self.agreement.time_zone
        if self.span is None:
            return Answer("when", None, "when.no_time")
        facts = {"from": local(self.span[0], clock), "to": local(self.span[1], clock)}
        told = self.incident.time
        if told is None or (told.start is None and told.end is None):
            return Answer("when", POSSIBLY, "when.reported", {"to": facts["to"]})
        open_sides = self.span[0] == ALWAYS, self.span[1] == NEVER
        code = {(False, False): "told", (True, False): "told_before", (False, True): "told_since"}
        return Answer("when", SURELY, f"when.{code[open_sides]}", facts)

    @cached_property
    def _terms_in_force(self) -> Answer:
        """Shared by all clauses without a window of their own."""
        return self._held(None)

    def _in_force(self, clause: Clause | None) -> Answer:
        own = clause is not None and clause.window is not None
        return self._held(clause) if own else self._terms_in_force

    def _held(self, clause: Clause | None) -> Answer:
        held = force(self.agreement, self.reading, clause=clause, known_at=self.known_at)
        return in_force(held, self.span, self.agreement.time_zone)

    @cached_property
    def _in_main_zone(self) -> Answer:
        """Shared by all clauses without a zone of their own."""
        return in_terms(self.incident.places, self.agreement, self._there, self.known_at)

    def _in_zone(self, clause: Clause | None) -> Answer:
        if clause is None or clause.zone is None:
            return self._in_main_zone
        return in_zone(self.incident.places, zone_for(self.agreement, clause), self._there)

    @cached_property
    def _there(self) -> There:
        """What the zone is asked of."""
        return There(
            self.ground.places,
            frozenset(one.weapon for one in self.incident.weapons),
            self.agreement.controls,
            self.reading,
            self.span or (ALWAYS, NEVER),
        )

    @cached_property
    def _known(self) -> dict[Mention, tuple[Standing, Answer]]:
        """How each one mentioned stands to the terms, and whether it is left out of them."""
        span, registry = self.span or (ALWAYS, NEVER), self.ground.registry
        terms, reading = self.agreement, self.reading
        return {
            who: (
                standing(who, terms, reading, registry=registry, span=span),
                left_out(who, terms, reading, registry=registry, span=span),
            )
            for who in (*self.incident.initiators, *self.incident.targets)
        }

    def _suffered(self, who: Mention | None) -> tuple[Mention, ...]:
        """Whom it befell; where two clash and nobody is named beside them, each the other."""
        incident = self.incident
        if incident.targets or incident.act not in mutual_acts():
            return incident.targets
        return tuple(one for one in incident.initiators if who is not None and one != who)

    def _due(self, clause: Clause) -> Iterator[Answer]:
        clock = self.agreement.time_zone
        told = due(clause, self.reading, self.span, time_zone=clock, known_at=self.known_at)
        if told is not None:
            yield told

    @property
    def _read_so(self) -> Iterator[Clause]:
        """The clauses that the text has in this reading."""
        for one in self.agreement.clauses:
            if self.reading.counts(one.asserted_by, one.contested_by):
                yield one

    def _sufferers_left_out(self, suffered: Sequence[Mention]) -> Iterator[Answer]:
        """Surely only where all who suffered it are excluded: others may still be protected."""
        found = [self._known[who][1] for who in suffered]
        if not found:
            return
        open_ones = [one for one in found if one.certainty is not SURELY]
        chosen = next((one for one in open_ones if one.certainty is POSSIBLY), None)
        chosen = chosen or (open_ones or found)[0]
        yield Answer("sufferer_left_out", chosen.certainty, chosen.code, chosen.facts)

    def _corroborated(self) -> Answer:
        incident = self.incident
        if not incident.provisional:
            number = str(len(incident.statements))
            return Answer("corroborated", SURELY, "corroborated.yes", {"number": number})
        if not incident.accusers:
            return Answer("corroborated", POSSIBLY, "corroborated.narrator", {})
        said = incident.accusers[-1]
        return Answer(
            "corroborated", POSSIBLY, "corroborated.one", {"actor": said.actor or said.name}
        )


def zone_for(agreement: Agreement, clause: Clause | None) -> Zone:
    """The zone of a clause, that of the agreement where it has none of its own."""
    wanted = clause.zone if clause is not None and clause.zone else agreement.zone
    return next(zone for zone in agreement.zones if zone.id == wanted)


def certain(answer: Answer) -> Certainty:
    """The certainty of an answer, `possibly` where nothing is told."""
    return answer.certainty or POSSIBLY
