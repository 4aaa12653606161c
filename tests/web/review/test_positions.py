"""Two heads sign in their own pages, with keys that stay there, and see both texts together."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import Page, expect

from position_world import CASE, CONFIRMS, HEADS, REJECTS, filed, open_case, signed, signer_of
from session_world import called, shown_case
from trucewatch.data.centre_rules_files import packaged_text
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.position import Said
from trucewatch.ledger.note import sign_note
from trucewatch.ledger.statement_note import sign_statement
from trucewatch.mirror.statement_files import prepared, read_signed, write_signed
from trucewatch.service.centre import Centre
from trucewatch.service.notes import write
from trucewatch.service.review.lost_keys import report_lost
from trucewatch.service.review.position_drafts import comment, draft
from trucewatch.service.review.positions import SignedPosition, file
from trucewatch.service.review.rounds import round_for
from trucewatch.service.review.side_channel import speak
from trucewatch.service.review.statement_keys import current, proof_of
from trucewatch.service.verb import Change, perform
from trucewatch.storage.people.models import Account
from web_world import (
    Site,
    Watched,
    assert_accessible,
    assert_fits,
    assert_stays_home,
    give_app,
    keep_picture,
    prove_again,
    sign_in,
)

A, B = Side.A, Side.B
POSITIONS = f"/review/case/{CASE}/positions"
Admit = Callable[..., Account]


def key_file(place: Path, side: Side, *, pem: bool = False) -> Path:
    """The private key of a side as its officer has it: digits, or what OpenSSL writes."""
    private, path = signer_of(side).private, place / f"{side}.key"
    if pem:
        text = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    else:
        text = f"{private.private_bytes_raw().hex()}\n".encode()
    path.write_bytes(text)
    return path


def hearing(centre: Centre) -> None:
    """A case that hears positions for five days from now."""
    due = (centre.clock() + dt.timedelta(days=5)).replace(microsecond=0)
    open_case(centre, positions_due=due)


def drafted(centre: Centre, account: Account, said: Said) -> Person:
    """The delegation has a draft, and a remark on it."""
    person = account.person()
    round_ = round_for(person, CASE)
    draft(centre, person, round_, said, follows=0)
    comment(centre, person, round_, "Too soft for the minister.", version=1)
    return person


def head(page: Page, site: Site, account: Account, path: str) -> None:
    """A head of delegation signs in, proves themselves once more and goes to a page."""
    sign_in(page, site, account)
    prove_again(page, site, give_app(account), path)


def test_a_head_signs_in_the_page_and_the_key_is_not_sent(
    centre: Centre, site: Site, page: Page, account: Admit, tmp_path: Path
) -> None:
    """The other side has filed; both texts stand side by side at once."""
    hearing(centre)
    one = account(Role.DELEGATION_HEAD, A)
    drafted(centre, one, REJECTS)
    watched = Watched(page)
    sent: list[bytes] = []
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    head(page, site, one, f"{POSITIONS}/file")
    private = key_file(tmp_path, A)
    page.get_by_label("Private key of your delegation").set_input_files(private)
    page.get_by_role("button", name="Sign and file").click()
    expect(page.get_by_role("status").first).to_contain_text("Your position is filed")
    assert not [one for one in sent if private.read_bytes().strip() in one]
    assert_stays_home(watched.requests, site)
    assert watched.complaints == []
    round_ = round_for(one.person(), CASE)
    assert round_.newest(A) is not None


def test_both_texts_stand_side_by_side_for_the_other_side_too(
    centre: Centre, site: Site, page: Page, account: Admit, tmp_path: Path
) -> None:
    """B signs with the file that OpenSSL writes; A had filed; what A sees is what B sees."""
    hearing(centre)
    filed(centre, A, REJECTS)
    one = account(Role.DELEGATION_HEAD, B)
    drafted(centre, one, CONFIRMS)
    head(page, site, one, POSITIONS)
    expect(page.get_by_role("region", name="Delegation A")).not_to_contain_text("guns")
    expect(page.get_by_role("region", name="Delegation A")).to_contain_text("Filed:")
    page.get_by_role("link", name="Sign and file").click()
    page.get_by_label("Private key of your delegation").set_input_files(
        key_file(tmp_path, B, pem=True)
    )
    page.get_by_role("button", name="Sign and file").click()
    expect(page.get_by_role("region", name="Delegation A")).to_contain_text(REJECTS.text)
    expect(page.get_by_role("region", name="Delegation B")).to_contain_text(CONFIRMS.text)
    assert_accessible(page)
    assert_fits(page)
    keep_picture(page, "positions-en-1280")


@pytest.mark.parametrize("wrong", ["another", "sealed"])
def test_a_key_that_is_not_the_sides_is_told_and_nothing_is_filed(
    centre: Centre, site: Site, page: Page, account: Admit, tmp_path: Path, wrong: str
) -> None:
    """The other side's key; and a file under a passphrase, which a page cannot open."""
    hearing(centre)
    one = account(Role.DELEGATION_HEAD, A)
    drafted(centre, one, REJECTS)
    head(page, site, one, f"{POSITIONS}/file")
    path = key_file(tmp_path, B)
    if wrong == "sealed":
        path.write_text("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "ascii")
    page.get_by_label("Private key of your delegation").set_input_files(path)
    page.get_by_role("button", name="Sign and file").click()
    told = "does not belong" if wrong == "another" else "no key that a page can open"
    expect(page.locator("#sign-problem")).to_contain_text(told)
    assert round_for(one.person(), CASE).newest(A) is None


def test_in_the_mode_of_kept_texts_the_text_never_leaves_the_page(
    centre: Centre, site: Site, page: Page, account: Admit, tmp_path: Path
) -> None:
    """The note is sent, and a file is given that opens it; later that file is handed over."""
    text = packaged_text().replace("position_mode: sealed_here", "position_mode: kept_by_side")
    change = Change(kind="rules", subject="centre-rules", document={"text": text})
    perform(centre, HEADS[A], "rules.sign", change, key="rules")
    hearing(centre)
    one = account(Role.DELEGATION_HEAD, A)
    sent: list[bytes] = []
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    head(page, site, one, f"{POSITIONS}/file")
    page.get_by_role("radio", name="Rejects").check()
    page.get_by_label("Grounds").fill("Our guns stood\nin their park.")
    page.get_by_label("Private key of your delegation").set_input_files(key_file(tmp_path, A))
    with page.expect_download() as kept:
        page.get_by_role("button", name="Sign and file").click()
    expect(page.get_by_role("status").first).to_contain_text("Your position is filed")
    assert not [one for one in sent if b"guns" in one]
    note, opened = read_signed(Path(kept.value.path()).read_bytes())
    newest = round_for(one.person(), CASE).newest(A)
    assert newest is not None
    assert (newest.position.note, newest.position.sealed) == (note, None)
    assert opened.text == "Our guns stood\nin their park."
    given = SignedPosition(signed(B, CONFIRMS).note)
    file(centre, HEADS[B], CASE, given, key="b")
    page.goto(f"{site.address}{POSITIONS}/file")
    page.get_by_label("The file that you kept").set_input_files(kept.value.path())
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_role("region", name="Delegation A")).to_contain_text("handed over")


def test_a_position_signed_elsewhere_is_handed_in_as_a_file(
    centre: Centre, site: Site, page: Page, account: Admit, tmp_path: Path
) -> None:
    """The way for those who trust no page to show what it signs."""
    hearing(centre)
    one = account(Role.DELEGATION_HEAD, A)
    drafted(centre, one, REJECTS)
    head(page, site, one, f"{POSITIONS}/file")
    with page.expect_download() as taken:
        page.get_by_role("link", name="position.json").click()
    path = tmp_path / "position.json"
    path.write_bytes(Path(taken.value.path()).read_bytes())
    found = prepared(path)
    note = sign_statement(found.statement, signer_of(A))
    kept = write_signed(path, found, note)[1]
    page.get_by_label("Signed position").set_input_files(kept)
    page.get_by_role("button", name="File it").click()
    expect(page.get_by_role("status").first).to_contain_text("Your position is filed")
    newest = round_for(one.person(), CASE).newest(A)
    assert newest is not None
    assert newest.position.note.encode() == note


def test_the_draft_is_written_with_the_keyboard_alone(
    centre: Centre, site: Site, page: Page, account: Admit
) -> None:
    """Choose, write, keep; the colleague's comment stands below."""
    hearing(centre)
    one = account(Role.DELEGATION_OFFICER, A)
    sign_in(page, site, one, f"{POSITIONS}/draft")
    page.get_by_role("radio", name="Confirms the event and").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("The launcher was theirs.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Version 1 of the draft is kept")
    expect(page.get_by_role("article")).to_contain_text("Confirms the event, disputes the party")
    page.get_by_label("Comment for your delegation").fill("Name the launcher.")
    page.get_by_role("button", name="Comment").click()
    expect(page.get_by_role("article")).to_contain_text("Name the launcher.")


def test_a_draft_without_grounds_is_told_what_it_lacks(
    centre: Centre, site: Site, page: Page, account: Admit
) -> None:
    """And what was typed is still there."""
    hearing(centre)
    sign_in(page, site, account(Role.DELEGATION_OFFICER, A), f"{POSITIONS}/draft")
    page.get_by_role("radio", name="Rejects").check()
    page.get_by_role("button", name="Keep as the next version").click()
    expect(page.get_by_role("alert").first).to_contain_text("gives its grounds")
    expect(page.get_by_role("radio", name="Rejects")).to_be_checked()


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_pages_are_for_everybody(
    centre: Centre, site: Site, page: Page, account: Admit, language: str
) -> None:
    """In three languages, one of them from the right; no fault that axe finds; at 360 px too."""
    hearing(centre)
    filed(centre, B, CONFIRMS)
    one = account(Role.DELEGATION_HEAD, A, language)
    drafted(centre, one, REJECTS)
    head(page, site, one, POSITIONS)
    for name, path in (
        ("round", POSITIONS),
        ("draft", f"{POSITIONS}/draft"),
        ("file", f"{POSITIONS}/file"),
        ("keys", "/review/keys"),
    ):
        page.goto(f"{site.address}{path}")
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert_fits(page)
        assert_accessible(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        keep_picture(page, f"positions-{name}-{language}-1280")


def test_the_facilitator_and_the_public_have_no_draft_page(
    centre: Centre, site: Site, page: Page, account: Admit
) -> None:
    """For them there is no such page, whether there is a draft or not."""
    hearing(centre)
    sign_in(page, site, account(Role.FACILITATOR), POSITIONS)
    for path in ("draft", "file", "unsigned"):
        answer = page.goto(f"{site.address}{POSITIONS}/{path}")
        assert answer is not None
        assert answer.status == 404


def test_the_head_sets_the_key_of_the_side(
    centre: Centre, site: Site, page: Page, account: Admit, tmp_path: Path
) -> None:
    """With a signature by it, made in the page; the other side sees it with its fingerprint."""
    one = account(Role.DELEGATION_HEAD, A)
    head(page, site, one, "/review/keys")
    page.get_by_label("Public key").fill(str(signer_of(A).key))
    page.get_by_role("button", name="Go on to the proof").click()
    page.get_by_label("Private key that is set").set_input_files(key_file(tmp_path, A))
    page.get_by_role("button", name="Sign and set the key").click()
    expect(page.get_by_role("status").first).to_contain_text("The key is set")
    expect(page.locator("main")).to_contain_text(str(signer_of(A).key))
    del centre


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_key_before_signs_that_it_hands_over(
    centre: Centre, site: Site, page: Page, account: Admit, tmp_path: Path, language: str
) -> None:
    """Both files stay in the page, which is for everybody and fits a telephone."""
    hearing(centre)
    one, new = account(Role.DELEGATION_HEAD, A, language), signer_of(A, "next")
    head(page, site, one, "/review/keys")
    page.goto(f"{site.address}/review/keys?vkey={quote(str(new.key))}")
    assert_accessible(page)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    (tmp_path / "new.key").write_text(new.private.private_bytes_raw().hex())
    page.locator("#to-sign-new").set_input_files(tmp_path / "new.key")
    page.locator("#to-sign-old").set_input_files(key_file(tmp_path, A, pem=True))
    page.locator("form.sign-here button").first.click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert current("a") == new.key


def test_a_lost_key_is_confirmed_by_the_facilitator(
    centre: Centre, site: Site, page: Page, account: Admit
) -> None:
    """On the same page, where both stand; only then does the new one hold."""
    hearing(centre)
    new = signer_of(A, "next")
    text = proof_of(centre, "a", str(new.key), lost=True).text
    proofs = [sign_note(text, [new]).decode()]
    report_lost(centre, HEADS[A], str(new.key), "The safe burnt.", key="lost", proofs=proofs)
    one = account(Role.FACILITATOR)
    head(page, site, one, "/review/keys")
    expect(page.locator("main")).to_contain_text("The safe burnt.")
    assert_accessible(page)
    page.get_by_role("button", name="Confirm that the key is lost").click()
    expect(page.get_by_role("status").first).to_contain_text("Confirmed")
    assert current("a") == new.key


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_delegation_reads_and_takes_what_it_alone_sees(
    centre: Centre, site: Site, page: Page, account: Admit, language: str
) -> None:
    """After one more proof; its talks, drafts and notes on one page, the same as a file."""
    hearing(centre)
    one = account(Role.DELEGATION_HEAD, A, language)
    drafted(centre, one, REJECTS)
    filed(centre, A, REJECTS)
    shown_case(centre, "case-2")
    speak(centre, HEADS[A], called(centre), "Do not accept line 2.", key="k")
    write(HEADS[A], CASE, "Ask the field team first.", centre.clock())
    head(page, site, one, "/review/own-papers")
    for told in (REJECTS.text, "Too soft", "Do not accept line 2.", "Ask the field team first."):
        expect(page.locator("main").get_by_text(told.split("\n")[0]).first).to_be_visible()
    assert_accessible(page)
    keep_picture(page, f"own-papers-{language}-1280")
    page.set_viewport_size({"width": 390, "height": 844})
    assert_fits(page)
    keep_picture(page, f"own-papers-{language}-390")
    with page.expect_download() as taken:
        page.locator("a[href$='/own-papers.json']").click()
    told = json.loads(taken.value.path().read_text("utf-8"))
    assert told["format"] == "trucewatch/own-papers/v1"
    assert told["rounds"][0]["drafts"][0]["said"]["text"] == REJECTS.text
