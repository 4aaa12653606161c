"""Readings become incidents with their lineage, whatever the order they come in."""

from __future__ import annotations

import dataclasses
import gc
from itertools import permutations

import pytest

import examples
from trucewatch.domain.reading import Reading
from trucewatch.domain.span import Span
from trucewatch.domain.statement import Because, Factuality, PlaceMention
from trucewatch.pipeline.fuse import fuse
from trucewatch.pipeline.records import load
from unit.fusion.accounts import Villages

OWN_WORDS = " ".join(f"nursed{number}" for number in range(60))


def report(name: str, source: str, *, own_words: str = "", **more: object) -> Reading:
    """The example report as another outlet prints it, with one statement.

    With words of its own it has the sentence in common with the example and nothing else.
    """
    whole = examples.document()
    document = dataclasses.replace(whole, name=name, source=source)
    if own_words:
        text = f"{whole.text[: examples.SHELLING.span.end]} {own_words}"
        document = dataclasses.replace(document, text=text, blocks=())
    said = dataclasses.replace(examples.SHELLING, id=f"{name:0>16}", **more)  # type: ignore[arg-type]
    return Reading(document=document, statements=(said,), versions=examples.VERSIONS)


def test_two_reports_of_one_shelling_are_one_incident() -> None:
    """Both rest on the same spokesman, so it stays a single claim."""
    [found] = fuse([report("a", "gazette"), report("b", "herald")], places=Villages()).incidents
    assert found.lineage.independent == 1
    assert found.incident.provisional
    assert len(found.incident.statements) == 2


def test_a_second_origin_ends_the_single_claim() -> None:
    """Somebody else saw it too, in a report of other words."""
    nurse = dataclasses.replace(examples.FRONT, name="a nurse", actor=None)
    other = report("b", "herald", speakers=(nurse,), own_words=OWN_WORDS)
    [found] = fuse([report("a", "gazette"), other], places=Villages()).incidents
    assert found.lineage.independent == 2
    assert not found.incident.provisional


def test_a_denial_is_an_account_beside_the_accusation() -> None:
    """It is kept with the incident and accuses nobody."""
    denial = report("b", "herald", factuality=Factuality.DENIED)
    [found] = fuse([report("a", "gazette"), denial], places=Villages()).incidents
    assert found.denials == ("b".rjust(16, "0"),)
    assert found.incident.statements == ("a".rjust(16, "0"),)


def denial(words: str) -> Reading:
    """The Northern State denies it, in a report of its own."""
    whole = Span(0, len(words))
    said = dataclasses.replace(
        examples.DENIAL,
        id="d" * 16,
        span=whole,
        words=words,
        places=examples.SHELLING.places,
        time=examples.SHELLING.time,
        because=(Because("made", whole),),
    )
    document = dataclasses.replace(
        examples.document(),
        name="d",
        source="tribune",
        text=words,
        blocks=(),
        repairs=(),
        dateline=None,
    )
    return Reading(document=document, statements=(said,), versions=examples.VERSIONS)


def test_a_denial_is_no_origin_of_what_it_denies() -> None:
    """Otherwise whoever is accused would corroborate the accusation by denying it."""
    both = [report("a", "gazette"), denial("We never fired there, said the ministry.")]
    [found] = fuse(both, places=Villages()).incidents
    assert found.denials == ("d" * 16,)
    assert found.lineage.independent == 1
    assert found.incident.provisional
    assert dict(found.lineage.origins)["d" * 16] == "northern-state"


def test_a_denial_alone_makes_no_incident() -> None:
    """Nobody alleges what it denies."""
    denial = report("b", "herald", factuality=Factuality.DENIED)
    assert fuse([denial], places=Villages()).incidents == ()


def test_the_order_of_readings_changes_nothing() -> None:
    """The same incidents with the same ids."""
    readings = [report(name, name) for name in "abc"]
    first, *others = (fuse(order, places=Villages()) for order in permutations(readings))
    assert all(other == first for other in others)


def test_what_fuse_writes_can_be_assessed(tmp_path: object) -> None:
    """The incidents are read back as they were."""
    from pathlib import Path

    from trucewatch.export.json_text import json_value

    made = fuse([report("a", "gazette")], places=Villages())
    file = Path(str(tmp_path)) / "incidents.json"
    file.write_bytes(json_value(made))
    assert load([str(file)]).incidents == tuple(one.incident for one in made.incidents)


def at(place_id: str, *, point: bool) -> tuple[PlaceMention, ...]:
    """The place of the example under an id that no gazetteer holds, with its point or without."""
    [there] = examples.SHELLING.places
    lon, lat = (36.0, 34.0) if point else (None, None)
    return (dataclasses.replace(there, place=place_id, lon=lon, lat=lat),)


@pytest.mark.parametrize("other", ["made:mill", "ocha:C3040"])
def test_a_place_on_no_file_keeps_nobody_from_fusing(other: str) -> None:
    """Whether a point is told or not, and whoever else is on file."""
    told = [
        report("a", "gazette", places=at("made:ford", point=False)),
        report("b", "herald", places=at(other, point=False)),
        report("c", "tribune", places=at("made:weir", point=True)),
    ]
    assert fuse(told).incidents


def test_places_on_no_file_are_told_by_their_points() -> None:
    """Two names of one spot."""
    told = [report(name, name, places=at(f"made:{name}", point=True)) for name in ("a", "b")]
    [found] = fuse(told).incidents
    [place] = (one for one in found.links[0].likenesses if one.part == "place")
    assert place.code == "near"


def test_a_place_on_no_file_and_without_a_point_is_unknown() -> None:
    """It speaks neither for being apart nor for being the same."""
    told = [report(name, name, places=at(f"made:{name}", point=False)) for name in ("a", "b")]
    [found] = fuse(told).incidents
    [place] = (one for one in found.links[0].likenesses if one.part == "place")
    assert place.code == "not_on_file"


def test_fusing_leaves_the_search_for_garbage_as_it_was() -> None:
    """It waits while reports are fused, and no longer."""
    gc.disable()
    try:
        fuse([report("a", "gazette")], places=Villages())
        assert not gc.isenabled()
    finally:
        gc.enable()
    fuse([report("a", "gazette")], places=Villages())
    assert gc.isenabled()


def test_fusing_makes_no_garbage_that_has_to_be_searched_for() -> None:
    """Otherwise memory would grow with every run as long as the search waits."""
    told = [report(name, name) for name in "abcdefgh"]
    fuse(told, places=Villages())
    gc.collect()
    gc.disable()
    try:
        fuse(told, places=Villages())
        assert gc.collect() < 100
    finally:
        gc.enable()
