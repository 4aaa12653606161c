"""Attribution in any words and at any place of the sentence."""

import pytest

from unit.text import saying


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The army was accused of shelling Uri by residents of the town.", ["residents of town"]),
        ("The army is said to have shelled Uri.", []),
        ("Indian troops were reported to have shelled Uri.", []),
        ("The rebels were blamed for shelling Uri.", []),
    ],
)
def test_a_passive_of_saying_tells_a_claim(text: str, chain: list[str]) -> None:
    """Who is said to have done it says nothing; whoever stands behind "by" does."""
    said = saying.the("shelling", text)
    assert str(said.factuality) == "alleged"
    assert [name.replace("the ", "") for name in saying.speakers(said)] == chain


def test_an_outlet_behind_was_quoted_as_saying_is_the_next_link() -> None:
    """The one quoted is nearer to the act than the agency that quotes him."""
    text = "Shells hit Uri, village elder Imran Qadir was quoted as saying by Interfax."
    assert saying.speakers(saying.the("shelling", text)) == ["Imran Qadir", "Interfax"]


def test_whoever_is_quoted_as_saying_it_says_it() -> None:
    """Of "the ministry quoted a commander as saying" the commander is nearest."""
    text = "The Levant Wire agency quoted a field commander as saying that shells hit Uri."
    chain = saying.speakers(saying.the("shelling", text))
    assert chain == ["field commander", "Levant Wire"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ('"Shells hit Uri," retorted Hussein Rahal, a spokesman for the guerrillas.', "Rahal"),
        ('A village elder put it more bluntly: "Shells hit Uri."', "village elder"),
        ("Imran Qadir let it be known that shells hit Uri.", "Imran Qadir"),
        ("Shells hit Uri, admitted a military official in the town.", "military official"),
        ("Shells hit Uri, conceded Imran Qadir.", "Imran Qadir"),
        ('"Shells hit Uri," wept one of them, a farmer from the town.', "farmer"),
    ],
)
def test_rare_turns_of_saying_name_their_speaker(text: str, chain: str) -> None:
    """Whatever word stands for "said", and on whichever side of it the speaker."""
    (speaker,) = saying.speakers(saying.the("shelling", text))
    assert speaker.endswith(chain)


def test_the_agency_that_ends_the_sentence_says_all_of_it() -> None:
    """A second attribution at the end stands over the first."""
    text = "Village elder Imran Qadir said Indian troops shelled Uri, the Levant Wire reported."
    assert saying.speakers(saying.the("shelling", text)) == ["Imran Qadir", "Levant Wire"]


def test_what_was_shelled_is_not_who_says_so() -> None:
    """A town right before the speaker of the sentence stays the town."""
    text = "Rebels shelled Malakal, the commission's chairman, General Desta, said in his report."
    said = saying.the("shelling", text)
    assert (saying.speakers(said), saying.places(said)) == (["Desta"], ["Malakal"])


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("According to a UN report seen by Reuters, shells hit Uri.", ["United Nations"]),
        ("Shells hit Uri, according to a statement carried by Interfax.", ["Interfax"]),
        ("According to a doctor quoted by Interfax, shells hit Uri.", ["doctor", "Interfax"]),
        ("By the village elder's own count, shells hit Uri 30 times.", ["village elder"]),
        ("Shells hit Uri, an aide told Rappler.", ["aide", "Rappler"]),
        ("The head of the mission, Imran Qadir, said shells hit Uri.", ["Imran Qadir"]),
    ],
)
def test_documents_and_outlets_stand_for_whoever_is_behind_them(
    text: str, chain: list[str]
) -> None:
    """A document speaks for its maker; an outlet that was told or quotes is the next link."""
    assert saying.speakers(saying.the("shelling", text)) == chain


def test_an_accord_with_somebody_is_not_according_to_him() -> None:
    """Whom an accord is made with says nothing of it."""
    text = "Fourteen groups signed an accord with Ankara in Geneva on Monday."
    assert [saying.speakers(said) for said in saying.told(text)] == [[]]


def test_what_stands_apart_is_not_asked_for() -> None:
    """Of "urged X to respect the truce, which ..." the clause is the narrator's."""
    text = "Imran Qadir urged all sides to respect the truce, which took effect on Monday."
    said = saying.the("start_truce", text)
    assert saying.speakers(said) == []
    assert str(said.factuality) == "happened"


def test_a_charge_is_denied_by_the_clause_that_hangs_on_it() -> None:
    """ "An accusation which X dismissed" denies what the sentence itself tells."""
    text = "India accused Pakistan of shelling Uri, an accusation which Islamabad called absurd."
    found = {str(s.factuality): saying.speakers(s) for s in saying.told(text)}
    assert found == {"alleged": ["India"], "denied": ["Pakistan"]}


def test_denying_any_part_in_it_denies_it() -> None:
    """Whoever denies a part in the shelling is its denier."""
    text = "Imran Qadir denied any part in the shelling of Uri."
    said = saying.the("shelling", text)
    assert (saying.speakers(said), str(said.factuality)) == (["Imran Qadir"], "denied")


def test_what_one_is_according_to_is_no_place() -> None:
    """A person behind "according to" is not where it happened."""
    text = "Shells hit Uri, according to Major General Antonio Parlade."
    assert saying.places(saying.the("shelling", text)) == ["Uri"]


@pytest.mark.parametrize(
    "text",
    [
        "Imran Qadir refused to confirm that Indian troops shelled Uri.",
        "Imran Qadir would neither confirm nor deny that Indian troops shelled Uri.",
    ],
)
def test_refusing_to_confirm_leaves_it_open(text: str) -> None:
    """Whoever will not confirm it has denied nothing."""
    assert str(saying.the("shelling", text).factuality) == "not_confirmed"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Angela Merkel's office said that shells hit Uri.", "Angela Merkel"),
        ("The Houthi-run health ministry said shells hit Uri.", "Houthi-run health ministry"),
    ],
)
def test_an_office_speaks_for_its_holder_and_a_run_ministry_for_itself(
    text: str, speaker: str
) -> None:
    """Who runs a body is not the one who speaks."""
    assert saying.speakers(saying.the("shelling", text)) == [speaker]
