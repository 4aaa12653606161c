"""Verify the file of one case offline: who filed what, when, blind or not, and who determined it.

    tw-verify case FILE --policy POLICY --keys KEYS [--mirror FOLDER]

The part of `tw_verify.py` beside it that reads case files; it needs that file and Python 3.11
alone. KEYS has the statement keys that its reader trusts, one a line. With a mirror every entry of
the case is compared with the mirror's own bytes, and an entry that the file leaves out is found.
Passkeys are told and not verified. Format: docs/reference/case-file.md.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

tw: Any = import_module(f"{__package__}.tw_verify" if __package__ else "tw_verify")
FORMAT = "trucewatch/case/v1"
NAMES = {"a": "delegation-a", "b": "delegation-b", "facilitator": "facilitator"}
NOTE = re.compile(rf"((?:{tw.LINE}\n)+)\n((?:{tw.SIGNED}){{1,64}})")
ABOUT = re.compile("([A-Za-z0-9._:/-]{1,128}) ([1-9][0-9]{0,8})")
INSTANT = re.compile("[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}([.][0-9]{1,6})?Z")
SALT = re.compile("[0-9a-f]{64}")
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)


class Recorded(NamedTuple):
    """An entry of the case, its bytes, and what its closed value says; None where it is erased."""

    seq: int
    data: bytes
    entry: dict[str, Any]
    body: Any

    @property
    def kind(self) -> str:
        """Of document."""
        return str(self.entry["type"].partition(".")[0])

    @property
    def round(self) -> int:
        """As its open part has it; it stands there also where the document is erased."""
        number = self.entry["payload_public"].get("round")
        tw.require(type(number) is int, tw.DATA, f"entry {self.seq}: of no round")
        return int(number)


class Signed(NamedTuple):
    """What a note of a delegation says, once its signature holds."""

    kind: str
    about: str
    number: int
    side: str
    digest: str
    words: str


class Case:
    """A case file whose entries are all in the log; what follows from them is `report`.

    Args:
        given: the file, as JSON has it.
        policy: whom the reader trusts to vouch for the log.
        keys: statement keys that the reader trusts.
    """

    def __init__(self, given: dict[str, Any], policy: Any, keys: list[Any]) -> None:
        self.id, self.keys, note = given["case"], keys, given["checkpoint"].encode()
        tw.require(isinstance(self.id, str), tw.DATA, "a case file names its case")
        self.checkpoint = tw.verified(tw.claimed(note), policy)
        self.origin = self.checkpoint.origin
        policy.require_quorum(self.checkpoint)
        self.entries = [self.recorded(one) for one in given["entries"]]
        seqs = [one.seq for one in self.entries]
        tw.require(seqs == sorted(set(seqs)) and seqs, tw.DATA, "entries are not in their order")
        strays = [one for one in self.entries if not self.concerns(one.entry)]
        tw.require(not strays, tw.DATA, f"{self.id}: holds entries of something else")

    def recorded(self, given: dict[str, Any]) -> Recorded:
        """An entry, once it is in the log and its closed value is the one committed to."""
        data = tw.unbase64(given["entry"], tw.DATA)
        path = [tw.unbase64(one, tw.DATA) for one in given["path"]]
        entry, seq, _ = tw.parsed_entry(data)
        leaf = hashlib.sha256(b"\x00" + data).digest()
        root = tw.roots_by([leaf, *path], 0, seq + 1, self.checkpoint.size)[1]
        tw.require(root == self.checkpoint.root, tw.DATA, f"entry {seq} is not in the log")
        value = given["document"]
        if value is None:
            return Recorded(seq, data, entry, None)
        salt, body = (tw.unbase64(value[name], tw.DATA) for name in ("salt", "value"))
        right = entry["commitments"].get("document") == committed("document", body, salt)
        tw.require(right, tw.DATA, f"entry {seq}: its document is not the one it commits to")
        return Recorded(seq, data, entry, json.loads(body))

    def concerns(self, entry: dict[str, Any]) -> bool:
        """Whether an entry is of this case, or of the keys and rules that it is read with."""
        is_of = entry["subject"] == self.id or entry["payload_public"].get("case") == self.id
        return bool(is_of) or entry["type"] in {"statement_key.recorded", "rules.recorded"}

    def of(self, kind: str) -> list[Recorded]:
        """Entries of one kind in their order, those whose document is not shown among them."""
        return [one for one in self.entries if one.kind == kind]

    def signed(self, note: str, at: Recorded) -> Signed:
        """What a note says, once the side's key signed it that was set when it was recorded."""
        form, where = NOTE.fullmatch(note), f"entry {at.seq}"
        if form is None or len(note.encode()) > 65536:
            raise tw.Refused(tw.SIGNATURE, f"{where}: no signed note")
        lines = [*form[1].split("\n"), "", "", "", "", ""]
        head = re.fullmatch("trucewatch/(position|determination)/v1", lines[0])
        about, side = ABOUT.fullmatch(lines[2]), lines[3]
        if not (head and about and lines[1] == self.origin and side in NAMES):
            raise tw.Refused(tw.SIGNATURE, f"{where}: signed for another log, or something else")
        words = "\n".join(form[1].split("\n")[5:-1])
        said = Signed(head[1], about[1], int(about[2]), side, lines[4], words)
        is_open = words != "" and said.digest == hashlib.sha256(words.encode()).hexdigest()
        right = is_open if said.kind == "determination" else not words
        tw.require(right, tw.SIGNATURE, f"{where}: the digest is not that of the words")
        name = f"{self.origin.split('/')[1]}/{NAMES[side]}/statements"
        current = [one.entry["payload_public"].get("vkey") for one in self.keys_set(side, at.seq)]
        tw.require(current, tw.SIGNATURE, f"{where}: {name} was not set in the log before")
        trusted = [key for key in self.keys if key[0] == name and text_of(key) == current[-1]]
        tw.require(trusted, tw.SIGNATURE, f"{where}: the key of {name} is none that you trust")
        found = [
            tw.unbase64(encoded, tw.SIGNATURE)
            for line_name, encoded in re.findall(tw.SIGNED, form[2])
            if line_name == name
        ]
        holds = [one for one in found if one[:4] == trusted[0][1]]
        message = form[1].encode()
        is_signed = holds and all(tw.signed_by(trusted[0][2], one[4:], message) for one in holds)
        tw.require(is_signed, tw.SIGNATURE, f"{where}: the signature of {name} does not hold")
        return said

    def keys_set(self, side: str, before: int) -> list[Recorded]:
        """Entries that set the key of a side, up to a place in the log."""
        found = [one for one in self.entries if one.kind == "statement_key" and one.seq < before]
        return [one for one in found if one.entry["payload_public"].get("side") == side]

    def report(self) -> Iterator[str]:
        """What happened, in lines, as far as all of it holds.

        Raises:
            Refused: something contradicts something else.
        """
        positions, reveals = defaultdict(list), self.reveals()
        for one in self.of("position"):
            said = None if one.body is None else self.position(one)
            positions[one.round, one.entry["payload_public"]["side"]].append((one, said))
        for number in sorted({number for number, _ in positions} | set(reveals)):
            yield from self.round_of(number, positions, reveals.get(number))
        for one in self.of("determination"):
            yield self.determined(one)

    def reveals(self) -> dict[int, Recorded]:
        """The reveal of each round; refused, if a round has two."""
        found: dict[int, Recorded] = {}
        for one in self.of("reveal"):
            where, is_first = f"entry {one.seq}", one.round not in found
            tw.require(is_first, tw.DATA, f"{where}: round {one.round} was revealed before")
            is_same = one.body is None or one.body["round"] == one.round
            tw.require(is_same, tw.DATA, f"{where}: says another")
            found[one.round] = one
        return found

    def position(self, one: Recorded) -> Signed:
        """What was signed of a position; refused, where its entry says something else."""
        said = self.signed(one.body["note"], one)
        told = (one.body["case"], one.body["round"], one.body["side"])
        shown = tuple(one.entry["payload_public"].get(n) for n in ("case", "round", "side"))
        fits = told == (said.about, said.number, said.side) == shown and told[0] == self.id
        tw.require(fits and said.kind == "position", tw.DATA, f"entry {one.seq}: says another")
        return said

    def round_of(self, number: int, positions: Any, reveal: Recorded | None) -> Iterator[str]:
        """The lines of one round."""
        body: dict[str, Any] = {"positions": [], "silent": [], "withheld": []}
        if reveal is not None and reveal.body is not None:
            self.check_reveal(number, positions, reveal)
            body = reveal.body
        shown = {one["side"]: one for one in body["positions"]}
        for side in ("a", "b"):
            for line in self.filings(positions[number, side], shown.get(side), reveal):
                yield f"round {number}: {side} {line}"
            if side in body["silent"]:
                yield f"round {number}: {side} had filed nothing before the reveal"
            if side in body["withheld"]:
                yield f"round {number}: {side} had filed and withheld its text"
        if reveal is not None:
            at = f"revealed {reveal.entry['ts']}, entry {reveal.seq}"
            yield f"round {number}: {at}: {self.ended(reveal)}"

    def filings(self, filed: Any, shown: Any, reveal: Recorded | None) -> Iterator[str]:
        """What one side filed in a round; a text that it handed over later is one filing."""
        opened = {shown["note"]: shown} if shown else {}
        for one, said in filed:
            if said is not None and one.body["opened"] is not None:
                self.check_opened(one, said, one.body["opened"])
                opened.setdefault(one.body["note"], one.body["opened"])
        seen = set()
        for one, said in filed:
            note = None if said is None else one.body["note"]
            if note in seen:
                yield f"handed its text over, entry {one.seq}"
            else:
                if note in opened:
                    self.check_opened(one, said, opened[note])
                yield filed_line(one, opened.get(note), reveal)
            if note is not None:
                seen.add(note)

    def ended(self, reveal: Recorded) -> str:
        """Why it was revealed."""
        if reveal.body is None:
            return "its document is not shown"
        return "both had filed" if reveal.body["why"] == "both_filed" else self.clock(reveal)

    def clock(self, reveal: Recorded) -> str:
        """What ended before a reveal for which not both had to file; refused, if nothing had."""
        where, told = f"entry {reveal.seq}", [one for one in self.entries if one.seq < reveal.seq]
        tw.require(reveal.body["why"] == "deadline", tw.DATA, f"{where}: for a reason not known")
        stood = [one for one in told if one.kind == "case" and one.entry["subject"] == self.id]
        tw.require(stood, tw.DATA, f"{where}: revealed before there was a case")
        if stood[-1].body is None:
            return "the clock had ended, says the centre; what it was set to is erased"
        runs = stood[-1].body["round"] == reveal.body["round"]
        due: Any = stood[-1].body["positions_due"] if runs else None
        tw.require(due is not None, tw.DATA, f"{where}: revealed by a clock that did not run")
        tw.require(INSTANT.fullmatch(due), tw.DATA, f"{where}: the clock ends at no instant")
        late = datetime.fromisoformat(self.time_of(reveal.entry)) >= datetime.fromisoformat(due)
        tw.require(late, tw.DATA, f"{where}: revealed early, the clock ran until {safe(due)}")
        return "the clock had ended"

    def time_of(self, entry: dict[str, Any]) -> str:
        """The time by which deadlines go: in an exercise that of its own clock, as each entry says.

        Of a centre an entry that says another time than its own is not believed.
        """
        own: str = entry["ts"]
        said = entry["payload_public"].get("exercise_at")
        exercise = self.origin.rpartition("/")[2].startswith("exercise-")
        return said if exercise and INSTANT.fullmatch(str(said)) else own

    def check_reveal(self, number: int, positions: Any, reveal: Recorded) -> None:
        """Refuse a reveal that shows another thing than what had been filed last before it."""
        where, body = f"entry {reveal.seq}", reveal.body
        is_of = reveal.entry["payload_public"].get("case") == self.id == body["case"]
        told = [one["side"] for one in body["positions"]] + body["silent"] + body["withheld"]
        is_whole = is_of and sorted(told) == ["a", "b"]
        tw.require(is_whole, tw.DATA, f"{where}: does not tell of each side once")
        for side in ("a", "b"):
            had = any(one.seq < reveal.seq for one, _ in positions[number, side])
            is_told = had == (side not in body["silent"])
            tw.require(is_told, tw.DATA, f"{where}: tells of {side} what entries before do not")
        for one in body["positions"]:
            last = [at for at, _ in positions[number, one["side"]] if at.seq < reveal.seq][-1]
            same = last.body is None or last.body["note"] == one["note"]
            tw.require(same, tw.DATA, f"{where}: shows of {one['side']} what it did not file last")
        tw.require(body["why"] != "both_filed" or not body["silent"], tw.DATA, f"{where}: not both")

    def check_opened(self, one: Recorded, said: Signed, opened: Any) -> None:
        """Refuse a text that is not the one whose commitment was signed."""
        value = f"{opened['stance']}\n{opened['text']}".encode()
        tw.require(SALT.fullmatch(opened["salt"]), tw.DATA, f"entry {one.seq}: of another form")
        right = committed("position", value, bytes.fromhex(opened["salt"])) == said.digest
        tw.require(right, tw.DATA, f"entry {one.seq}: the text is not the one that was signed")

    def determined(self, one: Recorded) -> str:
        """The line of a determination: who signed its very text."""
        head, body, sides = f"determined {one.entry['ts']}, entry {one.seq}", one.body, []
        if body is None:
            return f"{head}: its document is not shown"
        for note in body["notes"]:
            said = self.signed(note, one)
            told = (said.kind, said.about, said.number, said.words)
            same = told == ("determination", body["finding"], body["version"], body["text"])
            tw.require(same, tw.SIGNATURE, f"entry {one.seq}: {said.side} signed something else")
            sides.append(said.side)
        by = ", ".join(sorted(set(sides))) or "nobody"
        text = f"{safe(body['outcome'])}, signed by {by}: {safe(body['text'])}"
        return f"round {body['round']}: {head}: {text}"

    def compare(self, folder: Path, policy: Any) -> str:
        """Compare with a mirror, which is checked whole; how much of the case it covers."""
        asked = argparse.Namespace(
            folder=folder, policy=policy, quick=True, signatures=False, keys=None, out=None
        )
        reach = tw.claimed(tw.bytes_at(folder / "checkpoint", tw.DATA)).size
        kept = [self.checkpoint] if self.checkpoint.size <= reach else []
        size = tw.checked_log(asked, *kept)[0].size
        ours = {one.seq: one.data for one in self.entries if one.seq < size}
        for seq, data in self.of_mirror(folder, size):
            if seq in ours:
                same = ours.pop(seq) == data
                tw.require(same, tw.DATA, f"entry {seq} is another one in the mirror")
            elif seq < self.checkpoint.size:
                entry = tw.parsed_entry(data)[0]
                is_left_out = self.concerns(entry)
                tw.require(not is_left_out, tw.DATA, f"entry {seq} of the case is left out")
        count = sum(one.seq < size for one in self.entries)
        return f"the mirror of {size} entries has {count} of these {len(self.entries)}"

    def of_mirror(self, folder: Path, size: int) -> Iterator[tuple[int, bytes]]:
        """Entries of a mirror that the case may concern."""
        marks = [self.id.encode(), b"statement_key.recorded", b"rules.recorded"]
        seqs = {one.seq for one in self.entries}
        for tile in range(-(-size // tw.WIDTH)):
            items = tw.items_in(folder, size, None, tile)
            for seq, item in enumerate(items, tile * tw.WIDTH):
                if seq in seqs or any(mark in item for mark in marks):
                    yield seq, item


def filed_line(one: Recorded, opened: Any, reveal: Recorded | None) -> str:
    """What is told of one filing, with what is known of its text."""
    how = "blind" if reveal is None or one.seq < reveal.seq else "late, not blind"
    if one.body is None:
        text = "its document is not shown"
    elif opened is None:
        text = "its text is not shown" if reveal else "sealed still"
    else:
        text = f"{safe(opened['stance'])}: {safe(opened['text'])}"
    has_key = one.body is not None and one.body["assertion"]
    key = "; with a passkey, not verified offline" if has_key else ""
    return f"filed {one.entry['ts']}, entry {one.seq}, {how}{key}: {text}"


def committed(field: str, value: bytes, salt: bytes) -> str:
    """A salted commitment, 64 hex digits."""
    name = field.encode()
    frame = salt + len(name).to_bytes(2, "big") + name + len(value).to_bytes(8, "big")
    return hashlib.sha256(frame + value).hexdigest() if len(salt) == tw.HASH else ""


def text_of(key: Any) -> str:
    """A verifier key as it is written."""
    encoded = base64.b64encode(b"\x01" + key[2]).decode()
    return f"{key[0]}+{key[1].hex()}+{encoded}"


def safe(words: str) -> str:
    """Words in one line, without what could make a terminal lie."""
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", words)


def verify(args: argparse.Namespace) -> str:
    """The report on a case file, all of whose parts hold."""
    policy = tw.policy_from(tw.bytes_at(args.policy, tw.USE))
    lines = tw.bytes_at(args.keys, tw.USE).decode("utf-8", "replace").split("\n")
    keys = [
        tw.key_from(one.strip(), 1, tw.USE) for one in lines if one.strip()[:1] not in {"", "#"}
    ]
    try:
        given = json.loads(tw.bytes_at(args.file, tw.USE))
        tw.require(given["format"] == FORMAT, tw.DATA, "not a case file")
        case = Case(given, policy, keys)
        entries = f"{len(case.entries)} entries, vouched for as the policy asks"
        told = [f"case {case.id} in {case.origin}: {entries}"]
        told += case.report()
        if args.mirror:
            told.append(case.compare(args.mirror, policy))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise tw.Refused(tw.DATA, "not a case file, or a part of it is of another form") from error
    return "\n".join(told)


def main(words: list[str] | None = None) -> int:
    """Verify one file; print its report; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="tw-verify case", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--policy", type=Path, required=True, help="whom you trust")
    parser.add_argument("--keys", type=Path, required=True, help="statement keys you trust")
    parser.add_argument("--mirror", type=Path, help="your own copy of the log")
    try:
        sys.stdout.write(f"ok: {verify(parser.parse_args(words))}\n")
    except (tw.Refused, OSError) as refused:
        code, what = refused.args if isinstance(refused, tw.Refused) else (tw.DATA, refused)
        sys.stderr.write(f"tw-verify: {tw.NAMES[code]}: {what}\n")
        return int(code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
