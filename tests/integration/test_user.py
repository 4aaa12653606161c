"""`trucewatch user`: the first operator of a centre, and the way back for others."""

from __future__ import annotations

from pathlib import Path

from program import trucewatch


def test_the_first_operator_is_made_on_the_command_line(tmp_path: Path) -> None:
    """A link is printed, the list tells what is known, the record is as it was signed."""
    home = ("--home", str(tmp_path / "home"))
    trucewatch("record", "init", "--centre", "geneva", *home)
    made = trucewatch("user", "add", "mora", "--name", "M", "--role", "operator", *home)
    assert "/sign/enrol/" in made.text
    again = trucewatch("user", "add", "mora", "--name", "M", "--role", "analyst", *home)
    assert again.code == 2
    assert "works here already" in again.err
    assert trucewatch("user", "disable", "mora", *home).code == 0
    assert "disabled" in trucewatch("user", "list", *home).text
    assert "/sign/enrol/" in trucewatch("user", "reset", "mora", *home).text
    assert "3 entries" in trucewatch("record", "check", *home).text


def test_a_delegate_has_a_side_and_nobody_else(tmp_path: Path) -> None:
    """Refused as bad use, with the option's name."""
    home = ("--home", str(tmp_path / "home"))
    trucewatch("record", "init", "--centre", "geneva", *home)
    for extra in (("--role", "delegation_head"), ("--role", "analyst", "--side", "a")):
        refused = trucewatch("user", "add", "x", "--name", "X", *extra, *home)
        assert refused.code == 2
        assert "--side" in refused.err
