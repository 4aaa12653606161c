"""Whether an act is told as real, denied, wished or planned."""

import pytest

from unit.text import saying


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("No shell has fallen on Zolote since noon, residents said.", "shelling"),
        ("No Sudanese jet bombed Omdurman, the ministry said.", "air_bombardment"),
        ("The army made no air strikes on the town, a spokesman said.", "air_bombardment"),
        ("Nobody shelled the market, the general said.", "shelling"),
        ("The patrol heard no mortar fire at Zolote.", "shelling"),
        ("Not one shot has been fired, said Nazir Ahmad, a teacher.", "small_arms_fire"),
        ("Pakistan's army never shelled the village, Islamabad said.", "shelling"),
        ("The rebels did not use chlorine, the general said.", "chemical_attack"),
        ("Turkish artillery had not shelled the border, Ankara said.", "shelling"),
        ("The LTTE denied that its fighters had shelled the harbour.", "shelling"),
        ("The Houthis denied firing rockets at the port.", "rocket_fire"),
    ],
)
def test_a_negated_argument_denies_the_act(sentence: str, act: str) -> None:
    """ "No shell has fallen" is as much a denial as "shells have not fallen"."""
    assert str(saying.the(act, sentence).factuality) == "denied"


@pytest.mark.parametrize(
    ("sentence", "act", "condition"),
    [
        (
            "The army will pull its troops back once the rebels have left the port, it said.",
            "troop_withdrawal",
            "once the rebels have left the port",
        ),
        (
            "The talks will resume if the siege is lifted, the envoy said.",
            "resume_talks",
            "if the siege is lifted",
        ),
        (
            "Russia will not send monitors without a mandate, Moscow said.",
            "establish_monitoring",
            "without a mandate",
        ),
    ],
)
def test_a_condition_makes_the_act_conditional(sentence: str, act: str, condition: str) -> None:
    """What somebody would do if something else came first has not been done."""
    said = saying.the(act, sentence)
    assert str(said.factuality) == "conditional"
    assert said.condition is not None
    assert condition.endswith(said.condition)


def test_without_is_no_condition_of_what_happened() -> None:
    """ "Reached the town without trouble" tells of an arrival, not of a condition."""
    said = saying.the("deliver_aid", "The convoy reached Madaya without trouble.")
    assert str(said.factuality) == "happened"


def test_once_is_no_condition_of_the_past() -> None:
    """ "Once the rebels had left" tells when, where the clause is past."""
    said = saying.the("shelling", "The army shelled the hill once the rebels had left it.")
    assert str(said.factuality) == "happened"


@pytest.mark.parametrize("verb", ["heard", "recorded", "observed"])
def test_who_perceives_accuses_nobody(verb: str) -> None:
    """An observer's own count is told as happened, not as an allegation."""
    said = saying.the("shelling", f"OSCE monitors {verb} mortar fire near Zolote.")
    assert str(said.factuality) == "happened"


def test_rejecting_by_saying_so_has_happened() -> None:
    """ "It rejects the truce" is done by being said and is no state that lasts."""
    said = saying.the("reject_truce", "The Houthis said that they reject the truce.")
    assert str(said.factuality) == "happened"


def test_a_while_clause_keeps_its_own_mood() -> None:
    """What is still held up says nothing of the convoy that arrived."""
    text = "One convoy is still being held up, while another convoy reached Madaya last week."
    assert str(saying.the("deliver_aid", text).factuality) == "happened"


def test_what_could_not_be_confirmed_is_not_confirmed() -> None:
    """A passive without a voice leaves the matter open."""
    said = saying.the("shelling", "The mortar fire at Zolote could not be confirmed.")
    assert str(said.factuality) == "not_confirmed"


def test_a_report_that_is_not_confirmed_is_open() -> None:
    """Not confirming reports of an attack neither tells nor denies it."""
    text = "The World Food Programme did not confirm reports that a convoy had been attacked."
    assert str(saying.the("attack_aid", text).factuality) == "not_confirmed"


@pytest.mark.parametrize(
    "sentence",
    [
        "The next round of talks is due to open in Geneva on 2 November.",
        "The talks are expected to resume in Geneva on 2 November.",
        "The two sides are to resume the talks on 2 November.",
        "The two sides are ready to resume the talks.",
    ],
)
def test_what_is_due_is_planned(sentence: str) -> None:
    """An adjective or participle of expectation looks ahead."""
    assert [str(said.factuality) for said in saying.told(sentence)] == ["planned"]


def test_a_question_tells_nothing() -> None:
    """Asking whether planes hit a town is no statement that they did."""
    assert saying.told("Did American planes bomb Manbij on Sunday?") == ()


def test_hopes_is_of_hope() -> None:
    """The parser takes "hopes" for a form of "hop"; a wish stays a wish."""
    said = saying.the("release_prisoners", "The Red Cross hopes that prisoners will be freed.")
    assert str(said.factuality) == "hoped"


def test_otherwise_stands_for_a_condition() -> None:
    """What will be done otherwise will be done only if something is not."""
    text = 'Otherwise, the president said, "our army will continue its operation."'
    assert str(saying.the("ground_operation", text).factuality) == "conditional"


def test_agreeing_to_extend_a_truce_extends_it() -> None:
    """The agreement is what extends the truce; it is no mere plan."""
    text = "The army and the Rapid Support Forces agreed to extend the truce by five days."
    assert str(saying.the("extend_truce", text).factuality) == "happened"


def test_talks_before_an_agreement_are_no_plan() -> None:
    """In "agreed after ten hours of talks" the talks are past, whatever was agreed."""
    said = saying.the("negotiate", "The truce was agreed after ten hours of talks in Moscow.")
    assert str(said.factuality) == "happened"


def test_including_plans_nothing() -> None:
    """ "Violations, including three explosions" puts the explosions in no plan."""
    text = "Monitors recorded 17 violations, including three explosions."
    assert [str(said.factuality) for said in saying.told(text)] == ["happened"] * 2


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The Israeli military said that the Israeli Air Force bombed Gaza.", "happened"),
        (
            "Azerbaijan's Defence Ministry said that the Azerbaijani army shelled Hadrut.",
            "happened",
        ),
        ("Azerbaijan's Defence Ministry said that the Armenian army shelled Hadrut.", "alleged"),
        (
            "The Syrian High Negotiations Committee said that the Syrian army shelled Hama.",
            "alleged",
        ),
    ],
)
def test_telling_of_ones_own_side_accuses_nobody(text: str, factuality: str) -> None:
    """A ministry speaks for its army; an opposition does not speak for its government."""
    [said] = [s for s in saying.told(text) if s.act_family == "fire"]
    assert str(said.factuality) == factuality


def test_when_attacked_tells_of_no_attack() -> None:
    """Firing only when attacked is no report that anybody attacked."""
    assert "attack" not in saying.acts("The troops fire only when attacked, he said.")
