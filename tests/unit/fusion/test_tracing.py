"""Each edge of a lineage shows its signs, and says where its direction cannot be told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.domain.lineage import Lineage, Order, Sharing, Taking, Voice
from trucewatch.fusion.account import Account
from trucewatch.fusion.known import Known, OddSpelling, OwnBulletin
from trucewatch.fusion.lineage import lineage
from trucewatch.fusion.shingles import bag, shingles
from unit.fusion.accounts import NIGHT, Bodies, account

DAY = NIGHT.date()
OUTLETS = frozenset({"gazette", "herald", "courier", "wire"})
STORY = "Shells fell on the ford before dawn and five people were killed near the old mill there"
OFFICIAL = Voice(name="senior official", actor=None, unnamed=True)


def said(name: str, source: str, words: str = STORY, **more: Any) -> Account:
    """An account whose report is its own sentence, naming nobody unless `more` says whom."""
    values = {
        "origin": None,
        "named": (),
        "figures": (),
        "text": shingles(words),
        "said": shingles(words),
        "bag": bag(words),
        **more,
    }
    return account(name, source=source, **values)


def by(*voices: Voice) -> dict[str, Any]:
    """The chain of an account, nearest to the act first."""
    named = tuple(voice.actor or voice.name for voice in voices)
    return {"origin": named[0], "named": named, "voices": voices}


def named(who: str) -> dict[str, Any]:
    """An account of one voice with a name."""
    return by(Voice(name=who, actor=None))


def drawn(*accounts: Account, known: Known | None = None) -> Lineage:
    """The lineage of these."""
    return lineage(accounts, OUTLETS, known or Known())


def words(seed: str) -> str:
    """Twenty words that nobody else uses."""
    return " ".join(f"{seed}{number}" for number in range(20))


def bulletin(text: str) -> OwnBulletin:
    """Number seven of the centre."""
    return OwnBulletin("no-7.txt", shingles(text), bag(text))


def test_an_earlier_report_is_the_one_that_was_copied() -> None:
    """The day tells which of two was first, whatever their ids."""
    late = said("a", "herald", arrived=DAY + dt.timedelta(days=1))
    [edge] = drawn(late, said("b", "gazette")).edges
    assert (edge.taken, edge.origin, edge.order) == ("a", "b", Order.EARLIER)


def test_of_one_day_the_direction_is_left_open() -> None:
    """The edge is drawn and says that it may run the other way."""
    [edge] = drawn(said("a", "gazette"), said("b", "herald")).edges
    assert edge.order is Order.SAME_DAY


def test_a_report_without_a_date_leaves_the_direction_open() -> None:
    """No day is made up for it."""
    [edge] = drawn(said("a", "gazette"), said("b", "herald", arrived=None)).edges
    assert edge.order is Order.UNDATED


def test_an_edge_lists_all_its_signs() -> None:
    """The plainest first: named, copied, the same figures."""
    five = (("killed", 5),)
    first = said("a", "gazette", figures=five)
    taken = said("b", "herald", figures=five, **named("gazette"))
    [edge] = drawn(first, taken).edges
    assert [sign.how for sign in edge.signs] == [
        Taking.NAMED,
        Taking.COPIED,
        Taking.QUOTED,
        Taking.SAME_FIGURES,
    ]
    assert edge.signs[0].facts == {"named": "gazette"}


def test_a_sentence_taken_out_of_a_long_report_is_a_quotation() -> None:
    """The reports as a whole have little in common."""
    longer = said("a", "gazette", text=shingles(f"{words('x')} {STORY} {words('y')} {words('z')}"))
    taken = said("b", "herald", text=shingles(f"{words('k')} {STORY} {words('l')} {words('m')}"))
    [edge] = drawn(longer, taken).edges
    assert edge.how is Taking.QUOTED


def test_a_slip_that_two_reports_share_ties_them() -> None:
    """The edge names the slip and what was meant."""
    slip = frozenset({OddSpelling("t:ford", "Frod")})
    known = Known(spellings={"a": slip, "b": slip})
    [edge] = drawn(said("a", "gazette"), said("b", "herald", words("b")), known=known).edges
    assert edge.how is Taking.SAME_SPELLING
    assert edge.signs[0].facts == {"spelling": "Frod", "name": "t:ford"}


def test_a_translation_has_the_origin_of_its_original() -> None:
    """No word in common, but all numbers and names."""
    known = Known(twins={("a.txt", "b.txt"): "17, 06:20, Ford"})
    taken = said("b", "herald", words("слово"), language="ru")
    found = drawn(said("a", "gazette", **named("nurse")), taken, known=known)
    assert dict(found.origins)["b"] == "nurse"
    assert found.edges[0].how is Taking.TRANSLATED


def test_statements_of_one_report_are_not_taken_from_one_another() -> None:
    """They share its words because they stand in it."""
    assert drawn(said("a", "gazette"), said("b", "gazette", report="a.txt")).edges == ()


def test_two_that_name_one_outlet_have_one_origin() -> None:
    """Nobody has the outlet's own report; neither took it from the other."""
    wire = Voice(name="wire", actor=None)
    first = said("a", "gazette", words("a"), **by(OFFICIAL, wire))
    second = said("b", "herald", words("b"), **by(wire))
    found = drawn(first, second)
    assert found.independent == found.at_most == 1
    assert found.edges[0].order is Order.COMMON


def test_the_chain_outlet_newspaper_official_is_one_origin() -> None:
    """Each knows it from the next."""
    paper = Voice(name="courier", actor=None)
    first = said("a", "courier", words("a"), **by(OFFICIAL))
    second = said("b", "herald", words("b"), **by(OFFICIAL, paper))
    third = said("c", "gazette", words("c"), **by(Voice(name="herald", actor=None), paper))
    found = drawn(first, second, third)
    assert found.independent == found.at_most == 1
    assert [root.through for root in found.roots] == ["courier"]


def test_unnamed_officials_of_two_chains_may_be_one() -> None:
    """They are counted once for sure, twice at most, and it says so."""
    first = said("a", "gazette", words("a"), **by(OFFICIAL))
    second = said("b", "herald", words("b"), **by(OFFICIAL))
    found = drawn(first, second)
    assert (found.independent, found.at_most) == (1, 2)
    assert found.groups[0].why is Sharing.MAY_BE_ONE


def test_an_unnamed_official_of_a_body_counts_with_the_body() -> None:
    """A northern official and the northern ministry speak for one side."""
    official = Voice(name="northern official", actor=None, unnamed=True)
    first = said("a", "gazette", words("a"), **by(official))
    second = said("b", "herald", words("b"), **named("north-ministry"))
    found = drawn(first, second, known=Known(groups=Bodies()))
    assert found.independent == 1
    assert found.groups[0].id == "north"


def test_a_copy_that_names_another_witness_is_still_a_copy() -> None:
    """Otherwise anybody could add witnesses by changing a name."""
    first = said("a", "gazette", f"{STORY}, a nurse said", **named("nurse"))
    other = said("b", "herald", f"{STORY}, a driver said", **named("driver"))
    found = drawn(first, other)
    assert found.independent == 1
    assert found.edges[0].signs[0].facts["here"] == "driver"


def test_a_report_that_adds_a_witness_to_a_copied_one_adds_an_origin() -> None:
    """The new sentence does not stand in the original."""
    first = said("a", "gazette", **named("nurse"))
    new = "At noon a lorry driver counted three craters by the bridge"
    update = said(
        "b",
        "herald",
        text=shingles(f"{STORY}. {new}"),
        said=shingles(new),
        bag=bag(new),
        **named("driver"),
    )
    assert drawn(first, update).independent == 2


def test_an_outlet_and_its_owner_count_once() -> None:
    """State media and ministry are of one group."""
    first = said("a", "north-radio", words("a"), **named("north-ministry"))
    second = said("b", "north-press", words("b"))
    known = Known(groups=Bodies())
    assert lineage((first, second), frozenset(), known).independent == 1


def test_the_bulletin_coming_back_adds_no_origin() -> None:
    """Its sentence stands in what the centre published."""
    own = (bulletin(f"{words('q')} {STORY}"),)
    found = drawn(said("a", "gazette"), known=Known(own=own))
    assert found.independent == 0
    assert found.came_back[0].how is Taking.QUOTED
    assert found.came_back[0].facts["bulletin"] == "no-7.txt"


def test_whoever_names_the_centre_adds_no_origin() -> None:
    """Whatever stands between."""
    centre = Voice(name="the centre", actor="joint-centre")
    army = Voice(name="north-army", actor="north-army")
    taken = said("a", "gazette", words("a"), **by(army, centre))
    found = drawn(taken, known=Known(own_names=frozenset({"joint-centre"})))
    assert (found.independent, found.came_back[0].how) == (0, Taking.NAMED)


def test_what_was_taken_from_a_bulletin_that_came_back_came_back_too() -> None:
    """A rewriting of the copy in other words is no news either."""
    own = (bulletin(STORY),)
    second = said("b", "herald", words("b"), **named("gazette"))
    found = drawn(said("a", "gazette"), second, known=Known(own=own))
    assert [one.statement for one in found.came_back] == ["a", "b"]


def test_news_beside_a_copied_bulletin_stays_news() -> None:
    """The report copies the bulletin and has a witness of its own."""
    own = (bulletin(STORY),)
    new = "At noon a lorry driver counted three craters by the bridge"
    fresh = said(
        "a", "gazette", text=shingles(f"{STORY}. {new}"), said=shingles(new), **named("driver")
    )
    assert drawn(fresh, known=Known(own=own)).independent == 1


def test_the_chain_of_a_circle_is_shown() -> None:
    """Which statement of which outlet quotes whom."""
    first = said("a", "gazette", words("a"), **named("herald"))
    second = said("b", "herald", words("b"), arrived=DAY + dt.timedelta(days=1), **named("gazette"))
    steps = [(one.statement, one.outlet, one.quoted) for one in drawn(first, second).quotes]
    assert steps == [("a", "gazette", "herald"), ("b", "herald", "gazette")]


def test_outlets_that_quote_each_other_on_two_witnesses_are_no_circle() -> None:
    """Each has one story from the other."""
    nurse, driver = Voice(name="nurse", actor=None), Voice(name="driver", actor=None)
    gazette, herald = Voice(name="gazette", actor=None), Voice(name="herald", actor=None)
    told = (
        said("a", "gazette", words("a"), **by(nurse)),
        said("b", "herald", words("a"), **by(nurse, gazette)),
        said("c", "herald", words("c"), **by(driver)),
        said("d", "gazette", words("c"), **by(driver, herald)),
    )
    assert drawn(*told).circles == ()


def test_without_an_outlet_what_it_alone_brought_is_lost() -> None:
    """The effect of removing a source, with the statements that fall."""
    first = said("a", "gazette", words("a"), **named("nurse"))
    copy = said("b", "herald", words("a"))
    other = said("c", "courier", words("c"), **named("driver"))
    without = {one.source: one for one in drawn(first, copy, other).without}
    assert without["gazette"].independent == 1
    assert without["gazette"].statements == ("a", "b")
    assert "herald" not in without


def test_what_two_outlets_have_from_one_witness_survives_either() -> None:
    """Only without the witness it is lost."""
    first = said("a", "gazette", words("a"), **named("nurse"))
    second = said("b", "herald", words("b"), **named("nurse"))
    assert [one.source for one in drawn(first, second).without] == ["nurse"]


def test_what_only_describes_a_voice_is_nobody_to_leave_out() -> None:
    """Without this official, not without every official there is."""
    found = drawn(said("a", "gazette", words("a"), **by(OFFICIAL)))
    assert [one.source for one in found.without] == ["gazette", "senior official (gazette)"]


SOME = (
    said("a", "gazette", words("a"), **named("nurse")),
    said("b", "herald", words("a")),
    said("c", "courier", words("c"), **by(OFFICIAL)),
    said("d", "wire", words("d"), **by(OFFICIAL)),
    said("e", "herald", words("e"), arrived=None, **named("gazette")),
)


@settings(max_examples=40, deadline=None)
@given(st.permutations(SOME))
def test_the_order_in_which_accounts_are_given_changes_nothing(order: list[Account]) -> None:
    """Edges, origins, groups and what hangs on whom."""
    assert drawn(*order) == drawn(*SOME)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(SOME) - 1), st.sampled_from(sorted(OUTLETS)))
def test_one_more_copy_adds_no_origin(which: int, outlet: str) -> None:
    """Whatever is copied, by whom soever, naming nobody."""
    copied = SOME[which]
    copy = said("z", outlet, text=copied.text, said=copied.said, bag=copied.bag)
    assert drawn(*SOME, copy).independent <= drawn(*SOME).independent


def test_a_flood_of_copies_with_made_up_witnesses_adds_at_most_one() -> None:
    """A thousand accounts, each with a witness of its own."""
    first = said("a", "gazette", **named("nurse"))
    flood = [said(f"b{n:04}", f"account-{n % 50}", **named(f"witness {n}")) for n in range(1_000)]
    outlets = OUTLETS | {one.source for one in flood if one.source}
    assert lineage((first, *flood), frozenset(outlets)).independent <= 2
