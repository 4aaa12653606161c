"""People harmed in an incident: low, best and high by class, and every figure as it is told."""

from __future__ import annotations

from trucewatch.data import fusion_words
from trucewatch.domain.casualties import Casualties, ToldFigure, Toll
from trucewatch.export.html_table import row, table
from trucewatch.export.incident_scene import Scene
from trucewatch.export.markup import Html, el, join, safe

_HEADS = ("who", "low", "best", "high", "because", "as_told")


def harmed(made: Casualties, scene: Scene) -> Html:
    """A row for each class of people harmed in one way; parts are never added to the whole."""
    heads = [scene.say.label(code) for code in _HEADS]
    return table(heads, (row(heads, _toll(one, scene)) for one in made.tolls), kind="harmed")


def _toll(one: Toll, scene: Scene) -> list[Html]:
    say = scene.say
    who = [_label(f"fates.{one.fate}", scene), _label(f"victims.{one.who}", scene)]
    if one.part_of is not None:
        who.append(say.label("among", whom=_label(f"victims.{one.part_of}", scene)))
    because = [fusion_words.sentence(f"best.{one.because}", say.lang, {})]
    because += [say.label("contradicted")] if one.contradicted else []
    numbers = (say.label("open") if n is None else str(n) for n in (one.low, one.best, one.high))
    low, best, high = numbers
    told = el("ul", *(el("li", _figure(each, scene)) for each in one.told), class_="figures")
    best = best if one.best is not None else "–"
    return [
        *map(safe, (say.row(who), low, best, high, say.row(because, between="semicolon"))),
        told,
    ]


def _label(code: str, scene: Scene) -> str:
    return fusion_words.label(code, scene.say.lang)


def _figure(one: ToldFigure, scene: Scene) -> Html:
    """What one origin tells, in its words; a figure that it replaced later says so."""
    say = scene.say
    who = say.actor(one.origin) if one.origin else say.label("untold")
    replaced = "" if one.stands else f" ({say.label('replaced')})"
    quoted = el("q", one.words, dir="auto")
    return join([f"{who}: ", quoted, f"{replaced} ", scene.links(one.statements)])
