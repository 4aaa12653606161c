"""When an act was, counted from its clause and from days told before."""

import pytest

from unit.text import saying


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On Monday aid came. A day earlier, the army shelled Hama.", ("2020-10-11", "2020-10-12")),
        (
            "On Monday aid came. Two days earlier, the army shelled Hama.",
            ("2020-10-10", "2020-10-11"),
        ),
        ("On Monday aid came. The army shelled Hama the same day.", ("2020-10-12", "2020-10-13")),
        ("In March the army shelled Hama.", ("2020-03-01", "2020-04-01")),
        ("The army shelled Hama on Monday.", ("2020-10-12", "2020-10-13")),
    ],
)
def test_days_are_counted_from_the_day_told_last(text: str, days: tuple[str, str]) -> None:
    """ "A day earlier" is the eve of the day before it in the text."""
    assert saying.days(saying.the("shelling", text)) == days


def test_a_count_runs_since_its_counting_began() -> None:
    """What has been counted since May happened since May."""
    text = "Since 1 May the mission has counted 30 violations of the truce."
    assert saying.days(saying.the("violate_truce", text)) == ("2020-05-01", "2020-10-15")


def test_a_passed_deadline_is_its_day() -> None:
    """ "Were to have left by Monday" is past; the deadline was that Monday."""
    text = "Fighters were to have left the port by Monday, but they stayed."
    assert saying.days(saying.the("troop_withdrawal", text)) == ("2020-10-12", "2020-10-13")


def test_a_day_earlier_than_no_day_stays_open() -> None:
    """Without a day told before none is invented."""
    assert saying.days(saying.the("shelling", "A day earlier, the army shelled Hama.")) is None
