"""Denials that point back at what somebody else said."""

import pytest

from unit.text import saying

CHARGE = "The Azerbaijani army shelled Martuni on Monday, Yerevan said. "


@pytest.mark.parametrize(
    "denial",
    [
        "Baku rejected the charge.",
        "Baku denies it.",
        "Baku denied any involvement.",
        "Baku dismissed this as a lie.",
        'Baku called the claim "baseless".',
        '"Nothing of the kind happened," said Anton Silva, a general.',
    ],
)
def test_a_denial_without_content_denies_the_last_charge(denial: str) -> None:
    """The act, its place and its day are those of the charge."""
    first, last = saying.told(CHARGE + denial)
    assert (last.act, str(last.factuality)) == ("shelling", "denied")
    assert saying.places(last) == saying.places(first)
    assert last.speakers != first.speakers


def test_a_denial_with_content_is_told_once() -> None:
    """ "Denied shelling" tells its own act and points back at nothing."""
    assert len(saying.told(CHARGE + "Baku denied shelling the town.")) == 2


def test_nobody_denies_his_own_word() -> None:
    """What the same speaker said before is not what he rejects."""
    assert len(saying.told(CHARGE + "Yerevan rejected the claim.")) == 1


def test_rejecting_a_statement_is_no_denial() -> None:
    """A joint statement is no charge."""
    found = saying.told(CHARGE + "Ankara rejected the joint statement.")
    assert [str(said.factuality) for said in found] == ["alleged", "happened"][: len(found)]


def test_of_several_charges_the_one_with_a_culprit_is_denied() -> None:
    """People killed accuse nobody; the shelling beside them does."""
    text = "The Azerbaijani army shelled Ganja. Two boys were killed there, Yerevan said."
    text = f'"{text[:-14]}," Yerevan said. Baku rejected the charge.'
    assert saying.told(text)[-1].act == "shelling"


def test_a_denial_that_is_then_spelt_out_is_told_once() -> None:
    """ "Denied the charge" and the words of the denial are one denial."""
    text = CHARGE + 'Baku rejected the charge. "Our army did not shell Martuni," a general said.'
    assert [str(said.factuality) for said in saying.told(text)] == ["alleged", "denied"]


def test_dismissing_a_charge_rejects_no_truce() -> None:
    """ "This" is the charge, though the report spoke of a truce before."""
    text = f"The truce began on Monday. {CHARGE}Baku dismissed this as a lie."
    assert "reject_truce" not in saying.acts(text)
