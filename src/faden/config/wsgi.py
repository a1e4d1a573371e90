"""The WSGI entry."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from faden.config.proxy import BehindProxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
application = BehindProxies(get_wsgi_application(), proxies=settings.PROXIES)
