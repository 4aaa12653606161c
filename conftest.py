"""Django is ready before any test loads a table; each test points it to a record of its own."""

from __future__ import annotations

import tempfile

from trucewatch.storage.opening import use

use(home=tempfile.mkdtemp(prefix="trucewatch-unused-"))
