"""The ways in which reporters tell of each act, over made-up sentences of many conflicts."""

from __future__ import annotations

import pytest

from unit.text import saying

WORDINGS = {
    "announce_truce": [
        "The Houthis announced a week-long ceasefire.",
        "The Colombian government declared a unilateral truce.",
        "A 72-hour ceasefire was announced.",
    ],
    "start_truce": [
        "The ceasefire took effect at midnight.",
        "The truce came into force on Monday.",
        "The ceasefire, which began on Friday, is the third.",
    ],
    "extend_truce": [
        "The parties extended the truce by six months.",
        "The ceasefire was prolonged until Sunday.",
        "The extension of the truce was announced.",
    ],
    "resume_truce": [
        "The parties restored the ceasefire.",
        "Both sides recommitted themselves to the truce.",
    ],
    "demand_truce": [
        "The Security Council called for an immediate ceasefire.",
        "The pope appealed for an end to the fighting.",
        "The UN chief called for a halt to the fighting.",
    ],
    "propose_truce": [
        "Egypt proposed a 48-hour truce.",
        "The FARC offered a ceasefire.",
        "The president offered the LTTE a truce.",
    ],
    "comply_truce": [
        "Both sides are abiding by the truce.",
        "The FARC are sticking to the ceasefire.",
        "The FARC have kept to the truce.",
    ],
    "reject_truce": [
        "The FARC rejected the ceasefire.",
        "The Colombian government turned down the truce offer.",
        "The offer of a truce was rejected by the LTTE.",
    ],
    "end_truce": [
        "The FARC called off the ceasefire.",
        "The group ended its unilateral ceasefire.",
        "The ceasefire ended on Tuesday.",
    ],
    "undermine_truce": [
        "The Sudanese army is undermining the ceasefire.",
        "The FARC are trying to derail the truce.",
    ],
    "violate_truce": [
        "The FARC violated the ceasefire.",
        "The Sudanese army breached the truce 12 times.",
        "Both sides have been accused of breaking the ceasefire.",
    ],
    "establish_monitoring": [
        "The two sides set up a joint monitoring committee.",
        "The UN will deploy observers along the line.",
        "Observers will be deployed along the border.",
    ],
    "monitor_truce": [
        "Norwegian monitors oversee the ceasefire.",
        "The mission is monitoring the truce.",
        "A joint committee supervises the truce.",
    ],
    "assess_truce": [
        "The ceasefire is holding.",
        "The truce collapsed on Sunday.",
        "The truce was holding in most areas.",
    ],
    "negotiate": [
        "The two sides held talks in Doha.",
        "Government and rebel negotiators began talks in Havana.",
        "Negotiations are under way in Cairo.",
    ],
    "meet": [
        "The president met the rebel leader in Nairobi.",
        "The two generals sat down together in Tripoli.",
        "The commanders met at the bridge.",
    ],
    "phone_call": [
        "The president telephoned the king.",
        "Putin and Erdogan spoke by phone.",
        "The president spoke by telephone with the king.",
    ],
    "resume_talks": [
        "Talks resumed in Doha.",
        "The FARC returned to the negotiating table.",
        "Peace talks will resume next week.",
    ],
    "reach_agreement": [
        "The two sides reached an agreement.",
        "The government and the LTTE signed a peace accord.",
        "A peace agreement was signed in Nairobi.",
    ],
    "disagree": [
        "The two sides remain divided over the border.",
        "The parties are at odds over the withdrawal.",
    ],
    "withdraw_from_talks": [
        "The FARC walked out of the talks.",
        "The group pulled out of the peace process.",
        "The FARC suspended their participation in the peace talks.",
    ],
    "stall_talks": [
        "The talks stalled on Thursday.",
        "The negotiations are deadlocked.",
        "Talks have broken down.",
    ],
    "reject_cooperation": [
        "The Sudanese army refused to cooperate with the mission.",
        "The Colombian government suspended cooperation with the mission.",
    ],
    "shelling": [
        "The Philippine army shelled the village.",
        "Shells rained down on the town.",
        "Three shells landed near the school, wounding a teacher.",
    ],
    "air_bombardment": [
        "Warplanes bombed the town.",
        "The air force carried out five air strikes.",
        "Air strikes hit the outskirts of the town.",
    ],
    "rocket_fire": [
        "The Lord's Resistance Army fired rockets at the town.",
        "Rockets hit the airport.",
        "A salvo of rockets struck the base.",
    ],
    "missile_attack": [
        "The Houthis fired a ballistic missile at Riyadh.",
        "A missile struck the station.",
    ],
    "small_arms_fire": [
        "Soldiers opened fire on a crowd.",
        "Gunmen shot at the patrol.",
        "Soldiers fired shots in the air.",
    ],
    "explosion": [
        "A car bomb exploded in the market.",
        "A roadside bomb went off near a patrol.",
        "A bomb went off outside a bank.",
    ],
    "uav_strike": [
        "A drone strike killed three fighters.",
        "The Sudanese army attacked the town with drones.",
        "A kamikaze drone exploded near the checkpoint.",
    ],
    "clash": [
        "Troops clashed with rebels.",
        "Clashes broke out between the army and Hezbollah.",
        "There were clashes between soldiers and rebels near Goma.",
    ],
    "attack": [
        "The FARC attacked a checkpoint.",
        "Gunmen ambushed a convoy of soldiers.",
        "An ambush killed three policemen.",
    ],
    "retaliate": [
        "Azerbaijan's army returned fire.",
        "Azerbaijan's army responded with artillery.",
        "The Sudanese army vowed to respond.",
    ],
    "ground_operation": [
        "Azerbaijan's army launched a ground offensive.",
        "Israel began a ground invasion of Gaza.",
        "Troops pushed into the enclave.",
    ],
    "ground_assault": [
        "The Houthis stormed the base.",
        "The FARC overran an army camp.",
    ],
    "seizure_of_territory": [
        "The FARC captured the town.",
        "The Philippine army seized Goma.",
        "The strategic town changed hands.",
    ],
    "advance": [
        "Azerbaijan's army advanced on the capital.",
        "The FARC pushed towards the city.",
    ],
    "troop_withdrawal": [
        "Azerbaijan's army withdrew its troops from the town.",
        "The FARC pulled back from the line.",
        "Heavy weapons were withdrawn from the line.",
    ],
    "deployment": [
        "The Sudanese army deployed tanks along the border.",
        "The Sudanese army sent reinforcements to the front.",
        "The Philippine army has moved tanks into the town.",
    ],
    "overflight": [
        "A drone flew over the village.",
        "Warplanes violated Lebanese airspace.",
        "Two jets entered Georgian airspace.",
    ],
    "blockade": [
        "The Philippine army blockaded the port.",
        "The Lord's Resistance Army imposed a siege on the town.",
        "The siege of the town has been lifted.",
    ],
    "mine_laying": [
        "The FARC mined the road.",
        "The Lord's Resistance Army laid mines along the coast.",
        "Mines were laid along the road.",
    ],
    "designate_terrorist": [
        "The Colombian government designated the group a terrorist organisation.",
        "The US blacklisted Hezbollah.",
        "Ankara considers the group terrorists.",
    ],
    "sanction": [
        "The US imposed sanctions on the general.",
        "The EU sanctioned three commanders.",
        "New sanctions were imposed on the company.",
    ],
    "demand_resignation": [
        "Protesters demanded that the president step down.",
        "The opposition called for the resignation of the prime minister.",
        "The protesters want the president to resign.",
    ],
    "propose_transition": [
        "The opposition proposed a transitional government.",
        "The plan foresees a transitional council.",
        "A transitional government will be formed.",
    ],
    "elections": [
        "The Colombian government postponed the elections.",
        "Elections will be held in December.",
        "Elections are scheduled for December.",
    ],
    "support": [
        "The UN hailed the ceasefire.",
        "The EU welcomed the agreement.",
        "The secretary-general welcomed the release.",
    ],
    "humanitarian_aid": [
        "The Red Cross treated 40 wounded people.",
        "The agency fed 20,000 people.",
    ],
    "deliver_aid": [
        "A convoy reached the town.",
        "Aid trucks entered Gaza.",
        "Forty trucks crossed the border with food.",
    ],
    "deny_aid_access": [
        "Azerbaijan's army blocked the aid convoy.",
        "The Lord's Resistance Army turned back trucks carrying food.",
        "Convoys have been denied access to the town.",
    ],
    "attack_aid": [
        "Gunmen ambushed an aid convoy.",
        "The Lord's Resistance Army looted a food warehouse.",
        "An aid worker was shot dead.",
    ],
    "killing": [
        "The Sudanese army killed three civilians.",
        "Two people were killed in the market.",
        "At least 20 people were killed and 40 wounded.",
    ],
    "detention": [
        "Police arrested three activists.",
        "Soldiers detained 12 men at a checkpoint.",
        "Six men were arrested at a checkpoint.",
    ],
    "abduction": [
        "Gunmen kidnapped a priest.",
        "Twelve fishermen were abducted.",
        "Three engineers were kidnapped.",
    ],
    "release_prisoners": [
        "The Houthis released 20 prisoners.",
        "The Lord's Resistance Army freed two hostages.",
        "Sixteen prisoners were exchanged on the bridge.",
    ],
    "displacement": [
        "Some 3,000 people fled the fighting.",
        "The Sudanese army drove villagers from their homes.",
        "Tens of thousands of people have been displaced.",
    ],
    "damage": [
        "The shell damaged a school.",
        "Shelling destroyed three houses.",
        "A school was damaged.",
    ],
    "looting": [
        "Fighters looted shops.",
        "The Lord's Resistance Army plundered the hospital.",
        "Shops were looted.",
    ],
    "deny_monitor_access": [
        "The Lord's Resistance Army barred monitors from the village.",
        "The monitors were turned back at a checkpoint.",
        "The monitors were denied access to the village.",
    ],
    "deterioration": [
        "The situation is deteriorating.",
        "The situation worsened in the camp.",
        "The humanitarian situation has worsened.",
    ],
    "massing": [
        "The Sudanese army massed troops on the border.",
        "Ethiopia is building up forces near the border.",
    ],
    "fortification": [
        "Azerbaijan's army dug trenches on the hill.",
        "The Lord's Resistance Army built fortifications near the line.",
        "Trenches were dug near the line.",
    ],
    "weapons_in_withdrawal_zone": [
        "Monitors spotted tanks inside the withdrawal zone.",
    ],
    "line_crossing": [
        "Troops crossed the line of control.",
        "A patrol strayed across the demarcation line.",
        "Armed men crossed the border from Pakistan.",
    ],
    "reconnaissance": [
        "A spy drone photographed the base.",
        "Azerbaijan's army carried out reconnaissance flights.",
    ],
    "seizure_of_vessel": [
        "The navy seized a fishing boat.",
        "The Houthis hijacked a cargo ship.",
    ],
    "torture": [
        "The police tortured detainees.",
        "Prisoners were beaten and tortured.",
        "Detainees were tortured.",
    ],
    "child_recruitment": [
        "The Lord's Resistance Army recruited children.",
        "The FARC enlisted boys as fighters.",
        "Children were recruited by Hezbollah.",
    ],
    "prisoners_not_released": [
        "The Lord's Resistance Army is still holding 40 prisoners.",
    ],
    "demolition": [
        "Troops bulldozed houses.",
    ],
    "delay_aid": [
        "Trucks with food waited at the border.",
    ],
    "hostile_propaganda": [
        "State television broadcast hostile propaganda.",
        "Azerbaijan's army dropped leaflets over the town.",
    ],
    "incitement": [
        "The minister incited violence.",
    ],
    "jamming": [
        "The Sudanese army jammed the drone of the mission.",
        "The mission's drone lost its signal because of jamming.",
    ],
    "cyber_attack": [
        "Hackers attacked the ministry's website.",
        "A cyberattack knocked out the power grid.",
    ],
    "refuse_talks": [
        "The FARC refused to negotiate.",
        "The FARC rejected talks with the government.",
    ],
    "failure_to_notify": [
        "Azerbaijan's army did not notify the mission of the exercise.",
    ],
    "failure_to_respond": [
        "The Houthis did not reply to the letter.",
        "The Sudanese army failed to respond to the complaint.",
    ],
    "give_sanctuary": [
        "Rwanda shelters the LTTE.",
        "The village harboured fighters.",
    ],
    "live_fire_exercise": [
        "The Philippine army held live-fire exercises.",
        "The navy conducted a military exercise.",
    ],
    "demining": [
        "Sappers cleared mines from the road.",
        "Engineers removed 12 mines.",
        "Mines were cleared from the field.",
    ],
    "self_defence": [
        "The Sudanese army said it acted in self-defence.",
    ],
    "demand_delineation": [
        "Russia urged the US to separate moderate rebels from terrorists.",
    ],
}
NOTHING = [
    "The group was founded after the war in 1992.",
    "He hit out at his critics.",
    "The minister hit the headlines.",
    "The company struck gold in the hills.",
    "The minister faced a barrage of questions.",
    "He took part in a race.",
    "He kept his promise to his wife.",
    "The team moved into a new stadium.",
    "They left the room.",
    "The city is known for its port.",
]


@pytest.mark.parametrize(
    ("act", "sentence"), [(act, said) for act, listed in WORDINGS.items() for said in listed]
)
def test_a_usual_wording_tells_its_act(act: str, sentence: str) -> None:
    """Verbs with particles, light verbs, passives and nouns all tell of it."""
    assert act in saying.acts(sentence)


@pytest.mark.parametrize("sentence", NOTHING)
def test_words_of_war_in_peaceful_use_tell_nothing(sentence: str) -> None:
    """To hit the headlines is no attack."""
    assert saying.acts(sentence) == []
