"""A slip that two reports share and others do not ties them to one another."""

from __future__ import annotations

import dataclasses

import examples
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Mention, PlaceMention
from trucewatch.fusion.known import OddSpelling
from trucewatch.fusion.spelling import odd_spellings

REGISTERED = {"test:1": frozenset({"Harbnafsa", "Хирбнафса"}), "test:2": frozenset({"Talbiseh"})}


def registered(name_id: str) -> frozenset[str]:
    """What the made-up registers hold."""
    return REGISTERED.get(name_id, frozenset())


def report(name: str, words: str, place: str | None = "test:1") -> Reading:
    """A report whose one statement names a place in these words."""
    told = PlaceMention(words, place, None, None, examples.FORD.precision, words)
    said = dataclasses.replace(examples.SHELLING, id=name, places=(told,), agents=(), speakers=())
    document = dataclasses.replace(examples.document(), name=name)
    return Reading(document=document, statements=(said,), versions=examples.VERSIONS)


def odd(*readings: Reading) -> dict[str, list[str]]:
    """The odd spellings of each statement."""
    return {
        statement: [one.words for one in found]
        for statement, found in odd_spellings(readings, registered).items()
    }


def test_a_slip_shared_by_two_of_many_is_odd() -> None:
    """Two print Narbnafs, the others print the name."""
    many = [report(name, "Harbnafsa") for name in "cdef"]
    assert odd(report("a", "Narbnafs"), report("b", "Narbnafs"), *many) == {
        "a": ["Narbnafs"],
        "b": ["Narbnafs"],
    }


def test_a_slip_that_no_register_resolves_is_odd_too() -> None:
    """The reader found no place for it; others spell nearly so."""
    many = [report(name, "Harbnafsa") for name in "cdef"]
    found = odd(report("a", "NARB-Nafs", None), report("b", "NARB-Nafs", None), *many)
    assert sorted(found) == ["a", "b"]


def test_a_registered_spelling_is_no_slip() -> None:
    """However rare it is."""
    many = [report(name, "Harbnafsah") for name in "cdef"]
    assert odd(report("a", "Harbnafsa"), report("b", "Harbnafsa"), *many) == {}


def test_a_slip_of_one_report_ties_it_to_nobody() -> None:
    """It takes two."""
    assert odd(report("a", "Narbnafs"), *(report(name, "Harbnafsa") for name in "cdef")) == {}


def test_a_spelling_that_many_use_is_no_slip() -> None:
    """It is how people write the name."""
    assert odd(*(report(name, "Harbnafseh") for name in "abcdef")) == {}


def test_a_description_is_no_spelling() -> None:
    """Two that call it the border village need not have it from one another."""
    many = [report(name, "Harbnafsa") for name in "cdef"]
    assert odd(report("a", "Border Village"), report("b", "Border Village"), *many) == {}


def test_a_person_is_misspelt_as_a_place_is() -> None:
    """Agents and targets are held against their registered names."""
    named = [
        dataclasses.replace(
            reading,
            statements=(
                dataclasses.replace(
                    reading.statements[0], places=(), agents=(Mention(words, "test:2", words),)
                ),
            ),
        )
        for reading, words in (
            (report(name, "-"), "Tablisseh" if name in "ab" else "Talbiseh") for name in "abcdef"
        )
    ]
    assert odd_spellings(named, registered)["a"] == {OddSpelling("test:2", "Tablisseh")}
