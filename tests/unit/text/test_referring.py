"""Pronouns and common nouns that point back."""

import pytest

from unit.text import saying


@pytest.mark.parametrize(
    ("text", "act", "agents"),
    [
        (
            "Hezbollah said that it rejects the truce.",
            "reject_truce",
            ["hezbollah"],
        ),
        (
            "The Houthis denied that they had shelled the port.",
            "shelling",
            ["houthis"],
        ),
        (
            "Azerbaijan's army said that its troops had advanced on Sunday.",
            "advance",
            ["azerbaijan-armed-forces"],
        ),
        (
            "The Houthis announced that their men had withdrawn from the port.",
            "troop_withdrawal",
            ["houthis"],
        ),
        (
            '"Our units did not shell the town," said Anton Silva, a spokesman for the Houthis.',
            "shelling",
            ["houthis"],
        ),
        (
            "The fighters of the Houthis shelled the town.",
            "shelling",
            ["houthis"],
        ),
        (
            "The Sudanese army spoke on Monday. The army shelled Omdurman on Tuesday.",
            "shelling",
            ["sudanese-armed-forces"],
        ),
        (
            "The LTTE met Norway's envoy in Oslo. The rebels shelled Mannar.",
            "shelling",
            ["ltte"],
        ),
    ],
)
def test_an_act_is_of_whoever_is_meant(text: str, act: str, agents: list[str]) -> None:
    """A pronoun, a possessive or a common noun stands for a party named before."""
    assert saying.agents(saying.the(act, text)) == agents


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The United Nations will send a convoy to Hama, its office in Damascus said.",
            "United Nations",
        ),
        (
            "The World Food Programme was there. The agency said that a convoy was shelled.",
            "World Food Programme",
        ),
        (
            "The Houthis spoke. They accused the army of shelling a convoy.",
            "Ansar Allah",
        ),
        (
            "Russia's Foreign Ministry spoke. A convoy was shelled, the ministry said.",
            "Russian Ministry of Foreign Affairs",
        ),
        (
            "Anton Silva, a doctor, spoke. He said that a convoy was shelled.",
            "Anton Silva",
        ),
        (
            "The Red Cross said so. It said that a convoy was shelled.",
            "International Committee of the Red Cross",
        ),
    ],
)
def test_a_speaker_is_whoever_is_meant(text: str, speaker: str) -> None:
    """ "Its office", "the agency" and "they" speak for the body named before."""
    said = saying.told(text)[-1]
    assert saying.speakers(said) == [speaker]


def test_several_rebel_groups_leave_the_rebels_open() -> None:
    """Where a report names two armed groups "the rebels" are neither."""
    text = "Ahrar al-Sham and Jaysh al-Islam met. The rebels shelled Hama."
    assert saying.agents(saying.the("shelling", text)) == ["rebels"]


def test_both_forces_are_the_two_named_together() -> None:
    """Two armed parties named together are "both forces" after."""
    text = (
        "The Sudanese army and the Rapid Support Forces met in Jeddah. "
        "Both forces had obstructed aid convoys, the United States said."
    )
    expected = ["sudanese-armed-forces", "rapid-support-forces"]
    assert saying.agents(saying.the("deny_aid_access", text)) == expected


def test_a_ministers_we_is_his_state() -> None:
    """What "we" will do, a secretary of state says for his state."""
    text = '"We will impose sanctions," US Secretary of State Mike Pompeo said.'
    assert saying.agents(saying.the("sanction", text)) == ["united-states"]


def test_a_surname_opens_a_sentence() -> None:
    """Whoever was named in full is known by his surname, also as a first word."""
    text = "Anton Silva met the envoys. Silva said that the army shelled Mannar."
    assert saying.speakers(saying.the("shelling", text)) == ["Anton Silva"]


def test_they_of_an_unknown_speaker_stays_open() -> None:
    """Police who say what "they" did name no other pair."""
    text = "Russia and Turkey met. Police said that they had shelled the hill."
    assert saying.agents(saying.the("shelling", text)) == []


def test_whoever_stands_behind_a_bodys_name_is_meant() -> None:
    """In "U.N. Secretary-General Ban Ki-moon" it is the man who speaks."""
    text = "U.N. Secretary-General Ban Ki-moon condemned Hamas for abducting an officer."
    assert saying.speakers(saying.the("abduction", text)) == ["Ban Ki-moon"]


def test_its_of_a_spokesman_is_his_bodys() -> None:
    """A spokesman who tells of "its fighters" tells of those he speaks for."""
    text = "Houthi spokesman Anton Silva said its fighters had withdrawn from the port."
    assert saying.agents(saying.the("troop_withdrawal", text)) == ["houthis"]


def test_an_air_force_is_not_the_army() -> None:
    """ "The army" goes on meaning the army after an air force was named."""
    text = (
        "The Israeli military spoke on Monday. The Israeli Air Force left. "
        "Rebels shelled Gaza, the army said."
    )
    said = saying.the("shelling", text)
    assert [speaker.actor for speaker in said.speakers] == ["israel-idf"]
