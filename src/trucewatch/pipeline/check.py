"""Agreement files checked: faults with their lines, then what the terms leave open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from trucewatch.assess.ambiguity import ambiguities
from trucewatch.assess.ambiguity_words import worded
from trucewatch.assess.explain import Names
from trucewatch.data.agreement_files import (
    RELATIONS,
    Agreements,
    in_circle,
    nesting_circle,
    packaged_sheets,
    read_agreement,
)
from trucewatch.data.agreement_names import unknown_names
from trucewatch.data.agreement_shapes import swapped
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.data.yaml_marks import Marked, parse
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.ambiguity import Ambiguity, Severity
from trucewatch.domain.errors import Refusal, UnknownName
from trucewatch.domain.sentence import Sentence
from trucewatch.pipeline.files import LARGEST_BYTES, STANDARD_INPUT, bytes_of

_FILE_ENDS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of one agreement.

    Args:
        name: the file, or the packaged file of the id that was named.
        agreement, title: its id and first name.
        faults: each with file, line and remedy.
        ambiguities: gaps first, each in words.
        not_found: entries of its own list of known ambiguities that nothing was found for.
    """

    name: str
    agreement: str
    title: str
    faults: tuple[Refusal, ...]
    ambiguities: tuple[Ambiguity, ...]
    not_found: tuple[str, ...]

    @property
    def new_gaps(self) -> tuple[Ambiguity, ...]:
        """Gaps that the file does not list as known."""
        return tuple(
            one for one in self.ambiguities if one.severity is Severity.GAP and not one.known
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What came of a row of agreements, in the order given, and why others could not be read."""

    checked: tuple[Checked, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A file that could be read: its tree, its terms, and faults found on the way."""

    root: Marked
    terms: Agreement
    faults: tuple[Refusal, ...] = ()


def check(names: Iterable[str] = (), *, lang: str = "en", largest: int = LARGEST_BYTES) -> Checks:
    """Check agreement files and packaged agreements; one that is bad leaves the others checked.

    A file that has the id of a packaged agreement stands in for it.

    Args:
        names: paths that end in `.yaml` or `.yml` or lead to a file, "-" for standard input, or
            ids of packaged agreements; none is all that are packaged.
        lang: of the sentences: `en`, `ru` or `ar`.
        largest: bytes; a larger file is refused before it is opened.

    >>> check(["no-such.yaml"]).refused[0].code, check(["syria-2016-02-22"]).refused
    ('unreadable_input', ())
    """
    packaged = {one.id: sheet for one, sheet in zip(_packaged(), packaged_sheets(), strict=True)}
    sheets: list[_Sheet] = []
    refused: list[Refusal] = []
    for name in tuple(names) or tuple(packaged):
        try:
            file, raw = _raw(name, packaged, largest)
            sheets.append(_Sheet(parse(raw, file), read_agreement(raw, file)))
        except Refusal as err:
            refused.append(err)
    known = {one.id: one for one in _packaged()} | {one.terms.id: one.terms for one in sheets}
    judged = _with_faults(sheets, known)
    return Checks(
        checked=tuple(_checked(one, known, lang) for one in judged), refused=tuple(refused)
    )


def check_text(
    raw: bytes, name: str, *, beside: Iterable[Agreement] = (), lang: str = "en"
) -> Checks:
    """Check one text as `check` checks a file.

    Args:
        name: how faults call it.
        beside: agreements that it may rest on, besides the packaged ones.
        lang: of the sentences: `en`, `ru` or `ar`.

    >>> [str(one) for one in check_text(b"id: x", "draft").refused]
    ["draft, line 1: 'names' is missing; add 'names' to the entry that begins here"]
    """
    try:
        sheet = _Sheet(parse(raw, name), read_agreement(raw, name))
    except Refusal as err:
        return Checks(checked=(), refused=(err,))
    known = {one.id: one for one in (*_packaged(), *beside, sheet.terms)}
    judged = _with_faults([sheet], known)
    return Checks(checked=tuple(_checked(one, known, lang) for one in judged), refused=())


def _packaged() -> Agreements:
    return Agreements.packaged()


def _raw(name: str, packaged: dict[str, tuple[str, bytes]], largest: int) -> tuple[str, bytes]:
    """The bytes of a file or of a packaged agreement, with the name that errors give it."""
    if name in packaged:
        return packaged[name]
    if name == STANDARD_INPUT or name.endswith(_FILE_ENDS) or Path(name).exists():
        return name, bytes_of(name, largest=largest)
    remedy = Sentence("name a .yaml file, or one of {packaged}", packaged=", ".join(packaged))
    raise UnknownName(Sentence("no agreement has the id {name!r}", name=name), remedy=remedy)


def _with_faults(sheets: Iterable[_Sheet], known: dict[str, Agreement]) -> Iterator[_Sheet]:
    first: dict[str, str] = {}
    for sheet in sheets:
        root, terms = sheet.root, sheet.terms
        found = [*unknown_names(root), *swapped(root), *_relations(root, terms, known)]
        at = root.get("id")
        if terms.id in first and at is not None:
            remedy = Sentence("{file} has it already; give this one another", file=first[terms.id])
            found.append(at.fault(Sentence("agreement id {id} is used twice", id=terms.id), remedy))
        first.setdefault(terms.id, root.name)
        yield replace(sheet, faults=tuple(found))


def _relations(root: Marked, terms: Agreement, known: dict[str, Agreement]) -> Iterator[Refusal]:
    """What the terms rest on and is not there, and circles in which they stand."""
    for relation in RELATIONS:
        at = root.get(relation)
        if at is None or at.missing:
            continue
        listed = list(at.elements()) or [at]
        for one in listed:
            if one.text() not in known:
                remedy = Sentence(
                    "give its file too, or name one of {known}", known=", ".join(known)
                )
                yield one.fault(
                    Sentence("no agreement has the id {given}", given=one.text()), remedy
                )
        circle = nesting_circle(known.values(), relation)
        if terms.id in circle:
            yield at.fault(*in_circle(relation, circle))


def _checked(sheet: _Sheet, known: dict[str, Agreement], lang: str) -> Checked:
    registry, places = Registry.packaged(), Gazetteer.packaged()
    names = Names(registry, places, known)
    terms = sheet.terms
    found = tuple(
        worded(one, names, lang) for one in ambiguities(terms, known.values(), registry, places)
    )
    entries = {str(one.code) for one in found} | {one.entry for one in found}
    return Checked(
        name=sheet.root.name,
        agreement=terms.id,
        title=terms.name_in(lang),
        faults=sheet.faults,
        ambiguities=found,
        not_found=tuple(one for one in terms.ambiguities if one not in entries),
    )
