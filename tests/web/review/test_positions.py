"""Two heads sign in their own pages, with keys that stay there, and see both texts together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import Browser, Page, expect

from position_world import CASE, CONFIRMS, REJECTS, open_case, signer_of
from trucewatch.data.centre_rules_files import packaged_text
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.case import CaseState
from trucewatch.domain.position import Said
from trucewatch.service.centre import Centre
from trucewatch.service.review.position_drafts import comment, draft
from trucewatch.service.review.rounds import round_for
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
