"""Logs drawn at random, and what can be done to one: by a disk, a thief of keys, or the centre."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace

from draw import Draw
from ledger_world import LOG, OFFICER, START, WITNESSES, MadeLog, admitting, entry, fork_of, signed
from trucewatch.ledger.canonical import Value, canonical, parse
from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.cosignature import cosign
from trucewatch.ledger.entry import Entry, decode, encode
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.tiles import checkpoint_path

WORDS = ("shelling", "обстрел", "قصف", "", "tab\tline\n", '"\\/', "💥", "é", "ﬀ", "\u2028", "\x7f")
Damage = Callable[[Draw, MadeLog], MadeLog]


def value(draw: Draw, room: int = 3) -> Value:
    """Any value that an entry may hold."""
    kind = draw.below(7 if room else 5)
    if kind < 2:
        return "".join(draw.one_of(WORDS) for _ in range(draw.below(4)))
    if kind == 2:
        return draw.below(2**53) * (1 - 2 * draw.below(2))
    if kind < 5:
        return draw.one_of((None, True, False, 0))
    if kind == 5:
        return [value(draw, room - 1) for _ in range(draw.below(4))]
    return {f"k{draw.below(50)}": value(draw, room - 1) for _ in range(draw.below(4))}


def drawn_entry(draw: Draw, seq: int) -> Entry:
    """Any entry, at its place; some are signed by a person."""
    made = entry(
        seq,
        type=draw.one_of(("incident.recorded", "run.read", "position.filed", "a")),
        actor=f"p-{draw.below(9)}",
        subject=draw.one_of((None, f"i-{draw.below(9)}", "ocha:C1007")),
        prev_version=draw.one_of((None, 1, draw.below(2**40) + 1)),
        commitments={f"field_{one}": draw.noise(32).hex() for one in range(draw.below(3))},
        payload_public={f"k{one}": value(draw) for one in range(draw.below(4))},
    )
    if draw.chance(3):
        made = replace(made, ts=made.ts.replace("Z", f".{draw.below(999) + 1:03}Z"))
    unlike = replace(made, commitments={**made.commitments, "nonce": draw.noise(32).hex()})
    return signed(unlike) if draw.chance(5) and seq else made


def drawn_log(draw: Draw, most: int = 40) -> MadeLog:
    """An honest log of some entries, signed at some sizes, and at the end by everyone."""
    log = MadeLog().add([admitting(0)])
    for _ in range(draw.below(4)):
        log.add(drawn_entry(draw, len(log.data) + at) for at in range(draw.below(most // 4) + 1))
        if draw.chance(2):
            log.sign([word for word in WITNESSES if draw.chance(2)])
    return log.sign(late=5 + draw.below(100))


def resigned(data: list[bytes]) -> MadeLog:
    """Other entries under the same keys, with no trace of the first."""
    return MadeLog().add(data).sign()


def flip(draw: Draw, log: MadeLog) -> MadeLog:
    """A bit turns on the disk."""
    path = draw.one_of(sorted(log.files))
    data = bytearray(log.files[path])
    data[draw.below(len(data))] ^= 1 << draw.below(8)
    log.files[path] = bytes(data)
    return log


def lose(draw: Draw, log: MadeLog) -> MadeLog:
    """A file that is needed goes."""
    size = len(log.data)
    needed = ["checkpoint", f"tile/entries/000.p/{size}", f"tile/0/000.p/{size}"]
    del log.files[draw.one_of(needed)]
    return log


def cut(draw: Draw, log: MadeLog) -> MadeLog:
    """A file ends early."""
    path = draw.one_of(sorted(path for path in log.files if path.endswith(f".p/{len(log.data)}")))
    log.files[path] = log.files[path][: draw.below(len(log.files[path]))]
    return log


def lengthen(draw: Draw, log: MadeLog) -> MadeLog:
    """A file has more at its end."""
    path = draw.one_of(sorted(path for path in log.files if path.endswith(f".p/{len(log.data)}")))
    log.files[path] += draw.noise(draw.below(64) + 1)
    return log


def rewrite(draw: Draw, log: MadeLog) -> MadeLog:
    """Somebody edits an entry and everything that follows from it, but cannot sign."""
    at = draw.below(len(log.data))
    changed = replace(decode(log.data[at]), actor="p-x", sig=[])
    other = MadeLog().add([*log.data[:at], encode(changed), *log.data[at + 1 :]])
    kept = {path: note for path, note in log.files.items() if path.startswith("checkpoint")}
    return replace(other, files={**other.files, **kept})


def exchange(draw: Draw, log: MadeLog) -> MadeLog:
    """The centre signs two entries in each other's places."""
    if len(log.data) < 2:
        return fork(draw, log)
    at = draw.below(len(log.data) - 1)
    swapped = [*log.data[:at], log.data[at + 1], log.data[at], *log.data[at + 2 :]]
    return resigned(swapped)


def repeat(draw: Draw, log: MadeLog) -> MadeLog:
    """The centre signs an entry twice."""
    at = draw.below(len(log.data))
    return resigned([*log.data[: at + 1], *log.data[at:]])


def fork(draw: Draw, log: MadeLog) -> MadeLog:
    """A thief of the log's key signs another history; the first checkpoint is still there."""
    size = len(log.data)
    other = fork_of(log, draw.below(size), size + draw.below(30))
    first = {path: note for path, note in log.files.items() if path == checkpoint_path(size)}
    if len(other.data) == size:
        return replace(other, files={**other.files, "checkpoint": other.note, **first})
    return replace(other, files={**other.files, **first})


def go_back(draw: Draw, log: MadeLog) -> MadeLog:
    """The centre signs an entry that claims to be earlier than one before it."""
    last = replace(entry(len(log.data)), ts="2026-02-01T00:00:00Z", prev_version=draw.below(9) + 1)
    return resigned([*log.data, encode(last)])


def run_ahead(draw: Draw, log: MadeLog) -> MadeLog:
    """The centre's clock is days ahead of those who cosign."""
    day = 10 + draw.below(9)
    return resigned([*log.data, encode(entry(len(log.data), ts=f"2026-03-{day}T00:00:00Z"))])


def clock_back(draw: Draw, log: MadeLog) -> MadeLog:
    """A witness cosigns a larger log an hour before a smaller one."""
    log.sign(late=7200 + draw.below(99)).add([entry(len(log.data))])
    return log.sign(late=3600 + draw.below(99))


def misspell(draw: Draw, log: MadeLog) -> MadeLog:
    """The centre signs bytes that are no entry, or not in its one spelling."""
    good = encode(entry(len(log.data)))
    members = parse(good)
    assert isinstance(members, dict)
    ways: list[bytes] = [
        good.replace(b":", b": ", 1),
        good.replace(b'"v":1', b'"v":1.0'),
        good.replace(b'"v":1', b'"v":2'),
        good.replace(b'"v":1', b'"v":true'),
        good[:-1] + b',"x":1}',
        good.replace(b'"p-1"', b'"p 1"'),
        good.replace(b'"p-1"', b'"\\u0070-1"'),
        good.replace(b'"payload_public":{}', b'"payload_public":{"a":0.5}'),
        good.replace(b'"payload_public":{}', b'"payload_public":{"a":9007199254740993}'),
        good.replace(b'"payload_public":{}', b'"payload_public":{"a":-0}'),
        good.replace(b'"payload_public":{}', '"payload_public":{"a":"e\u0301"}'.encode()),
        good.replace(b'"payload_public":{}', b'"payload_public":{"a":1,"a":1}'),
        good.replace(b'"payload_public":{}', b'"payload_public":{"a":"\\ud800"}'),
        good.replace(b'"payload_public":{}', '"payload_public":{"ключ":1}'.encode()),
        good.replace(
            b'"payload_public":{}', b'"payload_public":{"a":' + b"[" * 50 + b"]" * 50 + b"}"
        ),
        good.replace(b'"payload_public":{}', b'"payload_public":[]'),
        good.replace(b'"sig":[]', b'"sig":{}'),
        good.replace(b'"sig":[]', b'"sig":[{"kind":"X"}]'),
        good.replace(b'"sig":[]', b'"sig":[' + b",".join([b'{"kind":"x"}'] * 17) + b"]"),
        good.replace(b"2026-03-01", b"2026-02-30"),
        good.replace(b"2026-03-01", b"0000-03-01"),
        good.replace(b'Z","type"', b'.000Z","type"'),
        good.replace(b"incident.recorded", b"a" * 65),
        good.replace(b'"seq":%d' % len(log.data), b'"seq":true'),
        canonical({**members, "prev_version": 0}),
        canonical({**members, "commitments": {"A": "0" * 64}}),
        canonical({**members, "subject": ""}),
        b"",
        b"null",
        b"\xff",
        b"[" * 60_000,
    ]
    return resigned([*log.data, draw.one_of(ways)])


def unsign(draw: Draw, log: MadeLog) -> MadeLog:
    """A person's signature is altered, by a stranger, replayed, or by an ended key."""
    size = len(log.data)
    good = signed(entry(size, commitments={"nonce": draw.noise(32).hex()}))
    one = dict(good.sig[0])
    stranger = signed(replace(good, sig=[]), LOG)
    ended = entry(size, type="key.ended", payload_public={"vkey": str(OFFICER.key)})
    ways: list[list[Entry]] = [
        [replace(good, sig=[{**one, "value": b64encode(draw.noise(64)).decode()}])],
        [replace(good, sig=[{**one, "value": "AAAA"}])],
        [replace(good, sig=[{**one, "key": "x"}])],
        [replace(good, sig=[{**one, "more": 1}])],
        [replace(good, sig=[{**one, "value": [one["value"]]}])],
        [replace(good, sig=[{**one, "key": [one["key"]]}])],
        [replace(good, actor="p-x")],
        [stranger],
        [good, replace(good, seq=size + 1)],
        [ended, signed(entry(size + 1))],
    ]
    made = [encode(one) for one in draw.one_of(ways)]
    return resigned([*log.data, *made])


def without(draw: Draw, log: MadeLog) -> MadeLog:
    """One of the three did not cosign."""
    absent = draw.one_of(sorted(WITNESSES))
    return log.sign([word for word in WITNESSES if word != absent])


def impostor(draw: Draw, log: MadeLog) -> MadeLog:
    """One witness cosigns in the name of another."""
    name, wrong = draw.one_of([("delegation-a", "delegation-b"), ("facilitator", "delegation-a")])
    note = parse_note(log.sign([word for word in WITNESSES if word != name]).note)
    foreign = parse_note(cosign(bytes(note), WITNESSES[wrong], START + 9000)).lines[-1]
    key = WITNESSES[name].key
    log.files["checkpoint"] = bytes(
        note.with_line(replace(foreign, name=key.name, key_id=key.key_id))
    )
    return log


def overstate(draw: Draw, log: MadeLog) -> MadeLog:
    """The centre signs a size that its tree does not have."""
    size = len(log.data)
    checkpoint = Checkpoint(log.origin, size + 1 + draw.below(2), log.tree.root())
    note = sign_checkpoint(checkpoint, LOG)
    for witness in WITNESSES.values():
        note = cosign(note, witness, START + 9000)
    log.files["checkpoint"] = note
    return log


DAMAGES: dict[str, Damage] = {
    one.__name__: one
    for one in (
        flip,
        lose,
        cut,
        lengthen,
        rewrite,
        exchange,
        repeat,
        fork,
        go_back,
        run_ahead,
        clock_back,
        misspell,
        unsign,
        without,
        impostor,
        overstate,
    )
}
