from __future__ import annotations
from playwright.sync_api import Page, expect
from web_world import *
def test_draft(at_triage, world, page):
    w = Watched(page)
    page = at_triage("en")
    page.screenshot(path="/tmp/t1.png")
    page.keyboard.press("j"); page.keyboard.press("Enter")
    page.wait_for_url(f"**/{world[0]}/**")
    expect(page.locator("#item-title")).to_be_focused()
    page.screenshot(path="/tmp/t2.png")
    page.keyboard.press("m"); page.wait_for_timeout(500)
    page.screenshot(path="/tmp/t3.png")
    page.goto(page.url.split("/triage/")[0]+"/triage/bulk?do=incident.dismiss")
    page.screenshot(path="/tmp/t4.png")
    page.goto(page.url.split("/triage/")[0]+f"/triage/{world[0]}/")
    page.get_by_role("link", name="Correct").first.click(); page.wait_for_timeout(500)
    page.screenshot(path="/tmp/t5.png", full_page=True)
    print(w.complaints, page.url)
