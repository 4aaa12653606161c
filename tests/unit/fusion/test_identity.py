"""Incidents keep their names from run to run, and names that end are aliases."""

from __future__ import annotations

from trucewatch.domain.identity import Alias, Identity
from trucewatch.fusion.identity import Carried, carried_over


def carried(clusters: str, *previous: Identity) -> Carried:
    """Names of clusters, each a word of statements, after earlier incidents."""
    listed = [tuple(word) for word in clusters.split()]
    return carried_over(listed, previous, {min(one): f"new-{min(one)}" for one in listed})


def called(found: Carried) -> list[str]:
    """The names, in the order of the clusters."""
    return [one.id for one in found.identities]


def old(name: str, statements: str) -> Identity:
    """An earlier incident."""
    return Identity(id=name, statements=tuple(statements))


def test_the_same_incidents_keep_their_names() -> None:
    """Also where statements were added."""
    assert called(carried("abx cd", old("one", "ab"), old("two", "cd"))) == ["one", "two"]


def test_of_two_that_merge_the_one_with_more_gives_the_name() -> None:
    """The other is an alias that remembers what it held."""
    [found] = carried("abcde", old("one", "ab"), old("two", "cde")).identities
    assert found.id == "two"
    assert [(one.id, one.statements) for one in found.aliases] == [("one", ("a", "b"))]


def test_of_two_that_split_the_one_with_more_keeps_the_name() -> None:
    """The other is new and tells from which it was split."""
    more, fewer = carried("abc de", old("one", "abcde")).identities
    assert (more.id, more.split_from) == ("one", "")
    assert (fewer.id, fewer.split_from) == ("new-d", "one")


def test_a_name_never_stays_with_the_smaller_part() -> None:
    """Most of `one` went into `two`, so whoever looks for it is led there."""
    found = carried("abcxyzw de", old("one", "abcde"), old("two", "xyzw"))
    first, second = found.identities
    assert first.id == "two"
    assert [one.id for one in first.aliases] == ["one"]
    assert (second.id, second.split_from) == ("new-d", "two")


def test_an_alias_is_a_name_again_when_the_merge_is_undone() -> None:
    """Through two runs, without anybody giving the name back."""
    merged = carried("abcde", old("one", "ab"), old("two", "cde"))
    parted = carried_over([tuple("ab"), tuple("cde")], merged.identities, {"a": "n", "c": "m"})
    assert called(parted) == ["one", "two"]
    assert all(not one.aliases for one in parted.identities)


def test_aliases_outlive_a_chain_of_runs() -> None:
    """A second merge keeps the alias of the first."""
    first = carried("abc de", old("one", "a"), old("two", "bc"), old("three", "de"))
    [found] = carried_over([tuple("abcde")], first.identities, {"a": "n"}).identities
    assert {one.id for one in found.aliases} | {found.id} == {"one", "two", "three"}


def test_an_alias_takes_no_name_from_its_incident() -> None:
    """Though all that is told now is what the alias held."""
    before = Identity(
        id="two", statements=tuple("abc"), aliases=(Alias(id="one", statements=tuple("ab")),)
    )
    assert called(carried("ab", before)) == ["two"]


def test_names_of_what_is_not_told_now_are_kept() -> None:
    """They come back with their statements."""
    without = carried("ab", old("one", "ab"), old("two", "cd"))
    assert [one.id for one in without.gone] == ["two"]
    again = carried_over([tuple("cd")], without.gone, {"c": "n"})
    assert called(again) == ["two"]


def test_a_new_name_is_none_that_was_ever_used() -> None:
    """Also where it is made of the same statements as one before."""
    taken = carried("ab cx", old("new-c", "abc"))
    assert called(taken)[0] == "new-c"
    assert called(taken)[1] not in {"new-c", ""}


def test_equal_shares_go_by_order() -> None:
    """Two halves: the one with the lower statement keeps the name."""
    assert called(carried("cd ab", old("one", "abcd"))) == ["new-c", "one"]
