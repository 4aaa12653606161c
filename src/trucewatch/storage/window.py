"""The desk's window to other processes: a socket in the home, one JSON object a line each way.

    {"submission": {…}}   ->   {"acknowledged": {…}}   or   {"refused": {…}}

The socket belongs to the account that runs the recorder; whoever can open it may record.
"""

from __future__ import annotations

import json
import socket
import socketserver
import threading
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.storage.desk import Desk
from trucewatch.storage.json_values import read, spell
from trucewatch.storage.recorder import Acknowledgement
from trucewatch.storage.refusals import RecorderStopped, RecordRefusal
from trucewatch.storage.submission import Submission, Value

LONGEST_LINE = 96 * 1024 * 1024
"""Bytes of one submission in base64 and JSON."""
ANSWER_S = 60
RECORD: list[type[Refusal]] = [InvalidValue, RecordRefusal, *RecordRefusal.__subclasses__()]
REFUSALS = {one.code: one for one in RECORD}
"""What a visitor can tell apart, as those can who hand in at the desk itself."""
MEMBERS = ("key", "type", "actor", "subject", "prev_version", "public", "sig", "grounds")


class Window(socketserver.ThreadingUnixStreamServer):
    """Listens at `path` and hands in at the desk what comes."""

    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, path: Path, desk: Desk) -> None:
        self.desk = desk
        path.unlink(missing_ok=True)  # of a recorder that was killed; this one has the lock
        try:
            super().__init__(str(path), _Visit)
        except OSError as err:
            what = f"cannot listen there: {str(err).lower()}"
            remedy = "name a home with a shorter path; systems allow about 100 characters"
            raise Refusal(what, where=str(path), remedy=remedy) from err
        path.chmod(0o600)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening; what is being answered is answered."""
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Visit(socketserver.StreamRequestHandler):
    """One connection: submissions one after another."""

    def handle(self) -> None:
        assert isinstance(self.server, Window)  # noqa: S101 - narrows the type alone
        while line := self.rfile.readline(LONGEST_LINE):
            try:
                told = acknowledged(self.server.desk.hand_in(parse(line)).result())
            except Refusal as refusal:
                told = {"refused": _refusal(refusal)}
            self.wfile.write(json.dumps(told).encode() + b"\n")


class Visitor:
    """Hands in at the window of a recorder that another process runs.

    Raises:
        RecorderStopped: nobody listens at `path`.
    """

    def __init__(self, path: Path) -> None:
        self._where = str(path)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(ANSWER_S)
            self._socket.connect(self._where)
        except OSError as err:
            self._socket.close()
            raise self._nobody() from err
        self._stream = self._socket.makefile("rwb")

    def hand_in(self, given: Submission) -> Acknowledgement:
        """The answer, once it is durable.

        Raises:
            RecorderStopped: the recorder ended; the same key will tell whether it was recorded.
            Refusal: as the recorder says.
        """
        try:
            self._stream.write(write(given) + b"\n")
            self._stream.flush()
            line = self._stream.readline()
        except OSError as err:
            raise self._nobody() from err
        if not line.endswith(b"\n"):
            raise self._nobody()
        told = json.loads(line)
        if "refused" in told:
            raise _refused(told["refused"])
        one = told["acknowledged"]
        entry, proof = b64decode(one["entry"]), one["proof"].encode()
        return Acknowledgement(one["seq"], entry, proof, one["repeated"])

    def close(self) -> None:
        """Leave."""
        try:
            self._stream.close()
        except OSError:
            pass
        finally:
            self._socket.close()

    def _nobody(self) -> RecorderStopped:
        remedy = "start it with: trucewatch record serve; then send again with the same key"
        return RecorderStopped("no recorder answers", where=self._where, remedy=remedy)


def write(given: Submission) -> bytes:
    """A submission as one line."""
    values = [
        {"name": one.name, "json": one.json, "data": _text(one.data), "salt": _text(one.salt)}
        for one in given.values
    ]
    members = {name: getattr(given, name) for name in MEMBERS}
    return json.dumps({"submission": {**members, "values": values}}).encode()


def parse(line: bytes) -> Submission:
    """The submission of a line.

    Raises:
        InvalidValue: anything else.
    """
    try:
        told = json.loads(line)["submission"]
        values = tuple(_value(one) for one in told.pop("values"))
        return Submission(**told, values=values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as err:
        what = f"no submission: {str(err)[:200]}"
        raise InvalidValue(what, remedy="write it as docs/reference/record.md says") from err


def _value(told: dict[str, Any]) -> Value:
    """A closed value; what is called JSON has to be, for the recorder reads it without asking."""
    made = Value(told["name"], b64decode(told["data"]), bool(told["json"]), b64decode(told["salt"]))
    if made.json and spell(read(made.data), made.name) != made.data:
        raise ValueError(f"{made.name} is not in its one spelling")
    return made


def acknowledged(one: Acknowledgement) -> dict[str, Any]:
    """An acknowledgement as JSON."""
    proof = one.proof.decode()
    told = {"seq": one.seq, "repeated": one.repeated, "entry": _text(one.entry), "proof": proof}
    return {"acknowledged": told}


def _refusal(refusal: Refusal) -> dict[str, str]:
    told = {"what": refusal.what, "where": refusal.where, "remedy": refusal.remedy}
    return {"code": refusal.code, **told}


def _refused(told: dict[str, str]) -> Refusal:
    refusal = REFUSALS.get(told["code"], Refusal)
    made = refusal(told["what"], where=told["where"], remedy=told["remedy"])
    made.code = told["code"]
    return made


def _text(data: bytes) -> str:
    return b64encode(data).decode()
