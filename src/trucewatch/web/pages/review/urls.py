"""Addresses of the joint review, a list for each part of it.

A part with many texts has a folder of its own beside this one (`pages/PART`, `templates/PART`,
`locale/PART`), and only its addresses stand here.
"""

from __future__ import annotations

from trucewatch.web.pages.review.case_urls import addresses as of_cases
from trucewatch.web.pages.review.position_urls import addresses as of_positions
from trucewatch.web.pages.review.session_urls import addresses as of_sessions

app_name = "review"
urlpatterns = [*of_cases, *of_positions, *of_sessions]
