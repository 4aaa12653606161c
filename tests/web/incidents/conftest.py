"""A centre in which three short reports were read, gathered and assessed."""

from __future__ import annotations

import pytest

from trucewatch.domain.access import MACHINE
from trucewatch.service import reports
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather

REPORTS = (
    b"Army artillery shelled Hama on 3 May 2016, a local official told reporters.\n",
    b"A drone struck a clinic in Homs on 9 May 2016, doctors said.\n",
    b"Rebels fired mortars at Aleppo on 12 May 2016, the army said.\n",
)


@pytest.fixture
def told(centre: Centre) -> Centre:
    """The centre, with incidents in it."""
    for number, raw in enumerate(REPORTS):
        arrival = reports.Arrival(name=f"report-{number}.txt")
        reports.read(
            centre, MACHINE, reports.receive(centre, MACHINE, raw, arrival, key=f"k-{number}")
        )
    gather(centre, MACHINE)
    return centre
