"""Write docs/reference/agreements-library.md from the packaged agreements.

python tools/make_agreements_table.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from trucewatch.data.agreement_files import Agreements
from trucewatch.data.zones import zone
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import AmendmentKind
from trucewatch.domain.moment import Citation, Grade, TimeFact

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "agreements-library.md"
HEAD = """# Library of agreements

Made by `tools/make_agreements_table.py` from the files of `src/trucewatch/data/agreements`; change
those, not this page. Every arrangement is told in our own words, each fact with its source. Moments
are on the clock they were given in; several are rival accounts, each with who asserts it. The last
columns count the clauses by grade: R read at the source, B background knowledge to be checked, I
inferred.

`trucewatch agreements show ID` shows one of them whole. To add one, write a file of the same form
(`src/trucewatch/data/schema/agreements.schema.json`); nothing else has to be registered.

| id | name | kind | from | until | clauses | R | B | I |
|---|---|---|---|---|---|---|---|---|
"""
UNKNOWN_HEAD = """
## What is not known

What is missing is left out of the files, and an answer that would need it says so. A zone whose
line is not on file never gives *surely*.

"""


def page() -> str:
    """The whole page."""
    terms = tuple(Agreements.packaged())
    rows = "".join(f"| {' | '.join(_row(one))} |\n" for one in terms)
    gaps = "".join(_gaps(one) for one in terms)
    return (HEAD + rows + UNKNOWN_HEAD + gaps).rstrip() + "\n"


def _row(one: Agreement) -> Iterator[str]:
    yield f"`{one.id}`"
    yield one.name
    yield one.kind.replace("_", " ")
    yield _moments(one.window.starts, one.time_zone)
    yield "; ".join(_ends(one)) or "open"
    yield str(len(one.clauses))
    yield from _grades(clause.citation for clause in one.clauses)


def _ends(one: Agreement) -> Iterator[str]:
    if one.ends:
        yield _moments(one.ends, one.time_zone)
    for change in one.amendments:
        if change.kind is AmendmentKind.TERMINATE:
            yield f"ended by account: {_moments(change.effective, one.time_zone)}"


def _grades(cited: Iterable[Citation]) -> Iterator[str]:
    grades = [one.grade for one in cited]
    yield from (str(grades.count(grade)) for grade in Grade)


def _moments(facts: Iterable[TimeFact], clock: str) -> str:
    return "; ".join(_moment(fact, clock) for fact in facts)


def _moment(fact: TimeFact, clock: str) -> str:
    who = f" ({', '.join(fact.asserted_by)})" if fact.asserted_by else ""
    if fact.at is None:
        return f"not known{who}"
    local = fact.at.astimezone(zone(fact.zone or clock))
    return f"{local:%Y-%m-%d}{who}" if fact.until else f"{local:%Y-%m-%d %H:%M}{who}"


def _gaps(one: Agreement) -> str:
    lines = [f"zone not on file as a line: {z.name}" for z in one.zones if not z.known]
    lines += [
        f"zone known by some of its places only: {z.name}" for z in one.zones if z.known and z.outer
    ]
    lines += [
        f"clause {c.number} leaves undefined: {', '.join(c.undefined)}"
        for c in one.clauses
        if c.undefined
    ]
    lines += [
        f"clause {c.number} is one reading: asserted by {', '.join(c.asserted_by) or 'nobody'}"
        + (f", denied by {', '.join(c.contested_by)}" if c.contested_by else "")
        for c in one.clauses
        if c.disputed
    ]
    weak = [c.number for c in one.clauses if c.citation.grade is not Grade.READ]
    lines += [f"to be checked or inferred: clauses {', '.join(weak)}"] if weak else []
    if not lines:
        return ""
    return f"### {one.id}\n\n" + "".join(f"- {line}\n" for line in lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
