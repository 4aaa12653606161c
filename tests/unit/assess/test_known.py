"""Terms as they could have been known: nothing of the future shows."""

from __future__ import annotations

from truce_nest import FORD, MILL, WIDE, changed, on
from truce_world import CITED, clause, instant, member, moment, truce, zone
from trucewatch.assess.known import as_known
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.membership import MembershipStatus
from trucewatch.domain.moment import TimeFact, Window
from trucewatch.domain.zone import ControlArea, Zone

TENTH = instant(10)


def known(terms: Agreement, day: int = 10) -> Agreement:
    """Terms as known on a day of March, which somebody could have known of."""
    found = as_known(terms, instant(day))
    assert found is not None
    return found


def test_knowing_everything_changes_nothing() -> None:
    """None is no date, so nothing is left out."""
    assert as_known(FORD, None) is FORD


def test_terms_not_announced_are_not_known() -> None:
    """Those that nobody announced are known from their effect on."""
    assert as_known(FORD, instant(5)) is None
    assert as_known(MILL, instant(8)) is None
    assert as_known(MILL, instant(9)) is not None


def test_amendments_told_later_are_left_out() -> None:
    """Told on the 7th and on the 12th."""
    assert [one.id for one in known(FORD).amendments] == ["first"]


def test_an_account_told_later_is_left_out() -> None:
    """But the last account of a start stays, since terms have one."""
    starts = moment(instant(1)), moment(instant(2), known_from=instant(20))
    window = Window(starts=starts, ends=(moment(instant(30), known_from=instant(20)),))
    assert known(truce(window=window)).window == Window(starts=starts[:1])
    late = Window(starts=starts[1:])
    assert known(truce(window=late)).window == late


def test_accounts_that_alone_cannot_be_true_stay_whole() -> None:
    """An end before the start, with the later end told later, is no window by itself."""
    ends = moment(instant(1, month=2)), moment(instant(30), known_from=instant(20))
    window = Window(starts=(moment(instant(1)),), ends=ends)
    assert known(truce(window=window)).window == window


def test_a_declaration_yet_to_be_made_is_not_known() -> None:
    """What the text itself says of a time to come is."""
    later, text = MembershipStatus.WITHDRAWN, MembershipStatus.BOUND_BY_TEXT
    members = (
        member("north", "northern"),
        member("south", "southern", start=instant(20)),
        member("front", "southern", later, start=instant(20)),
        member("farland", "southern", text, start=instant(20)),
    )
    found = known(truce(memberships=members)).memberships
    assert [one.actor for one in found] == ["north", "farland"]


def test_who_left_later_is_still_in() -> None:
    """Without an end that nobody could have known."""
    leaves = member("north", "northern", start=instant(1), end=instant(20))
    left = member("south", "southern", start=instant(1), end=instant(5))
    first, second = known(truce(memberships=(leaves, left))).memberships
    assert (first.end, second.end) == (None, instant(5))


def test_a_zone_added_later_is_left_out_with_its_clauses() -> None:
    """Both come with the amendment, once that was told."""
    added = Zone(id="more", name="more land", places=("t:south",), citation=CITED)
    told = (moment(instant(15)),)
    more = changed("more", AmendmentKind.ADD_ZONE, *told, zone="more", announced=told)
    terms = truce(
        zones=(zone("t:north"), added),
        clauses=(clause("a"), clause("b", zone="more")),
        amendments=(more,),
    )
    assert [one.id for one in known(terms).zones] == ["all"]
    assert [one.id for one in known(terms).clauses] == ["a"]
    assert known(terms, 15) == terms


def test_who_joins_with_a_later_amendment_is_not_in() -> None:
    """A membership that an amendment brings is known with it."""
    joined = changed(
        "joined",
        AmendmentKind.ADD_PARTY,
        moment(instant(15)),
        memberships=(member("farland", "southern"),),
        announced=(moment(instant(12)),),
    )
    terms = truce(amendments=(joined,))
    assert "farland" not in [one.actor for one in known(terms).members]
    assert "farland" in [one.actor for one in known(terms, 12).members]


def test_territory_yet_to_be_taken_is_not_known() -> None:
    """And what was lost later is still held."""
    held = ControlArea(holder="wolves", citation=CITED, places=("t:ford",), end=instant(20))
    taken = ControlArea(holder="wolves", citation=CITED, places=("t:mill",), start=instant(20))
    [area] = known(truce(controls=(held, taken))).controls
    assert (area.places, area.end) == (("t:ford",), None)


def test_a_second_announcement_to_come_is_not_known() -> None:
    """Announcements are known by being made."""
    told: tuple[TimeFact, ...] = (on(1, "east"), on(12, "west"))
    assert known(truce(announced=told)).announced == told[:1]


def test_an_amendment_of_one_not_yet_told_stands_by_itself() -> None:
    """The other may have been announced later than its change."""
    late = Amendment(
        id="late",
        kind=AmendmentKind.EXTEND,
        citation=CITED,
        window=Window(starts=(moment(instant(8)),)),
        announced=(moment(instant(20)),),
    )
    clear = changed("clear", AmendmentKind.CLARIFY, moment(instant(9)), amends="late")
    assert [one.amends for one in known(truce(amendments=(late, clear))).amendments] == [None]


def test_the_denied_end_is_known_once_it_was_declared() -> None:
    """The declaration came six hours after its effect."""
    assert known(WIDE, 20).amendments == ()
    assert [one.id for one in known(WIDE, 21).amendments] == ["over"]
