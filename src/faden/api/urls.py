"""Addresses of the interface."""

from typing import Any

from django.urls import include, path

from faden.api.interface import interface
from faden.api.problems import in_words

patterns, app, namespace = interface.urls
for pattern in patterns:
    view: Any = pattern.callback
    pattern.callback = in_words(view)
urlpatterns = [path("", include((patterns, app), namespace=namespace))]
