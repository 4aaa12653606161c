"""Addresses of sessions."""

from __future__ import annotations

from django.urls import URLPattern, path

from trucewatch.web.pages.room import case_file, places, pointing, signing, views, wording

addresses: list[URLPattern] = [
    path("sessions/", views.listing, name="sessions"),
    path("sessions/<str:subject>/", views.room, name="session"),
    path("sessions/<str:subject>/events", views.events, name="session-events"),
    path("sessions/<str:subject>/do/<str:what>", views.step, name="session-step"),
    path("sessions/<str:subject>/word/<str:what>", wording.word, name="session-word"),
    path("sessions/<str:subject>/point", pointing.show, name="session-point"),
    path("sessions/<str:subject>/say", views.say, name="session-say"),
    path("sessions/<str:subject>/file/<str:case>", case_file.part, name="session-file"),
    path("sessions/map/<str:case>", places.map_data, name="session-map"),
    path("sessions/<str:subject>/sign/<str:case>", signing.finding, name="sign-finding"),
    path("sessions/<str:subject>/determined/<str:case>", signing.determined, name="determined"),
    path("sessions/<str:subject>/minutes", signing.read_minutes, name="minutes"),
    path("sessions/<str:subject>/minutes/sign", signing.minutes_page, name="sign-minutes"),
]
