"""A centre and its sides whose keys were made by the real commands, as at a ceremony."""

from __future__ import annotations

from contextlib import redirect_stderr
from dataclasses import dataclass, field
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ledger_world import ORIGIN, MadeLog, entry
from mirror_world import run
from program import Run
from trucewatch.cli import main
from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.keys import Signer
from trucewatch.ledger.tiles import checkpoint_path
from trucewatch.mirror.keys import read_signer

WORDS = b"correct horse battery staple"
SIDES = ("a", "b", "f")


def tw(*words: object) -> Run:
    """`trucewatch` in this process; another one would take a second to begin."""
    out, err = TextIOWrapper(BytesIO(), "utf-8"), StringIO()
    with patch("sys.stdout", out), redirect_stderr(err):
        code: object = None
        try:
            main([str(word) for word in words])
        except SystemExit as ended:
            code = ended.code
        out.flush()
    assert isinstance(code, int)
    assert isinstance(out.buffer, BytesIO)
    return Run(code, out.buffer.getvalue(), err.getvalue())


@dataclass
class Centre:
    """Keys, policy, the log of the centre and the mirrors of the sides, each in a folder.

    Args:
        root: an empty folder.
        log: entries and files, as the recorder would have them.
    """

    root: Path
    log: MadeLog = field(default_factory=MadeLog)

    @property
    def words(self) -> Path:
        """A file with the passphrase."""
        return self.root / "words"

    @property
    def folder(self) -> Path:
        """The log as it is published."""
        return self.root / "log"

    def at(self, name: str) -> Path:
        """A file of the ceremony."""
        return self.root / name

    def key(self, role: str, name: str, file: str) -> Path:
        """`trucewatch keys new`."""
        path = self.at(file)
        made = tw("keys", "new", role, name, "-o", path, "--passphrase-file", self.words)
        assert made.code == 0, made.err
        return path

    def make_policy(self, name: str = "policy", **more: tuple[str, ...]) -> Path:
        """`trucewatch keys policy`, of `log`, `a`, `b` and `f` unless told otherwise."""
        keys = {"log": ("log",), "a": ("a",), "b": ("b",), "facilitator": ("f",), **more}
        given = [
            word
            for option, files in keys.items()
            for file in files
            for word in (f"--{option}", self.at(f"{file}.pub"))
        ]
        made = tw("keys", "policy", *given, "-o", self.at(name))
        assert made.code == 0, made.err
        return self.at(name)

    def signer(self, file: str) -> Signer:
        """A key as its program opens it."""
        return read_signer(self.opened(file), lambda: WORDS)

    def opened(self, file: str) -> Path:
        """`trucewatch keys bare`, once: what runs unattended needs no passphrase, and is quick."""
        path = self.at("unattended") / f"{file}.key"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            given = ("--passphrase-file", self.words, "-o", path)
            made = tw("keys", "bare", self.at(f"{file}.key"), *given)
            assert made.code == 0, made.err
        return path

    def publish(self, more: int = 0, *, key: str = "log", **given: Any) -> Path:
        """The recorder: more entries, and the checkpoint, signed by a log key."""
        start = len(self.log.data)
        self.log.add(entry(seq, **given) for seq in range(start, start + more))
        size = len(self.log.data)
        note = sign_checkpoint(Checkpoint(ORIGIN, size, self.log.tree.root()), self.signer(key))
        self.log.files["checkpoint"] = self.log.files[checkpoint_path(size)] = note
        return self.log.write(self.folder)

    def turn(self, side: str, *, key: str = "", policy: str = "policy", source: str = "log") -> Run:
        """`tw-mirror pull` of one side, handing back into `back`."""
        return run(
            *("pull", self.at(f"mirror-{side}"), self.at(source), "--policy", self.at(policy)),
            *("--key", self.opened(key or side), "--hand-back", self.at("back")),
        )

    def collect(self, policy: str = "policy") -> Run:
        """`trucewatch log collect`."""
        return tw("log", "collect", self.folder, self.at("back"), "--policy", self.at(policy))

    def round(self, policy: str = "policy", **keys: str) -> list[int]:
        """Every side pulls and cosigns, and the centre collects; the exit codes."""
        codes = [self.turn(side, key=keys.get(side, ""), policy=policy).code for side in SIDES]
        return [*codes, self.collect(policy).code]


def ceremony(root: Path) -> Centre:
    """A centre after its key ceremony, with an empty log."""
    centre = Centre(root)
    root.mkdir(parents=True, exist_ok=True)
    centre.words.write_bytes(WORDS + b"\n")
    centre.key("log", "lakeside", "log.key")
    for side in SIDES:
        centre.key("witness", f"{side}.example/witness", f"{side}.key")
    centre.make_policy()
    return centre
