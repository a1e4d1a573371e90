"""The product's addresses, and the two floors."""

from django.urls import path

from benchmarks.floor import bare, floor
from faden.config.urls import handler400, handler403, handler404, handler500
from faden.config.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("messen/boden/<uuid:case_id>/", floor), path("messen/leer/", bare), *product]
