"""Addresses of an exercise; in a centre nobody may open them."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.exercise import views

app_name = "exercise"
urlpatterns = [
    path("", views.page, name="page"),
    path("release", views.release_one, name="release"),
    path("clock", views.clock, name="clock"),
    path("move", views.move, name="move"),
    path("end", views.end_it, name="end"),
    path("debrief", views.look_back, name="debrief"),
]
