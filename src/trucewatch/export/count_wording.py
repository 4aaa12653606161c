"""Rival counts in the words of a language, the same on page, plot and terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.data.loading import load_yaml
from trucewatch.data.phrases import sentence
from trucewatch.data.registry import Registry
from trucewatch.data.zones import zone
from trucewatch.domain.amount import Amount, Told
from trucewatch.domain.conversion import Conversion
from trucewatch.domain.count_check import CountCheck, Outcome
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.observation import Observation
from trucewatch.domain.rival_counts import CountSet, RivalCounts, Unlike
from trucewatch.domain.time import UTC, TimeRange

_FILE = "vocabulary/counts.yaml"
REPORT = "report:"
RIGHT_TO_LEFT = frozenset({"ar"})
SIGNS = {Outcome.HOLDS: "=", Outcome.CONTRADICTS: "≠", Outcome.CANNOT_TELL: "?"}
_AMOUNTS = frozenset({"sum", "total", "previous", "then", "before", "made", "other", "inner",
                      "confirmed", "rows"})  # fmt: skip


def label(key: str, lang: str) -> str:
    """A word around the figures.

    >>> label("refused", "en"), label("claimant", "ru")
    ('refused', 'кто сообщает')
    """
    tree = load_yaml(_FILE)
    sections = ("labels", "told", "outcomes", "parts", "why")
    found = next(tree[section][key] for section in sections if key in tree[section])
    return str(found[lang])


def unit(key: str, lang: str) -> str:
    """What is counted, as written where the vocabulary does not know it."""
    known = load_yaml(_FILE)["units"].get(key)
    return str(known[lang]) if known else key.replace("_", " ")


def isolated(text: str, lang: str) -> str:
    """A text that runs from left to right, kept so among words that run the other way.

    >>> isolated("2020-08-06", "en"), isolated("2020-08-06", "ar")
    ('2020-08-06', '\u20662020-08-06\u2069')
    """
    return f"\u2066{text}\u2069" if lang in RIGHT_TO_LEFT else text


def amount(one: Amount, lang: str) -> str:
    """A number or the reason why there is none.

    >>> amount(Amount.of(4, 6), "en"), amount(Amount.of(12, None), "en"), amount(Amount(), "en")
    ('4–6', '12 or more', 'N/K')
    >>> amount(Amount(told=Told.NO_DATA), "en"), amount(Amount.of(0, 0), "en")
    ('no data', '0')
    """
    if one.told is not Told.COUNTED:
        return label(one.told.value, lang)
    if not one.has_number:
        return "N/K"
    if one.high is None:
        return label("at_least", lang).format(low=one.low)
    if one.low is None:
        return label("at_most", lang).format(high=one.high)
    return str(one.low) if one.exact else f"{one.low}–{one.high}"


def check_sentence(check: CountCheck, lang: str) -> str:
    """What a check comes to."""
    facts = {key: _fact(key, value, lang) for key, value in check.facts.items()}
    return sentence(check.sentence, lang, facts)


def _fact(key: str, value: str, lang: str) -> str:
    if key == "by":
        return label(value, lang)
    if key in {"parts", "stretches"}:
        return isolated(" + ".join(_figure(one, lang) for one in value.split(" + ")), lang)
    if key in {"change", "rule"}:
        return isolated(value, lang)
    return _figure(value, lang) if key in _AMOUNTS else value


def _figure(value: str, lang: str) -> str:
    """An amount as facts carry it, in words."""
    if value in {Told.NO_DATA.value, Told.REFUSED.value}:
        return label(value, lang)
    low, sign, high = value.partition("..")
    if not sign:
        return value
    return amount(Amount.of(*(int(side) if side else None for side in (low, high))), lang)


def unlike_sentence(one: Unlike, lang: str) -> str:
    """Why figures beside one another are not like with like."""
    facts = {key: isolated(value, lang) for key, value in one.facts.items() if key != "units"}
    units = one.facts.get("units", "")
    facts["units"] = ", ".join(unit(key, lang) for key in units.split(", "))
    return sentence(f"unlike.{one.code}", lang, facts)


def accused(claim: CountClaim, lang: str) -> str:
    """Who is accused, by name where a register has it."""
    return actors(claim.accused, lang) or label("nobody", lang)


def actors(keys: Iterable[str], lang: str) -> str:
    """Names in a row."""
    return ", ".join(Registry.packaged().name_of(one, lang) for one in keys)


def claimant(key: str, name: str, lang: str) -> str:
    """Who claims, in the language where a register has the name; a report by its file's name.

    >>> claimant("north", "north/south", "en"), claimant("report:1", "in/bulletin.txt", "en")
    ('north/south', 'bulletin.txt')
    """
    known = Registry.packaged().actors.get(key)
    if known:
        return known.name_in(lang)
    itself = key.startswith(REPORT) and key.count(":") == 1
    return name.replace("\\", "/").rpartition("/")[2] if itself else name


def figure(claim: CountClaim, lang: str) -> str:
    """The figure of a claim; one that confirms says whose."""
    told = amount(claim.total, lang)
    if claim.confirms is None:
        return told
    return f"{told} ({label('confirms', lang).format(of=actors((claim.confirms,), lang))})"


def hours(claim: CountClaim, lang: str) -> str:
    """How many hours it is about."""
    length = claim.length_h
    return label("not_told", lang) if length is None else f"{length:g}"


def window(time: TimeRange | None, lang: str) -> str:
    """A window on its own clock in figures that every language reads alike.

    >>> day = dt.datetime(2020, 8, 6, tzinfo=UTC)
    >>> window(TimeRange(start=day, end=day + dt.timedelta(days=2)), "en")
    '2020-08-06 – 2020-08-07 UTC'
    >>> window(TimeRange(start=day, end=day + dt.timedelta(hours=1)), "en")
    '2020-08-06 00:00 – 01:00 UTC'
    """
    if time is None or (time.start is None and time.end is None):
        return label("no_window", lang)
    return isolated(f"{_bare(time, 'en', time.zone)} {time.zone or 'UTC'}", lang)


def _bare(time: TimeRange | None, lang: str, clock_name: str | None) -> str:
    """A window without the name of its clock."""
    if time is None or (time.start is None and time.end is None):
        return label("no_window", lang)
    clock = zone(clock_name) if clock_name else UTC
    start, end = (at and at.astimezone(clock) for at in (time.start, time.end))
    if start and end and {start.time(), end.time()} == {dt.time()}:
        last = (end - dt.timedelta(days=1)).date()
        days = f"{start.date()}" if last == start.date() else f"{start.date()} – {last}"
        return isolated(days, lang)
    first = f"{start:%Y-%m-%d %H:%M}" if start else "…"
    same = start and end and start.date() == end.date()
    after = (f"{end:%H:%M}" if same else f"{end:%Y-%m-%d %H:%M}") if end else "…"
    return isolated(f"{first} – {after}", lang)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the claims of a set have in common, and the columns by which they differ.

    Args:
        shared: words for the heading.
        titles: heads of the columns that differ, by key, in order.
        cells: of each claim, in order, the words of those columns.
    """

    shared: tuple[str, ...]
    titles: Mapping[str, str]
    cells: tuple[Mapping[str, str], ...]


def columns(one: CountSet, claims: Sequence[CountClaim], lang: str) -> Columns:
    """Window, hours, accused, unit and rule; those that are the same for all go to the heading.

    All windows of a set are told on one clock, that of its heading.
    """
    clock = one.window.zone if one.window else None
    told = {
        "window": [_bare(claim.window, lang, clock) for claim in claims],
        "hours": [hours(claim, lang) for claim in claims],
        "accused": [accused(claim, lang) for claim in claims],
        "unit": [unit(claim.unit, lang) for claim in claims],
        "rule": [
            isolated(claim.rule, lang) if claim.rule else label("not_told", lang)
            for claim in claims
        ],
    }
    same = {key for key, words in told.items() if len(set(words)) == 1}
    named = {"hours", "accused", "rule"}
    shared = [
        f"{label(key, lang)}: {told[key][0]}" if key in named else told[key][0]
        for key in ("unit", "hours", "accused", "rule")
        if key in same
    ]
    differing = [key for key in told if key not in same]
    return Columns(
        shared=tuple(shared),
        titles={key: label(key, lang) for key in differing},
        cells=tuple({key: told[key][at] for key in differing} for at in range(len(claims))),
    )


def heading(one: CountSet, claims: Sequence[CountClaim], lang: str) -> str:
    """What the figures of a set are about."""
    kind = label("running" if one.running else "periods", lang)
    inexact = any(claim.window and claim.stretch is None for claim in claims)
    where = f"{label('within', lang)} " if inexact else ""
    return f"{where}{window(one.window, lang)} · {kind}"


def whose(claim: CountClaim, beside: Sequence[CountClaim], clock: str | None, lang: str) -> str:
    """Whose figure a line is about, with what tells it from others of theirs beside it."""
    own = [one for one in beside if one.claimant == claim.claimant]
    told = [claimant(claim.claimant, claim.claimant_name, lang)]
    if len({one.window for one in own}) > 1:
        told.append(_bare(claim.window, lang, clock))
    if len({one.unit for one in own}) > 1:
        told.append(unit(claim.unit, lang))
    if len({one.accused for one in own}) > 1:
        told.append(accused(claim, lang))
    return ", ".join(told)


def conversion_sentence(one: Conversion, rows: Mapping[str, Observation], lang: str) -> str:
    """A conversion, or why there is none, with the rows that it rests on."""
    who = claimant(one.observer, one.observer_name, lang)
    facts = {"observer": f"{who}, {window(one.window, lang)}", "rule": isolated(one.rule, lang)}
    if one.amount is None:
        whys = dict.fromkeys(bar.why for bar in one.barring)
        why = "; ".join(
            f"{label(why, lang)}: "
            + _places([b.observation for b in one.barring if b.why == why], rows)
            for why in whys
        )
        return sentence("conversion.barred", lang, {**facts, "why": why})
    told = {"amount": amount(one.amount, lang), "rows": str(len(one.rows))}
    made = sentence("conversion.counted", lang, {**facts, **told})
    if not one.left_out:
        return made
    left = _places([out.observation for out in one.left_out], rows)
    return f"{made}; {sentence('conversion.left_out', lang, {'rows': left})}"


def _places(ids: Sequence[str], rows: Mapping[str, Observation]) -> str:
    """Rows by file and line, the file named once."""
    by_file: dict[str, list[str]] = {}
    for one in ids:
        file, _, line = rows[one].row.rpartition(", line ")
        by_file.setdefault(file.replace("\\", "/").rpartition("/")[2], []).append(line)
    return "; ".join(f"{file}:{','.join(lines)}" for file, lines in by_file.items())


def checks_by_claim(made: RivalCounts) -> dict[str, list[CountCheck]]:
    """The checks that stand with each claim."""
    found: dict[str, list[CountCheck]] = {one.id: [] for one in made.claims}
    for check in made.checks:
        found[check.claims[0]].append(check)
    return found


def worst(checks: Iterable[CountCheck]) -> Outcome | None:
    """The outcome that a reader must see first, None where there is nothing to check."""
    found = {one.outcome for one in checks}
    order = (Outcome.CONTRADICTS, Outcome.CANNOT_TELL, Outcome.HOLDS)
    return next((one for one in order if one in found), None)
