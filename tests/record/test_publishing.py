"""The log is published as files that lead to the signed root, soon and completely."""

from __future__ import annotations

import time
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions import incident
from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.entry import signed_bytes
from trucewatch.ledger.keys import NOTE, Signer
from trucewatch.ledger.tree import Tree, leaf_hash
from trucewatch.storage.checking import published_tree
from trucewatch.storage.desk import Desk
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.log_folder import LogFolder
from trucewatch.storage.publishing import IDLE_S, LATE_S, LOOK_AGAIN_S, Publisher
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.refusals import RecordAltered
from trucewatch.storage.submission import NOT_YET, submission
from verifiers import DATA, OK, by_python


def log_of(home: Home) -> LogFolder:
    """Its log folder."""
    return LogFolder(home.log, home.key())


def test_closing_publishes_everything(home: Home) -> None:
    """The files lead to the root of all entries."""
    desk = Desk(home).open()
    for at in range(300):
        answer = desk.hand_in(incident(f"i{at}"))
    answer.result()
    desk.close()
    tree = published_tree(log_of(home))
    assert tree is not None
    assert len(tree) == 300


def test_a_checkpoint_comes_soon_after_an_entry(desk: Desk, home: Home) -> None:
    """A second or two when nothing more waits."""
    desk.hand_in(incident("a")).result()
    until = time.monotonic() + 5
    while log_of(home).size() < 1:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_checkpoint_comes_under_load_too(home: Home) -> None:
    """At the latest ten seconds after the last one, whatever waits."""
    recorder = Recorder(home)
    publisher = Publisher(home, recorder)
    recorder.append([incident("a")])
    assert not publisher.publish_if_due(idle=False)
    publisher._at -= LATE_S
    assert publisher.publish_if_due(idle=False)
    recorder.close()


def test_a_sign_of_life_comes_each_hour(home: Home) -> None:
    """The checkpoint file is written anew without any new entry."""
    recorder = Recorder(home)
    publisher = Publisher(home, recorder)
    before = (home.log / "checkpoint").stat().st_mtime_ns
    publisher._at -= IDLE_S
    assert publisher.publish_if_due(idle=True)
    recorder.close()
    assert (home.log / "checkpoint").stat().st_mtime_ns > before


def test_a_recorder_that_answers_one_by_one_looks_at_rows_no_more_often(home: Home) -> None:
    """Else each sender would wait for a look at rows that were seen a moment ago."""
    recorder = Recorder(home)
    publisher = Publisher(home, recorder)
    with CaptureQueriesContext(connection) as first:
        publisher.publish_if_due(idle=True)
    with CaptureQueriesContext(connection) as next_:
        publisher.publish_if_due(idle=True)
    publisher._looked -= LOOK_AGAIN_S
    with CaptureQueriesContext(connection) as later:
        publisher.publish_if_due(idle=True)
    recorder.close()
    assert (bool(first), bool(next_), bool(later)) == (True, False, True)


def test_cosignatures_that_came_are_kept(home: Home) -> None:
    """A kept checkpoint is never put back to the log's own signature alone."""
    recorder = Recorder(home)
    recorder.append([incident("a")])
    publisher = Publisher(home, recorder)
    publisher.publish()
    kept = home.log / "checkpoints" / "001"
    cosigned = kept.read_bytes() + "\u2014 witness AAAAAAAAAAAAAAAA\n".encode()
    kept.write_bytes(cosigned)
    publisher.publish()
    recorder.close()
    assert (home.log / "checkpoint").read_bytes() == cosigned


def test_entries_that_do_not_lead_to_the_root_are_not_published(home: Home) -> None:
    """The checkpoint stays where it was."""
    other = Tree([leaf_hash(b"other")])
    signer = home.signer()
    note = sign_checkpoint(Checkpoint(signer.name, 1, other.root()), signer)
    with pytest.raises(RecordAltered, match="do not lead to the root signed for 1"):
        log_of(home).extend(note, lambda *_: [b"{}"])
    assert log_of(home).size() == 0


def test_a_lost_log_is_written_anew(home: Home) -> None:
    """It is made of the database; cosignatures come back from the witnesses."""
    recorder = Recorder(home)
    recorder.append([incident(f"i{at}") for at in range(256)])
    recorder.append([incident("last")])
    Publisher(home, recorder).publish()
    before = _files(home.log / "tile")
    for path in sorted(home.log.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    Publisher(home, recorder).publish()
    recorder.close()
    assert _files(home.log / "tile") == before


def test_the_stand_alone_verifier_accepts_the_log(home: Home, place: Path) -> None:
    """What a delegation runs on its copy: every file, checkpoint and proof holds."""
    desk = Desk(home).open()
    answers = [desk.hand_in(incident(f"i{at}")).result() for at in range(40)]
    desk.close()
    policy = place / "policy"
    policy.write_text(f"log {home.key()}\nquorum none\n")
    assert by_python("log", home.log, "--policy", policy) == OK
    entry, proof = place / "entry", place / "entry.tlog-proof"
    entry.write_bytes(answers[7].entry)
    proof.write_bytes(answers[7].proof)
    assert by_python("entry", entry, proof, "--policy", policy) == OK
    bundle = home.log / "tile" / "entries" / "000.p" / "40"
    bundle.write_bytes(bundle.read_bytes().replace(b"officer:7", b"officer:8", 1))
    assert by_python("log", home.log, "--policy", policy) == DATA


def test_a_persons_signature_holds_in_the_log(home: Home, place: Path) -> None:
    """Made over the commitments before anything was handed in; place and time come later."""
    person = Signer.from_seed("officer-7.example", NOTE, bytes(range(32)))
    given = incident("a")
    signature = person.sign(signed_bytes(given.entry(0, NOT_YET), home.key().name))
    told = {"kind": "ed25519", "key": str(person.key), "value": b64encode(signature).decode()}
    desk = Desk(home).open()
    vkey = {"vkey": str(person.key)}
    admitted = submission(key="admit", type="key.admitted", actor="chair:1", public=vkey)
    desk.hand_in(admitted).result()
    desk.hand_in(replace(given, sig=[told])).result()
    desk.close()
    policy, keys = place / "policy", place / "keys"
    policy.write_text(f"log {home.key()}\nquorum none\n")
    keys.write_text(f"{person.key}\n")
    asked = ("log", home.log, "--policy", policy, "--signatures", "--keys", keys)
    assert by_python(*asked) == OK


def test_entries_come_back_from_their_bundles(home: Home) -> None:
    """Across a border between two bundles too."""
    recorder = Recorder(home)
    recorder.append([incident(f"i{at}") for at in range(256)])
    recorder.append([incident(f"j{at}") for at in range(30)])
    Publisher(home, recorder).publish()
    recorder.close()
    assert log_of(home).entries(250, 270) == bodies(250, 270)


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}
