"""A case file tells who filed what, when, blind or not; no lie about it passes a verifier."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from case_world import (
    CASE,
    CONFIRMS,
    KEYS_TEXT,
    REJECTS,
    SIGNERS,
    MadeCase,
    keyed,
    put,
    whole_case,
)
from ledger_world import seeded
from trucewatch.domain.position import Said, Stance
from trucewatch.ledger import tw_verify
from trucewatch.ledger.keys import NOTE
from verifiers import DATA, LEDGER, OK, QUORUM, SIGNATURE, USE

REPORT = """\
ok: case c-1 in trucewatch/lakeside/ledger-1: 9 entries, vouched for as the policy asks
round 1: a filed 2026-03-01T00:00:04Z, entry 4, blind: reject: Our guns were in their park.\\u000a\
Подтверждаем.
round 1: a filed 2026-03-01T00:00:07Z, entry 7, late, not blind: confirm: We looked again.
round 1: b filed 2026-03-01T00:00:05Z, entry 5, blind: confirm: نؤكد: three shells, one launcher.
round 1: revealed 2026-03-01T00:00:06Z, entry 6: both had filed
round 1: determined 2026-03-01T00:00:08Z, entry 8: jointly_confirmed, signed by a, b: Both sides \
confirm three shells.\\u000a\\u000aMeasures follow.
"""


def by_node(words: list[str]) -> tuple[int, str]:
    """What the Node verifier says, with its exit code."""
    command = ["node", str(LEDGER / "tw_verify.mjs"), *words]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Asks both verifiers, which have to say the same; their exit code and report."""

    def asked(told: dict[str, Any] | MadeCase, *more: str, log: Any = None) -> tuple[int, str]:
        given = told.told() if isinstance(told, MadeCase) else told
        words = [*put(tmp_path, given, log), *more]
        capsys.readouterr()
        python = (tw_verify.main(words), capsys.readouterr().out)
        assert by_node(words) == python
        return python

    return asked


def changed(told: dict[str, Any], seq: int, change: Callable[[dict[str, Any]], None]) -> Any:
    """The file with another document than entry `seq` commits to."""
    held = told["entries"][seq]["document"]
    body = json.loads(b64decode(held["value"]))
    change(body)
    held["value"] = b64encode(json.dumps(body).encode()).decode()
    return told


def test_it_tells_who_filed_what_when_and_how(ask: Callable[..., tuple[int, str]]) -> None:
    """To the letter, in both; a line of words cannot break out of its line."""
    assert ask(whole_case()) == (OK, REPORT)


def test_the_two_files_alone_are_enough(tmp_path: Path) -> None:
    """Copied to a machine that has Python and nothing else."""
    for name in ("tw_verify.py", "tw_verify_case.py"):
        (tmp_path / name).write_bytes((LEDGER / name).read_bytes())
    words = put(tmp_path, whole_case().told())
    command = [sys.executable, "-S", str(tmp_path / "tw_verify.py"), *words]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, REPORT)


def test_before_the_reveal_nothing_of_a_text_shows(ask: Callable[..., tuple[int, str]]) -> None:
    """A file taken early says that and when a side filed."""
    made = keyed()
    made.file("a", REJECTS)
    code, told = ask(made)
    assert code == OK
    assert told.splitlines()[1:] == [
        "round 1: a filed 2026-03-01T00:00:04Z, entry 4, blind: sealed still"
    ]


def test_a_silent_side_is_told(ask: Callable[..., tuple[int, str]]) -> None:
    """Its later position is not blind."""
    made = keyed(due="2026-03-01T00:00:05Z")
    shown = made.file("b", CONFIRMS)
    made.reveal(shown, why="deadline", silent=["a"])
    made.file("a", REJECTS, late=True)
    code, told = ask(made)
    assert code == OK
    assert "a had filed nothing before the reveal" in told
    assert "entry 6, late, not blind: reject" in told
    assert "the clock had ended" in told


def test_a_text_that_was_kept_and_handed_over_is_one_filing(
    ask: Callable[..., tuple[int, str]],
) -> None:
    """In the mode where sides keep their texts; one that is withheld is told as such."""
    made = keyed()
    kept, other = made.file("a", REJECTS), made.file("b", CONFIRMS)
    made.hand_over(kept, opened=None)
    made.reveal(kept, why="deadline", withheld=["b"])
    code, lines = ask(made)
    assert code == OK
    assert "a handed its text over, entry 6" in lines
    assert "b filed 2026-03-01T00:00:05Z, entry 5, blind: its text is not shown" in lines
    assert "b had filed and withheld its text" in lines
    del other


def test_a_text_that_was_withheld_can_be_handed_over_later(
    ask: Callable[..., tuple[int, str]],
) -> None:
    """It was filed blind, and is held against the commitment of then."""
    made = keyed()
    kept, other = made.file("a", REJECTS), made.file("b", CONFIRMS)
    made.reveal(other, why="deadline", withheld=["a"])
    made.hand_over(kept)
    code, lines = ask(made)
    assert code == OK
    assert lines.splitlines()[1:4] == [
        REPORT.splitlines()[1],
        "round 1: a handed its text over, entry 7",
        "round 1: a had filed and withheld its text",
    ]


def test_passkeys_are_told_and_not_verified(ask: Callable[..., tuple[int, str]]) -> None:
    """They need the person's device and an attested site, which are not here."""
    made = keyed()
    made.file("a", REJECTS, assertion={"credential": "x"})
    assert "; with a passkey, not verified offline: sealed still" in ask(made)[1]


def test_a_mirror_agrees(ask: Callable[..., tuple[int, str]]) -> None:
    """Each side compares with the bytes that it kept itself."""
    made = whole_case()
    code, told = ask(made, log=made.log())
    assert (code, told.splitlines()[-1]) == (OK, "the mirror of 9 entries has 9 of these 9")


def test_a_mirror_that_ends_earlier_covers_less(ask: Callable[..., tuple[int, str]]) -> None:
    """How much it covers is told."""
    made = whole_case()
    early = MadeCase(made.entries[:6]).log()
    code, told = ask(made, log=early)
    assert (code, told.splitlines()[-1]) == (OK, "the mirror of 6 entries has 6 of these 9")


def lie_text(made: MadeCase) -> MadeCase:
    """The reveal shows other words than were signed."""
    made.reveal({**made.file("a", REJECTS), "text": "We confirm."}, made.file("b", CONFIRMS))
    return made


def lie_stance(made: MadeCase) -> MadeCase:
    """The words stand, the stance does not."""
    made.reveal({**made.file("a", REJECTS), "stance": "confirm"}, made.file("b", CONFIRMS))
    return made


def lie_handed(made: MadeCase) -> MadeCase:
    """The text that is handed over later is another one."""
    kept, other = made.file("a", REJECTS), made.file("b", CONFIRMS)
    made.reveal(other, why="deadline", withheld=["a"])
    made.hand_over({**kept, "text": "We confirm."})
    return made


def lie_revealed_twice(made: MadeCase) -> MadeCase:
    """Revealed early to somebody, and again when both had filed."""
    first = made.file("a", REJECTS)
    made.reveal(first, why="deadline", silent=["b"])
    made.reveal(first, made.file("b", CONFIRMS))
    return made


def lie_other_number(made: MadeCase) -> MadeCase:
    """The open part of the reveal names another round than its document."""
    told = {"case": CASE, "round": 1, "why": "both_filed", "silent": [], "withheld": []}
    shown = [made.file("a", REJECTS), made.file("b", CONFIRMS)]
    body = {**told, "positions": shown}
    made.record("reveal", f"{CASE}-r1", body, case=CASE, round=2)
    return made


def lie_no_number(made: MadeCase) -> MadeCase:
    """The reveal names no round openly, so that it could be hidden by erasing it."""
    shown = [made.file("a", REJECTS), made.file("b", CONFIRMS)]
    body = {"case": CASE, "round": 1, "why": "both_filed", "silent": [], "withheld": []}
    made.record("reveal", f"{CASE}-r1", {**body, "positions": shown}, case=CASE)
    return made


def lie_older(made: MadeCase) -> MadeCase:
    """An earlier position is shown in place of the one filed last."""
    first = made.file("a", REJECTS)
    made.file("a", Said(Stance.CONFIRM, "We looked again."))
    made.reveal(first, made.file("b", CONFIRMS))
    return made


def lie_silent(made: MadeCase) -> MadeCase:
    """A side that had filed is called silent."""
    made.file("a", REJECTS)
    made.reveal(made.file("b", CONFIRMS), why="deadline", silent=["a"])
    return made


def lie_early(made: MadeCase) -> MadeCase:
    """A position that came after the reveal is shown in it."""
    other = keyed()
    shown = other.file("b", CONFIRMS)
    shown_late = made.file("a", REJECTS)
    made.reveal(shown_late, shown)
    made.file("b", CONFIRMS)
    return made


def lie_both(made: MadeCase) -> MadeCase:
    """Revealed before the clock ended, with one side silent, as if both had filed."""
    made.reveal(made.file("a", REJECTS), silent=["b"])
    return made


def lie_twice(made: MadeCase) -> MadeCase:
    """One side stands in the place of both."""
    shown = made.file("a", REJECTS)
    made.reveal(shown, shown)
    return made


def lie_side(made: MadeCase) -> MadeCase:
    """The open part names the other side than the note."""
    made.file("a", REJECTS, side="b")
    return made


def lie_round(made: MadeCase) -> MadeCase:
    """A note of round 1 is filed again for round 2."""
    shown = made.file("a", REJECTS)
    told = {"case": CASE, "round": 2, "side": "a"}
    body = {"note": shown["note"], "assertion": None, "opened": None, **told}
    made.record("position", f"{CASE}-r2-a", body, **told)
    return made


def lie_clock(made: MadeCase) -> MadeCase:
    """Revealed a second before the clock ended, as if it had: b could still have filed."""
    made.reveal(made.file("a", REJECTS), why="deadline", silent=["b"])
    return made


def lie_exercise_clock(made: MadeCase) -> MadeCase:
    """The same, with a time beside it that only entries of an exercise have."""
    shown, late = made.file("a", REJECTS), "2027-03-01T00:00:00.000Z"
    body = {"case": CASE, "round": 1, "why": "deadline", "positions": [shown], "silent": ["b"]}
    told = {"case": CASE, "round": 1, "exercise_at": late}
    made.record("reveal", f"{CASE}-r1", {**body, "withheld": []}, **told)
    return made


def lie_no_clock(made: MadeCase) -> MadeCase:
    """Revealed by a clock that was taken away before."""
    made.record("case", CASE, {"round": 1, "positions_due": None})
    return lie_clock(made)


def lie_other_round(made: MadeCase) -> MadeCase:
    """Revealed by the clock of the round before, which has ended."""
    told = {"positions_due": "2026-03-01T00:00:01Z"}
    made.record("case", CASE, {"round": 2, **told})
    return lie_clock(made)


def lie_later_clock(made: MadeCase) -> MadeCase:
    """Revealed early, and the clock set to a time that fits afterwards."""
    lie_clock(made)
    made.record("case", CASE, {"round": 1, "positions_due": "2026-03-01T00:00:05Z"})
    return made


def lie_no_case(made: MadeCase) -> MadeCase:
    """Revealed by a clock of a case that nobody had opened."""
    del made.entries[-1], made.documents[3]
    return lie_clock(made)


def lie_why(made: MadeCase) -> MadeCase:
    """Revealed for a reason that the rules do not know."""
    made.reveal(made.file("a", REJECTS), why="because", silent=["b"])
    return made


def lie_odd_clock(made: MadeCase) -> MadeCase:
    """A clock that ends at no time."""
    made.record("case", CASE, {"round": 1, "positions_due": "soon"})
    return lie_clock(made)


def lie_determined(made: MadeCase) -> MadeCase:
    """Signed was one text, determined is another."""
    made.determine("Both confirm.", text="Both reject.")
    return made


def lie_version(made: MadeCase) -> MadeCase:
    """Signed was version 3, determined is version 4."""
    made.determine("Both confirm.", version=4)
    return made


LIES: dict[Callable[[MadeCase], MadeCase], int] = {
    lie_text: DATA,
    lie_stance: DATA,
    lie_handed: DATA,
    lie_revealed_twice: DATA,
    lie_other_number: DATA,
    lie_no_number: DATA,
    lie_older: DATA,
    lie_silent: DATA,
    lie_early: DATA,
    lie_both: DATA,
    lie_twice: DATA,
    lie_side: DATA,
    lie_round: DATA,
    lie_clock: DATA,
    lie_exercise_clock: DATA,
    lie_no_clock: DATA,
    lie_other_round: DATA,
    lie_later_clock: DATA,
    lie_no_case: DATA,
    lie_why: DATA,
    lie_odd_clock: DATA,
    lie_determined: SIGNATURE,
    lie_version: SIGNATURE,
}


@pytest.mark.parametrize("lie", LIES, ids=lambda one: one.__name__)
def test_no_lie_passes(
    ask: Callable[..., tuple[int, str]], lie: Callable[[MadeCase], MadeCase]
) -> None:
    """Each is recorded and cosigned as if it were true; the notes say otherwise."""
    assert ask(lie(keyed()))[0] == LIES[lie]


def test_a_clock_that_was_erased_is_the_centres_word(ask: Callable[..., tuple[int, str]]) -> None:
    """Unknown stays unknown: it is neither refused nor vouched for."""
    made = keyed()
    made.reveal(made.file("a", REJECTS), why="deadline", silent=["b"])
    told = made.told()
    told["entries"][3]["document"] = None
    code, lines = ask(told)
    assert code == OK
    assert "says the centre; what it was set to is erased" in lines


@pytest.mark.parametrize(
    ("seq", "lines"),
    [
        (6, ["entry 4, blind: its text is not shown", "entry 7, late, not blind: confirm"]),
        (6, ["revealed 2026-03-01T00:00:06Z, entry 6: its document is not shown"]),
        (4, ["entry 4, blind: its document is not shown", "entry 5, blind: confirm"]),
        (7, ["entry 7, late, not blind: its document is not shown"]),
        (8, ["determined 2026-03-01T00:00:08Z, entry 8: its document is not shown"]),
    ],
    ids=["reveal", "reveal-itself", "position", "late-position", "determination"],
)
def test_what_is_not_shown_is_told_and_hides_nothing(
    ask: Callable[..., tuple[int, str]], seq: int, lines: list[str]
) -> None:
    """A late position cannot pass for a blind one by erasing the reveal before it."""
    told = whole_case().told()
    told["entries"][seq]["document"] = None
    code, report = ask(told)
    assert code == OK
    assert [line for line in lines if line not in report] == []


def test_a_document_that_was_exchanged_is_found(ask: Callable[..., tuple[int, str]]) -> None:
    """The entry commits to another one."""
    told = changed(whole_case().told(), 6, lambda body: body.update(why="deadline"))
    assert ask(told)[0] == DATA


def test_an_entry_of_another_log_is_found(ask: Callable[..., tuple[int, str]]) -> None:
    """Its path does not lead to the root that was cosigned."""
    told, other = whole_case().told(), lie_older(keyed()).told()
    told["entries"][5] = other["entries"][5]
    assert ask(told)[0] == DATA


def test_an_entry_that_is_left_out_is_found_in_the_mirror(
    ask: Callable[..., tuple[int, str]],
) -> None:
    """A centre cannot hide that somebody filed."""
    made = keyed()
    made.file("a", REJECTS)
    made.file("b", CONFIRMS)
    told = made.told()
    del told["entries"][4]
    assert ask(told)[0] == OK
    assert ask(told, log=made.log())[0] == DATA


def test_a_mirror_of_another_history_does_not_agree(ask: Callable[..., tuple[int, str]]) -> None:
    """Both are cosigned, so the fork itself is the finding."""
    assert ask(whole_case(), "--mirror", "nowhere")[0] == DATA
    other = lie_older(keyed()).log()
    assert ask(whole_case(), log=other)[0] not in {OK, USE}


def test_a_key_that_the_reader_does_not_trust_is_refused(
    ask: Callable[..., tuple[int, str]],
) -> None:
    """The centre may have set one of its own in a side's name."""
    made = keyed()
    thief = seeded("geneva/thief", NOTE)
    theirs = type(thief)(SIGNERS["a"].name, NOTE, thief.private)
    made.set_key("a", theirs)
    made.file("a", REJECTS)
    assert ask(made)[0] == SIGNATURE


def test_a_key_that_was_replaced_signs_no_more(ask: Callable[..., tuple[int, str]]) -> None:
    """Trusted it still is, but the side had set another one."""
    made = keyed()
    fresh = seeded("lakeside/next", NOTE)
    made.set_key("a", type(fresh)(SIGNERS["a"].name, NOTE, fresh.private))
    made.file("a", REJECTS)
    assert ask(made)[0] == SIGNATURE


def test_a_side_that_set_no_key_signed_nothing(ask: Callable[..., tuple[int, str]]) -> None:
    """What it signs with has to stand in the log first."""
    made = MadeCase()
    made.file("a", REJECTS)
    assert ask(made)[0] == SIGNATURE


def test_without_the_quorum_nothing_is_proved(ask: Callable[..., tuple[int, str]]) -> None:
    """The centre's word alone is no proof."""
    made = whole_case()
    log = made.log()
    log.sign(["delegation-a"])
    assert ask(made.told(log))[0] == QUORUM


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"format": "trucewatch/case/v1"},
        {"format": "trucewatch/case/v1", "case": 1, "checkpoint": "x", "entries": []},
        {**whole_case().told(), "entries": []},
        {**whole_case().told(), "entries": [None]},
        {**whole_case().told(), "case": "another"},
    ],
    ids=["empty", "bare", "odd", "no-entries", "null-entry", "other-case"],
)
def test_what_is_no_case_file_is_refused(
    ask: Callable[..., tuple[int, str]], told: dict[str, Any]
) -> None:
    """With a line and an exit code, by both."""
    assert ask(told)[0] in {DATA, SIGNATURE}


def test_keys_are_needed(tmp_path: Path) -> None:
    """The reader says whom they trust; the file's own word for it would prove nothing."""
    words = put(tmp_path, whole_case().told())[:-2]
    assert by_node(words)[0] == USE
    with pytest.raises(SystemExit):
        tw_verify.main(words)
    assert KEYS_TEXT.startswith("#")
