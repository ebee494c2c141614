"""Addresses that belong to no room."""

from django.urls import include, path

from .views import demo, pages, reforms
from .views.rules import guide, measures

rules = [
    path("regels/", measures.measures, name="measures"),
    path("regels/vergelijk/", measures.compare, name="compare"),
    path("regels/<slug:measure>/", measures.measure, name="measure"),
    path("wegwijzer/", guide.guide, name="guide"),
]

urlpatterns = [
    path("", pages.home, name="home"),
    path("rol", pages.choose_role, name="choose_role"),
    path("taal", pages.language, name="language"),
    path("gezond", pages.health, name="health"),
    path("demo/aanmelden", demo.sign_in, name="demo_sign_in"),
    path("toegankelijkheid", pages.accessibility, name="accessibility"),
    path("privacy", pages.privacy, name="privacy"),
    path("beleid/hervorming/", reforms.reform, name="reform"),
    path("", include((rules, "rules"))),
]
