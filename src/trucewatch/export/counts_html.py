"""Rival counts as one self-contained page: the plot, then each stretch of time as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from trucewatch.domain.count_check import CountCheck
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.rival_counts import CountSet, RivalCounts
from trucewatch.export import count_wording as wording
from trucewatch.export.count_wording import RIGHT_TO_LEFT, label
from trucewatch.export.counts_svg import counts_svg
from trucewatch.export.html_page import POLICY
from trucewatch.export.markup import Html, el

Checks = Mapping[str, Sequence[CountCheck]]
"""By the claim that they stand with."""


def counts_page(made: RivalCounts, *, lang: str = "en") -> bytes:
    """One HTML page with the plot and every figure; it needs no script, network or other file.

    Args:
        lang: `en`, `ru` or `ar`; the page runs from right to left in Arabic.
    """
    title = label("title", lang)
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", f"{title} · Trucewatch"),
        el("style", Html(_asset("page.css") + _asset("counts.css"))),
    )
    claims = {one.id: one for one in made.claims}
    checks = wording.checks_by_claim(made)
    sets = [
        _set(one, [claims[key] for key in one.claims], checks, (made, lang)) for one in made.sets
    ]
    body = el(
        "main",
        el("h1", title),
        el("p", label("never_added", lang)),
        _plot(made, lang),
        *(sets or [el("p", label("nothing", lang))]),
        el("p", label("legend", lang), class_="legend"),
        *([el("p", label("conversions_of", lang), class_="legend")] if made.conversions else []),
        class_="counts",
    )
    side = "rtl" if lang in RIGHT_TO_LEFT else "ltr"
    whole = el("html", head, el("body", body), lang=lang, dir=side)
    return f"<!doctype html>\n{whole}\n".encode()


@cache
def _asset(name: str) -> str:
    return files("trucewatch.export").joinpath(name).read_text("utf-8")


def _plot(made: RivalCounts, lang: str) -> Html:
    """The picture itself, without the lines that only a file of its own needs."""
    if not made.claimants:
        return Html("")
    drawing = counts_svg(made, lang=lang).decode()
    inline = Html(drawing[drawing.index("<svg") :])
    return el("figure", inline, role="img", aria_label=label("title", lang), dir="ltr")


def _set(
    one: CountSet, claims: Sequence[CountClaim], checks: Checks, rest: tuple[RivalCounts, str]
) -> Html:
    made, lang = rest
    clock = one.window.zone if one.window else None
    notes = [
        el(
            "li",
            f"{label('not_alike', lang)}: {wording.unlike_sentence(note, lang)}",
            class_="unlike",
        )
        for note in one.unlike
    ]
    for claim in claims:
        who = wording.whose(claim, claims, clock, lang)
        notes += [_check(who, check, lang) for check in checks[claim.id]]
    rows = {row.id: row for row in made.observations}
    notes += [
        el(
            "li",
            f"{label('conversion', lang)}: {wording.conversion_sentence(each, rows, lang)}",
            class_="conversion",
        )
        for each in made.conversions
        if each.id in one.conversions
    ]
    return el(
        "section",
        el("h2", wording.heading(one, claims, lang)),
        _table(one, claims, checks, lang) if claims else Html(""),
        el("ul", *notes) if notes else Html(""),
    )


def _check(who: str, check: CountCheck, lang: str) -> Html:
    sign = f"{wording.SIGNS[check.outcome]} {label(check.outcome.value, lang)}"
    told = f" {who}: {wording.check_sentence(check, lang)}"
    return el("li", el("span", sign, class_=check.outcome.value), told)


def _table(
    one: CountSet,
    claims: Sequence[CountClaim],
    checks: Checks,
    lang: str,
) -> Html:
    columns = wording.columns(one, claims, lang)
    heads = [label(key, lang) for key in ("claimant", "figure", "check")]
    heads += [*columns.titles.values(), label("source", lang)]
    rows = [
        _row(claim, checks[claim.id], cells, lang)
        for claim, cells in zip(claims, columns.cells, strict=True)
    ]
    table = el(
        "table",
        el("thead", el("tr", *(el("th", head, scope="col") for head in heads))),
        el("tbody", *rows),
    )
    shared = el("p", " · ".join(columns.shared), class_="shared")
    return el("div", shared, el("div", table, class_="wide"))


def _row(
    claim: CountClaim, checks: Sequence[CountCheck], cells: Mapping[str, str], lang: str
) -> Html:
    outcome = wording.worst(checks)
    told = label(outcome.value if outcome else "no_check", lang)
    return el(
        "tr",
        el("th", _bdi(wording.claimant(claim.claimant, claim.claimant_name, lang)), scope="row"),
        el("td", wording.figure(claim, lang), class_=f"figure {claim.total.told.value}"),
        el("td", told, class_=outcome.value if outcome else "quiet"),
        *(el("td", _bdi(cell)) for cell in cells.values()),
        el("td", *_source(claim), class_="source"),
        id=f"c-{claim.id}",
    )


def _source(claim: CountClaim) -> list[Html]:
    """Where it was read and in which words, as text: an address here leads nowhere by itself."""
    told = [claim.row, claim.source if claim.source != claim.row else "", claim.words]
    return [el("div", _bdi(text)) for text in told if text]


def _bdi(text: str) -> Html:
    """A text that keeps its own direction among others."""
    return el("bdi", text)
