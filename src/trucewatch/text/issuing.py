"""Who issues a document that is no news report: a bulletin, a field note, a daily record."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trucewatch.domain.actor import ActorKind
from trucewatch.domain.document import BlockKind, Document
from trucewatch.domain.statement import Mention
from trucewatch.text import lexicon
from trucewatch.text.naming import Named

_HEADLINES = 2
_NO_ISSUER = frozenset({ActorKind.STATE, ActorKind.PERSON, ActorKind.MEDIA})


def issuer_of(document: Document, named: Iterable[Named]) -> Mention | None:
    """The body whose document it is, by its first headlines; None for a news report.

    A body that no register holds is known by its common name: a FIELD TEAM NOTE is issued by
    "field team".
    """
    heads = [b for b in document.blocks[: _HEADLINES + 1] if b.kind is BlockKind.HEADLINE]
    titles = [head.span.cut(document.text) for head in heads[:_HEADLINES]]
    words = [word.lower() for title in titles for word in re.findall(r"[^\W\d_]+", title)]
    kinds = lexicon.words("en", "speech", "documents")
    at = next((number for number, word in enumerate(words) if word in kinds), None)
    if at is None:
        return None
    for one in named:
        actor = one.actor
        inside = any(head.span.holds(one.span) for head in heads)
        if inside and actor is not None and actor.kind not in _NO_ISSUER:
            return Mention(actor.name, actor.id, one.words)
    bodies = lexicon.words("en", "speech", "voices")
    if at and words[at - 1] in bodies:
        name = " ".join(words[max(0, at - 2) : at])
        return Mention(name, None, name)
    return None
