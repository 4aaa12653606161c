"""The clocks of the world as they were: effect instants of the packaged terms in UTC."""

from __future__ import annotations

import pytest

from trucewatch.data.agreement_files import Agreements
from trucewatch.domain.time import write_instant

PACKAGED = Agreements.packaged()

EFFECT = {
    # Damascus, winter: two hours ahead.
    "syria-2016-02-22": "2016-02-26T22:00:00Z",
    # Kyiv in summer and in winter.
    "minsk-2014-09-05": "2014-09-05T15:00:00Z",
    "minsk-2015-02-12": "2015-02-14T22:00:00Z",
    # Juba was three hours ahead until 2021.
    "south-sudan-2017-12-21": "2017-12-23T21:01:00Z",
    "karabakh-2020-11-10": "2020-11-09T21:00:00Z",
    # Khartoum has been two hours ahead since November 2017.
    "sudan-2023-05-20": "2023-05-22T19:45:00Z",
    "colombia-eln-2023-06-09": "2023-08-03T05:00:00Z",
    "lebanon-2024-11-27": "2024-11-27T02:00:00Z",
    # Gaza in winter; in October 2025 it was still at summer time.
    "gaza-2025-01-19": "2025-01-19T06:30:00Z",
    "gaza-2025-10-09": "2025-10-10T09:00:00Z",
    # Days of Manila, eight hours ahead; Tripoli was two hours ahead in 2001.
    "mindanao-1997-07-18": "1997-07-17T16:00:00Z",
    "mindanao-2001-06-22": "2001-06-21T22:00:00Z",
}


def starts(agreement_id: str) -> list[str]:
    """Every asserted start in UTC, in the order of the file."""
    facts = PACKAGED.get(agreement_id).window.starts
    return [write_instant(fact.at) for fact in facts if fact.at is not None]


@pytest.mark.parametrize(("agreement_id", "at"), EFFECT.items())
def test_terms_take_effect_at_the_offset_of_then(agreement_id: str, at: str) -> None:
    """A local hour without its historical offset would date an incident to the wrong side."""
    assert starts(agreement_id)[0] == at


@pytest.mark.parametrize(
    ("agreement_id", "india", "pakistan"),
    [
        ("kashmir-2003-11-25", "2003-11-25T18:30:00Z", "2003-11-25T19:00:00Z"),
        ("kashmir-2021-02-25", "2021-02-24T18:30:00Z", "2021-02-24T19:00:00Z"),
    ],
)
def test_one_midnight_is_two_instants_on_two_clocks(
    agreement_id: str, india: str, pakistan: str
) -> None:
    """Kolkata and Karachi are half an hour apart, so a shot between them is contested."""
    assert starts(agreement_id) == [india, pakistan]


def test_hodeidah_is_open_from_the_signature_and_sure_from_midnight() -> None:
    """Sana'a keeps the clock of Aden, three hours ahead all year."""
    assert starts("hodeidah-2018-12-13") == ["2018-12-12T21:00:00Z", "2018-12-17T21:00:00Z"]


def test_each_side_dates_the_energy_halt_by_itself() -> None:
    """Moscow has kept one clock since 2014; Kyiv was at winter time until 30 March 2025."""
    assert starts("energy-2025-03-25") == ["2025-03-17T21:00:00Z", "2025-03-24T22:00:00Z"]


def test_an_extension_begins_where_the_last_stretch_ended() -> None:
    """Seven days and five more leave no gap at 21:45 on 29 May."""
    terms = PACKAGED.get("sudan-2023-05-20")
    [extension] = terms.amendments
    assert extension.window is not None
    assert extension.window.starts[0].at == terms.window.ends[0].at
