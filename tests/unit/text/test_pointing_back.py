"""Whom "its", "whose", a first name and "the army" mean."""

from unit.text import saying


def test_a_first_name_points_back_to_the_full_one() -> None:
    """Where people go by their first names, that is what comes again."""
    text = "Murad Ebrahim said shells hit Uri.\n\nMurad said gunmen abducted a teacher."
    assert saying.speakers(saying.the("abduction", text)) == ["Murad Ebrahim"]


def test_whose_belongs_to_the_noun_before_it() -> None:
    """ "NATO, whose jets bombed the bunker" bombed it."""
    text = "NATO, whose jets bombed a bunker near Tuzla on Monday, reserved its position."
    assert saying.agents(saying.the("air_bombardment", text)) == ["nato"]


def test_its_soldiers_are_those_of_whom_the_sentence_before_named() -> None:
    """The one body named before owns what "its" stands with."""
    text = "Whether Eritrea feels bound is open. Its soldiers shelled Adwa, two residents said."
    said = saying.the("shelling", text)
    assert [mention.name for mention in said.agents] == ["Eritrean Defence Forces"]


def test_the_army_is_that_of_the_ground_the_report_is_on() -> None:
    """In a report on one country "the army" is that country's."""
    text = (
        "Mali and the rebels signed a truce. Mali said it would hold. Mali is tired.\n\n"
        "On Monday the army shelled Kidal."
    )
    assert saying.agents(saying.the("shelling", text)) == ["mali-armed-forces"]


def test_a_name_stuck_in_capitals_is_that_name() -> None:
    """Typesetters put names of people in capitals."""
    text = "KOFI ANNAN, who was in Geneva, said that shells hit Uri."
    assert saying.speakers(saying.the("shelling", text)) == ["Kofi Annan"]


def test_he_who_speaks_is_no_hill() -> None:
    """A place's name between two sentences of one speaker does not take over."""
    text = (
        "Army spokesman Winthai Suvaree spoke on Monday. Shells hit the Phu Makhua hill, he added."
    )
    assert saying.speakers(saying.the("shelling", text)) == ["Winthai Suvaree"]


def test_a_surname_with_mr_is_a_person_whatever_place_bears_it() -> None:
    """ "Mr Adams" telephoned, though towns are called so too."""
    text = (
        "Gerry Adams spoke on Monday. "
        "Mr Adams, who telephoned Prime Minister Bertie Ahern on Friday, was calm."
    )
    assert saying.agents(saying.the("phone_call", text)) == ["Gerry Adams", "Bertie Ahern"]


def test_both_are_the_two_who_met_before() -> None:
    """ "Both urged it", of two who met in the sentence before."""
    text = (
        "Mankeur Ndiaye met Firmin Ngreba on Thursday. Both urged the rebels to respect the truce."
    )
    said = next(s for s in saying.told(text) if s.speakers)
    assert saying.speakers(said) == ["Mankeur Ndiaye"]
