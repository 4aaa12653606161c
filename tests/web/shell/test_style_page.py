"""Every part of the pages, in each language, light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from trucewatch.domain.access import Role
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

KEPT = {("en", "light", 1280), ("ru", "dark", 1280), ("ar", "light", 1280), ("ar", "dark", 360)}
"""Pictures that are kept; all others were looked at when the style was made."""


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_every_part_is_accessible_and_fits(
    site: Site, page: Page, account: Callable[..., Account], language: str
) -> None:
    """In light and dark, on a telephone, a desk and a wall."""
    watched = Watched(page)
    sign_in(page, site, account(Role.DUTY_OFFICER, language=language), "/style")
    for theme in ("light", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert_fits(page)
            assert_accessible(page)
            if (language, theme, width) in KEPT:
                keep_picture(page, f"style-{language}-{theme}-{width}")
    assert watched.complaints == []
    assert_stays_home(watched.requests, site)
