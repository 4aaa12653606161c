"""Who works on what at this moment: claims, and who looks at a thing now.

Neither is part of the record: a claim keeps two people from the same work, and forbids nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import Refusal
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import permit
from trucewatch.storage.documents import newest_of
from trucewatch.storage.models import Claim, Presence

CLAIM_LASTS = dt.timedelta(minutes=20)
"""Without a sign of its holder: longer than reading a report and calling somebody about it takes,
shorter than a break after which nobody remembers."""
BEAT_S = 20
SEEN_FOR = dt.timedelta(seconds=3 * BEAT_S)
"""Two signs may be lost on a bad line before somebody counts as gone."""


class Claimed(Refusal):
    """Somebody else works on it; `by` is their id."""

    code = "claimed"

    def __init__(self, subject: str, by: str) -> None:
        self.by = by
        super().__init__(f"{subject} is claimed by {by}", remedy="leave it to them, or ask them")


def claim(centre: Centre, person: Person, subject: str) -> None:
    """Tell others that one works on a thing; claiming it again renews the claim.

    Raises:
        Claimed: somebody else does, and was seen at it within `CLAIM_LASTS`.
        NotThere: no such thing.
    """
    permit(person, "triage.claim", Resource())
    if newest_of(subject) is None:
        raise NotThere(f"nothing {subject} is on record")
    now = centre.machine_clock()
    given = {"person": person.id, "at": now}
    held, made = Claim.objects.get_or_create(subject=subject, defaults=given)
    free = Q(person=person.id) | Q(at__lt=now - CLAIM_LASTS)
    # One statement, so that of two people who find it free at once only one gets it.
    if not made and not Claim.objects.filter(free, subject=subject).update(**given):
        raise Claimed(subject, held.person)


def release(centre: Centre, person: Person, subject: str) -> None:
    """Leave a thing to others; a claim of somebody else stays."""
    del centre
    permit(person, "triage.release", Resource())
    Claim.objects.filter(subject=subject, person=person.id).delete()


def claims(centre: Centre, subjects: Iterable[str]) -> dict[str, str]:
    """Ids of who works on which of the things now."""
    since = centre.machine_clock() - CLAIM_LASTS
    found = Claim.objects.filter(subject__in=list(subjects), at__gte=since)
    return dict(found.values_list("subject", "person"))


def be_at(centre: Centre, person: Person, subject: str) -> None:
    """Tell that one looks at a thing now; one's claim on it is renewed by that.

    Args:
        subject: "" for looking at nothing any more.
    """
    permit(person, "presence.tell", Resource())
    now = centre.machine_clock()
    Presence.objects.update_or_create(person=person.id, defaults={"subject": subject, "at": now})
    fresh = Claim.objects.filter(subject=subject, person=person.id, at__gte=now - CLAIM_LASTS)
    fresh.update(at=now)


def others_at(
    centre: Centre, person: Person, subjects: Iterable[str]
) -> Mapping[str, tuple[str, ...]]:
    """Ids of the other people who look at each of the things now; things alone are left out."""
    since = centre.machine_clock() - SEEN_FOR
    seen = Presence.objects.filter(subject__in=list(subjects), at__gte=since)
    found: dict[str, list[str]] = defaultdict(list)
    for one in seen.exclude(person=person.id).order_by("person"):
        found[one.subject].append(one.person)
    return {subject: tuple(people) for subject, people in found.items()}
