"""What terms leave open, contradict or leave out, and what other terms did there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from trucewatch.assess.ambiguity_duties import about_duties
from trucewatch.assess.ambiguity_ground import Found, Ground, Practice
from trucewatch.assess.ambiguity_parties import about_parties
from trucewatch.assess.ambiguity_texts import about_texts
from trucewatch.assess.ambiguity_times import about_times
from trucewatch.assess.ambiguity_zones import about_zones
from trucewatch.assess.scope import Places
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.ambiguity import Ambiguity, Precedent, Severity

MOST_EXAMPLES = 3
_CHECKS = (about_zones, about_times, about_parties, about_duties, about_texts)
_ORDER = list(Severity)


def ambiguities(
    agreement: Agreement, others: Iterable[Agreement], registry: Registry, places: Places
) -> tuple[Ambiguity, ...]:
    """Every ambiguity of an agreement that its data show, gaps first.

    Nothing is inferred from the words of a summary: only from what is told and what is not.

    Args:
        others: agreements to compare with; the agreement itself among them is left out.
        registry, places: where its actors and places are on file. Names that they do not hold are
            no ambiguity: `data.agreement_check` tells of those.

    Returns:
        Gaps, then what is unclear, then notes; within these by zones, times, parties, duties and
        texts, each in the order of the agreement. Each without its sentences; see
        `ambiguity_words.worded`.

    >>> from trucewatch.data.agreement_files import Agreements
    >>> from trucewatch.data.gazetteer import Gazetteer
    >>> found = Agreements.packaged()
    >>> calm = found.get("syria-aleppo-calm-2016-05")
    >>> told = ambiguities(calm, found, Registry.packaged(), Gazetteer.packaged())
    >>> [one.entry for one in told if one.code == "end_contested"]
    ['end_contested second']
    """
    compared = [one for one in others if one.id != agreement.id]
    ground = Ground(agreement, registry, places)
    found = [one for check in _CHECKS for one in check(ground)]
    found.sort(key=lambda one: _ORDER.index(one.severity))
    return tuple(_told(one, agreement, compared) for one in found)


def _told(found: Found, agreement: Agreement, others: Sequence[Agreement]) -> Ambiguity:
    one = Ambiguity(
        agreement=agreement.id,
        code=found.code,
        severity=found.severity,
        about=found.about,
        variant=found.variant,
        facts=found.facts,
        others=precedent(found.practice, agreement, others),
    )
    return _marked(one, agreement.ambiguities)


def _marked(one: Ambiguity, known: tuple[str, ...]) -> Ambiguity:
    return replace(one, known=one.listed_in(known))


def precedent(practice: Practice, agreement: Agreement, others: Iterable[Agreement]) -> Precedent:
    """How many of the others did it, with examples, those of the same kind first."""
    answers = [(one, practice(one)) for one in others]
    did = [one for one, answer in answers if answer]
    did.sort(key=lambda one: one.kind is not agreement.kind)
    return Precedent(
        of=sum(answer is not None for _, answer in answers),
        did=len(did),
        examples=tuple(one.id for one in did[:MOST_EXAMPLES]),
    )
