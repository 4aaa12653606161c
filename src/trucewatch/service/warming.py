"""What the first call of a shift would wait for, made ready while nobody waits."""

from __future__ import annotations

import threading
from functools import cache

from trucewatch.pipeline.assess import assess
from trucewatch.service import places


@cache
def begin() -> threading.Thread:
    """Read places and terms in the background, once a process; some five seconds of one core.

    Whoever starts a server calls it; so does the page of the form, for a server that did not.
    """

    def read() -> None:
        places.warm()
        assess([])

    thread = threading.Thread(target=read, name="warming", daemon=True)
    thread.start()
    return thread
