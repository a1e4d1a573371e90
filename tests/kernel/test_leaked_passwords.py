"""A password that became known by a theft is found in the operator's list, wherever in it it stands."""

from hashlib import sha1
from pathlib import Path

import pytest
from pytest_django import Settings

from faden.kernel.identity.leaked import complaint_about_list, is_leaked
from faden.kernel.identity.passwords import complaint_about

STOLEN = [f"gestohlen Nummer {number}" for number in range(200)]


def _written(folder: Path, *, end: str = "\r\n", counted: bool = True) -> str:
    hashes = sorted(sha1(one.encode(), usedforsecurity=False).hexdigest().upper() for one in STOLEN)
    lines = [f"{one}:{number}" if counted else one for number, one in enumerate(hashes)]
    path = folder / "list.txt"
    path.write_bytes(end.join([*lines, ""]).encode())
    return str(path)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("counted", [True, False])
def test_every_line_is_found_and_nothing_else(tmp_path: Path, end: str, *, counted: bool) -> None:
    path = _written(tmp_path, end=end, counted=counted)
    assert [one for one in STOLEN if not is_leaked(one, path)] == []
    assert [number for number in range(500) if is_leaked(f"eigenes Passwort {number}", path)] == []


def test_it_is_said_where_the_password_is_chosen(tmp_path: Path, settings: Settings) -> None:
    assert complaint_about(STOLEN[7]) is None
    settings.LEAKED_PASSWORDS = _written(tmp_path)
    assert "Datendiebstahl" in (complaint_about(STOLEN[7]) or "")
    assert complaint_about("drei grüne Fahrräder") is None


def test_without_the_list_that_is_named_nothing_is_taken(tmp_path: Path, settings: Settings) -> None:
    settings.LEAKED_PASSWORDS = str(tmp_path / "nowhere")
    assert "nicht prüfen" in (complaint_about("drei grüne Fahrräder") or "")
    (tmp_path / "nowhere").touch()
    assert "nicht prüfen" in (complaint_about("drei grüne Fahrräder") or "")


def test_the_operator_is_told_what_is_wrong_with_it(tmp_path: Path) -> None:
    assert complaint_about_list(_written(tmp_path)) is None
    assert "No such file" in (complaint_about_list(str(tmp_path / "nowhere")) or "")
    other = tmp_path / "other"
    other.write_text("passwort123\n")
    assert "SHA-1" in (complaint_about_list(str(other)) or "")
