"""Readings, and the findings on what they allege, as one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.domain.document import Document
from trucewatch.domain.finding import DesignationConflict, Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Statement
from trucewatch.export import wording
from trucewatch.export.findings_html import incident_section
from trucewatch.export.html_page import RIGHT_TO_LEFT, Looks, asset, whole
from trucewatch.export.marked_text import marked
from trucewatch.export.markup import Html, el, join

_FOOTER = (
    "Statements are what someone said, in their words. Findings are what a rule says of "
    "them under stated terms; only the parties determine a violation."
)


def page(
    readings: Sequence[Reading],
    incidents: Sequence[Incident] = (),
    findings: Sequence[Finding] = (),
    contradictions: Sequence[DesignationConflict] = (),
) -> bytes:
    """One HTML page: each report with its statements in place, then what the terms say.

    Args:
        readings: the reports, in the order shown.
        incidents: what `findings` are about; each links back to its statements.
        findings: any number for each incident; shown by agreement, readings side by side.
        contradictions: statements that say of a list what the register does not hold.

    Returns:
        UTF-8. The page needs no script, no network and no other file.
    """
    prefixes = [f"d{n}-" if len(readings) > 1 else "" for n in range(1, len(readings) + 1)]
    anchors = {
        said.id: f"{prefix}s{n}"
        for prefix, reading in zip(prefixes, readings, strict=True)
        for n, said in enumerate(reading.statements, 1)
    }
    parts = [
        _contents(readings, prefixes),
        *(_report(reading, prefix) for prefix, reading in zip(prefixes, readings, strict=True)),
    ]
    if incidents or contradictions:
        parts.append(incident_section(incidents, findings, contradictions, anchors))
    return whole(
        _title(readings),
        join(parts, "\n"),
        footer=_FOOTER,
        looks=Looks(asset("page.css"), asset("page.js")),
    )


def _title(readings: Sequence[Reading]) -> str:
    if len(readings) == 1:
        return wording.title(readings[0].document)
    return f"{len(readings)} reports" if readings else "Findings"


def _contents(readings: Sequence[Reading], prefixes: Sequence[str]) -> Html:
    if len(readings) < 2:
        return Html("")
    rows = (
        el(
            "li",
            el("a", wording.title(reading.document), href=f"#{prefix}report"),
            el("span", f" {_amount(len(reading.statements), 'statement')}", class_="quiet"),
        )
        for prefix, reading in zip(prefixes, readings, strict=True)
    )
    return el("nav", el("h1", "Reports"), el("ol", *rows), aria_label="Reports", class_="contents")


def _amount(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _report(reading: Reading, prefix: str) -> Html:
    document = reading.document
    direction = "rtl" if document.language in RIGHT_TO_LEFT else "ltr"
    text = marked(document, reading.statements, prefix)
    cards = [_card(said, n, prefix) for n, said in enumerate(reading.statements, 1)]
    listed = el("ol", *cards, class_="cards") if cards else el("p", "No statement found.")
    return el(
        "article",
        _head(reading),
        el(
            "div",
            el("section", text, class_="text", lang=document.language, dir=direction),
            el("section", el("h2", "Who says what"), listed, class_="side"),
            class_="columns",
        ),
        _repairs(document),
        id=f"{prefix}report",
        class_="report",
    )


def _head(reading: Reading) -> Html:
    document = reading.document
    facts = [("published", wording.published(document))]
    facts += [("source", document.source)] if document.source else []
    facts += [("byline", document.byline)] if document.byline else []
    facts += [("file", document.name), ("language", document.language)]
    facts += [("encoding", document.encoding)]
    facts += [("statements", str(len(reading.statements)))]
    rows = (el("div", el("dt", key), el("dd", value)) for key, value in facts)
    return el(
        "header", el("h1", wording.title(document), dir="auto"), el("dl", *rows, class_="facts")
    )


def _card(said: Statement, n: int, prefix: str) -> Html:
    accused = el("span", f" ({wording.plain(said.factuality)})", class_=f"held {said.factuality}")
    head = el(
        "h3",
        el(
            "a", str(n), href=f"#{prefix}w{n}", class_="number", aria_label=f"Statement {n} in text"
        ),
        " ",
        wording.act_label(said.act),
        accused,
    )
    rows = (el("div", el("dt", key), el("dd", value, dir="auto")) for key, value in _facts(said))
    rules = ", ".join(sorted({because.rule for because in said.because}))
    return el(
        "li",
        head,
        el("p", wording.chain(said.speakers), class_="chain", dir="auto"),
        el("dl", *rows),
        el("details", el("summary", "Rests on"), el("p", rules), class_="because"),
        id=f"{prefix}s{n}",
        class_="card",
        data_s=f"{prefix}{n}",
        tabindex="0",
    )


def _facts(said: Statement) -> list[tuple[str, str]]:
    """What is known of the statement; a part that is not told has no row."""
    precision = wording.how_dated(said.time)
    time = wording.when(said.time) + (f" ({precision})" if precision else "")
    rows = [
        ("told to", wording.names(said.addressees)),
        ("by", wording.names(said.agents)),
        ("against", wording.names(said.targets)),
        ("where", wording.places(said.places)),
        ("when", time if said.time else ""),
        ("with", wording.weapons(said.weapons)),
        ("counts", "; ".join(f"{wording.count(c)}: “{c.words}”" for c in said.counts)),
        ("condition", said.condition or ""),
    ]
    return [(key, value) for key, value in rows if value]


def _repairs(document: Document) -> Html:
    if not document.repairs:
        return Html("")
    kinds: dict[str, int] = {}
    for repair in document.repairs:
        kinds[repair.why] = kinds.get(repair.why, 0) + 1
    rows = (el("li", f"{wording.plain(why)}: {number}") for why, number in sorted(kinds.items()))
    box = el("input", type="checkbox", class_="show-repairs")
    return el(
        "details",
        el("summary", _amount(len(document.repairs), "repair")),
        el("p", el("label", box, " show in the text what stood there before")),
        el("ul", *rows),
        class_="repairs",
    )
