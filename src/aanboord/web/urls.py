"""Addresses that belong to no room."""

from django.urls import path

from .views import demo, pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("rol", pages.choose_role, name="choose_role"),
    path("taal", pages.language, name="language"),
    path("gezond", pages.health, name="health"),
    path("demo/aanmelden", demo.sign_in, name="demo_sign_in"),
    path("toegankelijkheid", pages.accessibility, name="accessibility"),
    path("privacy", pages.privacy, name="privacy"),
]
