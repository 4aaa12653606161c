"""The intake desk, as the people of the centre use it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from poison_corpus import NOWHERE
from poison_pdf import pdfs
from trucewatch.domain.access import MACHINE, Role, Side
from trucewatch.service import reports
from trucewatch.service.centre import Centre
from trucewatch.service.working import Worker
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest
from trucewatch.storage.models import CustodyEvent
from trucewatch.storage.people.models import Account
from web_world import (
    WIDTHS,
    Site,
    Watched,
    assert_accessible,
    assert_fits,
    assert_stays_home,
    keep_picture,
    sign_in,
)

People = Callable[..., Account]
LOG = "date,text,post\n2016-05-03,Army shelled Hama.,4\n3 May,,4\n"
WORDS = "Army shelled Hama on 3 May 2016, a local official told reporters.\n"


def given(centre: Centre, raw: bytes, name: str, media_type: str = "") -> str:
    """A report that came in and was examined."""
    arrival = reports.Arrival(name=name, media_type=media_type)
    report = reports.receive(centre, MACHINE, raw, arrival, key=new_id())
    reports.read(centre, MACHINE, report)
    return report


@pytest.fixture
def script(centre: Centre) -> str:
    """A PDF that holds a script, in quarantine."""
    sample = next(one for one in pdfs(NOWHERE) if "pdf_javascript" in one.codes)
    return given(centre, sample.raw, "plan.pdf")


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_desk_is_accessible_and_stays_home(
    centre: Centre, script: str, site: Site, page: Page, account: People, language: str
) -> None:
    """In each language, at three widths, with a reason in the language of the page."""
    given(centre, WORDS.encode(), "note.txt")
    watched = Watched(page)
    sign_in(page, site, account(Role.DUTY_OFFICER, language=language), "/intake/")
    told = {"en": "holds a script", "ru": "содержит сценарий", "ar": "نصًا برمجيًا"}
    expect(page.get_by_role("row").filter(has_text=told[language])).to_have_count(1)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"intake-{language}-{width}")
    assert_accessible(page)
    page.goto(f"{site.address}/intake/{script}/")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"intake-one-{language}-{width}")
    assert_accessible(page)
    assert_stays_home(watched.requests, site)
    assert watched.complaints == []


def test_files_are_chosen_by_keyboard_and_told_one_by_one(
    centre: Centre, site: Site, page: Page, account: People, tmp_path: Path
) -> None:
    """Each is stored under a key of its own, and the list shows what became of it."""
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"{name}: {WORDS}")
    sign_in(page, site, account(Role.DUTY_OFFICER), "/intake/")
    page.get_by_label("Drop files here, or choose them.").set_input_files(
        [tmp_path / "one.txt", tmp_path / "two.txt"]
    )
    page.get_by_role("button", name="Hand in files").press("Enter")
    expect(page.get_by_role("list", name="Files on their way").get_by_role("link")).to_have_count(2)
    assert sorted(one.body["name"] for one in newest("report")) == ["one.txt", "two.txt"]
    expect(page.get_by_role("row").filter(has_text="Received")).to_have_count(2)
    Worker(centre).turn()
    expect(page.get_by_role("row").filter(has_text="Read")).to_have_count(2)


def test_a_file_is_dropped(centre: Centre, site: Site, page: Page, account: People) -> None:
    """On the zone, with a mouse."""
    del centre
    sign_in(page, site, account(Role.ANALYST), "/intake/")
    transfer = page.evaluate_handle(
        """words => { const given = new DataTransfer();
        given.items.add(new File([words], "dropped.txt", {type: "text/plain"})); return given; }""",
        WORDS,
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": transfer})
    expect(page.get_by_role("row").filter(has_text="dropped.txt")).to_have_count(1)


def test_a_text_is_pasted(centre: Centre, site: Site, page: Page, account: People) -> None:
    """With who published it and when; a mistake is told beside its field."""
    del centre
    sign_in(page, site, account(Role.DUTY_OFFICER), "/intake/")
    form = page.get_by_role("region", name="Paste a text")
    form.get_by_label("Text").fill(WORDS)
    form.get_by_label("Who published it").fill("Wire")
    form.get_by_label("Published on").fill("2016-05-04")
    form.get_by_role("button", name="Hand in the text").click()
    expect(page.get_by_text("1 report is stored. It is examined now.")).to_be_visible()
    (one,) = newest("report")
    assert (one.body["source"], one.body["published"]) == ("Wire", "2016-05-04")


def test_a_wrong_name_is_released_with_a_reason(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """The history tells who and why; what holds a script has no such button."""
    report = given(centre, WORDS.encode(), "scan.pdf")
    sign_in(page, site, account(Role.DUTY_OFFICER), f"/intake/{report}/")
    page.get_by_label("Your reason").fill("they told me so")
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_role("listitem").filter(has_text="they told me so")).to_be_visible()
    Worker(centre).turn()
    page.reload()
    expect(page.get_by_text("1 statement was found.")).to_be_visible()
    assert_accessible(page)


def test_what_holds_a_script_can_only_be_dismissed(
    script: str, site: Site, page: Page, account: People
) -> None:
    """And stays on record with the reason."""
    sign_in(page, site, account(Role.DUTY_OFFICER), f"/intake/{script}/")
    expect(page.get_by_role("button", name="Release")).to_have_count(0)
    page.get_by_label("Your reason").fill("asked for it anew")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator("h1 + *").filter(has_text="Dismissed")).to_be_visible()


def test_a_table_is_tried_out_and_imported(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """Unused headings, and rows that are refused with line, column and remedy."""
    report = given(centre, LOG.encode(), "log.csv")
    sign_in(page, site, account(Role.ANALYST), f"/intake/{report}/table")
    expect(
        page.get_by_role("region", name="Rows refused").get_by_role("row").nth(1)
    ).to_contain_text("words")
    expect(page.get_by_role("definition").filter(has_text="post")).to_be_visible()
    assert_accessible(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"intake-table-en-{width}")
    page.get_by_label("Heading for words").select_option("post")
    page.get_by_role("button", name="Try it out").click()
    expect(page.get_by_role("button", name="Import 1 row")).to_be_visible()
    page.get_by_label("Heading for words").select_option("text")
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Import 1 row").click()
    expect(page.get_by_text("1 row became a report.")).to_be_visible()
    assert newest("report").count() == 2


def test_an_original_is_saved_after_the_purpose_is_on_record(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """As a file of no type, in a sandbox, never inline."""
    report = given(centre, b"<script>alert(1)</script><p>Army shelled Hama.</p>", "page.html")
    sign_in(page, site, account(Role.DUTY_OFFICER), f"/intake/{report}/")
    page.get_by_text("Save the original").click()
    page.get_by_label("What for; it stands in the chain of custody").fill("to compare it")
    is_original = re.compile("/original$")
    with page.expect_response(is_original) as answer, page.expect_download():
        page.get_by_role("button", name="Save", exact=True).click()
    told = answer.value.headers
    assert told["content-type"] == "application/octet-stream"
    assert told["content-disposition"].startswith("attachment")
    assert told["content-security-policy"].startswith("sandbox")
    looks = CustodyEvent.objects.filter(action="read").values_list("details", flat=True)
    assert "to compare it" in [dict(one or {}).get("purpose") for one in looks]


def test_pictures_are_covered_until_somebody_uncovers_them(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """Nothing is fetched before; each look is on record."""
    import io

    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(made, "PNG")
    report = given(centre, made.getvalue(), "photo.png", "image/png")
    watched = Watched(page)
    sign_in(page, site, account(Role.DELEGATION_OFFICER, Side.B), f"/intake/{report}/")
    expect(page.get_by_text("Uncover picture 1")).to_be_visible()
    assert not [one for one in watched.requests if "/picture/" in one]
    page.get_by_text("Uncover picture 1").click()
    expect(page.get_by_role("img", name="Picture 1 of the report")).to_have_js_property(
        "complete", True
    )
    assert page.get_by_role("img", name="Picture 1").evaluate("one => one.naturalWidth") == 60
    assert watched.complaints == []
    assert_accessible(page)
