"""Attachments that the parser gets wrong, as what is told shows."""

import pytest

from unit.text import saying


@pytest.mark.parametrize(
    ("text", "act", "agents"),
    [
        ("The UN envoy called on all sides to cease fire.", "demand_truce", []),
        ("No Sudanese jet bombed Omdurman, the ministry said.", "air_bombardment", ["sudan"]),
        ("India accused the Pakistani army of dropping bombs on Uri.", "air_bombardment",
         ["pakistan-army"]),
        ("The Houthis pulled their men back from the port.", "troop_withdrawal", ["houthis"]),
    ],
)  # fmt: skip
def test_a_clause_lost_is_put_together(text: str, act: str, agents: list[str]) -> None:
    """The verb has its subject, its object and its preposition again."""
    assert saying.agents(saying.the(act, text)) == agents


def test_a_clause_behind_as_has_its_subject() -> None:
    """ "As a truce took effect" tells of the truce, not of whoever left."""
    text = "Israel withdrew its troops from Gaza as a truce took effect on Tuesday."
    assert saying.acts(text) == ["troop_withdrawal", "start_truce"]


def test_an_infinitive_belongs_to_its_noun() -> None:
    """A chance to leave is a possibility of leaving."""
    text = "Baku called the truce a chance for Armenia to leave the occupied districts."
    said = saying.the("troop_withdrawal", text)
    assert (saying.agents(said), str(said.factuality)) == (["armenia"], "possible")


def test_a_condition_before_the_speaker_is_of_what_is_said() -> None:
    """The speaker at the end of a sentence says it whether or not the condition holds."""
    text = "The rebels will leave the port if the siege ends, a Yemeni officer said on Monday."
    said = saying.the("troop_withdrawal", text)
    assert str(said.factuality) == "conditional"


def test_a_sentence_is_one_tree() -> None:
    """A quotation and who speaks it are not parsed apart."""
    text = (
        '"It was Azerbaijan that shelled Martuni with artillery" she said, adding that it rained.'
    )
    text = f"Anahit Grigoryan spoke. {text}"
    assert saying.speakers(saying.the("shelling", text)) == ["Anahit Grigoryan"]
