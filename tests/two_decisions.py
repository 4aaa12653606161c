"""Pairs of decisions that are taken at the same moment, and what has to be lawful afterwards."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from interleaving import End, Two
from position_world import DUE, FACILITATOR, HEADS, OFFICERS, Clock, filed, sets_key, signer_of
from review_world import incident, opening
from session_world import BEGINS, NO, YES, note, room, seen_of, signer
from trucewatch.data.centre_rules_files import packaged_text
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.case import Case, CaseState, OpenedAs, Outcome
from trucewatch.domain.centre_rules import CentreRules
from trucewatch.domain.measure import Measure, MeasureKind
from trucewatch.domain.position import Said, Stance
from trucewatch.domain.wire import to_wire
from trucewatch.domain.wording import finding_id
from trucewatch.ledger.statement_note import sign_statement
from trucewatch.review.refusals import NotLawful
from trucewatch.review.requests import Asked
from trucewatch.service.centre import Centre
from trucewatch.service.review import (
    cases,
    determinations,
    findings,
    measures,
    owed,
    requests,
    rules_change,
    sessions,
    standing,
)
from trucewatch.service.review.determinations import determination_of
from trucewatch.service.review.revealing import reveal_if_due
from trucewatch.service.review.rounds import round_of
from trucewatch.service.review.rules_in_force import in_force
from trucewatch.service.review.sessions import case_of
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, versions
from trucewatch.storage.refusals import StaleVersion

A, B = Side.A, Side.B
HEARD_AT_ONCE = 12
"""Cases on the agenda of one session; a longer one makes each of its versions longer."""
DEPUTY = Person("deputy-a", Role.DELEGATION_HEAD, A, stepped_up=True)
SECOND = Person("facilitator-2", Role.FACILITATOR, stepped_up=True)
REJECTED = {True: Outcome.JOINTLY_CONFIRMED, False: None}


@dataclass
class Ground:
    """A centre in which one pair after the other finds fresh ground.

    Args:
        centre: under a clock that stands before every deadline.
    """

    centre: Centre
    session: str = ""
    waiting: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    incident: str = ""

    def prepare(self) -> None:
        """Rules, a key of each side, an incident."""
        in_force(self.centre)
        for side, head in HEADS.items():
            sets_key(self.centre, head, signer_of(side), key=f"key-{side}")
        sets_key(self.centre, FACILITATOR, signer(FACILITATOR), key="key-f")
        self.incident = incident(self.centre)
        standing.leave(self.centre, HEADS[A], "Talks broke down.", key=self.key())
        back(self)  # so that where A stands is on record, as it is each time after the first
        self.case(CaseState.REVEALED)  # there is always something to call a session on

    def key(self) -> str:
        """A fresh idempotency key."""
        return f"k-{next(self.numbers)}"

    def said(self, words: str = "So it is.") -> cases.Said:
        """A reason under a fresh key."""
        return cases.Said(self.key(), words)

    def case(self, state: CaseState, **facts: object) -> str:
        """A case that stands there; its id."""
        made = Case(
            title="Shelling of a market",
            incidents=(self.incident,),
            opened_as=OpenedAs.PARTY,
            opened_side=A,
            rules=in_force(self.centre)[0],
            state=state,
        )
        told = to_wire(replace(made, **facts))  # type: ignore[arg-type]
        id_ = f"case-{next(self.numbers)}"
        change = Change(kind="case", subject=id_, document=told)
        perform(self.centre, FACILITATOR, "case.open", change, key=f"open-{id_}")
        return id_

    def heard(self) -> str:
        """A case that is in session, whose finding both sides accept; nobody has signed."""
        if not self.waiting:
            self._convene()
        case = self.waiting.pop()
        sessions.take_up(self.centre, FACILITATOR, self.session, case)
        line = findings.add(room(self.centre, self.session, OFFICERS[A], case), "A.", key=case)
        for side in (A, B):
            here = room(self.centre, self.session, OFFICERS[side], case)
            findings.answer(here, line, seen_of(line, case), YES)
        here = room(self.centre, self.session, FACILITATOR, case)
        findings.conclude(here, Outcome.JOINTLY_CONFIRMED)
        return case

    def signs(self, person: Person, case: str) -> Callable[[Centre], bool]:
        """The person read the finding as it stands, and signs it."""
        finding = finding_id(case, 1)
        version, _ = findings.finding_of(finding)
        wanted = determinations.statement_of(self.centre, person, finding, version)
        signed = note(wanted, person)
        return lambda here: determinations.sign(here, person, finding, version, note=signed)

    def _convene(self) -> None:
        if self.session:
            sessions.close(self.centre, FACILITATOR, self.session, language="en")
        self.waiting = [self.case(CaseState.REVEALED) for _ in range(HEARD_AT_ONCE)]
        self.session = sessions.call(self.centre, FACILITATOR, BEGINS, key=self.key())
        for one in (FACILITATOR, *OFFICERS.values(), *HEADS.values()):
            sessions.join(self.centre, one, self.session)
        sessions.open_(self.centre, FACILITATOR, self.session)


def later(centre: Centre, at: dt.datetime = DUE) -> Centre:
    """The same centre once its clocks have ended."""
    return replace(centre, clock=Clock(at))


def done(one: End) -> bool:
    """Whether it was not refused; a refusal gives the law or the newer version as its reason."""
    assert not one.refused or isinstance(one.value, NotLawful | StaleVersion), one.value
    return not one.refused


def says(side: Side, words: str = "Grounds.") -> Said:
    """A position of a side."""
    return Said(Stance.CONFIRM, f"{side.value}: {words}")


def both_file(ground: Ground) -> Two:
    """Each side files, and each is the last: both are shown in one entry."""
    case = ground.case(CaseState.POSITIONS_OPEN, positions_due=DUE)

    def lawful(*came: End) -> None:
        assert [done(one) for one in came] == [True, True]
        round_ = round_of(case)
        assert round_.reveal is not None
        assert {one.side for one in round_.reveal.positions} == {A, B}
        assert case_of(case).state is CaseState.REVEALED

    first, second = (
        lambda here, side=side: filed(here, side, says(side), case=case, key=f"{case}-{side}")
        for side in (A, B)
    )
    return Two((first, second), lawful)


def filed_anew(ground: Ground) -> Two:
    """A files another text while B files its first: shown is what A had filed last before it.

    Between B's filing and the reveal A is told to wait, so that it cannot have read B's text.
    """
    case = ground.case(CaseState.POSITIONS_OPEN, positions_due=DUE)
    filed(ground.centre, A, says(A), case=case, key=f"{case}-first")

    def lawful(filed_again: End, other: End) -> None:
        assert done(other)
        round_ = round_of(case)
        assert (len(round_.filed[A]) == 2) is done(filed_again)
        if filed_again.refused:
            assert filed_again.value.code == "reveal_comes_first"
        assert round_.reveal is not None
        [shown] = [one for one in round_.reveal.positions if one.side is A]
        assert shown.version == round_.blind(A)[-1].version.version

    anew = says(A, "We looked again.")
    return Two(
        (
            lambda here: filed(here, A, anew, case=case, key=f"{case}-anew"),
            lambda here: filed(here, B, says(B), case=case, key=f"{case}-b"),
        ),
        lawful,
    )


def filed_at_the_deadline(ground: Ground) -> Two:
    """B files while the clock ends: either it is shown with A's, or B was silent and is late."""
    case = ground.case(CaseState.POSITIONS_OPEN, positions_due=DUE)
    filed(ground.centre, A, says(A), case=case, key=f"{case}-a")

    def lawful(*came: End) -> None:
        assert [done(one) for one in came] == [True, True]
        round_ = round_of(case)
        newest = round_.newest(B)
        assert round_.reveal is not None
        assert newest is not None
        assert newest.position.late is (B in round_.reveal.silent)

    return Two(
        (
            lambda here: filed(here, B, says(B), case=case, key=f"{case}-b"),
            lambda here: reveal_if_due(later(here), case),
        ),
        lawful,
    )


def withdrawn_or_shown(ground: Ground) -> Two:
    """A takes its case back while B files the last position: shown, or withdrawn, never both."""
    case = ground.case(CaseState.POSITIONS_OPEN, positions_due=DUE)
    filed(ground.centre, A, says(A), case=case, key=f"{case}-a")
    words = ground.said()

    def lawful(withdrew: End, other: End) -> None:
        shown = round_of(case).reveal is not None
        assert done(withdrew) is not shown
        assert done(other) or not shown
        state = CaseState.REVEALED if shown else CaseState.CLOSED
        assert case_of(case).state is state

    return Two(
        (
            lambda here: cases.withdraw(here, HEADS[A], case, words),
            lambda here: filed(here, B, says(B), case=case, key=f"{case}-b"),
        ),
        lawful,
    )


def accepted_or_changed(ground: Ground) -> Two:
    """B accepts a line while A writes other words: nothing stands as accepted that B never saw."""
    case = ground.heard()
    here = room(ground.centre, ground.session, OFFICERS[A], case)
    line = findings.add(here, "Three shells.", key=f"{case}-more")
    seen = seen_of(line, case)

    def lawful(accepted: End, changed: End) -> None:
        done(accepted)
        assert done(changed)
        _, wording = findings.finding_of(finding_id(case, 1))
        told = wording.line(line)
        assert told is not None
        assert (told.text, told.reply(B)) == ("Four shells.", None)

    def accept(at: Centre) -> None:
        findings.answer(room(at, ground.session, OFFICERS[B], case), line, seen, YES)

    def change(at: Centre) -> None:
        findings.change(room(at, ground.session, OFFICERS[A], case), line, seen, "Four shells.")

    return Two((accept, change), lawful)


def accepted_or_objected(ground: Ground) -> Two:
    """Two people of one side answer one line differently: the later answer stands."""
    case = ground.heard()
    here = room(ground.centre, ground.session, OFFICERS[A], case)
    line = findings.add(here, "Three shells.", key=f"{case}-more")
    seen = seen_of(line, case)

    def lawful(*came: End) -> None:
        assert [done(one) for one in came] == [True, True]
        _, wording = findings.finding_of(finding_id(case, 1))
        told = wording.line(line)
        assert told is not None
        assert told.reply(B) in (YES, NO)

    def answers(person: Person, reply: object) -> Callable[[Centre], None]:
        return lambda at: findings.answer(
            room(at, ground.session, person, case),
            line,
            seen,
            reply,  # type: ignore[arg-type]
        )

    return Two((answers(OFFICERS[B], YES), answers(HEADS[B], NO)), lawful)


def signed_or_reworded(ground: Ground) -> Two:
    """A signs as the last while the facilitator concludes otherwise: one of both holds."""
    case = ground.heard()
    ground.signs(HEADS[B], case)(ground.centre)
    sign = ground.signs(HEADS[A], case)

    def lawful(signed: End, reworded: End) -> None:
        determined = determination_of(case, 1) is not None
        assert (done(signed) and signed.value) is determined
        assert done(reworded) is not determined
        state = CaseState.DETERMINED if determined else CaseState.IN_SESSION
        assert case_of(case).state is state

    def reword(at: Centre) -> None:
        here = room(at, ground.session, FACILITATOR, case)
        findings.conclude(here, Outcome.UNVERIFIABLE)

    return Two((sign, reword), lawful)


def both_sign(ground: Ground) -> Two:
    """Each side signs, and each is the last: one determination with both signatures."""
    case = ground.heard()

    def lawful(*came: End) -> None:
        assert [done(one) for one in came] == [True, True]
        assert any(one.value for one in came)
        made = determination_of(case, 1)
        assert made is not None
        assert [one.value for one in made.signed] == ["a", "b"]
        assert case_of(case).outcome is Outcome.JOINTLY_CONFIRMED

    return Two((ground.signs(HEADS[A], case), ground.signs(HEADS[B], case)), lawful)


def _signed_or(ground: Ground, act: Callable[[Centre, str], object], other: CaseState) -> Two:
    case = ground.heard()
    ground.signs(HEADS[B], case)(ground.centre)
    sign = ground.signs(HEADS[A], case)

    def lawful(signed: End, instead: End) -> None:
        determined = determination_of(case, 1) is not None
        assert (done(signed) and signed.value) is determined
        assert done(instead) or determined
        assert case_of(case).state is (CaseState.DETERMINED if determined else other)

    return Two((sign, lambda here: act(here, case)), lawful)


def determined_or_referred(ground: Ground) -> Two:
    """A signs as the last while the facilitator hands the case to another body."""
    words = ground.said()
    return _signed_or(
        ground, lambda here, case: cases.refer(here, FACILITATOR, case, words), CaseState.CLOSED
    )


def determined_or_carried_over(ground: Ground) -> Two:
    """A signs as the last while the facilitator leaves the case for another session."""

    def carry(here: Centre, case: str) -> None:
        sessions.carry_over(here, FACILITATOR, ground.session, case)

    return _signed_or(ground, carry, CaseState.REVEALED)


def admitted_or_turned_away(ground: Ground) -> Two:
    """Two facilitators judge one case: the first one has, the other is told."""
    case = ground.case(CaseState.OPENED)
    hear, turn = ground.said(), ground.said()

    def lawful(heard: End, turned: End) -> None:
        assert done(heard) is not done(turned)
        told = case_of(case).admissibility
        assert told is not None
        assert told.admissible is done(heard)

    return Two(
        (
            lambda here: cases.admit(here, FACILITATOR, case, hear, admissible=True),
            lambda here: cases.admit(here, SECOND, case, turn, admissible=False),
        ),
        lawful,
    )


def asked_or_withdrawn(ground: Ground) -> Two:
    """The facilitator asks B while A takes its case back: nobody is asked of what is closed."""
    case = ground.case(CaseState.ADMISSIBLE)
    words, key = ground.said(), ground.key()
    asked = Asked(case=case, to=B, asks="Where did your guns stand?")

    def lawful(sent: End, withdrew: End) -> None:
        assert done(sent) or done(withdrew)
        ended = [one.seq for one in versions("case", case) if content(one)["state"] == "closed"]
        assert bool(ended) is done(withdrew)
        asked_at = [one.version.seq for one in requests.of_case(case)]
        assert bool(asked_at) is done(sent)
        assert all(seq < end for seq in asked_at for end in ended)

    return Two(
        (
            lambda here: requests.send(here, FACILITATOR, asked, key=key),
            lambda here: cases.withdraw(here, HEADS[A], case, words),
        ),
        lawful,
    )


def closed_or_set(ground: Ground) -> Two:
    """One closes a case while another sets a measure on it: nothing is owed of what is closed."""
    case = ground.case(CaseState.DETERMINED, outcome=Outcome.JOINTLY_CONFIRMED)
    words, key = ground.said(), ground.key()
    wanted = Measure(case=case, kind=MeasureKind.JOINT_VISIT, what="A visit.", owner=B)

    def lawful(closed: End, set_: End) -> None:
        assert done(closed) is not done(set_)
        assert bool(owed.of_case(case)) is done(set_)
        state = CaseState.MEASURES if done(set_) else CaseState.CLOSED
        assert case_of(case).state is state

    return Two(
        (
            lambda here: cases.close(here, FACILITATOR, case, words),
            lambda here: measures.set_(here, SECOND, wanted, key=key),
        ),
        lawful,
    )


def both_call(ground: Ground) -> Two:
    """Two facilitators call a session: two sessions, two numbers."""
    keys = ground.key(), ground.key()

    def lawful(*came: End) -> None:
        assert [done(one) for one in came] == [True, True]
        numbers = [one.session.number for one in sessions.all_of(FACILITATOR)]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        assert came[0].value != came[1].value

    return Two(
        (
            lambda here: sessions.call(here, FACILITATOR, BEGINS, key=keys[0]),
            lambda here: sessions.call(here, SECOND, BEGINS, key=keys[1]),
        ),
        lawful,
    )


def called_twice(ground: Ground) -> Two:
    """One click that is sent twice calls one session."""
    key = ground.key()

    def lawful(*came: End) -> None:
        assert [done(one) for one in came] == [True, True]
        assert came[0].value == came[1].value

    def call(here: Centre) -> str:
        return sessions.call(here, FACILITATOR, BEGINS, key=key)

    return Two((call, call), lawful)


def left_or_signed(ground: Ground) -> Two:
    """A leaves while its head signs: nothing of A is recorded once it has left."""
    case = ground.heard()
    sign, key = ground.signs(HEADS[A], case), ground.key()

    def lawful(left: End, signed: End) -> None:
        assert done(left)
        done(signed)
        back(ground)

    return Two(
        (lambda here: standing.leave(here, DEPUTY, "Talks broke down.", key=key), sign), lawful
    )


def back(ground: Ground) -> None:
    """Delegation A takes part again."""
    standing.come_back(ground.centre, HEADS[A], "Talks go on.", key=ground.key())


def changed_or_opened(ground: Ground) -> Two:
    """The last signature under other rules while a case is opened, under those of that moment."""
    version, rules = in_force(ground.centre)
    proposal = _proposed(ground, rules)
    for person in (HEADS[B], FACILITATOR):
        _agree(ground, proposal, person)(ground.centre)
    case_key, facts = ground.key(), opening(ground.incident)

    def lawful(*came: End) -> None:
        assert [done(one) for one in came] == [True, True]
        assert in_force(ground.centre)[0] == version + 1
        assert case_of(came[1].value).rules in (version, version + 1)

    return Two(
        (
            _agree(ground, proposal, HEADS[A]),
            lambda here: cases.open_(here, FACILITATOR, facts, key=case_key),
        ),
        lawful,
    )


def both_agree(ground: Ground) -> Two:
    """Two sides sign one proposal: no signature takes the place of the other."""
    version, rules = in_force(ground.centre)
    proposal = _proposed(ground, rules)

    def lawful(*came: End) -> None:
        told = rules_change.get(FACILITATOR, proposal).proposal
        assert len(told.signatures) == sum(done(one) for one in came)
        assert any(done(one) for one in came)
        assert in_force(ground.centre)[0] == version

    return Two((_agree(ground, proposal, HEADS[A]), _agree(ground, proposal, HEADS[B])), lawful)


def _proposed(ground: Ground, rules: CentreRules) -> str:
    amount = rules.deadlines.request.amount % 9 + 1
    text = packaged_text().replace("{amount: 2, unit: w", f"{{amount: {amount}, unit: w", 1)
    return rules_change.propose(ground.centre, HEADS[A], text, "Too short.", key=ground.key())


def _agree(ground: Ground, proposal: str, person: Person) -> Callable[[Centre], bool]:
    side, key = ("facilitator" if person is FACILITATOR else person.side.value), ground.key()
    told = rules_change.get(person, proposal).proposal
    wanted = rules_change.statement(ground.centre, told, side)
    by = signer(person) if person is FACILITATOR else signer_of(person.side)
    signed = sign_statement(wanted, by).decode()
    return lambda here: rules_change.sign(here, person, proposal, signed, key=key)


PAIRS: tuple[Callable[[Ground], Two], ...] = (
    both_file, filed_anew, filed_at_the_deadline, withdrawn_or_shown, accepted_or_changed,
    accepted_or_objected, signed_or_reworded, both_sign, determined_or_referred,
    determined_or_carried_over, admitted_or_turned_away, asked_or_withdrawn, closed_or_set,
    both_call, called_twice, left_or_signed, changed_or_opened, both_agree,
)  # fmt: skip
