"""Who claims what a statement says, the same body in every report: speaker, issuer or paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from trucewatch.data.registry import Registry
from trucewatch.domain.compliance import Claimant
from trucewatch.domain.document import Document
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Speaker, Statement
from trucewatch.text.issuing import issuer_of
from trucewatch.text.registered import name_index


def claimants_of(readings: Sequence[Reading]) -> Iterator[Callable[[Statement], Claimant]]:
    """For each reading, what gives the claimant of one of its statements.

    The nearest speaker claims; what a bulletin says itself its issuer claims, and what another
    report says itself its source. Somebody on no register is somebody within one report, since
    two papers' "residents" are not the same people.
    """
    for number, reading in enumerate(readings, 1):
        yield _Within(reading.document, number)


class _Within:
    """The claimants of one report."""

    def __init__(self, document: Document, number: int) -> None:
        self._document = document
        self._number = number
        self._issuer = self._issued_by()

    def __call__(self, said: Statement) -> Claimant:
        """Who claims it."""
        return self._speaker(said.speakers[0]) if said.speakers else self._issuer

    def _speaker(self, speaker: Speaker) -> Claimant:
        name = " and ".join((speaker.name, *speaker.with_))
        if speaker.actor is not None:
            return Claimant(id="+".join((speaker.actor, *speaker.with_)), name=name)
        key = f"report:{self._number}:{'+'.join((speaker.name, *speaker.with_))}"
        return Claimant(id=key, name=name, report=self._document.name)

    def _issued_by(self) -> Claimant:
        document = self._document
        named = name_index().find(document.text, document.published)
        issuer = issuer_of(document, named)
        if issuer is not None and issuer.actor is not None:
            return Claimant(id=issuer.actor, name=issuer.name)
        source = document.source or ""
        if source in Registry.packaged().actors:
            return Claimant(id=source, name=Registry.packaged().name_of(source))
        name = source or (issuer.name if issuer else document.name)
        return Claimant(id=f"report:{self._number}", name=name, report=document.name)
