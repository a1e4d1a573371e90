"""The log tells when and where, and nothing that was typed or opens anything."""

import logging
import sys
from uuid import uuid4

import pytest
from django.db import IntegrityError

from faden.config.log_lines import OneLine
from faden.kernel.identity.models import Account


def line(message: str, *arguments: object, caught: bool = False) -> str:
    information = sys.exc_info() if caught else None
    return OneLine().format(logging.LogRecord("faden", logging.ERROR, __file__, 1, message, arguments, information))


def test_a_line_has_its_time_in_utc() -> None:
    record = logging.LogRecord("faden", logging.ERROR, __file__, 1, "x", (), None)
    record.created, record.msecs = 0.0, 7
    assert OneLine().format(record) == "1970-01-01T00:00:00.007Z ERROR faden: x"


def test_nobody_writes_a_second_line() -> None:
    assert "\n" not in line("Not Found: %s", "/faelle/\nERROR faden: alles gut\x1b[2J\u2028")


def test_secrets_in_addresses_are_left_out_and_keys_of_rows_are_not() -> None:
    key = str(uuid4())
    told = line("Not Found: %s", f"/kalender/{'Ab3-_' * 8}/faden.ics /faelle/{key}/")
    assert "Ab3" not in told
    assert key in told


def test_an_exception_tells_where_and_never_what() -> None:
    lines = []
    try:
        try:
            int("Yılmaz-Öztürk")
        except ValueError as error:
            raise RuntimeError("geboren 3.4.1987") from error
    except RuntimeError:
        lines.append(line("Internal Server Error: %s", "/x/", caught=True))
    told = lines[0]
    assert "ValueError" in told
    assert "RuntimeError" in told
    assert f"{__file__}:" in told
    assert "Yılmaz" not in told
    assert "1987" not in told


@pytest.mark.django_db(databases=["owner"])
def test_a_refusal_of_the_database_names_the_constraint_and_no_value() -> None:
    lines = []
    Account.objects.using("owner").create(email="amira.yilmaz@kreis.invalid", name="Amira Yilmaz")
    try:
        Account.objects.using("owner").create(email="amira.yilmaz@kreis.invalid", name="Amira Yilmaz")
    except IntegrityError:
        lines.append(line("Internal Server Error: %s", "/x/", caught=True))
    told = lines[0]
    assert "23505 identity_account identity_account_email" in told
    assert "amira" not in told.casefold()
