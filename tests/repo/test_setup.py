"""Set-up asks for nothing that is already there and says what stopped it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import setup
from repo import source_tree as tree


def test_locks_pin_every_package_with_hashes() -> None:
    """And name no address: the machine says where packages come from."""
    for name in ("base.txt", "dev.txt"):
        text = (tree.ROOT / "requirements" / name).read_text("utf-8")
        pins = [line for line in text.splitlines() if line[:1].isalnum()]
        assert all("==" in pin for pin in pins)
        assert text.count("--hash=sha256:") >= len(pins)
        assert "index-url" not in text


def test_a_lost_network_is_told_with_its_remedy(tmp_path: Path) -> None:
    """The first error, and what to check."""
    log = tmp_path / "base.log"
    log.write_text("Collecting rich\nERROR: No matching distribution found\n", encoding="utf-8")
    reason = setup.reason_in(log)
    assert reason.startswith("ERROR: No matching distribution")
    assert "check the connection" in reason


def test_another_failure_points_to_its_log(tmp_path: Path) -> None:
    """Everything the step printed is kept."""
    log = tmp_path / "base.log"
    log.write_text("no space left\n", encoding="utf-8")
    assert str(log) in setup.reason_in(log)


def test_a_failed_step_stops_set_up(tmp_path: Path) -> None:
    """Its output is in the log."""
    command = [sys.executable, "-c", "print('broken'); raise SystemExit(3)"]
    with pytest.raises(setup.SetupStopped, match="broken"):
        list(setup.lines_of(command, tmp_path / "log"))


def test_a_stamp_changes_with_the_lock(tmp_path: Path) -> None:
    """So that a new pin is installed and an old one is not installed again."""
    lock = tmp_path / "lock.txt"
    lock.write_text("a==1\n", encoding="utf-8")
    before = setup.digest(lock)
    assert before == setup.digest(lock)
    lock.write_text("a==2\n", encoding="utf-8")
    assert before != setup.digest(lock)
