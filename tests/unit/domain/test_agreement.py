"""Terms refer only to what they define, and a window never lacks a start."""

from __future__ import annotations

from typing import Any

import pytest

from trucewatch.domain.agreement import Agreement, AgreementClass
from trucewatch.domain.clause import Clause, Modality
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.membership import Exclusion
from trucewatch.domain.moment import Citation, Grade, TimeFact, Window
from trucewatch.domain.zone import Zone

CITED = Citation("test", Grade.READ)
WINDOW = Window(starts=(TimeFact(at=None, citation=CITED),))
ZONE = Zone(id="all", name="all of it", places=("ocha:SY",), citation=CITED)


def clause(**more: Any) -> Clause:
    """A duty to hold fire, with what `more` says."""
    values: dict[str, Any] = {
        "id": "a",
        "number": "1",
        "modality": Modality.SHALL_NOT,
        "summary": "no fire",
        "bearers": (),
        "beneficiaries": (),
        "acts": ("fire",),
        "citation": CITED,
    }
    return Clause(**{**values, **more})


def agreement(*clauses: Clause, zone: str = "all") -> Agreement:
    """Terms with these clauses."""
    return Agreement(
        id="t",
        names=("Truce",),
        kind=AgreementClass.TRUCE,
        window=WINDOW,
        zones=(ZONE,),
        memberships=(),
        clauses=clauses,
        citations=(),
        zone=zone,
    )


def test_a_window_has_at_least_one_asserted_start() -> None:
    """Terms that nobody says began cannot have bound anyone."""
    with pytest.raises(InvalidValue, match="at least one"):
        Window(starts=())


def test_terms_name_only_zones_they_define() -> None:
    """A misspelt zone would silently be nowhere."""
    with pytest.raises(InvalidValue, match="not defined"):
        agreement(clause(zone="elsewhere"))


def test_a_clause_id_is_used_once() -> None:
    """A finding names its clause by it."""
    with pytest.raises(InvalidValue, match="used twice"):
        agreement(clause(), clause())


def test_a_zone_is_known_iff_it_has_places() -> None:
    """A zone of unknown line must say so."""
    with pytest.raises(InvalidValue, match="known iff"):
        Zone(id="z", name="z", places=(), citation=CITED)


def test_the_uncertainty_of_a_line_is_no_negative_distance() -> None:
    """Metres to either side are never below zero."""
    with pytest.raises(InvalidValue, match="negative"):
        Zone(id="z", name="z", places=("ocha:SY",), citation=CITED, uncertainty_m=-1)


def test_an_exclusion_names_an_actor_or_a_list() -> None:
    """Both, or neither, would leave open who is left out."""
    with pytest.raises(InvalidValue, match="not both"):
        Exclusion(citation=CITED, actor="x", list="y")
