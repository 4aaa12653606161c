"""What a delegation takes away verifies by itself, also when it has left."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from review_world import HEAD_A, HEAD_B, OFFICER_A, heard, key
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.errors import Refusal
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.review import standing
from trucewatch.service.review.whole_record import whole_record
from trucewatch.storage.desk import Desk


def test_who_left_takes_the_whole_record(centre: Centre, desk: Desk, tmp_path: Path) -> None:
    """The log to the byte, and the file of every case."""
    case = heard(centre)
    standing.leave(centre, HEAD_B, "our convoy was struck", key=key())
    desk.close()  # the recorder publishes what there is when it ends
    with whole_record(centre, HEAD_B) as made, zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path)
    published = centre.home.log
    for path in published.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            taken = tmp_path / "log" / path.relative_to(published)
            assert taken.read_bytes() == path.read_bytes()
    told = json.loads((tmp_path / "cases" / f"{case}.json").read_text("utf-8"))
    assert told["format"] == "trucewatch/case/v1"


def test_nothing_is_taken_before_anything_is_published(centre: Centre) -> None:
    """An archive without a signed checkpoint would prove nothing."""
    if not (centre.home.log / "checkpoint").is_file():
        with pytest.raises(Refusal):
            whole_record(centre, HEAD_A)


@pytest.mark.parametrize("person", [OFFICER_A, Person("p", Role.DUTY_OFFICER, Side.NEUTRAL)])
def test_taking_all_asks_for_a_proof(centre: Centre, person: Person) -> None:
    """A sitting that somebody left open is not enough, and duty officers take nothing."""
    with pytest.raises(Denied):
        whole_record(centre, person)
