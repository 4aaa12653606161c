"""An exercise played from beginning to end by people who do what its script expects.

    python tests/exercise_play.py SCRIPT FOLDER [swapped]

With `swapped` delegation B does what delegation A does without it, and the other way round.
It runs as a program of its own, since whoever lives in the invented world knows it for good. The
last line that it prints is the debrief as JSON.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from exercise_world import SIDES, TEXT
from position_world import sets_key
from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import OpenedAs, Outcome
from trucewatch.domain.position import Opened, Said, Stance
from trucewatch.domain.wording import Answer, Reply, finding_id
from trucewatch.ledger.keys import NOTE, Signer
from trucewatch.ledger.statement_note import (
    Statement,
    commitment,
    key_name,
    sign_statement,
)
from trucewatch.review.opening import Opening
from trucewatch.review.requests import Asked
from trucewatch.service import call_filing, calls, comments, demo, duty
from trucewatch.service.centre import Centre, at_desk
from trucewatch.service.exercise.course import course
from trucewatch.service.exercise.debriefing import debriefed
from trucewatch.service.exercise.releasing import release
from trucewatch.service.exercise.starting import begin, end
from trucewatch.service.registers import agreements
from trucewatch.service.review import (
    cases,
    determinations,
    findings,
    positions,
    requests,
    sessions,
)
from trucewatch.service.review.findings import Room, newest_finding
from trucewatch.service.review.statement_keys import side_of
from trucewatch.service.working import Worker
from trucewatch.storage.custody import new_id
from trucewatch.storage.desk import Desk
from trucewatch.storage.documents import content, newest
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.people.models import Account

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@dataclass
class Clock:
    """A clock that the play moves on."""

    now: dt.datetime = NOON

    def __call__(self) -> dt.datetime:
        """What it says."""
        return self.now

    def pass_(self, **length: float) -> None:
        """Let time go by."""
        self.now += dt.timedelta(**length)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


@dataclass
class Play:
    """The centre of an exercise, and the people in it."""

    centre: Centre
    clock: Clock
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in Account.objects.all():
            self.people[one.username] = one.person(stepped_up=True)

    def __getitem__(self, name: str) -> Person:
        side, _, rest = name.partition("-")
        return self.people[f"{SIDES[side]}-{rest}" if rest else name]

    def release(self, name: str) -> str:
        """The facilitator lets it happen, and the worker reads and gathers."""
        self.clock.pass_(minutes=1)
        made = release(self.centre, self["facilitator"], name)
        self.work()
        self.clock.pass_(minutes=1)
        return made

    def work(self) -> None:
        """A fresh worker reads what waits and gathers at once."""
        Worker(self.centre, _tell).turn()

    def incident(self, report: str) -> str:
        """The incident that rests on a report."""
        said = {
            one["id"]
            for reading in newest("reading")
            if content(reading).get("report") == report
            for one in content(reading)["statements"]
        }
        for one in newest("incident"):
            if said & set(content(one).get("statements", ())):
                return str(one.subject)
        raise LookupError(f"no incident rests on {report}")

    def remark(self, report: str) -> None:
        """The analyst writes down what speaks for and against."""
        words = "One resident heard something; nobody saw it."
        comments.write(self.centre, self["analyst"], self.incident(report), words, key=new_id())

    def file_call(self, call: str) -> None:
        """The duty officer files a call and calls back."""
        duty_officer = self["duty"]
        call_filing.file(self.centre, duty_officer, calls.get(call), key=new_id())
        calls.call_back(
            self.centre, duty_officer, calls.get(call), note="Heard once more.", key=new_id()
        )

    def open_case(self, report: str, title: str) -> str:
        """The duty officer opens a case, and the facilitator hears it."""
        incident = self.incident(report)
        opening = Opening(title=title, incidents=(incident,), opened_as=OpenedAs.MONITOR)
        case = cases.open_(self.centre, self["duty"], opening, key=new_id())
        said = cases.Said(new_id(), "Both accounts are on file.")
        cases.admit(self.centre, self["facilitator"], case, said, admissible=True)
        return case

    def signer(self, person: Person) -> Signer:
        """The statement key of a side."""
        name = key_name(self.centre.home.origin, side_of(person))
        return Signer.from_seed(name, NOTE, hashlib.sha256(name.encode()).digest())

    def set_keys(self) -> None:
        """Every side sets its key."""
        for name in ("a-head", "b-head", "facilitator"):
            one = self[name]
            sets_key(self.centre, one, self.signer(one), key=f"key-{name}")

    def file_position(self, name: str, case: str, said: Said) -> None:
        """A head files a signed position."""
        head = self[name]
        salt = hashlib.sha256(name.encode()).digest()
        what = Statement(
            "position", self.centre.home.origin, case, 1, head.side.value,
            commitment(said.value, salt),
        )  # fmt: skip
        note = sign_statement(what, self.signer(head)).decode()
        opened = Opened(said.stance, said.text, salt.hex())
        positions.file(
            self.centre, head, case, positions.SignedPosition(note, opened), key=f"file-{name}"
        )

    def sit(self, case: str) -> None:
        """A session words what both accept, keeps both texts, and all sign."""
        names = ("facilitator", "a-head", "b-head", "a-officer", "b-officer")
        people = [self[one] for one in names]
        at = self.clock() + dt.timedelta(minutes=5)
        session = sessions.call(self.centre, self["facilitator"], at, key=new_id())
        for one in people:
            sessions.join(self.centre, one, session)
        sessions.open_(self.centre, self["facilitator"], session)
        sessions.take_up(self.centre, self["facilitator"], session, case)

        def room(name: str) -> Room:
            return Room(self.centre, self[name], session, case)

        line = findings.add(room("a-officer"), "A convoy was hit and two drivers hurt.", key="l-1")
        for side in ("a", "b"):
            found = newest_finding(case, 1)
            told = found[1].line(line) if found else None
            seen = told.seen if told else ""
            findings.answer(room(f"{side}-officer"), line, seen, Reply(Answer.ACCEPTED))
            findings.account(room(f"{side}-head"), f"The account of delegation {side}.")
        findings.conclude(room("facilitator"), Outcome.DISPUTED)
        finding = finding_id(case, 1)
        for one in people[:3]:
            version = findings.finding_of(finding)[0]
            wanted = determinations.statement_of(self.centre, one, finding, version)
            note = sign_statement(wanted, self.signer(one)).decode()
            determinations.sign(self.centre, one, finding, version, note=note)


def spring_lull(play: Play) -> None:
    """Little is done, and that little in time."""
    for name in ("bulletin-a", "bulletin-b"):
        play.release(name)
    play.remark(play.release("rumour"))
    play.file_call(play.release("distant-shots"))
    play.remark(play.release("same-story"))
    for name in ("zero-day", "silence-b"):
        play.release(name)
    duty.note(play.centre, play["duty"], "No bulletin of Orvenia came for 8 April.", key=new_id())
    for name in ("blame", "shift-ends"):
        play.release(name)
    duty.hand_over(play.centre, play["duty"], "Two quiet days.", language="en", key=new_id())


def disputed_convoy_strike(play: Play) -> None:
    """Two accounts, blind positions that differ, a finding with both texts."""
    play.set_keys()
    strike = play.release("strike-report")
    play.remark(strike)
    play.file_call(play.release("driver-calls"))
    for name in ("bulletin-a", "bulletin-b"):
        play.release(name)
    case = play.open_case(strike, "Convoy at Tarnsund")
    asked = Asked(case, Side(SIDES["a"]), "Where were your guns at that hour?")
    requests.send(play.centre, play["facilitator"], asked, key=new_id())
    for name in ("silence-a", "agency-looks"):
        play.release(name)
    play.clock.pass_(hours=2)
    play.work()
    play.release("positions-wanted")
    cases.invite(play.centre, play["facilitator"], case, cases.Said(new_id()))
    play.file_position("a-head", case, Said(Stance.REJECT, "Our guns were silent."))
    play.file_position("b-head", case, Said(Stance.CONFIRM, "The fire came from the west."))
    play.release("session")
    play.sit(case)
    play.work()


def contested_termination(play: Play) -> None:
    """Terms with both claims, two shellings alike, a delegation that leaves and returns."""
    for name in ("holds", "declared-over", "denied"):
        play.release(name)
    draft = play.release("terms")
    agreements.publish(
        play.centre, play["facilitator"], draft, reason="As both sides said.", follows=1,
        key=new_id(),
    )  # fmt: skip
    opened = [
        play.open_case(play.release(name), name) for name in ("shelling-by-a", "shelling-by-b")
    ]
    play.release("some-time")
    play.release("leaves")
    duty.note(play.centre, play["duty"], "Delegation A left.", key=new_id())
    play.release("returns")
    for case in opened:
        cases.invite(play.centre, play["facilitator"], case, cases.Said(new_id()))


PLAYS: dict[str, Callable[[Play], None]] = {
    "spring-lull": spring_lull,
    "disputed-convoy-strike": disputed_convoy_strike,
    "contested-termination": contested_termination,
}


def told(play: Play) -> dict[str, Any]:
    """The debrief, as the facilitator and as a delegation sees it."""
    found = debriefed(play.centre, play["facilitator"])
    names = {one.id: name for name, one in play.people.items()}
    lines = [
        {
            "mark": one.mark.id,
            "says": one.mark.says.en,
            "verdict": one.verdict.value,
            "reason": one.reason,
            "minutes": one.minutes,
            "by": names.get(one.deed.actor, one.deed.actor) if one.deed else "",
            "side": one.deed.side.value if one.deed else "",
        }
        for one in found.lines
    ]
    seen = debriefed(play.centre, play["b-officer"])
    return {
        "origin": play.centre.home.origin,
        "lines": lines,
        "same_for_a_delegation": [one.verdict for one in seen.lines]
        == [one.verdict for one in found.lines],
        "released": list(course(play.centre).released),
    }


def main() -> None:
    """Make the exercise, play it, end it, and tell."""
    home, clock = Home.current(), Clock()
    make_record(home, "training", exercise=True)
    home.script.write_text(TEXT, "utf-8")
    with closing(Desk(home, alarm=_tell, clock=clock).open()) as desk:
        centre = at_desk(home, desk, clock)
        script = begin(centre, TEXT)
        demo.admit_all()
        play = Play(centre, clock)
        PLAYS[script.id](play)
        end(centre, play["facilitator"], key=new_id())
        sys.stdout.write(json.dumps(told(play), ensure_ascii=False) + "\n")


main()
