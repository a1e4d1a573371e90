"""What a monitor asks."""

import pytest
from django.test import Client

from faden.kernel.database import condition


def test_the_process_answers_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_not_ready_says_so_and_no_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(condition, "missing_migrations", lambda _: ["cases.0001_initial"])
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")


def test_only_reading(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
