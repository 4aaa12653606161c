"""What each clause says of each kind of act, with its weapons, objects and claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from trucewatch.assess import clauses
from trucewatch.assess.answer import NOT, POSSIBLY
from trucewatch.assess.plan.arrays import Ints, ints
from trucewatch.assess.plan.codes import ALLOWS, NO, YES, number_of, tally
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import Clause
from trucewatch.domain.incident import Claim, ClaimKind, Incident
from trucewatch.domain.statement import Weapon


@dataclass(frozen=True, slots=True)
class Act:
    """All that an incident tells of what was done.

    Args:
        weapons, objects: classes, in the order told.
        claims: excuses that somebody claims.
    """

    act: str
    family: str
    weapons: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    claims: tuple[ClaimKind, ...] = ()

    @classmethod
    def of(cls, incident: Incident) -> Act:
        """What an incident tells."""
        weapons = tuple(one.weapon for one in incident.weapons)
        claims = tuple(one.kind for one in incident.claims)
        return cls(incident.act, incident.act_family, weapons, incident.objects, claims)

    def happening(self) -> Incident:
        """An incident that tells nothing else."""
        return Incident(
            id="",
            statements=("",),
            act=self.act,
            act_family=self.family,
            weapons=tuple(Weapon(one, one) for one in self.weapons),
            objects=self.objects,
            claims=tuple(Claim(one, "") for one in self.claims),
        )


class Acts(NamedTuple):
    """Tables of acts.

    Args:
        row: of each agreement and act (`agreement * acts + act`), where its answers begin.
        by_clause: answers of each clause in turn, with a bit where it knows a claimed excuse.
        claimed: of each act, whether an excuse is claimed.
    """

    number: int
    row: Ints
    by_clause: Ints
    claimed: Ints


class ActTables:
    """Makes the tables of acts, keeping every answer for the next table of incidents."""

    def __init__(self, agreements: Sequence[Agreement]) -> None:
        self.agreements = agreements
        self._answers: dict[object, int] = {}
        self._rows: dict[object, int] = {}
        self.by_clause: list[int] = []
        self._alike: dict[object, int] = {}
        self._kinds = [[self._kind(clause) for clause in one.clauses] for one in agreements]

    def _kind(self, clause: Clause) -> int:
        """A number that clauses have in common which say the same of every act."""
        key = (clause.modality, clause.acts, clause.weapons, clause.objects)
        return self._alike.setdefault(key, len(self._alike))

    def of(self, acts: Sequence[Act]) -> Acts:
        """Tables for acts by code."""
        rows = np.empty((len(self.agreements), len(acts)), dtype=np.int64)
        for code, act in enumerate(acts):
            for number, terms in enumerate(self.agreements):
                rows[number, code] = self._row(number, terms, act)
        claimed = ints(bool(act.claims) for act in acts)
        return Acts(len(acts), rows.ravel(), ints(self.by_clause), claimed)

    def _row(self, number: int, terms: Agreement, act: Act) -> int:
        key = (act, tuple(self._kinds[number]))
        found = self._rows.get(key)
        if found is None:
            answers = [
                self._answer(kind, act, clause)
                for kind, clause in zip(self._kinds[number], terms.clauses, strict=True)
            ]
            found = self._rows[key] = len(self.by_clause)
            self.by_clause += answers or [tally("speaks_of_act", YES)]
        return found

    def _answer(self, kind: int, act: Act, clause: Clause) -> int:
        key = (kind, act)
        found = self._answers.get(key)
        if found is None:
            happening = act.happening()
            found = tally(
                "speaks_of_act", number_of(clauses.speaks_of(clause, happening).certainty)
            )
            if clauses.is_duty(clause).certainty is NOT:
                found += tally("is_duty", NO)
            excuse = clauses.excused([clause], happening, None)
            if excuse is not None and excuse.certainty is POSSIBLY:
                found += ALLOWS
            self._answers[key] = found
        return found
