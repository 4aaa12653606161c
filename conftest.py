"""Django is ready before any test loads a table; each test points it to a record of its own."""

from __future__ import annotations

from trucewatch.storage.opening import use

# No such folder is ever made, so a test that forgets to say which record it means fails.
use(home="no-record-was-chosen")
