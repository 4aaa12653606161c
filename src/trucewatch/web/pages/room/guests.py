"""Who is in a room now, and what each of them is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from trucewatch.domain.access import Person, Role, Side


@dataclass(frozen=True)
class View:
    """What decides how a room looks: people with the same view are sent the same bytes.

    Args:
        lang: of the page.
        role, side: of the person; on the wall those of nobody.
        takes_part: whether they joined the session.
        wall: shown by a projector, to everybody in the room.
    """

    lang: str
    role: Role
    side: Side
    takes_part: bool
    wall: bool = False

    @property
    def person(self) -> Person:
        """Somebody who sees this."""
        return Person("", self.role, self.side, stepped_up=True)


def view_of(person: Person, lang: str, *, takes_part: bool, wall: bool) -> View:
    """How a person sees a room; the wall shows nothing that is one side's, whoever opened it."""
    if wall:
        return View(lang, Role.PUBLIC, Side.NEUTRAL, takes_part=False, wall=True)
    return View(lang, person.role, person.side, takes_part)


@dataclass(eq=False)
class Guest:
    """One open connection.

    Args:
        person: opaque id.
        name: as others read it.
        view: what they are shown.
        sitting: id of the sitting under which they are signed in.
        gone: set when that has ended; then the connection ends too.
    """

    person: str
    name: str
    view: View
    sitting: str
    gone: bool = field(default=False)
