"""Weapons in English text."""

import pytest

from trucewatch.text.arming import find_weapons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mortar rounds struck two checkpoints", [("mortar", "Mortar rounds")]),
        (
            "a 120mm mortar and a 122 mm round",
            [("mortar", "120mm mortar"), ("artillery", "122 mm round")],
        ),
        ("two Grad launchers (BM-21)", [("mlrs", "Grad launchers"), ("mlrs", "BM-21")]),
        ("TOW missiles", [("atgm", "TOW missiles")]),
        ("an anti-tank guided missile", [("atgm", "anti-tank guided missile")]),
        ("use of barrel\nbombs", [("barrel_bomb", "barrel\nbombs")]),
        (
            "incendiary and chemical weapons",
            [("incendiary", "incendiary"), ("chemical", "chemical weapons")],
        ),
        (
            "small-arms fire and machine-gun fire",
            [("small_arms", "small-arms fire"), ("machine_gun", "machine-gun fire")],
        ),
        ("heavy machine guns", [("hmg", "heavy machine guns")]),
        ("drones bombed Hadrut", [("uav", "drones")]),
        ("they laid mines", [("mine", "mines")]),
        ("a roadside bomb", [("ied", "roadside bomb")]),
        ("undetermined explosions", [("unknown_explosion", "undetermined explosions")]),
    ],
)
def test_weapons_are_found_with_their_class(text: str, expected: list[tuple[str, str]]) -> None:
    """Forms, makes, calibres, plurals and broken lines are read."""
    assert [(m.weapon.weapon, m.weapon.words) for m in find_weapons(text)] == expected


@pytest.mark.parametrize(
    "text", ["a think tank", "water tanks", "a coal mine", "fuel tank trucks", "no arms were shown"]
)
def test_words_in_other_company_are_no_weapons(text: str) -> None:
    """A word that is a weapon only in some company is left out without it."""
    assert find_weapons(text) == ()


def test_spans_cut_the_words() -> None:
    """A span is a range of the text."""
    text = "They fired 82-mm mortars, then tanks."
    assert all(m.span.cut(text) == m.weapon.words for m in find_weapons(text))
