"""Names of actors, registered and following from what is registered."""

import pytest

from trucewatch.text.registered import name_index


@pytest.mark.parametrize(
    ("spelling", "actor"),
    [
        ("Azerbaijan's Defence Ministry", "azerbaijan-mod"),
        ("Azerbaijani defence ministry", "azerbaijan-mod"),
        ("Armenia’s Foreign Ministry", "armenia-mfa"),
        ("Turkey's defense ministry", "turkey-mod"),
        ("Azerbaijan's army", "azerbaijan-armed-forces"),
        ("Indian soldiers", "india-army"),
        ("Sudan's armed forces", "sudanese-armed-forces"),
        ("Syrian air force", "syria-air-force"),
    ],
)
def test_a_spelling_follows_from_registered_ones(spelling: str, actor: str) -> None:
    """No entry lists it, and it can mean one body alone."""
    assert [found.id for found in name_index().lookup(spelling)] == [actor]


def test_a_spelling_of_two_bodies_is_left_out() -> None:
    """Bodies that would share a spelling keep their own names only."""
    assert name_index().lookup("Atlantean army") == ()


@pytest.mark.parametrize(
    ("state", "forces"),
    [("india", "india-army"), ("azerbaijan", "azerbaijan-armed-forces"), ("houthis", None)],
)
def test_a_state_has_its_forces(state: str, forces: str | None) -> None:
    """ "Our army" of a president is that of his state; a group has none in this sense."""
    found = name_index().forces_of(state)
    assert (found.id if found else None) == forces


def test_a_holder_is_the_same_when_asked_again() -> None:
    """An answer once given is kept, and it is the same answer."""
    index = name_index()
    asked = ("foreign minister", ["russia"], None, frozenset[str]())
    assert index.holder(*asked) is index.holder(*asked)
