"""However its people act, a joint review stays lawful; and each seeded fault shows."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from position_world import Clock, at_clock
from record.conftest import emptied, made
from review_machine import Review
from trucewatch.domain.access import Person, Side
from trucewatch.domain.centre_rules import DecisionRule
from trucewatch.domain.determination import Determination, Signatory, Signature
from trucewatch.domain.errors import Refusal
from trucewatch.domain.position import Opened
from trucewatch.domain.wire import from_wire
from trucewatch.domain.wording import Wording
from trucewatch.review import determining, position_course
from trucewatch.review import wording as wording_course
from trucewatch.review.position_course import Course, Filing
from trucewatch.service import verb
from trucewatch.service.centre import Centre, at_desk
from trucewatch.service.review import determinations, findings, positions, settling
from trucewatch.service.review.rounds import Round
from trucewatch.service.review.settling import Place
from trucewatch.service.verb import permit
from trucewatch.storage import batch, projection
from trucewatch.storage.checking import faults
from trucewatch.storage.desk import Desk
from trucewatch.storage.models import Document
from trucewatch.storage.position_seal import seal
from trucewatch.storage.rows import COLUMNS, Row

EXAMPLES = 50
"""For each centre: a step takes longer the more cases lie before it."""
PARTS = -(-int(os.environ.get("TRUCEWATCH_REVIEWS", "500")) // EXAMPLES)
STEPS = 50
LONG = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    derandomize=False,
    database=None,
)


FINDING_FAULTS = settings(LONG, max_examples=400)
"""Most faults show within thirty reviews; the rest is so that none is missed by chance."""
BODY = list(COLUMNS["document"]).index("body")


@pytest.fixture
def sqlite_bare(request: pytest.FixtureRequest, place: Path) -> Iterator[Centre]:
    """A fresh centre on SQLite, whose record may be spoilt."""
    with emptied(request, place, "sqlite"):
        home = made(place)
        alarms: list[str] = []
        desk = Desk(home, alarm=alarms.append).open()
        yield at_desk(home, desk)
        desk.close()


@pytest.fixture
def sqlite_centre(sqlite_bare: Centre) -> Iterator[Centre]:
    """The same, and at the end its record is what was signed."""
    yield sqlite_bare
    assert list(faults(sqlite_bare.home)) == []


def reviews(centre: Centre, how: settings = LONG) -> None:
    """Random reviews at a centre."""
    clock = Clock()
    here = type("ReviewHere", (Review,), {"centre": at_clock(centre, clock), "clock": clock})
    run_state_machine_as_test(here, settings=how)


@pytest.mark.parametrize("part", range(PARTS))
def test_random_reviews_stay_lawful(sqlite_centre: Centre, part: int) -> None:
    """Nothing unsigned, no peek, nothing signed unseen, nothing deleted, tables as the ledger."""
    del part
    reviews(sqlite_centre)


def enough_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is determined by the first signature."""

    def is_enough(signed: Iterable[Signatory], rule: DecisionRule) -> bool:
        return bool(list(signed)) and rule is not None

    for module in (determinations, determining):
        monkeypatch.setattr(module, "is_enough", is_enough)


def reveals_after_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first to file is shown to the other."""
    monkeypatch.setattr(position_course, "both_filed", lambda course: bool(course.filed))


def opens_at_filing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is recorded open while the other side can still file."""
    monkeypatch.setattr(
        positions,
        "filing",
        lambda course, side, _: Filing(late=True, amends=_version(course, side)),
    )


def seals_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is called sealed is the text in base64."""

    def plain(centre: Centre, round_: Round, side: Side, opened: Opened) -> str:
        del round_, side
        wide = len(seal(centre.home, b""))
        return b64encode(opened.text.encode().ljust(wide, b"\0")).decode()

    monkeypatch.setattr(positions, "sealed_text", plain)


def counts_every_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures under earlier words count for later ones."""

    def every(of: str, version: int) -> dict[Signatory, str]:
        rows = Document.objects.filter(kind="signature", body__of=of, body__version__lte=version)
        found = [from_wire(Signature, one.body) for one in rows.order_by("seq")]
        return {one.by: one.note for one in found}

    monkeypatch.setattr(determinations, "holding", every)


def keeps_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line whose words change keeps what was said to the old ones."""

    def change(wording: Wording, id_: str, seen: str, text: str, *, by: Side) -> Wording:
        del seen, by
        lines = tuple(replace(one, text=text) if one.id == id_ else one for one in wording.lines)
        return replace(wording, lines=lines)

    monkeypatch.setattr(wording_course, "change", change)


def records_another_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """The determination says something else than what was signed."""
    true = determining.determine

    def altered(*given: Any, **named: Any) -> Determination:
        made_ = true(*given, **named)
        return replace(made_, text=made_.text + "\nline 9 by neutral\n| Added later.")

    monkeypatch.setattr(determinations, "determine", altered)


def deletes_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the newest version of a finding stays."""

    def settle(centre: Centre, person: Person, place: Place, step: Any, **rests: Any) -> int:
        version = settling.settle(centre, person, place, step, **rests)
        Document.objects.filter(subject=place.subject, version__lt=version).delete()
        return version

    monkeypatch.setattr(findings, "settle", settle)


def rows_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table says something else than the ledger."""

    def project(entry: Any, closed: Any) -> Iterator[Row]:
        for row in projection.project(entry, closed):
            if entry.type == "finding.recorded" and row.table == "document":
                columns = (*row.columns[:BODY], '{"other":1}', *row.columns[BODY + 1 :])
                yield Row(row.table, columns)
            else:
                yield row

    monkeypatch.setattr(batch, "project", project)


def lets_the_gone_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A delegation that left goes on filing and wording."""
    for module in (positions, findings, determinations):
        monkeypatch.setattr(module, "permit_in_review", permit)
    monkeypatch.setattr(verb, "require_part", lambda *_: {})


def lets_anybody_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """An officer signs for their side."""

    def anybody(*asked: object) -> None:
        del asked

    monkeypatch.setattr(determinations, "permit_in_review", anybody)


FAULTS = (
    enough_with_one, reveals_after_one, opens_at_filing, seals_nothing, counts_every_version,
    keeps_answers, records_another_text, deletes_versions, rows_differ, lets_the_gone_work,
    lets_anybody_sign,
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_is_found(
    sqlite_bare: Centre, monkeypatch: pytest.MonkeyPatch, fault: Callable[..., None]
) -> None:
    """The random reviews would notice each of them."""
    fault(monkeypatch)
    with pytest.raises((AssertionError, Refusal, Flaky, ExceptionGroup)):
        reviews(sqlite_bare, FINDING_FAULTS)


def _version(course: Course, side: Side) -> int | None:
    found = course.filed.get(side)
    return found.version if found else None
