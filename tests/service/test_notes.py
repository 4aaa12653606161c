"""Notes of one delegation: everybody of it, nobody else, and never in the ledger."""

from __future__ import annotations

import pytest

from access_world import NOON, people
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.service import notes
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.storage.models import DelegationNote, Entry
from trucewatch.storage.refusals import StaleVersion

OFFICER = Person("officer-a", Role.DELEGATION_OFFICER, Side.A)
HEAD = Person("head-a", Role.DELEGATION_HEAD, Side.A)
OTHER = Person("head-b", Role.DELEGATION_HEAD, Side.B)


@pytest.mark.usefixtures("home")
def test_a_note_is_for_the_whole_delegation_and_nobody_else() -> None:
    """Asked as everybody there is, with and without a second proof; nothing enters the ledger."""
    notes.write(OFFICER, "incident-1", "they will deny it", NOON)
    readers = {(one.side, bool(notes.notes_on(one, "incident-1"))) for one in people()}
    assert readers == {(Side.A, True), (Side.B, False), (Side.NEUTRAL, False)}
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("person", people(), ids=lambda one: f"{one.id}-{one.stepped_up}")
def test_delegations_alone_write_notes(person: Person) -> None:
    """Each on its own side."""
    if person.side is Side.NEUTRAL:
        with pytest.raises(Denied):
            notes.write(person, "s", "text", NOON)
    else:
        assert notes.write(person, "s", "text", NOON).side == person.side.value


@pytest.mark.usefixtures("home")
def test_a_colleague_corrects_it_and_the_slower_one_is_told() -> None:
    """The version that was seen decides."""
    made = notes.write(OFFICER, "s", "one", NOON)
    assert notes.correct(HEAD, made.id, "two", follows=1, now=NOON).version == 2
    with pytest.raises(StaleVersion):
        notes.correct(OFFICER, made.id, "three", follows=1, now=NOON)
    assert [one.text for one in notes.notes_on(OFFICER, "s")] == ["two"]


@pytest.mark.usefixtures("home")
def test_the_other_side_is_told_what_it_is_told_of_nothing() -> None:
    """The id of a note that is there and one that is not: the same refusal, the same words."""
    made = notes.write(OFFICER, "s", "one", NOON)
    told = set()
    for named in (made.id, "nothing"):
        with pytest.raises(NotThere) as refused:
            notes.correct(OTHER, named, "mine", follows=1, now=NOON)
        told.add(str(refused.value))
    assert len(told) == 1
    assert DelegationNote.objects.get().text == "one"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("text", ["", "   \n", "x" * (notes.LONGEST + 1)])
def test_an_empty_or_endless_note_is_none(text: str) -> None:
    """Refused before it is kept."""
    with pytest.raises(InvalidValue):
        notes.write(OFFICER, "s", text, NOON)
