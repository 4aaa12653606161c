"""Set-up asks for nothing that is already there and says what stopped it."""

from __future__ import annotations

import shutil
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


def test_missing_system_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they cannot be installed, one line says which."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(setup.SetupStopped, match="chromium and bubblewrap"):
        setup.system_packages(lambda _: None)


def test_missing_system_packages_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """By somebody who may: those alone that are missing."""
    ran: list[list[str]] = []

    def run(command: list[str], _log: Path) -> list[str]:
        ran.append(command)
        return []

    there = {"apt-get": "/usr/bin/apt-get", "bwrap": "/usr/bin/bwrap"}
    monkeypatch.setattr("shutil.which", there.get)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(setup, "lines_of", run)
    setup.system_packages(lambda _: None)
    assert [command[-1] for command in ran] == ["update", "chromium"]


def test_page_files_need_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the reason and the remedy are told."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(setup.SetupStopped, match="install Node 20"):
        setup.make_page_files(lambda _: None)


def test_a_registry_that_is_not_reached_is_told_with_its_remedy(tmp_path: Path) -> None:
    """The first error of npm, and what to check."""
    log = tmp_path / "pages.log"
    log.write_text("npm warn x\nnpm error code ENOTFOUND\n", encoding="utf-8")
    reason = setup.reason_in(log)
    assert reason.startswith("npm error code ENOTFOUND")
    assert "check the connection" in reason


def test_set_up_goes_on_without_a_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, pages and tables are read without one; what else arrives stays closed until then."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    setup.sandbox(lambda _: None)
    assert "bubblewrap" in setup.NO_SANDBOX
