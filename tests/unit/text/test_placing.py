"""Where an act was, as its clause tells."""

import pytest

from unit.text import saying


@pytest.mark.parametrize(
    ("sentence", "act", "words"),
    [
        ("The army shelled Huraytan and Anadan.", "shelling", ["Huraytan", "Anadan"]),
        ("Six violations were registered in the provinces of Aleppo (3), Hama (2) and Idlib (1).",
         "violate_truce", ["Aleppo", "Hama", "Idlib"]),
        ("Talks continue in Hama and Daraa provinces.", "negotiate", ["Hama", "Daraa"]),
        ("The patrol heard mortar fire 2 km NE of Zolote.", "shelling", ["Zolote"]),
        ("The camera 1.5 km south of Zolote recorded two projectiles.", "shelling", ["Zolote"]),
        ("Residents reported artillery fire in Omdurman.", "shelling", ["Omdurman"]),
        ("Two convoys for Darayya are being held up.", "deny_aid_access", ["Darayya"]),
        ("The army shelled Wadi Qashan.", "shelling", ["Wadi Qashan"]),
        ("Rebels shelled a post near Kinsabba-on-Hill.", "shelling", ["Kinsabba-on-Hill"]),
        ("An explosion damaged an office in Batticaloa.", "explosion", ["Batticaloa"]),
    ],
)  # fmt: skip
def test_places_stand_where_the_clause_puts_them(sentence: str, act: str, words: list[str]) -> None:
    """Lists, bearings, destinations and names no list holds are places of the act."""
    assert saying.places(saying.the(act, sentence)) == words


@pytest.mark.parametrize("month", ["March", "May", "August"])
def test_a_month_is_no_place(month: str) -> None:
    """There is a town of every name, March among them."""
    said = saying.the("shelling", f"The army shelled Hama in {month}.")
    assert saying.places(said) == ["Hama"]


def test_letters_of_the_compass_are_no_places() -> None:
    """ "From W to E" names a direction."""
    said = saying.the("shelling", "The camera recorded two projectiles in flight from W to E.")
    assert saying.places(said) == []


def test_there_is_the_place_named_before() -> None:
    """A word that points takes the place of the sentence before."""
    text = "The army entered Handarat. Troops shelled two farms there."
    assert saying.places(saying.the("shelling", text)) == ["Handarat"]


def test_a_place_no_list_holds_stays_unknown() -> None:
    """Its words are kept, and no point or entry is invented."""
    [place] = saying.the("shelling", "The army shelled Wadi Qashan.").places
    assert (place.place, place.lon, place.rule) == (None, None, "unregistered")


def test_a_person_is_no_place() -> None:
    """ "With" leads to people, and a name behind it is none."""
    said = saying.the("negotiate", "The envoy held talks with Anton Silva in Geneva.")
    assert saying.places(said) == ["Geneva"]


def test_the_country_of_the_report_beats_a_namesake() -> None:
    """In a report on Yemen Saada is the town of Yemen."""
    text = "The army shelled Saada. Aid reached Hodeidah, Marib and Dhamar."
    assert [p.place for p in saying.the("shelling", text).places] == ["geonames:71334"]


def test_what_the_act_is_not_about_lends_no_place() -> None:
    """Where the speaker stands is not where the shell fell."""
    text = "The authorities in Stepanakert said that a shell had hit Martuni."
    assert saying.places(saying.the("shelling", text)) == ["Martuni"]
