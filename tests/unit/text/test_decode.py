"""Any encoding is found, told, and never guessed in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.domain.errors import UnreadableInput
from trucewatch.text.decode import Decoded, decode, refuse_size

ENGLISH = "Shells fell near São Tomé at dawn, the ministry said. Nobody was hurt."
RUSSIAN = "По словам министерства, снаряды упали на окраине села. Никто не пострадал."
UKRAINIAN = "Сторони домовилися про припинення вогню з півночі, повідомив їхній речник."
ARABIC = "قالت الوزارة إن القذائف سقطت على أطراف القرية ولم يصب أحد بأذى."
POLISH = "Zawieszenie broni zostało naruszone, pociski spadły na wieś, nikt nie został ranny."


def read(raw: bytes) -> Decoded:
    """These bytes, read as a file by the name of `r.txt`."""
    return decode(raw, name="r.txt")


def attempt(raw: bytes) -> Decoded | str:
    """These bytes, or the line with which they are refused."""
    try:
        return read(raw)
    except UnreadableInput as err:
        return str(err)


def refusal(raw: bytes) -> str:
    """The line with which these bytes are refused."""
    with pytest.raises(UnreadableInput) as caught:
        read(raw)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_plain_utf8_is_told_as_valid() -> None:
    """Nothing had to be guessed."""
    found = read(ARABIC.encode())
    assert found == Decoded(ARABIC, "utf-8", "valid_utf8")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides(encoding: str, name: str) -> None:
    """The mark stays in the text, so that the bytes can be made again."""
    found = read(RUSSIAN.encode(encoding))
    assert found == Decoded("\ufeff" + RUSSIAN, name, "byte_order_mark")


def test_big_endian_marks_are_known() -> None:
    """As some old servers write them."""
    assert read(codecs.BOM_UTF16_BE + "Да".encode("utf-16-be")).encoding == "utf-16-be"
    assert read(codecs.BOM_UTF32_BE + "Да".encode("utf-32-be")).encoding == "utf-32-be"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, ARABIC], ids=["en", "ru", "ar"])
def test_wide_encodings_need_no_mark(text: str, encoding: str) -> None:
    """Their empty bytes give them away; they are told as found."""
    assert read(text.encode(encoding)) == Decoded(text, encoding, "detected")


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (ENGLISH, "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "cp866", "cp866"),
        (RUSSIAN, "iso8859-5", "iso8859-5"),
        (UKRAINIAN, "cp1251", "windows-1251"),
        (UKRAINIAN, "koi8-u", "koi8-u"),
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC, "iso8859-6", "iso8859-6"),
        (POLISH, "cp1250", "windows-1250"),
    ],
)
def test_old_encodings_are_found(text: str, encoding: str, name: str) -> None:
    """By their letters, which the basis says."""
    assert read(text.encode(encoding)) == Decoded(text, name, "detected")


def test_curly_marks_alone_are_windows_1252() -> None:
    """English reports often hold nothing else beyond ASCII."""
    assert read(b"It\x92s over, he said \x96 twice.").text == "It’s over, he said – twice."


def test_a_page_may_declare_its_encoding() -> None:
    """What it declares is believed where it can be read so."""
    raw = b'<html><meta charset="koi8-r"><p>' + "Да".encode("koi8-r")
    assert (read(raw).encoding, read(raw).basis) == ("koi8-r", "declared")


def test_a_false_declaration_is_passed_over() -> None:
    """The letters then tell."""
    raw = b'<html><meta charset="utf-8"><p>' + RUSSIAN.encode("cp1251")
    assert (read(raw).encoding, read(raw).basis) == ("windows-1251", "detected")


def test_declared_latin_is_read_as_browsers_do() -> None:
    """Pages that say ISO 8859-1 hold curly quotation marks of windows-1252."""
    raw = b"<html><meta charset=iso-8859-1><p>\x93No\x94"
    assert read(raw).text.endswith("“No”")


def test_unknown_declarations_do_no_harm() -> None:
    """Nor do names of codecs that are no encodings of text."""
    for label in (b"nonsense", b"rot13", b"hex", b"idna", b"unicode_escape"):
        assert read(b"<html><meta charset=" + label + b"><p>caf\xe9 and more").text.endswith("more")


def test_two_encodings_in_one_file_are_refused() -> None:
    """Any single one would garble a part; the line names the first byte that differs."""
    first = (RUSSIAN + "\n\n").encode()
    line = refusal(first + RUSSIAN.encode("cp1251"))
    assert line.startswith(f"r.txt, byte {len(first)}: is UTF-8 but for what stands here")


def test_a_file_cut_inside_a_letter_is_refused() -> None:
    """Half a letter at its end means that more is missing."""
    raw = RUSSIAN.encode()[:-3]
    line = refusal(raw + "д".encode()[:1])
    assert f"byte {len(raw)}" in line


def test_half_a_utf16_letter_is_refused() -> None:
    """The line names the byte where it breaks off."""
    raw = ENGLISH.encode("utf-16")
    assert f"byte {len(raw) - 2}: begins as utf-16-le and is not" in refusal(raw[:-1])


def test_too_few_letters_are_undecidable() -> None:
    """Two letters fit several encodings, and so none is taken."""
    line = refusal("Да".encode("koi8-r"))
    assert line.startswith("r.txt, byte 0: makes words in")
    assert line.endswith("save it as UTF-8 and try again")


def test_undecidable_bytes_are_named() -> None:
    """The first one beyond ASCII is where to look."""
    assert refusal(b"Q1 " + bytes(range(128, 256))).startswith("r.txt, byte 3: ")


def test_a_lone_accent_is_no_russian_letter() -> None:
    """Latin texts hold single letters, as in "va à Paris"."""
    assert read("Il va à Paris, dit-on à midi.".encode("cp1252")).encoding == "windows-1252"


@pytest.mark.parametrize(
    ("magic", "kind"),
    [
        (b"%PDF-1.7", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf1", "an RTF document"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"SQLite format 3\0", "a database"),
    ],
)
def test_other_kinds_of_file_are_named(magic: bytes, kind: str) -> None:
    """With what to do about them."""
    line = refusal(magic + bytes(40))
    assert line.startswith(f"r.txt, byte 0: is {kind}, not text; ")


def test_a_null_byte_means_binary() -> None:
    """Its place is told."""
    assert refusal("Алеппо".encode() + b"\0x").startswith("r.txt, byte 12: is binary")


def test_nothing_and_blanks_are_two_things() -> None:
    """An empty file was perhaps never written; a blank one was."""
    assert "is empty" in refusal(b"")
    assert "nothing but blanks" in refusal(b" \n\t\xc2\xa0\n")
    assert "nothing but blanks" in refusal("  \n".encode("utf-16"))


def test_the_largest_size_is_allowed() -> None:
    """One byte more is not."""
    refuse_size(20_000_000, "r.txt")
    with pytest.raises(UnreadableInput, match=r"r\.txt: larger than 20 MB; split it"):
        refuse_size(20_000_001, "r.txt")


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_read_or_refused(raw: bytes) -> None:
    """And what is read gives the same bytes again."""
    found = attempt(raw)
    if isinstance(found, str):
        assert found.startswith("r.txt")
        assert "\n" not in found
    else:
        assert found.text.encode(found.encoding) == raw


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(RUSSIAN.split()), min_size=8, max_size=30),
    st.sampled_from(["cp1251", "koi8-r", "cp866", "iso8859-5"]),
)
def test_no_russian_text_becomes_another(words: list[str], encoding: str) -> None:
    """Eight words in any order are read right or refused."""
    text = " ".join(words)
    found = attempt(text.encode(encoding))
    assert "makes words in" in found if isinstance(found, str) else found.text == text
