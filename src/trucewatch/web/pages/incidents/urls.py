"""Addresses of incidents."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.incidents import changing, detail, layers, listing

app_name = "incidents"
urlpatterns = [
    path("", listing.page, name="list"),
    path("map", listing.map_data, name="map"),
    path("go", listing.go_to_date, name="go"),
    path("views", listing.keep_view, name="views"),
    path("layers", layers.data, name="layers"),
    path("look.css", detail.look, name="look"),
    path("<str:subject>/", detail.page, name="one"),
    path("<str:subject>/settle", changing.settle, name="settle"),
    path("<str:subject>/comment", changing.comment, name="comment"),
    path("<str:subject>/follow", changing.follow, name="follow"),
]
