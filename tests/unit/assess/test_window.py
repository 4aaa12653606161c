"""When terms were in force: contested moments stay contested."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from truce_world import CITED, instant, moment, truce
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY
from trucewatch.assess.readings import TermsReading
from trucewatch.assess.window import ALWAYS, NEVER, Span, force, in_force
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.finding import Certainty
from trucewatch.domain.moment import TimeFact, Window

EAST = TermsReading("east", frozenset({"west"}))
WEST = TermsReading("west", frozenset({"east"}))
NOBODY = TermsReading("text")
TENTH: Span = (instant(10), instant(11))


def window(starts: tuple[TimeFact, ...], *ends: TimeFact, **more: Any) -> Agreement:
    """A truce with this window."""
    return truce(window=Window(starts=starts, ends=ends), **more)


def certainty(terms: Agreement, span: Span, reading: TermsReading = NOBODY, **more: Any) -> object:
    """How surely the terms held during `span`."""
    return force(terms, reading, **more).during(span)


@pytest.mark.parametrize(
    ("span", "held"),
    [
        ((instant(1), instant(2)), SURELY),
        ((instant(1) - dt.timedelta(seconds=1), instant(1)), NOT),
        ((instant(28, month=2), instant(2)), POSSIBLY),
        ((ALWAYS, instant(2)), POSSIBLY),
        ((instant(5), NEVER), SURELY),
    ],
)
def test_an_open_window_holds_from_its_start_on(span: Span, held: Certainty) -> None:
    """The start is inside, the second before it is not; an event across it is open."""
    assert certainty(truce(), span) is held


@pytest.mark.parametrize(
    ("span", "held"),
    [
        ((instant(19, 23), instant(20)), SURELY),
        ((instant(20), instant(21)), NOT),
        ((instant(19), instant(21)), POSSIBLY),
    ],
)
def test_the_end_is_outside_of_the_window(span: Span, held: Certainty) -> None:
    """Terms until an instant no longer hold at it."""
    assert certainty(window((moment(instant(1)),), moment(instant(20))), span) is held


def test_each_reading_takes_its_own_account_of_the_start() -> None:
    """Rival accounts of one start are both right by whose they are."""
    terms = window((moment(instant(5), "east"), moment(instant(15), "west")))
    assert certainty(terms, TENTH, EAST) is SURELY
    assert certainty(terms, TENTH, WEST) is NOT


def test_accounts_that_differ_leave_it_open() -> None:
    """Who keeps no list of accounts has to let all of them stand."""
    terms = window((moment(instant(5), "un"), moment(instant(15), "press")))
    assert certainty(terms, TENTH) is POSSIBLY


def test_a_reading_without_an_account_of_its_own_hears_all() -> None:
    """Silence on the end is no claim that there was none."""
    terms = window((moment(instant(1)),), moment(instant(9), "west"))
    assert certainty(terms, TENTH, EAST) is NOT


def test_a_denied_account_does_not_count_for_who_denies_it() -> None:
    """East lets the end that it denies aside, so the terms go on by its reading."""
    denied = moment(instant(9), "un", contested_by=("east",))
    agreed = moment(instant(20))
    terms = window((moment(instant(1)),), denied, agreed)
    assert certainty(terms, TENTH, EAST) is SURELY
    assert certainty(terms, TENTH, WEST) is POSSIBLY


def test_a_keeper_is_sure_of_what_it_says_itself() -> None:
    """West denies the start that East asserts; in East's own reading the terms are sure of it."""
    terms = window(
        (moment(instant(5), "east", contested_by=("west",)), moment(instant(15), "west"))
    )
    assert certainty(terms, TENTH, EAST) is SURELY
    assert certainty(terms, TENTH, WEST) is NOT


def test_an_end_that_somebody_denies_may_not_have_been_one() -> None:
    """A termination claimed by one and contested by another leaves it open afterwards."""
    claimed = moment(instant(9), "south", contested_by=("north",))
    assert certainty(window((moment(instant(1)),), claimed), TENTH) is POSSIBLY


def test_a_start_told_as_a_day_is_open_during_that_day() -> None:
    """Nobody said at which hour of the day it began."""
    terms = window((moment(instant(10), until=instant(11)),))
    assert certainty(terms, (instant(10, 5), instant(10, 6))) is POSSIBLY
    assert certainty(terms, (instant(11), instant(12))) is SURELY


def test_an_unknown_end_is_never_surely_before() -> None:
    """It is known to have ended, not when."""
    terms = window((moment(instant(1)),), moment(None))
    assert certainty(terms, TENTH) is POSSIBLY


EXTENDED = window(
    (moment(instant(1)),),
    moment(instant(5)),
    amendments=(
        Amendment(
            id="more",
            kind=AmendmentKind.EXTEND,
            citation=CITED,
            window=Window(starts=(moment(instant(5)),), ends=(moment(instant(15)),)),
            announced=(moment(instant(4)),),
        ),
        Amendment(
            id="again",
            kind=AmendmentKind.EXTEND,
            citation=CITED,
            window=Window(starts=(moment(instant(16)),), ends=(moment(instant(20)),)),
            announced=(moment(instant(16, 6)),),
        ),
    ),
)


def test_stretches_that_touch_are_one() -> None:
    """An event across an extension was under the terms all along."""
    assert certainty(EXTENDED, (instant(4), instant(6))) is SURELY


def test_a_gap_between_stretches_is_a_gap() -> None:
    """Terms that lapsed for a day did not hold on that day."""
    assert certainty(EXTENDED, (instant(15), instant(16))) is NOT


def test_an_extension_counts_once_it_can_be_known() -> None:
    """With what was known on the 3rd, the terms end on the 5th."""
    assert certainty(EXTENDED, TENTH, known_at=instant(3)) is NOT
    assert certainty(EXTENDED, TENTH, known_at=instant(4)) is SURELY


def test_an_announcement_after_the_start_reaches_back() -> None:
    """In hindsight the stretch held from its start, by what was known before not at all."""
    early: Span = (instant(16, 1), instant(16, 2))
    assert certainty(EXTENDED, early) is SURELY
    assert certainty(EXTENDED, early, known_at=instant(16, 1)) is NOT


def test_an_account_counts_once_it_was_given() -> None:
    """A correction of the end that came later is unknown before."""
    terms = window((moment(instant(1)),), moment(instant(9), known_from=instant(12)))
    assert certainty(terms, TENTH, known_at=instant(11)) is SURELY
    assert certainty(terms, TENTH, known_at=instant(12)) is NOT


def test_the_answer_tells_who_asserts_what() -> None:
    """Both accounts stand in the facts, in the clock of the terms."""
    terms = window((moment(instant(5), "un"), moment(instant(15), "press")))
    answer = in_force(force(terms, NOBODY), TENTH, "Asia/Damascus")
    assert answer.facts["starts"] == "2020-03-05T02:00+02:00 un; 2020-03-15T02:00+02:00 press"


def test_no_time_at_all_leaves_it_open() -> None:
    """Without a time nothing is ruled out."""
    answer = in_force(force(truce(), NOBODY), None, "UTC")
    assert (answer.certainty, answer.code) == (POSSIBLY, "in_force.no_time")


def changed(kind: AmendmentKind, *effective: TimeFact, **more: Any) -> Amendment:
    """An amendment of this kind, effective as these facts tell."""
    return Amendment(id=str(kind), kind=kind, citation=CITED, effective=effective, **more)


def test_a_termination_ends_the_terms() -> None:
    """What everybody takes for ended no longer holds."""
    terms = truce(amendments=(changed(AmendmentKind.TERMINATE, moment(instant(9))),))
    assert certainty(terms, (instant(5), instant(6))) is SURELY
    assert certainty(terms, TENTH) is NOT


def test_a_termination_is_none_for_who_denies_it() -> None:
    """Asserted by a party, denied by one keeper: ended perhaps for the other, not for this one."""
    claimed = moment(instant(9), "north", contested_by=("east",))
    terms = truce(amendments=(changed(AmendmentKind.TERMINATE, claimed),))
    assert certainty(terms, TENTH, EAST) is SURELY
    assert certainty(terms, TENTH, WEST) is POSSIBLY


def test_terms_that_are_suspended_hold_again_once_reinstated() -> None:
    """The gap between is one, and the end stays the end."""
    terms = window(
        (moment(instant(1)),),
        moment(instant(20)),
        amendments=(
            changed(AmendmentKind.SUSPEND, moment(instant(8))),
            changed(AmendmentKind.REINSTATE, moment(instant(12))),
        ),
    )
    assert certainty(terms, TENTH) is NOT
    assert certainty(terms, (instant(13), instant(14))) is SURELY
    assert certainty(terms, (instant(21), instant(22))) is NOT


def test_a_shortened_window_ends_earlier() -> None:
    """The end that was agreed later stands, the one before is gone."""
    terms = window(
        (moment(instant(1)),),
        moment(instant(20)),
        amendments=(changed(AmendmentKind.SHORTEN, moment(instant(9))),),
    )
    assert certainty(terms, TENTH) is NOT
    answer = in_force(force(terms, NOBODY), TENTH, "UTC")
    assert answer.facts == {"ends": "2020-03-09T00:00+00:00"}


def test_a_termination_counts_once_it_can_be_known() -> None:
    """Before it was announced nobody could act on it."""
    announced = (moment(instant(11)),)
    ended = changed(AmendmentKind.TERMINATE, moment(instant(9)), announced=announced)
    terms = truce(amendments=(ended,))
    assert certainty(terms, TENTH, known_at=instant(10)) is SURELY
    assert certainty(terms, TENTH, known_at=instant(11)) is NOT


def test_a_denied_end_stays_told_after_a_later_one() -> None:
    """It is why the days between are open."""
    claimed = moment(instant(9), "north", contested_by=("east",))
    amendments = (
        changed(AmendmentKind.TERMINATE, claimed),
        changed(AmendmentKind.SUSPEND, moment(instant(20))),
    )
    answer = in_force(force(truce(amendments=amendments), WEST), TENTH, "UTC")
    assert answer.certainty is POSSIBLY
    assert answer.facts["ends"] == "2020-03-09T00:00+00:00 north -east; 2020-03-20T00:00+00:00"


def test_a_moment_told_as_a_day_shows_the_day() -> None:
    """Its first minute alone would be more than anybody told."""
    terms = window((moment(instant(5), until=instant(6)),))
    answer = in_force(force(terms, NOBODY), TENTH, "UTC")
    assert answer.facts["starts"] == "2020-03-05T00:00+00:00/2020-03-06T00:00+00:00"


def test_a_keeper_that_ends_the_terms_has_them_ended_in_its_reading() -> None:
    """East says they are over and West denies it: over for East, in force for West."""
    claimed = moment(instant(9), "east", contested_by=("west",))
    terms = truce(amendments=(changed(AmendmentKind.TERMINATE, claimed),))
    assert certainty(terms, TENTH, EAST) is NOT
    assert certainty(terms, TENTH, WEST) is SURELY
