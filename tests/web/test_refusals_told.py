"""What is refused is told in the language of the page: the place in the file, why, what to do."""

from __future__ import annotations

import html
from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from trucewatch.data.loader_words import KNOWN
from trucewatch.data.yaml_marks import parse
from trucewatch.domain.access import MACHINE, Role
from trucewatch.domain.errors import InvalidValue, Refusal, UnreadableInput
from trucewatch.domain.sentence import Sentence
from trucewatch.ledger.keys import NOTE, Signer, parse_key
from trucewatch.ledger.refusals import Malformed
from trucewatch.service import reports
from trucewatch.service.centre import Centre
from trucewatch.storage.custody import new_id
from trucewatch.storage.people.models import Account
from trucewatch.storage.refusals import StaleVersion
from trucewatch.web.refused import END, FROM_RIGHT, ISOLATE, told, word
from web_world import in_language

Reader = Callable[[str], Client]
LOG = "date,text\n2016-05-03,Army shelled Hama.\n3 May,Army shelled Homs.\n,\n"
BROKEN = "id: x\nnames: [1"


@pytest.fixture
def reader(centre: Centre, account: Callable[..., Account]) -> Reader:
    """An analyst's browser, whose pages are in a language."""
    del centre
    return in_language(account, Role.ANALYST)


def shown(answer: object) -> str:
    """The words of a page, without what keeps quotations apart."""
    content = html.unescape(getattr(answer, "content", b"").decode())
    for mark in (ISOLATE, END, FROM_RIGHT):
        content = content.replace(mark, "")
    return content


@pytest.mark.parametrize(
    ("language", "why", "remedy"),
    [
        ("en", "'3 May' is no day", "write it as in 2016-05-03"),
        ("ru", "«3 May» — не день", "пишите как 2016-05-03"),
        ("ar", "«3 May» ليس يومًا", "اكتبه مثل 2016-05-03"),
    ],
)
def test_a_row_of_a_table_is_refused_in_words_of_the_page(
    centre: Centre, reader: Reader, language: str, why: str, remedy: str
) -> None:
    """The dry run tells line and column in cells of their own."""
    arrival = reports.Arrival(name="log.csv")
    report = reports.receive(centre, MACHINE, LOG.encode(), arrival, key=new_id())
    reports.read(centre, MACHINE, report)
    page = shown(reader(language).get(f"/intake/{report}/table"))
    assert '<th scope="row" class="number">3</th>' in page
    assert why in page
    assert remedy in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "можно принять строк: 0; должно быть от 1 до 5000; укажите, что означают столбцы"),
        ("ar", "عدد الصفوف الممكن قبولها 0؛ يجب أن يكون من 1 إلى 5000؛ حدد معاني الأعمدة"),
    ],
)
def test_an_import_of_no_row_is_refused_in_words_of_the_page(
    centre: Centre, reader: Reader, language: str, words: str
) -> None:
    """With what to do."""
    arrival = reports.Arrival(name="log.csv")
    raw = b"date,text\n3 May,Army shelled Homs.\n"
    report = reports.receive(centre, MACHINE, raw, arrival, key=new_id())
    reports.read(centre, MACHINE, report)
    answer = reader(language).post(f"/intake/{report}/table", {"key": "k"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in shown(answer)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ru",
            ("широта 91.0 вне пределов", "«moon» — не вид места; пишите одно из: country, admin1"),
        ),
        ("ar", ("خط العرض 91.0 خارج حدود", "«moon» ليس نوعًا من الأماكن؛ اكتب واحدًا من: country")),
    ],
)
def test_rows_of_a_list_of_places_are_refused_in_words_of_the_page(
    reader: Reader, language: str, words: tuple[str, ...]
) -> None:
    """Each beside its line, before anything is recorded."""
    raw = b"name,lon,lat,kind\nLost,36,91,site\nOdd,36,34,moon\n"
    given = {"file": SimpleUploadedFile("places.csv", raw), "reason": "a list", "key": "k"}
    page = shown(reader(language).post("/registers/places/list", {**given, "follows": "0"}))
    assert all(one in page for one in words)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "в первой строке нет столбца lon, lat; назовите столбцы; известны: name, lon"),
        ("ar", "لا عمود lon, lat في السطر الأول؛ سمِّ الأعمدة؛ المعروف منها: name, lon"),
    ],
)
def test_a_list_without_its_columns_is_refused_in_words_of_the_page(
    reader: Reader, language: str, words: str
) -> None:
    """The columns keep their names, which the file has to have."""
    given = {"file": SimpleUploadedFile("places.csv", b"name\nLost\n"), "reason": "a list"}
    answer = reader(language).post("/registers/places/list", {**given, "key": "k", "follows": "0"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in shown(answer)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "у места есть точка с радиусом или контур; дайте одно из них"),
        ("ar", "للمكان نقطة بنصف قطر، أو حدود مرسومة؛ أعطِ أحدهما"),
    ],
)
def test_a_form_of_a_register_is_refused_in_words_of_the_page(
    reader: Reader, language: str, words: str
) -> None:
    """What was typed is kept."""
    given = {"name_en": "Nowhere mill", "kind": "site", "reason": "a letter"}
    answer = reader(language).post("/registers/places/add", {**given, "key": "k", "follows": "0"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in shown(answer)
    assert "Nowhere mill" in shown(answer)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ru", "id: x", "проект, строка 1: нет ключа «names»; добавьте «names» в запись"),
        ("ar", "id: x", "المسودة، السطر 1: المفتاح «names» ناقص؛ أضف «names» إلى القيد"),
        ("ru", BROKEN, "строка 3: ошибка YAML: нет ожидаемой «,» или «]»; исправьте там отступы"),
        ("ar", BROKEN, "السطر 3: خطأ في YAML: لم توجد «,» أو «]» المتوقعة؛ أصلح المسافات البادئة"),
    ],
)
def test_the_linter_of_a_draft_speaks_the_language_of_the_page(
    reader: Reader, language: str, text: str, words: str
) -> None:
    """What the loader says as well as what the agreement lacks."""
    given = {"text": text, "follows": "0", "key": "k"}
    assert words in shown(reader(language).post("/registers/drafts/new", given))


BREAKS = (
    "a: [1", "a: {b", "\ta: b", "a: b: c", "- x\na: b", "a: b\n- x", "*b", "!x!y z", "'a", '"\\q"',
    "@x", ": :\n: :", '"\\x1"', "%YAML 9.9\n---\n", "%YAML x", "%", "!<a", "|-0", "&", "&a &b c",
    "--- x\n--- y", "\x01", "%YAML 1.1\n%YAML 1.1\n---", "%TAG ! a\n%TAG ! b\n---", "a\n b: c",
)  # fmt: skip
"""One text for each way in which YAML breaks."""


@pytest.mark.parametrize("text", BREAKS)
def test_what_the_loader_of_yaml_says_is_known(text: str) -> None:
    """So that it has a sentence in each language."""
    with pytest.raises(UnreadableInput) as refused:
        parse(text.encode(), "draft").fields("id")
    what = refused.value.what
    assert isinstance(what, Sentence)
    problem = what.facts["problem"]
    reason = problem.facts.get("reason", problem) if isinstance(problem, Sentence) else problem
    assert reason in KNOWN


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize("hostile", ["{x}", "%(x)s", "\u202egnp", "{0.__class__}", "﷽" * 50])
def test_quoted_words_stay_words(language: str, hostile: str) -> None:
    """Whatever is quoted, nothing of it is taken for a place of a fact, or turns the sentence."""
    refused = InvalidValue(Sentence("{word!r} is no kind of place", word=hostile), where=hostile)
    with translation.override(language):
        told_so = told(refused)
    assert (hostile if hostile.isprintable() else hostile[1:]) in told_so
    assert "\u202e" not in told_so.replace(hostile, "", language == "en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "report-1: rests on an old version; look at it again"),
        ("ru", "тем временем это кто-то изменил; посмотрите и решите снова"),
        ("ar", "غيّره أحد في هذه الأثناء؛ انظر إليه وقرّر من جديد"),
    ],
)
def test_what_the_record_refuses_is_told_by_its_code(language: str, words: str) -> None:
    """Its own sentence is for whoever runs the centre."""
    refused = StaleVersion("report-1: rests on an old version", remedy="look at it again")
    with translation.override(language):
        assert told(refused) == words


def test_a_refusal_within_a_refusal_is_told_in_one_language() -> None:
    """As the fault of a draft within the refusal to publish it."""
    inner = UnreadableInput("is empty", where="a.yaml", remedy="write it in digits")
    outer = Refusal(
        Sentence("the draft has errors: {fault}", fault=inner), remedy="mend them first"
    )
    assert str(outer) == (
        "the draft has errors: a.yaml: is empty; write it in digits; mend them first"
    )
    with translation.override("ru"):
        assert told(outer).replace(ISOLATE, "").replace(END, "") == (
            "в проекте ошибки: a.yaml: пусто; пишите цифрами; сначала исправьте их"
        )


@pytest.mark.parametrize(("language", "marked"), [("en", False), ("ru", False), ("ar", True)])
def test_an_arabic_refusal_that_begins_with_a_quotation_runs_from_the_right(
    language: str, marked: bool
) -> None:
    """A browser would take the direction of the whole from the first quoted letter."""
    refused = InvalidValue(Sentence("{word!r} is no kind of place", word="moon"))
    with translation.override(language):
        for text in (told(refused), word(refused.what)):
            assert text.startswith(FROM_RIGHT) == marked


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "key id 00000000 is not that of this name and key"),
        ("ru", "номер ключа 00000000 не соответствует этому имени и ключу"),
        ("ar", "معرّف المفتاح 00000000 ليس لهذا الاسم والمفتاح"),
    ],
)
def test_a_key_that_is_none_is_refused_in_words_of_the_page(language: str, words: str) -> None:
    """What the ledger says of keys and notes, which heads of delegations bring."""
    signer = Signer.from_seed("geneva/delegation-a/statements", NOTE, bytes(32))
    name, _, encoded = str(signer.key).split("+", 2)
    with pytest.raises(Malformed) as refused, translation.override(language):
        parse_key(f"{name}+00000000+{encoded}")
    with translation.override(language):
        said = told(refused.value)
    assert words in said.replace(ISOLATE, "").replace(END, "")
