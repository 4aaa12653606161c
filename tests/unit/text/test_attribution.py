"""Who is said to say what, nearest first."""

import pytest

from unit.text import saying


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Shells hit Uri, a source told Interfax.", ["source", "Interfax"]),
        ("Shells hit Uri, two diplomats said.", ["diplomats"]),
        ("Shells hit Uri, a senior Indian officer said.", ["Indian officer"]),
        ("Residents of Uri say that shells hit the town.", ["Residents of Uri"]),
        (
            "Shells hit Uri, the authorities in Srinagar said.",
            ["authorities in Srinagar"],
        ),
        (
            "Shells hit Uri, a soldier of the Indian Army said.",
            ["soldier of the Indian Army"],
        ),
        (
            "According to the Red Cross, shells hit Uri.",
            ["International Committee of the Red Cross"],
        ),
        ("Shells hit Uri, by Imran Qadir's account.", ["Imran Qadir"]),
        ('"Shells hit Uri," said Nazir Ahmad, a teacher.', ["Nazir Ahmad"]),
    ],
)
def test_a_voice_keeps_its_description(text: str, chain: list[str]) -> None:
    """A speaker no register holds is called as the text calls him, ranks and numbers aside."""
    assert saying.speakers(saying.the("shelling", text)) == chain


def test_nobody_quotes_himself() -> None:
    """A speaker who stands twice in the sentence stands once in the chain."""
    text = '"The army did not shell Uri," a military source told Interfax, the source said.'
    assert saying.speakers(saying.the("shelling", text)) == ["military source", "Interfax"]


def test_a_chain_of_citing_runs_inwards() -> None:
    """Of a paper citing an agency which quoted an official the official is nearest."""
    text = (
        "A convoy was shelled, The Orontes Daily newspaper reported, citing the Levant Wire "
        "agency, which quoted a village doctor."
    )
    said = saying.the("attack_aid", text)
    assert saying.speakers(said) == ["village doctor", "Levant Wire", "Orontes Daily"]


def test_a_claim_belongs_to_whoever_makes_it() -> None:
    """Denying somebody's claim does not make it one's own."""
    text = "Ankara denied a claim by the Syrian Democratic Forces that Turkish troops shelled Hama."
    said = saying.the("shelling", text)
    assert saying.speakers(said) == ["Syrian Democratic Forces"]
    assert str(said.factuality) == "alleged"


def test_a_charge_brought_is_the_subjects() -> None:
    """Whoever opens a meeting with a charge makes it."""
    text = "Nimal Perera opened the meeting with the charge that the rebels shelled Mannar."
    assert saying.speakers(saying.the("shelling", text)) == ["Nimal Perera"]


@pytest.mark.parametrize(
    "text",
    [
        "The head of the team, Anton Silva, said that the rebels shelled Mannar.",
        "A spokesman for the navy, Anton Silva, said that the rebels shelled Mannar.",
        "The ministry's spokesman, Anton Silva, said that the rebels shelled Mannar.",
        "Information Minister Anton Silva said that the rebels shelled Mannar.",
        "National Security Adviser Anton Silva said that the rebels shelled Mannar.",
    ],
)
def test_an_office_and_a_name_are_the_person(text: str) -> None:
    """Whatever titles stand around a name, the person speaks."""
    assert saying.speakers(saying.the("shelling", text)) == ["Anton Silva"]


def test_a_representative_speaks_for_his_body() -> None:
    """Nobody's name is told, so the body that sent him stands for him."""
    text = "A representative of the Houthis denied that the army had shelled Hodeidah."
    said = saying.the("shelling", text)
    assert [speaker.actor for speaker in said.speakers] == ["houthis"]


def test_accusing_each_other_makes_two_statements() -> None:
    """Of two that accuse one another each is told to accuse the other."""
    text = "Armenia and Azerbaijan accused each other of breaking the ceasefire."
    found = [(saying.speakers(said), saying.agents(said)) for said in saying.told(text)]
    assert found == [(["Armenia"], ["azerbaijan"]), (["Azerbaijan"], ["armenia"])]


def test_an_aside_is_no_part_of_an_accusation() -> None:
    """What a clause between commas adds to an accusation is the narrator's."""
    text = "Yerevan accused Baku of breaking the truce, which came into force on Monday."
    assert saying.speakers(saying.the("start_truce", text)) == []


def test_who_is_expected_to_act_does_not_say_so() -> None:
    """The subject of a passive expectation is no speaker."""
    text = "The OSCE Minsk Group is expected to reopen the talks in Geneva."
    assert saying.speakers(saying.the("resume_talks", text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The two sides agreed to stop, the two generals announced on Thursday.",
        "Otherwise, the envoy said, the army will continue its operation.",
        "The envoy called on all sides to cease fire.",
        "“The army has left the port” the ministry's spokesman, Anton Silva, said.",
    ],
)
def test_attributions_the_parser_loses_are_found(text: str) -> None:
    """Wherever the verb of speech stands, its subject speaks."""
    assert all(said.speakers for said in saying.told(text))
    assert saying.told(text)


def test_a_semicolon_ends_what_is_said() -> None:
    """Of two counts across a semicolon each has its own speaker."""
    text = (
        "The mission counted 12 violations of the truce; the Houthis count 30 violations "
        "of the truce."
    )
    assert [saying.speakers(said) for said in saying.told(text)] == [["mission"], ["Ansar Allah"]]


def test_making_clear_is_saying() -> None:
    """ "Made clear that" and "puts the number at" speak in such company only."""
    text = "A senior officer made clear that the army would not withdraw its troops."
    assert saying.speakers(saying.the("troop_withdrawal", text)) == ["officer"]


def test_the_statement_said_is_of_who_issued_it() -> None:
    """An artefact without an author belongs to whoever spoke before."""
    text = (
        "The African Union said on Monday that the truce was fragile. "
        "The army had shelled Omdurman, the statement said."
    )
    assert saying.speakers(saying.the("shelling", text)) == ["African Union"]


def test_the_same_unnamed_official_speaks_on() -> None:
    """ "The official" is the official the report named by his description."""
    text = (
        "A government official told AFP that the army left the talks. "
        "The rebels shelled Bahri, the official said."
    )
    assert saying.speakers(saying.the("shelling", text)) == ["government official"]
