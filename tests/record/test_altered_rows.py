"""Rows that somebody changes past the program are found at the next checkpoint."""

from __future__ import annotations

import random
import time

import pytest
from django.db import connection, transaction

from record_places import as_superuser, past_every_rule
from submissions import incident
from trucewatch.storage.audit import Audit
from trucewatch.storage.checking import faults
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.publishing import LOOKED_AT, Publisher
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.refusals import RecordAltered

ENTRIES, EDITS = 12, 1000
EDIT = (
    "UPDATE storage_entry SET body = {bent} WHERE seq = {seq}",
    "DELETE FROM storage_entry WHERE seq = {seq}",
    "UPDATE storage_payload SET value = {other} WHERE seq = {seq} AND field = 'document'",
    "UPDATE storage_payload SET salt = {other} WHERE seq = {seq} AND field = 'document'",
    "DELETE FROM storage_payload WHERE seq = {seq} AND field = 'document'",
    "UPDATE storage_payload SET field = 'else' WHERE seq = {seq} AND field = 'document'",
    (
        "UPDATE storage_entry SET body = "
        "(SELECT body FROM storage_entry AS o WHERE o.seq = {other_seq}) WHERE seq = {seq}"
    ),
    "INSERT INTO storage_entry (seq, body) VALUES ({past}, {other})",
)


@pytest.fixture
def recorder(home: Home) -> Recorder:
    """A recorder of 12 entries."""
    running = Recorder(home)
    running.append([incident(f"i{at}") for at in range(ENTRIES)])
    return running


def test_a_thousand_edits_are_found_at_one_checkpoint_each(recorder: Recorder, home: Home) -> None:
    """Bytes bent, rows dropped, swapped, added; salts, values and names of payloads changed."""
    draw = random.Random(3)
    missed = []
    with past_every_rule() as cursor:
        for number in range(EDITS):
            edit = _edit(draw, EDIT[number % len(EDIT)])
            with transaction.atomic():
                cursor.execute(edit)
                if not _found(home, recorder):
                    missed.append(edit)
                transaction.set_rollback(True)
    recorder.close()
    assert missed == []


def test_honest_rows_raise_no_alarm(recorder: Recorder, home: Home) -> None:
    """Else nobody would look at one."""
    assert not _found(home, recorder)
    recorder.close()
    assert list(faults(home)) == []


def test_an_altered_record_takes_nothing_more(home: Home) -> None:
    """The desk stops and says which rows."""
    alarms: list[str] = []
    desk = Desk(home, alarm=alarms.append).open()
    desk.hand_in(incident("a")).result()
    as_superuser("UPDATE storage_payload SET value = 'x' WHERE seq = 0 AND field = 'document'")
    desk.close()
    assert len(alarms) == 1
    assert "payload document of entry 0 is not the one that was committed to" in alarms[0]


def test_a_change_is_found_while_nothing_happens(home: Home) -> None:
    """Within a second or two in a small record, without a new entry."""
    alarms: list[str] = []
    desk = Desk(home, alarm=alarms.append).open()
    desk.hand_in(incident("a")).result()
    as_superuser("UPDATE storage_entry SET body = 'x' WHERE seq = 0")
    until = time.monotonic() + 10
    while not alarms and time.monotonic() < until:
        time.sleep(0.05)
    with pytest.raises(RecordAltered, match="entry 0 is not the one that was signed"):
        desk.hand_in(incident("b")).result()
    desk.close()


def test_checking_names_the_rows_without_a_recorder(recorder: Recorder, home: Home) -> None:
    """By the published log, whose checkpoint is signed."""
    Publisher(home, recorder).publish()
    recorder.close()
    as_superuser("UPDATE storage_entry SET body = 'x' WHERE seq = 7")
    assert next(iter(faults(home))) == "entry 7 is not the one that was signed"


def test_a_changed_log_folder_is_told(recorder: Recorder, home: Home) -> None:
    """A tile that does not lead to the signed root."""
    Publisher(home, recorder).publish()
    recorder.close()
    tile = home.log / "tile" / "0" / "000.p" / "12"
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    assert "are not those that its checkpoint signs" in next(iter(faults(home)))


def test_a_window_comes_round(recorder: Recorder) -> None:
    """A log larger than what is looked at each time is looked at in turns."""
    audit = Audit(recorder.tree)
    as_superuser("UPDATE storage_entry SET body = 'x' WHERE seq = 10")
    turns = [audit.go_on(4) for _ in range(3)]
    recorder.close()
    assert [bool(found) for found in turns] == [False, False, True]


def _found(home: Home, recorder: Recorder) -> bool:
    """Whether what happens at each checkpoint finds something."""
    assert len(recorder.tree) < LOOKED_AT
    try:
        Publisher(home, recorder).publish()
    except RecordAltered:
        return True
    return False


def _edit(draw: random.Random, form: str) -> str:
    seq, other = draw.sample(range(ENTRIES), 2)
    at, mask = draw.randrange(200), 1 << draw.randrange(8)
    if connection.vendor == "postgresql":
        bent = f"set_byte(body, {at}, get_byte(body, {at}) # {mask})"
        literal = "'\\x00112233'::bytea"
    else:
        bent = f"CAST(substr(body, 1, {at}) || x'{mask:02x}' || substr(body, {at + 2}) AS BLOB)"
        literal = "x'00112233'"
    return form.format(seq=seq, other_seq=other, past=ENTRIES, bent=bent, other=literal)
