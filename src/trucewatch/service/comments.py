"""Comments on anything of the record, with mentions; following; who hears of what, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.time import write_instant
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.sight import seen
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.models import Follow, Notice
from trucewatch.storage.models.documents import Version
from trucewatch.storage.people.models import Account

MENTION = re.compile(r"(?<![\w@])@([\w.-]{1,60})")
LONGEST = 4000


def write(centre: Centre, person: Person, item: str, words: str, *, key: str) -> str:
    """Say something about an item; those mentioned and those who follow it get a notice.

    Args:
        item: id of what it is about.
        words: 1 to 4,000 characters; `@name` mentions somebody by the name of their account.

    Returns:
        Id of the comment.

    Raises:
        NotThere: no such item, or none that the person may know of.
    """
    permit(person, "comment.write", Resource("comment"))
    seen(person, item)
    subject = subject_of("comment", key)
    _put(centre, person, (subject, item, words), action="comment.write", key=key)
    told = mentioned(words)
    _notify(centre, person, item, told, reason="mentioned")
    others = [one for one in followers(item) if one not in set(told)]
    _notify(centre, person, item, others, reason="followed")
    return subject


def correct(centre: Centre, person: Person, comment: str, words: str, *, key: str) -> None:
    """Say it otherwise; what was said before stays in the history."""
    stands = newest_of(comment)
    if stands is None or stands.body is None:
        raise NotThere(f"no comment {comment}")
    permit(person, "comment.correct", Resource("comment", owner=stands.body["by"]))
    told = (comment, stands.body["item"], words)
    _put(centre, person, told, action="comment.correct", key=key, follows=stands.version)


def comments_on(item: str) -> list[Version]:
    """The comments on an item as they stand, the first one first."""
    return [
        one for one in newest("comment").order_by("seq") if (one.body or {}).get("item") == item
    ]


def follow(person: Person, item: str, *, whether: bool) -> None:
    """Hear of an item from now on, or no more."""
    permit(person, "follow.keep", Resource())
    if whether:
        Follow.objects.get_or_create(person=person.id, subject=item)
    else:
        Follow.objects.filter(person=person.id, subject=item).delete()


def followers(item: str) -> list[str]:
    """Ids of those who want to hear of an item."""
    return list(Follow.objects.filter(subject=item).values_list("person", flat=True))


def tell_followers(centre: Centre, person: Person, item: str) -> None:
    """A notice for each who follows an item that somebody else changed."""
    _notify(centre, person, item, followers(item), reason="changed")


def mentioned(words: str) -> list[str]:
    """Ids of the people whom a text mentions, each once."""
    names = dict.fromkeys(MENTION.findall(words))
    found = Account.objects.filter(username__in=list(names), is_active=True)
    return list(found.order_by("username").values_list("id", flat=True))


def _put(
    centre: Centre,
    person: Person,
    told: tuple[str, str, str],
    *,
    action: str,
    key: str,
    follows: int | None = None,
) -> None:
    subject, item, words = told
    if not words.strip() or len(words) > LONGEST:
        raise InvalidValue("a comment has 1 to 4,000 characters", remedy="shorten it, or part it")
    at = write_instant(centre.clock().replace(microsecond=0))
    document = {"item": item, "words": words.strip(), "by": person.id, "at": at}
    change = Change(kind="comment", subject=subject, document=document, follows=follows)
    perform(centre, person, action, change, key=key)


def _notify(
    centre: Centre, person: Person, item: str, people: Iterable[str], *, reason: str
) -> Sequence[Notice]:
    """A notice for each but the one who caused it."""
    return Notice.objects.bulk_create(
        Notice(person=one, subject=item, reason=reason, by=person.id, at=centre.clock())
        for one in people
        if one != person.id
    )
