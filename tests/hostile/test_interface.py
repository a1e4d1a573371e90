"""Schemathesis against the interface as it is described; 300 seconds with ``make assurance``."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.signals import got_request_exception
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from faden.kernel.access.acting import act_as
from faden.kernel.identity.operations import issue_token
from faden.processes.key_scopes import EVERY_SCOPE
from tests.matrix.world import World

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = int(os.environ.get("FADEN_SCHEMATHESIS_SECONDS", "9"))
CHECKS = "not_a_server_error,content_type_conformance,response_schema_conformance"
LONG = SECONDS > 60
CALLERS = ("manag", "coord", "lead") if LONG else ("coord",)


def test_no_call_breaks_the_interface(
    live_server: LiveServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world, broken = World(timezone.localdate(), timezone.now()), []
    note = lambda **told: broken.append(told["request"].path)  # noqa: E731 - a signal's receiver
    got_request_exception.connect(note)
    try:
        for column in CALLERS:
            report = run(live_server.url, token_of(world, column), SECONDS // len(CALLERS), tmp_path)
            if LONG:
                with capsys.disabled():
                    sys.stdout.write(f"\nas {column}: {summary(report.stdout)}")
            assert report.returncode == 0, report.stdout[-6_000:] + report.stderr[-2_000:]
    finally:
        got_request_exception.disconnect(note)
    assert broken == []


def token_of(world: World, column: str) -> str:
    actor = world.actors[column]
    with act_as(actor, today=world.today):
        _, secret = issue_token(
            name="Schemathesis",
            expires_on=world.today + timedelta(days=1),
            scopes=EVERY_SCOPE,
            actor=actor,
            now=world.now,
        )
    return secret


def run(address: str, token: str, seconds: int, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command line of schemathesis, as anybody would start it; it keeps notes in the folder."""
    command = [
        str(Path(sys.executable).with_name("st")),
        "run",
        f"{address}/api/v1/openapi.json",
        f"--header=Authorization: Bearer {token}",
        f"--max-time={seconds}",
        f"--checks={CHECKS}",
        "--continue-on-failure",
        "--suppress-health-check=all",
        "--generation-database=none",
        "--no-color",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def summary(output: str) -> str:
    """The lines in which schemathesis counts."""
    counted = [line.strip() for line in output.splitlines() if "test cases" in line or "generated" in line]
    return "; ".join(counted)
