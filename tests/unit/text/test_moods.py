"""How real an act is told to be, over the range of modality."""

from __future__ import annotations

import pytest

from unit.text import saying

MOODS = {
    "denied": [
        ("shelling", "The army denied shelling the town."),
        ("shelling", "The army denied that it had shelled the town."),
        ("shelling", "The army did not shell the town."),
        ("shelling", "The rebels rejected claims that they had shelled the town."),
        ("shelling", "The army dismissed reports that it shelled the town."),
        ("shelling", "At no point did the army shell the town, a spokesman said."),
        ("shelling", "No shells have been fired, the mission said."),
        ("shelling", "There was no shelling overnight, the mission said."),
        ("shelling", "The army refrained from shelling the town."),
        ("violate_truce", "The army denied violating the truce."),
        ("violate_truce", "The rebels denied any breach of the ceasefire."),
        ("violate_truce", "The army denied allegations of ceasefire violations."),
        ("killing", "The police denied killing the man."),
        ("troop_withdrawal", "The army has yet to withdraw its troops from the south."),
        ("troop_withdrawal", "The army has failed to withdraw its troops from the town."),
        ("troop_withdrawal", "The army refused to withdraw its troops from the town."),
        ("troop_withdrawal", "There is no sign of the troops withdrawing from the town."),
        ("troop_withdrawal", "The army ruled out withdrawing its troops from the hill."),
        ("troop_withdrawal", "The army has no intention of withdrawing its troops from the hill."),
        (
            "troop_withdrawal",
            "The general said the army would not withdraw its troops from the hill.",
        ),
        ("troop_withdrawal", "The troops never left the town, residents said."),
        ("reach_agreement", "The two sides failed to reach an agreement."),
        ("reach_agreement", "The two sides have not signed the accord."),
        ("reach_agreement", "No agreement was reached."),
        ("reach_agreement", "The parties were unable to reach an agreement."),
        ("reach_agreement", "The parties are far from reaching an agreement."),
        ("release_prisoners", "The rebels refused to release the prisoners."),
    ],
    "planned": [
        ("troop_withdrawal", "The army will withdraw its troops from the town."),
        ("troop_withdrawal", "The army plans to withdraw its troops from the town."),
        (
            "troop_withdrawal",
            "The army is expected to withdraw its troops from the town next week.",
        ),
        ("troop_withdrawal", "The army is due to withdraw its troops from the town on Friday."),
        ("troop_withdrawal", "The army is set to withdraw its troops from the town."),
        ("troop_withdrawal", "The army agreed to withdraw its troops from the town."),
        ("troop_withdrawal", "The army promised to withdraw its troops from the town."),
        ("troop_withdrawal", "The army vowed to withdraw its troops from the town."),
        ("troop_withdrawal", "The general said the army would withdraw its troops from the town."),
        ("troop_withdrawal", "The troops are to leave the town by Friday."),
        ("troop_withdrawal", "The army is preparing to withdraw its troops from the town."),
        ("troop_withdrawal", "The army is going to withdraw its troops from the town."),
        ("troop_withdrawal", "The withdrawal of troops is planned for Monday."),
        ("troop_withdrawal", "The withdrawal of troops is scheduled for Monday."),
        (
            "troop_withdrawal",
            "The government committed itself to withdrawing its troops from the town.",
        ),
        ("meet", "The leaders are scheduled to meet in Doha on Sunday."),
        ("meet", "The two ministers will meet on Friday."),
        ("meet", "The next meeting will be held in Doha."),
        ("meet", "The envoy is to meet the general tomorrow."),
        ("negotiate", "Talks are due to begin in Geneva on Monday."),
        ("negotiate", "Talks are expected to start next week."),
        ("ground_assault", "The rebels are planning an assault on the town."),
        ("ground_assault", "The rebels threatened to storm the town."),
        ("attack", "The group threatened to attack the base."),
        ("sanction", "The EU threatened to impose sanctions on the general."),
        ("release_prisoners", "The rebels pledged to release 20 prisoners."),
        ("release_prisoners", "The rebels offered to release 20 prisoners."),
    ],
    "possible": [
        ("release_prisoners", "The rebels may release the prisoners."),
        ("release_prisoners", "The rebels could release the prisoners this week."),
        ("release_prisoners", "The rebels are considering releasing the prisoners."),
        ("release_prisoners", "It is possible that the rebels will release the prisoners."),
        ("release_prisoners", "The rebels are likely to release the prisoners."),
        ("release_prisoners", "The general did not rule out releasing the prisoners."),
        ("reach_agreement", "The parties may yet reach an agreement."),
    ],
    "conditional": [
        ("release_prisoners", "The rebels will release the prisoners if the army leaves."),
        ("release_prisoners", "The rebels will not release the prisoners unless the army leaves."),
        (
            "release_prisoners",
            "The rebels will release the prisoners provided that the army leaves.",
        ),
        (
            "release_prisoners",
            "The rebels agreed to release the prisoners on condition that the army leaves.",
        ),
        ("release_prisoners", "The rebels will release the prisoners as long as the army leaves."),
        ("release_prisoners", "The rebels will release the prisoners only after the army leaves."),
        ("release_prisoners", "The rebels will release the prisoners only when the army leaves."),
        ("release_prisoners", "The rebels will release the prisoners in exchange for food."),
        ("release_prisoners", "The rebels would release the prisoners in return for a ceasefire."),
        ("release_prisoners", "Should the army leave, the rebels will release the prisoners."),
        ("release_prisoners", "Were the army to leave, the rebels would release the prisoners."),
        ("release_prisoners", "The rebels will release the prisoners so long as the army leaves."),
        ("release_prisoners", "The rebels will not release the prisoners until the army leaves."),
        (
            "release_prisoners",
            "The rebels will free the prisoners in the event that the army leaves.",
        ),
        ("release_prisoners", "The rebels will free the prisoners, assuming the army leaves."),
    ],
    "demanded": [
        ("release_prisoners", "The mother demanded that the rebels release the prisoners."),
        ("release_prisoners", "The UN called on the rebels to release the prisoners."),
        ("release_prisoners", "The UN called for the release of the prisoners."),
        ("release_prisoners", "The rebels must release the prisoners, the minister said."),
        ("release_prisoners", "The envoy pressed the rebels to release the prisoners."),
        ("release_prisoners", "The court ordered the government to release the prisoners."),
        ("release_prisoners", "The envoy pleaded with the rebels to release the prisoners."),
        ("release_prisoners", "The rebels were told to release the prisoners."),
        ("release_prisoners", "The government should release the prisoners, the envoy said."),
        ("release_prisoners", "The UN wants the rebels to release the prisoners."),
        ("release_prisoners", "The rebels need to release the prisoners, the envoy said."),
        ("release_prisoners", "The envoy asked for the release of the prisoners."),
        ("release_prisoners", "The families begged the rebels to release the prisoners."),
        ("release_prisoners", "The release of the prisoners is a precondition, the minister said."),
    ],
    "hoped": [
        ("release_prisoners", "The families hope that the rebels will release the prisoners."),
        ("release_prisoners", "The envoy hopes for the release of the prisoners."),
        ("release_prisoners", "The envoy voiced hope for a release of the prisoners."),
        ("release_prisoners", "The envoy was hopeful that the rebels would release the prisoners."),
        ("reach_agreement", "The mediators hope to reach an agreement by Friday."),
        (
            "reach_agreement",
            "The minister was optimistic that the parties would reach an agreement.",
        ),
    ],
    "alleged": [
        ("killing", "The militia allegedly killed four men."),
        ("killing", "The police are alleged to have killed four men."),
        ("killing", "The militia is accused of killing four men."),
        ("killing", "The army is said to have killed four men."),
        ("killing", "The militia is suspected of killing four men."),
        ("killing", "The army reportedly killed four men."),
        ("killing", "The army was blamed for killing four men."),
        ("killing", "The militia supposedly executed four men."),
        ("killing", "The rebels claimed that the army had killed four men."),
        ("killing", "The rebels charge that the army killed four men."),
    ],
    "not_confirmed": [
        (
            "killing",
            "The report that the army killed four men could not be independently verified.",
        ),
        ("killing", "The mission could not confirm that the army had killed four men."),
        ("killing", "The claim that the army killed four men was not confirmed."),
        ("shelling", "It was not possible to verify that the town had been shelled."),
    ],
    "ongoing": [
        ("shelling", "The army is shelling the town."),
        ("shelling", "The army continues to shell the town."),
        ("shelling", "The army kept shelling the town."),
        ("shelling", "The army has been shelling the town for three days."),
        ("negotiate", "The two sides are holding talks in Doha."),
        ("negotiate", "The two sides are still negotiating."),
        ("comply_truce", "The army continues to respect the ceasefire."),
    ],
    "happened": [
        ("shelling", "The army began shelling the town."),
        ("shelling", "The army resumed shelling the town."),
        ("shelling", "The army managed to shell the port."),
        ("troop_withdrawal", "The army completed the withdrawal of its troops."),
        ("troop_withdrawal", "The army has withdrawn its troops from the town."),
        ("reach_agreement", "The two sides finally managed to reach an agreement."),
        ("killing", "The army killed four men when it tried to enter the town."),
    ],
}


@pytest.mark.parametrize(
    ("mood", "act", "sentence"),
    [(mood, act, said) for mood, listed in MOODS.items() for act, said in listed],
)
def test_the_words_around_an_act_tell_how_real_it_is(mood: str, act: str, sentence: str) -> None:
    """Denied, planned, possible, conditional, demanded, hoped, alleged or done."""
    assert str(saying.the(act, sentence).factuality) == mood


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Hamas will free the captives as long as the siege is lifted.", "the siege is lifted"),
        ("The LTTE will free the captives in return for food.", "food"),
        (
            "Should the army leave the town, the FARC will free the captives.",
            "Should the army leave the town",
        ),
        ("Serbia will free the captives, provided that talks resume.", "talks resume"),
    ],
)
def test_a_condition_is_kept_in_its_words(sentence: str, condition: str) -> None:
    """Whatever sets it: a phrase, or the auxiliary before its subject."""
    said = saying.the("release_prisoners", sentence)
    assert (str(said.factuality), said.condition) == ("conditional", condition)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("start_truce", "The UN urged both sides to keep the truce, which began on Friday."),
        ("reach_agreement", "The FARC must leave under an accord signed in Havana."),
        ("comply_truce", "Lavrov insisted that Russia had met its obligations."),
    ],
)
def test_a_clause_beside_what_is_asked_keeps_its_own_mood(act: str, sentence: str) -> None:
    """What is asked says nothing of what a relative clause or a participle adds."""
    assert str(saying.the(act, sentence).factuality) == "happened"
