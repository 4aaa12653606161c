"""Addresses of the intake desk."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.intake import desk, feeds, one, tables, tokens

app_name = "intake"
urlpatterns = [
    path("", desk.page, name="desk"),
    path("rows", desk.rows, name="rows"),
    path("paste", desk.paste, name="paste"),
    path("feeds", feeds.page, name="feeds"),
    path("feeds/<str:feed>/poll", feeds.poll, name="poll"),
    path("tokens", tokens.page, name="tokens"),
    path("tokens/<str:token>/end", tokens.end, name="end-token"),
    path("<str:report>/", one.page, name="one"),
    path("<str:report>/settle", one.settle, name="settle"),
    path("<str:report>/original", one.original, name="original"),
    path("<str:report>/picture/<int:number>", one.picture, name="picture"),
    path("<str:report>/table", tables.page, name="table"),
]
