"""Keys, notes, checkpoints and cosignatures are those of C2SP, and nothing looser."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

import pytest

from ledger_world import LOG, ORIGIN, START, WITNESSES, made_log, seeded
from trucewatch.ledger.checkpoint import (
    Checkpoint,
    origin_of,
    parse_checkpoint,
    sign_checkpoint,
)
from trucewatch.ledger.cosignature import cosign, cosigned_by
from trucewatch.ledger.keys import COSIGNATURE, NOTE, Signer, VerifierKey, exact_base64, parse_key
from trucewatch.ledger.note import SignatureLine, open_note, parse_note, sign_note
from trucewatch.ledger.refusals import Malformed, SignatureRefused

# The example of the Go package golang.org/x/mod/sumdb/note, from which the format comes.
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotp"
    "RZb6KE6RyyBwJnAM=\n"
).encode()
# A cosigner's key in the tests of transparency-dev/formats.
PUBLISHED_COSIGNER = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
NOTE_OF_100 = made_log(100).note
A = WITNESSES["delegation-a"]


def test_the_published_note_opens() -> None:
    """Signed by another program, years ago."""
    note = open_note(PUBLISHED_NOTE, [parse_key(PUBLISHED_KEY)])
    assert note.text.startswith("If you think")


def test_the_published_note_is_spelled_as_it_was() -> None:
    """Reading and writing lose nothing."""
    assert bytes(parse_note(PUBLISHED_NOTE)) == PUBLISHED_NOTE


def test_the_published_note_altered_is_refused() -> None:
    """One letter of its text."""
    with pytest.raises(SignatureRefused, match="does not hold"):
        open_note(PUBLISHED_NOTE.replace(b"answer", b"Answer"), [parse_key(PUBLISHED_KEY)])


@pytest.mark.parametrize("text", [PUBLISHED_KEY, PUBLISHED_COSIGNER, str(LOG.key), str(A.key)])
def test_a_key_is_spelled_as_it_was_read(text: str) -> None:
    """Both kinds, published and ours."""
    assert str(parse_key(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        PUBLISHED_KEY.replace("c74f20a3", "c74f20a4"),
        PUBLISHED_KEY.replace("c74f20a3", "C74F20A3"),
        PUBLISHED_KEY.replace("Peter", "Saint"),
        PUBLISHED_KEY + "=",
        PUBLISHED_KEY + " ",
        PUBLISHED_KEY.replace("PeterNeumann", "Peter Neumann"),
        PUBLISHED_KEY.replace("+ARpc", "+AhpC"),
        "PeterNeumann+c74f20a3+",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_a_key_of_another_form_is_refused(text: str) -> None:
    """Name, key id and key have to belong together."""
    with pytest.raises(Malformed):
        parse_key(text)


@pytest.mark.parametrize(
    "public",
    [
        bytes(32),
        b"\x01" + bytes(31),
        b"\x01" + bytes(30) + b"\x80",
        bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
        bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        bytes.fromhex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        b"\xff" * 32,
    ],
)
def test_a_key_that_any_message_satisfies_is_refused(public: bytes) -> None:
    """Keys of small order, and second spellings of a key."""
    with pytest.raises(Malformed, match="mean nothing"):
        VerifierKey("x.example/k", NOTE, public)


@pytest.mark.parametrize("text", ["QQ==\n", "QQ=", "QR==", "Q Q=", "QQ", "QÄ==", "-_8="])
def test_base64_has_one_spelling(text: str) -> None:
    """Bits that nobody reads could be turned without notice."""
    with pytest.raises(Malformed):
        exact_base64(text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\n\xe2\x80\x94 n AAAAAAA",
        b"text\n\n- n AAAAAAA=\n",
        b"text\n\nn AAAAAAA=\n",
        b"text\n\n\xe2\x80\x94 n\n",
        b"text\n\n\xe2\x80\x94  AAAAAAA=\n",
        b"text\n\n\xe2\x80\x94 n AAAA\n",
        b"text\n\n\xe2\x80\x94 n+m AAAAAAA=\n",
        b"text\n\n\xe2\x80\x94 n AAAAAAA=\nmore\n",
        b"text\r\n\n\xe2\x80\x94 n AAAAAAA=\n",
        b"te\x00xt\n\n\xe2\x80\x94 n AAAAAAA=\n",
        b"te\xffxt\n\n\xe2\x80\x94 n AAAAAAA=\n",
        b"text\n" * 20_000,
        b"text\n\n" + b"\xe2\x80\x94 n AAAAAAA=\n" * 65,
    ],
    ids=range(16),
)
def test_what_is_no_note_is_refused(data: bytes) -> None:
    """Each break of the format by itself."""
    with pytest.raises(Malformed):
        parse_note(data)


def test_a_note_by_nobody_known_is_refused() -> None:
    """Its signature may hold; nobody here trusts the key."""
    stranger = seeded("stranger.example/log", NOTE)
    with pytest.raises(SignatureRefused, match="no trusted key"):
        open_note(sign_note("hello\n", [stranger]), [LOG.key])


def test_lines_of_unknown_keys_are_ignored() -> None:
    """So that keys can change and more can cosign."""
    stranger = seeded("stranger.example/log", NOTE)
    assert open_note(sign_note("hello\n", [stranger, LOG]), [LOG.key]).text == "hello\n"


def test_a_key_that_shares_the_name_alone_is_unknown() -> None:
    """The log's next key, which this reader does not trust yet."""
    next_key = replace(seeded("next.example/log", NOTE), name=LOG.name)
    assert open_note(sign_note("hello\n", [next_key, LOG]), [LOG.key]).text == "hello\n"


def test_a_key_that_shares_the_key_id_alone_is_unknown() -> None:
    """Four bytes are soon found twice."""
    foreign = SignatureLine("other.example/log", LOG.key.key_id, bytes(64))
    note = parse_note(sign_note("hello\n", [LOG])).with_line(foreign)
    assert open_note(bytes(note), [LOG.key]).text == "hello\n"


def test_one_bad_line_of_a_known_key_refuses_the_note() -> None:
    """A second, good one by the same key does not excuse it."""
    good = sign_note("hello\n", [LOG]).decode()
    line = good.splitlines()[-1]
    raw = exact_base64(line.split(" ")[2])
    bad = f"— {LOG.name} {b64encode(raw[:4] + bytes(64)).decode()}"
    with pytest.raises(SignatureRefused):
        open_note(f"hello\n\n{line}\n{bad}\n".encode(), [LOG.key])


def test_a_cosigning_key_cannot_sign_notes() -> None:
    """Its signatures have another form and another meaning."""
    with pytest.raises(SignatureRefused):
        open_note(sign_note("hello\n", [A]), [A.key])


def test_the_checkpoint_comes_back() -> None:
    """Origin, size and root."""
    found = parse_checkpoint(parse_note(NOTE_OF_100).text)
    assert (found.origin, found.size) == (ORIGIN, 100)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (0, ""),
        (0, "two words"),
        (0, "a+b"),
        (1, "0100"),
        (1, "+100"),
        (1, "-1"),
        (1, "1e2"),
        (1, "١٠٠"),
        (1, ""),
        (1, "9007199254740992"),
        (2, ""),
        (2, "AAAA"),
        (2, "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J="),
        (3, "an extension that nobody could audit"),
    ],
)
def test_a_checkpoint_of_another_form_is_refused(line: int, text: str) -> None:
    """Signed or not, it has one spelling."""
    lines = parse_note(NOTE_OF_100).text.split("\n")
    with pytest.raises(Malformed):
        parse_checkpoint("\n".join([*lines[:line], text, *lines[line + 1 :]]))


def test_an_empty_tree_has_one_root() -> None:
    """A checkpoint of size 0 with another would be consistent with everything."""
    with pytest.raises(Malformed, match="empty tree"):
        Checkpoint(ORIGIN, 0, bytes(32))


@pytest.mark.parametrize("size", [-1, 2**53])
def test_a_size_beyond_all_reason_is_refused(size: int) -> None:
    """Such a number could not be read back exactly everywhere."""
    with pytest.raises(Malformed, match="size"):
        Checkpoint(ORIGIN, size, bytes(32))


def test_a_private_key_of_another_length_is_refused() -> None:
    """Before the library sees it."""
    with pytest.raises(Malformed, match="32 bytes"):
        Signer.from_seed(ORIGIN, NOTE, b"short")


def test_a_key_signs_for_its_own_log_alone() -> None:
    """The key's name is the origin."""
    other = Checkpoint("trucewatch/elsewhere/ledger-1", 1, bytes(32))
    with pytest.raises(Malformed, match="cannot sign"):
        sign_checkpoint(other, LOG)


@pytest.mark.parametrize("centre", ["", "Geneva", "a/b", "a b", "-a", "женева", "a" * 64])
def test_a_centre_of_another_form_is_refused(centre: str) -> None:
    """It becomes part of a key's name."""
    with pytest.raises(Malformed):
        origin_of(centre)


def test_a_cosignature_tells_its_time() -> None:
    """The witness's own clock, to the second."""
    found = cosigned_by(parse_note(NOTE_OF_100), A.key)
    assert found is not None
    assert found.at == START + 99 + 5


def test_the_earliest_of_several_cosignatures_counts() -> None:
    """It proves most: the entries were there by then."""
    again = cosign(NOTE_OF_100, A, START + 7_200)
    found = cosigned_by(parse_note(again), A.key)
    assert found is not None
    assert found.at == START + 104


def test_nobody_s_cosignature_is_none() -> None:
    """Absent is a result, and no refusal."""
    absent = seeded("c.example/witness", COSIGNATURE)
    assert cosigned_by(parse_note(NOTE_OF_100), absent.key) is None


def spoiled(note: bytes, key: VerifierKey, change: slice, new: bytes) -> bytes:
    """The note with other bytes in the signature of one key."""
    lines = note.decode().split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(f"— {key.name} "))
    raw = bytearray(exact_base64(lines[at].split(" ")[2]))
    raw[change] = new
    lines[at] = f"— {key.name} {b64encode(raw).decode()}"
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("change", "new"),
    [
        (slice(4, 12), (START + 1).to_bytes(8, "big")),
        (slice(4, 12), (2**63).to_bytes(8, "big")),
        (slice(12, 13), b"\x00\x00"),
        (slice(75, 76), b""),
        (slice(40, 41), b"\x00"),
        (slice(7, 76), b""),
    ],
    ids=["time moved", "time too large", "a byte more", "a byte less", "a byte changed", "cut"],
)
def test_a_spoiled_cosignature_is_refused(change: slice, new: bytes) -> None:
    """The time is signed too."""
    with pytest.raises(SignatureRefused):
        cosigned_by(parse_note(spoiled(NOTE_OF_100, A.key, change, new)), A.key)


def test_a_note_key_cannot_cosign() -> None:
    """Types keep the two meanings apart."""
    with pytest.raises(Malformed, match="0x04"):
        cosign(NOTE_OF_100, LOG, START)


def test_only_a_checkpoint_is_cosigned() -> None:
    """A cosignature says something about a log."""
    with pytest.raises(Malformed, match="three lines"):
        cosign(sign_note("hello\n", [LOG]), A, START)


def test_a_key_of_an_unknown_type_is_refused() -> None:
    """Nobody could say what it may sign."""
    with pytest.raises(Malformed, match="type 0x02 is not known"):
        VerifierKey("x.example/k", 2, LOG.key.public)


def test_a_log_signs_for_itself_alone() -> None:
    """The origin is the name of the key."""
    with pytest.raises(Malformed, match="cannot sign for b/log"):
        sign_checkpoint(Checkpoint("b/log", 1, bytes(32)), LOG)


@pytest.mark.parametrize("length", [63, 65])
def test_a_log_s_signature_has_64_bytes(length: int) -> None:
    """A cosignature of eight bytes more is none."""
    note = parse_note(NOTE_OF_100)
    line = SignatureLine(ORIGIN, LOG.key.key_id, bytes(length))
    with pytest.raises(SignatureRefused, match="not 64 bytes"):
        open_note(bytes(replace(note, lines=(line,))), [LOG.key])


@pytest.mark.parametrize("length", [31, 33])
def test_a_public_key_has_32_bytes(length: int) -> None:
    """Of both kinds."""
    with pytest.raises(Malformed, match="not 32 bytes"):
        VerifierKey("x.example/k", NOTE, bytes(length))


def test_a_note_of_64_kibibytes_is_read_and_no_longer_one() -> None:
    """The verifiers stop there too."""
    line = NOTE_OF_100.partition(b"\n\n")[2].split(b"\n")[0] + b"\n"
    text = b"x" * (65_536 - len(line) - 2)
    assert len(bytes(parse_note(text + b"\n\n" + line))) == 65_536
    with pytest.raises(Malformed, match="the limit is 65536"):
        parse_note(text + b"x\n\n" + line)


@pytest.mark.parametrize(
    "name", [f"a{chr(0xD800)}", f"a{chr(0xDFFF)}", "a\x7f", "a\x1f", "a b", "a+b", "", "a" * 256]
)
def test_a_name_that_no_line_could_carry_is_refused(name: str) -> None:
    """Halves of characters too: no UTF-8 spells them."""
    with pytest.raises(Malformed, match="key name"):
        VerifierKey(name, NOTE, LOG.key.public)


@pytest.mark.parametrize("name", ["a", "\ud7ff", "\ue000", "a" * 255])
def test_a_name_at_the_edge_of_what_is_allowed_is_taken(name: str) -> None:
    """One character, the last before the surrogates, the first behind, and the longest."""
    assert VerifierKey(name, NOTE, LOG.key.public).name == name


def test_a_note_ends_with_its_last_line() -> None:
    """Another letter in the place of the newline is not read over."""
    with pytest.raises(Malformed, match="a note is text"):
        parse_note(NOTE_OF_100[:-1] + b"x")


def test_the_name_of_a_ledger_says_whose_and_which() -> None:
    """A centre whose ledger cannot go on begins its next one under another name."""
    assert origin_of("geneva", 2) == "trucewatch/geneva/ledger-2"
    assert origin_of("geneva") == "trucewatch/geneva/ledger-1"


def test_a_centre_has_no_ledger_before_the_first() -> None:
    """Whoever counts from 0 is told at once: the name never changes."""
    with pytest.raises(Malformed, match="centre's name"):
        origin_of("geneva", 0)
