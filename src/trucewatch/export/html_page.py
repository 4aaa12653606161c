"""One self-contained HTML page: it needs no network and no other file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from trucewatch.export.markup import Html, el

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page may ask nobody for anything, whatever a report holds."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What a page carries beside its words; without a script it may run none."""

    style: str
    script: str = ""


def whole(title: str, body: Html, *, footer: str, looks: Looks, lang: str = "en") -> bytes:
    """The page around a body, as UTF-8.

    Args:
        footer: what the page says and does not say.
        lang: language of the page, which gives its direction.
    """
    policy = f"{POLICY}; script-src 'unsafe-inline'" if looks.script else POLICY
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", f"{title} · Trucewatch"),
        el("style", Html(looks.style)),
    )
    end = el("footer", el("p", footer))
    code = el("script", Html(looks.script)) if looks.script else Html("")
    direction = "rtl" if lang in RIGHT_TO_LEFT else None
    page = el("html", head, el("body", el("main", body), end, code), lang=lang, dir=direction)
    return f"<!doctype html>\n{page}\n".encode()


@cache
def asset(name: str) -> str:
    """A style or script that stands beside this file."""
    return files("trucewatch.export").joinpath(name).read_text("utf-8")
