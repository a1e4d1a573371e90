"""A database whose owner may not make roles: the command says what somebody else must run, then goes on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest

from faden.cli.embedded import OWNER
from faden.lib.sealing import new_key
from tests.architecture.sources import ROOT
from tests.setup.database import SOCKET

NAME = "faden_plain_owner"


@dataclass(frozen=True)
class Kreis:
    """A database with an owner of no special rights."""

    superuser: psycopg.Connection

    def faden(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        where = f"{NAME}?host={os.environ[SOCKET]}"
        environment = {
            **os.environ,
            "PYTHONPATH": "src",
            "DJANGO_SETTINGS_MODULE": "faden.config.settings",
            "FADEN_SECRET_KEY": "k" * 50,
            "FADEN_SEALING_KEYS": new_key(),
            "FADEN_OWNER_DATABASE_URL": f"postgresql://{NAME}@/{where}",
            "DATABASE_URL": f"postgresql://faden_app@/{where}",
        }
        order = [sys.executable, "-m", "faden", *arguments]
        return subprocess.run(order, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def kreis(django_db_setup: None) -> Iterator[Kreis]:
    with psycopg.connect(host=os.environ[SOCKET], user=OWNER, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE ROLE {NAME} LOGIN")
        server.execute(f"CREATE DATABASE {NAME} OWNER {NAME}")
        yield Kreis(server)
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
        server.execute(f"DROP ROLE {NAME}")


@pytest.mark.django_db
def test_an_owner_without_special_rights_can_migrate(kreis: Kreis) -> None:
    refused = kreis.faden("migrate")
    statements = f"GRANT faden_guard TO {NAME}; GRANT faden_facts TO {NAME}; GRANT faden_eraser TO {NAME};"
    assert refused.returncode == 1
    assert refused.stderr == (
        f"faden: Diese Rolle darf keine Rollen anlegen. Die Datenbankverwaltung führt einmal aus: {statements}\n"
    )
    for statement in statements.split("; "):
        kreis.superuser.execute(statement)

    for _ in range(2):
        migrated = kreis.faden("migrate")
        assert migrated.returncode == 0, migrated.stderr
    well = kreis.faden("doctor")
    assert well.returncode == 0, well.stdout
