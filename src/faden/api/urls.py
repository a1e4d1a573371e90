"""Addresses of the interface."""

from django.urls import path

from faden.api.interface import interface

urlpatterns = [path("", interface.urls)]
