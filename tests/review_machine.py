"""A joint review as random steps of its people, and what has to hold after each of them."""

from __future__ import annotations

import itertools
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from position_world import (
    DUE,
    FACILITATOR,
    HEADS,
    NOON,
    OFFICERS,
    Clock,
    filed,
    open_case,
    sets_key,
)
from session_world import BEGINS, note, signer
from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import Case, CaseState, Outcome
from trucewatch.domain.determination import Determination, Signature
from trucewatch.domain.errors import Refusal
from trucewatch.domain.position import Position, Said, Stance
from trucewatch.domain.wire import from_wire
from trucewatch.domain.wording import Answer, Reply, WordedLine, Wording, finding_id
from trucewatch.ledger.entry import decode
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.statement_note import Statement, parse_statement
from trucewatch.review.determining import canonical_text
from trucewatch.service.centre import Centre
from trucewatch.service.review import cases, determinations, findings, sessions, standing
from trucewatch.service.review.findings import Room
from trucewatch.service.review.revealing import reveal_if_due
from trucewatch.service.review.sessions import case_of
from trucewatch.service.review.statement_keys import signed_by
from trucewatch.storage.documents import newest_of
from trucewatch.storage.json_values import column, read
from trucewatch.storage.kept_query import KeptQuery
from trucewatch.storage.models import Document, Entry, Payload

SIDES = (Side.A, Side.B)
SIGNERS = (*HEADS.values(), FACILITATOR)
PEOPLE = (*SIGNERS, *OFFICERS.values())
WORKING = frozenset({CaseState.POSITIONS_OPEN, CaseState.REVEALED, CaseState.IN_SESSION})
SEALED = re.compile(r'"sealed":"([^"]+)"')
SINCE = KeptQuery(Entry.objects.filter(seq__gte=0).order_by("seq"))
MADE_OF = KeptQuery(Document.objects.filter(seq=0))
SAID = KeptQuery(Payload.objects.filter(entry_id=0).filter(field=""))
sides = st.sampled_from(SIDES)
people = st.sampled_from(PEOPLE)
few = st.integers(0, 3)
replies = st.sampled_from([Reply(Answer.ACCEPTED), Reply(Answer.OBJECTED, "Not so.")])
outcomes = st.sampled_from(
    [Outcome.JOINTLY_CONFIRMED, Outcome.DISPUTED, Outcome.UNVERIFIABLE, None]
)


class Review(RuleBasedStateMachine):
    """One case under the rules as they are packaged; refusals are lawful, and change nothing.

    Attributes:
        centre: with a clock that steps move; set by whoever runs it.
        clock: of the centre.
        turns, comers: in which order both sides act, and all people come.
    """

    centre: ClassVar[Centre]
    clock: ClassVar[Clock]
    turns: ClassVar[tuple[Side, ...]] = SIDES
    comers: ClassVar[tuple[Person, ...]] = PEOPLE
    numbers: ClassVar[Iterator[int]] = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        self.case = f"case-{next(self.numbers)}"
        self.clock.now = NOON
        self.session, self.round = "", 1
        self.hidden: list[str] = []
        self.filed: set[str] = set()
        self.due = DUE
        self.on_screen: dict[str, tuple[int, Statement]] = {}
        self.read: set[tuple[str, int, str]] = set()
        self.said: set[tuple[Side, str, Reply]] = set()
        self.gone: set[Side] = set()
        self.next_seq = Entry.objects.count()
        self.state, self.finding = CaseState.OPENED, ""
        self.lines: tuple[WordedLine, ...] = ()
        self.bodies: dict[int, str] = {}
        self.signed: dict[tuple[str, int], set[str]] = {}

    @initialize()
    def opened(self) -> None:
        """Positions are asked for, and all three have keys."""
        open_case(self.centre, self.case, turns=self.turns)
        sets_key(self.centre, FACILITATOR, signer(FACILITATOR), key=f"f-{self.case}")

    # What people do.

    @rule(side=sides, number=few)
    @precondition(lambda self: self.state in WORKING)
    def file_position(self, side: Side, number: int) -> None:
        """A delegation files, or files anew."""
        words = f"hidden {self.case} {side.value} {number}"
        if self.state is CaseState.POSITIONS_OPEN:
            self.hidden.append(words)
        self.attempt(
            lambda: filed(
                self.centre, side, Said(Stance.CONFIRM, words), case=self.case,
                number=case_of(self.case).round, key=self.key,
            )
        )  # fmt: skip

    @rule(hours=st.integers(1, 96))
    @precondition(lambda self: self.state is CaseState.POSITIONS_OPEN)
    def wait(self, hours: int) -> None:
        """Time goes by, and the worker looks."""
        self.clock.pass_(hours=hours)
        self.attempt(lambda: reveal_if_due(self.centre, self.case))

    @rule()
    @precondition(lambda self: self.state is CaseState.REVEALED)
    def convene(self) -> None:
        """Everybody comes, and the case is taken up."""
        self.session = sessions.call(
            self.centre, FACILITATOR, BEGINS, key=f"s-{self.case}-{self.next_seq}"
        )
        for one in self.comers:
            self.attempt(partial(sessions.join, self.centre, one, self.session))
        self.attempt(lambda: sessions.open_(self.centre, FACILITATOR, self.session))
        self.attempt(lambda: sessions.take_up(self.centre, FACILITATOR, self.session, self.case))

    @rule(person=people, number=few)
    @precondition(lambda self: self.state is CaseState.IN_SESSION)
    def word(self, person: Person, number: int) -> None:
        """Somebody proposes a line."""
        self.attempt(lambda: findings.add(self.room(person), f"Line {number}.", key=f"k{number}"))

    @rule(person=people, at=few, number=few)
    @precondition(lambda self: self.lines)
    def reword(self, person: Person, at: int, number: int) -> None:
        """Somebody writes other words for a line."""
        line = self.lines[at % len(self.lines)]
        self.attempt(
            lambda: findings.change(self.room(person), line.id, line.seen, f"Rather {number}.")
        )

    @rule(person=people, at=few)
    @precondition(lambda self: self.lines)
    def drop(self, person: Person, at: int) -> None:
        """Somebody strikes a line."""
        line = self.lines[at % len(self.lines)]
        self.attempt(lambda: findings.drop(self.room(person), line.id, line.seen))

    @rule(side=sides, reply=replies)
    @precondition(lambda self: self.lines)
    def answer(self, side: Side, reply: Reply) -> None:
        """A delegation answers every line as it stands."""
        for line in self.lines:
            self.said.add((side, line.text, reply))
            room = self.room(OFFICERS[side])
            self.attempt(partial(findings.answer, room, line.id, line.seen, reply))

    @rule(outcome=outcomes)
    @precondition(lambda self: self.state is CaseState.IN_SESSION)
    def conclude(self, outcome: Outcome | None) -> None:
        """The facilitator says what it comes to."""
        self.attempt(lambda: findings.conclude(self.room(FACILITATOR), outcome))

    @rule(side=sides, number=few)
    @precondition(lambda self: self.state is CaseState.IN_SESSION)
    def account(self, side: Side, number: int) -> None:
        """A delegation gives its own text."""
        self.attempt(lambda: findings.account(self.room(OFFICERS[side]), f"Ours, {number}."))

    @rule(first=sides)
    @precondition(lambda self: self.state in WORKING)
    def go_on(self, first: Side) -> None:
        """What those who want an end would do next; of two signatures only one at a time."""
        if self.state is CaseState.POSITIONS_OPEN:
            for side in self.turns:
                self.file_position(side, 0)
        elif self.state is CaseState.REVEALED:
            self.convene()
        elif not self.lines:
            self.word(FACILITATOR, 0)
        elif findings.finding_of(self.finding)[1].outcome is None:
            for side in self.turns:
                self.answer(side, Reply(Answer.ACCEPTED))
            self.conclude(Outcome.JOINTLY_CONFIRMED)
        else:
            self.read_and_sign(HEADS[first])

    @rule(person=people)
    @precondition(lambda self: self.lines)
    def look(self, person: Person) -> None:
        """Somebody has the finding shown to sign it."""
        version, _ = findings.finding_of(self.finding)

        def look() -> None:
            says = determinations.statement_of(self.centre, person, self.finding, version)
            self.on_screen[person.id] = (version, says)
            self.read.add((says.side, version, says.words))

        self.attempt(look)

    @rule(person=people)
    @precondition(lambda self: self.on_screen)
    def sign(self, person: Person) -> None:
        """Somebody signs what was shown to them, however long ago."""
        if person.id not in self.on_screen:
            return
        version, says = self.on_screen[person.id]
        self.sign_with(person, version, note(says, person))

    @rule(person=st.sampled_from([*HEADS.values(), *OFFICERS.values()]))
    @precondition(lambda self: self.lines)
    def read_and_sign(self, person: Person) -> None:
        """Somebody signs what stands there now; only heads may."""
        self.look(person)
        self.sign(person)

    @rule(side=sides)
    @precondition(lambda self: self.on_screen)
    def borrow(self, side: Side) -> None:
        """A head hands in the note of the other side as their own."""
        other = HEADS[Side.A if side is Side.B else Side.B]
        if other.id in self.on_screen:
            version, says = self.on_screen[other.id]
            self.sign_with(HEADS[side], version, note(says, other))

    @rule(side=sides, seldom=st.integers(0, 7))
    @precondition(lambda self: self.state in WORKING)
    def leave(self, side: Side, seldom: int) -> None:
        """A delegation leaves, or comes back sooner than it left."""
        if side in self.gone:
            self.come_back(side)
        elif seldom == 0 and self.attempt(
            lambda: standing.leave(self.centre, HEADS[side], "Talks broke down.", key=self.key)
        ):
            self.look_at_the_record()
            self.gone.add(side)

    @rule(seldom=st.integers(0, 3))
    @precondition(lambda self: self.state in {CaseState.REVEALED, CaseState.DETERMINED})
    def begin_again(self, seldom: int) -> None:
        """The case is handed on or closed, and then opened for another round."""
        if self.state is CaseState.REVEALED and seldom:
            return
        event(f"closed when {self.state.value}")
        step = cases.refer if self.state is CaseState.REVEALED else cases.close
        self.attempt(lambda: step(self.centre, FACILITATOR, self.case, self.words))
        self.attempt(lambda: cases.reopen(self.centre, FACILITATOR, self.case, self.words))
        self.attempt(lambda: cases.invite(self.centre, FACILITATOR, self.case, self.words))
        self.on_screen.clear()

    # What has to hold.

    @invariant()
    def look_at_the_record(self) -> None:
        """Each new entry is lawful, and the tables say what it says."""
        recorded = SINCE(self.next_seq)
        for row in recorded:
            entry = decode(bytes(row.body))
            self.next_seq = row.seq + 1
            told = self.told_in(row.seq)
            kind = entry.type.partition(".")[0]
            if kind == "reveal":
                self.shown_in_time()
            self.not_peeked(str(entry) + told)
            assert Side(entry.actor[-1]) not in self.gone if entry.actor[-1] in "ab" else True
            document = MADE_OF.first(row.seq)
            assert document is not None
            assert column(document.body) == told or kind == "statement_key"
            self.bodies[row.seq] = column(document.body)
            if kind == "case":
                case = from_wire(Case, document.body)
                self.filed = self.filed if case.round == self.round else set()
                self.round, self.due = case.round, case.positions_due or self.due
            elif kind == "position":
                self.filed.add(from_wire(Position, document.body).side.value)
            elif kind == "finding":
                self.answered_by_those_who_said_so(from_wire(Wording, document.body))
            elif kind == "signature":
                self.signed_by_a_head_who_read_it(from_wire(Signature, document.body), entry.actor)
            elif kind == "determination":
                self.determined_lawfully(from_wire(Determination, document.body))
        if recorded:  # else nothing moved
            self.see()

    def teardown(self) -> None:
        """Nothing was deleted or changed afterwards; the next case finds an empty agenda."""
        for side in sorted(self.gone):
            self.come_back(side)
        self.look_at_the_record()
        rows = Document.objects.filter(seq__in=self.bodies)
        assert {one.seq: column(one.body) for one in rows} == self.bodies
        if self.state is CaseState.POSITIONS_OPEN:
            self.clock.pass_(days=60)
            reveal_if_due(self.centre, self.case)
            self.see()
        if self.state in {CaseState.REVEALED, CaseState.IN_SESSION}:
            cases.refer(self.centre, FACILITATOR, self.case, self.words)
        if self.session:
            self.attempt(
                lambda: sessions.close(self.centre, FACILITATOR, self.session, language="en")
            )

    def told_in(self, seq: int) -> str:
        """What the payload store holds of an entry's document, in the spelling of a column."""
        held = SAID.first(seq, "document")
        return column(read(bytes(held.value))) if held and held.value is not None else ""

    def shown_in_time(self) -> None:
        """A reveal has both sides' filings, or the end of the clock, before it."""
        assert self.filed == {"a", "b"} or self.clock.now >= self.due
        self.hidden.clear()

    def not_peeked(self, told: str) -> None:
        """No text of the round that runs is in an entry or a payload, plain or in base64."""
        sealed = SEALED.findall(told)
        opened = "".join(b64decode(one).decode("latin-1") for one in sealed)
        for words in self.hidden:
            assert words not in told + opened

    def answered_by_those_who_said_so(self, wording: Wording) -> None:
        """No reply stands at words that its side did not answer."""
        for line in wording.lines:
            for side in SIDES:
                reply = line.reply(side)
                assert reply is None or (side, line.text, reply) in self.said

    def signed_by_a_head_who_read_it(self, made: Signature, actor: str) -> None:
        """By the key of the side, over words that were shown to it in that version."""
        assert actor in {one.id for one in SIGNERS}
        says = signed_by(self.centre, made.note.encode(), made.by.value)
        assert (says.side, made.version, says.words) in self.read
        self.signed.setdefault((made.of, made.version), set()).add(made.by.value)

    def determined_lawfully(self, made: Determination) -> None:
        """Both signed this very text, which is that version of the finding."""
        event("determined")
        found = Document.objects.get(subject=made.finding, version=made.version)
        assert made.text == canonical_text(from_wire(Wording, found.body))
        assert {"a", "b"} <= self.signed.get((made.finding, made.version), set())
        for one in made.notes:
            side = parse_statement(parse_note(one.encode()).text).side
            assert signed_by(self.centre, one.encode(), side).words == made.text

    # Where it is.

    def attempt(self, step: Callable[[], Any]) -> bool:
        """Whether a step was lawful."""
        try:
            step()
        except Refusal:
            return False
        return True

    def come_back(self, side: Side) -> None:
        """A delegation that left takes part again."""
        self.look_at_the_record()
        self.gone.discard(side)
        standing.come_back(self.centre, HEADS[side], "Talks go on.", key=self.key)

    def sign_with(self, person: Person, version: int, told: str) -> None:
        """Somebody hands in a note as theirs."""
        self.attempt(
            lambda: determinations.sign(self.centre, person, self.finding, version, note=told)
        )

    def room(self, person: Person) -> Room:
        """Where the person words the finding."""
        return Room(self.centre, person, self.session, self.case)

    @property
    def key(self) -> str:
        """A fresh idempotency key."""
        return f"{self.case}-{Entry.objects.count()}"

    @property
    def words(self) -> cases.Said:
        """A reason under a key of its own."""
        return cases.Said(self.key, "So it was agreed.")

    def see(self) -> None:
        """Note where the case is, which decides what people may try next."""
        found = case_of(self.case)
        self.state, self.finding, self.lines = found.state, finding_id(self.case, found.round), ()
        worded = newest_of(self.finding) if self.state is CaseState.IN_SESSION else None
        if worded is not None:
            self.lines = from_wire(Wording, worded.body).lines
