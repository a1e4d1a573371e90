"""The product's settings with what only a test run changes."""

import os

os.environ.setdefault("FADEN_SECRET_KEY", "only-for-tests-and-therefore-public-and-long-enough")
os.environ.setdefault("FADEN_SEALING_KEYS", "b25seS1mb3ItdGVzdHMtYW5kLXRoZXJlZm9yZS1wdWI=")

from faden.config.settings import *  # noqa: F403 - the product's settings, read after the environment is set

# Hashing a password takes 83 ms by design: thousands of tests would only wait.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files come from the tree; nothing is collected first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
