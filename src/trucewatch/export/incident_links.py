"""Why accounts are taken for one happening, or just not: each comparison with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trucewatch.domain.link import Likeness, Link
from trucewatch.export.html_table import row, table
from trucewatch.export.incident_scene import Scene
from trucewatch.export.incident_wording import Wording
from trucewatch.export.markup import Html, el, join, safe

Scenes = Mapping[str, Scene]
"""The incident of each account, by id of the statement."""


def links(scene: Scene) -> Html:
    """The links that hold an incident together, heaviest first."""
    held = [one for one in scene.one.links if {one.one, one.other} <= scene.told.keys()]
    return _table(((one, scene.links((one.one, one.other))) for one in held), scene.say)


def near_misses(found: Sequence[Link], scenes: Scenes, say: Wording) -> Html:
    """Pairs of different incidents that were nearly taken for one, each with its two incidents."""
    known = [link for link in found if scenes.keys() & {link.one, link.other}]
    return _table(((link, join(_ends(link, scenes, say))) for link in known), say)


def _table(found: Iterable[tuple[Link, Html]], say: Wording) -> Html:
    heads = [say.label(code) for code in ("link", "weight", "reasons")]
    rows = (
        row(heads, [pair, safe(f"{link.weight:+d}"), _reasons(link, say)]) for link, pair in found
    )
    return table(heads, rows, kind="links")


def _ends(link: Link, scenes: Scenes, say: Wording) -> Iterator[Html]:
    for name in (link.one, link.other):
        if name not in scenes:
            yield el("p", el("i", say.label("elsewhere"), class_="quiet"))
            continue
        scene = scenes[name]
        told = scene.told[name]
        heading = say.row([say.act(told.said.act), say.places(told.said.places)])
        link_to = el("a", heading, href=f"#{scene.name}")
        yield el("p", link_to, " ", scene.link(told.number), dir="auto")


def _reasons(link: Link, say: Wording) -> Html:
    return el("ul", *(el("li", _told(one, say)) for one in link.likenesses), class_="reasons")


def _told(one: Likeness, say: Wording) -> str:
    known = say.term("parts", one.part)
    named = say.term("counted", one.part) if known == one.part else known
    return f"{named}: {say.term('likenesses', one.code)} ({one.weight:+d})"
