"""Addresses of the watch."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.duty import views

app_name = "duty"
urlpatterns = [
    path("", views.board, name="board"),
    path("note", views.note, name="note"),
    path("take", views.take, name="take"),
    path("handover", views.write, name="write"),
    path("handover/<str:subject>", views.handover, name="handover"),
]
