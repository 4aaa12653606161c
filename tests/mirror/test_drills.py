"""The drills of docs/how-to/keep-keys.md, by the commands that stand there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ceremony_world import SIDES, Centre, ceremony, tw
from ledger_world import ORIGIN, entry
from mirror_world import verifies

JOINT = [0, 0, 0, 0]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    """A centre whose first 300 entries are joint, with a proof of entry 17."""
    made = ceremony(tmp_path_factory.mktemp("founded") / "centre")
    made.publish(300)
    assert made.round() == JOINT
    prove(made, "17.tlog-proof")
    return made


@pytest.fixture
def centre(founded: Centre, tmp_path: Path) -> Centre:
    """A copy of it, to do as one likes."""
    shutil.copytree(founded.root, tmp_path / "centre")
    return Centre(tmp_path / "centre", founded.log.copy())


def prove(centre: Centre, name: str, policy: str = "policy") -> int:
    """`trucewatch log prove` of entry 17."""
    out = ("-o", centre.at(name), "--entry", centre.at("17.entry"))
    return tw("log", "prove", centre.folder, 17, "--policy", centre.at(policy), *out).code


def proof_holds(centre: Centre, policy: str) -> int:
    """`tw-verify entry` of the proof that was made before anything happened."""
    proof = centre.at("17.tlog-proof")
    return verifies("entry", centre.at("17.entry"), proof, "--policy", centre.at(policy))


def log_holds(centre: Centre, policy: str = "policy") -> int:
    """`trucewatch log verify`."""
    return tw("log", "verify", centre.folder, "--policy", centre.at(policy)).code


def record(centre: Centre, line: Path, key: str = "log") -> None:
    """`trucewatch record append` of a rotation, as the recorder would take it."""
    told = json.loads(line.read_bytes())
    made = entry(
        len(centre.log.data),
        type=told["type"],
        actor=told["actor"],
        subject=None,
        payload_public=told["public"],
        commitments={"idempotency_key": 32 * "5e"},
    )
    centre.log.add([made])
    centre.publish(key=key)


def rotate(centre: Centre, old: str, new: str) -> None:
    """`trucewatch keys rotate`, recorded and published."""
    line = centre.at("rotation.jsonl")
    told = tw(
        *("keys", "rotate", "--old", centre.at(f"{old}.key"), "--new", centre.at(f"{new}.key")),
        *("--old-passphrase-file", centre.words, "--new-passphrase-file", centre.words),
        *("--origin", ORIGIN, "--actor", "p-7", "-o", line),
    )
    assert told.code == 0, told.err
    record(centre, line)


def follow(centre: Centre) -> int:
    """`trucewatch keys follow` by delegation B, from its own mirror."""
    out = ("-o", centre.at("policy-2"))
    return tw("keys", "follow", centre.folder, "--policy", centre.at("policy"), *out).code


def hand_over(centre: Centre, old: str, new: str) -> None:
    """`trucewatch keys handover` of the last checkpoint, at each place where it stands."""
    size = f"{len(centre.log.data):03}"
    places = [centre.folder / "checkpoint", centre.folder / "checkpoints" / size]
    told = tw(
        *("keys", "handover", *places, "--old", centre.at(f"{old}.pub")),
        *("--new", centre.at(f"{new}.key"), "--passphrase-file", centre.words),
    )
    assert told.code == 0, told.err


# --- The ceremony itself -------------------------------------------------------------------------


def test_a_ceremony_ends_with_a_transcript_that_every_key_signed(centre: Centre) -> None:
    """Whoever is in the policy has shown that somebody holds the key."""
    policy, transcript = centre.at("policy"), centre.at("transcript.txt")
    present = ("--present", "N. N., delegation A", "--present", "M. M., delegation B")
    tw("keys", "transcript", "--policy", policy, "--place", "Room 7", *present, "-o", transcript)
    codes = [tw("keys", "check", transcript, "--policy", policy).code]
    for key in ("log", *SIDES):
        words = ("--passphrase-file", centre.words)
        tw("keys", "sign", transcript, centre.at(f"{key}.key"), *words)
    codes.append(tw("keys", "check", transcript, "--policy", policy).code)
    assert codes == [1, 0]


def test_a_transcript_that_was_changed_after_signing_is_refused(centre: Centre) -> None:
    """One letter is enough."""
    policy, transcript = centre.at("policy"), centre.at("transcript.txt")
    given = ("--policy", policy, "--place", "Room 7", "--present", "N. N.", "-o", transcript)
    tw("keys", "transcript", *given)
    tw("keys", "sign", transcript, centre.at("a.key"), "--passphrase-file", centre.words)
    transcript.write_text(transcript.read_text("utf-8").replace("Room 7", "Room 8"), "utf-8")
    assert tw("keys", "check", transcript, "--policy", policy).code == 1


def test_three_sides_make_a_log_joint(centre: Centre) -> None:
    """Pulled, cosigned, handed back, collected; then everything holds."""
    shown = tw("log", "checkpoint", centre.folder, "--policy", centre.at("policy"), "--json")
    states = {one["word"]: one["size"] for one in json.loads(shown.out)["states"]}
    assert (states["joint"], log_holds(centre)) == (300, 0)


# --- Routine rotation ----------------------------------------------------------------------------


def test_a_delegation_hands_over_to_its_next_key(centre: Centre) -> None:
    """Under the policy that follows, the new key cosigns and all that was joint stays so."""
    centre.key("witness", "a.example/witness", "a2.key")
    rotate(centre, "a", "a2")
    codes = [centre.round(), [follow(centre)]]
    centre.publish(5)
    codes += [centre.round("policy-2", a="a2")]
    assert codes == [JOINT, [0], JOINT]
    assert (log_holds(centre, "policy-2"), proof_holds(centre, "policy-2")) == (0, 0)


def test_the_log_hands_over_to_its_next_key(centre: Centre) -> None:
    """Both keys sign the checkpoint between them, so that no reader is left behind."""
    centre.key("log", "lakeside", "log2.key")
    rotate(centre, "log", "log2")
    assert (centre.round(), follow(centre)) == (JOINT, 0)
    hand_over(centre, "log", "log2")
    assert centre.turn("a").code == 0
    centre.publish(5, key="log2")
    assert (centre.turn("b").code, centre.round("policy-2")) == (10, JOINT)
    assert (log_holds(centre, "policy-2"), proof_holds(centre, "policy-2")) == (0, 0)


def test_the_old_log_key_signs_nothing_new_after_that(centre: Centre) -> None:
    """Whoever finds it in a drawer cannot go on with it, also where the entries are honest."""
    centre.key("log", "lakeside", "log2.key")
    rotate(centre, "log", "log2")
    centre.round()
    follow(centre)
    hand_over(centre, "log", "log2")
    centre.publish(5, key="log")
    assert centre.turn("a", policy="policy-2").code == 10


def test_a_rotation_that_is_not_joint_leads_nowhere(centre: Centre) -> None:
    """One delegation that has not cosigned is enough."""
    centre.key("witness", "a.example/witness", "a2.key")
    rotate(centre, "a", "a2")
    for side in ("a", "f"):
        centre.turn(side)
    centre.collect()
    assert follow(centre) == 1


def test_a_rotation_that_the_old_key_did_not_sign_leads_nowhere(centre: Centre) -> None:
    """The log may hold such an entry; it says what somebody wanted."""
    centre.key("witness", "a.example/witness", "thief.key")
    centre.key("witness", "a.example/witness", "a2.key")
    rotate(centre, "thief", "a2")
    assert (centre.round(), follow(centre)) == (JOINT, 1)


# --- Loss and theft ------------------------------------------------------------------------------


def test_a_lost_delegation_key_delays_and_breaks_nothing(centre: Centre) -> None:
    """The log goes on, not joint; a ceremony brings it back, and old proofs hold."""
    centre.at("a.key").unlink()
    centre.opened("a").unlink()
    centre.publish(5)
    codes = [centre.turn(side).code for side in ("b", "f")] + [centre.collect().code]
    shown = tw("log", "checkpoint", centre.folder, "--policy", centre.at("policy"), "--json")
    states = {one["word"]: one["size"] for one in json.loads(shown.out)["states"]}
    centre.key("witness", "a.example/witness", "a2.key")
    centre.make_policy("policy-2", a=("a", "a2"))
    assert (codes, states["joint"], states["logged"]) == ([0, 0, 0], 300, 305)
    assert centre.round("policy-2", a="a2") == JOINT
    assert (log_holds(centre, "policy-2"), proof_holds(centre, "policy-2")) == (0, 0)


def test_a_stolen_delegation_key_counts_no_more(centre: Centre) -> None:
    """Left out of the next policy; the archived one still tells what was joint in its time."""
    centre.key("witness", "a.example/witness", "a2.key")
    centre.make_policy("policy-2", a=("a2",))
    centre.publish(5)
    for side in SIDES:
        centre.turn(side)
    centre.collect()
    assert log_holds(centre, "policy-2") == 1
    assert (centre.round("policy-2", a="a2"), log_holds(centre, "policy-2")) == (JOINT, 0)
    assert proof_holds(centre, "policy") == 0


def test_a_lost_log_key_is_replaced_at_a_ceremony(centre: Centre) -> None:
    """The new key signs the last checkpoint beside the old signature, and goes on from there."""
    centre.at("log.key").unlink()
    centre.opened("log").unlink()
    centre.key("log", "lakeside", "log2.key")
    centre.make_policy("policy-2", log=("log", "log2"))
    hand_over(centre, "log", "log2")
    centre.publish(5, key="log2")
    assert centre.round("policy-2") == JOINT
    assert (log_holds(centre, "policy-2"), proof_holds(centre, "policy-2")) == (0, 0)


def stolen(centre: Centre) -> None:
    """A thief signs another history from entry 200 on."""
    thief = Centre(centre.root)
    thief.log.add(centre.log.data[:200])
    for seq in range(200, 310):
        thief.log.add([entry(seq, actor="p-thief")])
    folder = centre.at("lie")
    centre.at("log").rename(centre.at("honest"))
    thief.publish()
    centre.at("log").rename(folder)
    centre.at("honest").rename(centre.at("log"))


def test_a_stolen_log_key_leaves_evidence_with_whoever_is_lied_to(centre: Centre) -> None:
    """Exit 12, and a file that convinces everybody who has the policy."""
    stolen(centre)
    told = centre.turn("a", source="lie")
    (evidence,) = (centre.at("mirror-a") / "forks").iterdir()
    proved = verifies("fork", evidence, "--policy", centre.at("policy"))
    assert (told.code, proved, centre.turn("a").code) == (12, 12, 12)


def test_after_a_theft_the_log_goes_on_from_what_was_joint(centre: Centre) -> None:
    """New key, new policy, evidence put to the files; the thief's signature is worth nothing."""
    stolen(centre)
    centre.turn("a", source="lie")
    centre.key("log", "lakeside", "log2.key")
    centre.make_policy("policy-2", log=("log", "log2"))
    hand_over(centre, "log", "log2")
    (centre.at("mirror-a") / "forks").rename(centre.at("archive"))
    centre.publish(5, key="log2")
    assert (centre.round("policy-2"), log_holds(centre, "policy-2")) == (JOINT, 0)


def test_after_a_theft_the_stolen_key_cannot_go_on(centre: Centre) -> None:
    """Neither with honest entries nor with others."""
    centre.key("log", "lakeside", "log2.key")
    centre.make_policy("policy-2", log=("log", "log2"))
    centre.publish(5, key="log")
    assert centre.turn("a", policy="policy-2").code == 10
