"""`python -m trucewatch` is the command `trucewatch`."""

from __future__ import annotations

from trucewatch.cli import main

main()
