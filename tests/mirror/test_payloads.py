"""Closed values that are published to a mirror, and their end."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest

from ledger_world import MadeLog, entry
from mirror_world import Delegation, served
from trucewatch.ledger.commitment import commit

SALT, VALUE = bytes(range(32)), b"three shells on the bridge"


def closed(value: bytes = VALUE) -> bytes:
    """The file of an entry's closed values, as a centre publishes it."""
    one = {
        "json": False,
        "salt": b64encode(SALT).decode(),
        "value": b64encode(value).decode(),
    }
    return json.dumps({"words": one}).encode()


@pytest.fixture
def log() -> MadeLog:
    """A log whose entry 1 has a closed value."""
    told = entry(1, commitments={"words": commit("words", VALUE, SALT)})
    made = MadeLog().add([entry(0), told, entry(2)]).sign(by=())
    made.files["payloads/001"] = closed()
    return made


def held(a: Delegation) -> bytes:
    """What the mirror holds of entry 1."""
    return (a.mirror / "payloads/001").read_bytes()


def test_a_value_that_is_published_is_copied(log: MadeLog, tmp_path: Path) -> None:
    """In the form in which the centre takes it back."""
    a = Delegation(tmp_path / "a")
    with served(log.write(tmp_path / "log")) as address:
        assert a.turn(address, "--payloads").code == 0
    assert json.loads(held(a)) == json.loads(closed())


def test_a_value_that_is_not_published_is_no_fault(log: MadeLog, tmp_path: Path) -> None:
    """The entry is there, as a commitment."""
    del log.files["payloads/001"]
    a = Delegation(tmp_path / "a")
    told = a.turn(log.write(tmp_path / "log"), "--payloads")
    assert (told.code, (a.mirror / "payloads/001").exists()) == (0, False)


@pytest.mark.parametrize("data", [closed(b"two shells"), b"{}[", b'{"words": 7}', b'{"who": {}}'])
def test_a_value_that_was_not_committed_to_is_refused(
    log: MadeLog, tmp_path: Path, data: bytes
) -> None:
    """Whoever serves it cannot put other words into the record."""
    log.files["payloads/001"] = data
    a = Delegation(tmp_path / "a")
    told = a.turn(log.write(tmp_path / "log"), "--payloads")
    assert (told.code, (a.mirror / "payloads/001").exists()) == (13, False)


def test_a_value_that_was_wrong_is_asked_for_again(log: MadeLog, tmp_path: Path) -> None:
    """Until it is what was recorded; the cosignature did not wait for it."""
    log.files["payloads/001"] = closed(b"two shells")
    a, folder = Delegation(tmp_path / "a"), tmp_path / "log"
    codes = [a.turn(log.write(folder), "--payloads").code for _ in range(2)]
    (folder / "payloads/001").write_bytes(closed())
    codes.append(a.turn(folder, "--payloads").code)
    assert (codes, len(a.cosigned())) == ([13, 13, 0], 1)
    assert json.loads(held(a)) == json.loads(closed())


def test_a_value_that_is_erased_is_erased_in_the_mirror(log: MadeLog, tmp_path: Path) -> None:
    """The entry that orders it is in the log; the mirror obeys at its next turn."""
    a = Delegation(tmp_path / "a")
    a.turn(log.write(tmp_path / "log"), "--payloads")
    order = {"seq": 1, "fields": ["words"], "reason": "asked for"}
    log.add([entry(3, type="payload.erased", payload_public=order)]).sign(by=())
    del log.files["payloads/001"]
    (tmp_path / "log/payloads/001").unlink()
    a.turn(log.write(tmp_path / "log"), "--payloads")
    assert held(a) == b"{}"


@pytest.mark.parametrize("order", [{}, {"seq": True, "fields": ["words"]}, {"seq": 1, "fields": 7}])
def test_an_order_that_says_nothing_erases_nothing(
    log: MadeLog, tmp_path: Path, order: dict[str, object]
) -> None:
    """It is for the centre to refuse; the mirror is not stopped by it."""
    a = Delegation(tmp_path / "a")
    a.turn(log.write(tmp_path / "log"), "--payloads")
    log.add([entry(3, type="payload.erased", payload_public=order)]).sign(by=())
    assert a.turn(log.write(tmp_path / "log"), "--payloads").code == 0
    assert json.loads(held(a)) == json.loads(closed())
