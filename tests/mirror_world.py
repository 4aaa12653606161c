"""Delegations with mirrors of a made-up centre, which they reach by folder or over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path

from ledger_world import POLICY_TEXT, WITNESSES, MadeLog, entry
from program import Run
from trucewatch.ledger.key_file import sealed
from trucewatch.ledger.tw_verify import main as verify
from trucewatch.mirror.program import main as mirror

PASSPHRASE = b"correct horse battery staple"


class Delegation:
    """One side's own folder: policy, key, mirror, and what it hands back.

    Args:
        root: an empty folder.
        word: the policy's name for it.
    """

    def __init__(self, root: Path, word: str = "delegation-a") -> None:
        self.root, self.signer = root, WITNESSES[word]
        root.mkdir(parents=True, exist_ok=True)
        self.policy, self.key = root / "policy", root / "own.key"
        self.mirror, self.back = root / "mirror", root / "back"
        self.policy.write_text(POLICY_TEXT, "ascii")
        # Without a passphrase: opening one takes a fifth of a second, and there are many turns.
        self.key.write_text(f"{self.signer.private.private_bytes_raw().hex()}\n", "ascii")
        self.key.with_suffix(".pub").write_text(f"{self.signer.key}\n", "ascii")

    def seal(self) -> Delegation:
        """Put the key under a passphrase, as a real one is."""
        self.key.write_bytes(sealed(self.signer, PASSPHRASE, bytes(32)))
        return self

    def turn(self, source: Path | str, *more: str, cosigns: bool = True) -> Run:
        """`tw-mirror pull`, with the key and a folder to hand back into."""
        own = ("--key", self.key, "--hand-back", self.back) if cosigns else ()
        return run("pull", self.mirror, source, "--policy", self.policy, *own, *more)

    def compare(self, other: Path | str) -> Run:
        """`tw-mirror compare`."""
        return run("compare", self.mirror, other, "--policy", self.policy)

    def cosigned(self) -> list[bytes]:
        """Every cosigned checkpoint that was handed back."""
        return [one.read_bytes() for one in sorted(self.back.glob("*.cosigned"))]

    def evidence(self) -> list[Path]:
        """Evidence of forks that lies in the mirror."""
        return sorted((self.mirror / "forks").glob("*.tw-fork"))


def run(*words: object) -> Run:
    """`tw-mirror` in this process; another one would take a second to begin."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = mirror([str(word) for word in words])
    return Run(code, out.getvalue().encode(), err.getvalue())


def verifies(*words: object) -> int:
    """The exit code of `tw-verify`."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return verify([str(word) for word in words])


def log_signed_alone(*sizes: int) -> MadeLog:
    """A log that nobody has cosigned, with a checkpoint at each size."""
    log = MadeLog()
    for size in sizes:
        log.add(entry(seq) for seq in range(len(log.data), size)).sign(by=())
    return log


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and keeps what is posted in it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Take a cosigned checkpoint in."""
        data = self.rfile.read(int(self.headers["Content-Length"]))
        name = data.split(b"\n", 2)[1].decode()
        folder = Path(self.directory) / "posted"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}-{len(list(folder.iterdir()))}.cosigned").write_bytes(data)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a real server of a folder, on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
