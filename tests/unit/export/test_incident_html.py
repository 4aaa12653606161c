"""The page of incidents shows every account in its own words and hides no denial."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

import pytest

import examples
import incident_examples as made
from trucewatch.domain.decision import (
    Decision,
    DecisionFate,
    DecisionKind,
    DecisionState,
    Overriding,
    Side,
)
from trucewatch.domain.fusion import Fusion
from trucewatch.domain.identity import Alias
from trucewatch.domain.lineage import Edge, Taking
from trucewatch.domain.link import Likeness
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Mention
from trucewatch.export.incident_html import incident_page
from trucewatch.export.incident_wording import Wording

HOSTILE = '"><script>alert(1)</script><img src="https://spy.example/x">'


def page(
    fusion: Fusion | None = None, readings: Sequence[Reading] = made.READINGS, lang: str = "en"
) -> str:
    """The example as a page."""
    say = Wording(lang, made.SAY.actor_name, made.SAY.place_name)
    return incident_page(fusion or made.fusion(), readings, say).decode()


def section(heading: str, html: str) -> str:
    """What stands below a heading, up to the next one of its kind."""
    level = re.search(rf"<h(\d)[^>]*>{heading}</h\d>", html)
    assert level, heading
    after = html[level.end() :]
    return re.split(f"<h{level[1]}", after, maxsplit=1)[0]


def test_every_account_stands_in_its_own_words_with_its_report() -> None:
    """Five accounts, five rows, each with what its report is called."""
    rows = section("Accounts side by side", page()).split("<tr")[2:]
    assert len(rows) == 5
    assert all("killing two to four people" in row for row in rows)
    outlets = ("Ford Gazette", "Herald", "Tribune", "Courier", "A leaflet")
    assert all(outlet in row for outlet, row in zip(outlets, rows, strict=True))


def test_a_denial_stands_beside_the_accusations() -> None:
    """It is a row like the others, and a word says that it denies."""
    rows = section("Accounts side by side", page()).split("<tr")[2:]
    [denial] = [row for row in rows if ">denies<" in row]
    assert "Northern State" in denial
    assert "Tribune" in denial


def test_what_agrees_has_its_value_and_who_says_it() -> None:
    """And who says nothing of it."""
    told = section("What agrees", page())
    assert "within 25 km" not in told
    assert "Ford" in told
    assert ">2–4<" in told
    assert "told by: River Front" in told


def test_what_differs_stands_side_by_side() -> None:
    """Neither version is put before the other as the true one."""
    told = section("What differs", page())
    assert told.count('class="version"') == 2
    assert "Northern State" in told
    assert "Hill Militia" in told


def test_what_nobody_tells_is_named() -> None:
    """Unknown is a value."""
    assert "Told by nobody</b>: said to have suffered it" in page()


def test_links_tell_their_reasons_in_words() -> None:
    """Each with its weight, for and against."""
    told = section("Why these accounts are taken for one happening", page())
    assert "place: the same (+30)" in told
    assert "killed: told by one alone (-6)" in told


def test_a_near_miss_leads_to_its_incident() -> None:
    """And says that the other one is not on the page."""
    told = section("Nearly taken for one happening", page())
    assert f'href="#i-{examples.INCIDENT.id}"' in told
    assert "not on this page" in told
    assert "time: a day apart (-25)" in told


def test_people_harmed_are_told_without_a_mean() -> None:
    """Lowest and highest, and why there is no best figure."""
    told = section("People harmed", page())
    assert "nobody tells an exact figure" in told
    assert "<div>2</div>" in told
    assert "<div>4</div>" in told


def test_what_speaks_for_it_names_its_accounts() -> None:
    """Each finding of a rule with what it rests on."""
    told = section("What speaks for it and against it", page())
    assert "It rests on one origin: River Front." in told
    assert "Denied by whoever is accused: Northern State." in told


def test_copies_are_folded_and_none_is_lost() -> None:
    """Twelve that tell the same stand in a list below the first, each in its words."""
    readings = [made.report(made.told(chr(0x4E00 + n)), f"Outlet {n}", 3) for n in range(14)]
    ids = [one.statements[0].id for one in readings]
    edges = (
        Edge(taken=one, origin=ids[0], how=Taking.COPIED, evidence=str(n))
        for n, one in enumerate(ids[1:])
    )
    line = dataclasses.replace(
        made.LINEAGE,
        edges=tuple(edges),
        origins=tuple((one, "river-front") for one in ids),
        untold=(),
    )
    incident = dataclasses.replace(examples.INCIDENT, statements=tuple(ids))
    one = made.fused(incident=incident, denials=(), lineage=line)
    html = page(Fusion(incidents=(one,), near_misses=()), readings)
    assert "Copies that tell the same: 12" in html
    assert html.count("<blockquote") == 14


def test_hostile_text_stays_text() -> None:
    """In names, words, titles and ids alike."""
    said = made.told("a", agents=(Mention(HOSTILE, None, HOSTILE),))
    forged = made.report(said, HOSTILE, 3, title=HOSTILE)
    one = made.fused(incident=dataclasses.replace(made.fused().incident, id=HOSTILE))
    html = page(Fusion(incidents=(one,), near_misses=()), (forged, *made.READINGS[1:]))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_the_page_asks_for_nothing() -> None:
    """No script, no address, and a policy that allows none."""
    html = page()
    assert "default-src &#x27;none&#x27;" in html
    assert "<script" not in html
    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    assert "url(" not in html


def test_every_link_leads_to_one_place_of_the_page() -> None:
    """And no two elements have one name."""
    html = page()
    names = Counter(re.findall(r'\bid="([^"]+)"', html))
    assert set(names.values()) == {1}
    assert set(re.findall(r'href="#([^"]+)"', html)) <= names.keys()


@pytest.mark.parametrize(("lang", "direction"), [("en", ""), ("ru", ""), ("ar", ' dir="rtl"')])
def test_the_page_speaks_one_language_in_its_direction(lang: str, direction: str) -> None:
    """Words of reports keep theirs."""
    html = page(lang=lang)
    assert f'<html lang="{lang}"{direction}>' in html
    assert '<blockquote lang="en" dir="ltr">' in html


@pytest.mark.parametrize("lang", ["ru", "ar"])
def test_no_english_is_left_in_another_language(lang: str) -> None:
    """Beside names, exact words, and the clock of a time."""
    html = page(lang=lang)
    for tag in ("blockquote", "q", "style", "cite", "title", "h1"):
        html = re.sub(rf"<{tag}\b.*?</{tag}>", " ", html, flags=re.DOTALL)
    left = set(re.findall(r"\b[a-z]{4,}\b", re.sub(r"<[^>]*>|A leaflet", " ", html)))
    assert left == set()


def test_what_people_decided_stands_with_its_reason_and_its_fate() -> None:
    """Who joined two accounts that the comparison would have kept apart, when, and why."""
    sides = (Side(statements=(made.A,)), Side(statements=(made.E,)))
    at = dt.datetime(2016, 5, 6, 12, tzinfo=dt.UTC)
    one = Decision(
        id="d1",
        kind=DecisionKind.MERGE,
        by="Duty officer",
        at=at,
        reason="one night",
        sides=sides,
    )
    link = dataclasses.replace(made.LINK, likenesses=(Likeness("time", "a_day_off", -25),))
    over = Overriding(
        decision=one.id, kind=one.kind, by=one.by, at=at, reason=one.reason, link=link
    )
    fate = DecisionFate(decision=one, state=DecisionState.STANDING)
    fusion = dataclasses.replace(made.fusion(), decisions=(fate,), overridings=(over,))
    told = section("Decided by people", page(fusion))
    assert "Duty officer, 6 May 2016 12:00 UTC" in told
    assert "one night" in told
    assert "stands" in told
    assert "By comparison alone it would be otherwise: -25" in told


def test_earlier_names_of_an_incident_are_told() -> None:
    """Whoever noted the old one finds it again."""
    one = made.fused(aliases=(Alias(id="f00d", statements=(made.A,)),), split_from="beef")
    html = page(Fusion(incidents=(one,), near_misses=()))
    assert '<dt>was called</dt><dd dir="auto">f00d</dd>' in html
    assert '<dt>split from</dt><dd dir="auto">beef</dd>' in html


def test_no_incident_is_said() -> None:
    """An empty page would leave its reader waiting."""
    assert "No incident found." in page(Fusion(incidents=(), near_misses=()), ())


def test_a_lone_report_has_no_picture() -> None:
    """There is nothing to see; whose word it is stands there in words."""
    alone = made.fused(
        incident=dataclasses.replace(examples.INCIDENT, statements=(made.A,)),
        denials=(),
        links=(),
        lineage=dataclasses.replace(
            made.LINEAGE, edges=(), origins=((made.A, "river-front"),), untold=()
        ),
    )
    html = page(Fusion(incidents=(alone,), near_misses=()), made.READINGS[:1])
    assert 'role="img"' not in html
    assert "One report alone" in html
