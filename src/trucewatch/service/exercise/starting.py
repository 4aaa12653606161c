"""Beginning an exercise in a record that was made for one, and ending it."""

from __future__ import annotations

from typing import Any

import yaml

from trucewatch.data.centre_rules_files import packaged_text, read_rules
from trucewatch.data.exercise_files import read_script
from trucewatch.domain.access import MACHINE, Audience, Person, Resource, Side
from trucewatch.domain.exercise import Script
from trucewatch.domain.time import write_instant
from trucewatch.domain.wire import to_wire
from trucewatch.review.exercise_clock import MOVED, Anchor
from trucewatch.service.centre import Centre
from trucewatch.service.exercise.course import SCRIPT, about, course, player
from trucewatch.service.registers import agreements
from trucewatch.service.review import rules_in_force
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.exercise import EXERCISE


def begin(centre: Centre, text: str) -> Script:
    """Put the script on record as what the record begins with, with its terms and rules.

    Sent again it finds what is there.

    Raises:
        Denied: the centre is no exercise.
        UnreadableInput: the text is no script.
        InvalidValue: its terms have errors.
    """
    script, world = read_script(text), player()
    permit(world, "exercise.start", about(centre))
    document = {
        "script": script.id,
        "title": to_wire(script.title),
        "about": to_wire(script.about),
        "begins": write_instant(script.begins),
        "speed": script.speed,
        "by_clock": False,
        MOVED: [Anchor(centre.machine_clock(), script.begins).told],
        "ended": None,
    }
    first = Change(kind=EXERCISE, subject=EXERCISE, document=document)
    whole = Change(
        kind=SCRIPT, subject=SCRIPT, document={"text": text}, audience=Audience.FACILITATOR
    )
    for one in (first, whole):
        perform(centre, world, "exercise.start", one, key=f"exercise:{one.kind}")
    _bring_rules(centre, script)
    draft = agreements.draft(centre, world, script.agreement, key="exercise:terms")
    reason = "invented for this exercise"
    agreements.publish(
        centre, world, draft, reason=reason, follows=1, key="exercise:terms-published"
    )
    return script


def set_by_clock(centre: Centre, person: Person, *, by_clock: bool, key: str) -> None:
    """Let injects come when their time has come, or by hand alone.

    Raises:
        Denied, StaleVersion.
    """
    change(centre, person, {"by_clock": by_clock}, key=key)


def end(centre: Centre, person: Person, *, key: str) -> None:
    """End it: its clock stands still, and the whole script is opened to everybody.

    Raises:
        Denied, StaleVersion.
    """
    permit(person, "exercise.run", about(centre))
    stands = course(centre)
    released = {
        name: {
            "exercise": write_instant(one.exercise),
            "made": one.made,
        }
        for name, one in stands.released.items()
    }
    now = write_instant(centre.machine_clock())
    change(centre, person, {"ended": now, "text": stands.text, "released": released}, key=key)


def change(centre: Centre, person: Person, told: dict[str, Any], *, key: str) -> None:
    """Put something about the exercise on record, beside what is known of it.

    Raises:
        Denied, StaleVersion.
    """
    permit(person, "exercise.run", about(centre))
    stands = course(centre)
    new = Change(
        kind=EXERCISE,
        subject=EXERCISE,
        document={**stands.document, **told},
        follows=stands.version,
    )
    perform(centre, person, "exercise.run", new, key=key)


def _bring_rules(centre: Centre, script: Script) -> None:
    """The packaged rules with the parties of the script and clocks that end within a day."""
    permit(MACHINE, "rules.install", Resource(rules_in_force.KIND))
    text = rules_text(script)
    document: dict[str, Any] = {"text": text, "signatures": {}, "proposal": None}
    installed = Change(kind=rules_in_force.KIND, subject=rules_in_force.SUBJECT, document=document)
    perform(centre, MACHINE, "rules.install", installed, key="rules:installed")


def rules_text(script: Script) -> str:
    """The rules of an exercise, as the text that the sides would sign to change them."""
    rules = read_rules(packaged_text())
    clocks = {
        name: {"amount": getattr(script.hours, name), "unit": "hours", "calendar": "always"}
        for name in ("request", "position", "session")
    }
    sides = {
        side.value: [one.id for one in script.parties if one.side is side]
        for side in (Side.A, Side.B)
    }
    told = {**to_wire(rules), "name": f"Rules of the exercise {script.id}"}
    told |= {"deadlines": clocks, "answers_for": sides}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)
