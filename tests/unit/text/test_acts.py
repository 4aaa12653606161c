"""Which acts the words of a sentence tell."""

import pytest

from unit.text import saying


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Barrel bombs fell on Saraqeb.", "air_bombardment"),
        ("Indian aircraft carried out three raids on the hill.", "air_bombardment"),
        ("A drone exploded over a parade.", "uav_strike"),
        ("Azerbaijani forces sent drones against Stepanakert.", "uav_strike"),
        ("Positions of the army came under mortar fire.", "shelling"),
        ("The lines came under small-arms fire.", "small_arms_fire"),
        ("Fighters opened small-arms fire on the post.", "small_arms_fire"),
        ("Troops launched a ground attack on Handarat.", "ground_assault"),
        ("The rebels fired Grad rockets at the town.", "rocket_fire"),
        ("A helicopter dropped two cylinders of chlorine on the town.", "chemical_attack"),
        ("A convoy with flour was shelled near Hama.", "attack_aid"),
        ("The militia fired on the lorries.", "attack_aid"),
        ("Soldiers held the convoy back for two days.", "deny_aid_access"),
        ("A convoy was turned back at a checkpoint.", "deny_aid_access"),
        ("The army refused passage to a convoy with medicine.", "deny_aid_access"),
        ("Armed men turned back the observers.", "deny_monitor_access"),
        ("The centre delivered four tonnes of food.", "deliver_aid"),
        ("Lorries brought rations to Luhansk.", "deliver_aid"),
        ("The troops left their positions on the road.", "troop_withdrawal"),
        ("All forces are to pull back from the road.", "troop_withdrawal"),
        ("The minister announced a withdrawal of tanks.", "troop_withdrawal"),
        ("Turkey flew hundreds of fighters to the front.", "deployment"),
        ("The army suspended its participation in the talks.", "withdraw_from_talks"),
        ("The two sides came back to the table.", "resume_talks"),
        ("Georgia threatened to pull out of the talks.", "withdraw_from_talks"),
        ("The army will respond in kind.", "retaliate"),
        ("The council demanded that the peacekeepers leave.", "troop_withdrawal"),
        ("A vehicle struck a landmine near Kidal.", "explosion"),
        ("The rebels signed the ceasefire.", "reach_agreement"),
        ("The president ordered the army to free General Ruben Alzate.", "release_prisoners"),
        ("Lavrov discussed the lull by phone with his colleagues.", "phone_call"),
        ("The guns have been quiet since midnight.", "comply_truce"),
        ("Yerevan considers the truce dead.", "end_truce"),
        ("The mission heard three undetermined explosions.", "shelling"),
        ("The camera recorded two projectiles in flight.", "shelling"),
        ("The team heard 12 bursts.", "small_arms_fire"),
        ("Some 10,000 people have been driven from their homes.", "displacement"),
        (
            "The European Union put the militia on its list of terrorist groups.",
            "designate_terrorist",
        ),
        ("Britain will send 75 monitors to the port.", "establish_monitoring"),
        ("The rebels put the number of breaches at 31.", "violate_truce"),
        ("A swap of prisoners took place.", "release_prisoners"),
        ("Three days of fighting have killed 40 people in Hodeidah.", "clash"),
        ("The FARC backed out of the truce.", "end_truce"),
        ("Hezbollah took five soldiers prisoner.", "detention"),
        ("There has been no clash in Abyei, the general said.", "clash"),
        ("Signed in Kidal on Friday, the accord has three pages.", "reach_agreement"),
        ("A patrol of the UN was fired upon in Juba.", "attack"),
        ("The MILF does not feel bound by the truce.", "reject_truce"),
        ("Juba has refused to sit down with the rebels.", "refuse_talks"),
        ("The Sudanese army failed to notify the mission of the flight.", "failure_to_notify"),
        ("Mali asked the governor to step down.", "demand_resignation"),
    ],
)
def test_an_act_is_told(sentence: str, act: str) -> None:
    """The words of any conflict's reporting name the act."""
    assert act in saying.acts(sentence)


def test_aid_under_fire_is_told_once() -> None:
    """A shelled convoy is an attack on aid and no second act of shelling."""
    assert saying.acts("The army shelled a convoy.") == ["attack_aid"]


def test_wounding_in_an_attack_belongs_to_it() -> None:
    """The wounded are counts of the attack, not an act of their own."""
    text = "Mortar rounds struck a checkpoint, wounding three soldiers."
    said = saying.the("shelling", text)
    assert saying.acts(text) == ["shelling"]
    assert [count.what for count in said.counts] == ["wounded"]


def test_any_town_that_keeps_the_truce_is_none() -> None:
    """A clause on "any town" tells of no town."""
    text = "The army did not bomb any town that keeps the truce."
    assert "comply_truce" not in saying.acts(text)


def test_asking_to_keep_a_truce_demands_it() -> None:
    """Who is asked to respect a truce has not yet done so."""
    text = "Moscow urged Armenia and Azerbaijan to respect the ceasefire."
    said = saying.the("demand_truce", text)
    assert saying.targets(said) == ["armenia", "azerbaijan"]


def test_a_truce_that_must_be_kept_is_no_appeal() -> None:
    """ "Must be observed" tells of keeping the truce, demanded."""
    assert saying.acts("The ceasefire must be observed, Moscow said.") == ["comply_truce"]


def test_a_truce_in_a_place_takes_effect() -> None:
    """ "A truce in X, which came into force": it is the truce that did, not X."""
    text = "The army kept a truce in Hama, which came into force on Monday."
    assert "start_truce" in saying.acts(text)


def test_rounds_of_talks_are_no_measure() -> None:
    """ "Ten hours of talks" were held; "the next round of talks" was not."""
    assert saying.acts("The envoys left after ten hours of talks.") == ["negotiate"]
    assert saying.acts("They spoke of the next round of talks.") == []


@pytest.mark.parametrize(
    ("sentence", "act", "agents"),
    [
        ("Monitors counted 23 breaches of the truce by the Houthis.", "violate_truce", ["houthis"]),
        ("A convoy was held up at a checkpoint of the Houthis.", "deny_aid_access", ["houthis"]),
        ("The post came under mortar fire from the Houthis.", "shelling", ["houthis"]),
        ("India accused Pakistan of shelling the post.", "shelling", ["pakistan"]),
        ("India accused the Pakistani army of shelling posts.", "shelling", ["pakistan-army"]),
        ("The LTTE denies any part in that killing.", "killing", ["ltte"]),
        ("It was Azerbaijan that shelled the town.", "shelling", ["azerbaijan"]),
        ("Monitors were turned back by armed Houthi men.", "deny_monitor_access", ["houthis"]),
        ("Nine lorries of the Red Cross brought food.", "deliver_aid", ["icrc"]),
        (
            "The group is designated as a terrorist group by both India and Israel.",
            "designate_terrorist",
            ["india", "israel"],
        ),
    ],
)
def test_who_acts_stands_where_the_words_put_him(
    sentence: str, act: str, agents: list[str]
) -> None:
    """Behind "by", at a checkpoint, after an accusation: the actor is found."""
    assert saying.agents(saying.the(act, sentence)) == agents
