"""Each command of both verifiers answers its question and no other."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from ledger_world import LOG as SIGNER
from ledger_world import POLICY_TEXT, MadeLog, entry, fork_of, made_log
from trucewatch.ledger.proof_file import ProofFile
from verifiers import DATA, FORK, LEDGER, OK, QUORUM, SIGNATURE, USE, by_node, by_python

LOG = made_log(200, 300)


@dataclass(frozen=True)
class Desk:
    """A folder with a policy, and what both verifiers say there."""

    folder: Path

    def ask(self, *words: str | Path) -> int:
        """The exit code, which has to be the same for both."""
        given = list(words)
        if words[0] != "evidence":
            given += ["--policy", self.folder / "policy"]
        if words[0] in {"diff", "since"}:
            given += ["--out", self.folder / "evidence.tw-fork"]
        code = by_python(*given)
        assert by_node([given]) == [code]
        return code

    def put(self, name: str, data: bytes) -> Path:
        """A file of the desk."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with the policy of the made-up centre."""
    made = Desk(tmp_path)
    made.put("policy", POLICY_TEXT.encode())
    return made


def proof(index: int, log: MadeLog = LOG) -> bytes:
    """The proof file of an entry."""
    return bytes(ProofFile(index, tuple(log.tree.inclusion(index)), log.note, b"extra"))


def test_entry_holds_with_its_proof(desk: Desk) -> None:
    """Offline, from two files and a policy."""
    one = desk.put("entry", LOG.data[123])
    assert desk.ask("entry", one, desk.put("proof", proof(123))) == OK


def test_entry_says_which_it_is(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A person compares the number with the one on the receipt."""
    one = desk.put("entry", LOG.data[123])
    desk.ask("entry", one, desk.put("proof", proof(123)))
    assert capsys.readouterr().out == f"ok: {LOG.origin}: entry 123 of 300\n"


@pytest.mark.parametrize("index", [0, 1, 255, 256, 298, 299])
def test_the_first_and_the_last_entries_hold_too(desk: Desk, index: int) -> None:
    """At both ends and where a tile is full."""
    one = desk.put("entry", LOG.data[index])
    assert desk.ask("entry", one, desk.put("proof", proof(index))) == OK


@pytest.mark.parametrize("index", [0, 122, 124, 299])
def test_entry_refuses_the_proof_of_another(desk: Desk, index: int) -> None:
    """GHSA-ccxc-vr6p-4858 once more, in the program."""
    one = desk.put("entry", LOG.data[123])
    assert desk.ask("entry", one, desk.put("proof", proof(index))) == DATA


def test_entry_refuses_a_place_that_it_does_not_claim(desk: Desk) -> None:
    """The log signed it there; the entry says otherwise."""
    log = MadeLog().add([entry(0), entry(0)]).sign()
    one = desk.put("entry", log.data[1])
    assert desk.ask("entry", one, desk.put("proof", proof(1, log))) == DATA


def test_entry_asks_for_the_quorum(desk: Desk) -> None:
    """The centre alone proves nothing to a delegation."""
    log = LOG.copy().sign(["facilitator"])
    one = desk.put("entry", log.data[5])
    assert desk.ask("entry", one, desk.put("proof", proof(5, log))) == QUORUM


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"index 123", b"index 0123", DATA),
        (b"index 123", b"index 300", DATA),
        (b"index 123\n", b"index 123\n" + b"A" * 43 + b"=\n", DATA),
        (b"@v1", b"@v2", DATA),
        (b"\n300\n", b"\n301\n", SIGNATURE),
    ],
)
def test_entry_refuses_a_spoiled_proof(desk: Desk, old: bytes, new: bytes, code: int) -> None:
    """And says of which kind the spoiling is."""
    one = desk.put("entry", LOG.data[123])
    assert desk.ask("entry", one, desk.put("proof", proof(123).replace(old, new))) == code


def test_since_tells_that_the_kept_checkpoint_holds(desk: Desk) -> None:
    """A delegation comes back with the checkpoint of its last visit."""
    kept = desk.put("kept", LOG.files["checkpoints/200"])
    assert desk.ask("since", kept, LOG.write(desk.folder / "log")) == OK


def test_since_finds_a_rewritten_past(desk: Desk) -> None:
    """The log no longer begins as the kept checkpoint says; the evidence stands there."""
    kept = desk.put("kept", LOG.files["checkpoints/200"])
    other = fork_of(LOG, 150, 320)
    assert desk.ask("since", kept, other.write(desk.folder / "log")) == FORK
    assert desk.ask("fork", desk.folder / "evidence.tw-fork") == FORK


def test_since_finds_a_shortened_log(desk: Desk) -> None:
    """A backup was put back: what the kept checkpoint covers is gone."""
    kept = desk.put("kept", LOG.note)
    assert desk.ask("since", kept, made_log(200).write(desk.folder / "log")) == DATA


def test_since_refuses_a_checkpoint_that_the_log_never_signed(desk: Desk) -> None:
    """It might have been altered where it was kept."""
    kept = desk.put("kept", LOG.note.replace(b"\n300\n", b"\n200\n"))
    assert desk.ask("since", kept, LOG.write(desk.folder / "log")) == SIGNATURE


def test_diff_tells_one_history(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Two mirrors, one behind the other."""
    ahead = LOG.write(desk.folder / "ahead")
    behind = made_log(200).write(desk.folder / "behind")
    assert desk.ask("diff", ahead, behind) == OK
    told = f"ok: {LOG.origin}: sizes 200 and 300 are of one history\n"
    assert capsys.readouterr().out == told


def test_diff_tells_one_history_from_the_first_entry_on(desk: Desk) -> None:
    """Somebody came when there was one entry."""
    ahead = LOG.write(desk.folder / "ahead")
    assert desk.ask("diff", ahead, made_log(1).write(desk.folder / "behind")) == OK


def test_a_fork_after_the_first_entry_is_found(desk: Desk) -> None:
    """The smallest history that can be split."""
    one = made_log(1).write(desk.folder / "a")
    other = fork_of(LOG, 0, 300).write(desk.folder / "b")
    assert desk.ask("diff", one, other) == FORK
    assert desk.ask("fork", desk.folder / "evidence.tw-fork") == FORK


def test_diff_finds_a_split_view(desk: Desk) -> None:
    """A was shown one history and B another; they need only meet."""
    one = LOG.write(desk.folder / "a")
    other = fork_of(LOG, 128, 350).write(desk.folder / "b")
    assert desk.ask("diff", one, other) == FORK
    assert desk.ask("fork", desk.folder / "evidence.tw-fork") == FORK


def test_diff_of_equal_sizes_needs_no_tiles(desk: Desk) -> None:
    """Two checkpoints on paper suffice."""
    one = desk.put("a", LOG.note)
    other = desk.put("b", fork_of(LOG, 128, 300).note)
    assert desk.ask("diff", one, other) == FORK
    assert desk.ask("diff", one, one) == OK


def test_diff_without_tiles_cannot_tell(desk: Desk) -> None:
    """Unknown is said, not guessed."""
    one = desk.put("a", LOG.note)
    assert desk.ask("diff", one, desk.put("b", LOG.files["checkpoints/200"])) == DATA


def test_diff_does_not_cry_fork_over_spoiled_tiles(desk: Desk) -> None:
    """The larger log's tiles have to give its own signed root first."""
    log = LOG.copy().sign()
    log.files["tile/0/000"] = bytes(8192)
    kept = desk.put("kept", LOG.files["checkpoints/200"])
    assert desk.ask("diff", kept, log.write(desk.folder / "log")) == DATA


def test_fork_says_so_where_nothing_is_proved(desk: Desk) -> None:
    """Two checkpoints of one history are no evidence."""
    text = b"trucewatch/fork-evidence@v1\n\n=== smaller\n" + LOG.note + b"=== larger\n" + LOG.note
    assert desk.ask("fork", desk.put("claim", text)) == OK


def test_fork_cannot_be_framed(desk: Desk) -> None:
    """A made-up path does not lead to the signed root."""
    line = b"A" * 43 + b"=\n"
    head = b"trucewatch/fork-evidence@v1\n" + line * 5
    small = LOG.files["checkpoints/200"]
    text = head + b"\n=== smaller\n" + small + b"=== larger\n" + LOG.note
    assert desk.ask("fork", desk.put("claim", text)) == DATA


def test_fork_refuses_what_is_no_evidence(desk: Desk) -> None:
    """Such as a checkpoint alone."""
    assert desk.ask("fork", desk.put("claim", LOG.note)) == DATA


def stored(desk: Desk, data: bytes) -> Path:
    """A file in the evidence store."""
    name = sha256(data).hexdigest()
    return desk.put(f"store/sha256/{name[:2]}/{name[2:4]}/{name}", data)


def test_evidence_files_are_what_their_names_say(desk: Desk) -> None:
    """Three of them."""
    for data in (b"", b"a", b"b" * 3_000_000):
        stored(desk, data)
    assert desk.ask("evidence", desk.folder / "store") == OK


def test_an_altered_evidence_file_is_found(desk: Desk) -> None:
    """One byte more."""
    path = stored(desk, b"photograph")
    path.write_bytes(b"photographs")
    assert desk.ask("evidence", desk.folder / "store") == DATA


def test_an_evidence_file_in_the_wrong_place_is_found(desk: Desk) -> None:
    """Its bytes are right, its folder is not."""
    path = stored(desk, b"photograph")
    target = desk.folder / "store" / "sha256" / "00" / path.name
    target.parent.mkdir(parents=True)
    path.rename(target)
    assert desk.ask("evidence", desk.folder / "store") == DATA


@pytest.mark.parametrize("policy", [b"", b"quorum joint\n", b"log x\nquorum none\n", b"\xff"])
def test_a_policy_that_cannot_be_read_is_bad_use(desk: Desk, policy: bytes) -> None:
    """It is the reader's own file."""
    desk.put("policy", policy)
    assert desk.ask("log", LOG.write(desk.folder / "log")) == USE


@pytest.mark.parametrize(
    ("urls", "code"), [("", OK), (" https://a", OK), (" https://a https://b", USE)]
)
def test_a_log_of_a_policy_has_one_address_at_most(desk: Desk, urls: str, code: int) -> None:
    """As the format of policies says; nobody asks it for anything."""
    line = f"log {SIGNER.key}"
    desk.put("policy", POLICY_TEXT.replace(line, line + urls).encode())
    assert desk.ask("log", LOG.write(desk.folder / "log")) == code


def test_a_policy_of_other_keys_knows_no_such_log(desk: Desk) -> None:
    """Whoever swaps the policy gets nowhere."""
    text = "\n".join(line for line in POLICY_TEXT.split("\n") if not line.startswith("log "))
    desk.put("policy", text.encode())
    assert desk.ask("log", LOG.write(desk.folder / "log")) == SIGNATURE


def test_the_file_runs_alone(desk: Desk) -> None:
    """Copied somewhere, with Python isolated from everything installed."""
    alone = desk.folder / "elsewhere" / "tw_verify.py"
    alone.parent.mkdir()
    shutil.copy(LEDGER / "tw_verify.py", alone)
    log = LOG.write(desk.folder / "log")
    asked = ["log", str(log), "--policy", str(desk.folder / "policy")]
    command = [sys.executable, "-I", "-S", str(alone), *asked]
    run = subprocess.run(command, capture_output=True, text=True, env={}, check=False)
    assert (run.returncode, run.stdout) == (
        OK,
        "ok: trucewatch/lakeside/ledger-1: 300 entries, joint\n",
    )


def test_a_fork_is_told_where_its_evidence_cannot_be_written(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """The finding matters more than the file, which is not said to be there."""
    logs = LOG.write(desk.folder / "a"), fork_of(LOG, 9, 350).write(desk.folder / "b")
    words: list[str | Path] = ["diff", *logs]
    words += ["--policy", desk.folder / "policy", "--out", desk.folder / "absent" / "evidence"]
    assert (by_python(*words), by_node([words])) == (FORK, [FORK])
    assert "the evidence cannot be written" in capsys.readouterr().err


def test_a_refusal_is_one_line(desk: Desk) -> None:
    """The kind of it, and what is wrong where."""
    log = LOG.write(desk.folder / "log")
    (log / "tile" / "0" / "000").write_bytes(b"")
    asked = ["log", str(log), "--policy", str(desk.folder / "policy")]
    command = ["node", str(LEDGER / "tw_verify.mjs"), *asked]
    run = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), check=False)
    assert run.returncode == DATA
    assert run.stderr.startswith("tw-verify: missing data: ")
    assert run.stderr.count("\n") == 1
