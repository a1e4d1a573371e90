"""The operators' command: one line when something is wrong, never a traceback."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from pytest_django.fixtures import Settings

from faden.cli import main as command
from faden.cli.serve import is_loopback, refusal
from faden.kernel.database import condition
from faden.kernel.identity import passwords
from faden.lib.sealing import new_key, read_ring
from tests.architecture.sources import ROOT

KEY = "k" * 50
SEALING = new_key()
NOWHERE = "postgresql://faden@/faden?host=/nowhere"


def _faden(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("FADEN_", "DJANGO_", "DATABASE_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "faden", *arguments],
        cwd=ROOT,
        env={**clean, "PYTHONPATH": "src", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["serve"], {}, "Es fehlt ein geheimer Schlüssel"),
        (["serve"], {"FADEN_SECRET_KEY": KEY}, "Es fehlt der Schlüssel für verschlossen Gespeichertes"),
        (["serve"], {"FADEN_SECRET_KEY": KEY, "FADEN_SEALING_KEYS": SEALING}, "Die Datenbank antwortet nicht"),
        (["serve"], {"FADEN_SECRET_KEY": KEY, "FADEN_SEALING_KEYS": "zu kurz"}, "FADEN_SEALING_KEYS: der 1. Schlüssel"),
        (["serve"], {"FADEN_SECRET_KEY_FILE": "/nirgends/k"}, "FADEN_SECRET_KEY_FILE: /nirgends/k lässt sich nicht"),
        (["serve"], {"FADEN_SECRET_KEY": KEY, "FADEN_SECRET_KEY_FILE": "/k"}, "sind beide gesetzt"),
        (["migrate"], {"FADEN_OWNER_DATABASE_URL": NOWHERE}, "Die Datenbank antwortet nicht"),
        (["audit", "verify"], {"FADEN_FILE_MB": "viel"}, "FADEN_FILE_MB: „viel“ ist keine ganze Zahl ab 1."),
        (["audit", "verify"], {"FADEN_POOL": "0"}, "FADEN_POOL: „0“ ist keine ganze Zahl ab 1."),
        (["audit", "verify"], {"DATABASE_URL": "postgresql://a:quitte@b:x/c"}, "hat nicht die Form postgresql://"),
        (["audit", "verify"], {"DATABASE_URL": "quitte"}, "hat nicht die Form postgresql://"),
    ],
    ids=[
        "no key",
        "no sealing",
        "no database",
        "bad sealing",
        "no such file",
        "said twice",
        "no database to migrate",
        "no number",
        "too small",
        "no port",
        "no address",
    ],
)
def test_a_refusal_is_one_line(arguments: list[str], environment: dict[str, str], words: str, tmp_path: Path) -> None:
    outcome = _faden(*arguments, **{"DATABASE_URL": NOWHERE, **environment}, FADEN_STATE_DIR=str(tmp_path))
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert words in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1
    assert "quitte" not in outcome.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Es fehlt: AUFTRAG."),
        (["audit"], "Es fehlt: {verify,seal}."),
        (["audit", "verfiy"], "„verfiy“ gibt es hier nicht, sondern: verify, seal."),
        (["erasure", "replay", "jetzt"], "Das kennt dieser Auftrag nicht: jetzt."),
        (["serve", "--port", "99999"], "--port: „99999“ ist kein Port (1 bis 65535)."),
        (["serve", "--port"], "Hinter --port fehlt etwas."),
        (["serve", "--workers", "0"], "--workers: „0“ ist keine ganze Zahl ab 1."),
        (["account", "a@kreis.example"], "Es fehlt: --name."),
    ],
    ids=" ".join,
)
def test_a_misspelled_order_is_answered_in_one_german_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"faden: {words}")
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"kein json", "Zeile 1: Das ist keine Zeile der Löschliste."),
        (b'\n{"case": "x"}', "Zeile 2: Das ist keine Zeile der Löschliste."),
        (b'{"case": "x", "erasure": "y", "on": "2026-11-21"}', "Zeile 1: Die Kennung eines Falls ist nicht lesbar."),
        (b"\xff\xfe", "Zeile 1: Das ist keine Zeile der Löschliste."),
    ],
)
@pytest.mark.django_db
def test_a_spoilt_list_of_erasures_is_said_with_its_line(
    content: bytes, words: str, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt = tmp_path / "erasures"
    spoilt.write_bytes(content)
    settings.ERASURE_LIST = str(spoilt)
    assert command.main(["erasure", "replay"]) == 1
    assert capsys.readouterr().err == f"faden: {spoilt}, {words} (FADEN_ERASURE_LIST prüfen)\n"
    reason = refusal("127.0.0.1")
    assert reason is not None
    assert words in reason
    assert command.main(["doctor"]) == 1
    assert words in capsys.readouterr().out


@pytest.mark.django_db
def test_a_file_of_seals_that_cannot_be_used_is_said(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SEALING_KEYS, settings.AUDIT_ANCHOR = read_ring(SEALING), tmp_path
    assert command.main(["audit", "verify"]) == 1
    assert capsys.readouterr().err == f"faden: {tmp_path}: Is a directory (FADEN_AUDIT_ANCHOR setzen)\n"
    assert command.main(["doctor"]) == 1
    assert f"FEHLER  Siegel des Protokolls lassen sich außerhalb aufschreiben: {tmp_path}" in capsys.readouterr().out
    book = tmp_path / "seals"
    book.write_bytes(b"\xff")
    settings.AUDIT_ANCHOR = book
    assert command.main(["audit", "verify"]) == 1
    assert capsys.readouterr().err == f"faden: {book} ist kein Text (FADEN_AUDIT_ANCHOR prüfen)\n"


@pytest.mark.django_db
def test_a_missing_list_of_passwords_is_said_and_nothing_is_taken_unchecked(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PASSWORD_LIST = "/nirgends/liste"
    passwords._list.cache_clear()
    try:
        assert command.main(["doctor"]) == 1
        assert "FEHLER  Liste bekannter Passwörter: /nirgends/liste: No such file" in capsys.readouterr().out
        assert passwords.complaint_about("drei blaue Quitten am Zaun") == passwords.UNCHECKED
    finally:
        passwords._list.cache_clear()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["account", "keine-adresse", "--name", "X"], "„keine-adresse“ ist keine E-Mail-Adresse."),
        (["account", "a@kreis.example", "--name", " "], "Der Name fehlt."),
    ],
)
@pytest.mark.django_db
def test_an_account_needs_an_address_and_a_name(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(arguments) == 1
    assert capsys.readouterr().err == f"faden: {words}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serve", "--host", "300.1.1.1"], "„300.1.1.1“ ist keine Adresse dieses Rechners"),
        (["migrate"], "FADEN_OWNER_DATABASE_URL fehlt"),
        (["site", "check", "sites/atlantis.yaml"], "sites/atlantis.yaml gibt es nicht"),
        (["site", "load", "sites/paderborn.yaml", "sites/warendorf.yaml"], "genau eine Datei"),
        (["demo", "--site", "atlantis"], "Den Standort „atlantis“ gibt es nicht unter sites/"),
        (["demo-accounts", "--site", "atlantis"], "Die Demo atlantis gibt es noch nicht"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FADEN_STATE_DIR", str(tmp_path))
    monkeypatch.delenv("FADEN_OWNER_DATABASE_URL", raising=False)
    assert command.main(arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err


def test_stop_has_nothing_to_do_where_nothing_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FADEN_STATE_DIR", str(tmp_path))
    assert command.main(["stop"]) == 0
    assert capsys.readouterr().out == "Es läuft keine Demo.\n"


def test_site_files_can_be_checked_without_database_and_key() -> None:
    outcome = _faden("site", "check", "sites/paderborn.yaml", "sites/warendorf.yaml")
    assert outcome.returncode == 0, outcome.stderr
    assert "sites/warendorf.yaml: in Ordnung" in outcome.stdout


def test_doctor_says_what_is_wrong_without_a_database(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text(KEY + "\n")
    outcome = _faden("doctor", FADEN_SECRET_KEY_FILE=str(key), FADEN_STATE_DIR=str(tmp_path), DATABASE_URL=NOWHERE)
    assert (outcome.returncode, outcome.stderr) == (1, "")
    assert "ok      Geheimer Schlüssel" in outcome.stdout
    assert "FEHLER  Schlüssel für verschlossen Gespeichertes: " in outcome.stdout
    assert "FEHLER  Datenbank antwortet" in outcome.stdout


@pytest.mark.django_db
def test_the_database_of_the_tests_is_fit_to_serve_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal("127.0.0.1") is None
    assert command.main(["doctor"]) == 0
    assert "FEHLER" not in capsys.readouterr().out


@pytest.mark.django_db
def test_the_first_account_signs_in_with_the_password_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    order = ["account", "leitung@kreis.example", "--name", "Erste Administration"]
    assert command.main(order) == 0
    said = capsys.readouterr().out
    assert said.startswith("Konto leitung@kreis.example (Administration), erstes Passwort: ")
    assert authenticate(email="leitung@kreis.example", password=said.split()[-1]) is not None

    assert command.main(order) == 1
    assert capsys.readouterr().err == "faden: Zu dieser Adresse gibt es schon ein Konto.\n"


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_owner_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(condition, "complaint", partial(condition.complaint, "owner"))
    assert refusal("127.0.0.1") == "Die Rolle postgres ist Superuser: Der Zeilenschutz gilt für sie nicht."


def test_debug_is_for_this_machine_only(settings: Settings) -> None:
    settings.DEBUG = True
    reason = refusal("0.0.0.0")  # noqa: S104 - that is what is refused
    assert reason is not None
    assert "nur auf localhost" in reason


def test_a_new_key_is_one_that_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["key"]) == 0
    assert len(read_ring(capsys.readouterr().out).keys) == 1


def test_a_short_key_is_none(settings: Settings) -> None:
    settings.SECRET_KEY = "short"
    reason = refusal("127.0.0.1")
    assert reason is not None
    assert "geheimer Schlüssel" in reason


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("0.0.0.0", False), ("kreis.example", False)],  # noqa: S104
)
def test_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
