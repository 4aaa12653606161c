"""The centre that this process serves."""

from __future__ import annotations

from trucewatch.service.centre import Centre, at_window
from trucewatch.storage.home import Home

_serving: list[Centre] = []


def serve_with(centre: Centre | None) -> None:
    """Serve with another one than the recorder at the home's window; None goes back to it."""
    _serving[:] = [centre] if centre else []


def centre() -> Centre:
    """The one that verbs work with."""
    return _serving[0] if _serving else at_window(Home.current())
