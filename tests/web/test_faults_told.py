"""What failed earlier and was kept is told in the language of the page that shows it later."""

from __future__ import annotations

import html
from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.test import Client

from trucewatch.domain.access import MACHINE, Person, Role
from trucewatch.domain.errors import Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.service import feeds, reports
from trucewatch.service.bulk import REFUSED
from trucewatch.service.centre import Centre
from trucewatch.service.failing import failing
from trucewatch.service.fetching import NotFetched
from trucewatch.service.health import Sign
from trucewatch.service.kept_refusals import write_refusal
from trucewatch.storage.clock_watch import Change
from trucewatch.storage.custody import new_id
from trucewatch.storage.models import Bulk, FeedState
from trucewatch.storage.people.models import Account
from trucewatch.web.refused import END, FROM_RIGHT, ISOLATE, word
from web_world import PASSWORD

OFFICER = Person("p-duty", Role.DUTY_OFFICER)
Reader = Callable[..., Client]
NOT_READ = {
    "en": "the program failed at it (ValueError: odd); tell the operator",
    "ru": "программа дала на этом сбой (ValueError: odd); сообщите оператору",
    "ar": "تعثّر البرنامج عند ذلك (ValueError: odd)؛ أبلغ المشغّل",
}


@pytest.fixture
def reader(centre: Centre, account: Callable[..., Account]) -> Reader:
    """A browser whose pages are in a language, of a duty officer where nothing else is said."""
    del centre

    def of(language: str, role: Role = Role.DUTY_OFFICER) -> Client:
        client = Client(SERVER_NAME="localhost")
        username = account(role, language=language).username
        assert client.login(username=username, password=PASSWORD)
        return client

    return of


def shown(client: Client, address: str) -> str:
    """The words of a page, without what keeps quotations apart."""
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    content = html.unescape(answer.content.decode())
    for mark in (ISOLATE, END, FROM_RIGHT):
        content = content.replace(mark, "")
    return content


@pytest.fixture
def feed(centre: Centre) -> str:
    """One that nothing is known of yet."""
    told = {"address": "https://wire.example/rss", "source": "Wire", "minutes": "15"}
    return feeds.add(centre, OFFICER, told, key="k")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "wire.example: nobody listens there"),
        ("ru", "wire.example: там никто не принимает соединений"),
        ("ar", "wire.example: لا أحد يستقبل الاتصالات هناك"),
    ],
)
def test_the_trouble_of_a_feed_is_told_in_words_of_the_page(
    centre: Centre,
    reader: Reader,
    feed: str,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: str,
) -> None:
    """What the worker met at night is read by whoever looks in the morning."""

    def fetch(_: str) -> None:
        raise NotFetched(failing(ConnectionRefusedError()), where="wire.example")

    monkeypatch.setattr(feeds, "fetch", fetch)
    feeds.poll(centre, MACHINE, feed)
    assert words in shown(reader(language), "/intake/feeds")


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_trouble_of_before_is_shown_as_it_was_written(
    centre: Centre, reader: Reader, feed: str, language: str
) -> None:
    """Rows that have the text alone."""
    words = "nobody answers as they should (<urlopen error {x}>)"
    FeedState.objects.create(feed=feed, asked_at=centre.clock(), trouble=words)
    assert words in shown(reader(language), "/intake/feeds")


@pytest.mark.parametrize("language", NOT_READ)
def test_why_a_report_was_not_read_is_told_in_words_of_the_page(
    centre: Centre, reader: Reader, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """On the list of what came in, on its own page, and in triage."""

    def broken(_: bytes, **__: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(reports, "read_report", broken)
    report = reports.receive(centre, OFFICER, b"Broken.\n", reports.Arrival(), key="k-1")
    reports.read(centre, MACHINE, report)
    client = reader(language)
    pages = ("/intake/", f"/intake/{report}/", f"/triage/{report}/")
    assert [NOT_READ[language] in shown(client, page) for page in pages] == [True] * 3


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "не указано основание; скажите в нескольких словах почему"), ("ar", "السبب ناقص")],
)
def test_what_was_refused_among_many_is_told_in_words_of_the_page(
    centre: Centre, reader: Reader, language: str, words: str
) -> None:
    """And a line of before as it was written."""
    client = reader(language)
    person = Account.objects.get(pk=client.session["_auth_user_id"]).person().id
    refusal = Refusal("a reason is missing", remedy="say in a few words why")
    lines = [
        ["i-1", 1, REFUSED, str(refusal), write_refusal(refusal)],
        ["i-2", 1, REFUSED, "told in English then"],
    ]
    made = {"person": person, "action": "incident.file", "reason": "", "items": [], "done": lines}
    key = new_id()
    Bulk.objects.create(key=key, at=centre.clock(), **made)
    page = shown(client, f"/triage/bulk/{key}/")
    assert words in page
    assert "told in English then" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "по адресу /run/tw регистратор не отвечает; запустите: trucewatch record serve"),
        ("ar", "لا مسجِّل يجيب عند /run/tw؛ شغّله بالأمر: trucewatch record serve"),
    ],
)
def test_the_operator_reads_what_is_not_well_in_words_of_the_page(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    """A recorder that does not answer, and a clock that is wrong."""
    pattern = "no recorder answers at {path}; start it with: trucewatch record serve"
    clock = Change("witness:east", -7200, 0.0).told()
    signs = [Sign("recorder", Sentence(pattern, path="/run/tw"), well=False)]
    signs.append(Sign("clock", clock, well=False))
    monkeypatch.setattr("trucewatch.web.pages.health.views.health", lambda *_: signs)
    page = shown(reader(language, Role.OPERATOR), "/health/")
    assert words in page
    assert str(clock) not in page
    assert "witness:east" in page


def test_a_figure_needs_no_translation() -> None:
    """A sign of health that is no sentence stands as it is."""
    assert word("12.3 GB, 41%") == "12.3 GB, 41%"
