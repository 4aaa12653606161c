"""Every packaged arrangement loads, names what is registered, and tells where it was read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

import jsonschema
import pytest
import yaml

from trucewatch.data.agreement_check import faults
from trucewatch.data.agreement_files import Agreements, read_agreement
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.moment import Citation, Grade

FOLDER = files("trucewatch.data").joinpath("agreements")
SHEETS = {one.name: one.read_bytes() for one in FOLDER.iterdir() if one.name.endswith(".yaml")}
each = pytest.mark.parametrize("name", sorted(SHEETS))
TO_BE_CHECKED = "background knowledge, to be checked"


def made(name: str) -> Agreement:
    """The agreement of a packaged file."""
    return read_agreement(SHEETS[name], name)


@each
def test_a_packaged_file_loads(name: str) -> None:
    """A file that is refused would leave its days without terms."""
    assert made(name).id == name.removesuffix(".yaml")


@each
def test_it_names_only_what_is_registered(name: str) -> None:
    """A misspelt actor would bind nobody."""
    assert faults(made(name)) == ()


@each
def test_it_fits_the_shipped_schema(name: str) -> None:
    """Editors and other programs read the form of a file out of the schema."""
    tree = yaml.load(SHEETS[name], _Plain)  # noqa: S506 - a safe loader without dates
    schema = json.loads(
        files("trucewatch.data").joinpath("schema/agreements.schema.json").read_text()
    )
    faulty = jsonschema.Draft202012Validator(schema).iter_errors(tree)
    assert [f"{one.json_path}: {one.message}" for one in faulty] == []


@each
def test_every_clause_tells_its_source(name: str) -> None:
    """A duty of which nobody knows where it was read cannot be held against anybody."""
    assert [one.id for one in made(name).clauses if not one.citation.source.strip()] == []


@each
def test_what_was_read_has_an_address(name: str) -> None:
    """Whoever doubts a fact that was read has to be able to read it again."""
    read = [one.source for one in cited(made(name)) if one.grade is Grade.READ]
    assert [one for one in read if "http" not in one] == []


@each
def test_background_knowledge_says_so(name: str) -> None:
    """Nobody may take for read what was only remembered."""
    remembered = [one.source for one in cited(made(name)) if one.grade is Grade.BACKGROUND]
    assert [one for one in remembered if TO_BE_CHECKED not in one] == []


@each
def test_names_stand_in_three_languages(name: str) -> None:
    """The two delegations and the facilitator read them alike."""
    assert set(made(name).langs) >= {"en", "ru", "ar"}


def test_the_packaged_arrangements_fit_together() -> None:
    """Each rests on arrangements that are there."""
    assert len(Agreements.packaged()) == len(SHEETS)


def cited(terms: Agreement) -> Iterator[Citation]:
    """Where each fact of an agreement was read, with the grade it has there."""
    parts = (terms.zones, terms.memberships, terms.exclusions, terms.clauses, terms.amendments)
    for part in parts:
        yield from (one.citation for one in part)
    for facts in (terms.window.starts, terms.window.ends, terms.announced, terms.signed):
        yield from (one.citation for one in facts)
    for one in terms.amendments:
        moments = (*one.effective, *one.announced)
        moments += (*one.window.starts, *one.window.ends) if one.window else ()
        yield from (fact.citation for fact in moments)


class _Plain(yaml.SafeLoader):
    """Reads days as the words that stand there."""


_Plain.yaml_implicit_resolvers = {
    mark: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
    for mark, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
