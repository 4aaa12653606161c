"""What a centre records of a case, both verifiers accept from its file alone."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode
from pathlib import Path

import pytest

from position_world import (
    CASE,
    CONFIRMS,
    FACILITATOR,
    HEADS,
    OFFICERS,
    REJECTS,
    Clock,
    at_clock,
    filed,
    open_case,
    signer_of,
)
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.position import Said, Stance
from trucewatch.ledger import tw_verify
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.review.case_file import CaseFile, case_file
from trucewatch.storage.desk import Desk
from verifiers import LEDGER

A, B = Side.A, Side.B


@pytest.fixture
def hearing(centre: Centre) -> Centre:
    """A centre that has one case, before the end of its clock."""
    made = at_clock(centre, Clock())
    open_case(made, "another")
    filed(made, A, REJECTS, case="another", key="other")
    open_case(made)
    return made


def reports(centre: Centre, found: CaseFile, place: Path) -> list[str]:
    """What both verifiers say of a file, with the log's own folder as the mirror."""
    (place / "case.json").write_bytes(found.data)
    (place / "policy").write_text(f"log {centre.home.key()}\nquorum none\n", "ascii")
    (place / "keys").write_text("".join(f"{signer_of(one).key}\n" for one in (A, B)), "ascii")
    words = [str(place / "case.json"), "--policy", str(place / "policy")]
    words += ["--keys", str(place / "keys"), "--mirror", str(centre.home.log)]
    node = subprocess.run(
        ["node", str(LEDGER / "tw_verify.mjs"), "case", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert tw_verify.main(["case", *words]) == node.returncode == 0, node.stderr
    return node.stdout.splitlines()


def test_a_file_of_the_record_is_verified_by_both(hearing: Centre, desk: Desk, place: Path) -> None:
    """Filed, revealed, amended: with an earlier case beside it that stays out of it."""
    filed(hearing, A, REJECTS)
    filed(hearing, B, CONFIRMS)
    filed(hearing, A, Said(Stance.CONFIRM, "We looked again."), key="late")
    desk.close()
    found = case_file(hearing, HEADS[A], CASE)
    assert (found.later, found.joint) == (0, True)
    told = reports(hearing, found, place)
    assert [line.partition(": ")[2].partition(" ")[0] for line in told[1:5]] == [
        "a",
        "a",
        "b",
        "revealed",
    ]
    assert "blind: reject: Our guns" in told[1]
    assert "late, not blind: confirm: We looked again." in told[2]
    assert "both had filed" in told[4]
    assert "has 9 of these 9" in told[5]


def test_before_the_reveal_the_file_shows_no_text(hearing: Centre, desk: Desk, place: Path) -> None:
    """Neither side's officer takes more out than the page shows."""
    filed(hearing, A, REJECTS)
    desk.close()
    head = HEADS[B]
    found = case_file(hearing, head, CASE)
    parts = [one["document"]["value"] for one in json.loads(found.data)["entries"]]
    assert not [one for one in parts if b"guns" in b64decode(one)]
    assert reports(hearing, found, place)[1].endswith("blind: sealed still")


@pytest.mark.parametrize(
    "person", [OFFICERS[A], Person("d", Role.DUTY_OFFICER), Person("o", Role.OPERATOR)]
)
def test_who_takes_a_file_has_proved_themselves_once_more(hearing: Centre, person: Person) -> None:
    """It leaves the centre."""
    with pytest.raises(Denied):
        case_file(hearing, person, CASE)


def test_a_case_that_is_not_there_has_no_file(hearing: Centre) -> None:
    """Told as for one that they may not know of."""
    with pytest.raises(NotThere):
        case_file(hearing, FACILITATOR, "nothing")
