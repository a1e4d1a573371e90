"""Behind TLS every answer, also a style sheet, tells the browser what it may do."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

ASK = """
import json, django
django.setup()
from pathlib import Path
from django.conf import settings
from django.templatetags.static import static
from django.test import Client
from faden.cli.static_files import gather
gather(Path(settings.STATIC_ROOT))
ask = Client(HTTP_HOST="localhost")
paths = {"page": "/healthz", "script": static("faden/faden.js"), "nowhere": "/nirgends/"}
found = {what: dict(ask.get(path, secure=True).headers) for what, path in paths.items()}
names = [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME]
print(json.dumps({"headers": found, "names": names}))
"""


@pytest.fixture(scope="module")
def behind_tls(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a fresh process with the settings of production answers; none of these pages asks the database."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "faden.config.settings",
        "FADEN_SECRET_KEY": "x" * 50,
        "FADEN_STATE_DIR": str(tmp_path_factory.mktemp("state")),
        "FADEN_TLS": "1",
        "FADEN_DEBUG": "",
    }
    told = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("what", ["page", "script", "nowhere"])
def test_every_answer_carries_the_headers(behind_tls: dict[str, Any], what: str) -> None:
    headers = behind_tls["headers"][what]
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"].split("; ")
    for rule in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "script-src 'self'"):
        assert rule in policy


def test_cookies_belong_to_this_host_alone(behind_tls: dict[str, Any]) -> None:
    assert behind_tls["names"] == ["__Host-sessionid", "__Host-csrftoken"]
